"""Signed contracts keep the version of the template they were signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch, workers
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_signed_contracts_are_printed_again_from_their_own_version(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    whole = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    single = dispatch.make_contracts(desk, batch, tmp_path / "one.pdf", people=[one])
    each = dispatch.make_contracts(desk, batch, tmp_path / "each")
    dispatch.sign(desk, batch_id=batch)
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    assert dispatch.save_template(desk, body=service["body"].replace("三日", "七日")) == 2

    again = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert [(made.version, made.again) for made in again.each] == [(1, True)] * 2
    assert again.files[0][1] == whole.files[0][1]
    alone = dispatch.make_contracts(desk, batch, tmp_path / "two.pdf", people=[one])
    assert alone.files[0][1] == single.files[0][1]
    folder = dispatch.make_contracts(desk, batch, tmp_path / "again", template="service")
    assert [digest for _, digest in folder.files] == [digest for _, digest in each.files]


def test_who_signed_nothing_gets_the_version_in_force_beside_signed_contracts(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    old = dispatch.make_contracts(desk, batch, tmp_path / "a")
    dispatch.sign(desk, batch_id=batch, people=[one])
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace("三日", "七日"))

    made = dispatch.make_contracts(desk, batch, tmp_path / "b")
    told = {mine.worker_id: (mine.version, mine.again) for mine in made.each}
    assert told == {one: (1, True), two: (2, False)}
    assert made.problems == ()
    assert made.files[0][1] == old.files[0][1]
    assert made.files[1][1] != old.files[1][1]


def test_another_template_is_refused_to_who_has_signed_and_made_for_the_others(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=batch, people=[one])
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace(service["name"], "本县新协议"))

    made = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf", template="本县新协议")
    assert [(mine.worker_id, mine.template, mine.again) for mine in made.each] == [
        (two, "本县新协议", False)
    ]
    assert [(refused.worker_id, refused.rules) for refused in made.problems] == [
        (one, ("signed_before",))
    ]


def _new_version(desk: Desk) -> None:
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace("三日", "七日"))


def test_contracts_that_left_with_the_batch_are_printed_again_from_their_own_version(
    desk: Desk, tmp_path: Path
) -> None:
    people = [add_person(desk, 1), add_person(desk, 2)]
    batch = add_batch(desk, add_order(desk), people)
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert dispatch.send(desk, batch_id=batch).done
    _new_version(desk)

    for template in (None, "service"):
        out = tmp_path / f"{template}.pdf"
        again = dispatch.make_contracts(desk, batch, out, template=template)
        assert again.files[0][1] == first.files[0][1]
        assert [(made.version, made.again, made.replaces) for made in again.each] == [
            (1, True, "")
        ] * 2
    assert {
        (row["contract_no"][-5:], row["state"], row["template_version"])
        for row in dispatch.list_contracts(desk)
    } == {("00001", "final", 1), ("00002", "final", 1)}


def test_a_contract_that_left_with_the_batch_gets_a_new_number_once_it_says_something_else(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    dispatch.make_contracts(desk, batch, tmp_path / "a")
    (before,) = (row for row in dispatch.list_contracts(desk) if row["worker_id"] == one)
    assert dispatch.send(desk, batch_id=batch).done
    _new_version(desk)
    workers.people.correct(desk, worker_id=one, changes={"phone": "13900001234"})

    made = dispatch.make_contracts(desk, batch, tmp_path / "b")
    told = {mine.worker_id: (mine.version, mine.again, mine.replaces) for mine in made.each}
    assert told == {one: (2, False, before["contract_no"]), two: (1, True, "")}
    rows = [row for row in dispatch.list_contracts(desk) if row["worker_id"] == one]
    assert [(row["state"], row["template_version"]) for row in rows] == [("final", 2), ("void", 1)]
    assert rows[1]["file_sha256"] == before["file_sha256"]


def test_a_number_never_stands_on_two_versions_of_a_contract(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    (old,) = dispatch.make_contracts(desk, batch, tmp_path / "a").each
    (same,) = dispatch.make_contracts(desk, batch, tmp_path / "same").each
    assert (same.contract_no, same.replaces) == (old.contract_no, "")
    _new_version(desk)
    (new,) = dispatch.make_contracts(desk, batch, tmp_path / "b").each
    assert new.contract_no != old.contract_no
    assert (new.version, new.replaces) == (2, old.contract_no)
    assert [
        (row["contract_no"], row["state"], row["template_version"])
        for row in dispatch.list_contracts(desk)
    ] == [(new.contract_no, "final", 2), (old.contract_no, "void", 1)]


def test_a_template_saved_anew_with_the_same_words_changes_no_contract(
    desk: Desk, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    (service,) = (row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    assert dispatch.save_template(desk, body=service["body"]) == 2
    again = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert again.files[0][1] == first.files[0][1]
    assert [(made.version, made.contract_no) for made in again.each] == [
        (1, first.each[0].contract_no)
    ]
