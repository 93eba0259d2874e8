"""Ruled tables for paper: columns of weighted width, cells that wrap, a head that repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.documents.pdf import page, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAD = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its share of the width, how its cells stand."""

    title: str
    weight: float = 1.0
    align: text.Align = "left"


@dataclass(frozen=True, slots=True)
class Look:
    """Font sizes and the least height of a row, in points."""

    size: float = 10.0
    leading: float = 13.0
    least: float = 21.0


class Table:
    """A table of a fixed width, set row by row."""

    def __init__(
        self, columns: Sequence[Column], width: float, ink: text.Ink, look: Look | None = None
    ) -> None:
        """Share the width among the columns by their weights."""
        self.look = look or Look()
        self._ink = ink
        whole = sum(column.weight for column in columns)
        self.columns = tuple(columns)
        self.widths = tuple(width * column.weight / whole for column in columns)
        self._edges = [0.0]
        for each in self.widths:
            self._edges.append(round(self._edges[-1] + each, 2))

    def head(self) -> page.Row:
        """Return the heading row."""
        style = text.Style("hei", self.look.size, self.look.leading, "center")
        row = self._row([column.title for column in self.columns], [style] * len(self.columns))
        return replace(row, graphics=f"{page.rule(0, self._edges[-1], 0)} {row.graphics}")

    def rows(self, cells: Sequence[Sequence[str]]) -> Iterator[page.Row]:
        """Yield one row for each line of cells; a short line leaves its last cells empty."""
        plain = text.Style("song", self.look.size, self.look.leading, "left")
        styles = [replace(plain, align=column.align) for column in self.columns]
        for line in cells:
            yield self._row([*line, *[""] * (len(self.columns) - len(line))], styles)

    def _row(self, cells: Sequence[str], styles: Sequence[text.Style]) -> page.Row:
        look = self.look
        found = [
            text.lines([text.Span(words)], style, width - 2 * _PAD) if words else ()
            for words, style, width in zip(cells, styles, self.widths, strict=True)
        ]
        deepest = max(map(len, found))
        height = max(look.least, deepest * look.leading + 2 * _PAD)
        texts = []
        for left, lines in zip(self._edges, found, strict=False):
            top = (height - len(lines) * look.leading) / 2
            for down, line in enumerate(lines):
                base = top + (down + 0.5) * look.leading + look.size * 0.36
                texts.append((left + _PAD, round(base, 2), text.code(line, self._ink)))
        grid = [page.rule(0, self._edges[-1], -height)]
        grid += [f"{edge:.2f} 0 m {edge:.2f} {-height:.2f} l S" for edge in self._edges]
        return page.Row(height, tuple(texts), " ".join(grid))
