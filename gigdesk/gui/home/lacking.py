"""The daily list of who works without a contract: of which day, and as a workbook."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import folder, parts, reach, record, table
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

DAY = "day"
"""The filter that holds a day gone by."""


def day_of(query: table.Query) -> datetime.date | None:
    """Return the day that a list is asked for; None for today."""
    said = query.value(DAY)
    return datetime.date.fromisoformat(said) if said else None


class DayButton(parts.Button):
    """Asks of which day the list is to be; today's is shown once the filter is taken away."""

    def __init__(self, frame: Window) -> None:
        """Belong to no list yet."""
        super().__init__(i18n.text("home.contract.other_day"), "calendar")
        self._frame = frame
        self._list: table.Listing | None = None
        self.clicked.connect(lambda _on=False: self.ask())

    def bind(self, listing: table.Listing) -> None:
        """Filter this list."""
        self._list = listing

    def ask(self) -> None:
        """Ask for a day gone by."""
        today = self._frame.clock.today()
        record.question(
            self._frame,
            i18n.text("home.contract.show_day"),
            (Field(DAY, "home.contract.day", Kind.DATE, required=True),),
            lambda desk, values, _sure: _checked(desk, values[DAY]),
            done=self.show_day,
            values={DAY: (today - datetime.timedelta(days=1)).isoformat()},
        )

    def show_day(self, day: str) -> None:
        """Show the list as it was on a day."""
        if self._list is not None:
            words = i18n.text("home.contract.of_day", day=day)
            self._list.set_filter(table.Filter(DAY, day, words))

    @property
    def day(self) -> datetime.date | None:
        """Return the day that is shown; None for today."""
        return day_of(self._list.query) if self._list is not None else None


def _checked(desk: Any, day: str) -> str:
    dispatch.without_contract(desk, on=datetime.date.fromisoformat(day))
    return day


class ExportButton(parts.Button):
    """Writes the list of the day that is shown."""

    def __init__(self, frame: Window) -> None:
        """Offer it to those who may write lists."""
        super().__init__(i18n.text("people.export.open"), "file-export")
        self._frame = frame
        self.allow(allowed=reach.allows(self.write))
        self.clicked.connect(lambda _on=False: self.write())

    @reach.needs("dispatch.export")
    def write(self) -> None:
        """Write the workbook as a job; the notice leads to its folder."""
        frame, title = self._frame, i18n.text("home.contract.title")
        beside = self.parent().findChild(DayButton)
        day = beside.day if beside is not None else None
        shown = (day or frame.clock.today()).isoformat()
        wanted = folder.place(frame, f"{title} {shown}.xlsx")

        def make(desk: Any, _progress: Progress) -> tuple[int, Path]:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return dispatch.export_without(desk, out, on=day).rows, out

        def tell(made: tuple[int, Path]) -> None:
            count, out = made
            said = i18n.text("home.contract.exported", count=count, name=out.name)
            folder.tell(frame, said, out)

        frame.tasks.do(make, tell, owner=frame, title=title, slot="lacking")
