"""Work that ends by a row: what it empties is shown, what the row states stays, twice is once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store.workers import belongings
from tests.actions.workers.imports import rosters
from tests.making import copied_desk, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
HEADER = ("姓名", "身份证号码", "就业状态", "就业时间", "失业时间", "外出省份", "就业单位")
WORKING = ["刘桂花", LIU, "已就业", "2025-03-01", "", "广东", "红星厂"]
ALONE = ["刘桂花", LIU, "未就业", "", "2026-05-01", "", ""]
COLUMNS = (
    "employment_status", "employed_since", "unemployed_since", "employment_province",
    "employer_name",
)  # fmt: skip


def book(path: Path, *listed: Sequence[Any]) -> Path:
    return rosters.book(path / "r.xlsx", listed, HEADER)


def kept(desk: Desk) -> list[Any]:
    row = rosters.person(desk, LIU)
    return [row[name] for name in COLUMNS]


def shown(desk: Desk, path: Path) -> dict[str, tuple[Any, Any]]:
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 5)
    return {one.field: (one.before, one.after) for one in line.changes}


def test_what_a_row_empties_stands_among_its_changes_and_goes_back_with_it(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, book(tmp_path, WORKING))
    before = kept(desk)
    path = book(tmp_path, ALONE)
    told = shown(desk, path)
    assert told == {
        "employment_status": ("1", "2"),
        "unemployed_since": (None, "2026-05-01"),
        "employed_since": ("2025-03-01", None),
        "employment_province": ("44", None),
        "employer_name": ("红星厂", None),
    }
    taken = rosters.take(desk, path)
    assert kept(desk) == ["2", None, "2026-05-01", None, None]
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert kept(desk) == before


def test_what_the_row_states_itself_or_another_row_of_the_person_is_not_emptied(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, book(tmp_path, WORKING))
    more = ["刘桂花", LIU, "", "", "2026-05-01", "", "红星厂"]
    path = book(tmp_path, [*ALONE[:5], "广东", ""], more)
    assert {name for name, one in shown(desk, path).items() if one[1] is None} == {"employed_since"}
    rosters.take(desk, path)
    assert kept(desk) == ["2", None, "2026-05-01", "44", "红星厂"]
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 2}


def test_the_inbox_shows_what_is_emptied_and_empties_only_what_is_chosen(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, book(tmp_path, WORKING))
    rosters.take(desk, book(tmp_path, ["刘贵花", *ALONE[1:]]))
    (line,) = imports.waiting_lines(desk)
    emptied = {one.field for one in imports.look(desk, row_id=line.id).changes if one.after is None}
    assert emptied == {"employed_since", "employment_province", "employer_name"}
    chosen = {"employment_status", "unemployed_since", "employer_name"}
    done = imports.finish(desk, line.id, fields=chosen)
    assert kept(desk) == ["2", "2025-03-01", "2026-05-01", "44", None]
    office.undo.undo(desk, done.number)
    imports.finish(desk, line.id, fields={"name", "employer_name"})
    assert kept(desk)[-1] == "红星厂"


def test_work_from_before_what_is_known_waits_and_ends_that_only_once_taken(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, book(tmp_path, WORKING))
    before = kept(desk)
    older = ["刘桂花", LIU, "已就业", "2023-06-01", "", "浙江", "蓝天厂"]
    taken = rosters.take(desk, book(tmp_path, older))
    assert rosters.counts(taken) == {"undecided": 1}
    assert kept(desk) == before
    (line,) = imports.waiting_lines(desk)
    assert [one[0] for one in imports.waiting(desk)[0]["reasons"]] == [
        "workers.finding.work_from_before"
    ]
    told = imports.look(desk, row_id=line.id).changes
    imports.finish(desk, line.id, fields={one.field for one in told})
    assert kept(desk) == ["1", "2023-06-01", None, "33", "蓝天厂"]
    history = belongings.find_of(desk.store, "employment", [rosters.person(desk, LIU)["id"]])
    assert {(one["employer_name"], one["until"] is None) for one in history} == {
        ("红星厂", False),
        ("蓝天厂", True),
    }


@pytest.fixture(scope="module")
def long_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk on which every example goes on with the same people."""
    desk = copied_desk(tmp_path_factory.mktemp("ending") / "desk")
    yield desk
    desk.close()


DAYS = st.sampled_from(["", "2024-05", "2025-03-01", "2025-11-20", "2026-05-01"])
ROW = st.tuples(
    st.sampled_from(["", "已就业", "已就业", "未就业"]),
    DAYS,
    DAYS,
    st.sampled_from(["", "广东", "浙江"]),
    st.sampled_from(["", "红星厂", "蓝天厂"]),
)


