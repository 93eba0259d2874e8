"""The page of one class: its days, and everybody who sits in it with the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import training
from gigdesk.domain import training as rules
from gigdesk.gui import choosing, dialogs, parts, reach, record, table
from gigdesk.gui.training import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window


def seat_columns() -> tuple[table.Column, ...]:
    """Return the columns of the list of people in a class."""
    column = table.Column
    return (
        column("name", "record.name", width=5, frozen=True),
        column("sex", "record.sex", width=2.5, show=words.sex),
        column("village", "record.village", width=7),
        column("phone", "record.phone", width=7),
        column("doc_no", "record.doc_no", width=11),
        column("enrolled_on", "training_page.enrolled_on", width=6),
        column("result", "training_page.result", width=4, show=words.result),
        record.state_column("state", "training_page.field.state", words.SEATS, width=5),
    )


class ClassPage(QtWidgets.QWidget):
    """One class: its days, and everybody who sits in it with the result."""

    edit_wanted = QtCore.Signal(object)

    def __init__(self, frame: Window, class_id: bytes, trail: record.Trail) -> None:
        """Show the class."""
        super().__init__()
        self.frame, self.id, self.trail = frame, class_id, trail
        self.row: dict[str, Any] = {}
        text = i18n.text
        self.enrol = parts.button(
            text("training_page.enrol"), "user-plus", "primary", do=self.choose
        )
        self.results = record.MenuButton(
            text("training_page.results"),
            (
                (text("training_page.pass"), "check", self._marker("completed", "passed")),
                (text("training_page.fail"), "x", self._marker("completed", "failed")),
                (text("training_page.drop"), "logout", self._marker("dropped")),
                (text("training_page.again"), "refresh", self._marker("enrolled")),
            ),
        )
        self.more = record.MenuButton(text("training_page.more"))
        self.head = record.Head(trail.back, self.results, self.more, self.enrol)
        self.facts = record.Facts()
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(lambda desk, _query: self._seats(desk)),
            seat_columns(),
            name=text("training_page.people"),
            view="class_people",
            layouts=frame.layouts,
            nothing=table.Nothing(
                text("training_page.nobody"),
                text("training_page.nobody_words"),
                "users",
                ((text("training_page.enrol"), "user-plus", self.choose),),
            ),
        )
        self.list.selection_said.connect(frame.say_below)
        self.list.opened.connect(lambda worker_id: frame.open("workers", worker_id))
        self.setLayout(record.body(self.head, self.facts, self.list))
        parts.pad(self, 1, 0.75)
        record.on_escape(self, trail.back)
        record.on_key(self, "Ctrl+N", self.choose)
        record.on_key(self, "F2", self._edit)
        self.setFocusProxy(self.list.table)
        self._ask()

    def refresh(self) -> None:
        """Ask anew for the class and its people."""
        self._ask()
        self.list.refresh()

    @reach.needs("training.enrol")
    def choose(self) -> None:
        """Open the page on which people are found and marked."""
        title = i18n.text("training_page.enrol_to", name=self.row.get("name", ""))
        made = choosing.Choosing(self.frame, title, self.trail.back)
        made.taken.connect(self._enrol)
        self.trail.push(made)

    @reach.needs("training.mark")
    def mark(self, state: str, result: str | None = None) -> None:
        """Note how the marked people did."""
        people = self.list.table.selected_ids()
        if not people:
            self.frame.say(i18n.text("record.take_none"), "warning")
            return
        self.frame.tasks.do(
            lambda desk, _progress: training.mark(
                desk, class_id=self.id, people=people, state=state, result=result
            ),
            lambda told: self._told(told, "training_page.marked"),
            owner=self,
        )

    def _enrol(self, people: Sequence[bytes]) -> None:
        self.trail.back()
        self.frame.tasks.do(
            lambda desk, _progress: training.enrol(desk, class_id=self.id, people=people),
            lambda told: self._told(told, "training_page.enrolled_count"),
            owner=self,
        )

    def _told(self, told: Sequence[training.Seat], key: str) -> None:
        self.refresh()
        done = sum(seat.done for seat in told)
        if done:
            self.frame.say(i18n.text(key, count=done))
        lines = [
            i18n.text("training_page.of", name=seat.name, words=_why(seat))
            for seat in told
            if seat.against or seat.remarks
        ]
        if lines:
            title = i18n.text("training_page.look_at", count=len(lines))
            dialogs.say(self.frame, title, "\n".join(lines), "warning")

    def _seats(self, desk: Any) -> list[dict[str, Any]]:
        return [{**row, "id": row["worker_id"]} for row in training.list_enrolments(desk, self.id)]

    def _ask(self) -> None:
        self.frame.tasks.ask(
            lambda desk: training.get_class(desk, self.id),
            self._show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=bool(self.row)),
        )

    def _show(self, row: dict[str, Any]) -> None:
        self.row = row
        text = i18n.text
        self.head.show_record(row["name"], words.state(row), words.STATES[row["state"]][1])
        self.frame.set_title(text("training_page.class_short", number=row["number"]), of=self)
        people = text(
            "training_page.counts", enrolled=row["enrolled"], planned=row["planned_people"] or "—"
        )
        self.facts.show_facts(
            [
                (text("training_page.days"), words.days(row)),
                (text("training_page.field.trade"), row["trade"] or ""),
                (text("training_page.field.school"), row["school"] or ""),
                (text("training_page.field.place"), row["place"] or ""),
                (text("training_page.people"), people),
                (text("training_page.completed"), str(row["completed"])),
            ]
        )
        steps: list[record.MenuEntry] = [
            (text(words.STEPS[code]), "", self._step(code))
            for code in rules.STATES.after(row["state"])
        ]
        self.more.offer([(text("training_page.edit"), "pencil", self._edit), *steps])
        self.enrol.setVisible(row["state"] in ("planned", "running"))

    def _marker(self, state: str, result: str | None = None) -> Callable[[], object]:
        return reach.needs("training.mark")(lambda: self.mark(state, result))

    def _step(self, state: str) -> Callable[[], object]:
        return reach.needs("training.change_class")(
            lambda: self.frame.tasks.do(
                lambda desk, _progress: training.change_class(
                    desk, class_id=self.id, changes={"state": state}
                ),
                lambda _opened: self.refresh(),
                owner=self,
            )
        )

    @reach.needs("training.change_class")
    def _edit(self) -> None:
        if self.row:
            self.edit_wanted.emit(self.row)


def _why(seat: training.Seat) -> str:
    """Return what stands against a seat, its states in words."""
    said = []
    for one in (*seat.against, *seat.remarks):
        params = {
            name: i18n.text(words.SEATS[str(value)][0]) if value in words.SEATS else value
            for name, value in one.params.items()
        }
        said.append(i18n.text(one.code, **params))
    return i18n.text("record.between").join(said)
