"""Proposing people for an order of 300 from 200,000: GigDesk against reading every row once.

Run `python tests/bench/propose.py [--people N] [--rounds N] [--gate] [--quick]`. The floor reads
the columns that the rules look at, of every person, out of the same encrypted file, and judges
nothing. Each is a child process of its own, warmed up by one run; only ratios travel to other
machines.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# Run as a file, the packages are found by the line above.
from gigdesk.actions import dispatch, office, orders  # noqa: E402 -- see above
from gigdesk.domain.workers import identity  # noqa: E402 -- see above
from gigdesk.store import workers as rows  # noqa: E402 -- see above
from tests.bench import rounds  # noqa: E402 -- see above
from tests.making import LOGIN, PASSWORD, new_desk  # noqa: E402 -- see above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gigdesk.actions.desk import Desk

WANTED = 300
MOST_TIMES_FLOOR = 3.0
TRADES = ("采棉", "电焊", "家政", "砌筑", "摘茶", "缝纫", "保洁", "种菜")
NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春香国建文辉志永金"
COLUMNS = (
    "id",
    "station_id",
    "number",
    "name",
    "sex",
    "birth_date",
    "doc_no",
    "phone",
    "emergency_phone",
    "trade",
    "wanted_trades",
    "address",
)


def people(desk: Desk, number: int) -> Iterator[dict[str, Any]]:
    """Yield made-up people of all ages and trades, the same for every run."""
    chance = random.Random(7)
    first = datetime.date(1945, 1, 1).toordinal()
    for count in range(1, number + 1):
        birth = datetime.date.fromordinal(first + chance.randrange(25_000))
        body = f"430602{birth:%Y%m%d}{chance.randrange(1, 999):03d}"
        yield {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "number": count,
            "name": "王" + "".join(chance.choices(NAMES, k=2)),
            "sex": chance.choice("12"),
            "birth_date": birth.isoformat(),
            "doc_no": body + identity.check_character(body),
            "phone": f"138{chance.randrange(10**8):08d}" if chance.random() < 0.9 else None,
            "emergency_phone": f"139{count:08d}" if chance.random() < 0.5 else None,
            "trade": chance.choice(TRADES),
            "wanted_trades": "、".join(chance.sample(TRADES, 2)),
            "address": f"青山镇第{chance.randrange(40)}村第{chance.randrange(20)}组",
        }


def fill(desk: Desk, number: int) -> bytes:
    """Put people, certificates, a season on the road and an order on the desk; return the order."""
    with desk.doing("workers.import"):
        rows.people.add_many(desk.store, people(desk, number), columns=COLUMNS)
    employer = orders.add_employer(desk, fields={"name": "青禾合作社"}).id
    terms: dict[str, Any] = {
        "trade": "采棉",
        "people": WANTED,
        "men": 60,
        "age_min": 18,
        "age_max": 55,
        "age_reason": "采棉强度大",
        "place": "新疆阿克苏",
        "from_day": "2026-10-01",
        "to_day": "2026-11-30",
    }
    busy = orders.take(
        desk, employer_id=employer, fields={**terms, "people": 3000}, pay="day:160"
    ).id
    dispatch.plan(desk, order_id=busy, depart_on=datetime.date(2026, 10, 1), take=number // 100)
    return orders.take(desk, employer_id=employer, fields=terms, pay="day:160").id


def floor(desk: Desk, _order: bytes) -> dict[str, Any]:
    """Read every row once."""
    named = ", ".join(COLUMNS)
    return {"rows": sum(1 for _ in desk.store.stream(f"SELECT {named} FROM worker"))}


def propose(desk: Desk, order: bytes) -> dict[str, Any]:
    """Propose as the clerk asks for it."""
    return {"rows": len(dispatch.propose(desk, order, limit=WANTED).candidates)}


CANDIDATES: dict[str, Callable[[Desk, bytes], dict[str, Any]]] = {
    "floor": floor,
    "propose": propose,
}


def child(name: str, folder: Path, order: bytes, result: Path) -> None:
    """Open the desk and do the work once outside the clock, then once inside."""
    desk = office.entry.sign_in(folder / "desk", LOGIN, PASSWORD)
    work = CANDIDATES[name]
    work(desk, order)
    begun = time.perf_counter()
    rounds.work_in_child(result, lambda: {**work(desk, order), "wall": time.perf_counter() - begun})
    desk.close()


def main() -> int:
    """Print the table; answer 1 where people are missing, with `--gate` for a missed target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--child", nargs=4)
    asked = parser.parse_args()
    if asked.child:
        name, place, order_hex, result = asked.child
        os.environ["GIGDESK_CONFIG"] = str(Path(place) / "config")
        child(name, Path(place), bytes.fromhex(order_hex), Path(result))
        return 0
    number, times = (40_000, 1) if asked.quick else (asked.people, asked.rounds)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["GIGDESK_CONFIG"] = str(folder / "config")
        desk = new_desk(folder / "desk")
        order = fill(desk, number)
        desk.close()

        def words(name: str, result: Path) -> list[str]:
            return [__file__, "--child", name, str(folder), order.hex(), str(result)]

        found = rounds.compare(tuple(CANDIDATES), words, folder, times)
    proposed = {one["propose"].told["rows"] for one in found}
    read = {one["floor"].told["rows"] for one in found}
    print(f"people {number}, {times} rounds, candidates {sorted(proposed)}, read {sorted(read)}")
    if proposed != {WANTED} or read != {number}:
        return 1
    print(rounds.table(found, "floor"))
    print(f"propose, wall: {statistics.median(one['propose'].told['wall'] for one in found):.3f} s")
    middle = rounds.ratio(found, "propose", "floor")[0]
    good = rounds.judge("propose ÷ floor", middle, most=MOST_TIMES_FLOOR)
    return rounds.answer(good=good, gate=asked.gate)


if __name__ == "__main__":
    raise SystemExit(main())
