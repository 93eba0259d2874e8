"""The group of a village in a column of its own, kept as one cell with both would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import telling
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
FULL = "塔峰镇石桥村三组12号"
Kept = tuple[str | None, str | None]


def kept(desk: Desk, path: Path) -> Kept:
    """Take a list of one person in and return address and remarks."""
    rosters.take(desk, path)
    person = rosters.person(desk, LIU)
    return person["address"], person["notes"]


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("村 组", ("石桥村", "3组"), ("石桥村3组", None)),
        ("村 组", ("石桥村", 3), ("石桥村3组", None)),
        ("村 组别", ("石桥村", "第三组"), ("石桥村第三组", None)),
        ("村 村民小组", ("石桥村", "大屋组"), ("石桥村大屋组", None)),
        ("村 村民小组", ("石桥村", "石桥村3组"), ("石桥村3组", None)),
        ("行政村 自然村", ("石桥村", "上屋里"), ("石桥村上屋里", None)),
        ("村 电话 村民小组", ("石桥村", "", "3组"), ("石桥村3组", None)),
        ("乡镇 村 组", ("塔峰镇", "王家村", "3组"), ("塔峰镇 王家村3组", None)),
        ("村 组 现住址", ("石桥村", "3组", "东莞市长安镇"), ("东莞市长安镇", "石桥村3组")),
        ("村 组 现住址", ("石桥村", "3组", "塔峰镇石桥村13组"), ("塔峰镇石桥村13组", "石桥村3组")),
        # What says it already is left alone, and nothing is made of nothing.
        ("村 组 现住址", ("石桥村", "3组", FULL), (FULL, None)),
        ("村 组 户籍地址", ("石桥村", "三组", "塔峰镇石桥村3组"), (None, None)),
        ("村 组", ("石桥村3组", "3组"), ("石桥村3组", None)),
        ("村 组", ("石桥村", "无"), (None, None)),
        ("村 组", ("石桥村", ""), (None, None)),
        ("村 组", ("石桥村", 0), (None, None)),
        # A gang of workers is no group of a village.
        ("村 工种 组别", ("石桥村", "采茶", "3组"), (None, None)),
        ("组 村", ("3组", "石桥村"), (None, None)),
        ("村组", ("石桥村3组",), ("石桥村3组", None)),
        ("村 组别", ("石桥村", "包装组"), (None, None)),
        ("村 小组", ("石桥村", "党员"), (None, None)),
        ("村 组", ("石桥村", "未分组"), (None, None)),
        ("村 组", ("石桥村", "2026-04-05"), (None, None)),
        ("村 组", ("石桥村1组", "2组"), ("石桥村1组", None)),
    ],
)
def test_a_group_beside_the_village_stands_in_the_address_of_a_new_person(
    desk: Desk, tmp_path: Path, head: str, row: tuple[str | int, ...], told: Kept
) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    path = rosters.book(
        tmp_path / "a.xlsx", [["刘桂花", LIU, *row]], ("姓名", "身份证号码", *head.split())
    )
    assert kept(desk, path) == told
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}


def test_the_village_of_the_sheet_is_said_with_its_group(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    head = ("姓名", "身份证号码", "村民小组")
    path = rosters.book(tmp_path / "a.xlsx", [], head, 石桥村=(head, [["刘桂花", LIU, "5"]]))
    assert kept(desk, path) == ("石桥村5组", None)


def test_a_known_person_and_a_second_row_without_the_group_stay_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    head = ("姓名", "身份证号码", "村", "组")
    rows = [["刘桂花", LIU, "石桥村", "3组"], ["刘桂花", LIU, "石桥村", ""]]
    taken = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", rows, head))
    assert rosters.counts(taken) == {"new": 1, "unchanged": 1}
    path = rosters.book(tmp_path / "b.xlsx", [["刘桂花", LIU, "石桥村", "5组"]], head)
    assert kept(desk, path) == ("石桥村3组", None)


@pytest.mark.parametrize(
    ("head", "unread"),
    [("村 组", []), ("村 村民小组", []), ("村 工种 组别", ["组别"]), ("组 村", ["组"])],
)
def test_only_groups_that_are_kept_are_not_told_as_unread(
    desk: Desk, tmp_path: Path, head: str, unread: list[str]
) -> None:
    row = ["刘桂花", LIU, *("石桥村" if word == "村" else "3组" for word in head.split())]
    path = rosters.book(tmp_path / "a.xlsx", [row], ("姓名", "身份证号码", *head.split()))
    reading = imports.read(imports.open_file(desk, path), today=desk.clock.today())
    assert [one.header for one in imports.unread(reading)] == unread


LEFT = "intake.finding.group_left"


@pytest.mark.parametrize(
    ("group", "address", "told"),
    [
        ("3组", "石桥村3组", []),
        ("4组", "石桥村3组", [LEFT]),
        ("3组", "", [LEFT]),
        ("", "石桥村3组", []),
        ("包装组", "石桥村3组", [LEFT]),
    ],
)
def test_the_group_of_somebody_known_is_told_where_the_address_does_not_name_it(
    desk: Desk, tmp_path: Path, group: str, address: str, told: list[str]
) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    head = ("姓名", "身份证号码", "村", "现住址")
    first = rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, "石桥村", address]], head)
    rosters.take(desk, first)
    head = ("姓名", "身份证号码", "村", "组")
    second = rosters.book(tmp_path / "b.xlsx", [["刘桂花", LIU, "石桥村", group]], head)
    seen = imports.preview(
        desk, imports.read(imports.open_file(desk, second), today=desk.clock.today())
    )
    (line,) = imports.lines_of(desk, seen, "unchanged", 0, 9)
    assert [code for code, *_ in line.warnings if code == LEFT] == told
    assert [one.code for one in seen.told.warnings] == told


def test_groups_that_were_written_nowhere_stand_in_the_account_of_the_file(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    groups = ("3组", "李家组", "上屋组", "", "无")
    rows = [["刘桂花", rosters.number(at), "石桥村", one] for at, one in enumerate(groups, 1)]
    path = rosters.book(tmp_path / "a.xlsx", rows, ("姓名", "身份证号码", "村", "组"))
    seen = rosters.look(desk, path).told
    for told in (seen, telling.of_import(desk, rosters.take(desk, path).number)):
        (left,) = [one for one in told.warnings if one.code == LEFT]
        assert (left.params["text"], left.varied, left.count) == ("李家组", True, 2)


@pytest.mark.parametrize("title", ["青山镇电工培训班学员分组名单", "采茶班组名册"])
def test_groups_of_a_class_or_a_gang_are_no_place(desk: Desk, tmp_path: Path, title: str) -> None:
    rosters.add_places(desk, ("塔峰镇", "石桥村"))
    rows = [["姓名", "身份证号码", "村", "组"], ["刘桂花", LIU, "石桥村", "3组"]]
    assert kept(desk, rosters.book(tmp_path / "a.xlsx", rows, (title,))) == (None, None)
