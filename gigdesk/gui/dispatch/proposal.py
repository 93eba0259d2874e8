"""The page with the candidates for a batch, best first, with what speaks for and against each.

The sum behind the order stays unsaid: weights say nothing to a reader, the reasons do.
"""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import eligibility, ranking
from gigdesk.domain.workers import dates
from gigdesk.gui import parts, reach, record, table, theme
from gigdesk.gui.dispatch import papers, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.domain.dispatch.ranking import Candidate
    from gigdesk.domain.workers import Finding
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

MOST = 300


class ProposalPage(QtWidgets.QWidget):
    """Candidates in their order; the best ones are marked, and the marked ones are taken.

    `taken(ids)` fires with the marked people.
    """

    taken = QtCore.Signal(list)

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Propose for the batch `row`."""
        super().__init__()
        self.frame = frame
        self.row = row
        text = i18n.text
        self.by = ranking.USUAL
        ways = record.MenuButton(text("matching.ranked_by"), self._ways())
        sheet = parts.button(text("matching.write_candidates"), "file-spreadsheet", do=self.write)
        self.head = record.Head(back, ways, sheet)
        self.head.show_record(text("batches_page.propose_to", number=row["number"]))
        self.found: dispatch.Proposal | None = None
        self.said = parts.label(text("batches_page.looking"), wrap=True)
        self.list = self._listing()
        self.count = QtWidgets.QSpinBox()
        self.count.setRange(1, MOST)
        self.count.setAccessibleName(text("batches_page.first_count"))
        label = parts.label(text("batches_page.first_count"))
        label.setBuddy(self.count)
        self.mark = parts.button(text("batches_page.mark_first"), "list-check", do=self.mark_first)
        self.take = parts.button(text("record.take_none"), "plus", "primary", do=self.go)
        cap = parts.shortcut_words("Ctrl+Enter")
        foot = parts.across(label, self.count, self.mark, None, self.take, cap)
        self.detail = parts.label("", "hint", wrap=True)
        self.concerns = record.Concerns()
        self.known: Sequence[Finding] = ()
        whole = record.body(self.head, self.concerns, self.said, self.list)
        whole.addWidget(self.detail)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        self.detail.hide()
        record.Folding(self, self.list.count)
        self.list.table.selectionModel().selectionChanged.connect(self._count)
        self.list.current_changed.connect(lambda _id: self._say())
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.go)
        self.setFocusProxy(self.list.table)
        theme.follow(self, lambda: self.count.setFixedWidth(theme.measures().em(5)))
        self.list.loaded.connect(self._show)
        self._count()

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("rank", "batches_page.rank", right=True, width=2.5, frozen=True),
                column("name", "record.name", width=5, frozen=True),
                column("sex", "record.sex", width=2.5),
                column("age", "record.age", right=True, width=2.5),
                column("village", "record.village", width=6),
                column("good", "batches_page.good", width=15, tone=lambda _row: "ok"),
                column("soft", "batches_page.soft", width=15, tone=_soft_tone),
                column("waited_days", "cli.answer.waited_days", right=True, width=4),
                column("away", "matching.distance", right=True, width=4, show=_distance),
            ),
            name=i18n.text("batches_page.candidates"),
            view="candidates",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(
                i18n.text("batches_page.no_candidates"),
                i18n.text("batches_page.no_candidates_words"),
                "users",
            ),
        )
        made.opened.connect(lambda _id: self.go())
        return record.plain(made)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        """Look once; another order of the rows asks nobody anew."""
        row = self.row
        self.found = self.found or dispatch.propose(
            desk, row["order_id"], limit=MOST, batch_id=row["id"], by=self.by
        )
        self.known = dispatch.concerns(desk, row["id"])
        days = datetime.date.fromisoformat(self.row["first_day"]), desk.clock.today()
        return [
            shown(number, one, *days) for number, one in enumerate(self.found.candidates, start=1)
        ]

    def _ways(self) -> list[record.MenuEntry]:
        return [
            (
                i18n.text(f"sheets.candidates.by.{by}"),
                "list-check",
                functools.partial(self.rank, by),
            )
            for by in ranking.ORDERS
        ]

    def rank(self, by: str) -> None:
        """Show the candidates in another order."""
        self.by, self.found = by, None
        self.list.refresh()

    @reach.needs("dispatch.export")
    def write(self) -> None:
        """Write the ranking with all reasons as a workbook."""
        row, by = self.row, self.by
        name = i18n.text("matching.candidates_file", number=row["number"])
        papers.write(
            self.frame,
            name,
            lambda desk, out: dispatch.write_candidates(
                desk, row["order_id"], out, batch_id=row["id"], by=by, limit=MOST
            ),
        )

    def _show(self) -> None:
        found, text = self.found, i18n.text
        if found is None:
            return
        self.concerns.say(self.known)
        said = [text(f"sheets.candidates.by.{self.by}")]
        if self.by == ranking.NEAREST and all(one.distance_m is None for one in found.candidates):
            said.append(text("matching.no_spot"))
        said += [text("batches_page.places", needed=found.needed, found=len(found.candidates))]
        said += [
            text("batches_page.kept_out", count=count, why=words.said(words.EXCLUDED, rule))
            for rule, count in found.excluded.items()
        ]
        self.said.setText(text("record.between").join(said))
        self.count.setValue(max(1, found.needed))

    def mark_first(self) -> None:
        """Mark the first so many that need no decision of a person."""
        view, wanted = self.list.table, self.count.value()
        chosen = QtCore.QItemSelection()
        marked = 0
        for number in range(self.list.model.rowCount()):
            row = self.list.model.row(number)
            if row is None or marked >= wanted:
                break
            if not row["asks"]:
                index = self.list.model.index(number, 0)
                chosen.select(index, index)
                marked += 1
        flags = QtCore.QItemSelectionModel.SelectionFlag
        view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        view.setFocus()

    def go(self) -> None:
        """Hand over the marked people."""
        ids = self.list.table.selected_ids()
        if ids:
            self.taken.emit(ids)

    def _count(self, *_what: object) -> None:
        count = len(self.list.table.selectionModel().selectedRows())
        text = i18n.text
        label = text("record.take", count=count) if count else text("record.take_none")
        self.take.setText(f"{parts.AIR}{label}")
        self.take.setAccessibleName(label)
        self.take.setEnabled(bool(count))

    def _say(self) -> None:
        found = next(iter(self.list.table.selected_rows()), None)
        if found is not None:
            self.detail.setText(i18n.text("batches_page.of", name=found["name"], words=_why(found)))
            self.detail.show()


def shown(
    number: int, one: Candidate, first_day: datetime.date, today: datetime.date
) -> dict[str, Any]:
    """Return a candidate as a row; `asks` says that only a person can decide on them."""
    birth = dates.to_day(one.worker.birth_date)
    rules = {eligibility.rule_of(each) for each in one.reasons.soft}
    return {
        "id": one.worker.id,
        "rank": number,
        "name": one.worker.name,
        "sex": record.codes.label("sex", one.worker.sex),
        "age": dates.age_on(birth, first_day) if birth else None,
        "village": one.worker.village,
        "good": record.all_words(one.reasons.good),
        "soft": record.all_words(one.reasons.soft),
        "waited_days": ranking.waited_days(one.worker, today),
        "away": ranking.kilometres(one.distance_m),
        "asks": bool(rules & ranking.NEVER_BY_ITSELF),
    }


def _soft_tone(row: Row) -> str:
    return "error" if row["asks"] else "warning" if row["soft"] else ""


def _why(row: Row) -> str:
    """Return what speaks for and against somebody, each under its own word."""
    text = i18n.text
    against = row["soft"] or text("matching.nothing_against")
    told = [text("matching.said_against", words=against)]
    if row["good"]:
        told.insert(0, text("matching.said_good", words=row["good"]))
    if row["waited_days"] is not None:
        told.append(text("matching.waited", count=row["waited_days"]))
    told.append(text("matching.far", words=_distance(row)))
    return "  ".join(told)


def _distance(row: Row) -> str:
    """Return how far the work is; what is not known is said to be unknown."""
    if row["away"] is None:
        return i18n.text("matching.unknown")
    return i18n.text("matching.kilometres", count=row["away"])
