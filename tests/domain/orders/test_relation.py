"""Six answers suggest a form of employment with their reasons, and never choose it."""

from __future__ import annotations

import datetime

import pytest

from gigdesk import errors
from gigdesk.domain.office import rules
from gigdesk.domain.orders import limits, relation, terms

DAY = datetime.date(2026, 10, 1)
LAW = limits.limits(rules.book(rules.DEFAULTS), DAY)


def suggested(digits: str, **order: object) -> relation.Suggestion:
    return relation.suggest(relation.read(digits), order, LAW)


@pytest.mark.parametrize(
    ("digits", "order", "form", "why"),
    [
        # Picking on a base under a foreman by the day is labour, never a piece of work.
        ("111111", {}, terms.LABOUR, "under_control"),
        ("112111", {}, terms.LABOUR, "under_control"),
        ("111121", {}, terms.LABOUR, "under_control"),
        ("111111", {"minutes_per_day": 240}, terms.PART_TIME, "short_day"),
        ("111111", {"minutes_per_day": 241}, terms.LABOUR, "under_control"),
        ("111111", {"employment_form": "overage"}, terms.OVERAGE, "stays"),
        ("111111", {"employment_form": "shared"}, terms.SHARED, "stays"),
        # Own time, own home, the result accepted: a piece of work.
        ("222222", {}, terms.PIECE_OF_WORK, "own_account"),
        ("221221", {}, terms.PIECE_OF_WORK, "own_account"),
        ("211222", {}, terms.PIECE_OF_WORK, "own_account"),
        ("211221", {}, terms.SERVICE, "mixed"),
        ("112212", {}, terms.SERVICE, "mixed"),
        ("211111", {}, terms.SERVICE, "mixed"),
        ("121111", {}, terms.SERVICE, "mixed"),
        ("113311", {}, terms.SERVICE, "mixed"),
        ("333311", {}, "", "too_unsure"),
    ],
)
def test_answers_suggest_a_form(digits: str, order: dict[str, object], form: str, why: str) -> None:
    found = suggested(digits, **order)
    assert (found.form, found.why.code) == (form, f"orders.relation.{why}")
    assert [one.code[-1] for one in found.reasons] == list(digits)


def test_how_short_a_day_is_part_time_stands_in_the_dated_table() -> None:
    longer = rules.Rule("parttime.hours_day", "5", datetime.date(2026, 1, 1))
    law = limits.limits(rules.book((*rules.DEFAULTS, longer)), DAY)
    order = {"minutes_per_day": 300}
    answers = relation.read("111111")
    assert relation.suggest(answers, order, LAW).form == terms.LABOUR
    assert relation.suggest(answers, order, law).form == terms.PART_TIME


@pytest.mark.parametrize("words", ["11111", "1111111", "111114", "", "劳动"])
def test_answers_that_cannot_be_read_are_refused(words: str) -> None:
    with pytest.raises(errors.Invalid, match=r"orders\.error\.answers"):
        relation.read(words)


def test_answers_come_back_as_they_were_stored() -> None:
    answers = relation.read("12 31 21")
    assert relation.kept(relation.stored(answers)) == answers
    assert relation.kept(None) == {}
    with pytest.raises(errors.Invalid):
        relation.stored({"time": "1"})


def test_an_order_that_names_something_else_is_told_apart() -> None:
    found = suggested("111111")
    assert relation.differs(terms.SERVICE, found)
    assert not relation.differs(terms.LABOUR, found)
    assert not relation.differs(None, found)
    assert not relation.differs(terms.SERVICE, suggested("333311"))
