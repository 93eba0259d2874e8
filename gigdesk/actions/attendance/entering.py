"""Entering and correcting days of work, and confirming a month."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.attendance import overlaps, people
from gigdesk.domain import attendance, dispatch
from gigdesk.domain.attendance import overtime
from gigdesk.store import attendance as rows
from gigdesk.store import dispatch as batch_rows
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.attendance import Quantity
    from gigdesk.domain.office.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand in one cell; `CLEAR` empties it. Sheet and row are those of a file."""

    worker_id: bytes
    day: str
    quantity: Quantity
    source_row: int | None = None
    source_sheet: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that was not taken, with the code of the rule and what fills its sentence."""

    worker_id: bytes
    name: str
    day: str
    code: str
    params: Mapping[str, object]
    source_row: int | None = None
    part: str = ""  # of the day, of a weighing

    @property
    def column(self) -> str:
        """Return the column of the cell in a month: its day, of a weighing also the part."""
        return f"{self.day}#{self.part}" if self.part else self.day


@dataclass(frozen=True, slots=True)
class Entered:
    """What an act did: cells written (of them corrections), unchanged ones, refused ones."""

    written: int
    corrected: int
    unchanged: int
    refused: tuple[Refusal, ...]
    act: int | None
    ahead: int = 0  # of the written and unchanged ones, those on days to come
    taken_back: bool = False  # whether cells came to be again what they were before
    overlaps: tuple[overlaps.Overlap, ...] = ()
    """Of the written ones, those on days on which the person is elsewhere too."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What cells of a batch are judged by: its days, who is on the list, what stands already."""

    batch: dispatch.Batch
    listed: people.Listed
    stays: Mapping[bytes, dispatch.Stay]
    cells: Mapping[tuple[bytes, str], Mapping[str, Any]]
    elsewhere: Mapping[tuple[bytes, str], int]
    confirmed: frozenset[str]
    today: str
    rules: RuleBook
    region: str
    ahead: bool = False  # whether days to come are taken too

    def most_overtime(self, place: bytes, entry: Entry) -> int | None:
        """Return the minutes of overtime that stand already with somebody over age, else None."""
        if not entry.quantity.overtime_minutes:
            return None
        row, day = self.listed.members[place], datetime.date.fromisoformat(entry.day)
        if not overtime.asks_of_age(
            row["birth_date"], row["sex"], day, rules=self.rules, region=self.region
        ):
            return None
        cell = self.cells.get((place, entry.day))
        return cell["overtime_minutes"] if cell is not None else 0

    def is_to_come(self, entry: Entry) -> bool:
        """Say whether a cell tells of work on a day that has not begun."""
        return entry.day > self.today and not entry.quantity.is_clear


def batch_row(desk: Desk, batch_id: bytes) -> dict[str, Any]:
    """Return one batch with order and employer; raises errors.NotFound."""
    row = batch_rows.batches.get_full(desk.store, batch_id)
    if row is None:
        raise errors.NotFound("dispatch.error.no_batch", words=batch_id.hex())
    return row


def require_away(row: Mapping[str, Any]) -> None:
    """Raise errors.Refused where a batch has not left yet: nobody can have worked."""
    if row["state"] not in dispatch.batches.AWAY:
        raise errors.Refused("attendance.error.not_sent", number=row["number"])


def ground_for(desk: Desk, batch_id: bytes, days: Sequence[str], *, ahead: bool = False) -> Ground:
    """Return what cells of these days are judged by."""
    batch = batch_rows.batches.record(batch_row(desk, batch_id))
    listed = people.listed(desk, batch_id)
    first, last = min(days, default=""), max(days, default="")
    return Ground(
        batch,
        listed,
        {person: dispatch.batches.stay(batch, day) for person, day in listed.until.items()},
        people.cells(desk, batch_id, first, last, listed),
        rows.totals.elsewhere(desk.store, list(listed.members), batch_id, first, last),
        frozenset(row["month"] for row in rows.days.confirmations(desk.store, batch_id)),
        desk.clock.today().isoformat(),
        desk.rules(),
        desk.station.code,
        ahead,
    )


