"""Makes small rosters and people for the tests of imports; nobody of them lives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.domain.workers import identity
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEADER = ("姓名", "身份证号码", "联系电话", "村")
SURNAMES, GIVEN = (
    "刘陈杨黄周吴徐孙朱马",
    ("桂花", "秀英", "建国", "志强", "丽娟", "春梅", "海燕", "永红"),
)


def number(order: int, birth: str = "19800512", county: str = "430602") -> str:
    """Return a right number; odd orders are men."""
    body = f"{county}{birth}{order:03d}"
    return body + identity.check_character(body)


def crowd(count: int, seed: int = 1, village: str = "新建村") -> list[list[Any]]:
    """Return people rows under HEADER, nobody twice."""
    dice = random.Random(seed)
    return [
        [
            dice.choice(SURNAMES) + dice.choice(GIVEN),
            number(at % 900 + 1, f"{1960 + at // 900 + seed % 30}{dice.randint(1, 12):02d}15"),
            f"138{seed:04d}{at:04d}",
            village,
        ]
        for at in range(count)
    ]


def book(
    path: Path, people: Sequence[Sequence[Any]], header: Sequence[str] = HEADER, **sheets: Any
) -> Path:
    """Write a workbook with one roster, and further sheets as name=(header, people)."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = "花名册"
    for row in (header, *people):
        page.append(list(row))
    for name, (head, listed) in sheets.items():
        further = made.create_sheet(name)
        for row in (head, *listed):
            further.append(list(row))
    made.save(path)
    return path


def add_places(desk: Desk, *villages: tuple[str, str]) -> dict[tuple[str, str], bytes]:
    """Add villages as (town, village) and return their ids."""
    towns = dict.fromkeys(town for town, _ in villages)
    office.places.add_many(desk, wanted=[{"name": town, "level": "town"} for town in towns])
    ids = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    office.places.add_many(
        desk,
        wanted=[
            # With a code of its own each, so that the desk has an official list.
            {"name": village, "level": "village", "parent_id": ids[town], "code": village}
            for town, village in villages
        ],
    )
    return {
        (one["parent_name"], one["name"]): one["id"]
        for one in office.places.divisions(desk, "village")
    }


def look(desk: Desk, path: Path, **how: Any) -> imports.Preview:
    """Open, read and look at a file."""
    village = how.pop("default_village", None)
    reading = imports.read(imports.open_file(desk, path), today=desk.clock.today(), **how)
    return imports.preview(desk, reading, default_village=village)


def take(desk: Desk, path: Path, **how: Any) -> imports.Taken:
    """Take a file in; the counts must be those of the dry run, and add up."""
    seen = look(desk, path, **how)
    village = how.pop("default_village", None)
    taken = imports.take_in(desk, seen.reading, default_village=village, back_up=False)
    assert taken.counts == seen.counts
    assert sum(taken.counts.values()) == taken.rows == seen.rows
    assert taken.skipped == seen.skipped
    return taken


def counts(taken: imports.Taken | imports.Preview) -> dict[str, int]:
    """Return the counts that are not nought."""
    return {kind: many for kind, many in taken.counts.items() if many}


def person(desk: Desk, doc_no: str) -> dict[str, Any]:
    """Return the row of a person by number."""
    found = rows.people.find_by_doc_no(desk.store, doc_no)
    assert found is not None
    return found


def people(desk: Desk) -> int:
    """Count the people of the registry."""
    return int(desk.store.value("SELECT count(*) FROM worker"))


def codes(line: imports.Line) -> set[str]:
    """Return the codes of all that is said about a row."""
    return {one[0] for one in (*line.reasons, *line.warnings)}
