"""Makes a corpus of messy and hostile files, and knows what each row of them is.

The same seed makes the same files. Use `make_all`; `check.py` judges a reader against the result.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.campaigns.corpus import binary, further, hostile, shapes, writers
from tests.campaigns.corpus.model import Expected, Failed, Month, Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HOSTILE_SHARE = 3
"""One file of so many is hostile."""
_INDENTED = 0.2
"""This share of the rosters begins in column B."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file: its shape, and what must come of it.

    `errors` are the codes of which one must be raised; empty means that it is read and gives
    exactly `expected` by sheet. `"*"` among the errors means that any refusal is right, and any
    reading that neither crashes nor invents a person.
    """

    path: Path
    shape: str
    errors: tuple[str, ...]
    expected: dict[str, tuple[Expected, ...]]
    knows_kinds: bool = True

    @property
    def shows_digits(self) -> bool:
        """Say whether numbers keep all their digits in the file; pages of HTML have them aside."""
        return self.knows_kinds or "/html" in self.shape


def make_all(folder: Path, seed: int, count: int) -> list[Case]:
    """Write `count` files into a folder (made where it is missing) and return what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    cases = []
    for number in range(count):
        own = random.Random(rng.getrandbits(64))
        if number % _HOSTILE_SHARE == 1:
            cases.append(_hostile(folder, number // _HOSTILE_SHARE, own))
        else:
            cases.append(_messy(folder, number, own))
    return cases


def _hostile(folder: Path, number: int, rng: random.Random) -> Case:
    makers = hostile.ONCE + hostile.OFTEN
    often = hostile.OFTEN
    maker = makers[number] if number < len(makers) else often[number % len(often)]
    path = folder / f"{number:04d}-{maker.__name__}{rng.choice(('.xlsx', '.xls', '.et', '.csv'))}"
    codes = maker(path, rng)
    return Case(path, maker.__name__, tuple(codes.split("|")), {})


def _messy(folder: Path, number: int, rng: random.Random) -> Case:
    """Write one roster; shapes and kinds of file take turns so that all pairs come up."""
    kinds = tuple(_WRITERS)
    turn = number - (number + 1) // _HOSTILE_SHARE
    known = shapes.ALL + further.ALL
    shape = known[turn % len(known)]
    kind = kinds[(turn // len(known) + turn) % len(kinds)]
    pages = _book(shape(rng), rng, kind)
    if rng.random() < _INDENTED:
        for page in pages:
            page.indent(1)
    suffix, write, knows = _WRITERS[kind]
    path = folder / f"{number:04d}-{shape.__name__}-{kind}{suffix}"
    write(path, pages)
    if any(page.unclear for page in pages):
        return Case(path, f"{shape.__name__}/{kind}", ("intake.error.unclear",), {}, knows)
    if kind not in _MANY_SHEETS and pages[0].village == pages[0].name:
        # Such a file has no sheets, and so no names of any.
        pages[0].expected = [replace(one, village="") for one in pages[0].expected]
    expected = {page.name: tuple(page.expected) for page in pages if page.expected}
    if suffix in {".csv", ".tsv", ".txt"}:
        expected = {path.stem: tuple(map(_without_merges, pages[0].expected))}
    elif kind.startswith("html"):
        expected = {"1": tuple(pages[0].expected)}
    return Case(path, f"{shape.__name__}/{kind}", (), expected, knows)


def _without_merges(one: Expected) -> Expected:
    """Return a row as text holds it: what merged cells would fill in does not stand there."""
    fields = {name: seen for name, seen in one.fields.items() if name not in one.filled}
    return replace(one, fields=fields)


def _book(page: Page, rng: random.Random, kind: str) -> list[Page]:
    """Add the sheets that stand beside a roster: instructions before it, an old list hidden."""
    if kind not in _MANY_SHEETS:
        return [page]
    pages = [page]
    if rng.random() < 0.4:
        about = Page("填写说明")
        about.rows = [["填表要求"], ["1.姓名与身份证一致", ""], ["2.不得漏填", ""]]
        pages.insert(0, about)
    if rng.random() < 0.3 and not page.unclear:
        old = shapes.plain(rng)
        old.name, old.hidden, old.expected = "旧名单", True, []
        pages.append(old)
    return pages


def _text(encoding: str, delimiter: str) -> Callable[[Path, list[Page]], None]:
    def write(path: Path, pages: list[Page]) -> None:
        writers.text_file(path, pages[0], encoding=encoding, delimiter=delimiter)

    return write


def _html(encoding: str) -> Callable[[Path, list[Page]], None]:
    def write(path: Path, pages: list[Page]) -> None:
        writers.html_file(path, pages[0], encoding=encoding)

    return write


_WRITERS: dict[str, tuple[str, Callable[[Path, list[Page]], None], bool]] = {
    "openpyxl": (".xlsx", writers.openpyxl_book, True),
    "utf8": (".csv", _text("utf-8", ","), False),
    "xlsxwriter": (".xlsx", writers.xlsxwriter_book, True),
    "xls": (".xls", binary.xls_book, True),
    "bare": (".xlsx", writers.bare_book, True),
    "html": (".xls", _html("utf-8"), False),
    "xml2003": (".xls", writers.xml_file, True),
    "gb18030": (".csv", _text("gb18030", ","), False),
    "xlsb": (".xlsb", binary.xlsb_book, True),
    "ods": (".ods", binary.ods_book, True),
    "wrongname": (".xls", writers.openpyxl_book, True),
    "bom": (".csv", _text("utf-8-sig", ","), False),
    "utf16": (".txt", _text("utf-16", "\t"), False),
    "tsv": (".tsv", _text("gb18030", "\t"), False),
    "html_gbk": (".xls", _html("gb18030"), False),
}
_MANY_SHEETS = {"openpyxl", "xlsxwriter", "xls", "bare", "xml2003", "xlsb", "ods", "wrongname"}
__all__ = ["Case", "Expected", "Failed", "Month", "make_all"]
