from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, training
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

DAYS = {"from_day": "2026-09-10", "to_day": "2026-09-20"}


def test_people_are_enrolled_once_and_clashes_are_remarked(desk: Desk) -> None:
    person = add_person(desk, 1)
    one = training.open_class(desk, fields={"name": "采棉班", "trade": "采棉", **DAYS})
    two = training.open_class(desk, fields={"name": "月嫂班", **DAYS})
    assert training.enrol(desk, class_id=one.id, people=[person])[0].done
    again = training.enrol(desk, class_id=one.id, people=[person, b"?" * 16])
    assert [seat.against[0].code.rsplit(".", 1)[-1] for seat in again] == [
        "enrolled_already",
        "unknown",
    ]
    clash = training.enrol(desk, class_id=two.id, people=[person])[0]
    assert clash.done
    assert clash.remarks[0].params == {"number": one.number}
    (row,) = training.list_enrolments(desk, one.id)
    assert row["doc_no"].startswith("430***")


def test_a_seat_follows_a_person_whose_records_were_joined(desk: Desk) -> None:
    keep, other = add_person(desk, 1), add_person(desk, 2)
    one = training.open_class(desk, fields={"name": "采棉班", **DAYS})
    two = training.open_class(desk, fields={"name": "月嫂班", **DAYS})
    training.enrol(desk, class_id=one.id, people=[other])
    with desk.doing("workers.merge"):
        desk.store.change("worker", other, {"state": "merged", "merged_into": keep})
    (again,) = training.enrol(desk, class_id=one.id, people=[keep])
    assert [why.code for why in again.against] == ["training.finding.enrolled_already"]
    (clash,) = training.enrol(desk, class_id=two.id, people=[keep])
    assert [why.params for why in clash.remarks] == [{"number": one.number}]
    (passed,) = training.mark(
        desk, class_id=one.id, people=[keep], state="completed", result="passed"
    )
    assert passed.done
    assert training.get_class(desk, one.id)["completed"] == 1


def test_a_passed_class_speaks_for_somebody(desk: Desk) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    made = training.open_class(desk, fields={"name": "采棉班", "trade": "采棉"})
    training.enrol(desk, class_id=made.id, people=[other])
    told = training.mark(
        desk, class_id=made.id, people=[other, person], state="completed", result="passed"
    )
    assert [seat.done for seat in told] == [True, False]
    assert training.get_class(desk, made.id)["completed"] == 1
    best = dispatch.propose(desk, add_order(desk)).candidates[0]
    assert best.worker.id == other
    assert "dispatch.finding.trained" in {one.code for one in best.reasons.good}


def test_a_class_is_over_once_everybody_is_marked_and_open_again_when_one_is_not(
    desk: Desk,
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    made = training.open_class(desk, fields={"name": "采棉班"})
    training.enrol(desk, class_id=made.id, people=[one, two])
    training.mark(desk, class_id=made.id, people=[one], state="completed", result="passed")
    assert training.get_class(desk, made.id)["state"] == "planned"
    training.mark(desk, class_id=made.id, people=[two], state="dropped")
    assert training.get_class(desk, made.id)["state"] == "finished"
    training.mark(desk, class_id=made.id, people=[two], state="enrolled")
    assert training.get_class(desk, made.id)["state"] == "running"


def test_classes_move_by_their_states(desk: Desk) -> None:
    made = training.open_class(desk, fields={"name": "采棉班"})
    training.change_class(desk, class_id=made.id, changes={"state": "cancelled"})
    with pytest.raises(errors.Refused, match="over"):
        training.enrol(desk, class_id=made.id, people=[])
    with pytest.raises(errors.Refused, match="state_step"):
        training.change_class(desk, class_id=made.id, changes={"state": "finished"})


def test_what_cannot_stand_is_refused(desk: Desk) -> None:
    for fields in ({"name": ""}, {"name": "班", "fee": 1}):
        with pytest.raises(errors.Invalid):
            training.open_class(desk, fields=fields)
    made = training.open_class(desk, fields={"name": "班"})
    with pytest.raises(errors.Invalid):
        training.mark(desk, class_id=made.id, people=[], state="completed", result="maybe")


def test_an_undone_enrolment_is_gone(desk: Desk) -> None:
    made = training.open_class(desk, fields={"name": "班"})
    training.enrol(desk, class_id=made.id, people=[add_person(desk, 1)])
    numbers = [
        act["number"] for act in office.history.acts(desk) if act["name"] == "training.enrol"
    ]
    office.undo.undo(desk, numbers[0])
    assert training.list_enrolments(desk, made.id) == []
