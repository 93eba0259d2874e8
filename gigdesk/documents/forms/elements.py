"""What a contract must say by law, as data: its marks, its choices, its groups by kind."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from gigdesk import i18n

KINDS: dict[str, str] = {
    "labour": "forms.kind.labour",
    "service": "forms.kind.service",
    "overage": "forms.kind.overage",
    "parttime": "forms.kind.parttime",
    "work": "forms.kind.work",
    "shared": "forms.kind.shared",
}

CONSEQUENCES: dict[str, str] = {
    "labour": "forms.consequence.labour",
    "service": "forms.consequence.service",
    "overage": "forms.consequence.overage",
    "parttime": "forms.consequence.parttime",
    "work": "forms.consequence.work",
    "shared": "forms.consequence.shared",
}
"""What follows from each kind, printed on every contract (domain 4.3)."""

MARKS: dict[str, str] = {
    "number": "forms.mark.number",
    "employer_name": "forms.mark.employer_name",
    "employer_code": "forms.mark.employer_code",
    "employer_address": "forms.mark.employer_address",
    "employer_representative": "forms.mark.employer_representative",
    "employer_phone": "forms.mark.employer_phone",
    "worker_name": "forms.mark.worker_name",
    "worker_sex": "forms.mark.worker_sex",
    "worker_birth": "forms.mark.worker_birth",
    "worker_document": "forms.mark.worker_document",
    "worker_number": "forms.mark.worker_number",
    "worker_address": "forms.mark.worker_address",
    "worker_phone": "forms.mark.worker_phone",
    "emergency_contact": "forms.mark.emergency_contact",
    "term_kind": "forms.mark.term_kind",
    "start": "forms.mark.start",
    "end": "forms.mark.end",
    "task": "forms.mark.task",
    "probation": "forms.mark.probation",
    "probation_end": "forms.mark.probation_end",
    "probation_pay": "forms.mark.probation_pay",
    "post": "forms.mark.post",
    "work": "forms.mark.work",
    "place": "forms.mark.place",
    "hours_kind": "forms.mark.hours_kind",
    "hours": "forms.mark.hours",
    "hours_approval": "forms.mark.hours_approval",
    "rest": "forms.mark.rest",
    "pay_kind": "forms.mark.pay_kind",
    "pay_rate": "forms.mark.pay_rate",
    "pay_cycle": "forms.mark.pay_cycle",
    "pay_day": "forms.mark.pay_day",
    "pay_method": "forms.mark.pay_method",
    "bank_account": "forms.mark.bank_account",
    "insurance": "forms.mark.insurance",
    "protection": "forms.mark.protection",
    "hazards": "forms.mark.hazards",
    "quantity": "forms.mark.quantity",
    "quality": "forms.mark.quality",
    "materials": "forms.mark.materials",
    "acceptance": "forms.mark.acceptance",
    "delivery": "forms.mark.delivery",
    "lender_name": "forms.mark.lender_name",
    "lender_code": "forms.mark.lender_code",
    "lender_address": "forms.mark.lender_address",
    "lender_representative": "forms.mark.lender_representative",
    "lender_phone": "forms.mark.lender_phone",
    "settlement": "forms.mark.settlement",
    "lodging": "forms.mark.lodging",
    "transport": "forms.mark.transport",
    "other": "forms.mark.other",
    "copies": "forms.mark.copies",
    "signed_on": "forms.mark.signed_on",
    "station": "forms.mark.station",
}

CHOICES: dict[str, dict[str, str]] = {
    "term_kind": {
        "fixed": "forms.choice.term_kind.fixed",
        "open": "forms.choice.term_kind.open",
        "task": "forms.choice.term_kind.task",
    },
    "probation": {
        "yes": "forms.choice.probation.yes",
        "no": "forms.choice.probation.no",
    },
    "hours_kind": {
        "standard": "forms.choice.hours_kind.standard",
        "comprehensive": "forms.choice.hours_kind.comprehensive",
        "flexible": "forms.choice.hours_kind.flexible",
    },
    "pay_kind": {
        "time": "forms.choice.pay_kind.time",
        "piece": "forms.choice.pay_kind.piece",
    },
    "pay_method": {
        "bank": "forms.choice.pay_method.bank",
        "cash": "forms.choice.pay_method.cash",
    },
}

ELEMENTS: dict[str, str] = {
    "employer": "forms.element.employer",
    "worker": "forms.element.worker",
    "term": "forms.element.term",
    "work": "forms.element.work",
    "hours": "forms.element.hours",
    "pay": "forms.element.pay",
    "insurance": "forms.element.insurance",
    "protection": "forms.element.protection",
    "other": "forms.element.other",
    "material": "forms.element.material",
    "acceptance": "forms.element.acceptance",
    "risk": "forms.element.risk",
    "lender": "forms.element.lender",
    "sharing": "forms.element.sharing",
}

# The least that each group must name: Labour Contract Law art. 17 (1)-(9); a service agreement
# follows Civil Code art. 470, the agreements with people over age and by the hour the same groups.
_LEAST: dict[str, tuple[str, ...]] = {
    "employer": ("employer_name", "employer_address", "employer_representative"),
    "worker": ("worker_name", "worker_address", "worker_number"),
    "term": ("start",),
    "work": ("work", "place"),
    "hours": ("hours", "rest"),
    "pay": ("pay_rate", "pay_cycle", "pay_day", "pay_method"),
    "insurance": ("insurance",),
    "protection": ("protection", "hazards"),
    "other": (),
}
# Work by the piece is not labour: what such a contract holds stands in Civil Code art. 771 (object,
# number, quality, pay, materials, term, acceptance); who takes on the work keeps his own hours and
# insures himself. 人社厅发〔2020〕98号 asks three sides for what each of them answers for.
_OWN: dict[str, dict[str, tuple[str, ...]]] = {
    "work": {
        **{name: _LEAST[name] for name in ("employer", "worker", "term")},
        "work": ("work", "quantity", "quality"),
        "material": ("materials",),
        "acceptance": ("delivery", "acceptance"),
        "pay": _LEAST["pay"],
        "risk": (),
        "other": (),
    },
    "shared": {
        **_LEAST,
        "lender": ("lender_name", "lender_address", "lender_representative"),
        "sharing": ("settlement",),
    },
}
# Marks that the parties' block before the first clause must hold; they need no clause.
PARTIES = ("employer", "worker", "lender")


@dataclass(frozen=True, slots=True)
class Gap:
    """A group the law requires and this contract lacks: a clause, or what stands in its marks."""

    element: str
    clause: bool
    marks: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the group for the user, what is missing in it, and where that is filled in."""
        group = i18n.text(ELEMENTS[self.element])
        if self.clause:
            return i18n.text("forms.missing_clause", group=group)
        if not self.marks:
            return group
        between = i18n.text("forms.between")
        by_place: dict[str, list[str]] = {}
        for mark in self.marks:
            by_place.setdefault(place(mark), []).append(i18n.text(MARKS[mark]))
        terms = between.join(
            i18n.text("forms.missing_at", terms=between.join(found), place=i18n.text(where))
            for where, found in by_place.items()
        )
        return i18n.text("forms.missing", group=group, terms=terms)


def place(mark: str) -> str:
    """Return the key of the words for where a mark is filled in: a page, or the paper itself."""
    if mark.startswith("employer_"):
        return "forms.place.employer"
    if mark.startswith("worker_") or mark in ("emergency_contact", "bank_account"):
        return "forms.place.worker"
    if mark in ("start", "end", "term_kind", "task"):
        return "forms.place.batch"
    by_hand = ("quantity", "quality", "materials", "delivery", "acceptance", "settlement")
    if mark in by_hand or mark.startswith("lender_"):
        return "forms.place.paper"
    return "forms.place.order"


def least(kind: str) -> dict[str, tuple[str, ...]]:
    """Return by group the marks a contract of this kind must fill (4.1 of the domain's rules)."""
    return _OWN.get(kind, _LEAST)


@functools.cache
def _names(table: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return every way to write the keys of a table: the key and its words in each language."""
    found = {}
    for code, key in table:
        found[code] = code
        for language in i18n.LANGUAGES:
            words = i18n.words(language).get(key)
            if words:
                found[words] = code
    return found


def names(table: dict[str, str]) -> dict[str, str]:
    """Return every way to write the codes of a table, by word."""
    return _names(tuple(table.items()))
