"""Export of 100,000 workers x 25 columns: floor, XlsxWriter and GigDesk, in one run.

Run `python tests/bench/export.py [--rows N] [--rounds N] [--gate] [--quick]`. Every candidate is a
child process of its own; the figure is its CPU time (user + system) between the first row asked for
and the closed file, and its peak memory from `wait4`, imports included. Ratios are formed inside
one round, the order is reversed every second round, and the saved file is checked in the same run.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import rounds  # noqa: E402 -- run as a file, the package is found by the line above

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET_FLOOR = 2.8
TARGET_PEER = 4.5
TARGET_MIB = 40
CANDIDATES = ("floor", "xlsxwriter", "gigdesk")
COLUMNS = (
    "sequence", "name", "doc_no", "sex", "birth_date", "ethnic", "education", "phone", "town",
    "village", "address", "trade", "employer", "place", "province", "income_fen", "employed_since",
    "form", "hardship", "bank_account", "wanted", "pension", "medical", "certificate", "notes",
)  # fmt: skip
DATES = {"birth_date", "employed_since"}
MONEY = {"income_fen"}
WIDTH = 14


def main() -> int:
    """Print the table; answer 1 where a row is lost, with `--gate` also for a missed target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--child", nargs=3)
    parser.add_argument("--check", type=Path)
    asked = parser.parse_args()
    if asked.check:
        print(json.dumps(_features(asked.check, asked.rows)))
        return 0
    if asked.child:
        name, folder, result = asked.child
        _child(name, Path(folder), Path(result))
        return 0
    rows, count = (10_000, 3) if asked.quick else (asked.rows, asked.rounds)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _make_database(folder / "workers.db", rows)

        def words(name: str, result: Path) -> list[str]:
            return [__file__, "--child", name, str(folder), str(result)]

        found, features = [], {}
        for number in range(count):
            order = CANDIDATES if number % 2 == 0 else CANDIDATES[::-1]
            found.append(rounds.run(order, words, folder))
            for name in ("xlsxwriter", "gigdesk"):
                features[name, number] = _checked(folder / f"{name}.xlsx", rows)
    print(f"export of {rows} rows × {len(COLUMNS)} columns, {count} rounds")
    good = _report(found, features)
    if not all(each["rows"] for each in features.values()):
        print("a row is lost, or a number is no longer text")
        return 1
    return rounds.answer(good=good, gate=asked.gate)


def _checked(path: Path, rows: int) -> dict[str, bool]:
    """Look into the file in a process of its own.

    A child's peak memory starts at its parent's, so the parent must stay small.
    """
    program = [sys.executable, __file__, "--check", str(path), "--rows", str(rows)]
    told = subprocess.run(program, check=True, capture_output=True)
    return dict(json.loads(told.stdout))


def _child(candidate: str, folder: Path, result: Path) -> None:
    work = {"floor": _floor, "xlsxwriter": _xlsxwriter, "gigdesk": _gigdesk}[candidate](folder)

    def told() -> dict[str, Any]:
        work()
        return {"size": (folder / f"{candidate}.xlsx").stat().st_size / 1e6}

    rounds.work_in_child(result, told)


def _select(folder: Path) -> sqlite3.Cursor:
    connection = sqlite3.connect(folder / "workers.db")
    return connection.execute(f"SELECT {', '.join(COLUMNS)} FROM worker")


def _floor(folder: Path) -> Callable[[], None]:
    def work() -> None:
        packer = zlib.compressobj(1)
        with (folder / "floor.xlsx").open("wb") as out:
            for row in _select(folder):
                line = "\t".join([str(value) for value in row])
                out.write(packer.compress(f"{line}\n".encode()))
            out.write(packer.flush())

    return work


