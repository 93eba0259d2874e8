"""Proves the pages of a file when it is opened to be read, and remembers which bytes were proven.

Every page carries its own seal, so that what is read is never wrong in silence. But an answer that
happens to need only sound pages says nothing of the others, and whoever goes on working with a
damaged file loses the time in which a backup would still hold everything.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from gigdesk.store import database, proofs

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk import stamps
    from gigdesk.store.database import Database

_SUFFIX = "-proven"
_PURPOSE = b"gigdesk proven bytes"
_HOLDS_MS = 24 * 3600 * 1000
"""So long a proof counts: a disk that goes bad changes bytes and tells nobody when."""


def check(store: Database, clock: stamps.Clock) -> None:
    """Raise errors.Damaged where a page of the file does not carry its seal.

    The very bytes that were proven within the last day are not proven again: whoever asks ten
    questions in a row waits once. Where nothing can be noted beside the file, each opening proves.
    """
    before, now = _bytes_of(store.path), clock.now_ms()
    if _is_noted(store, before, now):
        return
    proofs.check_pages(store)
    # Somebody else may have written meanwhile: then nobody knows which bytes were read.
    if _bytes_of(store.path) == before:
        _note(store, before, now)


def _bytes_of(path: Path) -> list[int]:
    """Return what changes whenever the bytes of a file do: which file, how long, when written."""
    with database.named_failures():
        found = path.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _place(store: Database) -> Path:
    return store.path.with_name(f"{store.path.name}{_SUFFIX}")


def _mac(store: Database, of: list[int], at_ms: int) -> str:
    """Return the mark of a note that only who has the key can make (RFC 2104)."""
    own = hmac.digest(store.key, _PURPOSE, hashlib.sha256)
    return hmac.new(own, json.dumps([of, at_ms]).encode(), hashlib.sha256).hexdigest()


def _is_noted(store: Database, of: list[int], now: int) -> bool:
    """Say whether these bytes were proven within a day; a note nobody can read says nothing."""
    try:
        at_ms, mark = json.loads(_place(store).read_text(encoding="ascii"))
        is_fresh = 0 <= now - at_ms < _HOLDS_MS
        return is_fresh and hmac.compare_digest(str(mark), _mac(store, of, at_ms))
    except (OSError, ValueError, TypeError, RecursionError):
        return False


def _note(store: Database, of: list[int], now: int) -> None:
    """Note beside the file which bytes were proven; where that cannot be, nothing is lost."""
    with contextlib.suppress(OSError):
        place = _place(store)
        database.make_private(place)
        place.write_text(json.dumps([now, _mac(store, of, now)]), encoding="ascii")
