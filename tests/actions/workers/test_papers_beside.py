"""Papers say what is recorded of people beside their fields, in words and never in stored codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import orders, training, workers
from gigdesk.domain.workers import codes, worker
from tests.actions.workers.conftest import with_check

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = with_check("43060219800101123")
_WHOLE: dict[str, Any] = {"full": True, "recipient": "县局", "reason": "x"}


@pytest.fixture
def person(register: Register) -> bytes:
    return register("王小明", WANG).worker_id


def _rows(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(place for place, row in enumerate(rows) if "姓名" in row)
    return [
        dict(zip(map(str, rows[at]), row, strict=True))
        for row in rows[at + 1 :]
        if row[rows[at].index("姓名")]
    ]


def _form(path: Path, labels: list[str]) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(labels)
    book.worksheets[0].append([f"{{{{{label}}}}}" for label in labels])
    book.save(path)
    return path


def _filled(desk: Desk, tmp_path: Path, labels: list[str], **given: Any) -> dict[str, Any]:
    out = tmp_path / "filled.xlsx"
    out.unlink(missing_ok=True)
    workers.papers.fill_form(desk, _form(tmp_path / "form.xlsx", labels), out, **given)
    return _rows(out)[0]


def _ledger(desk: Desk, tmp_path: Path, **given: Any) -> dict[str, Any]:
    out = tmp_path / "ledger.xlsx"
    out.unlink(missing_ok=True)
    workers.papers.export(desk, out, **given)
    return _rows(out)[0]


def _categorise(desk: Desk, person: bytes, *given: dict[str, str]) -> None:
    workers.belongings.set_categories(
        desk, worker_id=person, categories=given, confirmed=frozenset()
    )


def test_what_was_typed_comes_first_and_nothing_is_said_twice(
    desk: Desk, register: Register, tmp_path: Path
) -> None:
    made = register("李英", with_check("43060219760229234"), hardship="脱贫户、独居")
    _categorise(desk, made.worker_id, {"category": "01"}, {"category": "04"})
    assert _ledger(desk, tmp_path)["困难群体情况"] == "脱贫户、独居、残疾"


def test_nothing_is_made_up_where_nothing_is_recorded(
    desk: Desk, register: Register, tmp_path: Path
) -> None:
    made = register("李英", with_check("43060219760229234"), has_national_certificate="0")
    values = {"kind": "1", "level": "4"}
    workers.certificates.add_certificate(desk, worker_id=made.worker_id, values=values)
    shown = _ledger(desk, tmp_path)
    # Her own field says no: a paper does not correct it.
    assert shown["是否获得国家职业资格证书"] == "否"
    assert shown["是否参加技能培训"] is None
    assert (shown["培训类型"], shown["培训项目"]) == (None, None)


def test_facts_of_a_merged_record_are_those_of_the_person(
    desk: Desk, person: bytes, register: Register, tmp_path: Path
) -> None:
    other = register("王小明", with_check("43060219760229234")).worker_id
    _categorise(desk, other, {"category": "01"})
    made = training.open_class(desk, fields={"name": "一班"})
    training.enrol(desk, class_id=made.id, people=[other])
    training.mark(desk, class_id=made.id, people=[other], state="completed", result="passed")
    with desk.doing("workers.merge"):
        desk.store.change("worker", other, {"state": "merged", "merged_into": person})
    shown = _ledger(desk, tmp_path)
    assert (shown["困难群体情况"], shown["培训项目"]) == ("脱贫人口", "一班")


def test_the_contract_says_how_and_since_when_somebody_is_employed(
    desk: Desk, person: bytes, register: Register, tmp_path: Path
) -> None:
    other = register("王小明", with_check("43060219760229234")).worker_id
    employer = orders.add_employer(
        desk, fields={"name": "天山棉业", "uscc": "91110000600037341L"}
    ).id
    station = desk.station.id
    template = {"id": desk.new_id(), "station_id": station, "kind": "service", "name": "协议"}
    contract = {
        "id": desk.new_id(),
        "station_id": station,
        "number": 1,
        "contract_no": "C1",
        "kind": "service",
        "template_id": template["id"],
        "fields": "{}",
        "worker_id": other,
        "employer_id": employer,
        "from_day": "2026-08-19",
        "to_day": "2026-09-18",
        "state": "signed",
    }
    with desk.doing("workers.merge"):
        desk.store.add("contract_template", {**template, "version": 1, "body": "x"})
        desk.store.add("contract", contract)
        desk.store.change("worker", other, {"state": "merged", "merged_into": person})
    paper = tmp_path / "staff.xlsx"
    workers.papers.export(desk, paper, layout="staff", **_WHOLE)
    shown = _rows(paper)[0]
    assert shown["用工形式"] == "劳务协议"
    assert shown["用工起始时间"].isoformat()[:10] == "2026-08-19"
    assert shown["劳动合同期限"] == "2026-08-19至2026-09-18"


@pytest.mark.parametrize("label", ["证书", "持证情况", "职业资格证书名称"])
def test_a_form_asks_for_certificates_by_their_names(
    desk: Desk, person: bytes, tmp_path: Path, label: str
) -> None:
    values = {"kind": "2", "trade": "电焊工", "level": "4", "valid_to": "2030-01-01"}
    workers.certificates.add_certificate(desk, worker_id=person, values=values)
    assert _filled(desk, tmp_path, ["姓名", label])[label] == "电焊工 2030-01-01"


def test_no_stored_code_stands_on_any_paper(desk: Desk, person: bytes, tmp_path: Path) -> None:
    stored: dict[str, Any] = {"state": "moved"}
    said: dict[str, str] = {"state": "已迁出"}
    for field in worker.FIELDS:
        if field.code_set is not None:
            code = next(iter(codes.CODES[field.code_set]))
            stored[field.name], said[field.name] = code, codes.label(field.code_set, code)
        elif field.kind == "date" and field.name != "birth_date":
            stored[field.name], said[field.name] = "9999-12-31", "长期"
    with desk.doing("workers.merge"):
        desk.store.change("worker", person, stored)
    for purpose in ("health", "meal"):
        workers.consents.consent(desk, worker_id=person, purpose=purpose)
    values = {"kind": "4", "valid_to": "9999-12-31", "issued_on": "2099-01-01"}
    known = frozenset(["workers.finding.valid_long", "workers.finding.review_open"])
    workers.certificates.add_certificate(desk, worker_id=person, values=values, confirmed=known)
    said |= {"certificates": "特种作业操作证 长期", "number": "W1"}
    labels = {name: name for name in said}
    columns = (("name", "姓名"), ("doc_no", "号码"), *labels.items())
    out = tmp_path / "chosen.xlsx"
    chosen: dict[str, Any] = {"layout": "chosen", "columns": columns, "title": "名单"}
    workers.papers.export(desk, out, **chosen, **_WHOLE)
    assert {name: _rows(out)[0][name] for name in said} == said
    marks = [name for name in said if name != "state"]
    found = _filled(desk, tmp_path, ["姓名", *marks], **_WHOLE)
    assert {name: found[name] for name in marks} == {name: said[name] for name in marks}
    for layout in ("ledger", "staff"):
        paper = tmp_path / f"{layout}.xlsx"
        workers.papers.export(desk, paper, layout=layout, **_WHOLE)
        assert not {"9999-12-31", "moved"} & set(map(str, _rows(paper)[0].values()))


def test_a_form_may_use_the_words_of_the_window_wherever_it_is_filled_from(
    desk: Desk, register: Register, tmp_path: Path
) -> None:
    register("李英", with_check("43060219760229234"), wanted_trades="焊工")
    assert _filled(desk, tmp_path, ["姓名", "想做的工种"])["想做的工种"] == "焊工"
