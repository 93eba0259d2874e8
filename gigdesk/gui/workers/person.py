"""The page of one person: who it is, what hangs on the person, and the story of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import folding, parts, reach, record, theme
from gigdesk.gui.workers import basics, belongings, history, livelihood, photo, words
from gigdesk.gui.workers.card import Card
from gigdesk.gui.workers.name_image import NameImage
from gigdesk.gui.workers.section import Section
from gigdesk.gui.workers.timeline import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.workers.story import Entry
    from gigdesk.gui.window import Window

BESIDE_EM = 66
"""From this width on the story stands beside the tabs, not on one of them."""

STORY_EM = 24
STORY_HIGH_EM = 9
"""So much height is left to tabs and story; the badges of the card that find no room are folded."""
LEAST_EM = 5

COUNTED_EM = 48
"""From this width on the tabs say how much is on them."""

SHORT_EM = 25
"""Below this height the lists need the room that the card takes with all its lines."""

SPECS = (
    belongings.CERTIFICATES,
    belongings.CATEGORIES,
    belongings.PHONES,
    livelihood.EMPLOYMENTS,
    livelihood.WISHES,
    livelihood.HOUSEHOLD,
    livelihood.CONSENTS,
)
Answer = tuple[workers.people.Person, "list[Entry]", "list[Entry]", list[dict[str, Any]]]


class PersonPage(QtWidgets.QWidget):
    """Head card, tabs of what hangs on the person, and the timeline beside them."""

    edit_wanted = QtCore.Signal(object)
    add_wanted = QtCore.Signal()

    def __init__(self, frame: Window, worker_id: bytes, back: Callable[[], object]) -> None:
        """Show the person; everything is asked in the background."""
        super().__init__()
        self.frame = frame
        self.id = worker_id
        self.person: workers.people.Person | None = None
        edit = parts.button(i18n.text("people.edit"), "pencil", do=self.edit)
        self.state = record.MenuButton(i18n.text("people.set_state"))
        self.card = Card(frame, back, self.state, edit)
        self.story = Story()
        self.photo = photo.Photo(frame, self.refresh)
        self.name_image = NameImage(frame, self.refresh)
        self.basics = basics.Basics(self.photo, self.name_image)
        self.history = history.History(frame)
        self.sections = {spec.name: Section(frame, spec, self.refresh) for spec in SPECS}
        self.tabs = QtWidgets.QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(i18n.text("people.tabs"))
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        # The arrows of a bar that is too long are as narrow as Qt makes room for.
        self.tabs.tabBar().setStyleSheet("QTabBar QToolButton { min-width: 0; padding: 0; }")
        self._add(self.basics, "people.tab.basics")
        self._held = {
            name: parts.panel(parts.down(section), 0.5) for name, section in self.sections.items()
        }
        for name, panel in self._held.items():
            panel.setFocusProxy(self.sections[name])
            self._add(panel, self.sections[name].spec.title)
        history_panel = parts.panel(parts.down(self.history), 0.5)
        history_panel.setFocusProxy(self.history)
        self._add(history_panel, "people.tab.history")
        self._beside = parts.across(self.tabs, gap=1)
        self._beside.setStretch(0, 1)
        column = parts.down(self.card, gap=0.75)
        column.addLayout(self._beside, 1)
        self.setLayout(column)
        parts.pad(self, 0.75, 0.5)
        self._is_beside = False
        self._put_story(beside=False)
        record.on_escape(self, back)
        record.on_key(self, "F2", self.edit)
        record.on_key(self, "F8", self._peek)
        record.on_key(self, "Ctrl+N", self._add_one)
        record.on_key(self, "Delete", lambda: self._of_tab("take_away"))
        record.on_key(self, "Ctrl+PgDown", lambda: self._turn(1))
        record.on_key(self, "Ctrl+PgUp", lambda: self._turn(-1))
        self.setFocusProxy(self.tabs.tabBar())
        self._fitting = folding.Later(self, self._fit, high=True)
        self.tabs.currentChanged.connect(self._fitting.again)
        self.refresh()

    def _add(self, widget: QtWidgets.QWidget, title: str) -> None:
        self.tabs.addTab(widget, i18n.text(title))

    def refresh(self) -> None:
        """Ask anew for everything."""

        def look(desk: Any) -> Answer:
            return (
                workers.people.get(desk, self.id),
                workers.story.timeline(desk, self.id),
                workers.story.changes(desk, self.id),
                workers.story.acts_about(desk, self.id),
            )

        self.frame.tasks.ask(
            look,
            self._show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=self.person is not None),
        )

    @reach.needs("workers.correct")
    def edit(self) -> None:
        """Open the fields of the person."""
        if self.person is not None:
            self.edit_wanted.emit(self.person)

    def _show(self, answer: Answer) -> None:
        self.person, story, changes, looks = answer
        self.frame.set_title(self.person.worker["name"], of=self)
        self.card.show_person(self.person)
        self._fitting.again()
        self.basics.show_person(self.person)
        self.photo.show_person(self.person)
        self.story.show_story(story)
        self.history.show_history(changes, looks)
        for section in self.sections.values():
            section.show_person(self.person)
        self._name_tabs()
        self.state.offer(
            [
                (words.toned(words.STATES, code)[0], "", self._setter(code))
                for code in workers.people.STATES
                if code != self.person.worker["state"]
            ]
        )

    def _name_tabs(self) -> None:
        """Name the tabs, with how many there are where that does not make them too wide."""
        roomy = self.width() >= theme.measures().em(COUNTED_EM)
        for name, section in self.sections.items():
            count = len(section.rows) if roomy else 0
            place = self.tabs.indexOf(self._held[name])
            self.tabs.setTabText(place, _counted(section.spec.title, count))

    def _setter(self, code: str) -> Callable[[], object]:
        section = self.sections["certificates"]
        return reach.needs("workers.set_state")(
            lambda: section.do(
                lambda desk: workers.people.set_state(desk, worker_id=self.id, state=code)
            )
        )

    def _peek(self) -> None:
        """Show the numbers for a moment, and the photo where it is in sight."""
        self.card.peek()
        if self.photo.show_it.isVisible():
            self.photo.peek()

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.tabs.currentWidget().setFocus()

    def _add_one(self) -> None:
        """Add to the list of the tab; on a tab without one somebody new is registered."""
        if self.tabs.currentWidget() in self._held.values():
            self._of_tab("add_one")
        else:
            self.add_wanted.emit()

    def _of_tab(self, what: str) -> None:
        for name, panel in self._held.items():
            if panel is self.tabs.currentWidget():
                getattr(self.sections[name], what)()

    # the story beside the tabs, or on one of them

    def _fit(self) -> None:
        """Put the story where there is room for it."""
        measures = theme.measures()
        self._name_tabs()
        self._put_story(beside=self.width() >= measures.em(BESIDE_EM))
        first = self.tabs.currentIndex() == 0
        low = self.height() < measures.em(SHORT_EM)
        room = self.height() - measures.em(STORY_HIGH_EM) - measures.pad - measures.gap
        # Without this the largest need of all tabs would count, and crush the card.
        self.tabs.setMinimumHeight(measures.em(LEAST_EM))
        self.card.give(room, short=low and not first)
        self.story.setMinimumWidth(measures.em(STORY_EM) if self._is_beside else 0)
        self.story.setMaximumWidth(measures.em(STORY_EM) if self._is_beside else folding.LARGEST)

    def _put_story(self, *, beside: bool) -> None:
        on_tab = self.tabs.indexOf(self.story) >= 0
        if beside == self._is_beside and (on_tab or self._is_beside):
            return
        self._is_beside = beside
        if beside:
            self.tabs.removeTab(self.tabs.indexOf(self.story))
            self._beside.addWidget(self.story)
            self.story.show()
        else:
            self._beside.removeWidget(self.story)
            self.tabs.insertTab(0, self.story, i18n.text("people.tab.story"))
            self.tabs.setCurrentIndex(0)


def _counted(title: str, count: int) -> str:
    said = i18n.text(title)
    return i18n.text("people.tab.counted", title=said, count=count) if count else said
