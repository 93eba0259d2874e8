"""People are put in the places of others on the page of a batch; papers to make are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import reissuing
from gigdesk.gui.dispatch.reissuing import ReissuePage
from gigdesk.gui.dispatch.replacing import ReplacePage, of_people
from tests.gui.dispatch.batches import namesakes, opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def numbered(desk: Desk, person: bytes) -> str:
    row = desk.store.get("worker", person)
    assert row is not None
    return f"W{row['number']}"


def replacing(qtbot: QtBot, frame: Window, batch: bytes) -> tuple[Any, Any]:
    """Open a batch and press the key that replaces the first person."""
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 3)
    top.list.table.select_row(0)
    of_people(top)[2]()
    made = top.trail.top
    assert isinstance(made, ReplacePage)
    return top, made


def answer(qtbot: QtBot, reason: str) -> None:
    asked = modal(qtbot).form
    asked.set_value("reason", reason)
    asked.save()


def test_the_marked_person_is_replaced_and_the_papers_are_listed(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    *people, new = add_people(desk, 4)
    batch = plan(desk, people)
    top, page = replacing(qtbot, frame, batch)
    begun = page.text.toPlainText()
    assert begun.endswith("→ ")
    qtbot.waitUntil(lambda: [row["state"] for row in rows(page.list)] == ["open"])
    assert not page.take.isEnabled()
    page.text.setPlainText(begun + numbered(desk, new))
    qtbot.waitUntil(lambda: [row["state"] for row in rows(page.list)] == ["ready"])
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    page.go()
    answer(qtbot, "家里有事")
    qtbot.waitUntil(lambda: top.trail.top is top)
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)}
    assert listed == {*people[1:], new}
    qtbot.waitUntil(lambda: any("重新出的材料" in each[0] for each in reissue_entries(desk, top)))
    reissue_entries(desk, top)[0][2]()
    shown = top.trail.top
    assert isinstance(shown, ReissuePage)
    qtbot.waitUntil(lambda: [row["id"] for row in rows(shown.list)] == [new])
    assert "contract" in rows(shown.list)[0]["due"]
    over_all_steps(frame, lambda: assert_nothing_clipped(shown))
    assert_everything_named(shown)


def reissue_entries(desk: Desk, top: Any) -> list[Any]:
    return reissuing.entries(top, dispatch.reissues(desk, batch_id=top.id))


def test_namesakes_are_chosen_and_refused_lines_stay(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    *people, one, other = add_people(desk, 5)
    name = namesakes(desk, [one, other])
    batch = plan(desk, people)
    top, page = replacing(qtbot, frame, batch)
    first, second = numbered(desk, people[0]), numbered(desk, people[1])
    page.text.setPlainText(f"{first} → {name}\n{second} → 不补\n没这个人 → {name}")
    qtbot.waitUntil(
        lambda: [row["state"] for row in rows(page.list)] == ["new_many", "leaves", "out_none"]
    )
    page._settle(page._read[0], "new", int(numbered(desk, one)[1:]))
    qtbot.waitUntil(lambda: rows(page.list)[0]["state"] == "ready")
    page.go()
    answer(qtbot, "换一批")
    qtbot.waitUntil(lambda: page.text.toPlainText().startswith("没这个人"))
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)}
    assert listed == {people[2], one}
    assert top.trail.top is page
