"""The way there and the days on site: who boards, who arrives, days kept in three ways."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.campaigns.seasonal.station import must, must_hold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[..., dict[str, Any]]
    Rows = Sequence[dict[str, Any]]

MONTH_DAYS = 31
CLOCK = ("姓名", "日期", "签到", "签退", "迟到", "早退", "旷工")
RESTS = 2 / 26  # a day of rest now and then


def board(run: Run, batch: int, listed: Rows, absent: Rows, folder: Path) -> None:
    """Sign everybody in but those who do not come, and count each coach."""
    away = {each["worker_number"] for each in absent}
    path = folder / "上车.txt"
    there = [each for each in listed if each["worker_number"] not in away]
    path.write_text("\n".join(f"W{each['worker_number']}" for each in there), encoding="utf-8")
    told = run("dispatch", "board", batch, "--list", path)
    must((told["done"], told["unread"]), (len(there), []), "people who signed in")
    for each in absent:
        run("dispatch", "board", batch, f"W{each['worker_number']}", "--absent", "missing")
    coaches = run("dispatch", "boarding", batch)["vehicles"]
    must(sum(each["aboard"] for each in coaches), len(there), "people in the coaches")
    must(sum(len(each["missing"]) for each in coaches), len(absent), "people who are missing")
    for coach in coaches:
        wrong = run("dispatch", "count", batch, coach["number"], coach["aboard"] - 1)
        must((wrong["agrees"], wrong["difference"]), (False, -1), "a count that is one short")
        right = run("dispatch", "count", batch, coach["number"], coach["aboard"])
        must((right["agrees"], right["difference"]), (True, 0), "a count that is right")


def arrive(run: Run, batch: int, listed: Rows) -> None:
    """Sign everybody in on site, and hand out some money."""
    numbers = [f"W{each['worker_number']}" for each in listed]
    must(run("dispatch", "arrive", batch, *numbers)["done"], len(numbers), "people on site")
    told = run("dispatch", "advance", batch, *numbers, "--amount", "100", "--signed")
    must(told["total_fen"], 10_000 * len(numbers), "money handed out")
    one = told["numbers"][0]
    cut = run("dispatch", "correct-advance", batch, one, "--amount", "50", "--reason", "只领了五十")
    must(cut["total_fen"], 10_000 * len(numbers) - 5_000, "money after a correction")


def keep_days(
    run: Run, batch: int, listed: Rows, folder: Path, *, first: datetime.date, days: int
) -> int:
    """Enter the days in three ways, a part of the people each; return how many days it were."""
    dice = random.Random(len(listed))
    drawn = {
        each["worker_number"]: [at for at in range(days) if dice.random() >= RESTS]
        for each in listed
    }
    keyed = [each for each in listed if each["group_name"] == listed[0]["group_name"]]
    rest = [each for each in listed if each not in keyed]
    half = len(rest) // 2
    _key_back(run, batch, keyed, drawn, folder, first=first, days=days)
    _month(run, batch, rest[:half], drawn, folder / "考勤一.xlsx", first=first)
    _punches(run, batch, rest[half:], drawn, folder / "考勤二.xlsx", first=first)
    return sum(map(len, drawn.values()))


def _key_back(
    run: Run,
    batch: int,
    people: Rows,
    drawn: dict[int, list[int]],
    folder: Path,
    *,
    first: datetime.date,
    days: int,
) -> None:
    """Print the sheet of the first group, and key it back against its signed totals."""
    last = first + datetime.timedelta(days=days - 1)
    span = ("--from", first, "--to", last, "--group", 1)
    out = folder / "组长表.xlsx"
    must(run("attendance", "leader-sheet", batch, out, *span)["rows"], len(people), "rows printed")
    sheet = openpyxl.load_workbook(out).worksheets[0]
    codes = {
        row[1]: row[0] for row in sheet.iter_rows(values_only=True) if str(row[0] or "").isdigit()
    }
    lines, totals = [], [0] * days
    for each in people:
        there = drawn[each["worker_number"]]
        figures = " ".join("1" if at in there else "0" for at in range(days))
        lines.append(f"{codes[each['name']]} {figures} = {len(there)}")
        totals = [total + (at in there) for at, total in enumerate(totals)]
    sums = " ".join(map(str, totals))
    path = folder / "组长表.txt"
    path.write_text("\n".join([*lines, f"{sums} = {sum(totals) + 1}"]), encoding="utf-8")
    wrong = run("attendance", "key-back", batch, path, *span, code=3)
    must_hold(str(sum(totals) + 1) in wrong["error"]["message"], "a signed total that is wrong")
    path.write_text("\n".join([*lines, f"{sums} = {sum(totals)}"]), encoding="utf-8")
    kept = run("attendance", "key-back", batch, path, *span)
    must((kept["differences"], kept["refused"]), ([], []), "a leader's sheet that is right")


def _month(
    run: Run,
    batch: int,
    people: Rows,
    drawn: dict[int, list[int]],
    path: Path,
    *,
    first: datetime.date,
) -> None:
    """Take in a month's sheet by names; the same sheet again changes nothing."""
    rows: list[list[Any]] = [["姓名", *range(1, MONTH_DAYS)]]
    for each in people:
        worked = {(first + datetime.timedelta(days=at)).day for at in drawn[each["worker_number"]]}
        rows.append([each["name"], *(1 if day in worked else None for day in range(1, MONTH_DAYS))])
    days = sum(len(drawn[each["worker_number"]]) for each in people)
    _take_in(run, batch, path, rows, people=len(people), days=days, month=f"{first:%Y-%m}")


def _punches(
    run: Run,
    batch: int,
    people: Rows,
    drawn: dict[int, list[int]],
    path: Path,
    *,
    first: datetime.date,
) -> None:
    """Take in a list with a line for each person and day."""
    rows: list[list[Any]] = [list(CLOCK)]
    for each in people:
        for at in drawn[each["worker_number"]]:
            day = first + datetime.timedelta(days=at)
            rows.append([each["name"], day.isoformat(), "08:00", "17:00", 0, 0, ""])
    days = len(rows) - 1
    _take_in(run, batch, path, rows, people=len(people), days=days, month=f"{first:%Y-%m}")


def _take_in(
    run: Run,
    batch: int,
    path: Path,
    rows: list[list[Any]],
    *,
    people: int,
    days: int,
    month: str,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    told = run("attendance", "import", batch, path, "--month", month)
    found = (told["unmatched"], told["undecided"], told["days"])
    must(found, ([], 0, days), f"days of {path.name} for {people} people")
    again = run("attendance", "import", batch, path, "--month", month)
    must((again["written"], again["corrected"]), (0, 0), f"{path.name} again")
