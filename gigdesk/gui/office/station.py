"""The section of the station: its name, code, address and telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.gui import form, record
from gigdesk.gui.fields import Field, Finding, Kind
from gigdesk.gui.form.page import Doing
from gigdesk.gui.office.framing import Framed

if TYPE_CHECKING:
    from gigdesk.gui.window import Window

FIELDS = (
    Field("name", "settings.station.name", required=True, wide=True),
    Field("code", "settings.station.code", Kind.DOCUMENT, required=True, longest=12),
    Field("head_name", "settings.station.head"),
    Field("phone", "settings.station.phone", Kind.PHONE),
    Field("address", "settings.station.address", wide=True),
)


def _save(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> Any:
    return office.staff.change_station(desk, changes=values)


class StationSection(Framed):
    """One form; the name stands on every paper."""

    def __init__(self, frame: Window) -> None:
        """Ask for the station and show it."""
        super().__init__(frame, "station")
        self.form = form.Form(
            FIELDS,
            Doing(act=_save, check=self._check, draft="office.change_station"),
            name=i18n.text("settings.station.title"),
            tasks=frame.tasks,
            clock=frame.clock,
            can_repeat=False,
        )
        self.form.saved.connect(lambda _done, _again: frame.say(i18n.text("settings.saved")))
        self.form.left.connect(self.refresh)
        self.column.addWidget(self.form, 1)
        self.setFocusProxy(self.form)
        self.refresh()

    def _check(self, values: dict[str, Any]) -> list[Finding]:
        return record.phone_doubts("phone", values["phone"], self.form.started_with.get("phone"))

    def refresh(self) -> None:
        """Show the station as it is kept, unless something half typed would be lost."""
        if not self.form.is_changed:
            self._show_kept()

    def _show_kept(self) -> None:
        self.ask_for(office.staff.station, self.form.show_values)

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else the form asks."""
        if self.form.is_changed:
            self.form.leave()
            return False
        return True
