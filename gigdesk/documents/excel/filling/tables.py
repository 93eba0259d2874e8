"""Tables of values in marks, such as `1=x,2=y|z`: which way round they are, and whom they match."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.documents.excel.filling.marks import Mark

_CHOICE = re.compile("[,\uff0c;\uff1b\u3001]")
_CATEGORIES = frozenset({"categories", "person_kind", "hardship"})
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs of a value and what stands for it, and what stands for any other value."""

    pairs: tuple[tuple[str, str], ...]
    otherwise: str

    def turned(self) -> Table:
        """Return the table read the other way round: what stands for a value, then the value."""
        return Table(tuple((shown, wanted) for wanted, shown in self.pairs), self.otherwise)

    def text(self) -> str:
        """Return the table as a mark holds it."""
        pairs = ",".join(f"{wanted}={shown}" for wanted, shown in self.pairs)
        return f"{pairs}|{self.otherwise}" if self.otherwise else pairs

    def find(self, key: str, text: str) -> str | None:
        """Return what stands for a value of the field `key`; None where no pair says."""
        return next((shown for wanted, shown in self.pairs if _same(key, wanted, text)), None)


def read(how: str) -> Table:
    """Read `a=x,b=y|z`."""
    listed, _, otherwise = how.partition("|")
    pairs = (choice.partition("=") for choice in _CHOICE.split(listed))
    made = tuple((wanted.strip(), shown.strip()) for wanted, _, shown in pairs)
    return Table(made, otherwise.strip())


def ticked(key: str, how: str, text: str) -> str:
    """Return what stands for the value in `a=x,b=y|z`; `z` (or nothing) for any other value."""
    table = read(how)
    found = table.find(key, text)
    return table.otherwise if found is None else found


def settled(
    found: Iterable[Mark], records: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
) -> tuple[list[Mark], tuple[str, ...]]:
    """Return the marks with their tables the right way round, and which match nobody, in words.

    Raises Invalid for a table that no value of its field can ever match.
    """
    made, said = [], []
    for mark in found:
        for place, how in enumerate(mark.how):
            if "=" not in how:
                continue
            table = _placed(mark, read(how))
            values = [str(one[mark.key]) for one in (records if mark.per_record else [facts])
                      if one.get(mark.key) not in (None, "")]  # fmt: skip
            if values and not _matches(mark.key, table, values):
                if _code_set(mark.key) is None and _matches(mark.key, table.turned(), values):
                    table = table.turned()
                elif not table.otherwise:
                    said.append(_nobody(mark, values))
            hows = (*mark.how[:place], table.text(), *mark.how[place + 1 :])
            mark = replace(mark, how=hows)  # noqa: PLW2901 -- a mark may have several tables
        made.append(mark)
    return made, tuple(dict.fromkeys(said))


def check(found: Iterable[Mark]) -> None:
    """Raise Invalid for a table that no value of its field can ever match."""
    for mark in found:
        for how in mark.how:
            if "=" in how:
                _placed(mark, read(how))


def _placed(mark: Mark, table: Table) -> Table:
    """Return a table of a coded field with the values before what stands for them.

    Somebody writes 1=, the word behind it, as the small print of forms does: where only the right
    sides are words of the field, they are the values.
    """
    code_set = _code_set(mark.key)
    if code_set is None:
        return table
    wanted = [one for one, _ in table.pairs if one]
    shown = [one for _, one in table.pairs]
    if any(_is_word(code_set, one) for one in wanted):
        return table
    if shown and all(_is_word(code_set, one) for one in shown):
        return table.turned()
    known = workers.codes.CODES[code_set]
    if code_set in workers.codes.OPEN_SETS or any(one in known for one in wanted):
        return table
    words = i18n.text("people.joint").join(list(known.values())[:_SHOWN])
    raise errors.Invalid("sheets.error.form_table", mark=f"{mark.place} {mark.text}", known=words)


def _code_set(key: str) -> str | None:
    field = workers.worker.BY_NAME.get(key)
    return field.code_set if field else None


def _is_word(code_set: str, text: str) -> bool:
    if text in workers.codes.CODES[code_set].values():
        return True
    return not text.isascii() and workers.codes.read_code(code_set, text) is not None


def _matches(key: str, table: Table, values: Iterable[str]) -> bool:
    return any(table.find(key, value) is not None for value in dict.fromkeys(values))


def _same(key: str, wanted: str, text: str) -> bool:
    """Say whether a value is the one wanted: the same words, or the same code by other words."""
    if wanted == text.strip():
        return True
    code_set = "person_category" if key in _CATEGORIES else _code_set(key)
    code = workers.codes.read_code(code_set, wanted) if code_set and wanted else None
    return code is not None and code in workers.codes.read_codes(str(code_set), text)[0]


def _nobody(mark: Mark, values: Iterable[str]) -> str:
    listed = list(dict.fromkeys(values))
    shown = i18n.text("people.joint").join(listed[:_SHOWN])
    more = "…" if len(listed) > _SHOWN else ""
    return i18n.text(
        "sheets.form_table_nobody", mark=f"{mark.place} {mark.text}", values=f"{shown}{more}"
    )
