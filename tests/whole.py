"""Proves that the tests of the rules alone reach every line of the rules, and every way from each.

    python -m tests.whole

The tests of the floor `domain` and those of `money.py` are run with their reach measured. A file of
which they miss a line, or one of the two ways from a line that asks, fails this; so does one on the
list below that has come to be whole, or misses more or less than stands there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
ROOT = HERE.parent / "gigdesk"
# What is measured, by what is run for it.
PAIRS = {"domain": "domain", "money": "test_money.py"}
# Files that are not whole yet, and how many of their lines are missed or left by one way alone.
TO_COME: dict[str, int] = {}


class Measured(TypedDict):
    """What the report tells of one file, as far as it is looked at."""

    missing_lines: list[int]
    missing_branches: list[list[int]]


class Missed(NamedTuple):
    """Lines of a file that were not reached, and those that were left by one way alone."""

    lines: tuple[int, ...] = ()
    forks: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Return how many lines either is true of."""
        return len(self.lines) + len(self.forks)

    def __str__(self) -> str:
        """Tell which they are."""
        parts = (("lines", self.lines), ("a way from", self.forks))
        return "; ".join(f"{words} {spans(lines)}" for words, lines in parts if lines)


def missed(files: Mapping[str, Measured]) -> dict[str, Missed]:
    """Return what was missed of each file, by its place in the program."""
    found = {}
    for name, file in files.items():
        lines = file["missing_lines"]
        forks = {start for start, _ in file["missing_branches"]}.difference(lines)
        where = Path(name).relative_to("gigdesk").as_posix()
        found[where] = Missed(tuple(lines), tuple(sorted(forks)))
    return found


def spans(lines: Sequence[int]) -> str:
    """Return lines as people write them: `3, 7-9`."""
    found: list[list[int]] = []
    for line in lines:
        if found and line == found[-1][-1] + 1:
            found[-1].append(line)
        else:
            found.append([line])
    return ", ".join(f"{one[0]}-{one[-1]}" if one[1:] else str(one[0]) for one in found)


def wrong(files: Mapping[str, Missed], to_come: Mapping[str, int]) -> list[str]:
    """Say what is missed beyond the list, and what stands on the list and is so no longer."""
    found = [f"{name}: not measured, take it off the list" for name in to_come.keys() - files]
    for name, one in sorted(files.items()):
        listed = to_come.get(name, 0)
        if one.total > listed:
            known = f" ({listed} of them known)" if listed else ""
            found.append(f"{name}: the tests of its floor miss {one}{known}")
        elif not one.total and listed:
            found.append(f"{name}: is whole now, take it off the list")
        elif one.total < listed:
            found.append(f"{name}: write {one.total} instead of {listed}")
    return found


def measured(folder: Path) -> dict[str, Missed] | None:
    """Run the tests of the rules and return what they missed; None where one of them fails."""
    out = folder / "reach.json"
    words = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider"]
    words += [*(f"--cov=gigdesk.{name}" for name in PAIRS), "--cov-branch"]
    words += [f"--cov-report=json:{out}", *(str(HERE / name) for name in PAIRS.values())]
    # Examples are the same every time, so that no line is reached by luck.
    known = {**os.environ, "CI": "true", "COVERAGE_FILE": str(folder / "reach")}
    ended = subprocess.run(words, check=False, cwd=HERE.parent, env=known).returncode
    if ended or not out.exists():
        return None
    return missed(json.loads(out.read_text(encoding="utf-8"))["files"])


def main() -> int:
    """Measure, tell what is missed and answer 1 where something is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        files = measured(Path(folder))
    if files is None:
        return 1
    found = wrong(files, {f"domain/{name}.py": count for name, count in TO_COME.items()})
    told = f"{sum(not one.total for one in files.values())} of {len(files)} files are reached whole"
    sys.stdout.write("\n".join([*found, told, ""]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
