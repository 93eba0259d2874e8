"""Puts a look on the application: palette, font, style sheet; and tells widgets when it changes.

Like the language in `i18n`, the look belongs to the process. Qt itself tells every widget of a
change (`StyleChange`), so nothing has to be registered anywhere.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config
from gigdesk.gui import sweeping
from gigdesk.gui.theme import fonts
from gigdesk.gui.theme.colours import DARK, LIGHT, Colours
from gigdesk.gui.theme.measures import CELL_EDGE, STEPS, Measures, measures_of

if TYPE_CHECKING:
    from collections.abc import Callable

STANDARD = 1


@dataclasses.dataclass
class _Look:
    step: int = STANDARD
    dark: bool = False
    families: tuple[str, ...] = ()
    is_styled: bool = False
    worn: tuple[int, bool] | None = None
    painted: bool | None = None


_chosen = _Look()


def use(app: QtWidgets.QApplication, *, step: int = STANDARD, dark: bool = False) -> None:
    """Put the look on the application: font step 0 to 3, light or dark.

    What is on already is left alone: all that is built would be laid out again.
    """
    _chosen.step = min(max(step, 0), len(STEPS) - 1)
    _chosen.dark = dark
    if _chosen.worn == (_chosen.step, dark):
        return
    _chosen.worn = (_chosen.step, dark)
    if not _chosen.families:
        _chosen.families = tuple(fonts.families())
    if not _chosen.is_styled:
        # Asked for its name, a style with a sheet on it says nothing; a new one restyles all.
        app.setStyle("Fusion")
        _chosen.is_styled = True
    if _chosen.painted != dark:
        scheme = QtCore.Qt.ColorScheme.Dark if dark else QtCore.Qt.ColorScheme.Light
        app.styleHints().setColorScheme(scheme)
        app.setPalette(_palette(colours()))
        _chosen.painted = dark
    with sweeping.held():
        _undress(app)
        app.setFont(fonts.app_font(measures().letter, list(_chosen.families)))
        app.setStyleSheet(_sheet())


class _Calm(QtCore.QObject):
    """Keeps from widgets that their style has changed: what comes at once will tell them."""

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Swallow the news; scroll areas would lay out all they hold upon it."""
        return event.type() == QtCore.QEvent.Type.StyleChange


def _undress(app: QtWidgets.QApplication) -> None:
    """Take the old sheet off.

    Where one sheet follows another, Qt polishes each widget once for every level it stands deep;
    put on a bare application, a sheet is polished once for each.
    """
    calm = _Calm()
    app.installEventFilter(calm)
    app.setStyleSheet("")
    app.removeEventFilter(calm)


def step() -> int:
    """Return the font step in use, 0 to 3."""
    return _chosen.step


def is_dark() -> bool:
    """Say whether the dark look is on."""
    return _chosen.dark


def colours() -> Colours:
    """Return the colours in use."""
    return DARK if _chosen.dark else LIGHT


def colour(role: str) -> QtGui.QColor:
    """Return the colour in use for a role named in `Colours`."""
    return QtGui.QColor(getattr(colours(), role))


def measures() -> Measures:
    """Return the lengths of the font step in use."""
    return measures_of(_chosen.step)


class _Follower(QtCore.QObject):
    """Calls a widget's own fitting when the look has changed."""

    def __init__(self, widget: QtWidgets.QWidget, fit: Callable[[], None]) -> None:
        super().__init__(widget)
        self._fit = fit
        self._seen = (_chosen.step, _chosen.dark)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Fit when Qt has restyled the widget, and again when it has restyled all the others.

        Qt restyles widgets in no order, so what stands inside may still have the old letters the
        first time; a widget that was never shown is only told when it is polished.
        """
        if event.type() in (QtCore.QEvent.Type.StyleChange, QtCore.QEvent.Type.Polish):
            now = (_chosen.step, _chosen.dark)
            if now != self._seen and shiboken6.isValid(watched):
                self._seen = now
                self._fit()
                QtCore.QTimer.singleShot(0, self, self._fit)
        return False


def follow(widget: QtWidgets.QWidget, fit: Callable[[], None]) -> None:
    """Call `fit` now and whenever font step or light/dark change, as long as `widget` lives."""
    _Follower(widget, fit)
    fit()


def _palette(c: Colours) -> QtGui.QPalette:
    """Return Qt's palette for these colours, so that plain widgets fit in as well."""
    role = QtGui.QPalette.ColorRole
    palette = QtGui.QPalette()
    for part, value in (
        (role.Window, c.canvas),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.stripe),
        (role.Text, c.text),
        (role.PlaceholderText, c.faint),
        (role.Button, c.surface),
        (role.ButtonText, c.text),
        (role.ToolTipBase, c.text),
        (role.ToolTipText, c.surface),
        (role.Highlight, c.selection),
        (role.HighlightedText, c.on_selection),
        (role.Accent, c.accent),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Light, c.surface),
        (role.Midlight, c.line),
        (role.Mid, c.line),
        (role.Dark, c.edge),
        (role.Shadow, c.edge),
        (role.BrightText, c.error),
    ):
        palette.setColor(part, QtGui.QColor(value))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Disabled, part, QtGui.QColor(c.faint))
    return palette


def _sheet() -> str:
    """Return the style sheet with its `@names` filled from colours and measures."""
    folder = config.resources() / "styles"
    words: dict[str, object] = dict(dataclasses.asdict(colours()))
    words |= {key: f"{value}px" for key, value in dataclasses.asdict(measures()).items()}
    words["round"] = f"{measures().letter // 2 + 1}px"
    words["cell"] = f"{measures().unit + CELL_EDGE}px"
    words["tiny"] = f"{round(measures().small * 0.9)}px"
    words["half"] = f"{measures().unit // 2}px"
    words["tab"] = f"{measures().unit * 3}px"
    words["icons"] = folder.as_posix()
    words["mode"] = "dark" if _chosen.dark else "light"
    source = (folder / "window.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z_]+)", lambda found: str(words[found.group(1)]), source)
