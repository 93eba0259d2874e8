"""Saved filters of the list of people: a menu with their counts, saving one, removing one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui import dialogs, form, icons, parts, reach
from gigdesk.gui.fields import Field
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.listing import PeopleList

Saved = list[dict[str, Any]]


class SavedFilters(parts.Button):
    """A button whose menu asks anew for filters and counts each time it opens."""

    def __init__(self, frame: Window) -> None:
        """Belong to a list that is named by `serve`."""
        super().__init__(i18n.text("people.saved.open"), "bookmark")
        self._frame = frame
        self._list: PeopleList | None = None
        self.menu_shown: QtWidgets.QMenu | None = None
        self.clicked.connect(lambda _on=False: self.open())

    def serve(self, listing: PeopleList) -> None:
        """Put filters in force in this list."""
        self._list = listing

    def open(self) -> None:
        """Ask for the filters and show them."""

        def look(desk: Any) -> tuple[Saved, dict[bytes, int]]:
            return workers.search.saved(desk), workers.search.count_filters(desk)

        self._frame.tasks.ask(look, self._show, owner=self)

    def _show(self, answer: tuple[Saved, dict[bytes, int]]) -> None:
        found, counts = answer
        menu = self.menu_shown = QtWidgets.QMenu(self.window())
        text = i18n.text
        for one in found:
            words = text("people.saved.counted", name=one["name"], count=f"{counts[one['id']]:,}")
            menu.addAction(icons.icon("bookmark"), words, lambda one=one: self._apply(one))
        if not found:
            menu.addAction(text("people.saved.none")).setEnabled(False)
        menu.addSeparator()
        may_change = reach.allows(self.save)
        if may_change:
            save = menu.addAction(icons.icon("device-floppy"), text("people.saved.save"), self.save)
            save.setEnabled(self._list is not None and self._list.query.is_narrowed)
        if found and may_change:
            self._offer_removal(menu, found)
        at = self if self.isVisible() or self._list is None else self._list.more
        menu.popup(at.mapToGlobal(QtCore.QPoint(0, at.height())))

    def _offer_removal(self, menu: QtWidgets.QMenu, found: Sequence[dict[str, Any]]) -> None:
        removal = menu.addMenu(icons.icon("trash"), i18n.text("people.saved.remove"))
        for one in found:
            removal.addAction(one["name"], lambda one=one: self._ask_removal(one))

    def _apply(self, one: dict[str, Any]) -> None:
        if self._list is not None:
            self._list.show_filter(one["wanted"])
            self._list.table.setFocus()

    @reach.needs("office.save_filter")
    def save(self) -> None:
        """Ask for a name and keep what is in force."""
        if self._list is None:
            return
        query = self._list.query
        kept = dataclasses.replace(filters.wanted(query), text=query.text).to_query()

        def act(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> Any:
            page = workers.search.PAGE
            return office.slots.save_filter(desk, page=page, name=values["name"], query=kept)

        made = form.Form(
            (Field("name", "people.saved.name", required=True, longest=20, wide=True),),
            Doing(act=act),
            name=i18n.text("people.saved.save"),
            tasks=self._frame.tasks,
            can_repeat=False,
        )
        made.saved.connect(lambda _done, _again: self._frame.say(i18n.text("people.saved.kept")))
        form.FormDialog(self._frame, i18n.text("people.saved.save"), made, wide=30).open()

    def _ask_removal(self, one: dict[str, Any]) -> None:
        dialogs.ask(
            self._frame,
            i18n.text("people.saved.remove_ask", name=one["name"]),
            i18n.text("people.saved.remove_words"),
            yes=i18n.text("people.saved.remove_yes"),
            then=lambda: self._remove(one["id"]),
        )

    def _remove(self, filter_id: bytes) -> None:
        self._frame.tasks.do(
            lambda desk, _progress: office.slots.remove_filter(desk, filter_id=filter_id),
            lambda _done: self._frame.say(i18n.text("people.saved.removed")),
            owner=self,
        )
