"""What an import says of its rows, columns and sheets in the user's words."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, stamps
from gigdesk.domain import office, workers
from gigdesk.gui import record
from gigdesk.gui.fields import Option
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.workers.imports import Change, Line
    from gigdesk.actions.workers.imports.opening import ColumnChoice

KINDS = {
    "new": ("intake_page.kind.new", "user-plus", "ok"),
    "updated": ("intake_page.kind.updated", "pencil", "info"),
    "unchanged": ("intake_page.kind.unchanged", "check", "muted"),
    "undecided": ("intake_page.kind.undecided", "help-circle", "warning"),
    "rejected": ("intake_page.kind.rejected", "circle-x", "error"),
    "warned": ("intake_page.kind.warned", "alert-triangle", "warning"),
}
"""The classes of rows in the order they are shown: words, icon, tone."""

MEANINGS = {
    "new": "intake_page.meaning.new",
    "updated": "intake_page.meaning.updated",
    "unchanged": "intake_page.meaning.unchanged",
    "undecided": "intake_page.meaning.undecided",
    "rejected": "intake_page.meaning.rejected",
    "warned": "intake_page.meaning.warned",
}
SHORT = {
    "new": "intake_page.short.new",
    "updated": "intake_page.short.updated",
    "unchanged": "intake_page.short.unchanged",
    "undecided": "intake_page.short.undecided",
    "rejected": "intake_page.short.rejected",
    "warned": "intake_page.short.warned",
}
_SAMPLES_NAMED = 5
_ABOUT_VILLAGE = frozenset(
    {
        "intake.finding.village_none",
        "intake.finding.village_many",
        "intake.finding.village_near",
        "intake.finding.village_doubted",
        "intake.finding.village_placeholder",
        "intake.finding.village_town",
        "intake.finding.village_address",
        "intake.finding.village_town_address",
    }
)
"""What is said of a village that was not found, or not for certain."""
SKIPS = {
    "title": "intake.skip.title",
    "header": "intake.skip.header",
    "subtotal": "intake.skip.subtotal",
    "signature": "intake.skip.signature",
    "sample": "intake.skip.sample",
    "blank": "intake.skip.blank",
    "note": "intake.skip.note",
    "carried": "intake.skip.carried",
    "withdrawn": "intake.skip.withdrawn",
    "prepared": "intake.skip.prepared",
}
_EXTRAS = {
    "village": "intake_page.extra.village",
    "town": "intake_page.extra.town",
    "phone_more": "intake_page.extra.phone_more",
    "given_name": "intake_page.extra.given_name",
    "serial": "intake_page.extra.serial",
    "age": "intake_page.extra.age",
    **{name: f"workers.field.{name}" for name in workers.headers.CATEGORIES},
}
"""What columns are called here that are no fields of a person themselves; others by their field."""
_TAKEN_EXTRAS = frozenset(
    {
        *("village", "town", "phone_more", "given_name"),
        *workers.headers.CATEGORIES,
        *workers.granted.COLUMNS,
    }
)

NOT_READ = "-"
_HIDDEN_FIELDS = {"village_id", "state"}
_SURE = 0.9
_UNIT = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")


def told(found: tuple[str, str, Mapping[str, Any]]) -> str:
    """Return a finding as a sentence, with the names of its fields in words."""
    code, _, params = found
    return sentence(code, params)


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return what fills a sentence put into it, with the names of fields in words."""
    filled = dict(params)
    if "field" in filled:
        named = str(filled["field"]).split(",")
        filled["field"] = i18n.text("people.joint").join(words.field(name) for name in named)
    return i18n.text(code, **filled)


def places(found: Iterable[tuple[str, str]]) -> list[str]:
    """Return villages (town, name) as people say them."""
    return [" ".join(part for part in one if part) for one in found]


def first_reason(line: Line) -> str:
    """Return the first thing there is to say about a row; nothing where nothing is."""
    said = [*line.reasons, *(one for one in line.warnings if one[1] != "I"), *line.warnings]
    return told(said[0]) if said else ""


def gist(line: Line) -> str:
    """Return in one line what becomes of a row."""
    if line.kind == "updated":
        fields = (words.field(change.field) for change in line.changes)
        return i18n.text("intake_page.changes", fields=i18n.text("people.joint").join(fields))
    return first_reason(line)


def value(change_field: str, stored: Any) -> str:
    """Return a value before or after; a dash where there is none."""
    if stored in (None, ""):
        return i18n.text("intake_page.empty_value")
    if change_field == "certificate":
        return i18n.text("intake_page.certificate_new", words=words.certificate(stored))
    if change_field == "village_id":
        return str(stored)
    return words.value(change_field, stored)


def before_after(change: Change) -> tuple[str, str]:
    """Return both sides of a change; the second says where it is emptied or differs unseen."""
    before, after = value(change.field, change.before), value(change.field, change.after)
    if change.after is None:
        return before, i18n.text("intake_page.emptied")
    return before, i18n.text("intake_page.alike", value=after) if change.alike else after


