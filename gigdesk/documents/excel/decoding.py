"""In which characters a text file was written: mark, strict UTF-8, then GB 18030 or Big5.

Most bytes of the last two are valid in both, so which of them is meant the characters must tell.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain import workers

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
CHOICES = {"utf-8": "utf-8-sig", "gb18030": "gb18030", "big5": "big5hkscs"}
"""The encodings that a user may choose, by the name they are called."""
_GB, _BIG5 = CHOICES["gb18030"], CHOICES["big5"]
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b\x1e\x1f"))
_ENOUGH = 10
_SOME, _CLEARLY = 0.2, 2
_FEW = 0.02
"""Share of broken characters up to which a file is one with damage, not one in other letters."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """An encoding, how to meet broken bytes: `strict` or `replace`, if another may be meant."""

    encoding: str
    broken: str
    doubtful: bool = False


def called(encoding: str) -> str:
    """Return the name by which users choose an encoding, or its own where none is offered."""
    return next((name for name, one in CHOICES.items() if one == encoding), encoding)


def encoding_of(path: Path, chosen: str | None = None) -> Decoding:
    """Return the encoding of a text file; `chosen` is the user's own choice.

    A file with a few broken bytes is read with U+FFFD in their place, which every check of a
    value sees. Raises UnreadableFile where the bytes are no text at all.
    """
    if chosen:
        return Decoding(CHOICES.get(chosen, chosen), "replace")
    with path.open("rb") as stream:
        head = stream.read(_CHUNK_BYTES)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Decoding(encoding, "replace")
    wide = _wide_without_mark(head)
    if wide:
        return Decoding(wide, "replace")
    if len(head.translate(None, _CONTROL)) != len(head):
        raise errors.UnreadableFile("intake.error.unknown", name=path.name)
    return _by_trial(path, head)


def _by_trial(path: Path, head: bytes) -> Decoding:
    """Choose by how well the whole file fits, and between two that fit by what it then says."""
    share = _broken_share(path, "utf-8")
    if share < _FEW:
        return Decoding("utf-8", "replace" if share else "strict")
    shares = {one: _broken_share(path, one) for one in (_GB, _BIG5)}
    fitting = [one for one, broken in shares.items() if broken < _FEW]
    if not fitting:
        raise errors.UnreadableFile("intake.error.encoding", name=path.name)
    encoding, doubtful = _likelier(head) if len(fitting) > 1 else (fitting[0], False)
    return Decoding(encoding, "replace" if shares[encoding] else "strict", doubtful)


def _likelier(head: bytes) -> tuple[str, bool]:
    """Return which of GB 18030 and Big5 some bytes are that both can be, and if that is in doubt.

    Read wrongly, a list is made of rare characters. GB 2312, which nearly all simplified text
    keeps to, never uses half of the bytes that Big5 does.
    """
    text = head.decode(_GB, errors="replace")
    ours, count = workers.written.likeness(text)
    theirs, _ = workers.written.likeness(head.decode(_BIG5, errors="replace"))
    plain = _is_plain(text)
    if theirs >= _SOME and theirs >= ours * _CLEARLY:
        return _BIG5, plain
    if plain and (not count or count >= _ENOUGH or ours >= max(theirs, _SOME)):
        return _GB, False
    clear = ours >= _SOME and ours >= theirs * _CLEARLY and count >= _ENOUGH
    return (_GB if ours >= theirs else _BIG5), not clear


def _is_plain(text: str) -> bool:
    """Say whether a text keeps to GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


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
