"""What can be done with rows that wait: take fields, keep as known, register, choose, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports, search
from gigdesk.gui import dialogs, form, parts, record
from gigdesk.gui.fields import Candidate, Field, Kind
from gigdesk.gui.workers import intake_undo, intake_words, words
from gigdesk.gui.workers.intake_choices import places
from gigdesk.gui.workers.intake_line import LineView, button_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

PAGE = "workers"


def _offer_both(
    parent: QtWidgets.QWidget, error: BaseException, settle: Callable[..., object]
) -> bool:
    """Ask whether a row is taken with the one it cannot go without; say if it was that."""
    if not isinstance(error, imports.GoesWith):
        return False
    ids = error.row_ids
    dialogs.ask(
        parent,
        i18n.text("intake_page.both.title"),
        dialogs.words_of(error),
        yes=i18n.text("intake_page.both.yes"),
        then=lambda: settle(take=True, ids=ids),
    )
    return True


class Settling(QtWidgets.QWidget):
    """One row in full with its acts, or the acts for several; `settled` fires after each."""

    settled = QtCore.Signal()

    def __init__(self, frame: Window) -> None:
        """Show nothing yet."""
        super().__init__()
        self._frame = frame
        self._ids: list[bytes] = []
        self._chosen: bytes | None = None
        self._village: bytes | None = None
        self.view = LineView(choosing=True)
        self.view.chosen.connect(self._tell)
        text = i18n.text
        self.take = parts.button("", "check", "primary", do=self.take_fields)
        self.keep = parts.button(text("intake_page.act.keep"), "pinned", do=self.keep_known)
        self.new = parts.button(text("intake_page.act.new"), "user-plus", do=self.register)
        self.other = parts.button(text("intake_page.act.other"), "search", do=self.ask_person)
        self.place = parts.button(text("intake_page.act.place"), "map-pin", do=self.ask_village)
        self.more = record.MenuButton(text("intake_page.act.more"))
        self._buttons = button_row(
            (self.take, self.keep, self.new, self.other, self.place, self.more)
        )
        column = parts.down(self.view, self._buttons, gap=0.75)
        column.setStretch(0, 1)
        self.setLayout(column)
        self._tell()
        intake_words.enter_presses(self)

    def show_rows(self, ids: Sequence[bytes]) -> None:
        """Show one row in full, or say how many are marked."""
        same = list(ids) == self._ids
        self._ids = list(ids)
        if not same:
            self._chosen = self._village = None
        if len(self._ids) == 1:
            self._look()
        else:
            said = i18n.text("intake_page.marked", count=f"{len(self._ids):,}") if ids else ""
            self.view.show_nothing(said)
            self._tell()

    def take_focus(self) -> None:
        """Bring the keyboard to the first thing to choose."""
        boxes = list(self.view.boxes.values())
        (boxes[0] if boxes else self.take if self.take.isEnabled() else self.new).setFocus()

    # what is done

    def take_fields(self) -> None:
        """Write the ticked fields of one row, or all values of the marked rows."""
        if len(self._ids) == 1:
            self._finish(self.view.taken())
        else:
            self._many(take=True)

    def keep_known(self) -> None:
        """Leave the person as known; the row is done."""
        if len(self._ids) == 1:
            self._finish(set())
        else:
            self._many(take=False)

    def register(self) -> None:
        """Open the registration with what the row says."""
        row_id = self._ids[0] if len(self._ids) == 1 else None
        village = self._village
        if row_id is None:
            return
        self._frame.tasks.ask(
            lambda desk: imports.prefill(desk, row_id, village_id=village),
            lambda values: self._frame.open(PAGE, {"prefill": values, "intake_row": row_id}),
            owner=self,
        )

    def ask_person(self) -> None:
        """Ask which registered person the row means."""
        declared = [
            Field("person", "intake_page.act.person", Kind.LOOKUP, required=True, find=_people)
        ]
        record.question(
            self._frame,
            i18n.text("intake_page.act.other"),
            declared,
            None,
            done=lambda values: self._choose(person=values["person"]),
        )

    def ask_village(self) -> None:
        """Ask in which village the person of the row lives; the row waits on until it is taken."""
        record.question(
            self._frame,
            i18n.text("intake_page.act.place"),
            [Field("village", "intake_page.act.village", Kind.LOOKUP, required=True, find=places)],
            None,
            done=lambda values: self._choose(village=values["village"]),
        )

    def ask_reason(self) -> None:
        """Ask why rows are put aside, and do it."""
        ids = list(self._ids)
        declared = [Field("reason", "intake_page.act.reason", required=True, wide=True)]
        record.question(
            self._frame,
            i18n.text("intake_page.act.drop_many", count=f"{len(ids):,}"),
            declared,
            lambda desk, values, _codes: imports.drop_many(
                desk, row_ids=ids, reason=values["reason"]
            ),
            done=lambda settled: self._done("intake_page.done.dropped", settled),
            draft=form.name_of("drop_rows", ids[0]),
        )

    def reveal(self) -> None:
        """Show the numbers of the row; that they were looked at is noted."""
        row_id, person, village = self._ids[0], self._chosen, self._village
        self._frame.tasks.do(
            lambda desk, _progress: imports.look(
                desk, row_id=row_id, worker_id=person, village_id=village, plain=True
            ),
            self._show,
            owner=self,
        )

    def _choose(self, *, person: bytes | None = None, village: bytes | None = None) -> None:
        """Look at the row as it would be with what was chosen."""
        self._chosen = person or self._chosen
        self._village = village or self._village
        self._look()

    def _look(self) -> None:
        row_id, person, village = self._ids[0], self._chosen, self._village
        self._frame.tasks.ask(
            lambda desk: imports.look(desk, row_id=row_id, worker_id=person, village_id=village),
            self._show,
            owner=self,
            slot="look",
            failed=self._gone,
        )

    def _show(self, line: imports.Line) -> None:
        if [line.id] == self._ids:
            self.view.show_line(line if self._village is None else intake_words.placed(line))
            self._tell()

    def _gone(self, _error: BaseException) -> bool:
        self.view.show_nothing()
        self._tell()
        return True

    def _finish(self, fields: set[str]) -> None:
        row_id, person, village = self._ids[0], self._chosen, self._village
        key = "intake_page.done.taken" if fields else "intake_page.done.kept"
        self._act(
            lambda desk, _progress: imports.finish(
                desk, row_id, fields=fields, worker_id=person, village_id=village
            ),
            key,
            failed=lambda error: _offer_both(self._frame, error, self._many),
        )

    def _many(self, *, take: bool, ids: Sequence[bytes] = ()) -> None:
        ids = list(ids or self._ids)
        key = "intake_page.done.taken_many" if take else "intake_page.done.kept_many"
        title = i18n.text("intake_page.job.settle", count=f"{len(ids):,}")
        self._act(
            lambda desk, progress: imports.finish_many(
                desk, row_ids=ids, take=take, progress=progress.step
            ),
            key,
            title,
        )

    def _act(
        self,
        work: Callable[[Any, Progress], Any],
        key: str,
        title: str = "",
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        self._frame.tasks.do(
            work,
            lambda answer: self._done(key, answer),
            owner=self,
            title=title,
            failed=failed,
            slot=("settle", *self._ids),
        )

    def _done(self, key: str, answer: Any) -> None:
        settled = answer.settled if isinstance(answer, imports.Settled) else 1
        said = i18n.text(key, count=f"{settled:,}")
        left = len(answer.left) if isinstance(answer, imports.Settled) else 0
        if left:
            said += i18n.text("intake_page.done.left", count=f"{left:,}")
        self._chosen = self._village = None
        done = answer.done if isinstance(answer, imports.Settled) else answer
        back = intake_undo.way_back(self._frame, self, done.number, self.settled.emit)
        self._frame.say(said, "warning" if left else "ok", undo=back if settled else None)
        self.settled.emit()

    def _rarer(self, *, one: bool, known: bool) -> list[record.MenuEntry]:
        """Return what can be done besides, as entries of the menu."""
        text = i18n.text
        found: list[record.MenuEntry] = []
        if one and known:
            found.append((text("intake_page.act.new"), "user-plus", self.register))
            found.append((text("intake_page.act.other"), "search", self.ask_person))
        if one and self.place.isHidden():
            found.append((text("intake_page.act.place"), "map-pin", self.ask_village))
        if one:
            found.append((text("intake_page.act.reveal"), "eye", self.reveal))
        if self._ids:
            found.append((text("intake_page.act.drop"), "trash", self.ask_reason))
        return found

    def _tell(self) -> None:
        """Offer what can be done now."""
        many, line = len(self._ids) > 1, self.view.line
        known = line is not None and line.person is not None
        ticked = len(self.view.taken())
        key = "intake_page.act.take_all" if many else "intake_page.act.take"
        said = i18n.text(key, count=ticked)
        self.take.setText(f"{parts.AIR}{said}")
        self.take.setAccessibleName(said)
        self.take.setEnabled(many or (known and bool(ticked)))
        self.take.setVisible(many or (known and bool(line and line.changes)))
        self.keep.setVisible(many or known)
        stranger = line is not None and not known
        self.new.setVisible(stranger)
        self.other.setVisible(stranger)
        self.place.setVisible(line is not None and not line.placed)
        self.more.offer(self._rarer(one=line is not None, known=known))
        self._buttons.updateGeometry()


def _people(desk: Any, typed: str) -> list[Candidate]:
    found = search.search(desk, typed, limit=12)
    return [
        Candidate(
            one["id"],
            f"{one['name']} {words.number(one['number'])}",
            "  ".join(part for part in (one["doc_no"] or "", words.place(one)) if part),
        )
        for one in found
    ]
