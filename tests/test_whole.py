"""The list of files that are reached whole is judged both ways."""

from __future__ import annotations

from tests import whole


def test_a_lost_line_a_file_that_is_gone_and_a_whole_one_unlisted_are_told() -> None:
    lines = {"domain/a.py": 0, "domain/b.py": 2, "domain/c.py": 0, "domain/d.py": 5}
    assert whole.wrong(lines, {"domain/a.py", "domain/b.py", "domain/e.py"}) == [
        "domain/e.py: not measured",
        "domain/b.py: 2 lines that no test of its floor reaches",
        "domain/c.py: is whole now, put it on the list",
    ]


def test_every_listed_file_is_there() -> None:
    assert all((whole.ROOT / name).is_file() for name in whole.listed())
