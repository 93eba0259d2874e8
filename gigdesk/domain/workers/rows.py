"""One row of a roster: its cells read into the values a worker keeps, and every doubt on the way.

Nothing is made up: a value that cannot be read for sure is left out and reported with its text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors, money
from gigdesk.domain.workers import accounts, codes, dates, identity, names, phones, together
from gigdesk.domain.workers.findings import Finding, error, information, warning
from gigdesk.domain.workers.worker import BY_NAME, Field

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

Cell = together.Cell
TypedCell = together.TypedCell
Value = str | int | bytes
Read = tuple[Value | None, tuple[Finding, ...]]

_EXACT_DIGITS = 15
_MOST_REMEMBERED = 1 << 16
_BLANK = frozenset({"", "-", "--", "—", "——", "/", "\\", "／", "//"})
_NOTHING = _BLANK | {"无", "暂无", "没有", "不详", "无号码", "null", "none", "n/a", "#n/a"}
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BROKEN = re.compile("\ufffd|锟斤|斤拷")
_AMOUNT_UNIT = re.compile(r"\s*(万元|万|元)\s*$")
_JOINT = "；"
_REMARK_ENDS = re.compile(r"\s*[；;\n]\s*")
_CLAUSE = r"[；;，,。、\s]"
_SEX_UNSTATED = frozenset({"0", "9"})
_LONG_TERM_FIELDS = frozenset({"doc_valid_to"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is true of all rows of a sheet.

    `units_fen` gives for each money field what its figures count (from the header, or asked);
    without it an amount is not taken. `epoch_1904` is the workbook's.
    """

    today: datetime.date
    units_fen: Mapping[str, int] = field(default_factory=dict, hash=False)
    epoch_1904: bool = False
    # Columns repeat themselves: what a cell was read as is remembered while the sheet is read.
    _read: dict[tuple[str, str, str], Read] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row that was read.

    `given` holds what the cells say by field, `derived` what the number says beyond (birth, sex,
    kind of paper); for a new person the birth in a right number stands before that of a cell.
    `place` is the row's number in its sheet; `village` and `town` are texts that
    the caller looks up. `doc_no` stands in `given` only where it is right.
    """

    place: int
    given: Mapping[str, Value] = field(hash=False)
    derived: Mapping[str, Value] = field(hash=False)
    paper: identity.IdentityCheck
    findings: tuple[Finding, ...] = ()
    telephones: tuple[phones.Phone, ...] = ()
    village: str = ""
    town: str = ""

    @property
    def name(self) -> str:
        """Return the name, or nothing."""
        return str(self.given.get("name", ""))

    @property
    def doc_no(self) -> str | None:
        """Return the number by which the person is known, if it is right."""
        return self.paper.number if self.paper.ok else None

    @property
    def birth(self) -> str | None:
        """Return the birth that the row states, in a cell or in its number."""
        found = self.values.get("birth_date")
        return str(found) if found else None

    @property
    def values(self) -> dict[str, Value]:
        """Return what a new person would be kept with."""
        certain = self.paper.ok and "birth_date" in self.derived
        birth = {"birth_date": self.derived["birth_date"]} if certain else {}
        return {**self.derived, **self.given, **birth}


def read(place: int, cells: Mapping[str, Cell], sheet: Sheet) -> RowReading:
    """Read the cells of a row by field; fields the worker has not are left to the caller."""
    given: dict[str, Value] = {}
    found: list[Finding] = []
    cells = together.parted(cells, found)
    memory = sheet._read  # noqa: SLF001 -- its own module
    for name, cell in cells.items():
        kind = cell.kind
        if name not in _BY_THEMSELVES or kind == "empty":
            continue
        known = memory.get((name, kind, cell.text))
        value, remarks = known if known is not None else _read_once(name, cell, sheet)
        if remarks:
            found += remarks
        if value is not None:
            given[name] = value
    found += _name(cells.get("name"), given)
    found += _remarks(cells.get("notes"))
    checked = _identity(cells, given, sheet)
    derived = _derived(checked, given, found)
    numbers, remarks = _phone(cells, given)
    found += remarks
    return RowReading(
        place,
        given,
        derived,
        checked,
        tuple(found),
        numbers,
        _text_of(cells.get("village")),
        _text_of(cells.get("town")),
    )


_BY_THEMSELVES = frozenset(BY_NAME) - {"name", "doc_no", "doc_kind", "phone", "printed_name"}


def _read_once(name: str, cell: Cell, sheet: Sheet) -> Read:
    """Read a cell, and remember what this text in this column was read as.

    Accounts are everybody's own: remembering them would only push out what does repeat itself.
    """
    described = BY_NAME[name]
    found = _cell(described, cell, sheet)
    if described.kind != "account":
        memory = sheet._read  # noqa: SLF001 -- its own module
        if len(memory) >= _MOST_REMEMBERED:
            memory.clear()
        memory[name, cell.kind, cell.text] = found
    return found


def _text_of(cell: Cell | None) -> str:
    """Return a cell's text without ends and invisible marks; nothing for an empty or broken one."""
    if cell is None or cell.kind in {"empty", "error"}:
        return ""
    text = _clean(cell.text)
    return "" if text in _BLANK else text


