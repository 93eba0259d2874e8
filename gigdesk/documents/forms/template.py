"""Contract templates as a clerk writes them: plain text in, checked paragraphs out.

@ kind: labour                  head: kind and version
# title
- label: {{mark}} | label: ...  a line of the parties' block, one or two to a row
## heading [group, group]       a clause; its number is set by the program
[mark=choice] words             printed only where the choice was made
[mark] words                    printed only where the mark is filled
{{mark}}  {{mark?}}             must be filled; may stay empty
% left | right                  signatures, kept together
// remark                       never printed
anything else                   a paragraph
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.forms import elements
from gigdesk.documents.pdf.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COLON, _ASK = chr(0xFF1A), chr(0xFF1F)
_COMMA = chr(0xFF0C)
_SPACE, _STROKE, _LINE = chr(0x3000), chr(0xFF0F), chr(0xFF3F)
_MARK = re.compile(r"\{\{\s*([^{}]*?)\s*([?" + _ASK + r"]?)\s*\}\}")
_CONDITION = re.compile(r"\[([^\]=]+)(?:=([^\]]*))?\]\s*(.*)")
_HEADING = re.compile(r"(.*?)\s*(?:\[([^\]]*)\])?")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_OPEN_BOX = chr(0x25A1) + " "
_BLANK = 6  # full-width spaces of an empty gap
# What is said of an unknown word: where another is near, and where none is.
_UNKNOWN_MARK = ("forms.error.unknown_mark", "forms.error.unknown_mark_far")
_UNKNOWN_ELEMENT = ("forms.error.unknown_element", "forms.error.unknown_element_far")
_UNKNOWN_CHOICE = ("forms.error.unknown_choice", "forms.error.unknown_choice_far")
_COMMA_BETWEEN = chr(0x3001)
_NEAR = 0.5  # how much of two words must be the same for one to be offered for the other
# Contracts are Chinese papers whatever language the window speaks.
PAPER_LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a template: fixed words, or a mark with its code."""

    text: str
    mark: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a template. `kind`: title field clause text sign gap; `when` is its condition."""

    kind: str
    columns: tuple[tuple[Piece, ...], ...]
    line: int
    when: tuple[str, str] = ("", "")
    clause: int = 0

    def marks(self) -> tuple[str, ...]:
        """Return the marks in this block, also that of its condition."""
        inside = [piece.mark for column in self.columns for piece in column if piece.mark]
        return tuple(dict.fromkeys([*inside, self.when[0]] if self.when[0] else inside))


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause: its heading and the groups of the law it covers."""

    number: int
    heading: str
    elements: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template; `marks` in order of appearance, `elements` those its clauses cover."""

    kind: str
    title: str
    version: str
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    marks: tuple[str, ...]
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which line, as a code with parameters."""

    line: int
    code: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return the sentence for the user."""
        return i18n.text(self.code, line=self.line, **self.params)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a filled contract; `block` is its place in the template."""

    kind: str
    columns: tuple[tuple[Span, ...], ...]
    block: int
    clause: int = 0

    @property
    def text(self) -> str:
        """Return the words without their looks."""
        return " | ".join("".join(span.text for span in column) for column in self.columns)


