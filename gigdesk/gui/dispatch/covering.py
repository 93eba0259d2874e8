"""The page that says who of a batch is insured when it leaves, and from which lists are made."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import products
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch.draft import DraftPage
from gigdesk.gui.dispatch.policies import ProductsPage
from gigdesk.gui.dispatch.versions import VersionsPage
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row

STATES = {
    "covered": ("cover.is.covered", "ok"),
    "waived": ("cover.is.waived", "warning"),
    "later": ("cover.is.later", "error"),
    "unsent": ("cover.is.unsent", "warning"),
    "none": ("cover.is.none", "error"),
}


def covering(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the insurance of a batch."""
    return i18n.text("cover.title"), "shield-check", lambda: page.trail.push(CoverPage(page))


class CoverPage(QtWidgets.QWidget):
    """Everybody on the list with their cover; lists are made and decisions noted from here."""

    def __init__(self, page: BatchPage) -> None:
        """Show the cover of the batch of `page`."""
        super().__init__()
        self.page = page
        self.frame = page.frame
        self.people: Sequence[Row] = ()
        self.asked = True
        back, text = page.trail.back, i18n.text
        lists = parts.button(text("cover.versions"), "list-details", do=self.versions)
        self.make = parts.button(text("cover.make"), "file-spreadsheet", "primary", do=self.draft)
        more = [
            (text("cover.products"), "package", self.products),
            (text("cover.decide"), "user-check", self.decide),
        ]
        self.more = record.MenuButton(text("batches_page.more"), more)
        self.head = record.Head(back, lists, self.more, self.make)
        self.head.show_record(text("cover.of", number=page.row["number"]))
        self.said = parts.label("", wrap=True)
        self.list = self._listing()
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.draft)
        self.list.add_action(text("cover.decide"), "user-check", self.decide)
        self.list.add_action(text("cover.make_chosen"), "file-spreadsheet", self.draft_chosen)
        self.list.loaded.connect(self._say)
        self.list.opened.connect(lambda worker_id: self.frame.open("workers", worker_id))
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("position", "batches_page.position", right=True, width=3, frozen=True),
                column("name", "record.name", width=6, frozen=True),
                record.state_column("cover", "cover.cover", STATES, width=8),
                column("from_day", "cover.from_day", width=6),
                column("to_day", "cover.to_day", width=6),
                column("product_name", "cover.product", width=9, show=_product),
                column("reason", "cover.reason", width=10, sortable=False),
            ),
            name=i18n.text("cover.title"),
            view="cover",
            layouts=self.frame.layouts,
            nothing=table.Nothing(i18n.text("batches_page.nobody"), "", "users"),
        )
        return record.plain(made)

    def _rows(self, desk: Any, query: Query) -> Sequence[Row]:
        self.asked = dispatch.asks_cover(desk, self.page.id)
        found = dispatch.cover(desk, self.page.id)
        self.people = [{**each, "id": each["worker_id"]} for each in found]
        typed = query.text.casefold()
        return [row for row in self.people if typed in str(row["name"]).casefold()]

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        lacking = sum(row["cover"] not in dispatch.ENOUGH for row in self.people)
        key = "cover.not_asked" if not self.asked else "cover.lacking" if lacking else "cover.whole"
        told = {"count": len(self.people), "lacking": lacking, "day": self.page.row["depart_on"]}
        self.said.setText(i18n.text(key, **told))
        parts.tone(self.said, "warning" if lacking and self.asked else "ok")

    def versions(self) -> None:
        """Open the versions of the lists."""
        self.page.trail.push(VersionsPage(self.page))

    @reach.needs("dispatch.add_product")
    def products(self) -> None:
        """Open the insurance products."""
        self.page.trail.push(ProductsPage(self.frame, self.page.trail.back))

    @reach.needs("dispatch.make_list")
    def draft(self) -> None:
        """Ask for the product and show the next version before it is made."""
        self._draft(())

    @reach.needs("dispatch.make_list")
    def draft_chosen(self) -> None:
        """Do the same for the marked people alone."""
        self._draft(tuple(self.list.table.selected_ids()))

    def _draft(self, only: tuple[bytes, ...]) -> None:
        self.frame.tasks.ask(
            lambda desk: (dispatch.list_products(desk), dispatch.last_class(desk, self.page.id)),
            lambda found: self._ask(*found, only),
            owner=self,
        )

    def _ask(
        self, known: Sequence[dict[str, Any]], level: int | None, only: tuple[bytes, ...]
    ) -> None:
        if not known:
            self.frame.say(i18n.text("cover.no_product_yet"), "warning")
            self.products()
            return
        options = [Option(row["id"], row["name"], detail=row["insurer"]) for row in known]
        levels = [Option(one, i18n.text("cover.class_of", level=one)) for one in products.CLASSES]

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> Any:
            day = values["goes_on"]
            terms = dispatch.ListTerms(
                values["product"],
                values["occupation_class"],
                datetime.date.fromisoformat(day) if day else None,
                only,
            )
            return terms, dispatch.propose_list(desk, self.page.id, terms)

        record.question(
            self.frame,
            i18n.text("cover.make"),
            (
                Field("product", "cover.product", Kind.CHOICE, required=True, options=options),
                Field(
                    "occupation_class",
                    "cover.class",
                    Kind.CHOICE,
                    required=True,
                    options=levels,
                    hint="cover.hint.class",
                ),
                Field("goes_on", "cover.goes_on", Kind.DATE, hint="cover.hint.goes_on"),
            ),
            act,
            done=self._show,
            values={"product": known[0]["id"], "occupation_class": level},
            wide=34,
        )

    def _show(self, found: tuple[dispatch.ListTerms, dispatch.Draft]) -> None:
        self.page.trail.push(DraftPage(self.page, *found))

    @reach.needs("dispatch.decide_cover")
    def decide(self) -> None:
        """Note the head's decision to let the marked people leave without cover."""
        people = self.list.table.selected_ids()
        if not people:
            self.frame.say(i18n.text("cover.mark_first"), "info")
            return

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> Done:
            return dispatch.decide_cover(
                desk, batch_id=self.page.id, people=people, reason=values["reason"]
            )[1]

        record.question(
            self.frame,
            i18n.text("cover.decide_count", count=len(people)),
            (Field("reason", "batches_page.reason", required=True, wide=True),),
            act,
            done=self._decided,
        )

    def _decided(self, done: Done) -> None:
        self.refresh()
        said = i18n.text("cover.decided")
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))


def _product(row: Row) -> str:
    if row["list_version"] is None:
        return ""
    return i18n.text("cover.by_version", product=row["product_name"], version=row["list_version"])
