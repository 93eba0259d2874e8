"""What the rules' own tests do not reach is judged by the list, and the list by what they do."""

from __future__ import annotations

from tests import whole
from tests.whole import Missed


def test_a_lost_line_and_a_list_that_no_longer_holds_are_told() -> None:
    files = {
        "domain/a.py": Missed(),
        "domain/b.py": Missed((3, 7, 8, 9), (12,)),
        "domain/c.py": Missed(),
        "domain/d.py": Missed((5,)),
        "domain/e.py": Missed((5,), (6,)),
        "domain/f.py": Missed((), (5,)),
        "domain/g.py": Missed((), (5,)),
    }
    to_come = {"domain/c.py": 2, "domain/d.py": 1, "domain/e.py": 1, "domain/f.py": 2}
    assert whole.wrong(files, {**to_come, "domain/gone.py": 1}) == [
        "domain/gone.py: not measured, take it off the list",
        "domain/b.py: the tests of its floor miss lines 3, 7-9; a way from 12",
        "domain/c.py: is whole now, take it off the list",
        "domain/e.py: the tests of its floor miss lines 5; a way from 6 (1 of them known)",
        "domain/f.py: write 1 instead of 2",
        "domain/g.py: the tests of its floor miss a way from 5",
    ]


def test_a_way_from_a_line_that_was_not_reached_is_not_missed_twice() -> None:
    report: dict[str, whole.Measured] = {
        "gigdesk/domain/a.py": {
            "missing_lines": [4, 5],
            "missing_branches": [[2, 4], [4, 5], [4, -1], [3, -1]],
        },
        "gigdesk/money.py": {"missing_lines": [], "missing_branches": []},
    }
    assert whole.missed(report) == {"domain/a.py": Missed((4, 5), (2, 3)), "money.py": Missed()}


def test_what_is_measured_and_run_is_there() -> None:
    for name, tests in whole.PAIRS.items():
        assert (whole.ROOT / name).is_dir() or (whole.ROOT / f"{name}.py").is_file()
        assert (whole.HERE / tests).exists()
