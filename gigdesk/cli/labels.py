"""Puts the names and codes of an answer into words, for people; scripts read them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain import office, workers

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where the name of an entry may have its words, the nearest first.
_NAMES = (
    "cli.answer.",
    "workers.field.",
    "orders.field.",
    "dispatch.field.",
    "training_page.field.",
)
# Which set of codes an entry holds, where its name is not that of a field of people.
_SETS = {"category": "person_category", "need": "service_need", "certificate": "certificate_kind"}
_ACTS = "acts."
# Where the words of a code may stand, by the name of the entry.
_CODES = {
    "state": (
        "people.state.",
        "orders.state.",
        "dispatch.state.",
        "dispatch.member_state.",
        "dispatch.contract_state.",
        "training_page.state.",
        "training_page.enrolment_state.",
        "people.wish.",
    ),
    "doubt": ("cli.doubt.",),
    "purpose": ("people.purpose.",),
    "purposes": ("people.purpose.",),
    "basis": ("people.basis.",),
    "given_how": ("people.given.",),
    "standing": ("people.standing.",),
    "flags": ("people.flag.",),
    "flag": ("orders.flag.",),
    "before": ("orders.state.",),
    "after": ("orders.state.",),
    "point": ("orders.review.point.",),
    "review_state": ("orders.review.state.",),
    "licence": ("orders.licence.",),
    "licence_state": ("orders.licence_state.",),
    "fee_model": ("orders.fee_model.",),
    "pay_unit": ("orders.pay_unit.",),
    "kind": ("people.story.", "training_page.kind.", "orders.record_kind."),
    "pay_kind": ("orders.pay_kind.",),
    "act_name": (_ACTS,),
    "employment_form": ("orders.employment_form.",),
    "suggested": ("orders.employment_form.",),
    "hours_kind": ("orders.hours_kind.",),
    "pay_cycle": ("orders_page.cycle.",),
    "pay_method": ("orders.pay_method.",),
    "meals": ("orders.board.",),
    "lodging": ("orders.board.",),
    "transport_payer": ("orders.payer.",),
    "transport_advance": ("orders.advance.",),
    "insurance_payer": ("orders.payer.",),
    "insurance_kinds": ("orders.insurance.",),
    "hazards": ("recorded.code.hazards.",),
    "by_hand": ("forms.mark.",),
    "promise_state": ("sheets.promise.state.",),
    "value": ("settings.rules.",),
}
_SETS_OF_CODES = "people.code."
# What a search reads, and what stands there a second time, masked or whole, as `docno`.
_HIDDEN = ("name_pinyin", "name_initials", "doc_no")
# Which tables the parts of a line in a person's story are columns of, the nearest first.
_STORY = {
    "category": ("worker_category",),
    "employment": ("employment",),
    "intention": ("intention",),
    "consent": ("consent",),
    "withdrawn": ("consent",),
    "certificate": ("certificate",),
    "class": ("enrolment", "training_class"),
    "batch": ("batch_member", "batch", "job_order"),
    "contract": ("contract",),
    "work": ("work_day", "batch", "job_order"),
}
# Parts that stand beside a column of the same name, and what their codes are those of.
_OWN_WORDS = {
    "batch_state": ("batch", "state"),
    "employer": ("employer", "name"),
    "wage_fen": ("job_order", "pay_fen"),
}
_DAILY = ("work_day", "weighing")
_OF_A_DAY = ("day", "batch")  # stands before the change already


def name(key: str, within: str = "") -> str:
    """Return what an entry of an answer is called; `within` names the list whose column it is."""
    if within and i18n.has(f"cli.answer.{within}.{key}"):
        return i18n.text(f"cli.answer.{within}.{key}")
    for start in _NAMES:
        if i18n.has(f"{start}{key}"):
            return i18n.text(f"{start}{key}")
    for start in ("batches_page.excluded.", "intake.skip.", "people.flag.", "recorded.table."):
        if i18n.has(f"{start}{key}"):
            return i18n.text(f"{start}{key}", day="")
    return key


def is_for_people(key: str, value: object) -> bool:
    """Say whether an entry means something to a person: ids and search forms do not.

    Rules by their ids are for scripts; people read the reasons beside them.
    """
    if key == "rules" and isinstance(value, list):
        return any(isinstance(one, dict) for one in value)
    return not (isinstance(value, bytes) or key == "id" or key.endswith("_id") or key in _HIDDEN)


def code(key: str, value: object) -> str | None:
    """Return the words of a code in an entry of that name, or None where it is no code."""
    if isinstance(value, bool):
        return i18n.text("cli.yes" if value else "cli.no")
    if not isinstance(value, str) or not value:
        return None
    if key == "missing_terms":
        return name(value)
    for start in _CODES.get(key, ()):
        keys = [f"{start}{one}" for one in value.split(",")]
        if all(map(i18n.has, keys)):
            return i18n.text("people.joint").join(i18n.text(one, day="") for one in keys)
    known = workers.worker.BY_NAME.get(key)
    if key == "kind" and value.isdigit():
        return _of_set("certificate_kind", value)
    code_set = _SETS.get(key) or (known.code_set if known else None)
    if code_set:
        return _of_set(code_set, value)
    if value == workers.dates.LONG_TERM:
        return i18n.text("people.long_term")
    return None


def record(entry: Mapping[str, Any]) -> str:
    """Return whose change an entry of a history is: the table in words, and whom or what."""
    table = workers.telling.table(i18n, entry["tbl"])
    if entry["number"] is not None:
        number = office.numbers.spoken("worker", entry["number"])
        return " ".join((table, number, entry["name"], entry["cell"])).strip()
    said = workers.telling.title(i18n, entry["tbl"], entry["title"])
    return " ".join(each for each in (table, said, entry["cell"]) if each)


def changes(entry: Mapping[str, Any]) -> str:
    """Return what an entry of a history changed, field by field, before and after, in words."""
    table, said = entry["tbl"], []
    for name, (before, after) in entry["changes"].items():
        if not workers.naming.is_told(table, name) or (table in _DAILY and name in _OF_A_DAY):
            continue
        was, became = (
            workers.telling.value(i18n, table, name, each, row=entry["title"])
            for each in (before, after)
        )
        if was or became:
            field = workers.telling.column(i18n, table, name)
            said.append(f"{field} {was} → {became or '-'}" if was else f"{field} {became}")
    return i18n.text("cli.joint").join(said) or "-"


def story(entry: Mapping[str, Any]) -> str:
    """Return what one line of a person's story says: what was changed, or the facts it is of."""
    values = entry["values"]
    if "changes" in values:
        told = {"tbl": values["table"], "title": "", "changes": values["changes"]}
        came = (f"{row['file_name']} {row['sheet'] or ''} {row['row']}" for row in values["rows"])
        return i18n.text("cli.joint").join((changes(told), *came))
    said = []
    for key, stored in values.items():
        table, column = _column(entry["kind"], key)
        if isinstance(stored, bytes) or not table:
            continue
        became = workers.telling.value(i18n, table, column, stored)
        if became:
            own = key in _OWN_WORDS
            called = name(key) if own else workers.telling.column(i18n, table, column)
            said.append(f"{called} {became}")
    return i18n.text("cli.joint").join(said) or "-"


def _column(kind: str, key: str) -> tuple[str, str]:
    """Return of which table and column a part of a story is; no table where nobody is told it."""
    if key in _OWN_WORDS:
        return _OWN_WORDS[key]
    for table in _STORY.get(kind, ()):
        if any(map(i18n.has, workers.naming.of_column(table, key))):
            return table, key
    return "", key


def _of_set(code_set: str, value: str) -> str | None:
    """Return the words of one code, or of several between commas."""
    key = f"{_SETS_OF_CODES}{code_set}"
    if not i18n.has(key):
        return None
    pairs = (each.partition(" ") for each in i18n.text(key).split("|"))
    words: dict[str, Any] = {short: said for short, _, said in pairs}
    return i18n.text("people.joint").join(words.get(one, one) for one in value.split(","))
