"""A column 单位 that holds villages is that of the villages, and no place of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions.workers.imports import telling
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU, CHEN = rosters.number(1), rosters.number(3)


@pytest.mark.parametrize(
    ("header", "units", "found"),
    [
        (("单位",), [("石桥村",), ("大坪村",)], ("石桥村", None)),
        (("单位名称",), [("石桥村",), ("石桥社区",)], ("石桥村", None)),
        (("单位",), [("石桥村",), ("",)], ("石桥村", None)),
        # A column of villages of its own stays what it is.
        (("村", "单位"), [("石桥村", "石桥村"), ("石桥村", "石桥村")], ("石桥村", None)),
        # The ordinary lists beside it.
        (("单位",), [("东莞鑫达电子厂",), ("大坪村",)], (None, "东莞鑫达电子厂")),
        (("单位",), [("石桥村村委会",), ("石桥村村委会",)], (None, "石桥村村委会")),
        (("单位",), [("金沙度假村",), ("金沙度假村",)], (None, "金沙度假村")),
        (("务工单位",), [("石桥村",), ("石桥村",)], (None, "石桥村")),
        (("村", "单位"), [("石桥村", "鞋厂"), ("石桥村", "")], ("石桥村", "鞋厂")),
    ],
)
def test_villages_are_no_employers(
    desk: Desk,
    tmp_path: Path,
    header: tuple[str, ...],
    units: list[tuple[str, ...]],
    found: tuple[str | None, str | None],
) -> None:
    village, employer = found
    people = zip(("刘桂花", "陈秀英"), (LIU, CHEN), units, strict=True)
    path = rosters.book(
        tmp_path / "a.xlsx",
        [[name, number, *unit] for name, number, unit in people],
        ("姓名", "身份证号码", *header),
    )
    reading = rosters.look(desk, path).reading
    rosters.take(desk, path)
    person = rosters.person(desk, LIU)
    named = desk.store.value("SELECT name FROM division WHERE id = ?", (person["village_id"],))
    assert (named, person["employer_name"]) == (village, employer)
    asked = {one.header for one in (*telling.unsure(reading), *telling.unread(reading))}
    assert asked == (set() if employer else {header[-1]})


@pytest.mark.parametrize("at", [3, 44])
@pytest.mark.parametrize("odd", ["镇政府", "东莞鑫达电子厂", "城关居委会", "无"])
def test_one_row_of_something_else_makes_employers_of_no_villages(
    desk: Desk, tmp_path: Path, odd: str, at: int
) -> None:
    crowd = [[row[0], row[1], "石桥村"] for row in rosters.crowd(45)]
    crowd[at][2] = odd
    path = rosters.book(tmp_path / "a.xlsx", crowd, ("姓名", "身份证号码", "单位"))
    taken = rosters.take(desk, path)
    assert desk.store.value("SELECT count(*) FROM employment") == 0
    homed = "SELECT count(*) FROM worker WHERE village_id IS NOT NULL"
    home = "SELECT name FROM division WHERE id = (SELECT village_id FROM worker WHERE doc_no = ?)"
    assert sum(taken.counts.values()) == 45
    if odd == "城关居委会":
        assert desk.store.value(home, (crowd[at][1],)) == odd
        return
    assert desk.store.value(homed) == 44
    kept = [one for one in rosters.person(desk, crowd[at][1]).values() if one == odd]
    assert odd == "无" or kept
