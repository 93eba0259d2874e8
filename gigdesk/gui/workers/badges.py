"""The badges of a person: what is to be known at once, the gravest first, in so many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.domain import workers as registry
from gigdesk.gui import flow, parts, record, theme
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from PySide6 import QtWidgets

    from gigdesk.actions import workers

FLAGS = {
    "under_age": ("people.flag.under_age", "error"),
    "juvenile": ("people.flag.juvenile", "warning"),
    "doc_expired": ("people.flag.doc_expired", "warning"),
    "no_phone": ("people.flag.no_phone", "warning"),
    "no_village": ("people.flag.no_village", "warning"),
    "is_4050": ("people.flag.is_4050", "info"),
}
CATEGORY_4050 = "06"
GRAVE = ("muted", "error", "warning", "ok", "info")


class Badges(record.Rows):
    """Badges in rows that break; those beyond the last row stand in the menu of one button."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.more = record.MenuButton("", kind="rest")
        self._badges: list[QtWidgets.QWidget] = []
        self._shown = -1
        self._found: list[tuple[str, str]] = []

    def show_badges(self, found: Sequence[tuple[str, str]]) -> None:
        """Show pairs of (words, tone)."""
        self._found = list(found)
        status = [(parts.Status(said, tone), said) for said, tone in found]
        self._badges = [record.airy(parts.across(one, gap=0), said) for one, said in status]
        self.more = record.MenuButton(self._rest(0), kind="rest")
        self.put([*self._badges, self.more])
        self._shown = -1

    @property
    def least(self) -> int:
        """Return the height in logical pixels of one row."""
        return max((one.sizeHint().height() for one in (*self._badges, self.more)), default=0)

    def fit(self, width: int, room: int) -> None:
        """Show in one row at least, and else in `room` logical pixels, what finds a place there."""
        wide, gap = [one.sizeHint().width() for one in self._badges], theme.measures().unit
        rows = max(1, (room + gap) // max(1, self.least + gap))
        shown = len(wide)
        if flow.rows_of(wide, width) > rows:
            last = self._wide(self._rest(0))
            while shown and flow.rows_of([*wide[:shown], last], width) > rows:
                shown -= 1
        if shown != self._shown:
            self._shown = shown
            self.keep(shown)
            self.more.say(self._rest(shown))
            rest = self._found[shown:]
            self.more.offer([(said, parts.TONES[tone], _look) for said, tone in rest])
        self.setMinimumHeight(max(0, self.heightForWidth(width)))

    def _wide(self, words: str) -> int:
        """Return how wide the button with other words would be."""
        metrics, now = self.more.fontMetrics(), self.more.accessibleName()
        spare = self.more.sizeHint().width() - metrics.horizontalAdvance(now)
        return spare + metrics.horizontalAdvance(words)

    def _rest(self, shown: int) -> str:
        return i18n.text("people.badges_more", count=len(self._found) - shown)


def _look() -> None:
    """Do nothing: the words of the entry are all there is to see."""


def badges(person: workers.people.Person, today: datetime.date) -> list[tuple[str, str]]:
    """Return (words, tone) of what is to be known at once, the gravest first."""
    row, found = person.worker, list[tuple[str, str]]()
    if row["state"] != "active":
        found.append(words.toned(words.STATES, row["state"]))
    valid = registry.recorded.known(row, person.categories, today)
    said_already = {"is_4050"} if CATEGORY_4050 in valid else set[str]()
    for name, (key, tone) in FLAGS.items():
        if name in person.flags and name not in said_already:
            day = person.employable_from or ""
            found.append((i18n.text(key, day=day) if name == "under_age" else i18n.text(key), tone))
    if person.retires and max(day for _, day in person.retires) <= today.isoformat():
        found.append((i18n.text("people.flag.over_age"), "warning"))
    if row["employment_status"]:
        tone = "ok" if row["employment_status"] == "1" else "info"
        found.append((words.label("employment_status", row["employment_status"]), tone))
    found += [(words.category(code), "info") for code in valid if words.is_named(code)]
    if "registration" not in person.purposes:
        found.append((i18n.text("people.flag.no_consent"), "warning"))
    return sorted(found, key=lambda one: GRAVE.index(one[1]))
