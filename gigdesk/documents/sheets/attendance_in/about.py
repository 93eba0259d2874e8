"""What the title of a table says it is about beside whole days: overtime, halves, other things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import legend, parts, records, stated
from gigdesk.documents.sheets.attendance_in.parts import Part
from gigdesk.domain import attendance
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_FIGURE, _DATE = re.compile(r"\d"), re.compile(r"\d+\s*[-/.]")
_ABOVE, _WIDEST = 6, 3
_FEWEST_MARKS = 3
_ALONE = parts.HALVES | {Part.OVERTIME, Part.NIGHT}
_BESIDE = _ALONE | {Part.ABSENCE, Part.AMOUNT}


def above(rows: Sequence[Row], grid: Grid, before: int = -1) -> Part:
    """Return what the texts above a header and below the row `before`, or somebody, speak of."""
    for row in reversed(rows[max(grid.at - _ABOVE, before + 1, 0) : grid.at]):
        own = row.own()
        texts = [row.text(column) for column in own]
        if sum(map(attendance.is_mark, texts)) >= _FEWEST_MARKS:
            break  # somebody's days
        for text in texts if len(own) <= _WIDEST else ():
            said = of_title(text, alone=len(own) == 1 and own[0] < min(grid.heads))
            if said is not Part.UNSAID:
                return said
    return Part.UNSAID


def of_title(text: str, *, alone: bool) -> Part:
    """Return what a title speaks of beside days; OTHER for what is no attendance at all.

    OVERTIME is said beside attendance. A word `alone` in its row is a title as well.
    """
    plain = sheet_words.plain(text)
    amount = parts.long_words(Part.AMOUNT)
    if alone and (parts.of_word(text) in _BESIDE or _ends(plain, amount)):
        return Part.OTHER
    folded = sheet_words.folded(text)
    is_note = folded.startswith(sheet_words.longest_first("intake.words.note"))
    if attendance.is_sentence(folded) or is_note or legend.has_sign(text):
        return Part.UNSAID
    lists = sheet_words.longest_first("intake.words.list")
    is_list = any(word in plain for word in lists)
    is_short = not _FIGURE.search(_DATE.sub("", records.western(dates.western(text))))
    if stated.is_beside_overtime(text) and (is_list or is_short):
        return Part.OVERTIME
    if stated.other_thing([text], ""):
        return Part.OTHER
    is_title = is_list or any(map(plain.__contains__, _attendance()))
    said = {part for part in parts.HALVES if _says(plain, part)}
    both = any(word in plain for word in parts.long_words(Part.DAY) if _is_half(word))
    if len(said) == 1 and not both and is_title:
        return said.pop()
    return Part.UNSAID


def _says(plain: str, part: Part) -> bool:
    """Say whether a text names a part of the day and no time of it."""
    return any(
        word in plain and not plain.partition(word)[2][:1].isdigit()
        for word in parts.long_words(part)
    )


def _is_half(word: str) -> bool:
    return any(one in word for part in parts.HALVES for one in parts.long_words(part))


def of_sheet(name: str) -> Part:
    """Return what the name of a sheet speaks of beside days, where that is part of a day."""
    if parts.of_label(name) not in _BESIDE:
        return Part.UNSAID
    return Part.OVERTIME if stated.is_beside_overtime(name) else Part.OTHER


def is_corner(row: Row, columns: Iterable[int]) -> bool:
    """Say whether a word for overtime or halves stands in a row in place of the names."""
    return any(parts.of_label(row.text(column)) in _ALONE for column in columns)


def is_heading(rows: Sequence[Row], at: int, grid: Grid) -> bool:
    """Say whether a row is a heading of overtime or halves over rows of people.

    A word beside which other rows of its column have marks is that of a person's second row.
    """
    own = rows[at].own()
    if len(own) != 1 or own[0] not in {0, *grid.layout.values()} or own[0] == grid.part_column:
        return False
    said = parts.of_word(rows[at].text(own[0]))
    same = (row for row in rows if parts.of_word(row.text(own[0])) is said)
    return said in _ALONE and all(len(row.own()) == 1 for row in same)


def is_told_apart(said: Part, known: Collection[Part], texts: Iterable[str]) -> bool:
    """Say whether the rows or columns tell what a title speaks of apart from whole days.

    `known` are the parts they name, `texts` the cells of the days and the heads beside them.
    """
    if said in parts.HALVES:
        return bool(parts.HALVES & set(known))
    if said is not Part.OVERTIME:
        return said is Part.UNSAID
    words = parts.long_words(Part.OVERTIME)
    return Part.OVERTIME in known or any(
        "+" in text or any(word in text for word in words) for text in texts
    )


def _ends(plain: str, words: Sequence[str]) -> bool:
    """Say whether a text ends with one of these words and is not about attendance."""
    return plain.endswith(tuple(words)) and not any(map(plain.__contains__, _attendance()))


def _attendance() -> tuple[str, ...]:
    return sheet_words.longest_first("intake.words.attendance")
