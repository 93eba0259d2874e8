"""The page of one person: head and masks, the lists and their dialogs, the story, every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtTest, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import dialogs, form
from gigdesk.gui.workers import badges, declared
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import CHILD, LI, ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage
    from gigdesk.gui.workers.section import Section

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody of whom much is known."""
    worker_id = people_frame.register(
        desk,
        ZHOU,
        "周桂香",
        phone="13870001234",
        village_id=people_frame.village(desk, "石桥村"),
        education="70",
        doc_valid_to="长期",
        employment_status="2",
    )
    add = workers.certificates.add_certificate
    add(desk, worker_id=worker_id, values={"kind": "6", "valid_to": "2026-10-01"})
    add(desk, worker_id=worker_id, values={"kind": "8", "valid_to": "2020-10-01"})
    category = {"category": "01", "evidence": "建档立卡手册"}
    workers.belongings.set_categories(desk, worker_id=worker_id, categories=[category])
    workers.livelihood.add_intention(desk, worker_id=worker_id, trades="采茶")
    workers.consents.consent(desk, worker_id=worker_id, purpose="registration")
    return worker_id


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> PersonPage:
    """Open that person in the active window."""
    made = people.open_person(who)
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    return made


def cells(section: Section, key: str) -> list[str]:
    """Return what stands in a column of a list."""
    column = next(each for each in section.model.columns if each.key == key)
    return [column.words(section.model.row(n)) for n in range(section.model.rowCount())]


def dialog(frame: Window) -> form.Form:
    """Return the form of the dialog that is open."""
    found = [each for each in frame.findChildren(form.FormDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0].form


def fill(qtbot: QtBot, asked: form.Form, **values: Any) -> None:
    """Fill in a dialog and save it."""
    for key, value in values.items():
        asked.set_value(key, value)
    with qtbot.waitSignal(asked.saved):
        asked.save()


def yes(frame: Window) -> None:
    """Say yes to the question that is asked."""
    next(each for each in frame.findChildren(dialogs.Dialog) if each.isVisible()).accept()


def facts(page: PersonPage) -> str:
    """Return the line of numbers and places in the head."""
    return " ".join(
        label.text()
        for label in page.card.facts.findChildren(QtWidgets.QLabel)
        if label.isVisible()
    )


def test_the_head_says_who_it_is_with_numbers_masked(page: PersonPage) -> None:
    assert page.card.name.text() == "周桂香"
    assert page.card.who.text() == "W1  ·  女  ·  48 岁"
    assert "430***********600X" in facts(page)
    assert "138****1234" in facts(page)
    assert "青山镇 石桥村" in facts(page)
    assert ZHOU not in facts(page)


def test_badges_say_what_is_to_be_known_at_once(desk: Desk, page: PersonPage) -> None:
    assert page.person is not None
    today = desk.clock.today()
    assert [said for said, _ in badges.badges(page.person, today)] == [
        "4050 人员",
        "暂未就业",
        "脱贫人口",
    ]
    child = workers.people.get(desk, people_frame.register(desk, CHILD, "陈小小"))
    assert [said for said, _ in badges.badges(child, today)] == [
        "未到最低用工年龄，2028-01-01 起可安排工作",
        "没有电话",
        "没有村",
        "没有登记建档的同意书",
    ]


def test_who_is_past_retirement_age_has_a_badge(desk: Desk) -> None:
    old = people_frame.register(desk, "430699195001015990", "赵老爹")
    found = badges.badges(workers.people.get(desk, old), desk.clock.today())
    assert ("已过退休年龄", "warning") in found


def test_numbers_are_shown_while_held_and_the_look_is_noted(
    qtbot: QtBot, desk: Desk, page: PersonPage, who: bytes
) -> None:
    page.card.hold.setFocus()
    QtTest.QTest.keyPress(page.card.hold, _Key.Key_Space)
    qtbot.waitUntil(lambda: ZHOU in facts(page))
    assert "13870001234" in facts(page)
    QtTest.QTest.keyRelease(page.card.hold, _Key.Key_Space)
    assert ZHOU not in facts(page)
    looks = workers.story.acts_about(desk, who)
    assert looks[0]["about"]["fields"] == ["doc_no", "phone"]
    press(page.tabs, _Key.Key_F8)
    qtbot.waitUntil(lambda: ZHOU in facts(page))
    press(page.tabs, _Key.Key_F8)
    assert ZHOU not in facts(page)


def test_a_look_that_ends_too_soon_shows_nothing(qtbot: QtBot, page: PersonPage) -> None:
    with qtbot.waitSignal(page.frame.tasks.wrote):
        page.card.hold.click()
    assert ZHOU not in facts(page)


def test_certificates_say_how_they_stand_in_words_and_colour(
    qtbot: QtBot, page: PersonPage
) -> None:
    section = page.sections["certificates"]
    qtbot.waitUntil(lambda: len(cells(section, "standing")) == 2)
    assert sorted(cells(section, "standing")) == ["将到期，剩 30 天", "已过期"]
    standing = section.model.columns[0]
    tones = {standing.tone(section.model.row(n)) for n in range(2)} if standing.tone else set()
    assert tones == {"warning", "error"}
    assert page.tabs.tabText(page.tabs.indexOf(page._held["certificates"])) == "证书 2"


def test_a_certificate_is_added_corrected_and_made_void_by_keys(
    qtbot: QtBot, desk: Desk, frame: Window, page: PersonPage, who: bytes
) -> None:
    section = page.sections["certificates"]
    page.tabs.setCurrentWidget(page._held["certificates"])
    page._held["certificates"].setFocus()
    press(section.table, _Key.Key_N, _CTRL)
    fill(qtbot, dialog(frame), kind="7", issuer="县交警大队", valid_to="长期")
    qtbot.waitUntil(lambda: section.model.rowCount() == 3)
    assert frame.notices.history[0][0] == "已完成：添加证书"
    row = next(one for one in section.rows if one["kind"] == "7")
    assert row["valid_to"] == "9999-12-31"
    section.table.select_row(section.model.find(row["id"]) or 0)
    press(section.table, _Key.Key_Return)
    asked = dialog(frame)
    assert asked.boxes["valid_to"].editor.value() == "长期"
    fill(qtbot, asked, issuer="市交警支队")
    qtbot.waitUntil(lambda: "市交警支队" in cells(section, "issuer"))
    to_front(qtbot, frame)
    section.table.setFocus()
    section.table.select_row(section.model.find(row["id"]) or 0)
    press(section.table, _Key.Key_Delete)
    yes(frame)
    qtbot.waitUntil(lambda: "已作废" in cells(section, "standing"))
    found = {one["kind"]: one["state"] for one in workers.people.get(desk, who).certificates}
    assert found["7"] == "void"


def test_a_doubtful_certificate_number_is_a_warning_at_its_field(
    qtbot: QtBot, frame: Window, page: PersonPage
) -> None:
    page.sections["certificates"].add_one()
    asked = dialog(frame)
    asked.set_value("kind", "2")
    asked.set_value("certificate_no", "123")
    asked.save()
    qtbot.waitUntil(lambda: bool(asked.boxes["certificate_no"].findings))
    assert asked.boxes["certificate_no"].findings[0].tone == "warning"
    asked.boxes["certificate_no"].confirm.setChecked(True)
    with qtbot.waitSignal(asked.saved):
        asked.save()


def test_categories_are_added_and_removed_and_the_others_stay(
    qtbot: QtBot, frame: Window, page: PersonPage
) -> None:
    section = page.sections["categories"]
    section.add_one()
    fill(qtbot, dialog(frame), category="08", evidence="退役证", valid_from="2019-03")
    qtbot.waitUntil(lambda: cells(section, "category") == ["脱贫人口", "退役军人"])
    assert cells(section, "valid_from") == ["", "2019-03"]
    section.table.select_row(0)
    section.take_away()
    yes(frame)
    qtbot.waitUntil(lambda: cells(section, "category") == ["退役军人"])


def test_a_daughters_telephone_is_kept_and_the_first_one_stays(
    qtbot: QtBot, frame: Window, page: PersonPage
) -> None:
    section = page.sections["phones"]
    section.add_one()
    fill(qtbot, dialog(frame), phone="13912345678", owner="女儿")
    qtbot.waitUntil(lambda: section.model.rowCount() == 2)
    assert cells(section, "phone") == ["138****1234", "139****5678"]
    section.table.select_row(0)
    section.take_away()
    assert "F2" in frame.notices.history[0][0]
    section.table.select_row(1)
    section.take_away()
    yes(frame)
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)


