"""Where files lie: papers that the window makes, and files and folders somebody chooses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n

if TYPE_CHECKING:
    from gigdesk.gui.window import Window

REMEMBERED = "papers_folder"
_KEPT = "folder_of_{purpose}"
_Where = QtCore.QStandardPaths


def place(frame: Window, name: str) -> Path:
    """Return the path of a paper called `name` (with its ending) in the user's own folder."""
    kept = frame.layouts.value(REMEMBERED)
    documents = _Where.writableLocation(_Where.StandardLocation.DocumentsLocation)
    folder = Path(kept) if kept else Path(documents) / i18n.text("window.nav.brand")
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
    documents = _Where.writableLocation(_Where.StandardLocation.DocumentsLocation)
    return kept if kept and Path(kept).is_dir() else documents


def remember(frame: Window, purpose: str, folder: Path) -> None:
    """Begin in this folder when somebody chooses for this purpose again."""
    frame.layouts.set_value(_KEPT.format(purpose=purpose), str(folder))


def choose_file(frame: Window, title: str, kinds: str, purpose: str, *, start: str = "") -> str:
    """Ask for a file, beginning at `start` or in the folder used last; return it, or nothing."""
    begin = start or last(frame, purpose)
    chosen, _ = QtWidgets.QFileDialog.getOpenFileName(frame, title, begin, kinds)
    if chosen:
        remember(frame, purpose, Path(chosen).parent)
    return chosen


def choose_new_file(frame: Window, title: str, name: str, kinds: str, purpose: str) -> str:
    """Ask where a file goes that is called `name` at first; return its path, or nothing."""
    start = str(Path(last(frame, purpose)) / name)
    chosen, _ = QtWidgets.QFileDialog.getSaveFileName(frame, title, start, kinds)
    if chosen:
        remember(frame, purpose, Path(chosen).parent)
    return chosen


def choose_folder(frame: Window, title: str, purpose: str, *, start: str = "") -> str:
    """Ask for a folder, beginning at `start` or in the one used last; return it, or nothing."""
    begin = start or last(frame, purpose)
    chosen = QtWidgets.QFileDialog.getExistingDirectory(frame, title, begin)
    if chosen:
        remember(frame, purpose, Path(chosen))
    return chosen


def tell(frame: Window, words: str, path: Path) -> None:
    """Say that a paper is there; the notice opens its folder."""
    frame.notices.say(words, "ok", (i18n.text("record.open_folder"), lambda: show(path)))


def show(path: Path) -> None:
    """Open the folder of a paper in the system's own window."""
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path.parent)))
