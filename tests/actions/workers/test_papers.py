"""Lists leave the desk masked, or whole with a recipient and a reason that are noted."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import office, training, workers
from gigdesk.documents.excel import filling
from gigdesk.documents.sheets import ledger
from gigdesk.domain import office as office_rules
from tests.actions.workers.conftest import with_check

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = with_check("43060219800101123")


@pytest.fixture
def person(register: Register, villages: dict[str, bytes]) -> bytes:
    return register(
        "王小明",
        WANG,
        village_id=villages["大元村"],
        education="大专",
        annual_income_fen=3_500_000,
        insured_rural_medical="1",
        service_needs="1,2",
        employment_place="4",
        employment_province="37",
        phone="13812345678",
    ).worker_id


def cells(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found: list[list[object]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(place for place, row in enumerate(found) if "姓名" in row)
    return {str(head): value for head, value in zip(found[at], found[at + 1], strict=True)}


def test_the_ledger_has_fifty_columns_in_words(desk: Desk, person: bytes, tmp_path: Path) -> None:
    assert person
    out = tmp_path / "ledger.xlsx"
    written, done = workers.papers.export(desk, out)
    assert written.rows == 1
    shown = cells(out)
    assert len(shown) == len(ledger.KEYS) == 50
    assert shown["社区（村）"] == "大元村"
    assert shown["街道（乡镇）"] == "青山镇"
    assert (shown["性别"], shown["年龄"], shown["学历"]) == ("男", 46, "大专")
    assert shown["身份证号码"] == f"430***********{WANG[-4:]}"
    assert shown["年收入（万元）"] == 3.5
    assert (shown["就业地点"], shown["外出省份"]) == ("外省", "山东省")
    assert shown["新农合"] == "参保"
    assert shown["就业服务需求"] == "职业介绍、职业培训"
    act = office.history.acts(desk, limit=1)[0]
    assert act["number"] == done.number
    assert act["about"] == {"paper": "ledger", "people": 1, "full": False, "recipient": ""}


def test_whole_numbers_need_a_recipient_and_a_reason(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    assert person
    out = tmp_path / "staff.xlsx"
    with pytest.raises(errors.Refused):
        workers.papers.export(desk, out, layout="staff", full=True, recipient="县局")
    assert not out.exists()
    workers.papers.export(
        desk, out, layout="staff", full=True, recipient="县局", reason="monthly report"
    )
    shown = cells(out)
    assert WANG in shown.values()
    act = office.history.acts(desk, limit=1)[0]
    assert (act["about"]["recipient"], act["reason"]) == ("县局", "monthly report")


def test_whole_numbers_are_written_only_for_the_act_that_notes_them(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    assert person
    out = tmp_path / "staff.xlsx"
    masked = workers.papers.note(desk, paper="staff", people=1)
    for number in (0, masked.number):
        with pytest.raises(errors.Bug):
            workers.papers.write(desk, out, layout="staff", full=True, noted=number)
    noted = workers.papers.note(
        desk, paper="staff", people=1, full=True, recipient="县局", reason="x"
    )
    desk.staff = dataclasses.replace(desk.staff, role=office_rules.Role.VIEWER)
    with pytest.raises(errors.NotAllowed):
        workers.papers.write(desk, out, layout="staff", full=True, noted=noted.number)
    head = desk.staff.id
    desk.staff = dataclasses.replace(
        desk.staff, role=office_rules.Role.HEAD, id=office_rules.StaffId(desk.new_id())
    )
    with pytest.raises(errors.Bug):
        workers.papers.write(desk, out, layout="staff", full=True, noted=noted.number)
    assert not out.exists()
    desk.staff = dataclasses.replace(desk.staff, id=head)
    workers.papers.write(desk, out, layout="staff", full=True, noted=noted.number)
    assert WANG in cells(out).values()


def test_any_columns_can_be_chosen_with_the_current_filter(
    desk: Desk, person: bytes, register: Register, tmp_path: Path
) -> None:
    assert person
    register("李英", with_check("43060219760229234"))
    out = tmp_path / "chosen.xlsx"
    written, _ = workers.papers.export(
        desk,
        out,
        layout="chosen",
        columns=(("name", "姓名"), ("village", "村"), ("age", "年龄")),
        title="名单",
        wanted=workers.search.WorkerFilter(sex="2"),
    )
    assert written.rows == 1
    assert cells(out) == {"姓名": "李英", "村": None, "年龄": 50}
    with pytest.raises(errors.Invalid):
        workers.papers.export(desk, out, layout="poster")


def test_a_superiors_own_form_is_filled(desk: Desk, person: bytes, tmp_path: Path) -> None:
    assert person
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "号码", "村", "学历"])
    sheet.append(["{{姓名}}", "{{身份证号码}}", "{{village}}", "{{学历}}"])
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    book.save(form)
    filled, _ = workers.papers.fill_form(
        desk, form, out, full=True, recipient="县局", reason="form of the county"
    )
    assert filled.rows == 1
    assert cells(out) == {"姓名": "王小明", "号码": WANG, "村": "大元村", "学历": "大学专科"}


def test_a_form_may_call_a_field_by_any_word_that_rosters_use(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    assert person
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "号码", "村"])
    sheet.append(["{{姓名}}", "{{身份证号}}", "{{村名}}"])
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    book.save(form)
    workers.papers.fill_form(desk, form, out, full=True, recipient="县局", reason="x")
    assert cells(out) == {"姓名": "王小明", "号码": WANG, "村": "大元村"}
    assert workers.papers.form_fields({"身份证号": "phone"})["身份证号"] == "doc_no"
    assert workers.papers.form_fields({"phone": "身份证号"})["身份证号"] == "phone"


def test_words_for_a_certificates_number_never_ask_for_the_persons_own() -> None:
    known = workers.papers.form_fields({})
    own = [word for word, field in known.items() if field == "doc_no"]
    for word in ("证书编号", "证书号", "证书号码", "职业资格证书编号", "技能等级证书号码"):
        assert known[word] == "certificate_no", word
    assert "证件编号" in own
    marks = filling.marks.Dictionary(known, ())
    for word in ("工种证书号码", "证书号吗", "培训证书编号"):
        near = marks.nearest(filling.Mark("Sheet1", 1, 1, f"{{{{{word}}}}}", word))
        assert known[near] == "certificate_no", word


def test_the_list_shows_certificates_with_the_one_that_ends_first_and_so_does_the_export(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    for kind, trade, until in (("5", "焊工", "2026-09-20"), ("8", "", "2031-01-01")):
        values = {"kind": kind, "trade": trade, "valid_to": until}
        workers.certificates.add_certificate(desk, worker_id=person, values=values)
    (row,) = workers.search.search(desk)
    assert [(one["trade"], one["standing"]) for one in row["certificates"]] == [
        ("焊工", "soon"),
        (None, "valid"),
    ]
    out = tmp_path / "chosen.xlsx"
    columns = (("name", "姓名"), ("certificates", "证书"))
    workers.papers.write(desk, out, layout="chosen", columns=columns, title="名单")
    assert str(cells(out)["证书"]).startswith("焊工 2026-09-20、")


def test_the_export_goes_downwards_where_the_list_does(
    desk: Desk, person: bytes, register: Register, tmp_path: Path
) -> None:
    assert person
    register("李英", with_check("43060219760229234"))
    out = tmp_path / "chosen.xlsx"
    listed: dict[str, Any] = {"layout": "chosen", "title": "名单", "order": "number"}
    listed["columns"] = (("name", "姓名"),)
    workers.papers.write(desk, out, **listed)
    assert cells(out) == {"姓名": "王小明"}
    workers.papers.write(desk, out, descending=True, **listed)
    assert cells(out) == {"姓名": "李英"}


def test_a_form_is_never_filled_onto_itself(desk: Desk, person: bytes, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["{{姓名}}"])
    book.save(form)
    before, acts = form.read_bytes(), len(office.history.acts(desk))
    link = tmp_path / "link.xlsx"
    link.symlink_to(form)
    for out in (form, link):
        with pytest.raises(errors.Refused, match="same_form"):
            workers.papers.fill_form(desk, form, out)
    assert form.read_bytes() == before
    assert len(office.history.acts(desk)) == acts
    assert person


def test_what_is_recorded_beside_a_person_reaches_the_ledger(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    groups = [
        {"category": "01"},
        {"category": "08"},
        {"category": "11"},
        {"category": "03", "valid_to": "2020-01-01"},
    ]
    workers.belongings.set_categories(desk, worker_id=person, categories=groups)
    for kind, level in (("1", "4"), ("2", "3")):
        values = {"kind": kind, "level": level, "trade": "焊工"}
        workers.certificates.add_certificate(desk, worker_id=person, values=values)
    fields = {"name": "电焊一班", "trade": "电焊工", "from_day": "2026-06-01"}
    made = training.open_class(desk, fields={**fields, "to_day": "2026-06-30", "state": "running"})
    training.enrol(desk, class_id=made.id, people=[person])
    training.mark(desk, class_id=made.id, people=[person], state="completed", result="passed")
    out = tmp_path / "ledger.xlsx"
    workers.papers.export(desk, out)
    shown = cells(out)
    assert (shown["困难群体情况"], shown["人员身份"]) == ("脱贫人口", "退役军人")
    assert shown["是否获得国家职业资格证书"] == "是"
    assert shown["职业资格等级"] == "三级（高级工）"
    assert (shown["是否参加技能培训"], shown["培训类型"]) == ("是", "职业培训")
    assert shown["培训项目"] == "电焊工"


def test_a_form_asks_for_all_groups_and_a_paper_without_an_end_says_so(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    workers.people.correct(desk, worker_id=person, changes={"doc_valid_to": "长期"})
    groups = [{"category": "01"}, {"category": "08"}]
    workers.belongings.set_categories(desk, worker_id=person, categories=groups)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "类别", "困难", "有效期"])
    book.worksheets[0].append(["{{姓名}}", "{{人员类别}}", "{{困难群体情况}}", "{{证件有效期止}}"])
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    book.save(form)
    workers.papers.fill_form(desk, form, out)
    shown = cells(out)
    assert shown["类别"] == "退役军人、脱贫人口"
    assert (shown["困难"], shown["有效期"]) == ("脱贫人口", "长期")


def test_every_column_of_a_person_can_be_listed_and_written(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    groups = [{"category": "01"}, {"category": "11"}]
    workers.belongings.set_categories(desk, worker_id=person, categories=groups)
    values = {"kind": "7", "certificate_no": WANG}
    workers.certificates.add_certificate(desk, worker_id=person, values=values)
    (row,) = workers.search.whole(desk, [person])
    assert (row["categories"], row["insured_rural_medical"]) == ("01", "1")
    assert WANG not in str(row)
    keys = ("number", "categories", "certificate_no", "service_needs")
    columns = tuple((key, key) for key in keys)
    out = tmp_path / "chosen.xlsx"
    workers.papers.write(desk, out, layout="chosen", columns=(("name", "姓名"), *columns))
    shown = cells(out)
    assert (shown["categories"], shown["service_needs"]) == ("脱贫人口", "职业介绍、职业培训")
    assert str(shown["number"]).startswith("W")
    assert shown["certificate_no"] == f"430***********{WANG[-4:]}"
