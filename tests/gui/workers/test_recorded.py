"""The history of a person says every coded value in words, whatever table it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions.workers import people
from gigdesk.domain import attendance, dispatch, office, tables, training, workers
from gigdesk.domain.dispatch import advances, boarding, leaving
from gigdesk.gui.workers import recorded, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.domain.tables import Table

# What people write themselves, and days; every other text column has codes.
FREE = frozenset(
    (
        *("address", "certificate_no", "contract_no", "employer_name", "end_reason", "evidence"),
        *("group_name", "issuer", "note", "owner", "phone", "pickup", "reason", "recipients"),
        *(
            "form_version",
            "seat",
            "times",
            "trade",
            "trades",
            "vehicle",
            "verified_by",
            "weighed_at",
            "agreement",
            "chosen_why",
            "decided_by",
            "promise_seen_by",
            "promise_terms",
            "stop",
            "time",
            "doc_no",
            "name",
        ),
    )
)
DAYS = frozenset(
    (
        *("confirmed_on", "copy_on", "promised_on"),
        *(
            "birth_date",
            "decided_on",
            "day",
            "ended_on",
            "enrolled_on",
            "expires_on",
            "from_day",
            "given_on",
            "issued_on",
        ),
        *("registered_on", "review_on", "signed_on", "since", "to_day", "until", "until_day"),
        *("valid_from", "valid_to", "verified_on", "withdrawn_on"),
    )
)
_SETS = workers.codes.CODES
# Each with the codes that may stand in it, from where the rules have them.
CODED: dict[tuple[str, str], Iterable[str]] = {
    ("worker", "state"): (*people.STATES, "merged"),
    ("worker_category", "category"): _SETS["person_category"],
    ("employment", "status"): _SETS["employment_status"],
    ("employment", "place"): _SETS["employment_place"],
    ("employment", "province"): _SETS["province"],
    ("employment", "form"): _SETS["employment_form"],
    ("certificate", "kind"): _SETS["certificate_kind"],
    ("certificate", "level"): _SETS["skill_level"],
    ("certificate", "verified_how"): _SETS["verified_how"],
    ("certificate", "state"): ("active", "void"),
    ("intention", "region"): _SETS["employment_place"],
    ("intention", "form"): _SETS["employment_form"],
    ("intention", "state"): ("open", "replaced", "closed"),
    # Of a file the history tells that it is kept.
    ("worker", "photo_sha256"): ("0f" * 32,),
    ("worker", "name_image_sha256"): ("0f" * 32,),
    ("certificate", "scan_sha256"): ("0f" * 32,),
    ("consent", "scan_sha256"): ("0f" * 32,),
    ("contract", "scan_sha256"): ("0f" * 32,),
    ("consent", "purpose"): workers.consents.PURPOSES,
    ("consent", "basis"): workers.consents.BASES,
    ("consent", "given_how"): words.GIVEN_HOW,
    ("enrolment", "result"): training.RESULTS,
    ("enrolment", "state"): training.ENROLMENT_STATES.names(),
    ("batch_member", "state"): dispatch.batches.MEMBER_STATES.names(),
    ("batch_member", "how_chosen"): dispatch.batches.HOW_CHOSEN,
    ("contract", "kind"): dispatch.terms.KIND_OF_FORM.values(),
    ("contract", "signed_how"): dispatch.contracts.SIGNED_HOW,
    ("contract", "state"): dispatch.contracts.STATES.names(),
    ("batch_member", "reason_code"): leaving.CODES,
    ("contract", "end_code"): dispatch.contracts.END_CODES,
    ("loan", "state"): dispatch.loans.STATES.names(),
    ("reserve_member", "state"): ("active", "removed"),
    ("reserve_call", "result"): dispatch.reserves.RESULTS,
    ("reserve_call", "reason_code"): dispatch.reserves.REASONS,
    ("sign_in", "stage"): boarding.STAGES,
    ("sign_in", "result"): (boarding.PRESENT, boarding.ABSENT),
    ("sign_in", "reason_code"): boarding.ABSENCES,
    ("sign_in", "how"): boarding.HOW,
    ("advance", "kind"): advances.KINDS,
    ("insurance_row", "doc_kind"): _SETS["doc_kind"],
    ("insurance_row", "sex"): _SETS["sex"],
    ("insurance_row", "part"): (dispatch.covers.ON, dispatch.covers.OFF),
    ("insurance_row", "change"): dispatch.covers.KINDS,
    ("work_day", "overtime_kind"): office.holidays.KINDS,
    ("work_day", "mark"): attendance.MARKS,
    ("weighing", "part"): attendance.PARTS,
}
_OF_PERSON = frozenset(("code", "codes", "bool"))


def owned() -> list[Table]:
    """Return every table whose rows the history of a person tells of."""
    return [
        table
        for table in tables.captured()
        if table.name == "worker" or "worker_id" in table.column_names
    ]


def is_coded(table: Table, name: str) -> bool:
    """Say whether a text column has codes: a new one does until it is named above."""
    known = workers.worker.BY_NAME.get(name)
    if table.name == "worker" and known is not None:
        return known.kind in _OF_PERSON
    return name not in FREE | DAYS | set(workers.naming.SILENT)


def codes_of(table: str, name: str) -> Iterable[str]:
    """Return the codes of a coded column; one that nobody has named here has none."""
    known = workers.worker.BY_NAME.get(name)
    if table == "worker" and known is not None and known.code_set:
        return _SETS[known.code_set]
    return CODED.get((table, name), ())


def said(table: str, name: str, code: str) -> list[str]:
    """Return how the history says a code, in each language."""
    found = []
    for language in i18n.LANGUAGES:
        i18n.use(language)
        found.append(recorded.value(table, name, code))
    return found


def test_no_table_of_a_person_shows_a_code_raw_in_the_history() -> None:
    coded = 0
    for table in owned():
        texts = [one.name for one in table.columns if one.storage == "text"]
        for name in (one for one in texts if is_coded(table, one)):
            codes = list(codes_of(table.name, name))
            assert codes, (table.name, name)
            coded += 1
            for code in codes:
                words_of = said(table.name, name, code)
                # A code would stand there the same in every language.
                assert all(words_of), (table.name, name, code)
                assert len(set(words_of)) == len(i18n.LANGUAGES), (table.name, name, code)
    assert coded
