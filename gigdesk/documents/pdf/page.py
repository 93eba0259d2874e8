"""Pages of a PDF: rows that break well over A4 pages, head and foot, page n of m, watermark."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.documents.pdf import face, fonts, strips, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


A4 = (595.28, 841.89)
A4_LANDSCAPE = (841.89, 595.28)
BASE_ROLES = ("song", "hei", "title")
SMALL = text.Style("song", 9.0, 12.0, "left")


@dataclass(frozen=True, slots=True)
class Row:
    """One strip of a page: texts at (x, base line below the top), graphics from the top-left.

    `stick` forbids a page break after this row. `pictures` are JPEGs at (x, lower edge below the
    top, width, height).
    """

    height: float
    texts: tuple[tuple[float, float, str], ...] = ()
    graphics: str = ""
    stick: bool = False
    pictures: tuple[tuple[float, float, float, float, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper and its margins in points; the defaults leave 36 characters of 12 points a line."""

    size: tuple[float, float] = A4
    left: float = 81.64
    right: float = 81.64
    top: float = 76.0
    bottom: float = 70.0

    @property
    def width(self) -> float:
        """Return the width of the text in points."""
        return self.size[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Return the height of the text in points."""
        return self.size[1] - self.top - self.bottom


LIST_FRAME = Frame(A4_LANDSCAPE, 42.0, 42.0, 50.0, 46.0)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text: head left and right, foot by page and pages, watermark."""

    head: tuple[str, str] = ("", "")
    foot: Callable[[int, int], str] | None = None
    note: str = ""
    watermark: str = ""


class Press:
    """One PDF in the making. The same calls give the same bytes."""

    def __init__(
        self,
        title: str,
        *,
        author: str = "",
        frame: Frame | None = None,
        plates: Mapping[str, face.Plate] | None = None,
    ) -> None:
        """Open a document; `plates` are the shared font subsets of its template."""
        self.frame = frame or Frame()
        self.pages = 0
        self.kept: dict[Any, tuple[Row, ...]] = {}
        self._plates = dict(plates or {})
        self._fonts: dict[str, tuple[face.PaperFont, dict[int, str]]] = {}
        self._out = io.BytesIO()
        self._canvas: Any = face.library().canvas(
            self._out,
            pagesize=self.frame.size,
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.font("song").fontName,
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("GigDesk")
        self._canvas.setProducer("GigDesk")
        for role in (*BASE_ROLES, *sorted(set(self._plates) - set(BASE_ROLES))):
            self._begin(role)

    def _begin(self, role: str) -> tuple[face.PaperFont, dict[int, str]]:
        found = self._fonts.get(role)
        if found is None:
            font = fonts.font(role)
            font.begin(self._canvas._doc, self._plates.get(role))  # noqa: SLF001 -- the document has no other door
            found = self._fonts[role] = (font, {})
        return found

    def show(self, font: str, size: float, text: str) -> str:
        """Return the operators that show a text of one font at the current place."""
        paper_font, names = self._fonts.get(font) or self._begin(font)
        document = self._canvas._doc  # noqa: SLF001 -- the document has no other door
        parts = []
        for subset, encoded in paper_font.splitString(text, document):
            name = names.get(subset)
            if name is None:
                name = names[subset] = paper_font.getSubsetInternalName(subset, document)
            parts.append(f"{name} {size:g} Tf <{encoded.hex()}> Tj")
        return " ".join(parts)

    def line(self, words: str, style: text.Style, room: float) -> str:
        """Return the code of one line of plain words, made smaller when it is too long."""
        fitted = text.fit(words, style, room)
        return text.code(text.lines([text.Span(words)], fitted, room + fitted.size)[0], self)

    def add_pages(self, pages: Sequence[Sequence[Row]], furniture: Furniture) -> None:
        """Write pages with their head and foot; they are counted among themselves."""
        for number, rows in enumerate(pages, 1):
            texts, graphics = self._around(furniture, number, len(pages))
            under = [self._watermark(furniture.watermark)] if furniture.watermark else []
            top = self.frame.size[1] - self.frame.top
            if any(row.pictures for row in rows):
                self._canvas.addLiteral("\n".join(under))
                under = []
                self._put_pictures(rows, top)
            for row in rows:
                texts += [
                    f"1 0 0 1 {self.frame.left + x:.2f} {top - y:.2f} Tm {code}"
                    for x, y, code in row.texts
                ]
                if row.graphics:
                    graphics.append(
                        f"q 1 0 0 1 {self.frame.left:.2f} {top:.2f} cm {row.graphics} Q"
                    )
                top -= row.height
            self._canvas.addLiteral("\n".join([*under, *graphics, "BT", *texts, "ET"]))
            self._canvas.showPage()
            self.pages += 1

    def _put_pictures(self, rows: Sequence[Row], top: float) -> None:
        """Put the pictures of a page over the watermark and under all else."""
        for row in rows:
            for x, y, wide, high, content in row.pictures:
                picture = strips.reader(content)
                self._canvas.drawImage(picture, self.frame.left + x, top - y, wide, high)
            top -= row.height

    def blank_page(self) -> None:
        """Add an empty page, so that the next paper begins on the front of a sheet."""
        self._canvas.showPage()
        self.pages += 1

    def _around(self, furniture: Furniture, number: int, count: int) -> tuple[list[str], list[str]]:
        """Return text and graphics of head and foot."""
        frame, texts, graphics = self.frame, [], []
        high = frame.size[1] - frame.top + 20
        if any(furniture.head):
            styles = (SMALL, replace(SMALL, align="right"))
            for words, style in zip(furniture.head, styles, strict=True):
                code = text.code(text.lines([text.Span(words)], style, frame.width)[0], self)
                texts.append(f"1 0 0 1 {frame.left:.2f} {high:.2f} Tm {code}")
            graphics.append(rule(frame.left, frame.left + frame.width, high - 5, 0.4))
        low = frame.bottom - 26
        for words, at in (
            (furniture.foot(number, count) if furniture.foot else "", low),
            (furniture.note, low - 14),
        ):
            if words:
                style = replace(SMALL if at == low else replace(SMALL, size=7.5), align="center")
                code = text.code(text.lines([text.Span(words)], style, frame.width)[0], self)
                texts.append(f"1 0 0 1 {frame.left:.2f} {at:.2f} Tm {code}")
        return texts, graphics

    def _watermark(self, words: str) -> str:
        """Return large pale words across the page, under everything else."""
        style = text.Style("title", 130.0, 130.0, "left")
        width = text.width(words, style)
        slope = math.radians(45)
        cos, sin = math.cos(slope), math.sin(slope)
        x = self.frame.size[0] / 2 - (width * cos - 90 * sin) / 2
        y = self.frame.size[1] / 2 - (width * sin + 90 * cos) / 2
        code = text.code(text.lines([text.Span(words)], style, width + 1)[0], self)
        return f"q 0.9 g BT {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm {code} ET Q"

    def save(self) -> bytes:
        """Close the document and return its bytes."""
        self._canvas.save()
        return self._out.getvalue()


def rule(start: float, end: float, y: float, weight: float = 0.5) -> str:
    """Return a horizontal rule."""
    return f"{weight:g} w {start:.2f} {y:.2f} m {end:.2f} {y:.2f} l S"


def paginate(
    rows: Iterable[Row], room: float, repeat: Sequence[Row] = (), above: Sequence[Row] = ()
) -> list[list[Row]]:
    """Break rows into pages of `room` points; `repeat` stands again at the head of each page.

    `above` stands before that on the first page. Rows that stick together stay together unless they
    are taller than a page.
    """
    head = sum(row.height for row in repeat)
    pages: list[list[Row]] = [[*above, *repeat]]
    used = head + sum(row.height for row in above)
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if row.stick:
            continue
        used = _place(chunk, pages, used, (room, head, repeat))
        chunk = []
    if chunk:
        _place(chunk, pages, used, (room, head, repeat))
    return pages


def _place(
    chunk: list[Row],
    pages: list[list[Row]],
    used: float,
    sheet: tuple[float, float, Sequence[Row]],
) -> float:
    """Put rows that belong together on the current or the next page; return the room used."""
    room, head, repeat = sheet
    tall = sum(row.height for row in chunk)
    if used + tall > room + 0.01 and used > head:
        pages.append(list(repeat))
        used = head
    for row in chunk:
        if used + row.height > room + 0.01 and used > head:
            pages.append(list(repeat))
            used = head
        pages[-1].append(row)
        used += row.height
    return used


def paragraph(
    spans: Sequence[text.Span],
    style: text.Style,
    width: float,
    ink: text.Ink,
    *,
    after: float = 0.0,
) -> list[Row]:
    """Return a paragraph as rows; neither its first nor its last line is left alone on a page."""
    found = text.lines(spans, style, width)
    last = len(found) - 1
    rows = []
    for at, line in enumerate(found):
        base = style.leading * 0.5 + style.size * 0.36
        graphics = " ".join(rule(a, b, -(base + style.size * 0.2)) for a, b in line.rules)
        rows.append(
            Row(
                style.leading + (after if at == last else 0.0),
                ((0.0, round(base, 2), text.code(line, ink)),),
                graphics,
                stick=last > 0 and at in (0, last - 1),
            )
        )
    return rows
