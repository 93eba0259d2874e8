"""Taking an import back, and giving its waiting rows back as a workbook."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.gui import dialogs, folder, undo
from gigdesk.gui.workers import intake_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtCore

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window


def ask(
    frame: Window, owner: QtCore.QObject, number: int, file: str, done: Callable[[], object]
) -> dialogs.Dialog:
    """Say what would be taken back, ask, and do it; what was changed since is asked about."""
    said = intake_words.import_number(number)
    return dialogs.ask(
        frame,
        i18n.text("intake_page.undo.ask", file=file),
        i18n.text("intake_page.undo.words", number=said, file=file),
        yes=i18n.text("intake_page.undo.yes"),
        then=lambda: _undo(frame, owner, number, done, file=file, leave_changed=False),
    )


def _undo(
    frame: Window,
    owner: QtCore.QObject,
    number: int,
    done: Callable[[], object],
    *,
    file: str,
    leave_changed: bool,
) -> None:
    def work(desk: Any, progress: Progress) -> office.undo.Undone:
        target, pace = imports.undo_target(desk, number), undo.pace_of(progress)
        return office.undo.undo(desk, target, leave_changed=leave_changed, pace=pace)

    def tell(undone: office.undo.Undone) -> None:
        frame.say(undo.said(undone))
        done()

    def failed(error: BaseException) -> bool:
        rest = functools.partial(_undo, frame, owner, number, done, file=file, leave_changed=True)
        return undo.offer_rest(frame, error, rest)

    title = i18n.text("intake_page.undo.job", file=file)
    frame.tasks.do(work, tell, owner=owner, title=title, failed=failed)


def way_back(
    frame: Window, owner: QtCore.QObject, number: int, done: Callable[[], object]
) -> Callable[[], object]:
    """Return what takes back the act with this number, for the notice that tells of it."""

    def tell(_undone: Any) -> None:
        frame.say(i18n.text("intake_page.undo.taken_back"))
        done()

    return lambda: undo.take_back(frame.tasks, number, tell, owner=owner)


def give_back(frame: Window, owner: QtCore.QObject, number: int, file: str) -> None:
    """Write the rows that wait as a workbook into the user's folder and lead there."""
    stem = file.rsplit(".", 1)[0]
    said = intake_words.import_number(number)
    named = i18n.text("intake_page.returned_name", number=said, file=stem)
    wanted = folder.place(frame, named)

    def work(desk: Any, _progress: Progress) -> imports.Returned:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        return imports.write_return(desk, number, folder.free(wanted))

    def tell(found: imports.Returned) -> None:
        count, name = f"{found.rows:,}", found.file.name
        said = i18n.text("intake_page.returned", count=count, file=name)
        folder.tell(frame, said, found.file)

    def begin(_noted: Any) -> None:
        title = i18n.text("intake_page.job.return", number=said)
        frame.tasks.prepare(work, tell, owner=owner, title=title)

    # Whole numbers leave the house: noted before a line is written, on the lane that writes.
    frame.tasks.do(
        lambda desk, _progress: imports.note_return(desk, number=number), begin, owner=owner
    )
