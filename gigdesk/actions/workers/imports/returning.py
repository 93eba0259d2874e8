"""Sends undecided and rejected rows back as a workbook that can be corrected and imported again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from gigdesk.actions.workers import masking
from gigdesk.actions.workers.imports import references
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import remarks, returned_rows, roster_in, sheet_words
from gigdesk.domain import workers
from gigdesk.domain.workers import divisions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.workers.imports import lines


_VILLAGE = "village"
_OWN = -1


@dataclass(frozen=True, slots=True)
class Returned:
    """The workbook that was written and how many rows it holds."""

    file: Path
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row that goes back: its sheet, cells as (column, kind, text), reasons, village found.

    `kind` is its class, `person` the person it may mean: number, name, masked doc_no, village,
    `reference` what ties it to the row that waits.
    """

    sheet: str
    cells: Sequence[Sequence[Any]]
    reasons: Iterable[lines.AsTold]
    village: str = ""
    kind: str = ""
    person: Mapping[str, Any] | None = None
    reference: str = ""


def of_row(row: Mapping[str, Any], village: str) -> Waiting:
    """Return a stored row as it goes back, with the words that stood over it where it has to.

    A village that stood over the people and was not found, or whose group stood there, goes back
    as it was written.
    """
    cells, reasons = json.loads(row["cells"] or "[]"), json.loads(row["reasons"] or "[]")
    person = None
    if row["person_number"] is not None:
        person = masking.masked(
            {name: row[f"person_{name}"] for name in ("number", "name", "doc_no", "village")}
        )
    sheet = row["sheet"] or ""
    fields = json.loads(row["fields"] or "{}")
    section = str(fields.get("section") or "")
    village = section if section and (not village or divisions.placed(section).group) else village
    village = village or str(fields.get("village") or "")
    reference = fields.get("reference") or references.made(
        row["sha256"] or "", sheet, row["row"], row["block"]
    )
    return Waiting(sheet, cells, reasons, village, row["outcome"], person, reference)


def write_rows(
    columns: Sequence[Mapping[str, Any]], waiting: Iterable[Waiting], out: Path
) -> Returned:
    """Write waiting rows with their original cells and, beside them, class, person and reasons.

    Rows of several sheets with different headers stand under the headers of all of them. A header
    that does not say what its column was read as says so; a village that stood elsewhere, over the
    people or as the one chosen for all, gets a column. `columns` are those of the import: sheet,
    index, header and field.
    """
    places, headers, fields = _places(columns)
    listed = list(waiting)
    units = _units(columns, places)
    found = []
    villages = {
        one["sheet"]: places[one["sheet"], one["index"]]
        for one in columns
        if one.get("field") == _VILLAGE
    }
    lost = any(one.village and one.sheet not in villages for one in listed)
    for one in listed:
        cells = _cells(one.sheet, one.cells, places, len(headers), units)
        if one.village and one.sheet in villages and not cells[villages[one.sheet]]:
            cells[villages[one.sheet]] = one.village
        if lost:
            cells.insert(len(headers), one.village if one.sheet not in villages else None)
        person = remarks.person(one.person) if one.person else ""
        remark = remarks.remark(one.reasons)
        kind = remarks.kind(one.kind) if one.kind else ""
        found.append(
            returned_rows.ReturnedRow(
                cells, remark, kind=kind, person=person, reference=one.reference
            )
        )
    if lost:
        headers.append(workers.columns.label(_VILLAGE) or "")
        fields.append(_VILLAGE)
    width = max([len(headers), *(len(one.cells) for one in found)])
    headers += [""] * (width - len(headers))
    told = (
        roster_in.Told(header, field, units.stated.get(field or ""))
        for header, field in zip(headers, fields, strict=False)
    )
    written = writing.write_sheets(
        out,
        [
            (returned_rows.layout(headers), returned_rows.rows(width, found)),
            (roster_in.told_layout(), roster_in.told_rows(told)),
        ],
    )
    return Returned(out, len(found), written.sha256)


class _Units(NamedTuple):
    """What amounts count: by field as it goes back, and the words for columns that differ."""

    stated: dict[str, int]
    words: dict[tuple[str, int], str]


def _units(columns: Sequence[Mapping[str, Any]], places: Mapping[tuple[str, int], int]) -> _Units:
    """Return what the amounts count; a column of another unit than its place says its own."""
    by_place: dict[int, int] = {}
    found = _Units({}, {})
    for one in columns:
        unit, place = one.get("unit_fen"), (one["sheet"], one["index"])
        if not unit or one.get("field") is None or places[place] == _OWN:
            continue
        if by_place.setdefault(places[place], unit) != unit:
            found.words[place] = workers.columns.unit_word(unit)
        found.stated.setdefault(one["field"], unit)
    return found


def _places(
    columns: Sequence[Mapping[str, Any]],
) -> tuple[dict[tuple[str, int], int], list[str], list[str | None]]:
    """Return where each (sheet, column) goes, and the headers and fields of all places.

    The same field or header of another sheet, or of another table beside the first, shares the
    place: every row goes back as one line. A header that stands twice in one table keeps two
    places. Our own columns of a workbook that was returned before are left out: _OWN.
    """
    places: dict[tuple[str, int], int] = {}
    headers: list[str] = []
    fields: list[str | None] = []
    used: dict[tuple[str, int], set[int]] = {}
    taken = {one["field"] for one in columns if one.get("field")}
    for column in columns:
        sheet, field = column["sheet"], column.get("field")
        if sheet_words.is_remarks(column["header"]):
            places[sheet, column["index"]] = _OWN
            continue
        header = _telling(column["header"], field)
        if field is None and _claims(column["header"], taken):
            header = returned_rows.unread(header)
        mine = used.setdefault((sheet, column.get("block", 0)), set())
        same = [at for at, known in enumerate(fields) if field is not None and known == field]
        same += [at for at, text in enumerate(headers) if text == header and fields[at] == field]
        at = next((one for one in same if one not in mine), len(headers))
        if at == len(headers):
            headers.append(header)
            fields.append(field)
        mine.add(at)
        places[sheet, column["index"]] = at
    return places, headers, fields


def _telling(header: str, field: str | None) -> str:
    """Return a header that names its field again, should nothing else come back with it."""
    label = workers.columns.label(field) if field else None
    if field is None or label is None:
        return header
    telling = (text for text in (header, f"{label}({header})") if _names(text, field))
    return next(telling, label)


def _claims(header: str, taken: Collection[str]) -> bool:
    """Say whether a header that was not read names a field that another column was read as."""
    match = workers.columns.match_header(header)
    return match is not None and match.field in taken


def _names(header: str, field: str) -> bool:
    match = workers.columns.match_header(header)
    return match is not None and match.field == field


def _cells(
    sheet: str,
    found: Sequence[Sequence[Any]],
    places: Mapping[tuple[str, int], int],
    width: int,
    units: _Units,
) -> list[Any]:
    """Return the cells of a row at their places; what no header covers stands behind the rest.

    A number stays a number: what it has lost must be seen again when the row comes back.
    """
    cells: list[Any] = [None] * width
    for index, kind, text in found:
        at = places.get((sheet, index))
        unit = units.words.get((sheet, index))
        value = f"{text}{unit}" if unit and text[-1:].isdecimal() else _as_found(kind, text)
        if at is None:
            cells.append(value)
        elif at != _OWN:
            cells[at] = value
    return cells


def _as_found(kind: str, text: str) -> Any:
    if kind != "number":
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)
