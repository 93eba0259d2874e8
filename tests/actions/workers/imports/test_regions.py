"""Where a list of a few rows lies: by what the desk knows of its county, not by the list alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "村", "户籍地址", "现住址")
THERE = "青溪镇白竹村"
ABROAD = (f"道县{THERE}3组", f"湖南省永州市道县{THERE}", f"湖南永州道县{THERE}", f"东莞市{THERE}")
OWN = (
    *(f"蓝山县{THERE}3组", f"湖南省永州市蓝山县{THERE}", f"湖南永州蓝山县{THERE}", THERE),
    *(f"湖南省永州市{THERE}", f"湖南省{THERE}", f"蓝山区{THERE}", f"蓝山瑶族自治县{THERE}"),
)


def founded(desk: Desk, folder: Path, known_by: str) -> None:
    """Add two villages of one name, and let the desk know its county, or not."""
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"), ("青溪镇", "石桥村"))
    if known_by == "county":
        office.places.add_many(desk, wanted=[{"name": "蓝山县", "level": "county"}])
    if known_by in {"people", "few"}:
        many = 12 if known_by == "people" else 4
        rows = [
            ["刘桂花", rosters.number(800 + at), "石桥村", f"蓝山县青溪镇石桥村{at}组"]
            for at in range(many)
        ]
        rows += [["刘桂花", rosters.number(900), "", "永州市江永县潇浦镇"]]
        rows = [[*row[:3], f"永州市{row[3].removeprefix('永州市')}", ""] for row in rows]
        rosters.take(desk, rosters.book(folder / "known.xlsx", rows, HEAD))


def told_of(desk: Desk, folder: Path, *rows: tuple[str, str]) -> list[str | None]:
    """Take a list of new people in and return where they live."""
    listed_rows = [["陈海燕", rosters.number(at + 1), *row, ""] for at, row in enumerate(rows)]
    rosters.take(desk, rosters.book(folder / "n.xlsx", listed_rows, HEAD))
    names = {
        one["id"]: f"{one['parent_name']}{one['name']}"
        for one in office.places.divisions(desk, "village")
    }
    people = [rosters.person(desk, rosters.number(at + 1)) for at in range(len(rows))]
    return [names.get(one["village_id"]) for one in people]


@pytest.mark.parametrize(
    ("known_by", "address", "home"),
    [
        # Nothing tells a desk that knows its county alone in which city that lies.
        *(("county", one, None) for one in ABROAD[:3]),
        *(("people", one, None) for one in ABROAD),
        *((known_by, one, THERE) for known_by in ("county", "people") for one in OWN),
    ],
)
def test_a_list_of_few_rows_is_not_from_where_all_its_addresses_are(
    desk: Desk, tmp_path: Path, known_by: str, address: str, home: str | None
) -> None:
    founded(desk, tmp_path, known_by)
    assert told_of(desk, tmp_path, ("白竹村", address), ("", address)) == [home] * 2


@pytest.mark.parametrize("known_by", ["", "few"])
@pytest.mark.parametrize("address", OWN)
def test_where_a_desk_knows_no_county_the_list_says_it(
    desk: Desk, tmp_path: Path, known_by: str, address: str
) -> None:
    founded(desk, tmp_path, known_by)
    assert told_of(desk, tmp_path, ("白竹村", address), ("", address)) == [THERE] * 2


def test_a_long_list_says_itself_where_it_is_from(desk: Desk, tmp_path: Path) -> None:
    founded(desk, tmp_path, "people")
    rows = [("白竹村", f"新县{THERE}{at}组") for at in range(25)]
    assert told_of(desk, tmp_path, *rows) == [THERE] * 25
