"""The dialogs in which one thing of a person is added or corrected."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.domain.workers import consents
from gigdesk.gui import form
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import declared, notices, words
from gigdesk.gui.workers.folding import FoldingForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.window import Window

Row = dict[str, Any]
_DATE = "people.hint.date"
_CERTIFICATE_DAYS = ("issued_on", "valid_to", "review_on")
_PERIOD = ("valid_from", "valid_to")


def open_dialog(
    frame: Window,
    title: str,
    fields: Sequence[Field],
    act: Callable[[Any, dict[str, Any], tuple[str, ...]], Any],
    *,
    values: Mapping[str, Any] | None = None,
    then: Callable[[], object],
    record: bytes,
) -> form.FormDialog:
    """Open a dialog; what was done is said with its way back, then the page asks anew.

    What is typed for `record`, the person or the row corrected, is kept until it is saved.
    """
    said = i18n.text(title)
    made = FoldingForm(
        fields,
        Doing(act=act, draft=form.name_of(title, record)),
        name=said,
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
    )
    made.drafts.whose = frame.head.title.text()  # the person's, whom no field here names
    if values:
        made.show_values(values)

    def saved(answer: Any, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
        notices.say(frame, answer, then)
        then()

    made.saved.connect(saved)
    dialog = form.FormDialog(frame, said, made, wide=46)
    dialog.open()
    return dialog


def choice(name: str, title: str, code_set: str = "", **more: Any) -> Field:
    """Return a field that offers a set of codes."""
    return Field(name, title, Kind.CHOICE, options=words.options(code_set or name), **more)


def trade(name: str, title: str, **more: Any) -> Field:
    """Return a field that finds trades while they are typed."""
    return Field(name, title, Kind.LOOKUP, **declared.TRADES_FREE, **more)


def _day(name: str, title: str) -> Field:
    return Field(name, title, hint=_DATE, longest=20)


def _read(values: Mapping[str, Any], days: Sequence[str]) -> Row:
    return {
        name: words.typed_day(value) if name in days else value for name, value in values.items()
    }


def _shown(row: Mapping[str, Any], days: Sequence[str]) -> Row:
    return {name: words.day(value) if name in days else value for name, value in row.items()}


def days(row: Mapping[str, Any]) -> Row:
    """Return the days of a stored certificate as the acts read them."""
    return {name: words.typed_day(row[name]) for name in _CERTIFICATE_DAYS}


def period(row: Mapping[str, Any]) -> Row:
    """Return a stored category with its days as the acts read them."""
    return {**row, **{name: words.typed_day(row[name]) for name in _PERIOD}}


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def certificate(
    frame: Window, worker_id: bytes, then: Callable[[], object], row: Row | None = None
) -> form.FormDialog:
    """Add a certificate, or correct one."""
    fields = (
        choice("kind", "people.certificate.kind", "certificate_kind", required=True),
        Field("certificate_no", "people.certificate.no", Kind.DOCUMENT, longest=40),
        trade("trade", "people.certificate.trade"),
        choice("level", "people.certificate.level", "skill_level"),
        Field("issuer", "people.certificate.issuer"),
        _day("issued_on", "people.certificate.issued_on"),
        _day("valid_to", "people.certificate.valid_to"),
        _day("review_on", "people.certificate.review_on"),
        choice("verified_how", "workers.field.verified_how"),
    )

    def act(desk: Any, values: Row, confirmed: tuple[str, ...]) -> Any:
        kept, known = _read(values, _CERTIFICATE_DAYS), frozenset(confirmed)
        if row is None:
            return workers.certificates.add_certificate(
                desk, worker_id=worker_id, values=kept, confirmed=known
            )
        return workers.certificates.change_certificate(
            desk, certificate_id=row["id"], changes=kept, confirmed=known
        )

    title = "people.certificate.edit" if row else "people.certificate.add"
    shown = _shown(row, _CERTIFICATE_DAYS) if row else None
    return open_dialog(
        frame, title, fields, act, values=shown, then=then, record=row["id"] if row else worker_id
    )


def category(
    frame: Window,
    worker_id: bytes,
    then: Callable[[], object],
    row: Row | None = None,
    *,
    others: Sequence[Row] = (),
) -> form.FormDialog:
    """Add a category with its evidence, or correct one; `others` stay as they are."""
    fields = (
        choice("category", "people.category.category", "person_category", required=True),
        Field("evidence", "people.category.evidence"),
        _day("valid_from", "people.category.valid_from"),
        _day("valid_to", "people.category.valid_to"),
        Field("note", "workers.field.notes", wide=True),
    )

    def act(desk: Any, values: Row, confirmed: tuple[str, ...]) -> Any:
        taken = (values["category"], row["category"] if row else None)
        kept = [period(one) for one in others if one["category"] not in taken]
        told, known = [*kept, _read(values, _PERIOD)], frozenset(confirmed)
        put = workers.belongings.set_categories
        code = values["category"]
        return put(desk, worker_id=worker_id, categories=told, confirmed=known, prove=code)

    title = "people.category.edit" if row else "people.category.add"
    shown = _shown(row, _PERIOD) if row else None
    return open_dialog(
        frame, title, fields, act, values=shown, then=then, record=row["id"] if row else worker_id
    )


def phone(frame: Window, worker_id: bytes, then: Callable[[], object]) -> form.FormDialog:
    """Add a further telephone with its owner."""
    fields = (
        Field("phone", "workers.field.phone", Kind.PHONE, required=True),
        Field("owner", "people.phone.owner", hint="people.phone.owner_hint"),
        Field("note", "workers.field.notes", wide=True),
    )

    def act(desk: Any, values: Row, _confirmed: tuple[str, ...]) -> Any:
        return workers.belongings.add_phone(
            desk,
            worker_id=worker_id,
            phone=values["phone"],
            owner=values["owner"] or "",
            note=values["note"] or "",
        )

    return open_dialog(frame, "people.phone.add", fields, act, then=then, record=worker_id)


def employment(frame: Window, worker_id: bytes, then: Callable[[], object]) -> form.FormDialog:
    """Add a period of work, or of being without it."""
    fields = (
        choice("status", "workers.field.employment_status", "employment_status", required=True),
        trade("trade", "people.field.trade"),
        Field("employer_name", "workers.field.employer_name"),
        choice("form", "workers.field.employment_form", "employment_form"),
        choice("place", "workers.field.employment_place", "employment_place"),
        choice("province", "workers.field.employment_province", "province"),
        _day("since", "people.period.since"),
        _day("until", "people.period.until"),
        Field("note", "workers.field.notes", wide=True),
    )

    def act(desk: Any, values: Row, _confirmed: tuple[str, ...]) -> Any:
        kept = _read(values, ("since", "until"))
        return workers.livelihood.add_employment(desk, worker_id=worker_id, values=kept)

    return open_dialog(frame, "people.work.add", fields, act, then=then, record=worker_id)


def household(frame: Window, worker_id: bytes, then: Callable[[], object]) -> form.FormDialog:
    """Let a person join the household of a relative, which is made where there is none yet."""
    fields = (
        Field(
            "relative",
            "people.household.of",
            Kind.LOOKUP,
            find=lambda desk, typed: declared.find_relatives(desk, typed, worker_id),
            hint="people.household.hint",
            wide=True,
        ),
        choice("relation", "workers.field.relation_to_head", "relation"),
        declared.field("address", wide=False),
    )

    def act(desk: Any, values: Row, _confirmed: tuple[str, ...]) -> Any:
        address = values["address"] or ""
        if values["relative"] is None:
            return workers.households.create(desk, head_id=worker_id, address=address)
        return workers.households.join_relative(
            desk,
            worker_id=worker_id,
            relative_id=values["relative"],
            relation=values["relation"] or "",
            address=address,
        )

    return open_dialog(frame, "people.household.add", fields, act, then=then, record=worker_id)


def consent(frame: Window, worker_id: bytes, then: Callable[[], object]) -> form.FormDialog:
    """Record what a person agreed to, for which purpose."""
    fields = (
        Field(
            "purpose",
            "people.consent.purpose",
            Kind.CHOICE,
            options=words.choices(words.PURPOSES),
            required=True,
        ),
        Field(
            "basis",
            "people.consent.basis",
            Kind.CHOICE,
            options=words.choices(words.BASES),
            initial="consent",
        ),
        Field(
            "given_how",
            "people.consent.given_how",
            Kind.CHOICE,
            options=words.choices(words.GIVEN_HOW),
            initial="signed",
        ),
        Field("recipients", "people.consent.recipients"),
        Field(
            "form_version",
            "people.consent.form_version",
            hint="people.consent.form_version_hint",
            initial=consents.FORM_VERSION,
            longest=20,
        ),
        Field("given_on", "people.consent.given_on", Kind.DATE),
        Field("expires_on", "people.consent.expires_on", Kind.DATE),
    )

    def act(desk: Any, values: Row, _confirmed: tuple[str, ...]) -> Any:
        return workers.consents.consent(
            desk,
            worker_id=worker_id,
            purpose=values["purpose"],
            basis=values["basis"] or "consent",
            given_how=values["given_how"] or "",
            recipients=values["recipients"] or "",
            form_version=values["form_version"] or "",
            given_on=_date(values["given_on"]),
            expires_on=_date(values["expires_on"]),
        )

    return open_dialog(frame, "people.consent.add", fields, act, then=then, record=worker_id)
