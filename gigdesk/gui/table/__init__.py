"""The one table: columns are declared, rows come in pages from the background."""

from __future__ import annotations

from gigdesk.gui.table.columns import Column, Filter, Query, Row, Source, cell
from gigdesk.gui.table.layouts import Layouts
from gigdesk.gui.table.listing import Listing, Nothing
from gigdesk.gui.table.model import PagedModel
from gigdesk.gui.table.rows import RowSource
from gigdesk.gui.table.view import TableView

__all__ = [
    "Column",
    "Filter",
    "Layouts",
    "Listing",
    "Nothing",
    "PagedModel",
    "Query",
    "Row",
    "RowSource",
    "Source",
    "TableView",
    "cell",
]
