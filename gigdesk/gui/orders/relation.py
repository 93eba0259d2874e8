"""The six questions about the relationship behind an order, in a dialog: digits answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import relation
from gigdesk.gui import form
from gigdesk.gui.fields import Field, Finding, Kind, Option
from gigdesk.gui.form.page import Doing
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.gui.window import Window

OPTIONS: dict[str, tuple[str, str]] = {
    relation.TIME: ("orders.relation.time.1", "orders.relation.time.2"),
    relation.PLACE: ("orders.relation.place.1", "orders.relation.place.2"),
    relation.TOOLS: ("orders.relation.tools.1", "orders.relation.tools.2"),
    relation.DAILY: ("orders.relation.daily.1", "orders.relation.daily.2"),
    relation.MEASURE: ("orders.relation.measure.1", "orders.relation.measure.2"),
    relation.TRANSFER: ("orders.relation.transfer.1", "orders.relation.transfer.2"),
}
"""The words of both answers to each question; a third says that it is not sure."""

_TITLES = {
    relation.TIME: "orders.relation.time",
    relation.PLACE: "orders.relation.place",
    relation.TOOLS: "orders.relation.tools",
    relation.DAILY: "orders.relation.daily",
    relation.MEASURE: "orders.relation.measure",
    relation.TRANSFER: "orders.relation.transfer",
}


def declared() -> tuple[Field, ...]:
    """Return the six questions, each answered by the digit before its words."""
    return tuple(
        Field(name, _TITLES[name], Kind.CHOICE, required=True, options=_options(name), wide=True)
        for name in relation.QUESTIONS
    )


def _options(name: str) -> tuple[Option, ...]:
    keys = (*OPTIONS[name], "orders.relation.unsure")
    pairs = zip(relation.ANSWERS, keys, strict=True)
    return tuple(Option(digit, f"{digit} {i18n.text(key)}") for digit, key in pairs)


def said(row: Mapping[str, Any], found: relation.Suggestion | None) -> str:
    """Return in words what the answers suggest, and whether the order names something else."""
    if found is None:
        return ""
    why = i18n.text(found.why.code)
    if not found.form:
        return why
    form_words = words.said(words.FORMS, found.form)
    told = i18n.text("orders.relation.suggested", form=form_words, why=why)
    if not relation.differs(row["employment_form"], found):
        return told
    named = words.said(words.FORMS, row["employment_form"])
    return told + i18n.text("orders.relation.differs", form=named)


def short(row: Mapping[str, Any], found: relation.Suggestion | None) -> str:
    """Return what the answers suggest as a fact of the order; empty where they suggest nothing."""
    if found is None or not found.form:
        return ""
    suggested = words.said(words.FORMS, found.form)
    if not relation.differs(row["employment_form"], found):
        return suggested
    named = words.said(words.FORMS, row["employment_form"])
    return i18n.text("orders.relation.short", form=suggested, named=named)


def ask(frame: Window, row: Mapping[str, Any], done: Callable[[], object]) -> form.FormDialog:
    """Ask the six questions of an order; what they suggest is told while they are answered."""
    order_id = row["id"]

    def look(desk: Any, values: dict[str, Any]) -> list[Finding]:
        if not all(values[name] for name in relation.QUESTIONS):
            return []
        found = orders.suggestion(desk, order_id, values)
        if found is None:
            return []
        reasons = zip(relation.QUESTIONS, found.reasons, strict=True)
        told = [Finding(name, i18n.text(one.code), "info") for name, one in reasons]
        return [Finding("", said(row, found), "info"), *told]

    title = i18n.text("orders.relation.title")
    made = form.Form(
        declared(),
        Doing(
            act=lambda desk, values, _sure: orders.answer(desk, order_id=order_id, answers=values),
            look=look,
        ),
        name=title,
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
        save_words=i18n.text("orders.relation.keep"),
    )
    made.show_values(relation.kept(row["answers"]), is_new=True)
    hint = i18n.text("orders.relation.hint")
    dialog = form.FormDialog(frame, title, made, wide=32, said=hint)
    made.saved.connect(lambda act, _again: _told(frame, act, done))
    dialog.open()
    made.focus_first()
    return dialog


def _told(frame: Window, act: Any, done: Callable[[], object]) -> None:
    done()
    frame.say(i18n.text("orders.relation.kept"), undo=lambda: frame.undo.take_back(act.number))
