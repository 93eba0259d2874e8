"""The month of one batch: which batch, which month, the grid, and what became of its cells."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.domain.office import holidays as notices
from gigdesk.gui import fields, folding, parts, record, theme
from gigdesk.gui.attendance import choosing, ways
from gigdesk.gui.attendance import month as months
from gigdesk.gui.attendance.deeds import Deeds
from gigdesk.gui.attendance.keeping import Keeping
from gigdesk.gui.attendance.refusals import RefusalList, RefusedCells
from gigdesk.gui.attendance.sheet import Sheet
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.window.notices import KEEPS_CLEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.attendance import Entered, Grid
    from gigdesk.gui.window import Window

    Seen = tuple[dict[str, Any], list[str], Grid, dict[str, str]]
    """A batch, the months it touches, the month shown, and the kinds of its special days."""

WIDE_EM = 64
"""Below this width (in Chinese characters) the choice of the batch goes without its label."""
TYPING_MS = 400
"""How long the month waits to be shown anew while something is being typed."""


class MonthPage(QtWidgets.QWidget):
    """Batch and month on top, the grid below, and at the foot what was refused and the total."""

    def __init__(self, frame: Window, trail: record.Trail) -> None:
        """Open the newest batch on the road."""
        super().__init__()
        self.frame = frame
        self.trail = trail
        self.shown: Grid | None = None
        self.sheet: Sheet | None = None
        self.keeping = Keeping(frame, lambda: self.sheet is None or self.sheet.grid.editor.take())
        self.batch: bytes | None = None
        self.row: Mapping[str, Any] = {}
        self.known: list[str] = []
        self.cells = RefusedCells(frame, trail)
        self.lacks_holidays = self._asked = False
        self.way = ways.Way(ways.DAYS)
        self._chosen_ways: dict[bytes, str] = {}
        self.deeds = Deeds(self)
        self._make()
        record.on_key(self, "Ctrl+PgUp", lambda: self.turn(-1))
        record.on_key(self, "Ctrl+PgDown", lambda: self.turn(1))
        record.on_key(self, "Ctrl+S", self.flush)
        record.on_key(self, "Ctrl+1", lambda: self.deeds.fill_empty(free=False))
        record.on_key(self, "Ctrl+2", lambda: self.deeds.fill_empty(free=True))
        for number, key in enumerate(ways.KEYS, start=3):
            record.on_key(self, f"Ctrl+{number}", functools.partial(self.write_in, key))
        record.on_key(self, "Ctrl+H", self.deeds.tell_day)
        self.total.setObjectName(KEEPS_CLEAR)
        self.open_newest()

    def _make(self) -> None:
        text = i18n.text
        self.choice = fields.make(
            Field("batch", "attendance_page.batch", Kind.LOOKUP, find=choosing.find_batches),
            self.frame.tasks,
        )
        self.choice.finished.connect(self._chosen)
        self.label = parts.label(text("attendance_page.batch"))
        self.label.setBuddy(self.choice.target())
        self.before = parts.icon_button(
            "chevron-left", text("attendance_page.month_before"), do=lambda: self.turn(-1)
        )
        self.after = parts.icon_button(
            "chevron-right", text("attendance_page.month_after"), do=lambda: self.turn(1)
        )
        self.month = parts.label("", "heading")
        self.way_button = record.MenuButton("", ways.choices(self.write_in))
        self.filling = record.MenuButton(text("attendance_page.fill"), self.deeds.fillings())
        self.papers = record.MenuButton(text("attendance_page.papers"))
        self.confirm = parts.button(
            text("attendance_page.confirm"), "user-check", do=self.deeds.ask_name
        )
        top = parts.across(
            self.label,
            self.choice.target(),
            self.before,
            self.month,
            self.after,
            self.way_button,
            self.filling,
            self.papers,
            self.confirm,
            gap=0.75,
        )
        top.setStretch(1, 1)
        self.state = parts.label("", "hint", wrap=True)
        self.place = QtWidgets.QStackedWidget()
        self.place.addWidget(choosing.empty(self.frame))
        self.total = parts.label("", "heading")
        self.keys = parts.label(text("attendance_page.hint.few"), "hint")
        foot = parts.across(self.keys, self.cells, self.total)
        foot.setStretch(1, 1)
        self.cells.said.connect(self._show_state)
        self.keeping.saved.connect(self._saved)
        self.keeping.refused.connect(self.cells.show_refused)
        self.keeping.unsaved.connect(self.cells.say_unsaved)
        self.keeping.outdated.connect(self.refresh)
        self.keeping.listed.connect(self._list_refused)
        whole = parts.down(gap=0.75)
        whole.addLayout(top)
        whole.addWidget(self.state)
        whole.addWidget(self.place, 1)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        self.folding = record.Folding(self)
        self.cells.is_low = lambda: self.folding.is_low
        folding.Later(self, self._fit, high=True)
        self.setFocusProxy(self.choice.target())

    # which batch, which month

    def open_newest(self) -> None:
        """Open the batch that left last and is still away, else the one that came back last."""
        self.frame.tasks.ask(choosing.newest, self._open_found, owner=self)

    def _open_found(self, batch_id: bytes | None) -> None:
        # Whoever named a batch before this answer came meant that one.
        if batch_id is not None and not self._asked:
            self.open_batch(batch_id)

    def open_batch(self, batch_id: bytes, month: str = "") -> None:
        """Show a month of a batch: the one named, this month, or the nearest one."""
        if not self.flush():
            return
        self._asked = True
        here = (self.batch, self.shown.month if self.shown is not None else "")
        if self.sheet is not None and (batch_id, month) != here:
            # Whoever types on means the month that is about to come.
            self.sheet.cells.locked = True
        today = self.frame.clock.today().isoformat()[:7]
        look = functools.partial(choosing.look, batch_id=batch_id, month=month, today=today)
        self.frame.tasks.ask(look, self._show, owner=self, failed=self._stay)

    def _stay(self, _error: BaseException) -> bool:
        """Let the month in sight be written in again; the frame says what went wrong."""
        if self.sheet is not None and self.shown is not None:
            self.sheet.cells.locked = months.is_locked(self.shown)
        return False

    def write_in(self, key: str) -> None:
        """Write the month down in days, hours or kilograms."""
        if self.batch is None or self.shown is None or key == self.way.key or not self.flush():
            return
        self._chosen_ways[self.batch] = key
        if self.sheet is not None:
            self.sheet.cells.locked = True
        self.open_batch(self.batch, self.shown.month)

    def turn(self, by: int) -> None:
        """Show the month before or after, where the batch touches it."""
        if self.shown is None or self.batch is None:
            return
        wanted = months.shift(self.shown.month, by)
        if wanted in self.known:
            self.open_batch(self.batch, wanted)

    def _chosen(self) -> None:
        chosen = self.choice.value()
        if isinstance(chosen, bytes) and chosen != self.batch:
            self.open_batch(chosen)

    def _show(self, answer: Seen) -> None:
        row, self.known, shown, special = answer
        if self._waits_for_typing():
            return
        self.lacks_holidays = not notices.is_laid_out(special.values())
        self.batch, self.shown, self.row = row["id"], shown, row
        self.way = ways.of(self._chosen_ways.get(row["id"]) or ways.proposed(shown), shown)
        self.way_button.setText(ways.title(self.way.key))
        self.keys.setText(ways.few(self.way.key))
        self._name_batch()
        # The month's own words may take room from the choice.
        QtCore.QTimer.singleShot(0, self, self._name_batch)
        place = self.known.index(shown.month) if shown.month in self.known else 0
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < len(self.known) - 1)
        self.month.setText(months.words(shown.month))
        self._show_state()
        self._put_sheet(shown, special)
        self.cells.begin(self.sheet, (shown.batch_id, shown.month, self.way.key))
        self.papers.offer(self.deeds.entries())
        self.confirm.setEnabled(shown.may_enter)
        self.filling.setEnabled(shown.may_enter)

    def _put_sheet(self, shown: Grid, special: Mapping[str, str]) -> None:
        had = self.sheet is not None and self.sheet.grid.hasFocus()
        cells = months.model(shown, special, self, self.way)
        self.sheet = Sheet(self.frame, cells, shown, self.way)
        cells.setParent(self.sheet)
        self.keeping.begin(cells, shown, self.sheet.name, self.way)
        self.sheet.add_up()
        cells.changed.connect(lambda _changes: self._add_up())
        before = self.place.currentWidget()
        self.place.addWidget(self.sheet)
        self.place.setCurrentWidget(self.sheet)
        stays = self.sheet.stand_like(before)
        self.place.removeWidget(before)
        before.deleteLater()
        if cells.rowCount() and not stays:
            self.sheet.grid.select_cell(
                0, months.first_column(shown, self.frame.clock.today(), self.way)
            )
        if had or (self.choice.target().hasFocus() and not stays):
            self.sheet.grid.setFocus()
        self.setFocusProxy(self.sheet.grid)
        self._add_up()

    def _fit(self) -> None:
        """Leave out what the grid and the choice of the batch need the room of."""
        self.label.setVisible(self.width() >= theme.measures().em(WIDE_EM))
        self._show_state()
        QtCore.QTimer.singleShot(0, self, self._name_batch)

    def _name_batch(self) -> None:
        """Name the batch as fully as there is room for, unless another one is being chosen."""
        box = self.choice.target()
        if self.row and self.choice.value() in (None, self.batch, self.row["id"]):
            self.choice.set_value(choosing.fitting(self.row, box))
            box.setToolTip(choosing.candidate(self.row).words)

    def _show_state(self) -> None:
        shown = self.shown
        self.keys.setVisible(self.folding.is_low and not self.cells.words)
        if shown is None:
            self.state.hide()
            return
        words, tone = months.state(shown, self.way, lacks_holidays=self.lacks_holidays)
        self.state.setText(words)
        self.state.setVisible(tone != "muted" or not self.folding.is_low)
        parts.tone(self.state, tone)

    def _add_up(self) -> None:
        if self.sheet is not None:
            self.total.setText(months.sum_words(self.sheet.cells, self.way, self.sheet.total()))

    # saving

    def flush(self) -> bool:
        """Hand over what was typed, also into the cell that is still open.

        Returns whether all of it could stand; what could not is said at the foot.
        """
        return self.keeping.flush()

    def _waits_for_typing(self) -> bool:
        """Say whether something is being typed or pasted; then the month is shown a bit later."""
        is_busy = self.sheet is not None and self.sheet.grid.is_busy
        if is_busy:
            QtCore.QTimer.singleShot(TYPING_MS, self, self.refresh)
        return is_busy

    def _list_refused(self, refused: list[Any]) -> None:
        """Show which cells of a month that was left were not taken."""
        self.frame.open("attendance")
        self.trail.push(RefusalList(self.frame, refused, self.trail.back))

    def _saved(self, entered: Entered | None) -> None:
        if self.sheet is not None:
            self.sheet.add_up()
        self._add_up()
        if entered is not None and entered.taken_back:
            # Cells that had not been saved yet are put back all the same.
            count = entered.written + entered.unchanged
            if count:
                self.cells.say_saved(i18n.text("attendance_page.taken_back", count=count))
        elif entered is not None and entered.written:
            key = "attendance_page.saved"
            if entered.corrected:
                key = "attendance_page.saved_corrected"
            said = i18n.text(key, count=entered.written, corrected=entered.corrected)
            self.cells.say_saved(said, choosing.elsewhere(entered.overlaps))

    def refresh(self) -> None:
        """Show the month anew, when nothing is being typed."""
        if self.batch is None:
            self.open_newest()
        elif not self._waits_for_typing() and self.shown is not None:
            self.open_batch(self.batch, self.shown.month)
