"""The lines of a pasted list: whom each means, which are still open, and what stays in the text."""

from __future__ import annotations

import collections
import difflib
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gigdesk.actions.dispatch import Outcome, PasteRow

ONE, MANY = "one", "many"
REPEATED = "repeated"
SETTLED = ("withdrawn", "heading", REPEATED)
"""Lines that mean nobody who is to be put on the list."""
LISTED, BARRED, UNNAMED = "listed", "barred", "unnamed"
"""What a line is whose person is on the list, cannot be put on it, or came with a nameless one."""
ON_LIST = "already_listed"


def key_of(row: PasteRow) -> str:
    """Return what tells a line, or one of the people written into it, from the others."""
    return f"{row.line}.{row.part}" if row.part else f"{row.line}"


def line_of(key: str) -> int:
    """Return the number of the line that a key belongs to."""
    return int(key.partition(".")[0])


@dataclass(slots=True)
class Lines:
    """What was read from a text, and whom the clerk chose for lines that can mean several.

    `typed` are the lines of the text as it was read; `chosen` holds people by `key_of`.
    """

    read: Sequence[PasteRow] = ()
    typed: Sequence[str] = ()
    chosen: dict[str, bytes] = field(default_factory=dict)

    def take(self, read: Sequence[PasteRow], typed: Sequence[str]) -> None:
        """Take what a text says now; whom the clerk chose goes with the line it was chosen for."""
        moved: dict[int, int] = {}
        if self.chosen:
            match = difflib.SequenceMatcher(a=self.typed, b=typed, autojunk=False)
            for block in match.get_matching_blocks():
                moved |= {block.a + at + 1: block.b + at + 1 for at in range(block.size)}
        fresh = {}
        for key, person in self.chosen.items():
            line, dot, part = key.partition(".")
            if int(line) in moved:
                fresh[f"{moved[int(line)]}{dot}{part}"] = person
        self.read, self.typed, self.chosen = read, typed, fresh

    def kept(self) -> dict[str, list[str]]:
        """Return the choices as a draft keeps them: each with the text of its line."""
        return {
            key: [person.hex(), self.typed[line_of(key) - 1]]
            for key, person in self.chosen.items()
            if line_of(key) <= len(self.typed)
        }

    def bring_back(self, kept: Mapping[str, Sequence[str]], typed: Sequence[str]) -> None:
        """Take up the choices of a draft; one whose line reads otherwise by now is none."""
        self.read, self.typed = (), typed
        self.chosen = {
            key: bytes.fromhex(person)
            for key, (person, words) in kept.items()
            if typed[line_of(key) - 1 : line_of(key)] == [words]
        }

    def row(self, key: object) -> PasteRow | None:
        """Return the line with a key."""
        return next((each for each in self.read if key_of(each) == key), None)

    def person(self, row: PasteRow) -> bytes | None:
        """Return whom a line means for sure or by choice."""
        if row.match == MANY:
            chosen = self.chosen.get(key_of(row))
            return chosen if chosen in {one[0] for one in row.people} else None
        return row.people[0][0] if row.match == ONE else None

    def barred(self, row: PasteRow) -> Outcome | None:
        """Return why the person of a line cannot be put on the list, if they cannot."""
        person = self.person(row)
        return next((one for one in row.barred if one.worker_id == person), None)

    def state(self, row: PasteRow) -> str:
        """Return the match of a line, or what came of it: see `LISTED`, `BARRED`, `UNNAMED`."""
        against = self.barred(row)
        if against is None:
            person = self.person(row)
            if person is None:
                return row.match
            return REPEATED if self._before(row, person) and not row.companions else ONE
        if ON_LIST not in against.rules:
            return BARRED
        return UNNAMED if row.companions else LISTED

    def _before(self, row: PasteRow, person: bytes) -> bool:
        """Say whether a line above means the same person."""
        above = itertools.takewhile(lambda each: each is not row, self.read)
        return any(self.person(each) == person for each in above)

    def ready(self) -> list[bytes]:
        """Return everybody who can be put on the list, in the order of the lines."""
        found = [self.person(row) for row in self.read if self.state(row) == ONE]
        return list(dict.fromkeys(person for person in found if person is not None))

    def left(self) -> list[PasteRow]:
        """Return the lines that somebody has to do something about."""
        return [row for row in self.read if self.state(row) not in (*SETTLED, LISTED)]

    def unnamed(self, people: Collection[bytes] = ()) -> list[PasteRow]:
        """Return the lines whose person is on the list, or among `people`, and not who came too."""
        return [
            row
            for row in self.read
            if row.companions and (self.state(row) == UNNAMED or self.person(row) in people)
        ]

    def rest(self, people: Collection[bytes], now: Sequence[str]) -> list[str]:
        """Return what stays of the text `now` once `people` are on the list.

        A line goes when everybody in it is on the list, and has a name.
        """
        kept = self._kept(people)
        going = collections.Counter(
            line for at, line in enumerate(self.typed, 1) if at not in kept and line.strip()
        )
        rest: list[str] = []
        for line in now:
            if going[line]:
                going[line] -= 1
            elif line.strip():
                rest.append(line)
        return rest

    def _kept(self, people: Collection[bytes]) -> set[int]:
        """Return the numbers of the lines that stay."""
        kept: set[int] = set()
        before = 0
        for row in self.read:
            put_on = self.person(row) in people and not row.companions
            if self.state(row) not in (*SETTLED, LISTED) and not put_on:
                kept.add(row.line)
                # A lone "+1" belongs to whoever stands above it.
                kept |= {before} if row.companions and not row.name else set()
            before = row.line
        return kept


def merged(first: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the lines of two texts, each as often as it stands in either; blank ones in none."""
    found = [line for line in first if line.strip()]
    more = collections.Counter(others) - collections.Counter(found)
    for line in others:
        if more[line] and line.strip():
            more[line] -= 1
            found.append(line)
    return found
