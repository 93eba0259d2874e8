"""Commands about the way: who got in, head-counts, arrival, going home, who left early."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import AMOUNT, COUNT, FILE, day
from gigdesk.domain.dispatch import boarding, leaving
from gigdesk.domain.workers import masking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session


@click.command()
@click.argument("batch")
@click.argument("said", nargs=-1)
@click.option("--list", "file", type=FILE)
@click.option("--vehicle", "number", type=COUNT)
@click.option("--leg", type=COUNT, default=boarding.DEPARTURE)
@click.option("--stop", default="")
@click.option("--absent", type=click.Choice(boarding.ABSENCES))
@click.option("--note", default="")
@click.option("--on")
@click.pass_obj
def board(session: Session, /, batch: str, said: Sequence[str], **given: Any) -> dict[str, Any]:
    """Sign people in at the coaches, or note who does not come; a number or a name each."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    number = given["number"]
    coach = dispatch.find_vehicle(desk, batch_id=batch_id, number=number) if number else None
    wanted = replace(
        _wanted(given["absent"], given["note"], given["file"]),
        leg=given["leg"],
        vehicle=coach,
        stop=given["stop"],
        on=day(given["on"]) if given["on"] else None,
    )
    told = _enter(session, desk, batch_id, (said, given["file"]), wanted)
    return {**told, "vehicles": _heads(desk, batch_id, given["leg"])}


@click.command()
@click.argument("batch")
@click.argument("said", nargs=-1)
@click.option("--list", "file", type=FILE)
@click.option("--absent", type=click.Choice(boarding.ABSENCES))
@click.option("--note", default="")
@click.option("--on")
@click.pass_obj
def arrive(session: Session, /, batch: str, said: Sequence[str], **given: Any) -> dict[str, Any]:
    """Note who arrived at the place of work, or who did not and why."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    wanted = replace(
        _wanted(given["absent"], given["note"], given["file"]),
        stage=boarding.ARRIVE,
        on=day(given["on"]) if given["on"] else None,
    )
    return _enter(session, desk, batch_id, (said, given["file"]), wanted)


def _wanted(absent: str | None, note: str, file: Path | None) -> dispatch.Wanted:
    how = boarding.BY_ID if file is None else boarding.BY_PASTE
    if absent is None:
        return dispatch.Wanted(note=note, how=how)
    return dispatch.Wanted(result=boarding.ABSENT, reason=absent, note=note, how=how)


def _enter(
    session: Session,
    desk: Desk,
    batch_id: bytes,
    asked: tuple[Sequence[str], Path | None],
    wanted: dispatch.Wanted,
) -> dict[str, Any]:
    """Enter it for everybody who is meant; who means nobody or several is handed back."""
    said, file = asked
    text = "\n".join((*said, dispatch.read_lines(file) if file is not None else ""))
    if not text.strip():
        raise click.UsageError(i18n.text("cli.error.nobody_said"))
    found = dispatch.named(desk, text, batch_id=batch_id)
    told, _ = dispatch.sign_in(
        desk, batch_id=batch_id, people=dispatch.people_of(found), wanted=wanted
    )
    answer = telling.told(session, dispatch.get_batch(desk, batch_id)["number"], told)
    unread = [
        {"text": masking.mask_words(one.text), "people": len(one.people)}
        for one in found
        if len(one.people) != 1
    ]
    if unread and not answer["done"]:
        telling.refuse(session, told)
    return {**answer, "unread": unread}


@click.command()
@click.argument("batch")
@click.argument("number", type=COUNT)
@click.argument("counted", type=AMOUNT)
@click.option("--leg", type=COUNT, default=boarding.DEPARTURE)
@click.option("--stop", default="")
@click.option("--on")
@click.pass_obj
def count(
    session: Session, /, batch: str, number: int, counted: int, **given: Any
) -> dict[str, Any]:
    """Note how many sit in a coach; the difference to who signed in is named."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    coach = dispatch.find_vehicle(desk, batch_id=batch_id, number=number)
    leg, on = given["leg"], day(given["on"]) if given["on"] else None
    head, _ = dispatch.count(
        desk, vehicle_id=coach, counted=counted, leg=leg, stop=given["stop"], on=on
    )
    (told,) = [one for one in _heads(desk, batch_id, leg) if one["number"] == number]
    return {**told, "agrees": head.agrees}


