"""Unsaved contents of a form: kept against a power cut, offered again, never written over."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, form, parts, tasks
from gigdesk.gui.fields import Candidate, Field, Kind, Option
from gigdesk.gui.form.drafts import KEEP_MS
from gigdesk.gui.form.page import Doing
from tests.gui.conftest import press, say, type_keys
from tests.gui.frames import quiet
from tests.gui.kit.checks import bring_up
from tests.making import copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk

NAME = form.name_of("kit.thing", b"\x0a")
FIELDS = (
    Field("name", "name", required=True),
    Field("when", "when", Kind.DATE),
    Field("pay", "pay", Kind.MONEY),
    Field("place", "place", Kind.LOOKUP, find=lambda _desk, _typed: []),
    Field("kind", "kind", Kind.CHOICE, options=(Option("1", "one"), Option("2", "two"))),
    Field("needs", "needs", Kind.CHIPS, options=(Option("a", "A"), Option("b", "B"))),
    Field("secret", "secret", Kind.SECRET),
)
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = copied_desk(tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def lanes(desk: Desk, reported: list[BaseException]) -> Iterator[tasks.Tasks[Any]]:
    made: tasks.Tasks[Any] = tasks.Tasks(desk, reported.append)
    yield made
    assert made.stop()
    assert not reported


def opened(qtbot: QtBot, lanes: tasks.Tasks[Any], **more: Any) -> form.Form:
    doing = Doing(act=lambda _desk, values, _codes: values["name"], draft=NAME)
    made = form.Form(FIELDS, doing, name="thing", tasks=lanes, **more)
    bring_up(qtbot, made)
    made.focus_first()
    return made


def kept(desk: Desk) -> list[dict[str, Any]]:
    return [one["fields"] for one in office.slots.forms(desk, NAME)]


def test_everything_typed_comes_back_after_a_power_cut(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    made = opened(qtbot, lanes)
    say(made.boxes["name"].editor.target(), "采茶班")
    made.set_value("pay", 12_050)
    made.set_value("place", Candidate(b"\x01\x02", "石桥村", "青山镇"))
    made.set_value("kind", "2")
    made.set_value("needs", ("b",))
    made.set_value("secret", "not for the disk")
    type_keys(made.boxes["when"].editor.target(), "2026-13")
    qtbot.waitUntil(lambda: bool(kept(desk)) and "when" in kept(desk)[0])
    assert "secret" not in kept(desk)[0]
    made.hide()
    again = opened(qtbot, lanes)
    qtbot.waitUntil(again.drafts.bar.isVisible)
    press(again.boxes["name"].editor.target(), _Key.Key_R, _CTRL)
    values = again.values()
    assert (values["name"], values["pay"], values["kind"]) == ("采茶班", 12_050, "2")
    assert (values["place"], values["needs"]) == (b"\x01\x02", ("b",))
    when: Any = again.boxes["when"].editor
    assert when.text() == "2026-13"
    assert again.is_changed
    assert not again.drafts.bar.isVisible()


def test_saving_forgets_what_was_kept(qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]) -> None:
    made = opened(qtbot, lanes, can_repeat=False)
    say(made.boxes["name"].editor.target(), "采茶班")
    qtbot.waitUntil(lambda: bool(kept(desk)))
    with qtbot.waitSignal(made.saved):
        press(made, _Key.Key_S, _CTRL)
    assert kept(desk) == []


def test_giving_up_forgets_it_and_going_on_does_not(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    made = opened(qtbot, lanes)
    say(made.boxes["name"].editor.target(), "采茶班")
    qtbot.waitUntil(lambda: bool(kept(desk)))
    press(made, _Key.Key_Escape)
    asked = next(each for each in made.findChildren(dialogs.Dialog) if each.isVisible())
    asked.reject()
    assert kept(desk)
    press(made, _Key.Key_Escape)
    asked = next(each for each in made.findChildren(dialogs.Dialog) if each.isVisible())
    with qtbot.waitSignal(made.left):
        asked.accept()
    qtbot.waitUntil(lambda: kept(desk) == [])


def test_giving_up_after_a_refused_save_forgets_it_as_well(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    def refuse(_desk: Any, _values: Any, _codes: Any) -> None:
        raise errors.Invalid("window.field.no_number", field="name")

    made = form.Form(FIELDS, Doing(act=refuse, draft=NAME), name="thing", tasks=lanes)
    bring_up(qtbot, made)
    made.focus_first()
    say(made.boxes["name"].editor.target(), "采茶班")
    qtbot.waitUntil(lambda: bool(kept(desk)))
    press(made, _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: not made._foot.is_busy)
    assert kept(desk)
    press(made, _Key.Key_Escape)
    dialogs_open = [each for each in made.findChildren(dialogs.Dialog) if each.isVisible()]
    with qtbot.waitSignal(made.left):
        dialogs_open[0].accept()
    made.drafts.flush()
    qtbot.waitUntil(lambda: kept(desk) == [])
    qtbot.wait(KEEP_MS)
    quiet(qtbot, lanes)
    assert kept(desk) == []


def test_what_is_offered_is_never_written_over(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    office.slots.keep_form(desk, NAME, 1, {"name": "昨天的"})
    made = opened(qtbot, lanes)
    qtbot.waitUntil(made.drafts.bar.isVisible)
    say(made.boxes["name"].editor.target(), "今天的")
    qtbot.waitUntil(lambda: len(kept(desk)) == 2)
    with qtbot.waitSignal(made.saved):
        press(made, _Key.Key_S, _CTRL)
    assert kept(desk) == [{"name": "昨天的"}]
    made.drafts.refuse()
    qtbot.waitUntil(lambda: kept(desk) == [])
    assert not made.drafts.bar.isVisible()


def test_each_of_several_can_be_chosen_and_what_is_typed_meanwhile_is_not_mixed_in(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    for turn, name in enumerate(("甲", "乙", "丙"), 1):
        office.slots.keep_form(desk, NAME, turn, {"name": name})
    newest = office.slots.forms(desk, NAME)[0]["fields"]["name"]
    made = opened(qtbot, lanes)
    qtbot.waitUntil(made.drafts.bar.isVisible)
    made.set_value("pay", 7)
    menu = made.drafts.bar.findChild(QtWidgets.QMenu)
    assert menu is not None
    others = [each.text()[0] for each in menu.actions()]
    assert sorted([newest, *others]) == sorted("甲乙丙")
    menu.actions()[-1].trigger()
    values = made.values()
    assert (values["name"], values["pay"]) == (others[-1], None)
    qtbot.waitUntil(lambda: {"pay": 7} in kept(desk))
    assert len(kept(desk)) == 4


def test_nothing_is_kept_before_it_is_known_what_was_left(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    office.slots.keep_form(desk, NAME, 1, {"name": "昨天的"})
    gate = threading.Event()
    lanes.ask(lambda _desk: gate.wait(10), lambda _answer: None, owner=lanes)
    made = opened(qtbot, lanes)
    say(made.boxes["name"].editor.target(), "今天的")
    made.drafts.flush()
    made.drafts.dropper()(desk)
    assert kept(desk) == [{"name": "昨天的"}]
    gate.set()
    made.drafts.soon()
    qtbot.waitUntil(lambda: len(kept(desk)) == 2)
    assert {"name": "昨天的"} in kept(desk)


def test_a_failure_to_keep_is_told_once_beside_the_form_and_goes_when_it_keeps_again(
    qtbot: QtBot, lanes: tasks.Tasks[Any], reported: list[BaseException]
) -> None:
    made = opened(qtbot, lanes)

    def full(_desk: Any) -> None:
        raise errors.DiskFull("errors.disk_full")

    made.drafts._do(full)
    made.drafts._do(full)
    qtbot.waitUntil(made.drafts.bar.isVisible)
    quiet(qtbot, lanes)
    notes = made.drafts.bar.findChildren(parts.Note)
    assert [note.accessibleName() for note in notes] == [i18n.text("window.draft.not_kept")]
    assert not reported
    made.drafts._knows = False
    made.drafts._offer((0, []))
    assert made.drafts.bar.isVisible()
    made.drafts._do(lambda _desk: None)
    qtbot.waitUntil(lambda: not made.drafts.bar.isVisible())


def test_only_what_was_changed_is_kept_of_a_stored_record(
    qtbot: QtBot, desk: Desk, lanes: tasks.Tasks[Any]
) -> None:
    made = opened(qtbot, lanes)
    made.show_values({"name": "采茶班", "pay": 100, "kind": "1"})
    made.set_value("kind", None)
    qtbot.waitUntil(lambda: kept(desk) == [{"kind": None}])
    made.set_value("kind", "1")
    qtbot.waitUntil(lambda: kept(desk) == [])


@pytest.mark.parametrize(
    "offer",
    [
        ({"name": "王小明"}, {"kind": "2"}, "", "王小明，"),
        ({"name": "王小明"}, {"name": "王晓明"}, "", "王小明，"),
        ({}, {"name": "采茶班"}, "", "采茶班，"),
        ({}, {"kind": "2"}, "李四", "李四，"),
        ({}, {"kind": "2"}, "", "您 "),
    ],
)
def test_what_is_offered_says_whose_it_is_and_when_it_was_typed(
    qtbot: QtBot,
    desk: Desk,
    lanes: tasks.Tasks[Any],
    offer: tuple[dict[str, str], dict[str, str], str, str],
) -> None:
    before, typed, whose, said = offer
    office.slots.keep_form(desk, NAME, 1, typed)
    made = opened(qtbot, lanes)
    made.drafts.whose = whose
    made.show_values(before)
    qtbot.waitUntil(made.drafts.bar.isVisible)
    words = [each.text() for each in made.drafts.bar.findChildren(QtWidgets.QLabel)]
    assert any(each.startswith(said) and "没有保存的内容" in each for each in words)


def test_the_time_alone_is_said_of_today() -> None:
    at_ms = 1_790_000_000_000
    hour = form.drafts._when(at_ms, at_ms)
    assert len(hour) == len("10:42")
    assert form.drafts._when(at_ms, at_ms + 86_400_000).endswith(hour)
