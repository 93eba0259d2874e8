"""Numbered lists that people write under each other in a chat group, one line per person."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.sheets import (
    chain_facts,
    chain_joining,
    chain_names,
    chain_numbers,
    chain_person,
    chain_said,
    chain_villages,
    sheet_words,
)
from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_lines, chatted, divisions, surnames
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

ChainRow = chain_person.ChainRow
TITLE, BLANK, NOTE = chain_person.TITLE, chain_person.BLANK, chain_person.NOTE
SAMPLE, WITHDRAWN = chain_person.SAMPLE, chain_person.WITHDRAWN
DOUBT_NAME, DOUBT_STAYS = chain_person.DOUBT_NAME, chain_person.DOUBT_STAYS
DOUBT_PHONE = chain_person.DOUBT_PHONE
SECTION, HEAD = "section", "title"
SKIP_WORDS = {
    TITLE: "intake.skip.title",
    BLANK: "intake.skip.blank",
    NOTE: "intake.skip.note",
    SAMPLE: "intake.skip.sample",
    WITHDRAWN: "intake.skip.withdrawn",
}
"""Every reason for which a line is nobody who comes, with the key of its words."""

_DOTS: dict[int, str | None] = {
    **dict.fromkeys((0x2022, 0x2027, 0x30FB, 0xFF65), SEPARATOR),
    **dict.fromkeys((0x2795, 0x1F7A1), "+"),
    0x20E3: ".",
    0xFE0F: None,
    0x200D: None,
    0x1F51F: "10.",
}
_KEYCAPS = patterns.later("([0-9])\ufe0f?\u20e3(?=[0-9])")
_HAN_WORD = patterns.later(
    f"(?<![{HAN}])[{HAN}]\\s+[{HAN}](?![{HAN}])|[{HAN}]+(?:[{SEPARATOR}.][{HAN}]+)*"
)
_CUTS = "\t,;|\uff0c"
_AFTER_SAMPLE = frozenset(" :.,\u3001;(-")
_OWN_VILLAGE = patterns.later(f"\\s*([{HAN}0-9]{{2,16}})\\s*[,;\u3001\u3002|/]\\s*")


def line_header() -> str:
    """Return the header over whole lines in a workbook of rows that go back."""
    return i18n.text("intake.whole_line")


def read(text: str, places: Collection[str] = ()) -> tuple[ChainRow, ...]:
    """Read a pasted list; every line comes out, as people or with the reason why not.

    `places` are names of villages of the desk, which people write before their own. A village alone
    on its line above people holds for all below it, up to the next one; above all of them one that
    the head of the list names. Raises
    UnreadableFile `intake.error.no_chain` where no line holds a person.
    """
    known = frozenset(chatted.village(one) for one in places)
    rows: list[ChainRow] = []
    over, named = "", dict[str, str]()
    for number, line in enumerate(text.splitlines(), 1):
        begun = any(row.is_person for row in rows)
        for row in _line(number, line, known, begun=begun):
            heading = chain_villages.heading(row, rows, over)
            over = heading or over
            named |= chain_villages.named_by_head(row, known)
            head = next(iter(named.values())) if len(named) == 1 else ""
            source = SECTION if over else HEAD if head else ""
            rows.append(replace(row, section=over or head, source=source))
            if not heading:
                chain_joining.join(rows, known)
    if not any(row.is_person for row in rows):
        raise errors.UnreadableFile("intake.error.no_chain")
    return tuple(rows)


def is_cut(text: str) -> bool:
    """Say whether at least half of the lines are cut into cells by any separator of tables."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(any(mark in line for mark in _CUTS) for line in lines) * 2 >= len(lines)


def is_chain(text: str) -> bool:
    """Say whether a whole text file is such a list: mostly people below its title, and no table.

    Lines cut by tabs, or twice and more by plain commas, are a table whose columns are to be told.
    """
    found = () if _is_table(text) else _read(text)
    if not found:
        return False
    people = {row.line_number for row in found if row.name and (row.doc_no or row.phone)}
    others = {row.line_number for row in found if row.skip_reason not in {TITLE, SAMPLE, BLANK}}
    return len(people) * 2 >= len(others | people)


def holds_people(text: str) -> bool:
    """Say whether a text that is no table names somebody by a right number, or surely by phone."""
    return not _is_table(text) and any(
        any(chain_numbers.right(row.doc_no)) or (row.phone and row.name and not row.doubts)
        for row in _read(text)
        if row.is_person
    )


