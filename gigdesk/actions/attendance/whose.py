"""Whose each row of a sheet is: exactly one person of the batch, or the reason why nobody's."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import leftovers
from gigdesk.domain import attendance, office, workers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.sheets.attendance_in import AttendanceSheet, DayRecord

_FEWEST_NUMBERS = 2
"""One number may be right by chance."""


class Owners:
    """The people of a batch, and what the sheets of one file say of who is who.

    `faces` are their records: `place` is the person, beside it number, names and document number.
    """

    def __init__(
        self, sheets: Sequence[AttendanceSheet], faces: Sequence[Mapping[str, Any]]
    ) -> None:
        """Look at everybody the sheets of a file name."""
        self.faces = faces
        records = [record for sheet in sheets for record in sheet.records]
        self._has_our_numbers = _are_ours(records, faces)
        self._several = _of_several_numbers(records)
        self._shared = _of_several_people(sheets)
        self._at_once = _of_common_days(records)
        self._known: dict[tuple[str, str, str], tuple[bytes | None, str]] = {}

    def find(self, record: DayRecord) -> tuple[bytes | None, str]:
        """Return the one person of the batch a row is about, or the code of why there is none."""
        named = (record.number, record.doc_no, record.name)
        if named not in self._known:
            self._known[named] = self._find(record)
        return self._known[named]

    def called(self, person: bytes) -> str:
        """Return the name of somebody of the batch."""
        return next((each["name"] for each in self.faces if each["place"] == person), "")

    def _find(self, record: DayRecord) -> tuple[bytes | None, str]:
        fitting = list(self.faces)
        number = record.number if self._has_our_numbers else ""
        if not (number or record.doc_no or record.name):
            return None, leftovers.NAMELESS
        if record.doc_no:
            own = workers.identity.compact(record.doc_no)
            fitting = [each for each in fitting if _has_paper(each, own)]
            if fitting and record.name and not _may_mean(record.name, fitting, self.faces):
                return None, leftovers.OTHER_NAME
        elif not number and self._are_several(record):
            return None, leftovers.SEVERAL_ROWS
        if record.name and (not record.doc_no or _count(fitting) > 1):
            fitting = self._of_name(record, fitting)
        if number and (_count(fitting) > 1 or not (record.doc_no or record.name)):
            fitting = [each for each in fitting if _is_number(number, each)]
        if _count(fitting) == 1:
            return fitting[0]["place"], ""
        return None, leftovers.NAME_MANY if fitting else leftovers.NOT_IN_BATCH

    def _are_several(self, record: DayRecord) -> bool:
        """Say whether rows of several people may bear the name of one."""
        written = _name(record.name)
        return written in self._several or workers.names.read(record.name).name in self._at_once

    def _of_name(
        self, record: DayRecord, faces: Sequence[Mapping[str, Any]]
    ) -> list[Mapping[str, Any]]:
        """Return who has a name: as it is written, else without what somebody added to it.

        What is added tells two of one name apart, so nothing may tell them apart in the file; and
        it may say who came instead, so it must only say what the person is.
        """
        found = [each for each in faces if _name(record.name) in _names(each)]
        said = workers.names.read(record.name)
        is_two = said.name in self._shared
        if found or is_two or not all(map(workers.names.only_describes, said.notes)):
            return found
        return [each for each in faces if said.name in _names(each)]


def _are_ours(records: Sequence[DayRecord], faces: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the numbers beside the names are those that the station gave its people.

    Mostly they are of the employer's own system. Everybody whose name is nobody else's must have
    the right one, and at least two people do.
    """
    named: dict[str, set[str]] = {}
    for record in records:
        if record.name and record.number:
            named.setdefault(_name(record.name), set()).add(record.number)
    right = 0
    for name, numbers in named.items():
        owners = [each for each in faces if name in _names(each)]
        if _count(owners) != 1:
            continue
        if not all(any(_is_number(number, each) for each in owners) for number in numbers):
            return False
        right += 1
    return right >= _FEWEST_NUMBERS


def _of_several_numbers(records: Sequence[DayRecord]) -> set[str]:
    """Return the names that stand with several numbers in a file: several people's."""
    numbers: dict[str, set[str]] = {}
    for record in records:
        if record.name and record.number and not record.doc_no:
            numbers.setdefault(_name(record.name), set()).add(record.number)
    return {name for name, listed in numbers.items() if len(listed) > 1}


def _of_several_people(sheets: Sequence[AttendanceSheet]) -> set[str]:
    """Return the names, without a count before and a remark behind, that several people have.

    They are written in several ways on one sheet. Each sheet counts its people anew and need not
    repeat what it adds to a name: over the file only two remarks tell two people apart.
    """
    ways: dict[tuple[str, str], set[str]] = {}
    notes: dict[str, set[tuple[str, ...]]] = {}
    for record in (record for sheet in sheets for record in sheet.records if record.name):
        bare = workers.names.read(record.name).name
        ways.setdefault((record.sheet, bare), set()).add(_name(record.name))
    named = [record.name for sheet in sheets for record in sheet.records]
    for name in filter(None, [*named, *(cell.name for sheet in sheets for cell in sheet.problems)]):
        said = workers.names.read(name)
        notes.setdefault(said.name, set()).add(said.notes)
    on_one = {name for (_, name), written in ways.items() if len(written) > 1}
    return on_one | {name for name, added in notes.items() if len(added - {()}) > 1}


def _of_common_days(records: Sequence[DayRecord]) -> set[str]:
    """Return such names that sheets write in several ways and give the same day: nobody's.

    Parts of a month have no day in common. One number beside all of them is one person's.
    """
    days: dict[str, dict[str, dict[str, str]]] = {}
    numbers: dict[str, set[str]] = {}
    for record in records:
        bare = workers.names.read(record.name).name
        way = unicodedata.normalize("NFKC", _name(record.name))
        days.setdefault(bare, {}).setdefault(way, {})[record.day] = record.sheet
        numbers.setdefault(bare, set()).add(record.number)
    return {
        bare
        for bare, ways in days.items()
        if bare and (len(numbers[bare]) > 1 or "" in numbers[bare])
        for one, other in itertools.combinations(ways.values(), 2)
        if any(one[day] != other[day] for day in one.keys() & other.keys())
    }


def _name(written: str) -> str:
    return workers.names.normalise(written)


def _names(face: Mapping[str, Any]) -> tuple[str, str]:
    return face["name"], face["printed_name"] or face["name"]


def _is_number(said: str, face: Mapping[str, Any]) -> bool:
    """Say whether a number on a sheet is the one that the station gave somebody."""
    return face["number"] is not None and office.numbers.read(said) == face["number"]


def _has_paper(face: Mapping[str, Any], number: str) -> bool:
    return attendance.same_number(number, face["doc_no"] or "")


def _may_mean(
    name: str, owners: Sequence[Mapping[str, Any]], faces: Sequence[Mapping[str, Any]]
) -> bool:
    """Say whether a name beside a number may be that of one of its owners.

    Remarks do not matter, unless it is the whole name of somebody else in the batch.
    """
    said = _name(name)
    theirs = {_name(each) for face in owners for each in _names(face)}
    whole = {_name(each) for face in faces for each in _names(face)}
    if said in whole:
        return said in theirs
    return any(each in said or said in each for each in theirs)


def _count(faces: Sequence[Mapping[str, Any]]) -> int:
    """Return how many people these records are."""
    return len({each["place"] for each in faces})
