"""Measures candidates against each other on a noisy machine: in turn, in one run, by CPU ratios.

Every candidate is a child process of its own. The figure is its CPU time (user + system) of the
work alone; peak memory comes from `wait4`. The order is reversed every second round and ratios are
formed inside one round, so a drifting machine does not decide.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

TOLERANCE = 1.3
MISSED = 3
"""What a benchmark answers that ran to its end and misses a target; 1 is a benchmark that broke."""


@dataclass(frozen=True)
class Figure:
    """What one run of one candidate cost; `told` is what the child said of its result."""

    cpu_s: float
    peak_mib: float
    told: dict[str, Any]


def work_in_child(result: Path, work: Callable[[], dict[str, Any]]) -> None:
    """Do the work in this process and leave its CPU time and result in a file for the parent."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    told = work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    result.write_text(json.dumps({"cpu": cpu, **told}), encoding="utf-8")


def run(
    candidates: Sequence[str], words: Callable[[str, Path], list[str]], folder: Path
) -> dict[str, Figure]:
    """Run every candidate once, as children; `words` gives a child's arguments and result file."""
    found = {}
    for name in candidates:
        result = folder / f"{name}.json"
        program = [sys.executable, *words(name, result)]
        child = os.posix_spawn(sys.executable, program, dict(os.environ))
        _, status, usage = os.wait4(child, 0)
        if status:
            sys.exit(f"{name} failed")
        told = json.loads(result.read_text(encoding="utf-8"))
        found[name] = Figure(told.pop("cpu"), usage.ru_maxrss / 1024, told)
    return found


def compare(
    candidates: Sequence[str],
    words: Callable[[str, Path], list[str]],
    folder: Path,
    rounds: int,
) -> list[dict[str, Figure]]:
    """Run all rounds, the order reversed every second one."""
    return [
        run(candidates if number % 2 == 0 else candidates[::-1], words, folder)
        for number in range(rounds)
    ]


def ratio(rounds: Sequence[dict[str, Figure]], one: str, other: str) -> tuple[float, float, float]:
    """Return median, least and greatest of one's CPU over the other's, round by round."""
    found = [each[one].cpu_s / each[other].cpu_s for each in rounds]
    return statistics.median(found), min(found), max(found)


def table(rounds: Sequence[dict[str, Figure]], floor: str) -> str:
    """Return the figures as lines: CPU seconds, ratio to the floor with its spread, peak memory."""
    lines = [f"{'':24}{'CPU s':>9}{'÷ ' + floor:>24}{'peak MiB':>10}"]
    for name in rounds[0]:
        cpu = statistics.median(each[name].cpu_s for each in rounds)
        peak = max(each[name].peak_mib for each in rounds)
        middle, least, most = ratio(rounds, name, floor)
        lines.append(
            f"{name:24}{cpu:9.2f}{f'{middle:.2f} ({least:.2f}–{most:.2f})':>24}{peak:10.0f}"
        )
    return "\n".join(lines)


def judge(
    label: str, found: float, *, most: float | None = None, least: float | None = None
) -> bool:
    """Print a ratio beside its target; say whether it stays within the target times 1.3."""
    if most is not None:
        good = found <= most * TOLERANCE
        print(f"{label}: {found:.2f}, target at most {most}: {'ok' if good else 'MISSED'}")
        return good
    target = least or 0.0
    good = found >= target / TOLERANCE
    print(f"{label}: {found:.2f}, target at least {target}: {'ok' if good else 'MISSED'}")
    return good


def answer(*, good: bool, gate: bool) -> int:
    """Return what a benchmark ends with; without `gate` its ratios are told and not judged."""
    return MISSED if gate and not good else 0
