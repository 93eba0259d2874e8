"""Rows of insurance products, of the lists sent to insurers, of decisions, and of ticks by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain.dispatch import covers, products
from gigdesk.store import ddl
from gigdesk.store.dispatch.members import chunks, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.store.database import Database, Row

TABLES = (
    "insurance_product",
    "insurance_list",
    "insurance_row",
    "cover_decision",
    "departure_tick",
)
ROW_COLUMNS = (
    "id",
    "station_id",
    "list_id",
    "worker_id",
    "position",
    "part",
    "change",
    "pair",
    "name",
    "doc_kind",
    "doc_no",
    "sex",
    "birth_date",
    "occupation_class",
    "trade",
    "phone",
    "from_day",
    "to_day",
)
_ENTRY = ROW_COLUMNS[ROW_COLUMNS.index("name") :]


def list_products(store: Database, *, retired: bool = False) -> list[Row]:
    """Return the products by their number, those that are not offered any more only if asked."""
    states = "('active', 'retired')" if retired else "('active')"
    return store.query(
        f"SELECT {ddl.columns('insurance_product')} FROM insurance_product "
        f"WHERE state IN {states} ORDER BY number, id"
    )


def product(row: Row) -> products.Product:
    """Return a row as the record the rules look at."""
    numbers = (
        "min_people",
        "min_share_percent",
        "valid_days",
        "premium_fen",
        *products.SHARES,
    )
    return products.Product(
        row["id"],
        row["name"],
        row["age_min"],
        row["age_max"],
        products.read_classes(row["classes"]),
        cutoff_time=row["cutoff_time"] or "",
        wait_days=row["wait_days"],
        premium_per=row["premium_per"] or products.DAY,
        **{name: row[name] or 0 for name in numbers},
    )


# versions of lists


def list_lists(store: Database, batch_id: bytes, *, dropped: bool = False) -> list[Row]:
    """Return the versions of the lists of a batch, the oldest first, each with its product."""
    states = "('made', 'sent', 'dropped')" if dropped else "('made', 'sent')"
    return store.query(
        f"SELECT {ddl.columns('insurance_list', 'l')}, p.name AS product_name, p.insurer, "
        "p.number AS product_number, "
        "(SELECT count(*) FROM insurance_row r WHERE r.list_id = l.id AND r.part = 'on' "
        "AND r.change IN ('added', 'replaced')) AS come, "
        "(SELECT count(*) FROM insurance_row r WHERE r.list_id = l.id AND r.part = 'off') AS go, "
        "(SELECT count(*) FROM insurance_row r WHERE r.list_id = l.id AND r.change = 'changed') "
        "AS corrected "
        "FROM insurance_list l JOIN insurance_product p ON p.id = l.product_id "
        f"WHERE l.batch_id = ? AND l.state IN {states} ORDER BY p.number, l.version, l.id",
        (batch_id,),
    )


def lists_by_id(store: Database, ids: Iterable[bytes]) -> dict[bytes, Row]:
    """Return version, batch and name of the product of each of these lists."""
    return {
        row["id"]: row
        for marks, part in chunks(ids)
        for row in store.query(
            "SELECT l.id, l.version, l.batch_id, p.name AS product_name FROM insurance_list l "
            f"JOIN insurance_product p ON p.id = l.product_id WHERE l.id IN ({marks})",
            part,
        )
    }


def last_list(store: Database, batch_id: bytes, product_id: bytes) -> Row | None:
    """Return the newest version of a batch's list for a product, or None."""
    return store.one(
        f"SELECT {ddl.columns('insurance_list')} FROM insurance_list WHERE batch_id = ? "
        "AND product_id = ? AND state IN ('made', 'sent') ORDER BY version DESC, id DESC LIMIT 1",
        (batch_id, product_id),
    )


def next_version(store: Database, batch_id: bytes, product_id: bytes) -> int:
    """Return the version after the last, one that was dropped among them: none is used twice."""
    used = store.value(
        "SELECT max(version) FROM insurance_list WHERE batch_id = ? AND product_id = ?",
        (batch_id, product_id),
    )
    return int(used or 0) + 1


