from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office, orders
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.office import Role
from gigdesk.domain.orders import jobs, uscc
from tests.making import SEASON_OVER, move_clock
from tests.workforce import (
    FIRST,
    add_batch,
    add_employer,
    add_order,
    add_person,
    review_order,
    send_batch,
)

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def right_code() -> str:
    body = "91430602" + "MA4L1234" + uscc.organisation_check("MA4L1234")
    return body + uscc.check_character(body)


def test_an_employer_s_code_is_checked_and_never_taken_twice(desk: Desk) -> None:
    code = right_code()
    made = orders.add_employer(desk, fields={"name": "青禾合作社", "uscc": f" {code.lower()} "})
    assert orders.get_employer(desk, made.id)["uscc"] == code
    with pytest.raises(errors.Invalid, match="uscc_known"):
        orders.add_employer(desk, fields={"name": "另一家", "uscc": code})
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(errors.Invalid, match=r"findings\.uscc"):
        orders.add_employer(desk, fields={"name": "错码", "uscc": wrong})
    orders.change_employer(desk, employer_id=made.id, changes={"contact_name": "赵经理"})
    assert orders.list_employers(desk, "赵经理")[0] == 1


def test_an_employer_may_be_a_person(desk: Desk) -> None:
    made = orders.add_employer(desk, fields={"name": "王大户", "uscc": "430602198503020014"})
    row = orders.get_employer(desk, made.id)
    assert row["uscc"] is None
    assert row["owner_doc_no"] == "430602198503020014"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR])
def test_the_numbers_of_an_employer_are_masked_for_who_may_not_reveal_any(
    desk: Desk, role: Role
) -> None:
    fields = {"name": "王大户", "uscc": "430602198503020014", "contact_phone": "13987654321"}
    made = orders.add_employer(desk, fields={**fields, "note": "也可打 13812345678"})
    desk.staff = dataclasses.replace(desk.staff, role=role)
    for row in (orders.get_employer(desk, made.id), *orders.list_employers(desk)[1]):
        assert row["contact_phone"] == "139****4321"
        assert row["owner_doc_no"].startswith("430***")
        assert "13812345678" not in row["note"]


def test_how_young_an_order_may_ask_follows_the_rule_of_its_first_day(desk: Desk) -> None:
    young: dict[str, Any] = {"age_min": 17, "age_reason": "本岗位"}
    since = FIRST + datetime.timedelta(days=1)
    office.slots.set_rule(desk, rule_id="age.employable", value="18", valid_from=since)
    add_order(desk, **young)
    with pytest.raises(errors.Invalid) as refused:
        add_order(desk, from_day=since.isoformat(), **young)
    assert refused.value.field == "age_min"
    assert refused.value.params["least"] == 18


def test_employers_are_found_by_number_name_and_code(desk: Desk) -> None:
    code = right_code()
    made = orders.add_employer(desk, fields={"name": "青禾合作社", "uscc": code})
    for words in ("1", "青禾合作社", code, made.id.hex()):
        assert orders.find_employer(desk, words) == made.id
    with pytest.raises(errors.NotFound):
        orders.find_employer(desk, "2")
    orders.add_employer(desk, fields={"name": "青禾合作社"})
    with pytest.raises(errors.Refused, match="employer_many"):
        orders.find_employer(desk, "青禾合作社")


def test_mistakes_in_forms_name_their_field(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="name_missing"):
        orders.add_employer(desk, fields={"name": "  "})
    with pytest.raises(errors.Invalid, match="unknown_field"):
        orders.add_employer(desk, fields={"name": "青禾", "deposit": "yes"})
    employer = add_employer(desk)
    with pytest.raises(errors.Invalid, match="place_missing") as failure:
        orders.take(
            desk, employer_id=employer, fields={"trade": "采棉", "people": 3}, pay="day:160"
        )
    assert failure.value.field == "place"
    with pytest.raises(errors.NotFound):
        orders.take(desk, employer_id=b"?" * 16, fields={})


def test_an_order_keeps_pay_in_fen_and_moves_by_its_states(desk: Desk) -> None:
    order = add_order(desk, pay="piece:1.8")
    row = orders.get_order(desk, order)
    assert (row["pay_kind"], row["pay_fen"], row["state"]) == ("piece", 180, "draft")
    assert "review" in row["next_states"]
    with pytest.raises(errors.Refused, match="state_step"):
        orders.set_state(desk, order_id=order, state="settled")
    review_order(desk, order)
    orders.set_state(desk, order_id=order, state="recruiting", reason="电话确认")
    orders.change(desk, order_id=order, changes={"people": 12})
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
        orders.set_state(desk, order_id=order, state="finished")
    move_clock(desk, SEASON_OVER)
    dispatch.return_batch(desk, batch_id=batch)
    orders.set_state(desk, order_id=order, state="finished")
    with pytest.raises(errors.Refused, match="order_closed"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)


def test_pay_that_contracts_state_is_changed_only_when_confirmed_and_never_after_a_month_is(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk)
    person = add_person(desk, 1)
    batch = add_batch(desk, order, [person])
    orders.change(desk, order_id=order, changes={}, pay="day:150")
    assert orders.change_doubts(desk, order, {"pay_fen": 1}) == ()
    send_batch(desk, batch, tmp_path)
    for changes in ({"pay_fen": 20000}, {"minutes_per_day": 600}):
        with pytest.raises(errors.Refused, match="terms_agreed") as caught:
            orders.change(desk, order_id=order, changes=changes)
        assert caught.value.params == {"count": 1}
    orders.change(desk, order_id=order, changes={"people": 12, "pay_fen": 15000})
    orders.change(desk, order_id=order, changes={}, pay="day:160", confirmed=(jobs.AGREED,))
    assert office.history.acts(desk, limit=1)[0]["about"]["confirmed"] == ["terms_agreed"]
    move_clock(desk, SEASON_OVER)
    attendance.enter(desk, batch, [attendance.Entry(person, "2026-10-01", Quantity(4))])
    attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="厂方")
    before = attendance.wages(desk, batch, tmp_path / "w1.xlsx", month="2026-10").total_fen
    with pytest.raises(errors.Refused, match="pay_confirmed"):
        orders.change(desk, order_id=order, changes={}, pay="day:1", confirmed=(jobs.AGREED,))
    after = attendance.wages(desk, batch, tmp_path / "w2.xlsx", month="2026-10").total_fen
    assert before == after == 16000


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


