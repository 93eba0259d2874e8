"""What a row of an import looks like on a screen: masked, with places and people by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import granted, masking
from gigdesk.actions.workers.imports.hiding import hidden
from gigdesk.actions.workers.imports.opening import where
from gigdesk.domain import workers
from gigdesk.domain.workers import classing
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers.findings import Finding

_PERSON = (
    "number", "name", "sex", "birth_date", "doc_no", "phone", "address", "village_id",
)  # fmt: skip
_NO_CHANGE = frozenset({"doc_kind"})

AsTold = tuple[str, str, "Mapping[str, Any]"]
"""A finding as (code, level, params)."""


Headers = Mapping[tuple[str, int], tuple[str, str | None]]
"""The columns of a file by sheet and place: the header, and the field it goes to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, numbers masked and places by name; `before` None where empty.

    `alike` says that the two differ only in digits that the masks hide. After a certificate that
    becomes a record stand its values by column.
    """

    field: str
    before: Any
    after: Any
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as it is shown.

    `where` is its row as people name it, `reasons` and `warnings` are (code, level, params),
    `cells` are (header, text), `person` is whom it means or may mean, `placed` says that the
    village of a waiting row is known.
    """

    id: Any
    kind: str
    where: str
    name: str
    number: str
    village: str
    reasons: tuple[AsTold, ...]
    warnings: tuple[AsTold, ...] = ()
    changes: tuple[Change, ...] = ()
    person: Mapping[str, Any] | None = None
    cells: tuple[tuple[str, str], ...] = ()
    hidden: bool = False
    placed: bool = True
    file: str = ""
    intake: int | None = None


class Names:
    """The names behind the ids of one page of lines, fetched in two queries."""

    def __init__(self, desk: Desk, people: Iterable[bytes] = ()) -> None:
        """Read all villages, and the people named."""
        self.villages = rows.people.villages(desk.store)
        found = rows.people.by_ids(desk.store, people, columns=_PERSON)
        self.people = {one: self._shown(row) for one, row in found.items()}

    def village(self, village_id: Any) -> str:
        """Return a village with its town."""
        place = self.villages.get(village_id) if isinstance(village_id, bytes) else None
        if place is None:
            return ""
        return " ".join(part for part in (place["town"], place["village"]) if part)

    def person(self, worker_id: bytes | None) -> Mapping[str, Any] | None:
        """Return a person with masked numbers and the village's name."""
        return self.people.get(worker_id) if worker_id is not None else None

    def shown(self, name: str, value: Any) -> Any:
        """Return a value as it may be shown."""
        if value in (None, ""):
            return None
        if name == "village_id":
            return self.village(value)
        if name == classing.MORE_PHONES:
            return " / ".join(masking.masked_value("phone", one) for one in value.split(" / "))
        return masking.masked_value(name, value)

    def change(self, name: str, before: Any, after: Any) -> Change:
        """Return one field before and after as it may be shown."""
        first, then = self.shown(name, before), self.shown(name, after)
        return Change(name, first, then, alike=first == then and before != after)

    def _shown(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {**masking.masked(row), "village": self.village(row["village_id"])}


def of_outcomes(desk: Desk, reading: Reading, found: Sequence[Outcome]) -> list[Line]:
    """Return the lines of a dry run."""
    proposed = {one.classed.proposed_id for one in found} - {None}
    names = Names(desk, (one for one in proposed if one is not None))
    undecided = {one.classed.proposed_id for one in found if one.classed.kind == "undecided"}
    known = rows.people.by_ids(desk.store, (one for one in undecided if one is not None))
    headers = {
        (one.sheet, one.index): (one.header, reading.field_of(one)) for one in reading.columns
    }
    sheets = len(reading.opened.sheets)
    return [_of_outcome(one, names, headers, sheets, known=known) for one in found]


def _of_outcome(
    outcome: Outcome,
    names: Names,
    headers: Headers,
    sheets: int,
    *,
    known: Mapping[bytes, Mapping[str, Any]],
) -> Line:
    entry, classed = outcome.entry, outcome.classed
    row = entry.reading
    person = known.get(classed.proposed_id or b"")
    found = classed.diffs
    if not found and person is not None:
        place = outcome.village_id
        stated = {**row.given, **({"village_id": place} if place is not None else {})}
        found = classing.differences(stated, row, person)
    diffs = [(one.field, one.before, one.after) for one in found]
    if not diffs and person is None and classed.kind in ("new", "undecided", "rejected"):
        values = dict(classed.values)
        if outcome.village_id is not None:
            values["village_id"] = outcome.village_id
        diffs = [(name, None, value) for name, value in ordered(values)]
    waits = classed.kind in ("undecided", "rejected")
    told = granted.waiting(row.certificate.values, classed.warnings)
    paper = told if waits else classed.granted
    return Line(
        id=outcome.place,
        kind=classed.kind,
        where=where(entry.sheet, row.place, sheets=sheets),
        name=row.name,
        number=hidden_number(row.paper.number),
        village=names.village(outcome.village_id) or row.village or entry.section,
        reasons=tuple(as_shown(as_told(one)) for one in classed.reasons),
        warnings=tuple(as_shown(as_told(one)) for one in classed.warnings),
        changes=(*(names.change(*one) for one in diffs), *of_certificate(paper)),
        person=names.person(classed.proposed_id),
        cells=tuple(cells_of(entry.sheet, entry.cells, headers)),
        hidden=entry.hidden,
    )


def ordered(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return values in the order of the fields of a worker, without what follows from others."""
    known = [name for name in workers.worker.BY_NAME if name in values and name not in _NO_CHANGE]
    return [(name, values[name]) for name in known if values[name] not in (None, "")]


def of_certificate(values: granted.Values) -> tuple[Change, ...]:
    """Return the record that a certificate becomes as a change, masked; none for nothing."""
    return (Change(granted.FIELD, None, masking.masked(dict(values))),) if values else ()


def with_certificate(line: Line, judged: granted.Judged) -> Line:
    """Return a waiting line with what would become of its certificate."""
    said = tuple(as_shown(as_told(one)) for one in judged.said)
    found = of_certificate(judged.values)
    return replace(line, warnings=(*line.warnings, *said), changes=found)


def hidden_number(number: str) -> str:
    """Return a document number, right or wrong, as lists show it."""
    return workers.identity.mask(number) if number else ""


def as_told(finding: Finding) -> AsTold:
    """Return a finding as (code, level, params)."""
    return finding.code, finding.level, finding.params


def as_shown(told: AsTold) -> AsTold:
    """Return what was found as it may be shown: the long numbers it quotes masked."""
    code, level, params = told
    return code, level, without_numbers(params)


def without_numbers(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what fills a sentence with every long number masked."""
    return {name: hidden(one) if isinstance(one, str) else one for name, one in params.items()}


def cells_of(
    sheet: str,
    cells: Iterable[Sequence[Any]],
    headers: Headers,
    *,
    plain: bool = False,
) -> Iterable[tuple[str, str]]:
    """Yield the cells of a row under their headers, numbers of people masked unless `plain`."""
    for at, _, text in cells:
        header, field = headers.get((sheet, at), ("", None))
        yield header, str(text) if plain else hidden(str(text), field)


def with_person(line: Line, person: Mapping[str, Any] | None, changes: Iterable[Change]) -> Line:
    """Return a line that means another person, its certificate behind the changes of that one."""
    papers = (one for one in line.changes if one.field == granted.FIELD)
    return replace(line, person=person, changes=(*changes, *papers))
