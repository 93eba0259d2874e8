"""What is only seen in a list as a whole is the same wherever its slices end."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from tests.actions.workers.imports import rosters
from tests.making import copied_desk, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.actions.desk import Desk

HEADER = ("户号", "与户主关系", "姓名", "身份证号码", "村", "联系电话", "就业状态", "就业时间",
          "就业单位")  # fmt: skip
NAMES = ("刘桂花", "陈秀英", "杨建国", "黄志强", "周丽娟", "吴春梅", "徐海燕")
KNOWN, TWICE = 5, 4
"""How many of them are registered, and which of those is joined to the first of all."""
SIZES = (1, 2, 3, 125)
HOME = "金鸡村"


def row(who: int, number: int | None, kin: str | None, *more: str | None) -> list[Any]:
    """Return the cells of a row about one of the people."""
    number_of = rosters.number(who * 2 + 1)
    return [number, kin, NAMES[who], number_of, HOME, *more, *[None] * (4 - len(more))]


def first_list() -> list[list[Any]]:
    """Return who is registered: two households with a head each, and somebody twice."""
    return [
        row(0, 1, "户主", "13800001111", "已就业", "2025-03-01", "红星厂"),
        row(1, 1, "妻", "13800001111"),
        row(2, 2, "户主", "13800001111"),
        row(3, 2, "妻"),
        # The record of somebody that is joined to the one of row 0 below.
        [None, None, NAMES[0], rosters.number(TWICE * 2 + 1), HOME, *[None] * 4],
    ]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk that knows five records of four people; every example leaves it as it was."""
    folder = tmp_path_factory.mktemp("whole")
    desk = copied_desk(folder / "desk")
    rosters.add_places(desk, ("长安镇", HOME))
    rosters.take(desk, rosters.book(folder / "known.xlsx", first_list(), HEADER))
    first, other = (rosters.person(desk, rosters.number(at * 2 + 1)) for at in (0, TWICE))
    workers.doubles.merge(desk, keep=first["id"], other=other["id"])
    yield desk
    desk.close()


Account = list[tuple[str, str | None]]


def account(desk: Desk, number: int) -> Account:
    """Return what an import says of its rows, in the order of the file."""
    return [
        (one["outcome"], one["reasons"])
        for one in desk.store.query(
            "SELECT r.outcome, r.reasons FROM intake_row r JOIN intake i ON i.id = r.intake_id "
            "WHERE i.number = ? ORDER BY r.rowid",
            (number,),
        )
    ]


def registry(desk: Desk) -> tuple[list[Any], list[Any]]:
    """Return the people, and who lives with whom."""
    together = defaultdict(list)
    people = desk.store.query(
        "SELECT doc_no, name, relation_to_head, phone, employment_status, employed_since, "
        "employer_name, notes, household_id FROM worker ORDER BY doc_no"
    )
    for one in people:
        together[one.pop("household_id")].append(one["doc_no"])
    return people, sorted(together.values())


def in_slices(
    desk: Desk, listed: Sequence[Sequence[Any]], size: int, patch: pytest.MonkeyPatch
) -> tuple[list[str], Account, tuple[list[Any], list[Any]]]:
    """Return what the dry run says, what the import did in slices of a size; all is undone."""
    patch.setattr(classing, "CHUNK", size)
    seen = rosters.look(desk, rosters.book(desk.folder / "r.xlsx", listed, HEADER))
    kinds = [""] * seen.rows
    for kind in imports.KINDS:
        for at in seen.places[kind]:
            kinds[at] = kind
    taken = imports.take_in(desk, seen.reading, back_up=False, others=lambda: None)
    found = kinds, account(desk, taken.number), registry(desk)
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    return found


def everywhere(
    desk: Desk, listed: Sequence[Sequence[Any]], patch: pytest.MonkeyPatch
) -> tuple[list[str], Account, tuple[list[Any], list[Any]]]:
    """Return the same where slices of every size come to it, as they must."""
    first, *rest = (in_slices(desk, listed, size, patch) for size in SIZES)
    kinds, told, people = first
    assert kinds == [kind for kind, _ in told]
    for other in rest:
        assert other == (kinds, told, people)
    return first


