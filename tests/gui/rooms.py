"""A window with the pages of orders, batches, days and classes on a real desk."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtWidgets

from gigdesk.demo import people as demo_people
from gigdesk.domain.workers import identity
from gigdesk.gui import training
from gigdesk.gui.attendance import page as attendance_page
from gigdesk.gui.dispatch import page as batches_page
from gigdesk.gui.orders import page as orders_page
from gigdesk.store import workers
from tests.making import copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand


BORN = "1985-03-02"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a new desk on a file of its own."""
    made = copied_desk(tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def frame(desk: Desk, stand: Stand) -> Iterator[Window]:
    """Return the window with these pages."""
    specs = (orders_page.spec(), batches_page.spec(), attendance_page.spec(), training.spec())
    with stand(desk, specs) as made:
        yield made


def add_people(desk: Desk, count: int, *, consent: bool = True, **fields: Any) -> list[bytes]:
    """Write synthetic people in bulk, with a consent to being sent; return their ids."""
    made = demo_people.make(random.Random(7), count, desk.clock.today())
    ids = [desk.new_id() for _ in made]
    rows = [
        {
            "id": ids[number],
            "station_id": desk.station.id,
            "number": number + 1,
            "name": person.name,
            "sex": person.sex,
            "birth_date": BORN,
            "doc_no": _born_then(person.doc_no, number),
            "phone": person.phone,
            "emergency_phone": person.emergency_phone,
            "trade": "采棉",
            **fields,
        }
        for number, person in enumerate(made)
    ]
    with desk.doing("workers.import"):
        workers.people.add_many(desk.store, rows, columns=[*rows[0]])
        for worker_id in ids if consent else ():
            desk.store.add(
                "consent",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "worker_id": worker_id,
                    "purpose": "employer",
                    "given_on": "2026-08-01",
                },
            )
    return ids


def _born_then(doc_no: str, number: int) -> str:
    """Return a number of the same sex that says the day of birth which is registered."""
    odd = int(doc_no[16]) % 2
    body = f"{doc_no[:6]}{BORN.replace('-', '')}{number * 2 + odd:03d}"
    return body + identity.check_character(body)


def rows(listing: Any) -> list[dict[str, Any]]:
    """Return the rows a list shows."""
    model = listing.model
    return [model.row(number) for number in range(model.rowCount())]


def to_front(qtbot: QtBot, top: QtWidgets.QWidget) -> None:
    """Make a window or dialog the active one again, so that its fields really get the keyboard."""
    top.activateWindow()
    with qtbot.waitActive(top):
        pass


def modal(qtbot: QtBot) -> Any:
    """Wait for a dialog that keeps the keyboard, and return it."""
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    return QtWidgets.QApplication.activeModalWidget()
