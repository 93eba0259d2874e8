"""A list that lies in a file gives the same lines as copying it would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.documents.sheets import pasted_lines

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "#接龙\n1. 王小明 19910000001\n2.李小红，不去了\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_as_it_stands_whatever_wrote_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "接龙.txt"
    path.write_bytes(CHAT.encode(encoding))
    assert pasted_lines.read(path) == CHAT


def test_rows_of_every_sheet_are_lines_with_cells_between_tabs(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["姓名", "电话"])
    first.append(["王小明", 19910000001])
    first.append([None, "19910000002 \n(女儿)"])
    book.create_sheet("第二页").append(["李小红"])
    book.save(tmp_path / "名单.xlsx")
    assert pasted_lines.read(tmp_path / "名单.xlsx").splitlines() == [
        "姓名\t电话",
        "王小明\t19910000001",
        "19910000002 (女儿)",
        "李小红",
    ]


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    with pytest.raises(errors.UnreadableFile):
        pasted_lines.read(path)
