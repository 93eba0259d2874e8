"""The keys that work everywhere in the window, and the list that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, letters, parts, theme
from gigdesk.gui.window import idle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window.frame import Window

_DIGITS = 9


def install(window: Window, pages: Sequence[str]) -> None:
    """Put the window's keys in force."""
    for number, name in enumerate(pages[:_DIGITS], start=1):
        _on(window, f"Alt+{number}", lambda name=name: window.open(name))
    for keys in ("Ctrl+F", "Ctrl+K"):
        _on(window, keys, lambda: _search(window))
    letters.Keys(window, lambda step: set_step(window, step))
    _on(window, idle.LOCK_KEYS, window.lock)
    _on(window, "Ctrl+J", window.show_jobs)
    _on(window, "Ctrl+Z", window.undo.newest)
    _on(window, "Ctrl+Alt+Z", window.undo.open)
    _on(window, "F1", lambda: show_keys(window))
    _on(window, "Ctrl+Q", window.close)


def _on(window: Window, keys: str, do: object) -> None:
    shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), window)
    shortcut.activated.connect(do)


def _search(window: Window) -> None:
    window.head.search.setFocus()
    window.head.search.selectAll()


def set_step(window: Window, step: int) -> None:
    """Make all letters of the program larger or smaller and remember it."""
    _kept(window, step)


def set_dark(window: Window, *, dark: bool) -> None:
    """Switch between light and dark and remember it."""
    window.settings.dark = dark
    _kept(window, window.settings.font_step)


def _kept(window: Window, step: int) -> None:
    try:
        letters.keep(window.settings, step)
    except OSError:
        window.say(i18n.text("window.letters.unsaved"), "warning")


def letters_menu(window: Window) -> None:
    """Offer the four sizes of letters and the dark look."""
    menu = QtWidgets.QMenu(window.head.letters)
    menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    text = i18n.text
    names = (
        text("window.letters.small"),
        text("window.letters.standard"),
        text("window.letters.large"),
        text("window.letters.largest"),
    )
    for step, words in enumerate(names):
        action = menu.addAction(words, lambda step=step: set_step(window, step))
        action.setCheckable(True)
        action.setChecked(step == theme.step())
    menu.addSeparator()
    dark = menu.addAction(
        text("window.letters.dark"), lambda: set_dark(window, dark=not theme.is_dark())
    )
    dark.setCheckable(True)
    dark.setChecked(theme.is_dark())
    button = window.head.letters
    menu.popup(button.mapToGlobal(QtCore.QPoint(0, button.height())))


def show_keys(window: Window) -> None:
    """Show all keys with what they do."""
    text = i18n.text
    dialog = dialogs.Dialog(window, text("window.keys.name"), wide=34)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    grid = QtWidgets.QGridLayout()
    grid.setHorizontalSpacing(theme.measures().pad)
    for row, (keys, words) in enumerate(_known()):
        grid.addWidget(parts.shortcut_words(keys), row, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(parts.label(words, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    dialog.body.addLayout(grid)
    dialog.body.addStretch(1)
    dialog.add_button(text("window.button.close"), dialog.accept, kind="primary")
    dialog.open()


def _known() -> list[tuple[str, str]]:
    text = i18n.text
    return [
        ("Ctrl+F", text("window.keys.search")),
        ("Alt+1 … 9", text("window.keys.pages")),
        ("Ctrl+N", text("window.keys.add")),
        ("Ctrl+S / Alt+S", text("window.keys.save")),
        ("Ctrl+Enter", text("window.keys.save_new")),
        ("Enter", text("window.keys.next")),
        ("Esc", text("window.keys.back")),
        ("F4", text("window.keys.list")),
        ("Ctrl+;", text("window.keys.today")),
        ("F2", text("window.keys.edit")),
        ("F8", text("window.keys.peek")),
        ("Ctrl+D", text("window.keys.fill")),
        ("Ctrl+C / Ctrl+V", text("window.keys.copy")),
        ("Ctrl+Z", text("window.keys.undo_last")),
        ("Ctrl+Alt+Z", text("window.keys.undo")),
        ("Ctrl+J", text("window.keys.jobs")),
        (idle.LOCK_KEYS, text("window.keys.lock")),
        ("Ctrl++ / Ctrl+-", text("window.keys.letters")),
        ("Ctrl+Q", text("window.keys.quit")),
    ]
