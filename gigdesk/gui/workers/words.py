"""Fields, codes, days and checks of people in the user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.domain import office, workers
from gigdesk.gui import record
from gigdesk.gui.fields import Finding, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.workers.checking import Remark
    from gigdesk.domain.workers import findings

FIELDS = workers.naming.PERSON
_BESIDE = {
    "certificate": "people.story.certificate",
    "certificate_no": "people.certificate.no",
    "phones": "people.tab.phones",
    "scan_sha256": "people.scan.title",
}
"""What is looked at beside the fields of a person."""
STATES = {
    "active": ("people.state.active", "ok"),
    "inactive": ("people.state.inactive", "muted"),
    "moved": ("people.state.moved", "muted"),
    "died": ("people.state.died", "muted"),
    "merged": ("people.state.merged", "muted"),
}
STANDINGS = {
    "valid": ("people.standing.valid", "ok"),
    "soon": ("people.standing.soon", "warning"),
    "review_soon": ("people.standing.review_soon", "warning"),
    "review_due": ("people.standing.review_due", "error"),
    "expired": ("people.standing.expired", "error"),
    "not_yet": ("people.standing.not_yet", "info"),
    "void": ("people.standing.void", "muted"),
    "withdrawn": ("people.standing.withdrawn", "muted"),
}
PURPOSES = {
    "registration": "people.purpose.registration",
    "dispatch": "people.purpose.dispatch",
    "employer": "people.purpose.employer",
    "insurer": "people.purpose.insurer",
    "bank": "people.purpose.bank",
    "health": "people.purpose.health",
    "meal": "people.purpose.meal",
    "photo": "people.purpose.photo",
    "publication": "people.purpose.publication",
}
BASES = {
    "consent": "people.basis.consent",
    "contract": "people.basis.contract",
    "duty": "people.basis.duty",
}
GIVEN_HOW = {
    "signed": "people.given.signed",
    "print": "people.given.print",
    "spoken": "people.given.spoken",
}
INTENTIONS = {
    "open": ("people.wish.open", "ok"),
    "ended": ("people.wish.ended", "warning"),
    "replaced": ("people.wish.replaced", "muted"),
    "closed": ("people.wish.closed", "muted"),
}
CONSENTS = {
    "valid": ("people.consent.holds", "ok"),
    "expired": ("people.consent.expired", "warning"),
    "withdrawn": ("people.consent.withdrawn", "muted"),
}
CERTIFICATE_TONES = {
    "expired": "error",
    "review_due": "error",
    "soon": "warning",
    "review_soon": "warning",
}
TONES = {"E": "error", "W": "warning", "I": "info"}
"""The tone of each level of a finding."""


label = record.codes.label


HIDDEN = workers.masking.HIDDEN


def is_named(category: str) -> bool:
    """Say whether a category stands openly on the page; another shows in its opened entry."""
    return category in workers.recorded.SHOWN


def category(code: str) -> str:
    """Return the words of a category as the page shows them."""
    return label("person_category", code) if is_named(code) else HIDDEN


def labels(code_set: str, codes: object) -> str:
    """Return the words of codes joined by commas."""
    found = [label(code_set, one) for one in str(codes or "").split(",") if one]
    return i18n.text("people.joint").join(found)


def options(code_set: str) -> tuple[Option, ...]:
    """Return a set of codes as choices, found by words, code or pinyin initials."""
    return tuple(
        Option(code, words, workers.pinyin.initials(words))
        for code, words in record.codes.of(code_set).items()
    )


def choices(words: Mapping[str, str]) -> tuple[Option, ...]:
    """Return codes with keys of words as choices."""
    return tuple(Option(code, i18n.text(key), (code,)) for code, key in words.items())


def field(name: str) -> str:
    """Return what a field is called."""
    key = FIELDS.get(name) or _BESIDE.get(name)
    if key is None and name in workers.granted.COLUMNS:
        key = f"workers.field.{name}"
    return i18n.text(key) if key else name


def said(words: Mapping[str, str], code: object) -> str:
    """Return the words of a code; the code itself where it is unknown, nothing for nothing."""
    text = str(code or "")
    return i18n.text(words[text]) if text in words else text


def toned(words: Mapping[str, tuple[str, str]], code: object) -> tuple[str, str]:
    """Return words and tone of a code."""
    key, tone = words.get(str(code or ""), ("", "muted"))
    return (i18n.text(key) if key else str(code or "")), tone


def day(text: object) -> str:
    """Return a stored day, month or the long-term day in words."""
    shown = str(text or "")
    return i18n.text("people.long_term") if shown == workers.dates.LONG_TERM else shown


def typed_day(text: object) -> str | None:
    """Return a day as the acts read it; the long-term day by its name in any language."""
    said = str(text or "").strip()
    if said in (i18n.text("people.long_term"), workers.dates.LONG_TERM):
        return i18n.words(i18n.LANGUAGES[0])["people.long_term"]
    return said or None


def value(name: str, stored: Any) -> str:
    """Return the stored value of a field in words."""
    known = workers.worker.BY_NAME.get(name)
    if stored in (None, "") or known is None:
        return said({state: key for state, (key, _) in STATES.items()}, stored)
    if name == "household_id":
        return i18n.text("people.history.in_household")
    if known.kind == "date":
        return day(stored)
    if known.kind == "money":
        return amount(stored)
    if known.kind == "codes":
        return labels(known.code_set or "", stored)
    return label(known.code_set, stored) if known.code_set else str(stored)


def certificates(row: Mapping[str, Any]) -> str:
    """Return the certificates of a row of the list, the one that ends first before the others."""
    said = []
    for one in row.get("certificates") or ():
        name = one["trade"] or label("certificate_kind", one["kind"])
        said.append(f"{name} {day(one['until'])}" if one["standing"] != "valid" else name)
    return i18n.text("people.joint").join(said)


def certificate(values: Mapping[str, Any]) -> str:
    """Return a certificate that a list tells of: class, occupation, level, number, day of issue."""
    said = (
        label("certificate_kind", values.get("kind")),
        values.get("trade"),
        label("skill_level", values.get("level")),
        values.get("certificate_no"),
        day(values.get("issued_on")),
    )
    return " ".join(str(one) for one in said if one)


def certificates_tone(row: Mapping[str, Any]) -> str:
    """Return the tone of the certificate that ends first: due soon, or run out."""
    for one in row.get("certificates") or ():
        return CERTIFICATE_TONES.get(one["standing"], "")
    return ""


def amount(fen: int) -> str:
    """Return an amount in yuan, without idle zeros."""
    return money.grouped(fen).removesuffix(".00")


def number(count: object) -> str:
    """Return a person's number as it is read out."""
    return office.numbers.spoken("worker", int(str(count)))


def place(row: Mapping[str, Any]) -> str:
    """Return town and village; villages of one name are told apart by their town."""
    return " ".join(row[name] for name in ("town", "village") if row.get(name))


def told(found: findings.Finding) -> str:
    """Return what a check says."""
    return i18n.text(found.code, **found.params)


def shown(remarks: Iterable[Remark], moved: Mapping[str, str] | None = None) -> list[Finding]:
    """Return remarks as a form shows them; `moved` names the field that speaks for another."""
    at = moved or {}
    return [
        Finding(at.get(one.field, one.field), told(one.finding), TONES[one.level], one.code)
        for one in remarks
    ]


def side(places: Mapping[bytes, str], name: str, stored: Any) -> str:
    """Return what one of two records has in a field; `places` names villages by id."""
    if stored in (None, ""):
        return i18n.text("intake_page.empty_value")
    if name == "village_id":
        return places.get(stored) or i18n.text("doubles_page.other_place")
    if isinstance(stored, bytes):
        return i18n.text("doubles_page.set")
    return value(name, stored)
