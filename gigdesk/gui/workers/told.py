"""What registration says by itself: what a number tells, whose it is, and who may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.domain.workers import ages, dates, identity
from gigdesk.gui import parts
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.workers.doubles import Likely

TOLD = "told"
MOST = 2


def derive(
    values: Mapping[str, Any], today: datetime.date, limits: ages.Limits | None
) -> dict[str, str]:
    """Return what the number of the paper says, or what was typed instead of it.

    Before the `limits` of the rule table are known nothing is said of an age but its years.
    """
    read = identity.check(values["doc_no"] or "", today=today)
    birth = read.birth or dates.to_day(values["birth_date"])
    sex = values["sex"] or read.sex
    # Beside the old number on the card the new one can be compared with it.
    said = [read.number] if read.upgraded else []
    said += [words.label("sex", sex)] if sex else []
    if birth is not None:
        age = i18n.text("people.years", count=dates.age_on(birth, today))
        said += [birth.isoformat(), age]
        if limits is not None and ages.is_under_age(birth, today, limits.employable):
            said.append(i18n.text("people.told_young", years=limits.employable))
        elif limits is not None and limits.is_4050(birth, sex, today):
            said.append(i18n.text("people.flag.is_4050"))
        elif limits is not None and ages.is_retired(
            birth.isoformat(), sex, today, rules=limits.retiring
        ):
            said.append(i18n.text("people.flag.over_age"))
    return {TOLD: " · ".join(said)}


class Told(QtWidgets.QWidget):
    """One message with what can be done about it; F3 presses its first button."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._column = parts.down(gap=0.5)
        self.setLayout(self._column)
        parts.pad(self, 1, 0.5)
        self.buttons: list[parts.Button] = []
        self.hide()

    def press(self) -> None:
        """Do the first thing that is offered."""
        if self.isVisible() and self.buttons:
            self.buttons[0].click()

    def clear(self) -> None:
        """Say nothing."""
        parts.empty(self._column)
        self.buttons = []
        self.hide()

    def _say(self, said: str, tone: str, *offers: tuple[str, str, Callable[[], object]]) -> None:
        made = [parts.button(name, icon, "link", do=do) for name, icon, do in offers]
        if not self.buttons and made:
            made[0].setText(f"{made[0].text()}  F3")
        self.buttons += made
        self._column.addWidget(parts.Note(said, tone, *made))
        self.show()

    def show_known(self, row: Mapping[str, Any], open_: Callable[[bytes], object]) -> None:
        """Say that this number is registered, and lead there."""
        self.clear()
        said = i18n.text(
            "people.double.known",
            name=row["name"],
            number=words.number(row["number"]),
            doc_no=row["doc_no"] or "",
            phone=row["phone"] or "",
        )
        worker_id = row["id"]
        self._say(
            said, "error", (i18n.text("people.double.open"), "user", lambda: open_(worker_id))
        )

    def show_likely(self, found: Sequence[Likely], open_: Callable[[bytes], object]) -> None:
        """Say who may be the same person, and why."""
        self.clear()
        for one in found[:MOST]:
            row = one.row
            said = i18n.text(
                "people.double.likely",
                name=row["name"],
                number=words.number(row["number"]),
                doc_no=row["doc_no"] or "",
                why=i18n.text("people.joint").join(words.told(why) for why in one.reasons),
            )
            worker_id = row["id"]
            offer = (
                i18n.text("people.double.open"),
                "user",
                lambda worker_id=worker_id: open_(worker_id),
            )
            self._say(said, "warning", offer)

    def show_better(self, number: str, take: Callable[[], object]) -> None:
        """Offer a number in which letters taken for digits are put right."""
        self.clear()
        said = i18n.text("people.double.better", number=number)
        self._say(said, "info", (i18n.text("people.double.take"), "check", take))

    def show_origin(self, said: str) -> None:
        """Say which row of a roster is being registered, and what is doubtful in it."""
        self.clear()
        self._say(said, "info")
