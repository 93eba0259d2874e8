"""The section of places: towns and villages, one by one or as a pasted list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.domain.office import spots
from gigdesk.gui import form, parts, table
from gigdesk.gui.fields import Candidate, Field, Kind
from gigdesk.gui.form.page import Doing
from gigdesk.gui.office.framing import Framed
from gigdesk.gui.office.pasting import Pasting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.office.places import Plan
    from gigdesk.gui.form.page import Values
    from gigdesk.gui.window import Window

LEVELS = {
    "county": "settings.places.county",
    "town": "settings.places.town",
    "village": "settings.places.village",
}
SHOWN = 6
_ADD, _CHANGE, _JOIN = "office.add_division", "office.change_division", "office.join_divisions"
_CODES = (
    Field("code", "settings.places.code", Kind.DOCUMENT, longest=12),
    Field(
        "local_code",
        "settings.places.local_code",
        Kind.DOCUMENT,
        longest=12,
        hint="settings.places.local_hint",
    ),
)
LOOK_MS = 300


def _find(desk: Any, _query: table.Query) -> list[dict[str, Any]]:
    order = {"county": 0, "town": 1, "village": 2}
    found = office.places.divisions(desk)
    for row in found:
        row["spot"] = spots.shown(spots.of_row(row["latitude_e6"], row["longitude_e6"]))
    return sorted(found, key=lambda row: order.get(row["level"], 9))


def _towns(desk: Any, typed: str) -> list[Candidate]:
    return [
        Candidate(row["id"], row["name"])
        for row in office.places.divisions(desk, "town")
        if typed in row["name"] or typed.lower() in (row["initials"] or "")
    ]


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("name", "settings.places.name", width=9, frozen=True),
        table.Column(
            "level",
            "settings.places.level",
            width=6,
            show=lambda row: i18n.text(LEVELS[row["level"]]),
        ),
        table.Column("parent_name", "settings.places.belongs", width=8),
        table.Column("code", "settings.places.code", width=8),
        table.Column("local_code", "settings.places.local_code", width=7, hidden=True),
        table.Column("initials", "settings.places.initials", width=7),
        table.Column("aliases", "settings.places.aliases", width=9),
        table.Column("valid_to", "settings.places.ended", width=6),
        table.Column("spot", "settings.places.spot", width=9, hidden=True),
        table.Column("successor_name", "settings.places.is_now", width=7),
    )


class PlacesSection(Framed):
    """The list; whoever may not change it only reads it."""

    def __init__(self, frame: Window) -> None:
        """Offer adding to those who may."""
        super().__init__(frame, "places")
        text = i18n.text
        may = frame.may("office.add_division")
        tools = []
        if may:
            tools = [
                parts.button(text("settings.places.add"), "plus", do=self.add),
                parts.button(text("settings.places.paste"), "clipboard", "primary", do=self.paste),
            ]
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(_find),
            _columns(),
            name=text("settings.places.title"),
            view="places",
            layouts=frame.layouts,
            tools=tools,
            folding=True,
            nothing=table.Nothing(
                text("settings.places.none"),
                text("settings.places.none_words"),
                "map-pin",
                ((text("settings.places.paste"), "clipboard", self.paste),) if may else (),
            ),
        )
        if may:
            self.list.add_action(text("settings.places.change"), "pencil", self.change)
            self.list.add_action(text("settings.places.join"), "git-merge", self.join)
            self.list.opened.connect(lambda _id: self.change())
        self.list.search.setPlaceholderText(text("settings.places.search"))
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def add(self) -> None:
        """Ask for one village."""
        fields = (
            Field("name", "settings.places.village", required=True),
            Field(
                "parent_id",
                "settings.places.town",
                Kind.LOOKUP,
                required=True,
                find=_towns,
                remember=True,
            ),
            *_CODES,
            Field("aliases", "settings.places.aliases", hint="settings.places.aliases_hint"),
        )

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            return office.places.add_many(desk, wanted=[{**values, "level": "village"}])

        made = self._form(fields, save, "settings.places.add", draft=_ADD, can_repeat=True)
        self.ask_form(i18n.text("settings.places.add"), made, "settings.saved")

    def change(self) -> None:
        """Ask for changes of the place in the current row."""
        rows = self.list.table.selected_rows()
        if not rows:
            return
        row = rows[0]
        fields = (
            Field("name", "settings.places.name", required=True),
            *_CODES,
            Field("aliases", "settings.places.aliases", hint="settings.places.aliases_hint"),
            Field("spot", "settings.places.spot", hint="settings.places.spot_hint"),
            Field("valid_from", "settings.places.began", Kind.DATE),
            Field(
                "valid_to", "settings.places.ended", Kind.DATE, hint="settings.places.ended_hint"
            ),
        )

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            return office.places.change(desk, division_id=row["id"], changes=values)

        made = self._form(
            fields, save, "settings.places.change", draft=form.name_of(_CHANGE, row["id"])
        )
        made.show_values({each.key: row[each.key] for each in fields})
        title = f"{i18n.text('settings.places.change')}  {row['name']}"
        self.ask_form(title, made, "settings.saved")

    def join(self) -> None:
        """Ask what the place in the current row was joined to, and since when."""
        rows = self.list.table.selected_rows()
        if not rows:
            return
        row = rows[0]

        def others(desk: Any, typed: str) -> list[Candidate]:
            return [
                Candidate(one["id"], one["name"], one["parent_name"] or "")
                for one in office.places.joinable(desk, row["id"], typed)
            ]

        fields = (
            Field(
                "successor_id",
                "settings.places.into",
                Kind.LOOKUP,
                required=True,
                find=others,
                wide=True,
            ),
            Field("valid_to", "settings.places.join_day", Kind.DATE, required=True),
        )

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            _, done = office.places.join(
                desk,
                division_id=row["id"],
                successor_id=values["successor_id"],
                day=values["valid_to"],
            )
            return done

        made = self._form(
            fields, save, "settings.places.join", draft=form.name_of(_JOIN, row["id"])
        )
        made.show_values({"valid_to": self.frame.clock.today().isoformat()}, is_new=True)
        title = f"{i18n.text('settings.places.join')}  {row['name']}"
        note = i18n.text("settings.places.join_hint")
        self.ask_form(title, made, "settings.places.joined", note=note)

    def _form(
        self, fields: Sequence[Field], save: Any, name: str, *, draft: str, can_repeat: bool = False
    ) -> form.Form:
        return form.Form(
            fields,
            Doing(act=save, draft=draft),
            name=i18n.text(name),
            tasks=self.frame.tasks,
            clock=self.frame.clock,
            can_repeat=can_repeat,
        )

    def paste(self) -> None:
        """Open the dialog that takes a pasted list."""
        dialog = VillageList(self)
        dialog.open()


class VillageList(Pasting):
    """Says what a list of villages would add while it is pasted."""

    def __init__(self, section: PlacesSection) -> None:
        """Begin empty."""
        text = i18n.text
        super().__init__(
            section,
            text("settings.places.paste"),
            hint=text("settings.places.paste_hint"),
            empty=text("settings.places.paste_empty"),
            go=text("settings.places.paste_go"),
            draft=f"{_ADD}.list",
        )
        self._soon = QtCore.QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self._ask)

    def look(self) -> None:
        """Ask the desk once the typing pauses."""
        self._soon.start()

    def _ask(self) -> None:
        words = self.box.toPlainText()
        self._section.frame.tasks.ask(
            lambda desk: office.places.plan_list(desk, words), self._show, owner=self, slot="plan"
        )

    def _show(self, plan: Plan) -> None:
        text = i18n.text
        first = "  ".join(village for _, village, _ in plan.villages[:SHOWN])
        said = text(
            "settings.places.plan",
            towns=len(plan.towns),
            villages=len(plan.villages),
            known=plan.known,
            first=first,
        )
        if plan.located:
            said += "\n" + text("settings.places.located", count=len(plan.located))
        if plan.unread:
            unread = "  ".join(plan.unread[:SHOWN])
            said += "\n" + text("settings.places.unread", count=len(plan.unread), first=unread)
        self.words.say(said, "warning" if plan.unread else "info")
        self.go.setEnabled(bool(plan.towns or plan.villages or plan.located))
        self.fit()

    def take(self) -> None:
        """Add what the list has and the desk has not."""
        words = self.box.toPlainText()
        self.hand_in(lambda desk: office.places.add_list(desk, words), "settings.places.added")