def _clean(text: str) -> str:
    # Whatever is invisible is not printable either: most texts need no look at each sign.
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def _cell(described: Field, cell: Cell, sheet: Sheet) -> Read:
    """Read one cell as its field asks."""
    if cell.kind == "error":
        return None, (warning("findings.value.cell_error", field=described.name, text=cell.text),)
    if _clean(cell.text) in _BLANK:
        return None, ()
    return _READERS[described.kind](described, cell, sheet)


def _as_text(described: Field, cell: Cell, _: Sheet) -> Read:
    text = _clean(cell.text)
    figures = sum(map(str.isdecimal, text))
    if cell.kind == "number" and figures > _EXACT_DIGITS:
        return None, (error("findings.value.digits_lost", field=described.name, text=text),)
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


def _as_code(described: Field, cell: Cell, _: Sheet) -> Read:
    text = _clean(cell.text)
    code = codes.read_code(described.code_set or "", text)
    if code is not None:
        return code, ()
    if text.casefold() in _NOTHING:
        return None, ()
    if described.name == "employment_place" and together.province_of(text):
        return None, (warning("findings.value.province_only", field=described.name, text=text),)
    if described.code_set in codes.OPEN_SETS:
        return text, (information("findings.value.own_words", field=described.name, text=text),)
    return None, (warning("findings.value.unknown", field=described.name, text=text),)


def _as_codes(described: Field, cell: Cell, _: Sheet) -> Read:
    read_here, unknown = codes.read_codes(described.code_set or "", _clean(cell.text))
    found = tuple(
        warning("findings.value.unknown", field=described.name, text=piece)
        for piece in unknown
        if piece.casefold() not in _NOTHING
    )
    return ",".join(read_here) or None, found


def _as_date(described: Field, cell: Cell, sheet: Sheet) -> Read:
    text = _clean(cell.text)
    if text.casefold() in _NOTHING:
        return None, ()
    if cell.kind == "number":
        reading = dates.read_number(float(text), epoch_1904=sheet.epoch_1904)
    else:
        reading = dates.read(text, epoch_1904=sheet.epoch_1904)
    found = tuple(
        Finding(one.code, one.level, {**one.params, "field": described.name})
        for one in reading.findings
    )
    endless = reading.precision == "long_term" and described.name not in _LONG_TERM_FIELDS
    if endless or reading.precision == "open":
        found = (warning("findings.date.unreadable", text=text, field=described.name),)
        return None, found
    return reading.value, found


def _as_money(described: Field, cell: Cell, sheet: Sheet) -> Read:
    text = _clean(cell.text)
    if text.casefold() in _NOTHING:
        return None, ()
    stated = _AMOUNT_UNIT.search(text)
    unit = sheet.units_fen.get(described.name)
    if stated:
        unit = money.YUAN_FEN if stated[1] == "元" else money.TEN_THOUSAND_YUAN_FEN
        text = text[: stated.start()]
    if unit is None:
        return None, (warning("findings.value.unit", field=described.name, text=text),)
    try:
        return money.parse(text, unit_fen=unit), ()
    except errors.Invalid:
        return None, (warning("findings.value.amount", field=described.name, text=text),)


def _as_phone(described: Field, cell: Cell, _: Sheet) -> Read:
    text = _clean(cell.text)
    if text.casefold() in _NOTHING:
        return None, ()
    reading = phones.read(text, from_number_cell=cell.kind == "number")
    found = list(reading.findings)
    if len(reading.numbers) > 1:
        found.append(information("findings.value.more_phones", field=described.name, text=text))
    return reading.first, tuple(found)


