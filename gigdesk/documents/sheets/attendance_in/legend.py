"""What a month's sheet itself says of its signs, such as "circle: rest"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import crosses, meanings, records
from gigdesk.domain import attendance, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_SIGN = patterns.later(
    r"""[^\w\s:;,.()\[\]=/\-"'<>+\u2018-\u201d\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]"""
)
_BETWEEN = patterns.later(r"[\s,;.\u3001\u3002\uff0c\uff1b\uff0e]+")
_PAGE = patterns.later(r"-\s*\d{1,3}\s*-")
_PIECES = patterns.later(r"[\s,;\u3001\u3002]+|(?<!\d)\.|\.(?!\d)")
_LOOSE = patterns.later(r"\s*([=:])\s*|\s+([-\u2013\u2014])\s+")
_QUOTES = patterns.later(r"[\"'\u2018\u2019\u201c\u201d\u300a\u300b\u3010\u3011\[\]]")
_POINT = patterns.later(r"^\(\d{1,2}\)")
_SHORT = patterns.later(r"([A-Z]|\d{1,2}(?:\.\d{1,2})?|[\u4e00-\u9fff])(?![.\d])(.+)")
_DASH = patterns.later(r"([-/\\\u2014\u3007])\s*[=:]?\s*(\w+)")
"""Signs that mostly divide words: they are signs only before their word, and nothing else."""
_HEAD = patterns.later(r"\s*([^:\s]+)\s*[:\s](.*)", re.DOTALL)
_CLEAR = rf"(?![!?%~&\u2014\u2026]){_SIGN.pattern}"
_LINE = r"[-/\\\u2014\u3007]"
_ENDS = patterns.later(rf"\w\W*?({_CLEAR}|{_LINE}|\d(?:\.\d+)?|[A-Za-z])\W*$")
"""A word with its sign behind it."""
_BEGINS = patterns.later(rf"(?:\d{{1,2}}[.)]?)?{_CLEAR}\s*[=:]?\s*\w")
_DATE = patterns.later(r"20\d{2}([-./]\d{1,2}){1,2}")
_LINES = "-/\\\u2014\u3007"
_ORNAMENTS, _SHORTEST = "\u2605\u203b", 3
"""Stars behind more than a word or two are no signs."""
_ENTRY = patterns.later(rf"{_CLEAR}|{_LINE}\s*[=:]?\w|\w[=:-]\D|[A-Za-z][\u4e00-\u9fff]")
"""A sign, with what it means behind it."""
_DIVIDES = patterns.later(r"[=:(\-\u2013\u2014]")
_LOOKS_LIKE = ("\u221a\u2713\u2714\u2228V", "\u00d7\u2717\u2718X")
"""Ticks and crosses that people write for each other; a letter tells nothing of ticks."""
_LETTER_TICK = "V"
_COUNT = patterns.later(r"^[(\uff08]?\d{1,2}[)\uff09.\u3001:]?")

