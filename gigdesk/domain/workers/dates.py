"""Dates as they are written in rosters, read without guessing, and ages counted by birthday.

A day is kept as `YYYY-MM-DD`, a month as `YYYY-MM`; 长期 is the day 9999-12-31. A text that can
mean more than one day is reported with all of them and has no value until a person chooses.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from gigdesk.domain import patterns
from gigdesk.domain.workers.findings import Finding, error, information, warning

Precision = Literal["day", "month", "year", "long_term", "open", "none"]

LONG_TERM = "9999-12-31"
LONG_TERM_WORD = "长期"
"""What papers say for it."""
FIRST_YEAR, LAST_YEAR = 1850, 2150
_FIRST_DAY, _LAST_DAY = "1850-01-01", "2150-12-31"
ROC_OFFSET = 1911
_CENTURIES = frozenset({"19", "20"})
_LAST_SERIAL = 73_415  # 2100-12-31 counted from 1900
_LEAP_THAT_NEVER_WAS = 60  # 1900-02-29 in workbooks

_LONG = frozenset({"长期", "长期有效", "永久", "永久有效", "无限期", "長期", "長期有效"})
_OPEN = frozenset({"至今", "现在", "目前", "今", "迄今", "在职", "present", "now"})
_BLANK = frozenset({"", "无", "-", "--", "/", "—", "——", "暂无", "不详"})

_CHINESE = str.maketrans("〇○零一二三四五六七八九两", "0001234567892")
_HAS_CHINESE = patterns.later("[〇○零一二三四五六七八九十]")
_TENS = patterns.later("([1-9]?)十([1-9]?)")
_CLOCK = patterns.later(
    r"(?:(?<=\d)t|\s+|(?<=日))\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$"
)
_ERA = patterns.later(r"^(?:中华民国|中華民國|民国|民國)")
_SEPARATED = patterns.later(r"(\d{1,4})[-/.年,]+(\d{1,2})(?:[-/.月,]+(\d{1,2})[日号號]?|月?)[.]?")
_MONTH_DAY = patterns.later(r"(\d{1,2})[月](\d{1,2})[日号號]?")
_YEAR = patterns.later(r"(\d{4})年?")
_SERIAL = patterns.later(r"(\d{5})(?:\.\d+)?")
_NO_YEAR = "findings.date.no_year"
_SETTLED = frozenset(
    {
        _NO_YEAR,
        "findings.date.two_digit_year",
        "findings.date.roc",
        "findings.date.month_cut",
        "findings.date.serial_or_month",
        "findings.date.year_only",
    }
)
_ISO_DAY = patterns.later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date cell says: a value, or the days it could mean, and remarks."""

    value: str | None = None
    precision: Precision = "none"
    findings: tuple[Finding, ...] = ()
    alternatives: tuple[str, ...] = ()


def to_day(text: str | None) -> datetime.date | None:
    """Return the day of a stored `YYYY-MM-DD`; None for a month, for nothing and for no day."""
    if text is None or not _ISO_DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def agree(one: str, other: str) -> bool:
    """Say whether two stored dates can be the same day, one perhaps known only to its month."""
    return one.startswith(other) or other.startswith(one)


def has_ended(end: str | None, day: datetime.date) -> bool:
    """Say whether a stored end lies before a day; one known to its month holds to its last day."""
    return end is not None and end < day.isoformat()[: len(end)]


def lies_ahead(stored: str, day: datetime.date) -> bool:
    """Say whether a stored date lies after a day; a month does from its first day on."""
    return stored > day.isoformat()[: len(stored)]


def ends_before(begins: str | None, ends: str | None) -> bool:
    """Say whether a stored end lies before its beginning, either perhaps known to its month."""
    return bool(begins and ends) and str(ends) < str(begins)[: len(str(ends))]


def standing(begins: str | None, ends: str | None, day: datetime.date) -> str:
    """Return how something with a beginning and an end stands on a day: not_yet, valid, expired."""
    if begins and begins > day.isoformat():
        return "not_yet"
    return "expired" if has_ended(ends, day) else "valid"


def read(text: str, *, epoch_1904: bool = False) -> DateReading:
    """Read a date cell of any style in use; what is ambiguous stays without a value.

    `epoch_1904` says from which day the workbook counts, for cells that hold a bare serial.
    """
    if _ISO_DAY.fullmatch(text) and to_day(text) and _FIRST_DAY <= text <= _LAST_DAY:
        return DateReading(text, "day")
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in _LONG or text == LONG_TERM:
        return DateReading(LONG_TERM, "long_term")
    if plain in _OPEN:
        return DateReading(None, "open")
    plain = "".join(western(_CLOCK.sub("", plain)).split())
    if plain in _BLANK:
        return DateReading()
    era = _ERA.match(plain)
    if era:
        return _roc(plain[era.end() :], text)
    return _separated(plain, text) or _solid(plain, text, epoch_1904=epoch_1904)


