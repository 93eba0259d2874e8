"""Kills the program while people are registered, imported and their days entered.

    python -m tests.campaigns.kills [--short] [--seed N] [--rounds N]

The kills are aimed in turn at an import, a registration, an entry of days and a draft. The child
begins with what is aimed at and goes on with it; the kill falls at a random instant within or
around one of an import's slices, or after a random number of the others. What was going on when it
fell is counted: rounds are added until each kind was hit in one of `SHARE` rounds asked for, and
the campaign fails where `MOST_TIMES` as many were not enough.

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
from gigdesk.actions.workers.imports import classing
from gigdesk.demo import people
from gigdesk.domain import attendance as attendance_rules
from gigdesk.domain.dispatch import batches
from tests.campaigns import aftermath, killing
from tests.making import CHEAP, LOGIN, PASSWORD

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
CREW = 6
DAYS_BACK = 25
SHORT_LIST, LONG_LIST = 40, 8 * classing.CHUNK
FORMS = 4
AIMS = ("import", "register", "enter", "draft")
"""What the kills are aimed at, in turn."""
BEGUN = {
    "importing": "import",
    "registering": "register",
    "entering": "enter",
    "typing": "draft",
}
OVER = ("imported", "people", "day", "draft", "completed")
SHARE, MOST_TIMES = 8, 3
SLICE_S = 0.1
"""About what a slice takes: so long after the chosen one began the kill comes at the latest."""
ACTS = 12
"""At most so many registrations, entries or drafts come before the one that is meant."""
ACT_S = 0.08
"""About what a registration or an entry takes."""


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
    employer = orders.add_employer(desk, fields={"name": "x", "address": "x"})
    first = TODAY - datetime.timedelta(days=DAYS_BACK)
    fields = {
        "trade": "x",
        "people": CREW,
        "place": "x",
        "from_day": first.isoformat(),
        "to_day": (TODAY + datetime.timedelta(days=9)).isoformat(),
    }
    order = orders.take(desk, employer_id=employer.id, fields=fields, pay="day:100")
    dispatch.ensure_templates(desk)
    batch = dispatch.plan(desk, order_id=order.id, depart_on=first, confirmed=batches.DOUBTS)
    dispatch.add_members(desk, batch_id=batch.id, people=ids)
    for worker_id in ids:
        workers.consents.consent(desk, worker_id=worker_id, purpose="employer", given_on=first)
    dispatch.make_contracts(desk, batch.id, folder / "contracts.pdf")
    dispatch.sign(desk, batch_id=batch.id, signed_on=first)
    sent = dispatch.send(desk, batch_id=batch.id, on=first)
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
        members = dispatch.list_members(self.desk, batch_id=self.batch_id)
        self.members = [member["worker_id"] for member in members]

    def note(self, **confirmed: Any) -> None:
        """Write down, so that it survives the kill, what has been confirmed."""
        self.journal.write(json.dumps(confirmed) + "\n")
        self.journal.flush()
        os.fsync(self.journal.fileno())

    def work(self, aim: str) -> None:
        """Do acts for ever: first what is aimed at, and where that is short nothing else."""
        if aim == "import":
            self.take_in(longest=LONG_LIST, shortest=LONG_LIST // 2)
        while aim == "register":
            self.register()
        while aim == "enter":
            self.enter()
        while aim == "draft":
            self.draft()
        while True:
            self.dice.choice((self.register, self.take_in, self.enter, self.draft))()

    def register(self) -> None:
        one = next(self.strangers)
        self.note(registering=one.doc_no, fields=typed(one))
        done = workers.people.register(
            self.desk, values=typed(one), confirmed=every_warning(self.desk, one)
        )
        self.note(people=[one.doc_no], act=done.done.number)

    def take_in(self, longest: int = 0, shortest: int = 1) -> None:
        """Take in a short list, or one of several slices with other work in between."""
        longest = longest or self.dice.choice((SHORT_LIST, LONG_LIST))
        crew = [next(self.strangers) for _ in range(self.dice.randrange(shortest, longest))]
        text = aftermath.roster(crew)
        numbers = [one.doc_no for one in crew]
        self.note(importing=text, people_of_it=numbers)
        taken = aftermath.bring_in(
            self.desk, text, others=self.in_between, back_up=self.dice.random() < 0.2
        )
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


def one_round(folder: Path, journal: Path, seed: int, aim: str) -> str:
    """Let a child work on the desk and kill it after a random while.

    Returns which of AIMS was going on then; nothing where it fell between two acts.
    """
    seen = journal.stat().st_size
    child = killing.start("tests.campaigns.kills", folder, journal, seed, aim)
    dice = random.Random(seed)
    if aim == "import":
        wait_for_slice(child, journal, seen, dice)
        time.sleep(dice.uniform(0, SLICE_S))
    else:
        wait_for_act(child, journal, seen, dice)
        time.sleep(dice.uniform(0, ACT_S))
    killing.kill(child)
    return going_on(killing.notes(journal, since=seen))


def going_on(told: list[dict[str, Any]]) -> str:
    """Return what had begun and was not over when the notes end."""
    for one in reversed(told):
        begun = next((BEGUN[key] for key in BEGUN if key in one), "")
        if begun or any(key in one for key in OVER):
            return begun
        if "slice" in one:
            return "import"
    return ""


def wait_for_act(
    child: subprocess.Popen[str], journal: Path, seen: int, dice: random.Random
) -> None:
    """Wait until a random number of registrations, entries or drafts has begun."""
    least = dice.randrange(1, ACTS)
    while child.poll() is None:
        told = killing.notes(journal, since=seen)
        if sum(any(key in one for key in BEGUN) for one in told) >= least:
            return
        time.sleep(0.002)


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
    """Work as the child on what the kill is aimed at."""
    clerk = Clerk(folder, told, seed)
    killing.ready()
    clerk.work(more[0])


def play(scene: killing.Scene) -> None:
    """Run the rounds and print what survived."""
    prepare(scene.folder)
    found: dict[str, int] = {}
    hit = dict.fromkeys(AIMS, 0)
    due = max(1, len(scene.seeds) // SHARE)
    played = 0
    while played < len(scene.seeds) or min(hit.values()) < due:
        assert played < MOST_TIMES * len(scene.seeds), f"kills that fell into an act: {hit}"
        seed = scene.seeds.start + played
        aim = AIMS[played % len(AIMS)]
        if played >= len(scene.seeds):
            aim = min(hit, key=lambda one: hit[one])
        fell = one_round(scene.folder, scene.journal, seed, aim)
        if fell:
            hit[fell] += 1
        found = aftermath.check(scene.folder, scene.journal)
        played += 1
    print(f"kills: {played} kills; within {', '.join(f'{one} {n}' for one, n in hit.items())}")
    print(f"every confirmed record present, chain intact: {found}")


if __name__ == "__main__":
    campaign = killing.Campaign(__doc__, rounds=60, short=("--short", 8), work=work, play=play)
    sys.exit(campaign.run())