def _is_table(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    cut = sum("\t" in line or max(map(line.count, ",;|")) > 1 for line in lines)
    return cut * 2 >= len(lines)


def _read(text: str) -> tuple[ChainRow, ...]:
    try:
        return read(text)
    except errors.UnreadableFile:
        return ()


def _line(number: int, line: str, places: Collection[str], *, begun: bool) -> Iterator[ChainRow]:
    """Read one line."""
    plain = _plain(line)
    row = ChainRow(number, line)
    if not plain.strip():
        yield replace(row, skip_reason=BLANK if not line.strip() else NOTE)
        return
    numbered = None if chain_villages.is_ordered_heading(plain) else _numbered(plain)
    body = plain[numbered.end() :] if numbered else plain
    position = int(numbered[1]) if numbered and numbered[1].isascii() else None
    if numbered is None and _is_sample(body) and (not begun or _starts_person(body, begun=True)):
        yield replace(row, skip_reason=SAMPLE, note=body.strip())
        return
    pieces = _listed(body, numbered=numbered is not None, begun=begun)
    if numbered is None and not pieces and not _starts_person(body, begun=begun):
        yield replace(row, skip_reason=NOTE if begun else TITLE, note=body.strip())
        return
    if numbered is None and chain_villages.is_sender(body, places):
        yield replace(row, skip_reason=NOTE if begun else TITLE, note=body.strip())
        return
    if numbered is not None and not body.strip(chain_names.LEFT_OVER + "+"):
        yield replace(row, skip_reason=BLANK, position=position)
        return
    if numbered is not None and _is_courtesy(body):
        yield replace(row, skip_reason=NOTE, position=position)
        return
    people = [
        replace(chain_person.read(row, piece, places), position=position, part=part)
        for part, piece in enumerate(
            _unnumbered(pieces or _people_of(body, position), position or 1)
        )
    ]
    yield from chain_joining.of_one_line(people)


def _listed(body: str, *, numbered: bool, begun: bool) -> list[str]:
    """Return the people of a line of names without numbers of papers or telephones, if it is one.

    Behind a number of the list two words may be what somebody is called in the group and the name.
    """
    if chain_numbers.PHONE.search(body) or chain_numbers.papers(body):
        return []
    if numbered and not re.search("[\u3001,]", body):
        return []
    return chain_villages.people(body, begun=begun)


def _is_courtesy(body: str) -> bool:
    """Say whether a line only thanks or tells all of them something, and names no number."""
    bare = body.strip(chain_names.LEFT_OVER)
    return chain_numbers.without(body) == body and chatted.is_courtesy(bare)


def _numbered(plain: str) -> re.Match[str] | None:
    """Find the number of a line; a figure with its unit (a date, a price) is none."""
    found = chat_lines.NUMBERED.match(plain) or chat_lines.HAN_NUMBERED.match(plain)
    if found and plain[found.end() :].startswith(sheet_words.longest_first("intake.words.counted")):
        return None if found[0].strip().isdigit() else found
    return found


def _plain(line: str) -> str:
    """Write a line without pictures, in one width, keeping what letters and figures say."""
    kept = []
    for letter in _KEYCAPS.sub(r"\1", line).translate(_DOTS):
        picture = unicodedata.category(letter) in {"So", "Cs", "Cf", "Sk"}
        figure = unicodedata.normalize("NFKC", letter)
        kept.append(" " if picture and not figure.isalnum() else letter)
    plain = unicodedata.normalize("NFKC", "".join(kept))
    return chain_numbers.apart(chain_facts.without_pictures(plain))


def _starts_person(body: str, *, begun: bool) -> bool:
    """Say whether a line without a number is a person all the same."""
    stripped = chain_numbers.without_labels(body).strip(chain_names.LEFT_OVER + " ")
    if chain_numbers.papers(body):
        return True
    if chain_numbers.PHONE.search(body):
        named = bool(chain_names.name_in(chain_numbers.without(body)))
        return named and (begun or not (_is_title(body) or chatted.names_another(body)))
    if chat_lines.NAME_LABEL.match(body) and chain_names.is_lone_name(stripped):
        return True
    if begun and chain_person.COMPANIONS.fullmatch(body.strip()):
        return True
    if begun and (chain_names.withdrawn(body) or chain_names.meant_by_order(body) is not None):
        return True
    if begun and _is_coming(body):
        return True
    return begun and chain_names.is_name(stripped) and not chatted.is_courtesy(stripped)


def _is_coming(body: str) -> bool:
    """Say whether a line is a name and the word for coming: 王四 去."""
    name, _, rest = body.strip().partition(" ")
    return chain_names.is_lone_name(name) and rest.strip() in sheet_words.words(
        "intake.words.coming"
    )


def _is_title(body: str) -> bool:
    folded = sheet_words.folded(body)
    return any(word in folded for word in sheet_words.words("intake.words.chain_title"))


def _is_sample(body: str) -> bool:
    """Say whether a line shows how to write, mostly above the list: it begins with the word."""
    head = body.strip().casefold()
    words = sheet_words.longest_first("intake.words.chain_sample")
    found = next((word for word in words if head.startswith(word.casefold())), "")
    return bool(found) and head[len(found) : len(found) + 1] in _AFTER_SAMPLE


def _people_of(body: str, position: int | None) -> list[str]:
    """Cut a line that holds several people, each with a number or all of them plain names.

    `position` is the number in the list that stands before the first of them, if there is one.
    """
    papers = chain_numbers.papers(body)
    if len(papers) > 1:
        return list(_by_papers(body, papers))
    phones = chain_said.own_phones(body)
    if len(phones) > 1 and not chatted.names_another(body):
        ends = phones[:-1]
        pieces = [body[a:b] for a, b in zip([0, *ends], [*ends, len(body)], strict=True)]
        if all(chain_names.name_in(chain_numbers.without(piece)) for piece in pieces):
            return _at_their_begin(pieces, position)
    names = [part.strip() for part in re.split("[\u3001,]", body) if part.strip()]
    if len(names) > 1 and all(chain_names.is_name(name) for name in names):
        return names
    return [body]


def _at_their_begin(pieces: list[str], position: int | None) -> list[str]:
    """Give what stands behind a telephone back to whom it is, where the next one surely begins.

    That is at the next number of the list, or behind the mark that follows a village; in a line
    that is led by a village each stands before its name.
    """
    head = chain_numbers.without(pieces[0]).split()
    led = bool(head) and divisions.is_named_village(head[0])
    begins = [_number_at(piece, position, at) for at, piece in enumerate(pieces[1:], 1)]
    if not all(begins):
        begins = [0 if led else _behind_village(piece) for piece in pieces[1:]]
    fronts = [piece[:at] for piece, at in zip(pieces[1:], begins, strict=True)]
    rests = [piece[at:] for piece, at in zip(pieces[1:], begins, strict=True)]
    return [f"{own}{front}" for own, front in zip([pieces[0], *rests], [*fronts, ""], strict=True)]


def _number_at(piece: str, position: int | None, at: int) -> int:
    """Return where the number of the list of the `at`th further person stands behind a place."""
    if position is None:
        return 0
    for found in re.finditer(f"(?<![0-9]){position + at}(?![0-9])", piece):
        behind = piece[found.end() :].lstrip(chain_names.LEFT_OVER)
        name = chain_names.name_in(chain_numbers.without(behind))
        if name and behind.startswith(name):
            return found.start()
    return 0


def _behind_village(piece: str) -> int:
    """Return where a piece goes on behind a village and the mark that ends it, else 0."""
    found = _OWN_VILLAGE.match(piece)
    return found.end() if found and divisions.is_named_village(found[1]) else 0


def _by_papers(body: str, papers: list[re.Match[str]]) -> Iterator[str]:
    """Cut a line at its people, each with the number of a paper behind or before the name.

    Where no name is found for a number, its piece has none and waits for one.
    """
    before = chain_numbers.without(body[: papers[0].start()])
    behind = bool(chain_names.name_in(before))
    led = divisions.is_named_village(before.split()[0]) if before.split() else False
    begin = 0
    for paper, after in itertools.pairwise(papers):
        end = after.start()
        if behind:
            end = paper.end() + _next_person(body[paper.end() : end], led=led)
        yield body[begin:end]
        begin = end
    yield body[begin:]


def _unnumbered(pieces: Sequence[str], first: int) -> Iterator[str]:
    """Yield the people of one line without the number in the list of the next one between them.

    Only one that goes on counting is taken off; `first` is the number of the first of them.
    """
    for at, piece in enumerate(pieces, first):
        last = at + 1 == first + len(pieces)
        text = re.sub(_order(at, "^"), "", piece) if at > first else piece
        yield text if last else re.sub(_order(at + 1, ""), "", text)


def _order(number: int, begin: str) -> str:
    """Return the pattern of a number in the list at one end of a piece of a line."""
    figure = f"[(\\[]?(?<![0-9]){number}(?![0-9])[.,:)\\]\u3001]*\\s*"
    return f"{begin}(?<![0-9])[\\s,;\u3002\u3001]*{figure}{'' if begin else '$'}"


def _next_person(between: str, *, led: bool) -> int:
    """Return where the next person begins in the text between two numbers of papers.

    The last word that begins like most surnames is the name, else the last that can be one; words
    for "and" and for kin before a name are left to whom they stand behind. In a line that is `led`
    by a village, the one before a further name is that person's.
    """
    places = []
    village = -1
    for found in _HAN_WORD.finditer(between):
        if led and divisions.is_named_village(found[0]):
            village = found.start()
            continue
        word = found[0]
        starts = [0] + [
            one.end()
            for joined in sheet_words.longest_first("intake.words.chain_with")
            for one in re.finditer(re.escape(joined), word)
            if word[one.end() : one.end() + 1] in surnames.COMMON
        ]
        rest = "".join(word[max(starts) :].split())
        if chain_names.is_name(rest) or SEPARATOR in rest or "." in rest:
            at = found.start() + max(starts) if village < 0 else village
            at -= len(chatted.kin_before(between[:at])) if village < 0 else 0
            places.append((rest[0] in surnames.COMMON, at))
        village = -1
    return max(places)[1] if places else len(between)
