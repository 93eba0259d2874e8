"""Export of 100,000 workers x 25 columns: floor, XlsxWriter and GigDesk, in one run.

Run `python tests/bench/export.py [--rows N] [--rounds N] [--gate]`. Every candidate is a child
process of its own; the figure is its CPU time (user + system) between the first row asked for
and the closed file, and its peak memory from `wait4`, imports included. Ratios are formed inside
one round, the order is reversed every second round, and the saved file is checked in the same run.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET_FLOOR = 2.8
TARGET_PEER = 4.5
TARGET_MIB = 40
TOLERANCE = 1.3
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
    """Print the table; with `--gate` answer 1 where a target times 1.3 is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--child", choices=CANDIDATES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--check", type=Path)
    asked = parser.parse_args()
    if asked.check:
        print(json.dumps(_features(asked.check, asked.rows)))
        return 0
    if asked.child:
        _child(asked.child, asked.folder)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _make_database(Path(folder) / "workers.db", asked.rows)
        rounds = [_round(Path(folder), asked.rows, number) for number in range(asked.rounds)]
    return _report(rounds, gate=asked.gate)


def _round(folder: Path, rows: int, number: int) -> dict[str, dict[str, Any]]:
    order = CANDIDATES if number % 2 == 0 else CANDIDATES[::-1]
    found = {}
    for candidate in order:
        found[candidate] = _measure(folder, candidate)
        if candidate != "floor":
            found[candidate]["features"] = _checked(folder / f"{candidate}.xlsx", rows)
    return found


def _measure(folder: Path, candidate: str) -> dict[str, Any]:
    """Run one candidate in a child of its own and read its peak memory before anything else."""
    program = [sys.executable, __file__, "--child", candidate, "--folder", str(folder)]
    child = os.posix_spawn(sys.executable, program, dict(os.environ))
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{candidate} failed")
    told = json.loads((folder / f"{candidate}.json").read_text(encoding="utf-8"))
    size = (folder / f"{candidate}.xlsx").stat().st_size
    return {**told, "mib": usage.ru_maxrss / 1024, "size": size / 1e6}


def _checked(path: Path, rows: int) -> dict[str, bool]:
    """Look into the file in a process of its own.

    A child's peak memory starts at its parent's, so the parent must stay small.
    """
    program = [sys.executable, __file__, "--check", str(path), "--rows", str(rows)]
    told = subprocess.run(program, check=True, capture_output=True)
    return dict(json.loads(told.stdout))


def _child(candidate: str, folder: Path) -> None:
    work = {"floor": _floor, "xlsxwriter": _xlsxwriter, "gigdesk": _gigdesk}[candidate](folder)
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (folder / f"{candidate}.json").write_text(json.dumps({"cpu": cpu}), encoding="utf-8")


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


def _report(rounds: list[dict[str, dict[str, Any]]], *, gate: bool) -> int:
    print(f"{'':12}{'CPU s':>8}{'÷ floor':>20}{'peak MiB':>10}{'MB':>7}  found in the file")
    for candidate in CANDIDATES:
        found = [one[candidate] for one in rounds]
        ratios = [one[candidate]["cpu"] / one["floor"]["cpu"] for one in rounds]
        features = found[-1].get("features", {})
        shown = " ".join(key if there else f"NO-{key}" for key, there in features.items())
        print(
            f"{candidate:12}{statistics.median(one['cpu'] for one in found):8.2f}"
            f"{statistics.median(ratios):8.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
            f"{max(one['mib'] for one in found):9.1f}{found[-1]['size']:8.1f}  {shown}"
        )
    over = statistics.median(one["gigdesk"]["cpu"] / one["floor"]["cpu"] for one in rounds)
    ahead = statistics.median(one["xlsxwriter"]["cpu"] / one["gigdesk"]["cpu"] for one in rounds)
    memory = max(one["gigdesk"]["mib"] for one in rounds)
    whole = all(all(one["gigdesk"]["features"].values()) for one in rounds)
    print(
        f"gigdesk: {over:.2f} x floor (target {TARGET_FLOOR}), XlsxWriter {ahead:.2f} x gigdesk "
        f"(target {TARGET_PEER}), peak {memory:.1f} MiB (target {TARGET_MIB})"
    )
    good = over <= TARGET_FLOOR * TOLERANCE and ahead >= TARGET_PEER / TOLERANCE
    good = good and memory <= TARGET_MIB * TOLERANCE and whole
    return 0 if good or not gate else 1


if __name__ == "__main__":
    sys.exit(main())
