"""The certificate that a row of a roster tells of: what is sure of it, and what keeps it back.

Which class it is follows from the shape of its number or from words of the list, never from less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import (
    certificate,
    codes,
    dates,
    divisions,
    folding,
    identity,
    masking,
    paper_heads,
    single,
    together,
)
from gigdesk.domain.workers.findings import WARNING, Finding, warning

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.workers.single import Sheet
    from gigdesk.domain.workers.together import Cell

NUMBER, NAME, KIND = "skill_paper_no", "skill_paper_name", "skill_paper_kind"
ISSUER, ISSUED, UNTIL, REVIEW = (
    *("skill_paper_issuer", "skill_paper_date"),
    *("skill_paper_until", "skill_paper_review"),
)
_LEVEL = paper_heads.LEVEL
TELLING = frozenset({NUMBER, NAME, KIND})
"""The columns without which a list is not about certificates, whatever dates and offices it has."""
COLUMNS = TELLING | {ISSUER, ISSUED, UNTIL, REVIEW}
FIELD_OF = {
    "kind": KIND,
    "certificate_no": NUMBER,
    "trade": NAME,
    "level": _LEVEL,
    "issuer": ISSUER,
    "issued_on": ISSUED,
    "valid_to": UNTIL,
    "review_on": REVIEW,
}
"""The column of a list that says each value of a certificate, in the order they are told."""
_DAYS = {"issued_on": ISSUED, "valid_to": UNTIL, "review_on": REVIEW}

_WORDS = {
    certificate.QUALIFICATION: patterns.later("职业资格"),
    certificate.SKILL_LEVEL: patterns.later("技能等级|等级认定"),
    certificate.SPECIAL_SKILL: patterns.later("专项(?:职业)?能力"),
    certificate.SPECIAL_OPERATION: patterns.later("特种作业"),
    certificate.SPECIAL_EQUIPMENT: patterns.later("特种设备"),
    certificate.HEALTH: patterns.later("健康(?:合格)?证"),
    certificate.DRIVING: patterns.later("驾驶证|驾照"),
    certificate.TRAINING: patterns.later("培训合格|培训结业|结业证"),
}
_VALID = patterns.later("有效(?:期限?|日期)(?P<begins>起始?|开始)?(?:至|止|截止)?(?:日期?|时间)?")
_PAPER = "证"
# A title counts where it names the paper itself: courses and proofs of identity grant none.
_IN_TITLES = {
    certificate.QUALIFICATION: patterns.later("职业资格证"),
    certificate.SKILL_LEVEL: patterns.later("技能等级证|等级认定证"),
    certificate.SPECIAL_SKILL: patterns.later("专项(?:职业)?能力证"),
    certificate.SPECIAL_OPERATION: patterns.later("特种作业(?:操作)?证"),
    certificate.SPECIAL_EQUIPMENT: patterns.later("特种设备(?:作业|操作)(?:人员)?证"),
    certificate.HEALTH: patterns.later("健康(?:合格)?证"),
    certificate.DRIVING: patterns.later("驾驶证|驾照"),
    certificate.TRAINING: patterns.later("(?:培训合格|培训结业|结业)证"),
}
_PAPER_OF_SKILL = patterns.later("证书|资格证|操作证|健康证|合格证|结业证|上岗证")
_OF_TRADES = patterns.later("工种|职业$")
_LEVELLED = frozenset({certificate.QUALIFICATION, certificate.SKILL_LEVEL})
_OF_A_TRADE = _LEVELLED | {certificate.SPECIAL_SKILL, certificate.TRAINING}
_OF_NO_TRADE = frozenset({certificate.HEALTH, certificate.DRIVING})
_RENEWED = frozenset(
    {
        *(certificate.SPECIAL_OPERATION, certificate.SPECIAL_EQUIPMENT),
        *(certificate.HEALTH, certificate.DRIVING),
    }
)
"""Papers that somebody gets again and again: another day of issue makes another paper."""
_LEFT = "intake.finding.certificate_left"
_OLD_LENGTH = 16
_EXACT_DIGITS = 15
_LONGEST, _FEWEST_DIGITS, _ONE_OF_TWO = 40, 3, 8
_SCIENTIFIC = patterns.later(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")
_BETWEEN = patterns.later(r"[\s,，;；、/|]+")
_SPECIAL = patterns.later(r"T[0-9]{17}[0-9X]")
_HEADING = patterns.later(r"(?:[表册单账帐簿]|公示|情况|人员|证书?)(?:\([^()]*\))?$")
_LONGEST_TITLE = 60
# Occupations that name no work; papers for no occupation of their own; groups about certificates.
_BARE_TRADES = frozenset({"工种", "职业", "职业工种", "职业(工种)", "工种(职业)", "职业/工种"})
_ANY_TRADES = frozenset({"工种", "职业"})
_FOR_ANY_TRADE = patterns.later("健康证|操作证|作业证|上岗证|驾驶证")
_OF_PAPERS = patterns.later("证|鉴定|认定|培训|技能")


@dataclass(frozen=True, slots=True)
class Granted:
    """A certificate in a row: number and name as they tell one from another.

    `values` is what a record of it is kept with, by column of the table, and is empty where the row
    is not clear enough for one.
    """

    number: str = ""
    name: str = ""
    values: tuple[tuple[str, str], ...] = ()


NONE = Granted()


def read(
    cells: Mapping[str, Cell], given: Mapping[str, object], sheet: Sheet, said: list[Finding]
) -> Granted:
    """Return the certificate of a row; why it is not clear is put to what is `said`.

    `given` is what else was read of the row. A list without a column for number, name or class of
    certificates has none: days of issue and offices stand beside other papers as well.
    """
    if TELLING.isdisjoint(cells) and TELLING.isdisjoint(sheet.heads):
        return NONE
    text = _said(cells, NUMBER)
    name = _said(cells, NAME) or _said(cells, KIND)
    if not (text or name or any(_said(cells, field) for field in COLUMNS)):
        return NONE
    plain = certificate.compact(text)
    doubt = _doubted(cells.get(NUMBER), text, plain) if text else None
    found = doubt or _values(cells, given, sheet, plain)
    if not isinstance(found, Finding):
        return Granted(plain, name, found)
    said.append(found)
    if found.params.get("field") in _DAYS.values():
        # What is odd about a day says nothing of the certificate.
        said.append(warning(_LEFT))
    return Granted(plain, name)


def _said(cells: Mapping[str, Cell], field: str) -> str:
    text = single.text_of(cells[field]) if field in cells else ""
    return "" if text.casefold() in single.NOTHING else text


def _doubted(cell: Cell | None, text: str, plain: str) -> Finding | None:
    """Return why what stands in the column of numbers cannot be taken for one."""
    figures = sum(map(str.isdecimal, plain))
    counted = cell is not None and cell.kind == "number" and figures > _EXACT_DIGITS
    if counted or _SCIENTIFIC.fullmatch(plain):
        return warning("findings.certificate.digits_lost")
    several = [part for part in _BETWEEN.split(text) if len(part) >= _ONE_OF_TWO]
    is_one = figures >= _FEWEST_DIGITS and len(plain) <= _LONGEST and len(several) < 2  # noqa: PLR2004 -- two numbers
    masked = masking.is_masked("certificate_no", plain)
    if not is_one or masked or (cell is not None and cell.kind in {"date", "bool"}):
        return warning("findings.certificate.no_number", text=text)
    return None


def _values(
    cells: Mapping[str, Cell], given: Mapping[str, object], sheet: Sheet, number: str
) -> tuple[tuple[str, str], ...] | Finding:
    """Return what a record is kept with, or why there cannot be one."""
    days: dict[str, str] = {}
    for name, field in _DAYS.items():
        if field in cells:
            value, doubts = _day(name, field, cells[field], sheet)
            if doubts:
                # The person of the row is sure all the same.
                return replace(doubts[0], level=WARNING)
            if value is not None:
                days[name] = value
    if dates.lies_ahead(days.get("issued_on", ""), sheet.today):
        return warning("findings.certificate.ahead", day=days["issued_on"])
    kind = _kind(cells, sheet, number)
    if isinstance(kind, Finding):
        return kind
    found = {
        "kind": kind,
        "certificate_no": number,
        "trade": _trade(cells, given, sheet) if kind not in _OF_NO_TRADE else "",
        "level": _level(given, sheet) if kind in _LEVELLED else "",
        "issuer": _said(cells, ISSUER),
        **days,
    }
    enough = number or (
        "issued_on" in days
        and (kind not in _OF_A_TRADE or found["trade"])
        and (kind not in _LEVELLED or found["level"])
    )
    if not enough:
        return warning("findings.certificate.too_little")
    return tuple((name, found[name]) for name in FIELD_OF if found.get(name))


def _day(name: str, field: str, cell: Cell, sheet: Sheet) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a day; of the days from which and until which a paper holds, the last one."""
    span = together.span(cell.text) if name == "valid_to" and cell.kind == "text" else None
    if span is not None:
        return span[1], ()
    return single.day(field, cell, sheet, endless=name == "valid_to")


