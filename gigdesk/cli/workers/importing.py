"""Commands about rosters: taken in with every row accounted for, and taken back."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.cli import stopping
from gigdesk.cli.session import FILE, MAPPING, WORKBOOK, check_out
from gigdesk.cli.workers import meanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports import ColumnChoice, Reading, Telling, Told
    from gigdesk.cli.session import Session

_WHY = {
    "header": "intake.why.header",
    "values": "intake.why.values",
    "repeated": "intake.why.repeated",
    "other_person": "intake.why.other_person",
    "remarks": "intake.why.remarks",
    "unknown": "intake.why.unknown",
    "chosen": "intake.why.chosen",
}
_MAPPED = {"saved": "cli.mapping.saved", "remembered": "cli.mapping.remembered"}
_EXTRAS = {
    "village": "intake_page.extra.village",
    "town": "intake_page.extra.town",
    "serial": "intake_page.extra.serial",
    "age": "intake_page.extra.age",
    "phone_more": "intake_page.extra.phone_more",
    "given_name": "intake_page.extra.given_name",
}


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--sheet")
@click.option("--map", "map_file", type=FILE)
@click.option("--save-map", type=MAPPING)
@click.option("--words", "words_file", type=FILE)
@click.option("--encoding", type=click.Choice(imports.ENCODINGS))
@click.option("--dry-run", is_flag=True)
@click.option("--rejects", type=WORKBOOK)
@click.pass_obj
def import_(
    session: Session,
    file: Path,
    *,
    sheet: str | None,
    map_file: Path | None,
    save_map: Path | None,
    words_file: Path | None,
    encoding: str | None,
    dry_run: bool,
    rejects: Path | None,
) -> dict[str, Any]:
    """Take in a roster; every row ends in exactly one class."""
    for out in (rejects, save_map):
        if out is not None:
            check_out(out, file)
    desk = session.desk(write=not dry_run)
    given = _given(map_file) if map_file else None
    opened = _opened(desk, file, given, sheet=sheet, encoding=encoding)
    mapping = _mapping(opened, given, map_file.name) if map_file and given else {}
    words = meanings.read(words_file) if words_file else {}
    reading = _read(desk, opened, mapping, words)
    if save_map is not None:
        _write_map(save_map, reading)
    answer: dict[str, Any]
    still_waiting, saved = 0, False
    if dry_run:
        seen = imports.preview(desk, reading)
        if rejects is not None:
            imports.return_previewed(seen, rejects)
        answer, told, made = _counts(seen), seen.told, seen.made_places
    else:
        saved = bool(mapping) and _remember(desk, reading)
        with stopping.asked() as cancelled:
            taken = imports.take_in(desk, reading, cancelled=cancelled)
        imports.remember_words(desk, chosen=words, file=opened.name)
        still_waiting = taken.still_waiting
        if rejects is not None:
            imports.return_rows(desk, taken.number, rejects)
        answer, told = _counts(taken), imports.of_import(desk, taken.number)
        made = taken.made_places
        answer["number"] = taken.number
    if made or session.options.json:
        answer["learned"] = [{"town": town, "village": name} for town, name in made]
    if still_waiting or session.options.json:
        answer["still_waiting"] = still_waiting
    answer |= _mapped(opened, saved=saved, as_json=session.options.json)
    answer |= meanings.told(reading.meanings, as_json=session.options.json)
    if opened.encoding or session.options.json:
        answer["encoding"] = opened.encoding or None
    answer |= _told(told, reading, as_json=session.options.json)
    if rejects is not None:
        answer["rejects"] = rejects
    return answer


def _opened(
    desk: Desk,
    file: Path,
    given: Mapping[str, str | None] | None,
    *,
    sheet: str | None,
    encoding: str | None,
) -> imports.Opened:
    """Open a roster; what is not known as one is read as the mapping says.

    Columns told by their numbers alone are those of a list without a header: no first person may
    be taken for one.
    """
    try:
        return imports.open_file(
            desk, file, sheet=sheet, as_table=given is not None, encoding=encoding
        )
    except errors.UnreadableFile as failure:
        if not given or failure.code != "intake.error.no_roster":
            raise
    header_row = 0 if all(key.isdecimal() for key in given) else None
    return imports.open_by_hand(
        desk, file, file.name, sheet=sheet, header_row=header_row, encoding=encoding
    )


def _read(
    desk: Desk,
    opened: imports.Opened,
    mapping: Mapping[str, Mapping[int, str | None]],
    words: Mapping[tuple[str, str], str | None],
) -> Reading:
    """Read all rows; a field in the mapping that does not exist is bad usage."""
    try:
        return imports.read(opened, today=desk.clock.today(), by_sheet=mapping, words=words)
    except errors.Invalid as wrong:
        raise click.UsageError(i18n.text(wrong.code, **wrong.params)) from None


def _remember(desk: Desk, reading: Reading) -> bool:
    """Remember the columns that were corrected, for every layout of the file; say if any were."""
    opened, found = reading.opened, False
    for sheet in opened.leading:
        chosen = reading.mappings.get(sheet, {})
        before = {one.index: one.field for one in opened.columns if one.sheet == sheet}
        if any(before.get(at, "") != name for at, name in chosen.items()):
            imports.remember_columns(desk, opened=opened, mapping=chosen, sheet=sheet)
            found = True
    return found


def _mapped(opened: imports.Opened, *, saved: bool, as_json: bool) -> dict[str, Any]:
    """Return whether columns as remembered for this layout were used, or are remembered now."""
    mapping = "saved" if saved else "remembered" if opened.remembered else None
    if as_json or mapping is None:
        return {"mapping": mapping} if as_json else {}
    return {"mapping": i18n.text(_MAPPED[mapping])}


def _counts(found: imports.Preview | imports.Taken) -> dict[str, Any]:
    """Return the five counts, which add up to the rows, and the rows that are no people."""
    return {"rows": found.rows, **found.counts, "skipped": dict(found.skipped), "number": None}


def _told(told: Telling, reading: Reading, *, as_json: bool) -> dict[str, Any]:
    """Return what is to know beside the counts; people are spared empty lists and codes."""
    found = {
        "reasons": _remarks(told.reasons, as_json=as_json),
        "warnings": _remarks(told.warnings, as_json=as_json),
        "unread": _columns(imports.unread(reading), reading),
        "unsure": _columns(imports.unsure(reading), reading),
        "left_out": [
            {"sheet": one.name, "why": i18n.text(imports.ASIDE_WORDS[one.why], name=one.name)}
            for one in reading.opened.aside
        ],
        "samples": [{"sheet": sheet, "row": row} for sheet, row in reading.samples],
        "staying": [{"sheet": sheet, "row": row} for sheet, row in reading.staying],
    }
    return found if as_json else {name: value for name, value in found.items() if value}


def _remarks(found: Iterable[Told], *, as_json: bool) -> list[dict[str, Any]]:
    """Return remarks with the sentence of the first row, how many rows there are, the first."""
    return [
        {
            **({"code": one.code} if as_json else {}),
            "message": _sentence(one),
            "count": one.count,
            "first_rows": one.rows,
        }
        for one in found
    ]


def _sentence(told: Told) -> str:
    params = dict(told.params)
    if "field" in params:
        named = str(params["field"]).split(",")
        params["field"] = i18n.text("people.joint").join(_field(name) for name in named)
    words = i18n.text(told.code, **params)
    return i18n.text("intake.for_example", words=words) if told.varied else words


def _field(name: str) -> str:
    """Return the name of a field of people, or of a column that is read beside them."""
    if name in _EXTRAS:
        return i18n.text(_EXTRAS[name])
    return i18n.text(f"workers.field.{name}")


def _columns(found: Iterable[ColumnChoice], reading: Reading) -> list[dict[str, Any]]:
    """Return columns as people find them in the file, with the field they go to and why."""
    listed = []
    for one in found:
        row: dict[str, Any] = {
            "sheet": one.sheet,
            "column": reading.lettered(one),
            "header": one.header,
        }
        name = reading.field_of(one)
        if name is not None:
            row["goes_to"] = _field(name)
        row["why"] = i18n.text(_WHY[one.why], group="") if one.why in _WHY else ""
        listed.append(row)
    return listed


def _given(path: Path) -> dict[str, str | None]:
    """Read the file of a mapping; raises errors.UnreadableFile for what is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        raise errors.UnreadableFile("cli.error.bad_map", file=path.name) from None
    if not isinstance(found, dict):
        raise errors.UnreadableFile("cli.error.bad_map", file=path.name)
    return found


