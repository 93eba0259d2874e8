"""The look: readable colours, four steps that everything follows, icons in its colours."""

from __future__ import annotations

import dataclasses
import gc
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.theme import fonts
from gigdesk.gui.theme.measures import measures_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

READ = 4.5
SEEN = 2.7
PAIRS = [
    ("text", "surface", READ),
    ("text", "canvas", READ),
    ("text", "stripe", READ),
    ("muted", "surface", READ),
    ("muted", "canvas", READ),
    ("muted", "sunken", READ),
    ("on_selection", "selection", READ),
    ("on_accent", "accent", READ),
    ("accent", "surface", READ),
    ("accent", "canvas", READ),
    ("on_nav", "nav", READ),
    ("on_nav", "nav_current", READ),
    ("on_nav_muted", "nav", READ),
    ("error", "surface", READ),
    ("error", "error_soft", READ),
    ("warning", "surface", READ),
    ("warning", "warning_soft", READ),
    ("ok", "surface", READ),
    ("ok", "stripe", READ),
    ("info", "surface", READ),
    ("demo", "demo_soft", READ),
    ("text", "accent_soft", READ),
    ("faint", "surface", 3.0),
    ("edge", "surface", SEEN),
]


def brightness(colour: str) -> float:
    parts_of = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_words_stand_out_from_their_ground(
    colours: theme.Colours, front: str, ground: str, least: float
) -> None:
    assert contrast(getattr(colours, front), getattr(colours, ground)) >= least


def test_every_length_grows_with_the_letters() -> None:
    steps = [dataclasses.asdict(measures_of(step)) for step in range(len(theme.STEPS))]
    for name in ("letter", "small", "title", "row", "control", "icon", "icon_large"):
        lengths = [each[name] for each in steps]
        assert lengths == sorted(lengths)
        assert lengths[-1] > lengths[0]


def test_font_and_style_sheet_follow_the_step(qtbot: QtBot, qapp: QtWidgets.QApplication) -> None:
    button = parts.button("保存", "device-floppy")
    qtbot.addWidget(button)
    button.show()
    small = button.sizeHint()
    theme.use(qapp, step=3)
    assert qapp.font().pixelSize() == theme.STEPS[3]
    assert button.sizeHint().height() > small.height()
    assert button.iconSize().width() > theme.STEPS[3]
    theme.use(qapp, step=99)
    assert theme.step() == len(theme.STEPS) - 1


def test_icons_take_the_colours_of_the_look(qtbot: QtBot, qapp: QtWidgets.QApplication) -> None:
    def darkest() -> int:
        image = icons.icon("home", "text").pixmap(QtCore.QSize(24, 24)).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        seen = [image.pixelColor(x, y) for x, y in points]
        return max(each.lightness() for each in seen if each.alpha() > 200)

    assert qtbot
    theme.use(qapp, dark=False)
    light = darkest()
    theme.use(qapp, dark=True)
    assert darkest() > light + 100


def test_icons_have_as_many_dots_as_the_screen() -> None:
    found = icons.pixmap("home", "#000000", QtCore.QSize(20, 20), 1.5)
    assert (found.width(), found.devicePixelRatio()) == (30, 1.5)
    engine = icons.icon("home")
    sharp = engine.pixmap(QtCore.QSize(20, 20), 2.0)
    assert sharp.width() == 40


def test_every_vendored_icon_can_be_drawn(qapp: QtWidgets.QApplication) -> None:
    assert qapp
    names = [path.stem for path in (config.resources() / "icons").glob("*.svg")]
    assert len(names) > 50
    for name in names:
        assert not icons.pixmap(name, "#123456", QtCore.QSize(24, 24)).isNull()


def test_an_icon_that_is_not_there_is_a_bug_at_once() -> None:
    with pytest.raises(OSError, match="no-such-icon"):
        icons.icon("no-such-icon")


def test_system_fonts_come_before_the_bundled_one(qapp: QtWidgets.QApplication) -> None:
    assert qapp
    names = fonts.families()
    known = set(QtGui.QFontDatabase.families())
    bundled = names.index(fonts.BUNDLED)
    assert all(name in known for name in names[:bundled])


def test_fitting_is_called_once_now_and_once_per_change(
    qtbot: QtBot, qapp: QtWidgets.QApplication
) -> None:
    widget = QtWidgets.QWidget()
    qtbot.addWidget(widget)
    widget.show()
    calls: list[int] = []
    theme.follow(widget, lambda: calls.append(theme.step()))
    theme.use(qapp, step=2)
    theme.use(qapp, step=2, dark=True)
    qtbot.waitUntil(lambda: len(calls) >= 3)
    assert calls == [1, 2, 2]


def test_a_widget_is_fitted_again_when_what_stands_in_it_has_its_letters(
    qtbot: QtBot, qapp: QtWidgets.QApplication
) -> None:
    inner = QtWidgets.QLabel("花名册")
    outer = QtWidgets.QWidget()
    outer.setLayout(QtWidgets.QVBoxLayout())
    box = outer.layout()
    assert box is not None
    box.addWidget(inner)
    qtbot.addWidget(outer)
    seen: list[int] = []
    theme.follow(outer, lambda: seen.append(inner.fontMetrics().height()))
    outer.show()
    theme.use(qapp, step=3)
    qtbot.wait(10)
    assert seen[-1] == inner.fontMetrics().height() > seen[0]


class Told(QtCore.QObject):
    """Counts how often a widget hears that its style has changed."""

    def __init__(self, widget: QtWidgets.QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 -- Qt's
        """Count."""
        self.count += event.type() == QtCore.QEvent.Type.StyleChange
        return False


@pytest.mark.parametrize("depth", [1, 12])
def test_other_letters_reach_a_widget_once_however_deep_it_stands(
    qapp: QtWidgets.QApplication, qtbot: QtBot, depth: int
) -> None:
    outer = inner = QtWidgets.QWidget()
    qtbot.addWidget(outer)
    for _ in range(depth):
        inner = QtWidgets.QWidget(inner)
    outer.show()
    told, step = Told(inner), theme.step()
    try:
        theme.use(qapp, step=(step + 1) % 4, dark=theme.is_dark())
        assert told.count == 1
    finally:
        theme.use(qapp, step=step, dark=theme.is_dark())


def test_nothing_is_cleared_away_while_the_letters_change(
    qapp: QtWidgets.QApplication, qtbot: QtBot
) -> None:
    seen, collects = QtWidgets.QWidget(), list[bool]()
    qtbot.addWidget(seen)
    step = theme.step()
    gc.enable()
    try:
        theme.follow(seen, lambda: collects.append(gc.isenabled()))
        theme.use(qapp, step=(step + 1) % 4, dark=theme.is_dark())
        assert collects == [True, False]
        assert gc.isenabled()
    finally:
        gc.disable()
        theme.use(qapp, step=step, dark=theme.is_dark())
