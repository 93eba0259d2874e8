from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.domain.office import Role
from gigdesk.domain.office import rules as office_rules
from tests.making import CHEAP, LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_clerk_gets_a_login_and_signs_in(desk: Desk) -> None:
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    folder = desk.folder
    desk.close()
    clerk = office.entry.sign_in(folder, "wang", "wang-wang")
    assert clerk.staff.role is Role.CLERK
    with pytest.raises(errors.NotAllowed):
        office.staff.add(clerk, login="x", name="x", role=Role.CLERK, password="x" * 8)
    clerk.close()


def test_a_login_is_taken_once(desk: Desk) -> None:
    with pytest.raises(errors.Refused):
        office.staff.add(desk, login="LI", name="x", role=Role.CLERK, password="x" * 8)


def test_the_last_head_stays(desk: Desk) -> None:
    with pytest.raises(errors.Refused):
        office.staff.change(desk, desk.staff.id, {"role": "clerk"})
    assert office.staff.everybody(desk)[0]["role"] == "head"


@pytest.fixture
def wang(desk: Desk) -> dict[str, Any]:
    """Return a clerk beside the station's head."""
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    return next(one for one in office.staff.everybody(desk) if one["login"] == "wang")


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "queen"},
        {"role": ""},
        {"state": "gone"},
        {"name": ""},
        {"name": "  "},
        {"login": LOGIN},
    ],
)
def test_what_nobody_can_be_is_refused(
    desk: Desk, wang: dict[str, Any], changes: dict[str, str]
) -> None:
    with pytest.raises(errors.Invalid) as caught:
        office.staff.change(desk, wang["id"], changes)
    assert caught.value.field == next(iter(changes))
    assert wang in office.staff.everybody(desk)


def test_a_person_keeps_the_login_and_may_change_the_name(desk: Desk, wang: dict[str, Any]) -> None:
    office.staff.change(desk, wang["id"], {"login": "wang", "name": "王芬"})
    (now,) = (one for one in office.staff.everybody(desk) if one["id"] == wang["id"])
    assert (now["login"], now["name"]) == ("wang", "王芬")


@pytest.mark.parametrize(
    "changes",
    [{"code": "12"}, {"code": "43A9"}, {"code": ""}, {"code": None}, {"code": "４３０６０２１０１"},
     {"name": " "}, {"name": None}],
)  # fmt: skip
def test_a_station_keeps_a_name_and_a_code_that_contracts_can_begin_with(
    desk: Desk, changes: dict[str, str | None]
) -> None:
    before = office.staff.station(desk)
    with pytest.raises(errors.Invalid) as caught:
        office.staff.change_station(desk, changes=changes)
    assert caught.value.field == next(iter(changes))
    assert office.staff.station(desk) == before
    office.staff.change_station(desk, changes={"code": "430602102", "name": "白沙镇"})
    assert (desk.station.code, desk.station.name) == ("430602102", "白沙镇")


def test_who_left_cannot_sign_in(desk: Desk) -> None:
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    left = next(one for one in office.staff.everybody(desk) if one["login"] == "wang")
    office.staff.change(desk, left["id"], {"state": "left"})
    with pytest.raises(errors.WrongPassword):
        office.entry.sign_in(desk.folder, "wang", "wang-wang", read_only=True)


def test_a_new_password_works_at_once(desk: Desk) -> None:
    office.staff.change_own_password(desk, PASSWORD, "a-new-password")
    with pytest.raises(errors.WrongPassword):
        desk.vault.unlock(LOGIN, PASSWORD)
    assert desk.vault.unlock(LOGIN, "a-new-password") == desk.store.key


def test_ones_own_password_is_changed_only_by_who_knows_the_old_one(desk: Desk) -> None:
    with pytest.raises(errors.Invalid):
        office.staff.change_own_password(desk, "guessed-word", "a-new-password")
    with pytest.raises(errors.Refused):
        office.staff.set_password(desk, LOGIN, "a-new-password")
    assert desk.vault.unlock(LOGIN, PASSWORD) == desk.store.key


