"""What clocks write: one row per punch, or one row per day with coming and going."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.documents.excel.rows import Row

_TIME = "intake.attendance.unreadable_time"
_KEYS = ("name", "doc_no", "number", "moment", "date", "time", "time_in", "time_out", "absent")


@dataclass(slots=True)
class _Day:
    """What one day of one person has gathered so far."""

    row: int
    times: list[tuple[int, int, int]] = field(default_factory=list)
    minutes: int = 0
    worked: bool = False
    absent: bool = False
    texts: list[str] = field(default_factory=list)
    spoilt: bool = False


_Days = dict[tuple[records.Person, str], _Day]


def layout(row: Row) -> dict[str, int] | None:
    """Return the columns of a header row of a log, or None where the row is none."""
    found = records.layout_of(row, _KEYS)
    named = "name" in found or "number" in found or "doc_no" in found
    if not named:
        return None
    if shape(found):
        return found
    return None


def shape(found: Mapping[str, int]) -> str:
    """Tell from its columns which kind of log it is: `punches`, `days`, or nothing."""
    if "date" in found and ("absent" in found or {"time_in", "time_out"} <= set(found)):
        return "days"
    if "moment" in found or {"date", "time"} <= set(found):
        return "punches"
    return ""


def read(
    rows: Iterable[Row],
    header_row: int,
    found: Mapping[str, int],
    *,
    ledger: records.Ledger,
) -> None:
    """Read a log into the ledger; `header_row` is the number of its header."""
    days: _Days = {}
    per_day = shape(found) == "days"
    header = {column: sheet_words.plain("") for column in found.values()}
    beside: dict[int, str] = {}
    unread: dict[int, list[int]] = {}
    for row in rows:
        if row.number <= header_row:
            header = {column: sheet_words.plain(row.text(column)) for column in found.values()}
            beside = _beside(row, found)
            ledger.skip(row.number, "header" if row.number == header_row else "title")
            continue
        for column in (column for column in beside if row.text(column) not in ("", "0")):
            unread.setdefault(column, []).append(row.number)
        reason = _no_person(row, found, header)
        if reason:
            ledger.skip(row.number, reason)
            continue
        day = _day(row, found)
        if day is None:
            column = found.get("moment", found.get("date", 0))
            _trouble(ledger, row, column, "intake.attendance.unreadable_date", found=found)
            continue
        person = records.person_of(row, found)
        gathered = days.setdefault((person, day), _Day(row.number))
        if per_day:
            _result(row, found, gathered, ledger)
        else:
            _punch(row, found, gathered, ledger)
    for (person, day), gathered in days.items():
        _write(ledger, person, day, gathered)
    for column, numbers in sorted(unread.items()):
        ledger.tell_column(records.Place(numbers[0], column), beside[column], len(numbers))


def _beside(row: Row, found: Mapping[str, int]) -> dict[int, str]:
    """Return the columns that say more of a day than its times, by head: leave, overtime."""
    wanted = sheet_words.longest_first("intake.words.log_beside")
    texts = {column: row.text(column) for column in row.own() if column not in found.values()}
    return {
        column: text
        for column, text in texts.items()
        if any(word in sheet_words.plain(text) for word in wanted)
    }


def _no_person(row: Row, found: Mapping[str, int], header: Mapping[int, str]) -> str | None:
    """Return why a row is about nobody."""
    own = row.own()
    if not own:
        return "blank"
    if all(sheet_words.plain(row.text(column)) == text for column, text in header.items()):
        return "header"
    first = sheet_words.folded(row.text(own[0]))
    if sheet_words.plain(first) in sheet_words.words("intake.words.subtotal"):
        return "subtotal"
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    if records.person_of(row, found).is_nobody:
        return "note"
    return None


def _day(row: Row, found: Mapping[str, int]) -> str | None:
    for key in ("moment", "date"):
        if key in found:
            day = records.day_in(row, found[key])
            if day:
                return day
    return None


def _punch(row: Row, found: Mapping[str, int], day: _Day, ledger: records.Ledger) -> None:
    """Take one punch."""
    column = found.get("time", found.get("moment", 0))
    times = records.minutes_in(row, column)
    if not times:
        _trouble(ledger, row, column, _TIME, found=found)
        day.spoilt = True
        return
    day.times.extend((time, row.number, column) for time in times)


def _result(row: Row, found: Mapping[str, int], day: _Day, ledger: records.Ledger) -> None:
    """Take the result of one day, or of one shift of it."""
    ends: list[int] = []
    for key in ("time_in", "time_out"):
        if key not in found:
            continue
        times = records.minutes_in(row, found[key])
        if times is None:
            _trouble(ledger, row, found[key], _TIME, found=found)
            day.spoilt = True
            return
        day.texts.extend(_clock(time) for time in times[:1])
        ends.extend(times[:1])
    absent = False
    if "absent" in found:
        text = sheet_words.plain(row.text(found["absent"]))
        absent = text in sheet_words.words("intake.words.true")
    if absent:
        day.absent = True
        day.texts.append(row.text(found["absent"]))
    elif len(ends) == 1 or (len(ends) > 1 and ends[1] <= ends[0]):
        column = found.get("time_in", found.get("time_out", 0))
        _trouble(ledger, row, column, _TIME, found=found, text=" ".join(day.texts))
        day.spoilt = True
    elif ends:
        day.minutes += ends[1] - ends[0]
        day.worked = True


def _write(ledger: records.Ledger, person: records.Person, day: str, gathered: _Day) -> None:
    """Write one day down: the time from first to last punch, or the results added up."""
    if gathered.spoilt:
        return
    minutes, mark, quarters = gathered.minutes, "", None
    text = " ".join(gathered.texts)
    if gathered.times:
        times = sorted(gathered.times)
        clear = [t for i, t in enumerate(times) if i == 0 or t[0] - times[i - 1][0] > 1]
        text = " ".join(_clock(time) for time, _, _ in clear)
        if len(clear) == 1:
            _, row, column = clear[0]
            place = records.Place(row, column, person.name, day)
            ledger.trouble(place, text, _TIME)
            return
        minutes = clear[-1][0] - clear[0][0]
    elif gathered.absent and not gathered.worked:
        mark, quarters = attendance.ABSENT, 0
    elif not gathered.worked:
        ledger.skip(gathered.row, "blank")
        return
    ledger.records.append(
        records.DayRecord(
            ledger.sheet,
            gathered.row,
            person.number,
            person.doc_no,
            person.name,
            day,
            quarters,
            None if quarters == 0 else minutes,
            0,
            mark,
            text,
        ),
    )


def _trouble(
    ledger: records.Ledger,
    row: Row,
    column: int,
    code: str,
    *,
    found: Mapping[str, int],
    text: str = "",
) -> None:
    """Note a cell that was not understood, with whose day it is."""
    name, day = records.person_of(row, found).name, _day(row, found) or ""
    ledger.trouble(records.Place(row.number, column, name, day), text or row.text(column), code)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
