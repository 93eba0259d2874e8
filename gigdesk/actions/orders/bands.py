"""The bands of pay that orders are measured by: what is usual, entered by the head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.orders.jobs import Taken
from gigdesk.domain import orders
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk


def list_bands(desk: Desk) -> list[dict[str, Any]]:
    """Return the bands in use, by trade, kind of pay and day."""
    return rows.records.bands(desk.store)


def find_band(desk: Desk, words: str) -> bytes:
    """Return the id of a band from its number (P3); raises errors.NotFound."""
    found = desk.heard(words, "pay_band")
    if found is None:
        raise errors.NotFound("orders.error.no_band", words=words.strip())
    return found


def set_band(desk: Desk, *, fields: Mapping[str, Any]) -> Taken:
    """Enter what is paid from a day on; `fields` by `orders.bands.FIELDS`, money in whole fen.

    One for the same trade, region, kind, unit and day is corrected by this one. Raises
    errors.Invalid for a band without an end, a day or a kind of pay.
    """
    unknown = sorted(set(fields) - set(orders.bands.FIELDS))
    if unknown:
        raise errors.Invalid("orders.error.unknown_field", field=unknown[0], name=unknown[0])
    kept = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    kept = {name: value for name, value in kept.items() if value not in (None, "")}
    if "pay_unit" in kept:
        kept["pay_unit"] = orders.terms.read_unit(kept["pay_unit"])
    for one in orders.bands.check(kept, orders.jobs.PAY_KINDS):
        params = dict(one.params)
        raise errors.Invalid(one.code, field=str(params.pop("field")), **params)
    with desk.doing("orders.set_band") as act:
        for row in list_bands(desk):
            if _key(row) == _key(kept):
                desk.store.change("pay_band", row["id"], {"state": orders.bands.VOID})
        made = Taken(desk.new_id(), desk.next_number("pay_band"), act.number)
        told = {"id": made.id, "station_id": desk.station.id, "number": made.number}
        desk.store.add("pay_band", {**told, **kept})
        act.about.update(band=made.number, trade=kept.get("trade", ""))
    return made


def drop_band(desk: Desk, *, band_id: bytes) -> Taken:
    """Use a band no more; raises errors.NotFound."""
    row = desk.store.get("pay_band", band_id)
    if row is None or row["state"] != orders.bands.ACTIVE:
        raise errors.NotFound("orders.error.no_band", words=band_id.hex())
    with desk.doing("orders.drop_band") as act:
        desk.store.change("pay_band", band_id, {"state": orders.bands.VOID})
        act.about.update(band=row["number"], trade=row["trade"] or "")
    return Taken(band_id, row["number"], act.number)


def _key(row: Mapping[str, Any]) -> tuple[object, ...]:
    names = ("trade", "region", "pay_kind", "pay_unit", "valid_from")
    return tuple(row.get(name) or "" for name in names)