def why_not(ground: Ground, entry: Entry, reason: str) -> Refusal | None:
    """Return the refusal of one cell, or None where it can stand."""
    place = ground.listed.place(entry.worker_id)
    member = ground.listed.members.get(place)
    params: dict[str, object] = {"day": entry.day}
    if member is None:
        return Refusal(
            entry.worker_id, "", entry.day, "attendance.error.not_listed", params, entry.source_row
        )
    stay = ground.stays[place]
    elsewhere = ground.elsewhere.get((place, entry.day), 0)
    code = attendance.why_not(
        entry.day,
        entry.quantity,
        stay,
        ground.batch.first_day.isoformat(),
        today=None if ground.ahead else ground.today,
        elsewhere=elsewhere,
    )
    left_on = ground.batch.sent_on
    if code is None and not reason.strip():
        cell = ground.cells.get((place, entry.day))
        code = attendance.why_reason(
            entry.day,
            entry.quantity,
            left_on,
            confirmed=entry.day[:7] in ground.confirmed,
            overruled=cell["overtime_kind"] if cell is not None else None,
            most_overtime=ground.most_overtime(place, entry),
        )
    if code is None:
        return None
    params |= {
        "name": member["name"],
        "first": ground.batch.first_day.isoformat(),
        "last": stay.end.isoformat(),
        "today": ground.today,
        "left": left_on.isoformat() if left_on else "",
        "elsewhere": str(attendance.days(elsewhere)),
        "hours": attendance.shown_hours(entry.quantity.overtime_minutes),
    }
    return Refusal(entry.worker_id, member["name"], entry.day, code, params, entry.source_row)


def is_same(cell: Mapping[str, Any] | None, quantity: Quantity) -> bool:
    """Say whether a cell shows this already; an empty one shows an emptied one."""
    if cell is None:
        return quantity.is_clear
    if quantity.overtime_kind not in (None, cell["overtime_kind"] or ""):
        return False
    # Days say nothing of minutes: what a sheet of hours told before is not taken back by them.
    told = quantity.is_clear or quantity.minutes is not None
    if told and (quantity.minutes or 0, quantity.times) != (
        cell["minutes"] or 0,
        cell["times"] or "",
    ):
        return False
    return (cell["quarters"], cell["overtime_minutes"], cell["mark"] or "") == (
        quantity.quarters,
        quantity.overtime_minutes,
        quantity.mark,
    )


def enter(
    desk: Desk,
    batch_id: bytes,
    entries: Iterable[Entry],
    *,
    reason: str = "",
    taking_back: bool = False,
) -> Entered:
    """Enter cells of a batch's month as one act; what stands there is corrected by new facts.

    Each cell is taken or refused on its own: the person is on the list, the day lies inside the
    batch's working days and is not to come, nobody works more than one day on a day over all
    batches; a month that the employer confirmed is corrected, a day before the batch left is
    entered, and overtime of somebody over age, only with a reason. With `taking_back` it is noted
    that this put back what stood before. Raises errors.Refused where the batch has not left,
    errors.NotFound.
    """
    act = "attendance.take_back" if taking_back else "attendance.enter"
    entered = write(desk, batch_id=batch_id, entries=entries, act=act, reason=reason)
    return replace(entered, taken_back=taking_back)


def write(
    desk: Desk,
    *,
    batch_id: bytes,
    entries: Iterable[Entry],
    act: str,
    reason: str = "",
    source: str = "",
    ahead: bool = False,
    original: bytes | None = None,
    unkept: bool = False,
) -> Entered:
    """Write cells as the act with that name, with `ahead` also on days to come; see `enter`.

    `original` are the bytes of the file `source` the cells came from; where a cell is written they
    are kept by the same act; `unkept` notes that the file was too large for that.
    """
    row = batch_row(desk, batch_id)
    require_away(row)
    with desk.doing(act, source=source, reason=reason) as doing:
        doing.rooms |= {"orders", "dispatch"}
        found = judge(desk, batch_id, entries, reason=reason, ahead=ahead)
        facts = [
            fact
            for entry, cell in found.taken
            for fact in _facts(desk, batch_id, entry, cell, source=source, reason=reason)
        ]
        rows.days.add_facts(desk.store, facts)
        rows.totals.refresh(
            desk.store, [(batch_id, fact["worker_id"], fact["day"]) for fact in facts]
        )
        told = found.entered
        doing.about.update(batch=row["number"], days=told.written, corrected=told.corrected)
        if told.ahead:
            doing.about.update(ahead=told.ahead)
        if facts and unkept:
            doing.about["unkept"] = True
        if facts and original:
            office_rows.slots.keep_original(
                desk.store,
                sha256=hashlib.sha256(original).hexdigest(),
                file_name=source,
                content=original,
                at_ms=desk.clock.now_ms(),
            )
    worked = [(one.worker_id, one.day) for one, _ in found.taken if not one.quantity.is_clear]
    beside = overlaps.of_days(desk, batch_id, worked)
    return replace(told, act=doing.number if facts else None, overlaps=beside)


