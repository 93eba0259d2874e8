"""Puts an answer on paper: one JSON object, or lines and tables for people."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import click

from gigdesk import errors, i18n, money
from gigdesk.cli import labels

_HOUR = 60
_GAP = "  "
# What to add to a command; the sentences themselves stand in the window too.
_HINTS = {
    "office.error.file_exists": "cli.hint.force",
    "dispatch.error.reason_needed": "cli.hint.reason",
    "office.error.undo_in_the_way": "cli.hint.leave_changed",
    "office.error.undo_needed": "cli.hint.leave_changed",
    "intake.error.undo_in_the_way": "cli.hint.leave_changed",
    "intake.error.undo_needed": "cli.hint.leave_changed",
    "orders.finding.terms_agreed": "cli.hint.despite_contracts",
    "intake.finding.village_near": "cli.hint.new_village",
    "office.error.which_login": "cli.hint.user",
    "intake.error.no_roster": "cli.hint.map",
    "office.error.other_desk": "cli.hint.other_desk",
    "office.error.own_needed": "cli.hint.other_desk",
    "workers.error.merge_choice": "cli.hint.take",
    "workers.error.merge_clash_away": "cli.hint.despite_overlap",
}


def words_for(failure: Exception) -> tuple[str, str]:
    """Return the code of a failure and its sentence in the user's language."""
    if isinstance(failure, errors.GigDeskError):
        told = i18n.text(failure.code, **failure.params)
        hint = _HINTS.get(failure.code)
        return failure.code, told + i18n.text(hint) if hint else told
    if isinstance(failure, click.ClickException):
        told = failure.format_message()
        whole = isinstance(failure, click.exceptions.NoArgsIsHelpError)
        return "cli.error.usage", told if whole else " ".join(told.split())
    if isinstance(failure, OSError):
        return words_for(errors.of_system(failure))
    return "cli.error.system", i18n.text("cli.error.system")


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
        if not labels.is_for_people(key, value):
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            click.echo(labels.name(key))
            click.echo(_table(value, within=key))
        elif isinstance(value, dict) and value:
            click.echo(f"{labels.name(key)}:")
            for name, inner in value.items():
                click.echo(f"{_GAP}{labels.name(str(name))}: {_shown(str(name), inner)}")
        else:
            click.echo(f"{labels.name(key)}: {_shown(key, value)}")


def _shown(key: str, value: Any) -> str:
    """Return one value for people: codes in words, money in yuan, changes as before and after."""
    said = labels.code(key, value)
    if said is not None:
        return said
    if value is None or value in ("", [], (), {}):
        return "-"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(key, inner) for inner in value)
    if isinstance(value, dict):
        word = _change if key == "changes" else _shown
        parts = (
            f"{labels.name(name)} {word(name, inner)}"
            for name, inner in value.items()
            if labels.is_for_people(name, inner) and inner not in (None, "", [], {})
        )
        return i18n.text("cli.joint").join(parts) or "-"
    if key.endswith("_fen") and isinstance(value, int):
        return money.plain(value)
    if key == "minutes_per_day":
        return i18n.text("orders_page.said.hours", hours=f"{value / _HOUR:g}")
    return str(plain(value))


def _change(name: str, pair: Any) -> str:
    """Return what stood before and what stands now."""
    before, after = (_shown(name, value) for value in pair)
    return after if before == "-" else f"{before} → {after}"


def width(shown: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in shown)


def _table(rows: list[dict[str, Any]], *, within: str) -> str:
    names = [name for name in rows[0] if labels.is_for_people(name, rows[0][name])]
    cells = [[labels.name(name, within) for name in names]]
    cells += [[_shown(name, row.get(name)) for name in names] for row in rows]
    widths = [max(width(line[at]) for line in cells) for at in range(len(names))]
    return "\n".join(
        _GAP.join(text + " " * (widths[at] - width(text)) for at, text in enumerate(line)).rstrip()
        for line in cells
    )
