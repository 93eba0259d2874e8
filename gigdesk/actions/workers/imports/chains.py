"""Reads the numbered list of a chat group as rows, each kept as its line and as what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports.opening import ColumnChoice
from gigdesk.actions.workers.imports.packing import Entry
from gigdesk.documents.sheets import chain_list
from gigdesk.domain import workers
from gigdesk.domain.workers import findings
from gigdesk.domain.workers import rows as row_rules

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers.findings import Finding

_NAME = "intake.finding.chain_name"
# The columns under which a line goes back, behind the line itself.
_FIELDS = ("name", "doc_no", "phone", "village", "sex", "notes")


def read(lines: Iterable[chain_list.ChainRow], found: Reading, today: datetime.date) -> None:
    """Read the people of a chat list as rows."""
    facts = row_rules.Sheet(today)
    heads = [chain_list.line_header(), *(workers.columns.label(one) or "" for one in _FIELDS)]
    found.further += [
        ColumnChoice("", at, head, field, 1.0, "header")
        for at, (head, field) in enumerate(zip(heads, (None, *_FIELDS), strict=True))
    ]
    for line in lines:
        if line.skip_reason is not None:
            found.skip(line.skip_reason, "", line.line_number)
            continue
        phones = "/".join(one for one in (line.phone, *line.more_phones) if one)
        given = (line.name, line.doc_no, phones, line.village, line.sex, line.note)
        cells: dict[str, Any] = {
            name: row_rules.TypedCell(text)
            for name, text in zip(_FIELDS, given, strict=True)
            if text
        }
        kept = [(0, "text", line.text)]
        kept += [(at, "text", text) for at, text in enumerate(given, 1) if text]
        entry = row_rules.read(line.line_number, cells, facts, _doubts(line))
        found.keep(Entry("", line.part, False, "", kept, entry))  # noqa: FBT003 -- no line is hidden


def _doubts(line: chain_list.ChainRow) -> tuple[Finding, ...]:
    """Say where the name of a line was chosen among several words that may be it."""
    if not line.others:
        return ()
    return (findings.warning(_NAME, name=line.name, others=" / ".join(line.others)),)
