"""The papers of a batch: what stands on each in both forms, who may see it, and what is noted."""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
import python_calamine

from gigdesk import errors
from gigdesk.actions import dispatch, office, workers
from gigdesk.documents.pdf import preview
from gigdesk.domain.office import Role
from tests.making import move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LONG = "阿卜杜热合曼·麦麦提托合提·吐尔逊尼亚孜·依明阿卜力克木·买买提艾力·努尔麦麦提江·喀迪尔"
FORMS = ("xlsx", "pdf")


def village(desk: Desk, name: str, code: str) -> bytes:
    made = desk.new_id()
    with desk.doing("office.add_division"):
        desk.store.add("division", {"id": made, "code": code, "name": name, "level": 5})
    return made


def written(desk: Desk, batch: bytes, paper: str, folder: Path, form: str) -> str:
    """Return every word of a paper as a second reader finds it, without the spaces."""
    out = folder / f"{paper}.{form}"
    dispatch.make_paper(desk, batch, paper, out)
    if form == "pdf":
        return re.sub(r"\s", "", "".join(preview.page_texts(out.read_bytes())))
    book = python_calamine.CalamineWorkbook.from_path(str(out))
    cells = [cell for name in book.sheet_names for row in rows_of(book, name) for cell in row]
    return re.sub(r"\s", "", "|".join(str(cell) for cell in cells if cell != ""))


def rows_of(book: Any, name: str) -> list[list[Any]]:
    found: list[list[Any]] = book.get_sheet_by_name(name).to_python()
    return found


def travelling(desk: Desk, count: int = 12) -> tuple[bytes, list[bytes]]:
    """Return a batch of two villages with two coaches, groups and a leader."""
    homes = [village(desk, "柳林村", "430602100201"), village(desk, "石桥村", "430602100202")]
    people = [
        add_person(
            desk,
            serial,
            name=LONG if serial == 3 else f"人{serial:02}",
            village_id=homes[serial % 2],
            emergency_name=f"亲{serial:02}",
            meal_need="1" if serial == 2 else "2" if serial == 5 else None,
        )
        for serial in range(1, count + 1)
    ]
    batch = add_batch(
        desk,
        add_order(desk, people=count),
        people,
        leader_name="陈大山",
        leader_phone="13700000001",
        depart_time="05:30",
        depart_place="镇广场",
    )
    first = {
        "seats": 9,
        "plate": "湘F12345",
        "driver_name": "周师傅",
        "driver_phone": "13600000001",
        "charter_no": "BC001",
        "permit_no": "P002",
        "insured_to": "2027-01-01",
        "licence_to": "2029-05-06",
        "qualified_to": "2028-03-04",
        "permit_to": "2026-10-20",
    }
    dispatch.add_vehicle(desk, batch_id=batch, fields=first)
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 4})
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.divide(desk, batch_id=batch)
    return batch, people


@pytest.mark.parametrize("form", FORMS)
def test_the_coach_s_roster_has_a_part_for_each_coach_and_names_who_has_no_seat(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, "roster-coach", tmp_path, form)
    for words in ("湘F12345", "周师傅", "13600000001", "核定载客（含司机）：9", "13900000001"):
        assert words in said
    for serial in range(1, 13):
        assert (LONG if serial == 3 else f"人{serial:02}") in said
        assert f"亲{serial:02}" in said
        assert doc_no("1985-03-02", serial) not in said
    assert "人数：8人（男" in said
    assert "还没排座位" in said
    assert said.count("□") == 12


