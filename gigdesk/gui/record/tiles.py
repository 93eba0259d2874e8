"""The numbers of a record as tiles, each opening the list that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk.gui import folding, icons, parts, theme
from gigdesk.gui.window.head import Elided

if TYPE_CHECKING:
    from collections.abc import Sequence

LOW_EM = 24
"""A page lower than this (in Chinese characters) folds what its list needs the room of."""

ICON_EM = 9
"""From this width on (in Chinese characters) a tile has its icon."""


class Tile(QtWidgets.QPushButton):
    """One number with its caption; pressing it opens the list behind it."""

    changed = QtCore.Signal()

    def __init__(self, caption: str, icon: str) -> None:
        """Show dots until the number is there."""
        super().__init__()
        parts.role(self, "tile")
        self.setCheckable(True)
        self.caption = parts.label(caption, "small")
        self._picture = icons.Picture(icon, "muted")
        self._icon = icon
        self.number = parts.label("…", "heading")
        self.words = Elided()
        parts.role(self.words, "small")
        top = parts.across(self._picture, self.caption, None, self.number, gap=0.5)
        self.setLayout(parts.down(self._over(top), self.words, gap=0.25))
        self.setAccessibleName(caption)
        self.toggled.connect(lambda _on: self._mark())
        for label in self.findChildren(QtWidgets.QWidget):
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.follow(self, self._fit)
        sparing = folding.Later(self, self._spare_icon)
        self.changed.connect(sparing.again)

    @staticmethod
    def _over(row: QtWidgets.QLayout) -> QtWidgets.QWidget:
        held = QtWidgets.QWidget()
        held.setLayout(row)
        return held

    def show_number(self, number: str, words: str = "", tone: str = "muted") -> None:
        """Show the number, a few words below it, and how things stand."""
        self.number.setText(number)
        parts.tone(self.number, "" if tone == "muted" else tone)
        self._picture.show_icon(parts.TONES[tone] if tone != "muted" else self._icon, tone)
        self.words.say(words)
        parts.tone(self.words, tone if tone in ("error", "warning", "ok") else "")
        self.setAccessibleName(f"{self.caption.text()} {number} {words}".strip())
        self.changed.emit()

    def needed(self) -> int:
        """Return the width at which caption and number stand side by side."""
        measures = theme.measures()
        sides = measures.gap * 3 + measures.unit
        return self.caption.sizeHint().width() + self.number.sizeHint().width() + sides

    def sizeHint(self) -> QtCore.QSize:
        """Return the room for two lines of words; a push button does not ask its layout."""
        measures = theme.measures()
        second = 0 if self.words.isHidden() else round(measures.small * 1.5) + measures.unit
        high = round(measures.letter * 1.6) + measures.unit * 2 + second
        return QtCore.QSize(min(measures.em(7), self.needed()), high)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Return the same: a tile is never cut."""
        return self.sizeHint()

    def _spare_icon(self) -> None:
        """Leave the icon out where the words need its room."""
        measures = theme.measures()
        beside = self.needed() + measures.icon + measures.gap
        self._picture.setVisible(self.width() >= max(measures.em(ICON_EM), beside))

    def _mark(self) -> None:
        parts.role(self.caption, "section" if self.isChecked() else "small")

    def _fit(self) -> None:
        measures = theme.measures()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(measures.gap, measures.unit, measures.gap, measures.unit)
            self.updateGeometry()


class Tiles(QtWidgets.QWidget):
    """A row of tiles of which one is chosen; arrows move between them."""

    chosen = QtCore.Signal(str)

    def __init__(self, tiles: Sequence[tuple[str, str, str]]) -> None:
        """Tiles are (name, caption in words, icon)."""
        super().__init__()
        self.tiles = {name: Tile(caption, icon) for name, caption, icon in tiles}
        self._group = QtWidgets.QButtonGroup(self)
        for name, tile in self.tiles.items():
            self._group.addButton(tile)
            tile.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        self._row = parts.across(*self.tiles.values(), gap=0.75)
        for place in range(len(self.tiles)):
            self._row.setStretch(place, 1)
        self.setLayout(self._row)
        sharing = folding.Later(self, self._share)
        for tile in self.tiles.values():
            tile.changed.connect(sharing.again)

    def _share(self) -> None:
        """Give every tile at least the width of its words, or a share by what it has to say."""
        needs, fits = self._needs("heading")
        if not fits:
            needs, fits = self._needs("brief")
        for place, (tile, wide) in enumerate(zip(self.tiles.values(), needs, strict=True)):
            tile.setMinimumWidth(wide if fits else 0)
            self._row.setStretch(place, 1 if fits else wide)

    def _needs(self, role: str) -> tuple[list[int], bool]:
        """Write the numbers in this role; return the widths needed then, and whether all fit."""
        for tile in self.tiles.values():
            parts.role(tile.number, role)
        needs = [tile.needed() for tile in self.tiles.values()]
        return needs, sum(needs) + self._row.spacing() * (len(needs) - 1) <= self.width()

    def set_flat(self, *, flat: bool) -> None:
        """Leave the second line of all tiles out."""
        for tile in self.tiles.values():
            tile.words.setVisible(not flat)
            tile.updateGeometry()

    def choose(self, name: str) -> None:
        """Mark a tile and open its list."""
        self.tiles[name].setChecked(True)
        self.chosen.emit(name)


class Folding(QtCore.QObject):
    """Leaves out on a low page what a list needs the room of: facts, second lines, hints."""

    def __init__(self, page: QtWidgets.QWidget, *things: QtWidgets.QWidget) -> None:
        """Fold `things` of `page`; a row of tiles only loses its second line."""
        super().__init__(page)
        self._page = page
        self._things = things
        self.fit()
        folding.Later(page, self.fit, high=True)

    @property
    def is_low(self) -> bool:
        """Say whether the page is low for its letters."""
        return self._page.height() < theme.measures().em(LOW_EM)

    def fit(self) -> None:
        """Fold or unfold for the height of the moment."""
        for thing in self._things:
            if isinstance(thing, Tiles):
                thing.set_flat(flat=self.is_low)
            elif thing.parentWidget() is not None:
                thing.setVisible(not self.is_low)
