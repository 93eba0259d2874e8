"""A short run of the corpus of messy rosters; the long one is a command of the campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.campaigns.corpus import check, make, shapes

if TYPE_CHECKING:
    from pathlib import Path

COUNT = len(shapes.ALL) + 20


def test_no_row_is_lost_and_no_value_invented(tmp_path: Path) -> None:
    cases = make.make_all(tmp_path / "corpus", 20260901, COUNT)
    wrong = {case.path.name: found for case in cases if (found := check.judge(case))}
    assert wrong == {}


def test_the_same_seed_makes_the_same_rosters(tmp_path: Path) -> None:
    first = make.make_all(tmp_path / "a", 5, 12)
    second = make.make_all(tmp_path / "b", 5, 12)
    assert [case.shape for case in first] == [case.shape for case in second]
    assert [case.expected for case in first] == [case.expected for case in second]