def _mapping(
    opened: imports.Opened, found: Mapping[str, str | None], file: str
) -> dict[str, dict[int, str | None]]:
    """Return a mapping, `{header or column number: field or null}`, as columns by sheet.

    A header counts in every sheet and in each of the tables that stand side by side; a number is
    a column of the first sheet and goes before its header. Raises errors.UnreadableFile for a
    column that is not there, and for a header that one table has twice.
    """
    first = opened.sheets[0] if opened.sheets else ""
    mapping: dict[str, dict[int, str | None]] = {}
    numbers: dict[int, str | None] = {}
    for key, name in found.items():
        headed = [column for column in opened.columns if column.header == key]
        if key.isdecimal() and (not headed or _has_column(opened, first, int(key))):
            numbers[int(key)] = name
            continue
        if not headed:
            raise errors.UnreadableFile("cli.error.no_such_column", column=key, file=file)
        if len({(column.sheet, column.block) for column in headed}) < len(headed):
            at = i18n.text("people.joint").join(
                i18n.text("cli.column_number", letter=one.letters, number=one.index)
                for one in headed
            )
            raise errors.UnreadableFile("cli.error.column_twice", column=key, numbers=at)
        for column in headed:
            mapping.setdefault(column.sheet, {})[column.index] = name
    if numbers:
        mapping[first] = {**mapping.get(first, {}), **numbers}
    return mapping


