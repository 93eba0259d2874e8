"""The page with the coaches of a batch: their seats and papers, and seating everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, vehicles
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

FIELDS = (
    Field("plate", "dispatch.vehicle.plate", longest=12),
    Field("seats", "dispatch.vehicle.seats", Kind.NUMBER, required=True),
    Field("staff_seats", "dispatch.vehicle.staff_seats", Kind.NUMBER, required=True),
    Field("insured_to", "dispatch.vehicle.insured_to", Kind.DATE),
    Field("driver_name", "dispatch.vehicle.driver_name"),
    Field("driver_phone", "dispatch.vehicle.driver_phone", Kind.PHONE),
    Field("charter_no", "dispatch.vehicle.charter_no"),
    Field("permit_no", "dispatch.vehicle.permit_no"),
    Field("permit_to", "dispatch.vehicle.permit_to", Kind.DATE),
    Field("licence_to", "dispatch.vehicle.licence_to", Kind.DATE),
    Field("qualified_to", "dispatch.vehicle.qualified_to", Kind.DATE),
    Field("note", "dispatch.vehicle.note", wide=True),
)


def seating(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the coaches of a batch."""

    def go() -> None:
        page.trail.push(CoachesPage(page.frame, page.row, page.trail.back))

    return i18n.text("batches_page.coaches"), "send", reach.needs("dispatch.seat")(go)


class CoachesPage(QtWidgets.QWidget):
    """Coaches in their order; one is added, changed or taken off, and everybody is seated."""

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Show the coaches of the batch `row`."""
        super().__init__()
        self.frame = frame
        self.row = row
        self.coaches: Sequence[Row] = ()
        text = i18n.text
        add = parts.button(text("batches_page.coach_add"), "plus", do=self.add)
        seat = parts.button(text("batches_page.seat_all"), "users", "primary", do=self.seat_all)
        more = [(text("batches_page.seat_anew"), "refresh", self.seat_anew)]
        self.more = record.MenuButton(text("batches_page.more"), more)
        self.head = record.Head(back, add, self.more, seat)
        self.head.show_record(text("batches_page.coaches_of", number=row["number"]))
        self.said = parts.label("", wrap=True)
        self.list = self._listing()
        whole = record.body(self.head, self.said, self.list)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+N", self.add)
        record.on_key(self, "Ctrl+Return", self.seat_all)
        record.on_key(self.list.table, "Delete", self.drop)
        self.list.add_action(text("batches_page.coach_drop"), "trash", self.drop)
        self.list.loaded.connect(self._say)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        nothing = table.Nothing(
            i18n.text("batches_page.no_coaches"),
            i18n.text("batches_page.no_coaches_words"),
            "send",
            ((i18n.text("batches_page.coach_add"), "plus", self.add),),
        )
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("number", "dispatch.vehicle.number", right=True, width=3, frozen=True),
                column("plate", "dispatch.vehicle.plate", width=6),
                column("seated", "batches_page.seated", width=5, show=_filled),
                column("seats", "dispatch.vehicle.seats", right=True, width=5),
                column("driver_name", "dispatch.vehicle.driver_name", width=5),
                column("driver_phone", "dispatch.vehicle.driver_phone", width=7),
                column(
                    "doubts",
                    "batches_page.coach_missing",
                    kind="status",
                    width=18,
                    sortable=False,
                    show=lambda row: _missing(row) or i18n.text("batches_page.fine"),
                    tone=lambda row: "warning" if row["doubts"] else "ok",
                ),
            ),
            name=i18n.text("batches_page.coaches"),
            view="coaches",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=nothing,
        )
        made.opened.connect(self.edit)
        return record.plain(made)

    def _rows(self, desk: Desk, _query: Query) -> Sequence[Row]:
        self.coaches = dispatch.list_vehicles(desk, batch_id=self.row["id"])
        return self.coaches

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        rows = self.coaches
        places = sum(row["places"] for row in rows)
        seated = sum(row["seated"] for row in rows)
        self.said.setText(
            i18n.text(
                "batches_page.coaches_said", listed=self.row["listed"], places=places, seated=seated
            )
        )
        parts.tone(self.said, "warning" if seated < self.row["listed"] else "ok")

    @reach.needs("dispatch.add_vehicle")
    def add(self) -> None:
        """Ask for a new coach."""
        self._ask(None, {"staff_seats": vehicles.STAFF})

    @reach.needs("dispatch.change_vehicle")
    def edit(self, vehicle_id: object) -> None:
        """Ask for what is otherwise with a coach."""
        found = next((row for row in self.coaches if row["id"] == vehicle_id), None)
        if found is not None:
            self._ask(found["id"], found)

    def _ask(self, vehicle_id: bytes | None, values: Mapping[str, Any]) -> None:
        def act(desk: Desk, fields: dict[str, Any], _confirmed: tuple[str, ...]) -> Done:
            if vehicle_id is None:
                return dispatch.add_vehicle(desk, batch_id=self.row["id"], fields=fields)[1]
            return dispatch.change_vehicle(desk, vehicle_id=vehicle_id, fields=fields)

        title = "batches_page.coach_change" if vehicle_id else "batches_page.coach_add"
        record.question(
            self.frame,
            i18n.text(title),
            FIELDS,
            act,
            done=self._done,
            values={field.key: values.get(field.key) for field in FIELDS},
            wide=34,
        )

    @reach.needs("dispatch.drop_vehicle")
    def drop(self) -> None:
        """Take the current coach off; its people stay on the list and need another seat."""
        vehicle_id = self.list.table.current_id()
        if vehicle_id is None or self.row["state"] not in batches.ON_PAPER:
            return
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.drop_vehicle(desk, vehicle_id=vehicle_id),
            self._done,
            owner=self,
            slot=("drop", vehicle_id),
        )

    def _done(self, done: Done) -> None:
        self.refresh()
        said = i18n.text("batches_page.coach_kept")
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))

    @reach.needs("dispatch.seat")
    def seat_all(self) -> None:
        """Seat whoever has no seat yet."""
        self._seat(anew=False)

    @reach.needs("dispatch.seat")
    def seat_anew(self) -> None:
        """Seat everybody anew."""
        self._seat(anew=True)

    def _seat(self, *, anew: bool) -> None:
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.seat_all(desk, batch_id=self.row["id"], anew=anew),
            self._seated,
            owner=self,
            slot=("seat", self.row["id"]),
        )

    def _seated(self, answer: tuple[vehicles.Plan, Done]) -> None:
        plan, done = answer
        self.refresh()
        left = len(plan.left)
        key = "batches_page.seated_but" if left else "batches_page.seated_all"
        self.frame.say(
            i18n.text(key, count=len(plan.seats), left=left),
            "warning" if left else "ok",
            undo=lambda: self.frame.undo.take_back(done.number),
        )


def _filled(row: Row) -> str:
    return f"{row['seated']}/{row['places']}"


def _missing(row: Row) -> str:
    """Return the papers of a coach that are still missing, in words."""
    return i18n.text("window.comma").join(
        i18n.text(f"dispatch.vehicle.{one.params['field']}") for one in row["doubts"]
    )
