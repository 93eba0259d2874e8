"""The import page: a file through all its screens, by button, drop and paste, with real jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.actions.workers import imports
from gigdesk.gui import dialogs, tasks, theme
from gigdesk.gui.workers.intake import INBOX, PAST
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import (
    SMALL,
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
    type_keys,
)
from tests.gui.workers.intake_frame import at_preview, desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers import intake

__all__ = ["desk", "frame"]
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def focus() -> QtWidgets.QWidget:
    found = QtWidgets.QApplication.focusWidget()
    assert found is not None
    return found


def test_a_roster_goes_from_the_file_to_the_result_by_keys_alone(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    path = rosters.book(tmp_path / "青山镇.xlsx", rosters.crowd(12))
    data = QtCore.QMimeData()
    data.setUrls([QtCore.QUrl.fromLocalFile(str(path))])
    QtGui.QGuiApplication.clipboard().setMimeData(data)
    page = opened(frame)
    press(focus(), _Key.Key_V, _CTRL)
    reach(qtbot, page, Step.COLUMNS)
    press(focus(), _Key.Key_Return, _CTRL)
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "12"
    assert rosters.people(desk) == 0
    press(focus(), _Key.Key_Return, _CTRL)
    reach(qtbot, page, Step.RESULT)
    assert rosters.people(desk) == 12
    assert "青山镇.xlsx" in page.result.title.text()
    assert "I1" in page.result.number.text()
    assert page.result.settle.isHidden()


def test_a_pasted_block_and_a_chain_list_are_taken(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    page = opened(frame)
    board = QtGui.QGuiApplication.clipboard()
    rows = [rosters.HEADER, *rosters.crowd(3)]
    board.setText("\n".join("\t".join(map(str, row)) for row in rows))
    page.start.take_paste()
    reach(qtbot, page, Step.COLUMNS)
    assert len(page.columns.tables[0].heads) == 4
    press(focus(), _Key.Key_Escape)
    reach(qtbot, page, Step.START)
    board.setText(f"接龙报名\n1. 刘桂花 {rosters.number(1)} 13800001111\n2. 陈秀英 13800002222\n")
    page.start.take_paste()
    reach(qtbot, page, Step.PREVIEW)
    assert [page.preview.tiles[kind].number.text() for kind in ("new", "rejected")] == ["1", "1"]
    assert rosters.people(desk) == 0
    board.setText("   ")
    page.flow.begin()
    page.start.take_paste()
    assert not page.start.note.isHidden()


def test_a_dropped_file_that_is_none_is_refused_in_words(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 200)
    page = opened(frame)
    data = QtCore.QMimeData()
    data.setUrls([QtCore.QUrl.fromLocalFile(str(path))])
    event = QtGui.QDropEvent(
        QtCore.QPointF(9, 9),
        QtCore.Qt.DropAction.CopyAction,
        data,
        QtCore.Qt.MouseButton.LeftButton,
        QtCore.Qt.KeyboardModifier.NoModifier,
    )
    page.start.dropEvent(event)
    qtbot.waitUntil(lambda: not page.start.note.isHidden())
    assert page.flow.step is Step.START
    assert "照片.xlsx" in page.start.note.accessibleName()


def test_a_wrong_column_is_corrected_by_keys_and_remembered(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "别的", "村")
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(5), head)
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    column = page.columns.tables[0].heads[2]
    column.picker.set_value("-")
    column.picker.target().setFocus()
    type_keys(focus(), "xm")
    press(focus(), _Key.Key_Return)
    assert column.field == "name"
    page.columns.go_on()
    assert page.flow.step is Step.COLUMNS
    assert focus() is column.picker.target()
    column.picker.set_value("nickname")
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert desk.store.value("SELECT count(*) FROM worker WHERE nickname LIKE '138%'") == 5
    page.flow.open_file(path)
    reach(qtbot, page, Step.COLUMNS)
    column = page.columns.tables[0].heads[2]
    assert column.field == "nickname"
    assert not page.columns.note.isHidden()


def test_a_list_that_is_not_known_is_taken_by_hand(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    people = [[name, None, number] for name, number, *_ in rosters.crowd(2)]
    people[0][2] = None
    page = opened(frame, str(rosters.book(tmp_path / "u.xlsx", people, ("称谓", "", "号"))))
    reach(qtbot, page, Step.COLUMNS)
    assert not page.columns.header.isHidden()
    assert page.columns.header.value() == 1
    for head in page.columns.tables[0].heads:
        head.picker.set_value("-")
    page.columns.go_on()
    qtbot.waitUntil(lambda: "u.xlsx" in page.columns.note.accessibleName())
    reach(qtbot, page, Step.COLUMNS)
    for head, name in zip(page.columns.tables[0].heads, ("name", "doc_no"), strict=True):
        head.picker.set_value(name)
    # What is only guessed is asked for once.
    page.columns.go_on()
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "1"
    page.preview.go_back()
    page.columns.header.setValue(0)
    page.columns.header.editingFinished.emit()
    qtbot.waitUntil(
        lambda: page.columns.found is not None and page.columns.found.opened.header_row == 0,
    )


def test_the_unit_of_amounts_is_asked_and_never_guessed(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "年收入")
    people = [["刘桂花", rosters.number(1), 3.5]]
    page = opened(frame, str(rosters.book(tmp_path / "a.xlsx", people, head)))
    reach(qtbot, page, Step.COLUMNS)
    column = page.columns.tables[0].heads[2]
    assert column.asks_unit
    page.columns.go_on()
    assert page.flow.step is Step.COLUMNS
    assert focus() is column.unit.target()
    type_keys(focus(), "w")
    press(focus(), _Key.Key_Return)
    assert column.unit_fen == 1_000_000
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert rosters.person(desk, rosters.number(1))["annual_income_fen"] == 3_500_000


def test_a_sheet_can_be_chosen(qtbot: QtBot, frame: Window, tmp_path: Path) -> None:
    path = rosters.book(
        tmp_path / "m.xlsx", rosters.crowd(4, 1), 石桥=(rosters.HEADER, rosters.crowd(3, 2))
    )
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    assert [page.columns.sheet.itemText(at) for at in (1, 2)] == ["花名册", "石桥"]
    page.columns.sheet.setCurrentIndex(2)
    page.columns.sheet.activated.emit(2)
    qtbot.waitUntil(
        lambda: (
            page.flow.step is Step.COLUMNS
            and page.flow.found is not None
            and page.flow.found.sheet == "石桥"
        ),
    )
    assert page.columns.sheet.count() == 3
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "3"


def test_rows_without_a_village_get_the_one_chosen(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    ids = rosters.add_places(desk, ("青山镇", "石桥村"))
    people = [row[:3] for row in rosters.crowd(2)]
    page = opened(frame, str(rosters.book(tmp_path / "v.xlsx", people, rosters.HEADER[:3])))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.village.setFocus()
    type_keys(focus(), "sq")
    qtbot.wait(400)
    press(focus(), _Key.Key_Return)
    qtbot.waitUntil(lambda: page.columns.village.value() is not None)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    found = {rosters.person(desk, row[1])["village_id"] for row in people}
    assert found == {ids["青山镇", "石桥村"]}


def test_each_count_opens_its_rows(qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path) -> None:
    known = rosters.crowd(4, 5)
    rosters.take(desk, rosters.book(tmp_path / "k.xlsx", known))
    listed = [
        *rosters.crowd(3, 6),
        known[0],
        [known[1][0], known[1][1], "13911112222", ""],
        ["别名", known[2][1], "", ""],
        ["无名氏", "", "", ""],
        ["合计", "", "", "7人"],
    ]
    page = at_preview(qtbot, frame, tmp_path / "n.xlsx", listed)
    shown = {kind: tile.number.text() for kind, tile in page.preview.tiles.items()}
    assert shown == {
        "new": "3",
        "updated": "1",
        "unchanged": "1",
        "undecided": "1",
        "rejected": "1",
        "warned": shown["warned"],
    }
    for kind in imports.KINDS:
        page.preview.show_kind(kind)
        count = int(shown[kind])
        qtbot.waitUntil(
            lambda kind=kind, count=count: (  # type: ignore[misc]
                page.preview.list.model.rowCount() == count
                and (row := page.preview.list.model.row(0)) is not None
                and row.kind == kind
            )
        )
    page.preview.show_kind("updated")
    qtbot.waitUntil(
        lambda: getattr(page.preview.list.model.row(0), "kind", "") == "updated",
    )
    page.preview.list.table.select_row(0)
    qtbot.waitUntil(lambda: page.preview.line.line is not None)
    assert page.preview.line.line is not None
    assert [one.field for one in page.preview.line.line.changes] == ["phone"]
    page.preview.show_account()
    dialog = frame.findChild(dialogs.Dialog)
    assert dialog is not None
    words = [each.text() for each in dialog.findChildren(QtWidgets.QLabel)]
    assert words[-2:] == [i18n.text("intake_page.file_rows"), "9"]
    dialog.accept()


def writing(qtbot: QtBot, page: intake.Intake) -> tasks.Job:
    """Begin to take in and wait until rows are being written."""
    page.flow.take_in()
    qtbot.waitUntil(
        lambda: (job := page.flow.job) is not None and not job.is_over and job.count > 0,
    )
    job = page.flow.job
    assert job is not None
    return job


def test_stopping_while_it_is_written_takes_back_what_was_written(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = at_preview(qtbot, frame, tmp_path / "big.xlsx", rosters.crowd(3000))
    job = writing(qtbot, page)
    press(page.working.stop, _Key.Key_Escape)
    reach(qtbot, page, Step.PREVIEW)
    assert job.state is tasks.State.CANCELLED
    told = ("intake.error.taken_back", "intake.error.cancelled")
    qtbot.waitUntil(lambda: getattr(page.flow.said, "code", "") in told)
    assert rosters.people(desk) == 0
    assert all(one.undone for one in imports.past(desk))
    assert not page.preview.note.isHidden()
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert rosters.people(desk) == 3000


def test_a_registration_does_not_wait_for_an_import(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(4000)
    page = at_preview(qtbot, frame, tmp_path / "big.xlsx", people[:-1])
    writing(qtbot, page)
    known: list[int] = []

    def register(desk: Desk, _progress: tasks.Progress) -> None:
        values = {"name": people[-1][0], "doc_no": people[-1][1], "phone": people[-1][2]}
        remarks = workers.people.preview(desk, values).remarks
        confirmed = frozenset(one.code for one in remarks)
        workers.people.register(desk, values=values, confirmed=confirmed)

    frame.tasks.do(register, lambda _none: known.append(rosters.people(desk)), owner=page)
    qtbot.waitUntil(lambda: bool(known))
    assert page.flow.step is Step.WORKING
    assert known[0] < 4000
    reach(qtbot, page, Step.RESULT)
    assert rosters.people(desk) == 4000


def test_every_screen_fits_the_smallest_one_in_all_letters(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    known = rosters.crowd(4, 5)
    rosters.take(desk, rosters.book(tmp_path / "k.xlsx", known))
    page = opened(frame)

    def check() -> None:
        qtbot.wait(30)
        assert_nothing_clipped(page)

    assert_everything_named(frame)
    over_all_steps(frame, check)
    listed = [
        *rosters.crowd(3, 6),
        ["别名", known[2][1], "13911113333", ""],
        ["无名氏", "", "", ""],
    ]
    page.open_record(str(rosters.book(tmp_path / "n.xlsx", listed)))
    reach(qtbot, page, Step.COLUMNS)
    over_all_steps(frame, check)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    over_all_steps(frame, check)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    over_all_steps(frame, check)
    page.tabs.setCurrentIndex(INBOX)
    qtbot.waitUntil(lambda: page.inbox.settling.view.line is not None)
    over_all_steps(frame, check)
    page.tabs.setCurrentIndex(PAST)
    qtbot.waitUntil(lambda: page.past.list.model.rowCount() == 2)
    over_all_steps(frame, check)
    assert_everything_named(frame)
    assert theme.step() == 3


def test_english_has_room_too(qtbot: QtBot, frame: Window, tmp_path: Path) -> None:
    i18n.use("en")
    page = at_preview(
        qtbot, frame, tmp_path / "a.xlsx", [*rosters.crowd(3), ["无名氏", "", "", ""]]
    )
    frame.resize(911, 512)
    qtbot.wait(50)
    assert "3 new" in page.preview.sum.text()


def test_on_the_smallest_screen_in_the_largest_letters_rows_can_be_looked_through(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    page = at_preview(qtbot, frame, tmp_path / "a.xlsx", rosters.crowd(20))
    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    theme.use(app, step=len(theme.STEPS) - 1)
    frame.resize(*SMALL)
    table = page.preview.list.table
    qtbot.waitUntil(lambda: table.viewport().height() >= 3 * table.rowHeight(0))
    qtbot.waitUntil(lambda: not page.preview.list.count.isVisible())
    theme.use(app, step=0)
    frame.resize(1366, 768)
    qtbot.waitUntil(page.preview.list.count.isVisible)
