"""What an act says for itself in the history, of rows that no trigger captures.

Such rows never leave this desk (the rows of imported files, the files themselves), so they need no
ops of their own; but what an act wrote of them is sealed with it, and `verify` compares.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import ddl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.store.database import Database

KIND = "witness"
"""The kind of the ops on an act that say what the act did; no row is made of them."""
SLICE = "intake_rows"
"""What each slice of an import says when it ends: there the act can be taken apart again."""
UNDONE = "undone"
"""What an undo in slices says with its last one; only then it is at its end."""


def said(act: str, name: str) -> str:
    """Return SQL for what an act, by the name of its table, said of itself under a name."""
    return (
        f"(SELECT json_extract(told.body, '$.{name}') FROM op told WHERE told.row_id = {act}.id "
        f"AND told.kind = '{KIND}' AND json_type(told.body, '$.{name}') IS NOT NULL)"
    )


def left_nothing(undo: str) -> str:
    """Return SQL that is true of an undo that has come to its end and after which no row stayed."""
    return (
        f"coalesce(json_extract({undo}.about, '$.stayed'), "
        f"json_extract({said(undo, UNDONE)}, '$.stayed'), "
        f"json_extract({undo}.about, '$.slices'), 0) = 0"
    )


def put(store: Database, name: str, said: object) -> None:
    """Let the running act say something under a name, as JSON."""
    store.execute(ddl.TICK.strip().rstrip(";"))
    store.execute(
        "INSERT INTO op (hlc, tbl, row_id, kind, body, base, act_id, staff_id, version, "
        "clock_suspect) SELECT hlc, 'act', coalesce(act_id, zeroblob(16)), ?, ?, base, act_id, "
        "staff_id, version, clock_doubt IS NOT NULL FROM sync_state",
        (KIND, json.dumps({name: said}, ensure_ascii=False, separators=(",", ":"))),
    )


def told(store: Database, name: str) -> Iterator[Any]:
    """Yield all that acts have said under a name, oldest first."""
    found = store.stream(
        "SELECT body FROM op WHERE kind = ? AND json_type(body, ?) IS NOT NULL ORDER BY seq",
        (KIND, f"$.{name}"),
    )
    for (body,) in found:
        yield json.loads(body)[name]
