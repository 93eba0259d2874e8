"""What stands in a history, in words: columns, codes and values of every table of the spec."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from gigdesk import money
from gigdesk.domain import office
from gigdesk.domain.workers import dates, naming
from gigdesk.domain.workers.worker import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Words(Protocol):
    """Where words come from: the floors that speak to people hand in their own."""

    def has(self, key: str) -> bool:
        """Say whether there are words for a key."""

    def text(self, key: str, **params: object) -> str:
        """Return the words of a key in the user's language."""


SETS = {
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
    ("job_order", "certificate_kind"): "certificate_kind",
    ("insurance_row", "doc_kind"): "doc_kind",
    ("insurance_row", "sex"): "sex",
    ("filter", "sex"): "sex",
    ("filter", "categories"): "person_category",
    ("filter", "certificate_kind"): "certificate_kind",
    ("filter", "employment_status"): "employment_status",
    ("filter", "employment_place"): "employment_place",
}
"""Columns that hold codes of a national or own set."""

CODES = {
    ("worker", "state"): "people.state.",
    ("consent", "purpose"): "people.purpose.",
    ("consent", "basis"): "people.basis.",
    ("consent", "given_how"): "people.given.",
    ("intention", "state"): "people.wish.",
    ("certificate", "state"): "recorded.code.certificate_state.",
    ("enrolment", "state"): "training_page.enrolment_state.",
    ("enrolment", "result"): "training_page.result.",
    ("batch_member", "state"): "dispatch.member_state.",
    ("batch_member", "how_chosen"): "dispatch.how_chosen.",
    ("batch_member", "reason_code"): "dispatch.left_why.",
    ("sign_in", "stage"): "dispatch.stage.",
    ("sign_in", "result"): "dispatch.sign_result.",
    ("sign_in", "reason_code"): "dispatch.absent.",
    ("sign_in", "how"): "dispatch.sign_how.",
    ("advance", "kind"): "dispatch.advance_kind.",
    ("contract", "kind"): "forms.kind.",
    ("contract", "state"): "dispatch.contract_state.",
    ("contract", "signed_how"): "dispatch.signed_how.",
    ("contract", "end_code"): "dispatch.end_code.",
    ("work_day", "overtime_kind"): "people.recorded.overtime.",
    ("work_day", "mark"): "attendance.mark.",
    ("weighing", "part"): "attendance.part.",
    ("staff", "role"): "settings.role.",
    ("staff", "state"): "settings.staff.",
    ("station", "state"): "recorded.code.state.",
    ("station", "level"): "recorded.code.station_level.",
    ("division", "level"): "settings.places.",
    ("holiday", "day_kind"): "settings.holidays.",
    ("contract_template", "kind"): "forms.kind.",
    ("contract_template", "state"): "settings.templates.",
    ("saved_filter", "page"): "recorded.code.page.",
    ("employer", "unit_kind"): "orders_page.unit_kind.",
    ("employer", "flag"): "orders.flag.",
    ("employer", "state"): "recorded.code.state.",
    ("employer_record", "kind"): "orders.record_kind.",
    ("employer_record", "state"): "recorded.code.certificate_state.",
    ("order_review", "point"): "orders.review.point.",
    ("order_review", "state"): "recorded.code.certificate_state.",
    ("pay_band", "pay_kind"): "orders.pay_kind.",
    ("pay_band", "pay_unit"): "orders.pay_unit.",
    ("pay_band", "state"): "recorded.code.certificate_state.",
    ("job_order", "pay_unit"): "orders.pay_unit.",
    ("job_order", "fee_model"): "orders.fee_model.",
    ("job_order", "state"): "orders.state.",
    ("job_order", "certificate_rule"): "orders.certificate_rule.",
    ("job_order", "employment_form"): "orders.employment_form.",
    ("job_order", "hours_kind"): "orders.hours_kind.",
    ("job_order", "pay_kind"): "orders.pay_kind.",
    ("job_order", "pay_cycle"): "orders_page.cycle.",
    ("job_order", "pay_method"): "orders.pay_method.",
    ("job_order", "meals"): "orders.board.",
    ("job_order", "lodging"): "orders.board.",
    ("job_order", "transport_payer"): "orders.payer.",
    ("job_order", "transport_advance"): "orders.advance.",
    ("job_order", "insurance_kinds"): "orders.insurance.",
    ("job_order", "insurance_payer"): "orders.payer.",
    ("job_order", "hazards"): "recorded.code.hazards.",
    ("batch", "state"): "dispatch.state.",
    ("crew", "state"): "recorded.code.state.",
    ("vehicle", "state"): "recorded.code.state.",
    ("loan", "state"): "recorded.code.loan.",
    ("reserve_pool", "state"): "recorded.code.reserve.",
    ("reserve_member", "state"): "recorded.code.reserve.",
    ("reserve_call", "result"): "sheets.calls.results.",
    ("reserve_call", "reason_code"): "sheets.calls.declines.",
    ("insurance_product", "premium_per"): "cover.code.per.",
    ("insurance_product", "state"): "recorded.code.state.",
    ("insurance_list", "sent_how"): "cover.code.how.",
    ("insurance_list", "state"): "cover.code.list.",
    ("insurance_row", "part"): "cover.code.part.",
    ("insurance_row", "change"): "cover.code.change.",
    ("departure_tick", "line"): "dispatch.line.",
    ("departure_tick", "state"): "recorded.code.state.",
    ("training_class", "kind"): "training_page.kind.",
    ("training_class", "state"): "training_page.state.",
    ("intake", "room"): "recorded.code.page.",
    ("intake", "state"): "recorded.code.intake_state.",
    ("filter", "states"): "people.state.",
    ("filter", "lacking"): "recorded.code.lacking.",
}
"""Columns that hold codes of a room, with the beginning of the keys of their words."""

