"""The start: input method, one window per desk, sign-in before anything heavy, last backup."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import app, closing, dialogs, folder, icons, session, window
from gigdesk.gui.entry.wizard import Wizard
from tests.gui.kit import gallery
from tests.gui.kit.sitting import House, sign_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Progress

ROOT = Path(__file__).parents[3]


def test_fcitx_is_reached_through_ibus_where_no_plugin_is_bundled(tmp_path: Path) -> None:
    environ = {"QT_IM_MODULE": "fcitx5"}
    app.choose_input_method(environ, tmp_path)
    assert environ["QT_IM_MODULE"] == "ibus"
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitx5plugin.so").touch()
    environ = {"QT_IM_MODULE": "fcitx"}
    app.choose_input_method(environ, tmp_path)
    assert environ["QT_IM_MODULE"] == "fcitx"
    environ = {"QT_IM_MODULE": "wayland"}
    app.choose_input_method(environ, Path("nowhere"))
    assert environ["QT_IM_MODULE"] == "wayland"


def test_qts_own_words_are_chinese(qapp: QtWidgets.QApplication) -> None:
    session.load_translation(qapp, "zh")
    assert QtCore.QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    session.load_translation(qapp, "en")


def test_a_second_start_calls_the_first_window_and_steps_back(qtbot: QtBot, tmp_path: Path) -> None:
    first = app.Single(tmp_path)
    assert first.is_first()
    answers: list[bool] = []
    knocker = threading.Thread(target=lambda: answers.append(app.Single(tmp_path).is_first()))
    with qtbot.waitSignal(first.knocked):
        knocker.start()
    knocker.join(5)
    assert answers == [False]
    assert app.Single(tmp_path / "another desk").is_first()
    first.close()


def test_starting_the_window_loads_nothing_heavy() -> None:
    code = (
        "import sys; from gigdesk.gui import app\n"
        "heavy = {'sqlite_utils', 'sqlcipher3', 'openpyxl', 'reportlab', 'pypinyin', 'argon2',"
        " 'pypdfium2', 'click', 'gigdesk.store', 'gigdesk.actions'} & set(sys.modules)\n"
        "raise SystemExit(str(sorted(heavy)) if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_signing_in_opens_the_window_and_leaving_makes_the_backup(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    qtbot.waitUntil(lambda: config.load_settings().user == "刘站长")
    assert Path(config.load_settings().desk).name == "desk"
    assert not frame._banner.isVisible()
    sitting.come_forward()
    frame.close()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert house.left == 1


def asked_about_jobs(qtbot: QtBot, frame: window.Window) -> closing.Closing:
    def found() -> list[closing.Closing]:
        return [each for each in frame.findChildren(closing.Closing) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


class Sliced:
    """A job of many slices, which waits at its second until it is let go."""

    def __init__(self, sitting: session.Session) -> None:
        assert sitting.tasks is not None
        self.done: list[int] = []
        self.gate = threading.Event()
        self.job = sitting.tasks.do(self._work, owner=sitting, title="导入名册")

    def _work(self, _desk: Any, progress: Progress) -> None:
        for step in range(9):
            progress.let_others()
            progress.step(step, 9)
            self.done.append(step)
            if step == 1:
                self.gate.wait(5)


def test_closing_in_the_middle_of_a_job_asks_and_going_back_changes_nothing(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    import_ = Sliced(sitting)
    frame.close()
    question = asked_about_jobs(qtbot, frame)
    words = " ".join(each.text() for each in question.findChildren(QtWidgets.QLabel))
    assert "导入名册" in words
    assert "已写入的行都留着" in words
    question.reject()
    import_.gate.set()
    qtbot.waitUntil(lambda: import_.job.is_over)
    assert import_.done == list(range(9))
    assert frame.isVisible()
    assert house.left == 0


def test_closing_waits_for_the_job_where_that_is_wanted(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    import_ = Sliced(sitting)
    frame.close()
    asked_about_jobs(qtbot, frame).wait.click()
    assert frame.isVisible()
    import_.gate.set()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert (import_.done, house.left) == (list(range(9)), 1)


def test_closing_at_once_leaves_the_slices_that_are_whole(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    import_ = Sliced(sitting)
    qtbot.waitUntil(lambda: import_.done == [0, 1])
    frame.close()
    asked_about_jobs(qtbot, frame).stop.click()
    import_.gate.set()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert (import_.done, house.left) == ([0, 1], 1)


def test_a_backup_that_fails_keeps_the_window_until_somebody_decides(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    house.fails = True
    frame.close()
    qtbot.waitUntil(
        lambda: any("备份" in each.windowTitle() for each in frame.findChildren(dialogs.Dialog))
    )
    assert frame.isVisible()
    question = next(
        each for each in frame.findChildren(dialogs.Dialog) if "备份" in each.windowTitle()
    )
    said = [each.text() for each in question.findChildren(QtWidgets.QLabel)]
    assert i18n.text("window.leaving.no_room") in said
    assert i18n.text("errors.disk_full") not in said
    question.accept()
    assert not frame.isVisible()


def test_an_empty_folder_begins_with_the_first_start(
    qtbot: QtBot, qapp: QtWidgets.QApplication, tmp_path: Path, house: House
) -> None:
    made = session.Session(qapp, config.Settings(), tmp_path / "none", lambda: house)
    made.start("")
    qtbot.waitUntil(lambda: isinstance(made.entry, Wizard))
    assert isinstance(made.entry, Wizard)
    made.entry.demo.click()
    qtbot.waitUntil(lambda: made.window is not None)
    made.stop()
    for widget in (made.entry, made.window):
        assert widget is not None
        widget.deleteLater()


def test_sample_data_shows_its_banner_is_not_remembered_and_leads_home(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    house.demo = True
    frame = sign_in(qtbot, sitting)
    qtbot.waitUntil(frame._banner.isVisible)
    assert config.load_settings().user == ""
    first = sitting.entry
    frame._leave_demo.click()
    assert sitting.window is None
    qtbot.waitUntil(lambda: sitting.entry is not first)


def test_another_language_builds_the_window_anew_on_the_same_desk(
    qtbot: QtBot, sitting: session.Session
) -> None:
    frame = sign_in(qtbot, sitting)
    tasks, name = sitting.tasks, gallery.PAGES[1].name
    i18n.use("en")
    assert frame.hooks.reopen is not None
    frame.hooks.reopen(name, None)
    assert sitting.window is not None
    assert sitting.window is not frame
    assert sitting.window.page(name) is not None
    assert sitting.tasks is tasks


def test_another_language_leaves_the_window_where_and_as_large_as_it_was(
    qtbot: QtBot, sitting: session.Session
) -> None:
    frame = sign_in(qtbot, sitting)
    frame.showNormal()
    frame.setGeometry(40, 30, 940, 560)
    qtbot.waitUntil(lambda: frame.size() == QtCore.QSize(940, 560))
    assert frame.hooks.reopen is not None
    frame.hooks.reopen(gallery.PAGES[1].name, None)
    again = sitting.window
    assert again is not None
    assert not again.isMaximized()
    qtbot.waitUntil(lambda: again.size() == QtCore.QSize(940, 560))
    again.showMaximized()
    qtbot.waitUntil(again.isMaximized)
    assert again.hooks.reopen is not None
    again.hooks.reopen(gallery.PAGES[1].name, None)
    assert sitting.window is not None
    assert sitting.window.isMaximized()


def test_the_desk_is_not_let_go_while_a_thread_still_writes(
    qtbot: QtBot, sitting: session.Session
) -> None:
    frame = sign_in(qtbot, sitting)
    gate, begun = threading.Event(), threading.Event()
    between: list[bool] = []

    def write(_desk: Any, _progress: Progress) -> None:
        begun.set()
        gate.wait(20)

    assert sitting.tasks is not None
    sitting.tasks.do(write, owner=frame)
    assert begun.wait(5)
    first, timer = sitting.entry, QtCore.QElapsedTimer()
    timer.start()

    def note() -> str:
        between.append(gate.is_set())
        return ""

    sitting.begin_again(note)
    assert timer.elapsed() < 2000
    ending = sitting._ending
    assert ending is not None
    qtbot.waitUntil(lambda: ending.waiting is not None and ending.waiting.isVisible())
    assert ending.waiting is not None
    ending.waiting.reject()
    assert ending.waiting.isVisible()
    assert sitting._desk is not None
    assert not between
    gate.set()
    qtbot.waitUntil(lambda: sitting.entry is not first)
    assert between == [True]
    assert ending.waiting is None


def test_a_sitting_that_ends_in_the_middle_of_a_write_keeps_its_desk(
    qtbot: QtBot, sitting: session.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = sign_in(qtbot, sitting)
    tasks = sitting.tasks
    assert tasks is not None
    gate, begun = threading.Event(), threading.Event()

    def write(_desk: Any, _progress: Progress) -> None:
        begun.set()
        gate.wait(20)

    tasks.do(write, owner=frame)
    assert begun.wait(5)
    plain = tasks.stop
    with monkeypatch.context() as hasty:
        hasty.setattr(tasks, "stop", lambda: plain(0.1))
        sitting.stop()
    assert sitting._desk is not None
    gate.set()


def test_file_dialogs_speak_chinese_throughout(qapp: QtWidgets.QApplication) -> None:
    session.load_translation(qapp, "zh")
    source = (config.resources() / "qt" / "file_dialogs_zh_CN.ts").read_text(encoding="utf-8")
    told = re.findall("<source>(.+)</source><translation>(.+)</translation>", source)
    assert ("Folder", "文件夹") in told
    for english, chinese in told:
        names = ("QAbstractFileIconProvider", "QFileDialog", "QSidebar")
        shown = [QtCore.QCoreApplication.translate(name, english) for name in names]
        assert chinese in shown
    asked = QtWidgets.QFileDialog()
    asked.setOption(asked.Option.DontUseNativeDialog)
    labels = [each.text() for each in asked.findChildren(QtWidgets.QLabel)]
    assert labels
    assert not [words for words in labels if re.search("[A-Za-z]{2}", words.split("(")[0])]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_dialog_dates_its_files_in_the_language_of_the_program(
    qtbot: QtBot, qapp: QtWidgets.QApplication, tmp_path: Path, language: str
) -> None:
    (tmp_path / "名册.csv").write_text("姓名", encoding="utf-8")
    session.load_translation(qapp, language)
    host = QtWidgets.QWidget()
    qtbot.addWidget(host)
    took: list[Path] = []
    folder.ask(host, "名册", str(tmp_path), took.append, kinds="CSV (*.csv)")
    (asked,) = host.findChildren(QtWidgets.QFileDialog)
    tree = asked.findChildren(QtWidgets.QTreeView)[0]
    files = tree.model()
    qtbot.waitUntil(lambda: files.rowCount(tree.rootIndex()) == 1)
    file = files.index(0, 0, tree.rootIndex())
    assert file.data() == "名册.csv"
    name = QtCore.QLocale.Language.Chinese if language == "zh" else QtCore.QLocale.Language.English
    changed = QtCore.QFileInfo(str(tmp_path / "名册.csv")).lastModified()
    told = QtCore.QLocale(name).toString(changed, QtCore.QLocale.FormatType.ShortFormat)
    assert file.siblingAtColumn(3).data() == told
    line = asked.findChild(QtWidgets.QLineEdit, "fileNameEdit")
    assert isinstance(line, QtWidgets.QLineEdit)
    line.setText("名册.csv")
    asked.accept()
    qtbot.waitUntil(lambda: took == [tmp_path / "名册.csv"])
    session.load_translation(qapp, "zh")


def test_windows_bear_the_icon_of_the_program(qapp: QtWidgets.QApplication) -> None:
    assert qapp
    drawn = icons.of_program()
    assert [size.width() for size in drawn.availableSizes()] == [16, 24, 32, 48, 128]
    middle = drawn.pixmap(48, 48).toImage().pixelColor(24, 40)
    assert middle.alpha() == 255
