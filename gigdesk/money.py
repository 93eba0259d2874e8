"""Amounts in whole fen: reading, adding up, rounding, and writing them on paper.

Money is never a float here. One yuan is 100 fen; a name that holds money ends in `_fen`.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from gigdesk import errors

YUAN_FEN = 100
TEN_THOUSAND_YUAN_FEN = 10_000 * YUAN_FEN

# The numerals of bank papers (GB/T 15835 and the payment rules for bills) are data, not words.
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_YUAN, _JIAO, _FEN, _WHOLE = "元角分整"
_THOUSAND = 1000
_LARGEST_FEN = 10**18 - 1

_AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?")
_CURRENCY = re.compile(r"^([-+]?)(?:CNY|RMB|[¥\uffe5])|元$", re.IGNORECASE)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})


def parse(text: str, *, unit_fen: int = YUAN_FEN) -> int:
    """Read an amount such as `1,234.50` or `¥ 1234.5` and return whole fen.

    `unit_fen` says what the written figure counts: yuan by default, `TEN_THOUSAND_YUAN_FEN` for a
    column kept in ten thousands. A figure finer than one fen is refused, never rounded.
    Raises `errors.Invalid` when the text is no amount.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    plain = _CURRENCY.sub(r"\1", plain)
    match = _AMOUNT.fullmatch(plain)
    if match is None or not (match["whole"] or match["part"]):
        raise errors.Invalid("findings.money.unreadable", text=text)
    whole, part = (match["whole"] or "0").replace(",", "").lstrip("0"), match["part"] or ""
    if len(whole) > len(str(_LARGEST_FEN)):
        raise errors.Invalid("findings.money.too_large", text=text)
    if len(part) > len(str(_LARGEST_FEN)) and part[len(str(_LARGEST_FEN)) :].strip("0"):
        raise errors.Invalid("findings.money.finer_than_fen", text=text)
    part = part[: len(str(_LARGEST_FEN))]
    figure = int(whole + part or "0")
    exact = Fraction(figure * unit_fen, 10 ** len(part))
    if exact.denominator != 1:
        raise errors.Invalid("findings.money.finer_than_fen", text=text)
    if exact > _LARGEST_FEN:
        raise errors.Invalid("findings.money.too_large", text=text)
    return -int(exact) if match["sign"] == "-" else int(exact)


def plain(fen: int) -> str:
    """Write fen as yuan with two decimals and nothing else: `-1234.50`, as bank files want it."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // YUAN_FEN}.{abs(fen) % YUAN_FEN:02d}"


def grouped(fen: int) -> str:
    """Write fen as yuan with two decimals and a comma at each thousand: `1,234.50`."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // YUAN_FEN:,}.{abs(fen) % YUAN_FEN:02d}"


def round_half_up(numerator: int, denominator: int = 1) -> int:
    """Round the quotient to a whole number, a half going away from zero, as tax tables do it."""
    if denominator == 0:
        raise errors.Invalid("findings.money.no_parts")
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def times(fen: int, factor: Fraction) -> int:
    """Multiply an amount by an exact factor and round once, half up, to whole fen."""
    return round_half_up(fen * factor.numerator, factor.denominator)


def in_capitals(fen: int) -> str:
    """Write an amount in the capitals of bank papers: 10086.10 yuan as 壹万零捌拾陆元壹角.

    Source: rules for filling in bills and settlement papers of the People's Bank (1997), annex 1.
    Negative amounts are refused: a paper with one would be misread. Raises `errors.Invalid`.
    """
    if not 0 <= fen <= _LARGEST_FEN:
        raise errors.Invalid("findings.money.no_capitals", amount=plain(fen))
    yuan, jiao, rest = fen // YUAN_FEN, fen // 10 % 10, fen % 10
    written = _whole_yuan(yuan) + _YUAN if yuan or not fen else ""
    if not jiao and not rest:
        return written + _WHOLE
    if jiao:
        written += _DIGITS[jiao] + _JIAO
    elif written:
        written += _DIGITS[0]
    return written + (_DIGITS[rest] + _FEN if rest else "")


def _whole_yuan(yuan: int) -> str:
    """Write a whole number of yuan below 10**16 in capitals, with 零 wherever places are empty."""
    if yuan == 0:
        return _DIGITS[0]
    groups = [yuan // 10_000**place % 10_000 for place in range(4)]
    written = ""
    gap = False
    for place in range(3, -1, -1):
        group = groups[place]
        if group == 0:
            gap = True
            continue
        if written and (gap or group < _THOUSAND):
            written += _DIGITS[0]
        # 万亿 before further 亿 is written 万 alone: 拾贰万叁仟亿, not 拾贰万亿叁仟亿.
        shared = _GROUPS[place] == _GROUPS[-1] and groups[place - 1]
        written += _group(group) + (_GROUPS[1] if shared else _GROUPS[place])
        gap = False
    return written


def _group(number: int) -> str:
    """Write a number from 1 to 9999 in capitals."""
    written = ""
    gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = gap or bool(written)
            continue
        if gap:
            written += _DIGITS[0]
        written += _DIGITS[digit] + _PLACES[place]
        gap = False
    return written
