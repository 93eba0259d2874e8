"""Editors that choose from a list: type words or pinyin initials, arrows and Enter take one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts
from gigdesk.gui.fields.dropdown import Dropdown
from gigdesk.gui.fields.spec import Candidate, Field, Option
from gigdesk.gui.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.table.columns import Asks

_Key = QtCore.Qt.Key
DEBOUNCE_MS = 120
_BY_KEYS = (
    QtCore.Qt.FocusReason.TabFocusReason,
    QtCore.Qt.FocusReason.BacktabFocusReason,
    QtCore.Qt.FocusReason.OtherFocusReason,
    QtCore.Qt.FocusReason.ShortcutFocusReason,
)
_OPENERS = (_Key.Key_F4, _Key.Key_F7, _Key.Key_Down)
_OF_LIST = (_Key.Key_Escape, _Key.Key_Return, _Key.Key_Enter)


class EnteredLine(QtWidgets.QLineEdit):
    """A line whose words are chosen when the keyboard arrives, by Tab as by a click."""

    _is_entered = False

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        """Choose the words when the keyboard arrives, so that typing replaces them."""
        super().focusInEvent(event)
        self._is_entered = event.reason() == QtCore.Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Choose the words after the click that brought the keyboard; the next places the cursor.

        The press has put the cursor where it fell; words chosen by drawing over them stay so.
        """
        super().mouseReleaseEvent(event)
        entered, self._is_entered = self._is_entered, False
        if entered and not self.hasSelectedText():
            self.selectAll()


