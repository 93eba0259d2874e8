"""Numbers of papers: what is right, what is wrong, what is only odd, and what stays hidden."""

from __future__ import annotations

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import divisions, findings, identity

TODAY = datetime.date(2025, 6, 1)

bodies = st.builds(
    lambda county, day, order: f"{county}{day:%Y%m%d}{order:03d}",
    st.sampled_from(["432927", "431127", "110101", "653201"]),
    st.dates(datetime.date(1905, 7, 1), TODAY),
    st.integers(1, 999),
)


def codes(check: identity.IdentityCheck) -> set[str]:
    return {one.code.removeprefix("findings.id.") for one in check.findings}


@pytest.mark.parametrize(
    "number",
    [
        "360426199101010071",
        "44011320141005001X",
        "440308199901101512",
        "500154199301135886",
        "810000199408230021",
        "830000199201300022",
    ],
)
def test_public_right_numbers_pass_without_remark(number: str) -> None:
    assert identity.is_resident_number(number)
    check = identity.check(number, today=TODAY)
    assert check.ok
    assert not check.findings
    assert check.number == number


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("36042619910102009X", "check"),
        ("360426199113010079", "date"),
        ("T60426199101010078", "characters"),
        ("36042619910101007", "length"),
        ("3604261991010100711", "length"),
        ("", "missing"),
    ],
)
def test_public_wrong_numbers_are_errors(number: str, code: str) -> None:
    check = identity.check(number, today=TODAY)
    assert code in codes(check)
    assert not check.ok
    assert not identity.is_resident_number(number)


def test_fifteen_digits_become_eighteen_and_ask_for_the_card() -> None:
    check = identity.check("610104620927690", today=TODAY)
    assert check.number == "610104196209276908"
    assert check.upgraded
    assert check.ok
    assert codes(check) == {"upgraded"}
    assert check.birth == datetime.date(1962, 9, 27)
    assert check.sex == "2"
    assert identity.birth_date("610104620927690") == datetime.date(1962, 9, 27)


def test_the_beginning_of_a_number_is_not_taken_for_an_old_one() -> None:
    check = identity.check("430623197408150", today=TODAY)
    assert (codes(check), check.upgraded) == ({"length"}, False)
    doubtful = identity.check("430623200508150", today=TODAY)
    assert codes(doubtful) == {"upgraded", "perhaps_cut"}
    assert doubtful.birth == datetime.date(1920, 5, 8)
    assert codes(identity.check("430623101112131", today=TODAY)) == {"upgraded"}


@pytest.mark.parametrize(
    ("number", "said"),
    [("43062319700307002042", set()), ("43062319700307002042B1", set()), ("430623", {"shape"})],
)
def test_a_disability_card_holds_the_number_with_kind_and_grade(
    number: str, said: set[str]
) -> None:
    assert codes(identity.check(number, today=TODAY, kind=identity.DISABILITY)) == said


def test_fifteen_digits_with_an_impossible_day_stay_an_error() -> None:
    assert codes(identity.check("610104620931690", today=TODAY)) == {"upgraded", "date"}


def test_a_code_younger_than_its_holder_is_no_fault() -> None:
    # The county codes of these numbers were given out after the births; every one is real.
    for body in ("44190019700304101", "50010119850607202", "41160219800102303"):
        assert identity.check(body + identity.check_character(body), today=TODAY).ok


def test_an_unknown_place_of_issue_is_only_a_warning() -> None:
    number = "99999919900101123"
    number = "29" + number[2:] + identity.check_character("29" + number[2:])
    check = identity.check(number, today=TODAY)
    assert check.ok
    assert codes(check) == {"county"}
    assert identity.is_resident_number(number)


def test_a_county_code_of_any_year_passes_and_one_of_none_is_only_worth_knowing() -> None:
    for county in ("360426", "432927", "431127", "132801", "652201"):
        body = f"{county}19910101007"
        assert not identity.check(body + identity.check_character(body), today=TODAY).findings
    body = "43998819910101007"
    strange = identity.check(body + identity.check_character(body), today=TODAY)
    assert strange.ok
    assert [(one.code, one.level) for one in strange.findings] == [("findings.id.county", "I")]
    assert not identity.check("810000199408230021", today=TODAY).findings


def test_the_sample_county_carries_no_hint() -> None:
    body = "43992719910101007"
    assert not identity.check(body + identity.check_character(body), today=TODAY).findings


def test_birth_and_sex_are_read_from_the_number() -> None:
    check = identity.check("440308199901101512", today=TODAY)
    assert (check.birth, check.sex) == (datetime.date(1999, 1, 10), "1")
    assert (check.kind, check.county) == (identity.RESIDENT, "440308")
    assert identity.check("810000199408230021", today=TODAY).kind == identity.RESIDENCE_PERMIT


