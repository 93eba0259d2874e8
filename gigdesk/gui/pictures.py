"""Pictures of people and papers: read from bytes, made small, and looked at page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.domain import office
from gigdesk.gui import parts, preview, theme

if TYPE_CHECKING:
    from gigdesk.actions.scanned import Scan
    from gigdesk.gui.window import Window

QUALITY = 85
"""Of a JPEG, in per cent: what is lost is not seen."""
MOST_DOTS = 2400
"""So many dots the longer side of a picture or page on the screen has at most."""
ZOOMS = (1.0, 1.5, 2.0, 3.0)
_MARGIN = 40


def read(content: bytes, longest: int) -> QtGui.QImage:
    """Return a picture upright and with at most `longest` dots on its longer side.

    Raises errors.UnreadableFile where nobody can read it.
    """
    buffer = QtCore.QBuffer()
    buffer.setData(QtCore.QByteArray(content))
    buffer.open(QtCore.QIODevice.OpenModeFlag.ReadOnly)
    reader = QtGui.QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(
            size.scaled(longest, longest, QtCore.Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        raise errors.UnreadableFile("people.photo.unreadable")
    return image


def small(content: bytes) -> bytes:
    """Return a picture as the JPEG that is kept as a photo, without what the camera wrote in it.

    Raises as `office.contents.check_picture` does.
    """
    office.contents.check_picture(content)
    image = read(content, office.contents.PHOTO_SIDE)
    flat = QtGui.QImage(image.size(), QtGui.QImage.Format.Format_RGB32)
    # What shows through in a PNG is paper.
    flat.fill(QtCore.Qt.GlobalColor.white)
    painter = QtGui.QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QtCore.QBuffer()
    buffer.open(QtCore.QIODevice.OpenModeFlag.WriteOnly)
    flat.save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Viewer(QtWidgets.QDialog):
    """Shows a scan, one page at a time, as wide as the dialog or larger; nothing is written."""

    def __init__(self, frame: Window, scan: Scan, name: str) -> None:
        """`name` says whose scan it is."""
        super().__init__(frame)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self._frame, self._scan, self._zoom = frame, scan, 0
        self.page = 0
        self.where = parts.label("", "muted")
        text = i18n.text
        self.earlier = parts.button(
            text("people.scan.earlier"), "chevron-left", do=lambda: self.turn(-1)
        )
        self.later = parts.button(
            text("people.scan.later"), "chevron-right", do=lambda: self.turn(1)
        )
        for each in (self.earlier, self.later, self.where):
            each.setVisible(scan.pages > 1)
        self._close_button = parts.button(
            text("window.button.close"), kind="primary", do=self.accept
        )
        bar = parts.across(
            parts.icon_button("zoom-out", text("people.scan.smaller"), do=lambda: self.zoom(-1)),
            parts.icon_button("zoom-in", text("people.scan.larger"), do=lambda: self.zoom(1)),
            self.earlier,
            self.later,
            self.where,
            None,
            self._close_button,
        )
        self.sheet = QtWidgets.QLabel()
        self.sheet.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.area = parts.scroll(self.sheet)
        self.area.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        column = parts.down(self.area)
        column.setStretch(0, 1)
        column.addLayout(bar)
        self.setLayout(column)
        parts.pad(self, 0.75)
        for keys, do in (
            ("Ctrl++", lambda: self.zoom(1)),
            ("Ctrl+=", lambda: self.zoom(1)),
            ("Ctrl+-", lambda: self.zoom(-1)),
            ("Ctrl+PgDown", lambda: self.turn(1)),
            ("Ctrl+PgUp", lambda: self.turn(-1)),
        ):
            QtGui.QShortcut(QtGui.QKeySequence(keys), self).activated.connect(do)
        theme.follow(self, self._fit)
        self.area.setFocus()

    def turn(self, by: int) -> None:
        """Show a later (1) or earlier (-1) page."""
        self.page = min(max(self.page + by, 0), self._scan.pages - 1)
        self._draw()

    def zoom(self, by: int) -> None:
        """Show the page larger (1) or smaller (-1)."""
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self._draw()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Draw the first page."""
        super().showEvent(event)
        self._draw()

    def _fit(self) -> None:
        """Take most of the window, and never more than its screen."""
        room = self._frame.window().size()
        screen = self.screen().availableGeometry()
        self.resize(
            min(room.width() - _MARGIN, screen.width() - _MARGIN),
            min(room.height() - _MARGIN, screen.height() - _MARGIN),
        )

    def _draw(self) -> None:
        """Draw the page in the background, so large that it can be read."""
        page, scan = self.page, self._scan
        self.earlier.setEnabled(page > 0)
        self.later.setEnabled(page < scan.pages - 1)
        said = i18n.text("people.scan.page", page=page + 1, pages=scan.pages)
        self.where.setText(said)
        self.sheet.setAccessibleName(f"{self.accessibleName()} {said}")
        self.area.setAccessibleName(self.sheet.accessibleName())
        room = self.area.viewport().size()
        wanted = max(room.width(), room.height()) * ZOOMS[self._zoom]
        longest = min(round(wanted * self.devicePixelRatioF()), MOST_DOTS)

        def draw(_desk: object) -> QtGui.QImage:
            if scan.is_picture:
                return read(scan.content, longest)
            return preview.picture(*scan.drawn(page, longest))

        self._frame.tasks.ask(draw, self._put, owner=self, slot="scan")

    def _put(self, image: QtGui.QImage) -> None:
        room = self.area.viewport().size()
        if self._zoom == 0 and image.height() > room.height() * 2:
            # A very high strip is read from top to bottom, beside the bar that moves it.
            beside = self.area.verticalScrollBar().sizeHint().width()
            wide = min(room.width(), self.area.maximumViewportSize().width() - beside)
            room = QtCore.QSize(wide, image.height())
        if self._zoom == 0:
            keep = QtCore.Qt.AspectRatioMode.KeepAspectRatio
            smooth = QtCore.Qt.TransformationMode.SmoothTransformation
            if image.width() > room.width() or image.height() > room.height():
                image = image.scaled(room, keep, smooth)
        self.sheet.setPixmap(QtGui.QPixmap.fromImage(image))