def test_work_and_wishes_are_told(qtbot: QtBot, frame: Window, page: PersonPage) -> None:
    work = page.sections["employments"]
    work.add_one()
    fill(qtbot, dialog(frame), status="1", employer_name="东莞某厂", since="20250210", place="4")
    qtbot.waitUntil(lambda: "东莞某厂" in cells(work, "employer_name"))
    wishes = page.sections["wishes"]
    wishes.add_one()
    fill(qtbot, dialog(frame), trades="装卸", income_fen=400_000)
    qtbot.waitUntil(lambda: cells(wishes, "state") == ["有效", "已更新"])
    wishes.table.select_row(0)
    wishes.take_away()
    yes(frame)
    qtbot.waitUntil(lambda: cells(wishes, "state") == ["已结束", "已更新"])
    wishes.take_away()
    assert frame.notices.history[0][0] == "这条意向已经结束。"


def test_a_household_begins_is_joined_and_left(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: PersonPage
) -> None:
    section = page.sections["household"]
    section.add_one()
    fill(qtbot, dialog(frame), address="三组 12 号")
    qtbot.waitUntil(lambda: cells(section, "relation_to_head") == ["本人或户主"])
    husband = people_frame.register(desk, LI, "李铁牛")
    assert "还没有家庭户" in declared.find_relatives(desk, "litieniu", b"")[0].detail
    other = people.open_person(husband)
    qtbot.waitUntil(lambda: other.person is not None)
    joined = other.sections["household"]
    joined.add_one()
    asked = dialog(frame)
    (found,) = declared.find_relatives(desk, "周桂香", husband)
    assert "加入第 1 户" in found.detail
    asked.boxes["relative"].editor.set_value(found)
    fill(qtbot, asked, relation="1")
    qtbot.waitUntil(lambda: len(cells(joined, "name")) == 2)
    assert "配偶" in cells(joined, "relation_to_head")
    joined.table.select_row(0)
    joined.take_away()
    yes(frame)
    qtbot.waitUntil(lambda: joined.model.rowCount() == 0)


