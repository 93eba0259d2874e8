"""Kills the program while an import is being taken back.

    python -m tests.campaigns.undone [--short] [--seed N] [--rounds N]

A child process takes a list in (new people, their villages, and people known before with another
telephone), and takes it back slice by slice; between the slices it registers others, keeps drafts
and corrects people of that very list, and writes down what was confirmed to it. It is killed
without warning at a random instant. Then the desk is opened as after a power cut: chain, capture
and integrity must prove themselves and everything confirmed must be there. An undo that had begun
is listed as unfinished; undoing the import again completes it. After that the desk must hold, row
for row, what a copy holds that was made before the undo and taken back without any kill.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from tests.campaigns import aftermath, killing, kills
from tests.making import LOGIN, PASSWORD

ROWS = 6 * classing.CHUNK
KNOWN = 5
VILLAGES = 7
READINGS = 4
"""So often others act while the undo reads what it is to do, before its first slice."""
LAST = 40
"""People of the head of the list go last: these are corrected meanwhile."""
AIMED = 2
"""One kill of so many falls anywhere, before the first slice or after the last as well."""
SLICE_S = 0.06
COPIES = "copies"
TABLES = {"worker": "id", "worker_phone": "worker_id", "division": "id", "household": "id"}


class Clerk(kills.Clerk):
    """The child: takes a list in, and back again, until it is killed."""

    number = 0
    corrected: tuple[str, ...] = ()

    def undo_for_ever(self, copies: Path) -> None:
        """Take lists in and back."""
        while True:
            self._undo(copies)

    def _undo(self, copies: Path) -> None:
        crew = [next(self.strangers) for _ in range(ROWS)]
        known = self._known()
        lines = [
            f"{one.name}\t{one.doc_no}\t{one.phone}\t柳树镇 {place % VILLAGES + 1}号村"
            for place, one in enumerate(crew)
        ]
        lines += [f"{name}\t{doc_no}\t{phone}\t" for name, doc_no, phone in known]
        text = "\n".join(["姓名\t身份证号码\t联系电话\t户籍村", *lines])
        taken = aftermath.bring_in(self.desk, text, back_up=False)
        assert taken.counts["new"] == ROWS, taken.counts
        assert taken.counts["updated"] == KNOWN, taken.counts
        number, numbers = taken.done.number, [one.doc_no for one in crew]
        copy = copies / str(number)
        shutil.copytree(self.desk.folder, copy)
        self.corrected = tuple(numbers[:LAST])
        self.note(undoing=number, people_of_it=numbers, copy=str(copy))
        pace = office.undo.Pace(others=self._between)
        undone = office.undo.undo(self.desk, number, leave_changed=True, pace=pace)
        self.note(undone=number, act=undone.done.number)

    def _known(self) -> list[tuple[str, str, str]]:
        """Return people of the batch with a telephone that they have not yet."""
        sql = "SELECT name, doc_no FROM worker WHERE id = ?"
        found = [self.desk.store.query(sql, (one,))[0] for one in self.members[:KNOWN]]
        return [(one["name"], one["doc_no"], self._phone()) for one in found]

    def _phone(self) -> str:
        return f"139{self.dice.randrange(10**8):08d}"

    def _between(self) -> None:
        self.note(slice=True)
        self.dice.choice((self.register, self.draft, self._correct, lambda: None))()

    def _correct(self) -> None:
        """Correct somebody of the list that goes."""
        doc_no, phone = self.dice.choice(self.corrected), self._phone()
        found = workers.search.find_one(self.desk, doc_no)
        self.note(correcting=[doc_no, phone])
        workers.people.correct(self.desk, worker_id=found, changes={"phone": phone})
        self.note(corrected=[doc_no, phone])


@dataclass(slots=True)
class Told:
    """What a child wrote down until it was killed."""

    people: list[str] = field(default_factory=list)
    acts: set[int] = field(default_factory=set)
    corrected: dict[str, str] = field(default_factory=dict)
    correcting: tuple[str, str] | None = None
    drafts: dict[str, str] = field(default_factory=dict)
    undoing: dict[str, Any] | None = None
    slices: int = 0


def heard(journal: Path, since: int) -> Told:
    """Return what was confirmed, and the undo that ran when the kill came."""
    told = Told()
    for one in killing.notes(journal, since=since):
        told.people += one.get("people", [])
        told.acts |= {one["act"]} if "act" in one else set()
        told.drafts |= dict([one["draft"]]) if "draft" in one else {}
        told.slices += "slice" in one
        if "undoing" in one:
            told.undoing, told.slices, told.corrected = one, 0, {}
        elif "undone" in one:
            told.undoing = None
        elif "correcting" in one:
            told.correcting = tuple(one["correcting"])
        elif "corrected" in one:
            told.corrected |= dict([one["corrected"]])
            told.correcting = None
    return told


def check(folder: Path, told: Told) -> bool:
    """Open the desk as after a power cut; return whether it held an undo that was half done."""
    desk = office.entry.sign_in(folder, LOGIN, PASSWORD)
    try:
        report = office.safety.verify(desk)
        assert report.sound, report.findings[:5]
        for number in told.people:
            workers.search.find_one(desk, number)
        assert told.acts <= {number for (number,) in desk.store.stream("SELECT number FROM act")}
        kept = {one["slot"]: one["fields"]["name"] for one in office.slots.drafts(desk, "worker/")}
        assert told.drafts.keys() <= kept.keys()
        half = imports.unfinished(desk)
        if told.undoing is None:
            assert half == [], half
            return False
        return _complete(desk, told, half)
    finally:
        desk.close()


def _complete(desk: Any, told: Told, half: list[imports.Unfinished]) -> bool:
    """Complete the undo that was broken off and compare the desk with one that was not killed."""
    assert told.undoing is not None
    number, people = told.undoing["undoing"], told.undoing["people_of_it"]
    there = _phones(desk, people)
    late = dict([told.correcting]) if told.correcting is not None else {}
    for doc_no, phone in told.corrected.items():
        assert there[doc_no] in (phone, late.get(doc_no))
    corrected = dict(told.corrected)
    corrected |= {doc_no: one for doc_no, one in late.items() if there.get(doc_no) == one}
    if half:
        assert [(one.undoing, imports.undo_target(desk, one.number)) for one in half] == [
            (True, number)
        ]
    else:
        assert len(there) in (len(people), len(corrected)), "slices are gone, not listed"
    if half or len(there) == len(people):
        office.undo.undo(desk, number, leave_changed=True, pace=office.undo.Pace())
    assert imports.unfinished(desk) == []
    assert _phones(desk, people) == corrected
    report = office.safety.verify(desk)
    assert report.sound, report.findings[:5]
    _compare(desk, Path(told.undoing["copy"]), number, corrected)
    return bool(half)


def _phones(desk: Any, numbers: list[str]) -> dict[str, str]:
    """Return who of these people is there, with the telephone."""
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT doc_no, phone FROM worker WHERE doc_no IN ({marks})"
    return dict(desk.store.stream(sql, numbers))


def _compare(desk: Any, folder: Path, number: int, corrected: dict[str, str]) -> None:
    """See that the desk holds what a copy holds that was taken back without a kill."""
    copy = office.entry.sign_in(folder, LOGIN, PASSWORD)
    try:
        newest = copy.store.value("SELECT max(number) FROM worker")
        for doc_no, phone in corrected.items():
            found = workers.search.find_one(copy, doc_no)
            workers.people.correct(copy, worker_id=found, changes={"phone": phone})
        office.undo.undo(copy, number, leave_changed=True)
        # Who was registered beside the undo stands on the killed desk alone.
        known = {one["id"] for one in copy.store.query("SELECT id FROM worker")}
        later = desk.store.query("SELECT id FROM worker WHERE number > ?", (newest,))
        known |= {one["id"] for one in later}
        for table, owner in TABLES.items():
            mine, its = (_rows(one, table) for one in (desk, copy))
            extra = {one["id"] for one in later}
            mine = [row for row in mine if row[owner] not in extra]
            assert mine == its, (table, len(mine), len(its))
    finally:
        copy.close()


def _rows(desk: Any, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.store.query(f"SELECT * FROM {table} ORDER BY id")
    return found


def one_round(folder: Path, journal: Path, seed: int) -> Told:
    """Let a child work on the desk and kill it within an undo; return what it wrote down."""
    seen = journal.stat().st_size
    child = killing.start("tests.campaigns.undone", folder, journal, seed)
    dice = random.Random(seed)
    last = READINGS + ROWS // classing.CHUNK
    wanted = READINGS + 1 if seed % AIMED else dice.randrange(READINGS - 1, last)
    while child.poll() is None:
        told = heard(journal, seen)
        if told.slices >= wanted:
            break
        time.sleep(0.002)
    time.sleep(dice.uniform(0, SLICE_S))
    killing.kill(child)
    return heard(journal, seen)


def work(folder: Path, kept: IO[str], seed: int, _more: list[str]) -> None:
    """Work as the child."""
    clerk = Clerk(folder, kept, seed)
    killing.ready()
    clerk.undo_for_ever(Path(kept.name).parent / COPIES)


def play(scene: killing.Scene) -> None:
    """Run the rounds and print what survived."""
    kills.prepare(scene.folder)
    within = half = 0
    for seed in scene.seeds:
        told = one_round(scene.folder, scene.journal, seed)
        within += told.undoing is not None
        half += check(scene.folder, told)
        shutil.rmtree(scene.journal.parent / COPIES)
    assert half, "no kill left an undo half done: the campaign has shown nothing"
    rounds = len(scene.seeds)
    print(f"undone: {rounds} kills, {within} of them within an undo, {half} left it half done")
    print("each was listed, completed, and then the same as an undo without a kill")


if __name__ == "__main__":
    campaign = killing.Campaign(__doc__, rounds=40, short=("--short", 3), work=work, play=play)
    sys.exit(campaign.run())
