"""Files that mean harm, are broken or are something else: one sentence, nothing left behind."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from gigdesk import errors, i18n
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.campaigns.corpus import check, hostile, make

FOREIGN = Path(__file__).parents[2] / "data" / "foreign"


@pytest.mark.parametrize("maker", hostile.ONCE + hostile.OFTEN, ids=lambda maker: maker.__name__)
def test_each_hostile_file_gets_its_sentence_and_nothing_else(
    tmp_path: Path, maker: hostile.Maker, capfd: pytest.CaptureFixture[str]
) -> None:
    for seed in range(1 if maker in hostile.ONCE else 6):
        path = tmp_path / f"名单{seed}.xls"
        codes = maker(path, random.Random(seed))
        case = make.Case(path, maker.__name__, tuple(codes.split("|")), {})
        assert check.judge(case) == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("npoi-xor-encryption-abc.xls", "intake.error.password"),
        ("npoi-1904DateWindowing.xls", "intake.error.no_roster"),
        ("npoi-TwoSheetsOneHidden.xlsx", "intake.error.no_roster"),
        ("npoi-44235.xls", "intake.error.no_roster"),
        ("easyexcel-complex.xlsx", "intake.error.no_roster"),
        ("easyexcel-t01.xls", "intake.error.no_roster"),
        ("easyexcel-no_bom.csv", "intake.error.no_roster"),
    ],
)
def test_foreign_workbooks_get_a_clear_answer(name: str, code: str) -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        roster_in.plans(reading.read(FOREIGN / name))
    assert caught.value.code == code


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        reading.read(tmp_path / "nowhere.xlsx")
    assert caught.value.code == "intake.error.missing"


@pytest.mark.parametrize(
    "text",
    [
        "姓名,身份证号" + ",x" * 60_000,
        "姓名\t身份证号" + "\tx" * 60_000,
        f"<html><table><tr><td>姓名</td>{'<td>x</td>' * 60_000}</tr></table></html>",
    ],
)
def test_a_text_with_too_many_columns_is_refused_at_once(tmp_path: Path, text: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"{text}\n{text}\n", "utf-8")
    with pytest.raises(errors.UnreadableFile) as caught:
        roster_in.plans(reading.read(path))
    assert (caught.value.code, caught.value.params["limit"]) == ("intake.error.too_wide", 2000)


def test_blanks_far_to_the_right_are_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号{',' * 5000}\n曾二,1{',' * 5000}\n", "utf-8")
    rows = list(reading.read(path).sheets[0].rows())
    assert [row.values for row in rows] == [["姓名", "身份证号"], ["曾二", "1"]]


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    os.mkfifo(path)
    for kind in (path, Path(os.devnull)):
        with pytest.raises(errors.UnreadableFile) as caught:
            reading.read(kind)
        assert caught.value.code == "intake.error.unknown"


@pytest.mark.parametrize("name", ["~$名单.xlsx", ".~lock.名单.xlsx#"])
def test_the_mark_of_an_open_workbook_is_told_from_the_workbook(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x05admin" + b" " * 159)
    with pytest.raises(errors.UnreadableFile) as caught:
        reading.read(path)
    assert caught.value.code == "intake.error.lock_file"


def test_every_refusal_has_one_sentence_in_both_languages() -> None:
    for language in i18n.LANGUAGES:
        for key, sentence in i18n.words(language).items():
            if key.startswith("intake.error."):
                assert sentence.rstrip().endswith(("。", ".")), key
                assert sentence.count("。") <= 1, key
