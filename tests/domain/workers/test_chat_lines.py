from __future__ import annotations

import pytest

from gigdesk.domain.workers import chat_lines


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("1. 刘桂花", "1", "刘桂花"),
        ("2、刘桂花", "2", "刘桂花"),
        ("(3) 刘桂花", "3", "刘桂花"),
        ("【4】刘桂花", "4", "刘桂花"),
        ("序号5: 刘桂花", "5", "刘桂花"),
        ("NO.6 刘桂花", "6", "刘桂花"),
        ("#7 刘桂花", "7", "刘桂花"),
        ("8刘桂花", "8", "刘桂花"),
        (" 12  刘桂花", "12", "刘桂花"),
    ],
)
def test_the_number_of_a_line(line: str, number: str, rest: str) -> None:
    found = chat_lines.NUMBERED.match(line)
    assert found is not None
    assert (found[1], line[found.end() :]) == (number, rest)


@pytest.mark.parametrize("line", ["刘桂花 1", "13800001111", "接龙报名"])
def test_a_line_without_a_number(line: str) -> None:
    assert chat_lines.NUMBERED.match(line) is None


@pytest.mark.parametrize(
    ("line", "number"),
    [("一、刘桂花", "一"), ("(二) 刘桂花", "二"), ("十二. 刘桂花", "十二"), ("三组 刘桂花", None)],
)
def test_chinese_figures_need_a_sign_behind(line: str, number: str | None) -> None:
    found = chat_lines.HAN_NUMBERED.match(line)
    assert (found and found[1]) == number
    assert (chat_lines.ORDER.match(line) is None) == (number is None)


@pytest.mark.parametrize(
    ("line", "is_stamp"),
    [
        *((one, True) for one in ("刘桂花 8:30", "2026年9月1日 8:30 刘桂花", "2026-9-1 08:30:15")),
        *((one, False) for one in ("刘桂花 13800001111", "9月1日来", "8:30上班")),
    ],
)
def test_a_stamp_says_who_and_when(line: str, *, is_stamp: bool) -> None:
    assert bool(chat_lines.STAMP.search(line)) is is_stamp


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("3组陈二", "3组 陈二"),
        ("12组陈二", "12组 陈二"),
        ("3组 陈二", "3组 陈二"),
        ("组陈二", "组陈二"),
    ],
)
def test_a_group_is_parted_from_a_name(text: str, parted: str) -> None:
    assert chat_lines.GROUP.sub(r"\1 ", text) == parted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((one, True) for one in ("不去寿光,改去长沙", "不去寿光去长沙", "取消原来的电话")),
        *((one, False) for one in ("不去了", "取消报名", "去寿光")),
    ],
)
def test_who_goes_elsewhere_comes_all_the_same(text: str, *, said: bool) -> None:
    assert bool(chat_lines.ELSEWHERE.search(text)) is said


@pytest.mark.parametrize(
    ("text", "labelled"), [("姓名:刘桂花", True), (" 名字 : 刘桂花", True), ("姓名刘桂花", False)]
)
def test_a_label_before_the_name(text: str, *, labelled: bool) -> None:
    assert bool(chat_lines.NAME_LABEL.match(text)) is labelled
