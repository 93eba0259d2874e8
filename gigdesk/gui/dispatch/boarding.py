"""The page on which people sign in: by a number and Enter, a tick, a pasted list; heads counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import boarding
from gigdesk.domain.office import numbers
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import calling, heads, replacing, roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row

    Signed = tuple[Sequence[dispatch.SaidRow], Sequence[dispatch.Outcome]]
    """Whom the words meant, and what became of each."""


class BoardingPage(QtWidgets.QWidget):
    """One field to sign in with, the list with who is there, and how the coaches stand.

    The field says what became of each entry; Space ticks, Delete notes who does not come, Ctrl+H
    replaces and Ctrl+Delete takes off.
    """

    def __init__(self, page: BatchPage, stage: str = boarding.BOARD) -> None:
        """Sign in the people of the batch that `page` shows, at the coaches or at work."""
        super().__init__()
        self.page, self.frame, self.stage = page, page.frame, stage
        self.leg, self.coach = boarding.DEPARTURE, None
        self.rows: Sequence[Row] = ()
        self.heads: heads.Heads = ()
        self._make()
        self._wire()

    coach: bytes | None

    def _make(self) -> None:
        text, boards = i18n.text, self.stage == boarding.BOARD
        self.count = parts.button(text("batches_page.count"), "users", "primary", do=self._count)
        self.count.setVisible(boards)
        self.absent = parts.button(text("batches_page.absent"), "circle-x", do=self._absent)
        self.more = record.MenuButton(
            text("batches_page.more"),
            [
                (text("batches_page.next_leg"), "arrow-right", lambda: self._go_to(self.leg + 1)),
                (text("batches_page.leg_before"), "arrow-left", lambda: self._go_to(self.leg - 1)),
            ],
        )
        self.more.setVisible(boards)
        self.head = record.Head(self.page.trail.back, self.absent, self.more, self.count)
        self.entry = calling.Entry()
        self.entry.setPlaceholderText(text("batches_page.sign_hint"))
        self.entry.setAccessibleName(text("batches_page.sign_entry"))
        self.which = QtWidgets.QComboBox()
        for part in (self.which, self.which.view()):
            part.setAccessibleName(text("batches_page.which_coach"))
        self.which.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setVisible(boards)
        self.answer = parts.label("", wrap=True)
        self.answer.setAccessibleName(text("batches_page.sign_answer"))
        self.stands = parts.label("", wrap=True)
        self.list = self._listing()
        line = parts.across(self.which, self.entry)
        line.setStretch(1, 1)
        whole = parts.down(self.head, gap=0.75)
        whole.addLayout(line)
        for each in (self.answer, self.stands, self.list):
            whole.addWidget(each)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        self.list.count.hide()
        self.answer.setText(
            text("batches_page.sign_keys" if boards else "batches_page.arrive_keys")
        )
        self._title()

    def _wire(self) -> None:
        self.entry.returnPressed.connect(lambda: self.sign(self.entry.text(), boarding.BY_ID))
        self.entry.pasted.connect(lambda text: self.sign(text, boarding.BY_PASTE))
        self.which.activated.connect(self._choose_coach)
        self.list.loaded.connect(self._say)
        self.list.opened.connect(lambda who: self.frame.open("workers", who))
        for words_, icon, do in (
            (i18n.text("batches_page.tick"), "check", self.tick),
            (i18n.text("batches_page.absent"), "circle-x", self._absent),
            (i18n.text("batches_page.replace"), "git-merge", self._replace),
            (i18n.text("batches_page.remove"), "trash", self._remove),
        ):
            self.list.add_action(words_, icon, do)
        record.on_escape(self, self.page.trail.back)
        record.on_key(self.list.table, "Space", self.tick)
        record.on_key(self.list.table, "Delete", self._absent)
        record.on_key(self, "Ctrl+Delete", self._remove)
        record.on_key(self, replacing.KEYS, self._replace)
        record.on_key(self, "Ctrl+G", self._count)
        self.setFocusProxy(self.entry)

    def _go_to(self, leg: int) -> None:
        """Show another leg: the departure, or a stop on the way where all are counted again."""
        self.leg = max(boarding.DEPARTURE, min(leg, boarding.MOST_LEGS))
        self._title()
        self.refresh()

    def _title(self) -> None:
        key = (
            "batches_page.arriving_of"
            if self.stage == boarding.ARRIVE
            else (
                "batches_page.boarding_of"
                if self.leg == boarding.DEPARTURE
                else "batches_page.stop_of"
            )
        )
        self.head.show_record(
            i18n.text(key, number=self.page.row["number"], leg=self.leg - boarding.DEPARTURE)
        )

    def _listing(self) -> table.Listing:
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._find),
            roads.columns(self.stage),
            name=i18n.text("batches_page.members"),
            view=f"sign-{self.stage}",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("batches_page.nobody"), "", "users"),
        )
        return record.plain(made)

    def _find(self, desk: Desk, _query: Query) -> Sequence[Row]:
        found = dispatch.rows_on(desk, batch_id=self.page.id, stage=self.stage, leg=self.leg)
        self.rows = [{**row, "id": row["worker_id"]} for row in found]
        if self.stage == boarding.BOARD:
            self.heads = dispatch.heads(desk, batch_id=self.page.id, leg=self.leg)
        return [row for row in self.rows if self.coach in (None, row["vehicle_id"], in_coach(row))]

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        if self.which.count() != len(self.heads) + 1:
            self.which.clear()
            self.which.addItem(i18n.text("batches_page.all_coaches"))
            for coach, _ in self.heads:
                self.which.addItem(heads.called(coach))
        ids = [coach["id"] for coach, _ in self.heads]
        self.which.setCurrentIndex(ids.index(self.coach) + 1 if self.coach in ids else 0)
        names = {row["id"]: row["name"] for row in self.rows}
        chosen = next((each for each in self.heads if each[0]["id"] == self.coach), None)
        told, tone = heads.whole(self.heads, self.rows)
        if chosen is not None:
            told, tone = heads.one(*chosen, names)
        self.stands.setText(told)
        parts.tone(self.stands, tone)

    def _choose_coach(self, at: int) -> None:
        self.coach = self.heads[at - 1][0]["id"] if at else None
        self.refresh()
        self.entry.setFocus()

    def wanted(self, how: str) -> dispatch.Wanted:
        """Return what an entry means here: this stage, this leg, the coach that is chosen."""
        return dispatch.Wanted(stage=self.stage, leg=self.leg, vehicle=self.coach, how=how)

    @reach.needs("dispatch.sign_in")
    def sign(self, text: str, how: str) -> None:
        """Sign in everybody whom typed or pasted words mean; say who was not found or is full."""
        batch, wanted = self.page.id, self.wanted(how)
        if not text.strip():
            return

        def act(desk: Desk, _progress: object) -> Signed:
            found = dispatch.named(desk, text, batch_id=batch)
            people = dispatch.people_of(found)
            told = dispatch.sign_in(desk, batch_id=batch, people=people, wanted=wanted)[0]
            return found, told

        self.entry.clear()
        self.frame.tasks.do(act, self.signed, owner=self, slot=("sign", text))

    def signed(self, answer: Signed) -> None:
        """Say what became of entries, and offer the people of one that can mean several."""
        found, told = answer
        self.refresh()
        words_, tone = roads.answer(found, told)
        self.answer.setText(words_)
        parts.tone(self.answer, tone)
        several = [row for row in found if len(row.people) > 1]
        if several:
            self._offer(several[0])

    def _offer(self, row: dispatch.SaidRow) -> None:
        """Let the clerk choose whom an entry means that can mean several."""
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in row.people:
            number = numbers.spoken("worker", one.number)
            menu.addAction(
                f"{one.name} {number}", lambda who=number: self.sign(who, boarding.BY_ID)
            )
        menu.popup(self.entry.mapToGlobal(self.entry.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    @reach.needs("dispatch.sign_in")
    def tick(self) -> None:
        """Sign in the marked people."""
        people, wanted = self.list.table.selected_ids(), self.wanted(boarding.BY_TICK)
        if people:
            self.frame.tasks.do(
                lambda desk, _progress: (
                    (),
                    dispatch.sign_in(desk, batch_id=self.page.id, people=people, wanted=wanted)[0],
                ),
                self.signed,
                owner=self,
                slot=("sign", *people),
            )

    @reach.needs("dispatch.sign_in")
    def _absent(self) -> None:
        calling.absent(self)

    def _replace(self) -> None:
        replacing.of_rows(self.page, self.list.table.selected_rows())

    @reach.needs("dispatch.remove_members")
    def _remove(self) -> None:
        self.page.deeds.take_off(self.list.table.selected_ids())

    @reach.needs("dispatch.count")
    def _count(self) -> None:
        calling.count(self)

    def show_coach(self, coach: bytes) -> None:
        """Show one coach, with who makes the difference."""
        self.coach = coach
        self.refresh()


def in_coach(row: Row) -> bytes | None:
    """Return the coach somebody is in."""
    found: bytes | None = row.get("in_vehicle_id")
    return found
