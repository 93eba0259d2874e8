"""The pages of a text that is being written, beside it: drawn anew whenever one pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts, preview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions import dispatch
    from gigdesk.gui.window import Window

    Picture = tuple[int, int, bytes]

PAUSE_MS = 900
INCHES_WIDE = 210 / 25.4
"""The width of A4."""


class LivePaper(QtWidgets.QWidget):
    """The pages below each other, as wide as there is room; what cannot be drawn changes nothing.

    `make(desk, text)` runs in the background and returns the finished pages.
    """

    def __init__(
        self,
        frame: Window,
        text: Callable[[], str],
        make: Callable[[Any, str], dispatch.Pages],
    ) -> None:
        """Ask `text` for what stands there at the moment."""
        super().__init__()
        self._frame, self._text, self._make = frame, text, make
        self._drawn: tuple[str, int] | None = None
        self.sheets: list[QtWidgets.QLabel] = []
        self._column = parts.down(gap=0.5)
        self._column.addStretch(1)
        self.area = parts.scroll(parts.panel(self._column, 0))
        self.area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setAccessibleName(i18n.text("settings.templates.paper"))
        self.setLayout(parts.down(self.area))
        self._pause = QtCore.QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def look_again(self) -> None:
        """Draw the text as it stands, after a pause."""
        self._pause.start()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Draw the pages for the new width."""
        super().resizeEvent(event)
        self._pause.start()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Draw at once what has come into sight."""
        super().showEvent(event)
        self._pause.start(0)

    def _ask(self) -> None:
        text, wide = self._text(), self.area.viewport().width()
        if not self.isVisible() or (text, wide) == self._drawn:
            return
        ratio, make = self.devicePixelRatioF(), self._make
        dpi = max(1, int(wide * ratio / INCHES_WIDE))

        def draw(desk: Any) -> list[Picture]:
            pages = make(desk, text)
            return [pages.picture(number, dpi) for number in range(pages.count)]

        def show(pictures: Sequence[Picture]) -> None:
            self._drawn = (text, wide)
            self._show(pictures, ratio)

        # A text with faults has no paper; what is wrong with it stands below the text.
        self._frame.tasks.ask(draw, show, owner=self, slot="paper", failed=lambda _error: True)

    def _show(self, pictures: Sequence[Picture], ratio: float) -> None:
        while len(self.sheets) > len(pictures):
            gone = self.sheets.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self.sheets) < len(pictures):
            sheet = QtWidgets.QLabel()
            self._column.insertWidget(len(self.sheets), sheet)
            self.sheets.append(sheet)
        for number, (sheet, picture) in enumerate(zip(self.sheets, pictures, strict=True), 1):
            image = preview.picture(*picture)
            image.setDevicePixelRatio(ratio)
            sheet.setPixmap(QtGui.QPixmap.fromImage(image))
            sheet.setAccessibleName(i18n.text("window.preview.page", number=number))
