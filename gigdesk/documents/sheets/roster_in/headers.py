"""Headers of rosters: the rows they stand in, their levels, and the field of each column."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import contacts, papers
from gigdesk.domain.workers import columns, granted
from gigdesk.domain.workers import groups as column_groups
from gigdesk.domain.workers import headers as header_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gigdesk.documents.excel.marks import Span
    from gigdesk.documents.excel.rows import Row

NAME, DOC_NO, PHONE, ACCOUNT, SERIAL = "name", "doc_no", "phone", "bank_account", "serial"
WHY_WORDS = {
    "header": "intake.why.header",
    "values": "intake.why.values",
    "exchanged": "intake.why.exchanged",
    "repeated": "intake.why.repeated",
    "other_person": "intake.why.other_person",
    "remarks": "intake.why.remarks",
    "spread": "intake.why.spread",
    "unknown": "intake.why.unknown",
    "chosen": "intake.why.chosen",
}
"""Every reason for the reading of a column, with the key of its words (gap: `group`)."""
_KINSHIP, REST_OF_NAME = "relation_to_head", "given_name"
_KEYS = {DOC_NO, PHONE, ACCOUNT}
_OF_ANYBODY = {NAME, DOC_NO, PHONE, "sex", "birth_date", "age", "address", ACCOUNT}
"""Fields that a group of columns about somebody else repeats."""
_SAY_NOTHING = {SERIAL, "signature", *granted.COLUMNS, *header_words.CATEGORIES}
_MOST_LEVELS = 3
_MOST_IN_TITLE = 3
_PARENTHESES = re.compile(r"[(][^()]*[)]$")
_CERTAIN = 0.9
BY_GROUP = 0.5
"""How much less sure a field is that only the group above the column names."""
_LONGEST_HEADER = 60
# Numbers of papers and telephones stand in rows of people, never in a header.
_HOLDS_NUMBER = re.compile(r"(?<![0-9])[0-9]{11}")
_HOLDS_PAPER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to be: `field` None when nothing is known or it must not be read.

    `index` counts from 0, `confidence` runs from 0 to 1, `why` is one of
    WHY_WORDS, `group` the header above the column's own where there is one.
    """

    index: int
    header: str
    field: str | None
    confidence: float
    why: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found: indexes into the sample of its first and last row, and columns."""

    first: int
    last: int
    columns: tuple[ColumnGuess, ...]

    known: int

    @property
    def score(self) -> tuple[float, int, int]:
        """Return how much of a roster's header it is: fields, words known, and few levels."""
        best: dict[str, float] = {}
        for column in self.columns:
            if column.field:
                best[column.field] = max(column.confidence, best.get(column.field, 0.0))
        return round(sum(best.values()), 3), self.known, self.first - self.last


def find(
    sample: Sequence[Row],
    spans: Iterable[Span],
    enough: Callable[[Iterable[str | None]], bool] | None = None,
) -> Header | None:
    """Return the best header among the first rows of a sheet, or None where no row is one.

    `enough` says whether the fields that were found make a header; without it a roster's.
    """
    enough = enough or is_roster
    across = _across(spans)
    best: Header | None = None
    for last, row in enumerate(sample):
        if best is not None and holds_people(row):
            # People stand below the first header: what comes later is a further one.
            break
        for levels in range(1, _MOST_LEVELS + 1):
            if last + 1 < levels:
                break
            header = _header(sample, last + 1 - levels, last, across)
            if header is None or not enough(fields(header.columns)):
                continue
            if best is None or header.score > best.score:
                best = header
    return _grown(_deepened(best, sample, across), sample, across) if best else None


def fields(guesses: Iterable[ColumnGuess]) -> Iterator[str | None]:
    """Yield the field of each column, and those that its cells hold beside a name."""
    for guess in guesses:
        yield guess.field
        if guess.field == NAME:
            yield from columns.beside(guess.header)


def holds_people(row: Row) -> bool:
    """Say whether the whole number of a paper stands in a row."""
    return any(_HOLDS_PAPER.search(row.text(column)) for column in row.own())


def is_roster(fields: Iterable[str | None]) -> bool:
    """Say whether these fields make a list of people.

    A name alone, or a name and one weak field such as the age, is not enough: lists of other
    things have those too.
    """
    known = {field for field in fields if field and field not in _SAY_NOTHING}
    if NAME in known:
        return bool(known & _KEYS) or len(known) > 2  # noqa: PLR2004 -- the name and two more
    return DOC_NO in known and len(known) > 1


def names_people(fields: Iterable[str | None]) -> bool:
    """Say whether a header has at least the name, so that the values may tell the rest."""
    known = set(fields)
    return NAME in known and DOC_NO not in known


def of_row(row: Row) -> tuple[ColumnGuess, ...]:
    """Return what the texts of one row would say as headers, whether or not it is one."""
    header = _header([row], 0, 0, {})
    return header.columns if header else ()


def matches(texts: Iterable[str]) -> list[str]:
    """Return the fields that these texts are headers of, for telling repeated headers."""
    found = (_matched(text) for text in texts)
    return [field for field, _ in found if field]


