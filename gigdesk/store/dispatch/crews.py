"""Rows of groups of a batch, with how many people each has and who leads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import ddl

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("crew",)

_IN = "m.batch_id = c.batch_id AND m.state IN ('listed', 'left') AND m.crew_id = c.id"


def list_crews(store: Database, batch_id: bytes) -> list[Row]:
    """Return the groups of a batch in their order, each with its `people` and its `leader`."""
    return store.query(
        f"SELECT {ddl.columns('crew', 'c')}, "
        f"(SELECT count(*) FROM batch_member m WHERE {_IN}) AS people, "
        "(SELECT w.name FROM batch_member m JOIN worker w ON w.id = m.worker_id "
        f"WHERE {_IN} AND m.leads = 1 ORDER BY m.position LIMIT 1) AS leader "
        "FROM crew c WHERE c.batch_id = ? AND c.state = 'active' ORDER BY c.number, c.id",
        (batch_id,),
    )
