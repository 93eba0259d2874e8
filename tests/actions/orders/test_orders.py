from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, orders
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.orders import uscc
from tests.making import SEASON_OVER, move_clock
from tests.workforce import FIRST, add_batch, add_employer, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def right_code() -> str:
    body = "91430602" + "MA4L1234" + uscc.organisation_check("MA4L1234")
    return body + uscc.check_character(body)


def test_an_employer_s_code_is_checked_and_never_taken_twice(desk: Desk) -> None:
    code = right_code()
    made = orders.add_employer(desk, {"name": "青禾合作社", "uscc": f" {code.lower()} "})
    assert orders.get_employer(desk, made.id)["uscc"] == code
    with pytest.raises(errors.Invalid, match="uscc_known"):
        orders.add_employer(desk, {"name": "另一家", "uscc": code})
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(errors.Invalid, match=r"findings\.uscc"):
        orders.add_employer(desk, {"name": "错码", "uscc": wrong})
    orders.change_employer(desk, made.id, {"contact_name": "赵经理"})
    assert orders.list_employers(desk, "赵经理")[0] == 1


def test_an_employer_may_be_a_person(desk: Desk) -> None:
    made = orders.add_employer(desk, {"name": "王大户", "uscc": "430602198503020014"})
    row = orders.get_employer(desk, made.id)
    assert row["uscc"] is None
    assert row["owner_doc_no"] == "430602198503020014"


def test_employers_are_found_by_number_name_and_code(desk: Desk) -> None:
    code = right_code()
    made = orders.add_employer(desk, {"name": "青禾合作社", "uscc": code})
    for words in ("1", "青禾合作社", code, made.id.hex()):
        assert orders.find_employer(desk, words) == made.id
    with pytest.raises(errors.NotFound):
        orders.find_employer(desk, "2")
    orders.add_employer(desk, {"name": "青禾合作社"})
    with pytest.raises(errors.Refused, match="employer_many"):
        orders.find_employer(desk, "青禾合作社")


def test_mistakes_in_forms_name_their_field(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="name_missing"):
        orders.add_employer(desk, {"name": "  "})
    with pytest.raises(errors.Invalid, match="unknown_field"):
        orders.add_employer(desk, {"name": "青禾", "deposit": "yes"})
    employer = add_employer(desk)
    with pytest.raises(errors.Invalid, match="place_missing") as failure:
        orders.take(desk, employer, {"trade": "采棉", "people": 3}, pay="day:160")
    assert failure.value.field == "place"
    with pytest.raises(errors.NotFound):
        orders.take(desk, b"?" * 16, {})


def test_an_order_keeps_pay_in_fen_and_moves_by_its_states(desk: Desk) -> None:
    order = add_order(desk, pay="piece:1.8")
    row = orders.get_order(desk, order)
    assert (row["pay_kind"], row["pay_fen"], row["state"]) == ("piece", 180, "draft")
    assert "review" in row["next_states"]
    with pytest.raises(errors.Refused, match="state_step"):
        orders.set_state(desk, order, "settled")
    orders.set_state(desk, order, "recruiting", reason="电话确认")
    orders.change(desk, order, {"people": 12})
    assert orders.list_orders(desk, states=("recruiting",))[1][0]["people"] == 12
    assert orders.find_order(desk, "1") == order
    assert orders.find_order(desk, order.hex()) == order
    with pytest.raises(errors.NotFound):
        orders.find_order(desk, "7")


def test_an_order_with_people_away_is_not_finished(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk)
    batch = add_batch(desk, order, [add_person(desk, 1)])
    send_batch(desk, batch, tmp_path)
    with pytest.raises(errors.Refused, match="batches_open"):
        orders.set_state(desk, order, "finished")
    dispatch.return_batch(desk, batch)
    orders.set_state(desk, order, "finished")
    with pytest.raises(errors.Refused, match="order_closed"):
        dispatch.plan(desk, order, depart_on=FIRST)


def test_the_four_numbers_open_their_lists(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk, people=5)
    people = [add_person(desk, serial) for serial in (1, 2)]
    batch = add_batch(desk, order, people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    attendance.enter(
        desk,
        batch,
        [attendance.Entry(person, "2026-10-01", Quantity(4)) for person in people]
        + [attendance.Entry(people[0], "2026-10-02", Quantity(2))],
    )
    found = orders.dashboard(desk, order)
    assert (found.needed, found.listed, found.on_site) == (5, 2, 2)
    assert (found.quarters, found.worked_people, found.last_day) == (10, 2, "2026-10-02")
    assert [row["quarters"] for row in found.people] == [6, 4]
    assert [(row["day"], row["people"]) for row in found.days] == [
        ("2026-10-01", 2),
        ("2026-10-02", 1),
    ]
    assert found.sources == [{"how_chosen": "searched", "people": 2}]
    (listed,) = orders.list_orders(desk)[1]
    assert (listed["people"], listed["listed"], listed["on_site"]) == (5, 2, 2)
