"""How wide columns are for what stands in them: what the words need, and who gets the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui

from gigdesk import i18n
from gigdesk.gui import theme
from gigdesk.gui.table import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.table.view import TableView

SAMPLE = 40
"""So many rows are looked at; more would be felt while typing in the search box."""

WIDEST_EM = 24
"""No column is widened beyond this for its words (in Chinese characters)."""

LEAST_SHARE = 0.55
"""A column gives back no more than leaves it this share of its declared width."""

_NAMES_SHARE = 0.45
"""Names are given this share of a list in any case; beyond it the record itself has the whole."""

OVER_EM = 3
"""A column may take this much more even where the others then have to be scrolled to."""


def wants(view: TableView, shown: Sequence[int]) -> dict[int, int]:
    """Return the width in logical pixels that the title and the first rows of columns need."""
    measures = theme.measures()
    plain, bold = view.fontMetrics(), QtGui.QFontMetrics(_bold(view.font()))
    sides = 2 * (measures.unit + theme.CELL_EDGE) + measures.unit
    rows = view.rows.seen(SAMPLE)
    found = {}
    for number in shown:
        column = view.rows.columns[number]
        words = [column.words(row) for row in rows] if column.kind != "check" else []
        wide = max((plain.horizontalAdvance(each) for each in words), default=0)
        if column.kind == "status":
            wide += measures.icon + measures.unit * 2
        wide = max(wide, bold.horizontalAdvance(i18n.text(column.title)))
        found[number] = min(wide + sides, measures.em(WIDEST_EM))
    return found


def names_whole(view: TableView, stays: Sequence[int]) -> dict[int, int]:
    """Return the width in logical pixels at which the names of frozen columns are never cut."""
    small = QtGui.QFontMetrics(names.smaller(view.font()))
    most = round(view.viewport().width() * _NAMES_SHARE)
    rows, found = view.rows.seen(SAMPLE), {}
    for number in stays:
        column = view.rows.columns[number]
        if column.kind == "text":
            wide = max((small.horizontalAdvance(column.words(row)) for row in rows), default=0)
            # A line ends between two characters: one of them may not fit into the first.
            found[number] = min(wide // 2 + small.height() + names.sides(), most)
    return found


def titles(view: TableView, shown: Sequence[int]) -> dict[int, int]:
    """Return the width in logical pixels at which the title of a column stands whole."""
    measures, bold = theme.measures(), QtGui.QFontMetrics(_bold(view.font()))
    sides = 2 * (measures.unit + theme.CELL_EDGE) + measures.unit
    named = ((number, i18n.text(view.rows.columns[number].title)) for number in shown)
    found = {number: bold.horizontalAdvance(words) + sides for number, words in named}
    head = view.horizontalHeader()
    ordered = head.sortIndicatorSection() if head.isSortIndicatorShown() else -1
    if ordered in found:
        # The arrow takes its room from the title.
        found[ordered] = max(found[ordered], head.sectionSizeHint(ordered))
    return found


def share(declared: Mapping[int, int], wanted: Mapping[int, int], room: int) -> dict[int, int]:
    """Return the widths of columns: as declared, wider where words need it and there is room.

    A column that is a little too narrow is widened in any case; what is cut in a list cannot be
    read at all, what lies to the right can be scrolled to.
    """
    over = theme.measures().em(OVER_EM)
    widths = dict(declared)
    for number, wide in declared.items():
        widths[number] = max(wide, min(wanted.get(number, 0), wide + over))
    spare = room - sum(widths.values())
    for number, wide in declared.items():
        # What stands nearly empty gives way before anything has to be scrolled to.
        slack = widths[number] - max(wanted.get(number, wide), round(wide * LEAST_SHARE))
        less = min(max(0, slack), max(0, -spare))
        widths[number] -= less
        spare += less
    for number, wide in widths.items():
        more = min(max(0, wanted.get(number, 0) - wide), max(0, spare))
        widths[number] += more
        spare -= more
    return widths


def _bold(font: QtGui.QFont) -> QtGui.QFont:
    made = QtGui.QFont(font)
    made.setBold(True)
    return made
