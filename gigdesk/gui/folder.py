"""Where papers and workbooks go that the window makes, and the notice that leads to them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from gigdesk import i18n

if TYPE_CHECKING:
    from gigdesk.gui.window import Window

REMEMBERED = "papers_folder"
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


def tell(frame: Window, words: str, path: Path) -> None:
    """Say that a paper is there; the notice opens its folder."""
    frame.notices.say(words, "ok", (i18n.text("record.open_folder"), lambda: show(path)))


def show(path: Path) -> None:
    """Open the folder of a paper in the system's own window."""
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path.parent)))