def _across(spans: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
    """Return the sideways spans by the number of their first row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in spans:
        if right > left:
            for row in range(top, min(bottom, top + _MOST_LEVELS) + 1):
                found.setdefault(row + 1, []).append((left, right))
    return found


def _header(
    sample: Sequence[Row],
    first: int,
    last: int,
    across: dict[int, list[tuple[int, int]]],
) -> Header | None:
    """Read some rows as one header of several levels; None where the last row cannot be one."""
    if any(_is_title(sample[at]) for at in range(first, last)):
        return None
    levels = [_level(sample[at], across) for at in range(first, last + 1)]
    bottom = levels[-1]
    if any(_HOLDS_NUMBER.search(text) for level in levels for text in level.values()):
        return None
    if len([text for text in bottom.values() if len(text) <= _LONGEST_HEADER]) < 2:  # noqa: PLR2004 -- a header has two columns
        return None
    if any(_repeats(upper, lower) for upper, lower in itertools.combinations(levels, 2)):
        return None
    width = max((max(level, default=0) for level in levels), default=0) + 1
    seen: set[str] = set()
    guesses = []
    for index in range(width):
        stack: list[str] = []
        for depth, level in enumerate(levels):
            text = level.get(index, "")
            if not text and depth < len(levels) - 1 and not levels[-1].get(index):
                continue
            if not text and depth < len(levels) - 1:
                text = _left_of(level, index)
            if text and (not stack or stack[-1] != text):
                stack.append(text)
        if stack:
            guesses.append(_guess(index, stack, seen))
    known = sum(1 for level in levels for text in level.values() if _matched(text)[0])
    found = contacts.of_contacts(_of_halves(_of_households(_of_families(guesses))))
    return Header(first, last, tuple(papers.of_papers(papers.of_trades(found))), known)


def _of_halves(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Take 姓 and 名 side by side for the two halves of the name, where no column has the whole."""
    pairs = [
        at
        for at, (one, other) in enumerate(itertools.pairwise(guesses))
        if other.index == one.index + 1 and columns.are_halves(one.header, other.header)
    ]
    if len(pairs) != 1:
        return guesses
    at = pairs[0]
    others = [*guesses[:at], *guesses[at + 2 :]]
    if any(guess.field == NAME for guess in others):
        return guesses
    for place, field in ((at, NAME), (at + 1, REST_OF_NAME)):
        guesses[place] = replace(guesses[place], field=field, confidence=_CERTAIN, why="header")
    return guesses


def _of_families(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Leave the family out where the person stands beside it with name and number."""
    inside = [column_groups.is_family(guess.group) for guess in guesses]
    persons = {guess.field for guess, family in zip(guesses, inside, strict=True) if not family}
    if not any(inside) or not {NAME, DOC_NO} <= persons:
        return guesses
    return [
        replace(guess, field=None, confidence=0.0, why="other_person")
        if family and guess.field in _OF_ANYBODY
        else guess
        for guess, family in zip(guesses, inside, strict=True)
    ]


def is_householder(column: ColumnGuess) -> bool:
    """Say whether a column is read as the person's only because it names nobody else."""
    match = columns.householder(f"{column.group}{column.header}")
    return match is not None and match.field == column.field and column.confidence == match.score


def _of_households(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Take the householder for the person where a list names nobody else, and no kinship to him."""
    fields = {guess.field for guess in guesses}
    if fields & {NAME, _KINSHIP}:
        return guesses
    matches = [
        columns.householder(f"{guess.group}{guess.header}") if guess.field is None else None
        for guess in guesses
    ]
    if sum(match is not None and match.field == NAME for match in matches) != 1:
        return guesses
    for at, match in enumerate(matches):
        if match is not None and match.field not in fields:
            fields.add(match.field)
            guesses[at] = replace(
                guesses[at], field=match.field, confidence=match.score, why="header"
            )
    return guesses


def _is_title(row: Row) -> bool:
    """Say whether a row above the header is the title of the sheet, not a group of columns.

    Titles change from month to month; glued into the headers they would make them strange.
    """
    own = row.own()
    if len(own) == 1:
        return own[0] == 0 and _matched(row.text(0))[0] is None
    endings = tuple(sheet_words.words("intake.words.title"))
    texts = (_PARENTHESES.sub("", sheet_words.plain(row.text(column))) for column in own[:2])
    return len(own) <= _MOST_IN_TITLE and any(text.endswith(endings) for text in texts)


def _repeats(upper: dict[int, str], lower: dict[int, str]) -> bool:
    """Say whether two rows are the same header again, not a group and what belongs to it."""
    return any(lower.get(column) == text for column, text in upper.items())


def _level(row: Row, across: dict[int, list[tuple[int, int]]]) -> dict[int, str]:
    """Return the texts of one header row, merged cells written in each of their columns."""
    found = {column: row.text(column) for column in row.own()}
    for left, right in across.get(row.number, ()):
        if right - left < len(row.values) - 1:
            for column in range(left, right + 1):
                found.setdefault(column, found.get(left, ""))
    return {column: " ".join(text.split()) for column, text in found.items() if text}


def _left_of(level: dict[int, str], index: int) -> str:
    """Return the group a column belongs to in files that know no merged cells."""
    return next((level[at] for at in range(index - 1, -1, -1) if level.get(at)), "")


def _guess(index: int, stack: list[str], seen: set[str]) -> ColumnGuess:
    """Find the field of one column from its header texts, the group first."""
    header, groups = stack[-1], stack[:-1]
    group = "".join(groups)
    if sheet_words.is_remarks(header):
        return ColumnGuess(index, header, None, 1.0, "remarks", group)
    if column_groups.is_wish(group):
        wished = column_groups.below(sheet_words.plain(groups[-1]), sheet_words.plain(header))
        if wished is None:
            return ColumnGuess(index, header, None, 0.0, "unknown", group)
        seen.add(wished.field)
        return ColumnGuess(index, header, wished.field, wished.score, "header", group)
    # A group and its column may name the field together, whatever stands above the group.
    paths = [f"{''.join(stack[start:-1])}{header}" for start in range(len(groups))]
    paths += [f"{columns.stem(one)}{header}" for one in groups]
    joined, joined_score = max(map(_matched, paths), key=_sureness, default=(None, 0.0))
    own, own_score = _matched(header)
    field, score = (joined, joined_score) if joined_score >= _CERTAIN else (own, own_score)
    if field is None:
        field, score = joined, joined_score
    if field is None and groups:
        field, score = _matched(groups[-1])
        field, score = (None, 0.0) if field in seen else (field, score * BY_GROUP)
    if field is None:
        return ColumnGuess(index, header, None, 0.0, "unknown", group)
    if field == own and joined_score < _CERTAIN and _is_about_pay(group):
        return ColumnGuess(index, header, None, 0.0, "unknown", group)
    if field in _OF_ANYBODY and field == own and is_of_another(group):
        return ColumnGuess(index, header, None, 0.0, "other_person", group)
    seen.add(field)
    return ColumnGuess(index, header, field, score, "header", group)


def _matched(text: str) -> tuple[str | None, float]:
    """Ask the domain for the field of a header text."""
    if not text or len(text) > _LONGEST_HEADER:
        return None, 0.0
    if sheet_words.plain(text) in sheet_words.words("intake.words.serial"):
        return SERIAL, 0.5
    found = columns.match_header(text)
    return found if found is not None else (None, 0.0)


def _sureness(match: tuple[str | None, float]) -> float:
    return match[1]


def is_of_another(group: str) -> bool:
    """Say whether a group of columns tells about somebody else than the person of the row."""
    text = sheet_words.plain(group)
    return any(word in text for word in sheet_words.words("intake.words.other_person"))


def _is_about_pay(group: str) -> bool:
    """Say whether a group of columns holds sums of money, whatever its columns are called."""
    text = sheet_words.plain(group)
    return any(word in text for word in sheet_words.words("intake.words.pay_group"))


def _deepened(
    header: Header, sample: Sequence[Row], across: dict[int, list[tuple[int, int]]]
) -> Header:
    """Count the row below among the header's where it only names the columns of its groups.

    联系方式 alone says as much as 手机 below it, so the scores do not tell such a row.
    """
    if header.last + 1 >= len(sample) or header.last - header.first + 1 >= _MOST_LEVELS:
        return header
    upper, lower = sample[header.last].own(), sample[header.last + 1]
    over = [max((at for at in upper if at <= column), default=-1) for column in lower.own()]
    named = matches(lower.text(column) for column in lower.own())
    if not over or any(over.count(at) < 2 for at in over) or len(named) * 2 < len(over):  # noqa: PLR2004 -- a group has two columns
        return header
    deeper = _header(sample, header.first, header.last + 1, across)
    return deeper if deeper is not None and is_roster(fields(deeper.columns)) else header


def _grown(
    header: Header,
    sample: Sequence[Row],
    across: dict[int, list[tuple[int, int]]],
) -> Header:
    """Count a row of group names above, and continuing merged cells, among the header's rows."""
    first = header.first
    while first > 0:
        above, below = sample[first - 1], sample[first]
        texts = [above.text(column) for column in above.own()]
        joined = any(column in below.filled for column in above.own())
        groups = len(texts) > 1 and any(
            right - left < len(above.values) - 1 for left, right in across.get(above.number, ())
        )
        short = all(len(text) <= _LONGEST_HEADER for text in texts)
        filled_in = any(":" in sheet_words.folded(text) for text in texts)
        if not across and len(texts) > 1:
            groups = not any(any(map(str.isdecimal, text)) for text in texts)
        if filled_in or _is_title(above) or not (short and texts and (joined or groups)):
            break
        first -= 1
    whole = _header(sample, first, header.last, across)
    if whole is not None and whole.score >= header.score:
        return whole
    return Header(first, header.last, header.columns, header.known)
