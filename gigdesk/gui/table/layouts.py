"""Remembers per user and view which columns are shown, in which order and width."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from gigdesk import config


@dataclass
class Layout:
    """The look of one view; widths count Chinese characters, so they follow the letters."""

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    widths: dict[str, float] = field(default_factory=dict)
    frozen: int = -1
    sort: list[Any] = field(default_factory=list)


class Layouts:
    """The views of one user, kept as a small file beside the settings of this computer."""

    def __init__(self, user: str = "") -> None:
        """Read the views of `user`; a missing or broken file gives none."""
        name = re.sub(r"[^\w-]", "_", user) or "everybody"
        self._path = config.config_dir() / "views" / f"{name}.json"
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self._kept: dict[str, Any] = found if isinstance(found, dict) else {}

    def get(self, view: str) -> Layout:
        """Return how a view was left; the declared look where nothing is kept."""
        found = self._kept.get(view)
        if not isinstance(found, dict):
            return Layout()
        plain = asdict(Layout())
        known = {each.name for each in fields(Layout)}
        good = {
            key: value
            for key, value in found.items()
            if key in known and isinstance(value, type(plain[key]))
        }
        return Layout(**good)

    def put(self, view: str, layout: Layout) -> None:
        """Keep how a view looks now; where the folder cannot be written, only for this run."""
        self._kept[view] = asdict(layout)
        self._save()

    def forget(self, view: str) -> None:
        """Return a view to its declared look."""
        self._kept.pop(view, None)
        self._save()

    def value(self, key: str, default: Any = None) -> Any:
        """Return any small thing kept beside the views (pane sizes, last values)."""
        return self._kept.get(f"value.{key}", default)

    def set_value(self, key: str, value: Any) -> None:
        """Keep a small thing (JSON) beside the views; never anything about a person."""
        self._kept[f"value.{key}"] = value
        self._save()

    def _save(self) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._kept, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            return
