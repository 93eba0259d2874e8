"""The dialog in which is recorded what a person agreed to, for which purpose and until when."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions import workers
from gigdesk.domain.workers import consents
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.workers import entries, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui import form
    from gigdesk.gui.window import Window


def consent(
    frame: Window, worker_id: bytes, then: Callable[[], object], *, scan: entries.Scan | None = None
) -> form.FormDialog:
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

    def act(desk: Any, values: entries.Row, _confirmed: tuple[str, ...]) -> Any:
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

    return entries.open_dialog(
        frame, "people.consent.add", fields, act, then=then, record=worker_id, scan=scan
    )


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
