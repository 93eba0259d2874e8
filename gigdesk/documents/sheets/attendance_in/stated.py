"""What the words of an attendance sheet say of its month: with a year, without, as a span."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import attendance, patterns
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = 12
_TIMES = patterns.later(r"\s+(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*")
_SPAN = patterns.later(
    r"(?<![\d.])(?:(20\d{2})\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*\d{1,2}\D{1,4}?"
    r"(?:20\d{2}\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*\d{1,2}(?!\d)"
)
_FULL = patterns.later(
    r"(?<!\d)(20\d{2})(?:\s*[-/.]\s*(\d{1,2})(?!\d|\s*[-/.]\s*\d)|(0[1-9]|1[0-2])(?!\d))"
)
_FULL_DAY = patterns.later(r"(?<!\d)(20\d{2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{1,2}(?!\d)")
_BRACKET = patterns.later(r"\([^)]*\)?$")


@dataclass(frozen=True, slots=True)
class Stated:
    """What some texts say: months `YYYY-MM`, months of no year, and spans over two.

    `last` are the months in which spans end that say their year. A span holds the months (1-12) in
    which days begin and end.
    """

    last: tuple[str, ...]
    months: tuple[str, ...]
    bare: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def read(texts: Sequence[str], *, goes_over: bool, names_sheet: bool = False) -> Stated:
    """Read texts; where the days of a sheet go over months its month is that of the last ones.

    A single day, such as that of the print, tells no month. Any month in what `names_sheet` counts.
    Where texts about attendance name a month, those of other texts are of other things.
    """
    months: list[str] = []
    others: list[str] = []
    spans: list[tuple[int, int]] = []
    ends: list[str] = []
    bare: list[int] = []
    for text in texts:
        rest = _TIMES.sub(" ", records.western(dates.western(text)))
        found = _SPAN.search(rest)
        pair = _pair(found) if found else None
        if pair is None:
            about = names_sheet or _is_about(text)
            two = _between_months().search(rest)
            pair = _two(two) if two and (two[1] or about or two.start() == 0) else None
            found = two if pair else found
        if found is not None and pair is not None:
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
            over = goes_over and pair[0] != pair[1]
            if over:
                spans.append(pair)
            elif pair[0] != pair[1]:
                bare += pair
            if found[1]:
                first = f"{found[1]}-{pair[0]:02d}"
                (ends if over else months).append(following(first) if over else first)
        within = attendance.month_of_days(rest)
        is_sure = names_sheet or is_own(text) or bool(within)
        full = _full(within or rest, compact=is_sure)
        (months if is_sure else others).extend(full)
        bare += _bare(text, names_sheet=names_sheet) if found is None else ()
    return Stated(
        tuple(dict.fromkeys(ends)),
        tuple(dict.fromkeys(months or ([] if ends else others))),
        tuple(dict.fromkeys(bare)),
        tuple(dict.fromkeys(spans)),
    )


def _full(rest: str, *, compact: bool) -> list[str]:
    """Return the months with their years that a text in western form names for itself.

    That of a payment, of the paper or of somebody's arrival is none; `compact` allows 202610.
    """
    found = []
    other_to = -1  # where the month of another thing ends: one joined to it is of that thing too
    for one in _FULL.finditer(rest):
        before, behind = rest[: one.start()], rest[one.end() :]
        joins = other_to >= 0 and before[other_to:].strip(" -") in _to()
        is_other = joins or bool(_other().search(f"{before}|") or _of_other().match(behind))
        other_to = one.end() if is_other else other_to
        number = int(one[2] or one[3])
        if not is_other and 1 <= number <= _MONTHS and (compact or one[2]):
            found.append(f"{one[1]}-{number:02d}")
    return found


def other_thing(titles: Sequence[str], sheet: str) -> str:
    """Return the title of a sheet that is about something else than attendance, else nothing.

    The name of the sheet tells it where no title does.
    """
    about = any(map(_is_about, titles))
    always = sheet_words.longest_first("intake.words.other_always")
    others = sheet_words.longest_first("intake.words.other_sheet")
    lists = sheet_words.longest_first("intake.words.list")
    whole = [word for word in _attendance() if any(one in word for one in always)]
    means = [word for word in sheet_words.longest_first("intake.words.legend_means") if word[1:]]
    for text in titles:
        plain = _without(sheet_words.plain(_before_marks(text)), [*whole, *means])
        wanted = always if about else (*always, *others)
        is_other = any(word in plain for word in wanted) and any(word in plain for word in lists)
        is_other = is_other or plain.endswith(_of_overtime()) or _names_others(plain, about=about)
        if is_other and not is_beside_overtime(text):
            return text
    plain = sheet_words.plain(sheet)
    if not about and _names_others(plain, about=False):
        return sheet
    for word in lists:
        plain = plain.removesuffix(word)
    return sheet if plain in others and not about else ""


def _names_others(plain: str, *, about: bool) -> bool:
    """Say whether a text is a list of people who were away, or came for something else than work.

    `about` tells that the sheet speaks of attendance: then a word for leave must be the last one,
    and joined to no word for attendance.
    """
    words = sheet_words.longest_first("intake.words.roster")
    roster = next(filter(plain.__contains__, words), "")
    if not roster or plain.startswith(sheet_words.longest_first("intake.words.roster_beside")):
        return False
    before, _, behind = plain.partition(roster)
    if before.startswith(sheet_words.longest_first("intake.words.caption_before")):
        before = before.rpartition(":")[2]
    if attendance.is_sentence(before) or not attendance.is_dates(_BRACKET.sub("", behind)):
        return False
    before = _without_beside(before)
    leave = ("intake.words.legend_leave", "intake.words.legend_sick")
    away = "intake.words.legend_absent"
    within = set(sheet_words.longest_first("intake.words.other_always", *(() if about else leave)))
    # Being short of workers is said by a word for being absent: it may be an employer's.
    within |= sheet_words.words(away) - sheet_words.words("intake.words.other_sheet")
    if any(word in before for word in within):
        return True
    core, last = before, ""
    people = sheet_words.longest_first("intake.words.name_loose", "intake.words.people")
    while core != last:
        last, core = core, core.removesuffix(next(filter(core.endswith, people), ""))
    own = ("intake.words.roster_other", "intake.words.absence", away, *leave)
    word = next(filter(core.endswith, sheet_words.longest_first(*own)), "")
    rest = core.removesuffix(word)
    rest = re.sub(r"\W+$", "", rest)
    both = (rest, rest.removesuffix(next(filter(rest.endswith, _to()), "")))
    return bool(word) and not any(one.endswith(_attendance()) for one in both)


def _without_beside(before: str) -> str:
    """Return the title of a list without words that no absence is said by.

    They say that nobody was away, or who came instead, or stand beside a word for attendance.
    """
    for word in sheet_words.longest_first("intake.words.roster_plain"):
        before = before.replace(word, "")
    told = "|".join(map(re.escape, _attendance()))
    joins = "|".join(map(re.escape, _to()))
    instead = "|".join(map(re.escape, sheet_words.longest_first("intake.words.roster_instead")))
    absent = sheet_words.longest_first("intake.words.legend_absent")
    leave = sheet_words.longest_first("intake.words.legend_leave", "intake.words.legend_sick")
    before = re.sub(rf"(?:{'|'.join(map(re.escape, absent + leave))})(?:{instead})", "", before)
    return re.sub(rf"({told})(?:\W|{joins})(?:{'|'.join(map(re.escape, absent))})", r"\1", before)


def _before_marks(text: str) -> str:
    """Return a title without the marks that it explains; one that ends as a title explains none."""
    if sheet_words.plain(text).endswith(sheet_words.longest_first("intake.words.list")):
        return text
    is_sign = (not letter.isalnum() and attendance.is_mark(letter) for letter in text)
    return text[: next((at for at, sign in enumerate(is_sign) if sign), len(text))]


def is_beside_overtime(text: str) -> bool:
    """Say whether a text speaks of overtime beside attendance, not only of that of overtime."""
    overtime = sheet_words.longest_first("intake.words.overtime")
    plain = sheet_words.plain(text)
    rest = _without(plain, _of_overtime())
    return any(word in plain for word in overtime) and _is_about(rest)


def _of_overtime() -> tuple[str, ...]:
    """Return the words for attendance of nothing but overtime."""
    overtime = sheet_words.longest_first("intake.words.overtime")
    always = sheet_words.longest_first("intake.words.other_always")
    return tuple(word for word in always if any(one in word for one in overtime))


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text


def joined(texts: Sequence[str], bare: Sequence[int]) -> list[str]:
    """Return the month that stands apart from its year, where there is one of each: else none."""
    years = {
        found[1]
        for text in texts
        for found in _year().finditer(unicodedata.normalize("NFKC", text))
    }
    numbers = set(bare)
    if len(years) != 1 or len(numbers) != 1:
        return []
    return [f"{years.pop()}-{numbers.pop():02d}"]


def over_columns(texts: Sequence[str], *, goes_over: bool) -> Stated:
    """Read the months that stand over the columns of the days, from left to right."""
    one = read(texts, goes_over=goes_over)
    full = [month for text in texts if (month := records.month_in(text))]
    numbers = list(dict.fromkeys(_number(text) for text in texts))
    if not goes_over or len(numbers) != len(("first", "last")) or numbers[1] != next_of(numbers[0]):
        return one
    last = full[-1] if len(full) == len(texts) else following(full[0]) if full else None
    return Stated((last,) if last else (), (), (), ((numbers[0], numbers[1]),))


def is_own(text: str) -> bool:
    """Say whether a month in a text is surely that of the attendance."""
    return is_month(text) or _is_about(text) or "".join(text.split()).isdigit()


def is_title(text: str) -> bool:
    """Say whether a text is the title of a sheet of attendance, or a month alone, and no note."""
    if is_month(text) or "".join(text.split()).isdigit():
        return True
    folded = sheet_words.folded(text)
    is_note = folded.startswith(sheet_words.longest_first("intake.words.note"))
    if is_note or len(attendance.clauses(folded)) > 1:
        return False
    plain = re.sub(r"[(\[][^)\]]*[)\]]$", "", sheet_words.plain(text))
    lists = sheet_words.longest_first("intake.words.list")
    return _is_about(text) and (
        plain.endswith(_attendance()) or any(map(plain.__contains__, lists))
    )


def months_of_days(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the months of the days that titles of attendance name with their year."""
    found: list[str] = []
    for text in filter(is_title, texts):
        rest = records.western(dates.western(text))
        found += [
            f"{one[1]}-{int(one[2]):02d}"
            for one in _FULL_DAY.finditer(rest)
            if 1 <= int(one[2]) <= _MONTHS and not _other().search(f"{rest[: one.start()]}|")
        ]
    return tuple(dict.fromkeys(found))


