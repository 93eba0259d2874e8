from __future__ import annotations

import datetime
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, orders
from gigdesk.actions.dispatch import templates
from gigdesk.domain.dispatch.batches import DOUBTS
from gigdesk.domain.orders.jobs import AGREED
from tests.workforce import LABOUR, TERMS, add_batch, add_employer, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as paper:
        return "".join(page.get_textpage().get_text_range() for page in paper)


def test_a_batch_of_contracts_is_one_act_with_numbers_versions_and_hashes(
    desk: Desk, tmp_path: Path
) -> None:
    people = [add_person(desk, serial) for serial in (1, 2, 3)]
    batch = add_batch(desk, add_order(desk), people)
    out = tmp_path / "all.pdf"
    made = dispatch.make_contracts(desk, batch, out)
    assert made.contracts == 3
    assert made.files == ((out, hashlib.sha256(out.read_bytes()).hexdigest()),)
    rows = dispatch.list_contracts(desk, batch_id=batch)
    assert [row["contract_no"] for row in rows] == [
        f"430602101-2026-{seq:05d}" for seq in (3, 2, 1)
    ]
    assert {(row["state"], row["template_version"], row["kind"]) for row in rows} == {
        ("final", 1, "service")
    }
    assert all(len(row["file_sha256"]) == 64 for row in rows)
    stored = desk.store.value("SELECT fields FROM contract ORDER BY number LIMIT 1")
    assert json.loads(stored)["employer_name"] == "青禾棉花农民专业合作社"
    shown = text_of(out)
    assert "430602101-2026-00001" in shown
    assert all(f"王小{chr(0x4E00 + serial)}" in shown for serial in (1, 2, 3))
    assert shown.count("160.00元/天") >= 3


def test_a_file_for_each_person_has_the_hash_in_the_register(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1), add_person(desk, 2)])
    made = dispatch.make_contracts(desk, batch, tmp_path / "papers")
    stored = {row["file_sha256"] for row in dispatch.list_contracts(desk)}
    assert {digest for _, digest in made.files} == stored
    assert (
        sorted(path.name[:21] for path, _ in made.files)
        == [
            "430602101-2026-00001-",
            "430602101-2026-00002-",
        ][: len(made.files)]
    )


def test_the_same_contracts_again_keep_their_numbers_and_bytes(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    again = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert first.files[0][1] == again.files[0][1]
    assert len(dispatch.list_contracts(desk)) == 1


def test_a_changed_final_contract_becomes_void_and_a_new_number_follows(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk)
    batch = add_batch(desk, order, [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    orders.change(desk, order_id=order, changes={}, pay="day:170", confirmed=(AGREED,))
    dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    found = [(row["contract_no"][-5:], row["state"]) for row in dispatch.list_contracts(desk)]
    assert found == [("00002", "final"), ("00001", "void")]


def test_a_draft_has_a_watermark_and_becomes_final_under_its_number(
    desk: Desk, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    draft = dispatch.make_contracts(desk, batch, tmp_path / "draft.pdf", draft=True)
    assert "草稿" in text_of(draft.files[0][0])
    assert [one.rules for one in dispatch.sign(desk, batch_id=batch)] == [("only_draft",)]
    dispatch.make_contracts(desk, batch, tmp_path / "final.pdf")
    dispatch.make_contracts(desk, batch, tmp_path / "draft.pdf", draft=True)
    (row,) = dispatch.list_contracts(desk)
    assert (row["contract_no"][-5:], row["state"]) == ("00001", "final")


def test_a_labour_contract_is_not_final_before_all_groups_are_filled(
    desk: Desk, tmp_path: Path
) -> None:
    add_employer(desk, name="青禾空白合作社", address="", legal_representative="")
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1, address="青山镇三村")])
    out = tmp_path / "labour.pdf"
    with pytest.raises(errors.Refused, match="contracts_incomplete"):
        dispatch.make_contracts(desk, batch, out, template="labour")
    assert not out.exists()
    assert dispatch.list_contracts(desk) == []
    drafted = dispatch.make_contracts(desk, batch, out, template="labour", draft=True)
    assert drafted.contracts == 1


def test_a_labour_contract_is_made_for_those_who_have_all_it_needs(
    desk: Desk, tmp_path: Path
) -> None:
    ready, homeless = add_person(desk, 1, address="青山镇三村"), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk, **LABOUR), [ready, homeless])
    made = dispatch.make_contracts(desk, batch, tmp_path / "l.pdf")
    assert made.contracts == 1
    assert [(one.worker_id, one.rules) for one in made.problems] == [
        (homeless, ("contract_incomplete",))
    ]
    assert made.by_hand == ()


