"""What words of a roster mean that no list of codes has: read from a file, told in the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.cli import labels
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gigdesk.actions.workers.imports import Meaning


def read(path: Path) -> dict[tuple[str, str], str | None]:
    """Read `{field: {word: code or its words, or null}}`; a field by its name or its header.

    Raises errors.UnreadableFile for anything else.
    """
    wrong = errors.UnreadableFile("cli.error.bad_words", file=path.name)
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        raise wrong from None
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise wrong
    chosen: dict[tuple[str, str], str | None] = {}
    for named, meant in found.items():
        field = _field(named)
        if field is None:
            raise errors.UnreadableFile("cli.error.no_such_field", name=named, file=path.name)
        for word, code in meant.items():
            read_as = workers.codes.read_code(field.code_set or "", str(code)) if code else None
            if code and read_as is None:
                told = {"word": word, "given": code, "file": path.name}
                raise errors.UnreadableFile("cli.error.no_such_code", **told)
            chosen[field.name, workers.codes.word_key(word)] = read_as
    return chosen


def _field(named: str) -> workers.worker.Field | None:
    """Return the field with a list of codes that has this name or header."""
    for one in workers.worker.FIELDS:
        said = i18n.text(f"workers.field.{one.name}")
        if one.code_set is not None and named in {one.name, one.header, said}:
            return one
    return None


def told(found: Iterable[Meaning], *, as_json: bool) -> dict[str, Any]:
    """Return the words without a meaning and those that were read by choice; none where none."""
    listed = list(found)
    unknown = [_row(one, as_json=as_json) for one in listed if one.code is None]
    by_choice = [_row(one, as_json=as_json) for one in listed if one.code is not None]
    answer = {"unknown_words": unknown, "words": by_choice}
    return answer if as_json else {name: rows for name, rows in answer.items() if rows}


def _row(one: Meaning, *, as_json: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "field": one.field if as_json else i18n.text(f"workers.field.{one.field}"),
        "word": one.text,
        "count": one.count,
    }
    if one.code is not None:
        row["means"] = one.code if as_json else labels.code(one.field, one.code)
        source = "remembered" if one.remembered else "chosen"
        row["source"] = source if as_json else i18n.text(_SOURCES[source])
    return row


_SOURCES = {"remembered": "cli.words.remembered", "chosen": "cli.words.chosen"}
