"""Words under 务工单位 that say there is none: they make no employer and begin no work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
HEADER = ("姓名", "身份证号码", "务工单位")
NONE = "findings.value.no_employer"


@pytest.mark.parametrize(
    "words", ["在家", "在家务农", "务农", "待业", "无业", "在家带孩子", "未外出", "学生", "退休"]
)
def test_who_is_at_home_has_no_employer(desk: Desk, tmp_path: Path, words: str) -> None:
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, words]], HEADER)
    assert [one.code for one in rosters.look(desk, path).told.warnings] == [NONE]
    assert rosters.counts(rosters.take(desk, path)) == {"new": 1}
    person = rosters.person(desk, LIU)
    assert (person["employer_name"], person["notes"]) == (None, f"就业单位原文：{words}")
    assert desk.store.value("SELECT count(*) FROM employment") == 0
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}


def test_they_write_over_no_work_that_is_known(desk: Desk, tmp_path: Path) -> None:
    header = (*HEADER, "务工时间")
    known = rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, "红叶服装厂", "2024-02"]], header)
    rosters.take(desk, known)
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [["刘桂花", LIU, "在家务农"]], HEADER))
    person = rosters.person(desk, LIU)
    assert (person["employer_name"], person["employed_since"]) == ("红叶服装厂", "2024-02")
    assert person["notes"] == "就业单位原文：在家务农"
    assert desk.store.query("SELECT employer_name, until FROM employment") == [
        {"employer_name": "红叶服装厂", "until": None}
    ]


@pytest.mark.parametrize(
    "employer",
    [
        "个体",
        "灵活就业",
        "石桥村委会",
        "家家乐超市",
        "学生公寓",
        "在村小学",
        "务农合作社",
        "自家店",
    ],
)
def test_what_may_be_an_employer_stays_one(desk: Desk, tmp_path: Path, employer: str) -> None:
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, employer]], HEADER)
    assert not rosters.look(desk, path).told.warnings
    rosters.take(desk, path)
    assert rosters.person(desk, LIU)["employer_name"] == employer
