"""Whatever is done to a batch, a list that was sent and its changes give the next one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk.actions import dispatch, office
from tests.actions.dispatch.insured import agreed, insured, sent
from tests.making import copied_desk, examples
from tests.workforce import add_person

if TYPE_CHECKING:
    import pytest

    from gigdesk.actions.desk import Desk


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from("+-=u"), st.integers(0, 4)), max_size=10))
def test_a_sent_list_with_its_changes_is_the_next_after_any_steps(
    steps: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory() as folder, contextlib.ExitStack() as season:
        monkeypatch.setenv("GIGDESK_CONFIG", str(Path(folder) / "config"))
        desk = copied_desk(Path(folder) / "desk")
        season.enter_context(contextlib.closing(desk))
        batch, _, terms = insured(desk, 1)
        spare = [agreed(desk, add_person(desk, serial)) for serial in range(2, 7)]
        for what, which in [*steps, ("=", 0)]:
            if what == "+":
                dispatch.add_members(desk, batch_id=batch, people=[spare[which]])
            elif what == "-":
                dispatch.remove_members(desk, batch_id=batch, people=[spare[which]])
            elif what == "u":
                _take_back(desk)
            else:
                _send_next(desk, batch, terms)
        _assert_versions_follow(desk, batch)


def _take_back(desk: Desk) -> None:
    """Take the newest act back that can be, where it is one of those tried here."""
    newest = office.undo.newest(desk)
    tried = ("dispatch.add_members", "dispatch.remove_members", "dispatch.make_list")
    if newest is not None and newest["name"] in tried and newest["why_not"] is None:
        office.undo.undo(desk, newest["number"])


def _send_next(desk: Desk, batch: bytes, terms: dispatch.ListTerms) -> None:
    if dispatch.propose_list(desk, batch, terms).changes:
        sent(desk, batch, terms)


def _assert_versions_follow(desk: Desk, batch: bytes) -> None:
    """Prove of every version by its own rows that it is the one before with its changes."""
    before: set[tuple[bytes, str]] = set()
    for row in dispatch.list_lists(desk, batch_id=batch):
        rows = dispatch.list_rows(desk, row["id"])
        on = {(one["worker_id"], one["from_day"]) for one in rows if one["part"] == "on"}
        gone = {(one["worker_id"], one["from_day"]) for one in rows if one["part"] == "off"}
        came = {
            (one["worker_id"], one["from_day"])
            for one in rows
            if one["change"] in ("added", "replaced") and one["part"] == "on"
        }
        assert on == (before - gone) | came
        assert gone <= before
        before = on
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)}
    assert {worker for worker, _ in before} == listed
