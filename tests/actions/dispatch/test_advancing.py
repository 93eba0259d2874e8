"""Money handed out is entered once, corrected by further rows, and adds up after any undo."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import dispatch, office
from tests.making import copied_desk, examples
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def made(desk: Desk, people: int) -> tuple[bytes, list[bytes]]:
    who = [add_person(desk, serial) for serial in range(1, people + 1)]
    return add_batch(desk, add_order(desk, people=people), who), who


def hand(desk: Desk, batch: bytes, people: list[bytes], fen: int, **more: Any) -> list[int]:
    told = {"kind": "cash", "day": desk.clock.today(), **more}
    handed = dispatch.Advanced(fen, **told)
    return dispatch.hand_out(desk, batch_id=batch, people=people, handed=handed)[0]


def sums(desk: Desk, batch: bytes) -> dict[bytes, int]:
    return dispatch.list_advances(desk, batch_id=batch)[1]


def test_each_of_several_people_gets_the_amount_and_it_adds_up(desk: Desk) -> None:
    batch, (one, two) = made(desk, 2)
    assert hand(desk, batch, [one, two], 10_000) == [1, 2]
    hand(desk, batch, [one], 2_050, kind="food", signed=True, note="伙食")
    assert sums(desk, batch) == {one: 12_050, two: 10_000}
    office.undo.undo(desk)
    assert sums(desk, batch) == {one: 10_000, two: 10_000}


def test_nobody_who_had_money_goes_off_the_list_as_if_never_on_it(desk: Desk) -> None:
    batch, _ = made(desk, 1)
    late = add_person(desk, 2)
    _, added = dispatch.add_members(desk, batch_id=batch, people=[late])
    hand(desk, batch, [late], 10_000)
    with pytest.raises(errors.Refused, match="undo_has_advance"):
        office.undo.undo(desk, added.number)
    dispatch.remove_members(desk, batch_id=batch, people=[late], reason="没有来")
    ((row,), told) = dispatch.list_advances(desk, batch_id=batch)
    assert (row["position"], told) == (2, {late: 10_000})


def test_money_taken_back_holds_nobody_on_the_list(desk: Desk) -> None:
    batch, _ = made(desk, 1)
    late = add_person(desk, 2)
    _, added = dispatch.add_members(desk, batch_id=batch, people=[late])
    hand(desk, batch, [late], 10_000)
    office.undo.undo(desk)
    office.undo.undo(desk, added.number)
    assert late not in [one["worker_id"] for one in dispatch.list_members(desk, batch_id=batch)]


def test_a_correction_stands_beside_what_it_corrects_with_its_reason(desk: Desk) -> None:
    batch, (one,) = made(desk, 1)
    (number,) = hand(desk, batch, [one], 10_000)
    dispatch.correct_advance(
        desk, batch_id=batch, number=number, reason="少写了", changes={"amount_fen": 12_000}
    )
    ((row,), told) = dispatch.list_advances(desk, batch_id=batch)
    assert (row["amount_fen"], row["corrected"], told[one]) == (12_000, True, 12_000)
    assert row["reason"] == "少写了"
    assert desk.store.value("SELECT count(*) FROM advance") == 2
    dispatch.correct_advance(desk, batch_id=batch, number=number, reason="没有领")
    assert sums(desk, batch) == {}
    with pytest.raises(errors.NotFound):
        dispatch.correct_advance(desk, batch_id=batch, number=number, reason="再改")
    office.undo.undo(desk)
    office.undo.undo(desk)
    assert sums(desk, batch) == {one: 10_000}


def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Desk) -> None:
    batch, (one,) = made(desk, 1)
    stranger = add_person(desk, 9)
    for fen, more in ((0, {}), (300_001, {}), (5, {"kind": "gift"})):
        with pytest.raises(errors.Invalid):
            hand(desk, batch, [one], fen, **more)
    with pytest.raises(errors.NotFound):
        hand(desk, batch, [one, stranger], 500)
    (number,) = hand(desk, batch, [one], 500)
    for reason, changes in ((" ", {"amount_fen": 1}), ("x", {"amount_fen": 0}), ("x", {"id": 1})):
        with pytest.raises(errors.Invalid):
            dispatch.correct_advance(
                desk, batch_id=batch, number=number, reason=reason, changes=changes
            )
    assert sums(desk, batch) == {one: 500}
    today = desk.clock.today()
    office.slots.set_rule(desk, rule_id="advance.most_yuan", value="3", valid_from=today)
    with pytest.raises(errors.Invalid):
        hand(desk, batch, [one], 301)


def test_a_list_to_sign_has_a_line_for_each_and_the_total(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = made(desk, 2)
    with pytest.raises(errors.Refused):
        dispatch.advance_list(desk, batch, tmp_path / "a.xlsx")
    hand(desk, batch, [one, two], 10_050, kind="travel")
    paper = dispatch.advance_list(desk, batch, tmp_path / "a.xlsx")
    assert paper.rows == 2
    sheet = openpyxl.load_workbook(paper.path, data_only=True).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell for cell in cells if cell == "路费"] == ["路费"] * 2
    assert sum(cell == 100.5 for cell in cells) == 2
    assert any("贰佰零壹元整" in str(cell) for cell in cells)


ENTRY = st.tuples(st.integers(0, 1), st.integers(1, 500))
CORRECT = st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(1, 500)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hand"), ENTRY),
        st.tuples(st.just("correct"), CORRECT),
        st.tuples(st.just("undo"), st.just((0, 0))),
    ),
    max_size=12,
)


@settings(max_examples=examples(15), deadline=None)
@given(STEPS)
def test_sums_follow_every_entry_correction_and_undo(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(Path(folder) / "config"))
        desk = copied_desk(Path(folder) / "desk")
        batch, people = made(desk, 2)
        standing: list[dict[int, tuple[int, int]]] = [{}]
        for what, (first, second) in steps:
            now = dict(standing[-1])
            if what == "hand":
                (number,) = hand(desk, batch, [people[first]], second)
                standing.append(now | {number: (first, second)})
            elif what == "correct" and now:
                number = sorted(now)[first % len(now)]
                changes = {} if second is None else {"amount_fen": second}
                dispatch.correct_advance(
                    desk, batch_id=batch, number=number, reason="x", changes=changes
                )
                who, _ = now.pop(number)
                standing.append(now if second is None else now | {number: (who, second)})
            elif what == "undo" and len(standing) > 1:
                office.undo.undo(desk)
                standing.pop()
            wanted = [sum(fen for at, fen in standing[-1].values() if at == who) for who in (0, 1)]
            told = sums(desk, batch)
            assert [told.get(one, 0) for one in people] == wanted
        desk.close()
