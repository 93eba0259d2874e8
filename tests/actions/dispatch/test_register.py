"""The register of contracts, their pages, copies and ends, and who works without one."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.store import office as office_rows
from tests import making, pictures
from tests.workforce import FIRST, add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@pytest.fixture
def batch(desk: Desk, tmp_path: Path) -> bytes:
    """Return a batch of three people; the contracts of the first two are signed."""
    people = [add_person(desk, serial) for serial in (1, 2, 3)]
    made = add_batch(desk, add_order(desk), people)
    dispatch.make_contracts(desk, made, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=made, people=people[:2])
    return made


def at(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 1, 0, tzinfo=datetime.UTC)


def cells_of(path: Path) -> set[Any]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return {cell for row in sheet.iter_rows(values_only=True) for cell in row}


def contracts(desk: Desk) -> list[dict[str, Any]]:
    return dispatch.register(desk, order="contract_no")[1]


@pytest.mark.usefixtures("batch")
def test_the_register_is_searched_sorted_and_paged(desk: Desk) -> None:
    count, found = dispatch.register(desk, limit=2)
    assert (count, len(found)) == (3, 2)
    assert [row["contract_no"][-5:] for row in found] == ["00003", "00002"]
    numbers = [row["contract_no"] for row in contracts(desk)]
    assert numbers == sorted(numbers)
    assert numbers[-1].endswith("00003")  # without gaps
    assert dispatch.register(desk, words=found[0]["worker_name"])[0] == 1
    assert dispatch.register(desk, words="C2")[1][0]["number"] == 2
    assert dispatch.register(desk, words="青禾")[0] == 3
    assert dispatch.register(desk, words="00003")[0] == 1
    assert dispatch.register(desk, states=("signed",))[0] == 2
    assert dispatch.register(desk, words="没有这个人") == (0, [])
    for name in dispatch.REGISTER_SORTS:
        up = dispatch.register(desk, order=name)[1]
        assert len(up) == len(dispatch.register(desk, order=name, descending=True)[1]) == 3


@pytest.mark.usefixtures("batch")
def test_a_signed_page_is_kept_seen_replaced_and_the_one_before_stays(
    desk: Desk, tmp_path: Path
) -> None:
    paper = contracts(desk)[0]
    first, other = (tmp_path / "a.pdf").read_bytes(), pictures.JPEG
    dispatch.attach_scan(desk, contract_id=paper["id"], content=first)
    assert dispatch.see_scan(desk, contract_id=paper["id"]).content == first
    done = dispatch.attach_scan(desk, contract_id=paper["id"], content=other)
    assert dispatch.see_scan(desk, contract_id=paper["id"]).content == other
    kept = office_rows.contents.get(desk.store, hashlib.sha256(first).hexdigest())
    assert kept is not None
    assert kept[1] == first
    office.undo.undo(desk, done.number)
    assert dispatch.see_scan(desk, contract_id=paper["id"]).content == first
    dispatch.remove_scan(desk, contract_id=paper["id"])
    with pytest.raises(errors.NotFound):
        dispatch.see_scan(desk, contract_id=paper["id"])
    with pytest.raises(errors.NotFound):
        dispatch.remove_scan(desk, contract_id=paper["id"])


@pytest.mark.usefixtures("batch")
def test_nobody_attaches_a_page_to_an_unsigned_contract_nor_what_is_no_picture(desk: Desk) -> None:
    signed, _, unsigned = contracts(desk)
    with pytest.raises(errors.Refused, match="scan_unsigned"):
        dispatch.attach_scan(desk, contract_id=unsigned["id"], content=pictures.JPEG)
    with pytest.raises((errors.Refused, errors.Invalid, errors.UnreadableFile)):
        dispatch.attach_scan(desk, contract_id=signed["id"], content=b"no picture at all")
    with pytest.raises(errors.NotFound):
        dispatch.attach_scan(desk, contract_id=b"x" * 16, content=pictures.JPEG)


@pytest.mark.usefixtures("batch")
def test_copies_are_noted_with_their_day_once_and_for_signed_ones_alone(desk: Desk) -> None:
    ids = [row["id"] for row in contracts(desk)]
    yesterday = desk.clock.today() - datetime.timedelta(days=1)
    noted, done = dispatch.give_copies(desk, contract_ids=ids, on=yesterday)
    assert [one[-5:] for one in noted] == ["00001", "00002"]
    assert [row["copy_on"] for row in contracts(desk)] == [yesterday.isoformat()] * 2 + [None]
    assert dispatch.give_copies(desk, contract_ids=ids)[0] == []
    with pytest.raises(errors.Invalid, match="day_ahead"):
        dispatch.give_copies(
            desk, contract_ids=ids, on=desk.clock.today() + datetime.timedelta(days=1)
        )
    office.undo.undo(desk, done.number)
    assert [row["copy_given"] for row in contracts(desk)] == [0, 0, 0]


@pytest.mark.parametrize("later", ["scan", "copy"])
def test_a_signature_stays_while_its_page_or_copy_is_noted(
    desk: Desk, tmp_path: Path, later: str
) -> None:
    made = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, made, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=made)
    signing = office.undo.newest(desk)
    assert signing is not None
    (paper,) = contracts(desk)
    if later == "scan":
        done = dispatch.attach_scan(desk, contract_id=paper["id"], content=pictures.JPEG)
    else:
        done = dispatch.give_copies(desk, contract_ids=[paper["id"]])[1]
    with pytest.raises(errors.Refused):
        office.undo.undo(desk, signing["number"])
    office.undo.undo(desk, done.number)
    office.undo.undo(desk, signing["number"])
    assert contracts(desk)[0]["state"] == "final"


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(
    ("code", "reason", "refused"),
    [
        ("agreed", "", ""),
        ("worker", "回家", ""),
        ("employer", "", "reason_needed"),
        ("employer", "违纪", ""),
        ("other", " ", "reason_needed"),
        ("nonsense", "x", "end_code"),
    ],
)
def test_a_contract_ends_with_a_reason_of_the_list(
    desk: Desk, code: str, reason: str, refused: str
) -> None:
    paper = contracts(desk)[0]
    if refused:
        with pytest.raises(errors.Invalid, match=refused):
            dispatch.end_contract(desk, contract_id=paper["id"], code=code, reason=reason)
        assert contracts(desk)[0]["state"] == "signed"
        return
    dispatch.end_contract(desk, contract_id=paper["id"], code=code, reason=reason, on=FIRST)
    row = contracts(desk)[0]
    assert (row["state"], row["end_code"], row["ended_on"]) == ("ended", code, FIRST.isoformat())


def test_contracts_of_people_away_that_end_soon_are_a_duty(desk: Desk, tmp_path: Path) -> None:
    made = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    making.move_clock(desk, at(2026, 10, 1))
    send_batch(desk, made, tmp_path)
    assert dispatch.ending(desk) == []
    making.move_clock(desk, at(2026, 10, 31))
    (one,) = dispatch.ending(desk)
    assert (one["days_left"], one["to_day"]) == (30, "2026-11-30")
    making.move_clock(desk, at(2026, 10, 30))
    assert dispatch.ending(desk) == []
    office.slots.set_rule(
        desk,
        rule_id="contract.ending_days",
        value="60",
        valid_from=datetime.date(2026, 1, 1),
        source="测试文件",
    )
    assert [row["days_left"] for row in dispatch.ending(desk)] == [31]
    making.move_clock(desk, at(2026, 12, 2))
    assert [row["days_left"] for row in dispatch.ending(desk)] == [-2]
    dispatch.return_batch(desk, batch_id=made, on=datetime.date(2026, 12, 1))
    assert dispatch.ending(desk) == []


def test_who_works_without_a_contract_is_told_for_a_day_gone_by_and_for_one_order(
    desk: Desk, tmp_path: Path
) -> None:
    people = [add_person(desk, serial) for serial in (1, 2)]
    order = add_order(desk)
    made = add_batch(desk, order, people)
    dispatch.make_contracts(desk, made, tmp_path / "a.pdf")
    making.move_clock(desk, at(2026, 10, 1))
    assert dispatch.send(desk, batch_id=made).done
    for day, colour in ((20, "green"), (21, "amber"), (30, "amber"), (31, "red")):
        making.move_clock(desk, at(2026, 9, 30) + datetime.timedelta(days=day))
        assert {row["colour"] for row in dispatch.without_contract(desk)} == {colour}
        assert {row["days"] for row in dispatch.without_contract(desk)} == {day}
    dispatch.sign(desk, batch_id=made, people=people[:1])
    assert [row["worker_id"] for row in dispatch.without_contract(desk)] == people[1:]
    before = desk.clock.today() - datetime.timedelta(days=1)
    assert len(dispatch.without_contract(desk, on=before)) == 2
    assert dispatch.without_contract(desk, on=FIRST - datetime.timedelta(days=1)) == []
    assert len(dispatch.without_contract(desk, order_id=order)) == 1
    assert dispatch.without_contract(desk, order_id=add_order(desk)) == []
    with pytest.raises(errors.Invalid, match="day_ahead"):
        dispatch.without_contract(desk, on=desk.clock.today() + datetime.timedelta(days=1))
    dispatch.return_batch(desk, batch_id=made, on=desk.clock.today())
    assert dispatch.without_contract(desk) == []
    assert len(dispatch.without_contract(desk, on=before)) == 2
    out = tmp_path / "red.xlsx"
    assert dispatch.export_without(desk, out, on=before).rows == 2
    cells = cells_of(out)
    assert "快到期限" in cells
    assert before.isoformat() in " ".join(map(str, cells))


@pytest.mark.usefixtures("batch")
def test_the_register_is_written_with_words_for_every_code(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "register.xlsx"
    dispatch.end_contract(desk, contract_id=contracts(desk)[0]["id"], code="agreed", on=FIRST)
    assert dispatch.export_register(desk, out).rows == 3
    cells = cells_of(out)
    assert {"劳务协议", "已终止", "已签", "待签", "签字", "双方协商一致"} <= cells
    assert dispatch.export_register(desk, out, states=("signed",)).rows == 1
