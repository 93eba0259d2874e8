"""Every line of the table "how an imported row is classed", and what lies between the lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigdesk.domain.workers import classing, divisions, fitting
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.rows import TypedCell as Cell
from tests.domain.workers.classed_rows import (
    NUMBER,
    OTHER_VILLAGE,
    VILLAGE,
    classed,
    codes,
    diffs,
    number,
    person,
    row,
)


def test_a_right_number_of_an_unknown_person_is_new() -> None:
    found = classed(row(name="赵大山", doc_no=NUMBER, phone="13812345678"), village_id=VILLAGE)
    assert (found.kind, found.reasons, found.warnings) == ("new", (), ())
    assert found.values == {
        "name": "赵大山",
        "doc_no": NUMBER,
        "doc_kind": "01",
        "sex": "1",
        "birth_date": "1991-01-01",
        "phone": "13812345678",
        "village_id": VILLAGE,
    }


def test_warnings_are_kept_with_a_new_person() -> None:
    found = classed(
        row(name="赵小山", doc_no=number("20100701", county="291127"), sex="女"),
        phone_people=4,
        remarks=[warning("findings.row.village_unknown", text="大元村")],
    )
    assert found.kind == "new"
    assert codes(found.warnings) == [
        "id.county",
        "id.says_male",
        "row.village_unknown",
        "phone.shared",
        "row.under_age",
    ]
    assert found.warnings[-1].params == {"least": 16, "day": "2026-07-01"}
    assert found.values["sex"] == "2"


def test_who_turns_sixteen_today_is_of_age() -> None:
    assert not classed(row(name="赵小山", doc_no=number("20090601"))).warnings
    assert codes(classed(row(name="赵小山", doc_no=number("20090602"))).warnings) == [
        "row.under_age"
    ]


def test_somebody_alike_with_another_number_is_a_warning_only() -> None:
    read = row(name="赵大山", doc_no=number("19910101"))
    found = classed(read, candidates=[person()])
    assert (found.kind, codes(found.warnings)) == ("new", ["row.likely_double"])
    assert found.proposed_id == person().id
    two = classed(read, candidates=[person("a"), person("b")])
    assert two.proposed_id is None
    assert two.warnings[0].params == {"people": 2}
    assert not classed(read, candidates=[person(name="钱大山")]).warnings


def test_fifteen_digits_stand_for_their_eighteen_with_a_warning() -> None:
    found = classed(row(name="赵大山", doc_no="610104620927690"))
    assert (found.kind, codes(found.warnings)) == ("new", ["id.upgraded"])
    assert found.values["doc_no"] == "610104196209276908"


def test_a_known_person_with_nothing_new_is_unchanged() -> None:
    for cells in (
        {},
        {"sex": "男", "birth_date": "1991-1-1"},
        {"birth_date": "1991年1月"},
        {"name": "赵 大 山"},
        {"phone": "", "notes": "/"},
    ):
        found = classed(row(**{"name": "赵大山", "doc_no": NUMBER, **cells}), person())
        assert (found.kind, found.diffs, found.proposed_id) == ("unchanged", (), person().id)


@pytest.mark.parametrize(
    ("stored", "cell"),
    [
        ({"address": "大元村3组"}, {"address": "大元村 ３ 组"}),
        ({"service_needs": "2,1"}, {"service_needs": "职业介绍、职业培训"}),
        ({"employed_since": "2024-05-01"}, {"employed_since": "2024年5月"}),
        ({"ethnic": "01"}, {"ethnic": "汉"}),
        ({"sex": "1"}, {"sex": "未知"}),
    ],
)
def test_the_same_said_otherwise_is_no_difference(
    stored: dict[str, object], cell: dict[str, str]
) -> None:
    assert classed(row(name="赵大山", doc_no=NUMBER, **cell), person(**stored)).kind == "unchanged"


def test_a_further_telephone_that_nobody_told_yet_is_a_difference() -> None:
    known = person(phone="13912345678")
    stated = row(name="赵大山", doc_no=NUMBER, phone="13812345678/13912345678")
    found = classed(stated, known)
    assert found.kind == "updated"
    assert found.diffs == (classing.Diff("phone_more", None, "13812345678"),)
    told = replace(known, phones=frozenset({"13812345678"}))
    assert classed(stated, told).kind == "unchanged"


def test_an_empty_cell_changes_nothing() -> None:
    known = person(phone="13812345678", notes="旧", bank_account="4111111111111111")
    read = row(
        name=Cell("", "empty"), doc_no=NUMBER, phone=" ", notes=Cell("", "empty"), bank_account=""
    )
    assert classed(read, known).kind == "unchanged"


def test_ordinary_fields_that_differ_are_updated_one_by_one() -> None:
    known = person(phone="13812345678", address="旧地址", employed_since="2024-05")
    read = row(
        name="赵大山",
        doc_no=NUMBER,
        phone="13912345678",
        address="新地址",
        education="初中",
        employed_since="2024-05-06",
    )
    found = classed(read, known, village_id=OTHER_VILLAGE)
    assert found.kind == "updated"
    assert diffs(found) == {
        "phone": ("13812345678", "13912345678"),
        "address": ("旧地址", "新地址"),
        "education": (None, "70"),
        "employed_since": ("2024-05", "2024-05-06"),
        "village_id": (VILLAGE, OTHER_VILLAGE),
    }


def test_filling_a_gap_is_an_ordinary_update_even_in_protected_fields() -> None:
    known = person(sex=None, birth_date=None, bank_account="")
    found = classed(row(name="赵大山", doc_no=NUMBER, bank_account="4111111111111111"), known)
    assert found.kind == "updated"
    assert diffs(found) == {
        "sex": (None, "1"),
        "birth_date": (None, "1991-01-01"),
        "bank_account": ("", "4111111111111111"),
    }


@pytest.mark.parametrize("known", [None, person(), person(birth_date=None)])
def test_a_birth_against_the_number_waits_for_a_decision(known: fitting.Known | None) -> None:
    read = row(name="赵大山", doc_no=NUMBER, birth_date="1992-02-02", sex="女")
    found = classed(read, known)
    assert found.kind == "undecided"
    assert codes(found.reasons)[:2] == ["row.birth", "id.says_male"]
    assert found.reasons[0].params == {"stated": "1992-02-02", "number": "1991-01-01"}
    assert found.warnings == ()
    assert found.proposed_id == (known.id if known else None)


def test_a_birth_against_the_number_that_is_registered_so_was_decided_before() -> None:
    read = row(name="赵大山", doc_no=NUMBER, birth_date="1992-02-02")
    found = classed(read, person(birth_date="1992-02-02"))
    assert (found.kind, codes(found.warnings)) == ("unchanged", ["row.birth"])


def test_a_sex_against_the_number_alone_is_a_warning() -> None:
    found = classed(row(name="赵大山", doc_no=NUMBER, sex="女"))
    assert (found.kind, codes(found.warnings)) == ("new", ["id.says_male"])


def test_a_row_that_waits_makes_nobody_whom_a_second_could_repeat() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, birth_date="1992-02-02")
    again = row(9, name="赵大山", doc_no=NUMBER, birth_date="1992-02-02")
    found = classed(again, same_number=[first])
    assert (found.kind, codes(found.reasons)) == ("unchanged", ["row.repeated"])
    plain = classed(row(9, name="赵大山", doc_no=NUMBER), same_number=[first])
    assert plain.kind == "new"


@pytest.mark.parametrize("known", [None, person()])
def test_who_is_said_to_have_died_is_for_a_person_to_decide(known: fitting.Known | None) -> None:
    found = classed(row(name="赵大山（亡）", doc_no=NUMBER, phone="13812345678"), known)
    assert (found.kind, codes(found.reasons)) == ("undecided", ["name.died"])
    assert "name.died" not in codes(found.warnings)
    told = classed(row(name="赵大山", doc_no=NUMBER, notes="2023年去世"), known)
    assert (told.kind, codes(told.reasons)) == ("undecided", ["row.died"])
    wrong = classed(row(name="赵大山（已故）", doc_no=""), known)
    assert "name.died" in codes(wrong.reasons)


def test_a_mark_on_a_name_is_kept_among_the_remarks_and_off_the_papers() -> None:
    found = classed(row(name="赵大山*", doc_no=NUMBER, notes="已回访"))
    assert (found.kind, codes(found.warnings)) == ("new", ["name.mark"])
    assert (found.values["name"], found.values["notes"]) == ("赵大山", "已回访；赵大山*")
    assert "printed_name" not in found.values
    again = classed(row(name="赵大山*", doc_no=NUMBER), person(notes="已回访；赵大山*"))
    assert (again.kind, codes(again.warnings)) == ("unchanged", ["name.mark"])


def test_remarks_are_added_to_those_of_a_known_person_and_never_stand_in_their_place() -> None:
    known = person(notes="低保户，独居")
    for cells, after in (
        ({"name": "赵大山（外出）"}, "低保户，独居；外出"),
        ({"name": "赵大山*"}, "低保户，独居；赵大山*"),
        ({"notes": "三月返乡"}, "低保户，独居；三月返乡"),
        ({"notes": "不独居"}, "低保户，独居；不独居"),
        ({"name": "赵大山※（外出）", "notes": "独居"}, "低保户，独居；外出；赵大山※（外出）"),
    ):
        found = classed(row(**{"name": "赵大山", "doc_no": NUMBER, **cells}), known)
        assert (found.kind, diffs(found)) == ("updated", {"notes": ("低保户，独居", after)})
    for same in ("独居", "低保户，独居", "独居；低保户", ""):
        read = row(name="赵大山", doc_no=NUMBER, notes=same)
        assert classed(read, known).kind == "unchanged"
    bare = classed(row(name="赵大山（外出）", doc_no=NUMBER), person())
    assert diffs(bare) == {"notes": (None, "外出")}


def test_remarks_of_several_rows_of_one_file_are_all_kept() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, notes="会开车")
    second = row(9, name="赵大山", doc_no=NUMBER, notes="会焊接")
    third = row(12, name="赵大山", doc_no=NUMBER, notes="会开车")
    found = classed(second, same_number=[first, third])
    assert diffs(found) == {"notes": ("会开车", "会开车；会焊接")}
    found = classed(second, person(notes="寡言"), same_number=[first, third])
    assert diffs(found) == {"notes": ("寡言；会开车", "寡言；会开车；会焊接")}
    assert classed(third, same_number=[first, second]).kind == "unchanged"


@pytest.mark.parametrize("known", [None, person()])
def test_who_left_the_village_is_kept_with_a_warning(known: fitting.Known | None) -> None:
    found = classed(row(name="赵大山", doc_no=NUMBER, notes="户口已迁出"), known)
    assert (found.kind, codes(found.warnings)) == (
        "updated" if known else "new",
        ["row.moved_away"],
    )


def test_a_month_that_becomes_a_day_is_an_ordinary_update() -> None:
    found = classed(
        row(name="赵大山", doc_no=NUMBER, birth_date="1991-01-01"), person(birth_date="1991-01")
    )
    assert (found.kind, diffs(found)) == ("updated", {"birth_date": ("1991-01", "1991-01-01")})


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"name": "赵小山"}, "name"),
        ({"birth_date": "1991-01-02"}, "birth_date"),
        ({"sex": "女"}, "sex"),
        ({"bank_account": "4111111111111129"}, "bank_account"),
    ],
)
def test_name_birth_sex_and_account_that_differ_need_a_person(
    cells: dict[str, str], field: str
) -> None:
    known = person(bank_account="4111111111111111")
    read = row(**{"name": "赵大山", "doc_no": NUMBER, "address": "新地址", **cells})
    found = classed(read, known)
    assert found.kind == "undecided"
    differing = [one.params for one in found.reasons if one.code == "findings.row.differs"]
    assert differing == [{"field": field}]
    assert ("row.birth" in codes(found.reasons)) == (field == "birth_date")
    assert set(diffs(found)) == {field, "address"}
    assert found.proposed_id == known.id


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"bank_account": Cell("4111111111111100", "number")}, "account.number_cell"),
        ({"bank_account": Cell("41111")}, "account.length"),
        ({"phone": Cell("1.38E+10")}, "phone.digits_lost"),
        ({"phone": Cell("7311234567", "number")}, "phone.nought_lost"),
    ],
)
def test_a_damaged_cell_about_a_known_person_is_never_unchanged(
    cells: dict[str, Cell], code: str
) -> None:
    read = row(name="赵大山", doc_no=NUMBER, address="新地址", **cells)
    found = classed(read, person(bank_account="4111111111111111", phone="13812345678"))
    assert (found.kind, codes(found.reasons)) == ("undecided", [code])
    assert (found.proposed_id, set(diffs(found)) - {"notes"}) == (person().id, {"address"})
    fresh = classed(read)
    assert (fresh.kind, codes(fresh.warnings)) == ("new", [code])
    first = row(2, name="赵大山", doc_no=NUMBER)
    assert classed(read, same_number=[first]).kind == "undecided"


def test_nobody_is_asked_twice_about_a_damaged_cell_that_stands_in_the_remarks() -> None:
    for cells in ({"bank_account": Cell("41111")}, {"phone": Cell("1.38E+10")}):
        read = row(name="赵大山", doc_no=NUMBER, **cells)
        kept = person(notes="能吃苦；" + str(read.given["notes"]))
        assert classed(read, kept).kind == "unchanged"
        other = row(name="赵大山", doc_no=NUMBER, **dict.fromkeys(cells, Cell("1.37E+10")))
        assert classed(other, kept).kind == "undecided"
        assert classed(read, person(notes="能吃苦")).kind == "undecided"


def test_a_right_number_without_a_name_makes_nobody() -> None:
    found = classed(row(doc_no=NUMBER))
    assert (found.kind, codes(found.reasons)) == ("rejected", ["name.missing"])
    long = classed(row(doc_no=NUMBER, name="阿" * 51))
    assert (long.kind, codes(long.reasons)) == ("rejected", ["name.too_long"])


def test_the_same_row_twice_is_unchanged_the_second_time() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, village="大元村", sex="男")
    again = row(9, name="赵 大山", doc_no=NUMBER.lower(), village="大元村委会")
    assert classed(first, same_number=[again], village_id=VILLAGE).kind == "new"
    found = classed(again, same_number=[first], village_id=VILLAGE)
    assert (found.kind, codes(found.reasons)) == ("unchanged", ["row.repeated"])
    assert found.reasons[0].params == {"row": 5}
    known = classed(again, person(), same_number=[first], village_id=VILLAGE)
    assert (known.kind, known.proposed_id) == ("unchanged", person().id)


def test_a_second_row_that_tells_more_updates_the_first() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER)
    more = row(9, name="赵大山", doc_no=NUMBER, phone="13812345678", village="大元村")
    found = classed(more, same_number=[first], village_id=VILLAGE)
    assert found.kind == "updated"
    assert diffs(found) == {"phone": (None, "13812345678"), "village_id": (None, VILLAGE)}
    known = classed(more, person(phone="1", village_id=None), same_number=[first])
    assert diffs(known) == {"phone": ("1", "13812345678")}


def test_a_row_that_could_make_nobody_is_no_earlier_row() -> None:
    nameless = row(5, doc_no=NUMBER)
    assert classed(row(9, name="赵大山", doc_no=NUMBER), same_number=[nameless]).kind == "new"


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"name": "赵大山"}, {"name": "赵小山"}, "name"),
        ({"sex": "男"}, {"sex": "女"}, "sex"),
        ({"birth_date": "1991-01-01"}, {"birth_date": "1991-01-02"}, "birth_date"),
        ({"phone": "13812345678"}, {"phone": "13912345678"}, "phone"),
        ({"village": "大元村"}, {"village": "小江村"}, "village_id"),
    ],
)
def test_two_rows_that_contradict_each_other_are_both_undecided(
    one: dict[str, str], other: dict[str, str], field: str
) -> None:
    first = row(5, **{"name": "赵大山", "doc_no": NUMBER, **one})
    second = row(9, **{"name": "赵大山", "doc_no": NUMBER, **other})
    for read, against in ((first, second), (second, first)):
        found = classed(read, person(), same_number=[against])
        assert found.kind == "undecided"
        assert (found.reasons[0].code, found.reasons[0].params) == (
            "findings.row.contradicts",
            {"field": field, "row": against.place},
        )
        assert found.proposed_id == person().id


def test_a_contradiction_names_each_field_once() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, phone="13812345678", sex="男")
    others = [
        row(at, name="赵小山", doc_no=NUMBER, phone="13912345678", sex=sex)
        for at, sex in ((6, "男"), (7, "女"))
    ]
    found = classed(first, same_number=others)
    assert [one.params for one in found.reasons] == [
        {"field": "name,phone", "row": 6},
        {"field": "sex", "row": 7},
    ]


def test_remarks_and_rough_dates_do_not_contradict() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, notes="甲", employed_since="2024-05-06")
    second = row(9, name="赵大山", doc_no=NUMBER, notes="乙", employed_since="2024-05", village="")
    assert classing.contradictions(first, second, {}) == ()
    assert classing.contradictions(second, first, {}) == ()


def test_villages_are_compared_without_their_kind() -> None:
    assert divisions.village_key("大元村民委员会") == divisions.village_key(" 大元 村") == "大元"
    assert divisions.village_key("村") == "村"


def test_a_name_that_is_a_mark_makes_nobody() -> None:
    without = classed(row(name="同上"))
    assert (without.kind, codes(without.reasons)) == ("rejected", ["id.missing", "name.ditto"])
    stranger = classed(row(name="同上", doc_no=NUMBER))
    assert (stranger.kind, codes(stranger.reasons)) == ("undecided", ["name.ditto"])
    known = classed(row(name="同上", doc_no=NUMBER), person())
    assert (known.kind, codes(known.reasons)) == ("undecided", ["name.ditto"])
