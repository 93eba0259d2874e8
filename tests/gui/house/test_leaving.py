"""What is said on leaving of a backup that stands but would fail whoever needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import closing
from tests.actions.office.test_unsound_backups import alter_capture, alter_key
from tests.making import new_desk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_backup_that_stands_is_not_said_to_be_lacking(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    alter_key(desk.folder, "*recovery")
    with pytest.raises(errors.Damaged) as told:
        office.safety.back_up_on_exit(desk)
    assert closing.is_made(told.value)
    assert i18n.text("errors.sheet_damaged") in closing.why_no_backup(told.value)
    alter_capture(desk)
    with pytest.raises(errors.Damaged) as told:
        office.safety.back_up_on_exit(desk)
    assert closing.is_made(told.value)
    assert not closing.is_made(errors.Damaged("errors.backup_unproven"))
    assert not closing.is_made(errors.EnvironmentFailure("errors.second_gone", folder="x"))
    desk.close()
