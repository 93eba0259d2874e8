"""People are registered in a real window by keys, in the largest letters on the least screen."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n, stamps
from gigdesk.actions import office, workers
from gigdesk.demo import county, people
from tests.architecture.reading import ROOT
from tests.walk.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

text = i18n.text
PEOPLE = 5
LONGEST_MS = 25_000
YOUNGEST = 18
# A steady typist: about five keys a second; Chinese takes three keys a character.
KEY_MS = 180
KEYS_A_CHARACTER = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a new desk with towns and villages and nobody in it."""
    place = tmp_path / "desk"
    desk, _ = county.found_station(place)
    county.settle(desk)
    desk.close()
    return place


@pytest.fixture
def walk(folder: Path) -> Iterator[Walk]:
    command = [sys.executable, "-m", "gigdesk", "--desk", str(folder), "--user", county.LOGIN]
    with Walk(command, name="workers", size=(911, 512), cwd=ROOT) as started:
        started.find(text("window.entry.password"), "password text")
        started.type(county.PASSWORD)
        started.keys("Return")
        started.find(text("home.quick.register"), "push button")
        yield started


def at_a_steady_pace(walk: Walk, words: str) -> None:
    """Type as fast as a person does, so that the seconds are those of a clerk."""
    keys = len(words) if words.isascii() else len(words) * KEYS_A_CHARACTER
    stamps.sleep_ms(keys * KEY_MS)
    walk.type(words)


def register(walk: Walk, person: people.Person, *, village: str) -> int:
    """Register one person by keys alone; return the milliseconds it took."""
    began = stamps.monotonic_ms()
    at_a_steady_pace(walk, person.doc_no)
    walk.keys("Return")
    at_a_steady_pace(walk, person.name)
    walk.keys("Return")
    if village:
        at_a_steady_pace(walk, village)
        stamps.sleep_ms(KEY_MS * 3)
    walk.keys("Return")
    at_a_steady_pace(walk, person.phone)
    walk.keys("Return")
    at_a_steady_pace(walk, person.wanted)
    walk.keys("Return", "space", "Return")
    walk.find(f"*{person.name}*", "label")
    return stamps.monotonic_ms() - began


def test_people_are_registered_by_keys_within_the_time_a_visitor_has(
    walk: Walk, folder: Path
) -> None:
    today = stamps.Clock().today()
    every = people.make(random.Random(11), 40, today)
    made = [one for one in every if today.year - one.birth.year > YOUNGEST]
    walk.keys("ctrl+equal", "ctrl+equal", "alt+2")
    walk.find(text("people.nobody"))
    walk.keys("ctrl+n")
    walk.find(text("workers.field.doc_no"), "text")
    spent = []
    for number, person in enumerate(made[:PEOPLE]):
        spent.append(register(walk, person, village="" if number else "stc"))
        walk.picture(f"registered-{number}")
    print(f"milliseconds for each person: {spent}")
    assert max(spent) <= LONGEST_MS, spent
    walk.keys("Escape")
    names = {one.name for one in made[:PEOPLE]}
    title = text("people.list")
    walk.wait(lambda: {row[1] for row in walk.table(title).cells} == names, "everybody in the list")
    walk.picture("list")
    desk = office.entry.sign_in(folder, county.LOGIN, county.PASSWORD, read_only=True)
    kept = [workers.people.get(desk, one) for one in workers.search.ids(desk)]
    desk.close()
    assert len(kept) == PEOPLE
    assert all(one.purposes == ("registration",) for one in kept)
    assert len({one.worker["village_id"] for one in kept}) == 1