def test_employers_and_orders_sort_by_pinyin_and_are_found_by_initials(desk: Desk) -> None:
    names = ("重阳果业", "阿明家具厂", "仇家茶园")
    made = [orders.add_employer(desk, fields={"name": name}) for name in names]
    for employer, place in zip(made, ("喀什", "阿克苏", "和田"), strict=True):
        fields = {"trade": "采棉", "people": 3, "place": place}
        days = {"from_day": "2026-10-01", "to_day": "2026-10-31"}
        orders.take(desk, employer_id=employer.id, fields={**fields, **days}, pay="day:160")

    def employers(words: str = "", **how: Any) -> list[str]:
        return [row["name"] for row in orders.list_employers(desk, words, **how)[1]]

    def places(**how: Any) -> list[str]:
        return [row["place"] for row in orders.list_orders(desk, **how)[1]]

    assert employers(order="name") == ["阿明家具厂", "重阳果业", "仇家茶园"]
    assert employers(order="name", descending=True)[-1] == "阿明家具厂"
    assert employers("amj") == ["阿明家具厂"]
    assert employers("aming") == ["阿明家具厂"]
    assert employers("家") == ["仇家茶园", "阿明家具厂"]
    assert places(order="place") == ["阿克苏", "和田", "喀什"]
    assert places(order="place", limit=1, offset=2) == ["喀什"]
    assert places(words="aks") == ["阿克苏"]
    assert places(words="amj") == ["阿克苏"]
    orders.change_employer(desk, employer_id=made[1].id, changes={"name": "周明家具厂"})
    assert employers(order="name")[-1] == "周明家具厂"


def test_the_next_order_may_begin_from_the_employer_s_last(desk: Desk) -> None:
    order = orders.get_order(desk, add_order(desk, promise="包接送"))
    found = orders.suggest_terms(desk, order["employer_id"])
    assert (found["number"], found["promise"]) == (order["number"], "包接送")
    assert not {"people", "from_day", "to_day", "state"} & set(found)
    assert orders.suggest_terms(desk, b"?" * 16) == {}


def test_an_order_says_which_terms_its_contracts_will_lack(desk: Desk) -> None:
    assert orders.get_order(desk, add_order(desk))["missing_terms"] == ()
    order = add_order(desk, hazards=None, meals="charged", employment_form="labour")
    assert orders.get_order(desk, order)["missing_terms"] == (
        "hours_kind",
        "meals_day_fen",
        "hazards",
    )
    orders.change(desk, order_id=order, changes={"insurance_kinds": ("injury", "liability")})
    assert orders.get_order(desk, order)["insurance_kinds"] == "injury,liability"


@pytest.mark.parametrize("words", ["²", "③", "9" * 20, "9" * 5000, "O²", "B" + "9" * 20])
def test_what_only_looks_like_a_number_finds_nothing_and_breaks_nothing(
    desk: Desk, words: str
) -> None:
    add_order(desk)
    assert orders.list_employers(desk, words) == (0, [])
    assert orders.list_orders(desk, words=words) == (0, [])
    assert dispatch.list_batches(desk, words=words) == (0, [])
    for find in (orders.find_order, orders.find_employer, dispatch.find_batch):
        with pytest.raises(errors.NotFound):
            find(desk, words)


def test_an_employers_number_as_lists_show_it_is_never_kept(desk: Desk) -> None:
    made = orders.add_employer(desk, fields={"name": "王大户", "contact_phone": "13987654321"})
    for fields in ({"contact_phone": "139****4321"}, {"uscc": "430***********0014"}):
        with pytest.raises(errors.Invalid, match="masked"):
            orders.change_employer(desk, employer_id=made.id, changes=fields)
        with pytest.raises(errors.Invalid, match="masked"):
            orders.add_employer(desk, fields={"name": "李大户", **fields})
    assert orders.get_employer(desk, made.id)["contact_phone"] == "13987654321"


def test_an_employer_with_an_order_is_not_said_to_be_taken_back(desk: Desk) -> None:
    registered = orders.add_employer(desk, fields={"name": "青禾合作社"})
    order = add_order(desk)
    for leaves in (False, True):
        with pytest.raises(errors.Refused) as caught:
            office.undo.undo(desk, registered.act, leave_changed=leaves)
        assert caught.value.code == "office.error.undo_all_needed"
    assert orders.get_employer(desk, registered.id)["name"] == "青禾合作社"
    office.undo.undo_last(desk)
    assert desk.store.get("job_order", order) is None
    office.undo.undo(desk, registered.act)
    assert desk.store.get("employer", registered.id) is None


def test_an_employer_is_found_by_pinyin_inside_the_name_in_every_spelling(desk: Desk) -> None:
    add_employer(desk, name="寿光绿源蔬菜合作社")
    for typed in ("sg", "shouguang", "lvyuan", "l\u00fcyuan", "LyuYuan", "shucai"):
        assert [row["name"] for row in orders.list_employers(desk, typed)[1]] == [
            "寿光绿源蔬菜合作社"
        ], typed
    assert not orders.list_employers(desk, "uca")[1]  # too short to be meant inside a name
