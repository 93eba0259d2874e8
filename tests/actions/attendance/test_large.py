"""A file beyond the limit is read and noted as not kept, as rosters are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import attendance, dispatch, office
from gigdesk.documents.excel import reading
from tests.actions.attendance.test_attendance import sent, write_matrix

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gigdesk.actions.desk import Desk


def test_a_sheet_too_large_to_be_kept_is_entered_and_noted_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_KEPT_BYTES", 10)
    batch, _ = sent(desk, tmp_path)
    name = dispatch.list_members(desk, batch_id=batch)[0]["name"]
    write_matrix(tmp_path / "k.xlsx", [(name, "", ["√"] * 31)])
    assert attendance.import_sheet(desk, batch, tmp_path / "k.xlsx").written == 31
    assert desk.store.value("SELECT count(*) FROM original") == 0
    noted = desk.store.value("SELECT about FROM act WHERE name = 'attendance.import'")
    assert '"unkept"' in noted
    assert office.safety.verify(desk).sound
