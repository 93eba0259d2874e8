"""Whoever leaves the recovery code half-way gets back to the password by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtTest

from gigdesk import errors
from gigdesk.gui import entry
from gigdesk.gui.entry.worker import Before
from tests.gui.conftest import bring_up, type_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def nobody(*_: str) -> None:
    raise errors.WrongPassword("window.error.refused")


@pytest.fixture
def sign_in(qtbot: QtBot, reported: list[BaseException]) -> Iterator[entry.SignIn]:
    before = Before(reported.append)
    made = entry.SignIn(before, nobody, users=("王芳",), last="王芳", recover=nobody)
    bring_up(qtbot, made)
    yield made
    before.stop()


def test_a_code_that_is_left_draws_no_button_away_from_the_mouse(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    sign_in.forgot.click()
    qtbot.waitUntil(sign_in.code.hasFocus)
    type_keys(sign_in.code, "ABC")
    sign_in.forgot.setFocus(QtCore.Qt.FocusReason.MouseFocusReason)
    before = sign_in.forgot.mapToGlobal(QtCore.QPoint())
    QtTest.QTest.qWait(50)
    assert sign_in.forgot.mapToGlobal(QtCore.QPoint()) == before
    assert not sign_in._words.isVisible()
    sign_in.forgot.click()
    assert not sign_in.is_forgotten


def test_a_code_that_lacks_signs_is_told_when_one_goes_on(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    sign_in.forgot.click()
    qtbot.waitUntil(sign_in.code.hasFocus)
    type_keys(sign_in.code, "ABC")
    sign_in.fresh.setFocus()
    qtbot.waitUntil(sign_in._words.isVisible)