def test_a_consent_is_recorded_and_withdrawn(
    qtbot: QtBot, desk: Desk, frame: Window, page: PersonPage, who: bytes
) -> None:
    section = page.sections["consents"]
    section.add_one()
    fill(qtbot, dialog(frame), purpose="bank", given_on="2026-08-01")
    qtbot.waitUntil(lambda: section.model.rowCount() == 2)
    assert workers.people.get(desk, who).purposes == ("registration", "bank")
    number = next(n for n in range(2) if section.model.row(n)["purpose"] == "bank")
    section.table.select_row(number)
    section.take_away()
    yes(frame)
    qtbot.waitUntil(lambda: "2026-09-01 撤回" in cells(section, "standing"))
    assert workers.people.get(desk, who).purposes == ("registration",)


def test_the_basics_are_corrected_and_the_notice_takes_it_back(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: PersonPage, who: bytes
) -> None:
    frame = page.frame
    press(page, _Key.Key_F2)
    qtbot.waitUntil(lambda: hasattr(people.top, "form"))
    asked = people.top.form  # type: ignore[attr-defined]
    assert asked.boxes["doc_no"].editor.value() == ZHOU
    assert asked.boxes["doc_valid_to"].editor.value() == "长期"
    asked.set_value("education", "60")
    asked.set_value("reason", "核对了毕业证")
    with qtbot.waitSignal(asked.saved):
        asked.save()
    assert people.top is page
    assert workers.people.get(desk, who).worker["education"] == "60"
    changed = workers.story.timeline(desk, who)
    latest = max(changed, key=lambda entry: entry.at_ms)
    assert set(latest.values["changes"]) == {"education"}
    assert latest.values["reason"] == "核对了毕业证"
    notice = frame.notices.current
    assert notice is not None
    undo = i18n.text("window.undo.short")
    next(
        b for b in notice.findChildren(QtWidgets.QPushButton) if b.accessibleName() == undo
    ).click()
    qtbot.waitUntil(lambda: workers.people.get(desk, who).worker["education"] == "70")


def test_a_state_is_set_from_the_menu(
    qtbot: QtBot, desk: Desk, page: PersonPage, who: bytes
) -> None:
    assert page.state.words() == ["暂停", "已迁出", "已去世"]
    page.state.choose("已迁出")
    qtbot.waitUntil(lambda: workers.people.get(desk, who).worker["state"] == "moved")


def test_the_story_is_told_by_date_and_every_change_with_who_and_what(
    qtbot: QtBot, desk: Desk, page: PersonPage, who: bytes
) -> None:
    told = [page.story.item(n).text() for n in range(page.story.count())]
    assert any("登记" in line for line in told)
    assert any("健康证" in line for line in told)
    assert any("采茶" in line for line in told)
    workers.people.correct(desk, worker_id=who, changes={"phone": "13900000001"})
    workers.people.reveal(desk, worker_id=who, fields=["doc_no"])
    page.refresh()
    rows = page.history.model
    qtbot.waitUntil(lambda: any(row["act"] == "查看完整号码" for row in page.history.rows))
    phone = next(row for row in page.history.rows if row["field"] == "联系电话")
    assert (phone["before"], phone["after"]) == ("138****1234", "139****0001")
    assert phone["who"] == "李站长"
    assert rows.columns[0].key == "when"


def test_the_story_stands_beside_the_lists_only_where_there_is_room(
    qtbot: QtBot, frame: Window, page: PersonPage
) -> None:
    assert page.tabs.indexOf(page.story) < 0
    frame.resize(911, 512)
    qtbot.waitUntil(lambda: page.tabs.indexOf(page.story) == 0)
    frame.resize(1366, 768)
    qtbot.waitUntil(lambda: page.tabs.indexOf(page.story) < 0)
    assert page.story.isVisible()


def test_escape_leads_back_to_the_list(people: WorkersPage, page: PersonPage) -> None:
    press(page.tabs, _Key.Key_Escape)
    assert people.count() == 1


def test_nothing_is_clipped_on_any_tab_in_any_step(frame: Window, page: PersonPage) -> None:
    def check() -> None:
        for place in range(page.tabs.count()):
            page.tabs.setCurrentIndex(place)
            assert_nothing_clipped(page)

    over_all_steps(frame, check)
    assert_everything_named(page)


@pytest.mark.parametrize("name", ["certificates", "categories", "employments", "consents"])
def test_no_dialog_is_clipped_in_any_step(
    qtbot: QtBot, frame: Window, page: PersonPage, name: str
) -> None:
    page.sections[name].add_one()
    asked = dialog(frame)
    window = asked.window()
    over_all_steps(window, lambda: assert_nothing_clipped(asked))
    assert_everything_named(asked)
    assert qtbot