class _Reader:
    """Reads a template line by line and notes every problem with its line."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.title = ""
        self.blocks: list[Block] = []
        self.clauses: list[Clause] = []
        self.problems: list[Problem] = []
        self.line = 0

    def complain(self, code: str, **params: str) -> None:
        self.problems.append(Problem(self.line, code, params))

    def code_of(self, word: str, table: dict[str, str], codes: tuple[str, str]) -> str:
        """Return the code of a word from a table; complain where there is none.

        The nearest word is offered where one is near; else all that there are, if they are few.
        """
        known, word = elements.names(table), word.strip()
        found = known.get(word)
        if found is not None:
            return found
        ranked = difflib.get_close_matches(word, known, 1, _NEAR)
        if ranked:
            near = ranked[0]
            # Codes may be typed, but they are not words to be offered.
            nearest = _written({near: table[near]})[0] if near in table else near
            self.complain(codes[0], word=word, nearest=nearest)
        else:
            self.complain(codes[1], word=word, known=_COMMA_BETWEEN.join(_written(table)))
        return ""

    def pieces(self, text: str) -> tuple[Piece, ...]:
        found: list[Piece] = []
        at = 0
        for match in _MARK.finditer(text):
            if match.start() > at:
                found.append(Piece(text[at : match.start()]))
            mark = self.code_of(match[1], elements.MARKS, _UNKNOWN_MARK)
            found.append(Piece("", mark, bool(match[2])))
            at = match.end()
        if at < len(text):
            found.append(Piece(text[at:]))
        if any("{{" in piece.text or "}}" in piece.text for piece in found):
            self.complain("forms.error.broken_mark")
        return tuple(found)

    def add(self, kind: str, columns: tuple[str, ...], when: tuple[str, str] = ("", "")) -> None:
        read = tuple(self.pieces(column.strip()) for column in columns)
        self.blocks.append(Block(kind, read, self.line, when, len(self.clauses)))

    def read(self, text: str) -> None:
        for number, raw in enumerate(text.splitlines(), 1):
            self.line, words = number, raw.strip()
            if words.startswith("//"):
                continue
            if not words:
                if self.blocks and self.blocks[-1].kind == "field":
                    self.blocks.append(Block("gap", (), number))
            elif words.startswith("@"):
                key, _, value = words[1:].replace(_COLON, ":").partition(":")
                self.head[key.strip()] = value.strip()
            elif words.startswith("##"):
                self.heading(words[2:])
            elif words.startswith("#"):
                self.title = words[1:].strip()
                self.add("title", (self.title,))
            elif words[0] in "-%":
                self.add("field" if words[0] == "-" else "sign", tuple(words[1:].split("|")))
            elif condition := _CONDITION.fullmatch(words):
                self.condition(condition)
            else:
                self.add("text", (words,))

    def heading(self, words: str) -> None:
        match = _HEADING.fullmatch(words.strip())
        heading, groups = (match[1], match[2] or "") if match else (words, "")
        covered = [
            self.code_of(group, elements.ELEMENTS, _UNKNOWN_ELEMENT)
            for group in re.split("[," + _COMMA + "]", groups)
            if group.strip()
        ]
        self.clauses.append(
            Clause(len(self.clauses) + 1, heading.strip(), tuple(covered), self.line)
        )
        self.add("clause", (heading,))

    def condition(self, match: re.Match[str]) -> None:
        mark = self.code_of(match[1], elements.MARKS, _UNKNOWN_MARK)
        choice = ""
        if match[2] is not None and mark:
            allowed = elements.CHOICES.get(mark, {})
            if not allowed:
                self.complain("forms.error.no_choice", word=match[1].strip())
            else:
                choice = self.code_of(match[2], allowed, _UNKNOWN_CHOICE)
        self.add("text", (match[3],), (mark, choice))

    def close(self) -> None:
        """Check what the whole must have."""
        self.line = 1
        if self.head.get("kind") not in elements.KINDS:
            self.complain("forms.error.no_kind", kinds=", ".join(elements.KINDS))
        if not self.head.get("version"):
            self.complain("forms.error.no_version")
        if not self.title:
            self.complain("forms.error.no_title")
        if not any(block.kind == "sign" for block in self.blocks):
            self.complain("forms.error.no_signature")
        filled = {block.clause for block in self.blocks if block.kind == "text"}
        for clause in self.clauses:
            if clause.number not in filled:
                self.line = clause.line
                self.complain("forms.error.empty_clause", word=clause.heading)


def marks() -> tuple[str, ...]:
    """Return the words of all marks as the paper writes them."""
    return _written(elements.MARKS)


def _written(table: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of a table as the paper writes them."""
    known = i18n.words(PAPER_LANGUAGE)
    return tuple(known[key].partition("|")[0] for key in table.values())


def problems(text: str) -> tuple[Problem, ...]:
    """Return everything wrong with a template's text, in line order; empty when it can be used."""
    reader = _Reader()
    reader.read(text)
    reader.close()
    return tuple(sorted(reader.problems, key=lambda problem: problem.line))


