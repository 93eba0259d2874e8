"""What a backup says of itself, signed with the key of the desk so that nobody else can say it."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.store import vault

if TYPE_CHECKING:
    from pathlib import Path

DATABASE_NAME = "desk.db"
LOG_NAME = f"{DATABASE_NAME}-wal"
FILE_NAME = "manifest.json"
_FORMAT = 1
_ZIP_HEADER_BYTES = 30
"""What stands before the name of a member (APPNOTE 4.3.7)."""
_PURPOSE = b"gigdesk manifest"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `root` and `chain` are the first and the last of its chain.

    One that is not `whole` cannot be restored as it is: its desk was packed without a key since it
    could not be read, and nothing about it is known but its bytes, or its capture was altered.
    """

    desk_id: str
    made_ms: int
    seq: int
    chain: str
    sha256: str
    size_bytes: int
    epoch: str
    root: str
    whole: bool = True
    mac: str = ""


_SHAPE: dict[str, type] = {
    "desk_id": str,
    "made_ms": int,
    "seq": int,
    "chain": str,
    "sha256": str,
    "size_bytes": int,
    "epoch": str,
    "root": str,
    "whole": bool,
    "mac": str,
}


def _told(said: Manifest) -> dict[str, Any]:
    return {name: getattr(said, name) for name in _SHAPE}


def _mac(said: Manifest, key: bytes) -> str:
    told = json.dumps(_told(replace(said, mac="")), sort_keys=True).encode()
    own = hmac.digest(key, _PURPOSE, hashlib.sha256)
    return hmac.new(own, told, hashlib.sha256).hexdigest()


def signed(said: Manifest, key: bytes) -> Manifest:
    """Return the manifest with the mark that only the key of the desk makes (RFC 2104)."""
    return replace(said, mac=_mac(said, key))


def is_signed(said: Manifest, key: bytes) -> bool:
    """Say whether every word of a manifest is as the desk with this key wrote it."""
    return hmac.compare_digest(said.mac.encode(), _mac(said, key).encode())


def as_text(said: Manifest) -> str:
    """Return a manifest as it stands in the file."""
    return json.dumps({"format": _FORMAT, **_told(said)}, indent=1)


def read(source: Path) -> Manifest:
    """Return what a backup file says of itself; raises errors.UnreadableFile for anything else.

    One whose end is cut off, as on a stick that was pulled out, is told from other files, and from
    one of which somebody changed what it says.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = set(archive.namelist())
            told = archive.read(FILE_NAME)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, RuntimeError, OSError):
        code = "errors.backup_cut_off" if begins_as_backup(source) else "errors.no_backup"
        raise errors.UnreadableFile(code, file=source.name) from None
    if not {DATABASE_NAME, vault.FILE_NAME} <= members:
        raise errors.UnreadableFile("errors.no_backup", file=source.name)
    try:
        return _parsed(json.loads(told))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise errors.UnreadableFile("errors.backup_words", file=source.name) from None


def _parsed(found: Any) -> Manifest:
    """Return the manifest; raises ValueError, KeyError or TypeError for any other shape."""
    version = found["format"]
    if type(version) is not int or version < 1:
        raise ValueError(version)
    if version > _FORMAT:
        raise errors.TooNew("errors.too_new")
    for name, kind in _SHAPE.items():
        if type(found[name]) is not kind:
            raise TypeError(name)
    return Manifest(**{name: found[name] for name in _SHAPE})


def begins_as_backup(source: Path) -> bool:
    """Say whether a file begins as a ZIP archive whose first member is the database of a desk."""
    with contextlib.suppress(OSError), source.open("rb") as opened:
        first = opened.read(_ZIP_HEADER_BYTES + len(DATABASE_NAME))
        return first.startswith(b"PK\x03\x04") and first.endswith(DATABASE_NAME.encode())
    return False
