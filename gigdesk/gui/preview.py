"""Shows papers before they are printed: the real pages, zoom, a range, print, open elsewhere."""

from __future__ import annotations

import functools
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import parts, theme
from gigdesk.gui.fields import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.table.columns import Asks

SCREEN_DPI = 96
PAPER_DPI = 300
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_BETWEEN = re.compile(r"(?<![-–—~\s])\s*[,;\s\u3001]\s*(?![-–—~\s])")
# A sign before and behind, as people write a page with its word.
_PAGES = re.compile(r"[^\d-]?(\d{1,6})(?:\s*[-–—~]\s*(\d{1,6}))?[^\d-]?\s*")


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF: where it lies, how many pages, and how a page becomes a picture.

    `render(number from 0, dots per inch)` returns width, height and RGB bytes (3 per dot); it runs
    in the background. `size_mm` is the size of a page.
    """

    path: str
    pages: int
    render: Callable[[int, int], tuple[int, int, bytes]]
    size_mm: tuple[float, float] = (210.0, 297.0)


def picture(width: int, height: int, rgb: bytes) -> QtGui.QImage:
    """Return RGB bytes as a picture of its own."""
    form = QtGui.QImage.Format.Format_RGB888
    return QtGui.QImage(rgb, width, height, width * 3, form).copy()


def page_range(words: str, pages: int) -> list[int]:
    """Return page numbers from 0 for words such as `1-3,5`; nothing means all pages.

    Raises errors.Invalid for anything else, and for a page that the paper has not: paper that was
    not asked for is somebody's contract in the wrong tray.
    """
    asked = [part for part in _BETWEEN.split(reading.narrow(words)) if part]
    chosen: list[int] = []
    for part in asked:
        found = _PAGES.fullmatch(part)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 1 <= first <= last <= pages:
            raise errors.Invalid("window.preview.no_pages", words=words.strip(), pages=pages)
        chosen += range(first - 1, last)
    return list(dict.fromkeys(chosen)) if asked else list(range(pages))


class Preview(QtWidgets.QWidget):
    """All pages below each other; only those in sight are drawn."""

    said = QtCore.Signal(str)

    def __init__(self, tasks: Asks, paper: Paper) -> None:
        """Show `paper`; its pages are drawn in the background."""
        super().__init__()
        self._tasks = tasks
        self.paper = paper
        self._zoom = ZOOMS.index(1.0)
        self._drawn: dict[int, int] = {}
        self._fits = False
        self.sheets = [QtWidgets.QLabel() for _ in range(paper.pages)]
        self._soon = QtCore.QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw)
        self._lay_out()
        self._fit()

    def _lay_out(self) -> None:
        text = i18n.text
        self.range = QtWidgets.QLineEdit()
        self.range.setPlaceholderText(text("window.preview.range_hint"))
        self.range.setAccessibleName(text("window.preview.range"))
        self.range.returnPressed.connect(self.ask_printer)
        self.wrong = parts.Note()
        self.wrong.hide()
        self.where = parts.label("", "muted")
        self.bar = parts.across(
            parts.icon_button("zoom-out", text("window.preview.smaller"), do=lambda: self.zoom(-1)),
            parts.icon_button("zoom-in", text("window.preview.larger"), do=lambda: self.zoom(1)),
            self.where,
            None,
            self.range,
            parts.button(text("window.preview.open"), "external-link", do=self.open_outside),
            parts.button(text("window.preview.print"), "printer", "primary", do=self.ask_printer),
        )
        column = parts.down(gap=2)
        for number, sheet in enumerate(self.sheets):
            sheet.setAccessibleName(text("window.preview.page", number=number + 1))
            sheet.setFrameShape(QtWidgets.QFrame.Shape.Box)
            column.addWidget(sheet, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._area = parts.scroll(parts.panel(column))
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(text("window.preview.pages", count=self.paper.pages))
        self._area.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        whole = parts.down()
        whole.addLayout(self.bar)
        whole.addWidget(self.wrong)
        whole.addWidget(self._area, 1)
        self.setLayout(whole)
        for keys, by in ((QtGui.QKeySequence.StandardKey.ZoomIn, 1), ("Ctrl+-", -1)):
            shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), self)
            shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.zoom(by))
        theme.follow(self, lambda: self.range.setMaximumWidth(theme.measures().em(9)))

    def zoom(self, by: int) -> None:
        """Show the pages larger (1) or smaller (-1)."""
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self._drawn.clear()
        self._fit()

    def chosen_pages(self) -> list[int]:
        """Return the pages to print, counted from 0; raises as `page_range` does."""
        return page_range(self.range.text(), self.paper.pages)

    def open_outside(self) -> None:
        """Open the PDF in the program the system has for it."""
        if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(self.paper.path)):
            self.said.emit(i18n.text("window.preview.no_program"))

    def ask_printer(self) -> None:
        """Ask for the printer, then print the chosen pages; say what is wrong with the range."""
        try:
            self.chosen_pages()
        except errors.Invalid as error:
            self.wrong.say(i18n.text(error.code, **error.params), "error")
            self.wrong.show()
            self.range.setFocus()
            self.range.selectAll()
            return
        self.wrong.hide()
        printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
        dialog = QtPrintSupport.QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        QtWidgets.QDialog.open(dialog)

    def print_to(self, printer: QtPrintSupport.QPrinter) -> None:
        """Print: the PDF itself where the system takes it, else page by page as pictures."""
        program = shutil.which("lp")
        native = printer.outputFormat() == printer.OutputFormat.NativeFormat
        if program and native and printer.printerName():
            pages = ",".join(str(number + 1) for number in self.chosen_pages())
            copies = str(printer.copyCount())
            words = ["-d", printer.printerName(), "-n", copies, "-P", pages, self.paper.path]
            self._hand_over(program, words)
            return
        wide, high = self.paper.size_mm
        if wide > high:
            printer.setPageOrientation(QtGui.QPageLayout.Orientation.Landscape)
        self._printing = _Printing(self, printer, self.chosen_pages())
        self._printing.next_page()

    def _hand_over(self, program: str, words: list[str]) -> None:
        """Give the PDF to the system's printing and say what became of that."""
        self._lp = lp = QtCore.QProcess(self)

        def ended(code: int, _status: object) -> None:
            answer = lp.readAllStandardError().toStdString().strip()
            told = "window.preview.not_sent" if code else "window.preview.sent"
            self.said.emit(i18n.text(told, why=answer) if code else i18n.text(told))

        def failed(error: QtCore.QProcess.ProcessError) -> None:
            if error is QtCore.QProcess.ProcessError.FailedToStart:
                self.said.emit(i18n.text("window.preview.not_sent", why=lp.errorString()))

        lp.finished.connect(ended)
        lp.errorOccurred.connect(failed)
        lp.start(program, words)

    def draw_page(self, number: int, dpi: int, then: Callable[[QtGui.QImage], object]) -> None:
        """Draw one page in the background and hand it to `then`."""
        draw = self.paper.render
        self._tasks.ask(
            lambda _desk: picture(*draw(number, dpi)), then, owner=self, slot=("page", number, dpi)
        )

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Draw what came into sight."""
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Draw what is in sight."""
        super().showEvent(event)
        self._soon.start()

    def _fit(self) -> None:
        scale = ZOOMS[self._zoom] * SCREEN_DPI / 25.4
        wide, high = (round(length * scale) for length in self.paper.size_mm)
        for sheet in self.sheets:
            sheet.setFixedSize(wide, high)
        percent = round(ZOOMS[self._zoom] * 100)
        words = i18n.text("window.preview.where", pages=self.paper.pages, percent=percent)
        self.where.setText(words)
        self._soon.start()

    def _fit_width(self) -> None:
        """Begin with pages that are no wider than the room, as a page that lies across may be."""
        if self._fits:
            return
        self._fits = True
        room = self._area.viewport().width()
        while self._zoom and self.sheets and self.sheets[0].width() > room:
            self.zoom(-1)

    def _draw(self) -> None:
        layout = self._area.widget().layout()
        if not self.isVisible() or layout is None:
            return
        layout.activate()
        self._fit_width()
        dpi = round(SCREEN_DPI * ZOOMS[self._zoom] * self.devicePixelRatioF())
        seen = self._area.viewport().rect()
        for number, sheet in enumerate(self.sheets):
            place = QtCore.QRect(sheet.mapTo(self._area.viewport(), QtCore.QPoint()), sheet.size())
            if self._drawn.get(number) != dpi and place.intersects(seen):
                self._drawn[number] = dpi
                self.draw_page(number, dpi, functools.partial(self._put, number))

    def _put(self, number: int, image: QtGui.QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheets[number].setPixmap(QtGui.QPixmap.fromImage(image))


class _Printing:
    """Prints page after page, each drawn in the background, so that the window stays alive."""

    def __init__(self, owner: Preview, printer: QtPrintSupport.QPrinter, pages: list[int]) -> None:
        self._owner = owner
        self._printer = printer
        self._pages = pages
        self._painter = QtGui.QPainter(printer)
        self._first = True

    def next_page(self) -> None:
        """Draw the next page; end after the last one."""
        if not self._pages:
            self._painter.end()
            self._owner.said.emit(i18n.text("window.preview.sent"))
            return
        self._owner.draw_page(self._pages.pop(0), PAPER_DPI, self._put)

    def _put(self, image: QtGui.QImage) -> None:
        if not self._first:
            self._printer.newPage()
        self._first = False
        # A page keeps its shape where the printer's margins leave another one.
        room = self._painter.viewport()
        keeping = QtCore.Qt.AspectRatioMode.KeepAspectRatio
        place = QtCore.QRect(QtCore.QPoint(), image.size().scaled(room.size(), keeping))
        place.moveCenter(room.center())
        self._painter.drawImage(place, image)
        self.next_page()