def test_another_sex_than_the_number_states_is_a_warning() -> None:
    assert codes(identity.check("440308199901101512", today=TODAY, sex="2")) == {"says_male"}
    assert codes(identity.check("610104620927690", today=TODAY, sex="1")) == {
        "upgraded",
        "says_female",
    }
    assert not codes(identity.check("440308199901101512", today=TODAY, sex="1"))
    assert not codes(identity.check("440308199901101512", today=TODAY, sex="9"))


@pytest.mark.parametrize(
    ("day", "code"),
    [("20250602", "future"), ("19040601", "too_old"), ("20230229", "date"), ("00000101", "date")],
)
def test_a_birth_that_cannot_be_is_an_error(day: str, code: str) -> None:
    body = f"431127{day}123"
    assert code in codes(identity.check(body + identity.check_character(body), today=TODAY))


def test_the_edges_of_a_possible_birth_pass() -> None:
    for day in ("20250601", "19040602", "20240229", "20000229"):
        body = f"431127{day}123"
        assert identity.check(body + identity.check_character(body), today=TODAY).ok


def test_order_code_zero_is_odd() -> None:
    body = "43112719900101000"
    assert "order_zero" in codes(identity.check(body + identity.check_character(body), today=TODAY))


def test_a_number_from_a_numeric_cell_is_never_trusted() -> None:
    check = identity.check("360426199101010071", today=TODAY, from_number_cell=True)
    assert codes(check) == {"number_cell"}
    assert not check.ok
    assert check.birth == datetime.date(1991, 1, 1)


def test_scientific_notation_is_damage_even_in_a_text_cell() -> None:
    check = identity.check("4.30602E+17", today=TODAY)
    assert codes(check) == {"scientific"}
    assert check.findings[0].params == {"digits": 6}
    assert check.birth is None


def test_noughts_at_the_end_are_pointed_out() -> None:
    number = next(
        body + "0"
        for body in (
            f"4311271990{month:02d}01{order}00" for month in range(1, 13) for order in range(1, 10)
        )
        if identity.check_character(body) == "0"
    )
    assert codes(identity.check(number, today=TODAY)) == {"zero_tail"}


@pytest.mark.parametrize(
    ("text", "digits", "birth"),
    [
        ("430602199001011000", "430602199001011", datetime.date(1990, 1, 1)),
        ("430602199001011000.0", "430602199001011", datetime.date(1990, 1, 1)),
        ("4.30602199001011E+17", "430602199001011", datetime.date(1990, 1, 1)),
        ("4.30602E+17", "430602", None),
        ("430623000000000000", "430623", None),
        ("6E17", "6", None),
        ("43060219900101", "43060219900101", None),
        ("43060219901301100", "430602199013011", None),
        ("abc", "", None),
    ],
)
def test_what_survives_a_numeric_cell_is_told(
    text: str, digits: str, birth: datetime.date | None
) -> None:
    assert identity.surviving_digits(text) == digits
    assert identity.damaged_birth(text) == birth


@pytest.mark.parametrize(
    "text",
    [
        " 440113 2014-1005 001x ",
        "'44011320141005001X",
        "\u2018\u200b44011320141005001\uff38",
        "\ufeff44011320141005001\u00d7",
        "４４０１１３２０１４１００５００１ｘ",
        "440113\u00a020141005\u3000001X\u202c",
        "440113\u20112014\u20101005\u2013001X",
    ],
)
def test_dressing_is_taken_off_a_number(text: str) -> None:
    assert identity.compact(text) == "44011320141005001X"


@given(st.text())
def test_taking_off_the_dressing_twice_changes_nothing_more(text: str) -> None:
    once = identity.compact(text)
    assert identity.compact(once) == once


@pytest.mark.parametrize(
    "typed", ["36O4261991o1010071", "36042619910l0l0071", "3604261991I1010071"]
)
def test_letters_taken_for_digits_are_suggested_and_not_applied(typed: str) -> None:
    check = identity.check(typed, today=TODAY)
    assert not check.ok
    if "I1" in typed:
        assert check.suggestion is None
    else:
        assert check.suggestion == "360426199101010071"
        assert check.number != check.suggestion


def test_a_slip_in_an_old_number_is_suggested_in_its_new_form() -> None:
    check = identity.check("6lO104620927690", today=TODAY)
    assert check.suggestion == "610104196209276908"


@given(bodies)
def test_every_number_with_its_check_character_is_accepted(body: str) -> None:
    number = body + identity.check_character(body)
    assert identity.is_resident_number(number)
    check = identity.check(number, today=TODAY)
    assert check.ok
    assert identity.sex_of(number) == check.sex
    assert identity.birth_date(number) == check.birth


