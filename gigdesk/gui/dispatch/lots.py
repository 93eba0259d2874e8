"""The page on which lots are drawn for a batch: the seed, who took part, and who was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, lots
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import papers
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window


def drawing(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the page of draws for a batch."""

    def go() -> None:
        made = LotsPage(page.frame, page.row, page.trail.back)
        made.taken.connect(lambda ids: page.deeds.put_on(ids, batches.DRAWN))
        page.trail.push(made)

    return i18n.text("matching.by_lot"), "list-check", reach.needs("dispatch.draw")(go)


class LotsPage(QtWidgets.QWidget):
    """The last draw of a batch; `taken(ids)` fires with those who were drawn."""

    taken = QtCore.Signal(list)

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Show the last draw of the batch `row`, where there is one."""
        super().__init__()
        self.frame = frame
        self.row = row
        self.draws: Sequence[dispatch.Draw] = ()
        text = i18n.text
        draw = parts.button(text("matching.draw"), "list-check", do=self.draw)
        sheets = record.MenuButton(
            text("matching.draw_sheet"),
            [
                (text("matching.as_pdf"), "printer", lambda: self.write("pdf")),
                (text("matching.as_workbook"), "file-spreadsheet", lambda: self.write("xlsx")),
            ],
        )
        self.take = parts.button(text("matching.take_drawn"), "plus", "primary", do=self.go)
        self.head = record.Head(back, sheets, draw, self.take)
        self.head.show_record(text("matching.draw_of", number=row["number"]))
        self.said = parts.label(text("matching.no_draw_words"), wrap=True)
        self.list = self._listing()
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+N", self.draw)
        record.on_key(self, "Ctrl+Return", self.go)
        self.setFocusProxy(self.list.table)
        self.list.loaded.connect(self._say)

    def _listing(self) -> table.Listing:
        column = table.Column
        nothing = table.Nothing(
            i18n.text("matching.no_draw"),
            i18n.text("matching.no_draw_words"),
            "list-check",
            ((i18n.text("matching.draw"), "plus", self.draw),),
        )
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("place", "sheets.lots.place", right=True, width=3, frozen=True),
                column("name", "sheets.lots.name", width=5, frozen=True),
                column(
                    "drawn",
                    "sheets.lots.taken",
                    width=4,
                    show=lambda row: i18n.text("sheets.lots.drawn") if row["drawn"] else "",
                    tone=lambda row: "ok" if row["drawn"] else "",
                ),
                column("number", "sheets.lots.number", right=True, width=4),
                column("sex", "sheets.lots.sex", width=3),
                column("village", "sheets.lots.village", width=8),
                column("lot", "sheets.lots.lot", width=12),
            ),
            name=i18n.text("sheets.lots.title"),
            view="lots",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=nothing,
        )
        return record.plain(made)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.draws = dispatch.draws(desk, batch_id=self.row["id"])
        return [
            {
                "id": one.number,
                "place": one.place,
                "number": one.number,
                "name": one.name,
                "sex": one.sex,
                "village": one.village,
                "lot": one.lot[: lots.SHOWN],
                "drawn": one.taken,
            }
            for one in (self.draws[-1].lots if self.draws else ())
        ]

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        self.take.setEnabled(bool(self.draws))
        if not self.draws:
            return
        last = self.draws[-1]
        said = i18n.text(
            "matching.drawn",
            number=last.number,
            people=len(last.lots),
            taken=sum(one.taken for one in last.lots),
            seed=last.seed,
        )
        self.said.setText(said)
        parts.tone(self.said, "warning" if last.number > 1 else "")

    @reach.needs("dispatch.draw")
    def draw(self) -> None:
        """Ask for the seed and draw; a further draw asks for its reason."""
        again = bool(self.draws)
        fields = [
            Field(
                "seed",
                "sheets.lots.seed",
                longest=lots.LONGEST_SEED,
                hint="matching.hint.seed",
                wide=True,
            ),
            Field("wanted", "matching.wanted", Kind.NUMBER, hint="matching.hint.wanted"),
            Field("wishing", "matching.wishing", Kind.CHECK),
        ]
        if again:
            fields.append(Field("reason", "sheets.lots.reason", required=True, wide=True))

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> dispatch.Draw:
            return dispatch.draw(
                desk,
                batch_id=self.row["id"],
                seed=values["seed"] or "",
                wanted=values["wanted"],
                wishing=bool(values["wishing"]),
                reason=values.get("reason") or "",
            )

        said = i18n.text("matching.drawn_before", count=len(self.draws)) if again else ""
        title = i18n.text("matching.draw")
        record.question(self.frame, title, fields, act, done=self._drawn, said=said)

    def _drawn(self, made: dispatch.Draw) -> None:
        self.refresh()
        count = sum(one.taken for one in made.lots)
        self.frame.say(i18n.text("matching.was_drawn", people=len(made.lots), count=count))

    @reach.needs("dispatch.export")
    def write(self, ending: str) -> None:
        """Write the sheet of the last draw."""
        if not self.draws:
            self.frame.say(i18n.text("matching.no_draw"), "warning")
            return
        last = self.draws[-1]
        name = i18n.text("matching.draw_file", number=self.row["number"], draw=last.number)
        papers.write(
            self.frame,
            name,
            lambda desk, out: dispatch.write_draw(desk, last, out),
            ending=ending,
        )

    def go(self) -> None:
        """Hand over those who were drawn."""
        if self.draws:
            people = [one.person for one in self.draws[-1].lots if one.taken]
            self.taken.emit(people)
