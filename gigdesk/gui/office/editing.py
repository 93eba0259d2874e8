"""The editor of a contract template: its text, what is wrong in which line, and its paper."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import dialogs, folding, form, parts, preview, record, theme
from gigdesk.gui.office import titling
from gigdesk.gui.office.paper import LivePaper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

JUDGE_MS = 400
HELP_EM = 15
TEXT_EM, PAPER_EM = 20, 22
"""The legend, the text and the paper beside it, in Chinese characters.

The legend, and then the paper as well, is left out where the room does not serve all of them.
"""
PAPER = "gigdesk-template.pdf"
_LINE = QtCore.Qt.ItemDataRole.UserRole


class Text(QtWidgets.QPlainTextEdit):
    """Where one writes: the line in which one writes stays in sight when the room gets less."""

    def __init__(self, body: str, *, may_write: bool) -> None:
        """Show `body`; Tab leaves it."""
        super().__init__(body)
        self.setReadOnly(not may_write)
        self.setAccessibleName(i18n.text("settings.templates.text"))
        self.setTabChangesFocus(True)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Follow the cursor, unless somebody had scrolled away from it."""
        was_seen = self.cursorRect().bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.ensureCursorVisible()


class Editor(QtWidgets.QWidget):
    """Judges while one types; `saved(version)` and `left()` end it. Ctrl+S saves, Esc goes back."""

    saved = QtCore.Signal(int)
    left = QtCore.Signal()

    def __init__(self, frame: Window, row: Row, *, newest: int, may_save: bool) -> None:
        """Show a version of a template; whoever may not save only reads it.

        `newest` is the version in use: an earlier one says so, and asks before it takes its place.
        """
        super().__init__()
        self._frame, self._body = frame, str(row["body"])
        name: str = row["name"]
        self._called: tuple[str, str] = (row["kind"], name)
        self._version, self._newest, self._state = int(row["version"]), newest, row["state"]
        self.setAccessibleName(name)
        text = i18n.text
        show = parts.button(text("settings.templates.preview"), "eye", do=self.preview)
        self.save_button = parts.button(
            text("settings.templates.save"), "device-floppy", "primary", do=self.save
        )
        self.save_button.setVisible(may_save)
        self.box = Text(self._body, may_write=may_save)
        self.state = parts.Status()
        self.problems = _problems()
        self.problems.itemActivated.connect(self._go_to)
        self.problems.itemClicked.connect(self._go_to)
        self._stack = QtWidgets.QStackedWidget()
        self.marks = record.MenuButton(
            text("settings.templates.insert"),
            [
                (mark, "", functools.partial(self.insert, mark))
                for mark in dispatch.template_marks()
            ],
        )
        self.head = record.Head(self.leave, self.marks, show, self.save_button)
        self.note = parts.Note("", "warning")
        self.note.setVisible(self.is_earlier)
        self._show_version(name)
        self.marks.setVisible(may_save)
        self.paper = LivePaper(frame, self.box.toPlainText, _paper)
        self.legend = parts.label(text("settings.templates.legend"), "small", wrap=True)
        self.side = parts.panel(parts.down(self.legend, None), 0.5, kind="surface")
        self.help = parts.scroll(self.side)
        written = parts.panel(parts.down(self.box, self.state, self.problems), 0)
        row = parts.across(written, self.paper, self.help)
        row.setStretch(0, TEXT_EM)
        row.setStretch(1, PAPER_EM)
        self._stack.addWidget(parts.panel(row, 0))
        # What was begun in an earlier version is no part of the one in use.
        draft = f"office.new_template:{name}" + (f":{self._version}" if self.is_earlier else "")
        self.drafts = form.TextDrafts(self.box, draft * may_save, frame.tasks, saved=self._body)
        self.drafts.whose = name
        whole = parts.down(self.head, self.note, self.drafts.bar, self._stack)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=JUDGE_MS)
        self._soon.timeout.connect(self._judge)
        self.box.textChanged.connect(self._soon.start)
        self.box.textChanged.connect(self.paper.look_again)
        record.on_escape(self, self.leave)
        record.on_key(self, "Ctrl+S", self.save)
        self.setFocusProxy(self.box)
        folding.Later(self, self._fit)
        self._judge()

    @property
    def is_earlier(self) -> bool:
        """Say whether another one is in use: a later version, or one of another title."""
        return self._version < self._newest or self._state != "active"

    @property
    def is_changed(self) -> bool:
        """Say whether something would be lost by leaving."""
        return self.box.toPlainText() != self._body

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else ask."""
        if self.is_changed:
            self._ask()
            return False
        return True

    def leave(self) -> None:
        """Go back from the paper to the text, or from the text to the list."""
        if self._stack.currentIndex():
            self._to_text()
        elif self.may_leave():
            self.left.emit()

    def save(self) -> None:
        """Save as a new version; an earlier one asks before it takes the place of the latest."""
        if not self.save_button.isVisible() or not (self.is_changed or self.is_earlier):
            return
        save = functools.partial(
            titling.keep, self.window(), self._called, self.box.toPlainText(), self._save
        )
        if not self.is_earlier:
            save()
            return
        text, versions = i18n.text, {"version": self._version, "newest": self._newest}
        asked = titling.EARLIER_ASKED if self._version < self._newest else titling.UNUSED_ASKED
        dialogs.ask(
            self.window(),
            *(text(key, name=self._called[1], **versions) for key in asked),
            yes=text("settings.templates.save"),
            then=save,
            danger=True,
        )

    def _save(self, *, instead_of: tuple[str, str] | None = None) -> None:
        body = self.box.toPlainText()
        self._frame.tasks.do(
            lambda desk, _progress: dispatch.save_template(desk, body=body, instead_of=instead_of),
            self._done,
            owner=self,
            failed=self._refused,
            slot=("save", body),
        )

    def insert(self, mark: str) -> None:
        """Put a mark where one is writing."""
        self.box.insertPlainText("{{" + mark + "}}")
        self.box.setFocus()

    def preview(self) -> None:
        """Make the paper of the text as it stands and show its pages."""
        body = self.box.toPlainText()
        self._frame.tasks.prepare(
            lambda desk, _progress: _paper(desk, body),
            self._show_paper,
            owner=self,
            title=i18n.text("settings.templates.preview"),
            failed=self._refused,
        )

    def _show_version(self, name: str) -> None:
        """Say which version this is."""
        text, versions = i18n.text, {"version": self._version, "newest": self._newest}
        title = text("settings.templates.heading", name=name, version=self._version)
        if self.is_earlier:
            self.head.show_record(title, text("settings.templates.replaced"), "warning")
            key = titling.EARLIER if self._version < self._newest else titling.UNUSED
            self.note.say(text(key, **versions), "warning")
        else:
            self.head.show_record(title)

    def _ask(self) -> None:
        text = i18n.text
        can_save = self.save_button.isVisible() and self.save_button.isEnabled()
        dialogs.ask(
            self.window(),
            text("window.form.leave"),
            text("settings.templates.leave_words"),
            yes=text("window.form.discard"),
            no=text("settings.templates.go_on"),
            then=self._discard,
            also=(text("settings.templates.save"), self.save) if can_save else None,
            danger=True,
        )

    def _discard(self) -> None:
        self.box.setPlainText(self._body)
        self.drafts.give_up()
        self.left.emit()

    def _done(self, version: int) -> None:
        self._body = self.box.toPlainText()
        self.drafts.give_up()
        self.saved.emit(version)

    def _refused(self, error: BaseException) -> bool:
        if not hasattr(error, "code"):
            return False
        self.state.say(dialogs.words_of(error), "error")
        return True

    def _judge(self) -> None:
        body = self.box.toPlainText()
        self._frame.tasks.ask(
            lambda _desk: [(each.line, each.words) for each in dispatch.template_problems(body)],
            self._show_problems,
            owner=self,
            slot="judge",
        )

    def _show_problems(self, found: Sequence[tuple[int, str]]) -> None:
        self.problems.clear()
        for line, words in found:
            item = QtWidgets.QListWidgetItem(words, self.problems)
            item.setData(_LINE, line)
        self.problems.setVisible(bool(found))
        text = i18n.text
        if self.box.isReadOnly():
            self.state.say(text("settings.templates.read_only"), "info")
        elif found:
            self.state.say(text("settings.templates.wrong", count=len(found)), "error")
        else:
            self.state.say(text("settings.templates.right"), "ok")
        self.save_button.setEnabled(not found)

    def _go_to(self, item: QtWidgets.QListWidgetItem) -> None:
        block = self.box.document().findBlockByNumber(max(0, item.data(_LINE) - 1))
        self.box.setTextCursor(QtGui.QTextCursor(block))
        self.box.setFocus()

    def _show_paper(self, pages: dispatch.Pages) -> None:
        self._to_text()
        paper = preview.Paper(str(pages.path), pages.count, pages.picture, pages.size_mm)
        shown = preview.Preview(self._frame.tasks, paper)
        shown.said.connect(self._frame.say)
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)

    def _to_text(self) -> None:
        if self._stack.count() > 1:
            shown = self._stack.widget(1)
            self._stack.removeWidget(shown)
            shown.deleteLater()
        self._stack.setCurrentIndex(0)
        self.box.setFocus()

    def _fit(self) -> None:
        measures = theme.measures()
        self.problems.setMaximumHeight(measures.row * 4)
        self.help.setFixedWidth(measures.em(HELP_EM))
        self.paper.setVisible(self.width() >= measures.em(TEXT_EM + PAPER_EM))
        self.help.setVisible(self.width() >= measures.em(TEXT_EM + PAPER_EM + HELP_EM))


def _problems() -> QtWidgets.QListWidget:
    made = QtWidgets.QListWidget()
    made.setAccessibleName(i18n.text("settings.templates.problems"))
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _paper(desk: Any, body: str) -> dispatch.Pages:
    path = Path(tempfile.gettempdir()) / PAPER
    path.write_bytes(dispatch.preview(desk, body))
    return dispatch.open_pages(path)
