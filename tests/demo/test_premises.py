"""A demo is made anew only where nothing but an earlier demo would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.demo import county, premises

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a demo with one paper and a desk that nobody has open."""
    folder = tmp_path / "demo"
    premises.clear(folder)
    desk, _ = county.found_station(folder / premises.DESK)
    desk.close()
    (folder / premises.PAPERS / "roster.xlsx").write_bytes(b"made")
    premises.seal(folder)
    return folder


def test_an_untouched_demo_gives_way_to_the_next(folder: Path) -> None:
    premises.clear(folder)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [premises.MARK]


@pytest.mark.parametrize(
    "name", ["ours/desk.db", "零工台恢复单.pdf", "papers/更正.xlsx", "rosters/村/名单.xlsx"]
)
def test_nothing_that_somebody_put_there_goes_with_a_demo(folder: Path, name: str) -> None:
    kept = folder / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"somebody's wage")
    with pytest.raises(errors.Refused) as refused:
        premises.clear(folder)
    assert refused.value.code == "demo.error.kept"
    assert kept.read_bytes() == b"somebody's wage"
    assert office.entry.exists(folder / premises.DESK)


def test_a_paper_of_the_demo_that_was_corrected_by_hand_is_kept(folder: Path) -> None:
    paper = folder / premises.PAPERS / "roster.xlsx"
    paper.write_bytes(b"made, and corrected")
    with pytest.raises(errors.Refused):
        premises.clear(folder)
    assert paper.read_bytes() == b"made, and corrected"


def test_a_demo_that_was_broken_off_is_made_anew(folder: Path) -> None:
    (folder / premises.MARK).write_bytes(b"")
    (folder / premises.PAPERS / "half.xlsx").write_bytes(b"")
    premises.clear(folder)
    assert not (folder / premises.PAPERS / "half.xlsx").exists()


def test_a_demo_whose_desk_is_open_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(premises, "WAIT_MS", 50)
    desk = office.entry.sign_in(folder / premises.DESK, county.LOGIN, county.PASSWORD)
    with pytest.raises(errors.Busy):
        premises.clear(folder)
    assert office.safety.verify(desk).sound
    desk.close()