def _xlsxwriter(folder: Path) -> Callable[[], None]:
    import xlsxwriter  # noqa: PLC0415 -- only this child pays for it

    def work() -> None:
        book = xlsxwriter.Workbook(folder / "xlsxwriter.xlsx", {"constant_memory": True})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#E7ECF3"})
        plain = book.add_format({"num_format": "@", "border": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
        yuan = book.add_format({"num_format": "#,##0.00", "border": 1})
        sheet = book.add_worksheet("list")
        sheet.set_column(0, len(COLUMNS) - 1, WIDTH)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.data_validation(1, 3, 1_000, 3, {"validate": "list", "source": ["1", "2"]})
        sheet.write_row(0, 0, COLUMNS, head)
        _fill(sheet, _select(folder), plain, day, yuan)
        book.close()

    return work


def _fill(sheet: Any, rows: sqlite3.Cursor, plain: Any, day: Any, yuan: Any) -> None:
    days = [at for at, key in enumerate(COLUMNS) if key in DATES]
    sums = [at for at, key in enumerate(COLUMNS) if key in MONEY]
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if value is None:
                sheet.write_blank(number, at, None, plain)
            elif at in days:
                sheet.write_datetime(number, at, datetime.date.fromisoformat(value), day)
            elif at in sums:
                sheet.write_number(number, at, value / 100, yuan)
            elif at == 0:
                sheet.write_number(number, at, value, plain)
            else:
                sheet.write_string(number, at, value, plain)


def _gigdesk(folder: Path) -> Callable[[], None]:
    import openpyxl  # noqa: F401, PLC0415 -- imported outside the clock

    from gigdesk.documents.excel import writing  # noqa: PLC0415 -- only this child pays for it
    from gigdesk.documents.excel.layout import Column, Kind, SheetLayout  # noqa: PLC0415 -- same

    def kind(key: str) -> Kind:
        special = {"sequence": Kind.INT, **dict.fromkeys(DATES, Kind.DATE)}
        return Kind.MONEY if key in MONEY else special.get(key, Kind.TEXT)

    columns = tuple(
        Column(key, key, WIDTH, kind(key), choices=("1", "2") if key == "sex" else ())
        for key in COLUMNS
    )
    layout = SheetLayout("list", columns, freeze_columns=2)

    def work() -> None:
        writing.write_list(folder / "gigdesk.xlsx", layout, _select(folder))

    return work


def _features(path: Path, rows: int) -> dict[str, bool]:
    """Look into the saved file: the print features, and every row and number as text."""
    import python_calamine  # noqa: PLC0415 -- only the check pays for it

    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
        book = packed.read("xl/workbook.xml")
        styles = packed.read("xl/styles.xml")
    head, tail = sheet[:20_000], sheet[-5_000:]
    with path.open("rb") as file:
        read = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    counted, whole = 0, True
    for row in read.iter_rows():
        counted += 1
        whole = whole and (counted == 1 or (isinstance(row[2], str) and len(row[2]) == 18))
    return {
        "header": b"<b" in styles and b"solid" in styles,
        "widths": b"<cols>" in head,
        "freeze": b'state="frozen"' in head,
        "titles": b"Print_Titles" in book,
        "drop-down": b"<dataValidation " in tail,
        "rows": counted == rows + 1 and whole,
    }


def _make_database(path: Path, rows: int) -> None:
    """Fill a table with synthetic workers, about a tenth of the cells empty."""
    chance = random.Random(2026_11)
    connection = sqlite3.connect(path)
    kinds = ", ".join(f"{key} {'INTEGER' if key in MONEY else 'TEXT'}" for key in COLUMNS)
    kinds = kinds.replace("sequence TEXT", "sequence INTEGER")
    connection.execute(f"CREATE TABLE worker ({kinds})")
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(
        f"INSERT INTO worker VALUES ({marks})",
        (_worker(number, chance) for number in range(1, rows + 1)),
    )
    connection.commit()
    connection.close()


def _worker(number: int, chance: random.Random) -> list[Any]:
    def han(length: int) -> str:
        return "".join(chr(0x4E00 + chance.randrange(6_000)) for _ in range(length))

    day = chance.randrange(16_000)
    born = (datetime.date(1960, 1, 1) + datetime.timedelta(days=day)).isoformat()
    numbers = f"431127{born.replace('-', '')}{chance.randrange(1000):03d}X"
    row: list[Any] = [
        number, han(3), numbers, str(chance.randrange(1, 3)), born, han(2), han(2),
        f"138{chance.randrange(10**8):08d}", han(3), han(4), han(14), han(3), han(10), han(2),
        han(3), chance.randrange(10**7), f"20{chance.randrange(10, 26)}-03-01", han(4), han(4),
        f"62{chance.randrange(10**17):017d}", han(4), han(2), han(3), han(5), han(12),
    ]  # fmt: skip
    for at in (5, 6, 12, 13, 14, 16, 18, 19, 20, 23, 24):
        if chance.random() < 0.25:
            row[at] = None
    return row


def _report(
    found: list[dict[str, rounds.Figure]], features: dict[tuple[str, int], dict[str, bool]]
) -> bool:
    """Print the figures, the features found in every saved file, and how the targets stand."""
    print(rounds.table(found, "floor"))
    for name in CANDIDATES:
        shown = " ".join(
            key
            if all(each[key] for (who, _), each in features.items() if who == name)
            else f"NO-{key}"
            for key in features.get((name, 0), {})
        )
        print(f"{name:12}{found[-1][name].told['size']:8.1f} MB  {shown}")
    over = rounds.ratio(found, "gigdesk", "floor")[0]
    good = rounds.judge("gigdesk ÷ floor", over, most=TARGET_FLOOR)
    ahead = rounds.ratio(found, "xlsxwriter", "gigdesk")[0]
    good &= rounds.judge("XlsxWriter ÷ gigdesk", ahead, least=TARGET_PEER)
    peak = max(each["gigdesk"].peak_mib for each in found)
    good &= rounds.judge("peak MiB", peak, most=TARGET_MIB)
    return good and all(
        all(each.values()) for (who, _), each in features.items() if who == "gigdesk"
    )


if __name__ == "__main__":
    sys.exit(main())
