"""The page that shares people out among open orders: proposed, changed by hand, taken at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.told import ToldPage
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Done
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

NOWHERE = "-"


def entry(frame: Window, trail: record.Trail) -> record.MenuEntry:
    """Return the entry of a menu that shares people out."""

    def go() -> None:
        trail.push(SharingPage(frame, trail))

    return i18n.text("matching.share_out"), "users", reach.needs("dispatch.allocate")(go)


class SharingPage(ToldPage):
    """Everybody who could go and the order proposed; Enter gives somebody another order."""

    def __init__(self, frame: Window, trail: record.Trail) -> None:
        """Propose for all open orders."""
        text, column = i18n.text, table.Column
        self.trail = trail
        self.found: dispatch.Sharing | None = None
        self.wanted: dict[bytes, bytes | None] = {}
        self.take = parts.button(text("matching.share_take"), "plus", "primary", do=self.go)
        super().__init__(
            frame,
            text("matching.share_out"),
            (
                column("name", "record.name", width=5, frozen=True),
                column(
                    "order",
                    "matching.goes_to",
                    width=11,
                    tone=lambda row: "ok" if row["goes"] else "muted",
                ),
                column("sex", "record.sex", width=2.5),
                column("village", "record.village", width=7),
                column("choices", "matching.could_go", width=14),
                column("good", "batches_page.good", width=14),
            ),
            self._people,
            trail.back,
            view="sharing",
            said=self._told,
            nothing=table.Nothing(
                text("matching.no_sharing"), text("matching.no_sharing_words"), "users"
            ),
            buttons=(self.take,),
        )
        self.list.opened.connect(lambda _id: self.change())
        record.on_key(self, "F2", self.change)
        record.on_key(self, "Ctrl+Return", self.go)

    def _people(self, desk: Any) -> Sequence[Row]:
        if self.found is None:
            self.found = dispatch.share_out(desk)
            self.wanted = {one.worker.id: one.order for one in self.found.people}
        named = {one.id: f"{one.number} {one.trade}" for one in self.found.orders}
        joint = i18n.text("people.joint")
        return [
            {
                "id": one.worker.id,
                "name": one.worker.name,
                "sex": record.codes.label("sex", one.worker.sex),
                "village": one.worker.village,
                "goes": self.wanted[one.worker.id] is not None,
                "order": named.get(
                    self.wanted[one.worker.id] or b"", i18n.text("matching.nowhere")
                ),
                "choices": joint.join(named[each] for each in one.choices),
                "good": self._good(one),
            }
            for one in self.found.people
        ]

    def _good(self, one: dispatch.Shared) -> str:
        goes = self.wanted[one.worker.id]
        chosen = one.choices.get(goes or next(iter(one.choices)))
        return record.all_words(chosen.reasons.good) if chosen else ""

    def _told(self, _rows: Sequence[Row]) -> str:
        """Say of every order how many go there and how many it needs."""
        if self.found is None:
            return ""
        going = list(self.wanted.values())
        return i18n.text("record.between").join(
            i18n.text(
                "matching.order_gets",
                number=one.number,
                trade=one.trade,
                count=going.count(one.id),
                needed=one.needed,
            )
            for one in self.found.orders
        )

    def change(self) -> None:
        """Ask which order the current person goes to; a hard rule refuses it at once."""
        row, found = self.current(), self.found
        if row is None or found is None:
            return
        person = row["id"]
        options = [Option(NOWHERE, i18n.text("matching.nowhere"))] + [
            Option(one.id.hex(), f"{one.number} {one.trade} · {one.employer}")
            for one in found.orders
        ]

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> bytes | None:
            if values["order"] == NOWHERE:
                return None
            order = bytes.fromhex(values["order"])
            refused = dispatch.why_not(desk, person, order)
            if refused is not None:
                why = refused.against[0]
                raise errors.Invalid(why.code, field="order", **why.params)
            return order

        def done(order: bytes | None) -> None:
            self.wanted[person] = order
            self.refresh()

        goes = self.wanted[person]
        record.question(
            self.frame,
            i18n.text("matching.order_of", name=row["name"]),
            (
                Field(
                    "order", "matching.goes_to", Kind.CHOICE, required=True, options=tuple(options)
                ),
            ),
            act,
            done=done,
            values={"order": goes.hex() if goes else NOWHERE},
        )

    @reach.needs("dispatch.allocate")
    def go(self) -> None:
        """Put everybody who has an order on a batch of it, in one act."""
        wanted = {person: order for person, order in self.wanted.items() if order is not None}
        if not wanted:
            self.frame.say(i18n.text("matching.error.nobody_shared"), "warning")
            return
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.allocate(desk, wanted=wanted),
            self._taken,
            owner=self,
            slot=("allocate",),
        )

    def _taken(self, answer: tuple[dict[bytes, int], Sequence[dispatch.Outcome], Done]) -> None:
        made, told, done = answer
        refused = [one for one in told if not one.done]
        text, trail = i18n.text, self.trail
        trail.back()
        self.frame.say(
            text("matching.shared", count=len(told) - len(refused), batches=len(made)),
            undo=lambda: self.frame.undo.take_back(done.number),
        )
        if refused:
            trail.push(Refusals(self.frame, text("batches_page.not_added"), told, trail.back))
