"""The sample county has something true to show on every page, and is the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import office, orders, workers
from gigdesk.actions.workers import imports
from gigdesk.demo import build, county, open_ends

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def told(folder: Path) -> dict[str, Any]:
    """Return what each page would show of a county."""
    desk = office.entry.sign_in(folder / build.DESK, county.LOGIN, county.PASSWORD, read_only=True)
    try:
        pairs = workers.doubles.work_list(desk)
        ending = workers.certificates.expiring(desk)
        drafts = office.slots.forms(desk, open_ends.DRAFT)
        orders_there = orders.list_orders(desk)[1]
        return {
            "before": max(len(orders.last_year(desk, row["id"])) for row in orders_there),
            "doubles": sorted((one.one["number"], one.other["number"]) for one in pairs),
            "waiting": [(row["row"], row["outcome"]) for row in imports.inbox.waiting(desk)],
            "ending": sorted(
                (row["name"], row["ends_on"]) for row in ending if 0 <= (row["days"] or 0) <= 30
            ),
            "papers": workers.search.counts(desk)["doc_expired"],
            "drafts": sorted(one["fields"]["name"] for one in drafts),
            "backup": office.safety.last_backup(desk) is not None,
            "sound": office.safety.verify(desk).sound,
        }
    finally:
        desk.close()


def test_every_page_has_something_to_show_and_the_same_seed_makes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    counties = []
    for name in ("one", "other"):
        made = build.build(tmp_path / name, people=400)
        assert made.counts["sound"]
        counties.append(told(tmp_path / name))
    one, other = counties
    assert one == other
    assert len(one["doubles"]) >= open_ends.DOUBLES
    assert len(one["waiting"]) >= 3
    assert one["before"] == 12
    assert len(one["ending"]) >= open_ends.ENDING
    assert one["papers"] >= open_ends.OLD_PAPERS
    assert len(one["drafts"]) == 2
    assert one["backup"]
    assert one["sound"]
