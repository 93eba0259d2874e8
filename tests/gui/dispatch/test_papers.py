"""Papers of a batch: none is written over, and whoever left the batch is told where they are."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, workers
from gigdesk.domain.workers import consents
from gigdesk.gui import form, handing
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_nothing_clipped, press
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def make(qtbot: QtBot, printing: Any) -> None:
    """Press the keys that make the papers and wait for them; fails with what the page says."""
    qtbot.waitUntil(lambda: printing.isAncestorOf(QtWidgets.QApplication.focusWidget()))
    press(printing, _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: printing.preview is not None or _has_failed(printing))
    assert printing.preview is not None, printing.said.accessibleName()


def _has_failed(printing: Any) -> bool:
    return printing.job is not None and printing.job.is_over and printing.said.isVisible()


def test_printing_for_one_person_leaves_the_papers_of_everybody_as_they_are(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    _, top = opened(qtbot, frame, plan(desk, people))

    def made_for(chosen: list[bytes]) -> Path:
        before = set((tmp_path / "papers").glob("*.pdf"))
        top.deeds.print_for(chosen) if chosen else top.deeds.print_all()
        make(qtbot, top.trail.top)
        (new,) = set((tmp_path / "papers").glob("*.pdf")) - before
        top.trail.back()
        return new

    whole = made_for([])
    kept = whole.read_bytes()
    one = made_for(people[:1])
    again = made_for([])
    assert len({whole, one, again}) == 3
    assert "1人" in one.name
    assert whole.read_bytes() == kept


def test_contracts_asked_for_before_the_templates_have_come_are_made(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    """The first desk's templates are put in by the page; pressing at once overtook that."""
    _, top = opened(qtbot, frame, plan(desk, add_people(desk, 1)))
    released = threading.Event()
    frame.tasks.do(lambda _desk, _progress: released.wait(10), owner=frame)
    top.deeds.print_all()
    printing: Any = top.trail.top
    press(printing, _Key.Key_S, _CTRL)
    qtbot.wait(200)
    assert printing.job is None
    released.set()
    qtbot.waitUntil(lambda: printing.preview is not None)


def test_a_character_that_no_font_has_is_told_with_its_code_point(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 1, name="\u738b\ue863", address="\u67f3\u6811\u6751")
    _, top = opened(qtbot, frame, plan(desk, people))
    top.deeds.print_all()
    printing: Any = top.trail.top
    make(qtbot, printing)
    assert "(U+E863)" in printing.said.accessibleName()


def test_a_workbook_is_told_of_although_the_batch_was_left_and_never_written_over(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    page, top = opened(qtbot, frame, plan(desk, people))
    dispatch.record_consents(desk, batch_id=top.row["id"], people=people, purpose="insurer")
    released = threading.Event()
    frame.tasks.do(lambda _desk, _progress: released.wait(10), owner=frame)
    top.deeds.insurance()
    top.deeds.insurance()  # pressed twice is meant once
    batch = top.row["id"]
    page.to_bottom()
    qtbot.wait(50)
    released.set()
    said = i18n.text("batches_page.written", paper=i18n.text("batches_page.insurance"), count=3)

    def times_said() -> int:
        return [words for words, _ in frame.notices.history].count(said)

    qtbot.waitUntil(lambda: times_said() == 1)
    opened(qtbot, frame, batch)[1].deeds.insurance()
    qtbot.waitUntil(lambda: times_said() == 2)
    assert len(list((tmp_path / "papers").glob("*.xlsx"))) == 2


def test_consent_forms_are_printed_for_whoever_lacks_one_then_for_everybody(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3, consent=False)
    _, top = opened(qtbot, frame, plan(desk, people))

    def offered() -> list[str]:
        return [words for words, _, _ in top.deeds.papers()]

    def printed() -> str:
        before = set((tmp_path / "papers").glob("*.pdf"))
        top.deeds.print_consents()
        qtbot.waitUntil(lambda: bool(frame.findChildren(handing.PaperDialog)))
        frame.findChildren(handing.PaperDialog)[0].accept()
        qtbot.waitUntil(lambda: not frame.findChildren(handing.PaperDialog))
        (new,) = set((tmp_path / "papers").glob("*.pdf")) - before
        return new.name

    dispatch.record_consents(desk, batch_id=top.row["id"], people=people[:1])
    top.refresh()
    qtbot.waitUntil(lambda: i18n.text("batches_page.consent_forms", count=2) in offered())
    assert "2 人" in printed()
    dispatch.record_consents(desk, batch_id=top.row["id"], people=people)
    top.refresh()
    everybody = i18n.text("batches_page.consent_forms_all", count=3)
    qtbot.waitUntil(lambda: everybody in offered())
    assert "3 人" in printed()


def test_the_consents_of_a_batch_carry_the_version_of_the_form_that_was_signed(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 2, consent=False)
    _, top = opened(qtbot, frame, plan(desk, people))

    def record(people: list[bytes]) -> form.FormDialog:
        top.deeds.record_consents(people)
        [dialog] = [one for one in frame.findChildren(form.FormDialog) if one.isVisible()]
        return dialog

    for who, typed in zip(people, (None, "2026-10"), strict=True):
        dialog = record([who])
        assert_nothing_clipped(dialog)
        if typed:
            dialog.form.set_value("form_version", typed)
        with qtbot.waitSignal(dialog.form.saved):
            dialog.form.save()
    kept = [workers.people.get(desk, who).consents[0]["form_version"] for who in people]
    assert kept == [consents.FORM_VERSION, "2026-10"]
