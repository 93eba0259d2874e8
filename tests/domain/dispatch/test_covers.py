"""Lists for an insurer: a version and its changes give the next, and who is covered when."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import covers, products
from gigdesk.domain.dispatch.covers import (
    ADDED,
    CHANGED,
    OFF,
    ON,
    REMOVED,
    REPLACED,
    Change,
    Cover,
    Entry,
    Standing,
    Wanted,
)
from gigdesk.domain.workers import identity

FIRST, LAST = "2026-10-01", "2026-11-30"
PRODUCT = products.Product(b"p", "团体意外险", 16, 65, (1, 2, 3))


def entry(who: int, first: str = FIRST, last: str = LAST, **more: Any) -> Entry:
    return Entry(bytes([who]), first, last, f"王小{chr(0x4E00 + who)}", **more)


def number(birth: str) -> str:
    body = f"430602{birth.replace('-', '')}001"
    return body + identity.check_character(body)


def judged(birth: str, day: str = FIRST, **more: Any) -> set[str]:
    whole: dict[str, Any] = {
        "doc_no": number(birth) if len(birth) == 10 else "",
        "occupation_class": 2,
    } | more
    one = entry(1, first=day, birth_date=birth, **whole)
    return {said.code.rsplit(".", 1)[-1] for said in covers.problems(one, PRODUCT)}


@pytest.mark.parametrize(
    ("birth", "told"),
    [
        ("2010-10-01", set()),  # sixteen on the first day of cover
        ("2010-10-02", {"cover_young"}),
        ("1960-10-02", set()),  # sixty-five for one more day
        ("1960-10-01", {"cover_old"}),  # sixty-six from this day on
    ],
)
def test_ages_are_judged_on_the_first_day_of_cover(birth: str, told: set[str]) -> None:
    assert judged(birth) - {"cover_no_document"} == told


def test_a_day_later_somebody_is_too_old() -> None:
    assert judged("1960-10-02") == set()
    assert judged("1960-10-02", day="2026-10-02") == {"cover_old"}


def test_class_number_and_birth_are_asked_for_and_never_guessed() -> None:
    assert judged("1985-03-02", occupation_class=4) == {"cover_class"}
    assert judged("1985-03-02", doc_no="") == {"cover_no_document"}
    assert judged("", doc_no="") == {"cover_no_document", "cover_birth"}
    assert judged("1985-03", doc_no=number("1985-03-02")) == {"cover_birth"}
    told = covers.problems(entry(1, birth_date="1959-01-01", occupation_class=1), PRODUCT)
    assert told[-1].params == {"age": 67, "day": FIRST, "least": 16, "most": 65}


def test_where_number_and_registry_differ_both_have_to_fit() -> None:
    assert judged("1985-03-02", doc_no=number("1950-01-01")) == {"cover_old"}
    assert judged("1950-01-01", doc_no=number("1985-03-02")) == {"cover_old"}


def test_too_few_people_are_told_by_number_and_by_share() -> None:
    strict = replace(PRODUCT, min_people=5, min_share_percent=75)
    assert [one.code for one in covers.doubts(strict, 4, 5)] == [covers.FEW]
    assert [one.code for one in covers.doubts(strict, 7, 10)] == [covers.SHARE]
    assert covers.doubts(strict, 75, 100) == ()
    assert covers.doubts(PRODUCT, 0, 0) == ()


def test_a_list_after_the_cut_off_says_by_when_it_had_to_go() -> None:
    timed = replace(PRODUCT, cutoff_time="17:00")
    assert covers.late(timed, FIRST, FIRST) == ()
    (told,) = covers.late(timed, FIRST, "2026-10-02")
    assert told.params == {
        "day": "2026-09-30",
        "time": "17:00",
        "wanted": FIRST,
        "effective": "2026-10-02",
    }


def test_only_kinds_that_take_a_list_ask_for_one() -> None:
    assert covers.asked(("social", "accident"))
    assert covers.asked(("liability",))
    assert not covers.asked(("social", "injury"))
    assert not covers.asked(())


def following(before: list[Entry], wanted: list[Entry], effective: str = FIRST, **more: Any) -> Any:
    people = [Wanted(one) for one in wanted]
    return covers.next_list(before, people, effective=effective, **more)


def test_whoever_stands_on_the_list_keeps_the_first_day() -> None:
    one, two = entry(1), entry(2)
    after = following([one], [one, two], "2026-10-09")
    assert after == (one, replace(two, from_day="2026-10-09"))
    (came,) = covers.difference([one], after, effective="2026-10-09")
    assert (came.kind, came.comes, came.goes) == (ADDED, after[1], None)


def test_cover_that_goes_ends_on_its_day_or_never_began() -> None:
    one, two, three = entry(1), entry(2), entry(3, first="2026-10-20")
    ends = {b"\2": "2026-10-15"}
    gone = covers.difference([one, two, three], [], effective="2026-10-10", ends=ends)
    assert [each.kind for each in gone] == [REMOVED] * 3
    assert [each.goes.to_day for each in gone if each.goes] == ["2026-10-09", "2026-10-15", ""]
    assert [each.goes.days for each in gone if each.goes] == [9, 15, 0]


def test_a_replacement_is_one_change_and_stands_in_the_same_place() -> None:
    one, two, three = entry(1), entry(2), entry(3)
    after = following([one, two], [three, two], "2026-09-28")
    changes = covers.difference(
        [one, two], after, effective="2026-09-28", stand_ins={b"\3": b"\1", b"\2": b"\1"}
    )
    assert changes == (Change(REPLACED, three, replace(one, to_day="")),)
    assert covers.applied([one, two], changes) == (three, two)
    assert covers.counts(changes) == {ADDED: 0, REMOVED: 0, REPLACED: 1, CHANGED: 0}


def test_who_is_not_on_the_list_cannot_go_from_it() -> None:
    assert covers.applied([entry(1)], [Change(REMOVED, goes=entry(9))]) == (entry(1),)


def test_other_days_and_a_corrected_name_are_corrections() -> None:
    one = entry(1)
    longer = following([one], [replace(one, to_day="2026-12-20")], "2026-11-01")
    assert longer == (replace(one, to_day="2026-12-20"),)
    (said,) = covers.difference([one], longer, effective="2026-11-01")
    assert (said.kind, said.goes) == (CHANGED, one)
    shorter = following([one], [replace(one, to_day="2026-10-05")], "2026-11-01")
    assert shorter == (replace(one, to_day="2026-10-31"),)  # days that are over stay covered
    renamed = following([one], [replace(one, name="王小明")], "2026-11-01")
    assert renamed == (replace(one, name="王小明"),)


def test_longer_than_an_insurer_covers_is_an_entry_of_its_own() -> None:
    made = following([], [entry(1)], valid_days=30)
    assert [(one.from_day, one.to_day) for one in made] == [
        ("2026-10-01", "2026-10-30"),
        ("2026-10-31", "2026-11-29"),
        ("2026-11-30", "2026-11-30"),
    ]
    assert following(list(made), [entry(1)], "2026-10-10", valid_days=30)[:1] == made[:1]


def test_cover_that_ended_before_is_taken_out_anew() -> None:
    old = entry(1, last="2026-10-10")
    after = following([old], [entry(1)], "2026-10-20")
    assert after == (old, entry(1, first="2026-10-20"))
    assert following([old], [entry(1, last="2026-10-05")], "2026-10-20") == (old,)


DAYS = [f"2026-10-{day:02d}" for day in range(1, 29)]


@st.composite
def seasons(draw: st.DrawFn) -> list[tuple[str, dict[int, tuple[str, str]], dict[int, int]]]:
    """Draw versions of a list: the day each counts, who is wanted until when, who stands in."""
    steps = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=6)))
    made = []
    for day in steps:
        people = draw(
            st.dictionaries(
                st.integers(1, 9),
                st.tuples(st.sampled_from("甲乙"), st.sampled_from(DAYS)),
                max_size=9,
            )
        )
        pairs = draw(st.dictionaries(st.integers(1, 9), st.integers(1, 9), max_size=4))
        made.append((day, people, pairs))
    return made


@given(season=seasons(), valid_days=st.sampled_from([0, 3, 10]))
def test_a_list_with_its_changes_is_always_the_next_list(
    season: list[tuple[str, dict[int, tuple[str, str]], dict[int, int]]], valid_days: int
) -> None:
    before: tuple[Entry, ...] = ()
    for effective, people, pairs in season:
        wanted = [replace(entry(who, last=last), name=name) for who, (name, last) in people.items()]
        after = following(list(before), wanted, effective, valid_days=valid_days)
        changes = covers.difference(
            before,
            after,
            effective=effective,
            stand_ins={bytes([new]): bytes([old]) for new, old in pairs.items()},
        )
        told = covers.applied(before, changes)
        assert sorted(told, key=lambda one: one.key) == sorted(after, key=lambda one: one.key)
        assert len({one.key for one in told}) == len(told)
        new = {one.key for one in after} - {one.key for one in before}
        assert all(one.from_day >= effective for one in after if one.key in new)
        assert not covers.difference(told, after, effective=effective)
        before = told


def standing(one: Entry, part: str = ON, effective: str = FIRST, **more: Any) -> Standing:
    return Standing(one, part, effective, **more)


def test_cover_begins_when_the_list_counts_whatever_it_says() -> None:
    assert covers.of_person([standing(entry(1))]) == (Cover(FIRST, LAST),)
    late = covers.of_person([standing(entry(1), effective="2026-10-03", list_id=b"l")])
    assert late == (Cover("2026-10-03", LAST, b"l"),)
    assert not late[0].holds_on("2026-10-02")
    assert late[0].holds_on("2026-10-03")


def test_cover_ends_when_somebody_goes_and_a_correction_moves_the_end() -> None:
    one, gone = entry(1), replace(entry(1), to_day="2026-10-09")
    assert covers.of_person([standing(one), standing(gone, OFF)]) == (Cover(FIRST, "2026-10-09"),)
    never = replace(one, to_day="")
    assert covers.of_person([standing(one), standing(never, OFF)]) == ()
    longer = replace(one, to_day="2026-12-24")
    assert covers.of_person([standing(one), standing(longer, corrects=True)]) == (
        Cover(FIRST, "2026-12-24"),
    )
    assert covers.of_person([standing(gone, OFF), standing(longer, corrects=True)]) == ()


def test_lists_of_two_products_cover_each_for_itself() -> None:
    one = entry(1)
    rows = [
        standing(one, series=b"a"),
        standing(one, series=b"b"),
        standing(replace(one, to_day=""), OFF, series=b"a"),
    ]
    assert covers.of_person(rows) == (Cover(FIRST, LAST),)


def test_cover_is_followed_to_its_first_gap() -> None:
    some = [Cover("2026-10-01", "2026-10-10"), Cover("2026-10-11", "2026-10-20")]
    assert covers.covered_to(some, "2026-10-05") == "2026-10-20"
    assert covers.covered_to([*some, Cover("2026-10-22", LAST)], "2026-10-05") == "2026-10-20"
    assert covers.covered_to([*some, Cover("2026-10-15", LAST)], "2026-10-05") == LAST
    assert covers.covered_to(some, "2026-09-30") == ""
    assert covers.covered_to([], FIRST) == ""


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=6),
    st.sampled_from(DAYS),
)
def test_every_day_to_the_end_that_is_told_is_covered(
    ends: list[tuple[str, str]], day: str
) -> None:
    some = [Cover(min(pair), max(pair)) for pair in ends]
    last = covers.covered_to(some, day)
    at = datetime.date.fromisoformat(day)
    while last and at.isoformat() <= last:
        assert any(one.holds_on(at.isoformat()) for one in some)
        at += datetime.timedelta(days=1)
    assert last or not any(one.holds_on(day) for one in some)
