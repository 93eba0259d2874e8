from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.making import copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    made = copied_desk(tmp_path / "desk")
    yield made
    made.close()
