"""The page with the insurance products: whom each takes, from when, and who pays what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, money
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import products
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window


def fields() -> tuple[Field, ...]:
    """Return the fields of a product."""
    per = (
        Option(products.DAY, i18n.text("cover.code.per.day")),
        Option(products.TERM, i18n.text("cover.code.per.term")),
    )
    return (
        Field("name", "dispatch.product.name", required=True, longest=40),
        Field("insurer", "dispatch.product.insurer", required=True, longest=40),
        Field("policy_no", "dispatch.product.policy_no", longest=40),
        Field(
            "classes",
            "dispatch.product.classes",
            required=True,
            longest=20,
            hint="cover.hint.classes",
        ),
        Field("age_min", "dispatch.product.age_min", Kind.NUMBER, required=True),
        Field("age_max", "dispatch.product.age_max", Kind.NUMBER, required=True),
        Field("min_people", "dispatch.product.min_people", Kind.NUMBER),
        Field("min_share_percent", "dispatch.product.min_share_percent", Kind.NUMBER),
        Field(
            "cutoff_time",
            "dispatch.product.cutoff_time",
            longest=5,
            hint="cover.hint.cutoff",
        ),
        Field("wait_days", "dispatch.product.wait_days", Kind.NUMBER, hint="cover.hint.wait_days"),
        Field("premium_fen", "dispatch.product.premium_fen", Kind.MONEY),
        Field("premium_per", "dispatch.product.premium_per", Kind.CHOICE, options=per),
        Field("employer_fen", "dispatch.product.employer_fen", Kind.MONEY),
        Field("station_fen", "dispatch.product.station_fen", Kind.MONEY),
        Field("worker_fen", "dispatch.product.worker_fen", Kind.MONEY),
        Field("valid_days", "dispatch.product.valid_days", Kind.NUMBER),
        Field("note", "dispatch.product.note", wide=True),
    )


class ProductsPage(QtWidgets.QWidget):
    """The products by their number; one is added, changed, retired or offered again."""

    def __init__(self, frame: Window, back: Callable[[], object]) -> None:
        """Show the products that all stations of the county share."""
        super().__init__()
        self.frame = frame
        self.products: Sequence[Row] = ()
        text = i18n.text
        add = parts.button(text("cover.product_add"), "plus", "primary", do=self.add)
        more = [(text("cover.product_retire"), "trash", self.retire)]
        self.head = record.Head(back, record.MenuButton(text("batches_page.more"), more), add)
        self.head.show_record(text("cover.products"))
        self.list = self._listing()
        self.setLayout(record.body(self.head, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+N", self.add)
        record.on_key(self.list.table, "Delete", self.retire)
        self.list.opened.connect(self.edit)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        nothing = table.Nothing(
            i18n.text("cover.no_product"),
            i18n.text("cover.no_product_words"),
            "package",
            ((i18n.text("cover.product_add"), "plus", self.add),),
        )
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("number", "dispatch.product.number", right=True, width=3, frozen=True),
                column("name", "dispatch.product.name", width=9, frozen=True),
                column("insurer", "dispatch.product.insurer", width=8),
                column("age_min", "cover.ages", width=5, show=_ages),
                column("classes", "dispatch.product.classes", width=5),
                column("cutoff_time", "dispatch.product.cutoff_time", width=5),
                column("premium_fen", "dispatch.product.premium_fen", width=6, show=_premium),
                column("policy_no", "dispatch.product.policy_no", width=7),
                column("state", "cover.product_state", width=4, show=_state),
            ),
            name=i18n.text("cover.products"),
            view="products",
            layouts=self.frame.layouts,
            nothing=nothing,
            searchable=False,
        )
        return record.plain(made)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.products = dispatch.list_products(desk, retired=True)
        return self.products

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    @reach.needs("dispatch.add_product")
    def add(self) -> None:
        """Ask for a new product."""
        self._ask(None, {"wait_days": 1, "premium_per": products.DAY})

    @reach.needs("dispatch.change_product")
    def edit(self, product_id: object) -> None:
        """Ask for what is otherwise with a product."""
        found = next((row for row in self.products if row["id"] == product_id), None)
        if found is not None:
            self._ask(found["id"], found)

    def _ask(self, product_id: bytes | None, values: Mapping[str, Any]) -> None:
        asked = fields()

        def act(desk: Desk, typed: dict[str, Any], _confirmed: object) -> Done:
            if product_id is None:
                return dispatch.add_product(desk, fields=typed)[1]
            return dispatch.change_product(desk, product_id=product_id, fields=typed)

        title = "cover.product_change" if product_id else "cover.product_add"
        record.question(
            self.frame,
            i18n.text(title),
            asked,
            act,
            done=self._done,
            values={field.key: values.get(field.key) for field in asked},
            wide=40,
        )

    @reach.needs("dispatch.change_product")
    def retire(self) -> None:
        """Take the current product off what is offered, or offer it again."""
        current = self.list.table.current_id()
        row = next((one for one in self.products if one["id"] == current), None)
        if row is None:
            return
        retired = row["state"] == products.ACTIVE
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.change_product(
                desk, product_id=row["id"], fields={}, retired=retired
            ),
            self._done,
            owner=self,
            slot=("retire", row["id"]),
        )

    def _done(self, done: Done) -> None:
        self.refresh()
        said = i18n.text("cover.product_kept")
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))


def _ages(row: Row) -> str:
    return i18n.text("cover.from_to", least=row["age_min"], most=row["age_max"])


def _premium(row: Row) -> str:
    if not row["premium_fen"]:
        return ""
    per = "cover.premium_day" if row["premium_per"] == products.DAY else "cover.premium_term"
    return i18n.text(per, amount=money.grouped(row["premium_fen"]))


def _state(row: Row) -> str:
    retired = row["state"] == products.RETIRED
    return i18n.text("cover.retired" if retired else "cover.offered")
