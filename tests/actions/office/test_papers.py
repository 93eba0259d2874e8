from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from tests.making import PASSWORD

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
