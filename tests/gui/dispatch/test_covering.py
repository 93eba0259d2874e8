"""Insurance in the window: a product, a list made from it, sent, with receipt; the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch, orders, workers
from gigdesk.gui.dispatch.checks import ChecksPage, checking
from gigdesk.gui.dispatch.covering import CoverPage, covering
from gigdesk.gui.dispatch.draft import DraftPage
from gigdesk.gui.dispatch.policies import ProductsPage
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.versions import RowsPage, VersionsPage
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

POLICY = {
    "name": "团体意外险",
    "insurer": "同安人寿",
    "age_min": 16,
    "age_max": 65,
    "classes": "1-4",
    "premium_fen": 300,
    "employer_fen": 300,
}


def covered(qtbot: QtBot, desk: Desk, frame: Window, people: int) -> tuple[bytes, Any, Any]:
    """Return a batch whose order promises cover, its page, and the page of its insurance."""
    ids = add_people(desk, people)
    for each in ids[:-1]:
        day = desk.clock.today()
        workers.consents.consent(desk, worker_id=each, purpose="insurer", given_on=day)
    batch = plan(desk, ids)
    order = dispatch.get_batch(desk, batch)["order_id"]
    orders.change(desk, order_id=order, changes={"insurance_kinds": ("accident",)})
    page, top = opened(qtbot, frame, batch)
    covering(top)[2]()
    made = page.top
    assert isinstance(made, CoverPage)
    qtbot.waitUntil(lambda: len(rows(made.list)) == people)
    return batch, page, made


def good(frame: Window, page: Any) -> None:
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)


def test_a_list_is_made_sent_and_answered_in_the_window(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch, page, cover = covered(qtbot, desk, frame, 3)
    good(frame, cover)
    assert {row["cover"] for row in rows(cover.list)} == {"none"}
    cover.draft()  # there is no product yet: its page opens
    qtbot.waitUntil(lambda: isinstance(page.top, ProductsPage))
    shelf: Any = page.top
    shelf.add()
    asked = modal(qtbot).form
    for key, value in POLICY.items():
        asked.set_value(key, value)
    asked.save()
    qtbot.waitUntil(lambda: [row["name"] for row in rows(shelf.list)] == ["团体意外险"])
    good(frame, shelf)
    page.back()
    cover.draft()
    asked = modal(qtbot).form
    asked.save()
    qtbot.waitUntil(lambda: asked.boxes["occupation_class"].is_stopping)
    asked.set_value("occupation_class", 3)
    asked.save()
    qtbot.waitUntil(lambda: isinstance(page.top, DraftPage))
    draft: Any = page.top
    qtbot.waitUntil(lambda: len(rows(draft.list)) == 3)
    assert [row["what"] for row in rows(draft.list)] == ["added", "added", "refused"]
    good(frame, draft)
    draft.make()
    qtbot.waitUntil(lambda: page.top is cover)
    qtbot.waitUntil(lambda: [row["cover"] for row in rows(cover.list)].count("unsent") == 2)
    cover.versions()
    lists: Any = page.top
    assert isinstance(lists, VersionsPage)
    qtbot.waitUntil(lambda: len(rows(lists.list)) == 1)
    lists.receipt()
    asked = modal(qtbot).form
    asked.set_value("receipt_no", "R1")
    asked.save()  # not sent yet: it is refused
    asked.parentWidget().window().close()
    lists.sent()
    modal(qtbot).form.save()
    qtbot.waitUntil(lambda: rows(lists.list)[0]["state"] == "sent")
    good(frame, lists)
    lists.writes("xlsx")()
    qtbot.waitUntil(lambda: bool(list(tmp_path.rglob("*.xlsx"))))
    lists._open(rows(lists.list)[0]["id"])
    inside: Any = page.top
    assert isinstance(inside, RowsPage)
    qtbot.waitUntil(lambda: len(rows(inside.list)) == 2)
    good(frame, inside)
    page.back()
    lists.drop()  # what was sent stays
    qtbot.waitUntil(lambda: len(dispatch.list_lists(desk, batch_id=batch)) == 1)


def test_the_head_decides_for_marked_people(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    batch, _, cover = covered(qtbot, desk, frame, 2)
    cover.decide()  # nobody is marked: it is said
    cover.list.table.select_row(0)
    cover.decide()
    asked = modal(qtbot).form
    asked.set_value("reason", "到达后由单位补保")
    asked.save()
    qtbot.waitUntil(lambda: len(dispatch.decisions(desk, batch)) == 1)
    qtbot.waitUntil(lambda: rows(cover.list)[0]["cover"] == "waived")
    frame.undo.take_back(desk.store.value("SELECT max(number) FROM act"))
    qtbot.waitUntil(lambda: rows(cover.list)[0]["cover"] == "none")


def test_the_checklist_opens_what_it_counts_and_takes_ticks(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _, page, cover = covered(qtbot, desk, frame, 2)
    page.back()
    top: Any = page.top
    checking(top)[2]()
    checks: Any = page.top
    assert isinstance(checks, ChecksPage)
    qtbot.waitUntil(lambda: len(rows(checks.list)) > 10)
    good(frame, checks)
    checks.open("visit")
    asked = modal(qtbot).form
    asked.set_value("note", "看了宿舍")
    asked.save()
    qtbot.waitUntil(
        lambda: next(row for row in rows(checks.list) if row["id"] == "visit")["state"] == "done"
    )
    codes = [row["id"] for row in rows(checks.list)]
    checks.list.table.select_row(codes.index("recruited"))
    checks.tick()  # it is computed: that is said
    checks.list.table.select_row(codes.index("visit"))
    checks.untick()
    qtbot.waitUntil(
        lambda: next(row for row in rows(checks.list) if row["id"] == "visit")["state"] != "done"
    )
    checks.open("list")
    assert isinstance(page.top, CoverPage)
    page.back()
    checks.open("problems")
    checks.open("contracts")
    qtbot.waitUntil(lambda: page.top is top or isinstance(page.top, Refusals))
    assert cover is not top


def test_what_keeps_a_batch_back_for_want_of_cover_leads_to_the_insurance(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _, page, _ = covered(qtbot, desk, frame, 2)
    page.back()
    top: Any = page.top
    top.deeds.send()
    qtbot.waitUntil(lambda: isinstance(page.top, Refusals))
    refused: Any = page.top
    named = {button.accessibleName(): button for button in refused.mends}
    (insure,) = (button for name, button in named.items() if "保险" in name)
    insure.click()
    qtbot.waitUntil(lambda: isinstance(page.top, CoverPage))


def test_the_tile_counts_who_is_insured_and_opens_the_insurance(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch, page, _ = covered(qtbot, desk, frame, 3)
    page.back()
    top: Any = page.top
    top.refresh()
    tile = top.strip.tiles["insurance"]
    qtbot.waitUntil(lambda: "0/3" in tile.accessibleName())
    person = dispatch.list_members(desk, batch_id=batch)[0]["worker_id"]
    dispatch.decide_cover(desk, batch_id=batch, people=[person], reason="到达后补保")
    top.refresh()
    qtbot.waitUntil(lambda: "1/3" in tile.accessibleName())
    tile.click()
    qtbot.waitUntil(lambda: isinstance(page.top, CoverPage))
