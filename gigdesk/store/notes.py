"""Notes of acts done while another program held the desk, for its holder to enter.

Only one program writes to a desk. Whoever reads beside it and does something that belongs into the
history leaves a note in the folder; whoever writes next takes it over. The key of the desk marks
each note, so that nobody without it can put words into the history.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_START = "desk.db-note-"
_PURPOSE = b"gigdesk note"


def _mac(key: bytes, told: str) -> str:
    """Return the mark of a note that only who has the key can make (RFC 2104)."""
    own = hmac.digest(key, _PURPOSE, hashlib.sha256)
    return hmac.new(own, told.encode(), hashlib.sha256).hexdigest()


def leave(folder: Path, key: bytes, note_id: bytes, said: dict[str, Any]) -> None:
    """Leave a note beside the desk; raises errors.DiskFull or errors.EnvironmentFailure."""
    told = json.dumps({**said, "id": note_id.hex()}, ensure_ascii=False, sort_keys=True)
    place = folder / f"{_START}{note_id.hex()}"
    fresh = place.with_name(f".{place.name}")
    with database.named_failures():
        try:
            database.make_private(fresh)
            fresh.write_text(json.dumps([told, _mac(key, told)]), encoding="utf-8")
            database.flush(fresh)
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)


def find(folder: Path, key: bytes) -> Iterator[tuple[Path, bytes, dict[str, Any]]]:
    """Yield the notes that lie beside a desk, the oldest first: file, id and what it says.

    What the key did not mark is none of the desk's and stays where it is.
    """
    for place in sorted(folder.glob(f"{_START}*")):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            told, mark = json.loads(place.read_text(encoding="utf-8"))
            if hmac.compare_digest(mark, _mac(key, told)):
                said = json.loads(told)
                yield place, bytes.fromhex(said.pop("id")), said


def take_away(place: Path) -> None:
    """Remove a note that was entered; one that stays is known by its id the next time."""
    with contextlib.suppress(OSError):
        place.unlink()
