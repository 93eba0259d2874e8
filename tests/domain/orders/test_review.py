from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from gigdesk.domain.office import rules
from gigdesk.domain.orders import bands, diligence, limits, review
from gigdesk.domain.orders.employers import Employer, EmployerId
from gigdesk.domain.orders.review import Said

DAY = datetime.date(2026, 10, 1)
EMPLOYER = Employer(EmployerId(b"e" * 16), 1, "青禾")
ORDER: dict[str, Any] = {
    "employment_form": "labour",
    "minutes_per_day": 480,
    "pay_kind": "day",
    "pay_fen": 16_000,
    "pay_cycle": "month",
    "from_day": "2026-10-01",
    "to_day": "2026-11-30",
}
BAND = bands.Band(1, "day", DAY, low_fen=15_000, high_fen=20_000)

_BOOK = rules.book(
    [*rules.DEFAULTS, rules.Rule("wage.minimum_month", "2000", datetime.date(2026, 1, 1))]
)
LAW = limits.limits(_BOOK, DAY)


def known(**changes: Any) -> review.Known:
    whole = review.Known(EMPLOYER, diligence.Asked(DAY, DAY, 60), BAND)
    return dataclasses.replace(whole, **changes)


def point(name: str, order: dict[str, Any] | None = None, **changes: Any) -> review.Point:
    found = review.points({**ORDER, **(order or {})}, known(**changes))
    assert tuple(one.name for one in found) == review.POINTS
    return next(one for one in found if one.name == name)


def said(facts: str = "", note: str = "") -> Said:
    return Said("李站长", "2026-09-01", facts, note)


def test_only_what_the_program_cannot_know_is_asked() -> None:
    found = review.points(ORDER, known())
    assert review.missing(found) == ("no_deposit", "no_papers_kept", "no_worker_fee")
    answers = dict.fromkeys(review.missing(found), said())
    assert review.missing(review.points(ORDER, known(answers=answers))) == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no_deposit", "每人交押金200元"),
        ("no_papers_kept", "身份证原件由带队保管"),
        ("no_worker_fee", "报名费50元"),
    ],
)
def test_words_of_the_order_that_speak_against_a_point_ask_for_a_reason(
    name: str, words: str
) -> None:
    doubted = point(name, {"promise": words})
    assert doubted.why
    assert doubted.state == "to_ask"
    assert review.may_confirm(doubted, is_head=True, note=" ") == "orders.error.review_reason"
    assert review.may_confirm(doubted, is_head=False, note="厂方说明是餐卡") == ""
    answers = {name: said(doubted.facts)}
    assert point(name, {"promise": words}, answers=answers).is_done
    assert not point(name, {"promise": words}, answers={name: said()}).is_done
    assert review.may_confirm(point(name), is_head=False, note="") == ""


def test_words_that_deny_a_deposit_or_a_fee_speak_against_nothing() -> None:
    promise = "不收押金，不扣身份证\n免报名费；禁止收中介费"
    for name in ("no_deposit", "no_papers_kept", "no_worker_fee"):
        assert point(name, {"promise": promise}).why == ()
    assert point("no_deposit", {"promise": "不收报名费，押金200元"}).facts == "押金"


def test_pay_is_measured_by_band_and_minimum_wage() -> None:
    assert point("pay_in_band").state == "known"
    assert point("pay_in_band", {"pay_fen": None}).state == "to_mend"
    below = point("pay_in_band", {"pay_fen": 9_000}, law=LAW)
    assert (below.state, below.why[0].code) == ("to_mend", "orders.finding.below_minimum")
    assert review.may_confirm(below, is_head=True, note="?") == "orders.error.review_mend"
    bare = limits.limits(rules.book(rules.DEFAULTS), DAY)
    said_too = point("pay_in_band", {"employment_form": "labour"}, law=bare).why
    assert [one.code.rsplit(".", 1)[-1] for one in said_too] == ["in_band", "minimum_not_entered"]
    unknown = point("pay_in_band", band=None)
    assert unknown.state == "to_ask"
    assert review.may_confirm(unknown, is_head=False, note="") == ""
    out = point("pay_in_band", {"pay_fen": 14_000})
    assert review.may_confirm(out, is_head=False, note="") == "orders.error.review_reason"
    agreed = {"pay_in_band": said(out.facts, "包吃住")}
    assert point("pay_in_band", {"pay_fen": 14_000}, answers=agreed).state == "confirmed"
    assert point("pay_in_band", {"pay_fen": 13_000}, answers=agreed).state == "to_ask"


def test_terms_are_complete_and_the_cycle_is_lawful() -> None:
    assert point("terms_complete").state == "known"
    assert review.may_confirm(point("terms_complete"), is_head=True, note="x") == (
        "orders.error.review_known"
    )
    lacking = point("terms_complete", {"pay_cycle": None, "minutes_per_day": None})
    assert [one.params["field"] for one in lacking.why] == ["minutes_per_day", "pay_cycle"]
    season = point("terms_complete", {"pay_cycle": "end"})
    assert season.why[0].params["days"] == 61
    service = {"pay_cycle": "end", "employment_form": "service"}
    assert point("terms_complete", service).state == "known"
    hours = {"employment_form": "part_time", "pay_cycle": "week"}
    assert point("terms_complete", hours, law=LAW).why[0].code == "orders.finding.part_time_day"


def test_labour_dispatch_without_a_licence_has_to_be_put_right_or_confirmed() -> None:
    asked = diligence.Asked(DAY, DAY, 60, "dispatch", "block")
    assert point("dispatch_licence", asked=asked).state == "to_mend"
    lenient = dataclasses.replace(asked, strict="warn")
    assert point("dispatch_licence", asked=lenient).state == "to_ask"
    assert point("dispatch_licence").state == "known"


def test_a_ban_is_for_the_head_and_a_changed_ban_is_asked_about_anew() -> None:
    banned = dataclasses.replace(EMPLOYER, flag="banned", flag_reason="欠薪")
    stopped = point("not_banned", employer=banned)
    assert stopped.state == "of_head"
    assert review.may_confirm(stopped, is_head=False, note="x") == "orders.error.review_head"
    assert review.may_confirm(stopped, is_head=True, note="") == "orders.error.review_reason"
    assert review.may_confirm(stopped, is_head=True, note="已补发") == ""
    answers = {"not_banned": said(review.ban_facts(banned), "已补发")}
    assert point("not_banned", employer=banned, answers=answers).state == "confirmed"
    again = dataclasses.replace(banned, flag_until=DAY)
    assert point("not_banned", employer=again, answers=answers).state == "of_head"
    watched = dataclasses.replace(EMPLOYER, flag="watched", flag_reason="住宿差")
    assert point("not_banned", employer=watched).why[0].code == "orders.concern.watched"
