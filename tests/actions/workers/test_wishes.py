"""Wishes for work: one stands, the others are its history, and the person's columns show it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import workers
from tests.actions.workers.people import NUMBERS

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

TODAY = datetime.date(2026, 9, 1)


def test_a_wish_ends_by_the_rule_and_replaces_the_one_before(desk: Desk, person: bytes) -> None:
    workers.livelihood.add_intention(desk, worker_id=person, trades="采棉")
    workers.livelihood.add_intention(desk, worker_id=person, trades="焊工", income_fen=500_000)
    newest, old = workers.people.get(desk, person).intentions
    assert (newest["trades"], newest["state"], newest["expires_on"]) == (
        "焊工",
        "open",
        (TODAY + datetime.timedelta(days=180)).isoformat(),
    )
    assert old["state"] == "replaced"
    assert workers.people.get(desk, person).worker["wanted_trades"] == "焊工"
    wanted = workers.search.WorkerFilter(wanted_trade="焊")
    assert workers.search.ids(desk, wanted=wanted) == [person]
    workers.livelihood.close_intention(desk, intention_id=newest["id"])
    (*_, closed) = desk.store.query("SELECT state FROM intention ORDER BY registered_on, rowid")
    assert closed["state"] == "closed"


def test_a_wish_from_an_older_paper_goes_into_the_history(desk: Desk, person: bytes) -> None:
    workers.livelihood.add_intention(desk, worker_id=person, trades="采棉")
    before = TODAY - datetime.timedelta(days=30)
    workers.livelihood.add_intention(desk, worker_id=person, trades="焊工", registered_on=before)
    told = {one["trades"]: one["state"] for one in workers.people.get(desk, person).intentions}
    assert told == {"采棉": "open", "焊工": "replaced"}
    assert workers.people.get(desk, person).worker["wanted_trades"] == "采棉"


def test_a_wish_of_the_last_day_there_is_ends_on_it(desk: Desk, person: bytes) -> None:
    last = datetime.date(9999, 12, 31)
    workers.livelihood.add_intention(desk, worker_id=person, registered_on=last)
    assert desk.store.value("SELECT expires_on FROM intention") == last.isoformat()


def test_wishes_follow_the_columns_and_the_columns_the_wishes(
    desk: Desk, register: Register
) -> None:
    made = register("李英", NUMBERS[1], wanted_trades="焊工")
    workers.people.correct(desk, worker_id=made.worker_id, changes={"wanted_trades": "保洁"})
    newest, old = workers.people.get(desk, made.worker_id).intentions
    assert (newest["trades"], newest["state"]) == ("保洁", "open")
    assert (old["trades"], old["state"]) == ("焊工", "replaced")
    workers.livelihood.close_intention(desk, intention_id=newest["id"])
    assert workers.people.get(desk, made.worker_id).worker["wanted_trades"] is None
    workers.people.correct(desk, worker_id=made.worker_id, changes={"wanted_trades": "保安"})
    workers.people.correct(desk, worker_id=made.worker_id, changes={"wanted_trades": ""})
    states = [one["state"] for one in workers.people.get(desk, made.worker_id).intentions]
    assert "open" not in states


def test_a_closed_wish_is_found_no_more(desk: Desk, register: Register) -> None:
    made = register("李英", NUMBERS[1], wanted_trades="焊工").worker_id
    wanted = workers.search.WorkerFilter(wanted_trade="焊工")
    assert workers.search.ids(desk, wanted=wanted) == [made]
    (wish,) = workers.people.get(desk, made).intentions
    workers.livelihood.close_intention(desk, intention_id=wish["id"])
    assert workers.search.ids(desk, wanted=wanted) == []
