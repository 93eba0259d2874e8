"""The page of imports: the way of a new one, the rows that wait, and the imports there were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts
from gigdesk.gui.window.spec import PageSpec
from gigdesk.gui.workers.intake_columns import Columns
from gigdesk.gui.workers.intake_flow import Flow, Step
from gigdesk.gui.workers.intake_inbox import Inbox
from gigdesk.gui.workers.intake_past import Past
from gigdesk.gui.workers.intake_preview import Preview
from gigdesk.gui.workers.intake_result import Result
from gigdesk.gui.workers.intake_start import Start
from gigdesk.gui.workers.intake_working import Working

if TYPE_CHECKING:
    from gigdesk.gui.window import Window

NAME = "intake"
NEW, INBOX, PAST = range(3)


def spec() -> PageSpec:
    """Return the page as the frame is told of it."""
    return PageSpec(NAME, "file-import", "intake_page.tab.new", Intake)


class Intake(QtWidgets.QWidget):
    """Three tabs: import, inbox, list of imports.

    `open_record` takes the path of a file, `"inbox"`, `"past"`, or the number of an import whose
    waiting rows are wanted.
    """

    def __init__(self, frame: Window) -> None:
        """Begin at the start of a new import."""
        super().__init__()
        self.frame = frame
        self.flow = Flow(frame)
        self.start = Start(self.flow)
        self.working = Working()
        self.columns = Columns(self.flow)
        self.preview = Preview(self.flow)
        self.result = Result(self.flow)
        self.inbox = Inbox(frame)
        self.past = Past(frame)
        self.steps = QtWidgets.QStackedWidget()
        self._screens: dict[Step, QtWidgets.QWidget] = {
            Step.START: self.start,
            Step.WORKING: self.working,
            Step.COLUMNS: self.columns,
            Step.PREVIEW: self.preview,
            Step.RESULT: self.result,
        }
        for screen in self._screens.values():
            self.steps.addWidget(screen)
        self.tabs = QtWidgets.QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(i18n.text("intake_page.tabs"))
        for key in ("intake_page.tab.new", "intake_page.tab.inbox", "intake_page.tab.past"):
            self.tabs.addTab(i18n.text(key))
        self._stack = QtWidgets.QStackedWidget()
        for widget in (self.steps, self.inbox, self.past):
            self._stack.addWidget(widget)
        column = parts.down(self.tabs, self._stack, gap=0.75)
        column.setStretch(1, 1)
        self.setLayout(column)
        parts.pad(self, 1, 0.5)
        self._wire()
        self._show_step(Step.START)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.flow.stepped.connect(self._show_step)
        self.result.inbox.connect(self.show_inbox)
        self.result.everything.connect(self._show_all_waiting)
        self.result.pasted.connect(self._paste_again)
        self.past.inbox.connect(self.show_inbox)
        self.inbox.counted.connect(self._count)

    def open_record(self, what: Any) -> None:
        """Show what is asked for; see the class."""
        if isinstance(what, int):
            self.show_inbox(what)
        elif what in ("inbox", "past"):
            self.tabs.setCurrentIndex(INBOX if what == "inbox" else PAST)
        elif what:
            self.tabs.setCurrentIndex(NEW)
            if self.flow.step is not Step.WORKING:
                self.flow.open_file(Path(str(what)))

    @property
    def is_unfinished(self) -> bool:
        """Say whether an import is under way that is not in the registry yet."""
        return self.flow.step not in (Step.START, Step.RESULT)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        self.inbox.refresh()
        self.past.refresh()
        self.result.refresh()

    def show_inbox(self, number: int, file: str = "") -> None:
        """Show the rows of one import that wait, under the name of its file where that is known."""
        self.tabs.setCurrentIndex(INBOX)
        self.inbox.show_import(number, file)

    def _show_all_waiting(self) -> None:
        """Show the rows of every import that wait."""
        self.tabs.setCurrentIndex(INBOX)
        self.inbox.show_all()

    def _paste_again(self) -> None:
        """Begin the next import with what lies on the clipboard, where anything does."""
        if self.start.can_paste():
            self.flow.begin()
            self.start.take_paste()
        else:
            self.frame.say(i18n.text("intake_page.nothing_pasted"), "warning")

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        if tab == INBOX:
            self.inbox.refresh()
        elif tab == PAST:
            self.past.enter()
        shown = self._stack.currentWidget()
        self.setFocusProxy(self._screens[self.flow.step] if tab == NEW else shown)
        self.setFocus()

    def _show_step(self, step: Step) -> None:
        flow = self.flow
        if step is Step.START:
            self.start.say(flow.said)
        elif step is Step.WORKING:
            self.working.follow(flow.job)
        elif step is Step.COLUMNS and flow.found is not None:
            if self.columns.found is not flow.found:
                self.columns.show_found(flow.found)
            self.columns.say(flow.said)
        elif step is Step.PREVIEW and flow.seen is not None:
            self.preview.show_seen(flow.seen, flow.said)
        elif step is Step.RESULT and flow.taken is not None and flow.found is not None:
            self.result.show_taken(flow.taken, flow.found.opened.name)
            self.inbox.refresh()
        self.steps.setCurrentWidget(self._screens[step])
        if self.tabs.currentIndex() == NEW:
            self.setFocusProxy(self._screens[step])
            if self.isVisible():
                self._screens[step].setFocus()

    def _count(self, count: int) -> None:
        words = i18n.text("intake_page.tab.inbox")
        if count:
            words = i18n.text("intake_page.tab.inbox_count", count=f"{count:,}")
        self.tabs.setTabText(INBOX, words)
