"""Limits of age, exact to the day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from gigdesk import errors
from gigdesk.domain.office import rules
from gigdesk.domain.workers import ages, identity

RULES = ages.retirement_rules(rules.book(rules.DEFAULTS), datetime.date(2026, 1, 1))


def test_work_begins_on_the_sixteenth_birthday_and_not_a_day_before() -> None:
    birth = datetime.date(2009, 9, 1)
    assert ages.employable_from(birth, 16) == datetime.date(2025, 9, 1)
    assert ages.is_under_age(birth, datetime.date(2025, 8, 31), 16)
    assert not ages.is_under_age(birth, datetime.date(2025, 9, 1), 16)
    assert ages.employable_from(birth, 18) == datetime.date(2027, 9, 1)


def test_sixteen_and_seventeen_are_protected() -> None:
    birth = datetime.date(2009, 9, 1)
    assert not ages.is_juvenile(birth, datetime.date(2025, 8, 31), least=16, until=18)
    assert ages.is_juvenile(birth, datetime.date(2025, 9, 1), least=16, until=18)
    assert ages.is_juvenile(birth, datetime.date(2027, 8, 31), least=16, until=18)
    assert not ages.is_juvenile(birth, datetime.date(2027, 9, 1), least=16, until=18)


@pytest.mark.parametrize(
    ("birth", "category", "reached"),
    [
        # Lines of the tables in annexes 1 to 3 of the decision.
        ((1964, 12, 5), "man", (2024, 12, 5)),
        ((1965, 1, 5), "man", (2025, 2, 5)),
        ((1965, 4, 30), "man", (2025, 5, 30)),
        ((1965, 5, 5), "man", (2025, 7, 5)),
        ((1976, 8, 5), "man", (2039, 7, 5)),
        ((1976, 9, 5), "man", (2039, 9, 5)),
        ((1990, 1, 31), "man", (2053, 1, 31)),
        ((1969, 12, 5), "woman_55", (2024, 12, 5)),
        ((1970, 1, 5), "woman_55", (2025, 2, 5)),
        ((1981, 9, 5), "woman_55", (2039, 9, 5)),
        ((1974, 12, 5), "woman_50", (2024, 12, 5)),
        ((1975, 1, 5), "woman_50", (2025, 2, 5)),
        ((1975, 3, 5), "woman_50", (2025, 5, 5)),
        ((1984, 10, 5), "woman_50", (2039, 9, 5)),
        ((1984, 11, 5), "woman_50", (2039, 11, 5)),
        ((1975, 1, 30), "woman_50", (2025, 2, 28)),
    ],
)
def test_retirement_follows_the_table_of_2025(
    birth: tuple[int, int, int], category: str, reached: tuple[int, int, int]
) -> None:
    rule = next(one for one in RULES if one.category == category)
    born = datetime.date(*birth)
    assert ages.retirement_date(born, rule) == datetime.date(*reached)
    found = ages.retirement_dates(born, rule.sex, category, rules=RULES)
    assert found == ((category, datetime.date(*reached)),)


def test_another_retirement_age_in_the_rule_table_holds_from_its_day_on() -> None:
    since = datetime.date(2030, 1, 1)
    changed = [
        rules.Rule("retirement.man_to", "64", since),
        rules.Rule("retirement.man_step", "2", since),
    ]
    book = rules.book([*rules.DEFAULTS, *changed])
    born = datetime.date(1990, 1, 31)
    for day, reached in ((datetime.date(2029, 12, 31), 2053), (since, 2054)):
        found = ages.retirement_dates(born, ages.MAN, rules=ages.retirement_rules(book, day))
        assert found == (("man", datetime.date(reached, 1, 31)),)
    early = datetime.date(1965, 3, 5)
    then = ages.retirement_rules(book, since)
    assert ages.retirement_dates(early, ages.MAN, rules=then)[0][1] == datetime.date(2025, 5, 5)


def test_a_day_before_the_change_has_the_ages_of_before() -> None:
    long_ago = ages.retirement_rules(rules.book(rules.DEFAULTS), datetime.date(2020, 1, 1))
    born = datetime.date(1960, 1, 1)
    assert ages.is_retired("1960-01-01", ages.MAN, datetime.date(2020, 1, 1), rules=long_ago)
    assert ages.retirement_dates(born, ages.MAN, rules=long_ago)[0][1] == datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [
        ("retirement.starts", "2025"),
        ("retirement.starts", "2025-13"),
        ("retirement.man_step", "0"),
        ("retirement.man_to", "630"),
        ("age.employable", "9000"),
    ],
)
def test_a_figure_no_age_can_have_is_refused(rule_id: str, value: str) -> None:
    with pytest.raises(errors.Invalid):
        rules.accepted(rule_id, value)
    assert rules.accepted("retirement.starts", " 2026-07 ") == "2026-07"


def test_both_dates_are_shown_for_a_woman_of_unknown_category() -> None:
    found = ages.retirement_dates(datetime.date(1980, 1, 1), ages.WOMAN, rules=RULES)
    assert [category for category, _ in found] == ["woman_50", "woman_55"]
    assert found[0][1] < found[1][1]


def test_an_unknown_sex_has_no_retirement_date() -> None:
    assert ages.retirement_dates(datetime.date(1980, 1, 1), "9", rules=RULES) == ()
    assert ages.retirement_dates(datetime.date(1980, 1, 1), None, rules=RULES) == ()


def test_4050_counts_women_from_forty_and_men_from_fifty() -> None:
    day = datetime.date(2025, 6, 1)
    limits = ages.Limits(employable=16, aid_women=40, aid_men=50)
    assert limits.is_4050(datetime.date(1985, 6, 1), ages.WOMAN, day)
    assert not limits.is_4050(datetime.date(1985, 6, 2), ages.WOMAN, day)
    assert limits.is_4050(datetime.date(1975, 6, 1), ages.MAN, day)
    assert not limits.is_4050(datetime.date(1975, 6, 2), ages.MAN, day)
    assert replace(limits, aid_men=45).is_4050(datetime.date(1980, 6, 1), ages.MAN, day)
    assert not limits.is_4050(None, ages.MAN, day)
    assert not limits.is_4050(datetime.date(1950, 1, 1), "0", day)
    assert not limits.is_4050(datetime.date(1950, 1, 1), None, day)


@pytest.mark.parametrize(
    ("stored", "numbered", "youngest", "against"),
    [
        ("1990-05-05", "20121214", "2012-12-14", "2012-12-14"),
        ("2012-12-14", "19900505", "2012-12-14", "1990-05-05"),
        ("1990-05", "19900505", "1990-05-05", None),
        ("1990-05-05", "19900505", "1990-05-05", None),
        ("", "19900505", None, None),
        ("2008-02", "", "2008-02-29", None),
        ("", "", None, None),
    ],
)
def test_of_two_births_the_younger_counts(
    stored: str, numbered: str, youngest: str | None, against: str | None
) -> None:
    body = f"430602{numbered}009"
    number = body + identity.check_character(body) if numbered else ""
    born = ages.youngest_birth(stored, number)
    assert (born.isoformat() if born else None) == youngest
    assert ages.birth_against(stored, number) == against
    assert ages.birth_against(stored, number[:-1]) is None  # no right number says nothing


def test_the_limits_of_a_day_come_from_the_dated_rule_table() -> None:
    found = ages.limits(rules.book(rules.DEFAULTS), datetime.date(2026, 1, 1))
    assert (found.employable, found.aid_women, found.aid_men) == (16, 40, 50)
    assert found.retiring == RULES
    later = rules.Rule("age.aid_men", "45", datetime.date(2026, 7, 1))
    book = rules.book([*rules.DEFAULTS, later])
    assert ages.limits(book, datetime.date(2026, 6, 30)).aid_men == 50
    assert ages.limits(book, datetime.date(2026, 7, 1)).aid_men == 45
