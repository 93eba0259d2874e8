from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import stamps
from gigdesk.store import oplog
from tests.making import migrated_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.store.database import Database


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    made = migrated_store(tmp_path / "desk.db")
    with made.atomic():
        oplog.start(made, desk_id=stamps.Clock().new_id())
    yield made
    made.close()