def _has_column(opened: imports.Opened, sheet: str, index: int) -> bool:
    return any(column.sheet == sheet and column.index == index for column in opened.columns)


def _write_map(path: Path, reading: Reading) -> None:
    """Write the mapping that was used, as a file that `--map` takes: headers where they tell."""
    opened = reading.opened
    first = opened.sheets[0] if opened.sheets else ""
    times = Counter((column.sheet, column.block, column.header) for column in opened.columns)
    twice = {header for (_, _, header), count in times.items() if count > 1}
    used: dict[str, str | None] = {}
    for column in opened.columns:
        field = reading.field_of(column)
        tells = column.header not in {"", *twice} and not column.header.isdecimal()
        if tells and used.get(column.header, field) == field:
            used[column.header] = field
        elif column.sheet == first:
            used[str(column.index)] = field
    imports.keep_columns(path, used)


@click.command("undo-import")
@click.argument("number")
@click.option("--leave-changed", is_flag=True)
@click.pass_obj
def undo_import(session: Session, number: str, *, leave_changed: bool) -> dict[str, Any]:
    """Take a whole import back as one step."""
    desk = session.desk()
    try:
        target = imports.undo_target(desk, number)
    except errors.Invalid as wrong:
        raise click.UsageError(i18n.text(wrong.code, **wrong.params)) from None
    try:
        undone = office.undo.undo(desk, target, leave_changed=leave_changed)
    except errors.Refused as refused:
        raise imports.why_it_stays(desk, number, refused) from refused
    return {
        "removed": undone.removed.get("worker", 0),
        "restored": undone.restored.get("worker", 0),
        "kept": undone.stayed_count,
    }


COMMANDS = (import_, undo_import)
