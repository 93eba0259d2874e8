"""The page of reserve pools: made, changed, opened to call their people up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch.phoning import CallsPage
from gigdesk.gui.dispatch.told import ToldPage
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.actions.desk import Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.window import Window

_FIELDS = (
    Field("name", "sheets.calls.pool", required=True),
    Field("trade", "record.trade"),
    Field("note", "dispatch.field.note", wide=True),
)


def entry(frame: Window, trail: record.Trail) -> record.MenuEntry:
    """Return the entry of a menu that opens the pools."""
    return i18n.text("matching.pools"), "users", lambda: trail.push(PoolsPage(frame, trail))


def calling(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that calls people up for a batch."""

    def go() -> None:
        page.trail.push(PoolsPage(page.frame, page.trail, page.row, done=page.refresh))

    return i18n.text("matching.by_reserve"), "users", reach.needs("dispatch.call")(go)


class PoolsPage(ToldPage):
    """The pools; Enter opens one to call its people up, for the batch `row` where there is one."""

    def __init__(
        self,
        frame: Window,
        trail: record.Trail,
        row: Mapping[str, Any] | None = None,
        *,
        done: Callable[[], object] | None = None,
    ) -> None:
        """Show the pools; `done` is called when people were put on the batch."""
        text, column = i18n.text, table.Column
        self.trail, self.row, self.done = trail, row, done
        add = parts.button(text("matching.pool_add"), "plus", "primary", do=self.add)
        super().__init__(
            frame,
            text("matching.pools"),
            (
                column("number", "cli.answer.number", right=True, width=3, frozen=True),
                column("name", "sheets.calls.pool", width=9, frozen=True),
                column("trade", "record.trade", width=7),
                column("people", "cli.answer.people", right=True, width=4),
                column("oldest", "matching.oldest", width=7),
                column("newest", "matching.newest", width=7),
                column("note", "dispatch.field.note", width=12),
            ),
            dispatch.list_pools,
            trail.back,
            view="pools",
            said=lambda rows: text("matching.pools_said", count=sum(r["people"] for r in rows)),
            nothing=table.Nothing(
                text("matching.no_pools"),
                text("matching.no_pools_words"),
                "users",
                ((text("matching.pool_add"), "plus", self.add),),
            ),
            buttons=(add,),
        )
        self.list.opened.connect(lambda _id: self.open())
        self.list.add_action(text("matching.pool_change"), "pencil", self.change)
        record.on_key(self, "Ctrl+N", self.add)
        record.on_key(self, "F2", self.change)

    @reach.needs("dispatch.add_pool")
    def add(self) -> None:
        """Ask for a new pool."""
        record.question(
            self.frame,
            i18n.text("matching.pool_add"),
            _FIELDS,
            lambda desk, values, _confirmed: dispatch.add_pool(desk, fields=values)[2],
            done=self._kept,
        )

    @reach.needs("dispatch.change_pool")
    def change(self) -> None:
        """Ask what the current pool is called otherwise."""
        row = self.current()
        if row is None:
            return
        pool = row["id"]
        record.question(
            self.frame,
            i18n.text("matching.pool_change"),
            _FIELDS,
            lambda desk, values, _confirmed: dispatch.change_pool(
                desk, pool_id=pool, fields=values
            ),
            done=self._kept,
            values={field.key: row[field.key] for field in _FIELDS},
        )

    def _kept(self, done: Done) -> None:
        self.refresh()
        undo = self.frame.undo.take_back
        self.frame.say(i18n.text("matching.pool_kept"), undo=lambda: undo(done.number))

    def open(self) -> None:
        """Open the current pool."""
        pool = self.current()
        if pool is not None:
            made = CallsPage(self.frame, self.trail, pool, self.row, done=self.done)
            self.trail.push(made)
