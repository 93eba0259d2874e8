"""The grid that is written into like a spreadsheet: month grids and quick entry."""

from __future__ import annotations

from gigdesk.gui.grid.cells import Change, GridColumn
from gigdesk.gui.grid.model import GridModel
from gigdesk.gui.grid.view import Grid

__all__ = ["Change", "Grid", "GridColumn", "GridModel"]
