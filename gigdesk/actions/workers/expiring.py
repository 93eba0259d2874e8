"""The list of certificates that end soon, as a workbook that leaves the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import certificates, papers
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import certificate_list
from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done

_CODES = {"kind": "certificate_kind", "level": "skill_level"}


def export(
    desk: Desk,
    out: Path,
    *,
    days: int | None = None,
    full: bool = False,
    recipient: str = "",
    reason: str = "",
) -> tuple[writing.Written, Done]:
    """Write the certificates that `certificates.expiring` lists into a workbook; note it before.

    Telephones and numbers of certificates are masked unless `full`, which needs a recipient and a
    reason. Raises errors.Refused, errors.NotAllowed, and what `writing.write_list` raises.
    """
    listed = certificates.expiring(desk, days=days, full=full)
    people = len({row["person_id"] for row in listed})
    done = papers.note(
        desk, paper="certificates", people=people, full=full, recipient=recipient, reason=reason
    )
    on = desk.clock.today().isoformat()
    frame = certificate_list.layout(unit=desk.station.name, filled_on=on)
    told = certificate_list.rows(frame, _in_words(desk, listed))
    return writing.write_list(out, frame, told), done


def _in_words(desk: Desk, listed: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the certificates with words instead of codes and the place of the person."""
    places = rows.people.villages(desk.store)
    for row in listed:
        place = places.get(row["village_id"], {})
        said = {
            name: workers.codes.label(code_set, row[name])
            for name, code_set in _CODES.items()
            if row[name]
        }
        yield {**row, **said, "town": place.get("town"), "village": place.get("village")}
