"""The dialogs in which one thing of a person is added or corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import form
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import declared, notices, words
from gigdesk.gui.workers.folding import FoldingForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.window import Window

Row = dict[str, Any]
Scan = Callable[[bytes], object]
"""Asks for the scan of the row with this id."""
_SCAN = "scan_after"
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
    scan: Scan | None = None,
) -> form.FormDialog:
    """Open a dialog; what was done is said with its way back, then the page asks anew.

    What is typed for `record`, the person or the row corrected, is kept until it is saved. Where it
    was ticked, `scan` is asked for of the row that was saved.
    """
    said, ticked = i18n.text(title), set[bool]()
    if scan is not None:
        fields = (*fields, Field(_SCAN, "people.scan.after", Kind.CHECK, wide=True))

    def do(desk: Any, asked: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        ticked.clear()
        ticked.add(bool(asked.get(_SCAN)))
        return act(desk, {key: each for key, each in asked.items() if key != _SCAN}, confirmed)

    made = FoldingForm(
        fields,
        Doing(act=do, draft=form.name_of(title, record)),
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
        if scan is not None and True in ticked:
            row_id = answer[0] if isinstance(answer, tuple) else record
            # The dialog is closed first: a file is chosen over the page.
            QtCore.QTimer.singleShot(0, frame, lambda: scan(row_id))

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


def _day(name: str, title: str, *, hint: str = _DATE) -> Field:
    return Field(name, title, hint=hint, longest=20)


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


def certificate(
    frame: Window,
    worker_id: bytes,
    then: Callable[[], object],
    row: Row | None = None,
    *,
    scan: Scan | None = None,
) -> form.FormDialog:
    """Add a certificate, or correct one, and go on with its scan where that is wished."""
    fields = (
        choice("kind", "people.certificate.kind", "certificate_kind", required=True),
        Field("certificate_no", "people.certificate.no", Kind.DOCUMENT, longest=40),
        trade("trade", "people.certificate.trade"),
        choice("level", "people.certificate.level", "skill_level"),
        Field("issuer", "people.certificate.issuer"),
        _day("issued_on", "people.certificate.issued_on", hint="people.hint.day"),
        _day("valid_to", "people.certificate.valid_to"),
        _day("review_on", "people.certificate.review_on", hint="people.hint.day"),
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
    record = row["id"] if row else worker_id
    return open_dialog(frame, title, fields, act, values=shown, then=then, record=record, scan=scan)


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
        _day("valid_from", "people.category.valid_from", hint="people.hint.day"),
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
        _day("since", "people.period.since", hint="people.hint.day"),
        _day("until", "people.period.until", hint="people.hint.day"),
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
