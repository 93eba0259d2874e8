"""Where files lie: papers that the window makes, and files and folders somebody chooses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.window import Window

REMEMBERED = "papers_folder"
_KEPT = "folder_of_{purpose}"
_CHANGED = 3
"""The column of Qt's file dialog that tells when a file was changed."""
_Where = QtCore.QStandardPaths


def documents() -> str:
    """Return the user's own folder of documents."""
    return _Where.writableLocation(_Where.StandardLocation.DocumentsLocation)


def place(frame: Window, name: str) -> Path:
    """Return the path of a paper called `name` (with its ending) in the user's own folder."""
    kept = frame.layouts.value(REMEMBERED)
    folder = Path(kept) if kept else Path(documents()) / i18n.text("window.nav.brand")
    return folder / re.sub(r'[\\/:*?"<>|\r\n\t]', " ", name).strip()


def free(path: Path) -> Path:
    """Return the path, or one beside it that no file has yet: an earlier one may be in use."""
    found, count = path, 1
    while found.exists():
        count += 1
        found = path.with_stem(f"{path.stem} ({count})")
    return found


def last(frame: Window, purpose: str) -> str:
    """Return the folder in which somebody chose last for this purpose; at first their documents."""
    kept = str(frame.layouts.value(_KEPT.format(purpose=purpose)) or "")
    return kept if kept and Path(kept).is_dir() else documents()


def remember(frame: Window, purpose: str, folder: Path) -> None:
    """Begin in this folder when somebody chooses for this purpose again."""
    frame.layouts.set_value(_KEPT.format(purpose=purpose), str(folder))


class _Dates(QtCore.QIdentityProxyModel):
    """Shows when files were changed in the language of the program, not of the computer.

    Qt's own file dialog, which stands where the system has none, asks the system for its dates.
    """

    def data(
        self,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
        role: int = QtCore.Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Write the day and time of a change as the program's language does."""
        files = self.sourceModel()
        is_date = role == QtCore.Qt.ItemDataRole.DisplayRole and index.column() == _CHANGED
        if is_date and isinstance(files, QtWidgets.QFileSystemModel):
            changed = files.lastModified(self.mapToSource(index))
            return QtCore.QLocale().toString(changed, QtCore.QLocale.FormatType.ShortFormat)
        return super().data(index, role)


def ask(
    parent: QtWidgets.QWidget,
    title: str,
    start: str,
    then: Callable[[Path], object],
    *,
    kinds: str = "",
    name: str = "",
    folders: bool = False,
) -> None:
    """Ask for a file, beginning in the folder `start`, and go on with `then` once it is chosen.

    With a `name` the file is a new one, called so at first; with `folders` it is a folder.
    """
    dialog = QtWidgets.QFileDialog(parent, title, start, kinds)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    if name:
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
    elif folders:
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
    else:
        dialog.setFileMode(dialog.FileMode.ExistingFile)
    dialog.setProxyModel(_Dates(dialog))
    for tree in dialog.findChildren(QtWidgets.QTreeView):
        # Size, kind and day are cut otherwise; a dialog of the system has no such list.
        tree.header().setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.ResizeToContents)

    def chosen(path: str) -> None:
        # What goes on may ask something itself: not before this dialog is gone.
        QtCore.QTimer.singleShot(0, parent, lambda: then(Path(path)))

    dialog.fileSelected.connect(chosen)
    dialog.open()


def choose_file(
    frame: Window,
    title: str,
    kinds: str,
    purpose: str,
    then: Callable[[Path], object],
    *,
    start: str = "",
) -> None:
    """Ask for a file, beginning at `start` or in the folder used last for this purpose."""

    def chosen(path: Path) -> None:
        remember(frame, purpose, path.parent)
        then(path)

    ask(frame, title, start or last(frame, purpose), chosen, kinds=kinds)


def choose_new_file(
    frame: Window,
    title: str,
    kinds: str,
    purpose: str,
    then: Callable[[Path], object],
    *,
    name: str,
) -> None:
    """Ask where a file goes that is called `name` at first."""

    def chosen(path: Path) -> None:
        remember(frame, purpose, path.parent)
        then(path)

    ask(frame, title, last(frame, purpose), chosen, kinds=kinds, name=name)


def choose_folder(
    frame: Window,
    title: str,
    purpose: str,
    then: Callable[[Path], object],
    *,
    start: str = "",
) -> None:
    """Ask for a folder, beginning at `start` or in the one used last."""

    def chosen(path: Path) -> None:
        remember(frame, purpose, path)
        then(path)

    ask(frame, title, start or last(frame, purpose), chosen, folders=True)


def tell(frame: Window, words: str, path: Path) -> None:
    """Say that a paper is there; the notice opens its folder."""
    frame.notices.say(words, "ok", (i18n.text("record.open_folder"), lambda: show(path)))


def show(path: Path) -> None:
    """Open the folder of a paper in the system's own window."""
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path.parent)))
