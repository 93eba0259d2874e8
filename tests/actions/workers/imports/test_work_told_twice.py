"""Two rows of a list about one person of which one says no work, and the other that it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
HEAD = ("姓名", "身份证号码", "就业状态", "务工单位", "外出时间", "失业时间")
BEGUN, WITHOUT = ("", "深圳厂", "2026.3", ""), ("未就业", "", "", "")
Row = tuple[str, str, str, str]
KNOWN = (None, ("", "", "", ""), ("已就业", "深圳厂", "2025.1", ""), ("未就业", "", "", ""))


def listed(folder: Path, *rows: Row) -> Path:
    """Write a list of one person."""
    return rosters.book(folder / "a.xlsx", [["刘桂花", LIU, *row] for row in rows], HEAD)


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize(
    "pair",
    [
        (BEGUN, WITHOUT),
        (("", "", "2026.3", ""), WITHOUT),
        (BEGUN, ("失业", "", "", "")),
        (BEGUN, ("未就业", "", "", "2026.5")),
        (BEGUN, ("", "", "", "2026.5")),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_who_has_begun_work_by_one_row_and_none_by_another_waits(
    desk: Desk, tmp_path: Path, known: Row | None, pair: tuple[Row, Row], order: int
) -> None:
    if known is not None:
        rosters.take(desk, listed(tmp_path, known))
    path = listed(tmp_path, *pair[::order])
    seen = rosters.look(desk, path)
    reasons = [one for line in seen.shown for one in line.classed.reasons]
    fields = {one.params["field"] for one in reasons if one.code == "findings.row.contradicts"}
    assert fields == {"employment_status"}
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 2}
    if known is not None:
        person = rosters.person(desk, LIU)
        day = "2025-01" if "2025.1" in known else None
        assert (person["employer_name"], person["employed_since"]) == (known[1] or None, day)


@pytest.mark.parametrize(
    ("pair", "kinds"),
    [
        # What does not deny each other comes in as ever.
        ((BEGUN, ("已就业", "", "", "")), {"new": 1, "updated": 1}),
        ((BEGUN, ("", "深圳厂", "", "")), {"new": 1, "unchanged": 1}),
        ((BEGUN, ("", "", "", "")), {"new": 1, "unchanged": 1}),
        ((WITHOUT, ("", "", "", "2026.5")), {"new": 1, "updated": 1}),
        ((WITHOUT, WITHOUT), {"new": 1, "unchanged": 1}),
        ((BEGUN, ("", "深圳厂", "", "2026.5")), {"new": 1, "updated": 1}),
        ((("未就业", "深圳厂", "2025.3", ""), ("", "", "2025.3", "")), {"new": 1, "unchanged": 1}),
        # The employer of who has none any more stands in the row itself, or beside its end.
        ((("未就业", "深圳厂", "", ""), ("", "深圳厂", "", "")), {"new": 1, "unchanged": 1}),
        ((("未就业", "", "", "2026.5"), ("", "深圳厂", "", "2026.5")), {"new": 1, "updated": 1}),
        ((("已就业", "", "", ""), ("", "深圳厂", "", "")), {"new": 1, "updated": 1}),
        ((("", "", "", "2026.5"), ("", "深圳厂", "", "")), {"new": 1, "updated": 1}),
    ],
)
def test_rows_that_deny_nothing_of_each_other_come_in(
    desk: Desk, tmp_path: Path, pair: tuple[Row, Row], kinds: dict[str, int]
) -> None:
    assert rosters.counts(rosters.take(desk, listed(tmp_path, *pair))) == kinds


ALONE = ("", "深圳厂", "", "")


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        (None, {"undecided": 2}),
        (("", "", "", ""), {"undecided": 2}),
        (("已就业", "红星厂", "2025.1", ""), {"undecided": 2}),
        (("未就业", "", "", ""), {"undecided": 2}),
        (("已就业", "深圳厂", "2025.1", ""), {"undecided": 2}),
        # It is known as the one that has ended.
        (("未就业", "深圳厂", "", ""), {"unchanged": 2}),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_who_is_without_work_by_one_row_and_has_an_employer_by_another_waits(
    desk: Desk, tmp_path: Path, before: Row | None, kinds: dict[str, int], order: int
) -> None:
    if before is not None:
        rosters.take(desk, listed(tmp_path, before))
        was = dict(rosters.person(desk, LIU))
    path = listed(tmp_path, *(WITHOUT, ALONE)[::order])
    assert rosters.counts(rosters.take(desk, path)) == kinds
    if before is not None:
        assert dict(rosters.person(desk, LIU)) == was