class Picker(EnteredLine):
    """A line whose value comes from a list; what is typed filters the list."""

    edited = QtCore.Signal()
    finished = QtCore.Signal()
    new_wanted = QtCore.Signal(str)

    def __init__(self, field: Field) -> None:
        """Choose nothing yet; `new_wanted` asks for a new record called as typed."""
        super().__init__()
        self.field = field
        self._chosen: Candidate | None = None
        self._unlisted = ""
        self._list = Dropdown(self)
        self._list.taken.connect(self._take)
        self._list.new_wanted.connect(self._want_new, QtCore.Qt.ConnectionType.QueuedConnection)
        action = self.addAction(icons.icon("chevron-down"), self.ActionPosition.TrailingPosition)
        action.setText(i18n.text("window.field.open_list"))
        action.setToolTip(action.text())
        action.triggered.connect(self.open_list)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.finished)

    def look(self, words: str) -> None:
        """Bring candidates for typed words into the list; a plain picker knows none."""
        self.show_candidates([] if words else ())

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Offer candidates while the keyboard is here."""
        self._unlisted = next((each.words.strip() for each in found if each.is_new), "")
        if self.hasFocus():
            self._list.offer(found, self._chosen, new=self._new_words(found))

    def open_list(self) -> None:
        """Offer everything, whatever stands in the line."""
        self.setFocus()
        self.look("")

    def value(self) -> Any:
        """Return the value chosen; free words where the field takes them."""
        if self._chosen is not None:
            return self._chosen.value
        words = self.text().strip()
        return words if words and self.field.free else None

    def candidate(self) -> Candidate | None:
        """Return what was chosen, with its words."""
        return self._chosen

    def set_value(self, value: Any) -> None:
        """Show a `Candidate`, the value of an option, or nothing."""
        self._chosen = value if isinstance(value, Candidate) else self.known(value)
        free = value if self._chosen is None and self.field.free and value else ""
        self.setText(self._chosen.words if self._chosen is not None else str(free))
        self.setCursorPosition(0)

    def known(self, value: Any) -> Candidate | None:
        """Return the candidate of a value where the list is at hand."""
        return None if value is None else Candidate(value, str(value))

    def problem(self) -> str:
        """Return the sentence about words that are not in the list."""
        lost = self.text().strip() and self._chosen is None and not self.field.free
        return i18n.text("window.field.not_in_list") if lost else ""

    def doubt(self) -> str:
        """Return what is said of free words that are in no list."""
        words, chosen = self.text().strip(), self._chosen
        is_new = words == self._unlisted if chosen is None else chosen.is_new
        asks = bool(words) and bool(self.field.unlisted) and is_new
        return i18n.text(self.field.unlisted, name=words) if asks else ""

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep the keys of an open list from the page: Esc closes the list, not the page."""
        if (
            event.type() == QtCore.QEvent.Type.ShortcutOverride
            and isinstance(event, QtGui.QKeyEvent)
            and self._list.isVisible()
            and event.key() in _OF_LIST
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Move in the list, take from it, open and close it."""
        if self._list.isVisible() and self._list.answer(event):
            return
        if event.key() in _OPENERS:
            self.open_list()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Take the marked candidate when Tab leaves an open list."""
        if self._list.isVisible():
            self._list.leave()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Take the only fit, then close the list."""
        if event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            if self._list.isVisible() and self._chosen is None and self.text().strip():
                self._list.take_single()
            self._list.hide()
        super().focusOutEvent(event)

    def _typed(self, words: str) -> None:
        self._chosen = None
        self.edited.emit()
        if words.strip():
            self.look(words.strip())
        else:
            self._list.hide()

    def take(self, candidate: Candidate) -> None:
        """Choose what was made for this field elsewhere, as if it had been in the list."""
        self._take(candidate)
        self.finished.emit()

    def _take(self, candidate: Candidate) -> None:
        self._chosen = candidate
        self.setText(candidate.words)
        self.edited.emit()

    def _new_words(self, found: Sequence[Candidate]) -> str:
        """Return the words that offer a new record, where none is called as typed."""
        typed = self.text().strip()
        if not (self.field.new and typed and self._chosen is None):
            return ""
        is_there = any(each.words == typed for each in found)
        return "" if is_there else i18n.text(self.field.new, name=typed)

    def _want_new(self) -> None:
        self.new_wanted.emit(self.text().strip())


class Choice(Picker):
    """A choice from options that are at hand, found by words, pinyin or initials."""

    def __init__(self, field: Field) -> None:
        """Offer the options of `field`."""
        super().__init__(field)
        self.options: Sequence[Option] = field.options

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; a value that is no longer there is let go."""
        value = self.value()
        self.options = options
        self.set_value(value)

    def look(self, words: str) -> None:
        """Filter the options."""
        wanted = words.casefold()
        first = [each for each in self.options if _begins(each, wanted)]
        rest = [each for each in self.options if each not in first]
        then = [each for each in rest if wanted in each.words.casefold()]
        found = [Candidate(each.value, each.words, each.detail) for each in [*first, *then]]
        if words and self.field.unlisted and all(words != each.words for each in self.options):
            said = i18n.text("window.field.not_listed")
            found.append(Candidate(words, words, said, is_new=True))
        self.show_candidates(found)

    def known(self, value: Any) -> Candidate | None:
        """Return the option of a value."""
        for each in self.options:
            if each.value == value:
                return Candidate(each.value, each.words)
        return None


def _begins(option: Option, words: str) -> bool:
    names = (option.words, str(option.value), *option.keys)
    return any(name.casefold().startswith(words) for name in names)


class Lookup(Picker):
    """A reference to a record, found in the background while typing.

    Whoever types faster than the answer comes and goes on by Enter or Tab still gets the first
    candidate, as if they had waited for the list.
    """

    def __init__(self, field: Field, tasks: Asks) -> None:
        """Ask `field.find` through `tasks`."""
        super().__init__(field)
        self._tasks = tasks
        self._wanted = ""
        self._is_waiting = False
        self._left_with = ""
        self._soon = QtCore.QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._soon.timeout.connect(self._ask)
        self.setPlaceholderText(i18n.text("window.field.lookup_hint"))

    def look(self, words: str) -> None:
        """Ask for candidates a moment after the last letter."""
        self._wanted = words
        self._is_waiting = bool(words)
        self._left_with = ""
        self._soon.start(DEBOUNCE_MS if words else 0)

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Offer candidates; take the first where the keyboard has gone on meanwhile."""
        self._is_waiting = False
        left_with, self._left_with = self._left_with, ""
        if found and left_with and left_with == self.text().strip() and self._chosen is None:
            self._take(found[0])
            self.finished.emit()
        else:
            super().show_candidates(found)

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Remember what was typed where its answer is still on the way."""
        by_keys = event.reason() in _BY_KEYS
        asks = not self.field.free or bool(self.field.unlisted)
        if self._is_waiting and by_keys and self._chosen is None and asks:
            self._left_with = self.text().strip()
            self._soon.stop()
            self._ask()
        super().focusOutEvent(event)

    def _ask(self) -> None:
        find, words = self.field.find, self._wanted
        if find is not None:
            self._tasks.ask(
                lambda desk: list(find(desk, words)), self.show_candidates, owner=self, slot="look"
            )


class ChipSet(QtWidgets.QWidget):
    """Several choices at once: Space picks, arrows move, all options are in sight."""

    edited = QtCore.Signal()
    finished = QtCore.Signal()

    def __init__(self, field: Field) -> None:
        """Offer the options of `field`."""
        super().__init__()
        self.field = field
        self._flow = Flow()
        self.setLayout(self._flow)
        self._chips: list[QtWidgets.QPushButton] = []
        for option in field.options:
            chip = parts.Button(option.words)
            chip.setCheckable(True)
            chip.setAccessibleName(option.words)
            chip.toggled.connect(lambda _on, chip=chip: self._toggled(chip))
            chip.installEventFilter(self)
            self._chips.append(chip)
            self._flow.addWidget(chip)
            self._show(chip)
            chip.setFocusPolicy(
                QtCore.Qt.FocusPolicy.StrongFocus
                if chip is self._chips[0]
                else QtCore.Qt.FocusPolicy.ClickFocus
            )
        if self._chips:
            self.setFocusProxy(self._chips[0])

    def value(self) -> Any:
        """Return the values picked, in the order of the options."""
        pairs = zip(self.field.options, self._chips, strict=True)
        return tuple(option.value for option, chip in pairs if chip.isChecked())

    def set_value(self, value: Any) -> None:
        """Pick these values."""
        picked = set(value or ())
        for option, chip in zip(self.field.options, self._chips, strict=True):
            with QtCore.QSignalBlocker(chip):
                chip.setChecked(option.value in picked)
            self._show(chip)

    def problem(self) -> str:
        """Say that any choice can stand."""
        return ""

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        return self._chips[0] if self._chips else self

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let the arrows move between the chips."""
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            by = {_Key.Key_Left: -1, _Key.Key_Right: 1}.get(_Key(event.key()))
            if by is not None and isinstance(watched, QtWidgets.QPushButton):
                place = self._chips.index(watched) + by
                self._chips[place % len(self._chips)].setFocus()
                return True
        if event.type() == QtCore.QEvent.Type.FocusOut:
            self.finished.emit()
        return super().eventFilter(watched, event)

    def _toggled(self, chip: QtWidgets.QPushButton) -> None:
        self._show(chip)
        self.edited.emit()

    @staticmethod
    def _show(chip: QtWidgets.QPushButton) -> None:
        picked = chip.isChecked()
        chip.setIcon(icons.icon("check" if picked else "plus", "accent" if picked else "faint"))
        parts.role(chip, "chip", picked="yes" if picked else "no")
