"""Rows of coaches, with how many of a batch sit in each, and who sits where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import vehicles
from gigdesk.store import ddl

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("vehicle",)


def list_vehicles(store: Database, batch_id: bytes) -> list[Row]:
    """Return the coaches of a batch in their order, each with how many are `seated` in it."""
    return store.query(
        f"SELECT {ddl.columns('vehicle', 'v')}, (SELECT count(*) FROM batch_member m "
        "WHERE m.batch_id = v.batch_id AND m.state IN ('listed', 'left') "
        "AND m.vehicle_id = v.id AND m.seat IS NOT NULL) AS seated "
        "FROM vehicle v WHERE v.batch_id = ? AND v.state = 'active' ORDER BY v.number, v.id",
        (batch_id,),
    )


def record(row: Row) -> vehicles.Vehicle:
    """Return a row as the record the rules look at."""
    return vehicles.Vehicle(row["id"], row["seats"], row["staff_seats"])


def riders(store: Database, batch_id: bytes) -> list[vehicles.Rider]:
    """Return everybody on the list with where they get in, their group and the seat they have.

    The group counts by its number, and whoever tells no place of pick-up gets in at the village.
    """
    found = store.query(
        "SELECT m.id, m.position, coalesce(m.pickup, d.name, '') AS stop, "
        "coalesce(printf('%06d', c.number), '') AS crew, m.vehicle_id, m.seat "
        "FROM batch_member m JOIN worker w ON w.id = m.worker_id "
        "LEFT JOIN division d ON d.id = w.village_id LEFT JOIN crew c ON c.id = m.crew_id "
        "WHERE m.batch_id = ? AND m.state IN ('listed', 'left') ORDER BY m.position, m.id",
        (batch_id,),
    )
    return [
        vehicles.Rider(
            row["id"], row["position"], row["stop"], row["crew"], row["vehicle_id"], row["seat"]
        )
        for row in found
    ]


def wrong_seats(store: Database) -> list[Row]:
    """Return people on a seat that another has too, or that their coach does not have for guests.

    As `name`, number of the `batch` and of the `vehicle`, and `seat`; a sound desk has none.
    """
    return store.query(
        "WITH sitting AS (SELECT m.id, m.vehicle_id, m.seat, w.name, b.number AS batch, "
        "v.number AS vehicle, v.seats - v.staff_seats AS places, v.state "
        "FROM batch_member m JOIN batch b ON b.id = m.batch_id "
        "JOIN vehicle v ON v.id = m.vehicle_id JOIN worker w ON w.id = m.worker_id "
        "WHERE m.state IN ('listed', 'left') AND m.seat IS NOT NULL) "
        "SELECT name, batch, vehicle, seat FROM sitting one WHERE state <> 'active' "
        "OR seat < 1 OR seat > places OR EXISTS (SELECT 1 FROM sitting other "
        "WHERE other.vehicle_id = one.vehicle_id AND other.seat = one.seat AND other.id <> one.id) "
        "ORDER BY batch, vehicle, seat, name"
    )