def person(row: Mapping[str, Any]) -> str:
    """Return who somebody is: number, name, masked number of the paper, village."""
    parts = [
        words.number(row["number"]),
        str(row["name"] or ""),
        str(row["doc_no"] or ""),
        words.day(row["birth_date"]),
        str(row.get("village") or ""),
    ]
    return "  ".join(part for part in parts if part)


def field_options() -> tuple[Option, ...]:
    """Return every field a column can go to, and the choice not to read it."""
    offered = [(NOT_READ, i18n.text("intake_page.not_read"))]
    offered += [
        (name, _UNIT.sub("", words.field(name)))
        for name in workers.worker.BY_NAME
        if name not in _HIDDEN_FIELDS
    ]
    offered[3:3] = [
        (name, i18n.text(_EXTRAS[name]) if name in _EXTRAS else words.field(name))
        for name in workers.headers.EXTRAS
    ]
    return tuple(Option(name, said, workers.pinyin.initials(said)) for name, said in offered)


def certainty(column: ColumnChoice) -> tuple[str, str]:
    """Return how sure the proposal for a column is, in words, and its tone."""
    if column.why == "chosen":
        return i18n.text("intake_page.sure.remembered"), "ok"
    if column.field is None:
        key = {
            "other_person": "intake_page.sure.other_person",
            "remarks": "intake_page.sure.remarks",
            "spread": "intake.why.spread",
            "repeated": "intake_page.sure.repeated",
        }.get(column.why, "intake_page.sure.unknown")
        return i18n.text(key), "muted"
    if column.field == "group":
        return i18n.text("intake_page.sure.group"), "info"
    if not is_taken(column.field):
        return i18n.text("intake_page.sure.extra"), "muted"
    if column.why == "values":
        return i18n.text("intake_page.sure.values"), "info"
    if column.why == "exchanged":
        return i18n.text("intake_page.sure.exchanged"), "info"
    sure = column.confidence >= _SURE
    return i18n.text("intake_page.sure.header" if sure else "intake_page.sure.part"), (
        "ok" if sure else "info"
    )


def is_taken(name: str | None) -> bool:
    """Say whether a column that goes to this field is imported; some are only understood."""
    return name is not None and (name not in workers.headers.EXTRAS or name in _TAKEN_EXTRAS)


def column_name(column: ColumnChoice, *, with_sheet: bool = False) -> str:
    """Return a column by its header, else by its place, behind its sheet where there are more."""
    said = column.header or i18n.text("intake_page.column_number", number=column.index + 1)
    return f"{column.sheet}: {said}" if with_sheet else said


def skipped(
    counts: Mapping[str, int], samples: Sequence[str] = (), staying: Sequence[str] = ()
) -> str:
    """Return the rows that are no people by reason.

    Where the examples among them stand is said, and where people say that they stay at home.
    """
    said = [
        i18n.text("intake_page.skipped_one", reason=i18n.text(SKIPS[name]), count=f"{many:,}")
        for name, many in counts.items()
    ]
    if samples:
        where = i18n.text("people.joint").join(samples[:_SAMPLES_NAMED])
        if len(samples) > _SAMPLES_NAMED:
            said.append(i18n.text("intake_page.samples_from", where=where))
        else:
            said.append(i18n.text("intake_page.samples_at", where=where))
    if staying:
        where = i18n.text("people.joint").join(staying)
        said.append(i18n.text("intake_page.staying_at", where=where))
    return i18n.text("intake_page.skipped_joint").join(said)


def accounts(counts: Mapping[str, int]) -> str:
    """Return the five counts as one sentence that adds up."""
    rows = sum(counts[kind] for kind in list(KINDS)[:5])
    named = {kind: f"{counts[kind]:,}" for kind in list(KINDS)[:5]}
    return i18n.text("intake_page.adds_up", rows=f"{rows:,}", **named)


def moment(at_ms: int) -> str:
    """Return a moment on the desk's own clock, to the minute."""
    return stamps.local_text(at_ms)[:16]


def enter_presses(widget: QtWidgets.QWidget) -> None:
    """Let Enter press the button that has the keyboard, as Space does."""

    def press() -> None:
        focused = QtWidgets.QApplication.focusWidget()
        if isinstance(focused, QtWidgets.QPushButton) and widget.isAncestorOf(focused):
            focused.click()

    for keys in ("Return", "Enter"):
        record.on_key(widget, keys, press)


def import_number(number: int) -> str:
    """Return the number of an import as it is read out."""
    return office.numbers.spoken("intake", number)


def reasons(found: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[tuple[str, str]]:
    """Return findings as (sentence, tone), the gravest first, none twice."""
    ranked = sorted(found, key=lambda one: "EWI".index(one[1]))
    said = dict.fromkeys((told(one), words.TONES[one[1]]) for one in ranked)
    return list(said)


def placed(line: Line) -> Line:
    """Return a row whose village was chosen by hand: no doubt about it is left to say."""
    left = tuple(one for one in line.warnings if one[0] not in _ABOUT_VILLAGE)
    return dataclasses.replace(line, warnings=left)
