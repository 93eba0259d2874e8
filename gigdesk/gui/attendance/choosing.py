"""The batches whose days can be entered, as choices in the words that there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch, office
from gigdesk.gui import parts, record, theme
from gigdesk.gui.fields import Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6 import QtWidgets

    from gigdesk.actions.attendance import Overlap
    from gigdesk.gui.window import Window

_AWAY = ("sent", "returned")
MOST, SHOWN = 2_000, 20


def find_batches(desk: Any, typed: str) -> list[Candidate]:
    """Return the batches whose days can be entered, the latest departure first."""
    _, found = dispatch.list_batches(desk, states=_AWAY, limit=MOST)
    return [
        candidate(row)
        for row in found
        if record.fits(typed, row["employer_name"], row["trade"], row["place"], row["number"])
    ][:SHOWN]


def candidate(row: Mapping[str, Any]) -> Candidate:
    """Return a batch as a choice."""
    shown = i18n.text(
        "attendance_page.batch_choice",
        number=row["number"],
        trade=row["trade"],
        employer=row["employer_name"],
    )
    return Candidate(row["id"], shown, f"{row['first_day']} – {row['last_day']}")


def fitting(row: Mapping[str, Any], box: QtWidgets.QWidget) -> Candidate:
    """Return a batch in the words that stand whole in a box, whose tip says all of them."""
    whole = candidate(row)
    number, trade = row["number"], row["trade"]
    shorter = (
        whole.words,
        i18n.text("attendance_page.batch_short", number=number, trade=trade),
        i18n.text("attendance_page.batch_short", number=number, trade="").strip(),
    )
    room = box.width() - theme.measures().control - theme.measures().gap * 3
    metrics = box.fontMetrics()
    fits = (each for each in shorter if metrics.horizontalAdvance(each) <= room)
    return Candidate(whole.value, next(fits, shorter[-1]), whole.detail)


def newest(desk: Any) -> bytes | None:
    """Return the batch that left last and is still away, else the one that came back last."""
    for states in (("sent",), ("returned",)):
        _, found = dispatch.list_batches(desk, states=states, limit=1)
        if found:
            return bytes(found[0]["id"])
    return None


def look(desk: Any, *, batch_id: bytes, month: str, today: str) -> Any:
    """Return a batch, the months it touches, the one named or nearest, and its special days."""
    row = dispatch.get_batch(desk, batch_id)
    known = attendance.months(desk, batch_id)
    wanted = month or min(max(today, known[0]), known[-1])
    days = office.slots.holidays(desk, int(wanted[:4]))
    special = {each["day"]: each["day_kind"] for each in days}
    return row, known, attendance.month_grid(desk, batch_id, wanted), special


def empty(frame: Window) -> QtWidgets.QWidget:
    """Return what is shown where no batch has left yet."""
    text = i18n.text
    words = text("attendance_page.to_batches")
    go = parts.button(words, "bus", "primary", do=lambda: frame.open("dispatch"))
    nothing = (text("attendance_page.nothing"), text("attendance_page.nothing_words"))
    return parts.Empty("calendar-month", *nothing, go)


def elsewhere(overlaps: Sequence[Overlap]) -> str:
    """Return the first of the days on which somebody is elsewhere too, and how many there are."""
    if not overlaps:
        return ""
    said = i18n.text(overlaps[0].code, **overlaps[0].params)
    more = len(overlaps) - 1
    return i18n.text("attendance_page.elsewhere_more", said=said, count=more) if more else said
