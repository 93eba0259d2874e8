"""A list of those who were granted certificates, some of them two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号", "培训工种", "等级", "证书编号", "发证日期", "联系电话")
LIU, CHEN = rosters.number(1), rosters.number(2)


def listed(folder: Path) -> Path:
    """Write a list in which one of two people stands with three certificates."""
    people = [
        ["刘桂花", LIU, "焊工", "四级", "2018004300412345", "2018-05-01", "13800000001"],
        ["陈秀英", CHEN, "育婴员", "五级", "2018004300512345", "2018-05-01", "13800000002"],
        ["刘桂花", LIU, "电工", "三级", "2019004300312345", "2019-05-01", "13800000001"],
        ["刘桂花", LIU, "砌筑工", "五级", "2020004300512345", "2020-05-01", "13800000001"],
    ]
    return rosters.book(folder / "c.xlsx", people, HEAD)


def test_who_has_several_certificates_is_taken_in_once(desk: Desk, tmp_path: Path) -> None:
    seen = rosters.look(desk, listed(tmp_path))
    assert rosters.counts(seen) == {"new": 2, "updated": 1, "unchanged": 1}
    code = "findings.row.other_certificate"
    told = [(one.rows, one.params["field"]) for one in seen.told.warnings if one.code == code]
    assert sorted(told) == [
        (["2"], "certificate_level"),
        (["4"], "training_project"),
        (["5"], "training_project,certificate_level"),
    ]
    # No province has these numbers, and the list does not say which papers they are of.
    unclear = [one.count for one in seen.told.warnings if one.code.endswith("kind_unknown")]
    assert (unclear, imports.unread(seen.reading)) == ([4], [])
    rosters.take(desk, listed(tmp_path))
    liu = rosters.person(desk, LIU)
    assert (liu["certificate_level"], liu["training_project"]) == ("3", "焊工")
    assert (liu["bank_account"], liu["birth_date"]) == (None, "1980-05-12")
    assert rosters.counts(rosters.look(desk, listed(tmp_path))) == {"unchanged": 4}


def test_the_occupation_of_a_certificate_leaves_the_work_as_it_is(
    desk: Desk, tmp_path: Path
) -> None:
    work = ("姓名", "身份证号", "务工单位", "工种", "务工时间")
    known = [["刘桂花", rosters.number(1), "竹编合作社", "缝纫工", "2023-10-01"]]
    rosters.take(desk, rosters.book(tmp_path / "w.xlsx", known, work))
    head = ("姓名", "身份证号", "职业（工种）", "技能等级", "证书编号", "发证日期")
    papers = [
        ["刘桂花", rosters.number(1), "焊工", "四级", "S000043000001234000012", "2024-05-01"],
        ["陈秀英", rosters.number(2), "焊工", "四级", "S000043000001234000020", "2024-05-01"],
    ]
    rosters.take(desk, rosters.book(tmp_path / "p.xlsx", papers, head))
    trades = [rosters.person(desk, rosters.number(order))["trade"] for order in (1, 2)]
    assert trades == ["缝纫工", None]
    assert [one["trade"] for one in desk.store.query("SELECT trade FROM employment")] == ["缝纫工"]
    kept = desk.store.query("SELECT trade, level FROM certificate ORDER BY certificate_no")
    assert [(one["trade"], one["level"]) for one in kept] == [("焊工", "4"), ("焊工", "4")]
