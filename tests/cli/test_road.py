from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk.cli import main as program
from gigdesk.demo import people
from tests.making import HERE, LOGIN

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import CommandLine

TODAY = datetime.datetime.now(tz=HERE).date()
HEADERS = ("姓名", "性别", "身份证号码", "联系电话", "现住址", "紧急联系人", "紧急联系人电话")


def grown(count: int, seed: int = 5) -> list[people.Person]:
    """Return people of a working age for every order of these tests."""
    made = people.make(random.Random(seed), count * 4, TODAY)
    return [one for one in made if 25 <= TODAY.year - one.birth.year <= 55][:count]


def row_of(one: people.Person) -> list[Any]:
    sex = "男" if one.sex == "1" else "女"
    home = f"{one.town}{one.village}"
    return [
        one.name,
        sex,
        one.doc_no,
        one.phone,
        home,
        one.emergency_name,
        one.emergency_phone,
    ]


def write_roster(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [list(HEADERS), *rows]:
        sheet.append(row)
    book.save(path)
    return path


def days(count: int) -> str:
    return (TODAY + datetime.timedelta(days=count)).isoformat()


def take_order(command_line: CommandLine, people_wanted: int = 10) -> int:
    employer = command_line.run("employers", "add", "--name", "绿源合作社", "--address", "寿光")
    order = command_line.run(
        *("orders", "add", "--employer", employer["number"], "--trade", "采棉工"),
        *("--people", people_wanted, "--from", days(-10), "--to", days(40)),
        *("--place", "新疆沙湾", "--pay", "day:160"),
    )
    number: int = order["number"]
    return number


def write_days(path: Path, members: set[str]) -> tuple[str, int]:
    """Write a sheet of the first days away; return its month and how many days each has."""
    month, first_day = days(-10)[:7], int(days(-10)[8:])
    until = TODAY.day - 1 if days(0)[:7] == month else 31
    worked = [1 if first_day <= day <= min(until, first_day + 3) else None for day in range(1, 32)]
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", *range(1, 32)])
    for name in sorted(members):
        book.active.append([name, *worked])
    book.save(path)
    return month, sum(1 for one in worked if one)


def test_from_a_roster_to_wages_by_commands_alone(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(8)
    roster = write_roster(tmp_path / "花名册.xlsx", [row_of(one) for one in crew])
    before = command_line.run("workers", "import", roster, "--dry-run")
    assert (before["new"], before["number"]) == (8, None)
    taken = command_line.run("workers", "import", roster)
    assert (taken["rows"], taken["new"], taken["number"]) == (8, 8, 1)
    order = take_order(command_line)
    proposed = command_line.run("dispatch", "propose", order)
    assert len(proposed["candidates"]) == 8
    batch = command_line.run("dispatch", "new", order, "--depart", days(-10), "--take", 6)
    assert days(-10) in batch["remarks"][0]
    assert batch["done"] == 6
    number = batch["number"]
    refused = command_line.run("dispatch", "send", number, code=3)
    assert {"no_consent", "no_contract"} <= {r for one in refused["people"] for r in one["rules"]}
    for one in crew:
        command_line.run("workers", "consent", one.doc_no, "--purpose", "employer")
    printed = command_line.run("dispatch", "contracts", number, tmp_path / "contracts.pdf")
    assert printed["contracts"] == 6
    assert len(printed["files"][0]["sha256"]) == 64
    assert command_line.run("dispatch", "sign", number, "--all")["done"] == 6
    assert command_line.run("dispatch", "send", number)["sent"]
    for words, said in ((("send", number), "在外"), (("remove", number, "W1"), "--reason")):
        assert said in command_line.run("dispatch", *words, code=3)["error"]["message"]
    agreed = command_line.run("orders", "change", order, "--pay", "day:170", code=3)
    assert "--despite-contracts" in agreed["error"]["message"]
    for pay in ("day:170", "day:160"):
        command_line.run("orders", "change", order, "--pay", pay, "--despite-contracts")
    for layout in ("coach", "employer", "filing"):
        out = tmp_path / f"{layout}.xlsx"
        assert command_line.run("dispatch", "roster", number, out, "--layout", layout)["rows"] == 6
        assert out.exists()
    members = {one["name"] for one in batch["people"] if one["done"]}
    month, worked = write_days(tmp_path / "days.xlsx", members)
    found = command_line.run(
        "attendance", "import", number, tmp_path / "days.xlsx", "--month", month
    )
    assert found["matched"] == 6
    assert found["days"] == 6 * worked
    wages = command_line.run("attendance", "wages", number, tmp_path / "wages.xlsx")
    assert wages["total"] == f"{160 * found['days']}.00"
    assert command_line.run("attendance", "export", number, tmp_path / "m.xlsx")["rows"] == 6
    assert command_line.run("rebuild")["days"] == found["days"]
    assert command_line.run("verify")["sound"]


def test_every_row_is_accounted_for_and_comes_back(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(3)
    rows = [row_of(one) for one in crew]
    rows.append(["李四", "男", 430602197001010000, "13800001111", "", "", ""])
    rows.append(["", "", "", "", "", "", ""])
    answer = command_line.run(
        *("workers", "import", write_roster(tmp_path / "a.xlsx", rows)),
        *("--rejects", tmp_path / "back.xlsx"),
    )
    five = ("new", "updated", "unchanged", "undecided", "rejected")
    assert sum(answer[name] for name in five) == answer["rows"] == 4
    assert answer["rejected"] == 1
    back = openpyxl.load_workbook(tmp_path / "back.xlsx").active
    assert back is not None
    assert back.cell(2, 3).value == 430602197001010000
    removed = command_line.run("workers", "undo-import", answer["number"])
    assert removed == {"removed": 3, "restored": 0, "kept": 0}
    command_line.run("workers", "undo-import", answer["number"], code=3)
    assert command_line.run("workers", "find", crew[0].name)["workers"] == []


def test_numbers_are_masked_unless_they_are_revealed_and_that_is_logged(
    command_line: CommandLine,
) -> None:
    (one,) = grown(1)
    added = command_line.run(
        "workers", "add", "--name", one.name, "--docno", one.doc_no, "--phone", one.phone
    )
    assert added["number"] == 1
    masked = command_line.run("workers", "find", one.doc_no[-4:])["workers"][0]
    assert one.doc_no not in str(masked)
    assert one.phone not in str(masked)
    shown = command_line.run("workers", "show", one.doc_no, "--reveal")
    assert (shown["docno"], shown["phone"]) == (one.doc_no, one.phone)
    acts = [entry["act"] for entry in command_line.run("history", "worker", "1")["history"]]
    assert acts == ["登记人员"]


def test_a_wrong_number_is_refused_and_a_known_one_named(command_line: CommandLine) -> None:
    one, other = grown(2)
    wrong = one.doc_no[:-1] + ("0" if one.doc_no[-1] != "0" else "1")
    command_line.run("workers", "add", "--name", "张三", "--docno", wrong, code=3)
    command_line.run("workers", "add", "--name", one.name, "--docno", one.doc_no)
    known = command_line.run("workers", "add", "--name", "张三", "--docno", one.doc_no, code=3)
    assert one.name in known["error"]["message"]
    command_line.run("workers", "show", other.doc_no, code=2)


def test_somebody_under_sixteen_on_the_first_day_is_refused_by_the_rule(
    command_line: CommandLine,
) -> None:
    birth = datetime.date(TODAY.year - 16, TODAY.month, min(TODAY.day, 28)) + datetime.timedelta(60)
    number = people.document_number("439927", birth, 33, "1")
    command_line.run("workers", "add", "--name", "王小明", "--docno", number)
    order = take_order(command_line)
    batch = command_line.run("dispatch", "new", order, "--depart", days(3))
    refused = command_line.run("dispatch", "add", batch["number"], number, code=3)
    assert refused["people"][0]["rules"] == ["under_age"]


def test_two_batches_on_one_day_are_refused(command_line: CommandLine) -> None:
    (one,) = grown(1)
    command_line.run("workers", "add", "--name", one.name, "--docno", one.doc_no)
    numbers: list[int] = []
    for _ in range(2):
        order = take_order_of_another(command_line, len(numbers))
        numbers.append(command_line.run("dispatch", "new", order, "--depart", days(3))["number"])
    assert command_line.run("dispatch", "add", numbers[0], one.doc_no)["done"] == 1
    refused = command_line.run("dispatch", "add", numbers[1], one.doc_no, code=3)
    assert "double_booking" in refused["people"][0]["rules"]


def take_order_of_another(command_line: CommandLine, at: int) -> int:
    employer = command_line.run("employers", "add", "--name", f"单位{at}")
    order = command_line.run(
        *("orders", "add", "--employer", employer["number"], "--trade", "采棉工", "--people", 5),
        *("--from", days(3), "--to", days(30), "--place", "新疆", "--pay", "day:150"),
    )
    number: int = order["number"]
    return number


def test_doubles_are_listed_merged_and_parted_again(command_line: CommandLine) -> None:
    one, other = grown(2)
    command_line.run("workers", "add", "--name", one.name, "--docno", one.doc_no)
    twin = people.document_number("439927", one.birth, 71, one.sex)
    command_line.run("workers", "add", "--name", one.name, "--docno", twin)
    command_line.run("workers", "add", "--name", other.name, "--docno", other.doc_no)
    (pair,) = command_line.run("workers", "duplicates")["pairs"]
    assert pair["reasons"]
    command_line.run("workers", "merge", one.doc_no, twin)
    assert command_line.run("workers", "duplicates")["pairs"] == []
    assert command_line.run("undo")["act"] == "合并重复人员"
    assert len(command_line.run("workers", "duplicates")["pairs"]) == 1


def test_the_ledger_goes_out_with_whole_numbers_and_comes_in_unchanged(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(5)
    roster = write_roster(tmp_path / "a.xlsx", [row_of(one) for one in crew])
    command_line.run("workers", "import", roster)
    out = tmp_path / "ledger.xlsx"
    assert command_line.run("workers", "export", out, "--layout", "ledger")["rows"] == 5
    again = command_line.run("workers", "import", out)
    assert again["unchanged"] == 5
    assert again["new"] == 0


def test_a_superiors_form_is_filled(command_line: CommandLine, tmp_path: Path) -> None:
    crew = grown(3)
    roster = write_roster(tmp_path / "a.xlsx", [row_of(one) for one in crew])
    command_line.run("workers", "import", roster)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["{{填报单位}}上报表，{{单位}}，填报人{{填报人}}"],
        ["序号", "姓名", "证件"],
        ["{{序号}}", "{{姓名}}", "{{身份证号码:脱敏}}"],
    ):
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    answer = command_line.run(
        "workers", "export", tmp_path / "out.xlsx", "--form", tmp_path / "form.xlsx"
    )
    assert answer["rows"] == 3
    filled = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert filled is not None
    assert filled["A1"].value == f"青山镇上报表，青山镇，填报人{LOGIN}"
    names = {filled.cell(row, 2).value for row in range(3, 6)}
    assert names == {one.name for one in crew}
    assert "*" in str(filled.cell(3, 3).value)


def test_failures_have_their_exit_codes(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"not a workbook at all, just text without a list")
    command_line.run("workers", "import", tmp_path / "no.xlsx", code=2)
    command_line.run("workers", "import", tmp_path / "missing.xlsx", code=2)
    command_line.run("nonsense", code=2)
    command_line.run("history", "worker", "99", code=2)
    monkeypatch.setenv("GIGDESK_PASSWORD", "wrong-password")
    command_line.run("verify", code=3)
    monkeypatch.delenv("GIGDESK_PASSWORD")
    command_line.run("verify", code=2)


def test_options_may_stand_anywhere_and_help_speaks_chinese(
    command_line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["verify", "--json", "--desk", str(command_line.desk)]) == 0
    capsys.readouterr()
    assert program.main(["workers", "--help"]) == 0
    assert "导入花名册" in capsys.readouterr().out
    assert program.main(["--lang", "en", "workers", "--help"]) == 0
    assert "Take in a roster" in capsys.readouterr().out


def test_a_backup_is_restored_only_over_nothing_or_on_demand(
    command_line: CommandLine, tmp_path: Path
) -> None:
    command_line.run("backup", tmp_path / "a.gdbak")
    command_line.run("restore", tmp_path / "a.gdbak", code=3)
    answer = command_line.run("restore", tmp_path / "a.gdbak", "--replace")
    assert answer["set_aside"]
    assert command_line.run("verify")["sound"]


def test_an_output_that_would_harm_or_cannot_be_is_refused_before_anything_is_written(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / "a.xlsx", [row_of(one) for one in grown(2)])
    before = roster.read_bytes()
    command_line.run("workers", "import", roster, "--rejects", roster, code=2)
    command_line.run("workers", "import", roster, "--rejects", tmp_path / "no" / "b.xlsx", code=2)
    assert roster.read_bytes() == before
    assert command_line.run("workers", "find", grown(1)[0].name)["count"] == 0


def test_numbers_may_be_said_with_their_letter_and_days_must_exist(
    command_line: CommandLine,
) -> None:
    number = take_order(command_line)
    assert command_line.run("dispatch", "propose", f"O{number}")["candidates"] == []
    command_line.run(
        *("orders", "add", "--employer", "E1", "--trade", "x", "--people", 1, "--place", "x"),
        *("--from", "2026-02-30", "--to", "2026-03-30", "--pay", "day:100"),
        code=2,
    )


def test_a_village_nobody_knows_is_learned_with_its_town_or_refused_in_words(
    command_line: CommandLine,
) -> None:
    one, other, third = grown(3)
    add = ("workers", "add", "--name", one.name, "--docno", one.doc_no)
    for unknown in ("石桥村", "青山镇", "不详", "青山镇石桥村3组"):
        refused = command_line.run(*add, "--village", unknown, code=2)["error"]
        assert refused["code"] == "cli.error.unknown_village"
        assert unknown in refused["message"]
    # Who cannot be registered teaches nothing.
    wrong = ("workers", "add", "--name", one.name, "--docno", one.doc_no[:-2])
    command_line.run(*wrong, "--village", "青山镇石桥村", code=3)
    assert command_line.run(*add, "--village", "石桥村", code=2)["error"]
    added = command_line.run(*add, "--village", "青山镇石桥村")
    assert "石桥村" in added["warnings"][0]
    found = command_line.run("workers", "find", one.doc_no)["workers"][0]
    assert (found["village"], found["town"]) == ("石桥村", "青山镇")
    twice = ("workers", "add", "--name", other.name, "--docno", other.doc_no)
    near = command_line.run(*twice, "--village", "青山镇石乔村", code=2)["error"]
    assert near["code"] == "intake.finding.village_near"
    again = command_line.run(*twice, "--village", "青山镇石桥村委会")
    assert not any("石桥村" in one for one in again["warnings"])
    command_line.run("workers", "add", "--name", third.name, "--docno", third.doc_no)
    assert command_line.run("verify")["sound"]


def test_a_desk_without_a_list_learns_its_villages_from_rosters(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(4)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号码", "乡镇", "村"])
    for one in crew:
        sheet.append([one.name, one.doc_no, "青山镇", "石桥村委会"])
    book.save(tmp_path / "a.xlsx")
    dry = command_line.run("workers", "import", tmp_path / "a.xlsx", "--dry-run")
    taken = command_line.run("workers", "import", tmp_path / "a.xlsx")
    assert taken["learned"] == dry["learned"] == [{"town": "青山镇", "village": "石桥村委会"}]
    found = command_line.run("workers", "find", crew[0].doc_no)["workers"][0]
    assert (found["village"], found["town"]) == ("石桥村委会", "青山镇")
    assert command_line.run("workers", "import", tmp_path / "a.xlsx")["unchanged"] == 4
    sheet.cell(2, 4).value = "柳树湾村"
    book.save(tmp_path / "b.xlsx")
    # Who is registered is not moved into a village that nobody knew before.
    moved = command_line.run("workers", "import", tmp_path / "b.xlsx")
    assert (moved["unchanged"], moved["undecided"], moved["learned"]) == (3, 1, [])
    assert [one["code"] for one in moved["reasons"]] == ["findings.row.village_elsewhere"]
    assert command_line.run("workers", "undo-import", taken["number"])["removed"] == 4
    assert command_line.run("verify")["sound"]
