"""Single cells: words for nothing, answers, labels and failed formulas are seen as such."""

from __future__ import annotations

import datetime

import pytest

from gigdesk import money
from gigdesk.domain.workers import codes, rows
from gigdesk.domain.workers.rows import TypedCell as Cell

SHEET = rows.Sheet(datetime.date(2025, 6, 1))
NUMBER = "360426199101010071"


def read(**cells: str | Cell) -> rows.RowReading:
    typed = {name: cell if isinstance(cell, Cell) else Cell(cell) for name, cell in cells.items()}
    return rows.read(5, typed, SHEET)


@pytest.mark.parametrize("word", ["无", "不详", "暂无", "没有", "未知", "N/A", "None", "null"])
def test_words_for_nothing_are_nothing_in_every_free_text(word: str) -> None:
    texts = ("trade", "employer_name", "emergency_name", "address", "notes", "wanted_trades")
    reading = read(**dict.fromkeys(texts, word))
    assert not set(texts) & set(reading.given)


def test_no_hardship_any_more_is_an_answer() -> None:
    assert read(hardship="无").given["hardship"] == "无"


@pytest.mark.parametrize(
    ("word", "kept"), [("良好", "1"), ("3", "3"), ("慢性病", "3"), ("哮喘", "哮喘"), ("无", "无")]
)
def test_health_is_a_code_or_own_words_and_no_remark_repeats_it(word: str, kept: str) -> None:
    reading = read(health_note=word)
    assert reading.given["health_note"] == kept
    assert not [one for one in reading.findings if one.params.get("text") == word]


@pytest.mark.parametrize("word", ["不愿意", "愿意外出", "是", "无就业意愿"])
def test_whether_somebody_wants_to_go_is_no_wanted_trade(word: str) -> None:
    reading = read(wanted_trades=word)
    assert "wanted_trades" not in reading.given
    if word != "是":
        assert word in str(reading.given["notes"])


def test_who_is_at_home_has_no_employer_and_it_is_told() -> None:
    reading = read(employer_name="在家务农")
    assert "employer_name" not in reading.given
    assert "在家务农" in str(reading.given["notes"])
    assert "findings.value.no_employer" in [one.code for one in reading.findings]
    assert read(employer_name="鑫达电子厂").given["employer_name"] == "鑫达电子厂"


@pytest.mark.parametrize(
    ("cells", "begins"),
    [
        ({"employer_name": "在家务农"}, False),
        ({"employer_name": "在家务农", "employment_status": "已就业"}, True),
        ({"employer_name": "鑫达电子厂"}, True),
        ({}, True),
    ],
)
def test_no_work_begins_with_being_at_home(cells: dict[str, str], *, begins: bool) -> None:
    reading = read(**cells, employed_since="2026-05-01")
    assert ("employed_since" in reading.given) is begins
    assert ("findings.value.no_work_begun" in [one.code for one in reading.findings]) is not begins
    assert ("2026-05-01" in str(reading.given.get("notes"))) is not begins


@pytest.mark.parametrize(("word", "code"), [("是", "1"), ("否", "2"), ("1", "1")])
def test_whether_somebody_has_work_is_understood(word: str, code: str) -> None:
    assert read(employment_status=word).given["employment_status"] == code


@pytest.mark.parametrize("label", ["身份证：", "身份证号:", "身份证号码 ", "公民身份号码："])
def test_a_label_before_a_number_is_no_part_of_it(label: str) -> None:
    assert read(name="赵大山", doc_no=f"{label}{NUMBER}").doc_no == NUMBER


def test_a_failed_formula_for_a_number_is_named() -> None:
    reading = read(name="赵大山", doc_no=Cell("#", "error"), village="#REF!")
    told = [(one.code, one.params["field"]) for one in reading.findings]
    code = "findings.value.cell_error"
    assert (code, "doc_no") in told
    assert (code, "village") in told


@pytest.mark.parametrize("error", ["#N/A", "#REF!"])
def test_a_failed_formula_is_called_as_the_cell_shows_it(error: str) -> None:
    reading = read(name="赵大山", doc_no=Cell(error, "error"), trade=Cell(error, "error"))
    said = [one for one in reading.findings if one.code == "findings.value.cell_error"]
    assert [one.params["text"] for one in said] == [error, error]


def test_a_formula_that_was_never_calculated_is_no_sign_of_its_own() -> None:
    reading = read(name="赵大山", doc_no=Cell("=", "error"), trade=Cell("=", "error"))
    assert [one.code for one in reading.findings] == ["findings.value.not_calculated"] * 2


def test_scientific_writing_with_three_figures_is_known_as_such() -> None:
    reading = read(name="赵大山", doc_no="4.31123196506151E+017")
    assert [one.code for one in reading.paper.findings] == ["findings.id.scientific"]


def test_nobody_is_asked_about_a_day_of_an_ordinary_field_that_is_none() -> None:
    first = read(name="赵大山", doc_no=NUMBER, registered_on="2026-13-01", birth_date="1991-13-01")
    assert rows.damaged(first, None) == []
    assert first.given["notes"] == "填报日期原文：2026-13-01"
    without = read(name="赵大山", birth_date="1991-13-01")
    assert [one.params["field"] for one in rows.damaged(without, None)] == ["birth_date"]
    assert rows.damaged(without, without.given["notes"]) == []


