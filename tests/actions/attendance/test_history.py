"""What a person's days were before and after each act, in the history of act and person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import attendance, office, workers
from gigdesk.actions.attendance import Entry, Weighed
from gigdesk.domain.attendance import CLEAR, NOTHING, Quantity, Weight
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def sent(desk: Desk, folder: Path) -> tuple[bytes, list[bytes]]:
    people = [add_person(desk, serial) for serial in (1, 2)]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, people


def test_what_a_day_was_before_and_after_is_told_of_the_act_and_of_the_person(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, two) = sent(desk, tmp_path)
    for quantity in (Quantity(4), CLEAR, Quantity(2)):
        attendance.enter(desk, batch, [Entry(one, "2026-10-01", quantity)])
    attendance.enter(desk, batch, [Entry(two, "2026-10-01", Quantity(3))])
    number = office.history.acts(desk, limit=2)[1]["number"]
    office.undo.undo(desk, number)
    told = [
        (entry.values["cell"], entry.values["changes"]["quarters"])
        for entry in workers.story.changes(desk, one)
        if entry.values["table"] == "work_day"
    ]
    days = [(None, 4), (4, None), (None, 2), (2, None)]
    assert told == [("2026-10-01 B1", pair) for pair in days]
    (of_act,) = office.deeds.of_act(desk, number)[0]
    assert (of_act["cell"], of_act["changes"]["quarters"]) == ("2026-10-01 B1", (None, 2))
    assert of_act["worker_id"] == one
    # The command line tells the same of the person.
    said = [
        entry["changes"]
        for entry in office.history.of_row(desk, "worker", one)
        if entry["tbl"] == "work_day"
    ]
    assert [each["quarters"] for each in said] == days
    assert {(each["day"], each["batch"]) for each in said} == {((None, "2026-10-01"), (None, "B1"))}


def test_the_history_of_a_person_holds_all_that_belongs_to_it_whoever_asks(
    desk: Desk, tmp_path: Path
) -> None:
    _, (one, _) = sent(desk, tmp_path)
    window = [entry.values["act_number"] for entry in workers.story.changes(desk, one)]
    line = office.history.of_row(desk, "worker", one)
    assert [entry["act_number"] for entry in line] == window
    assert {"contract", "batch_member", "consent"} <= {entry["tbl"] for entry in line}
    (row,) = desk.store.query("SELECT doc_no FROM worker WHERE id = ?", (one,))
    assert row["doc_no"] not in str(line)


def test_what_a_weighing_was_before_and_after_is_told_of_the_act_and_of_the_person(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    for weight in (Weight(35_500), Weight(41_000, 1_200, disputed=True), NOTHING):
        entries = [Weighed(one, "2026-10-01", "evening", weight)]
        attendance.weigh(desk, batch_id=batch, entries=entries)
    office.undo.undo(desk)
    told = [
        (entry.values["cell"], entry.values["changes"])
        for entry in workers.story.changes(desk, one)
        if entry.values["table"] == "weighing"
    ]
    assert {cell for cell, _ in told} == {"2026-10-01 B1"}
    assert {changed["part"] for _, changed in told} == {(None, "evening")}
    grams = [(None, 35_500), (35_500, 41_000), (41_000, None), (None, 41_000)]
    assert [changed["gross_grams"] for _, changed in told] == grams
    assert told[1][1]["deducted_grams"] == (None, 1_200)
    (of_act,) = office.deeds.of_act(desk, office.history.acts(desk, limit=1)[0]["number"])[0]
    assert (of_act["cell"], of_act["changes"]["gross_grams"]) == ("2026-10-01 B1", (None, 41_000))
    assert of_act["worker_id"] == one
    said = [
        entry["changes"]["gross_grams"]
        for entry in office.history.of_row(desk, "worker", one)
        if entry["tbl"] == "weighing"
    ]
    assert said == grams
