"""The first screen of an import: choose a file, drop it, or paste a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, folder, folding, form, icons, parts, record, theme
from gigdesk.gui.workers import intake_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.workers.intake_flow import Flow

KINDS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.tsv *.txt *.xml *.html *.htm *.et"
PURPOSE = "intake"


class PastedList(form.Kept):
    """Keeps a list that was pasted until it is imported: unlike a file it is nowhere else."""

    def __init__(self, owner: QtWidgets.QWidget, flow: Flow) -> None:
        """Follow the import."""
        super().__init__(owner, "import_pasted", flow.frame.tasks)
        self._flow = flow
        flow.stepped.connect(lambda _step: self.soon())

    def contents(self) -> dict[str, Any]:
        """Return the list where it is not in the registry yet."""
        flow = self._flow
        return {"text": flow.pasted, "page": flow.pasted_page} if flow.pasted else {}

    def put_back(self, fields: Mapping[str, Any]) -> None:
        """Open the list again."""
        self._flow.open_text(str(fields.get("text", "")), str(fields.get("page", "")))


class Start(QtWidgets.QWidget):
    """Takes a file by button, drop or Ctrl+V; says why the last one could not be read."""

    def __init__(self, flow: Flow) -> None:
        """Wait for a file."""
        super().__init__()
        self._flow = flow
        self.setAcceptDrops(True)
        self.by_hand = parts.button(
            i18n.text("intake_page.by_hand"), "columns-3", do=flow.open_by_hand
        )
        self.note = parts.Note("", "info", self.by_hand)
        self.choose = parts.button(
            i18n.text("intake_page.choose_file"), "folder-open", "primary", do=self.ask_file
        )
        self.paste = parts.button(i18n.text("intake_page.paste"), "clipboard", do=self.take_paste)
        self._picture = icons.Picture("file-import", "accent", size=2.6)
        self.field = self._make_field()
        self.pasted = PastedList(self, flow)
        column = parts.down(self.pasted.bar, self.note, self.field)
        column.setStretch(2, 1)
        self.setLayout(column)
        record.on_key(self, "Ctrl+V", self.take_paste)
        self.setFocusProxy(self.choose)
        intake_words.enter_presses(self)
        self.note.hide()
        folding.Later(self, self._fit, high=True, inner=True)

    def _make_field(self) -> QtWidgets.QFrame:
        centre = QtCore.Qt.AlignmentFlag.AlignHCenter
        self._title = parts.label(i18n.text("intake_page.drop_here"), "title", wrap=True)
        self._said = parts.label(i18n.text("intake_page.drop_words"), "muted", wrap=True)
        self._safe = parts.label(i18n.text("intake_page.safe"), "small", wrap=True)
        for label in (self._title, self._said, self._safe):
            label.setAlignment(centre)
        column = parts.down()
        column.addStretch(2)
        column.addWidget(self._picture, 0, centre)
        for label in (self._title, self._said):
            column.addWidget(label)
        row = parts.across(None, self.choose, self.paste, parts.shortcut_words("Ctrl+V"), None)
        column.addLayout(row)
        column.addWidget(self._safe)
        column.addStretch(3)
        return parts.frame("card", column)

    def _fit(self) -> None:
        """Leave out the picture, then the headline, where not everything has room."""
        measures = theme.measures()
        wide = max(1, self.width() - measures.pad * 2)
        note = 0
        if not self.note.isHidden():
            note = max(self.note.heightForWidth(self.width()), 0) + measures.gap
        room = self.height() - note - measures.pad * 2 - measures.gap * 2
        title, said, safe = (
            label.heightForWidth(wide) + measures.gap
            for label in (self._title, self._said, self._safe)
        )
        needed = said + safe + self.choose.sizeHint().height() + measures.gap
        self._title.setVisible(needed + title <= room)
        picture = self._picture.sizeHint().height() + measures.gap
        self._picture.setVisible(needed + title + picture <= room)

    def say(self, said: BaseException | str) -> None:
        """Say why the last file was not taken; nothing hides the note."""
        self.note.setVisible(bool(said))
        self.by_hand.setVisible(self._flow.can_open_by_hand)
        if isinstance(said, BaseException):
            self.note.say(dialogs.words_of(said), "error")
        elif said:
            self.note.say(said, "info")

    def ask_file(self) -> None:
        """Ask for a file in the folder used last, at first in the user's own documents."""
        text = i18n.text
        named, every = text("intake_page.tables"), text("intake_page.all_files")
        kinds = f"{named} ({KINDS});;{every} (*)"
        title = text("intake_page.choose_file")
        folder.choose_file(self._flow.frame, title, kinds, PURPOSE, self.take_file)

    def take_file(self, path: Path) -> None:
        """Open a file and remember its folder."""
        folder.remember(self._flow.frame, PURPOSE, path.parent)
        self._flow.open_file(path)

    @staticmethod
    def can_paste() -> bool:
        """Say whether there is a file or text on the clipboard."""
        data = QtGui.QGuiApplication.clipboard().mimeData()
        return bool(_files(data) or data.text().strip())

    def take_paste(self) -> None:
        """Open what lies on the clipboard: a copied file, a block of cells, a list of a chat."""
        data = QtGui.QGuiApplication.clipboard().mimeData()
        paths = _files(data)
        if paths:
            self.take_file(paths[0])
        elif data.text().strip():
            self._flow.open_text(data.text(), data.html())
        else:
            self.say(i18n.text("intake_page.nothing_pasted"))

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:
        """Take files and text."""
        if _files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()
            self._show_drop(over=True)

    def dragLeaveEvent(self, event: QtGui.QDragLeaveEvent) -> None:
        """Look as before."""
        self._show_drop(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QtGui.QDropEvent) -> None:
        """Open what was dropped; of several files the first, and say so."""
        self._show_drop(over=False)
        paths = _files(event.mimeData())
        if len(paths) > 1:
            said = i18n.text("intake_page.one_file", name=paths[0].name, count=len(paths) - 1)
            self._flow.frame.say(said, "warning")
        if paths:
            self.take_file(paths[0])
        elif event.mimeData().text().strip():
            self._flow.open_text(event.mimeData().text(), event.mimeData().html())

    def _show_drop(self, *, over: bool) -> None:
        parts.role(self.field, "note" if over else "card", tone="info" if over else "")


def _files(data: QtCore.QMimeData) -> list[Path]:
    """Return the files of a drop or of the clipboard."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]
