"""What a month's sheet itself says of its signs, such as "circle: rest"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_SIGN = re.compile(
    r"""[^\w\s:;,.()\[\]=/\-"'<>+\u2018-\u201d\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]"""
)
_BETWEEN = re.compile(r"[\s,;.\u3001\u3002\uff0c\uff1b\uff0e]+")
_AROUND = (
    " :=()[]\"'<>-\u2014\u2018\u2019\u201c\u201d\uff08\uff09\uff1a\uff1d\u3010\u3011\u300a\u300b"
)
_PAGE = re.compile(r"-\s*\d{1,3}\s*-")
_COUNT = re.compile(r"^[(\uff08]?\d{1,2}[)\uff09.\u3001:]?")

Meaning = tuple[int, str]
Legend = dict[str, Meaning | None]
"""What the signs of a sheet mean, as quarters and mark; None where nobody can say."""


def is_note(row: Row, own: Sequence[int]) -> bool:
    """Say whether a row, by its own filled columns, begins like a note or only explains signs."""
    first = sheet_words.folded(row.text(own[0])) if own else ""
    if first.startswith(sheet_words.longest_first("intake.words.note")):
        return True
    return len(own) == 1 and len(first) > 1 and has_sign(first) and not _is_day(first)


def _is_day(text: str) -> bool:
    """Say whether a text can be read as somebody's day, such as a tick with overtime."""
    try:
        return attendance.read_mark(text) is not None
    except errors.Invalid:
        return False


def is_aside(row: Row, own: Sequence[int]) -> bool:
    """Say whether a row holds nothing but signs with their meanings, or the number of a page."""
    texts = [row.text(column) for column in own]
    if len(texts) == 1:
        folded = sheet_words.folded(texts[0])
        is_page = folded.endswith(sheet_words.longest_first("intake.words.page"))
        return bool(_PAGE.fullmatch(folded)) or (is_page and any(map(str.isdigit, folded)))
    headed = bool(texts) and sheet_words.plain(texts[0]) in sheet_words.words("intake.words.legend")
    entries = texts[1:] if headed else texts
    return len(entries) > 1 and all(next(_said(text), None) is not None for text in entries)


def has_sign(text: str) -> bool:
    """Say whether a text holds a sign that a legend may explain."""
    return _SIGN.search(text) is not None


def read(rows: Sequence[Row], layout: Mapping[str, int], header: int) -> Legend:
    """Read what the sheet itself says of its signs, such as "circle: rest", outside the people.

    `header` is the place of the row of the days: nobody stands above it.
    None stands for a sign of which the sheet says two things, or the opposite of what it means
    everywhere: nobody knows what its cells say.
    """
    found: Legend = {}
    for at, row in enumerate(rows):
        own = row.own()
        is_legend = is_note(row, own)
        if not (is_legend or at < header or records.person_of(row, layout).is_nobody):
            continue
        texts = [row.text(column) for column in own]
        apart = any(_SIGN.fullmatch(text.strip()) for text in texts)
        for text in [" ".join(texts)] if is_legend or (apart and at < header) else texts:
            for sign, meaning in _said(text):
                known = found.setdefault(sign, meaning)
                if known != meaning or not _may_mean(sign, meaning):
                    found[sign] = None
    return found


def _may_mean(sign: str, meaning: Meaning) -> bool:
    """Say whether a sign with a meaning of its own, such as a tick, may be given this one."""
    try:
        own = attendance.read_mark(sign)
    except errors.Invalid:
        return True
    return own is None or bool(own.quarters) == bool(meaning[0])


def _said(text: str) -> Iterator[tuple[str, Meaning]]:
    """Yield the signs of a text with their meanings, where it is clear which word is whose.

    All words stand before their signs, or all behind: where both can be, none is read.
    """
    signs = list(_SIGN.finditer(text))
    if not signs:
        return
    ends = [0, *(sign.end() for sign in signs)]
    starts = [*(sign.start() for sign in signs), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    leads = _before(gaps[0]) is not None
    follows = _behind(gaps[-1]) is not None
    for at, sign in enumerate(signs):
        meaning = None
        if leads and not follows:
            meaning = _before(gaps[at])
        elif not leads and (_is_heading(gaps[0], gaps[1]) or _says_means(gaps[at + 1])):
            meaning = _behind(gaps[at + 1])
        if meaning is not None:
            yield sign[0], meaning


def _before(gap: str) -> Meaning | None:
    """Read the word that ends a text before a sign."""
    plain = _bare(gap)
    for word in sheet_words.longest_first("intake.words.means"):
        if plain != word and plain.endswith(word):
            plain = _bare(plain.removesuffix(word))
            break
    return _word(re.split(r"[:\uff1a]", _BETWEEN.split(plain)[-1])[-1])


def _behind(gap: str) -> Meaning | None:
    """Read the word that begins a text behind a sign."""
    plain = _bare(gap)
    for word in sheet_words.longest_first("intake.words.means"):
        if plain.startswith(word):
            plain = _bare(plain.removeprefix(word))
            break
    # What a comma divides from the sign is the next one's.
    return (
        _word(_bare(_BETWEEN.split(plain)[0]))
        if plain == plain.lstrip(",\uff0c\u3001;\uff1b")
        else None
    )


def _says_means(gap: str) -> bool:
    return _bare(gap).startswith(sheet_words.longest_first("intake.words.means"))


def _is_heading(gap: str, behind_sign: str) -> bool:
    """Say whether what stands before the first sign only announces the signs.

    A bracket opens a legend unless it closes behind the sign itself.
    """
    plain = sheet_words.folded(gap).strip()
    ends = r"[:\[]" if sheet_words.folded(behind_sign).startswith((")", "]")) else r"[:(\[]"
    behind = _bare(_COUNT.sub("", re.split(ends, plain)[-1]))
    return not behind or behind.endswith(sheet_words.longest_first("intake.words.legend"))


def _bare(text: str) -> str:
    return text.strip().strip(_AROUND).strip()


def _word(text: str) -> Meaning | None:
    """Read a whole word for a day; a word with more to it is none."""
    plain = _bare(_COUNT.sub("", text))
    if sheet_words.plain(plain) in sheet_words.words("intake.words.shift_worked"):
        return attendance.WHOLE_DAY, ""
    if not plain or not plain.isalpha() or not attendance.is_mark(plain):
        return None
    quantity = attendance.read_mark(plain)
    return None if quantity is None else (quantity.quarters, quantity.mark)
