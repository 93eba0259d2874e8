"""The section of rules: every number of law and policy, from which day it holds, and its source."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, form, parts, table
from gigdesk.gui.fields import Field, Finding, Kind, Option
from gigdesk.gui.form.page import Doing
from gigdesk.gui.office.framing import Framed
from gigdesk.gui.office.ruled import (
    MONTH,
    NEW_VALUES,
    RULES,
    STRICT,
    STRICTNESS,
    in_force,
    name_of,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.form.page import Values
    from gigdesk.gui.window import Window

_FIELDS = {"settings.rules.laxer": "value", "settings.rules.past": "valid_from"}
"""The field at which each doubt about a new value is told."""


def _find(desk: Any, _query: table.Query) -> list[dict[str, Any]]:
    return in_force(office.slots.rules(desk), desk.clock.today().isoformat())


def _values_of(rule_id: str, desk: Any) -> list[dict[str, Any]]:
    return [row for row in office.slots.rules(desk) if row["rule_id"] == rule_id]


def _tone(row: table.Row) -> str:
    return STRICTNESS[row["value"]][1] if row["value"] in STRICTNESS else ""


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("words", "settings.rules.rule", width=15, frozen=True, sortable=False),
        table.Column(
            "said", "settings.rules.value", kind="status", width=6, sortable=False, tone=_tone
        ),
        table.Column("valid_from", "settings.rules.since", width=6, sortable=False),
        table.Column("source", "settings.rules.source", width=21, sortable=False),
        table.Column("coming", "settings.rules.coming", width=8, sortable=False),
        table.Column("region", "settings.rules.region", width=5, sortable=False, hidden=True),
    )


class RulesSection(Framed):
    """The rules in force today; Enter shows all values of one and takes a new one."""

    def __init__(self, frame: Window) -> None:
        """Offer a new value only to the role that may set one."""
        super().__init__(frame, "rules")
        text = i18n.text
        tools = []
        self.may_set = frame.may("office.set_rule")
        if self.may_set:
            words = text("settings.rules.add")
            tools.append(parts.button(words, "plus", "primary", do=self.add))
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(_find),
            _columns(),
            name=text("settings.rules.title"),
            view="rules",
            layouts=frame.layouts,
            tools=tools,
        )
        self.list.add_action(text("settings.rules.all"), "history", self.show_all)
        self.list.opened.connect(lambda _id: self.add() if self.may_set else self.show_all())
        self.list.search.setPlaceholderText(text("settings.rules.search"))
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def add(self) -> None:
        """Ask for a value of the rule in the current row that holds from a day on."""
        rows = self.list.table.selected_rows()
        if not rows:
            self.list.table.select_row(0)
            rows = self.list.table.selected_rows()
        if rows:
            title = f"{i18n.text('settings.rules.add')}  {rows[0]['words']}"
            said = i18n.text("settings.rules.now", value=rows[0]["said"], day=rows[0]["valid_from"])
            self.ask_form(title, self._form(rows[0]), "settings.rules.added", note=said)

    def _form(self, row: dict[str, Any]) -> form.Form:
        rule_id = row["rule_id"]
        unit = RULES[rule_id][1] if rule_id in RULES else ""
        is_strict, is_month = unit == STRICT, unit == MONTH
        options = tuple(Option(code, i18n.text(words)) for code, (words, _) in STRICTNESS.items())
        value = Field(
            "value",
            NEW_VALUES.get(unit, "settings.rules.new"),
            Kind.CHOICE if is_strict else Kind.TEXT if is_month else Kind.NUMBER,
            required=True,
            options=options if is_strict else (),
        )

        def save(desk: Any, values: Values, confirmed: tuple[str, ...]) -> Any:
            told = [one.code for one in _doubts(row, desk, values) if one.code]
            if not {*told} <= {*confirmed}:
                raise errors.Refused("settings.rules.confirm_first")
            return office.slots.set_rule(
                desk,
                rule_id=rule_id,
                value=str(values["value"]),
                valid_from=datetime.date.fromisoformat(values["valid_from"]),
                region=row["region"] or "",
                source=values["source"],
            )

        made = form.Form(
            (
                value,
                Field("valid_from", "settings.rules.since", Kind.DATE, required=True),
                Field("source", "settings.rules.source", required=True, wide=True),
            ),
            Doing(
                act=save,
                check=functools.partial(_check, row),
                look=functools.partial(_doubts, row),
                draft=f"office.set_rule:{rule_id}",
            ),
            name=i18n.text("settings.rules.add"),
            tasks=self.frame.tasks,
            clock=self.frame.clock,
            can_repeat=False,
        )
        made.show_values({"source": row["source"]}, is_new=True)
        # Saved by a key before the desk had answered: what is to be confirmed is told now.
        made.stayed.connect(lambda: self._ask_doubts(row, made))
        return made

    def _ask_doubts(self, row: dict[str, Any], made: form.Form) -> None:
        def show(told: list[Finding]) -> None:
            made.show_findings([one for one in told if one.tone == "warning"], values)

        values = made.values()
        self.frame.tasks.ask(lambda desk: _doubts(row, desk, values), show, owner=made)

    def show_all(self) -> None:
        """Show every value the rule in the current row ever had."""
        for row in self.list.table.selected_rows()[:1]:
            self.ask_for(functools.partial(_values_of, row["rule_id"]), self._show_values)

    def _show_values(self, rows: Sequence[dict[str, Any]]) -> None:
        lines = [
            i18n.text(
                "settings.rules.line",
                day=row["valid_from"],
                value=value_words(row["rule_id"], row["value"]),
                source=row["source"] or "",
                who=row["checked_by"] or "",
            )
            for row in rows
        ]
        dialogs.say(self.window(), name_of(rows[0]["rule_id"]), "\n".join(lines))


def _check(row: dict[str, Any], values: Values) -> list[Finding]:
    """Refuse what is no value; ask about one that changes nothing."""
    value, same = values["value"], "settings.rules.unchanged"
    if isinstance(value, int) and value < 0:
        return [Finding("value", i18n.text("settings.rules.negative"))]
    is_same = value is not None and str(value) == row["value"]
    return [Finding("value", i18n.text(same), "warning", same)] if is_same else []


def _doubts(row: dict[str, Any], desk: Any, values: Values) -> list[Finding]:
    """Return what a value lets pass or judges anew; until a day is typed, as from today on."""
    day, value = values["valid_from"], values["value"]
    try:
        told = office.slots.rule_doubts(
            desk,
            rule_id=row["rule_id"],
            value=row["value"] if value is None else str(value),
            valid_from=datetime.date.fromisoformat(day) if day else desk.clock.today(),
            region=row["region"] or "",
        )
    except errors.Invalid as wrong:
        return [Finding("value", i18n.text(wrong.code, **wrong.params))]
    found = []
    for one in told:
        now = one.params.get("now")
        unit = {"now": value_words(row["rule_id"], now)} if isinstance(now, str) else {}
        words = i18n.text(one.code, **{**one.params, **unit})
        found.append(Finding(_FIELDS[one.code], words, "warning", one.code))
    return found
