"""Messy and hostile files through the whole import on a real desk: nothing lost, nothing made up.

    python -m tests.campaigns.imports [--short] [--seed N] [--count N]

Every file of the corpus is opened, read, looked at, stopped half-way on one of its ways in, and
taken in; it is taken in a second time; the rows that wait go to and fro as workbooks until they are
corrected, and the file is taken in once more; at the end all is undone. What each row must become,
and every value that is stored of it, is worked out from how the file was made, by rules of its own,
and held against what became of it. Exit 1 on any violation.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.campaigns import accounting, interrupted, returned
from tests.campaigns.accounting import Findings
from tests.campaigns.corpus import make, people, source, spoken
from tests.making import new_desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.desk import Desk
    from tests.campaigns.corpus.model import Expected

COUNT, SHORT_COUNT = 330, 66
SHOWN = 5
"""So many violations of a kind are shown."""
TOWNS = ("青山镇", "白水镇")


def places(desk: Desk) -> None:
    """Give the desk the villages of the corpus; one name stands in two towns."""
    office.places.add_many(desk, wanted=[{"name": name, "level": "town"} for name in TOWNS])
    ids = [one["id"] for one in office.places.divisions(desk, "town")]
    villages = [(name, ids[0]) for name in people.VILLAGES[:-1]] + [(people.VILLAGES[0], ids[1])]
    office.places.add_many(
        desk,
        wanted=[{"name": name, "level": "village", "parent_id": town} for name, town in villages],
    )


def run_case(desk: Desk, case: make.Case, found: Findings, out: Path, dice: random.Random) -> None:
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
    well_said(desk, case, seen, found)
    if interrupted.run(desk, case, reading, found, dice) is not None:
        leave(desk, case, found)
    taken = imports.take_in(desk, reading, back_up=False)
    if taken.counts != seen.counts:
        found.blame(case, f"dry run {seen.counts}, taken {taken.counts}")
    if sum(taken.counts.values()) != taken.rows:
        found.blame(case, f"the five do not add up: {taken.counts} of {taken.rows}")
    accounting.account(desk, case, taken, found, source.due_class)
    listed = accounting.people_of(case)
    known = [want for want in listed if source.due_class(want) == "new"]
    once_more = again(desk, case, reading, known, found)
    cured = returned.to_and_fro(desk, case, once_more.number, known, found=found, out=out)
    if cured:
        again(desk, case, reading, [*known, *cured], found)
    leave(desk, case, found)


def refused(case: make.Case, failure: errors.GigDeskError, found: Findings) -> None:
    """Check that a refusal is the right one and has its sentence in both languages."""
    found.refused[failure.code] += 1
    for sentence in spoken.in_each_language(failure.code, failure.params):
        if case.path.name not in sentence:
            found.blame(case, f"the file is not named: {sentence}")
    if failure.code not in case.errors and "*" not in case.errors:
        found.blame(case, f"refused with {failure}, due was {case.errors or 'reading'}")


def well_said(desk: Desk, case: make.Case, seen: imports.Preview, found: Findings) -> None:
    """Check that everything said about a row has words, with every gap filled."""
    for kind in imports.KINDS:
        for line in imports.lines_of(desk, seen, kind, 0, seen.counts[kind]):
            for code, _, params in (*line.reasons, *line.warnings):
                try:
                    spoken.in_each_language(code, params)
                except KeyError as lacking:
                    found.blame(case, f"{line.where}: no words for {code}: {lacking}")


def again(
    desk: Desk,
    case: make.Case,
    reading: imports.Reading,
    known: list[Expected],
    found: Findings,
) -> imports.Taken:
    """Take the same file in once more, when the people of the rows `known` are registered.

    Nobody is new, nothing changes; only what waited waits again, and never twice.
    """
    before = desk.store.query("SELECT * FROM worker ORDER BY id")
    taken = imports.take_in(desk, reading, back_up=False)
    accounting.account(
        desk,
        case,
        taken,
        found,
        lambda want: source.due_again(want, known, shows_digits=case.shows_digits),
    )
    if desk.store.query("SELECT * FROM worker ORDER BY id") != before:
        found.blame(case, "taking it in once more changed somebody")
    waits = taken.counts["undecided"] + taken.counts["rejected"]
    if imports.count(desk) != waits:
        found.blame(case, f"{waits} rows wait again, {imports.count(desk)} are listed")
    return taken


def leave(desk: Desk, case: make.Case, found: Findings) -> None:
    """Undo all imports, the last first; nobody and nothing waiting is left."""
    for one in imports.past(desk, limit=12):
        if not one.undone:
            office.undo.undo(desk, imports.undo_target(desk, one.number))
    left = desk.store.value("SELECT count(*) FROM worker")
    if left or imports.count(desk) or imports.unfinished(desk):
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
    yield ", ".join(f"{what} {many}" for what, many in sorted(found.done.items()))
    yield f"{found.rows} rows of people, {found.values} stored values looked up in their rows"
    kinds: dict[str, list[str]] = {}
    for one in found.wrong:
        kinds.setdefault(kind_of(one), []).append(one)
    for listed in kinds.values():
        yield f"{len(listed)} times:"
        yield from (f"    {one}" for one in listed[:SHOWN])


def kind_of(violation: str) -> str:
    """Return what a violation has in common with others: its words, without file and values."""
    told = violation.partition(": ")[2].partition("{")[0]
    return re.sub("[0-9]+|'[^']*'", "", told)


def main() -> int:
    """Make the corpus, run every file, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=None)
    chosen = parser.parse_args()
    count = chosen.count or (SHORT_COUNT if chosen.short else COUNT)
    found, dice = Findings(), random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        desk = new_desk(where / "desk")
        places(desk)
        cases = make.make_all(where / "files", chosen.seed, count)
        for case in cases:
            try:
                run_case(desk, case, found, where / "back.xlsx", dice)
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
