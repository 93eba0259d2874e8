"""The photo and the scans on a person's page, from real files to what is seen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.domain.office import contents
from gigdesk.gui import dialogs, folder, form
from gigdesk.gui import pictures as shown
from tests import pictures
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody with a certificate."""
    worker_id = people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")
    values = {"kind": "6", "valid_to": "2027-08-01"}
    workers.certificates.add_certificate(desk, worker_id=worker_id, values=values)
    workers.consents.consent(desk, worker_id=worker_id, purpose="registration")
    return worker_id


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> PersonPage:
    """Open the person, with the tab of basics in front."""
    made = people.open_person(who)
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    made.tabs.setCurrentWidget(made.basics)
    return made


def snapshot(path: Path, wide: int = 1600, high: int = 1200) -> Path:
    """Write a picture as a camera does."""
    image = QtGui.QImage(wide, high, QtGui.QImage.Format.Format_RGB32)
    image.fill(QtGui.QColor("teal"))
    assert image.save(str(path), "JPEG")  # type: ignore[call-overload]
    return path


def answer(frame: Window, words: str) -> None:
    """Press the button with these words in the question that is open."""
    [asked] = [one for one in frame.findChildren(dialogs.Dialog) if one.isVisible()]
    [button] = [one for one in asked.findChildren(QtWidgets.QPushButton) if words in one.text()]
    button.click()


def keep(qtbot: QtBot, frame: Window, page: PersonPage, path: Path) -> None:
    """Choose a photo and say that the person has signed."""
    page.photo.take(path)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in frame.findChildren(dialogs.Dialog)))
    answer(frame, i18n.text("people.photo.ask_yes"))
    qtbot.waitUntil(lambda: page.photo.is_kept)
    to_front(qtbot, frame)


def test_a_photo_is_asked_for_made_small_and_hidden_until_it_is_revealed(
    qtbot: QtBot, desk: Desk, frame: Window, page: PersonPage, tmp_path: Path
) -> None:
    who = page.id
    assert page.photo.picture.text() == i18n.text("people.photo.nobody")
    assert not page.photo.show_it.isVisible()
    keep(qtbot, frame, page, snapshot(tmp_path / "周桂香.jpg"))
    assert page.photo.is_agreed
    assert page.photo.picture.text() == i18n.text("people.photo.hidden")
    assert workers.story.acts_about(desk, who) == []
    press(page.tabs, QtCore.Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: not page.photo.picture.pixmap().isNull())
    looked = [one["about"]["fields"] for one in workers.story.acts_about(desk, who)]
    assert sorted(looked) == [["doc_no", "phone"], ["photo_sha256"]]
    press(page.tabs, QtCore.Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.photo.picture.pixmap().isNull())
    kept = workers.scans.see_photo(desk, worker_id=who)
    assert contents.check_photo(kept.content) == contents.JPEG
    assert shown.read(kept.content, 9_999).width() == contents.PHOTO_SIDE


def test_a_photo_is_removed_after_a_question(
    qtbot: QtBot, frame: Window, page: PersonPage, tmp_path: Path
) -> None:
    keep(qtbot, frame, page, snapshot(tmp_path / "one.jpg", 300, 400))
    page.photo.remove()
    answer(frame, i18n.text("people.photo.remove"))
    qtbot.waitUntil(lambda: not page.photo.is_kept)
    assert not page.photo.take_away.isVisible()


def test_a_picture_with_holes_is_laid_on_white_and_a_cut_one_refused(
    qtbot: QtBot, page: PersonPage, reported: list[BaseException], tmp_path: Path
) -> None:
    image = QtGui.QImage(30, 40, QtGui.QImage.Format.Format_ARGB32)
    image.fill(QtCore.Qt.GlobalColor.transparent)
    path = tmp_path / "holes.png"
    assert image.save(str(path))
    flat = shown.read(shown.small(path.read_bytes()), 100)
    assert flat.pixelColor(15, 20).lightness() > 250
    path.write_bytes(path.read_bytes()[:-9])
    page.photo.take(path)
    qtbot.waitUntil(lambda: bool(reported))
    assert str(reported.pop()).startswith("office.error.content_cut")
    assert not page.photo.is_kept


