"""Sheets that are called after a village without its kind, one for each village."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码")
LIU, CHEN = rosters.number(1), rosters.number(3)
PLACES = (
    *(("塔峰镇", "石桥村"), ("塔峰镇", "大坪村"), ("塔峰镇", "新建村"), ("塔峰镇", "塔峰村")),
    *(("塔峰镇", "东风社区"), ("塔峰镇", "白竹村"), ("楠市镇", "白竹村")),
)


def written(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook of these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, listed in sheets.items():
        page = made.create_sheet(name)
        for row in listed:
            page.append(list(row))
    made.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def told(desk: Desk, path: Path, **how: Any) -> tuple[dict[str, str | None], list[str]]:
    """Take a workbook in; return where everybody lives, and what is said of villages."""
    said = [
        one.code.rpartition(".")[2]
        for line in rosters.look(desk, path, **how).shown
        for one in line.classed.warnings
    ]
    rosters.take(desk, path, **how)
    names = {one["id"]: one["name"] for one in office.places.divisions(desk, "village")}
    found = desk.store.query("SELECT doc_no, village_id FROM worker")
    return {one["doc_no"]: names.get(one["village_id"]) for one in found}, said


@pytest.mark.parametrize("names", [("石桥", "大坪"), ("石桥12人", "大坪(2)"), ("石桥村", "大坪村")])
@pytest.mark.parametrize("title", ["", "塔峰镇务工人员花名册", "2026年外出务工人员统计表"])
def test_each_sheet_is_that_of_the_village_it_is_called_after(
    desk: Desk, tmp_path: Path, names: tuple[str, str], title: str
) -> None:
    rosters.add_places(desk, *PLACES)
    above = [[title]] if title else []
    people = zip(names, (LIU, CHEN), strict=True)
    path = written(tmp_path, {one: [*above, HEAD, ["刘桂花", no]] for one, no in people})
    homes, said = told(desk, path)
    assert homes == {LIU: "石桥村", CHEN: "大坪村"}
    assert said == ["village_by_sheet"] * 2
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 2}


@pytest.mark.parametrize(
    ("sheet", "listed", "told_by"),
    [
        ("东风", [HEAD, ["刘桂花", LIU]], ("东风社区", ["village_by_sheet"])),
        # Words, towns and names of two villages tell none.
        ("花名册", [HEAD, ["刘桂花", LIU]], (None, [])),
        ("Sheet1", [HEAD, ["刘桂花", LIU]], (None, [])),
        ("新建", [HEAD, ["刘桂花", LIU]], (None, [])),
        ("塔峰", [HEAD, ["刘桂花", LIU]], (None, [])),
        ("白竹", [HEAD, ["刘桂花", LIU]], (None, [])),
        # What stands nearer goes before.
        ("石桥", [["大坪村花名册"], HEAD, ["刘桂花", LIU]], ("大坪村", ["village_by_title"])),
        ("石桥", [["石桥村、大坪村花名册"], HEAD, ["刘桂花", LIU]], (None, ["title_several"])),
        ("石桥", [["楠市镇花名册"], HEAD, ["刘桂花", LIU]], (None, [])),
        ("石桥", [(*HEAD, "村"), ["刘桂花", LIU, ""]], (None, [])),
        ("石桥", [(*HEAD, "村"), ["刘桂花", LIU, "大坪村"]], ("大坪村", [])),
    ],
)
def test_a_sheet_tells_a_village_only_where_nothing_else_does(
    desk: Desk,
    tmp_path: Path,
    sheet: str,
    listed: Sequence[Sequence[Any]],
    told_by: tuple[str | None, list[str]],
) -> None:
    rosters.add_places(desk, *PLACES)
    home, said = told_by
    assert told(desk, written(tmp_path, {sheet: listed})) == ({LIU: home}, said)


@pytest.mark.parametrize("sheet", ["石桥", "石桥村"])
def test_the_address_of_a_row_goes_before_the_name_of_its_sheet(
    desk: Desk, tmp_path: Path, sheet: str
) -> None:
    rosters.add_places(desk, *PLACES)
    listed = [(*HEAD, "户籍地址"), ["刘桂花", LIU, "塔峰镇大坪村3组"]]
    homes, said = told(desk, written(tmp_path, {sheet: listed}))
    assert homes == {LIU: "大坪村"}
    assert "village_address" in said


def test_a_chosen_village_goes_before_the_bare_name_of_a_sheet(desk: Desk, tmp_path: Path) -> None:
    ids = rosters.add_places(desk, *PLACES)
    path = written(tmp_path, {"石桥": [HEAD, ["刘桂花", LIU]]})
    homes, said = told(desk, path, default_village=ids["塔峰镇", "大坪村"])
    assert (homes, said) == ({LIU: "大坪村"}, [])


def test_a_sheet_moves_nobody_who_has_a_village(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, *PLACES)
    known = [(*HEAD, "村"), ["刘桂花", LIU, "大坪村"]]
    rosters.take(desk, written(tmp_path, {"花名册": known}))
    path = written(tmp_path, {"石桥": [HEAD, ["刘桂花", LIU]]})
    seen = rosters.look(desk, path)
    assert [one.code for one in seen.told.warnings] == ["findings.row.not_moved"]
    assert told(desk, path)[0] == {LIU: "大坪村"}
