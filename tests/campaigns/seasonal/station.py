"""The command line of a station, and the day its PC shows."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import stamps
from gigdesk.actions import office
from gigdesk.cli import main as program
from tests.architecture.reading import ROOT
from tests.making import move_clock

if TYPE_CHECKING:
    from pathlib import Path

LOGIN, PASSWORD = "head", "cotton-2026"


class Wrong(Exception):  # noqa: N818 -- it is what the campaign looks for, not an error of the code
    """A figure that does not agree with the lists, or a command that ended otherwise."""


def must(told: object, wanted: object, what: str) -> None:
    """Raise Wrong where a figure is another than the lists say."""
    if told != wanted:
        said = f"{what}: {told!r}, the lists say {wanted!r}"
        raise Wrong(said)


def must_hold(holds: object, what: str) -> None:
    """Raise Wrong where something that must hold does not."""
    if not holds:
        raise Wrong(what)


def _beside(words: list[str]) -> tuple[int, str, str]:
    """Run a command in a process of its own; return its code and what it said."""
    line = [sys.executable, "-m", "gigdesk", *words]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def _inside(words: list[str]) -> tuple[int, str, str]:
    """Run a command in this process; return its code and what it said."""
    out, failure = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(failure):
        ended = program.main(words)
    return ended, out.getvalue(), failure.getvalue()


@dataclass
class Station:
    """The command line of the station, and the day its PC shows.

    `inside` runs the commands in this process, for the short run.
    """

    folder: Path
    inside: bool = False
    commands: int = 0
    spent_ms: int = 0
    longest: tuple[int, str] = (0, "")

    def run(self, *said: object, code: int = 0) -> dict[str, Any]:
        """Run one command and return its answer; Wrong where it ends otherwise than it should."""
        words = ["--desk", str(self.folder), "--json", *map(str, said)]
        began = stamps.monotonic_ms()
        ended, out, failure = _inside(words) if self.inside else _beside(words)
        spent = stamps.monotonic_ms() - began
        self.commands += 1
        self.spent_ms += spent
        self.longest = max(self.longest, (spent, " ".join(map(str, said[:2]))))
        if ended != code:
            told = f"{' '.join(words[3:])}: {ended}\n{out}{failure}"
            raise Wrong(told)
        answer: dict[str, Any] = json.loads(out)
        return answer

    def on(self, day: datetime.date, hour: int = 9) -> None:
        """Let the PC show another day; nobody set its clock, time went by."""
        desk = office.entry.sign_in(self.folder, LOGIN, PASSWORD)
        move_clock(desk, datetime.datetime.combine(day, datetime.time(hour)).astimezone())
        desk.close()
