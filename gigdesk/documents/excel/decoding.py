"""In which characters a text file was written: mark, strict UTF-8, then GB 18030."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from gigdesk import errors

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK_BYTES = 1 << 20
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b\x1e\x1f"))
_ENOUGH = 10
_FEW = 0.02
"""Share of broken characters up to which a file is one with damage, not one in other letters."""


def encoding_of(path: Path, chosen: str | None = None) -> tuple[str, str]:
    """Return the encoding of a text file and how to meet broken bytes: `strict` or `replace`.

    A file with a few broken bytes is read with U+FFFD in their place, which every check of a
    value sees. Raises UnreadableFile where the bytes are no text at all.
    """
    if chosen:
        return chosen, "replace"
    with path.open("rb") as stream:
        head = stream.read(_CHUNK_BYTES)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, "replace"
    wide = _wide_without_mark(head)
    if wide:
        return wide, "replace"
    if len(head.translate(None, _CONTROL)) != len(head):
        raise errors.UnreadableFile("intake.error.unknown", name=path.name)
    return _by_trial(path)


def _by_trial(path: Path) -> tuple[str, str]:
    """Choose between UTF-8 and GB 18030 by how well the whole file fits."""
    shares = {}
    for encoding in ("utf-8", "gb18030"):
        shares[encoding] = _broken_share(path, encoding)
        if shares[encoding] == 0:
            return encoding, "strict"
        if encoding == "utf-8" and shares[encoding] < _FEW:
            return encoding, "replace"
    if shares["gb18030"] < _FEW:
        return "gb18030", "replace"
    raise errors.UnreadableFile("intake.error.encoding", name=path.name)


def _broken_share(path: Path, encoding: str) -> float:
    """Return the broken characters as a share of all that are not ASCII."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    broken = foreign = 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK_BYTES)
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                broken += text.count("\ufffd")
                foreign += sum(1 for letter in text if letter > "\x7f")
            if not chunk:
                cut_short = broken == 1 and foreign > _ENOUGH
                return _FEW / 2 if cut_short else broken / max(foreign, 1)


def _wide_without_mark(head: bytes) -> str:
    """Recognise UTF-16 that lost its mark by the zero halves of its ASCII letters."""
    sample = head[:4096]
    if len(sample) < 8 or b"\x00" not in sample:  # noqa: PLR2004 -- too little to judge
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    tenth = len(sample) // 20
    if odd > tenth and even == 0:
        return "utf-16-le"
    if even > tenth and odd == 0:
        return "utf-16-be"
    return ""
