"""What must be there after a kill: a desk, opened as after a power cut, beside the journal."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from gigdesk.store.attendance import totals
from tests.campaigns import killing
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.demo import people

TODAY = datetime.datetime.now(tz=datetime.UTC).date()


def roster(crew: list[people.Person]) -> str:
    """Return people as somebody would paste them."""
    lines = [f"{one.name}\t{one.doc_no}\t{one.phone}" for one in crew]
    return "\n".join(["姓名\t身份证号码\t联系电话", *lines])


def bring_in(desk: Any, text: str, **how: Any) -> imports.Taken:
    """Import pasted people."""
    opened = imports.open_pasted(desk, text, "粘贴")
    return imports.take_in(desk, imports.read(opened, today=TODAY), **how)


def check(folder: Path, journal: Path) -> dict[str, int]:
    """Open the desk as after a power cut and compare it with what was confirmed."""
    desk = office.entry.sign_in(folder, LOGIN, PASSWORD)
    try:
        report = office.safety.verify(desk)
        assert report.sound, report.findings[:5]
        told = killing.notes(journal)
        numbers = [number for one in told for number in one.get("people", [])]
        for number in numbers:
            workers.search.find_one(desk, number)
        _check_acts(desk, told)
        settled = [*_check_registering(desk, told), *_check_days(desk, told)]
        assert totals.prove(desk.store) == []
        settled += [*_check_drafts(desk, told), *_check_import(desk, told)]
        with journal.open("a", encoding="utf-8") as more:
            more.writelines(json.dumps(one) + "\n" for one in settled)
        broken = sum(bool(one.get("completed")) for one in (*told, *settled))
        return {
            "people": len(numbers),
            "days": len({(one["worker"], one["day"]) for one in told if "day" in one}),
            "drafts": sum("draft" in one for one in told),
            "imports broken off": broken,
            "ops": report.ops,
        }
    finally:
        desk.close()


def _check_registering(desk: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """See that somebody who was being registered when the kill came is there whole or not at all.

    Returns who is there, as confirmed by this look.
    """
    begun = [one for one in told if "registering" in one]
    if not begun:
        return []
    number, typed_fields = begun[-1]["registering"], begun[-1]["fields"]
    found = desk.store.query("SELECT * FROM worker WHERE doc_no = ?", [number])
    if not found:
        return []
    kept = {name: found[0][name] for name in typed_fields}
    assert kept == typed_fields, "half a registration"
    return [{"people": [number]}]


def _check_drafts(desk: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compare every draft with what was last confirmed, or was being saved when the kill came.

    Returns what is kept, as confirmed by this look.
    """
    confirmed: dict[str, str] = {}
    typed: dict[str, str] = {}
    for one in told:
        if "typing" in one:
            slot, text = one["typing"]
            typed[slot] = text
        elif "draft" in one:
            slot, text = one["draft"]
            confirmed[slot] = text
            typed.pop(slot, None)
    kept = {one["slot"]: one["fields"]["name"] for one in office.slots.drafts(desk, "worker/")}
    assert len(typed) <= 1, "only the very last draft can be unconfirmed"
    confirmed = {slot: text for slot, text in confirmed.items() if text}
    assert confirmed.keys() <= kept.keys() <= confirmed.keys() | typed.keys()
    for slot, text in kept.items():
        assert text in (confirmed.get(slot), typed.get(slot)), (slot, text)
    return [{"draft": [slot, kept.get(slot, "")]} for slot in typed]


def _check_import(desk: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Look at the import that the kill broke off, complete it, and count everybody once."""
    running = [one for one in told if "importing" in one or "imported" in one or "completed" in one]
    found = imports.unfinished(desk)
    if not running or "importing" not in running[-1]:
        assert found == [], found
        return []
    text, numbers = running[-1]["importing"], running[-1]["people_of_it"]
    assert len(found) <= 1, found
    for one in found:
        assert one.written % classing.CHUNK == 0, one
        assert 0 < one.written < one.rows == len(numbers), one
        for number in numbers[: one.written]:
            workers.search.find_one(desk, number)
    taken = bring_in(desk, text, back_up=False)
    assert taken.rows == len(numbers)
    assert sum(taken.counts.values()) == taken.rows
    written = found[0].written if found else taken.counts["unchanged"]
    assert found or written in (0, taken.rows), (taken.counts, "slices are there, not listed")
    due = {"new": taken.rows - written, "unchanged": written}
    assert {name: many for name, many in taken.counts.items() if many} == {
        name: many for name, many in due.items() if many
    }, (taken.counts, found)
    assert imports.unfinished(desk) == []
    _check_once(desk, numbers)
    assert office.safety.verify(desk).sound
    return [{"completed": taken.number if found else 0, "people": numbers}]


def _check_once(desk: Any, numbers: list[str]) -> None:
    """See that every number of a list belongs to exactly one person."""
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT doc_no, count(*) FROM worker WHERE doc_no IN ({marks}) GROUP BY doc_no"
    counted = dict(desk.store.stream(sql, numbers))
    assert counted == dict.fromkeys(numbers, 1), counted


def _check_acts(desk: Any, told: list[dict[str, Any]]) -> None:
    """See that every act that was confirmed is there under its number."""
    kept = {number for (number,) in desk.store.stream("SELECT number FROM act")}
    assert {one["act"] for one in told if "act" in one} <= kept


def _check_days(desk: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compare every day with what was confirmed, or was being entered when the kill came.

    Returns what is kept of the one that was being entered, as confirmed by this look.
    """
    confirmed: dict[tuple[str, str], int] = {}
    entering: dict[tuple[str, str], int] = {}
    for one in told:
        if "entering" in one:
            worker, day, quarters = one["entering"]
            entering = {(worker, day): quarters}
        elif "day" in one:
            confirmed[one["worker"], one["day"]] = one["quarters"]
            entering = {}
    _, batches = dispatch.list_batches(desk)
    shown: dict[tuple[str, str], int | None] = {}
    for month in {day[:7] for _, day in (*confirmed, *entering)}:
        grid = attendance.month_grid(desk, batches[0]["id"], month)
        for row in grid.people:
            for day, cell in row.cells.items():
                shown[row.worker_id.hex(), day] = cell.quarters
    settled = []
    for key, quarters in entering.items():
        found = shown.get(key)
        assert found in (confirmed.get(key), quarters), (key, quarters, found)
        if found is not None:
            confirmed[key] = found
            settled.append({"worker": key[0], "day": key[1], "quarters": found})
    assert shown == confirmed, shown.items() ^ confirmed.items()
    return settled
