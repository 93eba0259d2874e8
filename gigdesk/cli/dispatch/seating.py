"""Commands about the coaches of a batch, who sits where, and its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.cli.session import COUNT, day
from gigdesk.domain.dispatch import vehicles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session


@click.command()
@click.argument("batch")
@click.option("--seats", type=COUNT, required=True)
@click.option("--staff-seats", type=COUNT, default=vehicles.STAFF)
@click.option("--plate")
@click.option("--driver-name")
@click.option("--driver-phone")
@click.option("--charter-no")
@click.option("--permit-no")
@click.option("--insured-to")
@click.option("--permit-to")
@click.option("--licence-to")
@click.option("--qualified-to")
@click.pass_obj
def vehicle(session: Session, /, batch: str, **fields: Any) -> dict[str, Any]:
    """Add a coach with its legal seats; what is still missing of its papers is told."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    for name in ("insured_to", "permit_to", "licence_to", "qualified_to"):
        if fields[name]:
            fields[name] = day(fields[name]).isoformat()
    given = {name: value for name, value in fields.items() if value is not None}
    made, _ = dispatch.add_vehicle(desk, batch_id=batch_id, fields=given)
    coach = next(
        each for each in dispatch.list_vehicles(desk, batch_id=batch_id) if each["id"] == made
    )
    return {
        "number": coach["number"],
        "places": coach["places"],
        "remarks": [i18n.text(one.code, **one.params) for one in coach["doubts"]],
    }


@click.command()
@click.argument("batch")
@click.option("--stop", "stops", multiple=True)
@click.option("--anew", is_flag=True)
@click.pass_obj
def seats(session: Session, batch: str, *, stops: Sequence[str], anew: bool) -> dict[str, Any]:
    """Seat everybody by the order of pick-up; whoever has a seat keeps it, unless --anew."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    made, done = dispatch.seat_all(desk, batch_id=batch_id, stops=stops, anew=anew)
    listed = dispatch.list_members(desk, batch_id=batch_id)
    return {
        "number": done.number,
        "seated": len(made.seats),
        "unseated": [each["name"] for each in listed if each["member_id"] in made.left],
        "vehicles": _coaches(desk, batch_id),
    }


def _coaches(desk: Desk, batch_id: bytes) -> list[dict[str, Any]]:
    names = ("number", "plate", "seats", "places", "seated", "driver_name", "driver_phone")
    found = dispatch.list_vehicles(desk, batch_id=batch_id)
    return [{name: each[name] for name in names} for each in found]


@click.command()
@click.argument("batch")
@click.argument("docno")
@click.option("--vehicle", "number", type=COUNT)
@click.option("--seat", "place", type=COUNT)
@click.pass_obj
def seat(
    session: Session, batch: str, docno: str, *, number: int | None, place: int | None
) -> dict[str, Any]:
    """Put somebody on a seat by hand; without a seat they stand on the list again."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    coach = dispatch.find_vehicle(desk, batch_id=batch_id, number=number) if number else None
    done = dispatch.seat_one(
        desk,
        batch_id=batch_id,
        worker_id=office.history.find(desk, "worker", docno),
        vehicle_id=coach,
        seat=place,
    )
    return {"number": done.number, "vehicles": _coaches(desk, batch_id)}


@click.command()
@click.argument("batch")
@click.option("--most", type=COUNT)
@click.pass_obj
def groups(session: Session, batch: str, most: int | None) -> dict[str, Any]:
    """Divide the list into groups with a leader each, villages side by side."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    count, done = dispatch.divide(desk, batch_id=batch_id, most=most)
    crews = [
        {name: each[name] for name in ("number", "name", "people", "leader")}
        for each in dispatch.list_crews(desk, batch_id=batch_id)
    ]
    return {"number": done.number, "count": count, "groups": crews}


COMMANDS = (vehicle, seats, seat, groups)
