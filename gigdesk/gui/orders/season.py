"""The season calendar: orders down, months or weeks across, placed and needed in each."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import season
from gigdesk.gui import folder, parts, reach, record, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.domain.orders.season import Cell, Period
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

COUNT = 12
ALL = b"all"


class Season(QtWidgets.QWidget):
    """The calendar with its way back and on in time; `opened(order)` fires on Enter."""

    opened = QtCore.Signal(object)

    def __init__(self, frame: Window) -> None:
        """Begin with the month of today."""
        super().__init__()
        text = i18n.text
        self.frame = frame
        self.by = season.MONTH
        self.first = frame.clock.today()
        self.found: orders.Calendar | None = None
        before = parts.icon_button(
            "chevron-left", text("orders_page.earlier"), do=lambda: self.turn(-1)
        )
        after = parts.icon_button(
            "chevron-right", text("orders_page.later"), do=lambda: self.turn(1)
        )
        self.switch = parts.button(text("orders_page.by_week"), "calendar", do=self.change)
        self.sheet = parts.button(
            text("orders_page.write_season"), "file-spreadsheet", do=self.write
        )
        self.sheet.setVisible(frame.may("orders.export"))
        self.said = parts.label("", wrap=True)
        bar = parts.across(before, after, self.switch, self.sheet, self.said)
        bar.setStretch(4, 1)
        self._holder = parts.down()
        whole = parts.down(gap=0.5)
        whole.addLayout(bar)
        whole.addLayout(self._holder)
        self.setLayout(whole)
        self.list = self._make()
        record.on_key(self, "Alt+Left", lambda: self.turn(-1))
        record.on_key(self, "Alt+Right", lambda: self.turn(1))
        record.on_key(self, "Ctrl+E", self.write)

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the months or weeks in sight."""
        return season.periods(self.first, COUNT, self.by)

    def _make(self) -> table.Listing:
        """Return a list for the periods in sight, in the place of the one before."""
        column = table.Column
        self.found = None
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("number", "orders_page.number", right=True, width=3, frozen=True),
                column("trade", "orders.field.trade", width=5, frozen=True),
                column("employer_name", "orders_page.employer", width=9, sortable=False),
                *(self._column(at, one) for at, one in enumerate(self.periods)),
            ),
            name=i18n.text("orders_page.season"),
            view=f"season_{self.by}",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("orders_page.no_peak"), "", "calendar"),
        )
        record.plain(made)
        made.opened.connect(self._open)
        made.loaded.connect(self._say)
        parts.empty(self._holder)
        self._holder.addWidget(made)
        self.setFocusProxy(made.table)
        return made

    def _column(self, at: int, period: Period) -> table.Column:
        label = label_of(period, self.by)
        return table.Column(
            f"p{at}", label, right=True, width=4, sortable=False, tone=lambda row: row[f"tone{at}"]
        )

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.found = orders.calendar(desk, first=self.first, count=COUNT, by=self.by)
        total = {
            "id": ALL,
            "number": None,
            "trade": i18n.text("orders_page.all_orders"),
            "employer_name": "",
            **cells(self.found.totals),
        }
        told = [{**row, **cells(row["cells"])} for row in self.found.orders]
        return [total, *told] if told else []

    def _open(self, order_id: bytes) -> None:
        if order_id != ALL:
            self.opened.emit(order_id)

    def _say(self) -> None:
        top = self.found.peak if self.found is not None else None
        self.said.setText(peak_words(top) + i18n.text("orders_page.season_words"))

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def turn(self, by: int) -> None:
        """Go on or back in time by half of what is in sight."""
        periods = season.periods(self.first, COUNT // 2 + 1, self.by)
        if by > 0:
            self.first = periods[-1].start
        else:
            days = (periods[-1].start - periods[0].start).days
            self.first = periods[0].start - datetime.timedelta(days=days)
        self.list = self._make()

    def change(self) -> None:
        """Show weeks in place of months, or the other way round."""
        self.by = season.WEEK if self.by == season.MONTH else season.MONTH
        key = "orders_page.by_month" if self.by == season.WEEK else "orders_page.by_week"
        self.switch.setText(f"{parts.AIR}{i18n.text(key)}")
        self.switch.setAccessibleName(i18n.text(key))
        self.list = self._make()

    @reach.needs("orders.export")
    def write(self) -> None:
        """Write what is in sight as a workbook."""
        if self.found is None:
            return
        found, name = self.found, i18n.text("orders_page.season")
        labels = [label_of(one, self.by) for one in found.periods]
        total, said = i18n.text("orders_page.all_orders"), peak_words(found.peak)
        wanted = folder.place(self.frame, f"{name}.xlsx")

        def make(desk: Any, _progress: Progress) -> Any:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            orders.write_calendar(desk, out, labels, found, total=total, said=said)
            return out

        self.frame.tasks.do(
            make,
            lambda out: folder.tell(self.frame, i18n.text("orders_page.season_written"), out),
            owner=self.frame,
            title=name,
            slot=("paper", name),
        )


def label_of(period: Period, by: str) -> str:
    """Return a month as `2026-09`, a week by its Monday, `09-07`."""
    day = period.start.isoformat()
    return day[:7] if by == season.MONTH else day[5:]


def peak_words(top: season.Peak | None) -> str:
    """Return the fullest day in words."""
    if top is None:
        return i18n.text("orders_page.no_peak")
    return i18n.text("orders_page.peak", day=top.day, needed=top.needed, placed=top.placed)


def cells(found: Sequence[Cell]) -> dict[str, str]:
    """Return cells as the columns of a row, `28/30`, with the tone of places that lack."""
    told: dict[str, str] = {}
    for at, one in enumerate(found):
        told[f"p{at}"] = f"{one.placed}/{one.needed}" if one.needed or one.placed else ""
        told[f"tone{at}"] = "warning" if one.placed < one.needed else "ok" if one.needed else ""
    return told
