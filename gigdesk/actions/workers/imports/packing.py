"""Packs a row that was read into few bytes and back, so that a long roster fits into memory.

Plain tuples in Python's own format take a fifth of the time that pickled records would. The cells
are packed apart: only rows that somebody must look at need them again.
"""

from __future__ import annotations

import datetime
import marshal
import pickle
from dataclasses import dataclass, field
from typing import Any

from gigdesk.domain.workers import granted, identity, phones
from gigdesk.domain.workers import rows as row_rules
from gigdesk.domain.workers.findings import Finding

_PICKLED = b"P"
_PLAIN = b"M"
DOUBTED = "doubted"
"""Said of a line by itself that may name the village of those below it, and may not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person row: where it stands, its cells as (column, kind, text), what was read.

    `section` is the place over the row, `source` where that stands (the sheet's name, a title, a
    section, or DOUBTED for a line that may be no place), `against` another one told farther off.
    """

    sheet: str
    block: int
    hidden: bool
    section: str
    kept: list[tuple[int, str, str]] | bytes = field(compare=False)
    reading: row_rules.RowReading
    source: str = ""
    against: str = ""

    @property
    def cells(self) -> list[tuple[int, str, str]]:
        """Return the filled cells, unpacked where they are asked for."""
        if isinstance(self.kept, bytes):
            found: list[tuple[int, str, str]] = marshal.loads(self.kept)  # noqa: S302 -- our own
            return found
        return self.kept


def pack(entry: Entry) -> bytes:
    """Return an entry as bytes, for this process only."""
    try:
        return _PLAIN + marshal.dumps(_flat(entry))
    except ValueError:
        return _PICKLED + pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Entry:
    """Return the entry that was packed."""
    if packed[:1] == _PLAIN:
        return _whole(marshal.loads(packed[1:]))  # noqa: S302 -- packed a moment ago by ourselves
    found: Entry = pickle.loads(packed[1:])  # noqa: S301 -- packed a moment ago by ourselves
    return found


def _flat(entry: Entry) -> tuple[Any, ...]:
    read = entry.reading
    paper = read.paper
    return (
        (entry.sheet, entry.block, entry.hidden, entry.section, marshal.dumps(entry.cells)),
        (entry.source, entry.against),
        (
            read.place,
            dict(read.given),
            dict(read.derived),
            read.village,
            read.town,
            read.household,
            read.coarse,
            tuple(read.adding),
            read.region_code,
            _flat_certificate(read.certificate),
        ),
        (
            paper.kind,
            paper.number,
            paper.birth.toordinal() if paper.birth else 0,
            paper.sex,
            paper.upgraded,
            paper.county,
            paper.suggestion,
        ),
        _flat_findings(paper.findings),
        _flat_findings(read.findings),
        [(one.number, one.kind, one.note) for one in read.telephones],
    )


def _flat_findings(found: tuple[Finding, ...]) -> list[tuple[str, str, dict[str, object]]]:
    return [(one.code, one.level, dict(one.params)) for one in found]


def _flat_certificate(told: granted.Granted) -> tuple[Any, ...] | None:
    return None if told == granted.NONE else (told.number, told.name, told.values)


def _findings(flat: list[Any]) -> tuple[Finding, ...]:
    return tuple(Finding(code, level, params) for code, level, params in flat)


def _whole(flat: tuple[Any, ...]) -> Entry:
    where, told, read, paper, of_paper, of_row, telephones = flat
    kind, number, birth, sex, upgraded, county, suggestion = paper
    checked = identity.IdentityCheck(
        kind,
        number,
        _findings(of_paper) if of_paper else (),
        datetime.date.fromordinal(birth) if birth else None,
        sex,
        upgraded,
        county,
        suggestion,
    )
    place, given, derived, village, town, household, coarse, adding, code, certificate = read
    reading = row_rules.RowReading(
        place,
        given,
        derived,
        checked,
        _findings(of_row) if of_row else (),
        tuple(phones.Phone(*one) for one in telephones),
        village,
        town,
        household,
        coarse,
        adding,
        code,
        granted.Granted(*certificate) if certificate else granted.NONE,
    )
    sheet, block, hidden, section, cells = where
    return Entry(sheet, block, hidden, section, cells, reading, *told)
