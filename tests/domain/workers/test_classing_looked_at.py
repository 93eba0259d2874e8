"""Rows about somebody noted as dead, and telephones that stand beside too many people."""

from __future__ import annotations

from tests.domain.workers.classed_rows import NUMBER, classed, codes, person, row


def test_news_of_somebody_noted_as_dead_are_for_a_person_to_explain() -> None:
    read = row(name="赵大山", doc_no=NUMBER, phone="13800000001")
    found = classed(read, person(state="died"))
    assert (found.kind, codes(found.reasons)) == ("undecided", ["row.known_died"])
    assert classed(read, person(state="moved")).kind == "updated"


def test_a_telephone_beside_more_people_of_a_file_than_a_family_is_worth_a_look() -> None:
    read = row(name="赵大山", doc_no=NUMBER, phone="13800000001")
    crowded = classed(read, phone_in_file=4, phone_people=4)
    assert (crowded.kind, codes(crowded.warnings)) == ("new", ["row.phone_in_file"])
    assert [one.params for one in crowded.warnings] == [{"people": 4}]
    assert classed(read, phone_in_file=3, phone_people=3).warnings == ()
