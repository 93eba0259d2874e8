"""One sheet on the column screen: its columns side by side, the first people under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, parts, theme
from gigdesk.gui.workers import intake_words
from gigdesk.gui.workers.intake_column import WIDE_EM, ColumnHead

if TYPE_CHECKING:
    from gigdesk.gui.workers.intake_flow import Found

_LOW_EM = 12
"""On a lower table the first rows need the room of headers of several lines."""
_LONGEST = 60
"""A cell is known by its beginning; names and numbers are shorter than this."""


class SheetTable(QtWidgets.QWidget):
    """The columns of one sheet with the first people under them."""

    changed = QtCore.Signal()

    def __init__(self, found: Found, sheet: str) -> None:
        """Show the proposals for `sheet`."""
        super().__init__()
        self.sheet = sheet
        options = intake_words.field_options()
        columns = [column for column in found.opened.columns if column.sheet == sheet]
        self.heads = [ColumnHead(column, options, found.amounts) for column in columns]
        sample = next((one for one in found.samples if one.sheet == sheet), None)
        grid = QtWidgets.QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.measures().gap)
        grid.setVerticalSpacing(theme.measures().unit)
        for at, head in enumerate(self.heads):
            grid.addWidget(head, 0, at)
            head.changed.connect(self._changed)
            for editor in (head.picker, head.unit):
                editor.target().installEventFilter(self)
            for row, cells in enumerate(sample.rows if sample else (), 2):
                cell = _cell(cells.get(head.column.index, ""))
                grid.addWidget(cell, row, at, QtCore.Qt.AlignmentFlag.AlignTop)
        grid.addWidget(parts.line(), 1, 0, 1, max(1, len(self.heads)))
        grid.setRowStretch(99, 1)
        grid.setColumnStretch(len(self.heads), 1)
        self._area = parts.scroll(parts.panel(grid, 0.75, kind="surface"))
        self.setLayout(parts.down(self._area, gap=0))
        folding.Later(self, self._fit, high=True)
        if self.heads:
            self.setFocusProxy(self.heads[0].picker.target())

    def mapping(self) -> dict[int, str | None]:
        """Return the field of every column."""
        return {head.column.index: head.field for head in self.heads}

    def units_fen(self) -> dict[str, int]:
        """Return what was answered about amounts."""
        return {head.field: head.unit_fen for head in self.heads if head.field and head.unit_fen}

    def judge(self) -> list[ColumnHead]:
        """Say at each column what is wrong and return the columns that must be mended."""
        first: dict[tuple[int, str], ColumnHead] = {}
        wrong = []
        for head in self.heads:
            key = (head.column.block, head.field or "")
            twice = head.field not in (None, "serial") and key in first
            first.setdefault(key, head)
            said = ""
            if twice:
                said = i18n.text("intake_page.twice", column=first[key].called)
            head.say(said or head.picker.problem())
            if said or not head.is_settled:
                wrong.append(head)
        return wrong

    def show_head(self, head: ColumnHead) -> None:
        """Go to a column."""
        target = head.unit if head.lacks_unit else head.picker
        target.target().setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        self._bring(head, target.target())

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep the column that has the keyboard in sight."""
        if event.type() == QtCore.QEvent.Type.FocusIn:
            for head in self.heads:
                for target in (head.picker.target(), head.unit.target()):
                    if target == watched:
                        self._bring(head, target)
        return super().eventFilter(watched, event)

    def _bring(self, head: ColumnHead, target: QtWidgets.QWidget) -> None:
        """Bring a column into sight from its top on, and in any case what has the keyboard."""
        self._area.ensureWidgetVisible(head, 8, 8)
        self._area.verticalScrollBar().setValue(0)
        self._area.ensureWidgetVisible(target, 8, 8)

    def _fit(self) -> None:
        low = self.height() < theme.measures().em(_LOW_EM)
        for head in self.heads:
            head.set_low(low=low)

    def _changed(self) -> None:
        self.judge()
        self.changed.emit()


def _cell(text: str) -> QtWidgets.QWidget:
    made = parts.label(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", wrap=True)
    made.setToolTip(text)
    theme.follow(made, lambda: made.setMinimumWidth(theme.measures().em(WIDE_EM)))
    return made
