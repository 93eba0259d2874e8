"""Random SQL against capture: whatever is done to the tables, replaying the op log rebuilds them.

    python -m tests.campaigns.capture [--short] [--seed N] [--rounds N]

Each round makes a desk, runs random statements over every captured table (whole rows, columns,
deletes, bulk statements, savepoints that are rolled back, transactions that fail), seals, and asks
`verify`. It then plants one silent change and demands that `verify` finds it.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigdesk import errors, stamps
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind
from gigdesk.store import migrations, oplog
from gigdesk.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCK = stamps.Clock()
TEXTS = ("张三", "李𬭎", "", "'); DROP TABLE worker; --", '"\\\n\t', "0012", "1e5", "𠮷" * 30, "x")
STATEMENTS, SHORT_STATEMENTS = 400, 120


def random_value(dice: random.Random, column: tables.Column, ids: dict[str, list[bytes]]) -> Any:
    """Return a value that fits the storage of a column; references point to rows that exist."""
    if column.refers is not None:
        known = ids.get(column.refers, [])
        return dice.choice(known) if known else None
    if not column.required and dice.random() < 0.3:
        return None
    if column.storage == "integer":
        return dice.choice((0, 1, -1, 2**40, dice.randrange(10**6)))
    if column.storage == "blob":
        return dice.randbytes(16)
    return dice.choice(TEXTS)


def random_row(
    dice: random.Random, table: tables.Table, ids: dict[str, list[bytes]]
) -> dict[str, Any]:
    """Return a whole row of a table."""
    row: dict[str, Any] = {"id": CLOCK.new_id()}
    for column in table.columns:
        row[column.name] = random_value(dice, column, ids)
    return row


class Vandal:
    """Somebody with a shell who does anything SQL allows to one desk."""

    def __init__(self, store: Database, dice: random.Random) -> None:
        self.store = store
        self.dice = dice
        self.ids: dict[str, list[bytes]] = {}
        self.refused = 0

    def step(self) -> None:
        """Do one random thing; what the guards refuse is counted."""
        table = self.dice.choice(tables.captured())
        action = self.dice.choice((self.insert, self.insert, self.update, self.bulk, self.delete))
        with contextlib.suppress(errors.GigDeskError), self.refusals():
            action(table)

    @contextlib.contextmanager
    def refusals(self) -> Iterator[None]:
        try:
            yield
        except errors.GigDeskError:
            self.refused += 1
            raise

    def insert(self, table: tables.Table) -> None:
        row = random_row(self.dice, table, self.ids)
        if any(row[c.name] is None for c in table.columns if c.required):
            return
        with self.store.atomic():
            self.store.add(table.name, row)
        self.ids.setdefault(table.name, []).append(row["id"])

    def update(self, table: tables.Table) -> None:
        known = self.ids.get(table.name)
        if not known:
            return
        column = self.dice.choice(table.columns)
        value = random_value(self.dice, column, self.ids)
        if value is None and column.required:
            return
        with self.store.atomic():
            self.store.change(table.name, self.dice.choice(known), {column.name: value})
            if self.dice.random() < 0.2:
                raise errors.Refused("planned")

    def bulk(self, table: tables.Table) -> None:
        texts = [column.name for column in table.columns if column.storage == "text"]
        if not texts:
            return
        name = self.dice.choice(texts)
        with self.store.atomic(), contextlib.suppress(errors.GigDeskError), self.store.atomic():
            self.store.execute(
                f"UPDATE {table.name} SET {name} = coalesce({name}, '') || ? "
                "WHERE abs(random()) % 3 = 0",
                (self.dice.choice(TEXTS),),
            )
            if self.dice.random() < 0.4:
                raise errors.Refused("planned")

    def delete(self, table: tables.Table) -> None:
        known = self.ids.get(table.name)
        if not known:
            return
        which = self.dice.choice(known)
        with self.store.atomic():
            gone = self.store.remove(table.name, which)
        if gone:
            known.remove(which)


def seal(store: Database) -> None:
    """Name an act for what was done and seal it."""
    with store.atomic():
        oplog.seal(store, CLOCK)


def one_round(folder: Path, seed: int, statements: int) -> tuple[int, int]:
    """Run one round; return how many ops it made and how many statements were refused."""
    dice = random.Random(seed)
    with Database(folder / f"{seed}.db", dice.randbytes(32)) as store:
        migrations.migrate(store)
        with store.atomic():
            oplog.start(store, desk_id=CLOCK.new_id())
            oplog.set_context(store, act_id=CLOCK.new_id(), staff_id=None)
        vandal = Vandal(store, dice)
        for table in [*tables.captured()] * 3:
            vandal.insert(table)
        for _ in range(statements):
            vandal.step()
        seal(store)
        report = oplog.verify(store)
        assert report.sound, (seed, report.findings[:3])
        plant(store, dice)
        assert not oplog.verify(store).sound, (seed, "a planted change was not found")
        return report.ops, vandal.refused


def plant(store: Database, dice: random.Random) -> None:
    """Change one row without capture."""
    filled = [
        table
        for table in tables.captured()
        if table.kind is Kind.REGISTRY and store.value(f"SELECT count(*) FROM {table.name}")
    ]
    table = dice.choice(filled)
    name = next(column.name for column in table.columns if column.storage == "text")
    with store.atomic():
        store.execute("UPDATE sync_state SET applying = 1")
        store.execute(
            f"UPDATE {table.name} SET {name} = 'planted' WHERE id = "
            f"(SELECT id FROM {table.name} LIMIT 1)"
        )
        store.execute("UPDATE sync_state SET applying = 0")


def main() -> int:
    """Run the rounds and print what they did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    rounds = 4 if chosen.short else chosen.rounds
    statements = SHORT_STATEMENTS if chosen.short else STATEMENTS
    ops = refused = 0
    for seed in range(chosen.seed, chosen.seed + rounds):
        with tempfile.TemporaryDirectory() as folder:
            found = one_round(Path(folder), seed, statements)
        ops, refused = ops + found[0], refused + found[1]
    print(f"capture: {rounds} rounds, {ops} ops rebuilt exactly, {refused} statements refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