def test_the_scan_of_a_certificate_is_kept_seen_page_by_page_and_removed(
    qtbot: QtBot, desk: Desk, frame: Window, page: PersonPage, tmp_path: Path
) -> None:
    who = page.id
    held = page.sections["certificates"]
    page.tabs.setCurrentIndex(page.tabs.indexOf(page.basics) + 1)
    qtbot.waitUntil(lambda: held.model.rowCount() == 1)
    held.table.setCurrentIndex(held.model.index(0, 0))
    paper = tmp_path / "证书.pdf"
    paper.write_bytes(pictures.pdf(2))
    made = held.scanning
    assert made is not None
    made.see()
    assert not frame.findChildren(shown.Viewer)
    made.take(held.rows[0]["id"], paper)
    qtbot.waitUntil(lambda: bool(held.rows and held.rows[0]["scan_sha256"]))
    made.see()
    qtbot.waitUntil(lambda: bool(frame.findChildren(shown.Viewer)))
    [viewer] = frame.findChildren(shown.Viewer)
    qtbot.waitUntil(lambda: not viewer.sheet.pixmap().isNull())
    assert_everything_named(viewer)
    viewer.turn(1)
    assert not viewer.later.isEnabled()
    viewer.zoom(1)
    viewer.accept()
    assert [one["about"]["fields"] for one in workers.story.acts_about(desk, who)] == [
        ["scan_sha256"]
    ]
    made.remove()
    answer(frame, i18n.text("people.scan.remove"))
    qtbot.waitUntil(lambda: not held.rows[0]["scan_sha256"])


def test_a_high_picture_is_as_wide_as_its_dialog_and_moves_up_and_down_only(
    qtbot: QtBot, frame: Window
) -> None:
    viewer = shown.Viewer(
        frame, workers.scans.Scan(contents.PNG, pictures.png(1200, 1200)), "周桂香"
    )
    qtbot.addWidget(viewer)
    viewer.open()
    viewer.resize(760, 300)
    qtbot.waitUntil(lambda: viewer.height() == 300)
    viewer.zoom(0)
    qtbot.waitUntil(lambda: viewer.area.verticalScrollBar().maximum() > 0)
    assert viewer.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", ["certificates", "consents"])
def test_the_scan_is_chosen_right_after_its_row_was_saved(
    qtbot: QtBot,
    frame: Window,
    page: PersonPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
) -> None:
    paper = tmp_path / "证书.pdf"
    paper.write_bytes(pictures.pdf(1))
    asked: list[str] = []

    def choose(*given: object) -> None:
        asked.append(str(given[3]))
        given[4](paper)  # type: ignore[operator]

    monkeypatch.setattr(folder, "choose_file", choose)
    held = page.sections[name]
    page.tabs.setCurrentIndex(list(page.sections).index(name) + page.tabs.indexOf(page.basics) + 1)
    before = len(held.rows)
    for ticked in (False, True):
        held.add_one()
        dialogs_shown = frame.findChildren(form.FormDialog)
        dialog = next(one for one in dialogs_shown if one.isVisible())
        key, value = ("kind", "7") if name == "certificates" else ("purpose", "bank")
        dialog.form.set_value(key, value)
        if ticked and name == "consents":
            dialog.form.set_value("purpose", "insurer")
        dialog.form.set_value("scan_after", ticked)
        with qtbot.waitSignal(dialog.form.saved):
            dialog.form.save()
        wanted = before + 1 + ticked
        qtbot.waitUntil(lambda wanted=wanted: len(held.rows) == wanted)  # type: ignore[misc]
    qtbot.waitUntil(lambda: sum(bool(row["scan_sha256"]) for row in held.rows) == 1)
    assert asked == ["scan"]
    [scanned] = [row for row in held.rows if row["scan_sha256"]]
    assert scanned.get("purpose", "insurer") == "insurer"


def test_the_photo_is_not_clipped_in_any_size_of_letters(
    qtbot: QtBot, frame: Window, page: PersonPage, tmp_path: Path
) -> None:
    keep(qtbot, frame, page, snapshot(tmp_path / "one.jpg", 300, 400))

    def check() -> None:
        page.tabs.setCurrentWidget(page.basics)
        assert_nothing_clipped(page.photo)

    over_all_steps(frame, check)
    assert_everything_named(page.photo)
