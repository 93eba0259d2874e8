"""Sends the rows that wait out as workbooks, corrects them as a clerk would, and takes them in.

However often a row goes to and fro, it waits once until it is a person, and then no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.campaigns import accounting
from tests.campaigns.corpus import source

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.campaigns.accounting import Findings
    from tests.campaigns.corpus.make import Case
    from tests.campaigns.corpus.model import Expected

HEADS = {"name": "姓", "doc_no": "身份证号", "birth_date": "出生日期"}
"""How the header of a field begins in every shape that has rows which wait, marks left out."""


class Round:
    """The rows of one file on their way to and fro between the inbox and a workbook."""

    def __init__(
        self, desk: Desk, case: Case, known: list[Expected], found: Findings, out: Path
    ) -> None:
        """Begin with the people of the rows `known` registered; workbooks are written to `out`."""
        self.desk, self.case, self.found, self.out = desk, case, found, out
        self.known = list(known)

    def give_back(self, number: int, listed: list[Expected]) -> None:
        """Write the waiting rows of an import, which must be those listed."""
        self.out.unlink(missing_ok=True)
        back = imports.return_rows(self.desk, number, self.out)
        if back.rows != len(listed):
            self.found.blame(self.case, f"{len(listed)} rows wait, {back.rows} went back")

    def take_in(self, listed: list[Expected], mended: int) -> imports.Taken | None:
        """Take the workbook in, its first rows corrected; they must be people and wait no more.

        Every further row is as it was, and waits once.
        """
        if not corrected(self.out, listed, mended):
            self.found.blame(self.case, "the returned workbook has not the rows that wait")
            return None
        read = reading_of(self.desk, self.case, self.found, self.out)
        if read is None:
            return None
        taken = imports.take_in(self.desk, read, back_up=False)
        self.known += [want.cured() for want in listed[:mended]]
        made = [row for _, row in sorted(accounting.rows_of(self.desk, taken.number).items())]
        if len(made) != len(listed):
            self.found.blame(self.case, f"{len(listed)} rows went back, {len(made)} came again")
        for at, (want, row) in enumerate(zip(listed, made, strict=False)):
            want_now = want.cured() if at < mended else want
            due = "new" if at < mended else self._due(want)
            accounting.judge(self.desk, self.case, want_now, row, found=self.found, due=due)
        self.waits(len(listed) - mended, f"after {mended} of {len(listed)} rows were corrected")
        return taken

    def _due(self, want: Expected) -> str:
        return source.due_again(want, self.known, shows_digits=True)

    def waits(self, due: int, when: str) -> None:
        """See that so many rows wait, each once."""
        if imports.count(self.desk) != due:
            self.found.blame(
                self.case, f"{due} rows are to wait {when}, {imports.count(self.desk)} do"
            )


def to_and_fro(
    desk: Desk, case: Case, number: int, known: list[Expected], *, found: Findings, out: Path
) -> list[Expected]:
    """Send the rows that wait out as a workbook until all are corrected.

    First nothing is corrected, then a half, then the rest; that is undone and done again. Returns
    the rows as they are corrected.
    """
    wait = imports.waiting(desk, number)
    if not wait:
        return []
    wait.sort(key=lambda row: (row["sheet"], row["row"], row["block"]))
    listed = [case_row(case, row["sheet"], row["row"], row["block"]) for row in wait]
    half = (len(listed) + 1) // 2
    rounds = Round(desk, case, known, found, out)
    for left, mended in ((listed, 0), (listed, half), (listed[half:], len(listed) - half)):
        if not left:
            break
        rounds.give_back(number, left)
        taken = rounds.take_in(left, mended)
        if taken is None:
            return []
        number = taken.number
    office.undo.undo(desk, imports.undo_target(desk, number))
    rounds.waits(len(listed) - half or len(listed), "after the last correction was undone")
    read = reading_of(desk, case, found, out)
    if read is not None:
        imports.take_in(desk, read, back_up=False)
        rounds.waits(0, "after all were corrected once more")
    found.done["rows corrected"] += len(listed)
    return [want.cured() for want in listed]


def reading_of(desk: Desk, case: Case, found: Findings, path: Path) -> imports.Reading | None:
    """Read a returned workbook; it must never be refused."""
    try:
        return imports.read(imports.open_file(desk, path), today=desk.clock.today())
    except errors.UnreadableFile as failure:
        found.blame(case, f"the returned workbook is refused: {failure}")
        return None


def case_row(case: Case, sheet: str, row: int, block: int) -> Expected:
    """Return what is known of a row of a file."""
    return next(one for one in case.expected[sheet] if (one.row, one.block) == (row, block))


def corrected(path: Path, listed: list[Expected], mended: int) -> bool:
    """Write the right values over the wrong cells of the first rows; say if each row was there."""
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    heads = {str(cell.value or "").lstrip("★"): cell.column for cell in page[1]}
    columns = {
        name: column
        for name, start in HEADS.items()
        for head, column in heads.items()
        if column is not None and head.startswith(start)
    }
    if page.max_row != len(listed) + 1:
        return False
    for at, want in enumerate(listed, 2):
        stood = page.cell(at, columns["name"]).value or ""
        if " ".join(str(stood).split()) != " ".join(want.fields.get("name", ("",))[0].split()):
            return False
        for name, value in want.cure.items() if at < mended + 2 else ():
            page.cell(at, columns[name]).value = value
    book.save(path)
    return True
