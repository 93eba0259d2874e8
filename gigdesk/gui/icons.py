"""Icons: vendored outline drawings, painted in the colours of the look and crisp at any size."""

from __future__ import annotations

import functools

from PySide6 import QtCore, QtGui, QtSvg, QtWidgets

from gigdesk import config
from gigdesk.gui import theme

STROKE = 'stroke-width="2"'
FINE = 'stroke-width="1.75"'
_SIDES = (16, 24, 32, 48, 128)
"""Sizes, in dots, in which systems ask for the icon of a window."""


@functools.cache
def _drawing(name: str) -> str:
    """Return the SVG text of an icon; raises OSError where there is no such icon."""
    return (config.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: QtCore.QSize, scale: float = 1.0) -> QtGui.QPixmap:
    """Return the icon in a colour (`#rrggbb`) at a size in logical pixels, `scale` dots to each."""
    key = f"gigdesk-{name}-{colour}-{size.width()}-{size.height()}-{scale}"
    found = QtGui.QPixmap()
    if QtGui.QPixmapCache.find(key, found):
        return found
    dots = QtCore.QSize(round(size.width() * scale), round(size.height() * scale))
    found = QtGui.QPixmap(dots)
    found.fill(QtCore.Qt.GlobalColor.transparent)
    drawing = _drawing(name).replace("currentColor", colour).replace(STROKE, FINE)
    painter = QtGui.QPainter(found)
    renderer = QtSvg.QSvgRenderer(QtCore.QByteArray(drawing.encode()))
    renderer.render(painter, QtCore.QRectF(QtCore.QPointF(), QtCore.QSizeF(dots)))
    painter.end()
    found.setDevicePixelRatio(scale)
    QtGui.QPixmapCache.insert(key, found)
    return found


class _Engine(QtGui.QIconEngine):
    """Paints one icon in the colour its role has at that moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(
        self,
        painter: QtGui.QPainter,
        rect: QtCore.QRect,
        mode: QtGui.QIcon.Mode,
        _state: QtGui.QIcon.State,
    ) -> None:
        """Paint at the device's own resolution, in the colour of the moment."""
        scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
        painter.drawPixmap(rect.topLeft(), self._at(rect.size(), mode, scale))

    def pixmap(
        self, size: QtCore.QSize, mode: QtGui.QIcon.Mode, _state: QtGui.QIcon.State
    ) -> QtGui.QPixmap:
        """Return the icon for devices without scaling."""
        return self._at(size, mode, 1.0)

    def scaledPixmap(
        self,
        size: QtCore.QSize,
        mode: QtGui.QIcon.Mode,
        _state: QtGui.QIcon.State,
        scale: float,
    ) -> QtGui.QPixmap:
        """Return the icon for a device with `scale` dots per logical pixel (Qt 6.8 and newer)."""
        return self._at(size, mode, scale)

    def _at(self, size: QtCore.QSize, mode: QtGui.QIcon.Mode, scale: float) -> QtGui.QPixmap:
        role = "faint" if mode == QtGui.QIcon.Mode.Disabled else self._role
        return pixmap(self._name, getattr(theme.colours(), role), size, scale)


@functools.cache
def icon(name: str, role: str = "muted") -> QtGui.QIcon:
    """Return an icon (a file name in `resources/icons`) painted in a role of `theme.Colours`."""
    _drawing(name)
    return QtGui.QIcon(_Engine(name, role))


def of_program() -> QtGui.QIcon:
    """Return the program's own icon, for its windows and the bar of the system."""
    drawing = (config.resources() / "gigdesk.svg").read_bytes()
    renderer, made = QtSvg.QSvgRenderer(QtCore.QByteArray(drawing)), QtGui.QIcon()
    for side in _SIDES:
        dots = QtGui.QPixmap(side, side)
        dots.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QtGui.QPainter(dots)
        renderer.render(painter)
        painter.end()
        made.addPixmap(dots)
    return made


class Picture(QtWidgets.QLabel):
    """A label that shows one icon at the size of the letters beside it."""

    def __init__(self, name: str, role: str = "muted", *, size: float = 1.2) -> None:
        """Show icon `name` in the colour of `role`, `size` letters high."""
        super().__init__()
        self._name = name
        self._role = role
        self._size = size
        theme.follow(self, self._fit)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon or colour."""
        self._name = name
        self._role = role
        self._fit()

    def _fit(self) -> None:
        side = theme.measures().em(self._size)
        size = QtCore.QSize(side, side)
        self.setPixmap(
            pixmap(self._name, getattr(theme.colours(), self._role), size, self.devicePixelRatioF())
        )
        self.setFixedSize(size)
