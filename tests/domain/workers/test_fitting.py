"""Whom a row with a missing, wrong or doubtful number means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigdesk.domain.workers import chatted, fitting
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.rows import TypedCell as Cell
from tests.domain.workers.classed_rows import (
    NUMBER,
    OTHER_VILLAGE,
    VILLAGE,
    classed,
    codes,
    number,
    person,
    row,
)


def test_a_birth_against_the_number_proposes_whom_the_stated_birth_means() -> None:
    other = person("b", doc_no=number("19920202"), birth_date="1992-02-02")
    read = row(name="赵大山", doc_no=NUMBER, birth_date="1992-02-02")
    assert classed(read, candidates=[other]).proposed_id == other.id


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


def test_a_birth_in_a_number_with_a_wrong_digit_does_not_speak_against_the_village() -> None:
    slipped = number("19831227")
    slipped = slipped[:-1] + ("0" if slipped[-1] != "0" else "1")
    read = row(name="赵大山", doc_no=slipped)
    found = classed(read, candidates=[person()], village_id=VILLAGE)
    assert (found.kind, found.proposed_id) == ("undecided", person().id)
    assert classed(read, candidates=[person()], village_id=OTHER_VILLAGE).kind == "rejected"
    damaged = row(name="赵大山", doc_no=Cell("360426198312270000", "number"))
    assert classed(damaged, candidates=[person()], village_id=VILLAGE).kind == "rejected"


def test_fifteen_digits_of_a_numeric_cell_are_whole_and_still_to_be_confirmed() -> None:
    known = person(doc_no="610104196209276908", birth_date="1962-09-27", village_id=None)
    read = row(name="赵大山", doc_no=Cell("610104620927690", "number"))
    assert fitting.births(read) == ("1962-09-27",)
    found = classed(read, candidates=[known])
    assert (found.kind, found.proposed_id) == ("undecided", known.id)
    assert codes(found.reasons) == ["id.number_cell_15"]
    assert classed(read).kind == "rejected"
    whole = row(name="赵大山", doc_no=Cell("610104196209276908", "number"))
    assert fitting.exact_number(whole) is None


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


def test_name_and_birth_of_a_record_that_was_merged_into_a_person_are_still_hers() -> None:
    read = row(name="赵小山", doc_no="", birth_date="1988-05-06")
    now = person()
    assert not fitting.fits(now, read)
    assert fitting.fits(replace(now, former=frozenset({("赵小山", "1988-05-06")})), read)


def test_a_doubtful_line_names_whom_the_registry_knows_if_that_is_one_of_its_words() -> None:
    doubt = warning(chatted.UNSURE_NAME, names=chatted.BETWEEN.join(("赵大山", "石桥")))
    line = replace(row(doc_no=NUMBER), findings=(doubt,))
    settled = fitting.as_known(line, "赵大山")
    assert (settled.name, settled.findings) == ("赵大山", ())
    assert fitting.as_known(line, "钱大山") is line
    assert fitting.as_known(row(doc_no=NUMBER), "赵大山").name == ""