FLAGS = frozenset(
    (
        "copy_given",
        "disputed",
        "signed",
        "until_assumed",
        "void",
        "active",
        "hazardous",
        "doc_expired",
        "wish_ended",
    )
)
_QUARTERS = frozenset(("quarters", "quarters_total"))
_QUARTERS_A_DAY = 4
_HOUR = 60
_MOST_SHOWN = 120
"""So many characters of a long text are shown."""


def table(words: Words, name: str) -> str:
    """Return what a record of a table is called."""
    return words.text(naming.of_table(name))


def column(words: Words, of_table: str, name: str) -> str:
    """Return what a column of a table is called; its own name where there are no words."""
    keys = naming.of_column(of_table, name)
    return next((words.text(key) for key in keys if words.has(key)), name)


def title(words: Words, of_table: str, said: str) -> str:
    """Return what one record is called, from the name or number that people know it by."""
    if of_table == "rule":
        return rule(words, said)
    if of_table == "word_map":
        field, _, word = said.partition(" ")
        return words.text("recorded.word_of", word=word, field=column(words, "worker", field))
    return said


def rule(words: Words, rule_id: str) -> str:
    """Return a rule as the page of rules names it; one of a newer program keeps its id."""
    key = f"settings.rules.{rule_id.replace('.', '_')}"
    return words.text(key) if words.has(key) else rule_id


def value(words: Words, of_table: str, name: str, stored: Any, *, row: str = "") -> str:
    """Return a stored value in words; `row` is the name of its record where that decides."""
    if stored in (None, ""):
        return ""
    special = _SPECIAL.get((of_table, name))
    if special is not None:
        return special(words, stored, row)
    if of_table == "worker" and name in BY_NAME:
        return _of_person(words, name, stored)
    if (of_table, name) in SETS:
        return label(words, SETS[of_table, name], stored)
    if (of_table, name) in CODES:
        return _coded(words, CODES[of_table, name], stored)
    if name in FLAGS:
        return words.text("people.recorded.yes" if stored else "people.recorded.no")
    if name.endswith("_fen"):
        return _amount(stored)
    if name in _QUARTERS:
        return f"{stored / _QUARTERS_A_DAY:g}"
    return _text(words, stored)


def label(words: Words, code_set: str, stored: object) -> str:
    """Return the words of a code of a set, or of several between commas."""
    pairs = (each.partition(" ") for each in words.text(f"people.code.{code_set}").split("|"))
    known = {code: said for code, _, said in pairs}
    return _joined(words, (known.get(one, one) for one in str(stored).split(",") if one))


