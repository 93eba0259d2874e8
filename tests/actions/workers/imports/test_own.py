"""A dry run says exactly what the import does, wherever the slices of the import end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from tests.actions.workers.imports import rosters
from tests.making import copied_desk, examples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEADER = ("姓名", "身份证号码", "联系电话", "村", "主要从事工种")
VILLAGES = ("金鸡村", "竹山村")
NAMES = ("刘桂花", "陈秀英", "杨建国")
SLICES = 3


def both(desk: Desk, path: Path) -> tuple[dict[str, int], imports.Taken]:
    """Return what the dry run counts, and what the import did."""
    opened = imports.open_file(desk, path)
    reading = imports.read(opened, today=desk.clock.today())
    seen = imports.preview(desk, reading)
    return seen.counts, imports.take_in(desk, reading, back_up=False, others=lambda: None)


def crowd(count: int) -> list[list[Any]]:
    """Return plain people who are like nobody else, so that a file has several slices."""
    return [[*row[:3], VILLAGES[1], None] for row in rosters.crowd(count, seed=7)]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk that knows two of the people; every example leaves it as it was."""
    folder = tmp_path_factory.mktemp("own")
    desk = copied_desk(folder / "desk")
    rosters.add_places(desk, *(("长安镇", village) for village in VILLAGES))
    listed = [[NAMES[at], rosters.number(at * 2 + 1), None, VILLAGES[0], None] for at in range(2)]
    rosters.take(desk, rosters.book(folder / "known.xlsx", listed, HEADER))
    yield desk
    desk.close()


def test_a_bad_number_is_not_held_against_a_namesake_of_an_earlier_slice(
    known: Desk, tmp_path: Path
) -> None:
    people = crowd(2 * classing.CHUNK)
    people[3] = ["马永红", rosters.number(701), None, VILLAGES[0], None]
    people[-2] = ["马永红", "43992719", None, VILLAGES[0], None]
    counts, taken = both(known, rosters.book(tmp_path / "r.xlsx", people, HEADER))
    office.undo.undo(known, imports.undo_target(known, taken.number))
    assert (counts["undecided"], counts["rejected"]) == (0, 1)
    assert taken.counts == counts


def test_who_was_moved_by_an_earlier_slice_is_still_found_where_he_lived(
    known: Desk, tmp_path: Path
) -> None:
    people = crowd(2 * classing.CHUNK)
    people[3] = [NAMES[0], rosters.number(1), None, VILLAGES[1], None]
    people[-2] = [NAMES[0], "43992719", None, VILLAGES[0], None]
    counts, taken = both(known, rosters.book(tmp_path / "r.xlsx", people, HEADER))
    office.undo.undo(known, imports.undo_target(known, taken.number))
    assert (counts["updated"], counts["undecided"]) == (1, 1)
    assert taken.counts == counts


def test_news_of_somebody_made_by_an_earlier_slice_reaches_the_same_person(
    known: Desk, tmp_path: Path
) -> None:
    people = crowd(2 * classing.CHUNK)
    number = rosters.number(703)
    people[3] = ["马永红", number, None, VILLAGES[0], None]
    people[-2] = ["马永红", number, None, None, "采棉"]
    counts, taken = both(known, rosters.book(tmp_path / "r.xlsx", people, HEADER))
    found = known.store.query("SELECT name, trade FROM worker WHERE doc_no = ?", (number,))
    office.undo.undo(known, imports.undo_target(known, taken.number))
    assert counts["updated"] == 1
    assert taken.counts == counts
    assert found == [{"name": "马永红", "trade": "采棉"}]


def cells(who: int, kind: str, name: str | None, more: tuple[Any, ...]) -> list[Any]:
    """Return the cells of one row about one of three people."""
    right = rosters.number(who * 2 + 1)
    number = {"right": right, "bad": right[:8], "cell": int(right[:15] + "000"), "none": None}[kind]
    return [NAMES[who] if name == "own" else name, number, *more]


ROWS = st.builds(
    cells,
    st.integers(0, len(NAMES) - 1),
    st.sampled_from(["right"] * 3 + ["bad", "cell", "none"]),
    st.sampled_from(["own"] * 5 + ["钱某某", *NAMES]),
    st.tuples(
        st.sampled_from([None, "13800001111", "13800002222"]),
        st.sampled_from([*VILLAGES, None]),
        st.sampled_from([None, "采棉", "缝纫"]),
    ),
)
PLACES = st.integers(0, SLICES * classing.CHUNK - 1)


@settings(max_examples=examples(25))
@given(made=st.dictionaries(PLACES, ROWS, max_size=14))
def test_the_dry_run_counts_what_is_written(known: Desk, made: dict[int, list[Any]]) -> None:
    people = crowd(SLICES * classing.CHUNK)
    for at, row in made.items():
        people[at] = row
    counts, taken = both(known, rosters.book(known.folder / "r.xlsx", people, HEADER))
    office.undo.undo(known, imports.undo_target(known, taken.number))
    assert taken.counts == counts
    assert sum(counts.values()) == len(people)


def test_a_change_is_told_from_the_row_it_came_from(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(3)
    repeated = [[*people[0], "重复"], [*people[1], "甲"], [*people[1], "乙"]]
    header = (*rosters.HEADER, "备注")
    path = rosters.book(tmp_path / "a.xlsx", [*([*one, ""] for one in people), *repeated], header)
    rosters.take(desk, path)
    told = [
        [
            (one["row"], one["changes"].get("notes", (None, None))[1])
            for one in office.history.of_row(desk, "worker", rosters.person(desk, who[1])["id"])
        ]
        for who in people
    ]
    both_remarks = rosters.person(desk, people[1][1])["notes"]
    assert told == [
        [(2, None), (5, "重复")],
        [(3, None), (6, "甲"), (7, both_remarks)],
        [(4, None)],
    ]
    assert {"甲", "乙"} <= set(both_remarks)
