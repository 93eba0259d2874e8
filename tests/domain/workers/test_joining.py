"""Joining two records never puts half of one thing beside half of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.domain.workers import joining, worker

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = [one.name for one in worker.FIELDS]
BANK = ("bank_account", "bank_name", "bank_branch_code")
CALLED = ("emergency_phone", "emergency_name", "emergency_relation")


def record(**values: Any) -> dict[str, Any]:
    return {**dict.fromkeys(NAMES), "doc_kind": "01", **values}


def joined(
    keep: Mapping[str, Any], other: Mapping[str, Any], **choices: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = joining.changes(keep, other, choices, NAMES)
    return changed, {**keep, **changed}


def test_an_account_goes_only_with_its_bank() -> None:
    keep = record(bank_name="农业银行")
    other = record(bank_name="邮储银行", bank_account="6217001234567890128")
    with pytest.raises(errors.Refused, match="merge_choice"):
        joined(keep, other)
    assert joined(keep, other, bank_account="keep")[0] == {}
    _, taken = joined(keep, other, bank_account="other")
    assert [taken[name] for name in BANK] == [other[name] for name in BANK]
    with pytest.raises(errors.Refused, match="merge_choice"):
        joined(keep, other, bank_account="other", bank_name="keep")


def test_the_kept_whole_stands_without_gaps_filled_from_another() -> None:
    keep = record(emergency_name="李妻", emergency_phone="13911110000", doc_no="1")
    other = record(emergency_phone="13911112222", emergency_relation="2", doc_no="2")
    keep |= {"doc_valid_from": "2020-01-01", "household_id": b"1"}
    other |= {"doc_valid_to": "2010-01-01", "verified_how": "2"}
    other |= {"household_id": b"2", "relation_to_head": "0"}
    assert joined(keep, other)[0] == {}


def test_gaps_are_filled_where_nothing_is_contradicted() -> None:
    keep = record(doc_no="1", bank_account="62", emergency_name="李妻", education="70")
    other = record(doc_no="1", bank_account="62", bank_name="邮储银行", ethnic="05")
    other |= {"emergency_name": "李妻", "emergency_phone": "13911112222", "doc_kind": "01"}
    changed, _ = joined(keep, other)
    assert changed == {
        "bank_name": "邮储银行",
        "emergency_phone": "13911112222",
        "ethnic": "05",
    }
    card, older = record(doc_no="1", doc_valid_from="2020"), record(doc_no="1", doc_valid_to="2010")
    assert joined(card, older)[0] == {}


def test_a_paper_fills_a_record_that_has_none_with_its_kind() -> None:
    passport = {"doc_no": "E1234567", "doc_kind": "08"}
    assert joined(record(), record(**passport))[0] == passport


VALUES = st.fixed_dictionaries({name: st.sampled_from([None, "1", "2"]) for name in (*BANK,)})


@given(VALUES, VALUES, st.sampled_from([None, "keep", "other"]))
def test_what_stands_together_was_said_together(
    one: dict[str, Any], two: dict[str, Any], side: str | None
) -> None:
    keep, other = record(**one), record(**two)
    try:
        _, found = joined(keep, other, **({"bank_account": side} if side else {}))
    except errors.Refused:
        assert side is None
        return
    said = [found[name] for name in BANK]
    whole = [[row[name] for name in BANK] for row in (keep, other)]
    about_the_same = keep["bank_account"] == other["bank_account"] is not None
    assert said in whole or about_the_same


FIRST, SECOND = "430602198503020014", "432927199104264417"


def test_birth_and_sex_of_a_number_follow_the_one_that_takes_its_place() -> None:
    keep = record(doc_no=FIRST, birth_date="1985-03-02", sex="1")
    other = record(doc_no=SECOND, birth_date="1991-04-26", sex="1")
    changed, _ = joined(keep, other, doc_no="other")
    assert (changed["doc_no"], changed["birth_date"]) == (SECOND, "1991-04-26")
    assert "sex" not in changed  # both numbers say the same
    assert joined(keep, other)[0] == {}
    stays, _ = joined(keep, other, doc_no="other", birth_date="keep")
    assert "birth_date" not in stays


def test_a_birth_that_did_not_come_from_the_number_stays() -> None:
    keep = record(doc_no=FIRST, birth_date="1985-03-20", sex="2")
    other = record(doc_no=SECOND, birth_date="1991-04-26", sex="1")
    changed, _ = joined(keep, other, doc_no="other")
    assert {"birth_date", "sex"}.isdisjoint(changed)
    passport = record(doc_no="E1234567", doc_kind="08", birth_date="1991-04-26")
    changed, _ = joined(record(doc_no=FIRST, birth_date="1985-03-02"), passport, doc_no="other")
    assert "birth_date" not in changed
