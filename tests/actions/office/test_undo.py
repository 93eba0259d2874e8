from __future__ import annotations

import datetime

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office, undoing, workers
from gigdesk.actions.desk import Desk
from gigdesk.domain import office as office_rules
from gigdesk.store import oplog
from tests import making, workforce


def add_person(desk: Desk, name: str, act: str = "workers.register", **more: object) -> bytes:
    with desk.doing(act):
        worker_id = desk.new_id()
        desk.store.add(
            "worker",
            {
                "id": worker_id,
                "station_id": desk.station.id,
                "number": desk.next_number("worker"),
                "name": name,
                **more,
            },
        )
    return worker_id


def rename(desk: Desk, worker_id: bytes, name: str) -> None:
    with desk.doing("workers.correct"):
        desk.store.change("worker", worker_id, {"name": name})


def name_of(desk: Desk, worker_id: bytes) -> str | None:
    found: str | None = desk.store.value("SELECT name FROM worker WHERE id = ?", (worker_id,))
    return found


def test_the_last_act_is_undone_first_and_undo_itself_is_not_undone(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    rename(desk, worker_id, "张珊")
    assert office.undo.undo(desk).act_name == "workers.correct"
    assert name_of(desk, worker_id) == "张三"
    assert office.undo.undo(desk).act_name == "workers.register"
    assert name_of(desk, worker_id) is None
    with pytest.raises(errors.NotFound):
        office.undo.undo(desk)
    assert office.safety.verify(desk).sound


def test_what_cannot_be_taken_back_is_named_and_nothing_older_goes_in_its_place(
    desk: Desk,
) -> None:
    worker_id = add_person(desk, "张三")
    number = office.history.acts(desk)[0]["number"]
    _, done = workers.consents.consent(desk, worker_id=worker_id, purpose="employer")
    workers.people.reveal(desk, worker_id=worker_id, fields=["phone"])
    with pytest.raises(office.undo.NotThis) as caught:
        office.undo.undo(desk)
    assert caught.value.act["number"] == done.number
    assert caught.value.why == "office.error.undo_consent"
    said = i18n.text(caught.value.code, **caught.value.params)
    assert i18n.text("acts.workers.consent") in said
    assert i18n.text("office.error.undo_consent") in said
    assert name_of(desk, worker_id) == "张三"
    with pytest.raises(errors.Refused):
        office.undo.undo(desk, number)


def test_what_only_showed_or_read_is_not_the_last_thing_done(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    workers.people.reveal(desk, worker_id=worker_id, fields=["doc_no"])
    newest = office.undo.newest(desk)
    assert newest is not None
    assert (newest["name"], newest["why_not"]) == ("workers.register", None)
    assert office.undo.undo(desk).act_name == "workers.register"
    assert office.undo.newest(desk) is None


def test_a_later_change_stands_in_the_way_and_nothing_is_touched(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    number = office.history.acts(desk)[0]["number"]
    rename(desk, worker_id, "张珊")
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "office.error.undo_all_changed"
    assert name_of(desk, worker_id) == "张珊"


def test_a_batch_can_be_undone_but_for_what_others_changed_since(desk: Desk) -> None:
    with desk.doing("workers.import"):
        ids = [desk.new_id() for _ in range(5)]
        for number, worker_id in enumerate(ids, desk.next_numbers("worker", 5)):
            row = {"id": worker_id, "station_id": desk.station.id, "number": number}
            desk.store.add("worker", {**row, "name": f"人{number}"})
    number = office.history.acts(desk)[0]["number"]
    rename(desk, ids[2], "改过")
    undone = office.undo.undo(desk, number, leave_changed=True)
    assert undone.removed == {"worker": 4}
    assert [row["row_id"] for row in undone.stayed] == [ids[2]]
    assert name_of(desk, ids[2]) == "改过"
    assert desk.store.value("SELECT count(*) FROM worker") == 1
    assert office.safety.verify(desk).sound


def test_a_person_with_papers_added_later_is_not_taken_away(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    number = office.history.acts(desk)[0]["number"]
    with desk.doing("workers.add_phone"):
        row = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": worker_id}
        desk.store.add("worker_phone", {**row, "phone": "13800001111"})
    with pytest.raises(errors.Refused):
        office.undo.undo(desk, number)
    assert name_of(desk, worker_id) == "张三"


def test_numbers_of_undone_rows_are_not_given_again(desk: Desk) -> None:
    add_person(desk, "张三")
    office.undo.undo(desk)
    worker_id = add_person(desk, "李四")
    assert desk.store.value("SELECT number FROM worker WHERE id = ?", (worker_id,)) == 2


def test_an_import_older_than_thirty_days_stays(desk: Desk) -> None:
    add_person(desk, "张三", "workers.import")
    number = office.history.acts(desk)[0]["number"]
    later = Desk(desk.folder, desk.store, desk.staff)
    later.clock = type(desk.clock)(desk.clock.offset_ms + 31 * 86_400_000)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(later, number)
    assert caught.value.code == "office.error.undo_too_old"


def test_a_clock_set_right_makes_no_fresh_import_old(desk: Desk) -> None:
    right = desk.clock.now()
    making.move_clock(desk, right - datetime.timedelta(days=600))
    add_person(desk, "张三", "workers.import")
    making.move_clock(desk, right)
    assert office.undo.undo(desk).act_name == "workers.import"


def _set_the_clock(desk: Desk, days: int) -> None:
    """Set the clock of the PC, so that it is in doubt until it shows the right time again."""
    desk.clock = type(desk.clock)(desk.clock.offset_ms + days * 86_400_000)


def test_an_entry_made_with_the_clock_ahead_keeps_no_old_import_young(desk: Desk) -> None:
    add_person(desk, "张三", "workers.import")
    number = office.history.acts(desk)[0]["number"]
    _set_the_clock(desk, 4000)
    add_person(desk, "李四")
    ahead = office.history.acts(desk)[0]
    assert ahead["clock_suspect"]
    add_person(desk, "王五", "workers.import")
    doubtful = office.history.acts(desk)[0]["number"]
    assert not undoing.is_import_old(desk, doubtful)  # nothing believed came after it yet
    _set_the_clock(desk, -4000)
    add_person(desk, "赵六", "workers.import")
    later = office.history.acts(desk)[0]
    assert not later["clock_suspect"]
    asked = Desk(desk.folder, desk.store, desk.staff)
    for days, old in ((29, False), (31, True)):
        asked.clock = type(desk.clock)(desk.clock.offset_ms + days * 86_400_000)
        for one in (number, doubtful, later["number"]):
            assert undoing.is_import_old(asked, one) is old


def test_a_clerk_does_not_undo_what_another_did(desk: Desk) -> None:
    add_person(desk, "张三")
    number = office.history.acts(desk)[0]["number"]
    clerk = office_rules.Staff(
        office_rules.StaffId(desk.new_id()), "wang", "王", office_rules.Role.CLERK
    )
    other = Desk(desk.folder, desk.store, clerk)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(other, number)
    assert caught.value.code == "office.error.undo_not_yours"


def test_only_the_head_and_the_auditor_read_the_acts_of_others(desk: Desk) -> None:
    add_person(desk, "张三")
    for role in office_rules.Role:
        staff = office_rules.Staff(office_rules.StaffId(desk.new_id()), "wang", "王", role)
        seen = office.history.acts(Desk(desk.folder, desk.store, staff))
        assert bool(seen) == (role in (office_rules.Role.HEAD, office_rules.Role.AUDITOR))


def test_a_viewer_writes_nothing(desk: Desk) -> None:
    viewer = office_rules.Staff(
        office_rules.StaffId(desk.new_id()), "zhao", "赵", office_rules.Role.VIEWER
    )
    before = oplog.last_seq(desk.store)
    with pytest.raises(errors.NotAllowed):
        add_person(Desk(desk.folder, desk.store, viewer), "张三")
    assert oplog.last_seq(desk.store) == before


def test_a_failing_act_leaves_no_trace(desk: Desk) -> None:
    before = oplog.last_seq(desk.store)

    def fail() -> None:
        with desk.doing("workers.register"):
            desk.store.add(
                "worker",
                {"id": desk.new_id(), "station_id": desk.station.id, "number": 1, "name": "张三"},
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert oplog.last_seq(desk.store) == before
    assert office.safety.verify(desk).sound


def test_an_act_that_changes_nothing_leaves_no_entry(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    before = len(office.history.acts(desk))
    rename(desk, worker_id, "张三")
    assert len(office.history.acts(desk)) == before


def test_the_history_of_a_person_tells_who_when_and_what(desk: Desk) -> None:
    worker_id = add_person(desk, "张三", doc_no="11010119900307001X")
    rename(desk, worker_id, "张珊")
    first, second = office.history.of_row(desk, "worker", worker_id)
    assert first["act_name"] == "workers.register"
    assert second["changes"] == {"name": ("张三", "张珊")}
    assert second["staff_name"] == "李站长"
    assert second["station_code"] == "430602101"
    assert first["changes"]["doc_no"] == (None, "110***********001X")


def test_an_undo_that_would_send_somebody_twice_is_refused(desk: Desk) -> None:
    person = workforce.add_person(desk, 11)
    first = workforce.add_batch(desk, workforce.add_order(desk), [person])
    dispatch.remove_members(desk, batch_id=first, people=[person], reason="x")
    number = office.history.acts(desk)[0]["number"]
    workforce.add_batch(desk, workforce.add_order(desk), [person])
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "dispatch.error.double_booked"
    assert office.safety.verify(desk).sound


def test_what_the_act_itself_tied_together_comes_apart_again(desk: Desk) -> None:
    head = workforce.add_person(desk, 12)
    workers.households.create(desk, head_id=head, address="x", note="")
    assert office.undo.undo(desk).removed == {"household": 1}
    assert desk.store.value("SELECT household_id FROM worker WHERE id = ?", (head,)) is None
    assert office.safety.verify(desk).sound


def test_what_later_changes_hold_is_not_passed_over_but_the_next_is_named(desk: Desk) -> None:
    other = add_person(desk, "李四")
    older = office.history.acts(desk)[0]["number"]
    with desk.doing("workers.import"):
        ids = [desk.new_id() for _ in range(2)]
        for number, worker_id in enumerate(ids, desk.next_numbers("worker", 2)):
            row = {"id": worker_id, "station_id": desk.station.id, "number": number}
            desk.store.add("worker", {**row, "name": f"人{number}"})
    number = office.history.acts(desk)[0]["number"]
    workers.consents.consent(desk, worker_id=ids[0], purpose="employer")
    with pytest.raises(office.undo.InTheWay) as caught:
        office.undo.undo_last(desk)
    assert f"undo {older}" in i18n.text(caught.value.code, **caught.value.params)
    assert name_of(desk, other) == "李四"
    undone, passed = office.undo.undo_last(desk, leave_changed=True)
    assert (undone.act_number, undone.removed) == (number, {"worker": 1})
    assert [one.why.code for one in passed] == ["office.error.undo_consent"]
    assert office.undo.undo_last(desk)[0].act_number == older


def test_where_nothing_can_go_the_last_act_is_named(desk: Desk) -> None:
    worker_id = add_person(desk, "张三")
    _, done = workers.consents.consent(desk, worker_id=worker_id, purpose="employer")
    with pytest.raises(office.undo.NotThis) as caught:
        office.undo.undo_last(desk)
    assert caught.value.act["number"] == done.number
    assert caught.value.older is None
    assert name_of(desk, worker_id) == "张三"
