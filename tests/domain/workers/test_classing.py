"""Every line of the table "how an imported row is classed", and what lies between the lines."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from gigdesk.domain.workers import classing, identity, rows
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.rows import TypedCell as Cell
from gigdesk.domain.workers.worker import WorkerId

TODAY = datetime.date(2025, 6, 1)
SHEET = rows.Sheet(TODAY)
NUMBER = "360426199101010071"
VILLAGE, OTHER_VILLAGE = b"v" * 16, b"o" * 16


def row(place: int = 5, /, **cells: str | Cell) -> rows.RowReading:
    typed = {name: cell if isinstance(cell, Cell) else Cell(cell) for name, cell in cells.items()}
    return rows.read(place, typed, SHEET)


def person(mark: str = "a", /, **values: object) -> classing.Known:
    known: dict[str, object] = {
        "name": "赵大山",
        "doc_no": NUMBER,
        "doc_kind": "01",
        "sex": "1",
        "birth_date": "1991-01-01",
        "village_id": VILLAGE,
    }
    return classing.Known(WorkerId(mark.encode() * 16), {**known, **values})


def classed(
    read: rows.RowReading, known: classing.Known | None = None, **more: Any
) -> classing.Classed:
    return classing.class_row(read, known, today=TODAY, **more)


def codes(found: tuple[Any, ...]) -> list[str]:
    return [one.code.removeprefix("findings.") for one in found]


def diffs(found: classing.Classed) -> dict[str, tuple[object, object]]:
    return {one.field: (one.before, one.after) for one in found.diffs}


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


def number(day: str, order: str = "123", county: str = "431127") -> str:
    body = county + day + order
    return body + identity.check_character(body)


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
    assert found.warnings[-1].params == {"day": "2026-07-01"}
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
        ({"phone": "13912345678"}, {"phone": "13812345678/13912345678"}),
        ({"employed_since": "2024-05-01"}, {"employed_since": "2024年5月"}),
        ({"ethnic": "01"}, {"ethnic": "汉"}),
        ({"sex": "1"}, {"sex": "未知"}),
    ],
)
def test_the_same_said_otherwise_is_no_difference(
    stored: dict[str, object], cell: dict[str, str]
) -> None:
    assert classed(row(name="赵大山", doc_no=NUMBER, **cell), person(**stored)).kind == "unchanged"


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


def test_a_gap_in_the_birth_is_filled_from_the_number_and_not_from_a_wrong_cell() -> None:
    found = classed(
        row(name="赵大山", doc_no=NUMBER, birth_date="1992-02-02"), person(birth_date=None)
    )
    assert diffs(found) == {"birth_date": (None, "1991-01-01")}
    assert codes(found.warnings) == ["row.birth"]


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
    assert [(one.code, one.params) for one in found.reasons] == [
        ("findings.row.differs", {"field": field})
    ]
    assert set(diffs(found)) == {field, "address"}
    assert found.proposed_id == known.id


def test_a_damaged_account_is_left_out_with_a_warning() -> None:
    read = row(name="赵大山", doc_no=NUMBER, bank_account=Cell("4111111111111100", "number"))
    found = classed(read, person(bank_account="4111111111111111"))
    assert (found.kind, codes(found.warnings)) == ("unchanged", ["account.number_cell"])


@pytest.mark.parametrize(
    ("doc_no", "code"),
    [
        (Cell(""), "id.missing"),
        (Cell("36042619910101007"), "id.length"),
        (Cell("360426199101010072"), "id.check"),
        (Cell("360426199113010079"), "id.date"),
        (Cell("360426199101010000", "number"), "id.number_cell"),
        (Cell("3.60426E+17"), "id.scientific"),
        (Cell(NUMBER, "number"), "id.number_cell"),
    ],
)
def test_a_bad_number_is_undecided_where_one_person_fits_and_else_rejected(
    doc_no: Cell, code: str
) -> None:
    read = row(name="赵大山", doc_no=doc_no, birth_date="1991-01-01")
    fitting = classed(read, candidates=[person(), person("b", name="钱大山")])
    assert (fitting.kind, fitting.proposed_id) == ("undecided", person().id)
    assert code in codes(fitting.reasons)
    for candidates in ([], [person(birth_date="1991-01-02", village_id=None)]):
        found = classed(read, candidates=candidates)
        assert (found.kind, found.proposed_id) == ("rejected", None)
        assert code in codes(found.reasons)


def test_name_and_village_fit_where_a_birth_is_not_known() -> None:
    read = row(name="赵大山", doc_no="")
    assert classed(read, candidates=[person()], village_id=VILLAGE).kind == "undecided"
    assert classed(read, candidates=[person()], village_id=OTHER_VILLAGE).kind == "rejected"
    assert classed(read, candidates=[person()]).kind == "rejected"


def test_another_birth_speaks_against_a_namesake_of_the_village() -> None:
    read = row(name="赵大山", doc_no="", birth_date="1965-03-02")
    assert classed(read, candidates=[person()], village_id=VILLAGE).kind == "rejected"


def test_a_row_without_a_name_fits_nobody() -> None:
    assert classed(row(doc_no=""), candidates=[person()], village_id=VILLAGE).kind == "rejected"


def test_two_who_fit_are_told_apart_only_by_the_digits_that_are_left() -> None:
    twin = person("b", doc_no=number("19910101"))
    by_cell = row(name="赵大山", doc_no=Cell("360426199101010000", "number"))
    assert classed(by_cell, candidates=[person(), twin]).proposed_id == person().id
    by_check = row(name="赵大山", doc_no="360426199101010072", birth_date="1991-01-01")
    found = classed(by_check, candidates=[person("b"), twin, person("c", doc_no=None)])
    assert found.kind == "undecided"
    blank = classed(row(name="赵大山", birth_date="1991-01-01"), candidates=[person(), twin])
    assert (blank.kind, codes(blank.reasons)) == ("rejected", ["id.missing", "row.several_fit"])


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
        assert [(one.code, one.params) for one in found.reasons] == [
            ("findings.row.contradicts", {"field": field, "row": against.place})
        ]
        assert found.proposed_id == person().id


def test_remarks_and_rough_dates_do_not_contradict() -> None:
    first = row(5, name="赵大山", doc_no=NUMBER, notes="甲", employed_since="2024-05-06")
    second = row(9, name="赵大山", doc_no=NUMBER, notes="乙", employed_since="2024-05", village="")
    assert classing.contradictions(first, second) == ()
    assert classing.contradictions(second, first) == ()


def test_villages_are_compared_without_their_kind() -> None:
    assert classing.village_key("大元村民委员会") == classing.village_key(" 大元 村") == "大元"
    assert classing.village_key("村") == "村"
