"""Draws of lots for a batch: kept, written, drawn again, and never taken back in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import batches, lots
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def made(desk: Desk, count: int, **terms: Any) -> tuple[bytes, list[bytes]]:
    """Return an empty batch and so many people who may go."""
    people = [add_person(desk, serial) for serial in range(1, count + 1)]
    return add_batch(desk, add_order(desk, **terms), []), people


def test_lots_are_drawn_kept_and_the_same_seed_gives_the_same_result(desk: Desk) -> None:
    batch, people = made(desk, 6, people=4)
    add_person(desk, 7, birth="2012-05-01")
    add_person(desk, 8, trade="电焊")
    found = dispatch.draw(desk, batch_id=batch, seed=" 88 21 ", wanted=3)
    assert (found.seed, found.number, found.wanted, found.batch) == ("8821", 1, 3, 1)
    assert [one.number for one in found.lots] == lots.drawn("8821", range(1, 7))
    assert [one.taken for one in found.lots] == [True] * 3 + [False] * 3
    assert {one.person for one in found.lots} == set(people)
    assert dispatch.draws(desk, batch_id=batch) == [found]
    assert dispatch.list_members(desk, batch_id=batch) == []
    drawn = [one.person for one in found.lots if one.taken]
    told, _ = dispatch.add_members(desk, batch_id=batch, people=drawn, how=batches.DRAWN)
    assert all(one.done for one in told)
    assert {row["how_chosen"] for row in dispatch.list_members(desk, batch_id=batch)} == {"drawn"}
    again = dispatch.draw(desk, batch_id=batch, seed="8821", reason="补抽", wanted=1)
    assert again.number == 2
    assert not {one.person for one in again.lots} & set(drawn)


def test_a_draw_keeps_the_quota_of_men_and_takes_only_who_wishes_where_asked(desk: Desk) -> None:
    batch, people = made(desk, 8, people=6, men=1)
    found = dispatch.draw(desk, batch_id=batch, seed="8821")
    assert sum(one.taken for one in found.lots if one.sex == "男") == 1
    assert sum(one.taken for one in found.lots) == 5
    with desk.doing("workers.add_intention"):
        row = {"worker_id": people[0], "trades": "采棉", "registered_on": "2026-08-01"}
        desk.store.add("intention", {"id": desk.new_id(), "station_id": desk.station.id, **row})
    few = dispatch.draw(desk, batch_id=batch, wishing=True, reason="只抽有意愿的")
    assert [one.person for one in few.lots] == people[:1]
    assert len(few.seed) == lots.MADE_DIGITS


def test_a_second_draw_needs_its_reason_and_nothing_takes_the_first_one_back(desk: Desk) -> None:
    batch, _ = made(desk, 2, people=1)
    dispatch.draw(desk, batch_id=batch, seed="1")
    with pytest.raises(errors.Invalid) as caught:
        dispatch.draw(desk, batch_id=batch, seed="2")
    assert caught.value.code == "matching.error.drawn_before"
    (act,) = office.history.acts(desk, limit=1)
    assert act["name"] == "dispatch.draw"
    with pytest.raises(errors.Refused):
        office.undo.undo(desk)
    assert len(dispatch.draws(desk, batch_id=batch)) == 1
    with pytest.raises(errors.Invalid) as caught:
        dispatch.draw(desk, batch_id=batch, seed="8" * 41, reason="x")
    assert caught.value.code == "matching.error.seed"


def test_nobody_is_drawn_where_nobody_may_go(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [])
    with pytest.raises(errors.Refused) as caught:
        dispatch.draw(desk, batch_id=batch)
    assert caught.value.code == "matching.error.nobody_to_draw"
    assert dispatch.draws(desk, batch_id=batch) == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_sheet_is_drawn_again_and_a_forged_line_is_found(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    batch, _ = made(desk, 5, people=2)
    found = dispatch.draw(desk, batch_id=batch, seed="8821")
    i18n.use(language)
    paper = dispatch.write_draw(desk, found, tmp_path / "a.xlsx")
    i18n.use("zh")
    assert paper.rows == 5
    checked = dispatch.check_draw(desk, paper.path)
    assert (checked.wrong, checked.people, checked.seed) == ((), 5, "8821")
    assert (checked.batch, checked.number) == (1, 1)
    assert checked.pool_sha256 == found.pool_sha256
    other = dispatch.check_draw(desk, paper.path, seed="8822")
    assert other.wrong
    assert other.batch is None
    book = openpyxl.load_workbook(paper.path)
    sheet: Any = book.active
    first = next(row for row in sheet.iter_rows() if row[0].value == 1)
    second = next(row for row in sheet.iter_rows() if row[0].value == 2)
    first[1].value, second[1].value = second[1].value, first[1].value
    book.save(tmp_path / "b.xlsx")
    assert [one.place for one in dispatch.check_draw(desk, tmp_path / "b.xlsx").wrong] == [1, 2]


def test_the_sheet_goes_out_as_pdf_and_another_file_is_no_sheet(desk: Desk, tmp_path: Path) -> None:
    batch, _ = made(desk, 5, people=2)
    found = dispatch.draw(desk, batch_id=batch, seed="8821")
    paper = dispatch.write_draw(desk, found, tmp_path / "a.pdf")
    assert paper.path.read_bytes().startswith(b"%PDF")
    plain = dispatch.roster(desk, batch, "coach", tmp_path / "c.xlsx")
    with pytest.raises(errors.Refused) as caught:
        dispatch.check_draw(desk, plain.path)
    assert caught.value.code == "matching.error.no_draw_sheet"
