"""What stands between two tables of a sheet or over one beside another: days, or other things."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import heads, legend, parts
from gigdesk.documents.sheets.attendance_in.parts import Part
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_ABOVE, _WIDEST, _LONGEST = 6, 3, 16
_OVER_BLOCKS = 2
_BODY = 60
_FEWEST_MARKS = 3
_BRACKET = re.compile(r"\([^()]*\)$")
_ALONE = parts.HALVES | {Part.OVERTIME, Part.NIGHT, Part.ABSENCE, Part.AMOUNT}


def is_other(text: str, *, same_people: bool) -> bool:
    """Say whether a line above a further table, or a block, says that its cells are no days.

    Over people who stand in a table of the same days already everything else than a month, a crew,
    an employer or a word for attendance says so; over others only what plainly is no attendance.
    """
    plain = _announced(sheet_words.plain(text))
    if not plain or attendance.is_sentence(plain):
        return False
    if parts.of_word(text) in _ALONE or _is_caption(plain):
        return True
    return same_people and not _is_ordinary(plain, text)


def between(
    rows: Sequence[Row], again: tuple[Grid, ...], current: tuple[Grid, ...], first: int, before: int
) -> bool | None:
    """Say whether a line above a further table says that its cells are days, None where none does.

    `current` is the table above it, `first` the row of the first header and `before` that of the
    last one. Heads, people, notes and signatures say nothing, nor does a title of the whole sheet.
    """
    lines = list(_lines(rows, again[0].at, current, before))
    if not lines:
        return None
    known = {sheet_words.plain(row.text(c)) for row in rows[:first] for c in row.own()}
    are_known = _same_people(rows, again, current)
    same = _same_days(again, current) and are_known
    plain = {text: sheet_words.plain(text) for text in lines}
    if any(is_other(text, same_people=same) for text in plain if plain[text] not in known):
        return False
    about = any(
        word in text
        for text in plain.values()
        for word in sheet_words.longest_first("intake.words.attendance")
    )
    return True if about or not are_known else None


def over_blocks(rows: Sequence[Row], found: Sequence[Grid]) -> set[int]:
    """Return which of several blocks side by side stand below a word for something else than days.

    The word may stand over the names, or be merged over names and days.
    """
    others: set[int] = set()
    at = found[0].at
    starts = [_start(rows, grid) for grid in found]
    for row in rows[max(at - _OVER_BLOCKS, 0) : at]:
        if heads.names_people(row):
            continue
        own = row.own()
        said = [
            [row.text(c) for c in own if start <= c <= max(grid.heads)]
            for start, grid in zip(starts, found, strict=True)
        ]
        if not any(said[1:]) or max(map(len, said)) > 1:
            continue
        for number, texts in enumerate(said):
            others |= (
                {number} if any(_of_block(rows, found, number, text) for text in texts) else set()
            )
    return others


def _of_block(rows: Sequence[Row], found: Sequence[Grid], number: int, text: str) -> bool:
    """Say whether the word over a block is of something else; whole shifts are days."""
    if parts.of_word(text) in {Part.DAY, Part.SHIFT}:
        return False
    left = tuple(found[:number])
    same = bool(left) and _same_people(rows, (found[number],), left)
    return is_other(text, same_people=same)


def _start(rows: Sequence[Row], grid: Grid) -> int:
    """Return the first column of the people of a block, that of their serial numbers included."""
    start = min(grid.layout.values())
    words = sheet_words.words("intake.words.serial")
    near = rows[max(grid.at - 1, 0) : grid.at + 1]
    counted = start and any(sheet_words.plain(row.text(start - 1)) in words for row in near)
    return start - 1 if counted else start


def _lines(rows: Sequence[Row], at: int, current: Sequence[Grid], before: int) -> Iterator[str]:
    """Yield the texts of the lines above a header, up to somebody of the table above it."""
    names = {grid.layout["name"] for grid in current if "name" in grid.layout}
    people = {row.text(column) for row in rows[before + 1 : at] for column in names}
    for row in reversed(rows[max(at - _ABOVE, before + 1, 0) : at]):
        own = row.own()
        texts = [row.text(column) for column in own]
        marks = sum(attendance.is_mark(text) or text.isdigit() for text in texts)
        if marks >= _FEWEST_MARKS or (marks and names & set(own)):
            break
        if own and len(own) <= _WIDEST and not heads.names_people(row) and not _is_silent(row, own):
            yield from texts if len(own) > 1 or not _is_somebody(rows, own[0], row, people) else ()


def _is_somebody(rows: Sequence[Row], column: int, row: Row, people: set[str]) -> bool:
    """Say whether a text alone in its row is a name that stands in another row of people too."""
    text = row.text(column)
    alike = (each for each in rows if each is not row and each.text(column) == text)
    return text in people and any(len(each.own()) > 1 for each in alike)


def _is_silent(row: Row, own: Sequence[int]) -> bool:
    """Say whether a line is a signature, a sum, a note, a legend or the number of a page."""
    texts = [sheet_words.folded(row.text(column)) for column in own]
    if texts[0].startswith(sheet_words.longest_first("intake.words.signature")):
        return True
    if any(
        word in text
        for text in texts
        for word in sheet_words.longest_first(
            "intake.words.subtotal", "intake.words.tally", "intake.words.carried"
        )
    ):
        return True
    announces = any(
        word in text
        for text in texts
        for word in sheet_words.longest_first("intake.words.caption_below")
    )
    return legend.is_aside(row, own) or (legend.is_note(row, own) and not announces)


def _announced(plain: str) -> str:
    """Return a line without its number, and without the word that announces what is below."""
    is_below = any(
        word in plain for word in sheet_words.longest_first("intake.words.caption_below")
    )
    for word in (
        *sheet_words.longest_first("intake.words.caption_before"),
        *(sheet_words.longest_first("intake.words.note") if is_below else ()),
    ):
        if plain.startswith(word):
            plain = plain.removeprefix(word).lstrip(":,\u3001\u3002")
    return attendance.without_number(plain)


def _is_caption(plain: str) -> bool:
    """Say whether a line names something else than days at its end, and no attendance before."""
    others = sheet_words.longest_first("intake.words.caption_other", "intake.words.overtime")
    if any(word in plain for word in sheet_words.longest_first("intake.words.caption_below")):
        return any(word in plain for word in others)
    for word in sheet_words.longest_first("intake.words.attendance"):
        if any(other in word for other in others):
            plain = plain.replace(word, " ")
    core, last = plain, ""
    while core != last and not core.endswith(others):
        last, core = core, _BRACKET.sub("", core)
        tail = next(
            (
                word
                for word in sheet_words.longest_first(
                    "intake.words.list", "intake.words.caption_tail"
                )
                if core.endswith(word)
            ),
            "",
        )
        core = core.removesuffix(tail)
    word = next((word for word in others if core.endswith(word)), "")
    before = core.removesuffix(word)
    told = any(each in before for each in sheet_words.longest_first("intake.words.attendance"))
    return bool(word) and len(core) <= _LONGEST and not told


def _is_ordinary(plain: str, text: str) -> bool:
    """Say whether a line names a month, a crew, an employer or attendance, and nothing else.

    `plain` is the line without spaces, `text` as it is written.
    """
    others = sheet_words.longest_first(
        *("intake.words.caption_other", "intake.words.overtime"),
        *("intake.words.shift", "intake.words.night"),
    )
    if any(word in plain for word in others) or _has_occasion(plain, text):
        return any(word in plain for word in _of_both())
    rest = attendance.without_months(plain)
    core = _BRACKET.sub("", rest)
    crew = sheet_words.longest_first(
        "intake.words.section",
        "intake.words.caption_crew",
        "intake.words.page",
        "intake.words.carried",
        "intake.words.days_total",
    )
    about = any(word in rest for word in sheet_words.longest_first("intake.words.attendance"))
    is_crew = core.endswith(crew) or attendance.names_crew(core)
    return attendance.is_dates(core) or about or is_crew


def _has_occasion(plain: str, text: str) -> bool:
    """Say whether a line names an occasion, such as a training, that its table may be of.

    The word may be the first of an employer's name instead: only where the line has a word for
    attendance besides, and nothing parts the word from what is behind it.
    """
    rest, parted = plain, False
    for word in sheet_words.longest_first("intake.words.caption_occasion"):
        rest = rest.replace(word, " ")
        parted = parted or bool(re.search(rf"{re.escape(word)}[\s,\-\u2014/]", _folded(text)))
    told = any(word in rest for word in sheet_words.longest_first("intake.words.caption_told"))
    return any(
        not attendance.counts_days(behind) and (parted or not told or not _names_firm(behind))
        for behind in _after(plain, "intake.words.caption_occasion")
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _after(plain: str, key: str) -> Iterator[str]:
    """Yield what stands behind each place of each word of a list in a line."""
    for word in sheet_words.longest_first(key):
        parted = plain.split(word)
        yield from (word.join(parted[at:]) for at in range(1, len(parted)))


def _names_firm(behind: str) -> bool:
    """Say whether what stands behind a word ends the name of an employer.

    The number of a crew or a month may be behind that.
    """
    name = behind
    told = sheet_words.longest_first("intake.words.attendance", "intake.words.caption_told")
    for word in (*told, "("):
        name = name.partition(word)[0]
    for word in sheet_words.longest_first("intake.words.caption_firm"):
        _, firm, crew = name.rpartition(word)
        if firm and (attendance.names_crew(crew) or not attendance.without_months(crew)):
            return True
    return False


def _of_both() -> tuple[str, ...]:
    """Return the words for attendance in which one for an absence stands."""
    others = sheet_words.longest_first("intake.words.caption_other")
    return tuple(
        word
        for word in sheet_words.longest_first("intake.words.attendance")
        if any(one in word for one in others)
    )


def _same_days(again: Sequence[Grid], current: Sequence[Grid]) -> bool:
    """Say whether two tables have most of their days in common."""
    new, old = (
        {head.day for grid in each for head in grid.heads.values()} for each in (again, current)
    )
    return len(new & old) * 2 > len(new)


def _same_people(rows: Sequence[Row], again: Sequence[Grid], current: Sequence[Grid]) -> bool:
    """Say whether at least half of the people of a further table stand in the one above or left."""
    at, end = again[0].at, len(rows)
    for below in range(at + 1, min(at + _BODY, end)):
        if heads.names_people(rows[below]):
            end = below
            break
    beside = current[0].at == at
    old = _people(rows[at + 1 : end] if beside else rows[:at], current)
    new = _people(rows[at + 1 : min(end, at + _BODY)], again)
    return bool(new) and len(new & old) * 2 >= len(new)


def _people(rows: Sequence[Row], grids: Sequence[Grid]) -> set[str]:
    columns = {grid.layout["name"] for grid in grids if "name" in grid.layout}
    texts = {sheet_words.plain(row.text(c)) for row in rows for c in columns if c in row.own()}
    words = sheet_words.words("intake.words.name") | sheet_words.words("intake.words.subtotal")
    return {text for text in texts if text and not text.isdigit()} - words
