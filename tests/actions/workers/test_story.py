"""The story of a person: who changed what, when and from where, beside papers and work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import attendance, office, workers
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from tests.actions.workers.conftest import with_check
from tests.making import SEASON_OVER, move_clock
from tests.store import plans
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = with_check("43060219800101123")
OTHER = with_check("43060219800101555")


def test_what_happened_on_one_day_stands_in_one_direction_as_well(
    desk: Desk, register: Register
) -> None:
    person = register("王小明", WANG, phone="13812345678").worker_id
    workers.consents.consent(desk, worker_id=person, purpose="employer")
    workers.people.correct(desk, worker_id=person, changes={"phone": "13987654321"})
    workers.consents.consent(desk, worker_id=person, purpose="insurer")
    story = workers.story.timeline(desk, person, newest_first=False)
    assert [one.kind for one in story] == ["registered", "consent", "changed", "consent"]
    assert [one.values.get("purpose") for one in story][1::2] == ["employer", "insurer"]
    assert workers.story.timeline(desk, person) == story[::-1]


def test_the_story_tells_facts_and_changes_by_date(
    desk: Desk, register: Register, villages: dict[str, bytes]
) -> None:
    made = register("王小明", WANG, phone="13812345678", village_id=villages["大元村"])
    person = made.worker_id
    workers.people.correct(
        desk,
        worker_id=person,
        changes={"phone": "13987654321", "village_id": villages["新建村"]},
        reason="moved",
    )
    workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "8", "issued_on": "2024-03-01"}
    )
    workers.consents.consent(desk, worker_id=person, purpose="employer")
    workers.consents.withdraw_consent(desk, worker_id=person, purpose="employer")
    workers.belongings.set_categories(
        desk, worker_id=person, categories=[{"category": "01", "valid_from": "2021-01"}]
    )
    story = workers.story.timeline(desk, person, newest_first=False)
    assert [one.kind for one in story][:2] == ["category", "certificate"]
    assert {one.kind for one in story} == {
        "category",
        "certificate",
        "registered",
        "changed",
        "consent",
        "withdrawn",
    }
    changed = next(one for one in story if one.kind == "changed")
    assert changed.values["changes"] == {
        "phone": ("138****5678", "139****4321"),
        "village_id": ("大元村", "新建村"),
    }
    assert (changed.values["staff_name"], changed.values["reason"]) == ("李站长", "moved")
    assert changed.values["station_code"] == "430602101"
    registered = next(one for one in story if one.kind == "registered")
    assert registered.values["changes"]["doc_no"] == (None, f"430***********{WANG[-4:]}")
    newest = workers.story.timeline(desk, person)
    assert [one.kind for one in newest] != [one.kind for one in story]


def test_the_story_goes_on_through_a_merge(desk: Desk, register: Register) -> None:
    keep, other = register("王小明", WANG), register("王小明", OTHER)
    workers.certificates.add_certificate(desk, worker_id=other.worker_id, values={"kind": "7"})
    workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id)
    kinds = [one.kind for one in workers.story.timeline(desk, keep.worker_id)]
    assert kinds.count("registered") == 2
    assert kinds.count("merged") == 1
    assert kinds.count("certificate") == 1


def test_every_change_of_what_belongs_to_a_person_is_in_its_history(
    desk: Desk, register: Register
) -> None:
    person = register("王小明", WANG, phone="13700000001").worker_id
    put = workers.belongings.set_categories
    put(desk, worker_id=person, categories=[{"category": "01", "evidence": "册"}])
    put(desk, worker_id=person, categories=[{"category": "01", "evidence": "证"}])
    put(desk, worker_id=person, categories=[])
    done = workers.belongings.add_phone(desk, worker_id=person, phone="13987654321")
    office.undo.undo(desk, done.number)
    found = [
        (one.values["table"], one.values["act_name"], one.values["changes"])
        for one in workers.story.changes(desk, person)
    ]
    evidence = [each["evidence"] for table, _, each in found if table == "worker_category"]
    assert evidence == [(None, "册"), ("册", "证"), ("证", None)]
    phones = [(act, each["phone"]) for table, act, each in found if table == "worker_phone"]
    assert phones == [
        ("workers.add_phone", (None, "139****4321")),
        ("office.undo", ("139****4321", None)),
    ]
    assert found[0][0] == "worker"


def test_the_history_is_told_in_the_order_of_writing_whatever_the_clock_showed(
    desk: Desk, register: Register
) -> None:
    person = register("王小明", WANG).worker_id
    workers.people.correct(desk, worker_id=person, changes={"trade": "焊工"})
    desk.clock = type(desk.clock)(desk.clock.offset_ms - 31 * 86_400_000)
    workers.people.correct(desk, worker_id=person, changes={"trade": "电工"})
    told = [one.values["changes"].get("trade") for one in workers.story.changes(desk, person)]
    assert [one for one in told if one] == [(None, "焊工"), ("焊工", "电工")]


def test_the_history_of_many_rows_is_one_question(desk: Desk, register: Register) -> None:
    person = register("王小明", WANG).worker_id
    with plans.listening(desk.store) as few:
        workers.story.changes(desk, person)
    for number in range(20):
        workers.belongings.add_phone(desk, worker_id=person, phone=f"1380000{number:04d}")
    with plans.listening(desk.store) as many:
        found = workers.story.changes(desk, person)
    assert len(found) == 21
    assert len(many) == len(few)


def test_a_month_of_days_tells_what_it_earns(desk: Desk, tmp_path: Path) -> None:
    people = [add_person(desk, serial) for serial in (1, 2)]
    batch = add_batch(desk, add_order(desk, pay="day:160.55"), people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    one, two = people
    days = [Entry(one, "2026-10-01", Quantity(4)), Entry(one, "2026-10-02", Quantity(3))]
    attendance.enter(desk, batch, [*days, Entry(two, "2026-10-01", Quantity(0, "rest"))])
    (worked,) = [each for each in workers.story.timeline(desk, one) if each.kind == "work"]
    assert (worked.values["quarters"], worked.values["wage_fen"]) == (7, 28_096)
    rested = [each for each in workers.story.timeline(desk, two) if each.kind == "work"]
    assert not any("wage_fen" in each.values for each in rested)
