"""What the command line tells of a roster: counts, remarks, columns and sheets left out."""

from __future__ import annotations

import contextlib
import errno
import json
import tempfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.cli import main as program
from gigdesk.cli import session
from tests.actions.workers.imports import rosters
from tests.cli.test_road import grown
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

HEAD = ("姓名", "身份证号码", "乙", "银行账号", "座右铭")
FIVE = ("new", "updated", "unchanged", "undecided", "rejected")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a roster with something to say at every place."""
    people: list[list[Any]] = [
        ["刘桂花", rosters.number(1), "13800000001", 6217991234567890000, "一"],
        ["陈秀英", rosters.number(3), "13800000002", 6217991234567890000, "二"],
        ["杨建国", rosters.number(5)[:-1], "13800000003", None, "三"],
    ]
    return rosters.book(tmp_path / "a.xlsx", people, HEAD, 说明=(("要求",), [["1.如实填写"]]))


def test_all_that_is_to_know_stands_in_the_answer(command_line: CommandLine, roster: Path) -> None:
    dry = command_line.run("workers", "import", roster, "--dry-run")
    done = command_line.run("workers", "import", roster)
    assert done | {"number": None} == dry
    assert sum(done[kind] for kind in FIVE) == done["rows"] == 3
    assert [(one["code"], one["count"], one["first_rows"]) for one in done["warnings"]] == [
        ("findings.account.number_cell", 2, ["2", "3"])
    ]
    assert [one["code"] for one in done["reasons"]] == ["findings.id.length"]
    assert [(one["column"], one["header"]) for one in done["unread"]] == [("E", "座右铭")]
    assert [(one["header"], one["goes_to"]) for one in done["unsure"]] == [("乙", "联系电话")]
    assert [one["sheet"] for one in done["left_out"]] == ["说明"]


def test_rows_skipped_as_samples_are_named_and_nobody_called_like_one_is_lost(
    command_line: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people: list[list[Any]] = [
        ["张三", "110101199003070000", "13800138000", "某村"],
        ["张三", rosters.number(7)[:-1], None, "新建村"],
        ["李四", None, "13812340002", "新建村"],
        *rosters.crowd(2),
    ]
    further = [["例", rosters.number(9), "13812340003", "新建村"], *rosters.crowd(2, seed=2)]
    path = rosters.book(tmp_path / "s.xlsx", people, 二组=(rosters.HEADER, further))
    back = tmp_path / "back.xlsx"
    dry = command_line.run("workers", "import", path, "--dry-run")
    done = command_line.run("workers", "import", path, "--rejects", back)
    named = [{"sheet": "花名册", "row": 2}, {"sheet": "二组", "row": 2}]
    assert dry["samples"] == done["samples"] == named
    assert done["skipped"] == {"header": 2, "sample": 2}
    assert (done["rows"], done["new"]) == (6, 4)
    assert done["rejected"] + done["undecided"] == 2
    sheet = openpyxl.load_workbook(back).active
    assert sheet is not None
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"张三", "李四"} <= cells
    assert program.main(["--desk", str(command_line.desk), "workers", "import", str(path)]) == 0
    assert "当示例跳过的行" in capsys.readouterr().out


def test_people_read_it_in_words(
    command_line: CommandLine, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["--desk", str(command_line.desk), "workers", "import", str(roster)]) == 0
    told = capsys.readouterr().out
    for words in ("行数: 3", "退回: 1", "表头: 1", "座右铭", "没有导入的工作表", "说明", "2, 3"):
        assert words in told
    assert "findings." not in told


def test_a_dry_run_names_the_workbook_of_rejects(
    command_line: CommandLine, roster: Path, tmp_path: Path
) -> None:
    out = tmp_path / "back.xlsx"
    dry = command_line.run("workers", "import", roster, "--dry-run", "--rejects", out)
    assert dry["rejects"] == str(out)
    head = next(openpyxl.load_workbook(out).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(head) == len(HEAD) + 4


def test_an_output_that_cannot_be_is_refused_before_anything_is_written(
    command_line: CommandLine, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "", str(tmp_path))

    command_line.run("workers", "import", roster, "--rejects", roster, code=2)
    nowhere = tmp_path / "none" / "back.xlsx"
    command_line.run("workers", "import", roster, "--rejects", nowhere, code=2)
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "TemporaryFile", refuse)
        out = tmp_path / "back.xlsx"
        command_line.run("workers", "import", roster, "--rejects", out, code=4)
    assert command_line.run("workers", "import", roster, "--dry-run")["new"] == 2


@pytest.mark.parametrize("name", ["back.pdf", "back.xls", "back.csv", "back", "roster"])
def test_a_workbook_of_rejects_is_called_one(
    command_line: CommandLine, roster: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    for more in ([], ["--dry-run"]):
        told = command_line.run("workers", "import", roster, "--rejects", out, *more, code=2)
        assert ".xlsx" in told["error"]["message"]
    assert not out.exists()
    back = tmp_path / "BACK.XLSX"
    assert command_line.run("workers", "import", roster, "--rejects", back)["new"] == 2
    assert back.exists()


def test_the_columns_are_never_written_over_the_roster_nor_under_another_kind_of_name(
    command_line: CommandLine, roster: Path, tmp_path: Path
) -> None:
    whole = roster.read_bytes()
    command_line.run("workers", "import", roster, "--dry-run", "--save-map", roster, code=2)
    listed = tmp_path / "list.json"
    listed.write_text("姓名,身份证号码\n刘桂花," + rosters.number(1), encoding="utf-8")
    kept = listed.read_bytes()
    command_line.run("workers", "import", listed, "--dry-run", "--save-map", listed, code=2)
    out = tmp_path / "map.xlsx"
    command_line.run("workers", "import", roster, "--dry-run", "--save-map", out, code=2)
    assert (roster.read_bytes(), listed.read_bytes(), out.exists()) == (whole, kept, False)


def test_only_the_number_of_an_import_takes_an_import_back(
    command_line: CommandLine, roster: Path
) -> None:
    number = command_line.run("workers", "import", roster)["number"]
    for said in (f"A{number}", f"W{number}", "AI1", ""):
        command_line.run("workers", "undo-import", said, code=2)
    assert command_line.run("workers", "undo-import", f"I{number}")["removed"] == 2


def test_a_mapping_holds_for_tables_side_by_side_and_comes_back_as_it_was(
    command_line: CommandLine, tmp_path: Path
) -> None:
    side = ("姓名", "身份证号码", "备注")
    listed = [
        [name, rosters.number(place), place, name, rosters.number(place + 10), place + 10]
        for place, name in ((1, "刘桂花"), (3, "陈秀英"), (5, "杨建国"))
    ]
    file = rosters.book(tmp_path / "a.xlsx", listed, (*side, *side))
    chosen, saved = tmp_path / "map.json", tmp_path / "saved.json"
    chosen.write_text(json.dumps({"备注": "address"}), encoding="utf-8")
    options = ("--map", chosen, "--save-map", saved)
    dry = command_line.run("workers", "import", file, "--dry-run", *options)
    assert dry["new"] == 6
    again = json.loads(saved.read_text(encoding="utf-8"))
    assert again == {"姓名": "name", "身份证号码": "doc_no", "备注": "address"}
    command_line.run("workers", "import", file, "--map", saved)
    for place in (1, 3, 5, 11, 13, 15):
        shown = command_line.run("workers", "show", rosters.number(place))
        assert shown["address"] == str(place)


def test_a_header_that_one_table_has_twice_is_asked_for_by_number(
    command_line: CommandLine, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "备注", "备注")
    file = rosters.book(tmp_path / "a.xlsx", [["刘桂花", rosters.number(1), "甲", "乙"]], head)
    chosen = tmp_path / "map.json"
    chosen.write_text(json.dumps({"备注": "address"}), encoding="utf-8")
    told = command_line.run("workers", "import", file, "--map", chosen, "--dry-run", code=2)
    assert "2" in told["error"]["message"]
    chosen.write_text(json.dumps({"3": "address"}), encoding="utf-8")
    command_line.run("workers", "import", file, "--map", chosen)
    assert command_line.run("workers", "show", rosters.number(1))["address"] == "乙"


def test_a_correction_given_once_holds_for_the_next_file_of_the_same_source(
    command_line: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ("姓名", "身份证号码", "联系电话", "子女电话")
    files = [
        rosters.book(
            tmp_path / f"{at}.xlsx",
            [[*rosters.crowd(1, seed=at + 1)[0][:2], "13700000001", f"1380000000{at}"]],
            head,
        )
        for at in range(3)
    ]
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"子女电话": "phone"}), encoding="utf-8")
    dry = command_line.run("workers", "import", files[0], "--map", mapping, "--dry-run")
    assert dry["mapping"] is None
    first = command_line.run("workers", "import", files[0], "--map", mapping)
    assert first["mapping"] == "saved"
    assert [one["header"] for one in first["unread"]] == ["联系电话"]
    assert command_line.run("workers", "import", files[1])["mapping"] == "remembered"
    for at in range(2):
        found = command_line.run("workers", "find", f"1380000000{at}")
        assert len(found["workers"]) == 1
    capsys.readouterr()
    desk = ["--desk", str(command_line.desk)]
    assert program.main([*desk, "workers", "import", str(files[2])]) == 0
    assert "列的对应: 按以前" in capsys.readouterr().out


def test_a_field_that_does_not_exist_is_bad_usage_and_its_column_has_a_letter(
    command_line: CommandLine, roster: Path, tmp_path: Path
) -> None:
    chosen = tmp_path / "map.json"
    chosen.write_text(json.dumps({"2": "telephone"}), encoding="utf-8")
    told = command_line.run("workers", "import", roster, "--map", chosen, "--dry-run", code=2)
    assert "telephone" in told["error"]["message"]
    assert "C 列" in told["error"]["message"]


def test_a_meaning_given_once_for_a_word_holds_for_the_next_file(
    command_line: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ("姓名", "身份证号码", "学历", "与户主关系")
    files = [
        rosters.book(
            tmp_path / f"{at}.xlsx",
            [[rosters.crowd(1, seed=at + 1)[0][0], rosters.number(at + 1), "自学成才", "寄名"]],
            head,
        )
        for at in range(3)
    ]
    dry = command_line.run("workers", "import", files[0], "--dry-run")
    unknown = [(one["field"], one["word"], one["count"]) for one in dry["unknown_words"]]
    assert unknown == [("education", "自学成才", 1), ("relation_to_head", "寄名", 1)]
    words = tmp_path / "words.json"
    words.write_text(
        json.dumps({"education": {"自学成才": "90"}, "与户主关系": {"寄名": "其他"}}),
        encoding="utf-8",
    )
    dry = command_line.run("workers", "import", files[0], "--words", words, "--dry-run")
    done = command_line.run("workers", "import", files[0], "--words", words)
    assert done | {"number": None} == dry
    assert {(one["means"], one["source"]) for one in done["words"]} == {
        ("90", "chosen"),
        ("8", "chosen"),
    }
    again = command_line.run("workers", "import", files[1])
    assert {one["source"] for one in again["words"]} == {"remembered"}
    assert again["unknown_words"] == []
    assert command_line.run("workers", "show", rosters.number(2))["education"] == "90"
    capsys.readouterr()
    desk = ["--desk", str(command_line.desk)]
    assert program.main([*desk, "workers", "import", str(files[2])]) == 0
    told = capsys.readouterr().out
    for part in ("按选过的意思读的词", "自学成才", "其他", "以前选过"):
        assert part in told


@pytest.mark.parametrize(
    "wrong",
    ["[]", "{", '{"education": 1}', '{"name": {"a": "1"}}', '{"education": {"a": "1000"}}'],
)
def test_a_file_of_words_that_cannot_be_is_bad_usage(
    command_line: CommandLine, roster: Path, tmp_path: Path, wrong: str
) -> None:
    words = tmp_path / "words.json"
    words.write_text(wrong, encoding="utf-8")
    told = command_line.run("workers", "import", roster, "--words", words, code=2)
    assert "words.json" in told["error"]["message"]
    assert command_line.run("workers", "import", roster, "--dry-run")["new"] == 2


def test_a_word_that_is_understood_as_it_is_takes_no_other_meaning(
    command_line: CommandLine, roster: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.json"
    words.write_text('{"民族": {"汉族": "回族"}}', encoding="utf-8")
    told = command_line.run("workers", "import", roster, "--words", words, code=2)
    assert "汉族" in told["error"]["message"]


def test_saved_columns_take_the_place_of_saved_columns_only(
    command_line: CommandLine, roster: Path, tmp_path: Path
) -> None:
    keys, letter, columns = (
        command_line.desk / "vault.json",
        tmp_path / "letter.json",
        tmp_path / "map.json",
    )
    letter.write_text("[1]", encoding="utf-8")
    for place in (keys, letter):
        before = place.read_bytes()
        told = command_line.run(
            "workers", "import", roster, "--dry-run", "--save-map", place, code=3
        )
        assert told["error"]["code"] == "sheets.error.other_kind"
        assert place.read_bytes() == before
    columns.write_text(json.dumps({"备注": None}), encoding="utf-8")
    command_line.run("workers", "import", roster, "--dry-run", "--save-map", columns)
    assert "name" in json.loads(columns.read_text(encoding="utf-8")).values()


def test_a_dry_run_that_saves_columns_waits_for_nobody(
    command_line: CommandLine, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "WAIT_MS", 50)
    columns = tmp_path / "map.json"
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)):
        command_line.run("workers", "import", roster, "--dry-run", "--save-map", columns)
    assert columns.exists()


def test_the_encoding_of_a_text_file_is_told_and_may_be_chosen(
    command_line: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    lines = f"姓名,身份證號碼,聯繫電話\r\n張國強,{rosters.number(21)},13900000321\r\n"
    path.write_bytes(lines.encode("big5"))
    assert command_line.run("workers", "import", path, "--dry-run")["encoding"] == "big5"
    options = ("--dry-run", "--encoding")
    assert command_line.run("workers", "import", path, *options, "big5")["new"] == 1
    command_line.run("workers", "import", path, *options, "klingon", code=2)


def test_a_list_that_nothing_tells_of_is_read_by_the_numbers_of_its_columns(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(3)
    roster = tmp_path / "名单.csv"
    # Names of no known family: nothing tells what the columns hold.
    lines = [
        f"无头{at},{one.doc_no},{one.phone},甲村" for at, one in zip("甲乙丙", crew, strict=True)
    ]
    roster.write_text("\n".join(lines), encoding="gb18030")
    refused = command_line.run("workers", "import", roster, code=2)
    assert "--map" in refused["error"]["message"]
    columns = tmp_path / "columns.json"
    columns.write_text('{"0": "name", "1": "doc_no", "2": "phone"}', encoding="utf-8")
    taken = command_line.run("workers", "import", roster, "--map", columns)
    assert (taken["rows"], taken["new"], taken["skipped"]) == (3, 3, {})
    assert command_line.run("workers", "show", crew[0].doc_no)["name"] == "无头甲"


def test_a_mapping_by_headers_takes_the_row_that_holds_them(
    command_line: CommandLine, tmp_path: Path
) -> None:
    crew = grown(2)
    roster = tmp_path / "名单.csv"
    lines = ["甲,乙", *(f"{one.name},{one.phone}" for one in crew)]
    roster.write_text("\n".join(lines), encoding="utf-8")
    columns = tmp_path / "columns.json"
    columns.write_text('{"甲": "name", "乙": "phone"}', encoding="utf-8")
    taken = command_line.run("workers", "import", roster, "--map", columns, "--dry-run")
    assert (taken["rows"], taken["skipped"]) == (2, {"header": 1})
