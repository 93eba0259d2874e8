"""The form of an employer: the credit code is checked while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import employers, uscc
from gigdesk.gui import form, record
from gigdesk.gui.fields import Field, Kind, Section
from gigdesk.gui.form.page import Doing
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.fields import Finding
    from gigdesk.gui.window import Window

# Which field a finding speaks of, by the beginning of its code.
_FIELD_OF = {
    "orders.finding.name_missing": "name",
    "orders.finding.no_licence_number": "uscc",
    "orders.finding.uscc_known": "uscc",
    "orders.finding.flag_without_reason": "flag_reason",
}
# Whatever the check of the code itself says speaks of the field with the code.
_ABOUT_THE_CODE = {"": "uscc"}
_KNOWN = "orders.finding.uscc_known"


def declared() -> tuple[Field | Section, ...]:
    """Return the fields in the order in which they are asked."""
    return (
        Section("orders_page.section.employer"),
        Field("name", "orders.field.name", required=True, wide=True),
        Field("uscc", "orders.field.uscc", Kind.DOCUMENT, hint="orders_page.hint.uscc"),
        Field(
            "unit_kind",
            "orders.field.unit_kind",
            Kind.CHOICE,
            options=words.options(words.UNIT_KINDS),
        ),
        Field("contact_name", "orders.field.contact_name"),
        Field("contact_phone", "orders.field.contact_phone", Kind.PHONE),
        Field("legal_representative", "orders.field.legal_representative"),
        Field("address", "orders.field.address", wide=True),
        Section("orders_page.section.licences"),
        Field("industry", "orders.field.industry"),
        Field("employee_count", "orders.field.employee_count", Kind.NUMBER),
        Field("agency_licence_no", "orders.field.agency_licence_no"),
        Field("agency_licence_to", "orders.field.agency_licence_to", Kind.DATE),
        Field("dispatch_licence_no", "orders.field.dispatch_licence_no"),
        Field("dispatch_licence_to", "orders.field.dispatch_licence_to", Kind.DATE),
        Field("deposit_fen", "orders.field.deposit_fen", Kind.MONEY),
        Field("deposit_to", "orders.field.deposit_to", Kind.DATE),
        Field("deposit_where", "orders.field.deposit_where", wide=True),
        Section("orders_page.section.flag"),
        Field("flag", "orders.field.flag", Kind.CHOICE, options=words.options(words.FLAGS)),
        Field("flag_until", "orders.field.flag_until", Kind.DATE),
        Field("flag_reason", "orders.field.flag_reason", wide=True),
        Field("note", "orders.field.note", Kind.LONG, wide=True),
    )


def check(frame: Window, values: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
    """Say what is wrong with the fields by themselves; `known` is the row as it stands."""
    found = words.shown(employers.check({**known, **values}), _FIELD_OF)
    if values["uscc"]:
        checked = uscc.check(values["uscc"], today=frame.clock.today())
        found += words.shown(checked.findings, _ABOUT_THE_CODE)
    phone = record.phone_doubts(
        "contact_phone", values["contact_phone"], known.get("contact_phone")
    )
    return found + phone


def make(
    frame: Window, row: Mapping[str, Any] | None = None, *, name: str | None = None
) -> form.Form:
    """Return the form: empty, with an employer, or for one new employer called `name`."""
    known = dict(row or {})

    def act(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> Any:
        if row is None:
            return orders.add_employer(desk, fields=values)
        return orders.change_employer(desk, employer_id=row["id"], changes=values)

    def look(desk: Any, values: dict[str, Any]) -> Sequence[Finding]:
        found = orders.check_employer(desk, values, employer_id=known.get("id"))
        return words.shown([one for one in found if one.code == _KNOWN], _FIELD_OF)

    made = form.Form(
        declared(),
        Doing(
            act=act,
            check=lambda values: check(frame, values, _old(known)),
            look=look,
            draft=form.name_of("orders.add_employer", row["id"] if row else None),
        ),
        name=i18n.text("orders_page.edit_employer" if row else "orders_page.add_employer"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=row is None and name is None,
    )
    if name:
        made.show_values({"name": name}, is_new=True)
    if row is not None:
        # An employer that is a person has the number of the person's card in its place.
        code = row["uscc"] or row["old_licence_no"] or row["owner_doc_no"]
        made.show_values({**row, "uscc": code})
    return made


def _old(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers that the form does not show but the row has, and the telephone."""
    kept = ("old_licence_no", "owner_doc_no", "contact_phone")
    return {name: known.get(name) for name in kept}
