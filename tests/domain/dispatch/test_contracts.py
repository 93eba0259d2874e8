from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.dispatch import contracts, terms
from gigdesk.domain.office import rules
from gigdesk.domain.workers import ages

FIRST = datetime.date(2026, 10, 1)


def test_numbers_carry_station_year_and_five_figures() -> None:
    assert contracts.number("430602101", 2026, 7) == "430602101-2026-00007"
    assert contracts.number("S", 2026, 123456) == "S-2026-123456"
    assert contracts.seq_of("430602101-2026-00007") == 7
    assert contracts.seq_of("old") == 0


@pytest.mark.parametrize(
    ("days", "colour"), [(0, "green"), (20, "green"), (21, "amber"), (30, "amber"), (31, "red")]
)
def test_days_without_contract_turn_amber_and_red(days: int, colour: str) -> None:
    book = rules.book(rules.DEFAULTS)
    today = FIRST + datetime.timedelta(days=days - 1)
    assert contracts.days_without(FIRST, today) == days
    assert contracts.colour(FIRST, today, book) == colour


@pytest.mark.parametrize(
    ("to_day", "left"), [("2026-10-01", 0), ("2026-10-31", 30), ("2026-09-30", -1)]
)
def test_days_are_counted_to_the_end_of_a_contract(to_day: str, left: int) -> None:
    assert contracts.days_to_end(to_day, FIRST) == left


def test_a_contract_follows_its_states() -> None:
    assert contracts.STATES.may("draft", "final")
    assert contracts.STATES.may("final", "signed")
    assert not contracts.STATES.may("draft", "signed")
    assert contracts.STATES.after("void") == ()


def test_values_come_from_the_rows_and_nothing_is_invented() -> None:
    found = terms.values(
        "service",
        employer={"name": "青禾合作社"},
        order={"trade": "采棉", "place": "阿克苏", "pay_kind": "piece", "pay_fen": 180},
        batch={"first_day": "2026-10-01", "last_day": "2026-11-30"},
        worker={"name": "王小丁", "sex": "2", "doc_kind": "01", "doc_no": "430602198503020014"},
        station="青山镇",
    )
    assert found["worker_sex"] == "女"
    assert found["worker_document"] == "居民身份证"
    assert found["pay_rate"] == "1.80元/件"
    assert found["pay_kind"] == "piece"
    assert set(terms.for_the_pen("service", found)) == set(terms.PEN_MARKS) - {"worker_document"}


@pytest.mark.parametrize("kind", ["labour", "overage"])
def test_a_contract_that_must_be_whole_by_law_has_no_line_for_the_pen(kind: str) -> None:
    assert terms.for_the_pen(kind, {}) == {}


@pytest.mark.parametrize(
    ("kind", "pens", "none"),
    [
        ("work", ("materials", "acceptance", "quantity"), ("hours", "insurance", "lender_name")),
        ("shared", ("lender_name", "settlement", "hours"), ("materials",)),
        ("parttime", ("rest", "insurance"), ("pay_cycle", "hours", "materials")),
    ],
)
def test_each_kind_leaves_lines_for_what_its_own_paper_asks(
    kind: str, pens: tuple[str, ...], none: tuple[str, ...]
) -> None:
    left = terms.for_the_pen(kind, {})
    assert not set(none) & set(left)
    assert set(pens) <= terms.lines_for_the_pen(left)


def test_what_an_order_states_is_said_on_the_contract_in_words() -> None:
    found = values_of(
        "service",
        minutes_per_day=510,
        days_per_week=6,
        shift="两班倒",
        pay_kind="day",
        pay_fen=16000,
        pay_cycle="half_month",
        pay_within_days=5,
        pay_method="cash",
        meals="charged",
        meals_day_fen=1500,
        lodging="free",
        transport_payer="half",
        transport_advance="station",
        insurance_kinds="injury,accident",
        insurance_payer="employer",
        hazards="none",
        protection="手套",
        promise="不扣证\n不收押金",
    )
    assert found["hours"] == "每日工作8.5小时，两班倒"
    assert found["rest"] == "每周工作6日，休息1日"
    assert found["pay_cycle"] == "半月结"
    assert found["pay_day"] == "结算周期结束后5日内"
    assert found["pay_method"] == "cash"
    assert found["lodging"] == "提供伙食，每日收费15.00元，免费提供住宿"
    assert found["transport"] == "往返交通费由甲乙双方各承担一半，由服务站先行垫付"
    assert found["insurance"] == "参加工伤保险、人身意外伤害保险，保险费由甲方承担"
    assert found["hazards"] == "本岗位不接触职业病危害因素"
    assert found["other"] == "不扣证；不收押金"
    assert set(terms.for_the_pen("service", found)) == set(terms.PEN_MARKS[:4])


@pytest.mark.parametrize(
    ("mark", "order"),
    [
        ("insurance", {"insurance_kinds": "accident"}),
        ("insurance", {"insurance_payer": "employer"}),
        ("lodging", {"meals": "free"}),
        ("lodging", {"meals": "charged", "lodging": "free"}),
        ("transport", {"transport_advance": "station"}),
        ("hazards", {"hazardous": 1}),
        ("hours_kind", {}),
        ("pay_day", {"pay_cycle": "month"}),
    ],
)
def test_half_a_statement_is_none(mark: str, order: dict[str, object]) -> None:
    assert mark not in values_of("labour", **order)


