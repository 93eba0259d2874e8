from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.dispatch import contracts, terms
from gigdesk.domain.office import rules

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
    assert found["pay_method"] == "cash"
    assert "employer_address" not in found
    assert set(terms.for_the_pen("service", found)) == {
        "employer_address",
        "employer_representative",
        "worker_address",
    }
    assert terms.for_the_pen("labour", found) == {}


def test_hazards_of_a_hazardous_post_must_be_written_by_a_person() -> None:
    rows: dict[str, dict[str, object]] = {"employer": {}, "batch": {}, "worker": {}}
    calm = terms.values("labour", order={"hazardous": 0}, station="", **rows)
    risky = terms.values("labour", order={"hazardous": 1}, station="", **rows)
    assert "hazards" in calm
    assert "hazards" not in risky


def test_the_order_s_form_of_employment_chooses_the_template() -> None:
    assert terms.kind_for({"employment_form": "labour"}) == "labour"
    assert terms.kind_for({"employment_form": None}) == "service"
