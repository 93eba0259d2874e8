"""Files that mean harm, are broken or are something else: one sentence, nothing left behind."""

from __future__ import annotations

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


def test_every_refusal_has_one_sentence_in_both_languages() -> None:
    for language in i18n.LANGUAGES:
        for key, sentence in i18n.words(language).items():
            if key.startswith("intake.error."):
                assert sentence.rstrip().endswith(("。", ".")), key
                assert sentence.count("。") <= 1, key
