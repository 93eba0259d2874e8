"""What can be done about batches, each with whatever comes up; and how often each is done."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.domain.attendance.marks import Quantity
from gigdesk.domain.dispatch import batches, boarding, covers
from gigdesk.store import dispatch as rows
from tests.making import move_clock
from tests.workforce import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.campaigns.departing.walk import Walk

DOUBTED = tuple(f"dispatch.finding.{name}" for name in ("cover_few", "cover_share", "cover_late"))


# lists


def add(walk: Walk) -> object:
    return dispatch.add_members(walk.desk, batch_id=walk.batch(), people=walk.some(5))


def remove(walk: Walk) -> object:
    reason = walk.dice.choice(("家里有事", "另有工作"))
    batch = walk.batch()
    return dispatch.remove_members(
        walk.desk,
        batch_id=batch,
        people=walk.listed(batch),
        reason=reason,
        unfit=walk.dice.random() < 0.2,
    )


def replace(walk: Walk) -> object:
    batch = walk.batch()
    listed = rows.members.worker_ids(walk.desk.store, batch) or walk.people
    pairs = [(walk.dice.choice(listed), walk.dice.choice([*walk.people, None]))]
    if walk.dice.random() < 0.5:
        pairs.append((walk.dice.choice(listed), walk.dice.choice(walk.people)))
    return dispatch.replace_members(
        walk.desk, batch_id=batch, pairs=pairs, reason="换人", leads=walk.dice.random() < 0.5
    )


def cancel(walk: Walk) -> object:
    state = walk.dice.choice((batches.PLANNED, batches.READY, batches.CANCELLED))
    return dispatch.set_state(walk.desk, batch_id=walk.batch(), state=state, reason="改期")


def change(walk: Walk) -> object:
    shift = datetime.timedelta(days=walk.dice.randint(-2, 2))
    name = walk.dice.choice(("depart_on", "first_day", "last_day"))
    base = FIRST if name != "last_day" else FIRST + datetime.timedelta(days=20)
    return dispatch.change(
        walk.desk,
        batch_id=walk.batch(),
        changes={name: base + shift},
        confirmed=batches.DOUBTS,
    )


# coaches and groups


def add_coach(walk: Walk) -> object:
    fields = {"seats": walk.dice.randint(2, 6), "staff_seats": 1}
    return dispatch.add_vehicle(walk.desk, batch_id=walk.batch(), fields=fields)


def change_coach(walk: Walk) -> object:
    coach = walk.coach(walk.batch())
    if coach is None:
        return None
    fields = {"seats": walk.dice.randint(2, 6)}
    return dispatch.change_vehicle(walk.desk, vehicle_id=coach, fields=fields)


def drop_coach(walk: Walk) -> object:
    coach = walk.coach(walk.batch())
    return coach and dispatch.drop_vehicle(walk.desk, vehicle_id=coach, reason="车坏了")


def seat(walk: Walk) -> object:
    anew = walk.dice.random() < 0.3
    return dispatch.seat_all(walk.desk, batch_id=walk.batch(), anew=anew)


def seat_one(walk: Walk) -> object:
    batch = walk.batch()
    coach, seat = walk.coach(batch), walk.dice.randint(1, 5)
    return dispatch.seat_one(
        walk.desk,
        batch_id=batch,
        worker_id=walk.listed(batch, 1)[0],
        vehicle_id=coach,
        seat=seat if coach else None,
    )


def divide(walk: Walk) -> object:
    return dispatch.divide(walk.desk, batch_id=walk.batch(), most=walk.dice.randint(1, 4))


# the road


def board(walk: Walk) -> object:
    batch = walk.batch()
    stage = boarding.ARRIVE if walk.dice.random() < 0.2 else boarding.BOARD
    result = boarding.ABSENT if walk.dice.random() < 0.3 else boarding.PRESENT
    coach = walk.coach(batch) if walk.dice.random() < 0.5 else None
    wanted = dispatch.Wanted(
        stage=stage,
        leg=walk.dice.choice((1, 1, 1, 2, 3)),
        vehicle=coach,
        result=result,
        reason="late" if result == boarding.ABSENT else "",
    )
    return dispatch.sign_in(walk.desk, batch_id=batch, people=walk.listed(batch, 5), wanted=wanted)


def count(walk: Walk) -> object:
    batch = walk.batch()
    coach = walk.coach(batch)
    if coach is None:
        return None
    leg = walk.dice.choice((1, 1, 2))
    heads = dispatch.heads(walk.desk, batch_id=batch, leg=leg)
    true = next(len(head.aboard) for row, head in heads if row["id"] == coach)
    off = walk.dice.choice((0, 0, 0, 1))
    return dispatch.count(walk.desk, vehicle_id=coach, counted=true + off, leg=leg)


def contract(walk: Walk) -> object:
    out = walk.folder / "contracts.pdf"
    batch = walk.batch()
    dispatch.make_contracts(walk.desk, batch, out)
    return dispatch.sign(walk.desk, batch_id=batch)


def send(walk: Walk) -> object:
    on = walk.day() if walk.dice.random() < 0.3 else None
    return dispatch.send(walk.desk, batch_id=walk.batch(), on=on)


def depart(walk: Walk) -> object:
    """Do all that a departure needs, and send."""
    batch = walk.batch()
    dispatch.make_contracts(walk.desk, batch, walk.folder / "contracts.pdf")
    dispatch.sign(walk.desk, batch_id=batch)
    people = rows.members.worker_ids(walk.desk.store, batch)
    dispatch.decide_cover(walk.desk, batch_id=batch, people=people, reason="到达后补保")
    return dispatch.send(walk.desk, batch_id=batch)


def leave(walk: Walk) -> object:
    batch = walk.batch()
    return dispatch.leave_early(
        walk.desk,
        batch_id=batch,
        worker_id=walk.listed(batch, 1)[0],
        until_day=walk.day(),
        code="family",
    )


def home(walk: Walk) -> object:
    on = walk.day() if walk.dice.random() < 0.7 else None
    batch = walk.batch()
    return dispatch.come_home(walk.desk, batch_id=batch, people=walk.listed(batch), on=on)


def bring_back(walk: Walk) -> object:
    return dispatch.return_batch(
        walk.desk, batch_id=walk.batch(), on=walk.day(), confirmed=(batches.RETURN_AHEAD,)
    )


def work(walk: Walk) -> object:
    batch = walk.batch()
    cells = [
        attendance.Entry(one, walk.day().isoformat(), Quantity(walk.dice.choice((0, 4))))
        for one in walk.listed(batch)
    ]
    return attendance.enter(walk.desk, batch, cells, reason="核对")


# money, insurance, papers


def hand_out(walk: Walk) -> object:
    handed = dispatch.Advanced(walk.dice.randint(1, 500) * 100, "travel", walk.desk.clock.today())
    batch = walk.batch()
    return dispatch.hand_out(walk.desk, batch_id=batch, people=walk.listed(batch), handed=handed)


def correct(walk: Walk) -> object:
    batch = walk.batch()
    found, _ = dispatch.list_advances(walk.desk, batch_id=batch)
    if not found:
        return None
    changes = walk.dice.choice(({"amount_fen": 12300}, None))
    number = walk.dice.choice(found)["number"]
    return dispatch.correct_advance(
        walk.desk, batch_id=batch, number=number, reason="记错了", changes=changes
    )


def insure(walk: Walk) -> object:
    only = tuple(walk.some()) if walk.dice.random() < 0.3 else ()
    terms = dispatch.ListTerms(walk.product, 3, only=only)
    return dispatch.make_list(walk.desk, batch_id=walk.batch(), terms=terms, confirmed=DOUBTED)


def list_sent(walk: Walk) -> object:
    found = [
        row
        for row in dispatch.list_lists(walk.desk, batch_id=walk.batch())
        if row["state"] == covers.MADE
    ]
    if not found:
        return None
    if walk.dice.random() < 0.15:
        return dispatch.drop_list(walk.desk, list_id=found[-1]["id"])
    return dispatch.note_sent(walk.desk, list_id=found[-1]["id"])


def decide(walk: Walk) -> object:
    batch = walk.batch()
    return dispatch.decide_cover(
        walk.desk, batch_id=batch, people=walk.listed(batch), reason="到达后补保"
    )


def promise(walk: Walk) -> object:
    return dispatch.promise(walk.desk, batch_id=walk.batch(), seen_by="村支书")


# what nobody planned


def undo(walk: Walk) -> object:
    offered = office.undo.choices(walk.desk)
    found = [one["number"] for one in offered if one["number"] > walk.since and not one["stays"]]
    if not found:
        return None
    number = walk.dice.choice(found[:8])
    walk.log[-1] += f" {number}"
    return office.undo.undo(walk.desk, number, leave_changed=walk.dice.random() < 0.3)


def merge(walk: Walk) -> object:
    keep, other = walk.dice.sample(walk.people, 2)
    return workers.doubles.merge(
        walk.desk,
        keep=keep,
        other=other,
        choices=dict.fromkeys(("sex", "doc_no", "phone", "emergency_phone"), "keep"),
        reason="同一个人",
        despite_overlap=walk.dice.random() < 0.5,
    )


def wait(walk: Walk) -> object:
    hours = walk.dice.choice((6, 24, 24, 48))
    move_clock(walk.desk, walk.desk.clock.now() + datetime.timedelta(hours=hours))
    return None


ACTS: dict[Callable[[Walk], object], int] = {
    add: 9,
    remove: 4,
    replace: 8,
    cancel: 1,
    change: 2,
    add_coach: 3,
    change_coach: 3,
    drop_coach: 1,
    seat: 5,
    seat_one: 5,
    divide: 2,
    board: 10,
    count: 5,
    contract: 5,
    send: 6,
    depart: 3,
    leave: 4,
    home: 3,
    bring_back: 1,
    work: 3,
    hand_out: 4,
    correct: 4,
    insure: 7,
    list_sent: 7,
    decide: 2,
    promise: 2,
    undo: 14,
    merge: 1,
    wait: 3,
}