@given(bodies, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_found(body: str, place: int, other: str) -> None:
    number = body + identity.check_character(body)
    wrong = number[:place] + other + number[place + 1 :]
    assert identity.is_resident_number(wrong) == (wrong == number)


@given(bodies, st.integers(0, 16))
def test_two_neighbours_swapped_are_always_found(body: str, place: int) -> None:
    number = body + identity.check_character(body)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert identity.is_resident_number(swapped) == (swapped == number)


@given(bodies)
def test_the_check_character_agrees_with_the_weights_of_the_standard(body: str) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    assert identity.check_character(body) == "10X98765432"[total % 11]


@given(st.text(string.ascii_letters + string.digits + "_+- ²٣", min_size=18, max_size=18))
def test_only_plain_digits_make_a_number(text: str) -> None:
    expected = text[:17].isascii() and text[:17].isdigit()
    assert not identity.is_resident_number(text) or expected


@pytest.mark.parametrize(
    ("text", "kind", "warned"),
    [
        ("H12345678", identity.MAINLAND_PERMIT, False),
        ("m1234567890", identity.MAINLAND_PERMIT, False),
        ("E12345678", identity.PASSPORT, False),
        ("EA1234567", identity.PASSPORT, False),
        ("USA110000123456", identity.FOREIGN_RESIDENT, False),
    ],
)
def test_other_papers_are_told_by_their_shape(text: str, kind: str, *, warned: bool) -> None:
    check = identity.check(text, today=TODAY)
    assert check.kind == kind
    assert check.ok
    assert any(one.level == findings.WARNING for one in check.findings) == warned


def test_the_new_card_of_foreigners_has_the_check_character_of_citizens() -> None:
    body = "91115619900101123"
    right = body + identity.check_character(body)
    wrong = body + ("1" if right[-1] != "1" else "2")
    known = identity.check(right, today=TODAY, foreign=True)
    assert (known.kind, known.ok) == (identity.FOREIGN_RESIDENT, True)
    assert identity.check(right, today=TODAY).kind == identity.RESIDENT
    assert codes(identity.check(right, today=TODAY)) == {"county"}
    assert not known.findings
    assert "check" in codes(identity.check(wrong, today=TODAY, foreign=True))


def test_a_number_of_nines_is_a_resident_number_of_an_unknown_county() -> None:
    body = "99999919900101123"
    check = identity.check(body + identity.check_character(body), today=TODAY)
    assert (check.kind, check.ok, codes(check)) == (identity.RESIDENT, True, {"county"})


def test_a_short_number_of_a_numeric_cell_has_lost_nothing() -> None:
    check = identity.check("12345678.0", today=TODAY, from_number_cell=True)
    assert (check.ok, codes(check)) == (False, {"number_cell_short"})
    assert check.findings[0].params == {"digits": 8}


def test_a_stated_card_of_foreigners_may_have_another_shape() -> None:
    assert codes(identity.check("123", today=TODAY, kind=identity.FOREIGN_RESIDENT)) == {"shape"}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("12345678", identity.TAIWAN_PERMIT, set()),
        ("1234567", identity.TAIWAN_PERMIT, {"shape"}),
        ("E12345678", identity.PASSPORT, set()),
        ("12", identity.PASSPORT, {"shape"}),
        ("whatever", "99", set()),
    ],
)
def test_a_stated_kind_is_judged_by_its_own_shape(text: str, kind: str, expected: set[str]) -> None:
    check = identity.check(text, today=TODAY, kind=kind)
    assert check.kind == kind
    assert codes(check) == expected
    assert check.ok


def test_a_resident_number_is_judged_as_one_where_the_kind_says_so() -> None:
    assert codes(identity.check("E12345678", today=TODAY, kind="01")) == {"length"}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("430602199001011126", "430***********1126"),
        ("610104620927690", "610********7690"),
        ("E12345678", "E1*****78"),
        ("H1", "**"),
        ("", ""),
    ],
)
def test_numbers_are_masked(number: str, shown: str) -> None:
    assert identity.mask(number) == shown


def test_a_birth_is_read_only_where_it_can_stand() -> None:
    assert identity.birth_date("4306021990AB011126") is None
    assert identity.birth_date("43060219900101112") is None


def test_provinces_are_told_by_their_first_digits() -> None:
    assert divisions.province_name("431127") == "湖南省"
    assert divisions.province_name("99") is None
    assert divisions.is_plausible_county("830000")
    assert not divisions.is_plausible_county("830001")
    assert len(divisions.PROVINCES) == 34


def test_findings_know_how_grave_they_are() -> None:
    assert findings.any_error([findings.warning("a"), findings.error("b")])
    assert not findings.any_error([findings.warning("a"), findings.information("c", x=1)])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("E12345678", "findings.id.passport_by_shape"),
        ("H12345678", "findings.id.permit_by_shape"),
    ],
)
def test_which_paper_a_number_was_taken_for_is_said(number: str, code: str) -> None:
    found = identity.check(number, today=TODAY)
    assert [one.code for one in found.findings] == [code]