@dataclass(frozen=True, slots=True)
class Judged:
    """What entering cells would do: those to be written with what stands there, and the counts."""

    taken: tuple[tuple[Entry, Mapping[str, Any] | None], ...]
    entered: Entered


def judge(
    desk: Desk, batch_id: bytes, entries: Iterable[Entry], *, reason: str, ahead: bool
) -> Judged:
    """Judge cells one by one and write nothing; of two for one cell the last counts.

    Somebody who stands on the list with two records that were joined is one person with one cell
    a day: what the other record is to bring in the same act is refused, as it may mean either.
    """
    wanted = {(one.worker_id, one.day): one for one in entries}
    ground = ground_for(desk, batch_id, [day for _, day in wanted], ahead=ahead)
    refused: list[Refusal] = []
    taken: list[tuple[Entry, Mapping[str, Any] | None]] = []
    seen: set[tuple[bytes, str]] = set()
    for entry in wanted.values():
        key = (ground.listed.place(entry.worker_id), entry.day)
        refusal = _second(ground, entry) if key in seen else None
        seen.add(key)
        cell = ground.cells.get(key)
        if refusal is None and is_same(cell, entry.quantity):
            continue
        refusal = refusal or why_not(ground, entry, reason)
        if refusal is not None:
            refused.append(refusal)
            continue
        taken.append((replace(entry, worker_id=key[0]), cell))
    kept_out = {(one.worker_id, one.day) for one in refused}
    to_come = sum(ground.is_to_come(one) for key, one in wanted.items() if key not in kept_out)
    corrected = sum(cell is not None for _, cell in taken)
    unchanged = len(wanted) - len(taken) - len(refused)
    told = Entered(len(taken), corrected, unchanged, tuple(refused), None, to_come)
    return Judged(tuple(taken), told)


def _second(ground: Ground, entry: Entry) -> Refusal:
    """Return the refusal of a cell that another record of the same person brings already."""
    member = ground.listed.members.get(ground.listed.place(entry.worker_id), {"name": ""})
    params = {"name": member["name"], "day": entry.day}
    code = "attendance.error.two_records"
    return Refusal(entry.worker_id, member["name"], entry.day, code, params, entry.source_row)


def _facts(
    desk: Desk,
    batch_id: bytes,
    entry: Entry,
    cell: Mapping[str, Any] | None,
    *,
    source: str,
    reason: str,
) -> list[dict[str, Any]]:
    """Return the facts for one cell; they correct what counts there.

    What was entered under another record of the same person is emptied: it is one cell.
    """
    parts = people.parts(cell) if cell is not None else []
    own, corrects_id = entry, None
    if parts:
        own = replace(entry, worker_id=parts[0]["worker_id"])
        corrects_id = parts[0]["work_day_id"]
    told = [(own, corrects_id)]
    for part in parts[1:]:
        if not is_same(part, attendance.CLEAR):
            empty = replace(entry, worker_id=part["worker_id"], quantity=attendance.CLEAR)
            told.append((empty, part["work_day_id"]))
    return [
        _fact(desk, batch_id, _with_kind(one, cell), corrects, source=source, reason=reason)
        for one, corrects in told
    ]


def _with_kind(entry: Entry, cell: Mapping[str, Any] | None) -> Entry:
    """Return an entry with the kind of overtime that was decided before, unless it says another."""
    quantity = entry.quantity
    kept = cell["overtime_kind"] if cell is not None and not quantity.is_clear else None
    if quantity.overtime_kind is None and kept:
        return replace(entry, quantity=replace(quantity, overtime_kind=kept))
    return entry


def _fact(
    desk: Desk,
    batch_id: bytes,
    entry: Entry,
    corrects_id: bytes | None,
    *,
    source: str,
    reason: str,
) -> dict[str, Any]:
    """Return the fact that an entry is under its record; it may correct another."""
    quantity = entry.quantity
    return {
        "id": desk.new_id(),
        "station_id": desk.station.id,
        "worker_id": entry.worker_id,
        "batch_id": batch_id,
        "day": entry.day,
        "quarters": quantity.quarters,
        "minutes": quantity.minutes,
        "overtime_minutes": quantity.overtime_minutes,
        "overtime_kind": quantity.overtime_kind or None,
        "times": quantity.times or None,
        "mark": quantity.mark or None,
        "source": source or None,
        "source_sheet": entry.source_sheet or None,
        "source_row": entry.source_row,
        "corrects_id": corrects_id,
        "void": 0,
        "reason": reason or None,
    }
