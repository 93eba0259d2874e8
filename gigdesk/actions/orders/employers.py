"""Taking in and changing employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.orders.jobs import Taken
from gigdesk.domain import office, orders, workers
from gigdesk.domain.orders import uscc
from gigdesk.domain.workers import findings
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.findings import Finding

# Where a number typed as USCC belongs: it may be one of the older codes, or a person's own.
_COLUMN = {uscc.UNIFIED: "uscc", uscc.PERSON: "owner_doc_no"}


def find_employer(desk: Desk, words: str) -> bytes:
    """Return the id of an employer from its number, id in hexadecimal, whole name or USCC.

    Raises errors.NotFound, or errors.Refused where several have the same name.
    """
    found = desk.heard(words, "employer")
    if found is not None:
        return found
    text = words.strip()
    named = rows.employers.find_named(desk.store, text)
    if len(named) > 1:
        raise errors.Refused("orders.error.employer_many", words=text)
    if not named:
        raise errors.NotFound("orders.error.no_employer", words=text)
    return named[0]


def check_employer(
    desk: Desk, fields: Mapping[str, Any], *, employer_id: bytes | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with an employer as typed, as the form shows it beside the fields."""
    found = [*orders.employers.check(fields)]
    typed = str(fields.get("uscc") or "").strip()
    if typed:
        checked = uscc.check(typed, today=desk.clock.today())
        found += checked.findings
        known = rows.employers.find_uscc(desk.store, checked.number)
        if known is not None and known["id"] != employer_id:
            found.append(
                findings.error(
                    "orders.finding.uscc_known", number=known["number"], name=known["name"]
                )
            )
    return tuple(found)


def _accepted(
    desk: Desk, fields: Mapping[str, Any], *, employer_id: bytes | None = None
) -> dict[str, Any]:
    """Return the fields as they are stored; raises errors.Invalid for the first that cannot be."""
    unknown = sorted(set(fields) - set(orders.employers.FIELDS))
    if unknown:
        raise errors.Invalid("orders.error.unknown_field", field=unknown[0], name=unknown[0])
    wrong = [
        one
        for one in check_employer(desk, fields, employer_id=employer_id)
        if one.level == findings.ERROR
    ]
    if wrong:
        raise errors.Invalid(wrong[0].code, field="", **dict(wrong[0].params))
    kept = {name: _plain(value) for name, value in fields.items()}
    if kept.get("uscc"):
        checked = uscc.check(str(kept.pop("uscc")), today=desk.clock.today())
        kept["uscc"] = None
        kept[_COLUMN.get(checked.kind, "old_licence_no")] = checked.number
    return kept


def _require_whole(fields: Mapping[str, Any]) -> None:
    """Raise errors.Invalid for a number as lists show it, which would take the number's place."""
    # An employer that is a person has the number of the person's card in place of the code.
    for name in ("contact_phone", "owner_doc_no", "uscc"):
        if workers.masking.is_masked("doc_no", fields.get(name)):
            raise errors.Invalid("workers.finding.masked", name, text=str(fields[name]))


def _plain(value: Any) -> Any:
    """Return words without outer space, and nothing where nothing was typed."""
    return (value.strip() or None) if isinstance(value, str) else value


def add_employer(desk: Desk, *, fields: Mapping[str, Any]) -> Taken:
    """Take in an employer; `fields` by the names in `orders.employers.FIELDS`.

    Raises errors.Invalid where the name is missing, the USCC is wrong or known already, or a flag
    has no reason.
    """
    _require_whole(fields)
    with desk.doing("orders.add_employer") as act:
        kept = _accepted(desk, fields)
        made = Taken(desk.new_id(), desk.next_number("employer"), act.number)
        row = {name: value for name, value in kept.items() if value is not None}
        desk.store.add(
            "employer",
            {
                "id": made.id,
                "station_id": desk.station.id,
                "number": made.number,
                **rows.employers.with_pinyin(row),
            },
        )
        act.about.update(employer=made.number, name=kept["name"])
    return made


def change_employer(desk: Desk, *, employer_id: bytes, changes: Mapping[str, Any]) -> Taken:
    """Change fields of an employer; raises as `add_employer` does, and errors.NotFound."""
    row = _whole(desk, employer_id)
    _require_whole({name: new for name, new in changes.items() if new != row.get(name)})
    with desk.doing("orders.change_employer") as act:
        whole = {name: row[name] for name in orders.employers.FIELDS} | dict(changes)
        kept = _accepted(desk, whole, employer_id=employer_id)
        wanted = {name: value for name, value in kept.items() if value != row[name]}
        if wanted:
            desk.store.change("employer", employer_id, rows.employers.with_pinyin(wanted))
        act.about.update(employer=row["number"], fields=sorted(wanted))
    return Taken(employer_id, row["number"], act.number)


def get_employer(desk: Desk, employer_id: bytes) -> dict[str, Any]:
    """Return an employer as this role may see it; raises errors.NotFound."""
    return _as_seen(desk, _whole(desk, employer_id))


def _as_seen(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row, its private numbers masked for a role that may not reveal any."""
    if office.acts.sees_numbers(desk.staff.role):
        return row
    return {
        name: workers.masking.masked_column("employer", name, value) for name, value in row.items()
    }


def _whole(desk: Desk, employer_id: bytes) -> dict[str, Any]:
    row = desk.store.get("employer", employer_id)
    if row is None:
        raise errors.NotFound("orders.error.no_employer", words=employer_id.hex())
    return row


def list_employers(
    desk: Desk,
    words: str = "",
    *,
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many employers hold the words and one page of them, newest first.

    `words` may be a number as it is read out, such as E3. `order` is a column to sort by, names by
    pinyin. Each row has all columns of the table, `orders` and `open_orders`; numbers are masked
    for a role that may not reveal any.
    """
    words = office.numbers.bare(words, "employer")
    page = rows.employers.list_employers(
        desk.store, words, order=order, descending=descending, limit=limit, offset=offset
    )
    count = rows.employers.count_employers(desk.store, words)
    return count, [_as_seen(desk, row) for row in page]
