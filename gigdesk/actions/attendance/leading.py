"""The sheets of group leaders: printed by group, and keyed back against the totals they signed."""

from __future__ import annotations

import datetime
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.attendance import entering, hours, pages, people, weighing
from gigdesk.actions.attendance.papers import Paper
from gigdesk.documents.excel import saving, writing
from gigdesk.documents.forms import printed_list
from gigdesk.documents.sheets import leader_sheet as sheet
from gigdesk.domain import attendance, office
from gigdesk.domain.attendance import Quantity, Weight
from gigdesk.domain.attendance import leader_sheet as leading
from gigdesk.store import dispatch as batch_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.attendance.entering import Entered
    from gigdesk.actions.desk import Desk
    from gigdesk.domain.attendance.leader_sheet import Difference

_PDF = ".pdf"
_BEYOND = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its code, whose it is, and the group they are in."""

    code: str
    worker_id: bytes
    name: str
    crew_id: bytes | None


@dataclass(frozen=True, slots=True)
class Span:
    """What a sheet is about: the way it counts, its first and last day, and the group if one."""

    way: str
    first: datetime.date
    last: datetime.date
    crew_id: bytes | None = None

    def days(self) -> list[str]:
        """Return its days; raises errors.Refused for more than a page takes, or reversed ones."""
        count = (self.last - self.first).days + 1
        most = leading.LONGEST[self.way]
        if not 1 <= count <= most:
            raise errors.Refused("attendance.error.sheet_days", most=most)
        return [(self.first + datetime.timedelta(days=at)).isoformat() for at in range(count)]


@dataclass(frozen=True, slots=True)
class Keyed:
    """What was typed from a paper: figures by person and column, and the totals on it."""

    values: Mapping[tuple[bytes, str], Quantity | Weight]
    rows: Mapping[bytes, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class KeyedBack:
    """What became of a paper: totals that differ, and what was entered; None where they wait."""

    differences: tuple[Difference, ...]
    entered: Entered | None


def measure(desk: Desk, batch_id: bytes, way: str) -> leading.Measure:
    """Return how the figures of a batch are read in a way; raises errors.NotFound."""
    row = entering.batch_row(desk, batch_id)
    order = desk.store.get("job_order", row["order_id"]) or {}
    a_day = attendance.minutes_of_day(order.get("minutes_per_day"))
    return leading.Measure(way, a_day, order.get("pay_kind") == "day")


def sheet_rows(desk: Desk, batch_id: bytes, crew_id: bytes | None = None) -> list[Row]:
    """Return the rows of a batch, or of one group, in the order of its sheet.

    The code tells the place on the list, which stays; where a place was given twice it tells the
    number of the person.
    """
    entering.batch_row(desk, batch_id)
    listed = people.listed(desk, batch_id)
    taken: dict[int, bytes] = {}
    found = []
    for worker_id, row in listed.members.items():
        number = row["position"]
        if taken.setdefault(number, worker_id) != worker_id:
            number = _BEYOND + row["worker_number"]
        found.append(Row(leading.row_code(number), worker_id, row["name"], row["crew_id"]))
    return [one for one in found if crew_id is None or one.crew_id == crew_id]


def print_leader_sheets(
    desk: Desk, batch_id: bytes, span: Span, out: Path, *, filled: bool = False
) -> Paper:
    """Write the sheet of each group, blank or with what is entered: a PDF or a workbook by `out`.

    People in no group have a sheet of their own; a group of `span` has its alone. Raises
    errors.Refused for more days than a page takes or where nobody is listed, errors.NotFound.
    """
    row = entering.batch_row(desk, batch_id)
    days = span.days()
    how = measure(desk, batch_id, span.way)
    listed = sheet_rows(desk, batch_id, span.crew_id)
    if not listed:
        raise errors.Refused("attendance.error.nobody_on_sheet", number=row["number"])
    crews = {one["id"]: one for one in batch_rows.crews.list_crews(desk.store, batch_id)}
    cells = _cells(desk, batch_id, days, how) if filled else {}
    sheets = []
    for crew_id in dict.fromkeys(one.crew_id for one in listed):
        inside = [one for one in listed if one.crew_id == crew_id]
        columns = tuple(key for day in days for key in how.columns(day))
        heading = _heading(desk, row, columns, span.way, crews.get(crew_id or b""))
        sheets.append(_sheet(heading, inside, cells, how, filled=filled))
    is_pdf = out.suffix.lower() == _PDF
    same = saving.is_pdf if is_pdf else saving.is_workbook
    data = _written(sheets, is_pdf=is_pdf)
    digest = hashlib.sha256(data).hexdigest()
    with handing.handing_out(desk, name="attendance.export", out=out, is_same=same) as (act, file):
        file.write(data)
        act.about.update(batch=row["number"], paper="leader", rows=len(listed), sha256=digest)
    return Paper(len(listed), out, digest)


def _written(sheets: Sequence[Any], *, is_pdf: bool) -> bytes:
    if is_pdf:
        return printed_list.printed_lists(sheets[0][0].title, sheets).data
    out = io.BytesIO()
    writing.write_sheets(out, sheets)
    return out.getvalue()


def _heading(
    desk: Desk,
    row: Mapping[str, Any],
    columns: tuple[str, ...],
    way: str,
    crew: Mapping[str, Any] | None,
) -> sheet.Heading:
    days = list(dict.fromkeys(key.partition("#")[0] for key in columns))
    special = hours.special_days(desk, days[0], days[-1])
    rest = frozenset(
        day
        for day in days
        if office.holidays.is_rest(datetime.date.fromisoformat(day), special.get(day, ""))
    )
    return sheet.Heading(
        way,
        row["employer_name"],
        str(row["number"]),
        str((crew["name"] or crew["number"]) if crew else "-"),
        (crew["leader"] if crew else row["leader_name"]) or "",
        columns,
        rest,
        desk.staff.name,
        desk.clock.today().isoformat(),
    )


def _cells(
    desk: Desk, batch_id: bytes, days: Sequence[str], how: leading.Measure
) -> dict[tuple[bytes, str], Quantity | Weight]:
    """Return what is entered on these days by person and column."""
    found: dict[tuple[bytes, str], Quantity | Weight] = {}
    wanted = set(days)
    for month in dict.fromkeys(day[:7] for day in days):
        for person in pages.month_grid(desk, batch_id, month).people:
            who = person.worker_id
            if how.way == leading.KILOS:
                found.update({(who, key): one for key, one in person.weights.items()})
                continue
            for day, cell in person.cells.items():
                told = (cell.quarters, cell.mark, cell.overtime_minutes, cell.minutes)
                found[who, day] = Quantity(*told)
    return {key: value for key, value in found.items() if key[1].partition("#")[0] in wanted}


def _sheet(
    heading: sheet.Heading,
    inside: Sequence[Row],
    cells: Mapping[tuple[bytes, str], Quantity | Weight],
    how: leading.Measure,
    *,
    filled: bool,
) -> tuple[Any, list[list[Any]]]:
    def total(values: Sequence[Quantity | Weight | None]) -> str:
        return how.words(sum(map(how.amount, values))) if filled else ""

    lines = []
    for one in inside:
        own = {key: cells.get((one.worker_id, key)) for key in heading.columns}
        said = {key: shown(value, how) for key, value in own.items()}
        lines.append(sheet.PersonRow(one.code, one.name, said, total(list(own.values()))))
    every = {key: [cells.get((one.worker_id, key)) for one in inside] for key in heading.columns}
    totals = {key: total(values) for key, values in every.items()}
    whole = total([value for values in every.values() for value in values])
    return sheet.layout(heading), sheet.rows(heading, lines, totals, whole)


def shown(value: Quantity | Weight | None, how: leading.Measure) -> str:
    """Return a figure as it stands on the sheet and can be typed from it."""
    if value is None:
        return ""
    if isinstance(value, Weight):
        return attendance.shown_weight(value)
    if how.way == leading.HOURS and how.worked(value):
        return attendance.shown_hours(how.worked(value))
    return attendance.shown(value.quarters, value.mark)


def check_keyed(how: leading.Measure, keyed: Keyed) -> tuple[Difference, ...]:
    """Return the totals of a paper that its figures do not come to."""
    amounts = {key: how.amount(value) for key, value in keyed.values.items()}
    return leading.reconcile(amounts, keyed.rows, keyed.columns, keyed.whole)


def key_back(
    desk: Desk, *, batch_id: bytes, way: str, keyed: Keyed, source: str, reason: str = ""
) -> KeyedBack:
    """Enter what stands on a leader's sheet as one act, once its signed totals are reconciled.

    Where a total differs nothing is entered, unless a `reason` says why the figures stand all the
    same. Raises errors.Refused without the signed total of the whole, or where the batch has not
    left, and errors.NotFound.
    """
    if keyed.whole is None:
        raise errors.Refused("attendance.error.no_signed_total")
    how = measure(desk, batch_id, way)
    differences = check_keyed(how, keyed)
    if differences and not reason.strip():
        return KeyedBack(differences, None)
    if way == leading.KILOS:
        weighed = [
            weighing.Weighed(who, *_part(key), value)
            for (who, key), value in keyed.values.items()
            if isinstance(value, Weight)
        ]
        entered = weighing.weigh(
            desk, batch_id=batch_id, entries=weighed, reason=reason, source=source
        )
        return KeyedBack(differences, entered)
    entries = [
        entering.Entry(who, day, value)
        for (who, day), value in keyed.values.items()
        if isinstance(value, Quantity)
    ]
    entered = entering.write(
        desk,
        batch_id=batch_id,
        entries=entries,
        act="attendance.key_back",
        source=source,
        reason=reason,
    )
    return KeyedBack(differences, entered)


def _part(key: str) -> tuple[str, str]:
    day, _, part = key.partition("#")
    return day, part


def read_lines(desk: Desk, batch_id: bytes, span: Span, lines: Sequence[str]) -> Keyed:
    """Read a sheet typed line by line: `0174 1 1 0.5 - 休 = 2.5`, the last line `= 62.5`.

    Behind the row code stands a figure for each column, a dash where nothing does, and behind the
    equals sign the total of the row; the last line has the totals of the columns, or none, and the
    signed total of the whole. Raises errors.Invalid with the number of the line.
    """
    how = measure(desk, batch_id, span.way)
    keys = [key for day in span.days() for key in how.columns(day)]
    owners = {one.code: one.worker_id for one in sheet_rows(desk, batch_id, span.crew_id)}
    values: dict[tuple[bytes, str], Quantity | Weight] = {}
    stated: dict[bytes, int] = {}
    columns: dict[str, int] = {}
    whole: int | None = None
    written = [line for line in lines if line.strip()]
    for number, line in enumerate(written, 1):
        figures, _, total = line.partition("=")
        code, *said = figures.split() or [""]
        if number == len(written):
            said = figures.split()
            whole = how.total(total)
            told = [how.total(one.replace("-", "")) for one in said]
            _require_columns(number, said, keys, may_be_empty=True)
            columns = {key: one for key, one in zip(keys, told, strict=False) if one is not None}
            continue
        leading.read_row_code(code)
        if code not in owners:
            raise errors.Invalid("attendance.error.row_unknown", field="code", mark=code)
        _require_columns(number, said, keys)
        for key, words in zip(keys, said, strict=True):
            value = how.read("" if words == "-" else words)
            if value is not None:
                values[owners[code], key] = value
        row = how.total(total)
        if row is not None:
            stated[owners[code]] = row
    return Keyed(values, stated, columns, whole)


def _require_columns(
    number: int, said: Sequence[str], keys: Sequence[str], *, may_be_empty: bool = False
) -> None:
    if len(said) == len(keys) or (may_be_empty and not said):
        return
    told = {"line": number, "count": len(said), "wanted": len(keys)}
    raise errors.Invalid("attendance.error.line_figures", field="line", **told)
