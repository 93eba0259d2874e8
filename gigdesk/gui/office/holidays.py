"""The section of holidays: days that are not what their weekday says."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.domain.office import holidays as notices
from gigdesk.gui import form, parts, record, table
from gigdesk.gui.fields import Field, Finding, Kind, Option
from gigdesk.gui.form.page import Doing
from gigdesk.gui.office.framing import Framed
from gigdesk.gui.office.pasting import Pasting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.form.page import Values
    from gigdesk.gui.window import Window

KINDS = {
    "statutory": ("settings.holidays.statutory", "ok"),
    "rest": ("settings.holidays.rest", "info"),
    "work": ("settings.holidays.work", "warning"),
}
WEEKDAYS = (
    "home.weekday.0",
    "home.weekday.1",
    "home.weekday.2",
    "home.weekday.3",
    "home.weekday.4",
    "home.weekday.5",
    "home.weekday.6",
)
MOST_DAYS = 31
SHOWN = 16
"""So many characters of a line that cannot be read are shown."""


def _weekday(row: table.Row) -> str:
    return i18n.text(WEEKDAYS[datetime.date.fromisoformat(row["day"]).weekday()])


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("day", "settings.holidays.day", width=7, frozen=True),
        table.Column(
            "weekday", "settings.holidays.weekday", width=5, sortable=False, show=_weekday
        ),
        record.state_column("day_kind", "settings.holidays.kind", KINDS, width=9),
        table.Column("name", "settings.holidays.name", width=12),
    )


class HolidaysSection(Framed):
    """One year at a time; a range of days is entered at once."""

    def __init__(self, frame: Window) -> None:
        """Show this year."""
        super().__init__(frame, "holidays")
        text = i18n.text
        self.year = frame.clock.today().year
        self._shown = parts.label("", "heading")
        self._shown.setText(str(self.year))
        tools = [
            parts.icon_button("chevron-left", text("settings.holidays.before"), do=self.before),
            self._shown,
            parts.icon_button("chevron-right", text("settings.holidays.after"), do=self.after),
        ]
        may = frame.may("office.set_holiday")
        helps = (
            (text("settings.holidays.paste"), "clipboard", self.paste),
            (text("settings.holidays.fill"), "calendar-check", self.fill),
        )
        nothing = table.Nothing(
            text("settings.holidays.none"),
            text("settings.holidays.none_words"),
            "calendar",
            helps[:1] if may else (),
        )
        if may:
            tools.append(record.MenuButton(text("settings.holidays.by_notice"), helps))
            words = text("settings.holidays.add")
            tools.append(parts.button(words, "plus", "primary", do=self.add))
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(self._find),
            _columns(),
            name=text("settings.holidays.title"),
            view="holidays",
            layouts=frame.layouts,
            tools=tools,
            nothing=nothing,
            searchable=False,
        )
        if may:
            self.list.add_action(text("settings.holidays.remove"), "trash", self.remove)
        self.lacking = parts.Note("", "warning")
        self.lacking.hide()
        self._lacks: int | None = None
        self.column.addWidget(self.lacking)
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.table)
        self._look()

    def _look(self) -> None:
        """Say which year's official holidays are not yet in, and how they get in."""
        shown = self.year

        def ask(desk: Any) -> int | None:
            kinds = [row["day_kind"] for row in office.slots.holidays(desk, shown)]
            laid_out = notices.is_laid_out(kinds) or shown < self.frame.clock.today().year
            return office.slots.missing_holidays(desk) if laid_out else shown

        self.ask_for(ask, self._show_lacking)

    def _show_lacking(self, year: int | None) -> None:
        self._lacks = year
        self._say_lacking()

    def _fit(self) -> None:
        super()._fit()
        self._say_lacking()

    def _say_lacking(self) -> None:
        """Say it in short where the days need the room; the whole stands in the tip then."""
        year = self._lacks
        if year is not None:
            whole = i18n.text("settings.holidays.lacking", year=year)
            brief = i18n.text("settings.holidays.lacking_brief", year=year)
            self.lacking.say(whole if self.is_roomy else brief, "warning")
            self.lacking.setToolTip(whole)
        self.lacking.setVisible(year is not None)

    def _find(self, desk: Any, _query: table.Query) -> Sequence[table.Row]:
        return office.slots.holidays(desk, self.year)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()
        self._look()

    def before(self) -> None:
        """Show the year before."""
        self._turn(-1)

    def after(self) -> None:
        """Show the year after."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        self.year += by
        self._shown.setText(str(self.year))
        self.refresh()

    def add(self) -> None:
        """Ask for days, their kind and the name of the holiday."""
        options = tuple(Option(code, i18n.text(words)) for code, (words, _) in KINDS.items())
        made = form.Form(
            (
                Field("start", "settings.holidays.start", Kind.DATE, required=True),
                Field("end", "settings.holidays.end", Kind.DATE, hint="settings.holidays.end_hint"),
                Field(
                    "kind",
                    "settings.holidays.kind",
                    Kind.CHOICE,
                    required=True,
                    options=options,
                    initial="statutory",
                    remember=True,
                ),
                Field("name", "settings.holidays.name", required=True, remember=True),
            ),
            Doing(act=_save, check=check, draft="office.set_holiday"),
            name=i18n.text("settings.holidays.add"),
            tasks=self.frame.tasks,
            clock=self.frame.clock,
        )
        made.clear()
        self.ask_form(i18n.text("settings.holidays.add"), made, "settings.saved")

    def paste(self) -> None:
        """Open the dialog that takes the notice of a year."""
        Notice(self).open()

    def fill(self) -> None:
        """Put in what is published for the year, or at least the days that never move."""
        days = office.slots.known_holidays(self.year)
        self.act(
            lambda desk: office.slots.set_holidays(desk, days=days), "settings.holidays.filled"
        )

    def remove(self) -> None:
        """Take the chosen days out of the list."""
        days = [datetime.date.fromisoformat(row["day"]) for row in self.list.table.selected_rows()]
        if days:
            self.act(
                lambda desk: office.slots.clear_holidays(desk, days=days),
                "settings.holidays.removed",
            )


class Notice(Pasting):
    """Says what a notice of the State Council would set while it is pasted."""

    def __init__(self, section: HolidaysSection) -> None:
        """Begin empty."""
        text = i18n.text
        super().__init__(
            section,
            text("settings.holidays.paste_year", year=section.year),
            hint=text("settings.holidays.paste_hint"),
            empty=text("settings.holidays.paste_empty"),
            go=text("settings.holidays.paste_go"),
            draft=f"office.set_holiday:{section.year}",
        )
        self._year = section.year
        self._days: list[tuple[datetime.date, str, str]] = []

    def look(self) -> None:
        """Read the notice; nothing of it needs the desk."""
        text = i18n.text
        read = office.slots.read_holidays(self.box.toPlainText(), self._year)
        self._days = [(one.day, one.kind, one.name) for one in read.days]
        kinds = [kind for _, kind, _ in self._days]
        said = text(
            "settings.holidays.plan",
            statutory=kinds.count("statutory"),
            rest=kinds.count("rest"),
            work=kinds.count("work"),
        )
        if read.unread:
            unread = "  ".join(each[:SHOWN] for each in read.unread[:2])
            said += "\n" + text("settings.holidays.unread", count=len(read.unread), first=unread)
        self.words.say(said, "warning" if read.unread else "info")
        self.go.setEnabled(bool(self._days))
        self.fit()

    def take(self) -> None:
        """Set the days that were read."""
        days = self._days
        self.hand_in(
            lambda desk: office.slots.set_holidays(desk, days=days), "settings.holidays.filled"
        )


def _save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
    days = _days(values)
    return office.slots.set_holidays(
        desk, days=[(day, values["kind"], values["name"]) for day in days]
    )


def _days(values: Values) -> list[datetime.date]:
    start = datetime.date.fromisoformat(values["start"])
    end = datetime.date.fromisoformat(values["end"] or values["start"])
    return [start + datetime.timedelta(days=number) for number in range((end - start).days + 1)]


def check(values: Values) -> list[Finding]:
    """Say what is wrong with the days: the end before the start, or far too many."""
    start, end = values["start"], values["end"]
    if start and end and end < start:
        return [Finding("end", i18n.text("settings.holidays.backwards"))]
    if start and end and len(_days(values)) > MOST_DAYS:
        return [Finding("end", i18n.text("settings.holidays.too_many", count=MOST_DAYS))]
    return []
