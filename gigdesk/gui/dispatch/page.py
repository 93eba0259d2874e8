"""The page: the list of batches below, a batch and what is done with it on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import parts, reach, record, window
from gigdesk.gui.dispatch import (
    batch,
    batches,
    gaps,
    lending,
    plan_form,
    register,
    reserving,
    sharing,
)
from gigdesk.gui.dispatch.refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui import form
    from gigdesk.gui.fields import Candidate
    from gigdesk.gui.window import Window


class BatchesPage(record.Trail):
    """Batches; opens one by its id, `("plan", id of an order)` opens a new one for an order."""

    def __init__(self, frame: Window) -> None:
        """Show the list of batches."""
        super().__init__()
        self.frame = frame
        choose = record.MenuButton(
            i18n.text("matching.choose"),
            [each.entry(frame, self) for each in (sharing, gaps, lending, reserving)],
        )
        self.list = batches.make(frame, self.add, (choose, register.button(frame, self)))
        self.list.opened.connect(self.open_batch)
        bottom = QtWidgets.QWidget()
        bottom.setLayout(parts.down(self.list))
        parts.pad(bottom, 1, 0.75)
        bottom.setFocusProxy(self.list.search)
        record.on_key(bottom, "Ctrl+N", self.add)
        self.push(bottom)

    def refresh(self) -> None:
        """Ask anew for whatever is in front."""
        if self.count() == 1:
            self.frame.set_title(i18n.text("batches_page.title"))
            self.list.refresh()
        else:
            super().refresh()

    def open_record(self, wanted: Any) -> None:
        """Open a batch by its id, plan one for an order, or open the register of contracts."""
        if isinstance(wanted, tuple) and wanted[0] == register.REGISTER:
            self.to_bottom()
            self.push(register.RegisterPage(self.frame, self, state=wanted[1]))
        elif isinstance(wanted, tuple):
            self.frame.tasks.ask(
                lambda desk: orders.get_order(desk, wanted[1]), self._plan_for, owner=self
            )
        else:
            self.to_bottom()
            self.open_batch(wanted)

    def open_batch(self, batch_id: bytes) -> batch.BatchPage:
        """Show one batch."""
        made = batch.BatchPage(self.frame, batch_id, self)
        made.edit_wanted.connect(self.edit)
        self.push(made)
        return made

    @reach.needs("dispatch.plan")
    def add(self) -> None:
        """Open an empty batch."""
        self._form(plan_form.make(self.frame)).saved.connect(self._planned)

    @reach.needs("dispatch.plan")
    def _plan_for(self, row: Mapping[str, Any]) -> None:
        self.to_bottom()
        order: Candidate = plan_form.candidate(row)
        today = self.frame.clock.today().isoformat()
        made = plan_form.make(self.frame, order=order, depart_on=max(row["from_day"], today))
        self._form(made).saved.connect(self._planned)

    @reach.needs("dispatch.change")
    def edit(self, row: Mapping[str, Any]) -> None:
        """Open a batch in its form."""
        self._form(plan_form.edit(self.frame, row)).saved.connect(self._changed)

    def _form(self, made: form.Form) -> form.Form:
        self.push(record.FormPage(made))
        self.frame.set_title(made.accessibleName())
        made.left.connect(self.back)
        made.focus_first()
        return made

    def _planned(self, planned: Any, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
        self.back()
        self.open_batch(planned.id)
        told = i18n.text(
            "batches_page.planned", number=planned.number, people=_taken(planned.people)
        )
        self.frame.say(told, undo=lambda: self.frame.undo.take_back(planned.act))

    def _changed(self, sent: Any, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
        self.back()
        if sent.done:
            self.frame.say(i18n.text("batches_page.changed"))
        else:
            title = i18n.text("batches_page.not_changed")
            self.push(Refusals(self.frame, title, sent.people, self.back))


def _taken(people: Any) -> int:
    return sum(one.done for one in people)


def spec() -> window.PageSpec:
    """Return the page as the frame is told of it."""
    return window.PageSpec("dispatch", "bus", "batches_page.title", BatchesPage)
