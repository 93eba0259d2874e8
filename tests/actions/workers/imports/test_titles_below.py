"""Lists below each other in one sheet, each with a title of its own that names its village."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.actions.workers.imports import rosters
from tests.actions.workers.imports.test_titles import HEAD, homes, person, places, said, written

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

__all__ = ["places"]
WIDE = ["序号", *HEAD, "备注"]


def numbered(order: int, name: str, note: str = "") -> list[Any]:
    """Return a row under WIDE."""
    return [str(order), *person(order, name), note]


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize(
    ("title", "village"),
    [
        (["富河村花名册"], "富河村"),
        (["2026年江村镇富河村外出务工人员名单"], "富河村"),
        (["江村镇富河村劳动力登记表（第2页）"], "富河村"),
        (["富河村务工人员台账 2026年5月"], "富河村"),
        (["富河村花名册", "", "2026年5月"], "富河村"),
        (["白水村花名册"], "白水村"),
    ],
)
@pytest.mark.usefixtures("places")
def test_the_title_over_a_further_list_tells_the_village_of_those_below_it(
    desk: Desk, tmp_path: Path, title: list[str], village: str, *, again: bool
) -> None:
    for head, line in ((HEAD, person), (WIDE, numbered)):
        rows = [["白水村花名册"], head, line(1, "刘桂花"), title, *([head] if again else [])]
        path = written(tmp_path, [*rows, line(2, "陈秀英")])
        seen = rosters.look(desk, path)
        assert (seen.rows, seen.counts["rejected"]) == (2, 0)
        rosters.take(desk, path)
        assert [place for place, _ in homes(desk, 1, 2)] == ["白水村", village]


@pytest.mark.parametrize("sheet", ["Sheet1", "白水村"])
@pytest.mark.parametrize(
    "between", ["富河村、石桥村花名册", "2026年富河村/石桥村务工人员名单", "富河村、石桥村"]
)
@pytest.mark.usefixtures("places")
def test_a_title_of_several_villages_ends_the_village_above_it(
    desk: Desk, tmp_path: Path, between: str, sheet: str
) -> None:
    rows = [["白水村花名册"], HEAD, person(1), [between], HEAD, person(2, "陈秀英")]
    path = written(tmp_path, [*rows, ["富河村花名册"], person(3, "杨建国")], sheet)
    assert "intake.finding.village_none" in said(rosters.look(desk, path))[1]
    rosters.take(desk, path)
    assert [place for place, _ in homes(desk, 1, 2, 3)] == ["白水村", None, "富河村"]


@pytest.mark.parametrize(
    "line",
    [
        ["", "", "", "", "见富河村花名册"],
        ["", "", "", "", "富河村务工人员名单"],
        ["", "赵国庆", "", "", "富河村花名册"],
        ["注：富河村花名册另附"],
    ],
)
@pytest.mark.usefixtures("places")
def test_a_list_that_is_named_beside_people_is_no_title(
    desk: Desk, tmp_path: Path, line: list[str]
) -> None:
    rows = [["白水村花名册"], WIDE, numbered(1, "刘桂花"), line, numbered(2, "陈秀英")]
    path = written(tmp_path, rows)
    seen = rosters.look(desk, path)
    assert seen.rows == (3 if "赵国庆" in line else 2)
    rosters.take(desk, path)
    assert [place for place, _ in homes(desk, 1, 2)] == ["白水村", "白水村"]


@pytest.mark.parametrize(
    ("cells", "village"),
    [
        (["白水村", "富河村"], None),
        (["白水村名册", "富河村名册"], None),
        (["白水村名册", "填报单位：白水村委会"], "白水村"),
        (["村：", "白水村", "填报人：李四"], "白水村"),
    ],
)
@pytest.mark.usefixtures("places")
def test_two_villages_in_the_cells_of_one_title_are_none(
    desk: Desk, tmp_path: Path, cells: list[str], village: str | None
) -> None:
    rosters.take(desk, written(tmp_path, [cells, HEAD, person(1)]))
    assert homes(desk, 1) == [(village, None)]


@pytest.mark.parametrize(
    ("title", "head", "times"),
    [
        ("富河村、白水村务工人员花名册", HEAD, 1),
        ("富河村等三个村花名册", HEAD, 1),
        ("富河村务工人员花名册", HEAD, 0),
        ("外出务工人员花名册", HEAD, 0),
        ("富河村、白水村务工人员花名册", [*HEAD, "村"], 0),
    ],
)
@pytest.mark.usefixtures("places")
def test_a_title_over_several_villages_is_told_once(
    desk: Desk, tmp_path: Path, title: str, head: list[str], times: int
) -> None:
    people = [[*person(1), "富河村"], [*person(2, "陈秀英"), "富河村"]]
    rows = [one[: len(head)] for one in people]
    seen = rosters.look(desk, written(tmp_path, [[title], head, *rows]))
    told = [one for one in seen.told.warnings if one.code == "intake.finding.title_several"]
    assert [one.params["title"] for one in told] == [title] * times
    assert [one.rows for one in told] == [["3"]] * times
