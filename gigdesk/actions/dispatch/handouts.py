"""Papers of a batch made and handed out: read, set as PDF or workbook, noted with who gets them.

Setting is the long part and needs a desk that only reads; what is noted then is a short act, for
which everything is read once more.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.dispatch import contents, judging
from gigdesk.documents.excel import saving, writing
from gigdesk.documents.forms import cards, printed_list, promise
from gigdesk.documents.pdf import fonts
from gigdesk.domain import office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.contents import Content

PDF, WORKBOOK = "pdf", "xlsx"


class Told(TypedDict, total=False):
    """Who hears of it: `progress` is called with (done, all), `cancelled` says to stop."""

    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class Handout:
    """A paper that was set and is not noted yet: its bytes and what they were made from."""

    batch_id: bytes
    paper: str
    form: str
    content: Content
    data: bytes
    pages: int
    missing_characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that was written: people in it, its path and SHA-256; pages only of a PDF."""

    rows: int
    path: Path
    sha256: str
    pages: int = 0
    missing_characters: tuple[str, ...] = ()


def set_paper(desk: Desk, batch_id: bytes, paper: str, form: str, **told: Unpack[Told]) -> Handout:
    """Set a paper of a batch as `PDF` or `WORKBOOK` and write nothing; see `make_paper`."""
    office.acts.require(desk.staff.role, "dispatch.export")
    found = contents.read(desk, batch_id, paper)
    if form == WORKBOOK:
        out = io.BytesIO()
        writing.write_sheets(out, found.sheets, cancelled=told.get("cancelled"))
        return Handout(batch_id, paper, form, found, out.getvalue(), 0, ())
    printed = _printed(found, paper, told)
    strange = fonts.missing(found.words())
    return Handout(batch_id, paper, form, found, printed.data, printed.pages, strange)


def _printed(found: Content, paper: str, told: Told) -> printed_list.Printed:
    progress = told.get("progress")
    if paper == contents.CARDS:
        return cards.cut_sheets(found.cards, progress=progress)
    if found.promised is not None and paper == contents.PROMISE_BATCH:
        return promise.together(found.promised, found.signers)
    if found.promised is not None:
        return promise.each(found.promised, found.signers, **told)
    return printed_list.printed_lists(found.sheets[0][0].title, found.sheets, progress=progress)


def keep_paper(
    desk: Desk, *, handout: Handout, out: Path, recipient: str = "", reason: str = ""
) -> Handed:
    """Note a paper with who gets it and put it in its place, as one short act.

    The recipient of the list for the employer is the employer where nobody else is named. Raises
    errors.Refused where what stands on it has changed since it was set, or `out` is another file.
    """
    row = judging.batch_row(desk, handout.batch_id)
    if handout.paper in ("roster-employer", contents.MEALS):
        recipient = recipient or row["employer_name"]
    is_same = saving.is_pdf if handout.form == PDF else saving.is_workbook
    digest = hashlib.sha256(handout.data).hexdigest()
    with handing.handing_out(desk, name="dispatch.export", out=out, is_same=is_same) as (act, file):
        if contents.read(desk, handout.batch_id, handout.paper) != handout.content:
            raise errors.Refused("dispatch.error.paper_changed", number=row["number"])
        file.write(handout.data)
        people = handout.content.people
        act.about.update(batch=row["number"], paper=handout.paper, rows=people, form=handout.form)
        act.about.update(recipient=recipient, reason=reason, sha256=digest)
    return Handed(people, out, digest, handout.pages, handout.missing_characters)


def make_paper(
    desk: Desk, batch_id: bytes, paper: str, out: Path, *, recipient: str = "", reason: str = ""
) -> Handed:
    """Write a paper of a batch, one of `contents.PAPERS`: a PDF where `out` is called so.

    The export is noted with the act. Raises as `contents.read` and `keep_paper` do.
    """
    form = PDF if out.suffix.lower() == f".{PDF}" else WORKBOOK
    handout = set_paper(desk, batch_id, paper, form)
    return keep_paper(desk, handout=handout, out=out, recipient=recipient, reason=reason)


def roster(desk: Desk, batch_id: bytes, layout: str, out: Path, *, recipient: str = "") -> Handed:
    """Write the roster of a batch: `coach` (by seat, no numbers), `employer` (masked), `filing`.

    Raises errors.Refused for another layout, and as `make_paper`.
    """
    return make_paper(desk, batch_id, f"roster-{layout}", out, recipient=recipient)
