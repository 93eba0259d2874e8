"""The marks of a form: how they are written, what they stand for, and what turns a value so."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.excel.cells import column_letters
from gigdesk.domain.workers import figures, folding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MARK = re.compile(r"(?:\{\{|\uff5b\uff5b)([^{}\uff5b\uff5d]+)(?:\}\}|\uff5d\uff5d)")
"""`{{label}}` or `{{label:how:how}}`, in half-width or full-width signs."""

SEQUENCE, COUNT, SUM = "sequence", "count", "sum"
SPLIT, MASKED, CAPITALS = "split", "masked", "capitals"
TEN_THOUSANDS, THOUSANDS = "ten_thousands", "thousands"
_OPTIONS = (SPLIT, MASKED, CAPITALS, TEN_THOUSANDS)
# The words of the head, with the field of each and, for parts of a day, their pattern.
_HEAD = {
    "unit": ("unit", ""),
    "filled_by": ("filled_by", ""),
    "filled_on": ("filled_on", ""),
    "date": ("filled_on", "sheets.mark_date"),
    "year": ("filled_on", "yyyy"),
    "month": ("filled_on", "m"),
    "day": ("filled_on", "d"),
}
_NEAR = 0.6
_BAR = "|"
_WIDE = str.maketrans({"\uff1a": ":", "\uff1d": "=", "\uff5c": "|"})
_LETTERS = re.compile(r"[A-Za-z]+")
_FEN = "_fen"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark where it stands in the form.

    `key` is the field it stands for (empty when unknown), `how` what is done with the value: the
    words `split`, `masked`, `capitals`, `ten_thousands` (of yuan), `thousands` where the form
    counts so, a pattern of a date, or choices such as `1=x,2=y|z`.
    """

    sheet: str
    row: int
    column: int
    text: str
    label: str
    how: tuple[str, ...] = ()
    key: str = ""
    per_record: bool = False

    @property
    def place(self) -> str:
        """Return where it stands: `Sheet1!B5`; page headers have row 0."""
        if not self.row:
            return self.sheet
        return f"{self.sheet}!{column_letters(self.column - 1)}{self.row}"


def normal(label: str) -> str:
    """Return a label without the differences that nobody means: blanks, width, case."""
    return folding.folded(label)


def found_in(text: str, sheet: str, row: int, column: int) -> list[Mark]:
    """Return the marks of one cell in order."""
    made = []
    for match in MARK.finditer(text):
        label, *how = (part.strip() for part in match[1].translate(_WIDE).split(":"))
        made.append(Mark(sheet, row, column, match[0], label, tuple(filter(None, how))))
    return made