@settings(max_examples=examples(60))
@given(st.lists(ROW, min_size=3, max_size=3))
def test_the_same_list_again_changes_nobody(long_desk: Desk, rows: list[tuple[str, ...]]) -> None:
    people = [["刘桂花", rosters.number(at * 2 + 1), *row] for at, row in enumerate(rows)]
    path = book(long_desk.folder, *people)
    first = rosters.take(long_desk, path)
    again = rosters.take(long_desk, path)
    assert again.counts["updated"] == again.counts["new"] == 0
    assert again.counts["undecided"] == first.counts["undecided"]


PLAIN = ("姓名", "身份证号码", "务工单位", "外出时间")
SHOES, PHONES, INN = (
    ("东莞鞋厂", "2026-03-01"), ("深圳电子厂", "2025-02-01"), ("长沙饭店", "2026-08-01")
)  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "kinds", "periods"),
    [
        # Earlier work waits, later work ends what is known, the same says nothing.
        ([SHOES, PHONES], ["new", "undecided"], [(*SHOES, None)]),
        ([SHOES, INN], ["new", "updated"], [(*INN, None), (*SHOES, "2026-08-01")]),
        (
            [SHOES, PHONES, INN],
            ["new", "undecided", "updated"],
            [(*INN, None), (*SHOES, "2026-08-01")],
        ),
        ([SHOES, SHOES], ["new", "unchanged"], [(*SHOES, None)]),
        ([SHOES, ("东莞鞋厂", "2026-03")], ["new", "unchanged"], [(*SHOES, None)]),
        (
            [("东莞鞋厂", ""), INN],
            ["new", "updated"],
            [(*INN, None), ("东莞鞋厂", None, "2026-08-01")],
        ),
        ([("东莞鞋厂", ""), SHOES], ["new", "updated"], [(*SHOES, None)]),
        ([("", ""), SHOES, PHONES], ["new", "updated", "undecided"], [(*SHOES, None)]),
    ],
)
def test_work_is_kept_though_a_list_has_no_column_of_states(
    desk: Desk,
    tmp_path: Path,
    listed: list[tuple[str, str]],
    kinds: list[str],
    periods: list[tuple[str, str | None, str | None]],
) -> None:
    found: list[str] = []
    for at, work in enumerate(listed):
        path = rosters.book(tmp_path / f"{at}.xlsx", [["刘桂花", LIU, *work]], PLAIN)
        found += rosters.counts(rosters.take(desk, path))
    person = rosters.person(desk, LIU)
    assert found == kinds
    assert (person["employer_name"], person["employed_since"]) == periods[0][:2]
    history = belongings.find_of(desk.store, "employment", [person["id"]])
    told = [(one["employer_name"], one["since"], one["until"]) for one in history]
    assert told == periods
    assert rosters.counts(rosters.look(desk, path)) in ({"unchanged": 1}, {"undecided": 1})


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (("深圳电子厂", ""), ["findings.row.work_moved"]),
        (("东莞运动鞋厂", ""), ["findings.row.work_moved"]),
        (("东莞鞋厂(长安)", ""), ["findings.row.half"]),
        (INN, []),
        (("东莞鞋厂", ""), []),
        (("", ""), []),
    ],
)
def test_another_employer_without_a_day_beside_the_known_one_is_told(
    desk: Desk, tmp_path: Path, work: tuple[str, str], told: list[str]
) -> None:
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, *SHOES]], PLAIN))
    seen = rosters.look(desk, rosters.book(tmp_path / "b.xlsx", [["刘桂花", LIU, *work]], PLAIN))
    assert [one.code for one in seen.told.warnings] == told


@pytest.mark.parametrize(
    ("head", "cells", "kind"),
    [
        ("用工起始时间 工种", ("2024-12-01", "叉车司机"), "undecided"),
        ("用工起始时间", ("2024-12-01",), "undecided"),
        # The ordinary lists beside it.
        ("工种", ("叉车司机",), "updated"),
        ("用工起始时间", ("2023-10-01",), "unchanged"),
        ("用工起始时间 务工单位", ("2024-12-01", "恒通物流"), "updated"),
        ("用工起始时间 务工单位", ("2024-12-01", "竹编合作社"), "updated"),
    ],
)
def test_work_that_begins_with_nobody_named_ends_none_that_is_known(
    desk: Desk, tmp_path: Path, head: str, cells: tuple[str, ...], kind: str
) -> None:
    number = rosters.number(1)
    known = [["刘桂花", number, "竹编合作社", "缝纫工", "2023-10-01"]]
    work = ("姓名", "身份证号码", "务工单位", "工种", "务工时间")
    rosters.take(desk, rosters.book(tmp_path / "known.xlsx", known, work))
    path = rosters.book(
        tmp_path / "l.xlsx", [["刘桂花", number, *cells]], ("姓名", "身份证号码", *head.split())
    )
    assert rosters.counts(rosters.take(desk, path)) == {kind: 1}
    ended = desk.store.value("SELECT count(*) FROM employment WHERE until IS NOT NULL")
    assert bool(ended) == ("务工单位" in head)
