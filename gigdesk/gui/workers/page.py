"""The page of people: the list at the bottom; registration, a person or a form on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import workers
from gigdesk.actions.workers import imports
from gigdesk.domain.workers import pinyin
from gigdesk.gui import handing, parts, reach, record, window
from gigdesk.gui.workers import (
    agreeing,
    basics,
    export,
    listing,
    notices,
    peeking,
    person,
    registration,
    roster_row,
    saved,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.window import Window

NAME, INTAKE = "workers", "intake"


class WorkersPage(record.Trail):
    """Everybody in the registry.

    `open_record` takes the id of a person, ("new", None) for registration, ("draft", (turn, row id
    or None)) for one half filled, ("filter", name) for a saved filter, ("search", words), a
    `WorkerFilter`, the path of a roster to be taken in, or {"prefill": values, "intake_row": id} to
    register what a waiting row of an import says.
    """

    def __init__(self, frame: Window) -> None:
        """Show the list."""
        super().__init__()
        self.frame = frame
        text = i18n.text
        self.saved = saved.SavedFilters(frame)
        self.export = export.ExportButton(frame, lambda: self.list)
        take_in = parts.button(text("people.import"), "file-import", do=self.take_in)
        self.list = listing.PeopleList(
            frame,
            tools=(self.saved, self.export, take_in),
            add=self.add,
            take_in=self.take_in,
        )
        self.saved.serve(self.list)
        self.list.opened.connect(self.open_person)
        self.list.selection_said.connect(frame.say_below)
        self.list.add_action(text("people.open"), "user", self._open_current)
        self.list.add_action(text("people.edit"), "pencil", self.edit_current)
        self.list.add_action(text("people.peek"), "eye", self.peek)
        self.list.add_action(text("people.paper.print_consent"), "printer", self.print_consents)
        self.bottom = _Bottom(self.list)
        for keys, do in (
            ("Ctrl+N", self.add),
            ("F2", self.edit_current),
            ("F8", self.peek),
            ("Ctrl+E", self.export.open),
            ("Ctrl+I", self.take_in),
            ("Ctrl+G", self.list.narrow),
        ):
            record.on_key(self.bottom, keys, do)
        self.push(self.bottom)
        # The dictionary of pinyin takes a moment to load; it is needed for choices and villages.
        frame.tasks.ask(lambda _desk: pinyin.initials("-"), lambda _found: None, owner=self)

    def refresh(self) -> None:
        """Ask anew for whatever is in front."""
        if self.count() == 1:
            self.frame.set_title(i18n.text("people.title"))
            self.list.refresh()
        else:
            super().refresh()

    def open_record(self, wanted: Any) -> None:
        """Open what is wanted, see above."""
        if isinstance(wanted, bytes):
            self.to_bottom()
            self.open_person(wanted)
        elif isinstance(wanted, workers.search.WorkerFilter):
            self.to_bottom()
            self.list.show_filter(wanted)
        elif isinstance(wanted, tuple):
            self._open_pair(*wanted)
        elif isinstance(wanted, dict):
            self._register_row(wanted["intake_row"], wanted["prefill"])
        else:
            self.take_in(wanted)

    def _open_pair(self, kind: str, value: Any) -> None:
        self.to_bottom()
        if kind == "new":
            self.add()
        elif kind == "draft":
            self._go_on(roster_row.Begun(*value))
        elif kind == "filter":
            self.frame.tasks.ask(
                lambda desk: workers.search.saved_by_name(desk, value),
                self.list.show_filter,
                owner=self,
            )
        elif kind == "search":
            self.list.search.setText(value)

    # what can be done

    def _register_row(self, row_id: bytes, values: Mapping[str, Any]) -> None:
        """Register what a waiting row says; its place and what is doubtful come with it."""

        def show(found: roster_row.FromRoster) -> None:
            self.to_bottom()
            self.add(found)

        self.frame.tasks.ask(
            lambda desk: roster_row.read(desk, row_id, values), show, owner=self, slot="row"
        )

    def _go_on(self, begun: roster_row.Begun) -> None:
        """Go on with a half-filled registration, beside the row of a roster while that waits."""
        row_id = begun.row_id
        if row_id is None:
            self.add(begun=begun)
            return

        def gone(error: BaseException) -> bool:
            if isinstance(error, errors.NotFound):
                self.add(begun=begun)
                return True
            return False

        self.frame.tasks.ask(
            lambda desk: roster_row.read(desk, row_id, imports.prefill(desk, row_id)),
            lambda found: self.add(found, begun),
            owner=self,
            slot="row",
            failed=gone,
        )

    @reach.needs("workers.register")
    def add(
        self,
        roster: roster_row.FromRoster | None = None,
        begun: roster_row.Begun | None = None,
    ) -> None:
        """Begin to register people, or one whom a row of a roster tells of, or go on with one."""
        made = registration.RegistrationPage(self.frame, roster, begun)
        made.registered.connect(self._registered)
        made.opened.connect(self.open_person)
        made.left.connect(self.back if roster is None else self._to_inbox)
        self.push(made)
        self.frame.set_title(i18n.text("people.add"))
        made.form.focus_first()

    def _to_inbox(self) -> None:
        """Go back to the rows that wait."""
        self.to_bottom()
        self.frame.open(INTAKE, "inbox")

    def open_person(self, worker_id: bytes) -> person.PersonPage:
        """Show one person."""
        made = person.PersonPage(self.frame, worker_id, self.back)
        made.edit_wanted.connect(self.edit)
        made.add_wanted.connect(self.add)
        self.push(made)
        return made

    def edit(self, who: workers.people.Person) -> None:
        """Correct somebody."""
        basics.correct(self.frame, who, self._show_form)

    @reach.needs("workers.correct")
    def edit_current(self) -> None:
        """Open the current row and go on to its fields."""
        worker_id = self.list.table.current_id()
        if worker_id is not None:
            self.open_person(worker_id)
            self.frame.tasks.ask(
                lambda desk: workers.people.get(desk, worker_id), self.edit, owner=self, slot="edit"
            )

    @reach.needs("workers.reveal")
    def peek(self) -> None:
        """Show the numbers of the current row in full for a moment."""
        rows = self.list.table.selected_rows()
        if rows:
            peeking.show(self.frame, self.list.table, rows[0])

    @reach.needs("workers.export")
    def print_consents(self) -> None:
        """Print the notice and consent form of the marked people."""
        rows = self.list.table.selected_rows()
        if rows:
            said = i18n.text("people.paper.several", count=len(rows))
            name = rows[0]["name"] if len(rows) == 1 else said
            handing.consent_forms(self.frame, [row["id"] for row in rows], name)

    @reach.needs("workers.import")
    def take_in(self, roster: Any = None) -> None:
        """Open the page that takes rosters in."""
        self.frame.open(INTAKE, roster)

    def _open_current(self) -> None:
        worker_id = self.list.table.current_id()
        if worker_id is not None:
            self.open_person(worker_id)

    def _show_form(self, page: record.FormPage, made: Any) -> None:
        self.push(page)
        self.frame.set_title(made.accessibleName())
        made.left.connect(self.back)
        made.saved.connect(self._corrected)
        made.boxes["doc_no"].editor.target().setFocus()

    def _corrected(self, answer: Any, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
        notices.say(self.frame, answer, self.refresh)
        self.back()

    def _registered(self, answer: registration.Taken, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        said = i18n.text(
            "people.registered", number=words.number(answer.person.number), name=answer.name
        )
        who, also = answer.person.worker_id, None
        if not answer.has_consent:
            said = i18n.text("people.registered_unsigned", registered=said)

            def sign() -> None:
                agreeing.consent(self.frame, who, self.refresh)

            also = (i18n.text("people.consent.add"), sign)
        notices.say(self.frame, answer, self.refresh, words=said, also=also)
        made = self.top
        if isinstance(made, registration.RegistrationPage) and made.roster is not None:
            self._to_inbox()
        elif not again:
            self.back()
            self.open_person(answer.person.worker_id)


class _Bottom(QtWidgets.QWidget):
    """The list; while the keyboard is in it, Ctrl+F means this list."""

    def __init__(self, people: listing.PeopleList) -> None:
        super().__init__()
        self._people = people
        self.setLayout(parts.down(people))
        parts.pad(self, 1, 0.75)
        self.setFocusProxy(people.search)

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep Ctrl+F from the window's own search."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride and _is_find(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go to the search box of the list."""
        if _is_find(event):
            self._people.search.setFocus()
            self._people.search.selectAll()
        else:
            super().keyPressEvent(event)


def _is_find(event: QtCore.QEvent) -> bool:
    return isinstance(event, QtGui.QKeyEvent) and event.matches(QtGui.QKeySequence.StandardKey.Find)


def spec() -> window.PageSpec:
    """Return the page as the frame is told of it."""
    return window.PageSpec(NAME, "users", "people.title", WorkersPage)
