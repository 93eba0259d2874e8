"""A consent that a person took back never comes to life again, whichever record it hangs on."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, workers
from gigdesk.store import dispatch as batch_rows
from gigdesk.store import workers as rows
from tests import pictures
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

TODAY = datetime.date(2026, 9, 1)
EARLIER = TODAY - datetime.timedelta(days=30)
PURPOSE = "dispatch"
NO_CONSENT = "dispatch.finding.no_consent"


def test_joining_two_records_gives_no_consent_back(desk: Desk) -> None:
    right, wrong = add_person(desk, 1, consent=False), add_person(desk, 2, consent=False)
    batch = add_batch(desk, add_order(desk), [right])
    workers.consents.consent(desk, worker_id=right, purpose=PURPOSE, given_on=EARLIER)
    assert NO_CONSENT not in _against(desk, batch)
    workers.consents.withdraw_consent(desk, worker_id=right, purpose=PURPOSE)
    workers.consents.consent(desk, worker_id=wrong, purpose=PURPOSE, given_on=EARLIER)
    chosen = dict.fromkeys(("name", "sex", "doc_no", "phone", "emergency_phone"), "keep")
    workers.doubles.merge(desk, keep=right, other=wrong, choices=chosen)
    assert NO_CONSENT in _against(desk, batch)
    person = workers.people.get(desk, right)
    assert person.purposes == ()
    assert [one["ended_on"] for one in person.consents] == [TODAY.isoformat()] * 2
    lacking = workers.search.WorkerFilter(lacking=("consent",))
    assert right in workers.search.ids(desk, wanted=lacking)
    with pytest.raises(errors.NotFound) as told:
        workers.consents.withdraw_consent(desk, worker_id=right, purpose=PURPOSE)
    assert told.value.params == {"purpose": errors.Code("people.purpose.dispatch")}


def test_what_was_given_before_it_was_taken_back_is_not_taken_down_as_if_it_stood(
    desk: Desk,
) -> None:
    person = add_person(desk, 1, consent=False)
    batch = add_batch(desk, add_order(desk), [person])
    workers.consents.consent(desk, worker_id=person, purpose="employer", given_on=EARLIER)
    workers.consents.withdraw_consent(desk, worker_id=person, purpose="employer")
    day = EARLIER + datetime.timedelta(days=1)
    with pytest.raises(errors.Invalid, match="consent_ended"):
        workers.consents.consent(desk, worker_id=person, purpose="employer", given_on=day)
    assert dispatch.record_consents(desk, batch_id=batch, people=[person], given_on=day) == 0
    assert (
        dispatch.record_consents(desk, batch_id=batch, people=[person]) == 1
    )  # agreed again, the same day
    assert NO_CONSENT not in _against(desk, batch)


def _against(desk: Desk, batch: bytes) -> set[str]:
    (told,) = dispatch.check(desk, batch)
    return {one.code for one in told.against}


def test_sql_and_the_rule_say_the_same_of_every_pair(desk: Desk) -> None:
    days = [(TODAY + datetime.timedelta(days=by)).isoformat() for by in (-2, -1, 0)]
    own: dict[bytes, str] = {}
    ways = itertools.product(days, (None, *days), days, (None, *days), (False, True))
    with desk.doing("workers.register"):
        for serial, (one, back, other, gone, joined) in enumerate(ways, 1):
            keep = add_person_row(desk, serial, None)
            second = add_person_row(desk, serial, keep) if joined else keep
            _consent(desk, keep, one, back)
            _consent(desk, second, other, gone)
            own[keep] = f"{one} {back} {other} {gone} {joined}"
    lacking = workers.search.ids(desk, wanted=workers.search.WorkerFilter(lacking=("consent",)))
    without = batch_rows.candidates.without_consent(
        desk.store, list(own), day=TODAY, purposes=(PURPOSE,)
    )
    ruled = {one for one in own if not workers.people.get(desk, one).purposes}
    assert {own[one] for one in ruled} == {own[one] for one in without}
    assert ruled == set(lacking)
    assert 0 < len(ruled) < len(own)


def add_person_row(desk: Desk, serial: int, keep: bytes | None) -> bytes:
    """Write a person, or a record joined to that person, inside the act that runs."""
    row: dict[str, Any] = {
        "id": desk.new_id(),
        "station_id": desk.station.id,
        "number": desk.next_number("worker"),
        "name": f"王小{serial}",
        "doc_kind": "01",
        "state": "merged" if keep else "active",
        "merged_into": keep,
    }
    desk.store.add("worker", row)
    found: bytes = row["id"]
    return found


def _consent(desk: Desk, person: bytes, day: str, back: str | None) -> None:
    row = {"purpose": PURPOSE, "basis": "consent", "given_on": day, "withdrawn_on": back}
    own = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": person}
    desk.store.add("consent", own | row)


def test_a_list_of_the_county_asks_one_index_for_the_consent_of_each_person(desk: Desk) -> None:
    lacking = workers.search.WorkerFilter(lacking=("consent",))
    where = rows.filters.where(lacking, desk.clock.today())
    sql = f"EXPLAIN QUERY PLAN SELECT w.id FROM worker w WHERE {where.sql}"  # noqa: S608 -- the filter's own
    steps = [row["detail"] for row in desk.store.query(sql, tuple(where.params))]
    plain = [step for step in steps if step.startswith("SEARCH c USING")]
    assert plain
    assert all("COVERING INDEX consent_by_worker_id_purpose_given_on" in step for step in plain)


@pytest.mark.parametrize("full", [True, False])
def test_health_and_faith_leave_the_house_only_while_the_person_agrees(
    desk: Desk, tmp_path: Path, *, full: bool
) -> None:
    person = add_person(desk, 1)
    values = {"meal_need": "1", "health_note": "腰伤", "disability_kind": "4"}
    also = [workers.consents.Given(one) for one in ("meal", "health")]
    workers.people.correct(desk, worker_id=person, changes=values, also=also)

    def shown(name: str) -> list[object]:
        out = tmp_path / f"{name}-{full}.xlsx"
        columns = tuple((one, one) for one in values)
        workers.papers.export(
            desk, out, layout="chosen", columns=columns, full=full, recipient="县局", reason="台账"
        )
        sheet = openpyxl.load_workbook(out).worksheets[0]
        return [cell.value for cell in tuple(sheet.iter_rows())[-1]]

    assert shown("agreed") == (["清真", "腰伤", "肢体"] if full else ["***"] * 3)
    workers.consents.withdraw_consent(desk, worker_id=person, purpose="meal")
    assert shown("meal taken back") == [None, *(["腰伤", "肢体"] if full else ["***"] * 2)]
    workers.consents.withdraw_consent(desk, worker_id=person, purpose="health")
    assert shown("health taken back") == [None] * 3


def test_health_is_kept_as_a_code_and_leaves_as_its_words(desk: Desk, tmp_path: Path) -> None:
    person = add_person(desk, 1)
    also = [workers.consents.Given("health")]
    changes = {"health_note": "慢性病"}
    workers.people.correct(desk, worker_id=person, changes=changes, also=also)
    assert (desk.store.get("worker", person) or {})["health_note"] == "3"
    given: dict[str, Any] = {"full": True, "recipient": "县局", "reason": "台账"}
    columns = (("health_note", "健康情况"),)
    out = tmp_path / "out.xlsx"
    workers.papers.export(desk, out, layout="chosen", columns=columns, **given)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert "有慢性病" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("layout", ["coach", "employer"])
def test_a_meal_stands_on_the_roster_while_the_person_agrees(
    desk: Desk, tmp_path: Path, layout: str
) -> None:
    eats, silent = add_person(desk, 1), add_person(desk, 2, meal_need="2")
    also = [workers.consents.Given("meal")]
    workers.people.correct(desk, worker_id=eats, changes={"meal_need": "1"}, also=also)
    batch = add_batch(desk, add_order(desk), [eats, silent])

    def words(name: str) -> str:
        out = tmp_path / f"{name}.xlsx"
        dispatch.roster(desk, batch, layout, out)
        sheet = openpyxl.load_workbook(out).worksheets[0]
        return str([cell.value for row in sheet.iter_rows() for cell in row])

    said = words("agreed")
    assert "清真" in said
    assert "素食" not in said
    workers.consents.withdraw_consent(desk, worker_id=eats, purpose="meal")
    assert "清真" not in words("taken back")


def test_a_consent_has_days_that_can_be_and_for_sensitive_matters_is_one(desk: Desk) -> None:
    person = add_person(desk, 1, consent=False)
    for purpose in ("photo", "health", "meal"):
        for basis, ends, field in (("consent", EARLIER, "expires_on"), ("duty", None, "basis")):
            with pytest.raises(errors.Invalid) as told:
                workers.consents.consent(
                    desk, worker_id=person, purpose=purpose, basis=basis, expires_on=ends
                )
            assert told.value.field == field
    workers.consents.consent(desk, worker_id=person, purpose="insurer", basis="contract")
    assert workers.people.get(desk, person).purposes == ("insurer",)


def test_what_ran_out_long_ago_agrees_to_nothing_that_is_kept_now(desk: Desk) -> None:
    person = add_person(desk, 1)
    photo, health = (
        workers.consents.Given(one, given_on=EARLIER, expires_on=EARLIER)
        for one in ("photo", "health")
    )
    with pytest.raises(errors.Refused, match="no_consent"):
        workers.scans.attach_photo(desk, worker_id=person, content=pictures.png(), also=[photo])
    with pytest.raises(errors.Invalid):
        workers.people.correct(
            desk, worker_id=person, changes={"health_note": "腰伤"}, also=[health]
        )
