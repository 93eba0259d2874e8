"""Codes of classes and seats in words, with the tones that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.gui import record

if TYPE_CHECKING:
    from gigdesk.gui.table import Row

STATES = {
    "planned": ("training_page.state.planned", "info"),
    "running": ("training_page.state.running", "ok"),
    "finished": ("training_page.state.finished", "muted"),
    "cancelled": ("training_page.state.cancelled", "muted"),
}
SEATS = {
    "enrolled": ("training_page.enrolment_state.enrolled", "info"),
    "completed": ("training_page.enrolment_state.completed", "ok"),
    "dropped": ("training_page.enrolment_state.dropped", "muted"),
}
RESULTS = {"passed": "training_page.result.passed", "failed": "training_page.result.failed"}
KINDS = {
    "ordinary": "training_page.kind.ordinary",
    "order": "training_page.kind.order",
    "founder": "training_page.kind.founder",
}
STEPS = {
    "planned": "training_page.to.planned",
    "running": "training_page.to.running",
    "finished": "training_page.to.finished",
    "cancelled": "training_page.to.cancelled",
}


def state(row: Row) -> str:
    """Return the state of a class in words."""
    return i18n.text(STATES[row["state"]][0])


def days(row: Row) -> str:
    """Return the days of a class as one span; the second year is left out where it is the same."""
    start, end = str(row["from_day"] or ""), str(row["to_day"] or "")
    return f"{start} – {end[5:] if end[:4] == start[:4] else end}" if start and end else start + end


def sex(row: Row) -> str:
    """Return the sex of a row in words."""
    return record.codes.label("sex", row["sex"] or "")


def result(row: Row) -> str:
    """Return how somebody did, in words."""
    return i18n.text(RESULTS[row["result"]]) if row["result"] in RESULTS else ""