def last_class(store: Database, batch_id: bytes) -> int | None:
    """Return the occupation class that was stated last for a list of the order of a batch."""
    found = store.value(
        "SELECT l.occupation_class FROM insurance_list l JOIN batch b ON b.id = l.batch_id "
        "WHERE b.order_id = (SELECT order_id FROM batch WHERE id = ?) "
        "AND l.state IN ('made', 'sent') ORDER BY l.batch_id = ? DESC, l.rowid DESC LIMIT 1",
        (batch_id, batch_id),
    )
    return None if found is None else int(found)


def add_rows(store: Database, rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows of a version as tuples in the order of `ROW_COLUMNS`; return how many."""
    return store.add_many("insurance_row", ROW_COLUMNS, rows)


def list_rows(store: Database, list_id: bytes) -> list[Row]:
    """Return the rows of a version: who stands on it, then who went with it."""
    return store.query(
        f"SELECT {ddl.columns('insurance_row', 'r')}, w.number AS worker_number "
        "FROM insurance_row r JOIN worker w ON w.id = r.worker_id "
        "WHERE r.list_id = ? ORDER BY r.part DESC, r.position, r.id",
        (list_id,),
    )


def entry(row: Row) -> covers.Entry:
    """Return a row of a version as the entry the rules look at."""
    told: Row = {name: row[name] if row[name] is not None else "" for name in _ENTRY}
    return covers.Entry(row["worker_id"], **told)


def entries(store: Database, list_id: bytes) -> tuple[covers.Entry, ...]:
    """Return who stands on a version, in its order."""
    return tuple(entry(row) for row in list_rows(store, list_id) if row["part"] == covers.ON)


def standing(
    store: Database, people: Iterable[bytes], *, sent: bool = True
) -> dict[bytes, list[covers.Standing]]:
    """Return by person what versions of all batches changed, whichever of their records it was on.

    Only versions that were `sent`, or those made and not sent yet, in the order of their making.
    """
    owner = rows_of(store, list(people))
    found: dict[bytes, list[covers.Standing]] = {}
    state = covers.SENT if sent else covers.MADE
    for marks, part in chunks(owner):
        for row in store.query(
            f"SELECT {ddl.columns('insurance_row', 'r')}, l.effective_on, l.made_on, "
            "l.batch_id, l.product_id "
            "FROM insurance_row r JOIN insurance_list l ON l.id = r.list_id "
            f"WHERE r.change IS NOT NULL AND l.state = ? AND r.worker_id IN ({marks}) "
            "ORDER BY l.product_id, l.batch_id, l.version, r.part DESC",
            (state, *part),
        ):
            effective = row["effective_on"] or row["made_on"]
            one = covers.Standing(
                entry(row),
                row["part"],
                effective,
                row["list_id"],
                row["batch_id"] + row["product_id"],
                corrects=row["change"] == covers.CHANGED,
            )
            found.setdefault(owner[row["worker_id"]], []).append(one)
    return found


def stand_ins(store: Database, batch_id: bytes) -> dict[bytes, bytes]:
    """Return by person of a batch in whose place on its list they stand."""
    found = store.stream(
        "SELECT m.worker_id, other.worker_id FROM batch_member m "
        "JOIN batch_member other ON other.id = m.replaces_id WHERE m.batch_id = ?",
        (batch_id,),
    )
    return {row[0]: row[1] for row in found}


# decisions and ticks


def decisions(store: Database, batch_id: bytes) -> list[Row]:
    """Return the decisions of the head about people of a batch, the newest first."""
    return store.query(
        f"SELECT {ddl.columns('cover_decision', 'd')}, w.number AS worker_number, w.name "
        "FROM cover_decision d JOIN worker w ON w.id = d.worker_id "
        "WHERE d.batch_id = ? ORDER BY d.rowid DESC",
        (batch_id,),
    )


def ticks(store: Database, batch_id: bytes) -> list[Row]:
    """Return the ticks of a batch that stand, the newest last."""
    return store.query(
        f"SELECT {ddl.columns('departure_tick')} FROM departure_tick "
        "WHERE batch_id = ? AND state = 'active' ORDER BY done_on, rowid",
        (batch_id,),
    )
