"""Terms of an employer's last order, put into an empty form as suggestions that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import parts
from gigdesk.gui.orders import order_fields
from gigdesk.gui.orders.groups import is_filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.gui.form import Form
    from gigdesk.gui.tasks import Tasks


class Suggesting(QtCore.QObject):
    """Fills what is still empty when an employer is chosen, and marks it until it is changed."""

    def __init__(
        self,
        form: Form,
        tasks: Tasks[Any],
        shown: Callable[[Mapping[str, Any]], dict[str, Any]],
        filled: Callable[[str], object],
    ) -> None:
        """`shown` turns a row into values of the form; `filled` hears where they come from."""
        super().__init__(form)
        self._form = form
        self._tasks = tasks
        self._shown = shown
        self._filled = filled
        self._given: dict[str, Any] = {}
        self._asked: Any = None
        form.boxes["employer"].editor.edited.connect(self.look)
        form.boxes["employer"].editor.finished.connect(self.look)

    def look(self) -> None:
        """Ask for the last order of the employer that stands in the form now."""
        employer = self._form.boxes["employer"].editor.value()
        if employer == self._asked or not isinstance(employer, bytes):
            return
        self._asked = employer
        self._tasks.ask(
            lambda desk: orders.suggest_terms(desk, employer),
            self.fill,
            owner=self._form,
            slot="suggest",
        )

    def fill(self, found: Mapping[str, Any]) -> None:
        """Put the suggestions into fields that are empty or hold an earlier suggestion."""
        values = self._shown(found) if found else {}
        for key in order_fields.suggested():
            box = self._form.boxes[key]
            now, wanted = box.editor.value(), values.get(key)
            mine = box.widget.property("role") == "remembered" and key in self._given
            untouched = mine or not is_filled(now) or now == box.field.initial
            if untouched and (mine or is_filled(wanted)):
                self._form.set_value(key, wanted)
                if is_filled(wanted):
                    parts.role(box.widget, "remembered")
        self._given = values
        number = found.get("number")
        self._filled(i18n.text("orders_page.as_before", number=number) if number else "")
