"""A workbook never leaves the house without standing in the history."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def exports(desk: Desk) -> list[str]:
    return [one["name"] for one in office.history.acts(desk) if one["name"].endswith(".export")]


def test_a_list_that_could_not_take_its_place_is_noted_and_not_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    older = tmp_path / "a.xlsx"
    dispatch.roster(desk, batch, "filing", older)
    before = older.read_bytes()

    def no_power(_part: Path, _out: Path) -> None:
        raise OSError(errno.EIO, "gone")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", no_power)
        for write in (
            lambda: dispatch.roster(desk, batch, "filing", older),
            lambda: dispatch.insurance(desk, batch, older),
            lambda: attendance.export_month(desk, batch, older),
        ):
            with pytest.raises(errors.EnvironmentFailure) as caught:
                write()
            assert caught.value.params["file"] == "a.xlsx"
    assert older.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == list(tmp_path.glob(".*.part")) == []
    assert sorted(exports(desk)) == ["attendance.export", *["dispatch.export"] * 3]


def test_a_list_that_was_not_written_is_not_noted(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    letter = tmp_path / "a.xlsx"
    letter.write_text("Dear", encoding="utf-8")
    with pytest.raises(errors.Refused, match="other_kind"):
        dispatch.roster(desk, batch, "filing", letter)
    with pytest.raises(errors.EnvironmentFailure):
        dispatch.roster(desk, batch, "filing", tmp_path / "gone" / "a.xlsx")
    assert exports(desk) == []