def parse(text: str) -> Template:
    """Read a template. Raises errors.Invalid for the first line that cannot stand."""
    reader = _Reader()
    reader.read(text)
    reader.close()
    if reader.problems:
        first = min(reader.problems, key=lambda problem: problem.line)
        raise errors.Invalid(
            first.code, field=f"line {first.line}", line=first.line, **first.params
        )
    marks = dict.fromkeys(mark for block in reader.blocks for mark in block.marks())
    covered = dict.fromkeys(each for clause in reader.clauses for each in clause.elements)
    return Template(
        reader.head["kind"],
        reader.title,
        reader.head["version"],
        tuple(reader.blocks),
        tuple(reader.clauses),
        tuple(marks),
        tuple(covered),
    )


def missing_elements(template: Template, values: Mapping[str, str]) -> tuple[elements.Gap, ...]:
    """Return the groups required by law that this contract would lack (Labour Contract Law 17).

    A group is there when a clause covers it (the parties' block needs none), its least marks are
    in the text, and every mark of its paragraphs that will be printed is filled.
    """
    gaps = []
    for element, least in elements.least(template.kind).items():
        numbers = {each.number for each in template.clauses if element in each.elements}
        if element in elements.PARTIES:
            numbers = {0}
        open_marks = [
            mark for mark in least if not values.get(mark, "").strip() or mark not in template.marks
        ]
        for block in template.blocks:
            # The parties' block is shared by both groups; only their own marks count there.
            if block.clause in numbers and block.kind == "text" and numbers != {0}:
                open_marks += _open_marks(block, values)
        if not numbers or open_marks:
            gaps.append(elements.Gap(element, not numbers, tuple(dict.fromkeys(open_marks))))
    return tuple(gaps)


def _open_marks(block: Block, values: Mapping[str, str]) -> list[str]:
    """Return the marks of a paragraph that must be filled before it can be printed."""
    mark, choice = block.when
    if choice and not values.get(mark):
        return [mark]
    if not _applies(block, values):
        return []
    return [
        piece.mark
        for column in block.columns
        for piece in column
        if piece.mark and not piece.optional and not values.get(piece.mark, "").strip()
    ]


def _applies(block: Block, values: Mapping[str, str]) -> bool:
    mark, choice = block.when
    if not mark:
        return True
    value = values.get(mark, "")
    return value == choice if choice else bool(value.strip())


def written(mark: str, value: str) -> str:
    """Return a value as it stands on paper: dates in words, choices by their name."""
    words = i18n.words(PAPER_LANGUAGE)
    key = elements.CHOICES.get(mark, {}).get(value)
    if key is not None:
        return words[key]
    date = _DATE.fullmatch(value)
    if date is None:
        return value.strip()
    key = "forms.date" if date[3] else "forms.month"
    return words[key].format(year=int(date[1]), month=int(date[2]), day=int(date[3] or 0))


def fill(
    template: Template, values: Mapping[str, str], *, draft: bool = False
) -> tuple[Paragraph, ...]:
    """Return the contract's paragraphs with their gaps filled.

    In a draft an open choice prints all its ways; an empty gap prints as a rule to write on. In a
    final print an empty gap that may stay empty is struck through.
    """
    return tuple(_fill(template, values, draft=draft))


def _fill(template: Template, values: Mapping[str, str], *, draft: bool) -> Iterator[Paragraph]:
    for at, block in enumerate(template.blocks):
        undecided = draft and block.when[1] and not values.get(block.when[0])
        if _applies(block, values) or undecided:
            columns = tuple(
                tuple(_span(piece, values, draft=draft, block=block) for piece in column)
                for column in block.columns
            )
            if undecided:
                columns = ((Span(_OPEN_BOX), *columns[0]),)
            yield Paragraph(block.kind, columns, at, block.clause)


def _span(piece: Piece, values: Mapping[str, str], *, draft: bool, block: Block) -> Span:
    if not piece.mark:
        return Span(piece.text)
    value = written(piece.mark, values.get(piece.mark, ""))
    if block.kind == "sign" and piece.mark == "signed_on" and not value:
        return Span(i18n.words(PAPER_LANGUAGE)["forms.blank_date"])
    if value and not value.strip(_LINE):
        # A line for the pen: what is filled in is ruled anyway.
        value = "" if block.kind in ("field", "sign") else _SPACE * len(value)
        return Span(value, filled=True)
    if block.kind in ("field", "sign"):
        return Span(value, filled=True)
    if not value:
        value = _SPACE * _BLANK if draft or not piece.optional else _SPACE + _STROKE + _SPACE
    return Span(value, filled=True)
