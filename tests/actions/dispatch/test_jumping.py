"""Who is put before others that could go as well: counted, with the reason, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def short(desk: Desk) -> tuple[bytes, list[bytes]]:
    """Return a batch of an order for two, and four people: the last one ranks lowest."""
    people = [add_person(desk, serial) for serial in range(1, 4)]
    last = add_person(desk, 4, trade="电焊")
    return add_batch(desk, add_order(desk, people=2), []), [*people, last]


def test_somebody_ranked_lower_is_a_jump_and_needs_a_reason_that_stays(
    desk: Desk, tmp_path: Path
) -> None:
    batch, people = short(desk)
    assert dispatch.jumps(desk, batch_id=batch, people=people[:2]) == {}
    over = dispatch.jumps(desk, batch_id=batch, people=[people[0], people[3]])
    assert over == {people[3]: 1}
    with pytest.raises(errors.Invalid) as caught:
        dispatch.add_members(desk, batch_id=batch, people=people[3:], jumped=over, why=" ")
    assert caught.value.code == "matching.error.jump_why"
    told, _ = dispatch.add_members(
        desk, batch_id=batch, people=[people[0], people[3]], jumped=over, why="会修采棉机"
    )
    assert all(one.done for one in told)
    (row,) = dispatch.list_jumps(desk, batch_id=batch)
    assert (row["worker_id"], row["passed_over"], row["chosen_why"]) == (people[3], 1, "会修采棉机")
    assert row["staff_name"] == desk.staff.name
    paper = dispatch.write_jumps(desk, batch, tmp_path / "a.xlsx")
    sheet: Any = openpyxl.load_workbook(paper.path).active
    assert "会修采棉机" in {cell.value for line in sheet.iter_rows() for cell in line}
    dispatch.remove_members(desk, batch_id=batch, people=[people[3]])
    assert dispatch.list_jumps(desk, batch_id=batch) == []
    dispatch.add_members(desk, batch_id=batch, people=[people[3]])
    assert dispatch.list_jumps(desk, batch_id=batch) == []
    for _ in range(2):
        office.undo.undo(desk)
    assert len(dispatch.list_jumps(desk, batch_id=batch)) == 1


def test_nobody_is_passed_over_while_there_are_places_for_all_or_none_left(desk: Desk) -> None:
    people = [add_person(desk, serial) for serial in range(1, 4)]
    roomy = add_batch(desk, add_order(desk, people=10), [])
    assert dispatch.jumps(desk, batch_id=roomy, people=people[2:]) == {}
    full = add_batch(desk, add_order(desk, people=1), people[:1])
    assert dispatch.jumps(desk, batch_id=full, people=people[2:]) == {}
