"""The names of places, people and firms that the sample county is made from."""

from __future__ import annotations

import functools
import json
from typing import Any

from gigdesk import config


@functools.cache
def words() -> dict[str, Any]:
    """Return the word lists of `resources/demo/words.json`; all of them are invented."""
    path = config.resources() / "demo" / "words.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