def _kind(cells: Mapping[str, Cell], sheet: Sheet, number: str) -> str | Finding:
    """Return the class of a certificate: what the row, the headers or the title say, or its number.

    Headers and titles are printed beforehand: what they call a qualification may be one of the
    levels that took its place, which nothing else is numbered like. Old qualifications are numbered
    like much else, so that row or header must call them so.
    """
    own, headed = _own_kinds(cells), _of_headers(sheet, number)
    said = own or headed or (_of_title(sheet.title) if number else set())
    shape = _shape(number, sheet.today)
    named = own or headed
    if shape is None or (shape == certificate.QUALIFICATION and not named & _LEVELLED):
        if len(said) == 1 and not _apart(own, headed) and (named or shape is None):
            return next(iter(said))
        unknown = "findings.certificate.kind_unknown"
        return warning(unknown if number else "findings.certificate.too_little")
    newer = not own and shape == certificate.SKILL_LEVEL and said == {certificate.QUALIFICATION}
    if not said or shape in said or newer:
        return shape
    return warning("findings.certificate.kind_differs")


def _apart(own: set[str], headed: set[str]) -> bool:
    """Say whether row and headers name different classes."""
    return bool(own and headed) and not (own & headed) and not (own | headed <= _LEVELLED)


def _own_kinds(cells: Mapping[str, Cell]) -> set[str]:
    """Return the classes that the cells of a row name."""
    text = _said(cells, KIND)
    # A figure counts the classes of whoever made the list, not ours.
    told = codes.read_code("certificate_kind", text) if not text.isdecimal() else None
    return {told} if told else kinds_in(f"{text} {_said(cells, NAME)}")


