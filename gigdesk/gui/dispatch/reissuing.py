"""The papers that have to be made for people who came in somebody's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row


def fact(due: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Return as one of the facts of a batch which papers are to be made for how many newcomers."""
    lacking = [each for row in due for each in row["due"]]
    told = [
        i18n.text("batches_page.reissue_count", paper=_paper(each), count=lacking.count(each))
        for each in dict.fromkeys(lacking)
    ]
    between = i18n.text("batches_page.between_names")
    return i18n.text("batches_page.reissue"), between.join(told)


def entries(page: BatchPage, due: Sequence[Mapping[str, Any]]) -> list[record.MenuEntry]:
    """Return the entry of a menu that opens the list, where there is anything on it."""
    count = sum(bool(row["due"]) for row in due)
    if not count:
        return []
    label = i18n.text("batches_page.reissue_of", count=count)
    return [(label, "refresh", lambda: page.trail.push(ReissuePage(page)))]


class ReissuePage(QtWidgets.QWidget):
    """Newcomers with what is to be made for each; contracts and consents are one key away."""

    def __init__(self, page: BatchPage) -> None:
        """Show the newcomers of the batch that `page` shows."""
        super().__init__()
        self.page, self.frame = page, page.frame
        self.rows: Sequence[Row] = ()
        text = i18n.text
        self.print = parts.button(text("batches_page.print"), "printer", "primary", do=self._print)
        self.head = record.Head(page.trail.back, self.print)
        self.head.show_record(text("batches_page.reissue"))
        self.said = parts.label(text("batches_page.reissue_words"), "hint", wrap=True)
        column = table.Column
        self.list = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("position", "batches_page.position", right=True, width=2.5),
                column("name", "record.name", width=6, frozen=True),
                column("replaced", "batches_page.replaced_whom", width=6),
                column(
                    "due",
                    "batches_page.reissue",
                    kind="status",
                    width=22,
                    sortable=False,
                    show=lambda row: words(row) or text("batches_page.fine"),
                    tone=lambda row: "warning" if row["due"] else "ok",
                ),
            ),
            name=text("batches_page.reissue"),
            view="reissues",
            layouts=self.frame.layouts,
            searchable=False,
        )
        record.plain(self.list)
        self.list.opened.connect(lambda who: self.frame.open("workers", who))
        consent = text("batches_page.record_consent")
        self.list.add_action(consent, "shield-check", self._consent)
        whole = record.body(self.head, self.said, self.list)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, page.trail.back)
        record.on_key(self, "Ctrl+P", self._print)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        found = dispatch.reissues(desk, batch_id=self.page.id)
        self.rows = [{**row, "id": row["worker_id"]} for row in found]
        return self.rows

    def _lacking(self, paper: str) -> list[bytes]:
        return [row["id"] for row in self.rows if paper in row["due"]]

    def _print(self) -> None:
        people = self._lacking("contract")
        if people:
            self.page.deeds.print_for(people)

    def _consent(self) -> None:
        people = self._lacking("consent")
        if people:
            self.page.deeds.record_consents(people)


def words(row: Mapping[str, Any]) -> str:
    """Return the papers of one newcomer in words."""
    return i18n.text("batches_page.between_names").join(_paper(each) for each in row["due"])


def _paper(code: str) -> str:
    return i18n.text(f"dispatch.reissue.{code}")
