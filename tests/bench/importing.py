"""Import of a roster into an empty desk: floor, openpyxl with sqlite-utils, and GigDesk.

    python tests/bench/importing.py [--rows N] [--rounds N] [--gate] [--quick]

Floor: the same stream of cells (calamine), no checks, plain INSERT, no encryption, four indexes.
Peer: openpyxl read-only, the usual checksum loop, upsert by sqlite-utils. GigDesk: the real import
with checks, capture, sealing, search entries and encryption. Loading libraries and setting up an
empty desk stand outside the clock for all three.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import rounds  # noqa: E402 -- run as a file, the package is found by the line above

Work = Callable[[], dict[str, Any]]
CANDIDATES = ("floor", "openpyxl", "gigdesk")
TARGET_FLOOR = 2.5
TARGET_PEER = 7.0
TARGET_MIB = 260
HEADERS = (
    "序号", "乡镇", "村", "姓名", "性别", "身份证号码", "联系电话", "学历", "主要从事工种",
    "就业工种意向", "银行账号", "现住址", "紧急联系人", "与本人关系", "紧急联系人电话", "就业状态",
    "民族", "政治面貌", "婚姻状况", "户口性质", "户籍地址", "曾用名", "年收入（元）", "填报日期",
    "备注",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make_roster(path: Path, count: int) -> None:
    """Write a roster of 25 columns."""
    from gigdesk.demo import people  # noqa: PLC0415 -- the measured children need none of it
    from gigdesk.documents.excel import layout, writing  # noqa: PLC0415 -- see above

    columns = tuple(layout.Column(str(at), text, 12) for at, text in enumerate(HEADERS))
    sheet = layout.SheetLayout(name="花名册", columns=columns)
    crew = people.make(random.Random(3), count, datetime.date(2026, 9, 1))
    writing.write_list(
        path,
        sheet,
        (
            (
                str(at), one.town, one.village, one.name, "男" if one.sex == "1" else "女",
                one.doc_no, one.phone, "初中", one.trade, one.wanted, one.bank_account,
                f"{one.village}{one.group}组", one.emergency_name, one.emergency_relation,
                one.emergency_phone, "暂未就业", "汉族", "群众", "已婚", "农业户口", one.village,
                "", str(one.income_yuan), "2026-09-01", "",
            )
            for at, one in enumerate(crew)
        ),
    )  # fmt: skip


def floor(folder: Path) -> Work:
    """Read the cells and insert them as they are."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- only this child loads it

    def work() -> dict[str, Any]:
        book = CalamineWorkbook.from_path(str(folder / "roster.xlsx"))
        rows = book.get_sheet_by_index(0).iter_rows()
        next(rows)
        names = ", ".join(f"c{at}" for at in range(len(HEADERS)))
        link = sqlite3.connect(folder / "floor.db")
        link.execute(f"CREATE TABLE worker (id INTEGER PRIMARY KEY, {names})")
        marks = ", ".join("?" * len(HEADERS))
        with link:
            link.executemany(f"INSERT INTO worker ({names}) VALUES ({marks})", rows)
            for at in (5, 3, 6, 2):
                link.execute(f"CREATE INDEX by_{at} ON worker (c{at})")
        return {"rows": link.execute("SELECT count(*) FROM worker").fetchone()[0]}

    return work


def _is_right(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17]


def openpyxl(folder: Path) -> Work:
    """Do what people do: openpyxl, a loop over the digits, upsert_all."""
    import openpyxl as library  # noqa: PLC0415 -- only this child loads it
    import sqlite_utils  # noqa: PLC0415 -- see above

    def work() -> dict[str, Any]:
        sheet = library.load_workbook(folder / "roster.xlsx", read_only=True).active
        assert sheet is not None
        rows = sheet.iter_rows(min_row=2, values_only=True)
        store = sqlite_utils.Database(folder / "openpyxl.db")
        right = (
            {f"c{at}": value for at, value in enumerate(row)}
            for row in rows
            if _is_right(str(row[5]))
        )
        table: Any = store.table("worker")
        table.upsert_all(right, pk="c5", batch_size=1000)
        for name in ("c3", "c6", "c2"):
            table.create_index([name])
        return {"rows": table.count}

    return work


def gigdesk(folder: Path) -> Work:
    """Take the roster in as a clerk does."""
    os.environ["GIGDESK_CONFIG"] = str(folder / "config")
    from gigdesk.actions import office, workers  # noqa: PLC0415 -- only this child loads it
    from gigdesk.actions.workers import imports  # noqa: PLC0415 -- see above
    from gigdesk.demo.words import words  # noqa: PLC0415 -- see above
    from tests.making import new_desk  # noqa: PLC0415 -- see above

    desk = new_desk(folder / "desk")
    places: list[dict[str, Any]] = []
    for town, villages in words()["towns"].items():
        town_id = desk.new_id()
        places.append({"id": town_id, "name": town, "level": "town"})
        places += [{"name": name, "level": "village", "parent_id": town_id} for name in villages]
    office.places.add_many(desk, wanted=places)

    def work() -> dict[str, Any]:
        opened = imports.open_file(desk, folder / "roster.xlsx")
        reading = imports.read(opened, today=desk.clock.today())
        taken = imports.take_in(desk, reading, back_up=False)
        people = workers.search.count(desk)
        desk.close()
        return {"rows": taken.rows, "new": taken.counts["new"], "people": people}

    return work


def _is_whole(told: dict[str, dict[str, Any]]) -> bool:
    """Say whether all three hold every row of the roster, and GigDesk each as somebody new."""
    held = {told["floor"]["rows"], told["openpyxl"]["rows"], *told["gigdesk"].values()}
    return len(held) == 1


def main() -> int:
    """Print the table; answer 1 where a row is lost, with `--gate` also for a missed target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--child", nargs=3)
    asked = parser.parse_args()
    if asked.child:
        name, folder, result = asked.child
        prepared = {"floor": floor, "openpyxl": openpyxl, "gigdesk": gigdesk}[name](Path(folder))
        rounds.work_in_child(Path(result), prepared)
        return 0
    rows, count = (2_000, 1) if asked.quick else (asked.rows, asked.rounds)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make_roster(folder / "roster.xlsx", rows)

        def words(name: str, result: Path) -> list[str]:
            for old in folder.glob("*.db"):
                old.unlink()
            shutil.rmtree(folder / "desk", ignore_errors=True)
            return [__file__, "--child", name, str(folder), str(result)]

        found = rounds.compare(CANDIDATES, words, folder, count)
    print(f"import of {rows} rows × {len(HEADERS)} columns, {count} rounds")
    print(rounds.table(found, "floor"))
    told = [{name: figure.told for name, figure in one.items()} for one in found]
    wrong = [one for one in told if not _is_whole(one)]
    rows_of = {name: one["rows"] for name, one in told[0].items()}
    print(f"every row is there in every round: {not wrong}; rows in the first: {rows_of}")
    if wrong:
        return 1
    good = rounds.judge(
        "gigdesk ÷ floor", rounds.ratio(found, "gigdesk", "floor")[0], most=TARGET_FLOOR
    )
    peer = rounds.ratio(found, "openpyxl", "gigdesk")[0]
    good &= rounds.judge("openpyxl + sqlite-utils ÷ gigdesk", peer, least=TARGET_PEER)
    peak = max(each["gigdesk"].peak_mib for each in found)
    good &= rounds.judge("peak MiB", peak, most=TARGET_MIB)
    return rounds.answer(good=good, gate=asked.gate)


if __name__ == "__main__":
    sys.exit(main())
