"""Messy and hostile files through the whole import on a real desk: nothing lost, nothing made up.

    python -m tests.campaigns.imports [--short] [--seed N] [--count N]

Every file of the corpus is opened, read, looked at and taken in; the rows that wait go back as a
workbook and are read again; the file is taken in a second time; then all is undone. What each row
must become is worked out here from how the file was made, by rules of its own, and held against
what became of it. Exit 1 on any violation.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store import workers as rows
from tests.campaigns import source
from tests.campaigns.corpus import make, people
from tests.making import new_desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.desk import Desk
    from tests.campaigns.corpus.model import Expected

COUNT, SHORT_COUNT = 330, 66
TOWNS = ("青山镇", "白水镇")
Key = tuple[str, int, int]


@dataclass
class Findings:
    """What the campaign found: expected against actual class of every row, and violations."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    rows: int = 0
    values: int = 0

    def blame(self, case: make.Case, what: str) -> None:
        """Note a violation."""
        self.wrong.append(f"{case.path.name}: {what}")


def places(desk: Desk) -> None:
    """Give the desk the villages of the corpus; one name stands in two towns."""
    office.places.add_many(desk, [{"name": name, "level": "town"} for name in TOWNS])
    ids = [one["id"] for one in office.places.divisions(desk, "town")]
    villages = [(name, ids[0]) for name in people.VILLAGES[:-1]] + [(people.VILLAGES[0], ids[1])]
    office.places.add_many(
        desk,
        [{"name": name, "level": "village", "parent_id": town} for name, town in villages],
    )


def run_case(desk: Desk, case: make.Case, found: Findings, out: Path) -> None:
    """Take one file through everything and leave the desk as it was."""
    before = sorted(case.path.parent.iterdir())
    try:
        opened = imports.open_file(desk, case.path)
        reading = imports.read(opened, today=desk.clock.today())
    except errors.GigDeskError as failure:
        refused(case, failure, found)
        if sorted(case.path.parent.iterdir()) != before:
            found.blame(case, "something was left behind")
        return
    if case.errors:
        if "*" not in case.errors:
            found.blame(case, f"read, but {case.errors} was due")
        return
    seen = imports.preview(desk, reading)
    taken = imports.take_in(desk, reading, back_up=False)
    if taken.counts != seen.counts:
        found.blame(case, f"dry run {seen.counts}, taken {taken.counts}")
    if sum(taken.counts.values()) != taken.rows:
        found.blame(case, f"the five do not add up: {taken.counts} of {taken.rows}")
    account(desk, case, taken, found)
    spoken(desk, case, seen, found)
    given_back(desk, case, taken, found, out)
    again(desk, case, reading, taken, found)
    leave(desk, case, found)


def refused(case: make.Case, failure: errors.GigDeskError, found: Findings) -> None:
    """Check that a refusal is the right one and has its sentence in both languages."""
    found.refused[failure.code] += 1
    for language in i18n.LANGUAGES:
        words = i18n.words(language).get(failure.code)
        if words is None or case.path.name not in words.format_map(failure.params):
            found.blame(case, f"no sentence in {language} for {failure}")
    if failure.code not in case.errors and "*" not in case.errors:
        found.blame(case, f"refused with {failure}, due was {case.errors or 'reading'}")


def account(desk: Desk, case: make.Case, taken: imports.Taken, found: Findings) -> None:
    """Hold every row of the file against what became of it."""
    intake = rows.intakes.get_by_number(desk.store, taken.number)
    assert intake is not None
    became = {
        (row["sheet"], row["row"], row["block"]): row
        for row in rows.intakes.rows_of(desk.store, intake["id"])
    }
    if len(became) != taken.rows:
        found.blame(case, f"{taken.rows} rows, {len(became)} accounted for")
    due_skips: Counter[str] = Counter()
    for sheet, listed in case.expected.items():
        for want in listed:
            row = became.pop((sheet, want.row, want.block), None)
            if want.reason is not None:
                due_skips[want.reason] += 1
                if row is not None:
                    found.table[f"skip {want.reason}", row["outcome"]] += 1
                    found.blame(case, f"row {want.row}: {want.reason} taken as a person")
                continue
            judge(desk, case, want, row, found)
    for key in became:
        found.blame(case, f"row {key} is of no line of the file")
    for reason in sorted(due_skips.keys() | taken.skipped.keys()):
        due, came = due_skips[reason], taken.skipped.get(reason, 0)
        # Blank rows at the end of a sheet are no rows of the file for every reader.
        if due != came and reason != "blank":
            found.blame(case, f"{reason}: due {due}, came {came}")
        found.table[f"skip {reason}", f"skip {reason}"] += min(due, came)


