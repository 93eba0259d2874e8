"""Taking in attendance sheets that others kept: every row matched to one person, or listed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import corrections, entering, leftovers, people, whose
from gigdesk.actions.attendance.entering import Entry, Refusal
from gigdesk.actions.attendance.leftovers import Left
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in
from gigdesk.domain import attendance, workers
from gigdesk.store import dispatch as batch_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.attendance.corrections import Correction
    from gigdesk.actions.desk import Desk
    from gigdesk.documents.sheets.attendance_in import DayRecord


_ANY_REASON = "-"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a sheet said: rows = matched + unmatched; `days` are cells that hold or will hold.

    `problems` are single cells that were not understood or are refused by a rule; `written`,
    `corrected` and `unchanged` count cells; `skipped` rows about nobody by reason. Every cell of
    the file is in one count: cells = days + rejected + repeated + of_unmatched. `ahead` are those
    of `days` that have not come yet, `to_come` those that were rejected for that reason alone.
    `undecided` are days of somebody for which the file says different things: none of them counts.
    `months` (`YYYY-MM`) are those the file is about, in order. `totals` are the sums in the file
    that are not what its marks come to: the marks are taken, the sums are only told. `corrections`
    are the cells that a dry run would correct, with a reason where one is wanted.
    """

    rows: int
    matched: int
    unmatched: tuple[Left, ...]
    days: int
    written: int
    corrected: int
    unchanged: int
    cells: int
    rejected: int
    repeated: int
    of_unmatched: int
    ahead: int
    to_come: int
    undecided: int
    problems: tuple[Left, ...]
    skipped: Mapping[str, int]
    months: tuple[str, ...]
    act: int | None
    totals: tuple[Left, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def month(self) -> str:
        """Return the month of the file, empty where it is about several or none."""
        return self.months[0] if len(self.months) == 1 else ""

    @property
    def left(self) -> tuple[Left, ...]:
        """Return all that was not written, rows of nobody first, and the sums that differ."""
        return (*self.unmatched, *self.problems, *self.totals)


@dataclass(slots=True)
class _Reading:
    """What is gathered while the sheets of a file are matched."""

    entries: dict[tuple[bytes, str], Entry] = field(default_factory=dict)
    told: dict[tuple[bytes, str], DayRecord] = field(default_factory=dict)
    disputed: set[tuple[bytes, str]] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    unmatched: dict[tuple[str, int, str], Left] = field(default_factory=dict)
    problems: list[Left] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    cells: int = 0
    repeated: int = 0
    of_unmatched: int = 0


def import_sheet(
    desk: Desk,
    batch_id: bytes,
    path: Path,
    *,
    month: str | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    reason: str = "",
    ahead: bool = False,
) -> Imported:
    """Take in a matrix, a punch log or day results for one batch.

    People are matched within the batch by document number (also a masked one), else by name, with
    the station's number of a person where two have the same name and the other numbers of the file
    show that they are the station's; whoever is not exactly one person is listed, and so is a
    number beside the name of somebody else, and a name with several numbers of another's system.
    A blank cell changes nothing; what differs corrects, in a confirmed month only with a `reason`.
    Where the file says different things of somebody's day, nothing of that day is written.
    Days to come are rejected, with `ahead` taken and counted. `month` (`YYYY-MM`) is for sheets
    that do not name theirs. With `dry_run` nothing is written; else what was left is kept, see
    `last_left`. Raises errors.UnreadableFile, errors.Refused where the batch has not left,
    errors.NotFound.
    """
    row = entering.batch_row(desk, batch_id)
    entering.require_away(row)
    if month is not None:
        attendance.days_of_month(month)
    workbook = reading.read(path)
    order = desk.store.get("job_order", row["order_id"]) or {}
    minutes_a_day = attendance.minutes_of_day(order.get("minutes_per_day"))
    read = attendance_in.read(workbook, month=month, sheet=sheet, minutes_a_day=minutes_a_day)
    found = _match(desk, row, read, minutes_a_day)
    entries = list(found.entries.values())
    if dry_run:
        reading.require_same(path, workbook.sha256)
        judged = entering.judge(desk, batch_id, entries, reason=reason, ahead=ahead)
        entered = judged.entered
        if entered.refused and not reason.strip():
            # What is refused for want of a reason alone is a correction all the same.
            judged = entering.judge(desk, batch_id, entries, reason=_ANY_REASON, ahead=ahead)
        changed = corrections.of(desk, batch_id, judged.taken, found.told)
    else:
        changed = ()
        entered = _written(desk, batch_id, entries, workbook, reason=reason, ahead=ahead)
    told = replace(_told(found, entered, read), corrections=changed)
    if not dry_run:
        leftovers.keep(desk, batch_id, path.name, told.left)
    return told


def _told(
    found: _Reading, entered: entering.Entered, read: Sequence[attendance_in.AttendanceSheet]
) -> Imported:
    """Put together what a file said and what became of its cells."""
    problems = found.problems + [
        _left(one, found.told[one.worker_id, one.day]) for one in entered.refused
    ]
    return Imported(
        rows=len(found.rows),
        matched=len(found.rows) - len({(sheet, row) for sheet, row, _ in found.unmatched}),
        unmatched=tuple(found.unmatched.values()),
        days=entered.written + entered.unchanged,
        written=entered.written,
        corrected=entered.corrected,
        unchanged=entered.unchanged,
        cells=found.cells,
        rejected=len(problems),
        repeated=found.repeated,
        of_unmatched=found.of_unmatched,
        ahead=entered.ahead,
        to_come=sum(one.code == attendance.TO_COME for one in entered.refused),
        undecided=len(found.disputed),
        problems=tuple(problems),
        skipped=found.skipped,
        months=_months(read),
        act=entered.act,
        totals=tuple(_problem(one) for sheet in read for one in sheet.totals),
    )


def _months(sheets: Sequence[attendance_in.AttendanceSheet]) -> tuple[str, ...]:
    """Return the months of all sheets: of their days, else the one a sheet states."""
    found: set[str] = set()
    for sheet in sheets:
        days = [one.day for one in sheet.records] + [one.day for one in sheet.problems]
        found |= {day[:7] for day in days if day} or {sheet.month}
    return tuple(sorted(found - {""}))


def _written(
    desk: Desk,
    batch_id: bytes,
    entries: Sequence[Entry],
    workbook: reading.Workbook,
    *,
    reason: str,
    ahead: bool,
) -> entering.Entered:
    """Write all cells as one act that also keeps the bytes of the file they came from.

    A file that is too large is not kept, which the act notes.
    """
    content = workbook.content()
    return entering.write(
        desk,
        batch_id=batch_id,
        entries=entries,
        act="attendance.import",
        source=workbook.name,
        reason=reason,
        ahead=ahead,
        original=content,
        unkept=content is None,
    )


def _match(
    desk: Desk,
    batch: Mapping[str, Any],
    sheets: Sequence[attendance_in.AttendanceSheet],
    minutes_a_day: int,
) -> _Reading:
    """Match every row of every sheet to the people of the batch."""
    found = _Reading()
    listed = people.listed(desk, batch["id"])
    # A sheet may name somebody by what stood on the record that was joined to another.
    records = batch_rows.members.records(desk.store, list(listed.places))
    faces = [{**record, "place": listed.place(record["id"])} for record in records]
    owners = whose.Owners(sheets, faces)
    for sheet in sheets:
        for skipped in sheet.skipped:
            found.skipped[skipped.reason] = found.skipped.get(skipped.reason, 0) + 1
        found.cells += len(sheet.problems) + len(sheet.records)
        for problem in sheet.problems:
            found.rows.add((problem.sheet, problem.row_number))
            found.problems.append(_problem(problem))
        for record in sheet.records:
            _take(found, record, owners, minutes_a_day)
    return found


def _take(found: _Reading, record: DayRecord, owners: whose.Owners, minutes_a_day: int) -> None:
    """Take one day of one row: to the entries, or its row to the unmatched ones."""
    place = (record.sheet, record.row_number)
    found.rows.add(place)
    person, code = owners.find(record)
    if person is None:
        said = record.name or workers.identity.mask(record.doc_no) or record.number
        _leave(found, record, code, said)
        return
    if record.quarters is None:
        quantity = attendance.of_minutes(record.minutes or 0, minutes_a_day)
    else:
        quantity = attendance.Quantity(
            record.quarters, record.mark, record.overtime_minutes, record.minutes
        )
    key = (person, record.day)
    first = found.told.setdefault(key, record)
    known = found.entries.get(key)
    if key in found.disputed or (known is not None and not _is_repeated(known, quantity)):
        _dispute(found, key, first, record, owners.called(person))
    elif known is not None:
        found.repeated += 1
    else:
        found.entries[key] = Entry(person, record.day, quantity, record.row_number, record.sheet)


def _is_repeated(known: Entry, quantity: attendance.Quantity) -> bool:
    """Say whether a further row only repeats a day: two parts of a day may be more of it."""
    parted = 0 < quantity.quarters < attendance.WHOLE_DAY or quantity.overtime_minutes > 0
    return known.quantity == quantity and not parted


def _leave(found: _Reading, record: DayRecord, code: str, said: str) -> None:
    """Put one day of somebody who is not exactly one person of the batch to the unmatched rows."""
    # Where two tables stand side by side, one row of the file names several people.
    key = (record.sheet, record.row_number, said)
    known = found.unmatched.get(key)
    if known is not None:
        left = replace(known, more=(*known.more, (record.day, record.text)))
    else:
        left = Left(
            record.sheet,
            record.row_number,
            record.name,
            record.day,
            record.text,
            code,
            {"name": said},
        )
    found.unmatched[key] = left
    found.of_unmatched += 1


def _dispute(
    found: _Reading,
    key: tuple[bytes, str],
    first: DayRecord,
    record: DayRecord,
    name: str,
) -> None:
    """Leave a day open of which the file says different things: neither of them is written."""
    pairs = [(record, first)] if key in found.disputed else [(first, record), (record, first)]
    for one, other in pairs:
        found.problems.append(
            Left(
                one.sheet,
                one.row_number,
                one.name or name,
                one.day,
                one.text,
                "attendance.error.twice",
                {"row": other.row_number},
            )
        )
    found.entries.pop(key, None)
    found.disputed.add(key)


def _problem(problem: attendance_in.Problem) -> Left:
    """Return a cell that says something to look at."""
    return Left(
        problem.sheet,
        problem.row_number,
        problem.name,
        problem.day,
        problem.text,
        problem.code,
        problem.params,
    )


def _left(refusal: Refusal, record: DayRecord) -> Left:
    """Return a refused cell with the sheet and row it came from, and what stood in it."""
    return Left(
        record.sheet,
        refusal.source_row or 0,
        refusal.name,
        refusal.day,
        record.text,
        refusal.code,
        refusal.params,
    )
