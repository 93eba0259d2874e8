"""The people of a batch in one table: who they are, their papers, and what stands against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, contracts, covers
from gigdesk.gui import record, table
from gigdesk.gui.dispatch import promising, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6 import QtWidgets

    from gigdesk.actions.dispatch import Outcome
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

PEOPLE, CONSENT, CONTRACT, READY = "people", "consent", "contract", "ready"
COVER, REMOVED = "cover", "removed"
_NO_CONSENT = "dispatch.finding.no_consent"


def rows_of(desk: Any, batch_id: bytes, *, removed: bool = False) -> list[dict[str, Any]]:
    """Return the list of a batch, each row with `against` and `remarks` of sending it now."""
    going = dispatch.get_batch(desk, batch_id)["state"] in batches.ON_PAPER
    told = {one.worker_id: one for one in dispatch.check(desk, batch_id)}
    found = dispatch.list_members(desk, batch_id=batch_id, removed=removed)
    handed = dispatch.list_advances(desk, batch_id=batch_id)[1]
    for row in found:
        row["advanced_fen"] = handed.get(row["worker_id"], 0)
    return [_judged(row, told, going=going) for row in found]


def _judged(row: dict[str, Any], told: Mapping[bytes, Outcome], *, going: bool) -> dict[str, Any]:
    """Return a row with what the rules say; `going` is whether the batch has yet to leave."""
    one = told.get(row["worker_id"])
    return {
        **row,
        "id": row["worker_id"],
        "going": going,
        "against": one.against if one else (),
        "remarks": one.remarks if one else (),
    }


def lacks(row: Row, what: str) -> bool:
    """Say whether a row is among those a tile counts as missing; who left early lacks nothing."""
    if row["state"] != batches.LISTED:
        return False
    said = {one.code for one in (*row["against"], *row["remarks"])}
    if what == CONSENT:
        return _NO_CONSENT in said
    if what == CONTRACT:
        return row["contract_state"] not in contracts.BINDING
    if what == COVER:
        return any(one.rpartition(".")[2] in covers.LACKING for one in said)
    if what == READY:
        return bool(row["against"])
    return False


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the table."""
    column = table.Column
    return (
        column("position", "batches_page.position", right=True, width=2.5, frozen=True),
        column("name", "record.name", width=5, frozen=True),
        column(
            "contract_state",
            "batches_page.contract",
            kind="status",
            width=4.5,
            show=lambda row: words.contract(row["contract_state"]),
            tone=lambda row: words.contract_tone(row["contract_state"]),
        ),
        column(
            "against",
            "batches_page.reasons",
            kind="status",
            width=21,
            sortable=False,
            show=reasons,
            tone=reason_tone,
        ),
        column("sex", "record.sex", width=2.5, show=_sex),
        column("age", "record.age", right=True, width=2.5),
        column("village", "record.village", width=6),
        column("phone", "record.phone", width=7),
        column("doc_no", "record.doc_no", width=11, hidden=True),
        column("group_name", "batches_page.group", width=5, show=_group),
        column("vehicle", "batches_page.seat", width=5, show=_seat),
        column(
            "promised_on",
            "batches_page.promise",
            kind="status",
            width=7,
            show=promising.said,
            tone=promising.tone,
        ),
        column("advanced_fen", "batches_page.advances", right=True, width=5, show=_advanced),
        column("how_chosen", "batches_page.how", width=5, hidden=True, show=_how),
    )


def _advanced(row: Row) -> str:
    return money.grouped(row["advanced_fen"]) if row["advanced_fen"] else ""


def _sex(row: Row) -> str:
    return record.codes.label("sex", row["sex"] or "")


def _group(row: Row) -> str:
    leads = i18n.text("batches_page.leader") if row["leads"] else ""
    return " ".join(str(each) for each in (row["group_name"], leads) if each)


def _seat(row: Row) -> str:
    return " ".join(str(row[name]) for name in ("vehicle", "seat") if row[name])


def _how(row: Row) -> str:
    return words.said(words.HOW_CHOSEN, row["how_chosen"])


def reasons(row: Row) -> str:
    """Return what stands against sending somebody, in words, the gravest first."""
    if row["state"] != "listed":
        shown = words.said(words.MEMBERS, row["state"])
        code = row["reason_code"]
        why = i18n.text(f"dispatch.left_why.{code}") if code not in (None, "other") else ""
        return " ".join(each for each in (shown, row["until_day"], why, row["reason"]) if each)
    fine = i18n.text("batches_page.fine") if row["going"] else ""
    return record.all_words([*row["against"], *row["remarks"]]) or fine


def reason_tone(row: Row) -> str:
    """Return how grave that is."""
    if row["state"] != "listed":
        return "muted"
    fine = "ok" if row["going"] else ""
    return "error" if row["against"] else "warning" if row["remarks"] else fine


class Members:
    """Brings the rows of one batch; a filter shows only those who lack something."""

    def __init__(self, batch_id: bytes) -> None:
        """Serve the batch."""
        self._id = batch_id

    def __call__(self, desk: Any, query: Query) -> Sequence[Row]:
        """Return the rows that the filter lets through."""
        lacking = query.value("lacks")
        found = rows_of(desk, self._id, removed=query.value(REMOVED, default=False))
        words_ = query.text.casefold()
        return [
            row
            for row in found
            if (not lacking or lacks(row, lacking)) and (not words_ or _has(row, words_))
        ]


def _has(row: Row, typed: str) -> bool:
    """Say whether typed words stand in what the clerk sees of a row."""
    seen = ("name", "village", "group_name", "vehicle", "phone", "doc_no", "worker_number")
    return any(typed in str(row[name] or "").casefold() for name in seen)


def make(
    frame: Window, batch_id: bytes, nothing: table.Nothing, tool: QtWidgets.QWidget
) -> table.Listing:
    """Return the table; `tool` stands beside its search box."""
    made = table.Listing(
        frame.tasks,
        record.Narrowed(Members(batch_id)),
        columns(),
        name=i18n.text("batches_page.members"),
        view="members",
        layouts=frame.layouts,
        nothing=nothing,
        tools=(tool,),
    )
    made.selection_said.connect(frame.say_below)
    made.opened.connect(lambda worker_id: frame.open("workers", worker_id))
    return made


def count(rows: Iterable[Row], what: str) -> int:
    """Return how many people on the list lack something."""
    return sum(lacks(row, what) for row in rows)


def to_sign(row: Row) -> bool:
    """Say whether somebody, also who left early, has a contract made out and not signed."""
    return bool(row["contract_state"] == contracts.FINAL)
