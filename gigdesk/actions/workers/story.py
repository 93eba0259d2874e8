"""The life of one person in the registry, told by date: facts, papers, work, and every change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import stamps
from gigdesk.actions.workers import belongings, masking
from gigdesk.domain import attendance, office
from gigdesk.domain.workers.findings import WARNING
from gigdesk.store import attendance as day_rows
from gigdesk.store import oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.checking import Checked

_OF_ACT = (
    "act_number",
    "act_name",
    "staff_name",
    "station_code",
    "clock_suspect",
    "source",
    "reason",
)
_NAMED = frozenset(("village_id", "batch_id", "order_id", "class_id", "employer_id"))
_DERIVED = frozenset(("id", "name_pinyin", "name_initials", "station_id"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the story.

    `day` is `YYYY-MM-DD` (or `YYYY-MM`), `at_ms` the moment where one is known. `kind`: registered,
    changed, merged, category, employment, intention, consent, withdrawn, certificate, class, batch,
    contract, work. `values` holds what the words need, masked; of days of work for day wages that
    is also `wage_fen`, what they earn.

    Of changes `values` has act_number, act_name, staff_name, station_code, clock_suspect, source
    (file, sheet and row where they came from an import), reason, and `changes` {field: (before,
    after)}.
    """

    day: str
    kind: str
    values: dict[str, Any]
    at_ms: int = 0


def timeline(desk: Desk, worker_id: bytes, *, newest_first: bool = True) -> list[Entry]:
    """Return the story of a person, also of the records merged into it; raises errors.NotFound."""
    person = belongings.person(desk, worker_id)
    own = rows.people.same_person(desk.store, person["id"])
    found = [
        *_changes(desk, own),
        *_belongings(desk, own),
        *_work(desk, own),
    ]
    found.sort(key=lambda entry: (entry.day, _moment(entry)))
    return found[::-1] if newest_first else found


def _moment(entry: Entry) -> int:
    """Return when on its day something came to be, so that one day runs one way as well.

    What was noted on another day than its own stands before all that happened on that day.
    """
    made = entry.values.get("id")
    if entry.at_ms or not isinstance(made, bytes) or _made_on(made) != entry.day:
        return entry.at_ms
    return stamps.made_ms(made)


def _changes(desk: Desk, own: list[bytes]) -> Iterator[Entry]:
    """Yield registration and every later change of the record, with who and from where."""
    sources, places = _sources(desk, own), _villages(desk)
    for entry in oplog.histories(desk.store, own):
        yield _change(entry, sources, places)


def _villages(desk: Desk) -> dict[bytes, str]:
    """Return by id what every village is called."""
    return {one: str(row["village"]) for one, row in rows.people.villages(desk.store).items()}


def _sources(desk: Desk, own: list[bytes]) -> dict[bytes, list[dict[str, Any]]]:
    """Return the imported rows that are the person's, by the act that took them."""
    found: dict[bytes, list[dict[str, Any]]] = {}
    for one in own:
        for row in rows.intakes.sources_of(desk.store, one):
            found.setdefault(row["act_id"], []).append(row)
    return found


def changes(desk: Desk, worker_id: bytes) -> list[Entry]:
    """Return every captured change of a person and of all rows that belong to it, oldest first.

    The order is that of writing, whatever the clock showed. `values` as for changes in a story,
    and `table`, whose row it is, and of a day of work or a weighing `cell`, which day and
    batch it is of. Raises errors.NotFound.
    """
    person = belongings.person(desk, worker_id)
    own = rows.people.same_person(desk.store, person["id"])
    listed = rows.timeline.find_rows(desk.store, own)
    gone = rows.timeline.find_removed(desk.store, own, person["number"])
    ops = _with_days(desk, oplog.histories(desk.store, (*own, *listed, *gone)))
    names = {**_villages(desk), **_names(desk, ops)}
    sources = _sources(desk, own)
    return [_change(op, sources, names) for op in ops]


