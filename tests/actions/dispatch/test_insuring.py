"""Insurance lists: made in versions, sent, and put right by a next one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import covers
from gigdesk.domain.office import Role, Staff
from tests.actions.dispatch.insured import (
    EVE,
    add_product,
    agreed,
    insured,
    kinds,
    make,
    sent,
    states,
)
from tests.making import move_clock
from tests.workforce import FIRST, LAST, add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_list_is_made_once_and_the_next_version_tells_who_comes_and_goes(desk: Desk) -> None:
    batch, who, terms = insured(desk)
    first = sent(desk, batch, terms)
    with pytest.raises(errors.Refused, match="list_same"):
        make(desk, batch, terms)
    dispatch.remove_members(desk, batch_id=batch, people=who[:1])
    late = agreed(desk, add_person(desk, 9))
    dispatch.add_members(desk, batch_id=batch, people=[late])
    second = make(desk, batch, terms)
    rows = dispatch.list_rows(desk, second)
    told = [(row["worker_id"], row["part"], row["change"], row["to_day"]) for row in rows]
    last = LAST.isoformat()
    assert told == [
        (who[1], "on", None, last),
        (who[2], "on", None, last),
        (late, "on", "added", last),
        (who[0], "off", "removed", None),  # it had not begun
    ]
    assert [row["worker_id"] for row in dispatch.list_rows(desk, first)] == who
    assert rows[0]["doc_no"] != doc_no("1985-03-02", 2)  # masked
    one, two = dispatch.list_lists(desk, batch_id=batch)
    assert (one["version"], one["state"], one["people"], one["come"], one["go"]) == (
        *(1, "sent", 3, 3, 0),
    )
    assert (two["version"], two["state"], two["people"], two["come"], two["go"]) == (
        *(2, "made", 3, 1, 1),
    )
    assert two["premium_fen"] == 3 * 61 * 300 == two["employer_fen"] + two["station_fen"]


def test_a_replacement_is_paired_by_the_place_on_the_list(desk: Desk) -> None:
    batch, who, terms = insured(desk)
    sent(desk, batch, terms)
    dispatch.remove_members(desk, batch_id=batch, people=who[:1])
    other = agreed(desk, add_person(desk, 9))
    dispatch.add_members(desk, batch_id=batch, people=[other])
    gone, came = (
        desk.store.value("SELECT id FROM batch_member WHERE worker_id = ?", (each,))
        for each in (who[0], other)
    )
    with desk.doing("dispatch.arrange"):
        desk.store.change("batch_member", came, {"replaces_id": gone})
    draft = dispatch.propose_list(desk, batch, terms)
    assert kinds(draft.changes) == [covers.REPLACED]
    made = make(desk, batch, terms)
    assert [
        (row["part"], row["change"], row["pair"]) for row in dispatch.list_rows(desk, made)
    ] == [
        ("on", "replaced", 1),
        ("on", None, None),
        ("on", None, None),
        ("off", "replaced", 1),
    ]


def test_the_next_version_waits_until_the_last_was_sent_or_put_away(desk: Desk) -> None:
    batch, who, terms = insured(desk)
    made = make(desk, batch, terms)
    dispatch.remove_members(desk, batch_id=batch, people=who[:1])
    with pytest.raises(errors.Refused, match="list_unsent"):
        make(desk, batch, terms)
    dispatch.drop_list(desk, list_id=made, reason="名单有变")
    with pytest.raises(errors.NotFound):
        dispatch.get_list(desk, made)
    again = make(desk, batch, terms)
    assert dispatch.get_list(desk, again)["version"] == 2  # a number is used once
    dispatch.note_sent(desk, list_id=again)
    with pytest.raises(errors.Refused, match="list_sent_stays"):
        dispatch.drop_list(desk, list_id=again)
    with pytest.raises(errors.Refused, match="list_sent"):
        dispatch.note_sent(desk, list_id=again)


def test_who_cannot_be_insured_is_named_with_another_product_that_would(desk: Desk) -> None:
    old = agreed(desk, add_person(desk, 1, birth="1958-05-05"))
    month = agreed(desk, add_person(desk, 2, birth="1985-03", doc_no=None))
    silent = add_person(desk, 3)
    sound = agreed(desk, add_person(desk, 4))
    order = add_order(desk, people=4, insurance_kinds="accident")
    batch = add_batch(desk, order, [old, month, silent, sound])
    terms = dispatch.ListTerms(add_product(desk), 3)
    add_product(desk, name="超龄意外险", age_min=60, age_max=75)
    draft = dispatch.propose_list(desk, batch, terms)
    assert [one.worker for one in draft.entries] == [sound]
    told = {one.outcome.worker_id: (set(one.outcome.rules), one.instead) for one in draft.refused}
    assert told == {
        old: ({"cover_old"}, ("超龄意外险",)),
        month: ({"cover_no_document", "cover_birth"}, ()),
        silent: ({"no_insurer_consent"}, ()),
    }
    assert all(rule != "cover_old" for rule in told[sound][0]) if sound in told else True
    wrong = replace(terms, occupation_class=5)
    assert dispatch.propose_list(desk, batch, wrong).entries == ()
    with pytest.raises(errors.Refused, match="list_nobody"):
        make(desk, batch, wrong)


def test_the_class_of_the_trade_is_asked_for_and_remembered_for_the_order(desk: Desk) -> None:
    batch, _, terms = insured(desk)
    unsaid = dispatch.ListTerms(terms.product_id)
    with pytest.raises(errors.Invalid, match="class_missing"):
        dispatch.propose_list(desk, batch, unsaid)
    make(desk, batch, terms)
    other = dispatch.ListTerms(add_product(desk, name="另一种"))
    assert dispatch.propose_list(desk, batch, other).occupation_class == 3


def test_nobody_is_covered_twice_for_the_same_days_unless_named(desk: Desk) -> None:
    batch, who, terms = insured(desk)
    sent(desk, batch, terms)
    other = dispatch.ListTerms(add_product(desk, name="另一种"), 3)
    draft = dispatch.propose_list(desk, batch, other)
    assert draft.entries == ()
    assert [one.rules for one in draft.elsewhere] == [("cover_twice",)] * 3
    named = replace(other, only=(who[1],))
    draft = dispatch.propose_list(desk, batch, named)
    assert [one.worker for one in draft.entries] == [who[1]]


def test_a_list_that_the_insurer_may_refuse_is_made_only_with_a_yes(desk: Desk) -> None:
    batch, _, terms = insured(desk, min_people=5)
    with pytest.raises(errors.Refused) as caught:
        make(desk, batch, terms)
    assert caught.value.code == covers.FEW
    make(desk, batch, terms, confirmed=[covers.FEW])
    about = desk.store.value("SELECT about FROM act WHERE name = 'dispatch.make_list'")
    assert "cover_few" in about


def test_after_the_cut_off_the_day_moves_and_is_said_plainly(desk: Desk) -> None:
    batch, _, terms = insured(desk)
    move_clock(desk, EVE)
    assert dispatch.propose_list(desk, batch, terms).doubts == ()
    move_clock(desk, EVE + datetime.timedelta(hours=1, minutes=1))
    draft = dispatch.propose_list(desk, batch, terms)
    (said,) = draft.doubts
    assert (said.code, said.params["effective"]) == (covers.LATE, "2026-10-02")
    assert {one.from_day for one in draft.entries} == {"2026-10-02"}


def test_a_list_counts_from_when_it_really_went(desk: Desk) -> None:
    batch, _, terms = insured(desk)
    move_clock(desk, EVE)
    made = make(desk, batch, terms)
    assert {row["from_day"] for row in dispatch.list_rows(desk, made)} == {FIRST.isoformat()}
    assert states(desk, batch) == ["unsent"] * 3
    move_clock(desk, EVE + datetime.timedelta(hours=2))
    effective, _ = dispatch.note_sent(desk, list_id=made)  # an hour after the cut-off
    assert effective == FIRST + datetime.timedelta(days=1)
    assert states(desk, batch) == ["later"] * 3
    office.undo.undo(desk)
    dispatch.note_sent(desk, list_id=made, at="16:59")
    assert states(desk, batch) == ["covered"] * 3
    with pytest.raises(errors.Invalid, match="list_ahead"):
        dispatch.note_sent(desk, list_id=_another(desk, batch), on=LAST)
    with pytest.raises(errors.Invalid, match="time_unread"):
        dispatch.note_sent(desk, list_id=_another(desk, batch), at="廿五点")


def _another(desk: Desk, batch: bytes) -> bytes:
    known = [row for row in dispatch.list_lists(desk, batch_id=batch) if row["state"] == "made"]
    if known:
        return bytes(known[-1]["id"])
    person = agreed(desk, add_person(desk, 77))
    dispatch.add_members(desk, batch_id=batch, people=[person])
    product = dispatch.list_products(desk)[0]["id"]
    return make(desk, batch, dispatch.ListTerms(product, 3), confirmed=[covers.LATE])


def test_a_version_goes_by_undo_only_before_it_was_sent_and_its_rows_stay_with_it(
    desk: Desk,
) -> None:
    batch, who, terms = insured(desk)
    made, _, first = dispatch.make_list(desk, batch_id=batch, terms=terms)
    office.undo.undo(desk)
    assert dispatch.list_lists(desk, batch_id=batch) == []
    (kept,) = dispatch.list_lists(desk, batch_id=batch, dropped=True)
    assert (kept["id"], kept["state"]) == (made, "dropped")
    second, _, done = dispatch.make_list(desk, batch_id=batch, terms=terms)
    dispatch.note_sent(desk, list_id=second)
    for leave in (False, True):
        with pytest.raises(errors.Refused):
            office.undo.undo(desk, done.number, leave_changed=leave)
    dispatch.remove_members(desk, batch_id=batch, people=who[:1])
    make(desk, batch, terms)
    sending = desk.store.value("SELECT number FROM act WHERE name = 'dispatch.send_list'")
    with pytest.raises(errors.Refused, match="undo_list_later"):
        office.undo.undo(desk, sending)
    assert first.number < done.number


def test_a_receipt_belongs_to_a_version_that_was_sent(desk: Desk) -> None:
    batch, _, terms = insured(desk)
    made = make(desk, batch, terms)
    with pytest.raises(errors.Refused, match="list_not_sent"):
        dispatch.note_receipt(desk, list_id=made, receipt_no="R1")
    dispatch.note_sent(desk, list_id=made, how="wechat")
    with pytest.raises(errors.Invalid, match="receipt_empty"):
        dispatch.note_receipt(desk, list_id=made)
    dispatch.note_receipt(desk, list_id=made, receipt_no="R1")
    dispatch.note_receipt(desk, list_id=made, policy_no="P2")
    row = dispatch.get_list(desk, made)
    assert (row["receipt_no"], row["policy_no"], row["sent_how"]) == ("R1", "P2", "wechat")


def test_a_version_is_written_with_whole_numbers_as_it_was_made(desk: Desk, tmp_path: Path) -> None:
    batch, who, terms = insured(desk)
    first = sent(desk, batch, terms)
    dispatch.remove_members(desk, batch_id=batch, people=who[:1])
    second = make(desk, batch, terms)
    paper = dispatch.write_list(desk, first, tmp_path / "1.xlsx")
    assert (paper.rows, len(paper.sha256)) == (3, 64)
    sheet = openpyxl.load_workbook(paper.path).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    flat = [str(value) for row in cells for value in row if value is not None]
    assert doc_no("1985-03-02", 1) in flat
    assert any("549" in value for value in flat)  # 3 people, 61 days, 3 yuan
    again = dispatch.write_list(desk, first, tmp_path / "2.xlsx")
    assert again.rows == 3  # as it was sent, whoever went since
    changes = dispatch.write_list(desk, second, tmp_path / "3.xlsx", changes=True)
    assert changes.rows == 1
    pdf = dispatch.write_list(desk, second, tmp_path / "3.pdf")
    assert pdf.path.read_bytes().startswith(b"%PDF")
    viewer = desk.named(Staff(desk.staff.id, "kan", "看的人", Role.AUDITOR))
    with pytest.raises(errors.NotAllowed):
        dispatch.write_list(viewer, first, tmp_path / "4.xlsx")


def test_which_list_is_meant_has_to_be_said_where_there_are_several(desk: Desk) -> None:
    batch, who, terms = insured(desk)
    with pytest.raises(errors.NotFound):
        dispatch.find_list(desk, batch_id=batch)
    first = make(desk, batch, replace(terms, only=tuple(who[:1])))
    assert dispatch.find_list(desk, batch_id=batch) == first
    make(desk, batch, dispatch.ListTerms(add_product(desk, name="另一种"), 3, only=(who[1],)))
    with pytest.raises(errors.Refused, match="which_product"):
        dispatch.find_list(desk, batch_id=batch)
    assert dispatch.find_list(desk, batch_id=batch, product_id=terms.product_id) == first


def test_products_are_changed_and_taken_off_and_lists_stay(desk: Desk) -> None:
    product = add_product(desk)
    assert dispatch.get_product(desk, product)["classes"] == "1,2,3,4"
    with pytest.raises(errors.Invalid) as caught:
        dispatch.change_product(desk, product_id=product, fields={"worker_fen": 50})
    assert caught.value.field == "premium_fen"
    with pytest.raises(errors.Invalid, match="unknown_field"):
        dispatch.change_product(desk, product_id=product, fields={"colour": 1})
    dispatch.change_product(desk, product_id=product, fields={"age_max": 60}, retired=True)
    assert dispatch.list_products(desk) == []
    (row,) = dispatch.list_products(desk, retired=True)
    assert (row["age_max"], row["state"]) == (60, "retired")
    office.undo.undo(desk)
    assert [each["age_max"] for each in dispatch.list_products(desk)] == [65]
    assert dispatch.find_product(desk, "团体意外险") == dispatch.find_product(desk, "1") == product
    with pytest.raises(errors.NotFound):
        dispatch.find_product(desk, "没有这种")
