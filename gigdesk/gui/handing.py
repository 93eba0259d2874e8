"""Papers made on a page of any room: who gets them, noted, drawn in the background, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, workers
from gigdesk.gui import folder, form, parts, preview, theme
from gigdesk.gui.fields import Field, Finding, Kind
from gigdesk.gui.form.page import Doing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

REVEAL = "workers.reveal"
"""The act that whole numbers are shown by: who may not see them may not write them either."""
WIDE_EM = 62
"""So wide is an A4 page at its own size, with a scroll bar and air around it."""


class PaperDialog(QtWidgets.QDialog):
    """A finished PDF above the page it was made on: its pages, printing, its folder."""

    def __init__(self, frame: Window, title: str, pages: dispatch.Pages) -> None:
        """Show the `pages` of a paper; call `open()`."""
        super().__init__(frame)
        self._frame = frame
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        paper = preview.Paper(str(pages.path), pages.count, pages.picture, pages.size_mm)
        self.preview = preview.Preview(frame.tasks, paper)
        self.preview.said.connect(frame.say)
        close = parts.button(i18n.text("window.button.close"), "x", do=self.accept)
        lies = parts.label(pages.path.name, "muted")
        where = parts.button(
            i18n.text("record.open_folder"), "folder-open", do=lambda: folder.show(pages.path)
        )
        foot = parts.frame("actions", parts.across(lies, None, where, close), 0.75)
        column = parts.down(
            parts.panel(parts.down(self.preview), 0.75, kind="surface"), foot, gap=0
        )
        column.setStretch(0, 1)
        self.setLayout(column)
        theme.follow(self, self._fit)
        for area in self.preview.findChildren(QtWidgets.QScrollArea):
            area.setFocus()

    def _fit(self) -> None:
        """Take nearly the whole height of the window; the smallest screen has it."""
        room = self._frame.window().size()
        screen = self.screen().availableGeometry()
        measures = theme.measures()
        wide = min(measures.em(WIDE_EM), screen.width() - measures.pad * 2, room.width())
        high = min(room.height(), screen.height()) - measures.row * 2
        self.resize(wide, max(high, measures.row * 8))


def show(frame: Window, title: str, path: Path) -> None:
    """Open a PDF above the page, to be looked at and printed."""
    frame.tasks.ask(
        lambda _desk: dispatch.open_pages(path),
        lambda pages: PaperDialog(frame, title, pages).open(),
        owner=frame,
    )


def consent_forms(frame: Window, people: Sequence[bytes], name: str) -> None:
    """Make the notice and consent form of each of `people` and show them to be printed.

    `name` says in the file's name whose they are. Whoever leaves the page still gets them.
    """
    text = i18n.text
    title = text("people.paper.consent")
    day = frame.clock.today().isoformat()
    wanted = folder.place(frame, f"{title} {name} {day}.pdf")

    def draw(found: Sequence[bytes], noted: int) -> None:
        def make(desk: Any, progress: Progress) -> workers.prints.Printed:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return workers.prints.consent_forms(
                desk, out, found, noted=noted, progress=progress.step
            )

        frame.tasks.prepare(make, made, owner=frame, title=f"{title} {name}")

    def made(printed: workers.prints.Printed) -> None:
        told = text("people.paper.consent_made", count=printed.rows)
        folder.tell(frame, told, printed.path)
        show(frame, title, printed.path)

    # What leaves the house is noted before a line of it is written.
    frame.tasks.do(
        lambda desk, _progress: workers.prints.note_consents(
            desk,
            people,
            recipient=text("people.paper.consent_to"),
            reason=title,
        ),
        lambda answer: draw(answer[0], answer[1].number),
        owner=frame,
        slot=("consent", *people),
    )


def ask_receiver(
    frame: Window,
    title: str,
    then: Callable[[dict[str, Any]], object],
    *,
    save_words: str,
    fields: Sequence[Field] = (),
    values: Mapping[str, Any] | None = None,
    why: str = "",
) -> form.FormDialog:
    """Ask who receives a list of people and what for, then go on with what was typed.

    Further `fields` stand above. `why` says why it is asked again, with the `values` typed before.
    """
    may_show = frame.may(REVEAL)
    wanted = [*fields]
    wanted += [Field("full", "people.export.full", Kind.CHECK, wide=True)] if may_show else []
    wanted += [
        Field("recipient", "people.export.recipient", wide=True),
        Field("reason", "people.export.reason", wide=True),
    ]
    asked = form.Form(
        wanted,
        Doing(check=check_receiver),
        name=title,
        tasks=frame.tasks,
        can_repeat=False,
        save_words=save_words,
    )
    asked.saved.connect(lambda typed, _again: then(typed))
    if values is not None:
        asked.show_values(dict(values), as_draft=True)
    masked = "" if may_show else i18n.text("people.export.masked")
    tone = "warning" if why else "info"
    dialog = form.FormDialog(frame, title, asked, wide=34, said=why or masked, tone=tone)
    dialog.open()
    return dialog


def check_receiver(values: dict[str, Any]) -> list[Finding]:
    """Ask for a recipient and a reason where whole numbers leave the house."""
    said = i18n.text("people.export.needed")
    return [
        Finding(name, said)
        for name in ("recipient", "reason")
        if values.get("full") and not values[name]
    ]
