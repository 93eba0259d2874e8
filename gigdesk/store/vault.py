"""The keys to the file: one random key, wrapped once per user and once for the recovery sheet.

A password is stretched by argon2id (RFC 9106) into a key that wraps the file key (AES key wrap,
RFC 3394). Changing a password wraps the same key anew; the file is never re-encrypted. The login is
part of what is stretched: nobody comes in as somebody else by an entry of his own. Each entry
carries a sum over whose it is and what it holds: a damaged one is told from a wrong password, and
before the day on which somebody needs it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from gigdesk import errors
from gigdesk.domain import office
from gigdesk.store import database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE_NAME = "vault.json"
SHORTEST_PASSWORD = 8
_GROUPS = 8
_GROUP_LENGTH = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_RECOVERY = "*recovery"
_FORMAT = 1
_PARTS = frozenset({"format", "entries", "next"})
_MOST = {"memory_kib": 1 << 20, "passes": 64, "lanes": 64}
"""No vault of ours costs more; a number beyond would stall or starve the PC, not open anything."""
_LEAST_KIB_PER_LANE = 8
"""RFC 9106, 3.1."""
_SALT_BYTES = 16
_WRAPPED_BYTES = database.KEY_BYTES + 8
"""RFC 3394 adds one block of 8 bytes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 1


STANDARD = Cost()
"""64 MiB and three passes: the second recommended choice of RFC 9106, section 4, on one lane."""


def new_recovery_code() -> str:
    """Return a new code of 160 random bits, in groups that can be read out on the phone."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH))
    groups = [letters[at : at + _GROUP_LENGTH] for at in range(0, len(letters), _GROUP_LENGTH)]
    return "-".join(groups)


def compact_code(typed: str) -> str:
    """Return a typed recovery code without separators and with look-alike letters mended."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept.translate(_SLIPS)


