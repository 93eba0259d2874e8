"""What the figures in a line of an attendance sheet are: a number before it, dates, a crew."""

from __future__ import annotations

from gigdesk.domain import patterns

# Lines are given in one width; those whose month is asked for may hold spaces, others hold none.
_SENTENCE = patterns.later(r"[:,;!。]")
_CLAUSES = patterns.later(r"[,;。]")
_FIGURES = r"[一二三四五六七八九十\d]"
_COUNT = patterns.later(rf"^(?:\({_FIGURES}+\)|{_FIGURES}+[、.)])")
_DATES = patterns.later(rf"(?:{_FIGURES}|[-./~()年月日号至到—])*")
_CREW = patterns.later(rf"{_FIGURES}+(?:组|队|班|车间|地|号)")
_DAYS = patterns.later(r"\d+(?:\.\d+)?(?:天|个?工日?)\)?")
_MONTH = patterns.later(r"(?:20\d{2}[年.-]?)?\d{1,2}月份?")
# Days of one month (2026-11-1 to 30); no day with a time behind it, such as that of the print.
_WITHIN = patterns.later(
    r"(?<!\d)(20\d{2}\s*[-/.]\s*\d{1,2})\s*[-/.]\s*\d{1,2}\D{1,4}?\d{1,2}"
    r"(?![\d:/.-]|\s*[时点])"
)
_MONTH_ALONE = patterns.later(r"(?:20\d{2}\s*[-/.]\s*)?(\d{1,2})\s*-份?")


def is_sentence(line: str) -> bool:
    """Say whether a line is a sentence, or a word with something behind its colon, and no title."""
    return _SENTENCE.search(line) is not None


def clauses(line: str) -> list[str]:
    """Return what stands between the commas and full stops of a line."""
    return _CLAUSES.split(line)


def without_number(line: str) -> str:
    """Return a line without the number before it: `二、`, `(3)`, `2.`."""
    return _COUNT.sub("", line)


def without_months(line: str) -> str:
    """Return a line without its months: `2026年10月份`, `10月`."""
    return _MONTH.sub("", line)


def is_dates(line: str) -> bool:
    """Say whether a line holds nothing but dates, numbers and what stands between them."""
    return _DATES.fullmatch(line) is not None


def names_crew(line: str) -> bool:
    """Say whether a line begins with the number of a crew, a team, a shop or a site."""
    return _CREW.match(line) is not None


def counts_days(line: str) -> bool:
    """Say whether a line is a number of days and nothing else: `26天`, `25.5个工`."""
    return _DAYS.fullmatch(line) is not None


def month_of_days(text: str) -> str | None:
    """Return the month, as it is written, of a span of its days; months stand as `2026-11-`."""
    found = _WITHIN.search(text)
    return found[1] if found else None


def month_alone(text: str) -> int | None:
    """Return the number that a text gives a month, whether there is one, and nothing else."""
    found = _MONTH_ALONE.fullmatch(text)
    return int(found[1]) if found else None
