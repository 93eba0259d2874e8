"""A season of the sample county: employers, orders, classes, three batches, weeks of days."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk.actions import attendance, dispatch, orders, training, workers
from gigdesk.demo import road
from gigdesk.demo.words import words
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import attendance_out
from gigdesk.domain.attendance import PARTS, Weight
from gigdesk.domain.dispatch import batches, covers
from gigdesk.domain.office import holidays
from gigdesk.domain.orders import relation, uscc

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_BACK, _AWAY, _NEXT = 0, 1, 2
_DEPART = (-95, -45, 6)
_STAY_DAYS = (30, 60, 45)
_PEOPLE = (28, 40, 30)
_OCCUPATION_CLASS = 3  # picking in the field
_WEIGHED_DAYS = 5
_LIST_DAYS, _SILENT = 3, 2
_SEATS = 23
_NOT_GIVEN = 3  # so many people have yet to get their copy of the contract
_UNDER_A_FOREMAN = "112111"  # the six answers about an order of the sample county
_INSURED_DAYS = 365
_MEALS = ("0", "1", "2")


@dataclass(slots=True)
class Season:
    """What was made: the orders, the batches in their order, and the papers printed for them."""

    orders: list[bytes]
    batches: list[bytes]
    papers: list[Path] = field(default_factory=list)


def code_of(at: int) -> str:
    """Return a unified code (GB 32100) with right check characters that belongs to nobody."""
    body = f"9{1 if at % 2 else 3}439927{'MA' + format(90_000_000 + at * 137, 'd')[:6]}"
    body += uscc.organisation_check(body[8:16])
    return body + uscc.check_character(body)


def take_orders(desk: Desk, dice: random.Random) -> list[bytes]:
    """Take in eight employers with an order each; return the orders."""
    known = words()
    today = desk.clock.today()
    made, employers = [], []
    _set_bands(desk)
    for at, (name, _, industry) in enumerate(known["employers"]):
        employer = orders.add_employer(
            desk,
            fields={
                "name": name,
                "uscc": code_of(at),
                "industry": industry,
                "legal_representative": known["head"],
                "contact_name": known["clerks"][at % 2],
                "contact_phone": f"1993{at:07d}",
                "address": known["places"][at],
                **_licences(at, today),
            },
        )
        employers.append(employer.id)
        first = today + datetime.timedelta(days=_DEPART[at] if at < len(_DEPART) else 10 + at)
        stay = _STAY_DAYS[at] if at < len(_STAY_DAYS) else 60
        order = orders.take(
            desk,
            employer_id=employer.id,
            fields={
                **known["orders"][at],
                "people": _PEOPLE[at] + 4 if at < len(_PEOPLE) else dice.randrange(8, 30),
                **_ages(str(known["orders"][at]["employment_form"])),
                "age_reason": industry,
                "from_day": first.isoformat(),
                "to_day": (first + datetime.timedelta(days=stay)).isoformat(),
            },
            pay=f"day:{dice.randrange(14, 26) * 10}",
        )
        orders.answer(desk, order_id=order.id, answers=relation.read(_UNDER_A_FOREMAN))
        publish(desk, order.id, by=known["clerks"][at % 2])
        made.append(order.id)
    _write_records(desk, employers)
    return made


def _set_bands(desk: Desk) -> None:
    """Enter what is usually paid, from the beginning of the year on."""
    known = words()
    since = desk.clock.today().replace(month=1, day=1).isoformat()
    for band in known["bands"]:
        more = {"valid_from": since, "source": known["band_source"]}
        orders.set_band(desk, fields={**band, **more})


def _licences(at: int, today: datetime.date) -> dict[str, Any]:
    """Return the licence of an employer, one of them near its end, and the deposit of some."""
    ends = today + datetime.timedelta(days=30 + 200 * at)
    found: dict[str, Any] = {}
    if at % 2 == 0:
        found |= {"agency_licence_no": f"4399{at:02d}2024", "agency_licence_to": ends.isoformat()}
    if at % 3 == 0:
        place = words()["deposit_where"]
        found |= {"deposit_fen": 5_000_000, "deposit_where": place, "deposit_to": ends.isoformat()}
    return found


def _write_records(desk: Desk, employers: Sequence[bytes]) -> None:
    """Write down what happened with some employers, settle a part, flag one and ban one."""
    known, today = words(), desk.clock.today()
    for one in known["records"]:
        fields = {
            name: one[name]
            for name in ("kind", "what", "source", "people", "amount_fen")
            if name in one
        }
        day = (today - datetime.timedelta(days=one["days_ago"])).isoformat()
        made = orders.add_record(
            desk, employer_id=employers[one["employer"]], fields={**fields, "day": day}
        )
        if "how" in one:
            orders.close_record(desk, record_id=made.id, how=one["how"])
    for at, (flag, reason) in known["flagged"].items():
        changes = {"flag": flag, "flag_reason": reason}
        orders.change_employer(desk, employer_id=employers[int(at)], changes=changes)


def publish(desk: Desk, order_id: bytes, *, by: str) -> None:
    """Review an order and make it public."""
    left = [one.name for one in orders.review(desk, order_id) if not one.is_done]
    orders.confirm(desk, order_id=order_id, points=left, by=by)
    orders.set_state(desk, order_id=order_id, state="recruiting")


def _ages(form: str) -> dict[str, int]:
    """Return the ages an order asks for: those its kind of contract is open to."""
    least, most = {"overage": (60, 65), "labour": (18, 54)}.get(form, (18, 60))
    return {"age_min": least, "age_max": most}


def hold_classes(desk: Desk, dice: random.Random, ids: Sequence[bytes]) -> None:
    """Open four classes, two of them over and marked."""
    today = desk.clock.today()
    for at, (name, trade, kind) in enumerate(words()["classes"]):
        first = today + datetime.timedelta(days=(-60, -30, -5, 12)[at])
        last = first + datetime.timedelta(days=15)
        made = training.open_class(
            desk,
            fields={
                "name": name,
                "trade": trade,
                "kind": kind,
                "from_day": first.isoformat(),
                "to_day": last.isoformat(),
                "planned_people": 10,
            },
        )
        seats = training.enrol(desk, class_id=made.id, people=dice.sample(list(ids), 9))
        sitting = [one.worker_id for one in seats if one.done]
        if first <= today <= last:
            training.change_class(desk, class_id=made.id, changes={"state": "running"})
        if last < today:
            training.mark(
                desk,
                class_id=made.id,
                people=sitting[:-1],
                state="completed",
                result="passed",
                score=82,
            )
            training.mark(desk, class_id=made.id, people=sitting[-1:], state="dropped")


def send_batches(desk: Desk, order_ids: Sequence[bytes], out: Path) -> Season:
    """Plan three batches: one back home, one on the road, one that leaves next week."""
    today = desk.clock.today()
    season = Season(list(order_ids), [])
    dispatch.ensure_templates(desk)
    for at in (_BACK, _AWAY, _NEXT):
        depart = today + datetime.timedelta(days=_DEPART[at])
        planned = dispatch.plan(
            desk,
            order_id=order_ids[at],
            depart_on=depart,
            take=_PEOPLE[at],
            confirmed=batches.DOUBTS,  # two of them left long before the sample was made
        )
        season.batches.append(planned.id)
        for one in planned.people:
            if one.done:
                workers.consents.consent(
                    desk,
                    worker_id=one.worker_id,
                    purpose="employer",
                    given_on=min(depart, today),
                )
        insure(desk, planned.id, depart)
        going = [one.worker_id for one in planned.people if one.done]
        get_ready(desk, planned.id, depart, going)
        if at == _NEXT:
            road.replace_one(desk, order_ids[at], planned.id, going)
            continue
        road.board(desk, planned.id, depart, going)
        file = out / f"contracts-B{planned.number}.pdf"
        printed = dispatch.make_contracts(desk, planned.id, file)
        season.papers += [path for path, _ in printed.files]
        dispatch.sign(desk, batch_id=planned.id, signed_on=depart)
        given = [row["id"] for row in dispatch.list_contracts(desk, batch_id=planned.id)]
        dispatch.give_copies(desk, contract_ids=given[_NOT_GIVEN:], on=min(depart, today))
        sent = dispatch.send(desk, batch_id=planned.id, on=depart)
        if not sent.done:
            raise RuntimeError([one for one in sent.people if not one.done][:3])
        road.arrive(desk, planned.id, depart, going)
        if at == _BACK:
            back = depart + datetime.timedelta(days=_STAY_DAYS[at])
            dispatch.return_batch(desk, batch_id=planned.id, on=back)
    return season


def insure(desk: Desk, batch_id: bytes, depart: datetime.date) -> None:
    """Send a batch's list to the insurer where its order promises cover, days before it leaves.

    Of a batch that has yet to leave a few did not agree, so that they stand there without cover.
    """
    if not dispatch.asks_cover(desk, batch_id):
        return
    if not dispatch.list_products(desk):
        for fields in words()["insurance"]:
            dispatch.add_product(desk, fields=fields)
    went = min(depart - datetime.timedelta(days=_LIST_DAYS), desk.clock.today())
    people = dispatch.list_members(desk, batch_id=batch_id)
    agreeing = people if depart < desk.clock.today() else people[:-_SILENT]
    for one in agreeing:
        workers.consents.consent(desk, worker_id=one["worker_id"], purpose="insurer", given_on=went)
    product = dispatch.list_products(desk)[0]["id"]
    terms = dispatch.ListTerms(product, _OCCUPATION_CLASS, goes_on=went)
    made, _, _ = dispatch.make_list(
        desk, batch_id=batch_id, terms=terms, confirmed=(covers.FEW, covers.SHARE)
    )
    dispatch.note_sent(desk, list_id=made, on=went, how="mail")
    dispatch.note_receipt(desk, list_id=made, receipt_no=f"R{depart:%m%d}")


def get_ready(desk: Desk, batch_id: bytes, depart: datetime.date, people: Sequence[bytes]) -> None:
    """Seat people in coaches, divide them into groups, note meals, and whose promise is signed."""
    for number, coach in enumerate(words()["coaches"]):
        fields = {
            **coach,
            "seats": _SEATS,
            "driver_phone": f"1994{number:07d}",
            "insured_to": (depart + datetime.timedelta(days=_INSURED_DAYS)).isoformat(),
        }
        dispatch.add_vehicle(desk, batch_id=batch_id, fields=fields)
    dispatch.seat_all(desk, batch_id=batch_id)
    dispatch.divide(desk, batch_id=batch_id)
    for at, person in enumerate(people[:: len(_MEALS) * 2]):
        workers.people.correct(
            desk,
            worker_id=person,
            changes={"meal_need": _MEALS[at % len(_MEALS)]},
            also=[workers.consents.Given("meal")],
        )
    signed = people if depart <= desk.clock.today() else people[: len(people) // 2]
    dispatch.promise(
        desk,
        batch_id=batch_id,
        seen_by=words()["head"],
        people=signed,
        signed_on=min(depart, desk.clock.today()),
    )


def enter_days(
    desk: Desk, dice: random.Random, season: Season, out: Path
) -> list[attendance.Imported]:
    """Write the sheets of the batch on the road as the foreman fills them in; take them in."""
    batch_id = season.batches[_AWAY]
    batch = dispatch.get_batch(desk, batch_id)
    first = datetime.date.fromisoformat(batch["first_day"])
    yesterday = desk.clock.today() - datetime.timedelta(days=1)
    taken = []
    while first <= yesterday:
        month = f"{first:%Y-%m}"
        ends = min(first.replace(day=attendance_out.days_in(month)), yesterday)
        heading = attendance_out.Heading(month=month, batch=f"B{batch['number']}")
        people = [
            attendance_out.PersonMonth(
                name=member["name"],
                doc_no=member["doc_no"],
                marks=_marks(dice, first.day, ends.day),
            )
            for member in dispatch.list_members(desk, batch_id=batch_id)
        ]
        file = out / f"{words()['attendance_title']}-B{batch['number']}-{month}.xlsx"
        kinds = {one.day.isoformat(): one.kind for one in holidays.published(first.year)}
        layout = attendance_out.matrix(heading, holidays.rest_days(month, kinds))
        writing.write_list(file, layout, attendance_out.matrix_rows(heading, people))
        taken.append(attendance.import_sheet(desk, batch_id, file, month=month))
        first = ends + datetime.timedelta(days=1)
    weigh(desk, dice, batch_id, yesterday)
    return taken


def weigh(desk: Desk, dice: random.Random, batch_id: bytes, last: datetime.date) -> None:
    """Enter what the batch on the road picked on its last days, weighed morning and evening.

    Of some weighings the buyer took something off for dirt, which the people dispute now and then.
    """
    first = datetime.date.fromisoformat(dispatch.get_batch(desk, batch_id)["first_day"])
    days = [last - datetime.timedelta(days=at) for at in range(_WEIGHED_DAYS)]
    entries = []
    for member in dispatch.list_members(desk, batch_id=batch_id):
        for day, part in itertools.product(days, PARTS):
            off = dice.choice((0, 0, 500, 1_200))
            weight = Weight(dice.randint(28, 52) * 1_000, off, off > 0 and dice.random() < 0.1)  # noqa: PLR2004 -- few
            if first <= day:
                entries.append(
                    attendance.Weighed(member["worker_id"], day.isoformat(), part, weight)
                )
    attendance.weigh(desk, batch_id=batch_id, entries=entries)


def _marks(dice: random.Random, first: int, last: int) -> dict[int, Any]:
    """Return somebody's marks from the first day to the end of the month; half days happen."""
    found: dict[int, Any] = {}
    for day in range(first, last + 1):
        chance = dice.random()
        if chance < 0.85:  # noqa: PLR2004 -- most days are whole
            found[day] = 1
        elif chance < 0.93:  # noqa: PLR2004 -- some are half
            found[day] = Decimal("0.5")
    return found
