"""The village that was found for a row, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gigdesk.actions.workers.imports import addressed, coded
from gigdesk.domain.workers import divisions, findings

if TYPE_CHECKING:
    from gigdesk.actions.workers.imports.packing import Entry

NONE = "intake.finding.village_none"


class Found(NamedTuple):
    """The village of a row and what there is to say about it.

    `group` is the text of a cell that names more than the village, `kept` one that was not found
    and must not be lost; `fresh` says that the village was learned from this very list.
    `elsewhere` says that the text names a village which the desk does not know, or only from this
    very list, now or when it was taken in before: nobody registered is moved there unasked.
    `perhaps` are known villages that it may mean all the same, `strange` is a code that no village
    has beside a village that was found, `coded` says that the row's code told the village.
    `of_known` is what holds instead of somebody registered: where somebody lives tells a village
    of new people only.
    """

    village_id: bytes | None
    remarks: tuple[findings.Finding, ...] = ()
    group: str = ""
    kept: str = ""
    fresh: bool = False
    elsewhere: bool = False
    perhaps: tuple[bytes, ...] = ()
    strange: str = ""
    coded: bool = False
    was: bytes | None = None
    of_known: Found | None = None


def unless_elsewhere(found: Found, entry: Entry, place: bytes | None, address: str) -> Found:
    """Return the village that a title says unless the row's own address names another.

    A title or the name of a sheet says of many at once where they are; the row knows better.
    """
    if place is None or found.village_id in {None, place}:
        return found
    code = "intake.finding.village_address"
    said = findings.warning(code, village=entry.section, address=address)
    return Found(None, (said,), perhaps=(found.village_id,) if found.village_id else ())


def against_town(found: Found, text: str, told: addressed.Told, known: str) -> Found:
    """Return no village where the row's own address has it in another town of the desk.

    `known` is the village as it was found.
    """
    said = findings.warning(addressed.AGAINST, village=text, known=known, address=told.address)
    perhaps = (found.village_id,) if found.village_id else ()
    return not_found(text, said)._replace(elsewhere=True, perhaps=perhaps)


def though_called(found: Found, said: str, known: str) -> Found:
    """Return a village though an address calls its town by a name that the desk does not know."""
    remark = findings.warning("intake.finding.town_taken", town=said, known=known)
    return found._replace(remarks=(*found.remarks, remark))


def against_code(found: Found, code: str, known: str, text: str) -> Found:
    """Say that the code of a row is that of another place than its words name."""
    said = findings.warning(coded.AGAINST, text=code, known=known, village=text)
    return found._replace(remarks=(*found.remarks, said))


def leaves_open(found: Found, place: bytes, text: str, known: frozenset[str]) -> bool:
    """Say whether the words of a row leave it to a code that it means this village."""
    if not text or place in found.perhaps:
        return True
    if found.village_id is not None or found.perhaps:
        return False
    named = divisions.placed(text, known).village
    return divisions.is_no_place(text) or not divisions.may_be_village(named)


def not_found(text: str, said: findings.Finding) -> Found:
    """Return that a text, which must not be lost, means no village, and what is said of it."""
    return Found(None, (said,), kept=text)
