"""What the tiles of a batch say: nothing is called complete that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.gui import theme
from gigdesk.gui.dispatch import batches, members
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import SMALL, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, rows
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_batch_that_is_too_small_for_its_order_says_how_many_it_lacks(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 2))
    _, page = opened(qtbot, frame, batch)
    tile = page.strip.tiles["people"]
    lacking = i18n.text("batches_page.lacking", count=page.row["people"] - 2)
    assert lacking in tile.accessibleName()
    assert tile.number.property("tone") == "warning"


def test_a_batch_with_more_people_than_ordered_says_so_on_its_page_and_when_they_are_added(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = [add_person(desk, serial) for serial in (1, 3, 2, 5)]  # odd ones are men
    order = add_order(desk, people=3, men=2, women=1)
    batch = add_batch(desk, order, people[:3])
    _, page = opened(qtbot, frame, batch)
    tile = page.strip.tiles["people"]
    assert i18n.text("batches_page.order_needs", count=3) in tile.accessibleName()
    said: list[str] = []
    frame.say = lambda words, *_args, **_kept: said.append(words)  # type: ignore[method-assign]
    page.deeds.put_on(people[3:], "searched")
    qtbot.waitUntil(lambda: page.row["listed"] == len(people))
    assert i18n.text("batches_page.over_all", count=1) in tile.accessibleName()
    shown = " ".join(each.text() for each in page.facts.findChildren(QtWidgets.QLabel))
    assert i18n.text("batches_page.over_men", count=1) in shown
    assert tile.number.property("tone") == "warning"
    assert i18n.text("dispatch.finding.order_full", people=3) in said[-1]
    assert i18n.text("dispatch.finding.sex_quota", places=2) in said[-1]


def test_contracts_that_nobody_signed_yet_are_not_called_complete(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = plan(desk, add_people(desk, 2))
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    _, page = opened(qtbot, frame, batch)
    tile = page.strip.tiles["contract"]
    assert i18n.text("batches_page.unsigned", count=2) in tile.accessibleName()
    assert i18n.text("batches_page.all_there") not in tile.accessibleName()
    assert tile.number.property("tone") == "warning"


def test_contracts_made_and_contracts_signed_are_counted_under_different_headings(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = plan(desk, add_people(desk, 2))
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    _, page = opened(qtbot, frame, batch)
    (column,) = [each for each in batches.columns() if each.key == "contracts"]
    assert column.words(dispatch.list_batches(desk)[1][0]) == "0 / 2"
    tile = page.strip.tiles["contract"]
    assert "2/2" in tile.accessibleName()
    assert i18n.text(column.title) not in tile.accessibleName()
    assert tile.accessibleName().startswith(i18n.text("batches_page.drawn_up"))


def test_no_state_is_offered_twice(desk: Desk, frame: Window) -> None:
    plan(desk, [])
    page = frame.open("dispatch")
    assert page is not None
    words = [
        action.text()
        for menu in page.findChildren(QtWidgets.QMenu)
        for action in menu.actions()
        if action.text()
    ]
    assert i18n.text("dispatch.state.sent") in words
    assert len(words) == len(set(words))


def test_the_foot_says_nothing_of_somebody_of_whom_there_is_nothing_to_say(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, tmp_path)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    top.list.table.select_row(0)
    row = next(iter(top.list.table.selected_rows()))
    assert members.reasons(row) == ""
    assert not top.detail.text().endswith("：")
    assert row["name"] not in top.detail.text()


def test_who_left_early_is_counted_on_the_tile_of_people(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    today = desk.clock.today()
    assert dispatch.send(desk, batch_id=batch, on=today).done
    _, page = opened(qtbot, frame, batch)
    gone = i18n.text("batches_page.gone_early", count=1)
    assert gone not in page.strip.tiles["people"].accessibleName()
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=today, reason="x")
    page.refresh()
    qtbot.waitUntil(lambda: gone in page.strip.tiles["people"].accessibleName())


def test_the_contract_of_who_left_early_is_counted_as_it_stands_in_the_row(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    today = desk.clock.today()
    assert dispatch.send(desk, batch_id=batch, on=today).done
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=today, reason="x")
    _, page = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 3)
    to_sign = [row for row in rows(page.list) if row["contract_state"] == "final"]
    said = i18n.text("batches_page.unsigned", count=len(to_sign))
    assert said in page.strip.tiles["contract"].accessibleName()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_low_batch_with_leftovers_keeps_its_tiles_and_shows_whole_rows(
    qtbot: QtBot, request: pytest.FixtureRequest, desk: Desk, language: str
) -> None:
    i18n.use(language)
    frame: Window = request.getfixturevalue("frame")
    people = add_people(desk, 8)
    batch = plan(desk, people[:6])
    office.slots.keep_form(desk, f"paste_members:{batch.hex()}", 1, {"text": "张不存在\n李没有"})
    theme.use(cast("QtWidgets.QApplication", QtWidgets.QApplication.instance()), step=3)
    frame.resize(*SMALL)
    frame.show_demo(demo=True)
    _, page = opened(qtbot, frame, batch)
    qtbot.waitUntil(page.rest.brief.isVisible)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 6)
    assert not page.rest.isVisible()
    assert "张不存在" in page.rest.brief.toolTip()
    qtbot.waitUntil(
        lambda: all(tile.height() >= tile.sizeHint().height() for tile in page.strip.tiles.values())
    )
    seen = page.list.table
    qtbot.waitUntil(
        lambda: seen.viewport().rect().contains(seen.visualRect(seen.model().index(1, 0)))
    )
    frame.resize(1366, 768)
    theme.use(cast("QtWidgets.QApplication", QtWidgets.QApplication.instance()), step=0)
    qtbot.waitUntil(lambda: page.rest.isVisible() and not page.rest.brief.isVisible())


def test_where_the_state_is_only_an_icon_the_title_says_its_word(
    qtbot: QtBot, request: pytest.FixtureRequest, desk: Desk
) -> None:
    i18n.use("en")
    frame: Window = request.getfixturevalue("frame")
    _, page = opened(qtbot, frame, plan(desk, add_people(desk, 2)))
    word = i18n.text("dispatch.state.planned")

    def is_told_once() -> bool:
        beside = any(
            each.isVisible() and each.text() == word
            for each in page.head.state.findChildren(QtWidgets.QLabel)
        )
        return beside != (word in page.head.title.text().replace("\n", ""))

    for step in (0, 3):
        theme.use(cast("QtWidgets.QApplication", QtWidgets.QApplication.instance()), step=step)
        for size in (SMALL, (1366, 768)):
            frame.resize(*size)
            qtbot.waitUntil(is_told_once)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_tile_of_a_batch_is_cut_in_any_letters(
    qtbot: QtBot, request: pytest.FixtureRequest, desk: Desk, language: str
) -> None:
    i18n.use(language)
    frame: Window = request.getfixturevalue("frame")
    _, page = opened(qtbot, frame, plan(desk, add_people(desk, 12)))
    qtbot.waitUntil(lambda: len(rows(page.list)) == 12)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))


def test_the_tiles_of_a_batch_on_the_road_are_whole_in_english(
    qtbot: QtBot, request: pytest.FixtureRequest, desk: Desk
) -> None:
    i18n.use("en")
    frame: Window = request.getfixturevalue("frame")
    _, page = opened(qtbot, frame, plan(desk, add_people(desk, 2)))
    qtbot.waitUntil(lambda: len(rows(page.list)) == 2)
    said = ("40", "40/40", "40/40", "40 people", "on the road")
    for tile, number in zip(page.strip.tiles.values(), said, strict=True):
        tile.show_number(number, "", "ok")
    over_all_steps(frame, lambda: assert_nothing_clipped(page.strip))


def test_a_tile_with_nobody_left_shows_everybody_again(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = plan(desk, add_people(desk, 2))
    _, page = opened(qtbot, frame, batch)
    page.strip.choose("contract")
    qtbot.waitUntil(lambda: page.list.query.value("lacks") == "contract")
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    page.refresh()
    qtbot.waitUntil(lambda: page.list.query.value("lacks") is None and len(rows(page.list)) == 2)
    assert page.strip.tiles["people"].isChecked()


def test_a_batch_that_has_left_offers_no_adding_in_its_empty_list(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), add_people(desk, 1))
    _, page = opened(qtbot, frame, batch)
    page.list.search.setText("zzzz")
    adding = i18n.text("batches_page.by_search")

    def offered() -> list[str]:
        found = page.list.findChildren(QtWidgets.QPushButton)
        return [each.accessibleName() for each in found if each.isVisible()]

    qtbot.waitUntil(lambda: adding in offered())
    send_batch(desk, batch, tmp_path)
    page.refresh()
    qtbot.waitUntil(lambda: page.row["state"] == "sent" and adding not in offered())
