"""Cells that hold two things: a bank and its account, a name and its number, a span of validity.

What belongs to another field is put there; what stands there already is never written over.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gigdesk.domain import patterns
from gigdesk.domain.workers import accounts, codes, dates, folding, identity, phones, surnames
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.domain.workers.findings import Finding

_DIGIT = patterns.later(r"\d")
_HAS_DIGITS = patterns.later(r"\d{7}|\d[\s-]\d")
_HAS_WORDS = patterns.later(r"[^\W\d_eExX]")
_ADDRESSES = (("address", "hukou_address"), ("hukou_address", "address"))
_CODE_OF = {"address": "address_code", "hukou_address": "hukou_code"}
_AS_OTHER = {
    "address": patterns.later("(?:同|与)户[籍口](?:所在)?(?:地址?|住址)?(?:一致|相同|一样)?"),
    "hukou_address": patterns.later("(?:同|与)(?:现住址|住址|现居住地|居住地)(?:一致|相同|一样)?"),
}
"""How a row says that one of its two addresses is the other."""
_RELATION = patterns.later(r"[(（]([^()（）]{1,8})[)）]")
_LONG_NUMBER = patterns.later(
    r"(?<![0-9A-Za-z])(?:[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx]|[0-9]{11,20}[Xx]?)"
    "(?![0-9A-Za-z])"
)
_MOBILE = patterns.later("1[3-9][0-9]{9}")
_LABEL = patterns.later(
    "(?:居民|公民)?(?:身份证件?|身份|证件)(?:号码?|编号)?|(?:联系|手机)?(?:电话|手机)(?:号码?)?|姓名"
)
_NAME = patterns.later(f"[{HAN}]{{2,4}}|[{HAN}]+(?:{SEPARATOR}[{HAN}]+)+")
HALF_NAME = "findings.row.name_half"
_HAN_ONLY = patterns.later(f"[{HAN}]+")
_NOTED = patterns.later(r"[(][^()]{1,8}[)]")
_SHORTEST_OF_TWO = 24
_NAME_EDGES = " :,;/|-+"
_DAY = r"[0-9]{4}(?:[0-9]{4}|(?P<{0}>[-./年])[0-9]{1,2}(?:(?P={0})|月)[0-9]{1,2}日?)"
_SPAN = patterns.later(
    f"(?P<begin>{_DAY.replace('{0}', 'a')})(?:[-~—–―至到]+)"
    f"(?P<end>{_DAY.replace('{0}', 'b')}|长期(?:有效)?|永久)"
)
_EDGES = " \t\r\n:：,，;；、/|-—+()（）[]【】"


class Cell(Protocol):
    """A cell as the reader of a file gives it: its text, and what kind of cell it was."""

    @property
    def text(self) -> str:
        """Return the value as it reads, a number with all its digits."""

    @property
    def kind(self) -> str:
        """Return text, number, date, bool, error or empty."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell made by hand: from a form, a pasted line, a draft or a part of another cell."""

    text: str
    kind: str = "text"


def parted(cells: Mapping[str, Cell], found: list[Finding]) -> Mapping[str, Cell]:
    """Return the cells of a row with those of two things taken apart; what cannot be is told."""
    parts = _whole_name(cells, found) if "given_name" in cells else None
    for name, other in _ADDRESSES:
        cell = cells.get(name)
        if cell is not None and other in cells and _AS_OTHER[name].fullmatch(cell.text.strip()):
            parts = dict(cells) if parts is None else parts
            parts[name] = cells[other]
            code, other_code = _CODE_OF[name], _CODE_OF[other]
            if other_code in cells and not (code in cells and cells[code].text.strip()):
                parts[code] = cells[other_code]
    for name, part in _PARTS.items():
        cell = cells.get(name)
        # Most such cells hold one thing: a number alone is seen at once.
        if cell is None or cell.kind not in {"text", "number"}:
            continue
        if not (_DIGIT.search(cell.text) or name == "employment_place"):
            continue
        if cell.text.isdecimal() and name != "emergency_name":
            continue
        parts = dict(cells) if parts is None else parts
        part(cell.text, parts, found)
    return cells if parts is None else parts


def _whole_name(cells: Mapping[str, Cell], found: list[Finding]) -> dict[str, Cell]:
    """Put a name together whose halves stand in two columns; 王 beside 王小明 is said twice.

    Where one column is empty and the other has no whole name, half of it is missing.
    """
    parts = dict(cells)
    rest = parts.pop("given_name").text.strip()
    first = cells["name"].text.strip() if "name" in cells else ""
    said = len(rest) > 2 and rest.startswith(first)  # noqa: PLR2004 -- a surname and two signs
    parts["name"] = TypedCell(rest if said else f"{first}{rest}")
    if first + rest and not (first and rest) and not _is_whole(first, rest):
        found.append(warning(HALF_NAME, text=first + rest))
    return parts


def _is_whole(first: str, rest: str) -> bool:
    """Say whether one of two columns of a name has all of it: 刘备 has, 欧阳 and 小明 have not."""
    plain = "".join((first + rest).split())
    if not _HAN_ONLY.fullmatch(plain):
        return SEPARATOR in plain or plain != first + rest
    if len(plain) == 1 or plain in surnames.COMPOUND:
        return False
    return bool(first) or plain[0] in surnames.COMMON or plain[:2] in surnames.COMPOUND


@functools.lru_cache(maxsize=1 << 12)
def province_of(text: str) -> str | None:
    """Return the code of the province that a place begins with: 广东省东莞市 is in 44."""
    plain = folding.joined(text)
    for length in (3, 2):
        code = codes.read_code("province", plain[:length])
        if code is not None and not plain[:length].isdecimal():
            return code
    return None


