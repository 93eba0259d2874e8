"""The next version of an insurance list before it is made: who comes, who goes, who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, money
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import covers
from gigdesk.gui import parts, reach, record, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row

REFUSED, ELSEWHERE = "refused", "elsewhere"
KINDS = {
    covers.ADDED: ("cover.code.change.added", "ok"),
    covers.REMOVED: ("cover.code.change.removed", "warning"),
    covers.REPLACED: ("cover.code.change.replaced", "info"),
    covers.CHANGED: ("cover.code.change.changed", "info"),
    REFUSED: ("cover.code.change.refused", "error"),
    ELSEWHERE: ("cover.code.change.elsewhere", "muted"),
}


class DraftPage(QtWidgets.QWidget):
    """What a version would change, and whom the product does not take; nothing is made yet."""

    def __init__(self, page: BatchPage, terms: dispatch.ListTerms, draft: dispatch.Draft) -> None:
        """Show the draft of a list of the batch of `page`."""
        super().__init__()
        self.page = page
        self.frame = page.frame
        self.terms = terms
        self.draft = draft
        back, text = page.trail.back, i18n.text
        words = text("cover.make_version", version=draft.version)
        self.go = parts.button(words, "check", "primary", do=self.make)
        self.head = record.Head(back, self.go)
        self.head.show_record(text("cover.draft_of", version=draft.version))
        self.said = parts.label(_said(draft), wrap=True)
        told = "\n".join(map(record.words_of, draft.doubts))
        self.note = parts.Note(told, "warning")
        self.note.setVisible(bool(told))
        rows = list(rows_of(draft))
        self.list = table.Listing(
            self.frame.tasks,
            table.RowSource(lambda _desk, _query: rows),
            _columns(),
            name=text("cover.draft_of", version=draft.version),
            view="cover_draft",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(text("cover.nothing_new"), "", "check"),
        )
        record.plain(self.list)
        self.go.setEnabled(bool(draft.changes))
        self.setLayout(record.body(self.head, self.said, self.note, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.make)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Leave it as it is: it shows what was asked for."""

    @reach.needs("dispatch.make_list")
    def make(self) -> None:
        """Make the version; what was said of it is confirmed by that."""
        if not self.draft.changes:
            return
        confirmed = [one.code for one in self.draft.doubts]
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.make_list(
                desk, batch_id=self.page.id, terms=self.terms, confirmed=confirmed
            ),
            self._made,
            owner=self,
            slot=("make_list", self.page.id),
        )

    def _made(self, answer: Any) -> None:
        _, draft, done = answer
        self.page.trail.back()
        top: Any = self.page.trail.top
        top.refresh()
        said = i18n.text("cover.made", version=draft.version, count=len(draft.entries))
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))


def _said(draft: dispatch.Draft) -> str:
    """Return in words what the version changes, from when, and what it costs."""
    key = "cover.draft_next" if draft.before else "cover.draft_first"
    return i18n.text(
        key,
        before=draft.before,
        count=len(draft.entries),
        day=draft.effective.isoformat(),
        whole=money.grouped(draft.premium.whole_fen),
        employer=money.grouped(draft.premium.employer_fen),
        station=money.grouped(draft.premium.station_fen),
        worker=money.grouped(draft.premium.worker_fen),
        **covers.counts(draft.changes),
    )


def rows_of(draft: dispatch.Draft) -> Iterator[Row]:
    """Yield a row for each change, then for each person who is left out, with the reason."""
    for place, one in enumerate(draft.changes):
        shown = one.comes or one.goes
        gone = one.goes if one.kind in (covers.REPLACED, covers.REMOVED) else None
        why = ""
        if one.kind == covers.REPLACED and gone is not None:
            why = i18n.text("cover.stands_for", name=gone.name)
        elif gone is not None and not gone.to_day:
            why = i18n.text("cover.never_began")
        yield {
            "id": place,
            "what": one.kind,
            "name": shown.name if shown else "",
            "from_day": shown.from_day if shown else "",
            "to_day": shown.to_day if shown else "",
            "why": why,
        }
    left: Sequence[tuple[str, dispatch.Outcome, tuple[str, ...]]] = (
        *((REFUSED, each.outcome, each.instead) for each in draft.refused),
        *((ELSEWHERE, each, ()) for each in draft.elsewhere),
    )
    for place, (what, outcome, instead) in enumerate(left, len(draft.changes)):
        why = record.all_words(outcome.against)
        if instead:
            names = i18n.text("people.joint").join(instead)
            why += i18n.text("cover.instead", names=names)
        yield {
            "id": place,
            "what": what,
            "name": outcome.name,
            "from_day": "",
            "to_day": "",
            "why": why,
        }


def _columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=6, frozen=True),
        record.state_column("what", "cover.what", KINDS, width=6),
        column("from_day", "cover.from_day", width=6),
        column("to_day", "cover.to_day", width=6),
        column("why", "batches_page.why", width=26, sortable=False),
    )
