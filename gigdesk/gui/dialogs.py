"""Dialogs: questions, errors in words, and the one that shows a crash with its details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import crash, icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable

TALLEST = 480
"""So tall, in logical pixels, may any dialog be (768 px screens at 150 %)."""

BAR = 32
"""What the title bar of the system takes of a screen, in logical pixels."""

THIRD = 2
"""What a dialog ends with that was neither accepted nor rejected."""
_Key, _Step = QtCore.Qt.Key, QtWidgets.QAbstractSlider.SliderAction
_SCROLLS = {
    _Key.Key_Down: _Step.SliderSingleStepAdd,
    _Key.Key_Up: _Step.SliderSingleStepSub,
    _Key.Key_PageDown: _Step.SliderPageStepAdd,
    _Key.Key_PageUp: _Step.SliderPageStepSub,
    _Key.Key_Home: _Step.SliderToMinimum,
    _Key.Key_End: _Step.SliderToMaximum,
}


def tallest(dialog: QtWidgets.QDialog) -> int:
    """Return how tall a dialog may be, in logical pixels: as the window that it stands on.

    It is never taller than its screen, and may always have what the smallest screen has.
    """
    below = dialog.parentWidget()
    room = below.window().height() - BAR if below is not None else 0
    return min(max(TALLEST, room), dialog.screen().availableGeometry().height() - BAR)


def grow(dialog: QtWidgets.QDialog, by: int, most: int) -> None:
    """Make a dialog taller, up to `most` logical pixels, and move it up where it would not fit."""
    high = min(dialog.height() + by, most)
    dialog.resize(dialog.width(), high)
    over = dialog.y() + high + BAR - dialog.screen().availableGeometry().bottom()
    if over > 0:
        dialog.move(dialog.x(), max(dialog.screen().availableGeometry().top(), dialog.y() - over))


def words_of(error: BaseException) -> str:
    """Return the sentence for a failure; a code is a whole key or the tail of `errors.<code>`."""
    if not isinstance(error, errors.GigDeskError):
        return i18n.text("window.crash.words")
    for key in (error.code, f"errors.{error.code}"):
        if i18n.has(key):
            return i18n.text(key, **error.params)
    return i18n.text("window.error.unknown", code=error.code)


class _Scrolling(QtCore.QObject):
    """Lets the keys that mean nothing to a button scroll what is longer than the dialog."""

    def __init__(self, area: QtWidgets.QScrollArea) -> None:
        super().__init__(area)
        self._area = area

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Scroll where there is something out of sight."""
        if event.type() != QtCore.QEvent.Type.KeyPress or not isinstance(event, QtGui.QKeyEvent):
            return False
        bar = self._area.verticalScrollBar()
        step = _SCROLLS.get(QtCore.Qt.Key(event.key()))
        if step is None or not bar.maximum():
            return False
        bar.triggerAction(step)
        return True


