"""The form of a batch: for which order, when it leaves, and who leads it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.domain.dispatch import batches
from gigdesk.domain.orders import jobs
from gigdesk.gui import form, record
from gigdesk.gui.dispatch import words
from gigdesk.gui.fields import Candidate, Field, Finding, Kind, Section
from gigdesk.gui.form.page import Doing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.window import Window

SHOWN = 20


def find_orders(desk: Any, typed: str) -> list[Candidate]:
    """Return the orders that can still be given people."""
    _, found = orders.list_orders(desk, states=jobs.OPEN, words=typed, limit=SHOWN)
    return [candidate(row) for row in found]


def candidate(row: Mapping[str, Any]) -> Candidate:
    """Return an order as a choice."""
    shown = i18n.text(
        "batches_page.order_choice",
        number=row["number"],
        trade=row["trade"],
        employer=row["employer_name"],
    )
    detail = i18n.text(
        "batches_page.order_detail",
        days=words.span(row["from_day"], row["to_day"]),
        listed=row["listed"],
        people=row["people"],
    )
    return Candidate(row["id"], shown, detail)


def declared(*, fresh: bool) -> tuple[Field | Section, ...]:
    """Return the fields; a batch that is there already keeps its order."""
    first: tuple[Field | Section, ...] = (
        Field(
            "order",
            "batches_page.order",
            Kind.LOOKUP,
            required=True,
            find=find_orders,
            wide=True,
        ),
    )
    take: tuple[Field | Section, ...] = (
        Field("take", "batches_page.take", Kind.NUMBER, hint="batches_page.hint.take"),
    )
    return (
        Section("batches_page.section.when"),
        *(first if fresh else ()),
        Field("depart_on", "dispatch.field.depart_on", Kind.DATE, required=True),
        Field("depart_time", "dispatch.field.depart_time", hint="batches_page.hint.time"),
        Field("depart_place", "dispatch.field.depart_place", wide=True),
        Field(
            "first_day",
            "dispatch.field.first_day",
            Kind.DATE,
            required=not fresh,
            hint="batches_page.hint.first_day" if fresh else "",
        ),
        Field(
            "last_day",
            "dispatch.field.last_day",
            Kind.DATE,
            required=not fresh,
            hint="batches_page.hint.last_day" if fresh else "",
        ),
        *(take if fresh else ()),
        Section("batches_page.section.leader"),
        Field("leader_name", "dispatch.field.leader_name"),
        Field("leader_phone", "dispatch.field.leader_phone", Kind.PHONE),
        Field("advance_fen", "batches_page.advance", Kind.MONEY),
        Field("note", "dispatch.field.note", Kind.LONG, wide=True),
    )


def check(values: dict[str, Any], phone: str | None = None) -> list[Finding]:
    """Say what is wrong with days, time and telephone; days left empty are the order's own.

    The leader's `phone` that is kept already is not asked about again.
    """
    return _check_days(values) + record.phone_doubts("leader_phone", values["leader_phone"], phone)


def _check_days(values: dict[str, Any]) -> list[Finding]:
    days = {name: values[name] for name in ("depart_on", "first_day", "last_day")}
    time = values["depart_time"]
    unread = [Finding("depart_time", i18n.text(batches.TIME_UNREAD, time=time))]
    unread = unread if time and batches.read_time(time) is None else []
    if not days["depart_on"]:
        return unread
    days["first_day"] = days["first_day"] or days["depart_on"]
    days["last_day"] = days["last_day"] or max(days["first_day"], days["depart_on"])
    told = [one for one in batches.check(days) if not one.code.endswith("_missing")]
    return unread + [
        Finding("last_day", i18n.text(one.code, **one.params), "error", one.code) for one in told
    ]


def _show_time(made: form.Form) -> None:
    """Write a time as it will be kept, once its field is left: 0730 becomes 07:30."""
    typed = made.boxes["depart_time"].editor.value()
    read = batches.read_time(typed) if typed else None
    if read is not None and read != typed:
        made.set_value("depart_time", read)


def look(desk: Any, order_id: bytes | None, values: Mapping[str, Any]) -> list[Finding]:
    """Return which days have to be confirmed: a departure gone by, days outside the order's."""
    if order_id is None:
        return []
    return [
        Finding(str(one.params["field"]), i18n.text(one.code, **one.params), "warning", one.code)
        for one in dispatch.day_doubts(desk, order_id, values)
    ]


def make(frame: Window, *, order: Candidate | None = None, depart_on: str = "") -> form.Form:
    """Return the form of a new batch, for an order that is known already or to be chosen."""

    def act(desk: Any, values: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        fields = {
            name: value
            for name, value in values.items()
            if name not in ("order", "take", "depart_on") and value is not None
        }
        return dispatch.plan(
            desk,
            order_id=values["order"],
            depart_on=datetime.date.fromisoformat(values["depart_on"]),
            take=values["take"] or 0,
            fields=fields,
            confirmed=confirmed,
        )

    made = form.Form(
        declared(fresh=True),
        Doing(
            act=act,
            check=check,
            look=lambda desk, values: look(desk, values["order"], values),
            draft="dispatch.plan",
        ),
        name=i18n.text("batches_page.add_batch"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
        save_words=i18n.text("batches_page.plan"),
    )
    made.boxes["depart_time"].editor.finished.connect(lambda: _show_time(made))
    if order is not None:
        made.show_values({"order": order, "depart_on": depart_on or None}, is_new=True)
    return made


def edit(frame: Window, row: Mapping[str, Any]) -> form.Form:
    """Return the form with a batch; new days are judged for everybody on its list."""

    def act(desk: Any, values: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        return dispatch.change(desk, batch_id=row["id"], changes=values, confirmed=confirmed)

    def fresh(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value != row[name]}

    made = form.Form(
        declared(fresh=False),
        Doing(
            act=act,
            check=lambda values: check(values, row["leader_phone"]),
            look=lambda desk, values: look(desk, row["order_id"], fresh(values)),
            draft=form.name_of("dispatch.change", row["id"]),
        ),
        name=i18n.text("batches_page.edit_batch"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
    )
    made.boxes["depart_time"].editor.finished.connect(lambda: _show_time(made))
    made.show_values(row)
    return made