def test_a_rule_changes_from_its_day_on(desk: Desk) -> None:
    office.slots.set_rule(
        desk, rule_id="age.employable", value="17", valid_from=datetime.date(2027, 1, 1)
    )
    book = desk.rules()
    assert book.number("age.employable", datetime.date(2026, 12, 31)) == 16
    assert book.number("age.employable", datetime.date(2027, 1, 1)) == 17
    with pytest.raises(errors.NotFound):
        book.number("age.nothing", datetime.date(2027, 1, 1))


def test_the_narrower_region_wins() -> None:
    from_day = datetime.date(2020, 1, 1)
    book = office_rules.book(
        (
            office_rules.Rule("a", "1", from_day),
            office_rules.Rule("a", "2", from_day, "43"),
            office_rules.Rule("a", "3", from_day, "4407"),
        )
    )
    assert book.number("a", from_day, "430602") == 2
    assert book.number("a", from_day, "110101") == 1


def test_drafts_survive_and_are_forgotten_when_saved(desk: Desk) -> None:
    office.slots.keep_draft(desk, "worker/new", {"name": "张"})
    office.slots.keep_draft(desk, "worker/new", {"name": "张三"})
    assert [one["fields"] for one in office.slots.drafts(desk, "worker/")] == [{"name": "张三"}]
    office.slots.drop_draft(desk, "worker/new")
    assert office.slots.drafts(desk) == []


def test_a_saved_filter_is_replaced_under_its_name(desk: Desk) -> None:
    office.slots.save_filter(desk, page="workers", name="妇女", query={"sex": "2"})
    office.slots.save_filter(desk, page="workers", name="妇女", query={"sex": "2", "age": 50})
    (kept,) = office.slots.filters(desk, "workers")
    assert kept["query"] == {"sex": "2", "age": 50}
    office.slots.remove_filter(desk, filter_id=kept["id"])
    assert office.slots.filters(desk, "workers") == []


def test_a_new_desk_knows_the_published_holidays(desk: Desk) -> None:
    kinds = [one["day_kind"] for one in office.slots.holidays(desk, 2026)]
    assert [kinds.count(one) for one in ("statutory", "rest", "work")] == [13, 20, 6]
    assert office.slots.holidays(desk, 2031) == []


def test_a_holiday_given_again_is_replaced(desk: Desk) -> None:
    day = datetime.date(2031, 10, 1)
    office.slots.set_holidays(desk, days=[(day, "rest", "x"), (day, "statutory", "国庆节")])
    assert [(one["day_kind"], one["name"]) for one in office.slots.holidays(desk, 2031)] == [
        ("statutory", "国庆节")
    ]


def test_unsaved_contents_of_a_form_are_kept_by_person_record_and_turn(desk: Desk) -> None:
    slots = office.slots
    slots.keep_form(desk, "orders.order:0a", 1, {"trade": "采棉"})
    slots.keep_form(desk, "orders.order:0a", 2, {"trade": "采茶"})
    slots.keep_form(desk, "orders.order:0b", 1, {"trade": "焊工"})
    found = slots.forms(desk, "orders.order:0a")
    assert {one["turn"]: one["fields"] for one in found} == {
        1: {"trade": "采棉"},
        2: {"trade": "采茶"},
    }
    slots.drop_form(desk, "orders.order:0a", 1)
    assert [one["turn"] for one in slots.forms(desk, "orders.order:0a")] == [2]
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    folder = desk.folder
    desk.close()
    clerk = office.entry.sign_in(folder, "wang", "wang-wang")
    assert slots.forms(clerk, "orders.order:0a") == []
    clerk.close()


def _refuse_the_end(_desk: object) -> None:
    raise errors.DiskFull("errors.disk_full")


