"""Enter on an act shows what it changed, before and after, whatever room it is of."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import dispatch, office, orders, training, workers
from gigdesk.domain.office import Role
from gigdesk.gui.house import changing
from tests.gui.rooms import desk
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

__all__ = ["desk"]

DAY = datetime.date(2026, 12, 25)


def last(desk: Desk) -> set[tuple[str, str, str, str]]:
    """Return what the list of acts shows of the newest act."""
    number = office.history.acts(desk, limit=1)[0]["number"]
    found, _ = changing.changes(desk, number)
    return {(one.who, one.what, one.before, one.after) for one in found}


def test_a_role_and_a_telephone_are_shown_as_they_were_and_are(desk: Desk) -> None:
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang-1")
    made = last(desk)
    assert ("用户 wang 王芳", "角色", "", "经办员") in made
    assert "wang-wang-1" not in str(made)
    one = next(each for each in office.staff.everybody(desk) if each["login"] == "wang")
    office.staff.change(desk, one["id"], {"role": "head", "phone": "13900001111"})
    assert last(desk) == {
        ("用户 wang 王芳", "角色", "经办员", "站长"),
        ("用户 wang 王芳", "电话", "", "13900001111"),
    }


def test_station_villages_rules_and_holidays_are_shown_by_name(desk: Desk) -> None:
    before = office.staff.station(desk)["name"]
    office.staff.change_station(desk, changes={"name": "新站"})
    assert last(desk) == {("服务站 新站", "服务站名称", before, "新站")}
    office.places.add_list(desk, "青山镇 石桥村")
    village = office.places.divisions(desk, "village")[0]
    office.places.change(desk, division_id=village["id"], changes={"name": "柳树村"})
    assert last(desk) == {("乡镇和村 青山镇 柳树村", "名称", "石桥村", "柳树村")}
    since = datetime.date(2026, 1, 1)
    rule = "eligible.consent"
    office.slots.set_rule(desk, rule_id=rule, value="warn", valid_from=since, source="通知")
    assert {
        ("规则 没有同意书", "值", "", "提醒"),
        ("规则 没有同意书", "依据", "", "通知"),
    } <= last(desk)
    office.slots.set_holidays(desk, days=[(DAY, "rest", "圣诞")])
    assert ("节假日 2026-12-25", "类型", "", "放假") in last(desk)
    office.slots.clear_holidays(desk, days=[DAY])
    assert last(desk) == {("节假日 2026-12-25", "有效", "是", "否")}


def test_a_saved_filter_is_shown_before_and_after_and_when_it_has_gone(desk: Desk) -> None:
    for sex in ("1", "2"):
        office.slots.save_filter(desk, page="workers", name="常用", query={"sex": sex})
    assert last(desk) == {("常用筛选 常用", "筛选条件", "性别：男", "性别：女")}
    office.slots.remove_filter(desk, filter_id=office.slots.filters(desk, "workers")[0]["id"])
    assert ("常用筛选 常用", "筛选条件", "性别：女", "") in last(desk)


def test_employers_orders_batches_and_classes_are_shown_with_their_numbers(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    employer = orders.list_employers(desk)[1][0]
    orders.change_employer(
        desk, employer_id=employer["id"], changes={"contact_phone": "13711112222"}
    )
    (told,) = last(desk)
    assert told[:2] == (f"用工单位 {employer['name']}", "联系电话")
    assert told[3] == "137****2222"
    order = orders.list_orders(desk)[1][0]
    orders.change(desk, order_id=order["id"], changes={"meals": "none"})
    assert ("用工单 O1", "伙食", "免费", "不提供") in last(desk)
    dispatch.change(desk, batch_id=batch, changes={"leader_name": "钱某"})
    assert last(desk) == {("批次 B1", "领队", "", "钱某")}
    course = training.open_class(desk, fields={"name": "焊工班", "kind": "ordinary"}).id
    assert ("培训班 焊工班", "类型", "", "普通班") in last(desk)
    training.change_class(desk, class_id=course, changes={"place": "新教室"})
    assert last(desk) == {("培训班 焊工班", "地点", "", "新教室")}


def test_enrolments_contracts_households_and_removed_rows_name_their_person(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    names = {each: (desk.store.get("worker", each) or {})["name"] for each in (one, two)}
    course = training.open_class(desk, fields={"name": "焊工班", "kind": "ordinary"}).id
    training.enrol(desk, class_id=course, people=[one])
    assert (f"W1 {names[one]}", "培训班：培训班", "", "焊工班") in last(desk)
    workers.households.join_relative(
        desk, worker_id=one, relative_id=two, relation="配偶", address="石桥村三组"
    )
    assert ("家庭户 H1", "现住址", "", "石桥村三组") in last(desk)
    batch = add_batch(desk, add_order(desk), [one])
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    told = last(desk)
    assert (f"W1 {names[one]}", "合同：批次", "", "B1") in told
    workers.belongings.add_phone(desk, worker_id=one, phone="13711112222")
    (phone,) = desk.store.query("SELECT id FROM worker_phone")
    workers.belongings.remove_phone(desk, phone_id=phone["id"])
    assert (f"W1 {names[one]}", "电话：联系电话", "137****2222", "") in last(desk)
