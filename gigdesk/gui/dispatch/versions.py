"""The page with the versions of a batch's insurance lists: written, sent, with their receipts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import covers
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import papers
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.desk import Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row

HOW = {
    "wechat": "cover.code.how.wechat",
    "mail": "cover.code.how.mail",
    "portal": "cover.code.how.portal",
    "paper": "cover.code.how.paper",
}
STATES = {
    covers.MADE: ("cover.code.list.made", "warning"),
    covers.SENT: ("cover.code.list.sent", "ok"),
    covers.DROPPED: ("cover.code.list.dropped", "muted"),
}


class VersionsPage(QtWidgets.QWidget):
    """The versions by product; Enter shows who stands on one."""

    def __init__(self, page: BatchPage) -> None:
        """Show the versions of the batch of `page`."""
        super().__init__()
        self.page = page
        self.frame = page.frame
        self.versions: Sequence[Row] = ()
        back, text = page.trail.back, i18n.text
        sheets = record.MenuButton(
            text("cover.write"),
            [
                (text("cover.write_list"), "file-spreadsheet", self.writes("xlsx")),
                (text("cover.write_changes"), "file-spreadsheet", self.writes("xlsx", only=True)),
                (text("cover.print_list"), "printer", self.writes("pdf")),
                (text("cover.print_changes"), "printer", self.writes("pdf", only=True)),
            ],
        )
        receipt = parts.button(text("cover.receipt"), "file-text", do=self.receipt)
        self.send = parts.button(text("cover.note_sent"), "send", "primary", do=self.sent)
        self.more = record.MenuButton(
            text("batches_page.more"), [(text("cover.drop"), "trash", self.drop)]
        )
        self.head = record.Head(back, sheets, receipt, self.more, self.send)
        self.head.show_record(text("cover.versions_of", number=page.row["number"]))
        self.list = self._listing()
        self.setLayout(record.body(self.head, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.sent)
        record.on_key(self.list.table, "Delete", self.drop)
        self.list.opened.connect(self._open)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("version", "cover.version", right=True, width=3, frozen=True),
                column("product_name", "cover.product", width=9, frozen=True),
                record.state_column("state", "cover.list_state", STATES, width=6),
                column("people", "cover.people", right=True, width=4),
                column("come", "cover.come", right=True, width=3),
                column("go", "cover.go", right=True, width=3),
                column("corrected", "cover.corrected", right=True, width=3),
                column("sent_on", "cover.sent_on", width=8, show=_sent),
                column("effective_on", "cover.effective_on", width=6),
                column("receipt_no", "cover.receipt_no", width=7),
                column("policy_no", "cover.policy_no", width=7),
            ),
            name=i18n.text("cover.versions"),
            view="cover_versions",
            layouts=self.frame.layouts,
            nothing=table.Nothing(
                i18n.text("cover.no_list"), i18n.text("cover.no_list_words"), "file-spreadsheet"
            ),
            searchable=False,
        )
        return record.plain(made)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.versions = dispatch.list_lists(desk, batch_id=self.page.id)
        return self.versions

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _current(self) -> Row | None:
        """Return the current version, the newest where none is; None where there is none."""
        current = self.list.table.current_id()
        found = next((row for row in self.versions if row["id"] == current), None)
        return found or (self.versions[-1] if self.versions else None)

    def _open(self, list_id: object) -> None:
        row = next((one for one in self.versions if one["id"] == list_id), None)
        if row is not None:
            self.page.trail.push(RowsPage(self.page, row))

    def writes(self, ending: str, *, only: bool = False) -> Callable[[], object]:
        """Return the deed that writes the current version, or `only` what it changes."""

        def go() -> None:
            row = self._current()
            if row is None:
                self.frame.say(i18n.text("cover.no_list"), "info")
                return
            key = "cover.file_changes" if only else "cover.file"
            name = i18n.text(key, number=self.page.row["number"], version=row["version"])
            papers.write(
                self.frame,
                name,
                lambda desk, out: dispatch.write_list(desk, row["id"], out, changes=only),
                ending=ending,
            )

        return reach.needs("dispatch.export")(go)

    @reach.needs("dispatch.send_list")
    def sent(self) -> None:
        """Ask when and how the current version went to the insurer."""
        row = self._current()
        if row is None:
            return

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> Any:
            return dispatch.note_sent(
                desk,
                list_id=row["id"],
                on=datetime.date.fromisoformat(values["sent_on"]),
                at=values["sent_at"] or "",
                how=values["sent_how"] or "",
            )

        options = [Option(code, i18n.text(key)) for code, key in HOW.items()]
        now = self.frame.clock.now().astimezone()
        record.question(
            self.frame,
            i18n.text("cover.sent_version", version=row["version"]),
            (
                Field("sent_on", "cover.sent_on", Kind.DATE, required=True),
                Field("sent_at", "cover.sent_at", hint="cover.hint.sent_at", longest=5),
                Field("sent_how", "cover.sent_how", Kind.CHOICE, options=options),
            ),
            act,
            done=lambda found: self._done(
                found[1], i18n.text("cover.was_sent", day=found[0].isoformat())
            ),
            values={
                "sent_on": now.date().isoformat(),
                "sent_at": f"{now:%H:%M}",
                "sent_how": next(iter(HOW)),
            },
        )

    @reach.needs("dispatch.list_receipt")
    def receipt(self) -> None:
        """Ask for the insurer's receipt and policy of the current version."""
        row = self._current()
        if row is None:
            return

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> Done:
            return dispatch.note_receipt(
                desk,
                list_id=row["id"],
                receipt_no=values["receipt_no"] or "",
                policy_no=values["policy_no"] or "",
            )

        record.question(
            self.frame,
            i18n.text("cover.receipt"),
            (
                Field("receipt_no", "cover.receipt_no", longest=40),
                Field("policy_no", "cover.policy_no", longest=40),
            ),
            act,
            done=lambda done: self._done(done, i18n.text("cover.receipt_kept")),
            values={name: row[name] for name in ("receipt_no", "policy_no")},
        )

    @reach.needs("dispatch.drop_list")
    def drop(self) -> None:
        """Put the current version away, where it was not sent."""
        row = self._current()
        if row is None:
            return
        if row["state"] == covers.SENT:
            told = {"version": row["version"], "day": row["sent_on"]}
            self.frame.say(i18n.text("dispatch.error.list_sent_stays", **told), "warning")
            return
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.drop_list(desk, list_id=row["id"]),
            lambda done: self._done(done, i18n.text("cover.dropped", version=row["version"])),
            owner=self,
            slot=("drop_list", row["id"]),
        )

    def _done(self, done: Done, said: str) -> None:
        self.refresh()
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))