def test_an_act_that_fails_at_its_end_leaves_every_key_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    wang = next(one for one in office.staff.everybody(desk) if one["login"] == "wang")
    code = office.staff.new_recovery_code(desk)
    monkeypatch.setattr(type(desk), "settle", _refuse_the_end)
    with pytest.raises(errors.DiskFull):
        office.staff.new_recovery_code(desk)
    with pytest.raises(errors.DiskFull):
        office.staff.change(desk, wang["id"], {"state": "left"})
    with pytest.raises(errors.DiskFull):
        office.staff.set_password(desk, "wang", "another-one")
    with pytest.raises(errors.DiskFull):
        office.staff.add(desk, login="zhao", name="", role=Role.CLERK, password="zhao-zhao")
    assert desk.vault.unlock_by_code(code) == desk.store.key
    assert desk.vault.unlock("wang", "wang-wang") == desk.store.key
    assert "zhao" not in desk.vault.logins()


def test_a_rule_mistyped_and_corrected_on_the_same_day_is_right(desk: Desk) -> None:
    day = datetime.date(2026, 9, 1)
    for value in ("61", "16"):
        office.slots.set_rule(desk, rule_id="age.employable", value=value, valid_from=day)
    assert desk.rules().number("age.employable", day) == 16
    standing = [
        row["value"]
        for row in office.slots.rules(desk)
        if (row["rule_id"], row["valid_from"]) == ("age.employable", "2026-09-01") and row["active"]
    ]
    assert standing == ["16"]


def test_of_two_values_for_one_day_the_later_entry_holds() -> None:
    day = datetime.date(2026, 9, 1)
    book = office_rules.book((office_rules.Rule("a", "61", day), office_rules.Rule("a", "16", day)))
    assert book.number("a", day) == 16


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [
        ("age.employable", "9O"),
        ("age.employable", "-1"),
        ("age.employable", "²"),
        ("age.employable", "9" * 5000),
        ("age.employable", ""),
        ("age.employable", "15"),
        ("eligible.phone", "16"),
        ("eligible.phone", "Block"),
    ],
)
def test_what_is_no_value_of_a_rule_is_refused(desk: Desk, rule_id: str, value: str) -> None:
    day = datetime.date(2026, 9, 1)
    with pytest.raises(errors.Invalid):
        office.slots.set_rule(desk, rule_id=rule_id, value=value, valid_from=day)
    assert desk.rules().number("age.employable", day) == 16


def test_a_filter_saved_twice_under_a_name_with_a_space_is_one_filter(desk: Desk) -> None:
    for query in ({"text": "a"}, {"text": "b"}):
        office.slots.save_filter(desk, page="workers", name=" x", query=query)
    found = office.slots.filters(desk, "workers")
    assert [(one["name"], one["query"]) for one in found] == [("x", {"text": "b"})]


@pytest.mark.parametrize("login", ["ＡＤＭＩＮ", "Élan", "ЕЛЕНА", "İx", " Bob ", "Groß"])
def test_no_login_locks_its_owner_out(tmp_path: Path, desk: Desk, login: str) -> None:
    made, code = office.entry.create(
        tmp_path / "other",
        station_code="430602101",
        station_name="青山镇",
        login=login,
        password=PASSWORD,
        cost=CHEAP,
    )
    made.close()
    for typed in (login, login.strip().lower(), login.upper()):
        office.entry.sign_in(made.folder, typed, PASSWORD).close()
    office.entry.sign_in_by_code(made.folder, login, code, "another-password").close()
    office.staff.add(desk, login=login, name="", role=Role.CLERK, password=PASSWORD)
    with pytest.raises(errors.Invalid):
        office.staff.add(desk, login=login.upper(), name="", role=Role.CLERK, password=PASSWORD)
    desk.close()
    office.entry.sign_in(desk.folder, login, PASSWORD).close()


def test_nobody_can_be_called_like_the_recovery_sheet(desk: Desk) -> None:
    with pytest.raises(errors.Invalid):
        office.staff.add(desk, login="＊recovery", name="", role=Role.CLERK, password=PASSWORD)
