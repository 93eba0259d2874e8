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
