"""Small building stones: labels, buttons, notes and rows that already look right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import folding, icons, reach, theme

if TYPE_CHECKING:
    from collections.abc import Callable

TONES = {
    "ok": "circle-check",
    "info": "info-circle",
    "warning": "alert-triangle",
    "error": "alert-circle",
    "muted": "circle-dashed",
    "demo": "info-circle",
}
"""The icon that goes with each tone, so that colour never speaks alone."""

AIR = "\u2009"
_PADS = "pads"
"""A thin space that keeps an icon off the words beside it."""

ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)


def role(widget: QtWidgets.QWidget, name: str, **more: str) -> None:
    """Give a widget its role in the style sheet (and further properties) and restyle it."""
    changed = widget.property("role") != name
    widget.setProperty("role", name)
    for key, value in more.items():
        changed = changed or widget.property(key) != value
        widget.setProperty(key, value)
    if changed:
        restyle(widget)


def tone(widget: QtWidgets.QWidget, name: str) -> None:
    """Give a widget a tone (`error`, `warning`, `ok`, `info`, `muted`, or nothing)."""
    if widget.property("tone") != name:
        widget.setProperty("tone", name)
        restyle(widget)


def restyle(widget: QtWidgets.QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(words: str, kind: str = "", *, wrap: bool = False) -> QtWidgets.QLabel:
    """Return words in a role: `title`, `heading`, `section`, `muted`, `small`, `hint`, `number`."""
    made = QtWidgets.QLabel(words)
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        role(made, kind)
    return made


class Button(QtWidgets.QPushButton):
    """A push button whose icon follows the letters; kinds are roles of the style sheet."""

    def __init__(self, words: str, icon: str = "", kind: str = "") -> None:
        """Kinds: nothing, `primary`, `danger`, `link`, `chip`."""
        super().__init__()
        self.is_offered = True
        self.setText(f"{AIR}{words}" if icon else words)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        if icon:
            colour = {"primary": "on_accent", "danger": "error", "link": "accent"}.get(
                kind, "muted"
            )
            self.setIcon(icons.icon(icon, colour))
        if kind:
            role(self, kind)
        theme.follow(self, self._fit)

    def allow(self, *, allowed: bool) -> None:
        """Stay out of sight, whatever is shown, where the role does not reach what it does."""
        self.is_offered = allowed
        if not allowed:
            self.hide()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 -- Qt's own signature
        """Show only what is offered to the role, and only where it stands in something.

        What is shown before would flash up as a window of its own; it comes with what holds it.
        """
        if visible and self.is_offered and self.parentWidget() is None:
            self.setAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            super().setVisible(visible and self.is_offered)

    def say(self, words: str) -> None:
        """Show and read out other words."""
        self.setText(words if self.icon().isNull() else f"{AIR}{words}")
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard, as Space does."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        side = theme.measures().icon
        self.setIconSize(QtCore.QSize(side, side))


def button(
    words: str, icon: str = "", kind: str = "", *, do: Callable[[], object] | None = None
) -> Button:
    """Return a push button with words, an icon and what it does."""
    made = Button(words, icon, kind)
    made.allow(allowed=reach.allows(do))
    if do is not None:
        made.clicked.connect(lambda _checked=False: do())
    return made


class IconButton(QtWidgets.QToolButton):
    """A button that is only an icon; its name is read out and shown as a tip."""

    def __init__(self, icon: str, name: str, colour: str = "muted") -> None:
        """Show `icon`; `name` says what it does."""
        super().__init__()
        self.setIcon(icons.icon(icon, colour))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        theme.follow(self, self._fit)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard, as Space does."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        side = theme.measures().icon
        self.setIconSize(QtCore.QSize(side, side))


def icon_button(
    icon: str, name: str, *, do: Callable[[], object] | None = None, colour: str = "muted"
) -> IconButton:
    """Return an icon button with what it does."""
    made = IconButton(icon, name, colour)
    if do is not None:
        made.clicked.connect(lambda _checked=False: do())
    return made


def across(*things: QtWidgets.QWidget | None, gap: float = 1.0) -> QtWidgets.QHBoxLayout:
    """Return a row of widgets; `None` is the place that stretches. `gap` counts in gaps."""
    row = QtWidgets.QHBoxLayout()
    _fill(row, things, gap)
    return row


def down(*things: QtWidgets.QWidget | None, gap: float = 1.0) -> QtWidgets.QVBoxLayout:
    """Return a column of widgets; `None` is the place that stretches. `gap` counts in gaps."""
    column = QtWidgets.QVBoxLayout()
    _fill(column, things, gap)
    return column


def _fill(
    box: QtWidgets.QBoxLayout, things: tuple[QtWidgets.QWidget | None, ...], gap: float
) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(round(theme.measures().gap * gap))
    for thing in things:
        if thing is None:
            box.addStretch(1)
        else:
            box.addWidget(thing)


def empty(layout: QtWidgets.QLayout) -> None:
    """Take everything out of a layout; widgets are out of sight at once and go a moment later."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def pad(widget: QtWidgets.QWidget, across_by: float = 1.0, down_by: float | None = None) -> None:
    """Keep the margins of a widget's layout at so many pads, in every font step.

    Asked again, the last word counts.
    """
    is_followed = widget.property(_PADS) is not None
    widget.setProperty(_PADS, [across_by, across_by if down_by is None else down_by])

    def fit() -> None:
        layout = widget.layout()
        if layout is not None:
            side, top = (round(theme.measures().pad * by) for by in widget.property(_PADS))
            layout.setContentsMargins(side, top, side, top)

    if is_followed:
        fit()
    else:
        theme.follow(widget, fit)


