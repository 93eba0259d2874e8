"""Choosing a superior's form: the marks it may hold, a sample, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import workers
from gigdesk.gui import dialogs, folder, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gigdesk.gui.window import Window

PURPOSE = "form"
_ROWS = 4


class FormPicker(dialogs.Dialog):
    """Shows the marks before a file is chosen; a form that cannot be filled is told here."""

    def __init__(
        self,
        frame: Window,
        people: int,
        labels: Mapping[str, str],
        then: Callable[[Path], object],
    ) -> None:
        """`people` are to be written; `then` goes on with a form that can be filled."""
        super().__init__(frame, i18n.text("people.export.form_title"), wide=34)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._frame, self._people, self._labels, self._then = frame, people, labels, then
        self.note = parts.Note(kind="warning")
        self.note.hide()
        self.search = QtWidgets.QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(i18n.text("people.export.mark_search"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textChanged.connect(self._narrow)
        self.list = QtWidgets.QListWidget()
        self.list.setAccessibleName(i18n.text("people.export.mark_list"))
        self._fill()
        theme.follow(self.list, self._measure)
        self.body.addWidget(self.note)
        self.body.addWidget(parts.label(i18n.text("people.export.marks"), wrap=True))
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(parts.label(self._behind(), "hint", wrap=True))
        keys = QtGui.QKeySequence(QtGui.QKeySequence.StandardKey.Copy)
        copy = QtGui.QAction(self, shortcut=keys)
        copy.triggered.connect(self.copy)
        self.list.addAction(copy)
        copy.setShortcutContext(QtCore.Qt.ShortcutContext.WidgetShortcut)
        self.add_button(i18n.text("people.export.sample"), self.write_sample, "file-spreadsheet")
        self.add_button(i18n.text("window.button.cancel"), self.reject)
        self.add_button(i18n.text("people.export.pick_button"), self.pick, kind="primary")
        self.search.setFocus()

    def _fill(self) -> None:
        said = workers.papers.form_words()
        shown = [(said.row, "people.export.mark_row")]
        shown += [(one, "") for one in workers.papers.form_labels(self._labels)]
        shown += [(one, "people.export.mark_head") for one in said.head]
        for label, key in shown:
            mark = f"{{{{{label}}}}}"
            words = i18n.text(key, mark=mark) if key else mark
            item = QtWidgets.QListWidgetItem(words, self.list)
            item.setData(QtCore.Qt.ItemDataRole.UserRole, mark)
        self.list.setCurrentRow(0)

    def _behind(self) -> str:
        options = workers.papers.form_words().options
        return i18n.text(
            "people.export.mark_options", options=i18n.text("people.joint").join(options)
        )

    def _measure(self) -> None:
        row = theme.measures().row
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(QtCore.QSize(1, row))
        self.list.setMinimumHeight(row * _ROWS)

    def _narrow(self, words: str) -> None:
        """Show the marks that hold what was typed."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(words.strip().casefold() not in item.text().casefold())

    def copy(self) -> None:
        """Put the current mark on the clipboard, to be pasted into the form."""
        item = self.list.currentItem()
        if item is not None:
            QtGui.QGuiApplication.clipboard().setText(item.data(QtCore.Qt.ItemDataRole.UserRole))

    def write_sample(self) -> None:
        """Write a small form with marks and say where it lies."""
        title = i18n.text("people.export.sample_title")
        path = folder.free(folder.place(self._frame, f"{title}.xlsx"))

        def produce(_desk: Any) -> Path:
            path.parent.mkdir(parents=True, exist_ok=True)
            workers.papers.write_sample(path, self._labels, title)
            return path

        self._frame.tasks.ask(produce, self._sampled, owner=self)

    def _sampled(self, path: Path) -> None:
        self._say(i18n.text("people.export.sampled", name=path.name, folder=path.parent), "ok")
        folder.tell(self._frame, i18n.text("people.export.sample_done", name=path.name), path)

    def pick(self) -> None:
        """Ask for the form."""
        title, kinds = i18n.text("people.export.pick"), i18n.text("people.export.kinds")
        folder.choose_file(self._frame, title, kinds, PURPOSE, self.check)

    def check(self, path: Path) -> None:
        """Go on with a form that can be filled; say here what is wrong with any other."""
        people, labels = self._people, self._labels
        self._frame.tasks.ask(
            lambda desk: workers.papers.check_form(desk, path, people, words=labels),
            lambda _none: self._go(path),
            owner=self,
            failed=self._refused,
        )

    def _go(self, path: Path) -> None:
        self.accept()
        self._then(path)

    def _refused(self, error: BaseException) -> bool:
        if not isinstance(error, errors.GigDeskError):
            return False
        self._say(dialogs.words_of(error), "warning")
        return True

    def _say(self, words: str, tone: str) -> None:
        self.note.say(words, tone)
        self.note.show()
        self.fit()
        self._area.verticalScrollBar().setValue(0)
