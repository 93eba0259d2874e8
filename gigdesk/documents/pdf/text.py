"""Text set into lines: Chinese line breaking, justification, and a finished line's PDF code."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from gigdesk.documents.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Align = Literal["justify", "left", "center", "right"]


def _signs(points: str) -> str:
    return "".join(chr(int(point, 16)) for point in points.split())


# May not begin a line (GB/T 15834-2011, 5.1.10): , . pause : ; ! ? closing marks, dashes, dots.
NO_START = frozenset(
    _signs("ff0c 3002 3001 ff1a ff1b ff01 ff1f ff09 3015 3011 300b 300d 300f 3009 201d 2019 ff05")
    + _signs("2026 2014 00b7 ff5e 2103 2030")
    + ",.:;!?)]}%"
)
# May not end a line: opening brackets and quotation marks.
NO_END = frozenset(_signs("ff08 3014 3010 300a 300c 300e 3008 201c 2018 ffe5 00a5 2116") + "([{$")
# Closing marks whose right half is empty: they may be pressed into a full line.
_PRESSED = frozenset(_signs("ff0c 3002 3001 ff1a ff1b ff01 ff1f ff09 300b 300d 300f 201d 2019"))
_MOST_PRESSED = 0.05  # em taken from each gap at most
_MOST_SPREAD = 0.25  # em given to each gap at most; a looser line is left ragged
_EM = 1000


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: font role, size and leading in points, first-line indent in ems."""

    role: str = "song"
    size: float = 12.0
    leading: float = 21.0
    align: Align = "justify"
    indent: float = 0.0
    hanging: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `filled` words were written into a gap and stand on a rule.

    `picture` is a JPEG that shows the same words; it stands beside them in the parties' block.
    """

    text: str
    filled: bool = False
    role: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font on one line, `x` points from the line's left edge."""

    x: float
    font: str
    size: float
    text: str
    spread: float


@dataclass(frozen=True, slots=True)
class Line:
    """One finished line: its runs, the rules under filled words (from x to x), its own width."""

    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float], ...] = ()
    width: float = 0.0


class Ink(Protocol):
    """What can turn characters of a font into PDF code; the page of a document is one."""

    def show(self, font: str, size: float, text: str) -> str:
        """Return the operators that show a text at the current place."""


@dataclass(slots=True)
class _Cell:
    """One character on its way to a line."""

    char: str
    font: str
    width: float
    filled: bool


def cells(spans: Iterable[Span], style: Style) -> list[_Cell]:
    """Return the characters of some spans with their fonts and their widths in points."""
    scale = style.size / _EM
    return [
        _Cell(shape.char, shape.font, shape.width * scale, span.filled)
        for span in spans
        for shape in fonts.glyphs(span.role or style.role, span.text)
    ]


@functools.lru_cache(maxsize=1024)
def width(text: str, style: Style) -> float:
    """Return the width of a text on one line, in points."""
    return sum(shape.width for shape in fonts.glyphs(style.role, text)) * style.size / _EM


def _in_word(char: str) -> bool:
    """Say whether a character belongs to a word or number that is not broken."""
    return "!" < char < "\u0250" and char != "\u00b7"


def _units(found: Sequence[_Cell]) -> list[tuple[int, int, float]]:
    """Return the unbreakable stretches: start, end, width."""
    units: list[tuple[int, int, float]] = []
    start, total = 0, 0.0
    for at, cell in enumerate(found):
        if at > start:
            before = found[at - 1].char
            joined = (
                cell.char in NO_START
                or before in NO_END
                or (_in_word(cell.char) and _in_word(before))
            )
            if not joined:
                units.append((start, at, total))
                start, total = at, 0.0
        total += cell.width
    if start < len(found):
        units.append((start, len(found), total))
    return units


