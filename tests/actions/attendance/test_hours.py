"""Hours entered, overtime by the kind of day, the meter over all orders, overlaps."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, office, training
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from gigdesk.store.attendance import totals
from tests.making import MORNING, SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

OCTOBER = "2026-10"


def away(desk: Desk, folder: Path, people: list[bytes], **fields: object) -> bytes:
    """Return a batch of these people on the road, with the season over."""
    move_clock(desk, MORNING)
    batch = add_batch(desk, add_order(desk, **fields), people)  # type: ignore[arg-type]
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch


def typed(desk: Desk, batch: bytes, who: bytes, day: int, words: str, **more: str) -> object:
    day_of = f"{OCTOBER}-{day:02d}"
    return attendance.enter_typed(desk, batch, who, day=day_of, words=words, as_hours=True, **more)


def test_hours_are_kept_to_the_minute_and_corrected_by_new_facts(
    desk: Desk, tmp_path: Path
) -> None:
    who = add_person(desk, 1)
    batch = away(desk, tmp_path, [who], pay="hour:20")
    typed(desk, batch, who, 12, "7:00-12:00 13:00-17:40")
    typed(desk, batch, who, 13, "7")
    typed(desk, batch, who, 13, "7.5")
    row = attendance.month_grid(desk, batch, OCTOBER).people[0]
    first, second = row.cells["2026-10-12"], row.cells["2026-10-13"]
    assert (first.worked, first.overtime_minutes, first.times) == (
        580,
        100,
        "07:00-12:00 13:00-17:40",
    )
    assert (second.worked, second.quarters) == (450, 3)
    assert row.minutes == 1030
    told = attendance.cell_history(desk, batch, who, "2026-10-13")
    assert [one["minutes"] for one in told] == [420, 450]
    office.undo.undo(desk)
    assert attendance.month_grid(desk, batch, OCTOBER).people[0].minutes == 1000
    assert totals.prove(desk.store) == []


def test_hours_of_work_paid_by_the_day_come_to_whole_quarters(desk: Desk, tmp_path: Path) -> None:
    who = add_person(desk, 1)
    batch = away(desk, tmp_path, [who])
    with pytest.raises(errors.Invalid, match="no_whole_quarter"):
        typed(desk, batch, who, 12, "7")


def test_days_do_not_take_back_what_hours_told_and_hours_do_not_pass_as_days(
    desk: Desk, tmp_path: Path
) -> None:
    who = add_person(desk, 1)
    batch = away(desk, tmp_path, [who], pay="hour:20")
    typed(desk, batch, who, 12, "8:00-16:00")
    told = attendance.enter(desk, batch, [Entry(who, "2026-10-12", Quantity(4))])
    assert (told.written, told.unchanged) == (0, 1)
    attendance.enter(desk, batch, [Entry(who, "2026-10-13", Quantity(4))])
    again = typed(desk, batch, who, 13, "9-17")
    assert again.corrected == 1  # type: ignore[attr-defined]


def test_overtime_counts_as_another_kind_only_with_a_reason_and_keeps_it(
    desk: Desk, tmp_path: Path
) -> None:
    who = add_person(desk, 1)
    batch = away(desk, tmp_path, [who], pay="hour:20")
    typed(desk, batch, who, 11, "10")  # a Sunday
    refused = typed(desk, batch, who, 11, "10", kind="work")
    assert [one.code for one in refused.refused] == ["attendance.error.kind_reason"]  # type: ignore[attr-defined]
    unknown = typed(desk, batch, who, 11, "10", kind="feast", reason="x")
    assert [one.code for one in unknown.refused] == ["attendance.error.kind"]  # type: ignore[attr-defined]
    typed(desk, batch, who, 11, "10", kind="work", reason="周三已补休")
    typed(desk, batch, who, 11, "11")
    cell = attendance.month_grid(desk, batch, OCTOBER).people[0].cells["2026-10-11"]
    assert (cell.overtime_kind, cell.worked) == ("work", 660)
    meter = attendance.person_hours(desk, who, OCTOBER).meter
    assert dict(meter.overtime) == {"work": 180, "rest": 0, "statutory": 0}
    typed(desk, batch, who, 11, "11", kind="", reason="没有补休")
    meter = attendance.person_hours(desk, who, OCTOBER).meter
    assert dict(meter.overtime) == {"work": 0, "rest": 180, "statutory": 0}
    assert totals.prove(desk.store) == []


def test_the_meter_adds_up_all_orders_of_a_person_and_follows_the_holidays(
    desk: Desk, tmp_path: Path
) -> None:
    who, other = add_person(desk, 1), add_person(desk, 2)
    first = away(desk, tmp_path, [who, other], pay="hour:20")
    double = add_person(desk, 3)
    second = away(desk, tmp_path, [double], pay="hour:20")
    with desk.doing("workers.merge"):  # two records turn out to be one person
        desk.store.change("worker", double, {"merged_into": who, "state": "merged"})
    statutory = [(datetime.date(2026, 10, 1), "statutory", "国庆节")]
    office.slots.set_holidays(desk, days=statutory)
    typed(desk, first, who, 1, "8")
    typed(desk, first, who, 12, "4")
    told = typed(desk, second, double, 12, "4+4")
    assert [one.code for one in told.overlaps] == ["attendance.overlap.batch"]  # type: ignore[attr-defined]
    listed = attendance.batch_hours(desk, first, OCTOBER)
    assert [one.meter.minutes for one in listed] == [1200, 0]
    assert dict(listed[0].meter.overtime) == {"work": 240, "rest": 0, "statutory": 480}
    codes = [one.code.rsplit(".", 1)[-1] for one in listed[0].meter.alerts]
    assert codes == ["holiday", "long_day"]
    assert [one.params["hours"] for one in attendance.find_overlaps(desk, first)] == ["8"]
    assert attendance.find_overlaps(desk, first, month="2026-11") == []
    assert attendance.alert_params(listed[0].meter.alerts[1])["limit"] == "11"


def test_days_in_a_class_are_told_at_entry_and_as_a_list(desk: Desk, tmp_path: Path) -> None:
    who = add_person(desk, 1)
    batch = away(desk, tmp_path, [who])
    opened = training.open_class(
        desk,
        fields={
            "name": "采棉机手",
            "kind": "ordinary",
            "from_day": "2026-10-12",
            "to_day": "2026-10-14",
        },
    )
    training.enrol(desk, class_id=opened.id, people=[who])
    told = attendance.enter(desk, batch, [Entry(who, "2026-10-13", Quantity(4))])
    assert [one.code for one in told.overlaps] == ["attendance.overlap.class"]
    attendance.enter(desk, batch, [Entry(who, "2026-10-15", Quantity(4))])
    assert [one.day for one in attendance.find_overlaps(desk, batch)] == ["2026-10-13"]


def test_nobody_unknown_has_hours(desk: Desk) -> None:
    with pytest.raises(errors.NotFound):
        attendance.person_hours(desk, b"?" * 16, OCTOBER)


def test_overtime_of_somebody_over_age_is_entered_only_with_a_reason(
    desk: Desk, tmp_path: Path
) -> None:
    old, young = add_person(desk, 1, birth="1962-03-02"), add_person(desk, 2)
    batch = away(desk, tmp_path, [old, young], pay="hour:20", employment_form="service")
    assert typed(desk, batch, young, 12, "10").refused == ()  # type: ignore[attr-defined]
    assert typed(desk, batch, old, 12, "8").refused == ()  # type: ignore[attr-defined]
    refused = typed(desk, batch, old, 12, "10").refused  # type: ignore[attr-defined]
    assert [one.code for one in refused] == ["attendance.error.over_age_overtime"]
    assert refused[0].params["hours"] == "2"
    assert attendance.month_grid(desk, batch, OCTOBER).people[0].minutes == 480
    kept = typed(desk, batch, old, 12, "10", reason="本人同意")
    assert (kept.written, kept.corrected) == (1, 1)  # type: ignore[attr-defined]
    assert typed(desk, batch, old, 12, "9").corrected == 1  # type: ignore[attr-defined]
    told = attendance.cell_history(desk, batch, old, "2026-10-12")
    assert [one["reason"] for one in told] == [None, "本人同意", None]
    office.slots.set_rule(
        desk,
        rule_id="overage.overtime",
        value="ignore",
        valid_from=datetime.date(2026, 1, 1),
        region=desk.station.code,
    )
    assert typed(desk, batch, old, 13, "10").refused == ()  # type: ignore[attr-defined]
