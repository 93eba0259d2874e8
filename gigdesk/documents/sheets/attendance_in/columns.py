"""Several columns of one day: halves, shifts or overtime, by the words over or below the days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.attendance_in import days, parts, stated
from gigdesk.documents.sheets.attendance_in.parts import Part
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_ABOVE, _BELOW = 2, 2
_BODY, _LONGEST = 60, 8
_SEVERAL = 2
_ALONE = parts.HALVES | {Part.OVERTIME, Part.NIGHT}
"""Words that say, over all days of a block, that none of its marks is a whole day."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The columns that hold a part of a day each, with what it is, and all columns of days.

    `in_hours` tells that a word names overtime as one of hours; `at` is the row of words below the
    days, before 0 where there is none.
    """

    heads: days.Columns
    parts: dict[int, Part] = field(default_factory=dict)
    in_hours: bool = False
    at: int = -1


def find(
    rows: Sequence[Row], at: int, taken: days.Columns, block: range, layout: Mapping[str, int]
) -> Parted:
    """Find the columns of parts of days around the row of the days; none where each has one."""
    runs = _runs(rows[at], taken, block)
    above = [rows[each] for each in range(at - 1, max(at - 1 - _ABOVE, -1), -1)]
    if len(runs) > 1:
        return _blocks(above, runs, block) or Parted(taken)
    names = layout.values()
    for read in (_halves, _words):
        for each in range(at + 1, min(at + 1 + _BELOW, len(rows))):
            row = rows[each]
            if any(c not in row.filled and row.text(c) for c in names):
                continue
            words = read(row, rows[at], taken, block)
            if words:
                in_hours = any(map(parts.says_hours, words.values()))
                return Parted(_under(taken, words), _parts(words), in_hours, each)
    beside = _beside(rows[at], taken, block)
    body = [row for row in rows[at + 1 : at + 1 + _BODY] if any(row.text(c) for c in names)]
    if beside and any(column in beside for row in body for column in row.own()):
        said = dict.fromkeys((*taken, *beside), Part.OTHER)
        return Parted(_under(taken, said), said)
    for row in above:
        texts = {row.text(column) for column in range(min(taken), max(taken) + 1)} - {""}
        said_of_all = {parts.of_word(text) for text in texts}
        if len(texts) == 1 and said_of_all <= _ALONE:
            return Parted(taken, dict.fromkeys(taken, said_of_all.pop()))
    return Parted(taken)


def roles(said: Iterable[Part]) -> dict[Part, parts.Role]:
    """Return how the columns of each part of a day are read; those of unknown parts wait."""
    kinds = list(dict.fromkeys(said))
    if set(kinds) >= parts.HALVES:
        alone = {part: parts.roles([part], halves=True)[0] for part in kinds}
        return alone | {part: parts.Role.WAITS for part in kinds if part in parts.UNKNOWN}
    if len(kinds) == 1:
        return {kinds[0]: parts.Role.WHOLE if kinds[0] is Part.SHIFT else parts.Role.WAITS}
    return dict(zip(kinds, parts.roles(kinds, halves=True), strict=True))


def clash(said: Mapping[int, Part], homes: Mapping[int, int], rows: Iterable[Row]) -> bool:
    """Say whether columns of shifts are filled twice on a day: then they may be halves of it."""
    if not set(said.values()) <= {Part.DAY, Part.SHIFT}:
        return False
    for row in rows:
        texts = {column: row.text(column) for column in said}
        worked = [homes[c] for c, text in texts.items() if text and not attendance.is_rest(text)]
        if len(set(worked)) < len(worked):
            return True
    return False


def _runs(row: Row, taken: days.Columns, block: range) -> list[days.Columns]:
    """Return the blocks of the same days that stand side by side, from left to right."""
    runs: list[days.Columns] = [{}]
    for column in range(min(taken), block.stop):
        head = days.head_of(row, column) if column < len(row.values) else None
        if head is None:
            continue
        if runs[-1] and head.day <= runs[-1][max(runs[-1])].day:
            runs.append({})
        runs[-1][column] = head
    first = set(runs[0].values())
    return [run for run in runs if len(first & set(run.values())) * 2 > len(first)]


def _blocks(above: Sequence[Row], runs: Sequence[days.Columns], block: range) -> Parted | None:
    """Read the words over blocks of the same days; without any all of them wait.

    None where they are blocks of different months.
    """
    starts = [min(run) for run in runs]
    ranges = list(zip(starts, [*starts[1:], block.stop], strict=True))
    heads = {column: head for run in runs for column, head in run.items()}
    for row in above:
        texts = [{row.text(c) for c in range(*each)} - {""} for each in ranges]
        labels = [next(iter(text), "") for text in texts]
        if any(map(stated.is_month, labels)):
            return None
        said = [parts.of_label(label) for label in labels]
        if max(map(len, texts)) == 1 and set(said) - parts.UNKNOWN:
            found = {c: part for run, part in zip(runs, said, strict=True) for c in run}
            return Parted(heads, found, any(map(parts.says_hours, labels)))
    return Parted(heads, dict.fromkeys(heads, Part.OTHER))


def _halves(row: Row, header: Row, taken: days.Columns, block: range) -> dict[int, str]:
    """Return the words for mornings and afternoons below the days, and known ones between."""
    texts = {c: row.text(c) for c in _below_days(header, taken, block) if c not in row.filled}
    said = {column: parts.of_label(text) for column, text in texts.items() if text}
    kinds = [part for part in said.values() if part in parts.HALVES]
    if len(set(kinds)) < len(parts.HALVES) or len(kinds) < len(taken):
        return {}
    return {column: texts[column] for column, part in said.items() if part not in parts.UNKNOWN}


def _words(row: Row, header: Row, taken: days.Columns, block: range) -> dict[int, str]:
    """Return the words below the days where most days have the same several ones."""
    texts = {c: row.text(c) for c in _below_days(header, taken, block) if c not in row.filled}
    by_day: dict[int, list[str]] = {column: [] for column in taken}
    for column, text in texts.items():
        if text:
            by_day[_home(column, taken)].append(text)
    counts = Counter(tuple(each) for each in by_day.values() if _are_words(each))
    if not counts or counts.most_common(1)[0][1] * 2 <= len(taken):
        return {}
    return {column: text for column, text in texts.items() if text}


def _are_words(texts: Sequence[str]) -> bool:
    """Say whether the cells below one day name its parts and are no marks."""
    named = all(len(text) <= _LONGEST and any(map(str.isalpha, text)) for text in texts)
    apart = len(set(texts)) == len(texts)
    return len(texts) >= _SEVERAL and named and (apart or not any(map(attendance.is_mark, texts)))


def _beside(header: Row, taken: days.Columns, block: range) -> set[int]:
    """Return the columns without a head right of their days, where most days have such."""
    columns = set(_below_days(header, taken, block)) - set(taken)
    homes = {_home(column, taken) for column in columns}
    return columns if len(homes) * 2 > len(taken) else set()


def _below_days(header: Row, taken: days.Columns, block: range) -> list[int]:
    """Return the columns of days and those without a head behind them.

    What stands below another head than a day, as a sum does, is no part of one.
    """
    found = []
    below_day = False
    for column in range(min(taken), block.stop):
        below_day = column in taken or (below_day and not header.text(column))
        found += [column] if below_day else []
    return found


def _home(column: int, taken: days.Columns) -> int:
    return max(head for head in taken if head <= column)


def _under(taken: days.Columns, said: Iterable[int]) -> days.Columns:
    """Return the columns of days with those of their parts, which have the same head."""
    return {**taken, **{column: taken[_home(column, taken)] for column in said}}


def _parts(words: Mapping[int, str]) -> dict[int, Part]:
    return {column: parts.of_label(text) for column, text in words.items()}
