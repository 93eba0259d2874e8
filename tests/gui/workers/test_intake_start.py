"""The first screen of an import: where it looks for the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from tests.gui.workers.intake_frame import desk, frame, opened

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def test_files_are_looked_for_where_the_last_one_was_else_in_documents(
    frame: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    where = QtCore.QStandardPaths
    own = where.writableLocation(where.StandardLocation.DocumentsLocation)
    QtCore.QDir().mkpath(own)
    start = opened(frame).start
    for wanted in (own, str(tmp_path)):
        start.ask_file()
        dialog = frame.findChildren(QtWidgets.QFileDialog)[-1]
        assert dialog.directory() == QtCore.QDir(wanted)
        dialog.reject()
        frame.layouts.set_value("intake_folder", str(tmp_path))
