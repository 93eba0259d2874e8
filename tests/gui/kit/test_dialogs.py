"""Errors in words, crashes with details that hold no people's numbers, logs that hold none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import crash, dialogs, parts
from tests.gui.conftest import (
    assert_nothing_clipped,
    bring_up,
    press,
)

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NUMBER = "43010119900307112X"


@pytest.fixture
def parent(qtbot: QtBot) -> QtWidgets.QWidget:
    made = QtWidgets.QWidget()
    made.resize(911, 512)
    bring_up(qtbot, made)
    return made


def words(dialog: QtWidgets.QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QtWidgets.QLabel))


def test_a_failure_is_put_into_words_by_its_code() -> None:
    assert dialogs.words_of(errors.Refused("window.entry.short", count=8)) == i18n.text(
        "window.entry.short", count=8
    )
    assert "no.such.code" in dialogs.words_of(errors.Refused("no.such.code"))
    assert dialogs.words_of(ValueError("x")) == i18n.text("window.crash.words")


def test_refusals_and_faults_of_the_machine_are_told_apart(
    parent: QtWidgets.QWidget,
) -> None:
    refused = dialogs.report(parent, errors.Refused("window.entry.differs"))
    fault = dialogs.report(parent, errors.DiskFull("window.entry.unsaved"))
    assert refused.windowTitle() == i18n.text("window.error.refused")
    assert fault.windowTitle() == i18n.text("window.error.environment")
    assert i18n.text("window.entry.unsaved") in words(fault)
    refused.accept()
    fault.accept()


def test_a_crash_can_be_copied_and_holds_no_number(parent: QtWidgets.QWidget) -> None:
    dialog = dialogs.report(parent, ValueError(f"no person {NUMBER}"))
    copy = next(
        button
        for button in dialog.findChildren(QtWidgets.QPushButton)
        if button.accessibleName() == i18n.text("window.crash.copy")
    )
    copy.click()
    copied = QtGui.QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    assert NUMBER not in copied
    assert_nothing_clipped(dialog)
    dialog.accept()


def test_enter_on_a_dangerous_question_does_no_harm(
    qtbot: QtBot, parent: QtWidgets.QWidget
) -> None:
    done: list[int] = []
    dialog = dialogs.ask(
        parent, "删除？", "删除后可以撤销。", yes="删除", then=lambda: done.append(1), danger=True
    )
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, QtCore.Qt.Key.Key_Return)
    assert done == []


def test_enter_presses_a_button_that_is_only_an_icon(qtbot: QtBot) -> None:
    pressed: list[int] = []
    made = parts.icon_button("arrow-left", "back", do=lambda: pressed.append(1))
    bring_up(qtbot, made)
    for key in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter, QtCore.Qt.Key.Key_Space):
        press(made, key)
    assert len(pressed) == 3


def test_long_words_scroll_instead_of_growing_the_dialog(parent: QtWidgets.QWidget) -> None:
    dialog = dialogs.say(parent, "很长", "一行说明文字。" * 400)
    assert dialog.height() <= dialogs.TALLEST
    assert_nothing_clipped(dialog)
    dialog.accept()


@pytest.fixture
def log() -> Iterator[logging.Handler]:
    handler = crash.start_log()
    before = sys.excepthook
    yield handler
    sys.excepthook = before
    QtCore.qInstallMessageHandler(None)
    crash.LOG.removeHandler(handler)
    handler.close()


def test_the_log_masks_numbers_even_in_tracebacks(log: logging.Handler) -> None:
    try:
        raise ValueError(NUMBER)
    except ValueError:
        crash.LOG.exception("while saving %s", NUMBER)
    log.flush()
    written = crash.log_path().read_text(encoding="utf-8")
    assert "ValueError" in written
    assert NUMBER not in written
    assert "43***2X" in written


def test_what_nobody_caught_is_shown_and_logged(log: logging.Handler) -> None:
    shown: list[BaseException] = []
    crash.install(shown.append)
    error = ValueError("lost")
    sys.excepthook(ValueError, error, None)
    log.flush()
    assert shown == [error]
    assert "lost" in crash.log_path().read_text(encoding="utf-8")
