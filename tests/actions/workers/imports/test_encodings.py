"""Text files of partners in Big5 are read as such, and one that could be both is read by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = "姓名,身份證號碼,聯繫電話,村"
ONE = rosters.number(21)


def text(path: Path, encoding: str, *lines: str) -> Path:
    """Write lines in an encoding."""
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def name_of(desk: Desk, opened: imports.Opened) -> str:
    """Return the name of the first person."""
    return imports.read(opened, today=desk.clock.today()).entry(0).reading.name


def test_a_list_in_big5_is_read_as_big5_and_says_so(desk: Desk, tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "big5", HEAD, f"張國強,{ONE},13900000321,桐溪村")
    opened = imports.open_file(desk, path)
    assert (opened.encoding, opened.doubtful, name_of(desk, opened)) == ("big5", False, "張國強")


def test_a_list_in_gb18030_stays_one(desk: Desk, tmp_path: Path) -> None:
    lines = ("姓名,身份证号码,联系电话,村", f"张国强,{ONE},13900000321,桐溪村")
    opened = imports.open_file(desk, text(tmp_path / "a.csv", "gb18030", *lines))
    assert (opened.encoding, opened.doubtful, name_of(desk, opened)) == ("gb18030", False, "张国强")


def test_a_list_that_could_be_both_is_not_read_before_somebody_chose(
    desk: Desk, tmp_path: Path
) -> None:
    path = text(tmp_path / "a.csv", "big5", "name,id card,phone", f"彘蠹,{ONE},13900000321")
    with pytest.raises(errors.UnreadableFile) as told:
        name_of(desk, imports.open_file(desk, path))
    assert told.value.code == imports.DOUBTFUL
    assert name_of(desk, imports.open_file(desk, path, encoding="big5")) == "彘蠹"


def test_the_user_may_say_otherwise(desk: Desk, tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "utf-8-sig", HEAD, f"張國強,{ONE},13900000321,桐溪村")
    opened = imports.open_file(desk, path, encoding="utf-8")
    assert (opened.encoding, name_of(desk, opened)) == ("utf-8", "張國強")
