"""One row of an import in full: why it stands where it does, whom it means, what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.domain import workers
from gigdesk.gui import parts, theme
from gigdesk.gui.flow import Flow
from gigdesk.gui.workers import intake_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.workers.imports import Change, Line

_TOP = QtCore.Qt.AlignmentFlag.AlignTop


class LineView(QtWidgets.QWidget):
    """Shows a row; with `choosing` each change has a box that says if it is taken over.

    What an import would have taken by itself is ticked; name, birth, sex and account are not.
    """

    chosen = QtCore.Signal()

    def __init__(self, *, choosing: bool = False) -> None:
        """Show nothing yet."""
        super().__init__()
        self._choosing = choosing
        self.boxes: dict[str, QtWidgets.QCheckBox] = {}
        self.line: Line | None = None
        self._inner = QtWidgets.QWidget()
        self._area = parts.scroll(self._inner)
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self._area.setAccessibleName(i18n.text("intake_page.detail"))
        self.setLayout(parts.down(self._area, gap=0))
        self.show_nothing()

    def show_nothing(self, said: str = "") -> None:
        """Say that no single row is chosen."""
        self.line = None
        self.boxes = {}
        column = parts.down(
            parts.label(said or i18n.text("intake_page.choose_line"), "muted", wrap=True), None
        )
        self._put(column)

    def show_line(self, line: Line) -> None:
        """Show a row in full."""
        self.line = line
        self.boxes = {}
        column = parts.down(gap=0.75)
        for widget in (
            self._head(line),
            *self._reasons(line),
            self._person(line),
            self._changes(line),
            self._cells(line),
        ):
            if widget is not None:
                column.addWidget(widget)
        column.addStretch(1)
        self._put(column)

    def taken(self) -> set[str]:
        """Return the fields whose boxes are ticked."""
        return {name for name, box in self.boxes.items() if box.isChecked()}

    def _put(self, column: QtWidgets.QVBoxLayout) -> None:
        made = parts.panel(column, 0.75, kind="surface")
        old = self._area.takeWidget()
        self._area.setWidget(made)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._inner = made

    def _head(self, line: Line) -> QtWidgets.QWidget:
        key, _, tone = intake_words.KINDS[line.kind]
        title = parts.label(line.name or i18n.text("intake_page.nameless"), "heading", wrap=True)
        place = i18n.text("intake_page.row", where=line.where)
        if line.file:
            place = i18n.text("intake_page.row_of", where=line.where, file=line.file)
        held = QtWidgets.QWidget()
        top = parts.across(title, parts.Status(i18n.text(key), tone))
        top.setStretch(0, 1)
        both = parts.down(gap=0.25)
        both.addLayout(top)
        both.addWidget(parts.label(place, "small", wrap=True))
        if line.hidden:
            both.addWidget(parts.label(i18n.text("intake_page.hidden_row"), "small", wrap=True))
        held.setLayout(both)
        return held

    @staticmethod
    def _reasons(line: Line) -> list[QtWidgets.QWidget]:
        return [
            parts.Note(said, tone)
            for said, tone in intake_words.reasons((*line.reasons, *line.warnings))
        ]

    @staticmethod
    def _person(line: Line) -> QtWidgets.QWidget | None:
        if line.person is None:
            return None
        key = "intake_page.proposed" if line.kind == "undecided" else "intake_page.known_as"
        if line.kind == "new":
            key = "intake_page.like"
        said = i18n.text(key, person=intake_words.person(line.person))
        return parts.label(said, wrap=True)

    def _changes(self, line: Line) -> QtWidgets.QWidget | None:
        if not line.changes:
            return None
        held, grid = _grid()
        known = line.person is not None and line.kind != "new"
        titles = ["intake_page.field", "intake_page.before", "intake_page.after"]
        if not known:
            titles = ["intake_page.field", "intake_page.in_file"]
        for at, title in enumerate(titles):
            grid.addWidget(parts.label(i18n.text(title), "small"), 0, at)
        for row, change in enumerate(line.changes, 1):
            self._change(grid, row, change, known=known)
        return held

    def _change(
        self, grid: QtWidgets.QGridLayout, row: int, change: Change, *, known: bool
    ) -> None:
        name = words.field(change.field)
        before, after = intake_words.before_after(change)
        if self._choosing and known:
            box = QtWidgets.QCheckBox(name)
            box.setAccessibleName(i18n.text("intake_page.take_over", field=name, value=after))
            box.setChecked(change.field not in workers.worker.PROTECTED)
            box.toggled.connect(lambda _on: self.chosen.emit())
            self.boxes[change.field] = box
            grid.addWidget(box, row, 0, _TOP)
        else:
            grid.addWidget(parts.label(name, "muted", wrap=True), row, 0, _TOP)
        if known:
            grid.addWidget(parts.label(before, "muted", wrap=True), row, 1, _TOP)
            arrow = f"\u2192 {after}"
            grid.addWidget(parts.label(arrow, "heading", wrap=True), row, 2, _TOP)
        else:
            grid.addWidget(parts.label(after, wrap=True), row, 1, _TOP)

    @staticmethod
    def _cells(line: Line) -> QtWidgets.QWidget | None:
        if not line.cells:
            return None
        held, grid = _grid()
        grid.addWidget(parts.label(i18n.text("intake_page.cells"), "section"), 0, 0, 1, 2)
        for row, (header, text) in enumerate(line.cells, 1):
            said = header or i18n.text("intake_page.no_header")
            grid.addWidget(parts.label(said, "muted", wrap=True), row, 0, _TOP)
            grid.addWidget(parts.label(text, wrap=True), row, 1, _TOP)
        return held


def button_row(buttons: Iterable[QtWidgets.QWidget]) -> QtWidgets.QWidget:
    """Return buttons in a row that goes on in the next one where the width ends."""
    held, flow = QtWidgets.QWidget(), Flow()
    for button in buttons:
        flow.addWidget(button)
    held.setLayout(flow)
    policy = held.sizePolicy()
    policy.setHeightForWidth(True)
    held.setSizePolicy(policy)
    return held


def _grid() -> tuple[QtWidgets.QWidget, QtWidgets.QGridLayout]:
    held = QtWidgets.QWidget()
    grid = QtWidgets.QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.measures().gap)
    grid.setVerticalSpacing(theme.measures().unit)
    for column, share in enumerate((2, 3, 3)):
        grid.setColumnStretch(column, share)
    held.setLayout(grid)
    return held, grid
