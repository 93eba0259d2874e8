"""Tells the example of a template from a person who happens to be called like one.

A row that is wrongly taken for a person comes back and can be dropped; one that is wrongly taken
for an example is gone. So an example needs a sign of its own, and whatever speaks for a person
goes before it.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import headers
from gigdesk.domain import patterns
from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.documents.excel.reading import Sheet
    from gigdesk.documents.excel.rows import Row

_LOOKED_AT = 60
_LONG_NOTE = 20
_SOME_DIGITS = 5
_CELL_DIGITS = 15
# Nobody has these, whatever they stand for: XXXXXXXX, 138xxxxxxxx, ****, 430602YYYYMMDDXXXX.
_BLANKED = patterns.later(r"[0-9]{0,6}X{3,}|X{2,}|[*]{3,}|[0-9X]*YYYY[A-Z0-9]*")
# 000000, 111111111111111111, 123456789012345678.
_TYPED_IN_ROW = patterns.later(r"([0-9])\1{5,}X?|0?123456[0-9]*X?")
# The number of the printed forms is one of Beijing's first district; of others only a tail that no
# cell makes of a real number: a cell of numbers ends its own in noughts.
_PLACEHOLDER_NUMBER = patterns.later(
    r"110101(?:[0-9]{8}|X{8})(?:([0-9X])\1{3}|000[0-9X]|123[0-9X])"
    r"|[0-9]{14}(?:1234|([1-9])\2{3})"
)
_PLACEHOLDER_PHONE = patterns.later(
    r"1[3-9][0-9]0{7}[0-9]|1380013800[0-9]|1[3-9][0-9]12345678|1381234567[0-9]"
)
_BEFORE_NAME = patterns.later(r"(\S+?)\s*(:|\s)\s*\S")
_PHONE = patterns.later(r"(?:\+?86)?1[3-9][0-9]{9}")
_NUMBER = patterns.later(r"[0-9]{15}|[0-9]{17}[0-9X]")


def says_sample(text: str) -> bool:
    """Say whether a cell calls its row an example."""
    plain = sheet_words.plain(text).strip("\u3010\u3011[]")
    if len(plain) > _LONG_NOTE:
        return False
    return any(_names(plain, word) for word in sheet_words.words("intake.words.sample"))


def begins_as_sample(name: str) -> bool:
    """Say whether a name has a word before it that calls it an example: `word: name`, `word name`.

    Some of these words are names of trades and surnames, too: those count with a colon only.
    """
    found = _BEFORE_NAME.match(unicodedata.normalize("NFKC", name).strip())
    if found is None:
        return False
    word = sheet_words.plain(found[1])
    with_colon = sheet_words.words("intake.words.sample_before") if found[2] == ":" else frozenset()
    return word in sheet_words.words("intake.words.sample") | with_colon


def _names(plain: str, word: str) -> bool:
    """Say whether a text is a word for examples; one of a single sign must stand alone."""
    if len(word) > 1:
        return plain.startswith(word) or f"({word}" in plain
    # 例：王五 speaks for itself; 例王五 may be somebody's name.
    marked = f"({word})" in plain or plain.startswith(f"{word}:")
    return marked or plain.strip("()0123456789") == word


def is_unmarked(
    row: Row, texts: Mapping[int, str], layout: Mapping[str, int], sheet: Sheet, after: int
) -> bool:
    """Say whether a row that does not call itself an example is one all the same.

    It is called like one, nothing in it can be anybody's, and its number or telephone is a
    placeholder or it alone has no serial number. `after` is the last row of the header.
    """
    name = sheet_words.plain(texts.get(layout.get(headers.NAME, -1), ""))
    if name not in sheet_words.words("intake.words.sample_names"):
        return False
    number = layout.get(headers.DOC_NO, -1)
    if any(_is_somebodys(row, at, text, is_number=at == number) for at, text in texts.items()):
        return False
    if any(_is_placeholder(identity.compact(text)) for text in texts.values()):
        return True
    serial = layout.get(headers.SERIAL)
    if serial is None or _has_digit(texts.get(serial, "")):
        return False
    return _others_are_numbered(row, layout, sheet, after)


def _is_somebodys(row: Row, column: int, text: str, *, is_number: bool) -> bool:
    """Say whether a cell can be a real person's number or telephone, be it damaged."""
    plain = identity.compact(text).removesuffix(".0")
    if row.cell(column).kind == "number" and len(plain) >= _CELL_DIGITS:
        # A cell of numbers has lost the last digits of a real one: they say nothing.
        return True
    if _NUMBER.fullmatch(plain) and identity.is_resident_number(plain):
        return True
    if _is_placeholder(plain):
        return False
    if is_number and sum(map(str.isdecimal, plain)) >= _SOME_DIGITS:
        return True
    return any(one.fullmatch(plain) is not None for one in (_NUMBER, _PHONE))


def _is_placeholder(plain: str) -> bool:
    """Say whether a text only shows where a number or telephone is to be written."""
    shapes = (_BLANKED, _TYPED_IN_ROW, _PLACEHOLDER_NUMBER, _PLACEHOLDER_PHONE)
    return any(shape.fullmatch(plain) is not None for shape in shapes)


def _others_are_numbered(row: Row, layout: Mapping[str, int], sheet: Sheet, after: int) -> bool:
    """Say whether every other person near the top has a serial number, and there is one."""
    examples = sheet_words.words("intake.words.sample_names")
    name, serial = layout[headers.NAME], layout[headers.SERIAL]
    numbered = [
        _has_digit(one.text(serial))
        for one in itertools.islice(sheet.rows(), after + _LOOKED_AT)
        if one.number > after
        and one.number != row.number
        and sheet_words.plain(one.text(name)) not in {"", *examples}
    ]
    return bool(numbered) and all(numbered)


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))
