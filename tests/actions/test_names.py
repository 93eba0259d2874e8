from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import office, workers
from tests import workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def test_the_list_of_acts_tells_taking_away_from_adding(desk: Desk) -> None:
    person = workforce.add_person(desk, 1)
    workers.belongings.add_phone(desk, worker_id=person, phone="13900001111")
    phone = desk.store.value("SELECT id FROM worker_phone")
    workers.belongings.remove_phone(desk, phone_id=phone)
    workers.livelihood.add_intention(desk, worker_id=person)
    wish = desk.store.value("SELECT id FROM intention")
    workers.livelihood.close_intention(desk, intention_id=wish)
    workers.people.set_state(desk, worker_id=person, state="inactive")
    day = datetime.date(2027, 1, 1)
    office.slots.set_holidays(desk, days=[(day, "statutory", "元旦")])
    office.slots.clear_holidays(desk, days=[day])
    names = [act["name"] for act in office.history.acts(desk, limit=7)]
    assert names == [
        "office.clear_holiday",
        "office.set_holiday",
        "workers.set_state",
        "workers.close_intention",
        "workers.add_intention",
        "workers.remove_phone",
        "workers.add_phone",
    ]


def test_each_of_them_is_undone_as_before_but_for_the_holidays(desk: Desk) -> None:
    person = workforce.add_person(desk, 1)
    workers.belongings.add_phone(desk, worker_id=person, phone="13900001111")
    phone = desk.store.value("SELECT id FROM worker_phone")
    workers.belongings.remove_phone(desk, phone_id=phone)
    assert office.undo.undo(desk).restored == {"worker_phone": 1}
    workers.people.set_state(desk, worker_id=person, state="inactive")
    assert office.undo.undo(desk).restored == {"worker": 1}
    day = datetime.date(2027, 1, 1)
    office.slots.set_holidays(desk, days=[(day, "statutory", "元旦")])
    office.slots.clear_holidays(desk, days=[day])
    newest = office.undo.newest(desk)
    assert newest is not None
    assert newest["why_not"].code == "office.error.undo_rule"


def test_a_number_or_an_id_is_heard_for_every_kind_of_record(desk: Desk) -> None:
    order = workforce.add_order(desk)
    number = desk.store.value("SELECT number FROM job_order WHERE id = ?", (order,))
    for said in (str(number), f" o{number} ", order.hex(), order.hex().upper()):
        assert desk.heard(said, "job_order") == order
    for said in ("", "E1", "采棉", "z" * 32, "0" * 32, f"{number + 1}"):
        assert desk.heard(said, "job_order") is None
