"""A leader's sheet typed from paper: rows by their codes, figures to the right, signed totals."""

from __future__ import annotations

import collections
import datetime
import functools
import itertools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import attendance
from gigdesk.actions.attendance import Keyed, KeyedBack
from gigdesk.domain.attendance import leader_sheet
from gigdesk.gui import dialogs, grid, parts, record
from gigdesk.gui.attendance import ways
from gigdesk.gui.attendance.refusals import named
from gigdesk.gui.fields import Field
from gigdesk.gui.grid import side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.domain.attendance.leader_sheet import Difference, Measure
    from gigdesk.gui.window import Window

SIGNED, TOTALS = "signed", b"totals"
"""The column and the row of the totals that stand on the paper."""
Cell = tuple[bytes, str]
SHOWN = 3
"""So many totals that differ are named at the foot."""
_SAID = {
    leader_sheet.ROW: "attendance.difference.row",
    leader_sheet.COLUMN: "attendance.difference.column",
    leader_sheet.WHOLE: "attendance.difference.whole",
}


class KeyingPage(QtWidgets.QWidget):
    """The rows of one sheet in its order; Enter goes to the right and on to the next row.

    `kept(words)` when everything stands in the desk, `left()` when it was given up.
    """

    kept = QtCore.Signal(str)
    left = QtCore.Signal()

    def __init__(
        self,
        frame: Window,
        about: tuple[bytes, str],
        listed: Sequence[Any],
        *,
        days: Sequence[str],
        how: Measure,
    ) -> None:
        """Show empty rows for `listed`, of the batch and in the way of `about`."""
        super().__init__()
        self.frame, self.how = frame, how
        self._batch, self._way = about
        self._listed = listed
        self._days = days
        self._marked: set[Cell] = set()
        self._counted: collections.Counter[bytes] = collections.Counter()
        self.cells = self._model()
        title = i18n.text("attendance_page.keying", first=days[0], last=days[-1])
        self.grid = grid.Grid(self.cells, title, enter_moves="right", clock=frame.clock)
        side.title_corner(self.grid, i18n.text("attendance_page.keyed_total"))
        self.save_button = parts.button(
            i18n.text("attendance_page.keyed_save"), "check", "primary", do=self.save
        )
        self.head = record.Head(self.leave, self.save_button)
        self.head.show_record(title)
        self.code = QtWidgets.QLineEdit()
        self.code.setAccessibleName(i18n.text("attendance_page.row_code"))
        self.code.returnPressed.connect(self.go_to_code)
        self.said = parts.label(i18n.text("attendance_page.keying_hint"), "hint", wrap=True)
        words = parts.label(i18n.text("attendance_page.row_code"))
        row = parts.across(words, self.code, self.said)
        row.setStretch(2, 1)
        above = QtWidgets.QWidget()
        above.setLayout(row)
        self.setLayout(record.body(self.head, above, self.grid))
        parts.pad(self, 1, 0.75)
        self.cells.changed.connect(lambda _changes: self._look())
        record.on_escape(self, self.leave)
        record.on_key(self, "Ctrl+S", self.save)
        record.on_key(self, "Ctrl+G", self.code.setFocus)
        self.setFocusProxy(self.grid)
        if listed:
            self.grid.select_cell(0, 0)

    def _model(self) -> grid.GridModel:
        """Return the cells, which hold words: what they mean depends on their row."""
        keys = [key for day in self._days for key in self.how.columns(day)]
        signed = i18n.text("attendance_page.signed_total")
        columns = [*map(self._column, keys), grid.GridColumn(SIGNED, signed, width=5, right=True)]
        made = grid.GridModel(columns, self)
        rows = [(one.worker_id, f"{one.code} {one.name}") for one in self._listed]
        made.set_rows([*rows, (TOTALS, i18n.text("attendance_page.signed_day"))])
        made.edge = self._edge
        return made

    def _column(self, key: str) -> grid.GridColumn:
        when = datetime.date.fromisoformat(ways.day_of(key))
        part = ways.part_of(key)
        name = i18n.text("attendance_page.day_name", month=when.month, day=when.day)
        return grid.GridColumn(
            key,
            str(when.day),
            width=3.4 if part else 2.6,
            centre=True,
            no_ime=True,
            under=part,
            name=f"{name}{part}",
        )

    def _edge(self, row: Any) -> str:
        counted = self._counted.get(row)
        return self.how.words(counted) if counted else ""

    def keyed(self) -> tuple[Keyed, dict[Cell, errors.Invalid]]:
        """Return what was typed so far, and by cell why words cannot be read where they stand."""
        unread: dict[Cell, errors.Invalid] = {}
        figures: dict[Cell, Any] = {}
        totals: dict[Cell, int] = {}
        rows = (*(one.worker_id for one in self._listed), TOTALS)
        for cell in itertools.product(rows, (one.key for one in self.cells.columns)):
            words = self.cells.value(*cell)
            is_total = TOTALS in cell or SIGNED in cell
            try:
                value = (self.how.total if is_total else self.how.read)(words or "")
            except errors.Invalid as error:
                unread[cell] = error
                continue
            if isinstance(value, int):
                totals[cell] = value
            elif value is not None:
                figures[cell] = value
        signed = {row: one for (row, key), one in totals.items() if key == SIGNED and row != TOTALS}
        columns = {
            key: one for (row, key), one in totals.items() if row == TOTALS and key != SIGNED
        }
        return Keyed(figures, signed, columns, totals.get((TOTALS, SIGNED))), unread

    def go_to_code(self) -> None:
        """Go to the row whose code was typed; one with a slip in it is said."""
        try:
            leader_sheet.read_row_code(self.code.text())
        except errors.Invalid as error:
            self._say(dialogs.words_of(error), "error")
            return
        found = [at for at, one in enumerate(self._listed) if one.code == self.code.text().strip()]
        if not found:
            told = {"mark": self.code.text().strip()}
            self._say(i18n.text("attendance.error.row_unknown", **told), "error")
            return
        self.code.clear()
        self.grid.select_cell(found[0], 0)
        self.grid.setFocus()

    def _look(self) -> None:
        """Mark what cannot be read and the totals that figures do not come to; name the first."""
        keyed, unread = self.keyed()
        differences = attendance.check_keyed(self.how, keyed)
        tones = {self._place(one): "warning" for one in differences}
        tones |= dict.fromkeys(unread, "error")
        for cell in self._marked - tones.keys():
            self.cells.mark(*cell, "")
        for cell, tone in tones.items():
            self.cells.mark(*cell, tone)
        self._marked = set(tones)
        self._counted = collections.Counter()
        for (row, _), value in keyed.values.items():
            self._counted.update({row: self.how.amount(value), TOTALS: self.how.amount(value)})
        for row in (*(one.worker_id for one in self._listed), TOTALS):
            self.cells.edge_changed(row)
        if unread:
            self._say(dialogs.words_of(next(iter(unread.values()))), "error")
        elif differences:
            self._say(self._told(differences[:SHOWN]), "warning")
        else:
            self._say(i18n.text("attendance_page.keying_hint"), "muted")

    def _place(self, one: Difference) -> tuple[Any, str]:
        if one.kind == leader_sheet.ROW:
            return one.key, SIGNED
        return TOTALS, one.key or SIGNED

    def _told(self, differences: Sequence[Difference]) -> str:
        names = {one.worker_id: one.name for one in self._listed}
        names |= {column.key: column.called for column in self.cells.columns}
        said = [
            i18n.text(
                _SAID[one.kind],
                name=names.get(one.key, ""),
                counted=self.how.words(one.counted),
                stated=self.how.words(one.stated),
            )
            for one in differences
        ]
        return i18n.text("attendance_page.alerts_between").join(said)

    @QtCore.Slot()
    def save(self) -> None:
        """Keep the sheet when its totals are right; else ask why the figures stand all the same."""
        if not self.grid.editor.take():
            return
        keyed, unread = self.keyed()
        if unread:
            cell, error = next(iter(unread.items()))
            self._say(dialogs.words_of(error), "error")
            self._go_to(*cell)
            return
        if keyed.whole is None:
            self._say(i18n.text("attendance.error.no_signed_total"), "error")
            self._go_to(TOTALS, SIGNED)
            return
        differences = attendance.check_keyed(self.how, keyed)
        if not differences:
            self._keep(keyed, "")
            return
        record.question(
            self.frame,
            i18n.text("attendance_page.keep_all_the_same"),
            (Field("reason", "attendance_page.reason", required=True, wide=True),),
            None,
            done=lambda values: self._keep(keyed, values["reason"]),
            said=self._told(differences),
        )

    def _keep(self, keyed: Keyed, reason: str) -> None:
        told = {"first": self._days[0], "last": self._days[-1]}
        source = i18n.text("cli.attendance.leader_source", **told)
        act = functools.partial(
            attendance.key_back,
            batch_id=self._batch,
            way=self._way,
            keyed=keyed,
            source=source,
            reason=reason,
        )
        self.frame.tasks.do(lambda desk, _progress: act(desk), self._kept, owner=self)

    def _kept(self, done: KeyedBack) -> None:
        entered = done.entered
        if entered is None:
            self._say(self._told(done.differences), "warning")
        elif entered.refused:
            self._say(named(entered.refused[0]), "error")
        else:
            count = entered.written + entered.unchanged
            self.kept.emit(i18n.text("attendance_page.keyed", count=count))

    def _go_to(self, row: bytes, key: str) -> None:
        rows = [*(one.worker_id for one in self._listed), TOTALS]
        keys = [one.key for one in self.cells.columns]
        self.grid.select_cell(rows.index(row), keys.index(key))
        self.grid.setFocus()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else it is asked."""
        keyed, unread = self.keyed()
        if keyed.values or unread:
            self.leave()
            return False
        return True

    def leave(self) -> None:
        """Go back; figures that were typed are given up only when that is meant."""
        keyed, unread = self.keyed()
        count = len(keyed.values) + len(unread)
        if not count:
            self.left.emit()
            return
        dialogs.ask(
            self.frame,
            i18n.text("attendance_page.give_up_sheet"),
            i18n.text("attendance_page.give_up_count", count=count),
            yes=i18n.text("attendance_page.give_up"),
            then=self.left.emit,
            danger=True,
        )

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        parts.tone(self.said, tone)
