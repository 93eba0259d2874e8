"""Rows about records that were merged into another: they mean who is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import workers
from gigdesk.actions.workers import imports
from gigdesk.domain.workers import identity
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

KEPT, GONE = rosters.number(1), rosters.number(2, "19751103")


@pytest.fixture
def merged(desk: Desk, tmp_path: Path) -> Any:
    """Return the id of a person into whom another record was merged."""
    rosters.add_places(desk, ("青山镇", "新建村"))
    people = [["刘桂花", one, "13800000001", "新建村"] for one in (KEPT, GONE)]
    rosters.take(desk, rosters.book(tmp_path / "first.xlsx", people))
    kept, gone = (rosters.person(desk, one)["id"] for one in (KEPT, GONE))
    workers.doubles.merge(desk, keep=kept, other=gone)
    return kept


def damaged(number: str) -> str:
    """Return a number with one digit of its order wrong."""
    wrong = f"{number[:16]}{(int(number[16]) + 2) % 10}{number[17]}"
    assert not identity.is_resident_number(wrong)
    return wrong


def test_a_damaged_number_of_a_record_merged_away_proposes_who_is_kept(
    desk: Desk, tmp_path: Path, merged: bytes
) -> None:
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", damaged(GONE), "", "新建村"]])
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"undecided": 1}
    outcome = imports.lines_of(desk, seen, "undecided", 0, 1)[0]
    assert [one[0] for one in outcome.reasons] == ["findings.id.check"]
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"undecided": 1}
    waiting = desk.store.query("SELECT * FROM intake_row WHERE outcome = 'undecided'")
    assert [row["proposed_id"] for row in waiting] == [merged]


def test_somebody_else_of_that_birth_is_proposed_nobody(
    desk: Desk, tmp_path: Path, merged: bytes
) -> None:
    assert merged
    path = rosters.book(tmp_path / "a.xlsx", [["陈秀英", damaged(GONE), "", "新建村"]])
    assert rosters.counts(rosters.look(desk, path)) == {"rejected": 1}
