"""An employer in a line above a list: no row is given it, and the account says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "岗位", "入职时间")
LIU, CHEN = rosters.number(1), rosters.number(3)
ROWS = (["刘桂花", LIU, "操作工", "2025-03-01"], ["陈秀英", CHEN, "质检", "2025-03-01"])
SAID = "intake.finding.employer_above"
FIRM = "湖南宏达电子有限公司"


def written(folder: Path, listed: Sequence[Sequence[Any]]) -> Path:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in listed:
        page.append(list(row))
    made.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize(
    ("above", "employer"),
    [
        ([["职工名册"], [f"单位名称：{FIRM}（盖章）"]], FIRM),
        ([["职工名册"], [f"用工单位：{FIRM}    日期：2026.10"]], FIRM),
        ([["职工名册"], [f"单位名称: {FIRM}", None, "填表日期：2026年10月8日"]], FIRM),
        ([["职工名册"], ["单位名称（盖章）：", FIRM]], FIRM),
        ([["职工名册"], ["企业名称：白沙镇鞋厂"]], "白沙镇鞋厂"),
        ([["职工名册"], ["务工单位：柳树湾手工专业合作社"]], "柳树湾手工专业合作社"),
        ([[f"{FIRM}职工花名册"]], FIRM),
        ([[f"{FIRM}用工人员名单（10月）"]], FIRM),
        # Who gathered the list, taught or printed it, and of what amounts are, is no employer.
        ([["劳动力登记表"], ["填报单位：青山镇人民政府"]], ""),
        ([["劳动力登记表"], ["填报单位（盖章）：柳树湾村民委员会"]], ""),
        ([["劳动力登记表"], ["单位：柳树湾村", "单位：万元"]], ""),
        ([["培训学员花名册"], ["培训单位：岳阳市鑫达职业培训有限公司"]], ""),
        ([["证书发放花名册"], ["发证单位：湖南宏达评价有限公司"]], ""),
        ([["柳树湾村外出务工人员花名册"]], ""),
        ([[f"{FIRM}招聘报名表"]], ""),
        ([], ""),
    ],
)
def test_it_is_told_once_and_read_by_no_row(
    desk: Desk, tmp_path: Path, above: list[list[Any]], employer: str
) -> None:
    path = written(tmp_path, [*above, HEAD, *ROWS])
    seen = rosters.look(desk, path)
    told = [one for one in seen.told.warnings if one.code == SAID]
    assert [(one.params["employer"], one.count) for one in told] == [(employer, 1)] * bool(employer)
    rosters.take(desk, path)
    for number in (LIU, CHEN):
        assert rosters.person(desk, number)["employer_name"] is None


def test_a_list_with_a_column_of_employers_says_it_itself(desk: Desk, tmp_path: Path) -> None:
    rows = [[*row, "东莞鑫达电子厂"] for row in ROWS]
    path = written(
        tmp_path, [[f"劳务公司：{FIRM}"], [f"单位名称：{FIRM}"], (*HEAD, "务工单位"), *rows]
    )
    assert SAID not in {one.code for one in rosters.look(desk, path).told.warnings}
    rosters.take(desk, path)
    assert rosters.person(desk, LIU)["employer_name"] == "东莞鑫达电子厂"
