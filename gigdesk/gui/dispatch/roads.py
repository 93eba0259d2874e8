"""What the pages of the way show: columns, the question of an absence, what became of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain.dispatch import batches, boarding
from gigdesk.domain.workers import masking
from gigdesk.gui import reach, record, table
from gigdesk.gui.dispatch import heads
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions import dispatch
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row

_PRESENT = {
    boarding.BOARD: "batches_page.signed_in",
    boarding.ARRIVE: "batches_page.has_arrived",
}
_NAMED = 6
_TONES = {boarding.PRESENT: "ok", boarding.ABSENT: "error"}


def options(start: str, codes: Sequence[str]) -> tuple[Option, ...]:
    """Return codes in words as the choices of a field; `start` begins their keys."""
    return tuple(Option(code, i18n.text(f"{start}{code}"), (code,)) for code in codes)


def absence() -> tuple[Field, ...]:
    """Return the fields that ask why somebody does not come."""
    return (
        Field(
            "reason",
            "batches_page.reason",
            Kind.CHOICE,
            required=True,
            options=options("dispatch.absent.", boarding.ABSENCES),
        ),
        Field("note", "batches_page.absent_note", wide=True, hint="batches_page.hint.absent"),
    )


def coach_field(found: heads.Heads) -> Field:
    """Return the field that asks for a coach."""
    coaches = tuple(
        Option(coach["id"], heads.called(coach), (str(coach["number"]),)) for coach, _ in found
    )
    title = "batches_page.which_coach"
    return Field("vehicle", title, Kind.CHOICE, required=True, options=coaches)


def columns(stage: str) -> tuple[table.Column, ...]:
    """Return the columns of a list to sign in."""
    column = table.Column
    found = [
        column("position", "batches_page.position", right=True, width=2.5, frozen=True),
        column("name", "record.name", width=5, frozen=True),
        column(
            "result",
            "batches_page.signed_how_it_is",
            kind="status",
            width=9,
            show=lambda row: _said(row, stage),
            tone=lambda row: _TONES.get(row["result"], "muted"),
        ),
        column("vehicle_number", "batches_page.seat", width=4, show=_seat),
        column("in_vehicle", "batches_page.in_coach", width=4, show=_inside),
        column("time", "batches_page.signed_at", width=4),
        column("worker_number", "record.number", right=True, width=3),
        column("phone", "record.phone", width=7),
        column("village", "record.village", width=6),
        column("doc_no", "record.doc_no", width=11, hidden=True),
    ]
    if stage == boarding.ARRIVE:
        found = [one for one in found if one.key not in ("vehicle_number", "in_vehicle")]
    return tuple(found)


def _said(row: Row, stage: str) -> str:
    if row["result"] == boarding.PRESENT:
        return i18n.text(_PRESENT[stage])
    if row["result"] == boarding.ABSENT:
        why = i18n.text(f"dispatch.absent.{row['sign_reason']}")
        return " ".join(each for each in (why, row["sign_note"]) if each)
    return i18n.text("batches_page.not_signed_in")


def _seat(row: Row) -> str:
    return "-".join(str(row[name]) for name in ("vehicle_number", "seat") if row[name])


def _inside(row: Row) -> str:
    return str(row["in_vehicle"] or "")


def answer(found: Sequence[dispatch.SaidRow], told: Sequence[dispatch.Outcome]) -> tuple[str, str]:
    """Return in words what became of entries, and the tone: whoever was not done comes first."""
    text, said, tone = i18n.text, list[str](), "ok"
    unknown = [masking.mask_words(row.text) for row in found if not row.people]
    if unknown:
        said.append(text("batches_page.sign_unknown", names=unknown[:_NAMED], count=len(unknown)))
        tone = "error"
    several = [row.text for row in found if len(row.people) > 1]
    if several:
        said.append(text("batches_page.sign_several", names=several[:_NAMED]))
        tone = "warning" if tone == "ok" else tone
    for one in (each for each in told if not each.done):
        said.append(_of(one.name, record.all_words(one.against)))
        tone = "error"
    done = [one for one in told if one.done]
    for one in (each for each in done if each.remarks):
        said.append(_of(one.name, record.all_words(one.remarks)))
        tone = "warning" if tone == "ok" else tone
    if done:
        names = [f"{one.name} W{one.number}" for one in done[:_NAMED]]
        said.append(text("batches_page.sign_done", count=len(done), names=names))
    return " ".join(said), tone


def _of(name: str, words: str) -> str:
    return i18n.text("batches_page.of", name=name, words=words)


def entries(page: BatchPage, board: Any) -> list[record.MenuEntry]:
    """Return what a menu offers of the way: signing in at the coaches, and on arrival.

    `board(page, stage)` makes the page.
    """

    def entry(key: str, icon: str, stage: str) -> record.MenuEntry:
        do = reach.needs("dispatch.sign_in")(lambda: page.trail.push(board(page, stage)))
        return i18n.text(key), icon, do

    state, found = page.row["state"], list[record.MenuEntry]()
    if state in batches.NOT_BACK:
        found.append(entry("batches_page.boarding", "user-check", boarding.BOARD))
    if state in batches.AWAY:
        found.append(entry("batches_page.arriving", "map-pin", boarding.ARRIVE))
    return found
