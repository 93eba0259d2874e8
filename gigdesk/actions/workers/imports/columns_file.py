"""The columns that were used, kept as a file for scripts; never in the place of anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gigdesk.documents.excel import saving

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def keep_columns(path: Path, used: Mapping[str, str | None]) -> None:
    """Write `{header or column number: field or null}` whole or not at all.

    Raises errors.Refused where another kind of file is there, errors.DiskFull, errors.Busy,
    errors.EnvironmentFailure.
    """
    with saving.fresh_file(path, _is_columns) as part:
        part.write_text(json.dumps(used, ensure_ascii=False, indent=2), encoding="utf-8")


def _is_columns(path: Path) -> bool:
    """Say whether a file is one of these."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        return False
    return isinstance(found, dict) and all(
        field is None or isinstance(field, str) for field in found.values()
    )
