"""Home on a real desk: what is due stands there with its records and leads to them."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office, orders, training, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from gigdesk.gui import form, home
from gigdesk.gui.home import cards, duties, ending, lists, years
from gigdesk.gui.house import House, finding
from gigdesk.gui.office.page import SettingsPage
from tests.actions.workers.imports import rosters
from tests.gui.frames import quiet
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    child,
    over_all_steps,
    press,
    type_keys,
)
from tests.gui.rooms import add_people, rows
from tests.making import PASSWORD, SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand


def page_of(frame: Window) -> home.HomePage:
    page = frame.open("home")
    assert page is not None
    return child(page, home.HomePage)


def card(page: home.HomePage, name: str) -> cards.Card:
    return next(each for each in page.cards if each.spec.name == name)


def add_certificate(desk: Desk, worker_id: bytes, days: int) -> None:
    ends = desk.clock.today() + datetime.timedelta(days=days)
    values = {"kind": "8", "trade": "电工", "valid_to": ends.isoformat()}
    workers.certificates.add_certificate(desk, worker_id=worker_id, values=values)


def test_a_new_desk_is_offered_three_things_to_begin_with(qtbot: QtBot, frame: Window) -> None:
    page = page_of(frame)
    qtbot.waitUntil(page._first.isVisible)
    buttons = page._first.findChildren(QtWidgets.QPushButton)
    assert len(buttons) == 3
    assert not any(each.isVisible() for each in page.quick)
    assert_everything_named(page)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    buttons[2].click()
    settings = frame.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.section().accessibleName() == i18n.text("settings.places.title")


def test_an_import_that_stopped_is_named_and_can_be_taken_back(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(classing.CHUNK + 9)
    read = imports.read(
        imports.open_file(desk, rosters.book(tmp_path / "半截.xlsx", people)),
        today=desk.clock.today(),
    )
    calls: list[int] = []

    def stop() -> None:
        calls.append(1)
        if len(calls) > 1:
            raise errors.EnvironmentFailure("errors.disk_full")

    with pytest.raises(errors.GigDeskError):
        imports.take_in(desk, read, others=stop, back_up=False)
    page = page_of(frame)
    page.refresh()
    stopped = card(page, "stopped")
    qtbot.waitUntil(stopped.isVisible)
    assert stopped.facts is not None
    words = stopped.facts.lines[0].words
    assert "半截.xlsx" in words
    assert f"{classing.CHUNK}" in words
    assert_everything_named(page)
    page.ask_deed(stopped.facts.lines[0].deed)  # type: ignore[arg-type]
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    asked.accept()
    qtbot.waitUntil(lambda: imports.unfinished(desk) == [])
    qtbot.waitUntil(lambda: not stopped.isVisible())


def test_an_undo_that_stopped_half_way_is_named_and_gone_on_with(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(6 * classing.CHUNK)
    taken = rosters.take(desk, rosters.book(tmp_path / "半截.xlsx", people))

    def stop(count: int, _total: int) -> None:
        if count > 2 * classing.CHUNK:
            raise errors.Refused("window.jobs.parked")

    with pytest.raises(errors.Refused) as caught:
        pace = office.undo.Pace(progress=stop, others_wait=lambda: True)
        office.undo.undo(desk, taken.done.number, pace=pace)
    assert caught.value.code == "office.error.undo_half_way"
    page = page_of(frame)
    page.refresh()
    stopped = card(page, "stopped")
    qtbot.waitUntil(stopped.isVisible)
    assert stopped.facts is not None
    assert stopped.facts.words == i18n.text("home.stopped.undoing_words")
    (line,) = stopped.facts.lines
    assert line.words == i18n.text("home.stopped.undoing", file="半截.xlsx")
    assert line.deed is not None
    assert line.deed.words == i18n.text("home.stopped.go_on")
    page.ask_deed(line.deed)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    asked.accept()
    qtbot.waitUntil(lambda: rosters.people(desk) == 0)
    qtbot.waitUntil(lambda: not stopped.isVisible())


def test_what_is_due_stands_there_with_its_records(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    first, second = add_people(desk, 2)
    add_certificate(desk, first, 5)
    add_certificate(desk, second, -3)
    page = page_of(frame)
    page.refresh()
    ending = card(page, "certificates")
    qtbot.waitUntil(ending.isVisible)
    assert ending.facts is not None
    assert ending.facts.count == 2
    said = [line.words for line in ending.facts.lines]
    assert "已过期 3 天" in said[0]
    assert "还有 5 天" in said[1]
    assert card(page, "backup").isVisible()
    assert not card(page, "days").isVisible()
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)


def test_a_card_opens_its_list_and_a_line_its_record(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    (person,) = add_people(desk, 1)
    town = desk.new_id()
    listed = [
        {"id": town, "name": "青山镇", "level": "town"},
        {"name": "石桥村", "level": "village", "parent_id": town},
    ]
    office.places.add_many(desk, wanted=listed)
    village = office.places.villages(desk, "石桥")[0]["id"]
    workers.people.correct(desk, worker_id=person, changes={"village_id": village})
    add_certificate(desk, person, 5)
    page = page_of(frame)
    page.refresh()
    ending = card(page, "certificates")
    qtbot.waitUntil(ending.isVisible)
    ending.click()
    top = frame.page("home").top  # type: ignore[union-attr]
    assert isinstance(top, lists.ListPage)
    qtbot.waitUntil(lambda: top.list.model.rowCount() == 1 and bool(rows(top.list)[0]))
    assert rows(top.list)[0]["id"] == person
    assert rows(top.list)[0]["village"] == "青山镇 石桥村"
    top.list.opened.emit(person)
    qtbot.waitUntil(lambda: frame.head.title.text() != i18n.text("home.title"))
    frame.open("home")
    frame.page("home").back()  # type: ignore[union-attr]
    child(ending, cards.LineButton).click()
    assert frame.nav._buttons["workers"].isChecked()


def test_the_certificates_that_end_are_exported_from_their_list(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    (person,) = add_people(desk, 1)
    add_certificate(desk, person, 5)
    frame.open("home", "certificates")
    made = child(frame.page("home").top, ending.ExportButton)  # type: ignore[union-attr]
    made.click()
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.set_value("full", True)  # noqa: FBT003 -- the value of a box
    asked.save()
    assert asked.boxes["recipient"].findings
    asked.set_value("recipient", "县人社局")
    asked.set_value("reason", "年审")
    asked.save()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "papers").glob("证书到期*.xlsx"))))
    qtbot.waitUntil(lambda: any("已导出 1 本" in words for words, _ in frame.notices.history))
    (act,) = office.history.acts(desk, limit=1)
    assert act["name"] == "workers.export"
    assert act["about"]["recipient"] == "县人社局"


def test_a_half_typed_registration_waits_on_home(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    add_people(desk, 1)
    office.slots.keep_form(desk, lists.REGISTRATIONS, 1, {"name": "王小草"})
    page = page_of(frame)
    page.refresh()
    waiting = card(page, "drafts")
    qtbot.waitUntil(waiting.isVisible)
    assert waiting.facts is not None
    assert "王小草" in waiting.facts.lines[0].words


def test_every_half_typed_registration_is_reached_from_home(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    add_people(desk, 1)
    names = ("王大锤", "仇素", "邱银艳", "张小小")
    for turn, name in enumerate(names, 1):
        office.slots.keep_form(desk, lists.REGISTRATIONS, turn, {"name": name})
    gone = desk.new_id()
    office.slots.keep_form(desk, f"{lists.REGISTRATIONS}:{gone.hex()}", 1, {"name": "周桂香"})
    page = page_of(frame)
    page.refresh()
    waiting = card(page, "drafts")
    qtbot.waitUntil(waiting.isVisible)
    shown = waiting.facts
    assert shown is not None
    assert shown.count == len(names) + 1
    waiting.click()
    top = frame.page("home").top  # type: ignore[union-attr]
    assert isinstance(top, lists.ListPage)
    qtbot.waitUntil(lambda: top.list.model.rowCount() == len(names) + 1 and bool(rows(top.list)[0]))
    listed = list(rows(top.list))
    top.list.opened.emit(listed[0]["id"])
    for row in listed:
        frame.open("workers", row["id"])
        qtbot.waitUntil(functools.partial(_shows_draft, frame, row["name"]))


def _shows_draft(frame: Window, name: str) -> bool:
    """Say whether registration is in front with somebody of this name."""
    made = getattr(getattr(frame.page("workers"), "top", None), "form", None)
    return made is not None and made.values()["name"] == name


def test_a_line_of_the_card_opens_that_half_typed_registration(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    add_people(desk, 1)
    office.slots.keep_form(desk, lists.REGISTRATIONS, 1, {"name": "王大锤"})
    office.slots.keep_form(desk, lists.REGISTRATIONS, 2, {"name": "仇素"})
    page = page_of(frame)
    page.refresh()
    waiting = card(page, "drafts")
    qtbot.waitUntil(waiting.isVisible)
    shown = waiting.findChildren(cards.LineButton)
    next(each for each in shown if "王大锤" in each.toolTip()).click()
    qtbot.waitUntil(lambda: _shows_draft(frame, "王大锤"))


def test_the_backup_is_asked_for_until_there_is_one(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    add_people(desk, 1)
    page = page_of(frame)
    page.refresh()
    qtbot.waitUntil(card(page, "backup").isVisible)
    office.safety.back_up_on_exit(desk)
    page.refresh()
    qtbot.waitUntil(lambda: not card(page, "backup").isVisible())
    frame.refresh_health()
    qtbot.waitUntil(lambda: "从未" not in frame.foot.backup.text())
    assert i18n.text("window.foot.single") in frame.foot.link.text()


def test_home_asks_for_the_recovery_sheet_until_it_is_said_to_be_kept(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = page_of(frame)
    page.refresh()
    qtbot.waitUntil(page._first.isVisible)
    qtbot.waitUntil(card(page, "sheet").isVisible)
    office.papers.new_sheet(desk, tmp_path)
    page.refresh()
    qtbot.waitUntil(lambda: not card(page, "sheet").isVisible())
    office.staff.new_recovery_code(desk)
    page.refresh()
    qtbot.waitUntil(card(page, "sheet").isVisible)
    card(page, "sheet").click()
    settings = frame.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.section().accessibleName() == i18n.text("settings.staff.title")
    facts = card(page, "sheet").facts
    assert facts is not None
    assert facts.lines[0].deed is not None
    page._do(facts.lines[0].deed)
    qtbot.waitUntil(lambda: office.staff.sheet_is_kept(desk))


def test_a_used_recovery_code_asks_for_another_sheet(desk: Desk, tmp_path: Path) -> None:
    office.papers.new_sheet(desk, tmp_path)
    with desk.doing("office.change_password") as act:
        act.always_noted = True
    assert duties.sheet(desk).count == 0
    with desk.doing("office.change_password", reason=office.entry.BY_CODE) as act:
        act.always_noted = True
    assert duties.sheet(desk).words == i18n.text("home.sheet.used")
    office.papers.new_sheet(desk, tmp_path)
    assert duties.sheet(desk).count == 0


def test_a_year_without_its_official_holidays_is_asked_for(desk: Desk) -> None:
    year = desk.clock.today().year
    known = office.slots.holidays(desk, year)
    days = [datetime.date.fromisoformat(row["day"]) for row in known]
    assert years.look(desk).count == int(desk.clock.today().month == years.DECEMBER)
    office.slots.clear_holidays(desk, days=days)
    facts = years.look(desk)
    assert facts.count == 1
    assert str(year) in facts.words


def test_in_december_home_leads_to_the_holidays_of_the_next_year(
    qtbot: QtBot, desk: Desk, stand: Stand
) -> None:
    add_people(desk, 1)
    move_clock(desk, SEASON_OVER)
    with stand(desk, House().pages(), finding.hooks(desk), user=desk.staff.login) as frame:
        asking = card(page_of(frame), "years")
        qtbot.waitUntil(asking.isVisible)
        assert asking.facts is not None
        assert "2027" in asking.facts.words
        press(asking._head, QtCore.Qt.Key.Key_Space)
        settings = frame.page("settings")
        assert isinstance(settings, SettingsPage)
        assert settings.section().accessibleName() == i18n.text("settings.holidays.title")


def test_one_search_finds_people_and_settings(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    add_people(desk, 5)
    name = desk.store.query("SELECT name FROM worker LIMIT 1")[0]["name"]
    frame.head.search.setFocus()
    found: Any = frame._search
    frame.head.search.setText(name)
    qtbot.waitUntil(lambda: found.isVisible() and any(name in words for words in _words(found)))
    frame.head.search.setText(i18n.text("settings.rules.title"))
    qtbot.waitUntil(lambda: any(i18n.text("settings.rules.title") in w for w in _words(found)))
    type_keys(frame.head.search, "\r")
    assert isinstance(frame.page("settings"), SettingsPage)


def test_a_number_that_is_read_out_finds_its_record(desk: Desk, tmp_path: Path) -> None:
    person = add_people(desk, 1)[0]
    order = add_order(desk)
    employer = orders.get_order(desk, order)["employer_id"]
    batch = add_batch(desk, order, [person])
    made = training.open_class(desk, fields={"name": "采棉一期", "trade": "采棉"})
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    (contract,) = dispatch.list_contracts(desk)

    def hits(words: str) -> list[tuple[str, Any]]:
        groups = finding.search(desk, words)
        return [(hit.page, hit.id) for group in groups for hit in group.hits]

    assert hits("W1") == [("workers", person)]
    assert hits("B1") == [("dispatch", batch)]
    assert hits("o1 ") == [("orders", order)]
    assert hits("E1") == [("orders", ("employer", employer))]
    assert hits("T1") == [("training", made.id)]
    assert hits("C1") == hits(contract["contract_no"]) == [("dispatch", batch)]


def _words(found: Any) -> list[str]:
    return [found.item(number).text() for number in range(found.count())]


def test_the_window_locks_and_opens_by_the_password(qtbot: QtBot, frame: Window) -> None:
    frame.lock()
    screen = frame.locker.screen
    assert screen is not None
    screen.tried.emit("wrong")
    quiet(qtbot, frame.tasks)
    assert frame.locker.screen is screen
    screen.tried.emit(PASSWORD)
    qtbot.waitUntil(lambda: frame.locker.screen is None)
