"""Judges the reader of rosters against the corpus: no crash, no lost row, no invented value.

Run `python -m tests.campaigns.corpus.check --count 900 --seed 7` for a long run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.campaigns.corpus import make, spoken, writers

if TYPE_CHECKING:
    from tests.campaigns.corpus.model import Expected

Key = tuple[int, int]


def judge(case: make.Case) -> list[str]:
    """Return what is wrong with the reading of one file."""
    before = sorted(case.path.parent.iterdir())
    try:
        found = _read(case.path)
    except errors.UnreadableFile as failure:
        return _judge_refusal(case, failure)
    finally:
        if sorted(case.path.parent.iterdir()) != before:
            sys.exit(f"{case.path.name}: something was left behind")
    if case.errors:
        return [] if "*" in case.errors else [f"read, but {case.errors} was due"]
    complaints = []
    for sheet, expected in case.expected.items():
        rows = found.get(sheet)
        if rows is None:
            complaints.append(f"sheet {sheet} not taken, but {list(found)}")
        else:
            complaints += _judge_sheet(rows, expected, knows_kinds=case.knows_kinds)
    extra = set(found) - set(case.expected)
    return complaints + [f"sheet {sheet} taken" for sheet in extra]


def _read(path: Path) -> dict[str, dict[Key, roster_in.ReadRow]]:
    """Read a file to the end; a row that comes twice is a failure of its own."""
    found: dict[str, dict[Key, roster_in.ReadRow]] = {}
    for plan in roster_in.plans(reading.read(path)):
        if not plan.chosen:
            continue
        if plan.unclear:
            raise errors.UnreadableFile("intake.error.unclear", name=path.name, columns="")
        rows = found.setdefault(plan.sheet.name, {})
        for row in roster_in.rows(plan):
            key = (row.row_number, row.block)
            if key in rows:
                message = f"{path.name}: row {key} comes twice"
                raise AssertionError(message)
            rows[key] = row
    return found


def _judge_refusal(case: make.Case, failure: errors.UnreadableFile) -> list[str]:
    """Check that the refusal is the right one and has its sentence in both languages."""
    for sentence in spoken.in_each_language(failure.code, failure.params):
        if case.path.name not in sentence:
            return [f"the sentence does not name the file: {sentence}"]
    if failure.code in case.errors or "*" in case.errors:
        return []
    return [f"refused with {failure}, due was {case.errors or 'reading'}"]


def _judge_sheet(
    rows: dict[Key, roster_in.ReadRow],
    expected: tuple[Expected, ...],
    *,
    knows_kinds: bool,
) -> list[str]:
    """Compare every row of a sheet."""
    complaints = []
    due = {(row.row, row.block): row for row in expected}
    for key in sorted(set(due) | set(rows)):
        want, got = due.get(key), rows.get(key)
        if want is None or got is None:
            blank = want.reason if want else (got.skip_reason if got else None)
            if blank != "blank":
                complaints.append(f"row {key}: due {want}, came {got}")
            continue
        if want.reason != got.skip_reason:
            complaints.append(f"row {key}: due {want.reason}, came {got.skip_reason}")
        elif want.reason is None:
            complaints += _judge_person(key, want, got, knows_kinds=knows_kinds)
    return complaints


def _judge_person(
    key: Key,
    want: Expected,
    got: roster_in.ReadRow,
    *,
    knows_kinds: bool,
) -> list[str]:
    """Compare the fields of a person: the same fields, texts and kinds, nothing more."""
    cells = got.cells
    complaints = []
    if knows_kinds and want.hidden != got.hidden:
        complaints.append(f"row {key}: hidden is {got.hidden}")
    extra = set(cells) - set(want.fields) - {"serial"}
    complaints += [f"row {key}: {name} invented: {cells[name]}" for name in extra]
    for name, (text, kind) in want.fields.items():
        cell = cells.get(name)
        seen = (cell.text, cell.kind) if cell else ("", "empty")
        if cell is None and name in want.filled and got.sheet != "1" and not knows_kinds:
            continue
        if knows_kinds and seen != (text, kind):
            complaints.append(f"row {key}: {name} due {(text, kind)}, came {seen}")
        elif not knows_kinds and not _same_text(text, kind, seen[0]):
            complaints.append(f"row {key}: {name} due {text}, came {seen}")
    return complaints


def _same_text(due: str, kind: str, seen: str) -> bool:
    """Compare in files without kinds of cells, where long numbers are already written short."""
    if kind == "number":
        return seen in {due, writers.as_text(float(due))}
    if kind == "error":
        return seen == "#N/A"
    if kind == "date" and len(due) == len("2024-05"):
        return seen == f"{int(due[:4])}年{int(due[5:])}月"
    return " ".join(seen.split()) == " ".join(due.split())


def main() -> int:
    """Make a corpus in a folder of its own, judge it, and say what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    wrong: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        cases = make.make_all(Path(folder), chosen.seed, chosen.count)
        for case in cases:
            complaints = judge(case)
            if complaints:
                wrong[case.shape] += 1
                print(case.path.name, *complaints[:4], sep="\n    ")
    print(f"{len(cases)} files, {sum(wrong.values())} wrong, seed {chosen.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
