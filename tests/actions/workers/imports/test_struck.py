"""Rows that are struck through in a list wait for a decision, and are never new without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.styles import Font

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

CODE = "findings.row.struck"


def struck(path: Path, people: Sequence[Sequence[Any]], *cells: str) -> Path:
    """Write a roster with some of its cells struck through."""
    rosters.book(path, people)
    book = openpyxl.load_workbook(path)
    for place in cells:
        book.worksheets[0][place].font = Font(strike=True)
    book.save(path)
    return path


def test_a_row_struck_through_waits_and_says_why(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(4, village="")
    path = struck(tmp_path / "a.xlsx", people, "A3", "B3", "C3", "C4")
    seen = rosters.look(desk, path)
    # A telephone alone that is struck through says nothing of the person.
    assert rosters.counts(seen) == {"new": 3, "undecided": 1}
    (line,) = imports.lines_of(desk, seen, "undecided", 0, 10)
    assert [one[0] for one in line.reasons] == [CODE]
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"new": 3, "undecided": 1}
    assert rosters.people(desk) == 3
    again = rosters.take(desk, path)
    assert rosters.counts(again) == {"unchanged": 3, "undecided": 1}


def test_a_row_struck_through_changes_nobody_unasked(desk: Desk, tmp_path: Path) -> None:
    people: list[list[Any]] = [list(one) for one in rosters.crowd(2, village="")]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    same = rosters.look(desk, struck(tmp_path / "b.xlsx", people, "A2", "B2"))
    assert rosters.counts(same) == {"unchanged": 2}
    people[0][2] = "13999999999"
    news = rosters.look(desk, struck(tmp_path / "c.xlsx", people, "A2", "B2"))
    assert rosters.counts(news) == {"undecided": 1, "unchanged": 1}
    (line,) = imports.lines_of(desk, news, "undecided", 0, 10)
    assert [one[0] for one in line.reasons] == [CODE]


def test_a_row_struck_through_with_a_wrong_number_says_both(desk: Desk, tmp_path: Path) -> None:
    people = [["刘桂花", rosters.number(1)[:-1], "", ""]]
    seen = rosters.look(desk, struck(tmp_path / "a.xlsx", people, "A2"))
    (line,) = imports.lines_of(desk, seen, "rejected", 0, 10)
    assert {one[0] for one in line.reasons} >= {CODE, "findings.id.length"}
