from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import dispatch
from gigdesk.actions.dispatch import pasting
from tests.workforce import FIRST, add_order, add_person, doc_no

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def test_each_pasted_line_is_one_person_nobody_or_several(desk: Desk) -> None:
    add_person(desk, 1, name="林秀英", phone="13811110001")
    add_person(desk, 2, name="陈桂兰", phone="13811110002")
    chen = add_person(desk, 3, name="陈桂兰", phone="13811110003")
    by_number = add_person(desk, 4, name="何大山")
    lines = (
        f"1. 林秀英\n2. 陈桂兰\n3. 陈桂兰 13811110003\n4. {doc_no('1985-03-02', 4)}\n"
        "5. 赵无人\n6. 林秀英不去了"
    )
    found = dispatch.read_pasted(desk, lines)
    assert [(row.line, row.match) for row in found][1:5] == [
        (2, "many"),
        (3, "one"),
        (4, "one"),
        (5, "none"),
    ]
    assert [person[0] for person in found[2].people] == [chen]
    assert len(found[1].people) == 2
    assert found[-1].match == "withdrawn"
    assert [person[0] for person in found[3].people] == [by_number]


def test_more_namesakes_than_can_be_chosen_from_are_told(desk: Desk) -> None:
    for order in range(1, pasting.MOST + 2):
        add_person(desk, order, name="林秀英", phone=f"138111100{order:02}")
        (row,) = dispatch.read_pasted(desk, "林秀英")
        assert len(row.people) == min(order, pasting.MOST)
        assert row.more == (order > pasting.MOST)
    (sure,) = dispatch.read_pasted(desk, "林秀英 13811110021")
    assert (sure.match, sure.more) == ("one", False)


def test_a_known_name_with_a_strange_telephone_is_never_sure(desk: Desk) -> None:
    add_person(desk, 1, name="林秀英", phone="13811110001")
    (row,) = dispatch.read_pasted(desk, "1. 林秀英 13922223333")
    assert row.match == "many"
    assert len(row.people) == 1


def test_what_stands_above_a_list_is_nobody_unless_it_may_be_a_name(desk: Desk) -> None:
    add_person(desk, 1, name="林秀英")
    lines = "#接龙\n2026-11-22\n新疆采棉\n林秀英\n赵无人\n1. 林秀英"
    told = [row.match for row in dispatch.read_pasted(desk, lines)]
    assert told == ["heading", "heading", "heading", "one", "none", "one"]
    told = [row.match for row in dispatch.read_pasted(desk, "＃接龙\n11月22日 周日\n林秀英")]
    assert told == ["heading", "heading", "one"]


def test_an_empty_paste_does_nothing(desk: Desk) -> None:
    assert dispatch.read_pasted(desk, "  \n\n") == []


def test_a_line_read_for_a_batch_says_who_is_on_it_and_who_cannot_be(desk: Desk) -> None:
    lin = add_person(desk, 1, name="林秀英")
    child = add_person(desk, 2, name="小娃娃", birth="2011-01-01")
    add_person(desk, 3, name="何大山")
    batch = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST).id
    dispatch.add_members(desk, batch_id=batch, people=[lin])
    text = "林秀英+1\n小娃娃\n何大山\n赵无人"
    found = dispatch.read_pasted(desk, text, batch_id=batch)
    rules = [[(one.worker_id, one.rules) for one in row.barred] for row in found]
    assert rules == [[(lin, ("already_listed",))], [(child, ("under_age",))], [], []]
    assert [row.companions for row in found] == [1, 0, 0, 0]
    assert not any(row.barred for row in dispatch.read_pasted(desk, text))
    assert len(dispatch.list_members(desk, batch_id=batch)) == 1


def found(desk: Desk, text: str) -> list[tuple[int, str, str, int]]:
    """Return line, name, match and nameless companions of every row of a pasted text."""
    return [
        (row.line, row.name, row.match, row.companions) for row in dispatch.read_pasted(desk, text)
    ]


@pytest.fixture
def village(desk: Desk) -> None:
    """Register three people of a village."""
    for serial, name in enumerate(("邹娟巧", "韩花香", "盖玲慧"), 1):
        add_person(desk, serial, name=name)


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize(
    "line",
    [
        "下湾村：邹娟巧、韩花香",
        "邹娟巧、韩花香",
        "下湾村 邹娟巧 韩花香",
        "下湾村2人：邹娟巧、韩花香",
        "1. 邹娟巧、韩花香",
    ],
)
@pytest.mark.parametrize("place", ["{}\n1. 盖玲慧", "1. 盖玲慧\n{}", "{}"])
def test_everybody_in_a_line_of_a_village_is_a_row(desk: Desk, line: str, place: str) -> None:
    told = found(desk, place.format(line))
    named = [(name, match, more) for _, name, match, more in told if name != "盖玲慧"]
    assert named == [("邹娟巧", "one", 0), ("韩花香", "one", 0)]
    assert len(told) == 2 + ("盖玲慧" in place)


@pytest.mark.usefixtures("village")
def test_names_under_the_title_of_a_village_and_with_age_are_rows(desk: Desk) -> None:
    text = "下湾村：\n邹娟巧\n韩花香\n马头村：赵无人\n盖玲慧（马头村）57岁"
    assert found(desk, text)[-4:] == [
        (2, "邹娟巧", "one", 0),
        (3, "韩花香", "one", 0),
        (4, "赵无人", "none", 0),
        (5, "盖玲慧", "one", 0),
    ]


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize("title", ["今天来的有邹娟巧 金不换", "联系人：邹娟巧，带好身份证，金不换"])
def test_somebody_registered_in_a_sentence_is_a_row_to_look_at(desk: Desk, title: str) -> None:
    for text in (f"{title}\n1. 盖玲慧", f"1. 盖玲慧\n{title}"):
        rows = [row for row in dispatch.read_pasted(desk, text) if row.name != "盖玲慧"]
        told = {(row.name, row.match, row.beside) for row in rows}
        assert ("邹娟巧", "many", True) in told
        assert ("金不换", "none", False) in told
        assert len({(row.line, row.part) for row in rows}) == len(rows)


@pytest.mark.usefixtures("village")
def test_kin_with_a_name_is_a_row_to_look_at_and_without_one_a_companion(desk: Desk) -> None:
    text = (
        "1. 邹娟巧 带老婆韩花香\n2. 盖玲慧，荷花村，3人\n3. 邹娟巧 带老婆\n4. 盖玲慧 +1\n"
        "5. 韩花香 3人间"
    )
    assert found(desk, text) == [
        (1, "邹娟巧", "one", 0),
        (1, "韩花香", "many", 0),
        (2, "盖玲慧", "one", 2),
        (3, "邹娟巧", "one", 1),
        (4, "盖玲慧", "one", 1),
        (5, "韩花香", "one", 0),
    ]
    assert found(desk, "邹娟巧 带老婆") == [(1, "邹娟巧", "one", 1)]


@pytest.mark.parametrize("line", ["1. 云淡风轻 林秀英", "1. 林秀英 晚上不去"])
def test_who_is_not_surely_meant_by_a_line_is_chosen_by_hand(desk: Desk, line: str) -> None:
    known = add_person(desk, 1, name="林秀英")
    row, *_ = dispatch.read_pasted(desk, line)
    assert (row.match, [person[0] for person in row.people]) == ("many", [known])