@click.command("boarding")
@click.argument("batch")
@click.option("--leg", type=COUNT, default=boarding.DEPARTURE)
@click.pass_obj
def boarding_(session: Session, batch: str, leg: int) -> dict[str, Any]:
    """Tell who is aboard which coach, and who is missing or elsewhere."""
    desk = session.desk(write=False)
    batch_id = dispatch.find_batch(desk, batch)
    found = dispatch.rows_on(desk, batch_id=batch_id, leg=leg)
    return {
        "vehicles": _heads(desk, batch_id, leg),
        "people": [
            {
                "number": row["worker_number"],
                "name": row["name"],
                "result": row["result"],
                "vehicle": row["in_vehicle"],
                "reason": row["sign_reason"],
                "time": f"{row['day']} {row['time']}".strip(),
            }
            for row in found
        ],
        "legs": {str(at): stop for at, stop in dispatch.legs(desk, batch_id=batch_id).items()},
    }


def _heads(desk: Desk, batch_id: bytes, leg: int) -> list[dict[str, Any]]:
    rows = dispatch.list_members(desk, batch_id=batch_id)
    names = {row["worker_id"]: f"{row['name']} W{row['worker_number']}" for row in rows}
    return [
        {
            "number": coach["number"],
            "plate": coach["plate"],
            "places": head.places,
            "aboard": len(head.aboard),
            "counted": head.counted,
            "difference": head.off,
            "missing": [{"name": names[who], "why": why} for who, why in head.missing],
            "from_elsewhere": [names[who] for who in head.strangers],
            "not_called": [names[who] for who in head.unasked],
        }
        for coach, head in dispatch.heads(desk, batch_id=batch_id, leg=leg)
    ]


@click.command()
@click.argument("batch")
@click.argument("docno")
@click.option("--on", required=True)
@click.option("--code", type=click.Choice(leaving.CODES))
@click.option("--reason", default="")
@click.pass_obj
def leave(
    session: Session, batch: str, docno: str, *, on: str, code: str | None, reason: str
) -> dict[str, Any]:
    """Note that somebody left early, with the last day and why."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    done = dispatch.leave_early(
        desk,
        batch_id=batch_id,
        worker_id=office.history.find(desk, "worker", docno),
        until_day=day(on),
        reason=reason,
        code=code or "",
    )
    return {"number": done.number}


@click.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--on")
@click.pass_obj
def home(session: Session, batch: str, docnos: Sequence[str], on: str | None) -> dict[str, Any]:
    """Note that people came home on another day; without a day, with the batch after all."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = telling.meant(desk, docnos)
    told, _ = dispatch.come_home(desk, batch_id=batch_id, people=ids, on=day(on) if on else None)
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], told, unknown)


@click.command()
@click.option("--employer")
@click.pass_obj
def leavers(session: Session, employer: str | None) -> dict[str, Any]:
    """Tell by employer how many left early and why."""
    desk = session.desk(write=False)
    asked = office.history.find(desk, "employer", employer) if employer else None
    names = ("name", "worker_number", "batch_number", "until_day", "reason_code", "reason")
    return {
        "employers": [
            {
                "employer": each["employer_name"],
                "sent": each["sent"],
                "left": each["left"],
                "reasons": {
                    i18n.text(f"dispatch.left_why.{code}"): count_
                    for code, count_ in each["reasons"].items()
                },
                "people": [{name: row[name] for name in names} for row in each["people"]],
            }
            for each in dispatch.early_leavers(desk, employer_id=asked)
        ]
    }


COMMANDS = (board, arrive, count, boarding_, leave, home, leavers)
