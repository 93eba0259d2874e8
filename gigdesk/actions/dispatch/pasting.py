"""Pasting a list of names or numbers into a batch: each line matched, or handed back to look at."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.dispatch import members
from gigdesk.documents.sheets import chain_list, pasted_lines
from gigdesk.domain.dispatch import pasted
from gigdesk.domain.workers import surnames
from gigdesk.store import dispatch as rows
from gigdesk.store import workers as worker_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome

ONE, NONE, MANY, STAYS, UNREAD = "one", "none", "many", "withdrawn", "unread"
HEADING = "heading"
_BESIDE = 100  # where the parts of a line begin that are named beside its people
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
    `beside` is somebody whose name stands in a line among other words: never one for sure.
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
    beside: bool = False


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


def read_lines(file: Path) -> str:
    """Return the lines of a text or of a workbook, its cells side by side, as they can be pasted.

    Raises errors.UnreadableFile with a code `intake.error.*`.
    """
    return pasted_lines.read(file)


def _read(desk: Desk, text: str) -> list[PasteRow]:
    plain = {one.line: one for one in pasted.read(text)}
    found: list[PasteRow] = []
    try:
        chain = chain_list.read(text)
    except errors.UnreadableFile:  # no list of a chat group: numbers or names under each other
        return [one for each in plain.values() for one in _no_person(desk, each, above=False)]
    alone = Counter(row.line_number for row in chain if row.skip_reason is None)
    names: dict[int, set[str]] = {}
    for row in chain:
        names.setdefault(row.line_number, set()).add(row.name)
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
            beside = _beside(desk, said, row.note, known=names[row.line_number])
            if alone[row.line_number] == 1:
                more = max(row.companions, pasted.companions_in(row.text)) - len(beside)
                meant = replace(meant, companions=max(more, 0))
            one = _matched(desk, meant)
            # Of several words that may be the name, or who perhaps stays at home, somebody chooses.
            unsure = bool(row.others) or chain_list.DOUBT_STAYS in row.doubts
            match = MANY if unsure and one.match == ONE and not doc_no else one.match
            found.append(replace(one, match=match, part=row.part))
            found += beside
        else:
            above = row.skip_reason in (chain_list.TITLE, chain_list.SAMPLE)
            found += _no_person(desk, said, above=above)
    return found


def _no_person(desk: Desk, said: pasted.PastedLine, *, above: bool) -> list[PasteRow]:
    """Return whom of the registry a line names that is no person of a chat list, or the line.

    `above` is a line above such a list, and mostly nobody.
    """
    one = _matched(desk, said)
    if one.match not in (NONE, UNREAD):
        beside = _beside(desk, said, said.text, known={one.name})
        more = max(one.companions, pasted.companions_in(said.text) if one.people else 0)
        return [replace(one, companions=max(more - len(beside), 0)), *beside]
    named = _beside(desk, said, said.text, known=set())
    if named:
        strangers = [
            word
            for word in pasted.words_of(said.text)
            if pasted.reads_like_a_name(word) and word not in {each.name for each in named}
        ]
        unknown = [PasteRow(said.line, said.text, word, NONE) for word in strangers]
        return _apart([*named, *unknown])
    return [_above(one) if above else one]


def _beside(
    desk: Desk, said: pasted.PastedLine, note: str, *, known: Collection[str]
) -> list[PasteRow]:
    """Return the people of the registry whose names stand among the other words of a line."""
    text = unicodedata.normalize("NFKC", said.text)
    found = []
    for word in pasted.words_of(note):
        if word in known or word not in text or any(word in one for one in known):
            continue
        one = _matched(desk, pasted.PastedLine(said.line, said.text, name=word))
        if one.people:
            found.append(replace(one, match=MANY, beside=True))
    return _apart(found)


def _apart(found: Sequence[PasteRow]) -> list[PasteRow]:
    """Give people named beside others of a line places of their own behind them."""
    return [replace(one, part=_BESIDE + at) for at, one in enumerate(found)]


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