def _as_account(_: Field, cell: Cell, __: Sheet) -> Read:
    if _clean(cell.text).casefold() in _NOTHING:
        return None, ()
    reading = accounts.read(cell.text, from_number_cell=cell.kind == "number")
    return (reading.number if reading.ok else None), reading.findings


_READERS: dict[str, Callable[[Field, Cell, Sheet], Read]] = {
    "text": _as_text,
    "code": _as_code,
    "bool": _as_code,
    "codes": _as_codes,
    "date": _as_date,
    "money": _as_money,
    "phone": _as_phone,
    "account": _as_account,
    "ref": lambda _, __, ___: (None, ()),
}


def _name(cell: Cell | None, given: dict[str, Value]) -> tuple[Finding, ...]:
    """Read the name; the printed form is kept beside it where it is another."""
    text = _text_of(cell)
    if not text:
        return ()
    reading = names.read(text)
    if reading.ok:
        given["name"] = reading.name
        if reading.printed != reading.name:
            given["printed_name"] = reading.printed
    # What stood about the name is a remark on the person; it must not be lost with the marks.
    told = str(given.get("notes") or "")
    fresh = [note for note in reading.notes if note not in told]
    if fresh or reading.marked:
        given["notes"] = with_remarks(told, _JOINT.join([*fresh, reading.marked]))
    return reading.findings


def with_remarks(kept: object, further: object) -> str:
    """Return remarks with further ones behind them; what they say already is not said twice."""
    text = str(kept or "")
    for one in _REMARK_ENDS.split(str(further or "")):
        said = re.search(rf"(?:^|{_CLAUSE}){re.escape(one)}(?:$|{_CLAUSE})", text)
        if one and not said:
            text = f"{text}{_JOINT}{one}" if text else one
    return text


def _remarks(cell: Cell | None) -> tuple[Finding, ...]:
    """Say where the remarks tell that the person died or left the village for good."""
    text = _text_of(cell)
    if not text:
        return ()
    if names.died(text):
        return (warning("findings.row.died", note=text),)
    return (warning("findings.row.moved_away", note=text),) if names.moved_away(text) else ()


def _identity(
    cells: Mapping[str, Cell], given: dict[str, Value], sheet: Sheet
) -> identity.IdentityCheck:
    """Check the number; it is kept, with its kind of paper, only where it is right."""
    cell = cells.get("doc_no")
    text = _text_of(cell)
    text = "" if text.casefold() in _NOTHING else text
    stated = _text_of(cells.get("doc_kind"))
    kind = codes.read_code("doc_kind", stated) if stated else None
    sex = given.get("sex")
    checked = identity.check(
        text,
        today=sheet.today,
        from_number_cell=bool(text) and cell is not None and cell.kind != "text",
        kind=kind,
        sex=str(sex) if sex else None,
    )
    if checked.ok:
        given["doc_no"] = checked.number
    return checked


def _derived(
    checked: identity.IdentityCheck, given: dict[str, Value], found: list[Finding]
) -> dict[str, Value]:
    """Return what the number tells; a birth in a cell that says otherwise is reported."""
    derived: dict[str, Value] = {}
    if checked.ok:
        derived["doc_kind"] = checked.kind
        if checked.sex:
            derived["sex"] = checked.sex
            if given.get("sex") in _SEX_UNSTATED:
                del given["sex"]
    if checked.birth:
        derived["birth_date"] = checked.birth.isoformat()
        stated = given.get("birth_date")
        if checked.ok and stated and not dates.agree(str(stated), checked.birth.isoformat()):
            found.append(
                warning("findings.row.birth", stated=stated, number=checked.birth.isoformat())
            )
    return derived


def _phone(
    cells: Mapping[str, Cell], given: dict[str, Value]
) -> tuple[tuple[phones.Phone, ...], tuple[Finding, ...]]:
    """Read the person's own telephones: the first is the one to call, all are handed on."""
    numbers: dict[str, phones.Phone] = {}
    found: list[Finding] = []
    for name in ("phone", "phone_more"):
        cell = cells.get(name)
        text = _text_of(cell)
        if cell is None or not text or text.casefold() in _NOTHING:
            continue
        reading = phones.read(text, from_number_cell=cell.kind == "number")
        for one in reading.numbers:
            numbers.setdefault(one.number, one)
        found += reading.findings
    if numbers:
        given["phone"] = next(iter(numbers))
    return tuple(numbers.values()), tuple(found)