def _breaks(found: Sequence[_Cell], style: Style, first: float, rest: float) -> list[int]:
    """Return where each line ends, as indexes into the characters."""
    ends: list[int] = []
    begin, used, room = 0, 0.0, first
    for start, end, size in _units(found):
        fits = used + size <= room + 0.01
        if not fits and found[end - 1].char in _PRESSED and end - begin > 1:
            over = used + size - room
            fits = over <= min(found[end - 1].width, _MOST_PRESSED * style.size * (end - begin - 1))
        if fits:
            used += size
            continue
        if start > begin:
            ends.append(start)
            begin, used, room = start, 0.0, rest
        for at in range(start, end):
            # A stretch longer than the line itself is broken where it must be.
            if used + found[at].width > room + 0.01 and size > room and at > begin:
                ends.append(at)
                begin, used, room = at, 0.0, rest
            used += found[at].width
    if begin < len(found):
        ends.append(len(found))
    return ends


def lines(spans: Iterable[Span], style: Style, width: float) -> tuple[Line, ...]:
    """Set spans into lines of at most `width` points; an empty text gives one empty line.

    Kept for the next time: in a batch most paragraphs say the same for everybody.
    """
    return _set(tuple(spans), style, width)


@functools.lru_cache(maxsize=4096)
def _set(spans: tuple[Span, ...], style: Style, width: float) -> tuple[Line, ...]:
    found = cells(spans, style)
    if not found:
        return (Line(()),)
    first, later = style.indent * style.size, style.hanging * style.size
    set_lines: list[Line] = []
    begin = 0
    for end in _breaks(found, style, width - first, width - later):
        inset = later if begin else first
        last = end == len(found)
        set_lines.append(_line(found[begin:end], style, inset, width - inset, last=last))
        begin = end
    return tuple(set_lines)


def _line(row: Sequence[_Cell], style: Style, inset: float, room: float, *, last: bool) -> Line:
    """Place one line's characters: align it, spread or press its gaps, find runs and rules."""
    kept = list(row)
    while not last and len(kept) > 1 and kept[-1].char == " ":
        kept.pop()
    natural = sum(cell.width for cell in kept)
    gaps = max(len(kept) - 1, 1)
    spread = 0.0
    if natural > room or (style.align == "justify" and not last):
        spread = (room - natural) / gaps
        if spread > _MOST_SPREAD * style.size:
            spread = 0.0
    spread = round(spread, 4)
    x = inset
    if style.align in ("center", "right") and natural < room:
        x += (room - natural) / (2 if style.align == "center" else 1)
    return Line(*_runs(kept, style.size, x, spread), natural)


def _runs(
    row: Sequence[_Cell], size: float, x: float, spread: float
) -> tuple[tuple[Run, ...], tuple[tuple[float, float], ...]]:
    runs: list[Run] = []
    rules: list[tuple[float, float]] = []
    text, start = "", x
    for at, cell in enumerate(row):
        if at and cell.font != row[at - 1].font:
            runs.append(Run(round(start, 2), row[at - 1].font, size, text, spread))
            text, start = "", x
        text += cell.char
        step = cell.width + spread
        if cell.filled:
            if rules and at and row[at - 1].filled:
                rules[-1] = (rules[-1][0], x + cell.width)
            else:
                rules.append((x, x + cell.width))
        x += step
    if row:
        runs.append(Run(round(start, 2), row[-1].font, size, text, spread))
    return tuple(runs), tuple((round(a, 2), round(b, 2)) for a, b in rules)


def code(line: Line, ink: Ink) -> str:
    """Return the text operators of a line, to follow a `Tm` at its left edge on the base line."""
    parts: list[str] = []
    at, spread = 0.0, 0.0
    for run in line.runs:
        if run.x != at:
            parts.append(f"{run.x - at:.2f} 0 Td")
            at = run.x
        if run.spread != spread:
            parts.append(f"{run.spread:.4f} Tc")
            spread = run.spread
        parts.append(ink.show(run.font, run.size, run.text))
    if spread:
        parts.append("0 Tc")
    return " ".join(parts)


def fit(text: str, style: Style, room: float) -> Style:
    """Return the style, made smaller where one line would not hold it; 6 points at least."""
    natural = width(text, style)
    if natural <= room or not natural:
        return style
    size = max(6.0, round(style.size * room / natural - 0.05, 1))
    return Style(style.role, size, style.leading, style.align, style.indent, style.hanging)
