"""Pasting a list of names or numbers into a batch: each line matched, or handed back to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.dispatch import members
from gigdesk.documents.sheets import chain_list
from gigdesk.domain.dispatch import pasted
from gigdesk.domain.workers import surnames
from gigdesk.store import dispatch as rows
from gigdesk.store import workers as worker_rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome

ONE, NONE, MANY, STAYS, UNREAD = "one", "none", "many", "withdrawn", "unread"
HEADING = "heading"
MOST = 20
"""So many people of one name can be chosen from; of more the line has to say whom it means."""


@dataclass(frozen=True, slots=True)
class PasteRow:
    """One pasted person or line: what it says and whom it can mean.

    `match` is `one`, `none`, `many`, `withdrawn` (says they stay at home), `unread` or `heading`
    (nobody: a line above the list); `people` are
    (id, number, name, village) of those it can mean; `companions` counts people announced
    without a name, `part` counts people written into one line, from 0. `barred` are those of the
    people who cannot be put on the batch it was read for, being on it already or by a rule.
    Of more than `MOST` namesakes that many are given, and `more` says that there are others.
    """

    line: int
    text: str
    name: str
    match: str
    people: tuple[tuple[bytes, int, str, str], ...] = ()
    companions: int = 0
    part: int = 0
    barred: tuple[Outcome, ...] = ()
    more: bool = False


def read_pasted(desk: Desk, text: str, *, batch_id: bytes | None = None) -> list[PasteRow]:
    """Return every line with whom it means: nobody, one person, or several to choose from.

    A document number decides alone; a name with a telephone must fit both; a name alone must be
    the only one in the registry. Nothing is guessed and nothing is written. With a batch each line
    also says who of its people is on the list already or cannot be put on it. Raises
    errors.NotFound where there is no such batch.
    """
    found = _read(desk, text)
    if batch_id is None:
        return found
    people = [person[0] for one in found for person in one.people]
    told = members.barred(desk, batch_id, people)
    return [
        replace(one, barred=tuple(told[each[0]] for each in one.people if each[0] in told))
        for one in found
    ]


def _read(desk: Desk, text: str) -> list[PasteRow]:
    plain = {one.line: one for one in pasted.read(text)}
    found: list[PasteRow] = []
    try:
        chain = chain_list.read(text)
    except errors.UnreadableFile:  # no list of a chat group: numbers or names under each other
        return [_matched(desk, each) for each in plain.values()]
    for row in chain:
        said = plain.get(row.line_number)
        if said is None:
            continue
        if row.skip_reason == chain_list.WITHDRAWN or row.withdrawn_by_line is not None:
            found.append(PasteRow(row.line_number, row.text, row.name, STAYS, part=row.part))
        elif row.skip_reason is None:
            doc_no = row.doc_no or (said.doc_no if not row.part else "")
            meant = replace(
                said,
                doc_no=doc_no,
                name=row.name,
                phone=row.phone,
                companions=row.companions,
            )
            found.append(replace(_matched(desk, meant), part=row.part))
        else:
            one = _matched(desk, said)
            above = row.skip_reason in (chain_list.TITLE, chain_list.SAMPLE)
            found.append(_above(one) if above and one.match in (NONE, UNREAD) else one)
    return found


def _above(row: PasteRow) -> PasteRow:
    """Return a line above a list as nobody, unless it could be a name without its number."""
    could_be = row.name == row.text.strip() and row.name[:1] in surnames.COMMON
    return row if could_be else PasteRow(row.line, row.text, "", HEADING)


def _matched(desk: Desk, said: pasted.PastedLine) -> PasteRow:
    """Return the line with everybody it can mean."""
    doc_no, name, phone = said.doc_no, said.name, said.phone
    if said.heading:
        return PasteRow(said.line, said.text, "", HEADING)
    if not (doc_no or name):
        return PasteRow(said.line, said.text, "", UNREAD, companions=said.companions)
    ids = rows.candidates.match_exact(desk.store, doc_no=doc_no, name=name, phone=phone, most=MOST)
    if not ids and not doc_no and phone:
        # The telephone is new to the registry: the name may still mean people, never one for sure.
        ids = rows.candidates.match_exact(desk.store, name=name, most=MOST)
        match = MANY if ids else NONE
    else:
        match = {0: NONE, 1: ONE}.get(len(ids), MANY)
    shown = ids[:MOST]
    known = worker_rows.people.by_ids(desk.store, shown, columns=("number", "name", "village_id"))
    villages = {
        each: worker_rows.people.get_village(desk.store, each)
        for each in {row["village_id"] for row in known.values()} - {None}
    }
    people = tuple(
        (
            row["id"],
            row["number"],
            row["name"],
            (villages.get(row["village_id"]) or {}).get("village", ""),
        )
        for row in known.values()
    )
    more = len(ids) > MOST
    return PasteRow(said.line, said.text, name, match, people, said.companions, more=more)
