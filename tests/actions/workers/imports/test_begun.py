"""Lists of employers and beginnings without a state, about people known as without work."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store.workers import belongings
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
STATES = ("就业状态", "失业时间", "就业单位", "就业时间")
PLAIN = ("务工单位", "外出时间", "备注", "返乡时间")
COLUMNS = ("employment_status", "employer_name", "employed_since", "unemployed_since")
SINCE_MAY, SINCE = ("未就业", "2026-05-01", "", ""), ("未就业", "", "", "")
MONTH = ("未就业", "2026-05", "", "")
FORMER = ("未就业", "2026-05-01", "鞋厂", "")
WORKING, STATELESS = ("已就业", "", "红星厂", "2025-03"), ("", "", "", "")
FOLLOWS = "findings.row.work_follows"
BEFORE = "workers.finding.work_from_before"
HALF, NO_EMPLOYER = "findings.row.work_no_day", "findings.row.work_no_employer"
AHEAD, UNCLEAR = "findings.row.work_ahead", "findings.row.work_unclear"


def known(desk: Desk, folder: Path, *states: tuple[str, ...]) -> None:
    """Take in, one after the other, lists that say how a person works."""
    for at, told in enumerate(states):
        path = folder / f"known{at}.xlsx"
        rosters.take(
            desk, rosters.book(path, [["刘桂花", LIU, *told]], ("姓名", "身份证号码", *STATES))
        )


def listed(folder: Path, *rows: tuple[str, ...], header: tuple[str, ...] = PLAIN) -> Path:
    """Write a labour list of one person."""
    people = [["刘桂花", LIU, *row] for row in rows]
    return rosters.book(folder / "list.xlsx", people, ("姓名", "身份证号码", *header))


def kept(desk: Desk) -> tuple[Any, ...]:
    row = rosters.person(desk, LIU)
    return tuple(row[name] for name in COLUMNS)


def history(desk: Desk) -> list[tuple[Any, ...]]:
    found = belongings.find_of(desk.store, "employment", [rosters.person(desk, LIU)["id"]])
    names = ("status", "employer_name", "since", "until")
    return [tuple(one[name] for name in names) for one in found]


def said(desk: Desk, path: Path) -> set[str]:
    """Return all that a dry run says of the rows about work."""
    found = {
        one.code
        for line in rosters.look(desk, path).shown
        for one in (*line.classed.reasons, *line.classed.warnings)
    }
    return {one for one in found if "work_" in one}


@pytest.mark.parametrize(
    ("before", "row", "after"),
    [
        (SINCE_MAY, ("深圳厂", "2026-08-01", "", ""), ("1", "深圳厂", "2026-08-01", None)),
        (SINCE_MAY, ("深圳厂", "2026.8", "", ""), ("1", "深圳厂", "2026-08", None)),
        (MONTH, ("深圳厂", "2026.8", "", ""), ("1", "深圳厂", "2026-08", None)),
        (SINCE, ("深圳厂", "2026-03-01", "", ""), ("1", "深圳厂", "2026-03-01", None)),
        (SINCE, ("深圳厂", "2026.3", "身体好", ""), ("1", "深圳厂", "2026-03", None)),
        (SINCE, ("深圳厂", "2026.3", "未返乡", "无"), ("1", "深圳厂", "2026-03", None)),
        (SINCE, ("返乡创业园鞋厂", "2026.3", "", ""), ("1", "返乡创业园鞋厂", "2026-03", None)),
        # Back with the last employer.
        (FORMER, ("鞋厂", "2026-08-01", "", ""), ("1", "鞋厂", "2026-08-01", None)),
    ],
)
def test_employer_and_beginning_end_the_time_without_work(
    desk: Desk,
    tmp_path: Path,
    before: tuple[str, ...],
    row: tuple[str, ...],
    after: tuple[Any, ...],
) -> None:
    known(desk, tmp_path, before)
    was, was_history = kept(desk), history(desk)
    path = listed(tmp_path, row)
    assert said(desk, path) == {FOLLOWS}
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 5)
    shown = {one.field: (one.before, one.after) for one in line.changes}
    assert shown["employment_status"] == ("2", "1")
    assert {"employed_since"} <= shown.keys()
    assert {name: one[1] for name, one in shown.items()} == {
        name: value for name, value, old in zip(COLUMNS, after, was, strict=True) if value != old
    } | ({"notes": row[2]} if "notes" in shown else {}) | (
        {"category_09": shown["category_09"][1]} if "category_09" in shown else {}
    )
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"updated": 1}
    assert kept(desk) == after
    assert history(desk) == [
        ("1", after[1], after[2], None),
        ("2", was[1], was[3], after[2]),
    ]
    assert said(desk, path) == set()
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert (kept(desk), history(desk)) == (was, was_history)


@pytest.mark.parametrize("before", [SINCE_MAY, SINCE])
def test_it_ends_as_by_a_list_with_a_column_of_states(
    desk: Desk, tmp_path: Path, before: tuple[str, ...]
) -> None:
    ends = []
    for state in ("", "已就业"):
        known(desk, tmp_path, before)
        header = ("就业状态", "务工单位", "外出时间")
        path = listed(tmp_path, (state, "深圳厂", "2026-08-01"), header=header)
        taken = rosters.take(desk, path)
        ends.append((kept(desk), history(desk)))
        office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    ("states", "row", "why", "after"),
    [
        ([SINCE_MAY], ("深圳厂", "", "", ""), HALF, ("1", "深圳厂", None, None)),
        ([SINCE], ("深圳厂", "", "", ""), HALF, ("1", "深圳厂", None, None)),
        ([SINCE_MAY], ("", "2026.8", "", ""), NO_EMPLOYER, ("1", None, "2026-08", None)),
        ([SINCE_MAY], ("深圳厂", "去年", "", ""), HALF, ("1", "深圳厂", None, None)),
        ([SINCE_MAY], ("深圳厂", "2025.3", "", ""), BEFORE, ("1", "深圳厂", "2025-03", None)),
        ([WORKING, SINCE], ("深圳厂", "2024.3", "", ""), BEFORE, ("1", "深圳厂", "2024-03", None)),
        ([SINCE], ("深圳厂", "2027.3", "", ""), AHEAD, ("1", "深圳厂", "2027-03", None)),
        ([SINCE], ("深圳厂", "2026.3", "已返乡", ""), UNCLEAR, ("1", "深圳厂", "2026-03", None)),
        ([SINCE], ("深圳厂", "2026.3", "", "2026.9"), UNCLEAR, ("1", "深圳厂", "2026-03", None)),
    ],
)
def test_what_does_not_say_enough_waits_and_is_of_one_mind_once_taken(
    desk: Desk,
    tmp_path: Path,
    *,
    states: list[tuple[str, ...]],
    row: tuple[str, ...],
    why: str,
    after: tuple[Any, ...],
) -> None:
    known(desk, tmp_path, *states)
    was, was_history = kept(desk), history(desk)
    path = listed(tmp_path, row)
    assert said(desk, path) == {why, *({FOLLOWS} if why == BEFORE else ())}
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 1}
    assert (kept(desk), history(desk)) == (was, was_history)
    (waits,) = imports.waiting_lines(desk)
    assert why in {one[0] for one in waits.reasons}
    told = imports.look(desk, row_id=waits.id).changes
    assert ("employment_status", "2", "1") in [(one.field, one.before, one.after) for one in told]
    done = imports.finish_many(desk, row_ids=[waits.id], take=True)
    assert not done.left
    assert kept(desk) == after
    newest, *rest = history(desk)
    assert newest == ("1", *after[1:3], None)
    assert all(one[3] is not None for one in rest)
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("before", "header", "row", "kinds", "after"),
    [
        # With a state, known as working, without a state, new, and with nothing new.
        (
            SINCE,
            ("就业状态", *PLAIN[:2]),
            ("已就业", "深圳厂", "2026.3"),
            "updated",
            ("1", "深圳厂", "2026-03", None),
        ),
        (
            SINCE,
            ("就业状态", *PLAIN[:2]),
            ("未就业", "深圳厂", "2025.3"),
            "updated",
            ("2", "深圳厂", "2025-03", None),
        ),
        (
            SINCE,
            ("就业状态", *PLAIN[:2]),
            ("未就业", "深圳厂", ""),
            "updated",
            ("2", "深圳厂", None, None),
        ),
        (WORKING, PLAIN[:2], ("深圳厂", "2026.3"), "updated", ("1", "深圳厂", "2026-03", None)),
        # What names none does not stand for the one known.
        (WORKING, PLAIN[:2], ("深圳", ""), "updated", ("1", "红星厂", "2025-03", None)),
        (STATELESS, PLAIN[:2], ("深圳厂", ""), "updated", (None, "深圳厂", None, None)),
        (STATELESS, PLAIN[:2], ("深圳厂", "2026.3"), "updated", (None, "深圳厂", "2026-03", None)),
        (None, PLAIN[:2], ("深圳厂", "2026.3"), "new", (None, "深圳厂", "2026-03", None)),
        (SINCE, PLAIN[:2], ("", ""), "unchanged", ("2", None, None, None)),
        (FORMER, PLAIN[:2], ("鞋厂", ""), "unchanged", ("2", "鞋厂", None, "2026-05-01")),
        # Work that was lost again is the last.
        (
            SINCE,
            (*PLAIN[:2], "失业时间"),
            ("深圳厂", "2025.3", "2026-05-01"),
            "updated",
            ("2", "深圳厂", "2025-03", "2026-05-01"),
        ),
        (SINCE, ("外出省份", "主要从事工种"), ("广东", "焊工"), "updated", ("2", None, None, None)),
    ],
)
def test_ordinary_lists_are_taken_as_ever(
    desk: Desk,
    tmp_path: Path,
    *,
    before: tuple[str, ...] | None,
    header: tuple[str, ...],
    row: tuple[str, ...],
    kinds: str,
    after: tuple[Any, ...],
) -> None:
    if before is not None:
        known(desk, tmp_path, before)
    path = listed(tmp_path, row, header=header)
    assert said(desk, path) == set()
    assert rosters.counts(rosters.take(desk, path)) == {kinds: 1}
    assert kept(desk) == after


def test_a_state_that_cannot_be_read_is_none_that_follows(desk: Desk, tmp_path: Path) -> None:
    known(desk, tmp_path, SINCE)
    path = listed(tmp_path, ("退休", "深圳厂", "2026.3"), header=("就业状态", *PLAIN[:2]))
    assert said(desk, path) == {UNCLEAR}
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 1}


FULL, EMPLOYER, BEGINNING = ("深圳厂", "2026.8"), ("深圳厂", ""), ("", "2026.8")


@pytest.mark.parametrize(
    ("rows", "kinds", "after"),
    [
        ((FULL, EMPLOYER), ["updated", "unchanged"], ("1", "深圳厂", "2026-08", None)),
        ((EMPLOYER, FULL), ["updated", "updated"], ("1", "深圳厂", "2026-08", None)),
        ((BEGINNING, FULL), ["updated", "updated"], ("1", "深圳厂", "2026-08", None)),
        ((FULL, FULL), ["updated", "unchanged"], ("1", "深圳厂", "2026-08", None)),
        ((EMPLOYER, BEGINNING), ["undecided", "undecided"], ("2", None, None, "2026-05-01")),
        (
            (("深圳厂", "2025.8"), EMPLOYER),
            ["undecided", "unchanged"],
            ("2", None, None, "2026-05-01"),
        ),
        (
            (EMPLOYER, ("深圳厂", "2025.8")),
            ["undecided", "undecided"],
            ("2", None, None, "2026-05-01"),
        ),
    ],
)
@pytest.mark.parametrize("chunk", [125, 1])
def test_two_rows_of_one_person_say_it_together(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    rows: tuple[tuple[str, str], ...],
    kinds: list[str],
    after: tuple[Any, ...],
    chunk: int,
) -> None:
    known(desk, tmp_path, SINCE_MAY)
    monkeypatch.setattr("gigdesk.actions.workers.imports.classing.CHUNK", chunk)
    path = listed(tmp_path, *rows, header=PLAIN[:2])
    assert rosters.counts(rosters.take(desk, path)) == dict(collections.Counter(kinds))
    assert kept(desk) == after
    if after[0] == "1":
        assert history(desk) == [
            ("1", "深圳厂", "2026-08", None),
            ("2", None, "2026-05-01", "2026-08"),
        ]


def test_a_remark_in_another_row_that_somebody_is_back_holds_both(
    desk: Desk, tmp_path: Path
) -> None:
    known(desk, tmp_path, SINCE_MAY)
    path = listed(tmp_path, (*EMPLOYER, ""), (*FULL, "已返乡"), header=PLAIN[:3])
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 2}


def test_a_row_put_to_somebody_by_hand_lets_work_begin_as_well(desk: Desk, tmp_path: Path) -> None:
    known(desk, tmp_path, SINCE_MAY)
    path = rosters.book(
        tmp_path / "no.xlsx",
        [["刘桂花", "", "深圳厂", "2026-08-01"]],
        ("姓名", "身份证号码", *PLAIN[:2]),
    )
    rosters.take(desk, path)
    (line,) = imports.waiting_lines(desk)
    person = rosters.person(desk, LIU)["id"]
    told = {one.field for one in imports.look(desk, row_id=line.id, worker_id=person).changes}
    assert {"employment_status", "unemployed_since"} <= told
    imports.finish(desk, line.id, fields=told, worker_id=person)
    assert kept(desk) == ("1", "深圳厂", "2026-08-01", None)
