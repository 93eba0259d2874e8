"""The page on which people are put in the places of others, one or thirty, as lines of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.domain.office import numbers
from gigdesk.gui import form, parts, reach, record, table
from gigdesk.gui.dispatch import swaps
from gigdesk.gui.dispatch.written import Said, WrittenPage
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row

KEYS = "Ctrl+H"


def of_people(page: BatchPage) -> record.MenuEntry:
    """Return the entry that puts somebody in the place of the marked people."""
    do = reach.needs("dispatch.replace")(lambda: of_rows(page, page.list.table.selected_rows()))
    return i18n.text("batches_page.replace"), "git-merge", do


def entry(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the page for several pairs."""
    do = reach.needs("dispatch.replace")(lambda: of_rows(page, ()))
    return i18n.text("batches_page.replace_several"), "git-merge", do


@reach.needs("dispatch.replace")
def of_rows(page: BatchPage, chosen: Sequence[Row]) -> None:
    """Open the page with a line begun for everybody chosen."""
    if page.row.get("state") not in batches.NOT_BACK:
        said = i18n.text("batches_page.replace_closed", number=page.row.get("number", ""))
        page.frame.say(said, "warning")
        return
    made = ReplacePage(page)
    begun = [f"{swaps.called(row, page.people)} → " for row in chosen]
    made.text.setPlainText("\n".join(begun))
    made.text.moveCursor(QtGui.QTextCursor.MoveOperation.Start)
    made.text.moveCursor(QtGui.QTextCursor.MoveOperation.EndOfBlock)
    page.trail.push(made)


class ReplacePage(WrittenPage):
    """Lines of two people on top, below them whom each means; Ctrl+Enter does them as one act."""

    _read: Sequence[dispatch.SwapRow] = ()

    def __init__(self, page: BatchPage) -> None:
        """Replace people of the batch that `page` shows."""
        self.page = page
        text = i18n.text
        super().__init__(
            page.frame,
            form.name_of("replace_members", page.id),
            form.TextDrafts,
            Said(
                title=text("batches_page.replace_in", number=page.row["number"]),
                hint=text("batches_page.replace_hint"),
                name=text("batches_page.replace_lines"),
                rule=text("batches_page.replace_rule"),
                take=(text("batches_page.replace"), "check"),
            ),
        )

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("line", "batches_page.line", right=True, width=2.5),
                column("out", "batches_page.swap.out", width=10),
                column("new", "batches_page.swap.new", width=10),
                record.state_column("state", "batches_page.match", swaps.STATES, width=16),
            ),
            name=i18n.text("batches_page.lines"),
            view="swaps",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("batches_page.nothing_written"), "", "users"),
        )
        made.opened.connect(self.choose)
        return record.plain(made)

    def _rows(self, _desk: Any, _query: Query) -> Sequence[Row]:
        return [
            {
                "id": str(row.line.line),
                "line": row.line.line,
                "out": swaps.people(row.out) or row.line.out,
                "new": swaps.people(row.new) or row.line.new,
                "state": swaps.state(row),
            }
            for row in self._read
        ]

    def choose(self, key: str) -> None:
        """Offer the people that one side of a line can mean; the one chosen is written by number.

        The side that goes out comes first.
        """
        row = next((one for one in self._read if str(one.line.line) == key), None)
        side = "out" if row is not None and len(row.out) > 1 else "new"
        found = getattr(row, side) if row is not None else ()
        if row is None or len(found) < 2:  # noqa: PLR2004 -- nothing to choose from
            return
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in found:
            menu.addAction(swaps.person(one), lambda who=one: self._settle(row, side, who[1]))
        place = self.list.table.visualRect(self.list.table.currentIndex())
        menu.popup(self.list.table.viewport().mapToGlobal(place.bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _settle(self, row: dispatch.SwapRow, side: str, number: int) -> None:
        """Write the number of the person who was chosen into the line."""
        said = {"out": row.line.out, "new": row.line.new}
        said[side] = numbers.spoken("worker", number)
        typed = self.text.toPlainText().splitlines()
        typed[row.line.line - 1] = f"{said['out']} → {said['new']}"
        self.write(typed)

    def pairs(self) -> list[tuple[bytes, bytes | None]]:
        """Return who goes out and who comes in, of the lines that are sure."""
        return [
            (row.out[0][0], row.new[0][0] if row.new else None)
            for row in self._read
            if swaps.state(row) in swaps.SURE
        ]

    @reach.needs("dispatch.replace")
    def go(self) -> None:
        """Ask for the reason and replace everybody of the sure lines."""
        pairs = self.pairs()
        if not pairs or self._soon.isActive():
            return
        batch, typed = self.page.id, self.text.toPlainText().splitlines()
        done = [row.line.line for row in self._read if swaps.state(row) in swaps.SURE]

        def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Any:
            return dispatch.replace_members(
                desk,
                batch_id=batch,
                pairs=pairs,
                reason=values["reason"],
                leads=bool(values["leads"]),
            )

        record.question(
            self.frame,
            i18n.text("batches_page.replace_count", count=len(pairs)),
            (
                Field("reason", "batches_page.reason", required=True, wide=True),
                Field("leads", "batches_page.replace_leads", Kind.CHECK, wide=True),
            ),
            act,
            done=lambda answer: self._done(answer, dict(zip(done, pairs, strict=True)), typed),
        )

    def _done(
        self,
        answer: tuple[Sequence[dispatch.Swap], Done],
        lines: dict[int, tuple[bytes, bytes | None]],
        typed: Sequence[str],
    ) -> None:
        """Tell what came of it; lines that were not done stay in the text."""
        told, done = answer
        gone = {one.out.worker_id for one in told if one.done}
        rest = [
            line
            for at, line in enumerate(typed, 1)
            if line.strip() and (at not in lines or lines[at][0] not in gone)
        ]
        self.write(rest)
        page = self.page
        if not rest:
            self.drafts.give_up()
            page.trail.back()
        page.refresh()
        if gone:
            page.frame.say(
                i18n.text("batches_page.replaced_people", count=len(gone)),
                undo=lambda: page.frame.undo.take_back(done.number),
            )
        refused = [who for one in told if not one.done for who in one.told if who.against]
        page.deeds.show_refused(i18n.text("batches_page.not_replaced"), refused)

    def leave(self) -> None:
        """Go back; what is written is kept, and offered when one comes here again."""
        self.drafts.flush()
        self.page.trail.back()

    def _ask(self) -> None:
        typed, batch = self.text.toPlainText(), self.page.id

        def show(read: Sequence[dispatch.SwapRow]) -> None:
            if self.text.toPlainText() == typed:
                self._read = read
                self.list.refresh()
                self._count()

        self.frame.tasks.ask(
            lambda desk: dispatch.read_swaps(desk, typed, batch_id=batch),
            show,
            owner=self,
            slot="read",
        )

    def _count(self) -> None:
        sure = len(self.pairs())
        left = len(self._read) - sure
        label = i18n.text("batches_page.replace_count", count=sure)
        self.take.say(label)
        self.take.setEnabled(bool(sure))
        if self._read:
            key = "batches_page.swap_left" if left else "batches_page.swap_all"
            self.said.setText(i18n.text(key, count=sure, left=left))
            parts.tone(self.said, "warning" if left else "ok")
