"""A waiting row of an import that is finished by registering the person it tells of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, granted
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.findings import Finding


def row(desk: Desk, row_id: bytes) -> dict[str, Any]:
    """Return a waiting row with the file it came from; raises errors.NotFound."""
    found = rows.intakes.get_row(desk.store, row_id)
    if found is None or not rows.intakes.is_waiting(desk.store, found):
        raise errors.NotFound("intake.error.not_waiting")
    intake = rows.intakes.get(desk.store, found["intake_id"]) or {}
    return {**found, "file_name": intake.get("file_name") or ""}


def unwritten(desk: Desk, row_id: bytes, person: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return why the certificate of a row would not be recorded with somebody new, if it is so."""
    found = rows.intakes.get_row(desk.store, row_id)
    told = granted.unpacked(json.loads((found or {}).get("fields") or "{}"))
    judged = granted.judge_stranger(desk, person, told)
    return judged.said if judged.against is not None else ()


def source(found: Mapping[str, Any]) -> str:
    """Return file, sheet and row for the history of the person."""
    parts = (found["file_name"], found["sheet"], found["row"])
    return " ".join(str(part) for part in parts if part)


def settle(desk: Desk, found: Mapping[str, Any], worker_id: bytes, *, act: int) -> None:
    """Mark the row as finished inside the act that registers; keep its telephones and certificate.

    Once the act is taken back, the row waits again.
    """
    packed = json.loads(found["fields"] or "{}")
    phones, told = packed.get("phones", []), granted.unpacked(packed)
    if told:
        granted.put(desk, [(worker_id, granted.judge_now(desk, worker_id, told).values)])
    belongings.put_phones(desk, [(worker_id, number, owner) for number, owner in phones])
    rows.intakes.settle_row(
        desk.store, found["id"], state=rows.intakes.SETTLED, worker_id=worker_id, act=act
    )
