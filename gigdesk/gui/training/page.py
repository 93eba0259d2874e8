"""The page: the list of classes below, a class or its form on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import training
from gigdesk.gui import form, parts, reach, record, table, window
from gigdesk.gui.training import form as class_form
from gigdesk.gui.training import words
from gigdesk.gui.training.course import ClassPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window


def find_classes(desk: Any, query: Query) -> Sequence[Row]:
    """Return the classes that hold the typed words."""
    return training.list_classes(desk, words=query.text, limit=2000)


def class_columns() -> tuple[table.Column, ...]:
    """Return the columns of the list of classes."""
    column = table.Column
    return (
        column("number", "training_page.number", right=True, width=3, frozen=True),
        column("name", "training_page.field.name", width=12, frozen=True),
        column("trade", "training_page.field.trade", width=6),
        column("from_day", "training_page.days", width=13, show=words.days),
        column("school", "training_page.field.school", width=9),
        column("place", "training_page.field.place", width=7),
        column("planned_people", "training_page.planned", kind="number", width=4),
        column("enrolled", "training_page.enrolled", kind="number", width=4),
        column("completed", "training_page.completed", kind="number", width=4),
        column(
            "state",
            "training_page.field.state",
            kind="status",
            width=5,
            show=words.state,
            tone=lambda row: words.STATES[row["state"]][1],
        ),
    )


class TrainingPage(record.Trail):
    """Classes; opens one by its id."""

    def __init__(self, frame: Window) -> None:
        """Show the list of classes."""
        super().__init__()
        self.frame = frame
        text = i18n.text
        new = text("training_page.add")
        self.list = table.Listing(
            frame.tasks,
            record.Narrowed(find_classes),
            class_columns(),
            name=text("training_page.classes"),
            view="classes",
            layouts=frame.layouts,
            tools=(parts.button(new, "plus", "primary", do=self.add),),
            nothing=table.Nothing(
                text("training_page.no_classes"),
                text("training_page.no_classes_words"),
                "school",
                ((new, "plus", self.add),),
            ),
        )
        self.list.search.setPlaceholderText(text("training_page.search"))
        self.list.selection_said.connect(frame.say_below)
        self.list.opened.connect(self.open_class)
        bottom = QtWidgets.QWidget()
        bottom.setLayout(parts.down(self.list))
        parts.pad(bottom, 1, 0.75)
        bottom.setFocusProxy(self.list.search)
        record.on_key(bottom, "Ctrl+N", self.add)
        self.push(bottom)

    def refresh(self) -> None:
        """Ask anew for whatever is in front."""
        if self.count() == 1:
            self.frame.set_title(i18n.text("training_page.title"))
            self.list.refresh()
        else:
            super().refresh()

    def open_record(self, class_id: Any) -> None:
        """Open one class."""
        self.to_bottom()
        self.open_class(class_id)

    def open_class(self, class_id: bytes) -> None:
        """Show one class."""
        made = ClassPage(self.frame, class_id, self)
        made.edit_wanted.connect(self.edit)
        self.push(made)

    @reach.needs("training.open_class")
    def add(self) -> None:
        """Open an empty class; saving leads to it."""
        self._form(class_form.make(self.frame)).saved.connect(self._saved)

    @reach.needs("training.change_class")
    def edit(self, row: Mapping[str, Any]) -> None:
        """Open a class in its form."""
        self._form(class_form.make(self.frame, row)).saved.connect(
            lambda _done, _again: self.back()
        )

    def _form(self, made: form.Form) -> form.Form:
        self.push(record.FormPage(made))
        self.frame.set_title(made.accessibleName())
        made.left.connect(self.back)
        made.focus_first()
        return made

    def _saved(self, opened: training.Opened, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        self.frame.say(i18n.text("training_page.opened", number=opened.number))
        if not again:
            self.back()
            self.open_class(opened.id)


def spec() -> window.PageSpec:
    """Return the page as the frame is told of it."""
    return window.PageSpec("training", "school", "training_page.title", TrainingPage)
