"""Workbooks in the XML of Excel 2003, usually named .xls."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.excel import guarding
from gigdesk.documents.excel.marks import code_of_format, error_mark
from gigdesk.documents.excel.plain_tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.documents.excel.rows import Raw

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MIDNIGHT = dt.time()


def tables_of(path: Path, encoding: str, broken: str) -> list[Table]:
    """Return the worksheets.

    Raises UnreadableFile: entities, damaged, bomb, too_wide.
    """
    from defusedxml import ElementTree, common  # noqa: PLC0415 -- heavy

    name = path.name
    target: Any = _Target()
    parser = ElementTree.XMLParser(target=target, forbid_dtd=True)
    try:
        with path.open(encoding=encoding, errors=broken) as stream:
            first = stream.read(guarding.CHUNK_BYTES).lstrip("\ufeff")
            parser.feed(_DECLARATION.sub("", first, count=1).lstrip())
            while chunk := stream.read(guarding.CHUNK_BYTES):
                parser.feed(chunk)
        parser.close()
    except common.DefusedXmlException as failure:
        raise errors.UnreadableFile("intake.error.entities", name=name) from failure
    except OverflowError as failure:
        raise errors.UnreadableFile("intake.error.bomb", name=name) from failure
    except (ElementTree.ParseError, UnicodeError) as failure:
        raise errors.UnreadableFile("intake.error.damaged", name=name) from failure
    found: list[Table] = target.tables
    return found


class _Target:
    """Takes the events of the parse and keeps rows of values."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._row = self._column = -1
        self._values: list[Raw] = []
        self._named: dict[str, str] = {}
        self._type = self._style = ""
        self._codes: dict[str, str] = {}
        self._text: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        named = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "Style":
            self._style = named.get("ID", "")
        elif local == "NumberFormat":
            code = code_of_format(0, named.get("Format", ""))
            if code is not None:
                self._codes[self._style] = code
        elif local == "Worksheet":
            self.tables.append(Table(named.get("Name", "")))
            self._row = -1
        elif local == "Row" and self.tables:
            self._row = _index(named, self._row)
            self._column, self._values = -1, []
            if named.get("Hidden") == "1":
                self.tables[-1].marks.hidden.add(self._row)
        elif local == "Cell":
            self._named = named
            self._column = _index(named, self._column)
            if self._column >= guarding.MOST_COLUMNS:
                raise OverflowError
        elif local == "Data":
            self._type, self._text = named.get("Type", "String"), []
        elif local == "Visible":
            self._visible = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if local == "Data":
            self._put("".join(self._text or ()))
            self._text = None
        elif local == "Cell" and self.tables:
            self._end_cell()
        elif local == "Row" and self.tables:
            self.tables[-1].add(self._row, self._values)
        elif local == "Visible" and self.tables:
            self.tables[-1].hidden = "".join(self._visible or ()).strip() != "SheetVisible"
            self._visible = None

    def _put(self, text: str) -> None:
        if self._column < 0 or not self.tables:
            return
        self._values.extend([""] * (self._column + 1 - len(self._values)))
        if self._type == "Error":
            self.tables[-1].marks.note(self._row, self._column, error_mark(text))
        else:
            self._values[self._column] = _value(text, self._type)
            code = self._codes.get(self._named.get("StyleID", ""))
            if code is not None:
                self.tables[-1].marks.note(self._row, self._column, code)

    def _end_cell(self) -> None:
        down, right = (
            _count(self._named.get("MergeDown")),
            _count(self._named.get("MergeAcross")),
        )
        if down or right:
            first = (self._row, self._column)
            last = (self._row + down, self._column + right)
            self.tables[-1].marks.spans.append((first, last))
            self._column += right
            width = min(self._column, guarding.MOST_COLUMNS) + 1
            self._values.extend([""] * (width - len(self._values)))

    def close(self) -> list[Table]:
        return self.tables


def _index(named: dict[str, str], before: int) -> int:
    """Return where a row or cell stands: at its index, or after the one before."""
    given = _count(named.get("Index"))
    return given - 1 if given else before + 1


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004 -- digits of a count


def _value(text: str, kind: str) -> Raw:
    """Read a value of the type the file states; what does not fit stays text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() == "1"
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text.strip())
            return moment.date() if moment.time() == _MIDNIGHT else moment
    except ValueError:
        return text
    return text
