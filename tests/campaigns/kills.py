"""Kills the program while people are registered, imported and their days entered.

    python -m tests.campaigns.kills [--short] [--seed N] [--rounds N]

Two kills of three are aimed at an import: the child begins with a long roster, and the kill falls
at a random instant within or around one of its slices, whichever comes up.

A child process works on a real desk and writes down, after each act that was confirmed to it, what
must be there from then on. It is killed without warning. Then the desk is opened as after a power
cut: the lock must be free, chain, capture and integrity must prove themselves, everything confirmed
must be there, and nothing half done. Of an import that was running whole slices are there and it is
listed as unfinished; importing the same rows again completes it, everybody exactly once. Every
draft holds what was last confirmed. The same desk then goes into the next round.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import random
import sys
import time
from typing import IO, TYPE_CHECKING, Any

from gigdesk.actions import attendance, dispatch, office, orders, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from gigdesk.demo import people
from gigdesk.domain import attendance as attendance_rules
from gigdesk.domain.dispatch import batches
from gigdesk.store.attendance import totals
from tests.campaigns import killing
from tests.making import CHEAP, LOGIN, PASSWORD

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
CREW = 6
DAYS_BACK = 25
LONGEST_S = 1.6
SHORT_LIST, LONG_LIST = 40, 8 * classing.CHUNK
FORMS = 4
AIMED = 3
"""One kill of so many falls on whatever the clerk does; the others on an import."""
SLICE_S = 0.1
"""About what a slice takes: so long after the chosen one began the kill comes at the latest."""


def prepare(folder: Path) -> None:
    """Make a desk with one batch on the road."""
    desk, _ = office.entry.create(
        folder,
        station_code="430602101",
        station_name="x",
        login=LOGIN,
        password=PASSWORD,
        cost=CHEAP,
    )
    crew = [one for one in people.make(random.Random(1), 60, TODAY) if grown(one)][:CREW]
    ids = [
        workers.people.register(
            desk, values=typed(one), confirmed=every_warning(desk, one)
        ).worker_id
        for one in crew
    ]
    employer = orders.add_employer(desk, {"name": "x", "address": "x"})
    first = TODAY - datetime.timedelta(days=DAYS_BACK)
    fields = {
        "trade": "x",
        "people": CREW,
        "place": "x",
        "from_day": first.isoformat(),
        "to_day": (TODAY + datetime.timedelta(days=9)).isoformat(),
    }
    order = orders.take(desk, employer.id, fields, pay="day:100")
    dispatch.ensure_templates(desk)
    batch = dispatch.plan(desk, order.id, depart_on=first, confirmed=batches.DOUBTS)
    dispatch.add_members(desk, batch.id, ids)
    for worker_id in ids:
        workers.consents.consent(desk, worker_id=worker_id, purpose="employer", given_on=first)
    dispatch.make_contracts(desk, batch.id, folder / "contracts.pdf")
    dispatch.sign(desk, batch.id, signed_on=first)
    sent = dispatch.send(desk, batch.id, on=first)
    if not sent.done:
        raise SystemExit([one.rules for one in sent.people])
    desk.close()


def grown(one: people.Person) -> bool:
    """Say whether a person is of an age that no rule minds."""
    return 20 <= TODAY.year - one.birth.year <= 55


def typed(one: people.Person) -> dict[str, Any]:
    """Return what a clerk types of a person."""
    return {
        "name": one.name,
        "doc_no": one.doc_no,
        "phone": one.phone,
        "address": one.village,
        "emergency_name": one.emergency_name,
        "emergency_phone": one.emergency_phone,
    }


def every_warning(desk: Any, one: people.Person) -> frozenset[str]:
    """Confirm whatever the desk warns of."""
    return frozenset(found.code for found in workers.people.preview(desk, typed(one)).remarks)


class Clerk:
    """The child: works until it is killed, and notes what was confirmed."""

    def __init__(self, folder: Path, journal: IO[str], seed: int) -> None:
        self.desk = office.entry.sign_in(folder, LOGIN, PASSWORD, wait_ms=5000)
        self.journal = journal
        self.dice = random.Random(seed)
        # Earlier rounds may have drawn the same invented numbers.
        known = {row["doc_no"] for row in self.desk.store.query("SELECT doc_no FROM worker")}
        found = {one.doc_no: one for one in people.make(random.Random(seed), 4000, TODAY)}
        fresh = found.keys() - known
        self.strangers = iter([found[n] for n in found if n in fresh and grown(found[n])])
        _, batches = dispatch.list_batches(self.desk)
        self.batch_id: bytes = batches[0]["id"]
        members = dispatch.list_members(self.desk, self.batch_id)
        self.members = [member["worker_id"] for member in members]

    def note(self, **confirmed: Any) -> None:
        """Write down, so that it survives the kill, what has been confirmed."""
        self.journal.write(json.dumps(confirmed) + "\n")
        self.journal.flush()
        os.fsync(self.journal.fileno())

    def work(self, *, begin_with_import: bool) -> None:
        """Do acts for ever."""
        if begin_with_import:
            self.take_in(longest=LONG_LIST, shortest=LONG_LIST // 2)
        while True:
            self.dice.choice((self.register, self.take_in, self.enter, self.draft))()

    def register(self) -> None:
        one = next(self.strangers)
        done = workers.people.register(
            self.desk, values=typed(one), confirmed=every_warning(self.desk, one)
        )
        self.note(people=[one.doc_no], act=done.done.number)

    def take_in(self, longest: int = 0, shortest: int = 1) -> None:
        """Take in a short list, or one of several slices with other work in between."""
        longest = longest or self.dice.choice((SHORT_LIST, LONG_LIST))
        crew = [next(self.strangers) for _ in range(self.dice.randrange(shortest, longest))]
        text = roster(crew)
        numbers = [one.doc_no for one in crew]
        self.note(importing=text, people_of_it=numbers)
        taken = bring_in(self.desk, text, others=self.in_between, back_up=self.dice.random() < 0.2)
        self.note(imported=taken.number, people=numbers, act=taken.done.number)

    def in_between(self) -> None:
        """Note that a slice is over, and do what a clerk does while an import runs."""
        self.note(slice=True)
        self.dice.choice((self.register, self.draft, self.enter, lambda: None))()

    def enter(self) -> None:
        day = TODAY - datetime.timedelta(days=self.dice.randrange(1, DAYS_BACK))
        worker_id = self.dice.choice(self.members)
        quarters = self.dice.choice((4, 2, 1))
        entry = attendance.Entry(worker_id, day.isoformat(), attendance_rules.Quantity(quarters))
        self.note(entering=[worker_id.hex(), day.isoformat(), quarters])
        attendance.enter(self.desk, self.batch_id, [entry], reason="x")
        self.note(day=day.isoformat(), worker=worker_id.hex(), quarters=quarters)

    def draft(self) -> None:
        slot, text = f"worker/{self.dice.randrange(FORMS)}", str(self.dice.random())
        self.note(typing=[slot, text])
        office.slots.keep_draft(self.desk, slot, {"name": text})
        self.note(draft=[slot, text])


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
        settled = _check_days(desk, told)
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


def one_round(folder: Path, journal: Path, seed: int) -> bool:
    """Let a child work on the desk and kill it after a random while.

    Returns whether an import was running then.
    """
    aimed = seed % AIMED != 0
    seen = journal.stat().st_size
    begin = "import" if aimed else "any"
    child = killing.start("tests.campaigns.kills", folder, journal, seed, begin)
    dice = random.Random(seed)
    if aimed:
        wait_for_slice(child, journal, seen, dice)
    time.sleep(dice.uniform(0, SLICE_S) if aimed else dice.uniform(0.01, LONGEST_S))
    killing.kill(child)
    told = [one for one in killing.notes(journal) if "importing" in one or "imported" in one]
    return bool(told) and "importing" in told[-1]


def wait_for_slice(
    child: subprocess.Popen[str], journal: Path, seen: int, dice: random.Random
) -> None:
    """Wait until the import has come to a slice that is drawn from those behind the first."""
    share = dice.random()
    while child.poll() is None:
        told = killing.notes(journal, since=seen)
        if told and "importing" in told[0]:
            slices = math.ceil(len(told[0]["people_of_it"]) / classing.CHUNK)
            over = sum("slice" in one for one in told)
            # Noted once before the first slice, and once after each: some are there, none is last.
            if over >= 2 + int(share * (slices - 1)) or "imported" in told[-1]:
                return
        time.sleep(0.002)


def work(folder: Path, told: IO[str], seed: int, more: list[str]) -> None:
    """Work as the child, beginning with an import where that was asked for."""
    clerk = Clerk(folder, told, seed)
    killing.ready()
    clerk.work(begin_with_import=more == ["import"])


def play(scene: killing.Scene) -> None:
    """Run the rounds and print what survived."""
    prepare(scene.folder)
    found: dict[str, int] = {}
    running = 0
    for seed in scene.seeds:
        running += one_round(scene.folder, scene.journal, seed)
        found = check(scene.folder, scene.journal)
    assert running, "no kill fell into an import: the campaign has shown nothing of imports"
    print(f"kills: {len(scene.seeds)} kills, {running} of them in a running import")
    print(f"every confirmed record present, chain intact: {found}")


if __name__ == "__main__":
    campaign = killing.Campaign(__doc__, rounds=60, short=("--short", 6), work=work, play=play)
    sys.exit(campaign.run())
