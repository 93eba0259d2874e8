"""Certificates of rows that wait, which come with their row once it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import checking, imports, people
from tests.actions.workers.imports import rosters
from tests.actions.workers.imports.papered import (
    CHEN,
    LIU,
    NANNY,
    TELLING,
    WELDER,
    add,
    book,
    every,
    held,
    know,
    numbers,
    one,
)

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_row_that_waits_brings_its_certificate_when_it_is_finished(
    desk: Desk, tmp_path: Path
) -> None:
    know(desk, tmp_path)
    path = book(tmp_path / "c.xlsx", one("刘贵花"), one("陈秀莹", CHEN, paper=NANNY, level="五级"))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"undecided": 2}
    (shown, _) = imports.lines_of(desk, seen, "undecided", 0, 9)
    assert "certificate" in {change.field for change in shown.changes}
    rosters.take(desk, path)
    assert every(desk) == 0
    first, second = sorted(imports.waiting_lines(desk), key=lambda line: line.where)
    shown = imports.look(desk, row_id=first.id)
    assert shown.changes[-1].field == "certificate"
    assert shown.changes[-1].after["certificate_no"] == WELDER
    done = imports.finish(desk, first.id, fields={"certificate"})
    assert (numbers(desk), rosters.person(desk, LIU)["name"]) == ([WELDER], "刘桂花")
    office.undo.undo(desk, done.number)
    assert (every(desk), imports.count(desk)) == (0, 2)
    imports.finish(desk, first.id, fields={"training_project"})
    assert every(desk) == 0
    assert imports.finish_many(desk, row_ids=[second.id], take=True).settled == 1
    assert numbers(desk, CHEN) == [NANNY]


def test_a_waiting_certificate_that_somebody_else_has_got_is_asked_about(
    desk: Desk, tmp_path: Path
) -> None:
    know(desk, tmp_path)
    rosters.take(desk, book(tmp_path / "c.xlsx", one("刘贵花")))
    (line,) = imports.waiting_lines(desk)
    add(desk, CHEN)
    shown = imports.look(desk, row_id=line.id)
    assert TELLING + "elsewhere" in rosters.codes(shown)
    assert "certificate" not in {change.field for change in shown.changes}
    settled = imports.finish_many(desk, row_ids=[line.id], take=True)
    assert (settled.settled, settled.left) == (0, (line.id,))
    imports.finish(desk, line.id, fields={"training_project"})
    assert every(desk) == 1


def test_who_is_registered_from_a_waiting_row_has_its_certificate(
    desk: Desk, tmp_path: Path
) -> None:
    damaged = LIU[:-1] + ("0" if LIU[-1] != "0" else "1")
    path = book(tmp_path / "c.xlsx", one(number=damaged))
    assert rosters.counts(rosters.take(desk, path)) == {"rejected": 1}
    (line,) = imports.waiting_lines(desk)
    assert imports.look(desk, row_id=line.id).changes[-1].field == "certificate"
    values = {"name": "刘桂花", "doc_no": LIU}
    people.register(desk, values=values, intake_row=line.id, reason="看过证件")
    assert (numbers(desk), held(desk)[0]["issued_on"]) == ([WELDER], "2023-05-01")


def test_who_registers_from_a_row_is_told_that_its_certificate_is_not_recorded(
    desk: Desk, tmp_path: Path
) -> None:
    damaged = LIU[:-1] + ("0" if LIU[-1] != "0" else "1")
    know(desk, tmp_path, ["陈秀英", CHEN])
    rosters.take(desk, book(tmp_path / "c.xlsx", one(number=damaged)))
    (line,) = imports.waiting_lines(desk)
    add(desk, CHEN)
    values = {"name": "刘桂花", "doc_no": LIU}
    seen = people.preview(desk, values, intake_row=line.id)
    assert TELLING + "elsewhere" in {one.code for one in seen.remarks}
    assert TELLING + "elsewhere" not in {one.code for one in people.preview(desk, values).remarks}
    with pytest.raises(checking.Unconfirmed):
        people.register(desk, values=values, intake_row=line.id, reason="看过证件")
    assert imports.count(desk) == 1
    confirmed = frozenset({TELLING + "elsewhere"})
    made = people.register(
        desk, values=values, intake_row=line.id, reason="看过证件", confirmed=confirmed
    )
    assert TELLING + "elsewhere" in {one.code for one in made.warnings}
    assert (numbers(desk), imports.count(desk)) == ([], 0)


def test_two_waiting_rows_with_one_number_bring_no_certificate(desk: Desk, tmp_path: Path) -> None:
    damaged = [one[:-1] + ("0" if one[-1] != "0" else "1") for one in (LIU, CHEN)]
    path = book(tmp_path / "c.xlsx", one(number=damaged[0]), one("陈秀英", damaged[1]))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"rejected": 2}
    shown = imports.lines_of(desk, seen, "rejected", 0, 9)
    assert all(TELLING + "twice" in rosters.codes(line) for line in shown)
    assert all("certificate" not in {one.field for one in line.changes} for line in shown)
    rosters.take(desk, path)
    first, _ = imports.waiting_lines(desk)
    assert TELLING + "twice" in rosters.codes(first)
    values = {"name": "刘桂花", "doc_no": LIU}
    people.register(desk, values=values, intake_row=first.id, reason="看过证件")
    assert every(desk) == 0


def test_a_row_that_went_back_brings_its_certificate_once_it_is_right(
    desk: Desk, tmp_path: Path
) -> None:
    damaged = LIU[:-1] + ("0" if LIU[-1] != "0" else "1")
    taken = rosters.take(desk, book(tmp_path / "c.xlsx", one(number=damaged)))
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    made = openpyxl.load_workbook(back.file)
    page = made.worksheets[0]
    for row in page.iter_rows():
        for cell in row:
            if cell.value == damaged:
                cell.value = LIU
    made.save(back.file)
    assert rosters.counts(rosters.take(desk, back.file)) == {"new": 1}
    assert (numbers(desk), imports.count(desk)) == ([WELDER], 0)
