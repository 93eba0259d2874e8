"""What an import has itself made and changed so far, so that its rows are judged as before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_LIKENESS = ("id", "name", "doc_no", "birth_date", "village_id")
"""By these columns people of the same name are told apart."""


class Own:
    """The people that one import made, and how those were whom it changed.

    A dry run judges every row by the registry as it finds it. An import that wrote a slice and then
    judged the next one by what stands there would come to another end for a row that is like one of
    its own people.
    """

    def __init__(self) -> None:
        """Begin with nothing written."""
        self.made: set[bytes] = set()
        self._before: dict[bytes, dict[str, Any]] = {}
        self._by_name: dict[str, list[dict[str, Any]]] = {}

    def note(self, values: Mapping[str, Any], fields: Iterable[str]) -> None:
        """Keep what `fields` of a person were before the first change by this import."""
        kept = self._before.get(values["id"])
        if kept is None:
            kept = self._before[values["id"]] = {}
            likeness = {column: values[column] for column in _LIKENESS}
            self._by_name.setdefault(str(values["name"] or ""), []).append(likeness)
        for field in fields:
            if field in values:
                kept.setdefault(field, values[field])

    def before(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row of the registry as it was before this import."""
        kept = self._before.get(row["id"])
        return {**row, **kept} if kept else row

    def as_before(
        self,
        name: str,
        found: Sequence[dict[str, Any]],
        *,
        births: Collection[str],
        villages: Collection[bytes],
    ) -> list[dict[str, Any]]:
        """Return the people of a name, birth or village as the registry would have found them."""
        rest = [
            row for row in found if row["id"] not in self.made and row["id"] not in self._before
        ]
        return rest + [
            row
            for row in self._by_name.get(name, ())
            if row["birth_date"] in births or row["village_id"] in villages
        ]


class _Nothing(Own):
    """What somebody who only looks has written; nothing is kept of it."""

    def note(self, values: Mapping[str, Any], fields: Iterable[str]) -> None:
        """Keep nothing: what is only looked at changes nobody."""


NOTHING: Own = _Nothing()
