"""The page of doubles: pairs side by side, joined by choice, kept apart, both taken back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import office, workers
from gigdesk.gui import dialogs, form, icons
from gigdesk.gui.workers import peeking
from gigdesk.gui.workers.doubles import Doubles
from gigdesk.gui.workers.doubles_pair import CLASH_AWAY
from tests.actions.workers.imports import rosters
from tests.gui.frames import quiet
from tests.gui.kit.checks import (
    SMALL,
    assert_everything_named,
    assert_nothing_clipped,
    child,
    over_all_steps,
    press,
)
from tests.gui.workers.intake_frame import desk, frame

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]
LIU, TWIN = rosters.number(1), rosters.number(3)


@pytest.fixture
def page(qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path) -> Doubles:
    """Return the page with one pair: same name, birth and village, other number and phone."""
    rosters.add_places(desk, ("青山镇", "新建村"))
    people = [
        ["刘桂花", LIU, "13800000001", "新建村"],
        ["刘桂花", TWIN, "13900000001", "新建村"],
        ["陈秀英", rosters.number(2, "19700101"), "", "新建村"],
    ]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    made = frame.open("doubles")
    assert isinstance(made, Doubles)
    qtbot.waitUntil(lambda: bool(made.pair.groups))
    return made


def join(page: Doubles) -> None:
    """Join the pair shown, although the numbers differ."""
    page.pair.merge.click()
    agree(page)


def agree(page: Doubles) -> None:
    """Say that they are one person although the numbers differ."""
    asked = child(page.window(), dialogs.Dialog)
    yes = i18n.text("doubles_page.numbers_yes")
    next(one for one in asked.findChildren(QtWidgets.QPushButton) if one.text() == yes).click()


def people_left(desk: Desk) -> int:
    return int(desk.store.value("SELECT count(*) FROM worker WHERE merged_into IS NULL"))


def test_two_records_are_joined_with_the_values_chosen(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles
) -> None:
    assert set(page.pair.groups) == {"doc_no", "phone"}
    page.pair.groups["phone"].button(1).setChecked(True)
    kept = page.pair.pair.one["doc_no"] if page.pair.pair else ""
    join(page)
    qtbot.waitUntil(lambda: people_left(desk) == 2)
    number = LIU if kept.endswith(LIU[-4:]) else TWIN
    row = rosters.person(desk, number)
    other = {"13800000001": "13900000001", "13900000001": "13800000001"}
    first = "13800000001" if number == LIU else "13900000001"
    assert row["phone"] == other[first]
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert not page.pair.isVisible()
    notice = frame.notices.current
    assert notice is not None


def test_two_different_numbers_are_asked_about_and_enter_does_not_join(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles
) -> None:
    page.pair.merge.click()
    asked = child(frame, dialogs.Dialog)
    said = " ".join(each.text() for each in asked.findChildren(QtWidgets.QLabel))
    assert LIU[-4:] in said
    assert TWIN[-4:] in said
    press(asked, QtCore.Qt.Key.Key_Return)
    qtbot.wait(100)
    assert people_left(desk) == 3
    join(page)
    qtbot.waitUntil(lambda: people_left(desk) == 2)


def test_a_pair_of_which_one_has_no_number_is_joined_at_once(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    page.pair._differing = [("doc_no", LIU, None)]
    page.pair.merge.click()
    qtbot.waitUntil(lambda: people_left(desk) == 2)


def test_only_what_cannot_both_be_right_is_marked_as_a_conflict(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    pair = page.pair.pair
    assert pair is not None
    workers.people.correct(desk, worker_id=pair.one["id"], changes={"bank_name": "农业银行"})
    page.pair.pair = None
    page.pair.show_pair(pair, {})
    qtbot.waitUntil(lambda: "bank_name" in page.pair.groups)
    assert page.pair.sides is not None
    marks = [each.accessibleName() for each in page.pair.sides.findChildren(icons.Picture)]
    assert marks.count(i18n.text("doubles_page.differs")) == 2
    assert marks.count(i18n.text("doubles_page.one_side")) == 1


def test_after_a_pair_is_settled_the_next_one_below_is_shown(
    qtbot: QtBot, desk: Desk, page: Doubles, tmp_path: Path
) -> None:
    people = [
        [name, rosters.number(serial, birth), "", "新建村"]
        for name, birth, serials in (
            ("周腊梅", "19680312", (7, 9)),
            ("孙秋菊", "19680412", (11, 13)),
        )
        for serial in serials
    ]
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", people))
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)
    both = [row.id for row in page._pairs.rows]
    page.list.table.setFocus()
    page.list.table.select_row(1)
    qtbot.waitUntil(lambda: bool(page.pair.groups))
    join(page)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    qtbot.waitUntil(lambda: page.list.table.current_id() == both[2])


def test_a_search_that_was_cancelled_says_so_and_can_be_begun_again(
    qtbot: QtBot, frame: Window, page: Doubles
) -> None:
    qtbot.waitUntil(lambda: not frame.tasks.busy())
    gate = threading.Event()
    frame.tasks.prepare(
        lambda _desk, _progress: gate.wait(30), lambda _answer: None, owner=frame, title="导出"
    )
    page.again.click()
    frame.tasks.busy()[-1].cancel()
    gate.set()
    words = i18n.text("doubles_page.stopped")
    qtbot.waitUntil(lambda: page.said.text() == words)
    assert frame.notices.history[0] == (words, "warning")
    press(page.list.table, QtCore.Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.said.text() == i18n.text("doubles_page.found", count="1"))


def test_two_presses_join_a_pair_once(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles, reported: list[BaseException]
) -> None:
    gate = threading.Event()
    frame.tasks.do(lambda _desk, _progress: gate.wait(30), owner=frame)
    join(page)
    join(page)
    gate.set()
    qtbot.waitUntil(lambda: people_left(desk) == 2)
    quiet(qtbot, frame.tasks)
    assert reported == []


def test_joining_is_taken_back_from_the_notice(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles
) -> None:
    said: list[object] = []
    say = frame.say

    def keep(words: str, tone: str = "ok", *, undo: object = None, also: object = None) -> None:
        assert also is None
        said.append(undo)
        say(words, tone)

    frame.say = keep  # type: ignore[method-assign]
    page.pair.exchange()
    join(page)
    qtbot.waitUntil(lambda: people_left(desk) == 2 and bool(said))
    back = said[0]
    assert callable(back)
    back()
    qtbot.waitUntil(lambda: people_left(desk) == 3)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)


def test_two_people_are_kept_apart_and_not_proposed_again(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles
) -> None:
    page.pair.set_apart()
    dialog = frame.findChild(form.FormDialog)
    assert dialog is not None
    dialog.form.save()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    page.refresh()
    qtbot.waitUntil(lambda: not page._looking)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert people_left(desk) == 3


def test_a_narrow_page_shows_the_list_alone_and_enter_and_esc_lead_to_the_pair_and_back(
    qtbot: QtBot, frame: Window, page: Doubles
) -> None:
    frame.resize(*SMALL)
    qtbot.waitUntil(lambda: not page.pair.isVisible())
    assert page.list.isVisible()
    page.list.table.setFocus()
    press(page.list.table, QtCore.Qt.Key.Key_Return)
    assert page.pair.isVisible()
    assert not page.list.isVisible()
    assert page.pair.merge.hasFocus()
    press(page.pair.merge, QtCore.Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.table.hasFocus()


def _clash_away(page: Doubles) -> form.Form:
    """Let the act refuse because both are away, as it does where two batches overlap."""
    pair = page.pair.pair
    assert pair is not None
    return page.pair.ask_reason(
        errors.Refused(
            CLASH_AWAY,
            name=pair.one["name"],
            one=1,
            one_person=pair.one["number"],
            other=2,
            other_person=pair.other["number"],
            start="2026-10-01",
            end="2026-10-20",
        )
    )


def test_two_who_are_away_at_once_are_joined_with_a_reason_only(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    asked = _clash_away(page)
    dialog = asked.window()
    assert isinstance(dialog, form.FormDialog)
    assert "2026-10-20" in dialog.note.accessibleName()
    asked.save()
    assert people_left(desk) == 3
    asked.boxes["reason"].editor.set_value("两张登记表，同一个人")
    asked.save()
    qtbot.waitUntil(lambda: people_left(desk) == 2)
    told = desk.store.value("SELECT reason FROM worker_alias")
    assert told == "两张登记表，同一个人"


def test_the_reason_for_joining_outlives_a_power_cut(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    asked = _clash_away(page)
    asked.boxes["reason"].editor.set_value("两张登记表")
    asked.drafts.soon()
    qtbot.waitUntil(lambda: bool(desk.store.value("SELECT count(*) FROM draft")))
    again = _clash_away(page)
    qtbot.waitUntil(lambda: again.drafts.offered is not None)
    again.drafts.restore()
    assert again.values()["reason"] == "两张登记表"


def test_the_page_fits_the_smallest_screen_in_all_letters(
    qtbot: QtBot, frame: Window, page: Doubles
) -> None:
    def check() -> None:
        qtbot.wait(30)
        assert_nothing_clipped(page)

    assert_everything_named(frame)
    over_all_steps(frame, check)


def test_what_belongs_together_is_chosen_together(qtbot: QtBot, desk: Desk, page: Doubles) -> None:
    pair = page.pair.pair
    assert pair is not None
    halves = (
        {"bank_name": "农业银行"},
        {"bank_name": "邮储银行", "bank_account": "620000000012"},
    )
    for row, values in zip((pair.one, pair.other), halves, strict=True):
        workers.people.correct(desk, worker_id=row["id"], changes=values)
    page.pair.pair = None
    page.pair.show_pair(pair, {})
    qtbot.waitUntil(lambda: "bank_name" in page.pair.groups)
    bank, account = page.pair.groups["bank_name"], page.pair.groups["bank_account"]
    assert (bank.checkedId(), account.checkedId()) == (-1, -1)
    account.button(1).click()
    assert bank.checkedId() == 1
    bank.button(0).click()
    assert account.checkedId() == 0
    bank.button(1).click()
    join(page)
    qtbot.waitUntil(lambda: people_left(desk) == 2)
    kept = desk.store.get("worker", pair.one["id"])
    assert kept is not None
    assert (kept["bank_name"], kept["bank_account"]) == ("邮储银行", "620000000012")


def test_the_pair_that_was_joined_leaves_the_list_although_another_one_is_shown_by_then(
    qtbot: QtBot, frame: Window, desk: Desk, page: Doubles, tmp_path: Path
) -> None:
    people = [
        ["周腊梅", rosters.number(7, "19680312"), "13700000001", "新建村"],
        ["周腊梅", rosters.number(9, "19680312"), "13600000001", "新建村"],
    ]
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", people))
    page.refresh()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    page.list.table.setFocus()
    page.list.table.select_row(0)
    qtbot.waitUntil(lambda: bool(page.pair.groups))
    both = [row.id for row in page._pairs.rows]
    released = threading.Event()
    frame.tasks.do(lambda _desk, _progress: released.wait(10), owner=page)
    page.pair.merge.setFocus()
    press(page.pair.merge, QtCore.Qt.Key.Key_Space)
    agree(page)
    page.list.table.setFocus()
    press(page.list.table, QtCore.Qt.Key.Key_Down)
    shown = page.pair.pair
    assert shown is not None
    assert (shown.one["id"], shown.other["id"]) == both[1]
    released.set()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert [row.id for row in page._pairs.rows] == both[1:]
    assert page.pair.pair is not None
    assert page.pair.isVisible()


def test_birth_and_sex_go_with_the_number_and_may_be_chosen_otherwise(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    pair = page.pair.pair
    assert pair is not None
    values = {"birth_date": "1980-05-21", "sex": "2"}
    sure = frozenset({"workers.finding.birth_differs", "findings.id.says_male"})
    who = pair.other["id"]
    workers.people.correct(desk, worker_id=who, changes=values, confirmed=sure, reason="见户口簿")
    page.pair.pair = None
    page.pair.show_pair(pair, {})
    qtbot.waitUntil(lambda: "birth_date" in page.pair.groups)
    number, birth, sex = (page.pair.groups[name] for name in ("doc_no", "birth_date", "sex"))
    number.button(1).click()
    assert (birth.checkedId(), sex.checkedId()) == (1, 1)
    birth.button(0).click()
    assert (number.checkedId(), birth.checkedId(), sex.checkedId()) == (1, 0, 1)


def test_the_numbers_of_both_are_shown_for_a_moment_and_noted(
    qtbot: QtBot, desk: Desk, page: Doubles
) -> None:
    press(page.list.table, QtCore.Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: bool(page.pair.findChildren(peeking.Peek)))
    shown = page.pair.findChildren(peeking.Peek)[0]
    for number in (LIU, TWIN, "13800000001", "13900000001"):
        assert number in shown.accessibleName()
    acts = [one["name"] for one in office.history.acts(desk)]
    assert acts[:2] == ["workers.reveal", "workers.reveal"]
    press(shown, QtCore.Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.pair.findChildren(peeking.Peek))
