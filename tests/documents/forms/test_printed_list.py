"""A list on paper says what its workbook says, whatever is too long, and adds up the same."""

from __future__ import annotations

import datetime
import re
from typing import Any

from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout
from gigdesk.documents.forms import printed_list, promise
from gigdesk.documents.pdf import preview
from gigdesk.documents.sheets import dispatch_roster

LONG = "阿卜杜热合曼·麦麦提托合提·吐尔逊尼亚孜·依明阿卜力克木·买买提艾力·努尔麦麦提江·喀迪尔"


def pages(data: bytes) -> list[str]:
    return [re.sub(r"\s", "", one) for one in preview.page_texts(data)]


def person(seat: int) -> dict[str, Any]:
    return {
        "seat": str(seat),
        "name": LONG if seat % 7 == 0 else f"王小{seat:02}",
        "sex": "男",
        "phone": f"138{seat:08}",
        "emergency": f"{LONG} 139{seat:08}",
        "stop": "大河湾移民安置点村民委员会门口" if seat % 2 else "",
        "group_name": "3" if seat % 5 else None,
        "leads": seat == 1,
        "meal_need": "清真" if seat == 4 else "",
        "remarks": None,
    }


def test_sixty_people_of_one_coach_with_long_names_all_stand_there_under_a_heading() -> None:
    heading = dispatch_roster.Heading(people=60, men=60, tab="1 号车", vehicle="湘F12345")
    layout = dispatch_roster.layout("coach", heading)
    people = [person(seat) for seat in range(1, 61)]
    made = printed_list.printed_lists(
        "名册", [(layout, list(dispatch_roster.rows("coach", people)))]
    )
    found = pages(made.data)
    assert len(found) == made.pages
    whole = "".join(found)
    for one in people:
        assert one["phone"] in whole
        assert one["name"] in whole
        assert re.sub(r"\s", "", one["emergency"]) in whole
    assert all("上车打勾" in page for page in found[:-1])
    assert "领队签字" in found[-1]
    assert whole.count(dispatch_roster.TICK) == 60
    assert "3组长" in whole
    last = [page for page in found if "13800000060" in page]
    assert "领队签字" in last[0]  # the places to sign are never alone on a page


def test_values_stand_as_their_kinds_say_and_totals_add_up() -> None:
    columns = (
        Column("name", "姓名", 20, wrap=True),
        Column("day", "日期", 12, Kind.DATE),
        Column("pay", "工资", 12, Kind.MONEY, sum=True),
        Column("days", "天数", 8, Kind.INT, sum=True),
    )
    layout = SheetLayout("表", columns, "工资", (Line(("单位：", "日期：")),), total_label="合计")
    rows: list[list[Any]] = [
        ["甲", datetime.date(2026, 10, 1), 12345, 3],
        ["乙", "2026-10-02", None, 4],
    ]
    made = printed_list.printed_lists("工资", [(layout, rows), (layout, [])])
    first, second = pages(made.data)
    wide, high = preview.page_size_mm(made.data)
    assert (round(wide), round(high)) == (297, 210)
    assert "甲2026-10-01123.453" in first
    assert "合计123.457" in first
    assert "合计0.000" in second


def test_one_promise_for_all_has_a_line_for_everybody() -> None:
    sheet = promise.Sheet(
        "青禾合作社", "青山镇", "", "7", "2026-09-01", {"pay": "", "work": "采棉"}
    )
    people = [promise.Person(f"王小{at:02}", "柳林村") for at in range(40)] + [promise.Person(LONG)]
    made = promise.together(sheet, people)
    whole = "".join(pages(made.data))
    assert all(one.name in whole for one in people)
    assert "下面41人" in whole
    assert whole.count("用工单位（盖章）") == 1
    assert "工钱怎么算＿＿＿" in whole
