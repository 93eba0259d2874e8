"""Opening what was pasted: cells of a spreadsheet, a block of text, or the list of a chat group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.workers.imports import opening
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import chain_list

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def open_pasted(desk: Desk, text: str, name: str, page: str = "") -> opening.Opened:
    """Open what was pasted: a block of cells, or the numbered list of a chat group.

    `page` is the HTML that a spreadsheet puts beside the text. Where it is a clear roster it is
    read instead, since only it tells a number in a cell from a text, and which cells are merged.
    """
    return _cells(desk, page, name) or _text(desk, text, name)


def _cells(desk: Desk, page: str, name: str) -> opening.Opened | None:
    try:
        book = reading.read_pasted_page(page, name)
        opened = opening.planned(desk, book, page.encode("utf-8", "surrogatepass"), None)
    except errors.UnreadableFile:
        return None
    return opened if opened.remembered or not opened.unclear else None


def _text(desk: Desk, text: str, name: str) -> opening.Opened:
    content = text.encode("utf-8", "surrogatepass")
    book = reading.read_pasted(text, name)
    try:
        opened = opening.planned(desk, book, content, None)
    except errors.UnreadableFile:
        chain = chain_list.read(text, opening.village_names(desk))
        return opening.Opened(name, book.sha256, content, chain=chain)
    return opening.or_chain(desk, opened, book)
