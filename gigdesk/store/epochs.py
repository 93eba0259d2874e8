"""Names the file and every new epoch in the history itself, and proves both by it.

A file that was restored or copied goes on under another epoch (sync.md 3.12). The act that begins
it says so, as the first op that is sealed under it: an epoch that nobody began is a forgery.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import oplog, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.store.database import Database

    Finding = tuple[str, dict[str, object]]

_FILE, _EPOCH = "file", "epoch"


def name_file(store: Database) -> None:
    """Say in the running act, the first of all, which file this is."""
    said = oplog.state(store)
    witness.put(store, _FILE, {"desk": said["desk_id"].hex(), "epoch": said["epoch"].hex()})


def begin(store: Database) -> bytes:
    """Begin a new epoch in the running act, before it writes anything; return the new marker."""
    old = oplog.state(store)["epoch"]
    marker = oplog.new_epoch(store)
    new = oplog.state(store)["epoch"]
    witness.put(store, _EPOCH, {"from": old.hex(), "to": new.hex()})
    return marker


def lasts(store: Database) -> dict[str, int]:
    """Return the last sealed number of every epoch, by the epoch in hexadecimal."""
    found = store.stream("SELECT epoch, max(seq) FROM seal GROUP BY epoch")
    return {bytes(epoch).hex(): int(seq) for epoch, seq in found}


def _said(store: Database, seq: int, name: str) -> Any:
    """Return what the op with that number says under a name, as a witness; else None."""
    body = store.value("SELECT body FROM op WHERE seq = ? AND kind = ?", (seq, witness.KIND))
    return None if body is None else json.loads(body).get(name)


def prove(store: Database) -> Iterator[Finding]:
    """Yield what the file says of itself and its history does not."""
    now = oplog.state(store)
    desk_id, epoch = now["desk_id"].hex(), now["epoch"].hex()
    changes = store.query(
        "SELECT seq, epoch, before FROM (SELECT seq, epoch, "
        "lag(epoch) OVER (ORDER BY seq) AS before FROM seal) "
        "WHERE epoch IS NOT before ORDER BY seq"
    )
    for change in changes:
        seq, to = change["seq"], bytes(change["epoch"]).hex()
        if change["before"] is None:
            is_said = _said(store, seq, _FILE) == {"desk": desk_id, "epoch": to}
        else:
            before = bytes(change["before"]).hex()
            is_said = _said(store, seq, _EPOCH) == {"from": before, "to": to}
        if not is_said:
            yield "verify.epoch_of_nobody", {"seq": seq}
    if changes and bytes(changes[-1]["epoch"]).hex() != epoch:
        yield "verify.epoch_altered", {}
