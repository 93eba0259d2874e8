"""The county itself: its station, staff, towns and villages, people and their papers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.demo import people, rosters
from gigdesk.demo.words import words
from gigdesk.domain.office import Role

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LOGIN, PASSWORD = "demo", "demo-2026"
_CERTIFICATES, _CATEGORIES, _INTENTIONS = 60, 90, 60


@dataclass(frozen=True, slots=True)
class Imported:
    """One roster that was taken in: its file, number and counts."""

    file: Path
    number: int
    rows: int
    counts: dict[str, int]
    skipped: dict[str, int]


def found_station(folder: Path) -> tuple[Desk, str]:
    """Make the desk of the sample station; return it with its recovery code."""
    known = words()
    return office.entry.create(
        folder,
        station_code=known["station_code"],
        station_name=known["station"],
        login=LOGIN,
        password=PASSWORD,
        staff_name=known["head"],
    )


def settle(desk: Desk) -> None:
    """Add the clerks, the towns and the villages."""
    known = words()
    for at, name in enumerate(known["clerks"], start=1):
        login = f"clerk{at}"
        office.staff.add(desk, login=login, name=name, role=Role.CLERK, password=PASSWORD)
    rows: list[dict[str, Any]] = []
    county = desk.new_id()
    rows.append({"id": county, "name": known["county"], "level": "county"})
    for at, (town, villages) in enumerate(known["towns"].items(), start=1):
        town_id = desk.new_id()
        code = f"{known['county_code']}{100 + at}"
        rows.append(
            {"id": town_id, "name": town, "level": "town", "parent_id": county, "code": code}
        )
        rows += [
            {
                "name": village,
                "level": "village",
                "parent_id": town_id,
                "code": f"{code}{200 + number:03d}",
                "latitude_e6": 28_400_000 + at * 90_000 + number * 9_000,
                "longitude_e6": 112_900_000 + at * 70_000 - number * 7_000,
            }
            for number, village in enumerate(villages, start=1)
        ]
    office.places.add_many(desk, wanted=rows)


def take_in(desk: Desk, file: Path) -> Imported:
    """Take in one roster, as a clerk would."""
    opened = imports.open_file(desk, file)
    reading = imports.read(opened, today=desk.clock.today())
    taken = imports.take_in(desk, reading, back_up=False)
    return Imported(file, taken.number, taken.rows, taken.counts, taken.skipped)


def populate(
    desk: Desk, dice: random.Random, count: int, folder: Path
) -> tuple[list[people.Person], list[Imported]]:
    """Write the rosters of the towns into a folder and take them in; then the messy one."""
    known = words()
    today = desk.clock.today()
    everybody = people.make(dice, count + count // 50, today)
    fresh, everybody = everybody[count:], everybody[:count]
    taken = []
    for town in known["towns"]:
        own = [one for one in everybody if one.town == town]
        file = folder / known["town_file"].format(town=town)
        taken.append(take_in(desk, rosters.write_town(file, town, own, today)))
    town = next(iter(known["towns"]))
    own = [one for one in everybody if one.town == town]
    rows = rosters.messy_rows(dice, dice.sample(own, 30), fresh)
    file = rosters.write_messy(folder / known["messy_file"], town, rows, today)
    taken.append(take_in(desk, file))
    return everybody, taken


def give_papers(desk: Desk, dice: random.Random, ids: Sequence[bytes]) -> None:
    """Give some people certificates, categories and wishes for work."""
    known = words()
    today = desk.clock.today()
    for worker_id in dice.sample(list(ids), min(_CERTIFICATES, len(ids))):
        issued = today - datetime.timedelta(days=dice.randrange(20, 700))
        kind, trade = dice.choice(("6", "8")), dice.choice(known["trades"])
        days = min(dice.choice((365, 730)), 365 if kind == "6" else 730)
        workers.certificates.add_certificate(
            desk,
            worker_id=worker_id,
            values={
                "kind": kind,
                "trade": trade,
                "issued_on": issued.isoformat(),
                "valid_to": (issued + datetime.timedelta(days=days)).isoformat(),
            },
        )
    for worker_id in dice.sample(list(ids), min(_CATEGORIES, len(ids))):
        category = dice.choice(("01", "02", "03", "07", "08", "09"))
        since = today - datetime.timedelta(days=dice.randrange(100, 900))
        row = {"category": category, "valid_from": since.isoformat()}
        workers.belongings.set_categories(desk, worker_id=worker_id, categories=[row])
    for worker_id in dice.sample(list(ids), min(_INTENTIONS, len(ids))):
        trade = dice.choice(known["trades"])
        workers.livelihood.add_intention(desk, worker_id=worker_id, trades=trade)