def is_month(text: str) -> bool:
    """Say whether a text says a month, with or without its year, and nothing else."""
    return _number(text) > 0


def _number(text: str) -> int:
    """Return the month (1-12) that a text is, 0 where it says anything else."""
    number = attendance.month_alone(records.western(dates.western(text)).strip(" ()")) or 0
    return number if number <= _MONTHS else 0


def _pair(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the months of a span of days that ends in its own month or in the next one."""
    one, other = int(found[2]), int(found[3])
    if not 1 <= one <= _MONTHS or other not in {one, next_of(one)}:
        return None
    return one, other


def _two(found: re.Match[str]) -> tuple[int, int] | None:
    """Return two months of which the second follows the first."""
    one, other = int(found[2]), int(found[3])
    return (one, other) if 1 <= one <= _MONTHS and other == next_of(one) else None


def next_of(number: int) -> int:
    """Return the month (1-12) after one."""
    return number % _MONTHS + 1


def following(month: str) -> str:
    """Return the month after one."""
    return later(month, 1)


def later(month: str, months: int) -> str:
    """Return the month so many after one, or before it where that is below nought."""
    at = int(month[:4]) * _MONTHS + int(month[5:]) - 1 + months
    return f"{at // _MONTHS}-{at % _MONTHS + 1:02d}"


def near(month: str, number: int) -> str:
    """Return the month of this number that is nearest to one."""
    return later(month, (number - int(month[5:]) + 5) % _MONTHS - 5)


def _bare(text: str, *, names_sheet: bool) -> list[int]:
    """Return the months that a text names without year or day.

    They stand first, behind the word for the month of a sheet, or beside one for attendance. Months
    of other things, as of the pay, stand in a text that names the month with its year, or
    somewhere in a note.
    """
    plain = unicodedata.normalize("NFKC", dates.western(text)).strip(" ()[]")
    if records.month_in(text):
        return []
    labelled = [
        int(one[1])
        for one in _labelled().finditer(plain)
        if not _other().search(f"{plain[: one.start(1)]}|")
    ]
    about = names_sheet or _is_about(text)
    said = [int(one[1]) for one in _month().finditer(plain) if about or one.start() == 0]
    return [one for one in (*labelled, *said) if 1 <= one <= _MONTHS]


def _is_about(text: str) -> bool:
    """Say whether a text speaks of attendance."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return any(word in plain for word in _attendance())


def _attendance() -> tuple[str, ...]:
    return sheet_words.longest_first("intake.words.attendance")


@functools.cache
def _month() -> re.Pattern[str]:
    """Return what finds a month with no day behind it; the number of a group is none."""
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.month")))
    days = "|".join(map(re.escape, sheet_words.longest_first("intake.words.day")))
    return re.compile(
        rf"(?<![\d.~-])(\d{{1,2}})\s*(?:{words})(?!\s*\d{{1,2}}(?!\d)\s*(?:{days}|\W|$))"
    )


@functools.cache
def _year() -> re.Pattern[str]:
    """Return what finds a year of which no month is said."""
    words = [word for word in sheet_words.longest_first("intake.words.year") if word != "-"]
    return re.compile(rf"(?<!\d)(20\d{{2}})\s*(?:{'|'.join(map(re.escape, words))})(?!\s*\d)")


def _to() -> frozenset[str]:
    return sheet_words.words("intake.words.to")


@functools.cache
def _other() -> re.Pattern[str]:
    """Return what finds, before a month, the words for another thing than attendance."""
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.other_month")))
    said = sheet_words.longest_first("intake.words.time_label")
    labels = "|".join(map(re.escape, {*said, *map(records.western, said)}))
    label = rf"(?:{labels})+\s*[:=]?|\s*[:=]"
    return re.compile(rf"(?:{words})(?:{label})\s*\|$", re.IGNORECASE)


@functools.cache
def _of_other() -> re.Pattern[str]:
    """Return what finds such words behind a month."""
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.other_month")))
    return re.compile(rf"[-\s]*\w?(?:{words})", re.IGNORECASE)


@functools.cache
def _labelled() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.month_label")))
    return re.compile(rf"(?:{words})\s*[:=]?\s*(\d{{1,2}})(?![\d.])", re.IGNORECASE)


@functools.cache
def _between_months() -> re.Pattern[str]:
    """Return what finds two months and nothing but a word between: 10-11-, 2026-10-...11-."""
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.to")))
    year = r"(?:(20\d{2})\s*[-/.]\s*)?"
    return re.compile(
        rf"(?<![\d.-]){year}(\d{{1,2}})\s*-?\s*(?:{words}|\u3001)\s*(?:20\d{{2}}\s*-\s*)?"
        r"(\d{1,2})\s*-(?!\s*\d)"
    )
