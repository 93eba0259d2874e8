"""Insurance products that all stations share: what is offered, and its terms as typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain.dispatch import batches, products
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding


def list_products(desk: Desk, *, retired: bool = False) -> list[dict[str, Any]]:
    """Return the products by their number, with `retired` also those no longer offered."""
    return rows.insurance.list_products(desk.store, retired=retired)


def find_product(desk: Desk, said: str) -> bytes:
    """Return the product with this number or name; raises errors.NotFound."""
    for row in list_products(desk, retired=True):
        if said.strip() in (str(row["number"]), row["name"], row["id"].hex()):
            return bytes(row["id"])
    raise errors.NotFound("dispatch.error.no_product", words=said)


def get_product(desk: Desk, product_id: bytes) -> dict[str, Any]:
    """Return one product; raises errors.NotFound."""
    row = desk.store.get("insurance_product", product_id)
    if row is None:
        raise errors.NotFound("dispatch.error.no_product", words=product_id.hex())
    return dict(row)


def product_doubts(fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what is wrong with a product as typed."""
    return products.check(fields)


def add_product(desk: Desk, *, fields: Mapping[str, Any]) -> tuple[bytes, Done]:
    """Add a product; see `products.FIELDS`.

    Employer, station and worker pay the whole premium together. Raises errors.Invalid.
    """
    kept = _kept(fields)
    with desk.doing("dispatch.add_product") as act:
        number = desk.next_number("insurance_product")
        made = {"id": desk.new_id(), "station_id": desk.station.id, "number": number, **kept}
        desk.store.add("insurance_product", made)
        act.about.update(product=number, name=kept["name"])
    return made["id"], desk.done(act)


def change_product(
    desk: Desk, *, product_id: bytes, fields: Mapping[str, Any], retired: bool | None = None
) -> Done:
    """Change a product, or take it off what is offered; versions that were made stay as they are.

    Raises errors.Invalid, errors.NotFound.
    """
    before = get_product(desk, product_id)
    kept = _kept({name: before[name] for name in products.FIELDS} | dict(fields))
    if retired is not None:
        kept["state"] = products.RETIRED if retired else products.ACTIVE
    with desk.doing("dispatch.change_product") as act:
        desk.store.change("insurance_product", product_id, kept)
        act.about.update(product=before["number"], name=kept["name"])
    return desk.done(act)


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a product as they are kept; raises errors.Invalid."""
    strange = set(fields) - set(products.FIELDS)
    if strange:
        name = min(strange)
        raise errors.Invalid("dispatch.error.unknown_field", field=name, name=name)
    for said in products.check(fields):
        if said.level == findings.ERROR:
            params = dict(said.params)
            raise errors.Invalid(said.code, field=str(params.pop("field")), **params)
    kept = {name: _or_none(fields.get(name)) for name in products.FIELDS}
    time = str(fields.get("cutoff_time") or "")
    return {
        **kept,
        "classes": products.kept_classes(products.read_classes(fields["classes"])),
        "cutoff_time": time if time == products.WHOLE_DAY else (batches.read_time(time) or None),
        "wait_days": 1 if fields.get("wait_days") in (None, "") else fields["wait_days"],
        "premium_per": fields.get("premium_per") or products.DAY,
    }


def _or_none(value: Any) -> Any:
    return None if value == "" else value
