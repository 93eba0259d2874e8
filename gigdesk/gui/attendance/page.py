"""The page: the month of a batch below, a sheet that is taken in or a list of refusals on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui import record, window
from gigdesk.gui.attendance.month_page import MonthPage

if TYPE_CHECKING:
    from gigdesk.gui.window import Window


class AttendancePage(record.Trail):
    """Days of work; opens the month of a batch by the batch's id, `(id, "2026-09")` a month."""

    def __init__(self, frame: Window) -> None:
        """Show the newest batch on the road."""
        super().__init__()
        self.frame = frame
        self.month = MonthPage(frame, self)
        self.push(self.month)

    def open_record(self, wanted: Any) -> None:
        """Open a batch, and in it a month where one is named."""
        self.to_bottom()
        if isinstance(wanted, tuple):
            self.month.open_batch(*wanted)
        else:
            self.month.open_batch(wanted)

    def refresh(self) -> None:
        """Ask anew for whatever is in front."""
        self.frame.set_title(i18n.text("attendance_page.title"))
        super().refresh()

    def may_leave(self) -> bool:
        """Hand over what was typed; what cannot stand in its cell is said before leaving."""
        return self.month.flush() and super().may_leave()


def spec() -> window.PageSpec:
    """Return the page as the frame is told of it."""
    return window.PageSpec("attendance", "calendar-month", "attendance_page.title", AttendancePage)
