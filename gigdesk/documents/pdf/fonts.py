"""Which font prints which character: roles, the chain of fallbacks, and what no font has."""

from __future__ import annotations

import functools
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gigdesk import config
from gigdesk.documents.pdf import face

if TYPE_CHECKING:
    from collections.abc import Iterable


Role = Literal["song", "hei", "title", "kai", "fangsong"]
ROLES: tuple[Role, ...] = ("song", "hei", "title", "kai", "fangsong")

# The bundled file of each role; the two roles without one borrow from the machine, else from song.
_BUNDLED = {
    "song": "GigDeskSong-Regular.ttf",
    "hei": "GigDeskHei-Regular.ttf",
    "title": "GigDeskSong-Bold.ttf",
    "rare1": "GigDeskRare1-Regular.ttf",
    "rare2": "GigDeskRare2-Regular.ttf",
}
_BORROWED: dict[str, tuple[str, ...]] = {
    "kai": ("simkai.ttf", "STKAITI.TTF", "LXGWWenKai-Regular.ttf"),
    "fangsong": ("simfang.ttf", "STFANGSO.TTF", "FZFSK.TTF"),
}
_STAND_IN: dict[str, str] = {"kai": "song", "fangsong": "kai"}
# After the font of its role a character is looked for here, in this order.
_CHAIN = ("song", "hei", "rare1", "rare2")
# Printed where no font has the character: the printer's geta mark, which nobody takes for a name.
MISSING = chr(0x3013)
# Variation selectors, joiners and marks of direction have no shape of their own.
_SHAPELESS = frozenset(
    [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x200B, 0x2010), 0xFEFF]
)
_lock = threading.RLock()
_known: dict[str, dict[str, Glyph | None]] = defaultdict(dict)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a role prints with on this computer; `borrowed` when the file is the machine's own."""

    role: str
    path: Path
    borrowed: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it will be printed: in which font, and how wide in thousandths of an em."""

    char: str
    font: str
    width: float


def _folders() -> tuple[Path, ...]:
    """Return the folders in which this machine keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts")


@functools.cache
def _borrowed(role: str) -> Path | None:
    """Return the machine's own font for a role that is not bundled; glyf outlines only."""
    for name in _BORROWED[role]:
        for folder in _folders():
            found = folder / name
            path = found if found.is_file() else next(folder.rglob(name), None)
            if path is not None and path.read_bytes()[:4] == b"\x00\x01\x00\x00":
                return path
    return None


@functools.cache
def resolve(role: str) -> Resolved:
    """Say which file a role prints with on this computer (for the template editor to show)."""
    if role in _BUNDLED:
        return Resolved(role, config.resources() / "fonts" / _BUNDLED[role], borrowed=False)
    path = _borrowed(role)
    if path is not None:
        return Resolved(role, path, borrowed=True)
    stand_in = resolve(_STAND_IN[role])
    return Resolved(role, stand_in.path, stand_in.borrowed)


def _name(role: str) -> str:
    """Return the name under which reportlab knows the font of a role."""
    return resolve(role).path.stem


_load = functools.cache(face.load)


def font(role: str) -> face.PaperFont:
    """Return the loaded font of a role or of a fallback; about 0.1 s the first time."""
    with _lock:
        return _load(_name(role), resolve(role).path)


def glyph(role: str, char: str) -> Glyph | None:
    """Return how a role prints a character, None where no font has it.

    The fonts of rare characters are loaded only when a text needs them.
    """
    known = _known[role]
    if char in known:
        return known[char]
    point, found = ord(char), None
    for candidate in (role, *_CHAIN):
        shapes = font(candidate).face
        if point in shapes.charToGlyph:
            found = Glyph(char, candidate, shapes.charWidths.get(point, shapes.defaultWidth))
            break
    known[char] = found
    return found


def glyphs(role: str, text: str) -> list[Glyph]:
    """Return the characters of a text as they will be printed.

    A character no font has prints as MISSING; ask `missing` before printing.
    """
    known, found = _known[role], []
    for char in text:
        shape = known.get(char) or glyph(role, char)
        if shape is None and ord(char) not in _SHAPELESS:
            shape = glyph(role, MISSING)
        if shape is not None:
            found.append(shape)
    return found


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no font of this program has, in code point order, each once."""
    wanted = {char for text in texts for char in text}
    return tuple(
        sorted(
            char
            for char in wanted
            if char not in "\t\r\n" and ord(char) not in _SHAPELESS and glyph("song", char) is None
        )
    )
