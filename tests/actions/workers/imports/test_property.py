"""For any roster: the five add up, the registry is what the rows say, and undo puts it back."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters
from tests.making import copied_desk, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk

KNOWN = 4
NAMES = ("刘桂花", "陈秀英", "杨建国", "黄志强", "周丽娟", "吴春梅")
COLUMNS = ("name", "doc_no", "phone", "trade")
HEADER = ("姓名", "身份证号码", "联系电话", "主要从事工种")


@dataclasses.dataclass(frozen=True)
class Row:
    """One generated row: which of six people, and what its cells say."""

    who: int
    number: str
    name: str | None
    phone: str | None
    trade: str | None

    @property
    def doc_no(self) -> str | int | None:
        """Return the cell of the number as it stands in the file."""
        right = rosters.number(self.who * 2 + 1)
        if self.number == "short":
            return right[:-1]
        if self.number == "cell":
            return int(right[:15] + "000")
        return right if self.number == "right" else None


ROWS = st.builds(
    Row,
    who=st.integers(0, len(NAMES) - 1),
    number=st.sampled_from(["right"] * 6 + ["short", "cell", "none"]),
    name=st.sampled_from([True] * 6 + [False, None]),
    phone=st.sampled_from([None, "13800001111", "13800002222"]),
    trade=st.sampled_from([None, "采棉", "缝纫"]),
)


def named(row: Row) -> Row:
    """Return a row with its own name, another, or none."""
    own, other = NAMES[row.who], "钱某某"
    return dataclasses.replace(row, name={True: own, False: other}.get(row.name))  # type: ignore[call-overload]


def given_by(row: Row) -> dict[str, Any]:
    """Return what the cells of a row say beside the number."""
    return {name: value for name in ("name", "phone", "trade") if (value := getattr(row, name))}


def contradicts(one: Row, other: Row) -> bool:
    """Say whether two rows with one number say different things."""
    mine, its = given_by(one), given_by(other)
    return any(mine[name] != its[name] for name in mine.keys() & its.keys())


def expected(rows: list[Row]) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the class of every row and the people afterwards, by the table of the command line."""
    empty = {"name": None, "phone": None, "trade": None}
    people = {rosters.number(at * 2 + 1): {**empty, "name": NAMES[at]} for at in range(KNOWN)}
    first = {number: dict(person) for number, person in people.items()}
    classes = []
    for at, row in enumerate(rows):
        number = str(row.doc_no)
        if row.number != "right":
            # The birth stands in a damaged number, so that a namesake with it is proposed.
            fits = row.number == "cell" and row.name == NAMES[row.who] and row.who < KNOWN
            classes.append("undecided" if fits else "rejected")
            continue
        same = [other for other in rows if other.number == "right" and other.who == row.who]
        if any(contradicts(row, other) for other in same):
            classes.append("undecided")
            continue
        earlier = [
            other
            for other in rows[:at]
            if other in same
            and (number in first or other.name)
            and not any(contradicts(other, third) for third in same)
        ]
        told = {name: value for other in earlier for name, value in given_by(other).items()}
        kind = _class(row, first.get(number), earlier, told)
        classes.append(kind)
        if kind == "new":
            people[number] = {**empty, **given_by(row)}
        elif kind == "updated":
            news = {name: value for name, value in given_by(row).items() if name not in told}
            people[number].update(news)
    return classes, people


def _class(row: Row, known: dict[str, Any] | None, earlier: list[Row], told: dict[str, Any]) -> str:
    given = given_by(row)
    if earlier and given.items() <= told.items():
        return "unchanged"
    if known is None and not earlier:
        return "new" if row.name else "rejected"
    before = {**(known or {}), **told}
    if row.name and before["name"] != row.name:
        return "undecided"
    return (
        "updated"
        if any(before.get(name) != value for name, value in given.items())
        else "unchanged"
    )


def registry(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return the people by number."""
    found = desk.store.query("SELECT doc_no, name, phone, trade FROM worker")
    return {row.pop("doc_no"): row for row in found}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk that knows the first people; every example leaves it as it was."""
    folder = tmp_path_factory.mktemp("rosters")
    desk = copied_desk(folder / "desk")
    listed = [[NAMES[at], rosters.number(at * 2 + 1)] for at in range(KNOWN)]
    rosters.take(desk, rosters.book(folder / "known.xlsx", listed, HEADER[:2]))
    yield desk
    desk.close()


@settings(max_examples=examples(60))
@given(made=st.lists(ROWS, max_size=14))
def test_counts_add_up_and_the_registry_is_what_the_rows_say(known: Desk, made: list[Row]) -> None:
    rows = [named(row) for row in made]
    # A row without name and number is no person.
    rows = [row for row in rows if row.name or row.number != "none"]
    before = registry(known)
    # Two plain people stand first and last, so that no sample or short list is suspected.
    frame = [["马春梅", rosters.number(901), "", ""], ["徐永红", rosters.number(903), "", ""]]
    cells = [[getattr(row, name) for name in COLUMNS] for row in rows]
    path = rosters.book(known.folder / "r.xlsx", [frame[0], *cells, frame[1]], HEADER)
    taken = rosters.take(known, path)
    after = registry(known)
    office.undo.undo(known, imports.undo_target(known, taken.number))
    assert registry(known) == before
    classes, people = expected(rows)
    assert taken.rows == len(rows) + len(frame)
    assert taken.counts["new"] == classes.count("new") + len(frame)
    for kind in ("updated", "unchanged", "undecided", "rejected"):
        assert taken.counts[kind] == classes.count(kind), (kind, classes, rows)
    for row in frame:
        assert after.pop(row[1])["name"] == row[0]
    assert after == people
