"""Ordinary sheets of attendance through the whole import: every day right, nobody asked.

    python -m tests.campaigns.attendance [--short] [--seed N] [--count N]

Every sheet is looked at, taken in, taken in a second time and taken back, on a desk with a batch on
the road. What each day must become is known from how the sheet was drawn, not from reading it. A
day that is stored otherwise, lost or made up is a violation; so is a sheet that cannot be read and
a day that is asked about, for all of these are papers that no clerk would have to ask about. Exit 1
on any violation.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions import attendance, office
from tests.campaigns.monthly import look, sheet
from tests.making import SEASON_OVER, move_clock, new_desk
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

COUNT, SHORT_COUNT = 600, 30
NAMES = (
    *("陈强", "刘丽", "王芳", "李强", "艾力·买买提", "赵敏", "孙伟", "阿依古丽", "马小军"),
    *("周正", "吴大海", "欧阳小红"),
)
BORN = "1985-03-02"
FEWEST = 3
SHOWN = 12
"""So many violations are shown."""


@dataclass(slots=True)
class Findings:
    """What the campaign found: cells by what became of them, and violations."""

    cells: Counter[str] = field(default_factory=Counter)
    sheets: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def blame(self, seed: int, what: str) -> None:
        """Note a violation."""
        self.wrong.append(f"sheet {seed}: {what}")


def crew(desk: Desk, folder: Path) -> bytes:
    """Send a batch of all the names through both months; return its id."""
    people = [add_person(desk, at, name=name, birth=BORN) for at, name in enumerate(NAMES, 1)]
    batch = add_batch(desk, add_order(desk, people=len(people)), people)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch


@dataclass(frozen=True, slots=True)
class Trial:
    """One sheet on a desk; `month` is `YYYY-MM`."""

    desk: Desk
    batch: bytes
    seed: int
    month: str
    made: sheet.Sheet

    def stored(self, month: str) -> dict[tuple[str, int], sheet.Due]:
        """Return by name and day what the desk holds of a month."""
        return {
            (row.name, int(day[-2:])): (cell.quarters, cell.mark, cell.overtime_minutes)
            for row in attendance.month_grid(self.desk, self.batch, month).people
            for day, cell in row.cells.items()
        }


def draw(desk: Desk, batch: bytes, seed: int) -> Trial:
    """Draw the sheet of a seed, of some people of the batch."""
    dice = random.Random(seed)
    drawn = look.draw(dice)
    names = dice.sample(NAMES, dice.randint(FEWEST, len(NAMES)))
    people = {name: doc_no(BORN, NAMES.index(name) + 1) for name in names}
    month = f"{drawn.year}-{drawn.month:02}"
    return Trial(desk, batch, seed, month, sheet.draw(drawn, people, dice))


def run(trial: Trial, folder: Path, found: Findings) -> None:
    """Take one sheet in twice and back, and hold it against what it must become."""
    desk, batch, seed = trial.desk, trial.batch, trial.seed
    path = trial.made.write(folder / f"sheet-{seed}")
    found.sheets[trial.made.look.kind] += 1
    told = None if trial.made.look.names_year else trial.month
    try:
        seen = attendance.import_sheet(desk, batch, path, month=told, dry_run=True)
        taken = attendance.import_sheet(desk, batch, path, month=told)
    except errors.GigDeskError as refusal:
        found.cells["refused"] += len(trial.made.due)
        found.blame(seed, f"refused: {refusal}; {trial.made.look}")
        return
    hold(trial, taken, found)
    if (seen.days, seen.left) != (taken.days, taken.left):
        found.blame(seed, "the dry run said something else")
    again = attendance.import_sheet(desk, batch, path, month=told)
    if (again.written, again.corrected, again.unchanged) != (0, 0, taken.days):
        found.blame(seed, f"taken in again: {again.written} written, {again.corrected} corrected")
    if taken.act is not None:
        office.undo.undo(desk, taken.act)
    if trial.stored(trial.month):
        found.blame(seed, "days are left after the undo")
    path.unlink()


def hold(trial: Trial, taken: attendance.Imported, found: Findings) -> None:
    """Hold every cell of a sheet against what is stored, and what is stored against the sheet."""
    holds, made = trial.stored(trial.month), trial.made
    asked = {(left.name, left.day[-2:]) for left in taken.left}
    asked |= {(left.name, day[-2:]) for left in taken.unmatched for day, _ in left.more}
    astray: dict[str, list[str]] = {}
    for (name, day), due in made.due.items():
        is_told = bool(asked & {(name, f"{day:02}"), (name, "")})
        became = "right" if holds.get((name, day)) == due else "wrong"
        if (name, day) not in holds:
            became = "asked" if is_told else "lost"
        found.cells[became] += 1
        if became != "right":
            got = holds.get((name, day))
            astray.setdefault(became, []).append(f"{name} {day}: due {due}, is {got}")
    for name, day in sorted(holds.keys() - made.due.keys()):
        found.cells["made up"] += 1
        astray.setdefault("made up", []).append(f"{name} {day}: is {holds[name, day]}")
    for became, listed in astray.items():
        found.blame(trial.seed, f"{len(listed)} {became}, first {listed[0]}; {made.look}")
    others = set(attendance.months(trial.desk, trial.batch)) - {trial.month}
    if any(trial.stored(one) for one in others):
        found.blame(trial.seed, f"days in another month; {made.look}")


def main() -> int:
    """Draw the sheets, run each, print what came of them."""
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
        batch = crew(desk, where)
        for seed in range(chosen.seed, chosen.seed + count):
            run(draw(desk, batch, seed), where, found)
        sound = office.safety.verify(desk)
        if not sound.sound:
            found.wrong.append(f"the desk is not sound: {sound}")
        desk.close()
    print("sheets: " + ", ".join(f"{kind} {many}" for kind, many in sorted(found.sheets.items())))
    print("days: " + ", ".join(f"{what} {many}" for what, many in sorted(found.cells.items())))
    for one in found.wrong[:SHOWN]:
        print(f"    {one}")
    print(f"{len(found.wrong)} violations")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