def _of_headers(sheet: Sheet, number: str) -> set[str]:
    """Return the classes that headers name over number, name or class; days are of any paper."""
    fields = sorted(TELLING if number else TELLING - {NUMBER})
    return kinds_in(" ".join(sheet.heads.get(field, "") for field in fields))


def _of_title(title: str) -> set[str]:
    """Return the classes of certificates that a title names."""
    plain = folding.joined(title)
    return {kind for kind, words in _IN_TITLES.items() if words.search(plain)}


def of_validity(header: str, group: str) -> str | None:
    """Return UNTIL for a header that says until when some paper is valid, and not of which one.

    Nothing for one that says from when, which no certificate is kept with; None for all others.
    """
    found = _VALID.fullmatch(folding.joined(header))
    if found is None or (group and _PAPER_OF_SKILL.search(group) is None):
        return None
    return "" if found["begins"] else UNTIL


def is_for_trade(header: str) -> bool:
    """Say whether a column of certificates may be about papers that are for an occupation."""
    return _FOR_ANY_TRADE.search(folding.joined(header)) is None


def is_trade_of(header: str, group: str) -> bool | None:
    """Say whether an occupation is what a certificate is for; None where its neighbours tell."""
    if folding.joined(header) not in _BARE_TRADES:
        return False
    return bool(_OF_PAPERS.search(group)) if group else None