class RowsPage(QtWidgets.QWidget):
    """Who stood on one version as it was made, and who went with it; numbers masked."""

    def __init__(self, page: BatchPage, version: Row) -> None:
        """Show the rows of a version of the batch of `page`."""
        super().__init__()
        back = page.trail.back
        self.head = record.Head(back)
        title = i18n.text("cover.draft_of", version=version["version"])
        self.head.show_record(title)
        column = table.Column
        self.list = table.Listing(
            page.frame.tasks,
            table.RowSource(lambda desk, _query: dispatch.list_rows(desk, version["id"])),
            (
                column("position", "batches_page.position", right=True, width=3, frozen=True),
                column("name", "record.name", width=6, frozen=True),
                column("change", "cover.what", width=6, show=_change),
                column("doc_no", "record.doc_no", width=10),
                column("birth_date", "sheets.insurance.birth_date", width=6),
                column("from_day", "cover.from_day", width=6),
                column("to_day", "cover.to_day", width=6),
            ),
            name=title,
            view="cover_rows",
            layouts=page.frame.layouts,
            searchable=False,
        )
        record.plain(self.list)
        self.setLayout(record.body(self.head, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()


def _change(row: Row) -> str:
    if not row["change"]:
        return ""
    if row["change"] == covers.CHANGED:
        return i18n.text("cover.code.change.changed")
    return i18n.text(
        "cover.code.change.removed" if row["part"] == covers.OFF else "cover.code.change.added"
    )


def _sent(row: Row) -> str:
    return " ".join(each for each in (row["sent_on"], row["sent_at"]) if each)