def _stretch(name: str, secret: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key that wraps; an entry that is put under another login so opens nothing."""
    return hash_secret_raw(
        secret.encode(),
        hashlib.sha256(salt + office.logins.folded(name).encode()).digest(),
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def sum_of(name: str, entry: dict[str, Any]) -> str:
    """Return SHA-256 over the login an entry is of and all that it holds, in hexadecimal."""
    held = {field: value for field, value in entry.items() if field != "sum"}
    told = json.dumps([office.logins.folded(name), held], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _wrap(key: bytes, name: str, secret: str, cost: Cost) -> dict[str, Any]:
    salt = os.urandom(_SALT_BYTES)
    wrapped = aes_key_wrap(_stretch(name, secret, salt, cost), key)
    entry = {
        "salt": base64.b64encode(salt).decode(),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "wrapped": base64.b64encode(wrapped).decode(),
    }
    return {**entry, "sum": sum_of(name, entry)}


def _is_shaped(entry: Any) -> bool:
    """Say whether an entry can be tried at all: its numbers are bounded, its bytes are as many."""
    try:
        _proved(entry)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def _is_sound(name: str, entry: Any) -> bool:
    """Say whether an entry is, to the last letter, as it was written for this login."""
    return _is_shaped(entry) and entry.get("sum") == sum_of(name, entry)


def _is_of(login: str, name: str, entry: Any) -> bool:
    """Say whether an entry is of a login: by its name, or where that is damaged by its sum."""
    return office.logins.folded(name) == office.logins.folded(login) or _is_sound(login, entry)


def _damage_of(name: str) -> errors.Damaged:
    """Return what to say of a damaged entry."""
    if name == _RECOVERY:
        return errors.Damaged("errors.sheet_damaged")
    return errors.Damaged("errors.key_damaged", login=name)


def _proved(entry: dict[str, Any]) -> None:
    """Raise ValueError, KeyError or TypeError where an entry is not made as `_wrap` makes it."""
    for name, most in _MOST.items():
        if type(entry[name]) is not int or not 0 < entry[name] <= most:
            raise ValueError(name)
    if entry["memory_kib"] < _LEAST_KIB_PER_LANE * entry["lanes"]:
        raise ValueError(entry["memory_kib"])
    for name, long in (("salt", _SALT_BYTES), ("wrapped", _WRAPPED_BYTES)):
        if len(base64.b64decode(entry[name], validate=True)) != long:
            raise ValueError(name)


def _proved_format(found: dict[str, Any]) -> None:
    """Raise errors.TooNew for a vault of a newer program, ValueError for a number that is none."""
    if type(found["format"]) is not int or found["format"] < 1:
        raise ValueError(found["format"])
    if found["format"] > _FORMAT:
        raise errors.TooNew("errors.too_new")


def _unwrap(entry: dict[str, Any], name: str, secret: str) -> bytes:
    cost = Cost(entry["memory_kib"], entry["passes"], entry["lanes"])
    try:
        stretched = _stretch(name, secret, base64.b64decode(entry["salt"]), cost)
        return aes_key_unwrap(stretched, base64.b64decode(entry["wrapped"]))
    except InvalidUnwrap:
        raise errors.WrongPassword("errors.wrong_password") from None
    except HashingError:
        raise errors.Damaged("errors.vault_damaged") from None


def _but(entries: dict[str, Any], login: str) -> dict[str, Any]:
    """Return the entries without those of a login; damaged ones of others stay as they are."""
    return {name: one for name, one in entries.items() if not _is_of(login, name, one)}


def _put(path: Path, content: dict[str, Any]) -> None:
    with database.named_failures():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        database.make_private(fresh)
        fresh.write_text(json.dumps({"format": _FORMAT, **content}, indent=1), encoding="utf-8")
        database.flush(fresh)
        fresh.replace(path)
        database.flush(path)


class Vault:
    """The vault file of one desk. Logins are compared as `logins.folded` folds them."""

    def __init__(self, path: Path, *, cost: Cost | None = None) -> None:
        """Stand for the vault file at `path`; nothing is read yet.

        What is wrapped from now on costs `cost`, or what is standard.
        """
        self.path = path
        self.cost = cost or STANDARD
        self._act_id: bytes | None = None

    def _load(self) -> dict[str, Any]:
        """Return what the file holds: the entries, and those that an act is about to put there.

        Single entries may be damaged, but not all: the others still open the file.
        """
        try:
            found: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            _proved_format(found)
            waiting = found.get("next", {"act": "", "entries": {}})
            bytes.fromhex(waiting["act"])
            entries = {**waiting["entries"], **found["entries"]}
            if found.keys() - _PARTS or not any(map(_is_shaped, entries.values())):
                raise errors.Damaged("errors.vault_damaged")
        except FileNotFoundError:
            place = str(self.path.parent)
            raise errors.Damaged("errors.file_gone", file=self.path.name, folder=place) from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise errors.Damaged("errors.vault_damaged") from None
        return found

    def _read(self) -> dict[str, Any]:
        found = self._load()
        if self._act_id is not None and "next" in found:
            found = found["next"]
        entries: dict[str, Any] = found["entries"]
        return entries

    def _write(self, entries: dict[str, Any]) -> None:
        if self._act_id is None:
            _put(self.path, {"entries": entries})
        else:
            waiting = {"act": self._act_id.hex(), "entries": entries}
            _put(self.path, {"entries": self._load()["entries"], "next": waiting})

    def sweep(self) -> None:
        """Remove what a change of keys left that was cut short; only under the desk's lock."""
        with contextlib.suppress(OSError):
            self.path.with_suffix(".new").unlink(missing_ok=True)

    # together with an act

    def begin(self, act_id: bytes) -> None:
        """From now on only note what is to hold once an act stands; the keys stay as they are.

        The vault is no part of the file's transaction: without this a printed recovery sheet would
        die, or a person lose the key, through an act that never happened. `settle` ends it.
        """
        self._act_id = act_id

    @property
    def is_waiting(self) -> bool:
        """Say whether an act was about to change keys, be it that it was cut short."""
        return "next" in self._load()

    def settle(self, stands: Callable[[bytes], bool]) -> None:
        """Let hold what an act noted where it stands in the history, as `stands` tells of its id.

        Otherwise it is dropped. Raises errors.EnvironmentFailure; what could not be settled is
        settled when the desk is opened next.
        """
        self._act_id = None
        if self.is_waiting:
            _put(self.path, {"entries": self._holding(stands)})

    def _holding(self, stands: Callable[[bytes], bool]) -> dict[str, Any]:
        """Return the entries that hold, as the history tells."""
        found = self._load()
        waiting = found.get("next")
        if waiting is not None and stands(bytes.fromhex(waiting["act"])):
            found = waiting
        entries: dict[str, Any] = found["entries"]
        return entries

    def _possible(self, stands: Callable[[bytes], bool] | None) -> list[dict[str, Any]]:
        """Return the entries that hold, or where nobody can say yet, all that may."""
        if stands is not None:
            return [self._holding(stands)]
        found = self._load()
        return [one["entries"] for one in (found, found.get("next")) if one is not None]

    def create(self, login: str, password: str) -> tuple[bytes, str]:
        """Make a new vault for a first user; return the file key and the recovery code."""
        check_password(password)
        key, name = os.urandom(database.KEY_BYTES), office.logins.folded(login)
        code = new_recovery_code()
        self._write(
            {
                name: _wrap(key, name, password, self.cost),
                _RECOVERY: _wrap(key, _RECOVERY, compact_code(code), self.cost),
            }
        )
        return key, code

    def damages(self) -> list[errors.Damaged]:
        """Return what is to be said of each damaged entry, or of a file that cannot be read."""
        try:
            found = [one for entries in self._possible(None) for one in entries.items()]
        except errors.Damaged as failure:
            return [failure]
        names = dict.fromkeys(name for name, entry in found if not _is_sound(name, entry))
        return [_damage_of(name) for name in names]

    def logins(self) -> list[str]:
        """Return the logins that have a key here, the one that made the desk first."""
        found = dict.fromkeys(login for entries in self._possible(None) for login in entries)
        return [login for login in found if office.logins.folded(login) != _RECOVERY]

    def shares_key(self, other: Vault) -> bool:
        """Say whether another vault has an entry that is the same to the last byte."""
        own = [entry for entries in self._possible(None) for entry in entries.values()]
        return any(e in own for entries in other._possible(None) for e in entries.values())

    def unlock(
        self, login: str, password: str, stands: Callable[[bytes], bool] | None = None
    ) -> bytes:
        """Return the file key; raises errors.WrongPassword for a wrong login or password alike.

        Raises errors.Damaged where the entry of that login is, so that no password can be wrong.

        Where an act was cut short that changed the keys, either opens the file unless `stands`
        tells which holds.
        """
        if not office.logins.is_login(login):
            raise errors.WrongPassword("errors.wrong_password")
        return self._unlock(login, password, stands)

    def unlock_by_code(self, code: str, stands: Callable[[bytes], bool] | None = None) -> bytes:
        """Return the file key for the code of the recovery sheet; as `unlock`."""
        try:
            return self._unlock(_RECOVERY, compact_code(code), stands)
        except errors.WrongPassword:
            raise errors.WrongPassword("errors.wrong_code") from None

    def _unlock(self, name: str, secret: str, stands: Callable[[bytes], bool] | None) -> bytes:
        tried: list[dict[str, Any]] = []
        damage: errors.Damaged | None = None
        for entries in self._possible(stands):
            for known, entry in entries.items():
                if entry in tried or not _is_of(name, known, entry):
                    continue
                tried.append(entry)
                # One whose sum alone is damaged still opens: what it wraps proves itself.
                if _is_shaped(entry):
                    with contextlib.suppress(errors.WrongPassword):
                        return _unwrap(entry, name, secret)
                if not _is_sound(name, entry):
                    damage = _damage_of(known)
        raise damage or errors.WrongPassword("errors.wrong_password")

    def set_password(self, key: bytes, login: str, password: str) -> None:
        """Wrap the key for a user, new or known; the file itself is not touched."""
        check_password(password)
        name = office.logins.folded(login)
        self._write({**_but(self._read(), name), name: _wrap(key, name, password, self.cost)})

    def new_sheet(self, key: bytes) -> str:
        """Replace the recovery code; the old sheet stops working."""
        code = new_recovery_code()
        kept = _but(self._read(), _RECOVERY)
        self._write({**kept, _RECOVERY: _wrap(key, _RECOVERY, compact_code(code), self.cost)})
        return code

    def remove(self, login: str) -> None:
        """Take the key away from a user."""
        self._write(_but(self._read(), login))


def check_password(password: str) -> None:
    """Raise errors.Invalid when a password is too short to protect anything."""
    if len(password) < SHORTEST_PASSWORD:
        raise errors.Invalid("errors.short_password", "password", shortest=SHORTEST_PASSWORD)
