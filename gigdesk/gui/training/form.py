"""The form of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import training
from gigdesk.domain import training as rules
from gigdesk.gui import form
from gigdesk.gui.fields import Field, Finding, Kind, Option, Section
from gigdesk.gui.form.page import Doing
from gigdesk.gui.training import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.window import Window

_FIELD_OF = {
    "training.finding.name_missing": "name",
    "training.finding.kind_unknown": "kind",
    "training.finding.days_reversed": "to_day",
}


def make(frame: Window, row: Mapping[str, Any] | None = None) -> form.Form:
    """Return the form of a class, empty or with one."""
    number, text = Kind.NUMBER, i18n.text
    kinds = tuple(Option(code, text(key), (code,)) for code, key in words.KINDS.items())
    declared = (
        Section("training_page.section"),
        Field("name", "training_page.field.name", required=True, wide=True),
        Field("kind", "training_page.field.kind", Kind.CHOICE, options=kinds, initial="ordinary"),
        Field("trade", "training_page.field.trade"),
        Field("from_day", "training_page.field.from_day", Kind.DATE),
        Field("to_day", "training_page.field.to_day", Kind.DATE),
        Field("school", "training_page.field.school"),
        Field("teacher", "training_page.field.teacher"),
        Field("place", "training_page.field.place"),
        Field("planned_people", "training_page.field.planned_people", number),
        Field("theory_hours", "training_page.field.theory_hours", number),
        Field("practice_hours", "training_page.field.practice_hours", number),
        Field("level", "training_page.field.level"),
    )

    def act(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> Any:
        if row is None:
            return training.open_class(desk, fields=values)
        return training.change_class(desk, class_id=row["id"], changes=values)

    made = form.Form(
        declared,
        Doing(
            act=act,
            check=_check,
            draft=form.name_of("training.open_class", row["id"] if row else None),
        ),
        name=text("training_page.edit" if row else "training_page.add"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=row is None,
    )
    if row is not None:
        made.show_values(row)
    return made


def _check(values: dict[str, Any]) -> list[Finding]:
    return [
        Finding(_FIELD_OF.get(one.code, ""), i18n.text(one.code, **one.params), "error", one.code)
        for one in rules.check(values)
        if not one.code.endswith("_missing")
    ]
