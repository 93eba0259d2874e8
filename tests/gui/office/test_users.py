"""The section of users: added, changed, gone, and their passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from tests.gui.office.test_sections import dialog_of, has
from tests.gui.rooms import rows
from tests.gui.whole import section
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_clerk_is_added_changed_and_leaves(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    staff = section(frame, "staff")
    staff.add()
    asked = dialog_of(frame)
    for key, value in {"name": "王芳", "login": "wang", "password": "tea-and-rice"}.items():
        asked.form.set_value(key, value)
    asked.form.set_value("again", "rice")
    assert not asked.form.is_ready()
    asked.form.set_value("again", "tea-and-rice")
    asked.form.set_value("phone", "13800005678")
    asked.form.set_value("login", "li")
    asked.form.save()
    qtbot.waitUntil(lambda: bool(asked.form.boxes["login"].findings))
    asked.form.set_value("login", "wang")
    asked.form.save()
    qtbot.waitUntil(lambda: has(staff.list, "login", "wang"))
    qtbot.waitUntil(
        lambda: [r["phone"] for r in staff.list.table.selected_rows()] == ["13800005678"]
    )
    assert "王芳" in frame.notices.history[0][0]
    assert sorted(office.entry.logins(desk.folder)) == ["li", "wang"]
    at = next(n for n, row in enumerate(rows(staff.list)) if row["login"] == "wang")
    staff.list.table.select_row(at)
    staff.reset()
    again = dialog_of(frame)
    again.form.set_value("password", "new-password")
    again.form.set_value("again", "new-password")
    again.form.save()
    changed = i18n.text("settings.staff.password_changed")
    qtbot.waitUntil(lambda: any(words == changed for words, _ in frame.notices.history))
    office.entry.check_password(desk, "wang", "new-password")
    staff.list.table.select_row(at)
    staff.change()
    left = dialog_of(frame)
    left.form.set_value("state", "left")
    left.form.save()
    qtbot.waitUntil(lambda: office.entry.logins(desk.folder) == ["li"])


def test_a_telephone_that_is_none_is_asked_about_once_and_then_taken(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    staff = section(frame, "staff")
    staff.add()
    asked = dialog_of(frame)
    for key, value in {"name": "王芳", "login": "wang", "phone": "abcd-1234"}.items():
        asked.form.set_value(key, value)
    for key in ("password", "again"):
        asked.form.set_value(key, "tea-and-rice")
    asked.form.save()
    phone = asked.form.boxes["phone"]
    words = i18n.text("findings.phone.unreadable", text="abcd 1234")
    assert [(each.words, each.tone) for each in phone.findings] == [(words, "warning")]
    assert "wang" not in office.entry.logins(desk.folder)
    phone.confirm.setChecked(True)
    asked.form.save()
    qtbot.waitUntil(lambda: has(staff.list, "login", "wang"))
    at = next(n for n, row in enumerate(rows(staff.list)) if row["login"] == "wang")
    staff.list.table.select_row(at)
    staff.change()
    assert dialog_of(frame).form.is_ready()


def test_a_role_is_found_by_its_initials_and_says_what_it_may(
    monkeypatch: pytest.MonkeyPatch, frame: Window
) -> None:
    section(frame, "staff").add()
    role = dialog_of(frame).form.boxes["role"].editor
    offered: list[Any] = []
    monkeypatch.setattr(role, "show_candidates", offered.extend)
    role.look("zk")
    assert [(each.value, each.detail) for each in offered] == [
        ("viewer", i18n.text("settings.role.viewer_may"))
    ]


def test_ones_own_password_asks_for_the_old_one(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    section(frame, "staff").change_own()
    asked = dialog_of(frame)
    asked.form.set_value("old", "guessed-word")
    for key in ("password", "again"):
        asked.form.set_value(key, "new-password")
    asked.form.save()
    qtbot.waitUntil(lambda: bool(asked.form.boxes["old"].findings))
    asked.form.set_value("old", PASSWORD)
    asked.form.save()
    changed = i18n.text("settings.staff.password_changed")
    qtbot.waitUntil(lambda: any(words == changed for words, _ in frame.notices.history))
    office.entry.check_password(desk, LOGIN, "new-password")
