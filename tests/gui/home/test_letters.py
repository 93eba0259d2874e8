"""The letters of home can be changed at any size of the window without end or damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk.actions import office
from gigdesk.gui import home, theme
from gigdesk.gui.home import cards
from gigdesk.gui.window import keys
from tests.gui.home.test_home import add_certificate, card, page_of
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    import pytest
    from PySide6 import QtGui
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

LENGTHS = (8, 24, 41, 66, 95)
WIDTHS = (911, 1024, 1180, 1366)
HIGHEST, LOWEST = 768, 480


def look_long(_desk: object) -> cards.Facts:
    words = [("张三 电工证 还有 5 天到期 " * 9)[:length] for length in LENGTHS * 6]
    lines = [cards.Line(said, tone="warning") for said in words]
    return cards.Facts(len(lines), words[3], "warning", lines)


def test_a_card_has_the_height_of_its_words_before_anything_is_fitted(qtbot: QtBot) -> None:
    host = QtWidgets.QWidget()
    qtbot.addWidget(host)
    made = cards.Card(cards.CardSpec("a", "bus", "home.title", look_long, "home"), host)
    made.show_facts(look_long(None))
    made.resize(400, made.sizeHint().height())
    layout = made.layout()
    assert layout is not None
    layout.activate()
    head = made._head
    inside = head.layout()
    assert inside is not None
    assert head.height() >= inside.totalHeightForWidth(head.width())


def home_of(qtbot: QtBot, frame: Window) -> home.HomePage:
    specs = [
        cards.CardSpec(name, "alert-circle", "home.title", look_long, "home") for name in "abcde"
    ]
    page = home.HomePage(frame, specs)
    qtbot.addWidget(page)
    page.resize(frame.size())
    page.show()
    qtbot.waitUntil(lambda: all(each.isVisible() for each in page.cards))
    return page


def test_no_line_changes_its_words_while_it_is_laid_out(
    qtbot: QtBot, frame: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[str] = []
    told, depth, calls = cards.LineButton.resizeEvent, [0], [0]

    def resized(line: cards.LineButton, event: QtGui.QResizeEvent) -> None:
        before, high = line.text(), line.sizeHint().height()
        calls[0] += 1
        depth[0] += 1
        told(line, event)
        depth[0] -= 1
        if depth[0] or (line.text(), line.sizeHint().height()) != (before, high):
            inside.append(before)

    # Before the buttons are made: Qt asks each of them only once whether there is such a method.
    monkeypatch.setattr(cards.LineButton, "resizeEvent", resized)
    page = home_of(qtbot, frame)
    area = page.findChild(QtWidgets.QScrollArea)
    assert area is not None
    for step in (3, 0, 2, 1):
        keys.set_step(frame, step)
        for wide in WIDTHS:
            page.resize(wide, HIGHEST)
            qtbot.wait(1)
            room = area.viewport().width()
            for high in range(HIGHEST, LOWEST, -48):
                page.resize(wide, high)
                qtbot.wait(1)
                assert area.viewport().width() == room
    assert calls[0]
    assert not inside


def test_letters_can_be_changed_on_home_as_often_as_one_likes(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    for number, person in enumerate(add_people(desk, 30)):
        add_certificate(desk, person, number - 8)
    for number in range(3):
        slot = f"workers.register.{number}.{desk.staff.id.hex()}"
        office.slots.keep_draft(desk, slot, {"name": "王小草"})
    page = page_of(frame)
    page.refresh()
    qtbot.waitUntil(card(page, "certificates").isVisible)
    for wide, high in ((911, 512), (1366, 768)):
        frame.resize(wide, high)
        frame.open("attendance")
        for key in "===":
            type_letters(frame, key)
        frame.open("home")
        for key in "--==--":
            type_letters(frame, key)
            qtbot.waitUntil(lambda: crushed(page) == [])


def test_cards_are_whole_when_letters_were_changed_on_another_page(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    for number, person in enumerate(add_people(desk, 30)):
        add_certificate(desk, person, number - 8)
    page = page_of(frame)
    page.refresh()
    qtbot.waitUntil(card(page, "certificates").isVisible)
    for step in (3, 0, 2, 1):
        frame.open("attendance")
        keys.set_step(frame, step)
        frame.open("home")
        qtbot.waitUntil(lambda: crushed(page) == [])


def type_letters(frame: Window, key: str) -> None:
    keys.set_step(frame, theme.step() + (1 if key == "=" else -1))
    settle()


def settle() -> None:
    for _ in range(4):
        QtWidgets.QApplication.processEvents()


def crushed(page: home.HomePage) -> list[str]:
    """Say what on the cards is lower than its words."""
    found: list[str] = []
    for each in (one for one in page.cards if one.isVisible()):
        head = each._head
        layout = head.layout()
        assert layout is not None
        if head.height() < layout.totalHeightForWidth(head.width()):
            found.append(f"{each.spec.name} {head.size()}")
        lines = each.findChildren(cards.LineButton)
        shown = [line for line in lines if line.isVisible()]
        found += [
            f"{line.text()} {line.height()} {line.sizeHint()}"
            for line in shown
            if line.height() < line.sizeHint().height()
        ]
    return found


def test_a_line_with_something_to_do_beside_it_is_as_high_as_its_words(
    qtbot: QtBot, frame: Window
) -> None:
    def look(_desk: object) -> cards.Facts:
        deed = cards.Deed("撤回", "arrow-back-up", "?", lambda _desk, _progress: None, "", "")
        said = "花名册.csv 已导入 17125 行，共 20000 行"
        return cards.Facts(1, "没有导完", "error", [cards.Line(said, None, "error", deed=deed)])

    specs = [cards.CardSpec(name, "bus", "home.title", look, "home") for name in "abc"]
    page = home.HomePage(frame, specs)
    qtbot.addWidget(page)
    page.resize(1238, 674)
    page.show()
    qtbot.waitUntil(lambda: all(each.isVisible() for each in page.cards))
    for step in (1, 3, 2, 0):
        keys.set_step(frame, step)
        qtbot.waitUntil(lambda: any("\n" in line.text() for line in lines_of(page)))
        qtbot.waitUntil(lambda: crushed(page) == [])


def lines_of(page: home.HomePage) -> list[cards.LineButton]:
    return [line for each in page.cards for line in each.findChildren(cards.LineButton)]
