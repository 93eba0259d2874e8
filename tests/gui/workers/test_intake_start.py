"""The first screen of an import: where it looks for the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.actions import office
from gigdesk.gui import folder
from gigdesk.gui.workers.intake_flow import Step
from gigdesk.gui.workers.intake_start import Start
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
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
        folder.remember(frame, "intake", tmp_path)


def test_a_pasted_list_is_kept_until_it_is_imported_or_given_up(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    page, text = opened(frame), "姓名\t身份证号\n王小明\t430602199003070011\n"
    page.flow.open_text(text)
    qtbot.waitUntil(lambda: bool(_kept(desk)))
    qtbot.waitUntil(lambda: page.flow.step is not Step.WORKING)
    assert _kept(desk) == [text]
    again = Start(page.flow)
    again.setParent(page)
    again.show()
    qtbot.waitUntil(lambda: again.pasted.offered is not None)
    again.pasted.restore()
    qtbot.waitUntil(lambda: page.flow.step is not Step.WORKING)
    assert page.flow.pasted == text
    page.flow.begin()
    qtbot.waitUntil(lambda: _kept(desk) == [])


def _kept(desk: Desk) -> list[str]:
    found = office.slots.forms(desk, "import_pasted")
    return [one["fields"]["text"] for one in found]


def test_copied_cells_keep_what_only_their_page_says(qtbot: QtBot, frame: Window) -> None:
    page, number = opened(frame), "439927196102021000"
    data = QtCore.QMimeData()
    data.setText(f"姓名\t身份证号码\n刘桂花\t{number}\n")
    head = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'
    row = f'<tr><td>刘桂花</td><td x:num="{number}">{number}</td></tr>'
    data.setHtml(f"{head}<tr><td>姓名</td><td>身份证号码</td></tr>{row}</table></html>")
    QtGui.QGuiApplication.clipboard().setMimeData(data)
    page.start.take_paste()
    reach(qtbot, page, Step.COLUMNS)
    page.flow.look()
    reach(qtbot, page, Step.PREVIEW)
    assert [page.preview.tiles[kind].number.text() for kind in ("new", "rejected")] == ["0", "1"]