def is_any_trade(header: str, group: str) -> bool:
    """Say whether the words over an occupation fit a certificate and somebody's work alike."""
    return not group and folding.joined(header) in _ANY_TRADES


def is_title(text: str) -> bool:
    """Say whether a line is the heading of a list, and no note that explains one."""
    plain = folding.joined(text)
    return len(plain) <= _LONGEST_TITLE and ":" not in plain and bool(_HEADING.search(plain))


def kinds_in(text: str) -> set[str]:
    """Return the classes of certificates that words name."""
    plain = folding.joined(text)
    return {kind for kind, words in _WORDS.items() if words.search(plain)}


def _shape(number: str, today: datetime.date) -> str | None:
    """Return the class that alone is numbered like this."""
    said = certificate.parts(number)
    if said is not None and said.province in divisions.PROVINCES and said.year <= today.year:
        is_old = len(number) == _OLD_LENGTH
        return certificate.QUALIFICATION if is_old else certificate.SKILL_LEVEL
    if _SPECIAL.fullmatch(number) and identity.is_resident_number(number[1:]):
        return certificate.SPECIAL_OPERATION
    return None


def _trade(cells: Mapping[str, Cell], given: Mapping[str, object], sheet: Sheet) -> str:
    """Return the occupation of a certificate, where a header beside it says that it is that.

    What several of them are said of is none of one certificate.
    """
    name = _said(cells, NAME)
    named = _OF_TRADES.search(folding.joined(sheet.heads.get(NAME, ""))) or _PAPER not in name
    others = (
        str(given.get(field) or "")
        for field in (paper_heads.TRAINED, paper_heads.TRADE)
        if sheet.heads.get(field)
    )
    found = (name if named else "") or next(filter(None, others), "")
    return "" if len(codes.pieces(found)) > 1 else found


def _level(given: Mapping[str, object], sheet: Sheet) -> str:
    """Return the level where its column is the certificate's."""
    return str(given.get(_LEVEL) or "") if sheet.heads.get(_LEVEL) else ""


def same(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> bool:
    """Say whether two certificates of one person are the same paper.

    By their numbers, where both have one, but that of special operations is the holder's for each
    of them; else by class, occupation and level, and of papers that are renewed by the day they
    were issued.
    """
    if one.get("certificate_no") and other.get("certificate_no"):
        of_holder = certificate.SPECIAL_OPERATION in (one["kind"], other["kind"])
        fits = not of_holder or _may_agree(one.get("trade"), other.get("trade"))
        return fits and one["certificate_no"] == other["certificate_no"]
    if one["kind"] != other["kind"]:
        return False
    if not all(_may_agree(one.get(name), other.get(name)) for name in ("trade", "level")):
        return False
    issued, also = one.get("issued_on"), other.get("issued_on")
    return one["kind"] not in _RENEWED or not (issued and also) or dates.agree(issued, also)


def _may_agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def differing(told: Mapping[str, str | None], known: Mapping[str, str | None]) -> list[str]:
    """Return the columns in which a row says of a known certificate otherwise, or what it lacks."""
    return [
        name
        for name in FIELD_OF
        if (value := told.get(name))
        and value != (old := known.get(name) or "")
        and not (name in _DAYS and old and dates.agree(str(old), value) and len(old) >= len(value))
    ]


def columns(names: Iterable[str]) -> str:
    """Return columns of the table as the fields of a list that say them, joined by commas."""
    return ",".join(FIELD_OF[name] for name in names)
