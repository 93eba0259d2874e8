"""Two small corrections to reportlab's TrueType fonts: shared subsets and a right ToUnicode map."""

from __future__ import annotations

import functools
import threading
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_cutting = threading.Lock()
_BLOCK = 100  # entries a bfchar block may hold (PDF 32000-1, 9.10.3 with Adobe technote 5014)


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode map of a one-byte subset, code points as UTF-16, blocks of 100.

    reportlab writes code points above U+FFFF as five hexadecimal digits, which no reader
    understands: such a name could be printed but not copied or searched.
    """
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = (entries[at : at + _BLOCK] for at in range(0, len(entries), _BLOCK))
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


@dataclass(frozen=True, slots=True)
class Subset:
    """One subset of at most 256 characters, cut and compressed once."""

    points: tuple[int, ...]
    font: bytes
    font_length: int
    to_unicode: bytes
    widths: bytes


@dataclass(frozen=True, slots=True)
class Plate:
    """The characters that every paper of one kind has in common, cut once for all of them."""

    codes: dict[int, int]
    subsets: tuple[Subset, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The parts of reportlab in use; loaded with the first paper, never before."""

    documents: Any
    metrics: Any
    fonts: Any
    canvas: Any
    reader: Any


@functools.cache
def library() -> Library:
    """Load reportlab and set it once for the process."""
    from reportlab import rl_config  # noqa: PLC0415 -- heavy
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 -- heavy
    from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts  # noqa: PLC0415 -- heavy
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 -- heavy

    # Streams are binary; wrapping them in ASCII costs a quarter more bytes and the time to do it.
    rl_config.useA85 = 0
    return Library(pdfdoc, pdfmetrics, ttfonts, Canvas, ImageReader)


def load(name: str, path: Path) -> PaperFont:
    """Load a font with glyf outlines and make it known to reportlab.

    Raises reportlab's TTFError on any other kind of font.
    """
    kind = type("PaperFont", (PaperFont, library().fonts.TTFont), {})
    font: PaperFont = kind(name, str(path), asciiReadable=False, shapable=False)
    font.face.get_table = _Tables(font.face).get
    library().metrics.registerFont(font)
    return font


class _Tables:
    """A font's tables for cutting subsets: the outlines are read in place, never copied whole.

    reportlab copies 14 MB of outlines for each subset it cuts.
    """

    def __init__(self, face: Any) -> None:
        self._face = face
        self._read = face.get_table

    def get(self, tag: str) -> Any:
        if tag != "glyf":
            return self._read(tag)
        start, _ = self._face.get_table_pos(tag)
        return _Slices(self._face, start)


class _Slices:
    """Bytes of a table by place, taken from the font's data when asked for."""

    def __init__(self, face: Any, start: int) -> None:
        self._face = face
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._face.get_chunk(self._start + part.start, part.stop - part.start)  # type: ignore[no-any-return]


class PaperFont:
    """What is laid over reportlab's TTFont: its first subsets may be shared between papers."""

    face: Any
    fontName: str  # noqa: N815 -- reportlab's own name
    state: Any
    splitString: Any  # noqa: N815 -- reportlab's own name
    getSubsetInternalName: Any  # noqa: N815 -- reportlab's own name
    _assignState: Any  # noqa: N815 -- reportlab's own name

    def base_name(self, number: int) -> str:
        """Return the name of one subset inside a PDF."""
        tag: bytes = library().fonts.SUBSETN(number)
        whole: bytes = tag + b"+" + self.face.name + self.face.subfontNameX
        return whole.decode("ascii")

    def cut(self, number: int, points: Sequence[int]) -> Subset:
        """Cut and compress one subset."""
        with _cutting:  # the font's file has one reading place
            font = self.face.makeSubset(list(points))
        cmap = to_unicode(self.base_name(number), points).encode("ascii")
        # Written out once: formatting a thousand numbers anew for each paper took as long as
        # setting its text.
        widths = (
            b"[" + " ".join(f"{self.face.getCharWidth(each):g}" for each in points).encode() + b"]"
        )
        return Subset(tuple(points), zlib.compress(font), len(font), zlib.compress(cmap), widths)

    def plate(self, characters: Iterable[str]) -> Plate:
        """Cut the subsets of these characters; the font must have all of them."""
        state = library().fonts.TTFont.State(asciiReadable=False, ttf=self)
        self.state[state] = state
        self.splitString("".join(sorted(set(characters))), state)
        del self.state[state]
        subsets = tuple(self.cut(at, points) for at, points in enumerate(state.subsets))
        return Plate(dict(state.assignments), subsets)

    def begin(self, document: Any, plate: Plate | None) -> None:
        """Join a new document; with a plate, its codes are taken and new ones come after them."""
        state = self._assignState(document)
        if plate is not None:
            state.assignments = dict(plate.codes)
            state.subsets = [list(subset.points) for subset in plate.subsets]
            # What this paper alone needs goes into a subset of its own: the shared ones stay as
            # they were cut, and no paper carries characters of another person's.
            state.nextCode = len(state.subsets) * 256
            state.plate = plate
        self.getSubsetInternalName(0, document)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab calls it at the end of a document
        """Write the font's objects into the document."""
        state = self.state[doc]
        state.frozen = 1
        shared: Plate | None = getattr(state, "plate", None)
        ready = shared.subsets if shared else ()
        for number, points in enumerate(state.subsets):
            subset = ready[number] if number < len(ready) else self.cut(number, points)
            self._write(doc, number, subset)
        del self.state[doc]

    def _write(self, doc: Any, number: int, subset: Subset) -> None:
        base, inner = self.base_name(number), self.getSubsetInternalName(number, doc)[1:]
        face, fonts, pdfdoc = self.face, library().fonts, library().documents
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "Ascent": face.ascent,
                "CapHeight": face.capHeight,
                "Descent": face.descent,
                "Flags": face.flags & ~fonts.FF_NONSYMBOLIC | fonts.FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "FontName": pdfdoc.PDFName(base),
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": doc.Reference(
                    _stream(subset.font, Length1=subset.font_length), f"fontFile:{base}"
                ),
                "MissingWidth": face.defaultWidth,
            }
        )
        font = pdfdoc.PDFTrueTypeFont()
        font.Name = inner
        font.BaseFont = base
        font.FirstChar = 0
        font.LastChar = len(subset.points) - 1
        font.Widths = subset.widths
        font.ToUnicode = doc.Reference(_stream(subset.to_unicode), f"toUnicodeCMap:{base}")
        font.FontDescriptor = doc.Reference(descriptor, f"fontDescriptor:{base}")
        doc.Reference(font, inner)
        doc.idToObject["BasicFonts"].dict[inner] = font


def _stream(content: bytes, **entries: object) -> Any:
    """Return a stream whose content is compressed already."""
    stream = library().documents.PDFStream(content=content)
    stream.dictionary["Filter"] = library().documents.PDFName("FlateDecode")
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream
