"""One writer per desk: a lock that the operating system drops by itself when a process dies."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from typing import IO, TYPE_CHECKING, Any

from gigdesk import errors, stamps

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "desk.lock"
_STEP_MS = 100
# Windows locks bytes, not files: this one lies beyond the text that tells who holds the lock.
_BYTE = 4096

if sys.platform == "win32":
    import msvcrt

    def _grab(held: IO[str]) -> None:
        held.seek(_BYTE)
        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _grab(held: IO[str]) -> None:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The right to write to one desk, until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Stand for the lock of the desk in `folder`; nothing is taken yet."""
        self.path = folder / FILE_NAME
        self._held: IO[str] | None = None

    def take(self, *, wait_ms: int = 0) -> None:
        """Take the lock; raises errors.Busy, with who holds it, after waiting `wait_ms`."""
        deadline = stamps.monotonic_ms() + wait_ms
        while True:
            is_new = not self.path.exists()
            held = self.path.open("a+", encoding="utf-8")
            try:
                _grab(held)
                if self._is_in_place(held):
                    break
                held.close()
            except OSError:
                held.close()
                if stamps.monotonic_ms() >= deadline:
                    raise errors.Busy("errors.busy_desk", **self.holder()) from None
                stamps.sleep_ms(_STEP_MS)
        self._held = held
        try:
            held.seek(0)
            held.truncate()
            json.dump({"pid": os.getpid(), "host": platform.node()}, held)
            held.flush()
        except OSError:
            # A full disk takes no name; what it does not hold is not there to be closed either.
            with contextlib.suppress(OSError):
                self.discard() if is_new else self.release()
            raise

    def _is_in_place(self, held: IO[str]) -> bool:
        """Say whether the file that is held is still the one in the folder."""
        try:
            return os.path.samestat(os.fstat(held.fileno()), self.path.stat())
        except OSError:
            return False

    def prove(self) -> None:
        """Raise errors.Busy where the lock file was deleted or replaced while it is held.

        People delete "stale" lock files; whoever comes next then takes another lock, and holding
        this one keeps nobody out any more.
        """
        if self._held is None or not self._is_in_place(self._held):
            raise errors.Busy("errors.lock_lost", file=self.path.name, folder=str(self.path.parent))

    def holder(self) -> dict[str, Any]:
        """Return pid and host of whoever took the lock last."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return {"pid": found["pid"], "host": found["host"]}
        except (OSError, ValueError, KeyError, TypeError):
            return {"pid": "?", "host": "?"}

    def discard(self) -> None:
        """Give the lock back and take its file away, where nothing is left to be locked."""
        with contextlib.suppress(OSError):
            if sys.platform != "win32" and self._held is not None and self._is_in_place(self._held):
                self.path.unlink()  # still held: whoever comes next makes a file of his own
        self.release()
        if sys.platform == "win32":  # which lets nobody remove a file that is open
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        held, self._held = self._held, None
        if held is not None:
            held.close()
