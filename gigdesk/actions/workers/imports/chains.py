"""Reads the numbered list of a chat group as rows, each kept as its line and as what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports.opening import ColumnChoice
from gigdesk.actions.workers.imports.packing import Entry
from gigdesk.documents.sheets import chain_list
from gigdesk.domain import workers
from gigdesk.domain.workers import chatted, findings
from gigdesk.domain.workers import rows as row_rules

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers.findings import Finding

# The columns under which a line goes back, behind the line itself.
_FIELDS = ("name", "doc_no", "phone", "village", "sex", "age", "notes")
_NAME, _NOTES, _PHONE = (_FIELDS.index(one) for one in ("name", "notes", "phone"))


def read(lines: Iterable[chain_list.ChainRow], found: Reading, today: datetime.date) -> None:
    """Read the people of a chat list as rows."""
    facts = row_rules.Sheet(today)
    lines = tuple(lines)
    said = dict.fromkeys(field for line in lines for field, _ in line.said)
    fields = (*_FIELDS, *said)
    heads = [chain_list.line_header(), *(workers.columns.label(one) or "" for one in fields)]
    found.further += [
        ColumnChoice("", at, head, field, 1.0, "header")
        for at, (head, field) in enumerate(zip(heads, (None, *fields), strict=True))
    ]
    for line in lines:
        if line.skip_reason is not None:
            found.skip(line.skip_reason, "", line.line_number)
            continue
        given = [*_given(line), *(dict(line.said).get(field, "") for field in said)]
        cells: dict[str, Any] = {
            name: row_rules.TypedCell(text)
            for name, text in zip(fields, given, strict=True)
            if text
        }
        kept = [(0, "text", line.text)]
        kept += [(at, "text", text) for at, text in enumerate(_going_back(line, given), 1) if text]
        entry = row_rules.read(line.line_number, cells, facts, _doubts(line))
        found.keep(
            Entry(
                "",
                line.part,
                hidden=False,
                section=line.section,
                kept=kept,
                reading=entry,
                source=line.source,
            )
        )


def _given(line: chain_list.ChainRow) -> list[str]:
    """Return what a line says, in the order of the columns."""
    whose = {number: f"({words})" for number, words in line.owners}
    listed = (one for one in (line.phone, *line.more_phones) if one)
    phones = "/".join(f"{one}{whose.get(one, '')}" for one in listed)
    age = "" if line.age is None else str(line.age)
    return [line.name, line.doc_no, phones, line.village, line.sex, age, line.note]


def _going_back(line: chain_list.ChainRow, given: list[str]) -> list[str]:
    """Return what a line says as it goes back: nothing that somebody has to say first."""
    back = [*given]
    if chain_list.DOUBT_NAME in line.doubts:
        back[_NAME], back[_NOTES] = "", " ".join(filter(None, (line.name, line.note)))
    if chain_list.DOUBT_PHONE in line.doubts:
        back[_PHONE], back[_NOTES] = "", " ".join(filter(None, (back[_NOTES], back[_PHONE])))
    return back


def _doubts(line: chain_list.ChainRow) -> tuple[Finding, ...]:
    """Say what a person has to look at first in a line."""
    found = []
    if chain_list.DOUBT_NAME in line.doubts:
        likely = [one for one in (line.name, *line.others) if one]
        names = chatted.BETWEEN.join(likely)
        lone = chatted.UNSURE_PERSON if names else chatted.NO_NAME
        code = chatted.UNSURE_NAME if len(likely) > 1 else lone
        found.append(findings.warning(code, **({"names": names} if names else {})))
    if chain_list.DOUBT_STAYS in line.doubts:
        found.append(findings.warning(chatted.UNSURE_COMING))
    if chain_list.DOUBT_PHONE in line.doubts:
        found.append(findings.warning(chatted.UNSURE_PHONE))
    return tuple(found)
