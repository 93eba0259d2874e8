"""The certificates of a list: which become records beside their people, and what is only told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import granted
from gigdesk.actions.workers.imports.opening import where
from gigdesk.domain.workers import findings
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.whole import Whole
    from gigdesk.domain.workers import classing, fitting

_REPEATED = "findings.row.repeated"
_TAKEN = frozenset({"new", "updated", "unchanged"})


class Papers:
    """What the registry knows around the certificates of one chunk of rows."""

    def __init__(
        self,
        desk: Desk,
        whole: Whole,
        own: Own,
        met: Sequence[tuple[Entry, fitting.Known | None]],
    ) -> None:
        """Fetch it, as it was before the import that `own` tells of."""
        self._desk, self._whole = desk, whole
        told = [(one.reading.certificate, known) for one, known in met]
        told = [(one, known) for one, known in told if one.values]
        self._known: dict[bytes, list[dict[str, Any]]] = {}
        self._holders: dict[str, list[dict[str, Any]]] = {}
        if not told:
            return
        ids = [bytes(known.id) for _, known in told if known is not None]
        numbers = {one.number for one, _ in told if one.number}
        find = rows.belongings
        self._known = _without(own, find.find_of_many(desk.store, granted.FIELD, ids))
        self._holders = _without(own, find.find_holders(desk.store, numbers))

    def told(
        self, classed: classing.Classed, at: int, entry: Entry, known: fitting.Known | None
    ) -> classing.Classed:
        """Return a row with the record that its certificate becomes, or with why it becomes none.

        A row that waits keeps its certificate for whoever finishes it.
        """
        told = entry.reading.certificate
        if not told.values:
            return classed
        other = self._of_another(at, entry)
        if other is not None:
            return _warned(classed, findings.warning(granted.TWICE, row=other))
        if classed.kind not in _TAKEN:
            return classed
        person = {"doc_no": entry.reading.doc_no, "birth_date": entry.reading.birth}
        recorded = self._known.get(bytes(known.id), []) if known is not None else []
        holders = self._holders.get(told.number, ())
        found = granted.judge(
            self._desk,
            person if known is None else known.values,
            told.values,
            known=[*recorded, *self._earlier(at, entry)],
            elsewhere=[one for one in holders if known is None or one["person_id"] != known.id],
        )
        if not found.values:
            return _warned(classed, *found.said)
        self._whole.granted.setdefault(self._person(entry), {})[at] = found.values
        return _warned(_news(classed, found.values), *found.said)

    def _person(self, entry: Entry) -> str:
        return self._whole.person_of(entry.reading.doc_no or "")

    def _earlier(self, at: int, entry: Entry) -> Iterator[Mapping[str, str]]:
        """Yield the certificates of the same person that earlier rows of the file bring."""
        found = self._whole.granted.get(self._person(entry), {})
        return (dict(values) for place, values in found.items() if place < at)

    def _of_another(self, at: int, entry: Entry) -> str | None:
        """Return the row of the file that says somebody else holds this number, or None."""
        reading, row = self._whole.reading, entry.reading
        places = reading.by_paper.get(row.certificate.number, ())
        for place in places if len(places) > 1 else ():
            other = reading.entry(place)
            if place == at:
                continue
            number = other.reading.doc_no
            mine = self._whole.person_of(number) == self._person(entry) if number else None
            if mine is None:
                mine = other.reading.name == row.name
            if not mine:
                sheets = len(reading.opened.sheets)
                return where(other.sheet, other.reading.place, sheets=sheets)
        return None


def _without(own: Own, found: dict[Any, list[dict[str, Any]]]) -> dict[Any, list[dict[str, Any]]]:
    """Return rows by key without those that the import itself has made."""
    return {
        key: [one for one in some if one["id"] not in own.papers] for key, some in found.items()
    }


def _warned(classed: classing.Classed, *said: findings.Finding) -> classing.Classed:
    return replace(classed, warnings=(*classed.warnings, *said)) if said else classed


def _news(classed: classing.Classed, values: granted.Values) -> classing.Classed:
    """Return a row whose certificate is news, be it all that there is."""
    if classed.kind != "unchanged":
        return replace(classed, granted=values)
    reasons = tuple(one for one in classed.reasons if one.code != _REPEATED)
    return replace(classed, kind="updated", reasons=reasons, granted=values)
