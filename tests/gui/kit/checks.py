"""Typing Chinese into widgets, and checking that nothing is clipped and everything named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from gigdesk.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

T = TypeVar("T", bound=QtCore.QObject)
SMALL = (911, 512)
SLACK = 2
INPUTS = (
    QtWidgets.QLineEdit,
    QtWidgets.QPlainTextEdit,
    QtWidgets.QAbstractButton,
    QtWidgets.QComboBox,
    QtWidgets.QAbstractItemView,
)
INSIDE = (QtWidgets.QLineEdit, QtWidgets.QComboBox, QtWidgets.QTableView)
OWN_PARTS = ("qt_spinbox_lineedit", "qt_scrollarea_viewport", "qt_toolbar_ext_button")


def bring_up(qtbot: QtBot, widget: QtWidgets.QWidget) -> None:
    """Show a widget and make it the active window, so that its fields really get the keyboard."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    with qtbot.waitActive(widget):
        pass


def child(parent: QtCore.QObject, kind: type[T]) -> T:
    """Return the first child of a kind; fails where there is none."""
    found = parent.findChild(kind)
    assert found is not None, f"no {kind.__name__}"
    return found


def press(
    widget: QtWidgets.QWidget | QtGui.QWindow,
    key: QtCore.Qt.Key,
    held: QtCore.Qt.KeyboardModifier = QtCore.Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key with the keys held beside it."""
    QtTest.QTest.keyClick(widget, key, held)


def type_keys(widget: QtWidgets.QWidget, words: str) -> None:
    """Type plain ASCII letter by letter; anything else goes through `say`."""
    QtTest.QTest.keyClicks(widget, words)


def say(widget: QtWidgets.QWidget, words: str) -> None:
    """Type Chinese: commit words as an input method does (`qtbot.keyClicks` takes only ASCII)."""
    event = QtGui.QInputMethodEvent()
    event.setCommitString(words)
    QtCore.QCoreApplication.sendEvent(widget, event)


def compose(widget: QtWidgets.QWidget, typed: str, words: str) -> None:
    """Type by an input method with its preview first: `typed` is shown, then `words` are taken."""
    for end in range(1, len(typed) + 1):
        event = QtGui.QInputMethodEvent(typed[:end], [])
        QtCore.QCoreApplication.sendEvent(QtWidgets.QApplication.focusWidget() or widget, event)
    say(QtWidgets.QApplication.focusWidget() or widget, words)


def _words_of(widget: QtWidgets.QWidget) -> str:
    found: Any = getattr(widget, "text", None)
    return str(found()) if callable(found) else ""


def _is_scrolled(widget: QtWidgets.QWidget, top: QtWidgets.QWidget) -> bool:
    """Say whether scroll bars reach what lies outside."""
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent.parentWidget(), QtWidgets.QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def clipped(top: QtWidgets.QWidget) -> list[str]:
    """Say which visible widgets lie partly outside their parents or cut their own words off."""
    found = []
    for widget in top.findChildren(QtWidgets.QWidget):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or not widget.isVisibleTo(top):
            continue
        name = f"{type(widget).__name__} {widget.accessibleName() or _words_of(widget)!r}"
        if widget.objectName() in OWN_PARTS or widget.property("role") == "frozen":
            continue
        inside = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        held = isinstance(parent.parentWidget(), QtWidgets.QAbstractScrollArea)
        if not held and not _is_scrolled(widget, top) and not inside.contains(widget.geometry()):
            found.append(f"{name}: {widget.geometry()} outside {parent.rect()}")
        found += [f"{name}: {why}" for why in _cut(widget)]
    return found


def _cut(widget: QtWidgets.QWidget) -> list[str]:
    size, hint = widget.size(), widget.minimumSizeHint()
    if isinstance(widget, QtWidgets.QLabel):
        if widget.wordWrap():
            needed = widget.heightForWidth(size.width())
            return [f"needs {needed} rows of dots"] if needed > size.height() + SLACK else []
        ignores = widget.sizePolicy().horizontalPolicy() == QtWidgets.QSizePolicy.Policy.Ignored
        if widget.text() and not ignores and hint.width() > size.width() + SLACK:
            return [f"words {hint.width()} wide in {size.width()}"]
    if isinstance(widget, QtWidgets.QPushButton | QtWidgets.QCheckBox) and _words_of(widget):
        hint = widget.sizeHint()
        if hint.width() > size.width() + SLACK or hint.height() > size.height() + SLACK:
            return [f"needs {hint}, has {size}"]
    if isinstance(widget, QtWidgets.QLineEdit) and size.height() + SLACK < hint.height():
        return [f"needs {hint.height()} high, has {size.height()}"]
    return []


def assert_nothing_clipped(widget: QtWidgets.QWidget) -> None:
    """Fail where a visible widget is cut off; call it on a shown page, dialog or window."""
    QtWidgets.QApplication.sendPostedEvents()
    QtWidgets.QApplication.processEvents()
    found = clipped(widget)
    assert not found, "\n".join(found)


def assert_everything_named(widget: QtWidgets.QWidget) -> None:
    """Fail where an input, button or table has no name for a screen reader."""
    nameless = [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in widget.findChildren(QtWidgets.QWidget)
        if isinstance(each, INPUTS)
        and each.objectName() not in OWN_PARTS
        and not isinstance(each, QtWidgets.QHeaderView)
        and not isinstance(each.parentWidget(), INSIDE)
        and not each.accessibleName()
        and not _words_of(each)
    ]
    assert not nameless, "\n".join(nameless)


def over_all_steps(widget: QtWidgets.QWidget, check: Callable[[], None]) -> None:
    """Run a check in all four font steps with the widget at the size of the smallest screen."""
    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    for step in range(len(theme.STEPS)):
        theme.use(app, step=step)
        widget.resize(*SMALL)
        QtWidgets.QApplication.processEvents()
        QtWidgets.QApplication.processEvents()
        check()
