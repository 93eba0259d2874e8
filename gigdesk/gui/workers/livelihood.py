"""Work done, work wished for, household and consents on a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import handing, table
from gigdesk.gui.workers import agreeing, entries, scanning, section, wishes, words
from gigdesk.gui.workers.timeline import of_work

if TYPE_CHECKING:
    from gigdesk.gui.table import Row

Person = workers.people.Person
_PLACE = "employment_place"

# work done


def _employment_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("since", "people.period.title", width=12, show=_period),
        column(
            "status",
            "workers.field.employment_status",
            kind="status",
            width=6,
            show=section.said("status", "employment_status"),
            tone=lambda row: "ok" if row["status"] == "1" else "info",
        ),
        column("trade", "people.field.trade", width=6),
        column("employer_name", "workers.field.employer_name", width=11),
        column(
            "place",
            "workers.field.employment_place",
            width=7,
            show=section.said("place", "employment_place"),
        ),
        column(
            "form",
            "workers.field.employment_form",
            width=7,
            show=section.said("form", "employment_form"),
        ),
        column("note", "workers.field.notes", width=8),
    )


def _period(row: Row) -> str:
    return of_work(row)


EMPLOYMENTS = section.Spec(
    "employments",
    "people.tab.work",
    "briefcase",
    "people.work.nothing",
    _employment_columns,
    lambda person, _today: person.employments,
    add=lambda held, _row: entries.employment(held.frame, section.id_of(held), held.again),
    add_words="people.work.add",
)


# wishes for work


def _wish_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        section.standing(words.INTENTIONS, key="state", title="people.wish.state"),
        column("trades", "people.field.wanted_trades", width=9),
        column(
            "region", "people.field.wanted_region", width=7, show=section.said("region", _PLACE)
        ),
        column(
            "form",
            "people.field.wanted_form",
            width=7,
            show=section.said("form", "employment_form"),
        ),
        column("income_fen", "people.field.wanted_income_fen", kind="money", width=7),
        column("registered_on", "people.wish.registered_on", width=6.5),
        column("expires_on", "people.wish.expires_on", width=6.5),
    )


def _wishes(person: Person, today: str) -> list[Any]:
    return [{**one, "standing": _standing(one, today)} for one in person.intentions]


def _standing(row: Row, today: str) -> str:
    ended = row["state"] == "open" and row["expires_on"] and row["expires_on"] < today
    return "ended" if ended else str(row["state"])


def _close_wish(held: section.Section, row: Row) -> None:
    if row["state"] != "open":
        held.frame.say(i18n.text("people.wish.closed_before"), "info")
        return
    section.ask(
        held,
        "people.wish.close_ask",
        row["trades"] or "",
        lambda desk: workers.livelihood.close_intention(desk, intention_id=row["id"]),
    )


WISHES = section.Spec(
    "wishes",
    "people.tab.wishes",
    "send",
    "people.wish.nothing",
    _wish_columns,
    _wishes,
    add=lambda held, _row: wishes.intention(held.frame, section.id_of(held), held.again),
    add_words="people.wish.add",
    remove=_close_wish,
    remove_words="people.wish.close",
)


# household


def _member_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column(
            "number", "people.column.number", width=4, show=lambda row: words.number(row["number"])
        ),
        column("name", "workers.field.name", width=6),
        column(
            "relation_to_head",
            "workers.field.relation_to_head",
            width=7,
            show=section.said("relation_to_head", "relation"),
        ),
        column("sex", "workers.field.sex", width=3, show=section.said("sex", "sex")),
        column("birth_date", "workers.field.birth_date", width=7, show=section.day("birth_date")),
        column("phone", "workers.field.phone", width=8),
    )


def _leave(held: section.Section, _row: Row) -> None:
    section.ask(
        held,
        "people.household.leave_ask",
        i18n.text("people.household.leave_words"),
        lambda desk: workers.households.leave(desk, worker_id=section.id_of(held)),
    )


HOUSEHOLD = section.Spec(
    "household",
    "people.tab.household",
    "home",
    "people.household.nothing",
    _member_columns,
    lambda person, _today: person.members,
    add=lambda held, _row: entries.household(held.frame, section.id_of(held), held.again),
    add_words="people.household.add",
    edit=lambda held, row: held.frame.open("workers", row["id"]),
    remove=_leave,
    remove_words="people.household.leave",
)


# consents


def _consent_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column(
            "standing",
            "people.consent.standing",
            kind="status",
            width=9,
            show=_consent_standing,
            tone=lambda row: words.CONSENTS[row["standing"]][1],
        ),
        column(
            "purpose",
            "people.consent.purpose",
            width=10,
            show=lambda row: words.said(words.PURPOSES, row["purpose"]),
        ),
        column(
            "basis",
            "people.consent.basis",
            width=6,
            show=lambda row: words.said(words.BASES, row["basis"]),
        ),
        column(
            "given_how",
            "people.consent.given_how",
            width=6,
            show=lambda row: words.said(words.GIVEN_HOW, row["given_how"]),
        ),
        column("given_on", "people.consent.given_on", width=6.5),
        column(
            "expires_on", "people.consent.expires_on", width=6.5, show=section.day("expires_on")
        ),
        column("recipients", "people.consent.recipients", width=10),
        column("scan_sha256", "people.scan.title", width=4, show=scanning.is_kept),
        column("form_version", "people.consent.form_version", width=6),
    )


def _consent_standing(row: Row) -> str:
    key = words.CONSENTS[row["standing"]][0]
    return i18n.text(key, day=row["ended_on"] or row["expires_on"] or "")


def _withdraw(held: section.Section, row: Row) -> None:
    if row["standing"] != "valid":
        held.frame.say(_consent_standing(row), "info")
        return
    purpose = words.said(words.PURPOSES, row["purpose"])
    section.ask(
        held,
        "people.consent.withdraw_ask",
        i18n.text("people.consent.withdraw_words", purpose=purpose),
        lambda desk: workers.consents.withdraw_consent(
            desk, worker_id=section.id_of(held), purpose=row["purpose"]
        ),
    )


CONSENTS = section.Spec(
    "consents",
    "people.tab.consents",
    "shield-check",
    "people.consent.nothing",
    _consent_columns,
    lambda person, _today: person.consents,
    add=lambda held, _row: agreeing.consent(
        held.frame, section.id_of(held), held.again, scan=held.choose_scan
    ),
    add_words="people.consent.add",
    remove=_withdraw,
    remove_words="people.consent.withdraw",
    scans=workers.scans.CONSENT,
    paper=lambda held, _row: handing.consent_forms(
        held.frame, [section.id_of(held)], section.name_of(held)
    ),
    paper_words="people.paper.print_consent",
)
