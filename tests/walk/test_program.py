"""One walk through the whole program in a real window, driven through its accessible names."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n, stamps
from gigdesk.actions import dispatch, office, workers
from gigdesk.demo import county, people
from gigdesk.domain.workers import pinyin
from gigdesk.store.attendance import totals
from tests.architecture.reading import ROOT
from tests.walk.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk

text = i18n.text
SLOW_MS = 40_000
SETTLE_MS = 600
LONGEST_MS = 90_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a desk that holds the sample county but is no demonstration: it makes backups."""
    place = tmp_path_factory.mktemp("county")
    words = ["demo", "--workers", "200", "--out", str(place / "demo"), "--json"]
    subprocess.run(
        [sys.executable, "-m", "gigdesk", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return shutil.copytree(place / "demo" / "desk", place / "desk")


@pytest.fixture
def walk(folder: Path) -> Iterator[Walk]:
    command = [sys.executable, "-m", "gigdesk", "--desk", str(folder), "--user", county.LOGIN]
    with Walk(command, name="program", cwd=ROOT) as started:
        yield started


def fresh_people(count: int) -> list[people.Person]:
    """Return synthetic people whom the sample county does not know."""
    return people.make(random.Random(4711), count, stamps.Clock().today())


def open_desk(folder: Path) -> Desk:
    return office.entry.sign_in(folder, county.LOGIN, county.PASSWORD, read_only=True)


def sign_in(walk: Walk) -> None:
    walk.find(text("window.entry.password"), "password text")
    walk.type("wrong-password")
    walk.keys("Return")
    walk.find(text("errors.wrong_password"))
    walk.type(county.PASSWORD)
    walk.keys("Return")
    walk.find(text("home.quick.register"), "push button")


def look_at_home(walk: Walk) -> None:
    walk.find(f"{text('home.rows.title')} *", "push button")
    walk.find(f"{text('home.departures.title')} *", "push button")
    walk.picture("home")


def finds(walk: Walk, words: str) -> None:
    """Wait until the global search shows something with these words."""
    name = text("window.search.finds")
    what = f"{words} among the finds"
    walk.wait(lambda: any(words in row[0] for row in walk.table(name).cells), what)


def find_a_person(walk: Walk, name: str) -> None:
    walk.keys("ctrl+f")
    walk.type(next(iter(pinyin.initials(name))))
    finds(walk, name)
    walk.picture("search")
    walk.keys("ctrl+a")
    walk.type(name)
    finds(walk, name)
    walk.keys("Return")
    walk.find(f"{name}*", "label")
    walk.picture("person")


def register(walk: Walk, person: people.Person) -> None:
    walk.keys("alt+1")
    walk.find(text("home.due"))
    walk.keys("Return")
    walk.find(text("workers.field.doc_no"), "text")
    walk.type(person.doc_no)
    walk.keys("Return")
    walk.type(person.name)
    walk.keys("Return")
    walk.type("stc")
    walk.keys("Return")
    walk.type(person.phone)
    walk.picture("register")
    walk.keys("ctrl+s")
    walk.find(f"*{person.name}*", "label")
    walk.picture("registered")


def write_roster(folder: Path, rows: list[people.Person]) -> Path:
    file = folder / "roster.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["姓名", "身份证号", "联系电话", "村"])
        lines.writerows([one.name, one.doc_no, one.phone, "三塘村"] for one in rows)
    return file


def import_roster(walk: Walk, file: Path, rows: list[people.Person]) -> None:
    walk.keys("alt+3")
    walk.click(text("intake_page.choose_file"), "push button")
    walk.all("*", "text", state="focused")
    stamps.sleep_ms(SETTLE_MS)
    walk.type(str(file))
    walk.keys("Return")
    walk.find(text("intake_page.look"), "push button")
    walk.keys("ctrl+Return")
    walk.find(text("intake_page.take", count=len(rows)), "push button")
    walk.picture("import")
    walk.keys("ctrl+Return")
    walk.find(text("intake_page.undo.button"), "push button")


def propose_a_batch(walk: Walk) -> None:
    walk.keys("alt+4")
    walk.find(text("orders_page.orders"), "table")
    stamps.sleep_ms(SETTLE_MS)
    walk.keys("Return", "Return")
    walk.click(text("orders_page.propose"), "push button")
    walk.click(text("batches_page.take"), "text")
    walk.type("10")
    walk.keys("ctrl+s")
    walk.find(text("batches_page.planned", number="*", people="*"))
    walk.picture("batch")


def look_at_contracts(walk: Walk) -> None:
    walk.keys("alt+1")
    walk.find(text("home.due"))
    walk.click("*B3*", "push button")
    walk.find(text("batches_page.members"), "table")
    walk.keys("ctrl+p")
    walk.click(text("batches_page.make_count", count=30), "push button")
    first = text("window.preview.page", number=1)
    walk.wait(lambda: walk.now(first, "image"), first, patience_ms=SLOW_MS)
    walk.picture("contracts")


def enter_a_day(walk: Walk) -> None:
    walk.keys("alt+6")
    walk.find(text("attendance_page.sum", days="*"))
    walk.click(walk.cell(text("attendance_page.month_of", number="*", month="*"), 0, 3))
    walk.type("0.5")
    walk.keys("Return")
    walk.find(text("attendance_page.saved_corrected", count=1, corrected=1))
    walk.picture("attendance")


def prove(walk: Walk) -> None:
    walk.keys("ctrl+f", "ctrl+a")
    walk.type(text("settings.verify.title"))
    finds(walk, text("settings.verify.title"))
    walk.keys("Return")
    walk.click(text("settings.verify.go"), "push button")
    walk.find(text("verify.sound", ops="*", rows="*"))
    walk.picture("verify")


def take_back_the_day(walk: Walk) -> None:
    walk.keys("ctrl+alt+z")
    stamps.sleep_ms(SETTLE_MS)
    walk.keys("Down", "Return")
    walk.find(text("window.undo.ask"), "dialog")
    walk.keys("Return")
    walk.find(text("window.undo.done", act=f"{text('acts.attendance.enter')}*"))
    walk.picture("undone")


def test_a_day_at_the_desk_from_the_sign_in_to_the_backup(walk: Walk, folder: Path) -> None:
    began = stamps.monotonic_ms()
    sign_in(walk)
    look_at_home(walk)
    desk = open_desk(folder)
    before = workers.search.count(desk)
    known = workers.search.search(desk, limit=1)[0]["name"]
    days, planned = month_days(desk), dispatch.list_batches(desk)[0]
    desk.close()
    newcomers = fresh_people(4)
    find_a_person(walk, known)
    register(walk, newcomers[0])
    import_roster(walk, write_roster(folder.parent, newcomers[1:]), newcomers[1:])
    propose_a_batch(walk)
    look_at_contracts(walk)
    enter_a_day(walk)
    take_back_the_day(walk)
    prove(walk)
    walk.keys("ctrl+q")
    assert walk.ended(patience_ms=SLOW_MS) == 0
    desk = open_desk(folder)
    assert workers.search.count(desk) == before + 4
    count, batches = dispatch.list_batches(desk)
    assert count == planned + 1
    assert max(batches, key=lambda row: row["number"])["listed"] > 0
    assert month_days(desk) == days
    kept = office.safety.backups(desk)
    assert kept[0].why == "exit"
    office.safety.prove(desk, kept[0].path)
    assert office.safety.verify(desk).sound
    desk.close()
    assert stamps.monotonic_ms() - began < LONGEST_MS


def month_days(desk: Desk) -> float:
    """Return the days of work on all lists, as their totals say."""
    assert totals.prove(desk.store) == []
    found = desk.store.query("SELECT sum(quarters) AS days FROM day_total")
    return float(found[0]["days"] or 0)
