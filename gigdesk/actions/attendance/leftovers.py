"""What a sheet said that was not written: kept after the import, and given out as a workbook."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import entering
from gigdesk.actions.attendance.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import attendance_left
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

NOT_IN_BATCH, NAME_MANY = "attendance.error.not_in_batch", "attendance.error.name_many"
OTHER_NAME, NAMELESS = "attendance.error.other_name", "attendance.error.nameless"
SEVERAL_ROWS = "attendance.error.several_rows"
_SLOT = "attendance_left:{batch}"


@dataclass(frozen=True, slots=True)
class Left:
    """A row or cell that was not taken: where it stands, what it says, why (a key of words).

    Of a row that is nobody's, `day` and `text` are those of its first cell and `more` has day and
    text of the others.
    """

    sheet: str
    row: int
    name: str
    day: str
    text: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()

    @property
    def called(self) -> str:
        """Return whom the sheet means: the name in it, else the masked number or its own."""
        return self.name or str(self.params.get("name") or "")

    @property
    def is_nobodys(self) -> bool:
        """Say whether the row is not exactly one person of the batch."""
        return self.code in {NOT_IN_BATCH, NAME_MANY, OTHER_NAME, NAMELESS, SEVERAL_ROWS}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the last import of a batch did not write: the file it was, and when it was taken in."""

    file: str
    at_ms: int
    left: tuple[Left, ...]


def keep(desk: Desk, batch_id: bytes, file: str, left: Sequence[Left]) -> None:
    """Keep on this desk what an import did not write, in the place of what the last one left."""
    slot = _SLOT.format(batch=batch_id.hex())
    with desk.store.atomic():
        if not left:
            office_rows.slots.drop_draft(desk.store, slot)
            return
        told = {"file": file, "left": [dataclasses.asdict(one) for one in left]}
        office_rows.slots.put_draft(
            desk.store,
            slot,
            staff_id=desk.staff.id,
            fields=json.dumps(told, ensure_ascii=False, default=str),
            at_ms=desk.clock.now_ms(),
        )


def last_left(desk: Desk, batch_id: bytes) -> Kept | None:
    """Return what the last import of a batch did not write, or None where it left nothing."""
    slot = _SLOT.format(batch=batch_id.hex())
    for row in office_rows.slots.find_drafts(desk.store, slot):
        told = json.loads(row["fields"])
        left = tuple(
            Left(**{**one, "more": tuple((day, text) for day, text in one["more"])})
            for one in told["left"]
        )
        return Kept(told["file"], row["at_ms"], left)
    return None


def write_left(left: Sequence[Left], out: Path, *, file: str) -> Paper:
    """Write a line for each cell that was not written: where it stood, whose, what it said, why.

    The workbook holds nothing that did not stand in `file`, whose name is said above the lines.
    """
    written = writing.write_list(
        out, attendance_left.layout(file), attendance_left.rows(_lines(left))
    )
    return Paper(written.rows, out, written.sha256)


def _lines(left: Sequence[Left]) -> Iterator[dict[str, Any]]:
    for one in left:
        for day, text in ((one.day, one.text), *one.more):
            yield {
                "sheet": one.sheet,
                "row": one.row or None,
                "name": one.called,
                "day": day,
                "text": text,
                "code": one.code,
                "params": one.params,
            }


def export_left(
    desk: Desk, *, batch_id: bytes, left: Sequence[Left], out: Path, file: str
) -> Paper:
    """Write what was left as `write_left` does, and note that it leaves the house.

    Raises errors.NotFound, errors.NotAllowed.
    """
    row = entering.batch_row(desk, batch_id)
    with desk.doing("attendance.export_left") as act:
        paper = write_left(left, out, file=file)
        act.always_noted = True
        act.about.update(batch=row["number"], paper="left", rows=paper.rows, sha256=paper.sha256)
    return paper