def read_number(value: float, *, epoch_1904: bool = False) -> DateReading:
    """Read a number of a cell that is not formatted as a date: a serial, 20240501 or a year.

    Of a year and a month typed with a point the program of tables makes a fraction: 2024.5 is May,
    and 2024.1 may have been January or October.
    """
    whole = str(int(value))
    text = f"{value:.10g}"
    if text == whole or not _YEAR.fullmatch(whole):
        return _solid(whole, whole, epoch_1904=epoch_1904)
    if text.endswith(".1"):
        months = [_stored(int(whole), month, None) for month in (1, 10)]
        return _ambiguous("findings.date.month_cut", text, months)
    return _separated(text, text) or _unreadable(text)


def from_serial(serial: int, *, epoch_1904: bool = False) -> str | None:
    """Return the day a workbook's serial number means, or None where there is no such day.

    Workbooks count from 1899-12-31 and believe in a 29 February 1900 (serial 60), or, with
    `epoch_1904`, from 1904-01-01 as day 0.
    """
    if serial < 0 or (not epoch_1904 and serial in {0, _LEAP_THAT_NEVER_WAS}):
        return None
    if epoch_1904:
        start = datetime.date(1904, 1, 1)
    else:
        start = datetime.date(1899, 12, 31 if serial < _LEAP_THAT_NEVER_WAS else 30)
    try:
        return (start + datetime.timedelta(days=serial)).isoformat()
    except OverflowError:
        return None


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Return full years of age on a day, by birthday; before the birth it is negative.

    Who was born on 29 February comes of age on 1 March in common years: a lower limit of age
    never falls a day early.
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday(birth: datetime.date, years: int) -> datetime.date:
    """Return the day on which somebody becomes so many years old (see `age_on`)."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return datetime.date(birth.year + years, 3, 1)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last day of a shorter month.

    Source: Civil Code art. 202, a period of months ends on the matching day, or else on the last.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def years_before(day: datetime.date, years: int) -> datetime.date:
    """Return the last day of birth of who is so many years old on a day, as `age_on` counts them.

    The calendar begins with the year 1, before which nobody was born.
    """
    return add_months(day, -12 * min(years, day.year - 1))


def western(text: str) -> str:
    """Write Chinese numerals as digits: 二〇二四年十一月三日 as 2024年11月3日."""
    if not _HAS_CHINESE.search(text):
        return text
    digits = text.translate(_CHINESE)
    return _TENS.sub(lambda ten: f"{ten[1] or 1}{ten[2] or 0}", digits)


def _unreadable(text: str) -> DateReading:
    return DateReading(findings=(warning("findings.date.unreadable", text=text),))


def _stored(year: int, month: int, day: int | None) -> str | None:
    """Return the stored form of a day or month, or None where the calendar has none."""
    try:
        real = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return real.isoformat() if day else f"{year:04d}-{month:02d}"


def _certain(year: int, month: int, day: int | None, text: str) -> DateReading:
    value = _stored(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    if value is None:
        return DateReading(findings=(error("findings.date.impossible", text=text),))
    return DateReading(value, "day" if day else "month")


def _ambiguous(code: str, text: str, choices: list[str | None]) -> DateReading:
    """Report all that a text can mean, each once and in order, and decide nothing."""
    possible = tuple(dict.fromkeys(one for one in choices if one))
    if not possible:
        return DateReading(findings=(error("findings.date.impossible", text=text),))
    found = warning(code, text=text, choices=" / ".join(possible))
    return DateReading(findings=(found,), alternatives=possible)


def _roc(rest: str, text: str) -> DateReading:
    """Read a year counted from 1912, as written in Taiwan: shown, never taken unasked."""
    match = _SEPARATED.fullmatch(rest)
    if match is None:
        return _unreadable(text)
    day = int(match[3]) if match[3] else None
    value = _stored(int(match[1]) + ROC_OFFSET, int(match[2]), day)
    return _ambiguous("findings.date.roc", text, [value])


def _separated(plain: str, text: str) -> DateReading | None:
    """Read year, month and perhaps day with marks between them; 1932.12-22 occurs, too."""
    monthly = _MONTH_DAY.fullmatch(plain)
    if monthly:
        return DateReading(findings=(warning("findings.date.no_year", text=text),))
    match = _SEPARATED.fullmatch(plain)
    if match is None:
        return None
    first, month = match[1], int(match[2])
    day = int(match[3]) if match[3] else None
    year = int(first)
    if len(first) == 4:  # noqa: PLR2004 -- a whole year
        return _certain(year, month, day, text)
    if len(first) == 3:  # noqa: PLR2004 -- only years counted from 1912 have three figures
        return _ambiguous("findings.date.roc", text, [_stored(year + ROC_OFFSET, month, day)])
    if day is None or len(first) != 2:  # noqa: PLR2004 -- the last two figures of a year
        return _unreadable(text)
    choices = [_stored(century + year, month, day) for century in (1900, 2000, ROC_OFFSET)]
    return _ambiguous("findings.date.two_digit_year", text, choices)


def _solid(plain: str, text: str, *, epoch_1904: bool) -> DateReading:
    """Read digits without marks: 20240501, 202405, 240501, a year or a serial."""
    if not plain.isascii():
        year = _YEAR.fullmatch(plain)
        if year is None:
            return _unreadable(text)
        plain = year[1]
    if _YEAR.fullmatch(plain):
        return DateReading(None, "year", (warning("findings.date.year_only", text=text),))
    serial = _SERIAL.fullmatch(plain)
    if serial:
        return _serial(serial[1], text, epoch_1904=epoch_1904)
    if not plain.isdecimal():
        return _unreadable(text)
    if len(plain) == 8:  # noqa: PLR2004 -- YYYYMMDD
        return _certain(int(plain[:4]), int(plain[4:6]), int(plain[6:]), text)
    if len(plain) == 6:  # noqa: PLR2004 -- YYYYMM or YYMMDD
        return _six(plain, text)
    return _unreadable(text)


def _serial(figures: str, text: str, *, epoch_1904: bool) -> DateReading:
    """Read five digits as a workbook's serial, unless they can be a year and a month, too."""
    value = from_serial(int(figures), epoch_1904=epoch_1904)
    if value is None or int(figures) > _LAST_SERIAL:
        return _unreadable(text)
    if figures[:2] in _CENTURIES and figures[-1] != "0":
        month = _stored(int(figures[:4]), int(figures[4]), None)
        return _ambiguous("findings.date.serial_or_month", text, [value, month])
    return DateReading(value, "day", (warning("findings.date.serial", text=text),))