def _with_days(desk: Desk, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the ops, those on days and weighings with what they changed and with their `cell`."""
    days = [op["row_id"] for op in ops if op["tbl"] == "work_day"]
    told = day_rows.days.find_changes(desk.store, days) if days else {}
    places = day_rows.days.find_places(desk.store, days) if days else {}
    weighed = [op["row_id"] for op in ops if op["tbl"] == "weighing"]
    scales = day_rows.weighings.find_changes(desk.store, weighed) if weighed else {}
    found = []
    for op in ops:
        cell, changed, place = "", op["changes"], places.get(op["row_id"])
        if op["row_id"] in scales:
            day, batch, changed = scales[op["row_id"]]
            cell = f"{day} {office.numbers.spoken('batch', batch)}"
        if place is not None:
            cell = f"{place.day} {office.numbers.spoken('batch', place.batch)}"
            changed = told[op["row_id"]]
        found.append({**op, "cell": cell, "changes": changed, "place": place})
    return found


def _names(desk: Desk, ops: Iterable[Mapping[str, Any]]) -> dict[bytes, str]:
    """Return what the batches, orders, classes and employers in some ops are called."""
    asked = {
        bytes.fromhex(value)
        for op in ops
        for name, pair in op["changes"].items()
        if name in _NAMED
        for value in pair
        if value
    }
    found = rows.timeline.find_names(desk.store, sorted(asked))
    return {
        one: office.numbers.spoken(table, int(said)) if table else str(said)
        for one, (table, said) in found.items()
    }


def _change(
    entry: dict[str, Any],
    sources: Mapping[bytes, list[dict[str, Any]]],
    places: Mapping[bytes, str],
) -> Entry:
    changes = {
        name: tuple(_told(name, value, places) for value in pair)
        for name, pair in entry["changes"].items()
        if name not in _DERIVED
    }
    values = {name: entry[name] for name in _OF_ACT}
    values["reason"] = masking.masked_value("reason", values["reason"])
    values["rows"] = [
        {name: row[name] for name in ("file_name", "sheet", "row", "intake_number")}
        for row in sources.get(entry["act_id"], ())
    ]
    place = entry.get("place")
    if place is not None and place.row is not None:
        came = {"file_name": entry["source"], "sheet": place.sheet, "row": place.row}
        values["rows"] = [{**came, "intake_number": None}]
    values["table"] = entry["tbl"]
    values["cell"] = entry.get("cell", "")
    is_person = entry["tbl"] == "worker"
    kind = "registered" if is_person and entry["kind"] == "insert" else "changed"
    if "merged_into" in changes:
        kind = "merged"
    day = stamps.local_text(entry["at_ms"])[:10]
    return Entry(day, kind, {**values, "changes": changes}, entry["at_ms"])


def _told(name: str, value: Any, places: Mapping[bytes, str]) -> Any:
    """Return one value of a change as it may be shown; a village or batch by its name."""
    if name in _NAMED and isinstance(value, str):
        return places.get(bytes.fromhex(value), value)
    return masking.masked_value(name, value)


_BELONGINGS: tuple[tuple[str, str, str], ...] = (
    ("worker_category", "category", "valid_from"),
    ("employment", "employment", "since"),
    ("intention", "intention", "registered_on"),
    ("consent", "consent", "given_on"),
    ("certificate", "certificate", "issued_on"),
)


def _belongings(desk: Desk, own: list[bytes]) -> Iterator[Entry]:
    for table, kind, column in _BELONGINGS:
        for row in rows.belongings.find_of(desk.store, table, own):
            shown = masking.masked(row)
            made = _made_on(row["id"])
            yield Entry(row[column] or made, kind, shown)
            if row.get("withdrawn_on"):
                yield Entry(row["withdrawn_on"], "withdrawn", shown)


def _made_on(row_id: bytes) -> str:
    """Return the day on which a row was made, which its id tells."""
    return stamps.local_text(stamps.made_ms(row_id))[:10]


def _work(desk: Desk, own: list[bytes]) -> Iterator[Entry]:
    """Yield classes, batches, contracts, and the days worked in each month."""
    store = desk.store
    found: tuple[tuple[str, Iterable[dict[str, Any]], Callable[[dict[str, Any]], str]], ...] = (
        (
            "class",
            rows.timeline.find_classes(store, own),
            lambda row: row["enrolled_on"] or row["from_day"] or _made_on(row["id"]),
        ),
        ("batch", rows.timeline.find_batches(store, own), lambda row: str(row["depart_on"])),
        ("contract", rows.timeline.find_contracts(store, own), lambda row: str(row["from_day"])),
        ("work", rows.timeline.find_months(store, own), lambda row: str(row["last_day"])),
    )
    for kind, listed, day in found:
        for row in listed:
            earned = _earned(row) if kind == "work" else {}
            yield Entry(day(row), kind, masking.masked(row) | earned)


def _earned(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the day wages of a month in fen, rounded as on the sheet of wages."""
    if row["pay_kind"] != "day" or row["pay_fen"] is None or not row["quarters"]:
        return {}
    return {"wage_fen": attendance.wage_fen(row["pay_fen"], row["quarters"])}


def confirmed(found: Checked) -> dict[str, Any]:
    """Return what an act keeps of the warnings that were confirmed: the field and code of each."""
    told = [[one.field, one.code] for one in found.of_level(WARNING)]
    return {"warnings": told} if told else {}


def acts_about(desk: Desk, worker_id: bytes) -> list[dict[str, Any]]:
    """Return who revealed or exported this person's numbers or confirmed a warning, newest first.

    The last have `warnings`, pairs of field and code, among what their act is about.
    """
    person = belongings.person(desk, worker_id)
    found = rows.timeline.find_looks(desk.store, person["number"])
    return [{**row, "about": json.loads(row["about"] or "{}")} for row in found]
