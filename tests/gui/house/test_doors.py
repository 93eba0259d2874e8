"""One sitting at a real desk: sign-in, the lock while it lasts, backup on leaving, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import config, errors, i18n
from gigdesk.actions import office, orders
from gigdesk.demo import build, county, premises
from gigdesk.gui import dialogs, entry, session
from gigdesk.gui.entry.steps import Recovery, RecoveryStep
from gigdesk.gui.entry.wizard import Wizard
from gigdesk.gui.form import FormDialog
from gigdesk.gui.house import House, doors
from tests.gui.kit.checks import bring_up
from tests.gui.rooms import add_people
from tests.making import LOGIN, PASSWORD, copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the folder of a closed desk with three people."""
    desk = copied_desk(tmp_path / "desk")
    add_people(desk, 3)
    desk.close()
    return tmp_path / "desk"


@pytest.fixture
def sitting(qapp: QtWidgets.QApplication, place: Path) -> Iterator[session.Session]:
    made = session.Session(qapp, config.Settings(lock_minutes=0), place, House)
    yield made
    made.stop()
    for widget in (made.entry, made.window):
        if widget is not None:
            widget.deleteLater()


def sign_in(qtbot: QtBot, sitting: session.Session) -> Window:
    asked = sitting.entry
    assert isinstance(asked, entry.SignIn)
    qtbot.waitUntil(lambda: asked.user.count() > 0)
    asked.user.setCurrentText(LOGIN)
    asked.password.setText(PASSWORD)
    asked.try_in()
    qtbot.waitUntil(lambda: sitting.window is not None)
    assert sitting.window is not None
    return sitting.window


def test_a_sitting_holds_the_desk_and_ends_with_a_backup(
    qtbot: QtBot, sitting: session.Session, place: Path
) -> None:
    sitting.start(LOGIN)
    frame = sign_in(qtbot, sitting)
    assert frame.user == LOGIN
    with pytest.raises(errors.Busy):
        office.entry.sign_in(place, LOGIN, PASSWORD)
    frame.close()
    qtbot.waitUntil(lambda: not frame.isVisible())
    sitting.stop()
    again = office.entry.sign_in(place, LOGIN, PASSWORD)
    assert [kept.why for kept in office.safety.backups(again)] == ["exit"]
    assert config.load_settings().desk == str(place)
    again.close()


def test_a_wrong_password_is_told_and_the_right_one_opens(
    qtbot: QtBot, sitting: session.Session
) -> None:
    sitting.start(LOGIN)
    asked = sitting.entry
    assert isinstance(asked, entry.SignIn)
    asked.password.setText("not this one")
    asked.try_in()
    qtbot.waitUntil(asked._words.isVisible)
    sign_in(qtbot, sitting)


def test_after_a_restore_the_sitting_begins_again_on_the_backup(
    qtbot: QtBot, sitting: session.Session, place: Path
) -> None:
    desk = office.entry.sign_in(place, LOGIN, PASSWORD)
    path = office.safety.back_up_on_exit(desk)
    add_people_of_later(desk)
    desk.close()
    sitting.start(LOGIN)
    sign_in(qtbot, sitting)
    first = sitting.entry

    def restore() -> str:
        office.restoring.restore(
            path, place, LOGIN, PASSWORD, over=office.restoring.Over(replace=True)
        )
        return "恢复好了。"

    sitting.begin_again(restore)
    qtbot.waitUntil(lambda: sitting.entry is not first)
    assert sitting.window is None
    assert isinstance(sitting.entry, entry.SignIn)
    assert any(each.text() == "恢复好了。" for each in sitting.entry.findChildren(QtWidgets.QLabel))
    sign_in(qtbot, sitting)
    sitting.stop()
    again = office.entry.sign_in(place, LOGIN, PASSWORD)
    assert office.places.divisions(again) == []
    assert len(again.store.query("SELECT id FROM worker")) == 3
    again.close()