def _account(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read 邮储银行 6217… in the column of accounts; the bank's own column goes before."""
    both = _bank_and_account(text)
    if both is not None:
        bank, account = both
        parts["bank_account"] = TypedCell(account)
        if bank:
            _put("bank_name", bank, parts, found)


def _bank(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read the same in the column of banks; the account's own column goes before."""
    both = _bank_and_account(text)
    if both is not None:
        bank, account = both
        parts["bank_name"] = TypedCell(bank) if bank else TypedCell("", "empty")
        _put("bank_account", account, parts, found)


def _bank_and_account(text: str) -> tuple[str, str] | None:
    mixed = _HAS_DIGITS.search(text) and _HAS_WORDS.search(text)
    return accounts.parted(text) if mixed else None


def _to_call(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read 王小二（妻子）13500001111 in the column of the person to call."""
    reading = phones.read(text)
    if not reading.numbers:
        return
    name, relation = _name_and_relation(text)
    parts["emergency_name"] = TypedCell(name) if name else TypedCell("", "empty")
    _put("emergency_phone", " ".join(one.number for one in reading.numbers), parts, found)
    if relation:
        _put("emergency_relation", relation, parts, found)


def _called(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read the same in the column of the telephone to call."""
    reading = phones.read(text)
    if not reading.numbers or not _HAS_WORDS.search(text) or "emergency_name" in parts:
        return
    name, relation = _name_and_relation(text)
    if relation:
        _put("emergency_relation", relation, parts, found)
    if name:
        parts["emergency_name"] = TypedCell(name)
    parts["emergency_phone"] = TypedCell(" ".join(one.number for one in reading.numbers))


def _name_and_relation(text: str) -> tuple[str, str]:
    """Return the name and the kinship that stand beside telephones; either may be missing."""
    plain = phones.without(text)
    related = _RELATION.search(plain)
    relation = related[1] if related and codes.read_code("relation", related[1]) else ""
    name = " ".join((_RELATION.sub(" ", plain) if relation else plain).split()).strip(_EDGES)
    if name and not relation and codes.read_code("relation", name):
        return "", name
    return name, relation


def _province(text: str, parts: dict[str, Cell], _: list[Finding]) -> None:
    """Read the province of a place that is written out."""
    if "employment_province" not in parts and codes.read_code("employment_place", text) is None:
        code = province_of(text)
        if code is not None:
            parts["employment_province"] = TypedCell(code)


def _named(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read 王五 4311… 138… in the column of names: what is left has to be a name and no more."""
    plain = unicodedata.normalize("NFKC", text)
    runs = _LONG_NUMBER.findall(plain)
    papers = [run for run in runs if not _MOBILE.fullmatch(run)]
    name = (
        "".join(_LABEL.sub(" ", _LONG_NUMBER.sub(" ", plain)).split())
        .strip(_NAME_EDGES)
        .removesuffix("()")
    )
    if not runs or len(papers) > 1:
        return
    if _NAME.fullmatch(_NOTED.sub("", name)) is None:
        # Whose the number is can only be asked: the words stay as they are, and the row waits.
        if papers and identity.is_resident_number(papers[0].upper()):
            _put("doc_no", papers[0], parts, found)
        return
    parts["name"] = TypedCell(name)
    if papers:
        _put("doc_no", papers[0], parts, found)
    if len(runs) > len(papers):
        _put("phone", " ".join(run for run in runs if run not in papers), parts, found)


def _papered(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read 4311… over 138… in the column of numbers: one paper, telephones, and no more."""
    if len(text) < _SHORTEST_OF_TWO:
        return
    plain = unicodedata.normalize("NFKC", text)
    runs = _LONG_NUMBER.findall(plain)
    papers = [run for run in runs if not _MOBILE.fullmatch(run)]
    rest = _LABEL.sub("", _LONG_NUMBER.sub("", plain)).strip(_EDGES)
    if rest or len(papers) != 1 or len(runs) == 1:
        return
    parts["doc_no"] = TypedCell(papers[0])
    _put("phone", " ".join(run for run in runs if run not in papers), parts, found)


def _validity(text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Read 2015.03.01-2035.03.01 and 2015-03-01至长期 in a column of the paper's validity."""
    days = span(text)
    if days is None:
        return
    for name, told in zip(("doc_valid_from", "doc_valid_to"), days, strict=True):
        there = parts.get(name)
        if there is not None and (there.text == text or dates.read(there.text).value == told):
            del parts[name]
        _put(name, told, parts, found)


def span(text: str) -> tuple[str, str] | None:
    """Return the two days of a span, the first before the second; None for what is none."""
    said = _SPAN.fullmatch(folding.joined(text))
    if said is None:
        return None
    begin, end = dates.read(said["begin"]).value, dates.read(said["end"]).value
    if begin is None or end is None or dates.ends_before(begin, end):
        return None
    return begin, end


def _put(name: str, text: str, parts: dict[str, Cell], found: list[Finding]) -> None:
    """Put a part into its field; another value that stands there stays and this one is told."""
    there = parts.get(name)
    if there is None or there.kind == "empty" or not there.text.strip():
        parts[name] = TypedCell(text)
    elif folding.folded(there.text) != folding.folded(text):
        found.append(warning("findings.value.second", field=name, text=text))


_PARTS: dict[str, Callable[[str, dict[str, Cell], list[Finding]], None]] = {
    "bank_account": _account,
    "bank_name": _bank,
    "emergency_name": _to_call,
    "emergency_phone": _called,
    "employment_place": _province,
    "name": _named,
    "doc_no": _papered,
    "doc_valid_from": _validity,
    "doc_valid_to": _validity,
}