def is_doubtful_birth(finding: Finding) -> bool:
    """Say whether a birth that could mean several days means none that the number has."""
    return finding.params.get("field") == "birth_date" and finding.code in _SETTLED


def settled(finding: Finding, birth: object) -> Finding:
    """Return that the number settles a birth that could mean several days, where it is one."""
    if finding.params.get("field") != "birth_date" or finding.code not in _SETTLED:
        return finding
    text = str(finding.params.get("text", ""))
    if finding.code == _NO_YEAR:
        figures = [int(one) for one in re.findall("[0-9]+", text)]
        if figures != [int(one) for one in str(birth).split("-")[1:]]:
            return finding
        return information("findings.date.settled", text=text, birth=birth)
    choices = str(finding.params.get("choices") or text.strip("年 ")).split(" / ")
    if not any(agree(one, str(birth)) for one in choices):
        return finding
    return information("findings.date.settled", text=text, birth=birth)


def after_birth(found: list[Finding], birth: str, today: datetime.date) -> dict[str, str]:
    """Leave the days before a birth out of the doubts `found` about other dates of the person.

    Returns by field the dates of which only one is left, unless that one lies ahead: 91.5.1 of who
    was born in 1992 is a slip and not 2091. Without a birth nothing is left out.
    """
    settled: dict[str, str] = {}
    for at, one in enumerate(found):
        choices = str(one.params.get("choices") or "").split(" / ")
        left = [choice for choice in choices if choice > birth[: len(choice)]]
        field = str(one.params.get("field"))
        if one.code not in _SETTLED or field == "birth_date" or not birth or left == choices:
            continue
        if len(left) == 1 and not lies_ahead(left[0], today):
            settled[field] = left[0]
            told = {"field": field, "text": one.params["text"], "date": left[0]}
            found[at] = information("findings.date.after_birth", **told)
        elif len(left) > 1:
            found[at] = replace(one, params={**one.params, "choices": " / ".join(left)})
    return settled


def _six(plain: str, text: str) -> DateReading:
    """Read six digits: a month where they can mean nothing else, otherwise all they can mean."""
    year, month = int(plain[:4]), int(plain[4:])
    whole = _stored(year, month, None) if str(year)[:2] in _CENTURIES else None
    short = [
        _stored(century + int(plain[:2]), int(plain[2:4]), int(plain[4:]))
        if int(plain[4:])
        else None
        for century in (1900, 2000)
    ]
    if whole and not any(short):
        return DateReading(whole, "month")
    return _ambiguous("findings.date.two_digit_year", text, [whole, *short])


_WRITTEN_DAY = patterns.later(
    r"(?<![0-9])([0-9]{4})(?: ?年 ?|[./-])([0-9]{1,2})(?: ?月 ?|[./-])"
    r"([0-9]{1,2}) ?[日号]?(?![0-9])"
)
_WRITTEN_MONTH = patterns.later(r"(?<![0-9])([0-9]{4}) ?年 ?([0-9]{1,2}) ?月")


def days_as_digits(text: str) -> str:
    """Return a text with the days and months written out in it as the digits of a number.

    1963年7月4日 becomes 19630704, as it stands in the number of a paper.
    """

    def digits(found: re.Match[str]) -> str:
        return " " + "".join(part.zfill(2) for part in found.groups()) + " "

    return _WRITTEN_MONTH.sub(digits, _WRITTEN_DAY.sub(digits, text))
