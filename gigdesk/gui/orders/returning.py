"""Who went last season, with the result; the marked ones are put on a batch at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.domain.dispatch import batches
from gigdesk.gui import dialogs, parts, reach, record, table
from gigdesk.gui.fields import Field, Kind, Option
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window


class LastYear(QtWidgets.QWidget):
    """The list of last season; Ctrl+Enter puts the marked people on a batch, Enter opens one."""

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Show it for the order `row`."""
        super().__init__()
        text = i18n.text
        self.frame = frame
        self.row = row
        self.head = record.Head(back)
        self.head.show_record(text("orders_page.last_year_of", number=row["number"]))
        self.list = self._listing()
        self.take = parts.button(text("orders_page.invite"), "plus", "primary", do=self.invite)
        foot = parts.across(None, self.take, parts.shortcut_words("Ctrl+Enter"))
        whole = record.body(self.head, self.list)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.invite)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(lambda desk, _query: orders.last_year(desk, self.row["id"])),
            (
                column("name", "record.name", width=5, frozen=True),
                column("sex", "record.sex", width=2.5, show=_sex),
                column("village", "record.village", width=6),
                column("phone", "record.phone", width=7),
                column(
                    "quarters",
                    "orders_page.days_worked",
                    right=True,
                    width=4,
                    show=lambda row: words.days(row["quarters"]),
                ),
                column("wage_fen", "orders_page.wage", kind="money", width=6),
                column(
                    "until_day",
                    "orders_page.left_early",
                    kind="status",
                    width=12,
                    show=_left,
                    tone=lambda row: "warning" if row["until_day"] else "ok",
                ),
                column("employer_name", "orders_page.employer", width=10),
                column("trade", "orders.field.trade", width=5),
                column(
                    "listed",
                    "orders_page.listed_now",
                    kind="status",
                    width=5,
                    show=_listed,
                    tone=lambda row: "ok" if row["listed"] else "",
                ),
            ),
            name=i18n.text("orders_page.last_year"),
            view="last_year",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(
                i18n.text("orders_page.nobody_before"),
                i18n.text("orders_page.nobody_before_words"),
                "users",
            ),
        )
        made.opened.connect(lambda worker_id: self.frame.open("workers", worker_id))
        return record.plain(made)

    @reach.needs("dispatch.add_members")
    def invite(self) -> None:
        """Ask for the batch where there are several, and put the marked people on its list."""
        people = [row["id"] for row in self.list.table.selected_rows() if not row["listed"]]
        if not people:
            self.frame.say(i18n.text("orders_page.mark_people"), "warning")
            return
        self.frame.tasks.ask(
            lambda desk: dispatch.list_batches(
                desk, order_id=self.row["id"], states=batches.ON_PAPER, limit=50
            )[1],
            lambda found: self._choose(people, found),
            owner=self,
        )

    def _choose(self, people: Sequence[bytes], found: Sequence[Mapping[str, Any]]) -> None:
        if not found:
            self.frame.say(i18n.text("orders_page.plan_first"), "warning")
            self.frame.open("dispatch", ("plan", self.row["id"]))
        elif len(found) == 1:
            self._put(people, found[0]["id"])
        else:
            options = tuple(
                Option(
                    one["id"].hex(),
                    i18n.text(
                        "orders_page.batch_of", number=one["number"], depart=one["depart_on"]
                    ),
                )
                for one in found
            )
            record.question(
                self.frame,
                i18n.text("orders_page.invite"),
                (Field("batch", "orders_page.batch", Kind.CHOICE, options=options, required=True),),
                None,
                done=lambda values: self._put(people, bytes.fromhex(values["batch"])),
            )

    def _put(self, people: Sequence[bytes], batch_id: bytes) -> None:
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.add_members(
                desk, batch_id=batch_id, people=people, how=batches.INVITED
            ),
            self._told,
            owner=self,
            slot=("invite", batch_id),
        )

    def _told(self, answer: tuple[list[dispatch.Outcome], Any]) -> None:
        told, done = answer
        self.list.refresh()
        count = sum(one.done for one in told)
        if count:
            back = self.frame.undo.take_back
            said = i18n.text("orders_page.invited", count=count)
            self.frame.say(said, undo=lambda: back(done.number))
        refused = [one for one in told if not one.done]
        if refused:
            why = "\n".join(f"{one.name} {record.all_words(one.against)}" for one in refused)
            title = i18n.text("orders_page.not_invited", count=len(refused))
            dialogs.say(self.frame, title, why, "warning")


def _sex(row: Row) -> str:
    return record.codes.label("sex", row["sex"] or "")


def _left(row: Row) -> str:
    if not row["until_day"]:
        return i18n.text("orders_page.to_the_end")
    return " ".join(one for one in (row["until_day"], row["reason"]) if one)


def _listed(row: Row) -> str:
    return i18n.text("orders_page.on_list") if row["listed"] else ""
