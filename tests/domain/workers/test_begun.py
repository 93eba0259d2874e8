"""Work that a row without a state lets somebody begin who is known as without any."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from gigdesk.domain.workers import begun, employment
from gigdesk.domain.workers.findings import warning

TODAY = datetime.date(2026, 11, 22)
IDLE: dict[str, Any] = {"employment_status": "2", "unemployed_since": "2026-05-01"}
FULL: dict[str, Any] = {"employer_name": "鞋厂", "employed_since": "2026-08-01"}
MADE = {**FULL, "employment_status": employment.WORKING}


@pytest.mark.parametrize(
    ("state", "without"), [(None, False), ("", False), (employment.WORKING, False), ("2", True)]
)
def test_only_a_known_state_of_no_work_is_one(state: str | None, *, without: bool) -> None:
    assert begun.is_without({"employment_status": state}) is without


@pytest.mark.parametrize(
    ("given", "person", "works"),
    [
        (FULL, IDLE, True),
        ({"employer_name": "鞋厂"}, IDLE, True),
        ({**FULL, "unemployed_since": "2026-03-01"}, IDLE, True),
        ({**FULL, "unemployed_since": "2026-09-01"}, IDLE, False),
        ({**FULL, "unemployed_since": "2026-08"}, IDLE, False),
        ({**FULL, "employment_status": "2"}, IDLE, False),
        (FULL, {**IDLE, **FULL}, False),
        (FULL, {"employment_status": employment.WORKING}, False),
        (FULL, {}, False),
    ],
)
def test_a_state_follows_from_news_of_work_alone(
    given: dict[str, Any], person: dict[str, Any], *, works: bool
) -> None:
    said = begun.stated(given, person)
    assert said == ({**given, "employment_status": employment.WORKING} if works else given)


def test_another_row_that_denies_the_work_leaves_it_unsaid() -> None:
    assert begun.among(FULL, [], IDLE) == MADE
    assert begun.among(FULL, [{"unemployed_since": "2026-09-01"}], IDLE) == FULL
    assert begun.among(FULL, [{"employment_status": "2"}], IDLE) == FULL


@pytest.mark.parametrize(
    ("given", "others", "history", "code"),
    [
        (FULL, [], [], ""),
        ({"employer_name": "鞋厂"}, [], [], "findings.row.work_no_day"),
        ({"employed_since": "2026-08-01"}, [], [], "findings.row.work_no_employer"),
        ({"employer_name": "鞋厂"}, [FULL], [], ""),
        ({"employer_name": "鞋厂"}, [{"employment_status": employment.WORKING}], [], ""),
        ({**FULL, "employed_since": "2027-01-01"}, [], [], "findings.row.work_ahead"),
        ({**FULL, "employed_since": "2026-04-01"}, [], [], "workers.finding.work_from_before"),
        ({**FULL, "employed_since": "2026-05"}, [], [], ""),
        (FULL, [], [{"since": "2026-09-01"}], "workers.finding.work_from_before"),
        (FULL, [], [{"since": "2026-01-01", "until": "2026-09-30"}],
         "workers.finding.work_from_before"),
        (FULL, [], [{"since": "2026-01-01", "until": "2026-09-30", "until_assumed": 1}], ""),
        ({**FULL, "employment_status": "2"}, [], [], ""),
    ],
)  # fmt: skip
def test_what_does_not_say_enough_is_asked(
    given: dict[str, Any], others: list[Any], history: list[Any], code: str
) -> None:
    found = begun.asked(given, others, IDLE, history, TODAY)
    assert [one.code for one in found] == ([code] if code else [])


UNCLEAR = "findings.row.work_unclear"


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([("备注", None, "已返乡")], "已返乡"),
        ([("备注", None, "未返乡")], None),
        ([("返乡时间", None, "2026-09-01")], "返乡时间 2026-09-01"),
        ([("是否返乡", None, "否")], None),
        ([("返乡时间", None, "")], None),
        ([("务工单位", "employer_name", "返乡创业园")], None),
    ],
)
def test_cells_may_say_that_somebody_is_back(
    cells: list[tuple[str, str | None, str]], text: str | None
) -> None:
    found = begun.unclear(cells, [])
    assert [(one.code, one.params["text"]) for one in found] == ([(UNCLEAR, text)] if text else [])


def test_a_state_that_was_not_read_is_asked_and_what_follows_is_said() -> None:
    unread = warning("findings.code.unknown", field="employment_status", text="退休")
    (found,) = begun.unclear([], [warning("findings.name.mark"), unread])
    assert (found.code, found.params["text"]) == (UNCLEAR, "退休")
    assert begun.follows().code == begun.FOLLOWS
