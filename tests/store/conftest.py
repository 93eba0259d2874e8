from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from gigdesk import stamps
from gigdesk.store import migrations, oplog
from gigdesk.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "desk.db", os.urandom(32))
    migrations.migrate(made)
    with made.atomic():
        oplog.start(made, desk_id=stamps.Clock().new_id())
    yield made
    made.close()
