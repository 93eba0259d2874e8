"""A picture of the name on the contracts of a batch: kept with what was signed, else missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from gigdesk.actions import dispatch, workers
from tests import pictures
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

PICTURE = 3


def shown(path: Path) -> int:
    """Return how many pictures there are in a file."""
    with pypdfium2.PdfDocument(path) as document:
        return sum(len(list(page.get_objects(filter=[PICTURE]))) for page in document)


def test_a_contract_shows_the_picture_that_was_kept_when_it_was_signed(
    desk: Desk, tmp_path: Path
) -> None:
    who, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [who, other])
    first = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    workers.scans.attach_name_image(desk, worker_id=who, content=pictures.png(300, 80))
    made = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert [shown(path) for path in (first.files[0][0], made.files[0][0])] == [0, 1]
    states = [row["state"] for row in dispatch.list_contracts(desk, worker_id=who)]
    assert states == ["final", "void"]
    assert len(dispatch.list_contracts(desk, worker_id=other)) == 1
    dispatch.sign(desk, batch_id=batch)
    workers.scans.remove_name_image(desk, worker_id=who)
    again = dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    assert again.files[0][1] == made.files[0][1]
    assert not again.missing_characters


def test_who_has_lost_the_picture_is_named_and_the_others_are_printed(
    desk: Desk, tmp_path: Path
) -> None:
    who, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [who, other])
    workers.scans.attach_name_image(desk, worker_id=who, content=pictures.png(300, 80))
    with desk.store.atomic():
        desk.store.execute("DELETE FROM content")
    made = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf", draft=True)
    assert (made.contracts, shown(made.files[0][0])) == (1, 0)
    [problem] = made.problems
    assert [why.code for why in problem.against] == ["dispatch.finding.name_image_gone"]


def test_the_list_of_a_batch_tells_nothing_of_pictures(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    assert "name_image_sha256" not in dispatch.list_members(desk, batch_id=batch)[0]
