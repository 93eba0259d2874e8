"""The preview draws what is in sight, the range is read as people write it, printing ends."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6 import QtCore, QtPrintSupport, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import home, preview
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    over_all_steps,
    press,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("2", [1]),
        ("1-3,5", [0, 1, 2, 4]),
        ("1 - 2， 2", [0, 1]),
        ("1、3", [0, 2]),
        ("第3页", [2]),
        ("2～4 5", [1, 2, 3, 4]),
    ],
)
def test_a_page_range_is_read_as_people_write_it(words: str, pages: list[int]) -> None:
    assert preview.page_range(words, 5) == pages


@pytest.mark.parametrize("words", ["9", "x", "0", "3-1", "2-6", "1到3", "1-", "-", "1--3", "二"])
def test_a_range_that_cannot_be_read_prints_nothing(words: str) -> None:
    with pytest.raises(errors.Invalid):
        preview.page_range(words, 5)


@pytest.fixture
def drawn() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def shown(qtbot: QtBot, runner: Tasks[Any], drawn: list[tuple[int, int]]) -> preview.Preview:
    def render(number: int, dpi: int) -> tuple[int, int, bytes]:
        drawn.append((number, dpi))
        wide, high = round(8.27 * dpi), round(11.69 * dpi)
        return wide, high, b"\xff" * (wide * high * 3)

    made = preview.Preview(runner, preview.Paper("paper.pdf", 12, render))
    made.resize(911, 512)
    bring_up(qtbot, made)
    return made


def test_only_pages_in_sight_are_drawn_and_anew_when_zoomed(
    qtbot: QtBot, shown: preview.Preview, drawn: list[tuple[int, int]]
) -> None:
    qtbot.waitUntil(lambda: not shown.sheets[0].pixmap().isNull())
    assert {number for number, _ in drawn} <= {0, 1}
    shown.zoom(1)
    qtbot.waitUntil(lambda: (0, 120) in drawn)
    bar = shown._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 11 * shown.sheets[0].height())
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: any(number == 11 for number, _ in drawn))


def test_printing_to_a_file_draws_the_chosen_pages(
    qtbot: QtBot, shown: preview.Preview, drawn: list[tuple[int, int]], tmp_path: Path
) -> None:
    printer = QtPrintSupport.QPrinter()
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    shown.range.setText("2-3")
    with qtbot.waitSignal(shown.said, timeout=20_000):
        shown.print_to(printer)
    assert [number for number, dpi in drawn if dpi == preview.PAPER_DPI] == [1, 2]
    assert (tmp_path / "out.pdf").stat().st_size > 1000


def across(_number: int, dpi: int) -> tuple[int, int, bytes]:
    """Draw a page that lies across, black at its left edge."""
    wide, high = round(11.69 * dpi), round(8.27 * dpi)
    line = b"\x00" * (wide // 4 * 3) + b"\xff" * ((wide - wide // 4) * 3)
    return wide, high, line * high


def test_a_page_that_lies_across_is_shown_and_printed_whole(
    qtbot: QtBot, runner: Tasks[Any], tmp_path: Path
) -> None:
    made = preview.Preview(runner, preview.Paper("paper.pdf", 2, across, (297.0, 210.0)))
    made.resize(911, 512)
    bring_up(qtbot, made)
    qtbot.waitUntil(lambda: not made.sheets[0].pixmap().isNull())
    sheet = made.sheets[0]
    assert sheet.width() > sheet.height()
    assert sheet.width() <= made._area.viewport().width()
    shown = sheet.pixmap()
    assert abs(shown.width() - sheet.width()) <= 2
    printer = QtPrintSupport.QPrinter()
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    with qtbot.waitSignal(made.said, timeout=20_000):
        made.print_to(printer)
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as document:
        wide, high = document[0].get_size()
        assert wide > high
        page = document[0].render(scale=1).to_pil().convert("L")
    dark = [at for at in range(page.width) if page.getpixel((at, page.height // 2)) < 100]
    assert page.width * 0.15 < len(dark) < page.width * 0.3


def test_a_wrong_range_is_said_at_its_field_and_opens_no_dialog(shown: preview.Preview) -> None:
    shown.range.setText("13")
    press(shown.range, QtCore.Qt.Key.Key_Return)
    assert "13" in shown.wrong.accessibleName()
    assert shown.wrong.isVisible()
    assert QtWidgets.QApplication.activeModalWidget() is None
    assert_nothing_clipped(shown)


def test_a_printer_that_refuses_is_told(qtbot: QtBot, shown: preview.Preview) -> None:
    with qtbot.waitSignal(shown.said, timeout=20_000) as heard:
        shown._hand_over("false", [])
    assert heard.args is not None
    assert heard.args[0] != i18n.text("window.preview.sent")
    with qtbot.waitSignal(shown.said, timeout=20_000) as heard:
        shown._hand_over("no-such-program-here", [])
    assert heard.args[0] != i18n.text("window.preview.sent")


def test_the_preview_is_whole_and_named(shown: preview.Preview) -> None:
    over_all_steps(shown, lambda: assert_nothing_clipped(shown))
    assert_everything_named(shown)


class Frame:
    """The part of the window that home needs."""

    def __init__(self, tasks: Tasks[Any]) -> None:
        self.tasks = tasks
        self.opened: list[tuple[str, Any]] = []

    def open(self, name: str, record: Any = None) -> None:
        self.opened.append((name, record))


def facts(number: int, desk: Any) -> home.Facts:
    return home.Facts(len(desk.people) * number, "30 天内到期", "warning")


def test_home_shows_what_is_due_and_leads_there(qtbot: QtBot, runner: Tasks[Any]) -> None:
    frame: Any = Frame(runner)
    cards = [
        home.CardSpec(
            f"c{number}",
            "id",
            "证件将到期",
            functools.partial(facts, number),
            "workers",
            "expiring",
        )
        for number in range(6)
    ]
    page = home.HomePage(frame, cards)
    bring_up(qtbot, page)
    qtbot.waitUntil(lambda: page.cards[1]._count.text() == "1,000")
    page.cards[1].click()
    assert frame.opened == [("workers", "expiring")]
    over_all_steps(page, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
