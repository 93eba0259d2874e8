"""Walks at random through all that can be done about batches, and looks after every step.

    python -m tests.campaigns.departures [--short] [--seed N] [--rounds N] [--steps N]

A desk has two orders on the same days, of which the second promises cover by a list, a batch of
each, and people whom both could take. Then acts follow in an order that nobody planned: people
come on lists, go, stand in for each other, are seated, divided, signed in, counted, insured, sent,
leave early, get advances; acts are taken back; records of one person are joined. Every act may be
refused; none may fail. After each step the desk has to hold what `departing.holding` asks. Exit 1
on any violation, which is told with the steps that led to it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from gigdesk import errors
from gigdesk.actions import office
from tests.campaigns.departing import acts, holding, walk

ROUNDS, STEPS = 30, 120
SHORT_ROUNDS, SHORT_STEPS = 5, 100
VERIFY_EVERY = 20
SHOWN = 14
"""So many of the last steps are shown of a violation."""


def take_step(here: walk.Walk) -> None:
    """Do one act at random, which may be refused, and look at the desk."""
    act = here.dice.choices(list(acts.ACTS), weights=list(acts.ACTS.values()))[0]
    here.log.append(act.__name__)
    try:
        here.done[act.__name__ if act(here) is not None else "nothing"] += 1
        here.log[-1] += " done"
    except errors.Refused as refusal:
        here.done["refused"] += 1
        here.log[-1] += f" refused: {refusal}"
    holding.hold(here)


def run(seed: int, steps: int, found: list[str]) -> Counter[str]:
    """Walk once; note the violation that ends it."""
    with tempfile.TemporaryDirectory() as folder:
        here = walk.begin(Path(folder), seed)
        try:
            for step in range(1, steps + 1):
                take_step(here)
                if step % VERIFY_EVERY == 0 or step == steps:
                    report = office.safety.verify(here.desk)
                    holding.need(report.sound, "the desk is not sound", report.findings[:5])
        except Exception as wrong:  # noqa: BLE001 - whatever fails is what this looks for
            where = (
                "" if isinstance(wrong, holding.UnsoundError) else traceback.format_exc(limit=-4)
            )
            told = "\n        ".join(here.log[-SHOWN:])
            found.append(f"seed {seed}, step {len(here.log)}: {wrong!r}\n{where}        {told}")
        finally:
            here.desk.close()
        return here.done


def main() -> int:
    """Walk, and print what was done and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=None)
    parser.add_argument("--steps", type=int, default=None)
    chosen = parser.parse_args()
    rounds = chosen.rounds or (SHORT_ROUNDS if chosen.short else ROUNDS)
    steps = chosen.steps or (SHORT_STEPS if chosen.short else STEPS)
    found: list[str] = []
    done: Counter[str] = Counter()
    for seed in range(chosen.seed, chosen.seed + rounds):
        done += run(seed, steps, found)
    print("acts: " + ", ".join(f"{name} {count}" for name, count in done.most_common()))
    for one in found:
        print(f"    {one}")
    print(f"{len(found)} violations in {rounds} walks of {steps} steps")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
