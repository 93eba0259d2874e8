"""What the rows of a person are called in the history, column by column, and their values."""

from __future__ import annotations

from typing import Any

from gigdesk import i18n
from gigdesk.gui.workers import words

TABLES = {
    "worker_phone": "people.tab.phones",
    "worker_category": "people.tab.categories",
    "employment": "people.tab.work",
    "certificate": "people.tab.certificates",
    "intention": "people.tab.wishes",
    "consent": "people.tab.consents",
    "enrolment": "people.story.class",
    "batch_member": "people.story.batch",
    "contract": "people.story.contract",
    "work_day": "people.story.work",
}
SILENT = frozenset(
    (
        "id",
        "station_id",
        "worker_id",
        "name_pinyin",
        "name_initials",
        # Files and forms by their prints, and what stands in a contract: the contract shows it.
        "scan_sha256",
        "file_sha256",
        "data_classes",
        "form_version",
        "template_id",
        "fields",
        "answers",
        # Rows that point at other rows of the same story, and where in a list one stands.
        "certificate_id",
        "replaces_id",
        "corrects_id",
        "position",
        "source",
        "source_row",
    )
)
"""Columns that mean nothing to people, or nothing that the history does not say elsewhere."""

_PERSON = {"number": "people.column.number", "merged_into": "people.story.merged"}
FIELDS = {
    "address": "workers.field.address",
    "basis": "people.consent.basis",
    "batch_id": "people.recorded.batch",
    "category": "people.category.category",
    "certificate_no": "people.certificate.no",
    "class_id": "people.recorded.class",
    "contract_no": "people.recorded.contract_no",
    "copy_given": "people.recorded.copy_given",
    "day": "people.recorded.day",
    "employer_id": "workers.field.employer_name",
    "employer_name": "workers.field.employer_name",
    "end_reason": "people.recorded.reason",
    "ended_on": "people.recorded.ended_on",
    "enrolled_on": "people.recorded.enrolled_on",
    "evidence": "people.category.evidence",
    "expires_on": "people.wish.expires_on",
    "form": "workers.field.employment_form",
    "from_day": "people.period.since",
    "given_how": "people.consent.given_how",
    "given_on": "people.consent.given_on",
    "grams": "people.recorded.grams",
    "group_name": "people.recorded.group_name",
    "how_chosen": "people.recorded.how_chosen",
    "income_fen": "people.field.wanted_income_fen",
    "issued_on": "people.certificate.issued_on",
    "issuer": "people.certificate.issuer",
    "kind": "people.recorded.kind",
    "level": "people.certificate.level",
    "mark": "people.recorded.mark",
    "minutes": "people.recorded.minutes",
    "note": "workers.field.notes",
    "number": "people.column.number",
    "order_id": "people.recorded.order",
    "overtime_kind": "people.recorded.overtime_kind",
    "overtime_minutes": "people.recorded.overtime_minutes",
    "owner": "people.phone.owner",
    "phone": "workers.field.phone",
    "pickup": "people.recorded.pickup",
    "place": "workers.field.employment_place",
    "province": "workers.field.employment_province",
    "purpose": "people.consent.purpose",
    "quarters": "people.recorded.days",
    "reason": "people.recorded.reason",
    "recipients": "people.consent.recipients",
    "region": "people.field.wanted_region",
    "registered_on": "people.wish.registered_on",
    "result": "people.recorded.result",
    "review_on": "people.certificate.review_on",
    "score": "people.recorded.score",
    "seat": "people.recorded.seat",
    "signed_how": "people.recorded.signed_how",
    "signed_on": "people.recorded.signed_on",
    "since": "people.period.since",
    "state": "people.wish.state",
    "status": "workers.field.employment_status",
    "to_day": "people.period.until",
    "trade": "people.field.trade",
    "trades": "people.field.wanted_trades",
    "until": "people.period.until",
    "until_assumed": "people.recorded.until_assumed",
    "until_day": "people.period.until",
    "valid_from": "people.category.valid_from",
    "valid_to": "people.category.valid_to",
    "vehicle": "people.recorded.vehicle",
    "verified_by": "people.recorded.verified_by",
    "verified_how": "workers.field.verified_how",
    "verified_on": "people.recorded.verified_on",
    "void": "people.standing.void",
    "withdrawn_on": "people.consent.withdraw",
}
_SETS = {
    ("worker_category", "category"): "person_category",
    ("employment", "status"): "employment_status",
    ("employment", "place"): "employment_place",
    ("employment", "province"): "province",
    ("employment", "form"): "employment_form",
    ("certificate", "kind"): "certificate_kind",
    ("certificate", "level"): "skill_level",
    ("certificate", "verified_how"): "verified_how",
    ("intention", "region"): "employment_place",
    ("intention", "form"): "employment_form",
}
_CODES = {
    ("consent", "purpose"): words.PURPOSES,
    ("consent", "basis"): words.BASES,
    ("consent", "given_how"): words.GIVEN_HOW,
    ("intention", "state"): {code: key for code, (key, _) in words.INTENTIONS.items()},
    ("certificate", "state"): {
        "active": "people.standing.valid",
        "void": "people.standing.void",
    },
    ("enrolment", "state"): {
        "enrolled": "training_page.enrolment_state.enrolled",
        "completed": "training_page.enrolment_state.completed",
        "dropped": "training_page.enrolment_state.dropped",
    },
    ("enrolment", "result"): {
        "passed": "training_page.result.passed",
        "failed": "training_page.result.failed",
    },
    ("batch_member", "state"): {
        "listed": "dispatch.member_state.listed",
        "left": "dispatch.member_state.left",
        "removed": "dispatch.member_state.removed",
        "unfit": "dispatch.member_state.unfit",
    },
    ("batch_member", "how_chosen"): {
        "proposed": "dispatch.how_chosen.proposed",
        "searched": "dispatch.how_chosen.searched",
        "pasted": "dispatch.how_chosen.pasted",
        "invited": "dispatch.how_chosen.invited",
    },
    ("contract", "kind"): {
        "labour": "forms.kind.labour",
        "service": "forms.kind.service",
        "overage": "forms.kind.overage",
        "parttime": "forms.kind.parttime",
        "work": "forms.kind.work",
        "shared": "forms.kind.shared",
    },
    ("contract", "state"): {
        "draft": "dispatch.contract_state.draft",
        "final": "dispatch.contract_state.final",
        "signed": "dispatch.contract_state.signed",
        "ended": "dispatch.contract_state.ended",
        "void": "dispatch.contract_state.void",
    },
    ("contract", "signed_how"): {
        "by_hand": "dispatch.signed_how.by_hand",
        "thumbprint": "dispatch.signed_how.thumbprint",
        "proxy": "dispatch.signed_how.proxy",
    },
    ("work_day", "overtime_kind"): {
        "work": "people.recorded.overtime.work",
        "rest": "people.recorded.overtime.rest",
        "statutory": "people.recorded.overtime.statutory",
    },
    ("work_day", "mark"): {
        "absent": "attendance.mark.absent",
        "leave": "attendance.mark.leave",
        "rest": "attendance.mark.rest",
        "sick": "attendance.mark.sick",
    },
}
_FLAGS = ("copy_given", "until_assumed", "void")
_QUARTERS_A_DAY = 4


