"""Records are found by what people read out, and never by the number of another kind."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office, orders, workers
from gigdesk.actions.workers import imports
from gigdesk.domain.office import Role
from tests import workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def test_people_are_found_by_every_paper_and_never_by_the_count_in_it(desk: Desk) -> None:
    for serial in range(1, 10):
        workforce.add_person(desk, serial)
    papers = {"E1234567": "08", "00000005": "12", "H00000007": "10"}
    for doc_no, kind in papers.items():
        values = {"name": "李明", "doc_kind": kind, "doc_no": doc_no}
        values |= {"birth_date": "1980-01-01", "sex": "1"}
        codes = frozenset(one.code for one in workers.people.preview(desk, values).remarks)
        made = workers.people.register(desk, values=values, confirmed=codes)
        assert office.history.find(desk, "worker", doc_no) == made.worker_id
        assert workers.search.find_one(desk, doc_no) == made.worker_id
    old = workforce.doc_no("1985-03-02", 1)
    fifteen = old[:6] + old[8:17]
    first = workers.search.find_one(desk, "W1")
    assert office.history.find(desk, "worker", fifteen) == first
    for said in ("B1", "I1", "A1", "H00000008"):
        with pytest.raises(errors.NotFound):
            office.history.find(desk, "worker", said)


def test_other_records_are_found_by_their_own_number_alone(desk: Desk) -> None:
    order_id = workforce.add_order(desk)
    assert office.history.find(desk, "order", "O1") == order_id
    assert office.history.find(desk, "order", order_id.hex()) == order_id
    for said in ("B1", "abc", "O9", "-1", bytes(16).hex(), "z" * 32):
        with pytest.raises(errors.NotFound):
            office.history.find(desk, "order", said)


def test_the_telephone_of_a_firm_is_masked_in_its_history(desk: Desk) -> None:
    workforce.add_order(desk)
    found = office.history.find(desk, "employer", "E1")
    orders.change_employer(desk, employer_id=found, changes={"contact_phone": "13912345678"})
    told = str(office.history.of_row(desk, "employer", found))
    assert "139****5678" in told
    assert "13912345678" not in told
    assert "13912345678" in str(office.history.of_row(desk, "employer", found, reveal=True))


def roled(desk: Desk) -> None:
    """Let the desk have a clerk who was made head for an hour, and other things of the office."""
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    one = next(each for each in office.staff.everybody(desk) if each["login"] == "wang")
    for role in ("head", "clerk"):
        office.staff.change(desk, one["id"], {"role": role})
    office.places.add_list(desk, "青山镇 石桥村")
    village = office.places.divisions(desk, "village")[0]
    office.places.change(desk, division_id=village["id"], changes={"name": "柳树村"})
    since, day = datetime.date(2026, 1, 1), datetime.date(2026, 12, 25)
    for value in ("16", "18"):
        office.slots.set_rule(desk, rule_id="age.employable", value=value, valid_from=since)
    office.slots.set_holidays(desk, days=[(day, "rest", "放假")])
    office.slots.clear_holidays(desk, days=[day])
    for sex in ("1", "2"):
        office.slots.save_filter(desk, page="workers", name="常用", query={"sex": sex})
    office.slots.remove_filter(desk, filter_id=office.slots.filters(desk, "workers")[0]["id"])
    imports.meanings.remember_words(desk, chosen={("sex", "男性的"): "1"}, file="a.xlsx")


def history(desk: Desk, kind: str, said: str) -> list[dict[str, Any]]:
    """Return the whole history of what people mean by a word."""
    ids = office.history.find_all(desk, kind, said)
    return office.history.of_rows(desk, table=office.history.KINDS[kind], row_ids=ids)


def test_an_auditor_sees_who_was_made_head_and_what_every_record_of_the_office_was(
    desk: Desk,
) -> None:
    roled(desk)
    for said in ("wang", "WANG", "王芳"):
        made, up, down = history(desk, "staff", said)
        assert made["changes"]["role"] == (None, "clerk")
        assert up["changes"] == {"role": ("clerk", "head")}
        assert (down["changes"], down["title"]) == ({"role": ("head", "clerk")}, "wang 王芳")
        assert up["staff_name"]
        assert up["at_ms"]
        assert len(up["desk"]) == 4
    # A village by the name it has, and by the one it had.
    for said in ("柳树村", "石桥村"):
        made, renamed = history(desk, "division", said)
        assert made["changes"]["parent_id"] == (None, "青山镇")
        assert renamed["changes"]["name"] == ("石桥村", "柳树村")
    values = [each["changes"].get("value") for each in history(desk, "rule", "age.employable")]
    assert values[-3:] == [(None, "16"), None, (None, "18")]
    day = history(desk, "holiday", "2026-12-25")
    assert [each["changes"].get("active") for each in day] == [(None, 1), (1, 0)]
    first, second, gone = history(desk, "filter", "常用")
    assert first["changes"]["query"][1] == second["changes"]["query"][0] == '{"sex": "1"}'
    assert (gone["kind"], gone["title"]) == ("delete", "常用")
    (word,) = history(desk, "words", "男性的")
    assert word["changes"]["code"] == (None, "1")
    assert history(desk, "station", desk.station.code)
    with pytest.raises(errors.NotFound):
        history(desk, "division", "没有的村")
    assert "wang-wang" not in str(history(desk, "staff", "wang"))


def test_a_clerk_does_not_read_the_past_of_the_office(desk: Desk) -> None:
    roled(desk)
    folder = desk.folder
    desk.close()
    clerk = office.entry.sign_in(folder, "wang", "wang-wang")
    for kind, said in (("staff", "wang"), ("rule", "age.employable"), ("filter", "常用")):
        with pytest.raises(errors.NotAllowed):
            history(clerk, kind, said)
    clerk.close()


def test_the_history_of_a_batch_holds_its_people_by_name(desk: Desk) -> None:
    person = workforce.add_person(desk, 1)
    workforce.add_batch(desk, workforce.add_order(desk), [person])
    told = history(desk, "batch", "B1")
    assert {each["tbl"] for each in told} == {"batch", "batch_member"}
    listed = next(each for each in told if each["tbl"] == "batch_member")
    assert listed["number"] == 1
    assert listed["changes"]["batch_id"] == (None, "B1")
    order = next(each for each in told if each["tbl"] == "batch")["changes"]["order_id"]
    assert order == (None, "O1")