def test_the_coach_s_workbook_has_a_sheet_for_each_coach_in_the_order_of_seats(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = travelling(desk)
    out = tmp_path / "coach.xlsx"
    made = dispatch.make_paper(desk, batch, "roster-coach", out)
    assert made.rows == 12
    book = python_calamine.CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["1 号车 湘F12345", "2 号车", "还没排座位", "人数合计"]
    seats = [[row[0] for row in rows_of(book, name) if "□" in row] for name in book.sheet_names]
    assert seats[0] == [str(one) for one in range(1, 9)]
    assert [len(each) for each in seats] == [8, 3, 1, 0]


@pytest.mark.parametrize("paper", ["roster-coach", "roster-employer", "roster-filing"])
def test_totals_by_coach_and_by_village_are_the_whole_list(
    desk: Desk, tmp_path: Path, paper: str
) -> None:
    batch, _ = travelling(desk)
    out = tmp_path / "a.xlsx"
    dispatch.make_paper(desk, batch, paper, out)
    found = rows_of(python_calamine.CalamineWorkbook.from_path(str(out)), "人数合计")
    lines = [row for row in found if row[0] in ("按车", "按村（社区）", "全部")]
    totals = [row[2:] for row in lines if row[1] == "合计"]
    assert totals == [[6, 6, 0, 12]] * 3
    for kind in ("按车", "按村（社区）"):
        parts = [row[2:] for row in lines if row[0] == kind and row[1] != "合计"]
        assert [sum(column) for column in zip(*parts, strict=True)] == totals[0]
    named = {row[1] for row in lines}
    assert {"1 号车 湘F12345", "2 号车", "还没排座位", "柳林村", "石桥村"} <= named


@pytest.mark.parametrize("form", FORMS)
def test_the_employer_gets_no_whole_number_and_no_telephone_of_relatives(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, "roster-employer", tmp_path, form)
    assert not re.search(r"\d{17}[\dX]", said)
    assert "430***********" in said
    assert "13900000001" not in said
    assert "亲01" not in said
    assert "13800000001" in said
    noted = office.history.acts(desk, limit=1)[0]["about"]
    assert noted["recipient"] == "青禾棉花农民专业合作社"
    assert (noted["paper"], noted["form"], noted["rows"]) == ("roster-employer", form, 12)


@pytest.mark.parametrize("form", FORMS)
def test_the_list_to_be_filed_has_whole_numbers_places_for_seals_and_who_filled_it_in(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, "roster-filing", tmp_path, form)
    for serial in range(1, 13):
        assert doc_no("1985-03-02", serial) in said
    for words in (
        "填报单位（盖章）",
        "填表人：李站长",
        "填表日期：2026-09-01",
        "人力资源和社会保障",
    ):
        assert words in said
    dispatch.roster(desk, batch, "filing", tmp_path / "b.pdf", recipient="县人社局")
    assert office.history.acts(desk, limit=1)[0]["about"]["recipient"] == "县人社局"


@pytest.mark.parametrize("form", FORMS)
def test_who_may_not_reveal_numbers_prints_masked_ones_and_no_cards(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    desk.staff = dataclasses.replace(desk.staff, role=Role.AUDITOR)
    said = written(desk, batch, "roster-filing", tmp_path, form)
    assert not re.search(r"\d{17}[\dX]", said)
    assert "13800000001" not in said
    with pytest.raises(errors.NotAllowed):
        dispatch.make_paper(desk, batch, dispatch.CARDS, tmp_path / f"cards.{form}")
    desk.staff = dataclasses.replace(desk.staff, role=Role.VIEWER)
    for paper in dispatch.PAPERS:
        with pytest.raises(errors.NotAllowed):
            dispatch.make_paper(desk, batch, paper, tmp_path / f"{paper}-none.{form}")
    assert not list(tmp_path.glob("*-none*"))


@pytest.mark.parametrize("form", FORMS)
def test_a_card_tells_whom_to_call_for_everybody(desk: Desk, tmp_path: Path, form: str) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, dispatch.CARDS, tmp_path, form)
    for serial in range(1, 13):
        assert (LONG if serial == 3 else f"人{serial:02}") in said
        assert f"亲{serial:02}139{serial:08d}" in said
        assert doc_no("1985-03-02", serial) not in said
    assert "1号车湘F123451号座" in said
    assert "陈大山13700000001" in said  # whom the leader of the group calls
    assert "12333" in said
    if form == "pdf":
        assert preview.page_count((tmp_path / "cards.pdf").read_bytes()) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_coach_s_sheet_tells_its_papers_stops_and_the_rest_at_night(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, dispatch.VEHICLES, tmp_path, form)
    for words in ("湘F12345", "BC001", "P002", "2027-01-01", "周师傅", "05:30", "镇广场"):
        assert words in said
    assert "驾驶证有效期至：2029-05-06" in said
    assert "从业资格证有效期至：2028-03-04" in said
    assert "标志牌有效期至：2026-10-20" in said
    assert "9人（含司乘），最多坐乘客8人" in said
    assert "02:00至05:00必须停车休息" in said
    assert said.count("行车单") == 2
    assert said.count("司机签字") == 2
    assert "石桥村" in said
    assert "柳林村" in said


def test_the_hours_of_rest_come_from_the_table_of_rules(desk: Desk, tmp_path: Path) -> None:
    batch, _ = travelling(desk)
    office.slots.set_rule(desk, rule_id="coach.rest_from", value="1", valid_from=desk.clock.today())
    said = written(desk, batch, dispatch.VEHICLES, tmp_path, "pdf")
    assert "01:00至05:00必须停车休息" in said


def test_a_batch_without_coaches_has_one_list_and_no_vehicle_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    made = dispatch.make_paper(desk, batch, "roster-coach", tmp_path / "a.pdf")
    assert (made.rows, made.pages) == (1, 2)
    with pytest.raises(errors.Refused):
        dispatch.make_paper(desk, batch, dispatch.VEHICLES, tmp_path / "b.pdf")
    with pytest.raises(errors.Refused):
        dispatch.make_paper(desk, batch, "menu", tmp_path / "c.pdf")


@pytest.mark.parametrize("form", FORMS)
def test_the_kitchen_gets_counts_and_names_only_of_who_agreed(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, people = travelling(desk)
    said = written(desk, batch, dispatch.MEALS, tmp_path, form)
    assert "清真" in said
    assert "素食" in said
    assert "人02" not in said
    assert "人05" not in said
    workers.consents.consent(desk, worker_id=people[1], purpose="meal")
    assert "人02" in written(desk, batch, dispatch.MEALS, tmp_path, form)
    workers.consents.withdraw_consent(desk, worker_id=people[1], purpose="meal")
    gone = written(desk, batch, dispatch.MEALS, tmp_path, form)
    assert "清真" not in gone
    assert "人02" not in gone


def test_counts_of_meals_add_up_to_the_list(desk: Desk, tmp_path: Path) -> None:
    batch, _ = travelling(desk)
    out = tmp_path / "meals.xlsx"
    dispatch.make_paper(desk, batch, dispatch.MEALS, out)
    found = rows_of(python_calamine.CalamineWorkbook.from_path(str(out)), "用餐人数")
    counts = {row[0]: row[1] for row in found if isinstance(row[1], float | int)}
    assert counts == {"清真": 1, "素食": 1, "没登记": 10, "合计": 12}


def test_a_paper_is_not_written_once_its_list_has_changed(desk: Desk, tmp_path: Path) -> None:
    batch, people = travelling(desk)
    handout = dispatch.set_paper(desk, batch, "roster-filing", "pdf")
    dispatch.remove_members(desk, batch_id=batch, people=people[:1], reason="不去了")
    before = office.history.acts(desk, limit=1)[0]["number"]
    with pytest.raises(errors.Refused, match="paper_changed"):
        dispatch.keep_paper(desk, handout=handout, out=tmp_path / "a.pdf")
    assert not list(tmp_path.glob("*.pdf"))
    assert office.history.acts(desk, limit=1)[0]["number"] == before


def test_a_paper_takes_no_other_file_s_place(desk: Desk, tmp_path: Path) -> None:
    batch, _ = travelling(desk)
    out = tmp_path / "a.pdf"
    out.write_bytes(b"a letter")
    with pytest.raises(errors.Refused, match="other_kind"):
        dispatch.make_paper(desk, batch, dispatch.CARDS, out)
    assert out.read_bytes() == b"a letter"


@pytest.mark.parametrize("form", FORMS)
def test_rosters_tell_who_is_insured_and_who_lacks_a_certificate(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    people = [add_person(desk, serial, name=f"人{serial:02}") for serial in (1, 2)]
    order = add_order(
        desk, people=2, certificate_kind="6", certificate_rule="warn", insurance_kinds="accident"
    )
    batch = add_batch(desk, order, people)
    with desk.doing("workers.add_certificate"):
        row = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": people[0]}
        desk.store.add("certificate", {**row, "kind": "6", "valid_to": "2027-06-01"})
    said = written(desk, batch, "roster-employer", tmp_path, form)
    between = "|" if form == "xlsx" else ""
    assert said.count(f"齐{between}未签{between}没有") == 1
    assert said.count(f"缺{between}未签{between}没有") == 1
    desk.staff = dataclasses.replace(desk.staff, role=Role.HEAD)
    dispatch.decide_cover(desk, batch_id=batch, people=people[:1], reason="当天返回")
    filed = written(desk, batch, "roster-filing", tmp_path, form)
    assert filed.count(f"未签{between}站长准许") == 1
    assert filed.count(f"未签{between}没有") == 1


def test_who_left_early_stands_on_the_rosters_and_on_no_card(desk: Desk, tmp_path: Path) -> None:
    people = [add_person(desk, 1, name="人01"), add_person(desk, 2, name="人02", meal_need="1")]
    batch = add_batch(desk, add_order(desk, people=2, insurance_kinds=None), people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, datetime.datetime(2026, 10, 12, 9, tzinfo=datetime.UTC))
    left = datetime.date(2026, 10, 11)
    dispatch.leave_early(
        desk, batch_id=batch, worker_id=people[1], until_day=left, reason="家里有事"
    )
    assert "人02" in written(desk, batch, "roster-filing", tmp_path, "pdf")
    for paper in (dispatch.CARDS, dispatch.PROMISE):
        assert "人02" not in written(desk, batch, paper, tmp_path, "pdf")
    assert "清真" not in written(desk, batch, dispatch.MEALS, tmp_path, "xlsx")


def test_without_a_leader_of_all_the_coach_s_roster_names_those_of_the_groups(
    desk: Desk, tmp_path: Path
) -> None:
    people = [add_person(desk, serial, name=f"人{serial:02}") for serial in range(1, 4)]
    batch = add_batch(desk, add_order(desk, people=3), people)
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 9})
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.divide(desk, batch_id=batch)
    said = written(desk, batch, "roster-coach", tmp_path, "pdf")
    assert "领队：人0113800000001" in said