class Dictionary:
    """What the labels of marks mean: fields of a record, fields of the head, own words.

    The words of the head and the labels of fields are known in both languages, wherever the form
    is filled from.
    """

    def __init__(self, fields: Mapping[str, str], head: Collection[str]) -> None:
        """Take the labels with their fields; a field's own name is a label as well."""
        self._labels = tuple(fields)
        keys = {*fields.values(), *head}
        self._fields = {normal(key): key for key in keys}
        self._fields.update({normal(label): key for label, key in fields.items()})
        self._head = frozenset(head)
        self._of_head: dict[str, tuple[str, str]] = {}
        self._head_words: list[str] = []
        self._own: dict[str, str] = {}
        for language in i18n.LANGUAGES:
            self._learn(i18n.words(language))

    def _learn(self, words: Mapping[str, str]) -> None:
        """Take the words of one language: those of the head, the own ones, labels of fields."""
        for name, (key, pattern) in _HEAD.items():
            if key in self._head:
                named = words[f"sheets.mark.head.{name}"].split("|")
                self._head_words.append(named[0])
                how = words.get(pattern, pattern)
                self._of_head.update({normal(one): (key, how) for one in named})
        for key in (SEQUENCE, COUNT, SUM, *_OPTIONS):
            named = words[f"sheets.mark.{key}"].split("|")
            self._own.update({normal(word): key for word in (key, *named)})
            self._head_words += named[:1] if key == COUNT else []
        for key in set(self._fields.values()):
            for room in ("workers", "people"):
                label = words.get(f"{room}.field.{key}")
                if label:
                    self._fields.setdefault(normal(label), key)

    def head_words(self) -> tuple[str, ...]:
        """Return the word of each mark of the head, in the language of the user."""
        words = i18n.words(i18n.language())
        keys = [f"head.{name}" for name, (key, _) in _HEAD.items() if key in self._head]
        return tuple(words[f"sheets.mark.{key}"].partition("|")[0] for key in (*keys, COUNT))

    def nearest(self, mark: Mark, *, head: bool = False) -> str:
        """Return the word that a mark is nearest to, empty where nothing is near."""
        words = self._head_words if head else (*self._labels, *self._head_words)
        known = {normal(word): word for word in words}
        near = difflib.get_close_matches(normal(mark.label), known, 1, _NEAR)
        return known[near[0]] if near else ""

    def refused_options(self, mark: Mark) -> tuple[str, ...]:
        """Return what is written behind the word of a mark and means nothing.

        A bar instead of the colon is one, too: `label|masked` is a word that nobody knows.
        """
        if _BAR not in mark.label:
            return tuple(one for one in mark.how if not self._understood(one))
        return tuple(f"{_BAR}{one.strip()}" for one in mark.label.split(_BAR)[1:])

    def options(self) -> tuple[str, ...]:
        """Return the words that may stand behind the colon, in the language of the user."""
        words = i18n.words(i18n.language())
        named = (words[f"sheets.mark.{key}"] for key in _OPTIONS)
        return tuple(one.partition("|")[0] for one in named)

    def of_head(self, mark: Mark) -> Mark | None:
        """Return what a mark means in the head or foot of a list; None where it means nothing."""
        key, pattern = self._of_head.get(normal(mark.label), ("", ""))
        if not key:
            return None
        how = tuple(self._understood(one) for one in mark.how)
        if not all(how):
            return None
        return replace(mark, key=key, how=how or tuple(filter(None, [pattern])), per_record=False)

    def resolve(self, mark: Mark) -> Mark:
        """Return the mark with its field; the key stays empty where the mark is not known."""
        label = normal(mark.label)
        own = self._own.get(label, "")
        how = mark.how
        if own == SUM and how and normal(how[0]) in self._fields:
            key = f"{SUM}:{self._fields[normal(how[0])]}"
            label, how = normal(how[0]), how[1:]
        elif label in self._fields:
            key = self._fields[label]
        elif own in (SEQUENCE, COUNT):
            key = own
        else:
            return self.of_head(mark) or mark
        understood = tuple(self._understood(one) for one in how)
        if not all(understood):
            return mark
        if key.endswith(_FEN) and figures.IN_TEN_THOUSANDS.search(label):
            understood = in_ten_thousands(understood)
        per_record = key != COUNT and not key.startswith(SUM + ":") and key not in self._head
        return replace(mark, key=key, how=understood, per_record=per_record)

    def _understood(self, how: str) -> str:
        own = self._own.get(normal(how), "")
        if own in _OPTIONS:
            return own
        return how if "=" in how or is_date_pattern(how) else ""


def in_ten_thousands(how: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is done with an amount that a form counts in ten thousands of yuan."""
    return how if TEN_THOUSANDS in how else (*how, TEN_THOUSANDS)


def is_date_pattern(how: str) -> bool:
    """Say whether this is a pattern such as `yyyy-mm-dd`, with any signs between the letters."""
    letters = _LETTERS.findall(how)
    return bool(letters) and all(set(one.lower()) <= set("ymd") for one in letters)


def unknown_of(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks that no field answers to."""
    return tuple(mark for mark in marks if not mark.key)
