"""Contracts that end before their day and certificates that end, over the command line."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gigdesk.actions import dispatch, office, orders, workers
from tests import making
from tests.making import LOGIN, PASSWORD
from tests.workforce import LABOUR, add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def _made(command_line: CommandLine, tmp_path: Path, *, signed: bool) -> str:
    """Make a contract and return the number that is printed on it."""
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    making.move_clock(desk, making.MORNING)
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    if signed:
        dispatch.sign(desk, batch_id=batch)
    number = str(dispatch.list_contracts(desk)[0]["contract_no"])
    desk.close()
    return number


def test_a_signed_contract_is_ended_once_with_a_reason(
    command_line: CommandLine, tmp_path: Path
) -> None:
    number = _made(command_line, tmp_path, signed=True)
    command_line.run("dispatch", "end", number, "--code", "x", code=2)
    said = command_line.run("dispatch", "end", number, code=3)
    assert said["error"]["code"] == "dispatch.error.reason_needed"
    ended = command_line.run("dispatch", "end", "C1", "--reason", "双方同意", "--on", "2026-10-05")
    assert ended == {"contract_no": number, "state": "ended", "ended_on": "2026-10-05"}
    command_line.run("dispatch", "end", number, "--reason", "又一次", code=3)
    told = command_line.run("history", "contract", number)["history"][-1]
    assert told["record"]["tbl"] == "contract"
    assert told["changes"]["state"] == ["signed", "ended"]
    command_line.run("undo")
    assert command_line.run("dispatch", "end", number, "--reason", "x")["state"] == "ended"


def test_an_unsigned_contract_becomes_void(command_line: CommandLine, tmp_path: Path) -> None:
    number = _made(command_line, tmp_path, signed=False)
    assert command_line.run("dispatch", "end", number, "--reason", "写错")["state"] == "void"
    command_line.run("dispatch", "end", "C99", "--reason", "x", code=2)


def test_the_certificates_that_end_are_written_by_a_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    soon = desk.clock.today().isoformat()
    workers.certificates.add_certificate(
        desk, worker_id=add_person(desk, 1), values={"kind": "6", "valid_to": soon}
    )
    desk.close()
    made = command_line.run("workers", "certificates", tmp_path / "a.xlsx", "--days", "0")
    assert (made["rows"], made["masked"]) == (1, False)
    again = command_line.run("workers", "certificates", tmp_path / "b.xlsx", "--masked")
    assert (again["rows"], again["masked"]) == (1, True)
    command_line.run("workers", "certificates", tmp_path / "b.csv", code=2)


def test_the_six_questions_are_answered_by_digits_and_change_no_order(
    command_line: CommandLine,
) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    order = add_order(desk)
    number = str(orders.get_order(desk, order)["number"])
    desk.close()
    before = command_line.run("orders", "relation", number)
    assert (before["answers"], before["suggested"]) == ({}, None)
    told = command_line.run("orders", "relation", number, "112111")
    assert (told["suggested"], told["employment_form"], told["differs"]) == (
        "labour",
        "service",
        True,
    )
    assert len(told["reasons"]) == 6
    assert command_line.run("orders", "relation", number) == told
    refused = command_line.run("orders", "relation", number, "1121", code=3)
    assert refused["error"]["code"] == "orders.error.answers"


def test_the_register_is_listed_searched_and_written_by_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    number = _made(command_line, tmp_path, signed=True)
    told = command_line.run("dispatch", "register")
    assert (told["count"], told["contracts"][0]["contract_no"]) == (1, number)
    assert command_line.run("dispatch", "register", "C1")["count"] == 1
    assert command_line.run("dispatch", "register", "--state", "void")["count"] == 0
    assert command_line.run("dispatch", "register", "--ending")["contracts"] == []
    out = tmp_path / "register.xlsx"
    assert command_line.run("dispatch", "register", "--out", out)["rows"] == 1
    assert out.exists()


def test_a_signed_page_and_the_copy_are_noted_by_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    number = _made(command_line, tmp_path, signed=True)
    page = tmp_path / "a.pdf"
    kept = command_line.run("dispatch", "scan", number, page)
    assert kept["scan_sha256"] == hashlib.sha256(page.read_bytes()).hexdigest()
    out = tmp_path / "back.pdf"
    command_line.run("dispatch", "scan", "C1", "--out", out)
    assert out.read_bytes() == page.read_bytes()
    assert command_line.run("dispatch", "scan", "C1", "--remove")["scan_sha256"] is None
    command_line.run("dispatch", "scan", "C1", code=2)
    given = command_line.run("dispatch", "copy", "C1", "--on", "2026-09-01", code=0)
    assert given["contracts"] == [number]
    assert command_line.run("dispatch", "copy", number)["done"] == 0
    assert command_line.run("dispatch", "register")["contracts"][0]["copy_on"] == "2026-09-01"


def test_who_works_without_a_contract_is_listed_by_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    _made(command_line, tmp_path, signed=False)
    assert command_line.run("dispatch", "unsigned") == {
        "count": 0,
        "red": 0,
        "amber": 0,
        "people": [],
    }
    out = tmp_path / "none.xlsx"
    assert command_line.run("dispatch", "unsigned", "--out", out)["rows"] == 0
    command_line.run("dispatch", "unsigned", "--on", "2099-01-01", code=3)
    command_line.run("dispatch", "unsigned", "--order", "99", code=2)


def test_what_contracts_lack_is_said_before_they_are_made(command_line: CommandLine) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    making.move_clock(desk, making.MORNING)
    homeless, ready = add_person(desk, 1), add_person(desk, 2, address="青山镇三村")
    batch = add_batch(desk, add_order(desk, **LABOUR), [homeless, ready])
    number = dispatch.get_batch(desk, batch)["number"]
    desk.close()
    told = command_line.run("dispatch", "clauses", number)
    assert (told["ready"], told["lacking"]) == (1, 1)
    lacking, fine = told["people"]
    assert "乙方住址" in lacking["reasons"][0]
    assert "人员资料" in lacking["reasons"][0]
    assert fine["done"]
    assert command_line.run("dispatch", "register")["count"] == 0
    assert command_line.run("dispatch", "clauses", number, "--template", "service")["ready"] == 2


def test_a_template_is_taken_out_checked_and_kept_as_a_new_version(
    command_line: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "a.txt"
    told = command_line.run("dispatch", "template", "parttime", "--out", out)
    assert told["version"] == 1
    command_line.run("dispatch", "template", "parttime", "--out", out, code=3)
    body = out.read_text(encoding="utf-8")
    out.write_text(body + "\n{{没有的字段}}\n", encoding="utf-8")
    wrong = command_line.run("dispatch", "template", "--check", out, code=3)
    assert [one["line"] for one in wrong["problems"]] == [body.count("\n") + 2]
    command_line.run("dispatch", "template", "--save", out, code=3)
    out.write_text(body + "\n双方各执一份。\n", encoding="utf-8")
    assert command_line.run("dispatch", "template", "--check", out) == {"problems": []}
    first = command_line.run("dispatch", "template", "--save", out)
    again = command_line.run("dispatch", "template", "--save", out)
    assert again["version"] == first["version"] + 1
    assert again["kind"] == "parttime"
    kept = command_line.run("dispatch", "templates", "--all")["templates"]
    states = [row["state"] for row in kept if row["kind"] == "parttime"]
    assert states.count("active") == 1
    out.write_bytes(b"\xff\xfe\x00")
    command_line.run("dispatch", "template", "--check", out, code=2)
    command_line.run("dispatch", "template", code=2)
