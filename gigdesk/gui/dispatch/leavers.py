"""The page of people who left an employer before the end: how many, why, and each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row


def entry(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the early leavers of a batch's employer."""
    return (
        i18n.text("batches_page.leavers"),
        "logout",
        lambda: page.trail.push(LeaversPage(page)),
    )


class LeaversPage(QtWidgets.QWidget):
    """Who left early, over all batches of one employer, with the reasons counted above."""

    def __init__(self, page: BatchPage) -> None:
        """Show those of the employer of the batch that `page` shows."""
        super().__init__()
        self.page, self.frame = page, page.frame
        self.told = ""
        text, column = i18n.text, table.Column
        self.head = record.Head(page.trail.back)
        self.head.show_record(text("batches_page.leavers_of", employer=page.row["employer_name"]))
        self.said = parts.label("", wrap=True)
        self.list = table.Listing(
            self.frame.tasks,
            table.RowSource(self._find),
            (
                column("name", "record.name", width=6, frozen=True),
                column("batch_number", "batches_page.leavers_batch", right=True, width=3),
                column("until_day", "batches_page.until_day", width=6),
                column("reason_code", "batches_page.left_code", width=8, show=_why),
                column("reason", "batches_page.left_words", width=16),
            ),
            name=text("batches_page.leavers"),
            view="leavers",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(text("batches_page.no_leavers"), "", "logout"),
        )
        record.plain(self.list)
        self.list.opened.connect(lambda at: self.frame.open("workers", at[0]))
        self.list.loaded.connect(lambda: self.said.setText(self.told))
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, page.trail.back)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _find(self, desk: Desk, _query: Query) -> Sequence[Row]:
        found = dispatch.early_leavers(desk, employer_id=self.page.row["employer_id"])
        if not found:
            self.told = ""
            return []
        each = found[0]
        reasons = [
            i18n.text("batches_page.leavers_why", why=_said(code), count=count)
            for code, count in each["reasons"].items()
        ]
        self.told = i18n.text(
            "batches_page.leavers_sum", sent=each["sent"], left=each["left"], reasons=reasons
        )
        return [{**row, "id": (row["worker_id"], row["batch_number"])} for row in each["people"]]


def _said(code: str) -> str:
    return i18n.text(f"dispatch.left_why.{code}")


def _why(row: Row) -> str:
    return _said(row["reason_code"])
