"""A list that is saved again between the first look and the reading is never taken in mixed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions.workers import imports
from gigdesk.documents.excel import reading
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

WHO = f"李建国,{rosters.number(1)}"
BEFORE = f"姓名,身份证号,手机,紧急联系电话\n{WHO},13900139000,13700137000\n"
AFTER = f"姓名,身份证号,紧急联系电话,手机\n{WHO},13700137000,13900139000\n"


def test_a_text_file_with_other_columns_by_now_is_refused_and_nobody_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(BEFORE, encoding="utf-8")
    opened = imports.open_file(desk, path)
    path.write_text(AFTER, encoding="utf-8")
    with pytest.raises(errors.UnreadableFile) as told:
        imports.read(opened, today=desk.clock.today())
    assert (told.value.code, told.value.params["name"]) == ("intake.error.file_changed", path.name)
    again = imports.read(imports.open_file(desk, path), today=desk.clock.today())
    imports.take_in(desk, again, back_up=False)
    kept = desk.store.one("SELECT w.phone, o.content, o.sha256 FROM worker w, original o") or {}
    assert kept["phone"] == "13900139000"
    assert hashlib.sha256(kept["content"]).hexdigest() == kept["sha256"]


def test_a_workbook_that_was_saved_again_is_opened_anew(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(tmp_path / "名单.xlsx", [rosters.HEADER, *rosters.crowd(2)])
    opened = imports.open_file(desk, path)
    rosters.book(path, [rosters.HEADER, *rosters.crowd(3, seed=2)])
    with pytest.raises(errors.UnreadableFile, match="file_changed"):
        imports.read(opened, today=desk.clock.today())


def test_kept_bytes_are_those_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(BEFORE, encoding="utf-8")
    book = reading.read(path)
    assert book.content() == BEFORE.encode()
    path.write_text(AFTER, encoding="utf-8")
    with pytest.raises(errors.UnreadableFile, match="file_changed"):
        book.content()
    path.unlink()
    with pytest.raises(errors.UnreadableFile, match="missing"):
        book.content()