class Dialog(QtWidgets.QDialog):
    """A dialog with a heading, a body that scrolls and a fixed row of buttons."""

    def __init__(self, parent: QtWidgets.QWidget | None, title: str, *, wide: float = 26) -> None:
        """Title in words; `wide` counts Chinese characters."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._wide = wide
        self.body = parts.down()
        self.buttons = parts.across(None)
        self._inner = parts.panel(self.body, kind="surface")
        self._area = parts.scroll(self._inner)
        self._scrolling = _Scrolling(self._area)
        self._foot = parts.frame("actions", self.buttons, 0.75)
        column = parts.down(self._area, self._foot, gap=0)
        column.setStretch(0, 1)
        self.setLayout(column)
        theme.follow(self, self.fit)

    def add_button(
        self, words: str, do: Callable[[], object], icon: str = "", kind: str = ""
    ) -> parts.Button:
        """Add a button on the right; the `primary` one answers to Enter."""
        made = parts.button(words, icon, kind, do=do)
        if kind == "primary":
            made.setDefault(True)
        made.installEventFilter(self._scrolling)
        self.buttons.addWidget(made)
        return made

    def fit(self) -> None:
        """Take the size of the contents, but never more than the smallest screen has."""
        screen = self.screen().availableGeometry()
        width = min(theme.measures().em(self._wide), screen.width() - theme.measures().pad * 2)
        inner = self._inner.layout()
        height = self._inner.sizeHint().height()
        if inner is not None and inner.hasHeightForWidth():
            height = inner.heightForWidth(width)
        self.resize(width, min(tallest(self), height + self._foot.sizeHint().height() + 2))

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Fit once more when the contents are known."""
        self.fit()
        super().showEvent(event)
        QtCore.QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Take what the words need after all, now that they stand in their lines."""
        lacking = self._area.verticalScrollBar().maximum()
        if lacking:
            grow(self, lacking, tallest(self))


def say(parent: QtWidgets.QWidget | None, title: str, words: str, tone: str = "info") -> Dialog:
    """Show a message that has to be read; returns the open dialog at once."""
    dialog = Dialog(parent, title)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    _head(dialog, title, words, tone)
    dialog.add_button(i18n.text("window.button.understood"), dialog.accept, kind="primary")
    dialog.open()
    return dialog


def ask(
    parent: QtWidgets.QWidget | None,
    title: str,
    words: str,
    *,
    yes: str,
    then: Callable[[], object],
    no: str = "",
    otherwise: Callable[[], object] | None = None,
    also: tuple[str, Callable[[], object]] | None = None,
    danger: bool = False,
) -> Dialog:
    """Ask a question; the buttons say what they do. Returns the open dialog at once.

    A dangerous question has its refusal as the button that Enter presses. `also` is a third way
    out, neither of the two: its words, and what it does.
    """
    dialog = Dialog(parent, title)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    _head(dialog, title, words, "warning" if danger else "info")
    back = dialog.add_button(no or i18n.text("window.button.cancel"), dialog.reject)
    done = dialog.add_button(yes, dialog.accept, kind="danger" if danger else "primary")
    if also is not None:
        third, do = also

        def go() -> None:
            dialog.done(THIRD)
            do()

        dialog.add_button(third, go)
    (back if danger else done).setDefault(True)
    (back if danger else done).setFocus()
    dialog.accepted.connect(then)
    if otherwise is not None:
        dialog.rejected.connect(otherwise)
    dialog.open()
    return dialog


def _head(dialog: Dialog, title: str, words: str, tone: str) -> None:
    heading = parts.across(
        icons.Picture(parts.TONES[tone], tone, size=1.5), parts.label(title, "heading", wrap=True)
    )
    heading.setStretch(1, 1)
    dialog.body.addLayout(heading)
    sentence = parts.label(words, wrap=True)
    sentence.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    dialog.body.addWidget(sentence)
    dialog.body.addStretch(1)


def crashed(parent: QtWidgets.QWidget | None, error: BaseException) -> Dialog:
    """Show that the program itself failed, what that means for the work, and the details."""
    title = i18n.text("window.crash.title")
    dialog = Dialog(parent, title, wide=36)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    _head(dialog, title, i18n.text("window.crash.words"), "error")
    story = QtWidgets.QPlainTextEdit(crash.details(error))
    story.setReadOnly(True)
    story.setTabChangesFocus(True)
    story.setAccessibleName(i18n.text("window.crash.details"))
    story.setMinimumHeight(theme.measures().row * 5)
    dialog.body.addWidget(story)

    def copy() -> None:
        QtGui.QGuiApplication.clipboard().setText(story.toPlainText())

    dialog.add_button(i18n.text("window.crash.copy"), copy, "copy")
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary")
    dialog.open()
    return dialog


def report(parent: QtWidgets.QWidget | None, error: BaseException) -> Dialog:
    """Put a failure where it belongs: refusals and faults in words, bugs to the log."""
    if isinstance(error, errors.EnvironmentFailure):
        return say(parent, i18n.text("window.error.environment"), words_of(error), "error")
    if isinstance(error, errors.Refused):
        return say(parent, i18n.text("window.error.refused"), words_of(error), "warning")
    crash.LOG.error("bug", exc_info=error)
    return crashed(parent, error)