def judge(
    desk: Desk, case: make.Case, want: Expected, row: dict[str, Any] | None, found: Findings
) -> None:
    """Judge one person's row: its class, and that every stored value stands in the file."""
    found.rows += 1
    due = source.due_class(want)
    came = row["outcome"] if row else "lost"
    found.table[due, came] += 1
    if came != due:
        found.blame(case, f"row {want.row}: due {due}, came {came} {want.fields}")
    if row is None or row["worker_id"] is None:
        return
    person = rows.people.get(desk.store, row["worker_id"])
    assert person is not None
    villages = {**rows.people.villages(desk.store)}
    place = villages.get(person["village_id"]) if person["village_id"] else None
    village = place["village"] if place else None
    for name, value in person.items():
        if value is None or name in source.OWN:
            continue
        found.values += 1
        shown = village if name == "village_id" else value
        if not source.stands_in(name, shown, want, sections=case.shape.startswith("sections")):
            found.blame(case, f"row {want.row}: {name} {value!r} is not in {want.fields}")


def spoken(desk: Desk, case: make.Case, seen: imports.Preview, found: Findings) -> None:
    """Check that everything said about a row has words, with every gap filled."""
    for kind in imports.KINDS:
        for line in imports.lines_of(desk, seen, kind, 0, seen.counts[kind]):
            for code, _, params in (*line.reasons, *line.warnings):
                for language in i18n.LANGUAGES:
                    try:
                        i18n.words(language)[code].format_map(params)
                    except KeyError as lacking:
                        found.blame(case, f"{line.where}: no words {language} {code} {lacking}")


def given_back(
    desk: Desk, case: make.Case, taken: imports.Taken, found: Findings, out: Path
) -> None:
    """Write the rows that wait as a workbook and read it: the same rows, in the same class."""
    wait = imports.waiting(desk, taken.number)
    if not wait:
        return
    out.unlink(missing_ok=True)
    imports.return_rows(desk, taken.number, out)
    try:
        opened = imports.open_file(desk, out)
    except errors.UnreadableFile as failure:
        found.blame(case, f"the returned workbook is refused: {failure}")
        return
    read = imports.read(opened, today=desk.clock.today())
    seen = imports.preview(desk, read)
    if seen.rows != len(wait):
        found.blame(case, f"{len(wait)} rows went back, {seen.rows} {seen.skipped} came again")
    known = seen.counts["new"] + seen.counts["updated"]
    if known:
        found.blame(case, f"rows went back undecided and came again as {seen.counts}")


def again(
    desk: Desk,
    case: make.Case,
    reading: imports.Reading,
    taken: imports.Taken,
    found: Findings,
) -> None:
    """Take the same file in once more: nobody is new, nothing changes.

    A row that states another birth than its number was taken with the number's, and is asked about
    when the person is known.
    """
    before = desk.store.query("SELECT * FROM worker ORDER BY id")
    second = imports.take_in(desk, reading, back_up=False)
    asked = sum(
        want.reason is None and source.contradicts_itself(want)
        for listed in case.expected.values()
        for want in listed
    )
    due = taken.counts["new"] + taken.counts["updated"] + taken.counts["unchanged"] - asked
    if second.counts["unchanged"] != due or second.counts["new"]:
        found.blame(case, f"a second time {second.counts} after {taken.counts}")
    if desk.store.query("SELECT * FROM worker ORDER BY id") != before:
        found.blame(case, "a second time changed somebody")


def leave(desk: Desk, case: make.Case, found: Findings) -> None:
    """Undo both imports; nobody and nothing waiting is left."""
    for one in imports.past(desk, limit=2):
        office.undo.undo(desk, imports.undo_target(desk, one.number))
    left = desk.store.value("SELECT count(*) FROM worker")
    if left or imports.count(desk):
        found.blame(case, f"{left} people and {imports.count(desk)} rows left after the undo")


def printed(found: Findings) -> Iterable[str]:
    """Yield the confusion table, the refusals and the violations."""
    columns = sorted({actual for _, actual in found.table if not actual.startswith("skip")})
    yield f"{'expected':<16}" + "".join(f"{name:>11}" for name in (*columns, "skipped"))
    for expected in sorted({due for due, _ in found.table}):
        cells = [found.table[expected, name] for name in columns]
        skipped = sum(many for (due, came), many in found.table.items()
                      if due == expected and came.startswith("skip"))  # fmt: skip
        yield f"{expected:<16}" + "".join(f"{many or '.':>11}" for many in (*cells, skipped))
    yield "refused: " + ", ".join(
        f"{code.removeprefix('intake.error.')} {many}"
        for code, many in sorted(found.refused.items())
    )
    yield f"{found.rows} rows of people, {found.values} stored values looked up in their rows"
    yield from found.wrong[:60]


def main() -> int:
    """Make the corpus, run every file, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=None)
    chosen = parser.parse_args()
    count = chosen.count or (SHORT_COUNT if chosen.short else COUNT)
    found = Findings()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        desk = new_desk(where / "desk")
        places(desk)
        cases = make.make_all(where / "files", chosen.seed, count)
        for case in cases:
            try:
                run_case(desk, case, found, where / "back.xlsx")
            except Exception as crash:  # noqa: BLE001 -- whatever it is, it is a violation
                found.blame(case, f"crash {type(crash).__name__}: {crash}")
                leave(desk, case, found)
        sound = office.safety.verify(desk)
        if not sound.sound:
            found.wrong.append(f"the desk is not sound: {sound}")
        desk.close()
    for line in printed(found):
        print(line)
    print(f"{len(cases)} files, {len(found.wrong)} violations, seed {chosen.seed}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
