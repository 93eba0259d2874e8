from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, workers
from gigdesk.domain.office import Role
from gigdesk.domain.workers import consents
from tests.workforce import add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def test_the_roster_shows_whole_masked_or_no_numbers(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1), add_person(desk, 2)])
    number = doc_no("1985-03-02", 1)
    shown = {}
    for layout in ("coach", "employer", "filing"):
        out = tmp_path / f"{layout}.xlsx"
        made = dispatch.roster(desk, batch, layout, out)
        assert made.rows == 2
        shown[layout] = cells(out)
    assert number in shown["filing"]
    assert number not in shown["employer"]
    assert any(value.startswith("430***") for value in shown["employer"])
    assert not any(value.startswith("430") for value in shown["coach"])
    assert "13800000001" in shown["coach"]
    assert "女" in shown["filing"]
    assert "未签" in shown["filing"]
    names = [row["name"] for row in office.history.acts(desk, limit=3)]
    assert names == ["dispatch.export"] * 3
    with pytest.raises(errors.Refused):
        dispatch.roster(desk, batch, "bus", tmp_path / "x.xlsx")


def test_the_coach_s_roster_is_in_the_order_of_seats(desk: Desk, tmp_path: Path) -> None:
    people = [add_person(desk, serial, name=f"人{serial}") for serial in (1, 2, 3)]
    batch = add_batch(desk, add_order(desk), people)
    coach, _ = dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 20})
    for person, seat in zip(people, (10, 2, 1), strict=True):
        dispatch.seat_one(desk, batch_id=batch, worker_id=person, vehicle_id=coach, seat=seat)
    dispatch.roster(desk, batch, "coach", tmp_path / "c.xlsx")
    shown = [value for value in cells(tmp_path / "c.xlsx") if value.startswith("人") and value[1:]]
    assert [value for value in shown if value in ("人1", "人2", "人3")] == ["人3", "人2", "人1"]


def test_the_insurance_list_has_whole_numbers_and_days_of_cover(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    made = dispatch.insurance(desk, batch, tmp_path / "i.xlsx")
    assert made.rows == 1
    shown = cells(tmp_path / "i.xlsx")
    assert doc_no("1985-03-02", 1) in shown
    assert "居民身份证" in shown
    assert any(value.startswith("2026-10-01") for value in shown)
    assert any(value.startswith("2026-11-30") for value in shown)


def test_who_has_not_agreed_to_the_insurer_is_named_and_can_be_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    people = [add_person(desk, serial, name=f"人{serial}") for serial in (1, 2, 3)]
    batch = add_batch(desk, add_order(desk), people)
    assert [one.worker_id for one in dispatch.uninsurable(desk, batch)] == people
    assert dispatch.record_consents(desk, batch_id=batch, people=people[:1], purpose="insurer") == 1
    silent = dispatch.uninsurable(desk, batch)
    assert [(one.name, one.rules) for one in silent] == [
        ("人2", ("no_insurer_consent",)),
        ("人3", ("no_insurer_consent",)),
    ]
    made = dispatch.insurance(desk, batch, tmp_path / "a.xlsx", leave_out=people[2:])
    assert made.rows == 2
    assert "人3" not in cells(tmp_path / "a.xlsx")
    about = office.history.acts(desk, limit=1)[0]["about"]
    assert (about["left_out"], about["without_consent"]) == (1, 1)
    exported = dispatch.last_exports(desk, batch)["insurance"]
    assert (exported.rows, exported.left_out) == (2, 1)
    with pytest.raises(errors.Refused):
        dispatch.insurance(desk, batch, tmp_path / "b.xlsx", leave_out=people)
    assert not (tmp_path / "b.xlsx").exists()
    with pytest.raises(errors.Invalid):
        dispatch.record_consents(desk, batch_id=batch, people=people, purpose="holiday")


def test_a_batch_records_no_consent_that_one_person_gave_on_the_same_form(desk: Desk) -> None:
    people = [add_person(desk, serial, consent=False) for serial in (1, 2)]
    batch = add_batch(desk, add_order(desk), people)
    workers.consents.consent(
        desk,
        worker_id=people[0],
        purpose="insurer",
        form_version=consents.FORM_VERSION,
        given_how="signed",
    )
    assert dispatch.record_consents(desk, batch_id=batch, people=people, purpose="insurer") == 1
    kept = [workers.people.get(desk, who).consents for who in people]
    assert [[one["form_version"] for one in some] for some in kept] == [[consents.FORM_VERSION]] * 2


def test_a_list_shows_whole_numbers_only_to_who_may_and_notes_it(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    (shown,) = dispatch.list_members(desk, batch_id=batch)
    assert (shown["phone"], shown["emergency_phone"]) == ("138****0001", "139****0001")
    before = office.history.acts(desk, limit=1)[0]["number"]
    (whole,) = dispatch.list_members(desk, batch_id=batch, reveal=True)
    assert whole["doc_no"] == doc_no("1985-03-02", 1)
    noted = office.history.acts(desk, limit=1)[0]
    assert (noted["number"], noted["name"]) == (before + 1, "workers.reveal")
    assert noted["about"]["fields"] == ["doc_no", "emergency_phone", "phone", "reason"]
    desk.staff = dataclasses.replace(desk.staff, role=Role.VIEWER)
    with pytest.raises(errors.NotAllowed):
        dispatch.list_members(desk, batch_id=batch, reveal=True)
