"""Where the files lie and how this computer is set."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import platformdirs


def resources() -> Path:
    """Return the folder of words, fonts, icons and templates, from source, wheel or bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def data_dir() -> Path:
    """Return the platform's folder for the desk's own files (not created)."""
    return Path(platformdirs.user_data_path("gigdesk", appauthor=False))


def config_dir() -> Path:
    """Return the folder for settings of this computer; `GIGDESK_CONFIG` overrides it."""
    chosen = os.environ.get("GIGDESK_CONFIG")
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_config_path("gigdesk", appauthor=False))


@dataclass
class Settings:
    """How this computer is set: nothing here is worth a backup, nothing here is about people."""

    language: str = "zh"
    font_step: int = 1
    desk: str = ""
    user: str = ""
    dark: bool = False
    lock_minutes: int = 15
    enter_moves: str = "next"
    second_backup: str = ""


def load_settings() -> Settings:
    """Read the settings; a missing or broken file gives the defaults."""
    try:
        found = json.loads((config_dir() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {field.name: type(field.default) for field in fields(Settings)}
    settings = Settings()
    for name, value in found.items() if isinstance(found, dict) else ():
        if name in known and isinstance(value, known[name]):
            setattr(settings, name, value)
    return settings


def save_settings(settings: Settings) -> None:
    """Write the settings in one step, so that a power cut leaves the old or the new file.

    Raises OSError where the folder cannot be written.
    """
    folder = config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "settings.json"
    fresh = kept.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2), encoding="utf-8")
    fresh.replace(kept)