def field(table: str, name: str, cell: str = "") -> str:
    """Return what a column of a table is called: of a row that belongs to a person, whose row.

    Of a day of work the `cell` says which it is.
    """
    if table == "worker":
        return i18n.text(_PERSON[name]) if name in _PERSON else words.field(name)
    key = FIELDS.get(name)
    said = i18n.text(key) if key is not None else name
    of_table = i18n.text(TABLES[table]) if table in TABLES else table
    whose = f"{of_table} {cell}" if cell else of_table
    return i18n.text("people.recorded.of", whose=whose, field=said)


def value(table: str, name: str, stored: Any) -> str:
    """Return a stored value in words."""
    place = (table, name)
    if stored in (None, ""):
        return ""
    if table == "worker":
        return _of_person(name, stored)
    if place in _SETS:
        return words.label(_SETS[place], stored)
    if place in _CODES:
        return words.said(_CODES[place], stored)
    if name in _FLAGS:
        return i18n.text("people.recorded.yes" if stored else "people.recorded.no")
    if name.endswith("_fen"):
        return words.amount(stored)
    if name == "quarters":
        return f"{stored / _QUARTERS_A_DAY:g}"
    return words.day(stored)


def _of_person(name: str, stored: Any) -> str:
    if name == "number":
        return words.number(stored)
    if name == "merged_into":
        return i18n.text("people.state.merged")
    return words.value(name, stored)
