"""Proposing people for an order of 300 from 200,000: GigDesk against reading every row once.

Run `python tests/bench/propose.py [--people N] [--rounds N] [--gate]`. The floor reads the columns
that the rules look at, of every person, out of the same encrypted file, and judges nothing. Times
are CPU seconds, medians of the rounds; only the ratio travels to other machines.
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

from gigdesk.actions import dispatch, orders
from gigdesk.domain.workers import identity
from gigdesk.store import workers as rows
from tests.making import new_desk

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
    employer = orders.add_employer(desk, {"name": "青禾合作社"}).id
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
    busy = orders.take(desk, employer, {**terms, "people": 3000}, pay="day:160").id
    dispatch.plan(desk, busy, depart_on=datetime.date(2026, 10, 1), take=number // 100)
    return orders.take(desk, employer, terms, pay="day:160").id


def cpu_seconds(job: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall seconds of one run."""
    cpu, wall = time.process_time(), time.perf_counter()
    job()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> int:
    """Run the benchmark and print one table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=200_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--gate", action="store_true")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GIGDESK_CONFIG"] = str(Path(folder) / "config")
        desk = new_desk(Path(folder) / "desk")
        order = fill(desk, chosen.people)
        named = ", ".join(COLUMNS)

        def floor() -> int:
            return sum(1 for _ in desk.store.stream(f"SELECT {named} FROM worker"))

        def ours() -> int:
            return len(dispatch.propose(desk, order, limit=WANTED).candidates)

        floor(), ours()
        taken = [(cpu_seconds(floor), cpu_seconds(ours)) for _ in range(chosen.rounds)]
        bare = statistics.median(one[0] for one, _ in taken)
        own = statistics.median(one[0] for _, one in taken)
        wall = statistics.median(one[1] for _, one in taken)
        ratio = statistics.median(two[0] / one[0] for one, two in taken)
        sys.stdout.write(
            f"people {chosen.people}, candidates {ours()}\n"
            f"floor (read every row)  {bare:7.3f} s CPU\n"
            f"propose                 {own:7.3f} s CPU, {wall:.3f} s wall\n"
            f"propose / floor         {ratio:7.2f} (gate {MOST_TIMES_FLOOR})\n"
        )
        desk.close()
    return int(chosen.gate and ratio > MOST_TIMES_FLOOR)


if __name__ == "__main__":
    raise SystemExit(main())