def test_a_service_agreement_leaves_a_line_for_the_pen_where_an_address_is_missing(
    desk: Desk, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    assert dispatch.make_contracts(desk, batch, tmp_path / "s.pdf").by_hand == ("worker_address",)


def test_lines_for_the_pen_are_told_whenever_they_are_printed(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    drawn = dispatch.make_contracts(desk, batch, tmp_path / "s.pdf", draft=True)
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    final = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    dispatch.sign(desk, batch_id=batch)
    signed = dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    assert {made.by_hand for made in (drawn, first, final, signed)} == {("worker_address",)}
    assert signed.files[0][1] == first.files[0][1]


def test_cancelling_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, serial) for serial in (1, 2, 3)])
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    with pytest.raises(errors.Refused, match="cancelled"):
        dispatch.make_contracts(
            desk,
            batch,
            tmp_path / "papers",
            progress=progress,
            cancelled=lambda: len(seen) == 2,
        )
    assert seen == [(1, 3), (2, 3)]
    assert not (tmp_path / "papers").exists()
    assert dispatch.list_contracts(desk) == []


def test_signing_notes_day_and_way_for_each(desk: Desk, tmp_path: Path) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    assert [told.rules for told in dispatch.sign(desk, batch_id=batch)] == [("no_contract",)] * 2
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    told = dispatch.sign(desk, batch_id=batch, people=[one, b"?" * 16], how="thumbprint")
    assert [each.rules for each in told] == [(), ("not_listed",)]
    rows = {row["worker_id"]: row for row in dispatch.list_contracts(desk)}
    assert (rows[one]["state"], rows[one]["signed_how"]) == ("signed", "thumbprint")
    assert rows[one]["signed_on"] == "2026-09-01"
    assert rows[two]["state"] == "final"
    with pytest.raises(errors.Invalid):
        dispatch.sign(desk, batch_id=batch, how="by telephone")


def test_a_signed_contract_is_printed_again_as_it_was(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk)
    batch = add_batch(desk, order, [add_person(desk, 1)])
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=batch)
    orders.change(desk, order_id=order, changes={}, pay="day:999", confirmed=(AGREED,))
    again = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert again.files[0][1] == first.files[0][1]


def test_contracts_end_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=batch)
    contract = dispatch.list_contracts(desk)[0]["id"]
    with pytest.raises(errors.Invalid):
        dispatch.end_contract(desk, contract_id=contract, reason="")
    long_ago = datetime.date(2001, 1, 1)
    with pytest.raises(errors.Invalid, match="ended_early"):
        dispatch.end_contract(desk, contract_id=contract, on=long_ago, reason="双方同意")
    dispatch.end_contract(desk, contract_id=contract, reason="双方同意")
    with pytest.raises(errors.Refused):
        dispatch.end_contract(desk, contract_id=contract, reason="又一次")
    assert dispatch.list_contracts(desk)[0]["state"] == "ended"


def test_templates_have_versions_and_mistakes_are_told_by_line(desk: Desk, tmp_path: Path) -> None:
    assert dispatch.ensure_templates(desk) == 6
    assert dispatch.ensure_templates(desk) == 0
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    assert dispatch.save_template(desk, body=service["body"].replace("三日", "七日")) == 2
    assert dispatch.template_problems("{{没有的标记}}")
    with pytest.raises(errors.Invalid):
        dispatch.save_template(desk, body="nothing")
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert dispatch.list_contracts(desk)[0]["template_version"] == 2
    assert dispatch.preview(desk, service["body"]).startswith(b"%PDF")
    with pytest.raises(errors.NotFound):
        dispatch.make_contracts(desk, batch, tmp_path / "a.pdf", template="lease")


def test_an_open_order_prints_lines_for_the_pen_and_invents_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    nothing: dict[str, Any] = dict.fromkeys(TERMS)
    order = add_order(desk, **nothing)
    batch = add_batch(desk, order, [add_person(desk, 1, address="青山镇三村")])
    made = dispatch.make_contracts(desk, batch, tmp_path / "s.pdf")
    assert made.assumed
    assert {"hours", "rest", "pay_day", "insurance", "hazards", "protection", "transport"} <= set(
        made.by_hand
    )
    shown = text_of(tmp_path / "s.pdf").replace("\n", "").replace("\r", "")
    for invented in ("七日", "意外伤害保险，自出发", "未安排接触", "安全教育，", "双方另行商定"):
        assert invented not in shown


def test_a_labour_contract_lists_in_plain_words_what_its_order_lacks(
    desk: Desk, tmp_path: Path
) -> None:
    lacking = {"pay_within_days": None, "hazards": None, "days_per_week": None}
    order = add_order(desk, **{**LABOUR, **lacking})
    batch = add_batch(desk, order, [add_person(desk, 1, address="青山镇三村")])
    with pytest.raises(errors.Refused, match="contracts_incomplete") as refused:
        dispatch.make_contracts(desk, batch, tmp_path / "l.pdf")
    said = refused.value.params["missing"]
    assert said == (
        "工作时间和休息休假（休息安排，在订单里填）; 劳动报酬（发薪日，在订单里填）; "
        "劳动保护和职业危害（职业危害，在订单里填）"
    )
    assert not (tmp_path / "l.pdf").exists()


def test_hours_that_contradict_the_contract_are_refused(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk, employment_form="overage", minutes_per_day=600)
    person = add_person(desk, 1, birth="1965-03-02", address="青山镇三村")
    batch = add_batch(desk, order, [person])
    with pytest.raises(errors.Refused, match="long_hours"):
        dispatch.make_contracts(desk, batch, tmp_path / "o.pdf")


