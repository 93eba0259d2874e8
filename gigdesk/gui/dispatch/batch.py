"""The page of one batch: its days, what is still missing, and everybody on its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui import folding, parts, reach, record, table
from gigdesk.gui.dispatch import (
    insuring,
    marked,
    members,
    promising,
    reissuing,
    replacing,
    rest,
    words,
)
from gigdesk.gui.dispatch.deeds import Deeds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.workers import Finding
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

    Made = Mapping[str, dispatch.Exported]
    Answer = tuple[dict[str, Any], Sequence[Row], Made, Sequence[Row], Sequence[Finding]]
    """A batch, its people, what was made for others, who came instead, and what is known of it."""

INSURANCE = "insurance"
ON_PAPER = ("planned", "ready")
OVER = ("returned", "cancelled")
_KEYS = {
    "planned": "batches_page.hint.keys",
    "ready": "batches_page.hint.keys",
    "sent": "batches_page.hint.keys_away",
}


class BatchPage(QtWidgets.QWidget):
    """Head, facts, a strip of five checks, the table, and the reasons of the current person."""

    edit_wanted = QtCore.Signal(object)

    def __init__(self, frame: Window, batch_id: bytes, trail: record.Trail) -> None:
        """Show the batch; everything is asked in the background."""
        super().__init__()
        self.frame = frame
        self.id = batch_id
        self.trail = trail
        self.row: dict[str, Any] = {}
        self.people: Sequence[Row] = ()
        self.deeds = Deeds(self)
        self._make()
        self.concerns = record.Concerns()
        whole = record.body(self.head, self.concerns, self.facts, self.strip, self.rest, self.list)
        whole.addWidget(self.detail)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        self.folding = record.Folding(self, self.facts, self.strip, self.list.count)
        folding.Later(self, self._fit, high=True)
        self._wire()
        self._ask()

    def _make(self) -> None:
        text = i18n.text
        self.go = parts.button(text("batches_page.send"), "send", "primary", do=self._go)
        self.add = record.MenuButton(text("batches_page.add"))
        self.papers = record.MenuButton(text("batches_page.papers"))
        self.more = record.MenuButton(text("batches_page.more"))
        self.head = record.Head(self.trail.back, self.add, self.papers, self.more, self.go)
        self.facts = record.Facts()
        self.strip = record.Tiles(
            (
                (members.PEOPLE, text("batches_page.people"), "users"),
                (members.CONSENT, text("batches_page.consent"), "shield-check"),
                (members.CONTRACT, text("batches_page.drawn_up"), "file-text"),
                (INSURANCE, text("batches_page.insured"), "file-spreadsheet"),
                (members.READY, text("batches_page.departure"), "send"),
            )
        )
        self.rest = rest.Rest(self.frame, self.id, self.deeds.paste_rest)
        self.list = members.make(self.frame, self.id, self._nobody(), self.rest.brief)
        self.detail = parts.label("", "hint", wrap=True)

    def _nobody(self) -> table.Nothing:
        """Return what an empty list says; who has left takes nobody any more."""
        text = i18n.text
        if self.row and self.row["state"] not in ON_PAPER:
            return table.Nothing(text("batches_page.nobody"), "", "users")
        ways = (
            (text("batches_page.by_proposal"), "list-check", self.deeds.propose),
            (text("batches_page.by_search"), "search", self.deeds.search),
            (text("batches_page.by_paste"), "clipboard", self.deeds.paste),
        )
        words_ = text("batches_page.nobody_words")
        return table.Nothing(text("batches_page.nobody"), words_, "users", ways)

    def _wire(self) -> None:
        text = i18n.text
        self.strip.chosen.connect(self._filter)
        self.strip.tiles[members.PEOPLE].setChecked(True)
        self.list.current_changed.connect(lambda _id: self._say_reasons())
        self.list.loaded.connect(self._say_reasons)
        self.list.add_action(text("batches_page.sign_chosen"), "check", self.deeds.sign_chosen)
        self.list.add_action(text("batches_page.print_chosen"), "printer", self.deeds.print_chosen)
        chosen, end = self.deeds.print_chosen_consents, self.deeds.end_contract
        for entry in (
            (text("people.paper.print_consent"), "printer", chosen),
            promising.of_people(self),
            *marked.of_people(self),
            (text("batches_page.leave"), "logout", self.deeds.leave),
            (text("batches_page.end_contract"), "file-text", end),
            (text("batches_page.remove"), "trash", self.deeds.remove),
            (text("batches_page.unfit"), "circle-x", self.deeds.mark_unfit),
        ):
            self.list.add_action(*entry)
        record.on_escape(self, self.trail.back)
        record.on_key(self, "F2", self._edit)
        record.on_key(self, "Ctrl+N", self.deeds.search)
        record.on_key(self, "Ctrl+P", self.deeds.print_all)
        record.on_key(self, rest.KEYS, self.rest.go.click)
        record.on_key(self, replacing.KEYS, replacing.of_people(self)[2])
        record.on_key(self.list.table, "Delete", self.deeds.remove)
        record.on_key(self.list.table, "Shift+Delete", self.deeds.mark_unfit)
        record.on_key(self, "Ctrl+V", self._paste)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew for the batch, and then for its people: one that was taken back has none."""
        self._ask(again=True)

    def _ask(self, *, again: bool = False) -> None:
        def show(answer: Answer) -> None:
            self._show(answer)
            if again:
                self.list.refresh()

        self.frame.tasks.ask(
            lambda desk: (
                dispatch.get_batch(desk, self.id),
                members.rows_of(desk, self.id),
                dispatch.last_exports(desk, self.id),
                dispatch.reissues(desk, batch_id=self.id),
                dispatch.concerns(desk, self.id),
            ),
            show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=bool(self.row)),
        )

    def _show(self, answer: Answer) -> None:
        row, people, exports, due, known = answer
        self.row, self.people = row, people
        self.concerns.say(known if row["state"] in ON_PAPER else ())
        state = row["state"]
        self.head.show_record(words.title(row), words.state(state), words.tone(state))
        self.frame.set_title(i18n.text("batches_page.batch_short", number=row["number"]), of=self)
        told = (words.beyond(row, people), reissuing.fact(due))
        self.facts.show_facts([*words.facts(row), *told])
        self._show_strip(people, exports.get(INSURANCE))
        self._say_reasons()
        on_paper = state in ON_PAPER
        self.add.offer(self.deeds.adding() if on_paper else [])
        self.rest.look(over=state in OVER)
        self.list.offer(self._nobody())
        self._drop_empty_filter()
        self.papers.offer([*self.deeds.papers(), *reissuing.entries(self, due)])
        self.more.offer(self.deeds.others(self._edit))
        self.go.setVisible(on_paper or state == "sent")
        key = "batches_page.send" if on_paper else "batches_page.come_back"
        self.go.setText(f"{parts.AIR}{i18n.text(key)}")
        self.go.setAccessibleName(i18n.text(key))

    def _show_strip(self, people: Sequence[Row], insured: dispatch.Exported | None) -> None:
        text, tiles, row = i18n.text, self.strip.tiles, self.row
        listed = row["listed"]
        going = row["state"] in ON_PAPER
        needs = text("batches_page.order_needs", count=row["people"])
        short = max(0, row["people"] - listed)
        gone = sum(one["state"] == batches.LEFT for one in people)
        if short and going:
            needs = text("batches_page.lacking", count=short)
        elif gone:
            needs = text("batches_page.gone_early", count=gone)
        over = words.over_order(row, people) if going else []
        needs = next(iter(over), needs)
        tone = "warning" if not listed or over or (short and going) else "ok"
        tiles[members.PEOPLE].show_number(f"{listed}", needs, tone)
        for name in (members.CONSENT, members.CONTRACT):
            lacking = members.count(people, name)
            all_there = text("batches_page.all_there")
            said = text("batches_page.lacking", count=lacking) if lacking else all_there
            tone = "warning" if lacking else "ok" if listed else "muted"
            tiles[name].show_number(f"{listed - lacking}/{listed}", said if listed else "", tone)
        self._show_unsigned(people)
        insuring.show(self.frame, tiles[INSURANCE], row, people, insured)
        stopped = members.count(people, members.READY)
        said = text("batches_page.stopped", count=stopped) if stopped else ""
        if not going:
            day = row["returned_on"] or row["sent_on"] or ""
            tiles[members.READY].show_number(words.state(row["state"]), day, "ok")
        elif stopped or not listed:
            none = text("batches_page.nobody")
            tiles[members.READY].show_number(text("batches_page.not_yet"), said or none, "warning")
        else:
            tiles[members.READY].show_number(text("batches_page.can_go"), "", "ok")

    def _show_unsigned(self, people: Sequence[Row]) -> None:
        """Say how many contracts are there but still to be signed."""
        unsigned = sum(members.to_sign(row) for row in people)
        if unsigned and not members.count(people, members.CONTRACT):
            listed = self.row["listed"]
            said = i18n.text("batches_page.unsigned", count=unsigned)
            self.strip.tiles[members.CONTRACT].show_number(f"{listed}/{listed}", said, "warning")

    def _filter(self, name: str) -> None:
        if name == INSURANCE:
            insuring.choose(self)
            self.strip.tiles[members.PEOPLE].setChecked(True)
            return
        told = {
            members.CONSENT: "batches_page.no_consent",
            members.CONTRACT: "batches_page.no_contract",
            members.READY: "batches_page.cannot_go",
        }
        kept = table.Filter("lacks", name, i18n.text(told[name])) if name in told else None
        self.list.set_filter(kept, "lacks")

    def _drop_empty_filter(self) -> None:
        """Show everybody again once a tile has nobody left: the batch would look empty."""
        what = self.list.query.value("lacks")
        if what and self.people and not any(members.lacks(row, what) for row in self.people):
            self.strip.choose(members.PEOPLE)

    @property
    def shows_gone(self) -> bool:
        """Say whether people who were taken off stand in the table, too."""
        return bool(self.list.query.value(members.REMOVED, default=False))

    def show_gone(self) -> None:
        """Show people who were taken off, or hide them again."""
        words_ = i18n.text("batches_page.with_gone")
        gone = None if self.shows_gone else table.Filter(members.REMOVED, True, words_)
        self.list.set_filter(gone, members.REMOVED)
        self.more.offer(self.deeds.others(self._edit))

    def person(self, worker_id: object) -> Row | None:
        """Return the row of somebody on the list."""
        return next((row for row in self.people if row["worker_id"] == worker_id), None)

    def _paste(self) -> None:
        self.deeds.paste(QtGui.QGuiApplication.clipboard().text())

    def _fit(self) -> None:
        self._say_reasons()
        self.rest.fold(low=self.folding.is_low)
        self.concerns.spare(self.height())

    def _say_reasons(self) -> None:
        found = next(iter(self.list.table.selected_rows()), None)
        told = members.reasons(found) if found is not None else ""
        self.detail.setVisible(bool(told) or not self.folding.is_low)
        if found is None or not told:
            over = "batches_page.hint.keys_over"
            self.detail.setText(i18n.text(_KEYS.get(self.row.get("state", ""), over)))
            parts.tone(self.detail, "muted")
            return
        said = i18n.text("batches_page.of", name=found["name"], words=told)
        self.detail.setText(said)
        parts.tone(self.detail, members.reason_tone(found))

    @reach.needs("dispatch.send")
    def _go(self) -> None:
        if self.row.get("state") == "sent":
            self.deeds.come_back()
        else:
            self.deeds.send()

    @reach.needs("dispatch.change")
    def _edit(self) -> None:
        if self.row:
            self.edit_wanted.emit(self.row)
