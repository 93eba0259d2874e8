"""Each role is offered what it reaches, on every page; no key does what it does not reach."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, training
from gigdesk.domain.office import Role
from gigdesk.gui import form, parts
from gigdesk.gui.house import House, finding
from gigdesk.gui.table import listing
from tests.gui.frames import quiet
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, to_front
from tests.making import PASSWORD, copied_desk, move_clock
from tests.workforce import add_batch, add_order, send_batch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_NOW = datetime.datetime(2026, 10, 31, 9, 0, tzinfo=datetime.UTC)
DEEDS = {
    "workers": ("people.add", "people.import", "people.edit"),
    "person": ("people.edit", "people.set_state", "people.hold"),
    "orders": ("orders_page.add_order",),
    "order": ("orders_page.propose", "orders_page.step", "orders_page.edit"),
    "employer": ("orders_page.edit", "orders_page.add_order"),
    "dispatch": ("batches_page.add_batch",),
    "batch": ("batches_page.add", "batches_page.edit", "batches_page.leave"),
    "sent": ("batches_page.edit", "batches_page.remove", "batches_page.leave"),
    "attendance": ("attendance_page.fill", "attendance_page.confirm", "attendance_page.import"),
    "training": ("training_page.add",),
    "class": ("training_page.enrol", "training_page.results", "training_page.edit"),
    "intake": (),
    "doubles": (),
    "settings": (),
    "home": ("home.quick.register", "home.quick.import"),
}
EXPORTS = {
    "workers": ("people.export.open",),
    "sent": ("batches_page.insurance",),
    "attendance": ("attendance_page.export",),
}
ONLY_WRITERS = ("intake", "doubles")
KEYS = ((_Key.Key_N, True), (_Key.Key_F2, False), (_Key.Key_Delete, False), (_Key.Key_I, True))


@dataclass(frozen=True)
class Known:
    """The records that are opened: by page, what `frame.open` gets."""

    folder: Path
    places: dict[str, tuple[str, Any]]


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """Return a closed desk with a record on every page and a person of each role."""
    desk = copied_desk(tmp_path / "desk")
    for role in (Role.CLERK, Role.VIEWER, Role.AUDITOR):
        office.staff.add(desk, login=role.value, name="王芳", role=role, password=PASSWORD)
    people = add_people(desk, 4)
    order = add_order(desk)
    sent = add_batch(desk, order, people[:2])
    send_batch(desk, sent, tmp_path)
    planned = add_batch(desk, add_order(desk), people[2:3])
    employer = desk.store.query("SELECT id FROM employer")[0]["id"]
    opened = training.open_class(desk, fields={"name": "育婴员一期", "trade": "育婴"})
    move_clock(desk, _NOW)
    desk.close()
    places: dict[str, tuple[str, Any]] = {
        "person": ("workers", people[0]),
        "order": ("orders", order),
        "employer": ("orders", ("employer", employer)),
        "batch": ("dispatch", planned),
        "sent": ("dispatch", sent),
        "class": ("training", opened.id),
        "attendance": ("attendance", sent),
    }
    for name in DEEDS:
        places.setdefault(name, (name, None))
    return Known(tmp_path / "desk", places)


@pytest.fixture(params=["li", "clerk", "viewer", "auditor"])
def desk(request: pytest.FixtureRequest, known: Known) -> Iterator[Desk]:
    """Return the desk as each role has it."""
    made = office.entry.sign_in(known.folder, request.param, PASSWORD)
    yield made
    made.close()


@pytest.fixture
def frame(desk: Desk, stand: Stand) -> Iterator[Window]:
    """Return the whole window for the role that signed in."""
    hooks = finding.hooks(desk)
    with stand(desk, House().pages(hooks.may), hooks, user=desk.staff.login) as made:
        yield made


def offered(page: QtWidgets.QWidget) -> set[str]:
    """Return the words of every button in sight and of every entry of a menu."""
    found = set()
    for button in page.findChildren(parts.Button):
        if button.isVisible():
            found.add(button.accessibleName())
            menu = button.menu()
            if isinstance(menu, QtWidgets.QMenu):
                found |= {action.text() for action in menu.actions()}
    for each in page.findChildren(listing.Listing):
        if each.isVisible():
            found |= {words for words, _icon, _do in each._menu}
    return found


def shown(qtbot: QtBot, frame: Window, known: Known, name: str) -> QtWidgets.QWidget | None:
    """Open a page or a record and wait until what it asks for has come."""
    page = frame.open(*known.places[name])
    quiet(qtbot, frame.tasks)
    return page


def test_every_page_offers_each_role_what_it_reaches(
    qtbot: QtBot, desk: Desk, frame: Window, known: Known
) -> None:
    writes = desk.staff.role in (Role.HEAD, Role.CLERK)
    for name, keys in DEEDS.items():
        page = shown(qtbot, frame, known, name)
        if name in ONLY_WRITERS:
            assert (page is not None) == writes, name
            continue
        assert page is not None
        words = offered(page)
        for key in keys:
            assert (i18n.text(key) in words) == writes, f"{name}: {key}"
        for key in EXPORTS.get(name, ()):
            reads_out = desk.staff.role != Role.VIEWER
            assert (i18n.text(key) in words) == reads_out, f"{name}: {key}"


def test_only_who_may_write_the_list_for_the_insurer_is_told_to_click_for_it(
    qtbot: QtBot, desk: Desk, frame: Window, known: Known
) -> None:
    page = shown(qtbot, frame, known, "batch")
    assert page is not None
    batch: Any = page.top  # type: ignore[attr-defined]
    tile = batch.strip.tiles["insurance"]
    qtbot.waitUntil(lambda: i18n.text("batches_page.not_made") in tile.accessibleName())
    invites = i18n.text("batches_page.to_make") in tile.accessibleName()
    assert invites == (desk.staff.role != Role.VIEWER)


def test_no_key_opens_a_form_for_a_role_that_may_not_save_it(
    qtbot: QtBot, desk: Desk, frame: Window, known: Known
) -> None:
    if desk.staff.role in (Role.HEAD, Role.CLERK):
        page = shown(qtbot, frame, known, "workers")
        assert page is not None
        to_front(qtbot, frame)
        press(QtWidgets.QApplication.focusWidget() or page, _Key.Key_N, _CTRL)
        assert page.findChildren(form.Form)
        return
    none = QtCore.Qt.KeyboardModifier.NoModifier
    for name in DEEDS:
        page = shown(qtbot, frame, known, name)
        if page is None or name in ("home", "settings"):
            continue
        to_front(qtbot, frame)
        before = office.history.acts(desk, limit=1)
        for key, ctrl in KEYS:
            press(QtWidgets.QApplication.focusWidget() or page, key, _CTRL if ctrl else none)
            assert not page.findChildren(form.Form), f"{name}: {key}"
            assert QtWidgets.QApplication.activeModalWidget() is None, f"{name}: {key}"
        assert office.history.acts(desk, limit=1) == before
    frame.open("workers", ("new", None))
    told = i18n.text("errors.not_allowed")
    assert told in [words for words, _ in frame.notices.history]
    page = frame.page("workers")
    assert page is not None
    assert not page.findChildren(form.Form)
    sheet = shown(qtbot, frame, known, "attendance").month.sheet  # type: ignore[union-attr]
    assert sheet is not None
    assert not sheet.cells.setData(sheet.cells.index(0, 1), "1")
