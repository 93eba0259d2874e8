"""Weighings of a batch: entered, corrected, undone, confirmed, and their totals always right."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import attendance, office
from gigdesk.actions.attendance import Entered, Entry, Weighed
from gigdesk.domain.attendance import NOTHING, Quantity, Weight
from gigdesk.store import attendance as rows
from tests.making import SEASON_OVER, copied_desk, examples, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

DAY = "2026-10-12"


@pytest.fixture(scope="module", autouse=True)
def _settings_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the desks of one run remember in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(tmp_path_factory.mktemp("config")))


def away(desk: Desk, folder: Path) -> tuple[bytes, list[bytes]]:
    people = [add_person(desk, 1), add_person(desk, 2)]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, people


def weigh(desk: Desk, batch: bytes, entries: list[Weighed], *, reason: str = "") -> Entered:
    return attendance.weigh(desk, batch_id=batch, entries=entries, reason=reason)


def held(desk: Desk, batch: bytes) -> dict[tuple[str, str], tuple[int, int]]:
    found = rows.weighings.cells(desk.store, batch, "2026-10-01", "2026-10-31")
    return {(one["day"], one["part"]): (one["gross_grams"], one["deducted_grams"]) for one in found}


def test_two_weighings_a_day_are_kept_and_corrected_by_new_facts(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = away(desk, tmp_path)
    both = [
        Weighed(one, DAY, "morning", Weight(35_500, weighed_at="11:30")),
        Weighed(one, DAY, "evening", Weight(41_000, 1_500, disputed=True)),
    ]
    assert weigh(desk, batch, both).written == 2
    again = weigh(desk, batch, [Weighed(one, DAY, "morning", Weight(35_500))])
    assert (again.written, again.unchanged, again.act) == (0, 1, None)
    told = attendance.weigh_typed(desk, batch, one, day=DAY, part="morning", words="36")
    assert (told.written, told.corrected) == (1, 1)
    assert held(desk, batch) == {(DAY, "morning"): (36_000, 0), (DAY, "evening"): (41_000, 1_500)}
    assert rows.weighings.totals(desk.store, batch, DAY, DAY) == (77_000, 1_500, 1_500)
    chain = attendance.cell_history(desk, batch, one, f"{DAY}#morning")
    assert [(row["gross_grams"], row["weighed_at"]) for row in chain] == [
        (35_500, "11:30"),
        (36_000, ""),
    ]
    office.undo.undo(desk)
    assert held(desk, batch)[DAY, "morning"] == (35_500, 0)
    office.undo.undo(desk)
    assert held(desk, batch) == {}
    assert office.safety.verify(desk).sound


def test_weighings_that_cannot_be_are_refused_one_by_one(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = away(desk, tmp_path)
    told = weigh(
        desk,
        batch,
        [
            Weighed(one, "2026-09-30", "morning", Weight(1_000)),
            Weighed(one, DAY, "morning", Weight(300_001)),
            Weighed(one, DAY, "noon", Weight(1_000)),
            Weighed(b"?" * 16, DAY, "morning", Weight(1_000)),
            Weighed(two, DAY, "evening", Weight(1_000)),
        ],
    )
    assert told.written == 1
    assert [one.code.rsplit(".", 1)[-1] for one in told.refused] == [
        "outside_batch",
        "too_heavy",
        "not_listed",
        "not_listed",
    ]
    with pytest.raises(errors.Invalid, match="weight"):
        attendance.weigh_typed(desk, batch, one, day=DAY, part="noon", words="1")


def test_a_month_that_was_confirmed_keeps_its_hours_and_kilograms(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = away(desk, tmp_path)
    weigh(desk, batch, [Weighed(one, DAY, "morning", Weight(41_000, 1_500))])
    number = office.history.acts(desk, limit=1)[0]["number"]
    attendance.enter(desk, batch, [Entry(one, DAY, Quantity(4, "", 90))])
    attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵青禾")
    noted = rows.days.confirmations(desk.store, batch, "2026-10")[0]
    totals = [noted[name] for name in ("quarters_total", "minutes_total", "overtime_total")]
    assert (totals, noted["grams_total"]) == ([4, 570, 90], 39_500)
    with pytest.raises(errors.Refused, match="undo_confirmed_month"):
        office.undo.undo(desk, number)
    changed = Weighed(one, DAY, "morning", Weight(40_000))
    told = weigh(desk, batch, [changed])
    assert [each.code for each in told.refused] == ["attendance.error.confirmed"]
    assert weigh(desk, batch, [changed], reason="复秤").corrected == 1


def test_weights_alone_can_be_confirmed_too(desk: Desk, tmp_path: Path) -> None:
    batch, (one, _) = away(desk, tmp_path)
    with pytest.raises(errors.Refused, match="nothing_entered"):
        attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵青禾")
    weigh(desk, batch, [Weighed(one, DAY, "morning", Weight(41_000))])
    assert attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵青禾") == 0


def test_weights_of_two_records_of_one_person_are_one_cell(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = away(desk, tmp_path)
    pair = [Weighed(who, DAY, "morning", Weight(10_000)) for who in (one, two)]
    weigh(desk, batch, pair)
    with desk.doing("workers.merge"):
        desk.store.change("worker", two, {"merged_into": one, "state": "merged"})
    told = weigh(desk, batch, [Weighed(two, DAY, "morning", Weight(25_000))])
    assert (told.written, told.corrected) == (2, 1)
    assert rows.weighings.totals(desk.store, batch, DAY, DAY)[0] == 25_000


def test_altered_totals_are_found_and_made_anew(desk: Desk, tmp_path: Path) -> None:
    batch, (one, _) = away(desk, tmp_path)
    weigh(desk, batch, [Weighed(one, DAY, "morning", Weight(10_000))])
    with desk.store.atomic():
        desk.store.execute("UPDATE weigh_total SET gross_grams = 1")
    assert not office.safety.verify(desk).sound
    office.safety.rebuild(desk)
    assert rows.weighings.prove(desk.store) == 0
    assert office.safety.verify(desk).sound


CELLS = st.tuples(
    st.integers(0, 1),
    st.integers(1, 3),
    st.sampled_from(("morning", "evening")),
    st.integers(0, 3),
    st.integers(0, 1),
)
STEPS = st.lists(
    st.one_of(st.lists(CELLS, min_size=1, max_size=4), st.just("undo")), min_size=1, max_size=10
)


@settings(max_examples=examples(15), deadline=None)
@given(STEPS)
def test_totals_of_weights_and_hours_follow_every_entry_correction_and_undo(
    steps: list[Any],
) -> None:
    """Each step weighs and enters hours; what is undone is the act that was last."""
    with tempfile.TemporaryDirectory() as folder:
        desk = copied_desk(Path(folder) / "desk")
        batch, people = away(desk, Path(folder))
        weighed: list[dict[Any, int]] = [{}]
        worked: list[dict[Any, int]] = [{}]
        done: list[list[dict[Any, int]]] = []
        for step in steps:
            if step == "undo":
                if done:
                    office.undo.undo(desk)
                    done.pop().pop()
                continue
            wanted = {(who, day, part): (kilo, off) for who, day, part, kilo, off in step}
            told = weigh(
                desk,
                batch,
                [
                    Weighed(
                        people[who],
                        f"2026-10-{day:02d}",
                        part,
                        Weight(kilo * 1_000, off * 100) if kilo else NOTHING,
                    )
                    for (who, day, part), (kilo, off) in wanted.items()
                ],
            )
            if told.act is not None:
                net = {
                    key: kilo * 1_000 - off * 100 * bool(kilo)
                    for key, (kilo, off) in wanted.items()
                }
                weighed.append({**weighed[-1], **net})
                done.append(weighed)
            hours = {(who, day): kilo * 90 + off for who, day, _, kilo, off in step}
            entered = attendance.enter(
                desk,
                batch,
                [
                    Entry(people[who], f"2026-10-{day:02d}", Quantity(0, "", minutes // 3, minutes))
                    for (who, day), minutes in hours.items()
                ],
            )
            if entered.act is not None:
                worked.append({**worked[-1], **hours})
                done.append(worked)
        gross, off, _ = rows.weighings.totals(desk.store, batch, "2026-10-01", "2026-10-31")
        assert gross - off == sum(weighed[-1].values())
        grid = attendance.month_grid(desk, batch, "2026-10")
        assert sum(row.minutes for row in grid.people) == sum(worked[-1].values())
        over = sum(row.overtime_minutes for row in grid.people)
        assert over == sum(minutes // 3 for minutes in worked[-1].values())
        assert rows.totals.prove(desk.store) == []
        assert rows.weighings.prove(desk.store) == 0
        desk.close()