def test_a_new_person_joins_who_is_registered_below_in_the_list(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [row(5, 1, "女"), row(6, 9, "户主"), row(0, 1, "户主")]
    kinds, _, (_, together) = everywhere(known, listed, monkeypatch)
    assert kinds == ["new", "new", "unchanged"]
    assert sorted(rosters.number(at * 2 + 1) for at in (0, 1, 5)) in together


def test_a_row_by_the_number_of_a_joined_record_is_judged_with_its_household(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The head and the wife change places: one of them stands there by the former number.
    head = row(TWICE, 1, "妻")
    head[2] = NAMES[0]
    kinds, _, (people, _) = everywhere(known, [head, row(1, 1, "户主")], monkeypatch)
    assert kinds == ["updated", "updated"]
    told = {one["doc_no"]: one["relation_to_head"] for one in people}
    assert (told[rosters.number(1)], told[rosters.number(3)]) == ("1", "0")
    kinds, said, _ = everywhere(known, [head], monkeypatch)
    assert kinds == ["undecided"]
    assert "workers.error.head_needed" in str(said)


def test_rows_by_both_numbers_of_one_person_are_held_against_each_other(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = row(0, 1, None, "13800002222"), row(TWICE, 1, None, "13800003333")
    other[2] = NAMES[0]
    kinds, said, _ = everywhere(known, [one, other], monkeypatch)
    assert kinds == ["undecided", "undecided"]
    assert str(said).count("findings.row.contradicts") == 2
    # What says the same is a repetition, and its telephone that of one person.
    other[5] = one[5]
    assert everywhere(known, [one, other], monkeypatch)[0] == ["updated", "unchanged"]


def test_who_gives_up_a_telephone_in_this_list_still_had_it_before(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [row(0, 1, None, "13900009999"), row(5, None, None, "13800001111")]
    _, said, _ = everywhere(known, listed, monkeypatch)
    assert '"people": 4' in str(said[1][1])


def test_work_is_judged_by_what_was_known_before_the_list(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [
        row(0, 1, None, None, "已就业", "2026-04-01", "绿叶厂"),
        row(0, 1, None, "13900008888", "已就业", "2026-04-01", "绿叶厂"),
    ]
    assert everywhere(known, listed, monkeypatch)[0] == ["updated", "updated"]


def test_a_household_is_judged_again_when_others_have_written_between_slices(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classing, "CHUNK", 1)
    listed = [row(0, 1, "户主"), row(5, 1, "户主"), row(6, 1, "户主")]
    seen = rosters.look(known, rosters.book(known.folder / "r.xlsx", listed, HEADER))
    head = rosters.person(known, rosters.number(1))["id"]
    calls: list[int] = []

    def others() -> None:
        calls.append(1)
        if len(calls) == 3:  # Behind the first of the two.
            workers.people.correct(known, worker_id=head, changes={"name": "刘桂香"})

    taken = imports.take_in(known, seen.reading, back_up=False, others=others)
    said = account(known, taken.number)
    for _ in range(2):
        office.undo.undo(known)
    assert "刘桂花" in str(said[1][1])
    assert "刘桂香" in str(said[2][1])


ROWS = st.builds(
    row,
    st.integers(0, len(NAMES) - 1),
    st.sampled_from([1, 1, 2, 3, None]),
    st.sampled_from(["户主", "妻", "子", None]),
    st.sampled_from([None, None, "13800001111", "13800002222"]),
    st.sampled_from([None, None, "已就业", "未就业"]),
    st.sampled_from([None, "2025-03-01", "2026-04-01"]),
    st.sampled_from([None, "红星厂", "绿叶厂"]),
)


@settings(max_examples=examples(40))
@given(listed=st.lists(ROWS, min_size=1, max_size=8))
def test_any_list_comes_to_the_same_in_slices_of_any_size(
    known: Desk, listed: list[list[Any]]
) -> None:
    before = registry(known)
    with pytest.MonkeyPatch.context() as patch:
        everywhere(known, listed, patch)
    assert registry(known) == before
