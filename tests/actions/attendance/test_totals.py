"""The totals of a month are the sum of what stands, after any corrections, clearings and undo."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.actions import attendance, office, orders
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from gigdesk.store.attendance import totals
from tests.making import copied_desk, examples
from tests.workforce import add_batch, add_order, add_person, send_batch

CELLS = st.tuples(st.integers(0, 1), st.integers(1, 4), st.integers(0, 4))
STEPS = st.lists(
    st.one_of(st.lists(CELLS, min_size=1, max_size=5), st.just("undo")), min_size=1, max_size=12
)


@pytest.fixture(scope="module", autouse=True)
def _settings_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the desks of one run remember in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(tmp_path_factory.mktemp("config")))


@settings(max_examples=examples(20), deadline=None)
@given(STEPS)
def test_totals_follow_every_entry_correction_and_undo(
    steps: list[list[tuple[int, int, int]] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = copied_desk(Path(folder) / "desk")
        people = [add_person(desk, 1), add_person(desk, 2)]
        order = add_order(desk)
        batch = add_batch(desk, order, people)
        send_batch(desk, batch, Path(folder))
        standing: list[dict[tuple[int, int], int]] = [{}]
        for step in steps:
            if isinstance(step, str):
                if len(standing) > 1:
                    office.undo.undo(desk)
                    standing.pop()
                continue
            wanted = {(who, day): quarters for who, day, quarters in step}
            entries = [
                Entry(people[who], f"2026-10-{day:02d}", Quantity(quarters))
                for (who, day), quarters in wanted.items()
            ]
            if attendance.enter(desk, batch, entries).act is not None:
                standing.append({**standing[-1], **wanted})
        grid = attendance.month_grid(desk, batch, "2026-10")
        for at, row in enumerate(grid.people):
            assert row.quarters == sum(q for (who, _), q in standing[-1].items() if who == at)
        assert grid.quarters == orders.dashboard(desk, order).quarters
        assert totals.prove(desk.store) == []
        desk.close()
