from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import office, workers
from gigdesk.documents.pdf import preview
from gigdesk.domain.office import Role
from tests.making import LOGIN, MORNING, PASSWORD, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ACCOUNT = "6222020200066666666"
LOGINS = {Role.HEAD: LOGIN, Role.CLERK: "wang", Role.AUDITOR: "zhou", Role.VIEWER: "kan"}
WHOLE = (Role.HEAD, Role.CLERK)


@pytest.fixture
def numbers(command_line: CommandLine) -> list[str]:
    """Return the whole numbers of a county with a batch and a day of work, for four roles."""
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    move_clock(desk, MORNING)
    for role, login in LOGINS.items():
        if role is not Role.HEAD:
            office.staff.add(desk, login=login, name=login, role=role, password=PASSWORD)
    people = [add_person(desk, serial, bank_account=ACCOUNT) for serial in (1, 2)]
    add_batch(desk, add_order(desk), people)
    desk.close()
    return [
        *(doc_no("1985-03-02", serial) for serial in (1, 2)),
        "13800000001",
        "13800000002",
        "13900000001",
        ACCOUNT,
    ]


def shown(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


@pytest.mark.parametrize("role", Role)
def test_who_may_not_reveal_exports_no_whole_number(
    command_line: CommandLine, numbers: list[str], tmp_path: Path, role: Role
) -> None:
    code = 3 if role is Role.VIEWER else 0
    user = ("--user", LOGINS[role])
    for at, words in enumerate(
        (
            ("workers", "export", "--layout", "ledger"),
            ("workers", "export", "--layout", "staff"),
            ("dispatch", "roster", 1, "--layout", "coach"),
            ("dispatch", "roster", 1, "--layout", "employer"),
            ("dispatch", "roster", 1, "--layout", "filing"),
            ("attendance", "export", 1),
        )
    ):
        out = tmp_path / f"{at}.xlsx"
        place = 3 if words[0] == "dispatch" else len(words) if words[0] == "attendance" else 2
        command_line.run(*words[:place], out, *words[place:], *user, code=code)
        if code:
            assert not out.exists()
        elif role in WHOLE:
            assert at == 5 or any(number in shown(out) for number in numbers), words
        else:
            assert not any(number in shown(out) for number in numbers), words


@pytest.mark.parametrize("role", Role)
def test_papers_of_no_use_masked_are_refused(
    command_line: CommandLine, numbers: list[str], tmp_path: Path, role: Role
) -> None:
    code, user = 0 if role in WHOLE else 3, ("--user", LOGINS[role])
    out = tmp_path / "insured.xlsx"
    command_line.run("dispatch", "insurance", 1, out, *user, code=code)
    assert out.exists() == (role in WHOLE)
    assert role not in WHOLE or numbers[0] in shown(out)
    # Nothing was entered yet: who may have the wages is told so, everybody else of the role.
    told = command_line.run("attendance", "wages", 1, tmp_path / "w.xlsx", *user, code=3)["error"]
    assert (told["code"] == "errors.not_allowed") == (role not in WHOLE)
    assert not (tmp_path / "w.xlsx").exists()


def test_history_and_doubles_show_whole_numbers_where_asked_and_note_it(
    command_line: CommandLine, numbers: list[str]
) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    add_person(desk, 9, name="王小丁", phone="13800000001", birth="1985-03-02")
    add_person(desk, 10, name="王小丁", phone="13800000001", birth="1985-03-02", sex="1")
    desk.close()
    assert numbers[0] not in str(command_line.run("history", "worker", "1"))
    assert "13800000001" not in str(command_line.run("workers", "duplicates"))
    assert numbers[0] in str(command_line.run("history", "worker", "1", "--reveal"))
    told = command_line.run("workers", "duplicates", "--reveal")["pairs"]
    assert "13800000001" in str(told)
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    noted = [one["about"] for one in office.history.acts(desk) if one["name"] == "workers.reveal"]
    desk.close()
    assert {"worker": 1, "fields": ["doc_no", "emergency_phone", "phone"]} in [
        {**one, "fields": sorted(set(one["fields"]) - {"bank_account"})} for one in noted
    ]
    assert len(noted) == 1 + len(
        {side["id"] for pair in told for side in pair.values() if "id" in side}
    )
    for words in (("history", "worker", "1"), ("workers", "duplicates")):
        command_line.run(*words, "--reveal", "--user", LOGINS[Role.AUDITOR], code=3)


@pytest.mark.parametrize("role", Role)
def test_papers_to_sign_show_whole_numbers_only_where_the_role_reveals_them(
    command_line: CommandLine, numbers: list[str], tmp_path: Path, role: Role
) -> None:
    code, user = 3 if role is Role.VIEWER else 0, ("--user", LOGINS[role])
    for at, (*words, rows) in enumerate(
        (
            ("export", "OUT", 2),
            ("export", "OUT", "--layout", "signing", "--title", "签到", 2),
            ("consent-form", "OUT", "--batch", "1", 2),
            ("consent-form", "OUT", numbers[0], 1),
            ("consent-form", "OUT", "--where", "138", 2),
        )
    ):
        out = tmp_path / f"{at}.pdf"
        asked = [out if word == "OUT" else word for word in words]
        told = command_line.run("workers", *asked, *user, code=code)
        if code:
            assert not out.exists()
            continue
        assert (told["rows"], told["masked"]) == (rows, role not in WHOLE)
        printed = "".join("".join(preview.page_texts(out.read_bytes())).split())
        assert (numbers[0] in printed) == (role in WHOLE)


def test_a_paper_to_sign_has_one_kind_of_file_and_one_list_of_people(
    command_line: CommandLine, numbers: list[str], tmp_path: Path
) -> None:
    for words in (
        ("export", tmp_path / "a.xlsx", "--layout", "signing"),
        ("export", tmp_path / "a.pdf", "--layout", "ledger"),
        ("consent-form", tmp_path / "a.xlsx", numbers[0]),
        ("consent-form", tmp_path / "a.pdf"),
        ("consent-form", tmp_path / "a.pdf", numbers[0], "--batch", "1"),
    ):
        command_line.run("workers", *words, code=2)
    assert not list(tmp_path.glob("a.*"))


def test_numbers_in_remarks_and_papers_are_shown_whole_where_asked_and_noted(
    command_line: CommandLine,
) -> None:
    number, relative = doc_no("1985-03-02", 1), "13900000077"
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    who = add_person(desk, 1, notes=f"找不到时打 {relative}", disability_no=f"{number}43")
    workers.certificates.add_certificate(
        desk, worker_id=who, values={"kind": "7", "certificate_no": f"T{number}"}
    )
    desk.close()
    masked = command_line.run("workers", "show", number)
    assert relative not in str(masked)
    assert number not in str(masked)
    whole = command_line.run("workers", "show", number, "--reveal")
    assert relative in whole["notes"]
    assert whole["disability_no"] == f"{number}43"
    assert [one["certificate_no"] for one in whole["certificates"]] == [f"T{number}"]
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    noted = [one["about"] for one in office.history.acts(desk) if one["name"] == "workers.reveal"]
    desk.close()
    assert len(noted) == 2
    fields = {field for one in noted for field in one["fields"]}
    assert {"doc_no", "notes", "disability_no", "certificate_no"} <= fields
