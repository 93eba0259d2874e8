"""What the campaigns share that kill a child process: its start, its journal, its end."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Scene:
    """Where rounds are played: a desk, what its child confirmed, and the seeds."""

    folder: Path
    journal: Path
    seeds: range


@dataclass(frozen=True, slots=True)
class Campaign:
    """How many rounds there are, what the child does and what the parent does with all rounds.

    `short` is the option that asks for few rounds, and how many those are. `work` gets the desk,
    the journal, the seed and what else the child was started with.
    """

    said: str | None
    rounds: int
    short: tuple[str, int]
    work: Callable[[Path, IO[str], int, list[str]], object]
    play: Callable[[Scene], object]

    def run(self) -> int:
        """Run as the child that is told to, or else play the rounds in a folder of their own."""
        parser = argparse.ArgumentParser(description=self.said)
        parser.add_argument(self.short[0], dest="is_short", action="store_true")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--rounds", type=int, default=self.rounds)
        parser.add_argument("--child", nargs="+")
        chosen = parser.parse_args()
        if chosen.child:
            folder, journal, seed, *more = chosen.child
            with Path(journal).open("a", encoding="utf-8") as kept:
                self.work(Path(folder), kept, int(seed), more)
        rounds = self.short[1] if chosen.is_short else chosen.rounds
        with tempfile.TemporaryDirectory() as scratch:
            os.environ["GIGDESK_CONFIG"] = str(Path(scratch) / "config")
            journal = Path(scratch) / "journal"
            journal.touch()
            seeds = range(chosen.seed, chosen.seed + rounds)
            self.play(Scene(Path(scratch) / "desk", journal, seeds))
        return 0


def ready() -> None:
    """Tell the parent, as the child, that the work begins."""
    print("ready", flush=True)


def start(module: str, *words: object) -> subprocess.Popen[str]:
    """Start the child of a campaign; return when it is ready."""
    said = [sys.executable, "-m", module, "--child", *map(str, words)]
    child = subprocess.Popen(said, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    """Kill the child without warning; it must not have ended by itself."""
    assert child.poll() is None, "the clerk stopped by itself"
    child.send_signal(signal.SIGKILL)
    child.communicate()


def notes(journal: Path, *, since: int = 0) -> list[dict[str, Any]]:
    """Return what was noted; a line that the kill cut off confirms nothing."""
    lines = journal.read_bytes()[since:].decode(errors="ignore").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]
