from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, office
from gigdesk.domain.attendance import Quantity
from tests import making, workforce

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> tuple[bytes, bytes]:
    person = workforce.add_person(desk, 1)
    batch = workforce.add_batch(desk, workforce.add_order(desk), [person])
    workforce.send_batch(desk, batch, tmp_path)
    making.move_clock(desk, making.SEASON_OVER)
    return batch, person


def enter(desk: Desk, sent: tuple[bytes, bytes], day: str, quarters: int) -> None:
    entry = attendance.Entry(sent[1], day, Quantity(quarters))
    assert attendance.enter(desk, sent[0], [entry], reason="x").written == 1


def quarters(desk: Desk) -> int | None:
    found: int | None = desk.store.value("SELECT sum(quarters) FROM day_total")
    return found


def test_days_of_a_month_confirmed_since_are_not_undone(
    desk: Desk, sent: tuple[bytes, bytes]
) -> None:
    enter(desk, sent, "2026-10-02", 4)
    number = office.history.acts(desk, limit=1)[0]["number"]
    attendance.confirm(desk, batch_id=sent[0], month="2026-10", confirmed_by="赵")
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "attendance.error.undo_confirmed_month"
    assert caught.value.params["month"] == "2026-10"
    assert quarters(desk) == 4


def test_a_correction_after_the_confirmation_can_be_taken_back(
    desk: Desk, sent: tuple[bytes, bytes]
) -> None:
    enter(desk, sent, "2026-10-02", 4)
    attendance.confirm(desk, batch_id=sent[0], month="2026-10", confirmed_by="赵")
    enter(desk, sent, "2026-10-02", 2)
    office.undo.undo(desk)
    assert quarters(desk) == 4


def test_days_of_another_month_are_undone_as_ever(desk: Desk, sent: tuple[bytes, bytes]) -> None:
    enter(desk, sent, "2026-10-02", 4)
    enter(desk, sent, "2026-11-02", 4)
    number = office.history.acts(desk, limit=1)[0]["number"]
    attendance.confirm(desk, batch_id=sent[0], month="2026-10", confirmed_by="赵")
    office.undo.undo(desk, number)
    assert quarters(desk) == 4


def test_an_entry_that_was_replaced_since_is_locked_and_says_by_what(
    desk: Desk, sent: tuple[bytes, bytes]
) -> None:
    enter(desk, sent, "2026-10-02", 4)
    enter(desk, sent, "2026-10-02", 2)
    enter(desk, sent, "2026-10-02", 0)
    enter(desk, sent, "2026-10-02", 4)
    four, three, two, one = (act["number"] for act in office.history.acts(desk, limit=4))
    for older in (one, two, three):
        with pytest.raises(errors.Refused) as caught:
            office.undo.undo(desk, older, leave_changed=True)
        assert caught.value.code == "office.error.undo_all_changed"
        assert caught.value.params["by"] == four
    why = {act["number"]: office.undo.why_not(desk, act) for act in making.undoable(desk)}
    assert [why[number] is None for number in (one, two, three, four)] == [False] * 3 + [True]
    for number, left in ((four, 0), (three, 2), (two, 4), (one, None)):
        office.undo.undo(desk, number)
        assert quarters(desk) == left
    assert office.safety.verify(desk).sound


def test_of_an_entry_replaced_in_part_the_rest_goes_and_what_stayed_may_go_later(
    desk: Desk, sent: tuple[bytes, bytes]
) -> None:
    days = ("2026-10-02", "2026-10-03", "2026-10-04")
    entries = [attendance.Entry(sent[1], day, Quantity(4)) for day in days]
    assert attendance.enter(desk, sent[0], entries, reason="x").written == len(days)
    number = office.history.acts(desk, limit=1)[0]["number"]
    enter(desk, sent, "2026-10-03", 2)
    later = office.history.acts(desk, limit=1)[0]["number"]
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert (caught.value.params["rows"], caught.value.params["by"]) == (1, later)
    assert quarters(desk) == 4 + 2 + 4
    undone = office.undo.undo(desk, number, leave_changed=True)
    assert undone.removed == {"work_day": 2}
    assert [row["number"] for row in undone.stayed] == [later]
    assert quarters(desk) == 2
    with pytest.raises(errors.Refused):
        office.undo.undo(desk, number, leave_changed=True)
    office.undo.undo(desk, later)
    assert quarters(desk) == 4
    assert office.undo.undo(desk, number).removed == {"work_day": 1}
    assert quarters(desk) is None
    assert office.safety.verify(desk).sound