@pytest.mark.parametrize(
    ("days", "last", "said"),
    [
        (None, "2026-12-31", "no"),  # two months and thirty days: none by law
        (None, "2027-01-04", None),
        (0, "2027-01-04", "no"),
        (30, "2027-10-04", "yes"),
    ],
)
def test_probation_is_what_law_or_order_say(days: int | None, last: str, said: str | None) -> None:
    batch = {"first_day": "2026-10-05", "last_day": last}
    order: dict[str, object] = {"probation_days": days, "probation_fen": 13000, "pay_kind": "day"}
    found = terms.values(
        "labour",
        employer={},
        order=order,
        batch=batch,
        worker={},
        station="",
        longest_probation=0 if last == "2026-12-31" else 30,
    )
    assert found.get("probation") == said
    if said == "yes":
        assert (found["probation_end"], found["probation_pay"]) == ("2026-11-03", "130.00元/天")


def test_hours_beyond_the_standard_contradict_what_two_kinds_print() -> None:
    long: dict[str, object] = {"minutes_per_day": 540, "hours_kind": "standard"}
    assert terms.beyond("labour", long)
    assert terms.beyond("overage", {"minutes_per_day": 480, "days_per_week": 6})
    assert not terms.beyond("service", long)
    assert not terms.beyond("labour", {**long, "hours_kind": "comprehensive"})


def values_of(kind: str, **order: object) -> dict[str, str]:
    return terms.values(kind, employer={}, order=order, batch={}, worker={}, station="")


def test_the_order_s_form_of_employment_chooses_the_template() -> None:
    assert terms.kind_for({"employment_form": "labour"}) == "labour"
    assert terms.kind_for({"employment_form": None}) == "service"


@pytest.mark.parametrize(
    ("kind", "birth", "sex", "right"),
    [
        ("overage", "1990-05-01", "1", "labour"),
        ("labour", "1965-05-01", "1", "overage"),  # a man of 61
        ("parttime", "1965-05-01", "1", "overage"),
        ("labour", "1990-05-01", "1", "labour"),
        ("overage", "1965-05-01", "1", "overage"),
        ("service", "1965-05-01", "1", "service"),
        ("labour", "1966-08-15", "1", "labour"),  # 60 years and 5 months: 2027-01-15
        ("labour", "1966-04", "1", "overage"),  # 60 years and 4 months: August 2026
        ("labour", "1973-05-01", "2", "labour"),  # a woman of 53 may belong to either group
        ("overage", "1973-05-01", "2", "overage"),
        ("labour", "1970-05-01", "2", "overage"),  # 55 years and 2 months: July 2026
        ("labour", "1963-05-01", "0", "overage"),
        ("overage", "", "1", "overage"),
    ],
)
def test_the_kind_of_contract_follows_the_retirement_age_on_the_first_working_day(
    kind: str, birth: str, sex: str, right: str
) -> None:
    day = datetime.date(2026, 10, 1)
    known = ages.retirement_rules(rules.book(rules.DEFAULTS), day)
    assert terms.fitting(kind, birth, sex, day, rules=known) == right


def test_an_order_takes_another_kind_of_contract_only_with_its_ages_and_insurance() -> None:
    order = {"age_min": 18, "age_max": 65, "insurance_kinds": "social,injury"}
    assert terms.allows(order, "overage", 61)
    assert terms.allows(order, "labour", 36)
    assert not terms.allows(order, "overage", 66)
    assert not terms.allows(order, "overage", None)
    assert not terms.allows({**order, "insurance_kinds": "social"}, "overage", 61)
    assert not terms.allows({**order, "insurance_kinds": "injury"}, "labour", 36)


def test_a_term_left_to_the_pen_is_known_again_in_a_contract_printed_long_ago() -> None:
    stated = values_of("service", minutes_per_day=480, pay_cycle="month")
    printed = {**stated, **terms.for_the_pen("service", stated)}
    assert terms.lines_for_the_pen(printed) == set(terms.PEN_MARKS) - {"hours", "pay_cycle"}
    assert terms.lines_for_the_pen(stated) == frozenset()


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"pay_kind": "day", "pay_fen": 16000}, "160.00元/天"),
        ({"pay_kind": "piece", "pay_fen": 180, "pay_unit": "公斤"}, "1.80元/公斤"),
        ({"pay_fen": 16000}, "160.00元"),
        ({"pay_kind": "day", "pay_fen": None}, ""),
    ],
)
def test_pay_is_said_for_one_unit_of_its_kind_and_not_without_a_figure(
    order: dict[str, object], said: str
) -> None:
    assert terms.pay_words(order) == said


def test_contributions_to_social_insurance_alone_are_shared_as_the_law_says() -> None:
    stated: dict[str, object] = {"insurance_kinds": "social", "insurance_payer": "worker"}
    told = values_of("labour", **stated)["insurance"]
    assert told == "参加社会保险，缴费按照国家和当地规定由双方分别承担"
    both = values_of("labour", **{**stated, "insurance_kinds": "social,accident"})["insurance"]
    assert both == "参加社会保险、人身意外伤害保险，保险费由乙方承担"