def choose(asked: Any, path: Path) -> None:
    """Press the button of the first window and choose a file."""
    asked.restore.click()
    (dialog,) = asked.findChildren(QtWidgets.QFileDialog)
    dialog.findChild(QtWidgets.QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()


def bring_back(qtbot: QtBot, asked: Any, path: Path) -> None:
    """Press the button of the first window, choose a backup and give its password."""
    choose(asked, path)
    qtbot.waitUntil(lambda: bool(asked.findChildren(FormDialog)))
    dialog = asked.findChildren(FormDialog)[0]
    assert dialog.form.values()["login"] == LOGIN
    dialog.form.set_value("password", PASSWORD)
    dialog.form.save()


def test_a_second_place_of_backups_inside_the_desk_is_refused_at_the_first_start(
    place: Path,
) -> None:
    house = House()
    house.settings = config.Settings()
    desk = office.entry.sign_in(place, LOGIN, PASSWORD)
    with pytest.raises(errors.EnvironmentFailure):
        house._second(desk, str(place / "backups"))
    assert house.settings.second_backup == ""
    house._second(desk, str(place.parent / "stick"))
    assert house.settings.second_backup == str(place.parent / "stick")
    desk.close()


def test_a_desk_that_lost_its_keys_says_so_and_comes_back_from_a_backup(
    qtbot: QtBot, sitting: session.Session, place: Path
) -> None:
    desk = office.entry.sign_in(place, LOGIN, PASSWORD)
    path = office.safety.back_up_on_exit(desk)
    desk.close()
    (place / "vault.json").unlink()
    sitting.start(LOGIN)
    first = sitting.entry
    assert isinstance(first, entry.SignIn)
    qtbot.waitUntil(first._words.isVisible)
    assert "vault.json" in first._words.accessibleName()
    bring_back(qtbot, first, path)
    qtbot.waitUntil(lambda: sitting.entry is not first)
    frame = sign_in(qtbot, sitting)
    assert frame.user == LOGIN
    assert [path.name for path in place.glob("before-restore-*/desk.db")] == ["desk.db"]


def test_a_new_computer_begins_with_the_backup_of_an_old_one(
    qtbot: QtBot,
    qapp: QtWidgets.QApplication,
    place: Path,
    tmp_path: Path,
) -> None:
    desk = office.entry.sign_in(place, LOGIN, PASSWORD)
    path = tmp_path / "stick.gdbak"
    office.safety.back_up(desk, path)
    desk.close()
    there = tmp_path / "new"
    made = session.Session(qapp, config.Settings(lock_minutes=0), there, House)
    made.start("")
    qtbot.waitUntil(lambda: made.entry is not None)
    first = made.entry
    assert isinstance(first, Wizard)
    bring_back(qtbot, first, path)
    qtbot.waitUntil(lambda: made.entry is not first)
    assert isinstance(made.entry, entry.SignIn)
    words = i18n.text("settings.safety.restored_here")
    assert any(each.text() == words for each in made.entry.findChildren(QtWidgets.QLabel))
    sign_in(qtbot, made)
    made.stop()
    again = office.entry.sign_in(there, LOGIN, PASSWORD)
    assert len(again.store.query("SELECT id FROM worker")) == 3
    again.close()
    for widget in (made.entry, made.window):
        if widget is not None:
            widget.deleteLater()


def test_a_file_that_is_no_backup_is_refused_and_the_first_window_stays(
    qtbot: QtBot, sitting: session.Session, tmp_path: Path
) -> None:
    other = tmp_path / "list.gdbak"
    other.write_bytes(b"nothing of ours")
    sitting.start(LOGIN)
    first = sitting.entry
    assert isinstance(first, entry.SignIn)
    qtbot.waitUntil(lambda: first.user.count() > 0)
    choose(first, other)
    qtbot.waitUntil(lambda: bool(first.findChildren(dialogs.Dialog)))
    words = [each.text() for each in first.findChildren(QtWidgets.QLabel)]
    assert i18n.text("errors.no_backup", file=other.name) in words
    assert sitting.entry is first


def add_people_of_later(desk: Any) -> None:
    """Change something after the backup."""
    office.places.add_list(desk, "青山镇 石桥村")


def test_a_second_start_brings_a_maximised_window_back_maximised(
    qtbot: QtBot, sitting: session.Session
) -> None:
    sitting.start(LOGIN)
    frame = sign_in(qtbot, sitting)
    frame.showMaximized()
    frame.setWindowState(frame.windowState() | QtCore.Qt.WindowState.WindowMinimized)
    sitting.come_forward()
    assert frame.isMaximized()
    assert not frame.isMinimized()


def test_a_first_start_makes_a_desk_with_templates_and_a_second_place(tmp_path: Path) -> None:
    house = House()
    setup = house.setup(tmp_path / "new")
    desk, recovery = setup.create(
        {"station": "石桥镇零工服务站", "region": "430602101", "user": "wang", "password": PASSWORD}
    )
    assert recovery.code in recovery.words
    assert desk.station.name == "石桥镇零工服务站"
    shipped = [*(config.resources() / "templates").glob("*.txt")]
    assert len(desk.store.query("SELECT id FROM contract_template")) == len(shipped) > 1
    assert setup.set_backup is not None
    setup.set_backup(desk, str(tmp_path / "stick"))
    assert house.settings.second_backup == str(tmp_path / "stick")
    assert not house.is_demo(desk)
    assert house.user_of(desk) == "wang"
    desk.close()


def test_sample_data_lies_beside_the_desk_and_is_never_backed_up(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    premises.clear(place)
    desk, _ = county.found_station(place / build.DESK)
    desk.close()
    premises.seal(place)
    house = House()
    setup = house.setup(tmp_path / "desk")
    assert setup.demo is not None
    shown = setup.demo()
    assert house.is_demo(shown)
    assert house.user_of(shown) == county.LOGIN

    house.leave(shown)
    assert office.safety.backups(shown) == []
    assert house.hooks(shown).told_password == county.PASSWORD
    shown.close()


def test_sample_data_that_a_power_cut_broke_off_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "DEMO_PEOPLE", 150)
    place = tmp_path / "demo"
    premises.clear(place)
    desk, _ = county.found_station(place / build.DESK)
    assert orders.list_orders(desk)[0] == 0
    desk.close()
    setup = House().setup(tmp_path / "desk")
    assert setup.demo is not None
    shown = setup.demo()
    assert orders.list_orders(shown)[0] > 0
    assert premises.is_whole(place)
    shown.close()


def test_the_first_start_keeps_its_sheet_out_of_the_desk_and_lets_her_choose_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    step = RecoveryStep(House().setup(desk).keep_sheet)
    step.show_recovery(Recovery("ABCD-EFGH", "恢复码 ABCD-EFGH"))
    bring_up(qtbot, step)
    step.save_to(str(desk / "sheet.txt"))
    assert str(desk) in step.said.accessibleName()
    assert step.said.isVisible()
    assert step.save.hasFocus()
    assert not step.kept.isChecked()
    assert not list(desk.iterdir())
    step.save_to(str(tmp_path / "sheet.txt"))
    assert step.kept.isChecked()
    assert "ABCD-EFGH" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")
