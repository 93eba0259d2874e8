"""Rows of draws of lots, and the people who took part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import ddl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("lot_draw",)

_CHUNK = 400


def of_batch(store: Database, batch_id: bytes) -> list[Row]:
    """Return the draws of a batch, first one first."""
    return store.query(
        f"SELECT {ddl.columns('lot_draw', 'd')}, b.number AS batch_number FROM lot_draw d "
        "JOIN batch b ON b.id = d.batch_id WHERE d.batch_id = ? ORDER BY d.number, d.id",
        (batch_id,),
    )


def by_digest(store: Database, seed: str, pool_sha256: str) -> Row | None:
    """Return the draw with this seed and these people, None where none was held at this desk."""
    return store.one(
        "SELECT d.id, d.number, d.batch_id, b.number AS batch_number FROM lot_draw d "
        "JOIN batch b ON b.id = d.batch_id WHERE d.seed = ? AND d.pool_sha256 = ? LIMIT 1",
        (seed, pool_sha256),
    )


def people(store: Database, numbers: Sequence[int]) -> dict[int, Row]:
    """Return by number who these people are today, with their village and `person`, their id."""
    found: dict[int, Row] = {}
    for at in range(0, len(numbers), _CHUNK):
        part = list(numbers[at : at + _CHUNK])
        marks = ", ".join("?" * len(part))
        for row in store.query(
            "SELECT w.number, w.name, w.sex, coalesce(w.merged_into, w.id) AS person, "
            "d.name AS village FROM worker w LEFT JOIN division d ON d.id = w.village_id "
            f"WHERE w.number IN ({marks})",
            part,
        ):
            found[row["number"]] = row
    return found
