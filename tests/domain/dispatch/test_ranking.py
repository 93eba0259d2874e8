from __future__ import annotations

import datetime
from dataclasses import replace

from gigdesk.domain import orders
from gigdesk.domain.dispatch.eligibility import Places, Reasons, WorkerFacts
from gigdesk.domain.dispatch.ranking import (
    NEAREST,
    WAITING,
    Candidate,
    best,
    goes_by_itself,
    jumps,
    kilometres,
    lacking,
    ranked,
    score,
    taken,
    waited_days,
)
from gigdesk.domain.workers import findings

ORDER = orders.JobOrder(
    orders.OrderId(b"o"),
    1,
    orders.EmployerId(b"e"),
    "采棉",
    4,
    "阿克苏",
    datetime.date(2026, 10, 1),
    datetime.date(2026, 11, 30),
    "day",
    men=1,
)


def candidate(number: int, *, points: int = 0, sex: str = "2", soft: str = "") -> Candidate:
    worker = WorkerFacts(str(number).encode(), number, str(number), sex=sex)
    against = (findings.warning(f"dispatch.finding.{soft}"),) if soft else ()
    return Candidate(worker, points, Reasons(soft=against))


def test_the_score_is_the_sum_of_the_weights() -> None:
    found = Reasons(
        soft=(findings.warning("dispatch.finding.no_phone"),),
        good=(findings.information("dispatch.finding.knows_trade"),),
    )
    assert score(found) == 30


def test_better_ones_come_first_then_those_longest_at_home_then_by_number() -> None:
    some = [candidate(3), candidate(1, points=5), candidate(2)]
    away = replace(some[2], worker=replace(some[2].worker, last_away="2026-01-01"))
    assert [one.worker.number for one in ranked([some[0], some[1], away])] == [1, 3, 2]


def test_by_waiting_the_longest_comes_first_and_who_has_no_day_last() -> None:
    some = [
        replace(candidate(number), worker=replace(candidate(number).worker, waiting_since=since))
        for number, since in ((1, ""), (2, "2026-05-01"), (3, "2026-02-01"), (4, ""))
    ]
    assert [one.worker.number for one in ranked(some, WAITING)] == [3, 2, 1, 4]
    today = datetime.date(2026, 3, 1)
    assert [waited_days(one.worker, today) for one in some] == [None, 0, 28, None]


def test_the_nearest_come_first_and_an_unknown_distance_is_never_nought() -> None:
    some = [
        replace(candidate(number), distance_m=far) for number, far in ((1, None), (2, 900), (3, 0))
    ]
    assert [one.worker.number for one in ranked(some, NEAREST)] == [3, 2, 1]
    assert [kilometres(one.distance_m) for one in some] == [None, 1, 0]


def test_who_needs_a_decision_or_may_not_go_does_not_go_by_itself() -> None:
    assert goes_by_itself(candidate(1, soft="no_phone").reasons)
    assert not goes_by_itself(candidate(1, soft="age_window").reasons)
    stopped = Reasons(hard=(findings.error("dispatch.finding.under_age"),))
    assert not goes_by_itself(stopped)


def test_who_is_chosen_before_others_that_could_go_jumps_only_where_places_are_short() -> None:
    some = [candidate(number) for number in range(1, 7)]  # four places
    assert jumps(some, ORDER, Places(), [b"1", b"4"]) == {}
    assert jumps(some, ORDER, Places(), [b"1", b"5"]) == {b"5": 3}
    assert jumps(some, ORDER, Places(), [b"1", b"2", b"3", b"4", b"5"]) == {}
    assert jumps(some[:3], ORDER, Places(), [b"9"]) == {}
    assert jumps(some, ORDER, Places(3, 0, 3), [b"2"]) == {b"2": 1}
    assert jumps(some, ORDER, Places(4, 0, 4), [b"2"]) == {}


def test_whom_a_hard_rule_stops_is_not_ranked() -> None:
    stopped = Reasons(hard=(findings.error("dispatch.finding.under_age"),))
    assert ranked([replace(candidate(1), reasons=stopped)]) == []


def test_taking_keeps_quotas_and_places_and_passes_over_what_needs_a_person() -> None:
    some = [
        candidate(1, sex="1"),
        candidate(2, sex="1"),
        candidate(3, soft="age_window"),
        candidate(4),
        candidate(5, soft="no_phone"),
        candidate(6),
    ]
    found = taken(some, ORDER, Places(), 10)
    assert [one.worker.number for one in found] == [1, 4, 5, 6]
    assert [one.worker.number for one in taken(some, ORDER, Places(), 2)] == [1, 4]
    assert taken(some, ORDER, Places(4, 1, 3), 2) == []


def test_women_are_looked_for_where_better_men_leave_their_places_free() -> None:
    quotas = replace(ORDER, men=1, women=3)
    men = [candidate(number, sex="1") for number in range(1, 6)]
    assert lacking(men, quotas, Places(), 4) == ("2",)
    assert lacking(men, ORDER, Places(), 4) == ("2",)
    assert lacking(men, replace(ORDER, men=None), Places(), 4) == ()
    assert lacking([], quotas, Places(), 4) == ("1", "2")
    assert lacking(men, quotas, Places(4, 1, 3), 4) == ()
    women = [candidate(number) for number in range(6, 9)]
    assert lacking([*men, *women], quotas, Places(), 4) == ()
    assert lacking([*men, *women], quotas, Places(), 1) == ()


def test_the_first_ones_are_told_with_those_whom_quotas_let_in_before_them() -> None:
    some = [candidate(number, sex="1") for number in range(1, 6)]
    some += [candidate(number) for number in range(6, 9)]
    quotas = replace(ORDER, men=1, women=3)
    numbers = [one.worker.number for one in best(some, quotas, Places(), 5)]
    assert numbers == [1, 2, 6, 7, 8]
    assert best(some, replace(ORDER, men=None), Places(), 3) == some[:3]
    assert best(some, quotas, Places(), 20) == some
