from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.office import holidays

NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""


@pytest.mark.parametrize(
    ("year", "free", "statutory", "work"), [(2025, 28, 13, 5), (2026, 33, 13, 6)]
)
def test_a_published_year_has_its_days(year: int, free: int, statutory: int, work: int) -> None:
    days = holidays.published(year)
    kinds = [each.kind for each in days]
    assert kinds.count(holidays.STATUTORY) == statutory  # 13 days by the measure of 2024
    assert len(days) - kinds.count(holidays.WORK) == free
    assert kinds.count(holidays.WORK) == work
    assert len({each.day for each in days}) == len(days)
    assert all(each.day.weekday() > 4 for each in days if each.kind == holidays.WORK)


def test_a_year_without_a_notice_is_not_made_up() -> None:
    assert holidays.published(2031) == ()
    assert len(holidays.fixed(2031)) == 6


def test_a_pasted_notice_is_read_as_it_was_published() -> None:
    read = holidays.read(NOTICE_2026, 2026)
    assert read.unread == ()
    known = {each.day: each for each in holidays.published(2026)}
    assert all(known[each.day] == each for each in read.days)
    assert len(read.days) == len(known) - 6  # the two breaks that were not pasted


def test_plain_lines_are_read_and_nonsense_is_named() -> None:
    read = holidays.read("2027-10-01 国庆节\n2027/9/26 上班\n国务院办公厅\n2027-02-30 春节", 2027)
    assert [(each.day, each.kind) for each in read.days] == [
        (datetime.date(2027, 9, 26), "work"),
        (datetime.date(2027, 10, 1), "statutory"),
    ]
    assert read.unread == ("国务院办公厅", "2027-02-30 春节")


def test_a_year_is_laid_out_only_by_its_notice() -> None:
    for year in holidays.YEARS:
        assert holidays.is_laid_out(one.kind for one in holidays.published(year))
    assert not holidays.is_laid_out(one.kind for one in holidays.fixed(2027))
    assert not holidays.is_laid_out(())


def test_the_free_days_of_a_month_go_by_the_table_and_else_by_the_week() -> None:
    assert holidays.rest_days("2026-11", {}) == {1, 7, 8, 14, 15, 21, 22, 28, 29}
    kinds = {"2026-10-01": "statutory", "2026-10-02": "rest", "2026-10-10": "work"}
    free = holidays.rest_days("2026-10", kinds)
    assert {1, 2, 3, 4, 11} <= free
    assert not {5, 10} & free


def test_qingming_and_the_days_of_spring_are_told_by_rule_in_a_later_year() -> None:
    notice = (
        "春节：2月5日至2月12日放假调休。2月14日至13日上班。\n"
        "一、春节：2月5日（农历除夕）至12日放假调休，共8天。\n"
        "二、清明节：4月3日至5日放假，共3天。"
    )
    read = holidays.read(notice, 2027)
    assert read.unread == ("春节：2月5日至2月12日放假调休。2月14日至13日上班。",)
    legal = [each.day.isoformat() for each in read.days if each.kind == holidays.STATUTORY]
    assert legal == ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05"]