def frame(kind: str, layout: QtWidgets.QLayout, padding: float = 1.0) -> QtWidgets.QFrame:
    """Return a frame in a role (`card`, `note`, `header` …) around a layout."""
    made = QtWidgets.QFrame()
    role(made, kind)
    made.setLayout(layout)
    pad(made, padding)
    return made


def panel(
    layout: QtWidgets.QLayout, padding: float = 1.0, kind: str = "canvas"
) -> QtWidgets.QWidget:
    """Return a plain widget on canvas or surface around a layout."""
    made = QtWidgets.QWidget()
    made.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
    role(made, kind)
    made.setLayout(layout)
    pad(made, padding)
    return made


def line() -> QtWidgets.QFrame:
    """Return a thin line between two things."""
    made = QtWidgets.QFrame()
    role(made, "line")
    return made


def scroll(inner: QtWidgets.QWidget) -> QtWidgets.QScrollArea:
    """Return a scroll area around a widget that grows with it."""
    area = QtWidgets.QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(inner)
    return area


class Status(QtWidgets.QWidget):
    """A state said three ways: icon, words and colour."""

    def __init__(self, words: str = "", kind: str = "info", *, wrap: bool = False) -> None:
        """Kinds are the keys of `TONES`; with `wrap` long words go on in the next line."""
        super().__init__()
        self._icon = icons.Picture(TONES[kind], kind)
        self._words = label(words, wrap=wrap)
        row = across(self._icon, self._words, gap=0.5)
        if wrap:
            row.setStretch(1, 1)
        else:
            row.addStretch(1)
        self.setLayout(row)
        self.say(words, kind)

    def say(self, words: str, kind: str = "info") -> None:
        """Show another state."""
        self._icon.show_icon(TONES[kind], kind)
        self._words.setText(words)
        tone(self._words, kind)
        self.setAccessibleName(words)
        self.setToolTip(words)

    @property
    def spared(self) -> int:
        """Return the width in logical pixels that leaving out the words spares at the moment."""
        layout = self.layout()
        gap = layout.spacing() if layout is not None else 0
        return self._words.sizeHint().width() + gap if self._words.isHidden() else 0

    def set_brief(self, *, brief: bool) -> None:
        """Show the icon alone where there is no room for words; the tip and the name keep them."""
        if brief != self._words.isHidden():
            self._words.setVisible(not brief)


class Note(QtWidgets.QFrame):
    """A framed message with icon and, on the right, what can be done about it."""

    def __init__(self, words: str = "", kind: str = "info", *actions: QtWidgets.QWidget) -> None:
        """Show `words` in a tone; `actions` are buttons."""
        super().__init__()
        role(self, "note", tone=kind)
        self.setAccessibleName(words)
        self._icon = icons.Picture(TONES[kind], kind)
        self._words = label(words, wrap=True)
        row = across(self._icon, self._words, *actions)
        row.setStretch(1, 1)
        self.setLayout(row)
        pad(self, 0.75, 0.5)

    def say(self, words: str, kind: str = "info") -> None:
        """Show another message."""
        self._icon.show_icon(TONES[kind], kind)
        self._words.setText(words)
        self.setAccessibleName(words)
        tone(self, kind)


def shortcut_words(keys: str) -> QtWidgets.QLabel:
    """Return a small key cap such as `Ctrl+S`."""
    return label(keys, "key")


class Empty(QtWidgets.QWidget):
    """What stands where nothing is: why, and what can be done now."""

    def __init__(self, icon: str, title: str, words: str = "", *actions: QtWidgets.QWidget) -> None:
        """Show an icon, a heading, a sentence and the actions below."""
        super().__init__()
        self._picture = icons.Picture(icon, "faint", size=2.6)
        self.heading = label(title, "heading", wrap=True)
        self.words = label(words, "muted", wrap=True)
        centre = QtCore.Qt.AlignmentFlag.AlignHCenter
        self.heading.setAlignment(centre)
        self.words.setAlignment(centre)
        column = down()
        column.addStretch(1)
        column.addWidget(self._picture, 0, centre)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        row = across(None, *actions, None)
        column.addLayout(row)
        column.addStretch(2)
        self.setLayout(column)
        pad(self, 1, 0.25)
        self._actions = actions
        folding.Later(self, self._fit, high=True)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Ask for the actions only; the rest gives way, so that nothing around it is crushed."""
        high = max((each.sizeHint().height() for each in self._actions), default=0)
        measures = theme.measures()
        return QtCore.QSize(measures.em(8), high + measures.row + measures.gap)

    def _fit(self) -> None:
        """Leave out the picture, then the sentence, where the height is too little for all."""
        measures = theme.measures()
        high = max((each.sizeHint().height() + measures.gap for each in self._actions), default=0)
        room = self.height() - high - measures.unit * 2
        inside = max(1, self.width() - measures.pad * 2)
        heading = self.heading.heightForWidth(inside) + measures.gap
        words = self.words.heightForWidth(inside) + measures.gap if self.words.text() else 0
        picture = self._picture.sizeHint().height() + measures.gap
        self.words.setVisible(bool(words) and heading + words <= room)
        self._picture.setVisible(heading + words + picture <= room)