def _joined(words: Words, said: Iterable[str]) -> str:
    return words.text("people.joint").join(said)


def _coded(words: Words, start: str, stored: object) -> str:
    """Return the words of codes between commas; what is no code was typed and stays whole."""
    keys = [f"{start}{one}" for one in str(stored).split(",")]
    if all(words.has(key) for key in keys):
        return _joined(words, (words.text(key) for key in keys))
    return _text(words, stored)


def _amount(fen: int) -> str:
    return money.grouped(fen).removesuffix(".00")


def _text(words: Words, stored: object) -> str:
    """Return a text on one line; the long-term day in words, of a long one its beginning."""
    said = " ".join(str(stored).splitlines())
    if said == dates.LONG_TERM:
        return words.text("people.long_term")
    return said if len(said) <= _MOST_SHOWN else f"{said[:_MOST_SHOWN]}…"


def _of_person(words: Words, name: str, stored: Any) -> str:
    known = BY_NAME[name]
    if known.kind == "money":
        return _amount(stored)
    if known.code_set:
        return label(words, known.code_set, stored)
    return _text(words, stored)


def _merged(words: Words, _stored: Any, _row: str) -> str:
    return words.text("people.state.merged")


def _in_household(words: Words, _stored: Any, _row: str) -> str:
    return words.text("people.history.in_household")


def _is_kept(words: Words, _stored: Any, _row: str) -> str:
    return words.text("people.scan.kept")


def _number(_words: Words, stored: Any, _row: str) -> str:
    return office.numbers.spoken("worker", stored)


def _rule_id(words: Words, stored: Any, _row: str) -> str:
    return rule(words, str(stored))


def _strictness(words: Words, stored: Any, _row: str) -> str:
    key = f"settings.rules.{stored}"
    return words.text(key) if stored in ("block", "warn", "ignore") else str(stored)


def _columns(words: Words, stored: Any, _row: str) -> str:
    """Return a remembered mapping: which column of the sheet goes where."""
    return _joined(
        words,
        (
            words.text("recorded.column_to", number=int(heading[1:]) + 1, field=goes_to)
            if heading.startswith("#")
            else words.text("recorded.heading_to", heading=heading, field=goes_to)
            for heading, goes_to in (
                (
                    heading,
                    column(words, "worker", name) if name else words.text("recorded.nowhere"),
                )
                for heading, name in json.loads(stored).items()
            )
        ),
    )


def _query(words: Words, stored: Any, _row: str) -> str:
    """Return what a saved filter asks for."""
    asked = json.loads(stored) if isinstance(stored, str) else stored
    said = []
    for name, given in asked.items():
        listed = ",".join(map(str, given)) if isinstance(given, list) else given
        shown = value(words, "filter", name, listed)
        said.append(
            words.text("people.recorded.of", whose=column(words, "filter", name), field=shown)
        )
    return _joined(words, said)


def _field(words: Words, stored: Any, _row: str) -> str:
    return column(words, "worker", str(stored))


def _meaning(words: Words, stored: Any, row: str) -> str:
    """Return what a word was said to mean, by the set of codes of its field."""
    known = BY_NAME.get(row.partition(" ")[0])
    return label(words, known.code_set, stored) if known and known.code_set else str(stored)


def _hours(words: Words, stored: Any, _row: str) -> str:
    return words.text("orders_page.said.hours", hours=f"{stored / _HOUR:g}")


_SPECIAL: dict[tuple[str, str], Callable[[Words, Any, str], str]] = {
    ("worker", "merged_into"): _merged,
    ("worker", "household_id"): _in_household,
    ("worker", "number"): _number,
    ("worker", "photo_sha256"): _is_kept,
    ("worker", "name_image_sha256"): _is_kept,
    ("certificate", "scan_sha256"): _is_kept,
    ("consent", "scan_sha256"): _is_kept,
    ("contract", "scan_sha256"): _is_kept,
    ("lot_draw", "pool_sha256"): _is_kept,
    ("rule", "rule_id"): _rule_id,
    ("rule", "value"): _strictness,
    ("column_map", "columns"): _columns,
    ("saved_filter", "query"): _query,
    ("word_map", "field"): _field,
    ("word_map", "code"): _meaning,
    ("job_order", "minutes_per_day"): _hours,
}
