"""The certificates that end soon as a workbook, from the list that home shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import folder, handing, parts, reach

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.gui import form
    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window


class ExportButton(parts.Button):
    """Asks who receives the list and writes it."""

    def __init__(self, frame: Window) -> None:
        """Offer it to those who may write lists."""
        super().__init__(i18n.text("people.export.open"), "file-export")
        self._frame = frame
        self.allow(allowed=reach.allows(self.ask))
        self.clicked.connect(lambda _on=False: self.ask())

    @reach.needs("workers.export")
    def ask(self) -> form.FormDialog:
        """Open the dialog that asks who receives the list; saving writes it."""
        title = i18n.text("home.certificates.export")
        return handing.ask_receiver(self._frame, title, self.write, save_words=title)

    def write(self, values: dict[str, Any]) -> None:
        """Write the workbook as a job; the notice leads to its folder."""
        frame, title = self._frame, i18n.text("home.certificates.title")
        wanted = folder.place(frame, f"{title} {frame.clock.today().isoformat()}.xlsx")

        def produce(desk: Any, _progress: Progress) -> tuple[int, Path]:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            written, _ = workers.expiring.export(
                desk,
                out,
                full=bool(values.get("full")),
                recipient=values["recipient"] or "",
                reason=values["reason"] or "",
            )
            return written.rows, out

        def tell(made: tuple[int, Path]) -> None:
            count, out = made
            said = i18n.text("home.certificates.exported", count=count, name=out.name)
            folder.tell(frame, said, out)

        frame.tasks.do(
            produce,
            tell,
            owner=frame,
            title=i18n.text("people.export.job", name=title),
            slot="certificates",
        )
