"""Papers are written aside and put in place at one moment, never over something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.documents.pdf import placing

if TYPE_CHECKING:
    from pathlib import Path

PAPER = b"%PDF-1.7 a paper"


def test_a_paper_takes_the_place_of_an_older_paper_and_of_nothing_else(tmp_path: Path) -> None:
    older, wrong = tmp_path / "older.pdf", tmp_path / "vault.json"
    older.write_bytes(b"%PDF-1.4 older")
    wrong.write_bytes(b"{}")
    with pytest.raises(errors.Refused), placing.aside([(older, PAPER), (wrong, PAPER)]):
        pass
    assert (older.read_bytes(), wrong.read_bytes()) == (b"%PDF-1.4 older", b"{}")
    with placing.aside([(older, PAPER)]) as papers:
        papers.put_in_place()
    assert older.read_bytes() == PAPER
    assert sorted(path.name for path in tmp_path.iterdir()) == ["older.pdf", "vault.json"]


def test_when_one_place_fails_every_place_is_as_it_was(tmp_path: Path) -> None:
    older, fresh = tmp_path / "older.pdf", tmp_path / "new" / "deep" / "fresh.pdf"
    blocked = tmp_path / "blocked.pdf"
    older.write_bytes(b"%PDF-1.4 older")
    files = [(older, PAPER), (fresh, PAPER), (blocked, PAPER)]
    with pytest.raises(errors.EnvironmentFailure), placing.aside(files) as papers:
        blocked.mkdir()  # somebody is quicker: the third paper cannot be put there
        papers.put_in_place()
    assert older.read_bytes() == b"%PDF-1.4 older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blocked.pdf", "older.pdf"]


def test_what_fails_after_placing_takes_the_papers_away_again(tmp_path: Path) -> None:
    older, fresh = tmp_path / "older.pdf", tmp_path / "fresh.pdf"
    older.write_bytes(b"%PDF-1.4 older")
    with (
        pytest.raises(KeyboardInterrupt),
        placing.aside([(fresh, PAPER), (older, PAPER)]) as papers,
    ):
        papers.put_in_place()
        assert older.read_bytes() == PAPER
        raise KeyboardInterrupt
    assert older.read_bytes() == b"%PDF-1.4 older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["older.pdf"]
