"""Lines of a chat list that act on each other: numbers, remarks, and who is taken off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import chain_names, chain_numbers, chain_person
from gigdesk.documents.sheets.chain_person import (
    BLANK,
    DOUBT_NAME,
    DOUBT_STAYS,
    NOTE,
    TITLE,
    WITHDRAWN,
    ChainRow,
)
from gigdesk.domain.workers import chat_lines, chat_said, chatted, divisions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def of_one_line(people: Sequence[ChainRow]) -> Sequence[ChainRow]:
    """Return the people of a line; where it is not sure who one of them is, it is so of none."""
    numbered = [one for one in people if one.doc_no]
    if len(numbered) < 2 or not any(DOUBT_NAME in one.doubts for one in people):  # noqa: PLR2004 -- several
        return people
    return [
        one if DOUBT_NAME in one.doubts else replace(one, doubts=(DOUBT_NAME, *one.doubts))
        for one in people
    ]


def join(rows: list[ChainRow], places: Collection[str]) -> None:
    """Let the last line act on an earlier one: as its numbers or remark, or by taking it off."""
    last = rows[-1]
    if last.skip_reason == NOTE and last.note:
        _add(rows, places)
    elif last.is_person and _is_number_alone(last):
        _add_number(rows, places)
    elif last.skip_reason == WITHDRAWN:
        _take_off(rows)


def _is_number_alone(row: ChainRow) -> bool:
    """Say whether a line without a place in the list is the number of somebody named above."""
    alone = row.position is None and not (row.name or row.note or row.part)
    return alone and bool(row.doc_no) and row.skip_reason is None


def _add_number(rows: list[ChainRow], places: Collection[str]) -> None:
    """Give a number that stands alone to the person above who has none.

    A list may begin with a name alone on its line: it is one when its number follows.
    """
    last, at = rows[-1], _above(rows)
    if at is not None:
        person = rows[at]
        if person.doc_no == last.doc_no and not (last.phone or last.village):
            rows[-1] = _note(last)
        elif not person.doc_no and person.skip_reason is None:
            rows[at] = _completed(person, last)
            rows[-1] = _note(last)
        return
    first = len(rows) - 2
    while first >= 0 and rows[first].skip_reason == TITLE and _only_facts(rows[first], places):
        first -= 1
    if first < 0 or rows[first].skip_reason != TITLE:
        return
    if not chain_names.is_lone_name(rows[first].note):
        return
    person = chain_person.read(rows[first], rows[first].note, places)
    for further in range(first + 1, len(rows) - 1):
        person = _completed(person, _facts(rows[further], places))
        rows[further] = _note(rows[further])
    rows[first] = _completed(person, last)
    rows[-1] = _note(last)


def _above(rows: Sequence[ChainRow]) -> int | None:
    """Return where the nearest person above the last line stands, remarks and blanks between."""
    back = range(len(rows) - 2, -1, -1)
    at = next((i for i in back if rows[i].skip_reason not in (NOTE, BLANK)), None)
    return at if at is not None and rows[at].is_person else None


def _only_facts(row: ChainRow, places: Collection[str]) -> bool:
    """Say whether a line says nothing but a number, a village, an age or a sex."""
    read = _facts(row, places)
    return not (read.name or read.note) and bool(read.phone or read.village or read.age or read.sex)


def _facts(row: ChainRow, places: Collection[str]) -> ChainRow:
    """Read a line below somebody, where the name of a village is no person."""
    read = chain_person.read(row, row.note, places)
    if read.note or not divisions.is_named_village(read.name):
        return read
    return replace(read, name="", village=read.name, doubts=())


def _completed(person: ChainRow, further: ChainRow) -> ChainRow:
    """Return a person with what a further line says of it; nothing known is written over."""
    return replace(
        person,
        doc_no=person.doc_no or further.doc_no,
        phone=person.phone or further.phone,
        village=person.village or further.village,
        age=person.age if person.age is not None else further.age,
        sex=person.sex or further.sex,
        text=f"{person.text} / {further.text.strip()}",
    )


def _note(row: ChainRow) -> ChainRow:
    """Return a line that went to somebody above."""
    return ChainRow(row.line_number, row.text, skip_reason=NOTE, note="")


def _add(rows: list[ChainRow], places: Collection[str]) -> None:
    """Add a line to the person above: as what it lacks where it is nothing else, or as a remark."""
    last = rows[-1]
    at = next((i for i in range(len(rows) - 2, -1, -1) if rows[i].skip_reason != NOTE), None)
    if at is None or not rows[at].is_person or chat_lines.STAMP.search(last.note):
        return
    if chat_said.is_total(last.note):
        return
    if chatted.is_courtesy(last.note.strip(chain_names.LEFT_OVER)) and not any(
        figure.isdigit() for figure in chain_numbers.without(last.note)
    ):
        return
    person = rows[at]
    found = _facts(last, places)
    known = (
        (person.doc_no, found.doc_no),
        (person.phone, found.phone),
        (person.village, found.village),
        (person.sex, found.sex),
    )
    fresh = any(one for _, one in known) or found.age is not None
    if fresh and not (found.name or found.note) and not any(all(pair) for pair in known):
        rows[at] = _completed(person, found)
        return
    bare = chain_numbers.without(last.note).strip(chain_names.LEFT_OVER)
    note = f"{person.note} {last.note}".strip() if bare or fresh else person.note
    rows[at] = replace(person, note=note, text=f"{person.text} / {last.text.strip()}")


def _take_off(rows: list[ChainRow]) -> None:
    """Take off whom a later line says to stay at home; where it may mean several, it waits."""
    last = rows[-1]
    earlier = [(i, row) for i, row in enumerate(rows[:-1]) if row.skip_reason is None]
    if last.name:
        same = [i for i, row in earlier if row.name == last.name]
        same = [i for i in same if not (last.doc_no and rows[i].doc_no not in ("", last.doc_no))]
    else:
        order = chain_names.meant_by_order(last.note)
        same = [i for i, row in earlier if order is not None and row.position == order]
        if order is not None and not same:
            rows[-1] = replace(last, skip_reason=None, doubts=(*last.doubts, DOUBT_STAYS))
    if len(same) == 1:
        rows[same[0]] = replace(
            rows[same[0]], skip_reason=WITHDRAWN, withdrawn_by_line=last.line_number
        )
    elif same:
        rows[-1] = replace(last, skip_reason=None, doubts=(*last.doubts, DOUBT_STAYS))
