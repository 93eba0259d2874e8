"""A form that would be filled wrongly without a word is refused, or says what fitted nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELDS = {"姓名": "name", "联系电话": "phone", "性别": "sex", "工种": "trade", "类别": "categories"}
HEAD = {"unit": "毛俊镇", "filled_by": "黄某", "filled_on": "2026-11-02"}
PEOPLE = [
    {
        "name": "王五",
        "phone": "13800000001",
        "sex": "男",
        "trade": "焊工",
        "categories": "低保、残疾",
    },
    {"name": "李四", "phone": "13800000002", "sex": "女", "trade": "缝纫", "categories": "残疾"},
    {"name": "赵六", "phone": "13800000003", "sex": "女", "trade": "缝纫", "categories": None},
]


def fill(
    tmp_path: Path, lines: Sequence[Sequence[Any]], people: Sequence[Any] = PEOPLE
) -> tuple[list[tuple[Any, ...]], tuple[str, ...]]:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    done = filling.fill_form(tmp_path / "form.xlsx", out, people, HEAD, fields=FIELDS)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    return list(sheet.iter_rows(values_only=True)), done.losses


def test_a_choice_the_wrong_way_round_is_refused_with_the_words_of_the_field(
    tmp_path: Path,
) -> None:
    with pytest.raises(errors.Invalid) as told:
        fill(tmp_path, [("{{姓名}}", "{{性别:1=男,2=女}}")])
    said = i18n.text(told.value.code, **told.value.params)
    assert "{{性别:1=男,2=女}}" in said
    assert "男" in str(told.value.params["known"])
    assert not (tmp_path / "out.xlsx").exists()
    shown, losses = fill(tmp_path, [("{{姓名}}", "{{性别:男=1,女=2}}")])
    assert ([one[1] for one in shown], losses) == (["1", "2", "2"], ())


def test_a_choice_that_fits_nobody_is_told_and_one_of_several_values_is_found(
    tmp_path: Path,
) -> None:
    line = ("{{姓名}}", "{{工种:瓦工=√}}", "{{类别:残疾=√}}", "{{类别:监测对象=√}}")
    shown, losses = fill(tmp_path, [line])
    assert [one[2] for one in shown] == ["√", "√", None]
    (loss,) = losses
    assert "{{工种:瓦工=√}}" in loss
    assert "焊工" in loss


def test_a_list_two_abreast_is_refused(tmp_path: Path) -> None:
    half = ("{{姓名}}", "{{联系电话}}")
    with pytest.raises(errors.Invalid, match="form_twice"):
        fill(tmp_path, [(*half, *half)])


@pytest.mark.parametrize(("rows", "left"), [(2, 0), (1, 0), (4, 2)])
def test_rows_that_are_numbered_already_are_filled_first(
    tmp_path: Path, rows: int, left: int
) -> None:
    numbered = [(number, None) for number in range(2, 2 + rows)]
    lines = [("序号", "姓名"), ("{{序号}}", "{{姓名}}"), *numbered, ("合计", "=COUNTA(B2:B9)")]
    shown, _ = fill(tmp_path, lines)
    assert [one[1] for one in shown[1:4]] == ["王五", "李四", "赵六"]
    assert [one[0] for one in shown[1:-1]] == list(range(1, 4 + left))
    assert shown[-1][0] == "合计"