def test_nobody_waits_while_contracts_are_drawn(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, serial) for serial in (1, 2, 3)])
    clerk, seen = desk.writer(), list[int]()

    def progress(done: int, _total: int) -> None:
        seen.append(done)
        add_person(clerk, 100 + done)

    made = dispatch.make_contracts(desk, batch, tmp_path / "all.pdf", progress=progress)
    clerk.close()
    assert (made.contracts, seen) == (3, [1, 2, 3])


def test_papers_are_drawn_on_a_desk_that_only_reads(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    reader, out = desk.reader(), tmp_path / "new" / "all.pdf"
    drawn = dispatch.draw_contracts(reader, batch, out)
    reader.close()
    assert not out.parent.exists()
    assert dispatch.list_contracts(desk) == []
    made = dispatch.keep_contracts(desk, drawn=drawn, out=out)
    assert made.files[0][0].read_bytes().startswith(b"%PDF")
    assert [path.name for path in out.parent.iterdir()] == ["all.pdf"]


def test_papers_whose_ground_has_changed_do_not_count(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk)
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, order, [one])
    dispatch.ensure_templates(desk)
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    out = tmp_path / "all.pdf"
    for change in (
        lambda: orders.change(desk, order_id=order, changes={}, pay="day:171", confirmed=(AGREED,)),
        lambda: dispatch.add_members(desk, batch_id=batch, people=[two]),
        lambda: dispatch.change(desk, batch_id=batch, changes={"last_day": "2026-11-20"}),
        lambda: dispatch.save_template(desk, body=service["body"].replace("三日", "七日")),
        lambda: dispatch.make_contracts(desk, batch, tmp_path / "other.pdf"),
    ):
        drawn = dispatch.draw_contracts(desk, batch, out)
        change()
        with pytest.raises(errors.Refused, match="changed_meanwhile"):
            dispatch.keep_contracts(desk, drawn=drawn, out=out)
        assert not out.exists()
    assert not list(tmp_path.glob(".gigdesk*"))


def test_contracts_that_could_not_be_noted_leave_no_file_and_the_older_prints_as_they_were(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk)
    batch = add_batch(desk, order, [add_person(desk, 1), add_person(desk, 2)])
    out = tmp_path / "papers"
    dispatch.make_contracts(desk, batch, out, draft=True)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with desk.store.atomic():
        # The line of the history is written last: what fails there fails after the files.
        desk.store.execute(
            "CREATE TEMP TRIGGER no_room BEFORE INSERT ON act "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    for place in (out, tmp_path / "elsewhere"):
        with pytest.raises(errors.GigDeskError):
            dispatch.make_contracts(desk, batch, place)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not (tmp_path / "elsewhere").exists()
    assert {row["state"] for row in dispatch.list_contracts(desk)} == {"draft"}


def test_somebody_taken_off_after_signing_and_put_on_again_gets_a_new_contract(
    desk: Desk, tmp_path: Path
) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=batch)
    dispatch.remove_members(desk, batch_id=batch, people=[person])
    dispatch.add_members(desk, batch_id=batch, people=[person])
    made = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert (made.contracts, made.problems) == (1, ())
    found = [(row["contract_no"][-5:], row["state"]) for row in dispatch.list_contracts(desk)]
    assert found == [("00002", "final"), ("00001", "ended")]
    dispatch.sign(desk, batch_id=batch)
    assert dispatch.send(desk, batch_id=batch).done


def test_the_template_saved_last_is_chosen_whatever_its_version(desk: Desk) -> None:
    dispatch.ensure_templates(desk)
    (stored,) = (one for one in dispatch.list_templates(desk) if one["kind"] == "service")
    assert dispatch.save_template(desk, body=stored["body"]) == 2
    assert (
        dispatch.save_template(desk, body=stored["body"].replace(stored["name"], "本县新协议")) == 1
    )
    assert templates.choose_template(desk, "service")["name"] == "本县新协议"
    assert dispatch.save_template(desk, body=stored["body"]) == 3
    assert templates.choose_template(desk, "service")["name"] == stored["name"]


def test_a_contract_signed_for_other_days_stops_the_batch_until_it_is_made_again(
    desk: Desk, tmp_path: Path
) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    dispatch.make_contracts(desk, batch, tmp_path / "old.pdf")
    dispatch.sign(desk, batch_id=batch)
    assert dispatch.change(
        desk, batch_id=batch, changes={"last_day": "2026-12-20"}, confirmed=DOUBTS
    ).done
    refused = dispatch.send(desk, batch_id=batch)
    assert [one.rules for one in refused.people] == [("contract_days",)]
    assert "2026-12-20" in i18n.text(
        refused.people[0].against[0].code, **refused.people[0].against[0].params
    )
    made = dispatch.make_contracts(desk, batch, tmp_path / "new.pdf")
    assert (made.contracts, made.problems) == (1, ())
    new, old = dispatch.list_contracts(desk, batch_id=batch)
    assert (old["state"], new["state"], new["to_day"]) == ("ended", "final", "2026-12-20")
    assert new["contract_no"] != old["contract_no"]
    assert dispatch.send(desk, batch_id=batch).done
