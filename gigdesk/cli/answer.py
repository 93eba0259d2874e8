"""Puts an answer on paper: one JSON object, or lines and tables for people."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import click

from gigdesk import errors, i18n

_GAP = "  "


def words_for(failure: Exception) -> tuple[str, str]:
    """Return the code of a failure and its sentence in the user's language."""
    if isinstance(failure, errors.GigDeskError):
        return failure.code, i18n.text(failure.code, **failure.params)
    if isinstance(failure, click.ClickException):
        return "cli.error.usage", failure.format_message()
    if isinstance(failure, FileNotFoundError):
        name = str(failure.filename)
        return "cli.error.no_file", i18n.text("cli.error.no_file", file=name)
    return "cli.error.system", i18n.text("cli.error.system", detail=str(failure))


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: bytes as hexadecimal, days and paths as text."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.hex()
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def show(found: dict[str, Any], *, as_json: bool) -> None:
    """Print an answer to standard output."""
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False))
        return
    for key, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            click.echo(_label(key))
            click.echo(_table(value))
        elif isinstance(value, dict):
            click.echo(f"{_label(key)}:")
            for name, inner in value.items():
                click.echo(f"{_GAP}{_label(str(name))}: {_shown(inner)}")
        else:
            click.echo(f"{_label(key)}: {_shown(value)}")


def _label(key: str) -> str:
    known = f"cli.answer.{key}"
    return i18n.text(known) if i18n.has(known) else key


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(inner) for inner in value) or "-"
    if isinstance(value, dict):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(plain(value))


def width(shown: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in shown)


def _table(rows: list[dict[str, Any]]) -> str:
    names = [name for name in rows[0] if name != "id"]
    cells = [[_label(name) for name in names]]
    cells += [[_shown(row.get(name)) for name in names] for row in rows]
    widths = [max(width(line[at]) for line in cells) for at in range(len(names))]
    return "\n".join(
        _GAP.join(text + " " * (widths[at] - width(text)) for at, text in enumerate(line)).rstrip()
        for line in cells
    )
