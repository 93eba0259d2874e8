from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import dispatch, office, workers
from tests import workforce

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

BIRTH = "1985-03-02"


def add_operator(desk: Desk) -> tuple[bytes, bytes, str]:
    """Write somebody with a paper of special operation; return both ids and the plain number."""
    person = workforce.add_person(desk, 50, birth=BIRTH)
    number = f"T{workforce.doc_no(BIRTH, 50)}"
    paper, _ = workers.certificates.add_certificate(
        desk,
        worker_id=person,
        values={
            "kind": "4",
            "certificate_no": number,
            "valid_to": "2026-09-20",
        },
    )
    return person, paper, number


def test_a_paper_that_holds_the_resident_number_is_masked_wherever_it_is_shown(
    desk: Desk,
) -> None:
    person, paper, number = add_operator(desk)
    told = [
        workers.people.get(desk, person).certificates,
        workers.certificates.expiring(desk),
        workers.story.timeline(desk, person),
        office.history.of_row(desk, "certificate", paper),
    ]
    assert all(told)
    assert number[1:] not in str(told)
    assert "T430***********" in str(told[0])


def test_a_number_that_comes_back_masked_is_not_written(desk: Desk) -> None:
    person, paper, number = add_operator(desk)
    (shown,) = workers.people.get(desk, person).certificates
    changes = {"certificate_no": shown["certificate_no"], "issuer": "应急管理局"}
    workers.certificates.change_certificate(desk, certificate_id=paper, changes=changes)
    kept = desk.store.get("certificate", paper)
    assert kept is not None
    assert (kept["certificate_no"], kept["issuer"]) == (number, "应急管理局")


def test_the_history_of_a_contract_and_of_sensitive_words_gives_nothing_away(
    desk: Desk, tmp_path: Path
) -> None:
    person = workforce.add_person(desk, 7, health_note="乙肝", disability_kind="4", meal_need="1")
    batch = workforce.add_batch(desk, workforce.add_order(desk), [person])
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    contract = desk.store.value("SELECT id FROM contract")
    told = str(office.history.of_row(desk, "contract", contract))
    assert workforce.doc_no(BIRTH, 7) not in told
    changes = office.history.of_row(desk, "worker", person)[0]["changes"]
    page = workers.people.get(desk, person).worker
    for name in ("health_note", "disability_kind", "meal_need", "doc_no", "phone"):
        assert changes[name] == (None, page[name])


def test_numbers_in_remarks_are_masked_on_page_history_list_and_export_and_kept_whole(
    desk: Desk, tmp_path: Path
) -> None:
    words = "儿子13811112222，卡6222020200112233"
    person = workforce.add_person(desk, 7, notes=words)
    category = {"category": "01", "note": words, "evidence": "", "valid_from": "", "valid_to": ""}
    workers.belongings.set_categories(desk, worker_id=person, categories=[category], reason=words)
    batch = workforce.add_batch(desk, workforce.add_order(desk), [person])
    dispatch.remove_members(desk, batch_id=batch, people=[person], reason=words)
    columns = (("notes", "备注"),)
    out = tmp_path / "list.xlsx"
    workers.papers.write(desk, out, layout="chosen", columns=columns, title="名单")
    (note,) = [
        cell
        for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True)
        for cell in row
        if "儿子" in str(cell)
    ]
    found = workers.people.get(desk, person)
    told = str(
        [
            note,
            found.worker,
            found.categories,
            workers.story.timeline(desk, person),
            office.history.of_row(desk, "worker", person),
            office.history.acts(desk),
            dispatch.list_members(desk, batch_id=batch, removed=True),
        ]
    )
    assert told.count("儿子138****2222，卡****2233") > len("seven")
    assert "13811112222" not in told
    assert "6222020200112233" not in told
    shown = {name: found.worker[name] for name in ("notes",)}
    workers.people.correct(desk, worker_id=person, changes={"notes": f"{shown['notes']}，搬家了"})
    moved = [{**one, "category": "02"} for one in found.categories]
    workers.belongings.set_categories(desk, worker_id=person, categories=moved)
    row = desk.store.get("worker", person)
    assert row is not None
    assert row["notes"] == f"{words}，搬家了"
    assert desk.store.query("SELECT category, note FROM worker_category") == [
        {"category": "02", "note": words}
    ]
    plain = workers.people.reveal(desk, worker_id=person, fields=["notes"])
    assert plain == {"notes": f"{words}，搬家了"}


@pytest.mark.parametrize(
    ("bank", "shown"),
    [
        # What stood in one cell and was not parted: digits beside an account may be a part of it.
        ("农业银行3号 6217991234567890123", "农业银行3号 ****0123"),
        ("中国农业银行青山镇支行", "中国农业银行青山镇支行"),
        ("农村信用社柳树湾分社3号", "农村信用社柳树湾分社3号"),
    ],
)
def test_an_account_behind_the_name_of_its_bank_is_masked_and_kept_whole(
    desk: Desk, bank: str, shown: str
) -> None:
    person = workforce.add_person(desk, 7, bank_name=bank)
    found = workers.people.get(desk, person)
    assert found.worker["bank_name"] == shown
    told = str([workers.story.timeline(desk, person), office.history.acts(desk)])
    assert shown in told
    assert (bank in told) == (bank == shown)
    workers.people.correct(desk, worker_id=person, changes={"bank_name": f"{shown}（新）"})
    assert workers.people.reveal(desk, worker_id=person, fields=["bank_name"]) == {
        "bank_name": f"{bank}（新）"
    }