Legend = dict[str, meanings.Meaning | None]
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
    None stands for a sign of which the sheet says two things, the opposite of what it means
    everywhere, or something that no mark here means: nobody knows what its cells say. Letters,
    single words and numbers may be such signs.
    """
    found: Legend = {}
    for at, row in enumerate(rows):
        own = row.own()
        is_legend = is_note(row, own)
        names = not records.person_of(row, layout).is_nobody and not is_aside(row, own)
        if names and not is_legend and at >= header:
            continue
        texts = [row.text(column) for column in own]
        apart = any(_SIGN.fullmatch(text.strip()) for text in texts)
        for text in [" ".join(texts)] if is_legend or (apart and at < header) else texts:
            own_words = _of_short(text, with_numbers=is_legend or at < header)
            dashes = _of_dashes(text, " ".join(texts)) if is_legend or at < header else ()
            said = [*_said(text), *own_words, *dashes]
            told = {sign for sign, _ in said}
            untold = [(sign, None) for sign in crosses.untold(text) if sign not in told]
            for sign, meaning in (*said, *_against(text), *untold):
                known = found.setdefault(sign, meaning)
                if meaning is None or known != meaning or not _may_mean(sign, meaning):
                    found[sign] = None
    for alike in _LOOKS_LIKE:
        kinds = {found[sign] for sign in alike if sign in found and sign != _LETTER_TICK}
        if len(kinds) == 1:
            found = {**dict.fromkeys(alike, kinds.pop()), **found}
    return found


def _of_short(text: str, *, with_numbers: bool) -> Iterator[tuple[str, meanings.Meaning | None]]:
    """Yield the letters, single words and numbers that a text explains, each with its meaning.

    None where it means nothing known here; a count of points or a sum explains no number.
    """
    for piece in _pieces(text):
        found = _SHORT.fullmatch(piece)
        if not found or has_sign(found[2]) or any(map(str.isdigit, found[2])):
            continue
        sign, rest = found[1], found[2]
        clear = rest.startswith(("=", *sheet_words.longest_first("intake.words.legend_means")))
        divided = clear or _DIVIDES.match(rest) is not None
        behind = meanings.without_means(rest)
        is_number = sign[0].isdigit()
        if not behind or (is_number and not with_numbers):
            continue
        if not is_number and not divided and not (sign.isascii() and meanings.kinds(behind)):
            continue
        meaning = meanings.kind_of(behind) if clear or not is_number else meanings.word(behind)
        in_points = is_number and not clear and has_sign(text)
        if not in_points and (meaning is not None or clear or not is_number):
            yield sign, meaning


def _of_dashes(text: str, line: str) -> Iterator[tuple[str, meanings.Meaning | None]]:
    """Yield the dashes and strokes before a word for a day, where all entries begin so.

    Where an entry of the `line` has its sign behind its word, or stands between others with none,
    a dash or a stroke only parts the entries.
    """
    clauses = [_headless(clause) for clause in attendance.clauses(_unquoted(line))]
    begins = any(map(_BEGINS.match, clauses))
    for said in [*clauses, *(each for one in clauses for each in one.split())]:
        if _ends_with_sign(said, begins=begins):
            return
    for clause in map(_headless, attendance.clauses(_unquoted(text))):
        pieces = _joined(clause).split()
        for said in {clause, *(pieces if _begin_with_signs(pieces) else ())}:
            found = _DASH.fullmatch(said)
            word = meanings.without_means(found[2]) if found else ""
            kinds = [kind for key, kind in meanings.KINDS.items() if word in sheet_words.words(key)]
            if found and (kinds or meanings.word(word)):
                yield found[1], meanings.word(word) or kinds[0]


def _unquoted(text: str) -> str:
    return _QUOTES.sub("", unicodedata.normalize("NFKC", text))


def _headless(clause: str) -> str:
    """Return a clause without the head of a legend or a note before it."""
    found = _HEAD.fullmatch(clause)
    heads = sheet_words.longest_first("intake.words.note", "intake.words.legend")
    return (found[2] if found and sheet_words.plain(found[1]) in heads else clause).strip()


def _ends_with_sign(said: str, *, begins: bool) -> bool:
    """Say whether a word is followed by its sign; a letter or number must follow one for a day.

    A number follows just that word: where other words beside it, or a sign that `begins` an entry
    of the line, show that it is an amount, it must be the word of a dash or a stroke.
    """
    found = _ENDS.search(said)
    if found is None:
        return False
    word = said[: found.start() + 1].rsplit(maxsplit=1)[-1]
    if found[1].lstrip("0123456789.") == "":
        own = re.split(r"[(:]", word)[-1]
        bare = meanings.without_verb(re.sub(rf"^{_LINE}", "", own))
        return meanings.word(bare) is not None and (own[0] in _LINES or not begins)
    is_ornament = found[1] in _ORNAMENTS and len(word) > _SHORTEST and not meanings.kinds(word)
    is_clear = re.search(_CLEAR, found[0]) is not None and not is_ornament
    return is_clear or bool(meanings.kinds(word))


def _joined(clause: str) -> str:
    """Return a clause in which a sign is joined to its word, where it begins with a sign."""
    first = _SIGN.search(clause)
    if first is None or meanings.kinds(clause[: first.start()]):
        return clause
    return re.sub(rf"({_CLEAR})\s+(?=\w)", r"\1", clause)


def _begin_with_signs(pieces: Sequence[str]) -> bool:
    """Say whether every piece of a clause that has a word for a day begins with its sign.

    No sign stands without a word and, once they have begun, no letter and no number; no dash and no
    stroke stands behind other words, from which it would only part its own.
    """
    begun, behind_other = False, False
    for piece in pieces:
        opened = piece if ")" in piece else piece.rpartition("(")[2]
        if _ENTRY.match(opened) and any(map(str.isalpha, opened[1:])):
            if behind_other and _DASH.match(opened):
                return False
            begun, behind_other = True, False
            continue
        is_number = piece[0].isdigit() and not _DATE.fullmatch(piece)
        is_alone = is_number or len(piece) == 1
        is_amount = not is_alone and any(map(str.isdigit, piece))
        if (meanings.kinds(piece) and not (begun and (is_amount or _is_of_more(piece)))) or (
            is_alone and (begun or has_sign(piece))
        ):
            return False
        behind_other = True
    return begun


def _is_of_more(piece: str) -> bool:
    """Say whether a piece with a word for a day says more, such as who counts the days."""
    plain = sheet_words.plain(piece)
    for key in meanings.KINDS:
        for word in sheet_words.longest_first(key):
            plain = plain.replace(word, "")
    return sum(map(str.isalpha, plain)) > 1


def _against(text: str) -> Iterator[tuple[str, None]]:
    """Yield the ticks of which a sentence says that they are no days, and crosses that are some."""
    verbs = sheet_words.longest_first("intake.words.legend_writes")
    for piece in _pieces(text):
        for sign in _SIGN.finditer(piece):
            before, behind = piece[: sign.start()], piece[sign.end() :]
            verb = next((verb for verb in verbs if before.endswith(verb)), "")
            said = before.removesuffix(verb) if verb else ""
            if said.endswith(sheet_words.longest_first("intake.words.legend_never")):
                continue
            if behind.startswith(("=", *sheet_words.longest_first("intake.words.legend_means"))):
                said = meanings.without_means(behind)
            kinds = meanings.kinds(said)
            if kinds and not any(kind and _may_mean(sign[0], kind) for kind in kinds):
                yield sign[0], None


def _pieces(text: str) -> Iterator[str]:
    """Yield what stands between the commas and spaces of a text, without heads and quotes."""
    written = _QUOTES.sub("", unicodedata.normalize("NFKC", text)).upper()
    heads = (
        *sheet_words.longest_first("intake.words.note"),
        *sheet_words.longest_first("intake.words.legend"),
    )
    for word in sheet_words.longest_first("intake.words.legend_means"):
        if len(word) > 1:
            written = re.sub(rf"\s*{word}\s*", word, written)
    for piece in _PIECES.split(_LOOSE.sub(lambda found: found[1] or "-", written)):
        bare = _POINT.sub("", piece)
        head, colon, rest = bare.partition(":")
        bare = rest if colon and sheet_words.plain(head) in heads else bare
        for word in sheet_words.longest_first("intake.words.legend_takes"):
            bare = bare.removeprefix(word)
        if bare:
            yield bare


def _may_mean(sign: str, meaning: meanings.Meaning) -> bool:
    """Say whether a sign with a meaning of its own, such as a tick, may be given this one."""
    try:
        own = attendance.read_mark(sign)
    except errors.Invalid:
        return True
    return own is None or bool(own.quarters) == bool(meaning[0])


def _said(text: str) -> Iterator[tuple[str, meanings.Meaning]]:
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
            meaning = _before(gaps[at].lstrip("/|\uff0f\uff5c") if at else gaps[at])
        elif not leads and (_is_heading(gaps[0], gaps[1]) or _says_means(gaps[at + 1])):
            meaning = _behind(gaps[at + 1])
        if meaning is not None:
            yield sign[0], meaning


def _before(gap: str) -> meanings.Meaning | None:
    """Read the word that ends a text before a sign."""
    plain = meanings.bare(gap)
    for word in sheet_words.longest_first("intake.words.means"):
        if plain != word and plain.endswith(word):
            plain = meanings.bare(plain.removesuffix(word))
            break
    return meanings.word(re.split(r"[:\uff1a]", _BETWEEN.split(plain)[-1])[-1])


def _behind(gap: str) -> meanings.Meaning | None:
    """Read the word that begins a text behind a sign."""
    plain = meanings.bare(gap)
    for word in sheet_words.longest_first("intake.words.means"):
        if plain.startswith(word):
            plain = meanings.bare(plain.removeprefix(word))
            break
    # What a comma divides from the sign is the next one's.
    return (
        meanings.word(meanings.bare(_BETWEEN.split(plain)[0]))
        if plain == plain.lstrip(",\uff0c\u3001;\uff1b")
        else None
    )


def _says_means(gap: str) -> bool:
    return meanings.bare(gap).startswith(sheet_words.longest_first("intake.words.means"))


def _is_heading(gap: str, behind_sign: str) -> bool:
    """Say whether what stands before the first sign only announces the signs.

    A bracket opens a legend unless it closes behind the sign itself.
    """
    plain = sheet_words.folded(gap).strip()
    ends = r"[:\[]" if sheet_words.folded(behind_sign).startswith((")", "]")) else r"[:(\[]"
    behind = meanings.bare(_COUNT.sub("", re.split(ends, plain)[-1]))
    return not behind or behind.endswith(sheet_words.longest_first("intake.words.legend"))
