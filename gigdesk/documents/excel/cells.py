"""One row of values as the XML of a worksheet row, exactly and fast."""

from __future__ import annotations

import datetime
import functools
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n, money
from gigdesk.documents.excel.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.documents.excel.layout import Column

LONG_TERM = "9999-12-31"
MOST_CHARACTERS = 32_767
_EPOCH = datetime.date(1899, 12, 30).toordinal()
_MIDNIGHT = datetime.datetime(1900, 1, 1)  # noqa: DTZ001 -- cells know no time zone
# Excel believes that 1900 was a leap year: earlier days would show one day wrong.
_FIRST_SAFE = datetime.date(1900, 3, 1).toordinal()
_MOST_PATTERNS = 500
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def escape_controls(text: str) -> str:
    """Write characters that XML cannot hold as `_x0001_` (ECMA-376 part 1, 22.9.2.19)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _HIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def escape(text: str) -> str:
    """Return text as it stands between the tags of a worksheet."""
    text = escape_controls(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def plain_number(value: int | Decimal) -> str:
    """Return a number as exact decimal text without an exponent."""
    return str(value) if isinstance(value, int) else f"{value:f}"


@functools.lru_cache(maxsize=8_192)
def serial(text: str) -> str | None:
    """Return the day number of an ISO date, or None where Excel cannot hold it as a date."""
    if _ISO.fullmatch(text) is None:
        return None
    try:
        ordinal = datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        return None
    return str(ordinal - _EPOCH) if ordinal >= _FIRST_SAFE and text != LONG_TERM else None


class _NotPlain(Exception):  # noqa: N818 -- a turn of the road, not an error
    """This value needs another kind of cell than its column has."""


def _date(value: Any) -> str | None:
    if not value:
        return None
    found = serial(value if isinstance(value, str) else value.isoformat())
    if found is None:
        raise _NotPlain
    return found


def _money(value: Any) -> str | None:
    if value is None:
        return None
    if type(value) is not int:
        raise _NotPlain
    return money.plain(value)


def _number(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if type(value) is int or (isinstance(value, Decimal) and value.is_finite()):
        return plain_number(value)
    raise _NotPlain


def _never(_value: Any) -> str | None:
    raise _NotPlain


_CONVERT: dict[Kind, Callable[[Any], str | None]] = {
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.INT: _number,
    Kind.NUMBER: _number,
    Kind.MARK: _number,
    Kind.AS_FOUND: _never,
}
_TEXTS = (Kind.TEXT, Kind.MARK)


class Styles:
    """Numbers of the cell styles of one column: its own, text, date, moment, length of time."""

    __slots__ = ("date", "moment", "own", "span", "text")

    def __init__(self, *, own: int, text: int, date: int, moment: int, span: int) -> None:
        """Keep the numbers."""
        self.own = own
        self.text = text
        self.date = date
        self.moment = moment
        self.span = span


class RowForm:
    """Turns rows into XML; most rows go through one prepared pattern per set of empty cells."""

    def __init__(self, columns: Sequence[Column], styles: Sequence[Styles], height: float) -> None:
        """Prepare the patterns for these columns; `height` is in points."""
        self._columns = tuple(columns)
        self._letters = [column_letters(at) for at in range(len(columns))]
        self._styles = tuple(styles)
        self._height = height
        self._special = [
            (at, _CONVERT[column.kind])
            for at, column in enumerate(columns)
            if column.kind is not Kind.TEXT
        ]
        self._wraps = [(at, column.width) for at, column in enumerate(columns) if column.wrap]
        self._filled = [self._cell(at, "%s", "\0") for at in range(len(columns))]
        self._blank = [self._cell(at, None, "\0") for at in range(len(columns))]
        self._patterns: dict[tuple[bool, ...], str] = {}
        self._full = self._pattern((True,) * len(columns))

    def xml(self, number: int, row: Sequence[Any]) -> str:
        """Return the row `number` (from 1).

        Raises Invalid for a text longer than a cell can hold and Bug for a value that does not
        belong in its column: nothing is cut or rounded.
        """
        cells = list(row)
        if len(cells) != len(self._columns):
            raise errors.Bug("sheets.error.row_width", row=number, cells=len(cells))
        try:
            for at, convert in self._special:
                cells[at] = convert(cells[at])
            filled = list(filter(None, cells))
            joined = "|".join(filled)
        except (_NotPlain, TypeError):
            return self._careful(number, row)
        if not _is_plain(joined):
            return self._careful(number, row)
        pattern = self._full
        if len(filled) != len(cells):
            mask = tuple(map(bool, cells))
            pattern = self._patterns.get(mask) or self._pattern(mask)
        if self._wraps:
            pattern = pattern.replace("\1", self._row_height(cells))
        return pattern.replace("\0", str(number)) % tuple(filled)

    def _pattern(self, mask: tuple[bool, ...]) -> str:
        cells = zip(mask, self._filled, self._blank, strict=True)
        made = "".join([filled if there else blank for there, filled, blank in cells])
        height = "\1" if self._wraps else f"{self._height:g}"
        pattern = f'<row r="\0" ht="{height}" customHeight="1">{made}</row>'
        if len(self._patterns) < _MOST_PATTERNS:
            self._patterns[mask] = pattern
        return pattern

    def _cell(self, at: int, inside: str | None, number: str) -> str:
        """Return a cell of the column's own kind around text that is already escaped."""
        where = f'<c r="{self._letters[at]}{number}" s="{self._styles[at].own}"'
        if inside is None:
            return where + "/>"
        if self._columns[at].kind is Kind.TEXT:
            return f'{where} t="inlineStr"><is><t>{inside}</t></is></c>'
        return f"{where}><v>{inside}</v></c>"

    def _careful(self, number: int, row: Sequence[Any]) -> str:
        made = "".join(self._one(at, value, str(number)) for at, value in enumerate(row))
        height = self._row_height(row)
        return f'<row r="{number}" ht="{height}" customHeight="1">{made}</row>'

    def _one(self, at: int, value: Any, number: str) -> str:
        column = self._columns[at]
        if value is None or value == "":
            return self._cell(at, None, number)
        if isinstance(value, str) and column.kind in _TEXTS:
            return self._text(at, value, number, style=self._styles[at].own)
        if column.kind is Kind.AS_FOUND:
            return self._as_found(at, value, number)
        try:
            inside = _CONVERT.get(column.kind, _never)(value)
        except _NotPlain:
            if column.kind is Kind.DATE:
                shown = value if isinstance(value, str) else value.isoformat()
                shown = i18n.text("sheets.long_term") if shown == LONG_TERM else shown
                return self._text(at, shown, number, style=self._styles[at].text)
            kind = type(value).__name__
            raise errors.Bug("sheets.error.kind", column=column.key, found=kind) from None
        return self._cell(at, inside, number)

    def _text(self, at: int, value: str, number: str, *, style: int) -> str:
        # Excel counts UTF-16 units, so a rare character counts twice.
        if len(value.encode("utf-16-le", "surrogatepass")) // 2 > MOST_CHARACTERS:
            raise errors.Invalid(
                "sheets.error.too_long",
                field=self._columns[at].key,
                cell=f"{self._letters[at]}{number}",
                limit=MOST_CHARACTERS,
            )
        keep = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        inside = escape(value)
        where = f'<c r="{self._letters[at]}{number}" s="{style}" t="inlineStr">'
        return f"{where}<is><t{keep}>{inside}</t></is></c>"

    def _as_found(self, at: int, value: Any, number: str) -> str:
        styles = self._styles[at]
        where = f'<c r="{self._letters[at]}{number}"'
        if isinstance(value, bool):
            return f'{where} s="{styles.text}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, Decimal)):
            return f'{where} s="{styles.text}"><v>{value}</v></c>'
        if isinstance(value, float) and math.isfinite(value):
            return f'{where} s="{styles.text}"><v>{value!r}</v></c>'
        if isinstance(value, datetime.time):
            value = datetime.datetime.combine(_MIDNIGHT, value) - _MIDNIGHT
        if isinstance(value, datetime.timedelta):
            days = value / datetime.timedelta(days=1)
            return f'{where} s="{styles.span}"><v>{days!r}</v></c>'
        if isinstance(value, (datetime.date, datetime.datetime)):
            found = _moment(value)
            if found is not None:
                style = styles.moment if "." in found else styles.date
                return f'{where} s="{style}"><v>{found}</v></c>'
            value = value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)
        return self._text(at, str(value), number, style=styles.text)

    def _row_height(self, row: Sequence[Any]) -> str:
        """Return the height that the longest wrapped text of the row needs."""
        lines = 1
        for at, width in self._wraps:
            value = row[at]
            if isinstance(value, str) and value:
                lines = max(lines, lines_needed(value, width))
        return f"{max(self._height, 6 + 14 * lines):g}"


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of `width` characters."""
    room = max(1.0, width - 1)
    narrow = "\u00ff"
    return sum(
        max(1, math.ceil(sum(2 if sign > narrow else 1 for sign in part) / room))
        for part in text.split("\n")
    )


def _moment(value: datetime.date) -> str | None:
    """Return a date or a moment as a day number with its fraction of the day."""
    day = serial(value.isoformat()[:10])
    if day is None or not isinstance(value, datetime.datetime):
        return day
    midnight = value.replace(hour=0, minute=0, second=0, microsecond=0)
    part = (value - midnight) / datetime.timedelta(days=1)
    return repr(int(day) + part) if part else day


def _is_plain(joined: str) -> bool:
    """Say whether the values of a row, joined by bars, can stand in XML as they are."""
    return not (
        not joined.isprintable()
        or "&" in joined
        or "<" in joined
        or ">" in joined
        or "_x" in joined
        or " |" in joined
        or "| " in joined
        or joined[:1] == " "
        or joined[-1:] == " "
        or len(joined) > MOST_CHARACTERS // 2
    )
