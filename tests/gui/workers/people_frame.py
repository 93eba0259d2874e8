"""A window with the pages of people on a real desk with towns, villages and a few people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office, workers
from gigdesk.gui import window
from gigdesk.gui.workers import page
from tests.gui.frames import Asked
from tests.making import copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from tests.gui.frames import Stand

# Synthetic: the county code does not exist.
ZHOU, LI, WANG, CHILD = (
    "43069919780312600X",
    "430699199007056038",
    "430699196511236069",
    "430699201201016056",
)
VILLAGES = (("白沙镇", "樟树村"), ("青山镇", "石桥村"), ("青山镇", "新建村"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a new desk with villages on a file of its own."""
    made = copied_desk(tmp_path / "desk")
    towns = {name: made.new_id() for name, _ in VILLAGES}
    listed: list[dict[str, Any]] = [
        {"id": number, "name": name, "level": "town"} for name, number in towns.items()
    ]
    listed += [
        {"name": village, "level": "village", "parent_id": towns[town]}
        for town, village in VILLAGES
    ]
    office.places.add_many(made, wanted=listed)
    yield made
    made.close()


@pytest.fixture
def frame(desk: Desk, stand: Stand) -> Iterator[Window]:
    """Return the window with these pages."""
    intake = window.PageSpec(page.INTAKE, "file-import", "people.import", Asked)
    with stand(desk, (page.spec(), intake)) as made:
        yield made


@pytest.fixture
def people(frame: Window) -> WorkersPage:
    """Return the page of people."""
    found = frame.page(page.NAME)
    assert isinstance(found, page.WorkersPage)
    return found


@pytest.fixture
def three(qtbot: QtBot, desk: Desk, people: WorkersPage) -> list[bytes]:
    """Register three people and show them."""
    found = register_three(desk)
    people.refresh()
    qtbot.waitUntil(lambda: len(names(people)) == len(found))
    return found


def village(desk: Desk, name: str) -> bytes:
    """Return the id of a village."""
    found: bytes = office.places.villages(desk, name)[0]["id"]
    return found


def register(desk: Desk, doc_no: str, name: str, **more: Any) -> bytes:
    """Register somebody by the act a clerk uses; return the id."""
    values = {"doc_no": doc_no, "name": name, **more}
    every = frozenset({"workers.finding.under_age", "findings.phone.shared"})
    return workers.people.register(desk, values=values, confirmed=every).worker_id


def register_three(desk: Desk) -> list[bytes]:
    """Register three people of three villages."""
    return [
        register(
            desk,
            ZHOU,
            "周桂香",
            phone="13870001234",
            village_id=village(desk, "樟树村"),
            wanted_trades="采茶",
            employment_status="2",
        ),
        register(
            desk,
            LI,
            "李铁牛",
            phone="13870005678",
            village_id=village(desk, "石桥村"),
            employment_status="1",
        ),
        register(desk, WANG, "单金凤", village_id=village(desk, "新建村")),
    ]


def names(people: WorkersPage) -> list[str]:
    """Return the names in the list, from top to bottom."""
    model = people.list.model
    rows = [model.row(number) for number in range(model.rowCount())]
    return [row["name"] for row in rows if row is not None]