def income(text: str, unit: int) -> rows.RowReading:
    sheet = rows.Sheet(SHEET.today, {"annual_income_fen": unit})
    return rows.read(5, {"annual_income_fen": Cell(text)}, sheet)


@pytest.mark.parametrize(
    ("text", "unit", "code", "taken", "other"),
    [
        ("36000", money.TEN_THOUSAND_YUAN_FEN, "large_unit", "360,000,000.00", "36,000.00"),
        ("1,200", money.TEN_THOUSAND_YUAN_FEN, "large_unit", "12,000,000.00", "1,200.00"),
        ("3.6", money.YUAN_FEN, "small_unit", "3.60", "36,000.00"),
        ("36000000", money.YUAN_FEN, "too_large", "36,000,000.00", None),
        ("3000万", money.YUAN_FEN, "too_large", "30,000,000.00", None),
    ],
)
def test_an_income_that_nobody_can_have_is_kept_as_words_and_told_both_ways(
    text: str, unit: int, code: str, taken: str, other: str | None
) -> None:
    reading = income(text, unit)
    assert [one.code for one in reading.findings] == [f"findings.value.{code}"]
    assert (reading.findings[0].params["taken"], reading.findings[0].params.get("other")) == (
        taken,
        other,
    )
    assert "annual_income_fen" not in reading.given
    assert reading.given["notes"] == f"年收入原文：{text}"


def test_an_income_that_is_only_rare_is_taken_and_doubted() -> None:
    reading = income("300万", money.TEN_THOUSAND_YUAN_FEN)
    assert [one.code for one in reading.findings] == ["findings.value.large"]
    assert reading.given["annual_income_fen"] == 300_000_000
    assert not income("0", money.YUAN_FEN).findings
    assert not income("36000", money.YUAN_FEN).findings


def test_a_division_code_comes_from_text_and_from_a_number_alike() -> None:
    reading = read(address_code=Cell("430602001001", "number"), hukou_code="430602 001 001")
    assert reading.given["address_code"] == reading.given["hukou_code"] == "430602001001"


def test_words_in_place_of_a_division_code_stay_in_the_remarks() -> None:
    reading = read(address_code="4306020101")
    assert "address_code" not in reading.given
    assert "现住址行政区划代码" in str(reading.given["notes"])
    assert "4306020101" in str(reading.given["notes"])


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3.5万", 35_000),
        ("3.5W", 35_000),
        ("3万5", 35_000),
        ("3 万 5 千元", 35_000),
        ("３．５万/年", 35_000),
        ("6千", 6_000),
        ("5千元", 5_000),
        ("35,000元/年", 35_000),
        ("三万五", 35_000),
        ("三万五千元", 35_000),
        ("五万", 50_000),
        ("两万八", 28_000),
        ("十二万", 120_000),
        ("二十万", 200_000),
        ("八千", 8_000),
        ("四千五", 4_500),
    ],
)
def test_an_amount_that_says_its_unit_needs_none_from_its_header(text: str, yuan: int) -> None:
    for unit in ({}, {"annual_income_fen": money.TEN_THOUSAND_YUAN_FEN}):
        sheet = rows.Sheet(SHEET.today, unit)
        found = rows.read(5, {"annual_income_fen": Cell(text)}, sheet)
        assert found.given == {"annual_income_fen": yuan * money.YUAN_FEN}


@pytest.mark.parametrize(
    "text", ["2千元/月", "3万5百", "3.5万多", "3-4万", "35k", "三五万", "两三万", "三万多", "十千"]
)
def test_an_amount_of_another_time_or_unclear_stays_in_words(text: str) -> None:
    found = rows.read(5, {"annual_income_fen": Cell(text)}, SHEET)
    assert found.given == {"notes": f"年收入原文：{text}"}


def test_a_wanted_income_is_one_of_a_month() -> None:
    found = rows.read(5, {"wanted_income_fen": Cell("5000元/月")}, SHEET)
    assert found.given == {"wanted_income_fen": 5_000 * money.YUAN_FEN}


def test_a_small_income_that_says_its_unit_is_taken_as_it_is_written() -> None:
    reading = income("50元", money.TEN_THOUSAND_YUAN_FEN)
    assert (reading.given["annual_income_fen"], reading.findings) == (5_000, ())


def test_a_word_is_read_as_somebody_has_chosen_and_said_so() -> None:
    words = {("education", codes.word_key("夜校")): "60"}
    sheet = rows.Sheet(SHEET.today, words=words)
    chosen = rows.read(5, {"education": Cell("夜 校")}, sheet)
    assert chosen.given == {"education": "60"}
    assert [(one.code, one.level) for one in chosen.findings] == [("findings.value.by_choice", "I")]
    assert "education" not in read(education="夜 校").given


def test_one_of_several_words_is_read_as_somebody_has_chosen() -> None:
    words = {("service_needs", codes.word_key("办证")): "3"}
    found = rows.read(
        5, {"service_needs": Cell("培训、办证、唱戏")}, rows.Sheet(SHEET.today, words=words)
    )
    assert found.given["service_needs"] == "2,3"
    assert [(one.code, one.params["text"]) for one in found.findings] == [
        ("findings.value.by_choice", "办证"),
        ("findings.value.unknown", "唱戏"),
    ]
