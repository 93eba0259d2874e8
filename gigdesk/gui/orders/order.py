"""The page of one order: its terms, the four numbers and the lists behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.domain.orders import jobs, review
from gigdesk.gui import parts, reach, record
from gigdesk.gui.fields import Field
from gigdesk.gui.orders import behind, relation, reviewing, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.domain.orders.relation import Suggestion
    from gigdesk.domain.orders.review import Point
    from gigdesk.domain.workers.findings import Finding
    from gigdesk.gui.window import Window

    Answer = tuple[
        dict[str, Any],
        orders.Dashboard,
        Suggestion | None,
        tuple[Point, ...],
        tuple[Finding, ...],
    ]
    """The order, its numbers, the kind of work it looks like, its review, what is known of it."""

BEFORE_KEYS = "Ctrl+B"
"""Shows who went last season; stands beside the entry of the menu, too."""
# Steps that close an order or take it back are asked about.
_ASKED = ("finished", "settled", "archived", "draft", "review")


class OrderPage(QtWidgets.QWidget):
    """Head, facts, the four numbers and the terms; each tile opens the list behind it."""

    edit_wanted = QtCore.Signal(object)
    employer_wanted = QtCore.Signal(object)
    before_wanted = QtCore.Signal(object)
    source_wanted = QtCore.Signal(object, str)

    def __init__(self, frame: Window, order_id: bytes, back: Callable[[], object]) -> None:
        """Show the order; everything is asked in the background."""
        super().__init__()
        self.frame = frame
        self.id = order_id
        self.row: dict[str, Any] = {}
        text = i18n.text
        self.plan = parts.button(text("orders_page.propose"), "users", "primary", do=self.propose)
        self.steps = record.MenuButton(text("orders_page.step"))
        self.more = record.MenuButton(text("orders_page.more"))
        self.edit = parts.button(text("orders_page.edit"), "pencil", do=self._edit)
        past = record.past_button(self, self.show_past)
        self.head = record.Head(back, past, self.more, self.edit, self.steps, self.plan)
        self.facts = record.Facts()
        self.tiles = record.Tiles(
            (
                ("needed", text("orders_page.needed"), "bus"),
                ("listed", text("orders_page.listed"), "users"),
                ("worked", text("orders_page.worked"), "calendar-check"),
                ("sources", text("orders_page.sources"), "list-details"),
                ("terms", text("orders_page.terms"), "file-text"),
                ("review", text("orders_page.review"), "shield-check"),
            )
        )
        self.lists = QtWidgets.QStackedWidget()
        self._made = {name: make(frame, order_id) for name, make in behind.LISTS.items()}
        self._made["terms"].opened.connect(self._edit)
        self._made["review"].opened.connect(self._open_point)
        self._made["sources"].opened.connect(lambda how: self.source_wanted.emit(self.row, how))
        self.points: tuple[Point, ...] = ()
        self.concerns = record.Concerns()
        for made in self._made.values():
            self.lists.addWidget(made)
        self.tiles.chosen.connect(lambda name: self.lists.setCurrentWidget(self._made[name]))
        self.setLayout(record.body(self.head, self.concerns, self.facts, self.tiles, self.lists))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.facts, self.tiles)
        record.on_escape(self, back)
        record.on_key(self, "F2", self._edit)
        record.on_key(self, "Ctrl+N", self.propose)
        record.on_key(self, BEFORE_KEYS, self.show_before)
        self.tiles.choose("needed")
        self.setFocusProxy(self.plan)
        self._ask()

    def refresh(self) -> None:
        """Ask anew for the order and for its lists."""
        self._ask()
        for made in self._made.values():
            made.refresh()

    @reach.needs("dispatch.plan")
    def propose(self) -> None:
        """Open a new batch for this order, to be filled by proposal."""
        self.frame.open("dispatch", ("plan", self.id))

    def _ask(self) -> None:
        self.frame.tasks.ask(
            lambda desk: (
                orders.get_order(desk, self.id),
                orders.dashboard(desk, self.id),
                orders.suggestion(desk, self.id),
                orders.review(desk, self.id),
                dispatch.order_concerns(desk, self.id),
            ),
            self._show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=bool(self.row)),
        )

    def _show(self, answer: Answer) -> None:
        row, board, suggested, points, concerns = answer
        self.row, self.points = row, points
        self._show_review(concerns)
        title = i18n.text(
            "orders_page.order_title",
            number=row["number"],
            trade=row["trade"],
            employer=row["employer_name"],
        )
        self.head.show_record(title, words.standing(row), words.standing_tone(row))
        self.frame.set_title(i18n.text("orders_page.order_short", number=row["number"]), of=self)
        told = (i18n.text("orders.relation.fact"), relation.short(row, suggested))
        self.facts.show_facts([*facts(row), told])
        self._show_numbers(board)
        self._show_terms(len(row["missing_terms"]))
        self.steps.offer(
            [
                *(
                    (words.said(words.STEPS, code), "", self._step(code))
                    for code in row["next_states"]
                ),
                (i18n.text("orders_page.confirm"), "shield-check", self.confirm),
            ]
        )
        self.more.offer(
            [
                (i18n.text("orders_page.of_employer"), "building-factory-2", self._open_employer),
                (f"{i18n.text('orders_page.last_year')}\t{BEFORE_KEYS}", "users", self.show_before),
                (i18n.text("orders.relation.title"), "help-circle", self.relate),
            ]
        )
        self.plan.setVisible(row["state"] in ("draft", "review", "recruiting", "full", "on_site"))

    def _show_numbers(self, board: orders.Dashboard) -> None:
        text, tiles = i18n.text, self.tiles.tiles
        missing = max(0, board.needed - board.listed)
        full = self.row["suggested_state"] == jobs.FULL
        gap, tone = text("orders_page.enough_full" if full else "orders_page.enough"), "ok"
        if missing and self._is_over(board):
            gap, tone = text("orders_page.all_back"), "muted"
        elif missing:
            gap, tone = text("orders_page.missing", count=missing), "warning"
        tiles["needed"].show_number(f"{board.needed:,}", gap, tone)
        there = text("orders_page.on_site_now", count=board.on_site)
        tiles["listed"].show_number(f"{board.listed:,}", there)
        last = text("orders_page.worked_by", people=board.worked_people, day=board.last_day or "—")
        if board.left_early:
            last += text("orders_page.left_count", count=board.left_early)
        days = text("orders_page.day_count", days=words.days(board.quarters))
        tiles["worked"].show_number(days, last if board.quarters else "")
        best = board.sources[0] if board.sources else None
        tiles["sources"].show_number(
            str(len(board.sources)),
            words.said(words.HOW_CHOSEN, best["how_chosen"]) if best else "",
        )

    def _is_over(self, board: orders.Dashboard) -> bool:
        """Say whether nobody is looked for any more: it is closed, or all are back."""
        return self.row["state"] not in jobs.OPEN or bool(board.quarters and not board.on_site)

    def _show_terms(self, missing: int) -> None:
        text, tile = i18n.text, self.tiles.tiles["terms"]
        if missing and self.row["state"] in jobs.OPEN:
            said = text("orders_page.terms_missing", count=missing)
            tile.show_number(said, text("orders_page.terms_to_add"), "warning")
        else:
            tile.show_number(text("orders_page.terms_stated"), words.pay(self.row), "ok")

    @reach.needs("orders.answer")
    def relate(self) -> None:
        """Ask the six questions about the relationship."""
        if self.row:
            relation.ask(self.frame, self.row, self.refresh)

    def _show_review(self, concerns: Sequence[Finding]) -> None:
        tile, left = self.tiles.tiles["review"], review.missing(self.points)
        closed = self.row["state"] not in jobs.OPEN
        self.concerns.say(() if closed else concerns)
        said = words.said(reviewing.NAMES, left[0]) if left else ""
        number = i18n.text("orders_page.points_left", count=len(left))
        number = number if left else i18n.text("orders_page.reviewed")
        tile.show_number(number, said, "muted" if closed else "warning" if left else "ok")

    @reach.needs("orders.confirm_review")
    def confirm(self) -> None:
        """Ask who confirms what is left of the review."""
        self.tiles.choose("review")
        reviewing.ask(self.frame, self.id, self.points, done=self.refresh)

    def show_before(self) -> None:
        """Show who went last season."""
        if self.row:
            self.before_wanted.emit(self.row)

    def _open_employer(self) -> None:
        self.employer_wanted.emit(self.row["employer_id"])

    def _open_point(self, name: object) -> None:
        point = next((one for one in self.points if one.name == name), None)
        if point is None:
            return
        if point.state == review.CONFIRMED:
            reviewing.withdraw(self.frame, self.id, point.name, done=self.refresh)
        elif point.state == review.TO_MEND and point.name == review.TERMS_COMPLETE:
            self._edit()
        elif not point.is_done:
            self.confirm()

    def show_past(self) -> None:
        """Show every change of the order."""
        if self.row:
            title = i18n.text("orders_page.order_short", number=self.row["number"])
            record.open_past(self, title, ("job_order", self.id))

    @reach.needs("orders.change")
    def _edit(self) -> None:
        if self.row:
            self.edit_wanted.emit(self.row)

    def _step(self, state: str) -> Callable[[], object]:
        if state not in _ASKED:
            return reach.needs("orders.set_state")(lambda: self.move_on(state, ""))
        return reach.needs("orders.set_state")(lambda: _ask_reason(self, state))

    def move_on(self, state: str, reason: str) -> None:
        """Move the order on, or back; what keeps it from being public is asked first."""
        opening = state == jobs.RECRUITING and self.row["state"] in jobs.UNPUBLISHED
        if opening and review.missing(self.points):
            self.confirm()
            return
        self.frame.tasks.do(
            lambda desk, _progress: orders.set_state(
                desk, order_id=self.id, state=state, reason=reason
            ),
            lambda _taken: self._moved(state),
            owner=self,
            slot=("move", state),
        )

    def _moved(self, state: str) -> None:
        self.frame.say(i18n.text("orders_page.moved", state=words.state(state)))
        self.refresh()


def _ask_reason(page: OrderPage, state: str) -> None:
    """Ask why an order is moved; the words are kept with the act."""
    record.question(
        page.frame,
        words.said(words.STEPS, state),
        (Field("reason", "orders_page.reason", wide=True),),
        None,
        done=lambda values: page.move_on(state, values["reason"] or ""),
    )


def facts(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the terms of an order in words."""
    text = i18n.text
    ages = ""
    if row["age_min"] or row["age_max"]:
        ages = f"{row['age_min'] or 16}–{row['age_max'] or ''}"
    kind = row["certificate_kind"] or ""
    wanted = record.codes.label("certificate_kind", kind) or kind
    rule = words.said(words.RULES, row["certificate_rule"]) if kind else ""
    quota = [
        text(key, count=row[name])
        for name, key in (("men", "orders_page.men_count"), ("women", "orders_page.women_count"))
        if row[name]
    ]
    return [
        (text("orders.field.place"), row["place"]),
        (text("orders_page.days"), words.span(row["from_day"], row["to_day"])),
        (text("orders_page.quota"), " ".join(quota)),
        (text("orders_page.ages"), ages),
        (text("orders.field.certificate_kind"), f"{wanted} {rule}".strip()),
        (text("orders.field.hazardous"), text("window.table.yes") if row["hazardous"] else ""),
        (text("orders.field.pay_fen"), words.pay(row)),
        (text("orders.field.employment_form"), words.said(words.FORMS, row["employment_form"])),
    ]
