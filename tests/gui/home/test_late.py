"""What is late before a departure stands on the home page until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import dispatch
from gigdesk.gui.home import late
from tests.making import copied_desk
from tests.workforce import FIRST, add_order

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


def test_what_is_late_before_a_departure_stands_on_home(desk: Desk) -> None:
    assert late.look(desk).count == 0
    batch = dispatch.plan(desk, order_id=add_order(desk, people=1), depart_on=FIRST).id
    facts = late.look(desk)
    assert facts.count == 2
    assert facts.lines[0].record == batch
    dispatch.tick(desk, batch_id=batch, line="visit")
    assert late.look(desk).count == 1
