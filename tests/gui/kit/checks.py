"""Typing Chinese into widgets, and checking that nothing is clipped and everything named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from gigdesk import i18n
from gigdesk.gui import table, theme
from gigdesk.gui.fields.picking import Picker
from gigdesk.gui.table import names
from gigdesk.gui.window.head import Elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

T = TypeVar("T", bound=QtCore.QObject)
SMALL = (911, 512)
LOOKS = 20
SLACK = 2
FIRST_ROWS = 40
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
    """Say where a widget shows less than it has to say."""
    if isinstance(widget, QtWidgets.QLabel):
        return _cut_label(widget)
    if isinstance(widget, QtWidgets.QLineEdit):
        return _cut_line(widget)
    if isinstance(widget, QtWidgets.QAbstractButton):
        return _cut_button(widget)
    if isinstance(widget, QtWidgets.QComboBox):
        return _cut_box(widget)
    if isinstance(widget, QtWidgets.QTabBar):
        return _cut_tabs(widget)
    if isinstance(widget, table.TableView):
        return _cut_names(widget)
    if isinstance(widget, QtWidgets.QScrollArea):
        return _cut_off(widget)
    return []


def _bare(words: str) -> str:
    return "".join(words.replace("\N{ZERO WIDTH SPACE}", "").split())


def _cut_label(label: QtWidgets.QLabel) -> list[str]:
    size, hint = label.size(), label.minimumSizeHint()
    if isinstance(label, Elided) and _bare(label.text()) != _bare(label.accessibleName()):
        return [f"shows only {label.text()!r}"]
    if label.wordWrap():
        needed = label.heightForWidth(size.width())
        return [f"needs {needed} rows of dots"] if needed > size.height() + SLACK else []
    if not label.text():
        return []
    if hint.width() > size.width() + SLACK:
        return [f"words {hint.width()} wide in {size.width()}"]
    if hint.height() > size.height() + SLACK:
        return [f"words {hint.height()} high in {size.height()}"]
    return []


def _cut_line(line: QtWidgets.QLineEdit) -> list[str]:
    """What is typed scrolls with the cursor; what is chosen, derived or hinted at does not."""
    size, hint = line.size(), line.minimumSizeHint()
    if size.height() + SLACK < hint.height():
        return [f"needs {hint.height()} high, has {size.height()}"]
    chosen = isinstance(line, Picker) or line.isReadOnly()
    words = (line.text() if chosen else "") or ("" if line.text() else line.placeholderText())
    left, right = 0, size.width()
    for button in line.findChildren(QtWidgets.QToolButton):
        if button.isVisibleTo(line):
            at = button.geometry()
            if at.center().x() < size.width() // 2:
                left = max(left, at.right() + 1)
            else:
                right = min(right, at.left())
    wide = line.fontMetrics().horizontalAdvance(words)
    return [f"{words!r} {wide} wide in {right - left}"] if wide > right - left + SLACK else []


def _cut_button(button: QtWidgets.QAbstractButton) -> list[str]:
    size, hint = button.size(), button.sizeHint()
    high = hint.height()
    if isinstance(button, QtWidgets.QToolButton):
        if button.toolButtonStyle() == QtCore.Qt.ToolButtonStyle.ToolButtonIconOnly:
            return []
        # The status bar leaves out the air that a tool button would have in a tool bar.
        high = max(button.fontMetrics().height(), button.iconSize().height())
    cut = hint.width() > size.width() + SLACK or high > size.height() + SLACK
    return [f"needs {hint}, has {size}"] if cut and button.text() else []


def _cut_box(box: QtWidgets.QComboBox) -> list[str]:
    option = QtWidgets.QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QtWidgets.QStyle.ComplexControl.CC_ComboBox, QtWidgets.QStyle.SubControl
    room = box.style().subControlRect(control, option, part.SC_ComboBoxEditField, box).width()
    wide = box.fontMetrics().horizontalAdvance(box.currentText())
    return [f"{box.currentText()!r} {wide} wide in {room}"] if wide > room + SLACK else []


def _cut_tabs(bar: QtWidgets.QTabBar) -> list[str]:
    return [
        f"tab {bar.tabText(at)!r} in {bar.tabRect(at).width()}"
        for at in range(bar.count())
        if bar.fontMetrics().horizontalAdvance(bar.tabText(at)) > bar.tabRect(at).width() + SLACK
    ]


def _cut_names(view: table.TableView) -> list[str]:
    """Titles of columns stand whole, and so does what says whose a row is: the frozen columns."""
    found = []
    bold = QtGui.QFont(view.font())
    bold.setBold(True)
    head, stays = QtGui.QFontMetrics(bold), view.head.frozen_columns()
    for number in view.head.shown():
        column, wide = view.rows.columns[number], view.columnWidth(number)
        title = i18n.text(column.title)
        if head.horizontalAdvance(title) > wide + SLACK:
            found.append(f"title {title!r} in {wide}")
        rows = view.rows.seen(FIRST_ROWS) if number in stays and column.kind == "text" else ()
        found += [
            f"{words!r} in {wide}"
            for words in {column.words(row) for row in rows}
            if _bare("".join(names.lines(words, view.font(), names.room_of(wide)))) != _bare(words)
        ]
    return found


def _cut_off(area: QtWidgets.QScrollArea) -> list[str]:
    """Say what lies outside a scroll area whose bar never comes."""
    inner, off = area.widget(), QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inner is None or not inner.isVisibleTo(area):
        return []
    room, needed = area.viewport().size(), inner.size()
    wide = area.horizontalScrollBarPolicy() == off and needed.width() > room.width() + SLACK
    high = area.verticalScrollBarPolicy() == off and needed.height() > room.height() + SLACK
    return [f"{needed} without a bar in {room}"] if wide or high else []


def assert_nothing_clipped(widget: QtWidgets.QWidget) -> None:
    """Fail where a visible widget is cut off; call it on a shown page, dialog or window.

    A busy machine lays out a moment later: what is cut is looked at again for a second.
    """
    QtWidgets.QApplication.sendPostedEvents()
    QtWidgets.QApplication.processEvents()
    found = clipped(widget)
    for _ in range(LOOKS):
        if not found:
            break
        QtTest.QTest.qWait(50)
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
