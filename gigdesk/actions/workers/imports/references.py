"""Ties a row that went back to the one that waits, so that taking it in again settles that one.

A row keeps the reference under which it first went back, however often it goes to and fro.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports.opening import is_unread
from gigdesk.documents.sheets import sheet_words
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading


def made(sha256: str, sheet: str, row: int, block: int) -> str:
    """Return the reference of a row: its number, and what tells file, sheet and table apart."""
    place = hashlib.sha256(f"{sha256}\x1f{sheet}\x1f{block}".encode()).hexdigest()
    return f"R{row}-{place[:8]}"


def columns(reading: Reading) -> dict[str, int]:
    """Return by sheet the column in which a workbook that we returned carries the references."""
    return {one.sheet: one.index for one in reading.columns if sheet_words.is_reference(one.header)}


def stated(entry: Entry, places: Mapping[str, int]) -> str:
    """Return the reference that a row carries, or nothing where it has none or it was changed."""
    column = places.get(entry.sheet)
    if column is None:
        return ""
    text = next((text for at, _, text in entry.cells if at == column), "").strip()
    return text if sheet_words.refers(text) else ""


def read_fields(reading: Reading) -> frozenset[str]:
    """Return the fields that the columns of a file are read as."""
    found = (reading.field_of(column) for column in reading.columns)
    return frozenset(name for name in found if name)


def settle(
    desk: Desk,
    became: Mapping[str, bytes | None],
    *,
    intake_id: bytes,
    act: int,
    fields: Collection[str],
) -> int:
    """Settle the rows that wait under these references with what each became, a person or None.

    None is for a row that is still wrong: it waits anew, in the import `intake_id`, in place of
    the old one. Once `act` is taken back, the old rows wait again. A row of which a filled cell
    was read the first time and is not among the `fields` of this file goes on waiting, lest the
    cell be lost; returns how many do.
    """
    if not became:
        return 0
    stayed = 0
    rows_named = (sheet_words.referred_row(one) for one in became)
    numbers = {one for one in rows_named if one is not None}
    waiting = rows.intakes.find_referred(
        desk.store, row_numbers=numbers, references=became, without=intake_id
    )
    for row in waiting:
        own = row["reference"] or made(
            row["sha256"] or "", row["sheet"] or "", row["row"], row["block"]
        )
        if own in became and not _were_read(row) <= set(fields):
            stayed += 1
        elif own in became:
            rows.intakes.settle_row(
                desk.store,
                row["id"],
                state=rows.intakes.SETTLED,
                worker_id=became[own],
                act=act,
            )
    return stayed


def _were_read(row: Mapping[str, Any]) -> set[str]:
    """Return the fields of which a waiting row has a filled cell."""
    filled = {at for at, _, text in json.loads(row["cells"] or "[]") if str(text).strip()}
    return {
        one["field"]
        for one in json.loads(row["columns"] or "[]")
        if one.get("field")
        and one["sheet"] == (row["sheet"] or "")
        and one["index"] in filled
        and not is_unread(one["field"])
    }
