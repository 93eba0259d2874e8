from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from tests.making import PASSWORD, no_room

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def found(folder: Path) -> Path:
    return office.papers.found(
        folder, station_code="430602101", station_name="青山镇", login="li", password=PASSWORD
    )


def test_the_sheet_of_a_new_desk_lies_beside_it_and_never_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    first, second = found(tmp_path / "one"), found(tmp_path / "two")
    assert first.parent == second.parent == tmp_path
    assert first != second
    assert first.read_bytes().startswith(b"%PDF")
    for folder in ("one", "two"):
        assert not list((tmp_path / folder).rglob("*.pdf"))


def test_a_new_sheet_is_refused_inside_the_desk_and_the_old_one_stays_good(desk: Desk) -> None:
    code = office.staff.new_recovery_code(desk)
    (desk.folder / "backups").mkdir()
    for folder in (desk.folder, desk.folder / "backups"):
        with pytest.raises(errors.Refused):
            office.papers.new_sheet(desk, folder)
    assert desk.vault.unlock_by_code(code) == desk.store.key


def test_the_words_of_the_sheet_are_kept_anywhere_but_inside_the_desk(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "backups").mkdir(parents=True)
    for place in (desk, desk / "backups", tmp_path / "other" / ".." / "desk"):
        with pytest.raises(errors.Refused):
            office.papers.keep_words(desk, "ABCD", place / "sheet.txt")
    assert not list(desk.rglob("*.txt"))
    office.papers.keep_words(desk, "恢复码 ABCD", tmp_path / "sheet.txt")
    assert (tmp_path / "sheet.txt").read_text(encoding="utf-8") == "恢复码 ABCD"


def test_words_that_find_no_room_leave_an_older_sheet_as_it_was(tmp_path: Path) -> None:
    older = tmp_path / "sheet.txt"
    older.write_text("恢复码 WXYZ", encoding="utf-8")
    with no_room(), pytest.raises(errors.DiskFull):
        office.papers.keep_words(tmp_path / "desk", "ABCD", older)
    assert older.read_text(encoding="utf-8") == "恢复码 WXYZ"
    assert list(tmp_path.iterdir()) == [older]


def test_words_that_could_not_be_kept_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(errors.GigDeskError):
        office.papers.keep_words(tmp_path / "desk", "ABCD", tmp_path / "gone" / "sheet.txt")
    assert not list(tmp_path.iterdir())
