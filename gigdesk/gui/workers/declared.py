"""The fields of a person as forms show them, and their values on the way to and from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers as registry
from gigdesk.domain import workers
from gigdesk.gui.fields import Candidate, Field, Kind, Section
from gigdesk.gui.workers import filters, told, words
from gigdesk.gui.workers.folding import Fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KINDS = {
    "docno": Kind.DOCUMENT,
    "phone": Kind.PHONE,
    "account": Kind.DOCUMENT,
    "code": Kind.CHOICE,
    "bool": Kind.CHOICE,
    "codes": Kind.CHIPS,
    "money": Kind.MONEY,
}
# A line of its own: long texts, and several choices at once.
_WIDE = frozenset(("hukou_address", "address", "service_needs", "services_received"))
_OPEN_SETS = workers.codes.OPEN_SETS
_HINTS = {
    "doc_no": "people.hint.doc_no",
    "phone": "people.hint.phone",
    "wanted_trades": "people.hint.trades",
    "hukou_code": "people.hint.division",
    "address_code": "people.hint.division",
}
_TRADES = ("trade", "wanted_trades")
_DATE_HINT, _END_HINT = "people.hint.day", "people.hint.date"

IDENTITY = (
    "doc_kind",
    "sex",
    "birth_date",
    "ethnic",
    "doc_valid_from",
    "doc_valid_to",
    "education",
    "political",
    "marital",
    "hukou_kind",
    "former_name",
    "nickname",
    "hukou_address",
    "hukou_code",
)
CONTACT = ("address", "address_code", "emergency_name", "emergency_relation", "emergency_phone")
WORK = (
    "employment_status",
    "employment_place",
    "employment_province",
    "employment_form",
    "trade",
    "employer_name",
    "employed_since",
    "industry",
    "annual_income_fen",
    "unemployed_since",
    "unemployed_reason",
    "hardship",
    "person_kind",
    "job_card_no",
)
WISH = (
    "wanted_region",
    "wanted_form",
    "wanted_income_fen",
    "wanted_industry",
    "training_wish",
    "service_needs",
)
INSURANCE = (
    "insured_employee_pension",
    "insured_resident_pension",
    "insured_rural_pension",
    "insured_employee_medical",
    "insured_resident_medical",
    "insured_rural_medical",
    "insured_unemployment",
    "insured_work_injury",
    "social_card",
)
TRAINING = (
    "skilled_training",
    "training_kind",
    "training_project",
    "has_national_certificate",
    "certificate_level",
    "services_received",
)
BANK = ("bank_account", "bank_name", "bank_branch_code")
SENSITIVE = ("meal_need", "health_note", "disability_kind", "disability_grade", "disability_no")
CONSENT, OWN_CONSENT = "consent", "consent_own"
"""The ticks that somebody agreed to be registered, and to what tells of health or faith."""
WHY = "reason"
"""Why warnings were confirmed; asked only where there are any."""
LAST = ("verified_how", "notes")

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people.group.identity", IDENTITY),
    ("people.group.contact", CONTACT),
    ("people.group.work", WORK),
    ("people.group.wish", WISH),
    ("people.group.insurance", INSURANCE),
    ("people.group.training", TRAINING),
    ("people.group.bank", BANK),
    ("people.group.sensitive", SENSITIVE),
    ("people.group.last", LAST),
)
REMEMBERED = ("village_id",)
"""What goes on to the next person: a place, never a fact of the one before."""


def find_trades(desk: Any, typed: str) -> list[Candidate]:
    """Return what a half-typed trade may become."""
    found, is_known = registry.trades.suggest(desk, typed)
    new = "" if is_known else typed.strip()
    said = i18n.text("window.field.not_listed")
    return [
        Candidate(one, one, said, is_new=True) if one.strip() == new else Candidate(one, one)
        for one in found
    ]


TRADES_FREE: dict[str, Any] = {
    "find": find_trades,
    "free": True,
    "unlisted": "people.trade_unlisted",
}
"""How a field finds trades and takes one that nobody listed."""


def find_relatives(desk: Any, typed: str, beside: bytes) -> list[Candidate]:
    """Return whose household somebody may join, and whether there is one or it would be made."""
    return [
        Candidate(one["id"], one["name"], _household(one))
        for one in registry.households.find_relatives(desk, typed, beside=beside)
    ]


def _household(row: Mapping[str, Any]) -> str:
    """Return what tells a relative from others of the name, and what joining means."""
    if row["household"] is None:
        said = i18n.text("people.household.makes")
    elif row["head"] is None:
        said = i18n.text("people.household.has", number=row["household"])
    else:
        said = i18n.text("people.household.has_head", number=row["household"], head=row["head"])
    age = i18n.text("people.household.age", age=row["age"]) if row["age"] is not None else ""
    return "  ".join(one for one in (words.place(row), age, said) if one)


def field(name: str, **more: Any) -> Field:
    """Return one field of a person in the kind that its values ask for."""
    known = workers.worker.BY_NAME[name]
    wide = more.pop("wide", name in _WIDE)
    dates = _END_HINT if name in workers.worker.ENDLESS else _DATE_HINT
    hint = _HINTS.get(name, dates if known.kind == "date" else "")
    if name == "village_id":
        return Field(
            name, words.FIELDS[name], Kind.LOOKUP, find=filters.find_villages, hint=hint, **more
        )
    if known.kind == "division":
        return Field(
            name,
            words.FIELDS[name],
            Kind.LOOKUP,
            wide=wide,
            find=filters.find_divisions,
            free=True,
            longest=known.max_length,
            hint=hint,
            **more,
        )
    if name in _TRADES:
        return Field(
            name,
            words.FIELDS[name],
            Kind.LOOKUP,
            wide=wide,
            **TRADES_FREE,
            longest=known.max_length,
            hint=hint,
            **more,
        )
    kind = Kind.LONG if name == "notes" else _KINDS.get(known.kind, Kind.TEXT)
    chosen = words.options(known.code_set) if known.code_set else ()
    return Field(
        name,
        words.FIELDS[name],
        kind,
        options=chosen,
        wide=wide or kind is Kind.LONG,
        free=known.code_set in _OPEN_SETS,
        unlisted="window.field.unlisted" if known.code_set in _OPEN_SETS else "",
        longest=known.max_length,
        hint=hint,
        **more,
    )


def folds() -> tuple[Field | Section, ...]:
    """Return everything that is asked beside the first few fields, in sections that fold."""
    found: list[Field | Section] = []
    for title, names in GROUPS:
        found += [Fold(title), *_group(names)]
    return tuple(found)


def _group(names: Sequence[str]) -> list[Field]:
    asked = (
        [Field(OWN_CONSENT, "people.consent_own", Kind.CHECK, wide=True)]
        if names is SENSITIVE
        else []
    )
    return [*(field(name) for name in names), *asked]


def agreed(values: Mapping[str, Any]) -> list[registry.consents.Given]:
    """Return what the ticks of a form say that somebody agreed to, each for its purpose."""
    own = {workers.worker.BY_NAME[name].consent: None for name in SENSITIVE if values.get(name)}
    found = [*(("registration",) if values.get(CONSENT) else ())]
    found += own if values.get(OWN_CONSENT) else ()
    version = workers.consents.FORM_VERSION
    return [
        registry.consents.Given(purpose, form_version=version, given_how="signed")
        for purpose in found
    ]


def of_registration() -> tuple[Field | Section, ...]:
    """Return the fields of registration: seven of every day, then the folds."""
    return (
        field("doc_no", required=True),
        field("name", required=True),
        Field(told.TOLD, "people.told", Kind.DERIVED, wide=True),
        field("village_id", remember=True),
        field("phone"),
        field("wanted_trades", wide=False),
        Field(CONSENT, "people.consent_given", Kind.CHECK),
        Field(WHY, "people.confirm_reason", hint="people.hint.confirm_reason", wide=True),
        *folds(),
    )


def everything() -> tuple[Field | Section, ...]:
    """Return all fields of a person that can be corrected, under their headings."""
    first = ("doc_no", "name", "village_id", "phone", "wanted_trades")
    found: list[Field | Section] = [Section("people.group.first")]
    found += [field(name) for name in first]
    for title, names in GROUPS:
        found += [Section(title), *_group(names)]
    return tuple(found)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form as the acts take them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        known = workers.worker.BY_NAME.get(name)
        if known is None:
            continue
        found[name] = words.typed_day(value) if known.kind == "date" else value
        if known.kind == "codes":
            found[name] = ",".join(value or ())
    return found


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return only what has been filled in, for a new person."""
    return {name: value for name, value in given(values).items() if value not in (None, "", ())}


def shown(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return the values of a stored person as a form shows them."""
    found: dict[str, Any] = {}
    for name in names:
        known, value = workers.worker.BY_NAME.get(name), row.get(name)
        if known is None:
            continue
        if name == "village_id":
            found[name] = Candidate(value, words.place(row)) if value else None
        elif known.kind == "date":
            found[name] = words.day(value) or None
        elif known.kind == "codes":
            found[name] = tuple(one for one in (value or "").split(",") if one)
        else:
            found[name] = value
    return found
