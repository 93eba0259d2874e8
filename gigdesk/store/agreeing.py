"""What the automatic backups of a desk tell of it: whether its history is the one they hold."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.store import backup, epochs, manifests, oplog, vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.store.database import Database

    Finding = tuple[str, dict[str, object]]

OF_OTHERS = frozenset({"verify.backup_of_other", "verify.backup_too_new"})
"""What a backup of another desk, or of a newer program, gives occasion to say: no damage."""


def prove(store: Database, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the desk's backups or, as they tell it, with its history.

    The bytes of each were proven when it was made; here only what it says of itself is.
    """
    said = oplog.state(store)
    lasts, root = epochs.lasts(store), backup.chain_at(store, 1)
    for _, path in backup.list_backups(folder):
        named: dict[str, object] = {"file": path.name}
        try:
            told = manifests.read(path)
        except errors.TooNew:
            yield "verify.backup_too_new", named
            continue
        except errors.UnreadableFile:
            yield "verify.backup_unreadable", named
            continue
        is_own = told.desk_id == said["desk_id"].hex()
        # A backup speaks for all of its own epoch that the desk still has; a restored desk is a
        # stranger only to what its past went on with elsewhere.
        is_kept = told.epoch == said["epoch"].hex() or told.seq <= lasts.get(told.epoch, 0)
        if not (told.whole and manifests.is_signed(told, store.key)):
            is_of_other = not is_own and not _shares_key(path, folder)
            yield "verify.backup_of_other" if is_of_other else "verify.backup_unsigned", named
        elif (
            not is_own
            or told.root != root
            or (is_kept and backup.chain_at(store, told.seq) != told.chain)
        ):
            yield "verify.backup_differs", {**named, "seq": told.seq}


def _shares_key(source: Path, folder: Path) -> bool:
    """Say whether a backup can be opened as the desk can: then it is the desk's, whatever it says.

    Of keys that were all changed since nobody can tell; nor of what cannot be read.
    """
    try:
        return backup.shares_key(source, vault.Vault(folder / vault.FILE_NAME))
    except (errors.EnvironmentFailure, zipfile.BadZipFile):
        return False
