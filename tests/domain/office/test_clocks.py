from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.office import clocks
from gigdesk.domain.office.clocks import Doubt, Reading

MINUTE, DAY = 60_000, 86_400_000
NOON = int(datetime.datetime(2026, 9, 1, 4, tzinfo=datetime.UTC).timestamp()) * 1000
RUN, OTHER = b"a", b"b"
BEFORE = Reading(NOON, 5 * DAY, RUN)


@pytest.mark.parametrize(
    ("wall", "steady", "run", "due"),
    [
        (NOON + MINUTE, 5 * DAY + MINUTE, RUN, None),
        (NOON + 10 * MINUTE, 5 * DAY, RUN, None),
        (NOON + 11 * MINUTE, 5 * DAY, RUN, Doubt.JUMPED),
        (NOON, 5 * DAY + 11 * MINUTE, RUN, Doubt.JUMPED),
        (NOON - 10 * MINUTE, 5 * DAY, RUN, None),
        (NOON - 11 * MINUTE, 5 * DAY, RUN, Doubt.BEHIND),
        (NOON + 500 * DAY, 505 * DAY, RUN, None),
        (NOON - 11 * MINUTE, 0, OTHER, Doubt.BEHIND),
        (NOON + 400 * DAY, 0, OTHER, None),
        (NOON + 401 * DAY, 0, OTHER, Doubt.AHEAD),
        (0, 0, OTHER, Doubt.BEHIND),
    ],
)
def test_a_clock_is_believed_as_long_as_it_goes_on(
    wall: int, steady: int, run: bytes, due: Doubt | None
) -> None:
    assert clocks.doubt_of(Reading(wall, steady, run), BEFORE) == due


def test_a_new_desk_doubts_only_a_time_before_the_program() -> None:
    nothing = Reading(0)
    assert clocks.doubt_of(Reading(NOON, 1, RUN), nothing) is None
    assert clocks.doubt_of(Reading(clocks.FIRST_MS - 1, 1, RUN), nothing) is Doubt.BEHIND


def test_a_jump_is_asked_about_in_the_next_run_and_forgotten_when_the_clock_goes_back() -> None:
    later = Reading(NOON + DAY, 0, OTHER)
    assert clocks.doubt_of(later, BEFORE, Doubt.JUMPED) is Doubt.JUMPED
    back = Reading(NOON + 2 * MINUTE, 5 * DAY + 2 * MINUTE, RUN)
    assert clocks.doubt_of(back, BEFORE, Doubt.JUMPED) is None


@pytest.mark.parametrize("standing", [Doubt.BEHIND, Doubt.AHEAD])
def test_a_clock_that_was_put_right_is_believed_again_by_itself(standing: Doubt) -> None:
    assert clocks.doubt_of(Reading(NOON + DAY, 0, OTHER), BEFORE, standing) is None


def test_a_question_is_named_by_its_doubt_and_apart_where_nothing_speaks_against_the_clock() -> (
    None
):
    assert clocks.Question(Doubt.AHEAD, NOON + 500 * DAY, NOON).word == "ahead"
    assert clocks.Question(Doubt.BEHIND, 0, None).word == "early"


@pytest.mark.parametrize(
    ("wall", "fits"),
    [(NOON, True), (0, True), (-1, False), (clocks.LAST_MS, True), (clocks.LAST_MS + 1, False)],
)
def test_no_moment_before_1970_or_after_2200_can_be_written_down(wall: int, *, fits: bool) -> None:
    assert clocks.is_possible(wall) is fits
