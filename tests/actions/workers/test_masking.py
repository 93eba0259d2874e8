from __future__ import annotations

from typing import TYPE_CHECKING

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
