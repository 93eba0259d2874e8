"""Certificates, categories and further telephones on a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import table
from gigdesk.gui.workers import entries, scanning, section, words

if TYPE_CHECKING:
    from gigdesk.gui.table import Row

Person = workers.people.Person

# certificates


def _certificate_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        section.standing(words.STANDINGS, width=8, show=standing),
        column(
            "kind",
            "people.certificate.kind",
            width=7,
            show=section.said("kind", "certificate_kind"),
        ),
        column("trade", "people.certificate.trade", width=6),
        column(
            "level", "people.certificate.level", width=7, show=section.said("level", "skill_level")
        ),
        column("certificate_no", "people.certificate.no", width=12),
        column("valid_to", "people.certificate.valid_to", width=6.5, show=section.day("valid_to")),
        column(
            "review_on", "people.certificate.review_on", width=6.5, show=section.day("review_on")
        ),
        column("issuer", "people.certificate.issuer", width=9),
        column(
            "issued_on", "people.certificate.issued_on", width=6.5, show=section.day("issued_on")
        ),
        column("verified_how", "people.certificate.verified", width=15, show=_verified),
        column("scan_sha256", "people.scan.title", width=4, show=scanning.is_kept),
    )


def standing(row: Row) -> str:
    """Return how a certificate stands, with the days left where they count."""
    said, _ = words.toned(words.STANDINGS, row["standing"])
    if row["standing"] in ("soon", "review_soon") and row["days"] is not None:
        return i18n.text("people.standing.days", words=said, days=row["days"])
    return said


def _verified(row: Row) -> str:
    """Return how, by whom and when somebody looked at a certificate."""
    how = words.label("verified_how", row["verified_how"])
    told = (how, row["verified_by"], words.day(row["verified_on"]))
    return "  ".join(one for one in told if one)


def _correct(held: section.Section, row: Row) -> None:
    """Ask for the whole number (the look is noted), then correct the certificate with it.

    A number half hidden would be typed into and kept with its asterisks.
    """
    worker_id = section.id_of(held)

    def open_with(number: str) -> None:
        whole = {**row, "certificate_no": number}
        entries.certificate(held.frame, worker_id, held.again, whole, scan=held.choose_scan)

    if workers.masking.is_masked("certificate_no", row["certificate_no"]):
        held.frame.tasks.do(
            lambda desk, _progress: workers.certificates.reveal(desk, certificate_id=row["id"]),
            open_with,
            owner=held,
        )
    else:
        open_with(row["certificate_no"] or "")


def _void(held: section.Section, row: Row) -> None:
    kind = words.label("certificate_kind", row["kind"])
    section.ask(
        held,
        "people.certificate.void_ask",
        i18n.text("people.certificate.void_words", kind=kind, number=row["certificate_no"] or ""),
        lambda desk: workers.certificates.change_certificate(
            desk, certificate_id=row["id"], changes={**entries.days(row), "state": "void"}
        ),
    )


CERTIFICATES = section.Spec(
    "certificates",
    "people.tab.certificates",
    "id",
    "people.certificate.nothing",
    _certificate_columns,
    lambda person, _today: person.certificates,
    add=lambda held, _row: entries.certificate(
        held.frame, section.id_of(held), held.again, scan=held.choose_scan
    ),
    add_words="people.certificate.add",
    edit=_correct,
    remove=_void,
    remove_words="people.certificate.void",
    scans=workers.scans.CERTIFICATE,
)


# categories


def _category_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        section.standing(words.STANDINGS, width=5),
        column("category", "people.category.category", width=8, show=_named),
        column("evidence", "people.category.evidence", width=12, show=_evidence),
        column("valid_from", "people.category.valid_from", width=7, show=section.day("valid_from")),
        column("valid_to", "people.category.valid_to", width=7, show=section.day("valid_to")),
        column("note", "workers.field.notes", width=10),
    )


def _named(row: Row) -> str:
    return words.category(row["category"])


def _evidence(row: Row) -> str:
    told: str = row["evidence"] or ""
    return words.HIDDEN if told and not words.is_named(row["category"]) else told


def _category(held: section.Section, row: Row | None) -> None:
    others = held.person.categories if held.person is not None else []
    entries.category(held.frame, section.id_of(held), held.again, row, others=others)


def _drop_category(held: section.Section, row: Row) -> None:
    kept = [entries.period(one) for one in held.rows if one["id"] != row["id"]]
    section.ask(
        held,
        "people.category.remove_ask",
        words.label("person_category", row["category"]),
        lambda desk: workers.belongings.set_categories(
            desk, worker_id=section.id_of(held), categories=kept
        ),
    )


CATEGORIES = section.Spec(
    "categories",
    "people.tab.categories",
    "bookmark",
    "people.category.nothing",
    _category_columns,
    lambda person, _today: person.categories,
    add=_category,
    add_words="people.category.add",
    edit=_category,
    remove=_drop_category,
    remove_words="people.remove",
)


# telephones


def _phone_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("phone", "workers.field.phone", width=9),
        column("owner", "people.phone.owner", width=8),
        column("note", "workers.field.notes", width=14),
    )


def _phones(person: Person, _today: str) -> list[Any]:
    told = person.worker
    owner = i18n.text("people.phone.main")
    if told["phone_owner"]:
        owner = i18n.text("people.phone.main_of", owner=told["phone_owner"])
    own = {"id": None, "phone": told["phone"], "owner": owner, "note": told["phone_note"] or ""}
    main = [own] if told["phone"] else []
    return [*main, *person.phones]


def _drop_phone(held: section.Section, row: Row) -> None:
    if isinstance(row["id"], bytes):
        section.ask(
            held,
            "people.phone.remove_ask",
            row["phone"],
            lambda desk: workers.belongings.remove_phone(desk, phone_id=row["id"]),
        )
    else:
        held.frame.say(i18n.text("people.phone.main_stays"), "info")


PHONES = section.Spec(
    "phones",
    "people.tab.phones",
    "phone",
    "people.phone.nothing",
    _phone_columns,
    _phones,
    add=lambda held, _row: entries.phone(held.frame, section.id_of(held), held.again),
    add_words="people.phone.add",
    remove=_drop_phone,
    remove_words="people.remove",
)
