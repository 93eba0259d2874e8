"""Single cells of a roster read into the values a worker keeps; what is in doubt is reported.

Nothing is made up: a value that cannot be read for sure is left out and reported with its text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors, money
from gigdesk.domain.workers import (
    accounts,
    codes,
    dates,
    divisions,
    employment,
    masking,
    phones,
    spoken,
    together,
    workplaces,
)
from gigdesk.domain.workers.findings import Finding, error, information, warning
from gigdesk.domain.workers.worker import BY_NAME, Field

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

Cell = together.Cell
Value = str | int | bytes
Read = tuple[Value | None, tuple[Finding, ...]]

_EXACT_DIGITS = 15
_MOST_REMEMBERED = 1 << 16
_BLANK = frozenset({"", "-", "--", "—", "——", "/", "\\", "／", "//"})
NOTHING = _BLANK | frozenset(
    [
        *("无", "暂无", "没有", "不详", "未知", "不清楚", "不知道", "未填", "无号码"),
        *("null", "none", "n/a", "#n/a"),
    ]
)
"""What people write where there is nothing."""
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What a formula that failed leaves, also where the cell came as text."""
_NOT_CALCULATED = "="
"""What the reader of files leaves for a formula without a result."""
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BY_CHOICE = "findings.value.by_choice"
"""The remark on a word that was read as somebody has chosen."""
UNKNOWN = frozenset(
    {
        "findings.value.unknown",
        "findings.value.unknown_sensitive",
        "findings.value.own_words",
        "findings.value.province_only",
    }
)
"""The remarks on words for which a code may be chosen, unless they are mere information."""
_BROKEN = re.compile("\ufffd|锟斤|斤拷")
_AMOUNT_UNIT = re.compile(r"\s*(万元|万|[wW]|千元|千|元)\s*$")
_UNIT_FEN = {"元": money.YUAN_FEN, "千": 1000 * money.YUAN_FEN, "万": money.TEN_THOUSAND_YUAN_FEN}
_PERIOD = {
    "wanted_income_fen": re.compile(r"\s*(?:/|每|一个)月\s*$"),
    "annual_income_fen": re.compile(r"\s*(?:/|每|一)年\s*$"),
}
"""How a cell says of which time its amount is, where that is the time of its field."""
# Beyond two million yuan, or under a hundred, an income was hardly meant as it stands: people who
# go out to work earn some thousands a month, and the best paid of them under a million a year.
_MOST_INCOME_FEN = 200 * money.TEN_THOUSAND_YUAN_FEN
_LEAST_INCOME_FEN = 100 * money.YUAN_FEN
# Written out in yuan, or with its unit in the cell, two million may be somebody's business; beyond
# ten million a figure or a point has slipped.
_POSSIBLE_INCOME_FEN = 1000 * money.TEN_THOUSAND_YUAN_FEN
_LONG_TERM_FIELDS = frozenset({"doc_valid_to"})
_FOUND_BY = ("name", "doc_no", "phone", "phone_more", "village", "town")
# Where nothing is an answer: no hardship any more, no illness.
NO_EMPLOYER = "findings.value.no_employer"
_MAY_BE_NONE = frozenset({"hardship", "health_note"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is true of all rows of a sheet.

    `units_fen` gives for each money field what its figures count (from the header, or asked);
    without it an amount is not taken. `epoch_1904` is the workbook's. `words` are codes that
    somebody chose for words which no list has, by field and `codes.word_key`. `heads` are the
    headers over what is said of certificates, by field, and `title` stands over them.
    """

    today: datetime.date
    units_fen: Mapping[str, int] = field(default_factory=dict, hash=False)
    epoch_1904: bool = False
    words: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)
    heads: Mapping[str, str] = field(default_factory=dict, hash=False)
    title: str = ""
    # Columns repeat themselves: what a cell was read as is remembered while the sheet is read.
    remembered: dict[tuple[str, str, str], Read] = field(
        default_factory=dict, repr=False, compare=False
    )


def read(name: str, cell: Cell, sheet: Sheet) -> Read:
    """Read a cell, and remember what this text in this column was read as.

    Accounts are everybody's own: remembering them would only push out what does repeat itself.
    """
    described = BY_NAME[name]
    found = _cell(described, cell, sheet)
    if described.kind != "account":
        memory = sheet.remembered
        if len(memory) >= _MOST_REMEMBERED:
            memory.clear()
        memory[name, cell.kind, cell.text] = found
    return found


def text_of(cell: Cell | None) -> str:
    """Return a cell's text without ends and invisible marks; nothing for an empty or broken one."""
    if cell is None or cell.kind in {"empty", "error"}:
        return ""
    text = clean(cell.text)
    return "" if text in _BLANK or text in _ERRORS else text


def clean(text: str) -> str:
    """Return a text without ends and invisible marks, its letters in one form."""
    # Whatever is invisible is not printable either: most texts need no look at each sign.
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def failed(cells: Mapping[str, Cell]) -> tuple[Finding, ...]:
    """Name the failed formulas in those fields that a row is known and found by."""
    return tuple(
        _failed(name, cell)
        for name in _FOUND_BY
        if (cell := cells.get(name)) is not None
        and (cell.kind == "error" or cell.text.strip() in _ERRORS)
    )


def _failed(name: str, cell: Cell) -> Finding:
    """Name the error of a cell; a formula that was never calculated shows none."""
    if cell.kind == "error" and cell.text == _NOT_CALCULATED:
        return warning("findings.value.not_calculated", field=name)
    return warning("findings.value.cell_error", field=name, text=cell.text)


def _cell(described: Field, cell: Cell, sheet: Sheet) -> Read:
    """Read one cell as its field asks."""
    if cell.kind == "error" or cell.text in _ERRORS:
        return None, (_failed(described.name, cell),)
    if clean(cell.text) in _BLANK:
        return None, ()
    return _READERS[described.kind](described, cell, sheet)


def _as_text(described: Field, cell: Cell, _: Sheet) -> Read:
    text = clean(cell.text)
    if text.casefold() in NOTHING and described.name not in _MAY_BE_NONE:
        return None, ()
    if described.name == "wanted_trades" and codes.is_answer(text):
        # Whether somebody wants to go is no trade: no wish may be opened by it.
        return None, (warning(_unknown(described), field=described.name, text=text),)
    if described.name == "employer_name" and workplaces.is_none(text):
        return None, (warning(NO_EMPLOYER, field=described.name, text=text),)
    figures = sum(map(str.isdecimal, text))
    if cell.kind == "number" and figures > _EXACT_DIGITS:
        return None, (error("findings.value.digits_lost", field=described.name, text=text),)
    if masking.is_masked(described.name, text):
        return None, (warning("findings.value.masked", field=described.name, text=text),)
    found = []
    if len(text) > described.max_length:
        longest = described.max_length
        found.append(warning("findings.value.long", field=described.name, longest=longest))
    if _BROKEN.search(text):
        found.append(warning("findings.value.broken", field=described.name, text=text))
    if described.name == "bank_branch_code":
        branch = accounts.branch_code(text)
        return branch.number, (*found, *branch.findings)
    return text, tuple(found)


def _as_code(described: Field, cell: Cell, sheet: Sheet) -> Read:
    text = clean(cell.text)
    code = codes.read_code(described.code_set or "", text)
    if code is not None:
        return code, ()
    if described.privacy == "S" and described.code_set in codes.OPEN_SETS:
        return _as_text(described, cell, sheet)  # one's own words, repeated in no remark
    if text.casefold() in NOTHING:
        return None, ()
    chosen = sheet.words.get((described.name, codes.word_key(text)))
    if chosen is not None:
        return chosen, (information(BY_CHOICE, field=described.name, text=text),)
    if described.name == "employment_place" and together.province_of(text):
        return None, (warning("findings.value.province_only", field=described.name, text=text),)
    if described.code_set in codes.OPEN_SETS:
        familiar = codes.is_familiar(described.code_set or "", text)
        told = information if familiar else warning
        return text, (told("findings.value.own_words", field=described.name, text=text),)
    return None, (warning(_unknown(described), field=described.name, text=text),)


def _unknown(described: Field) -> str:
    """Return the remark on words without a code; sensitive ones are kept in no open remark."""
    sensitive = described.privacy == "S"
    return "findings.value.unknown_sensitive" if sensitive else "findings.value.unknown"


def _as_codes(described: Field, cell: Cell, sheet: Sheet) -> Read:
    read_here: list[str] = []
    found: list[Finding] = []
    for piece in codes.pieces(clean(cell.text)):
        code = codes.read_code(described.code_set or "", piece)
        if code is None and piece.casefold() not in NOTHING:
            code = sheet.words.get((described.name, codes.word_key(piece)))
            told = information(BY_CHOICE, field=described.name, text=piece)
            if code is None:
                told = warning(_unknown(described), field=described.name, text=piece)
            found.append(told)
        if code is not None:
            read_here.append(code)
    return ",".join(dict.fromkeys(read_here)) or None, tuple(found)


def _as_date(described: Field, cell: Cell, sheet: Sheet) -> Read:
    endless = described.name in _LONG_TERM_FIELDS
    value, found = day(described.name, cell, sheet, endless=endless)
    return value, (*found, *employment.remarks(described.name, value, sheet.today))


def day(
    name: str, cell: Cell, sheet: Sheet, *, endless: bool = False
) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a day; one without an end only where the field may be `endless`."""
    text = text_of(cell)
    if text.casefold() in NOTHING:
        return None, ()
    if cell.kind == "number":
        reading = dates.read_number(float(text), epoch_1904=sheet.epoch_1904)
    else:
        reading = dates.read(text, epoch_1904=sheet.epoch_1904)
    found = tuple(
        Finding(one.code, one.level, {**one.params, "field": name}) for one in reading.findings
    )
    if reading.precision == "open" or (reading.precision == "long_term" and not endless):
        return None, (warning("findings.date.unreadable", text=text, field=name),)
    return reading.value, found


def _as_money(described: Field, cell: Cell, sheet: Sheet) -> Read:
    whole = text = clean(cell.text)
    if text.casefold() in NOTHING:
        return None, ()
    unit = sheet.units_fen.get(described.name)
    text = unicodedata.normalize("NFKC", text)
    period = _PERIOD.get(described.name)
    text = spoken.in_figures(period.sub("", text) if period else text)
    stated = _AMOUNT_UNIT.search(text)
    if stated:
        unit = _UNIT_FEN.get(stated[1][0], money.TEN_THOUSAND_YUAN_FEN)
        text = text[: stated.start()]
    if unit is None:
        return None, (warning("findings.value.unit", field=described.name, text=whole),)
    try:
        fen = money.parse(text, unit_fen=unit)
    except errors.Invalid:
        fen = -1
    if fen < 0:  # Nobody earns or asks less than nothing: a slip, or a mark that means something.
        return None, (warning("findings.value.amount", field=described.name, text=whole),)
    return _plausible(described, whole, text, fen, None if stated else unit)


def _plausible(described: Field, whole: str, text: str, fen: int, unit: int | None) -> Read:
    """Return an income that somebody can have; another one is left out with both its readings.

    36000 under ten thousand yuan a year is mostly yuan, 3.6 under yuan mostly ten thousands: which
    of the two it is nobody can say for sure, so the words are kept and no amount. `unit` is None
    where the cell itself said it, which leaves nothing but the size to doubt.
    """
    if fen == 0 or _LEAST_INCOME_FEN <= fen <= _MOST_INCOME_FEN:
        return fen, ()
    told: dict[str, object] = {"field": described.name, "text": whole, "taken": money.grouped(fen)}
    large = fen > _MOST_INCOME_FEN
    if large and unit in {None, money.YUAN_FEN}:
        if fen > _POSSIBLE_INCOME_FEN:
            return None, (warning("findings.value.too_large", **told),)
        return fen, (warning("findings.value.large", **told),)
    if not large and unit != money.YUAN_FEN:
        return fen, ()
    other_fen = money.YUAN_FEN if large else money.TEN_THOUSAND_YUAN_FEN
    told["other"] = money.grouped(money.parse(text, unit_fen=other_fen))
    code = "findings.value.large_unit" if large else "findings.value.small_unit"
    return None, (warning(code, **told),)


def _as_phone(described: Field, cell: Cell, _: Sheet) -> Read:
    text = clean(cell.text)
    if text.casefold() in NOTHING:
        return None, ()
    reading = phones.read(text, from_number_cell=cell.kind == "number")
    found = [
        Finding(one.code, one.level, {**one.params, "field": described.name})
        for one in reading.findings
    ]
    if len(reading.numbers) > 1:
        found.append(information("findings.value.more_phones", field=described.name, text=text))
    return reading.first, tuple(found)


def _as_account(_: Field, cell: Cell, __: Sheet) -> Read:
    if clean(cell.text).casefold() in NOTHING:
        return None, ()
    reading = accounts.read(cell.text, from_number_cell=cell.kind == "number")
    return (reading.number if reading.ok else None), reading.findings


def _as_division(described: Field, cell: Cell, _: Sheet) -> Read:
    text = clean(cell.text)
    return (None, ()) if text.casefold() in NOTHING else divisions.read_code(text, described.name)


_READERS: dict[str, Callable[[Field, Cell, Sheet], Read]] = {
    "text": _as_text,
    "code": _as_code,
    "bool": _as_code,
    "codes": _as_codes,
    "date": _as_date,
    "money": _as_money,
    "phone": _as_phone,
    "account": _as_account,
    "division": _as_division,
    "ref": lambda _, __, ___: (None, ()),
}
