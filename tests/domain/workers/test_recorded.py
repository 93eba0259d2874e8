"""Groups, papers and classes fill the columns of a person, and deny nothing."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.workers import recorded

DAY = datetime.date(2026, 9, 1)


def group(code: str, since: str = "", until: str = "") -> dict[str, str]:
    return {"category": code, "valid_from": since, "valid_to": until}


LISTED = [
    group("01", "2020-01-01"),
    group("01", "2024-01-01"),
    group("03", "2020-01-01", "2026-08-31"),
    group("05", "2026-09-02"),
    group("08", "2020-01-01", "2026-09"),
]


def test_a_group_stands_from_its_first_day_to_its_last() -> None:
    assert recorded.in_force(LISTED, DAY) == ["01", "08"]
    assert recorded.ended(LISTED, DAY) == {"03"}
    again = [*LISTED, group("03", "2026-09-01")]
    assert recorded.ended(again, DAY) == set()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("脱贫户、低保户", ("01", "03")),
        ("4050", ("06",)),
        ("3", ()),  # a figure may count anything
        ("热心肠", ()),
        (None, ()),
    ],
)
def test_a_group_is_named_by_words_and_not_by_a_figure(
    words: str | None, codes: tuple[str, ...]
) -> None:
    assert recorded.said(words) == codes


def test_words_are_asked_for_any_of_several_groups() -> None:
    assert recorded.says("脱贫户、低保户", "03,09")
    assert not recorded.says("脱贫户", "03,09")


def test_words_hold_until_the_group_is_recorded_as_ended() -> None:
    row = {"hardship": "低保户、零就业家庭", "person_kind": "退役军人"}
    assert set(recorded.known(row, [], DAY)) >= {"03", "08"}
    found = recorded.known(row, LISTED, DAY)
    assert "03" not in found
    assert found[:2] == ["01", "08"]
    assert len(found) == len(set(found))


def test_groups_in_force_stand_behind_the_person_s_own_words_each_once() -> None:
    row = {"hardship": "低保户", "person_kind": None}
    found = recorded.columns(row, categories=["01", "03", "08", "11"])
    assert found["hardship"] == "低保户、脱贫人口"
    assert found["person_kind"] == "退役军人"
    assert found["categories"] == "退役军人、低保户、脱贫人口"  # a released prisoner is in none


def paper(kind: str, level: str | None = None, standing: str = "valid") -> dict[str, str | None]:
    return {"kind": kind, "level": level, "standing": standing}


def test_the_highest_level_that_holds_is_told_and_no_record_is_never_a_no() -> None:
    bare = recorded.columns({})
    assert set(bare.values()) == {None}
    held = [paper("1", "4"), paper("2", "3"), paper("2", "1", "expired"), paper("6")]
    found = recorded.columns({}, papers=held)
    assert (found["has_national_certificate"], found["certificate_level"]) == ("1", "3")
    only = recorded.columns({}, papers=[paper("2", "5"), paper("1", "1", "void")])
    assert (only["has_national_certificate"], only["certificate_level"]) == (None, "5")
    own = recorded.columns({"certificate_level": "2"}, papers=held)
    assert own["certificate_level"] == "2"


def test_a_class_for_founders_trains_no_skill() -> None:
    skill = {"kind": "ordinary", "trade": "电工", "name": "电工班"}
    founding = {"kind": "founder", "trade": None, "name": "创业培训班"}
    both = recorded.columns({}, classes=[skill, founding])
    assert both["skilled_training"] == "1"
    assert both["training_project"] == "电工、创业培训班"
    assert len(str(both["training_kind"]).split("、")) == 2
    alone = recorded.columns({}, classes=[founding])
    assert alone["skilled_training"] is None
    assert alone["training_project"] == "创业培训班"


@pytest.mark.parametrize(
    ("level", "other", "higher"),
    [("3", "4", True), ("4", "3", False), ("T", "1", True), ("3", "3", False), ("3", "", False),
     ("", "3", False), ("高级", "5", False)],
)  # fmt: skip
def test_a_level_is_higher_by_the_order_of_skill_levels(
    level: str, other: str, *, higher: bool
) -> None:
    assert recorded.is_higher(level, other) is higher
