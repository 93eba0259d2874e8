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
    its own people. `papers` are the certificates that it made, `told` counts how often others have
    written meanwhile.
    """

    def __init__(self) -> None:
        """Begin with nothing written."""
        self.made: set[bytes] = set()
        self.papers: set[bytes] = set()
        self.told = 0
        self._work: dict[bytes, list[dict[str, Any]]] = {}
        self._gave: dict[str, set[str]] = {}
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
            if field == "phone" and values["phone"]:
                giver = values["doc_no"] or values["id"].hex().upper()
                self._gave.setdefault(values["phone"], set()).add(giver)

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

    def givers(self, found: Mapping[str, Mapping[bytes, str]]) -> dict[str, set[str]]:
        """Return who gave which telephone in the registry before this import."""
        return {
            phone: self._gave.get(phone, set())
            | {
                giver
                for who, giver in givers.items()
                if who not in self.made and self._before.get(who, {}).get("phone", phone) == phone
            }
            for phone, givers in found.items()
        }

    def note_work(self, worker_id: bytes, history: list[dict[str, Any]]) -> None:
        """Keep how the work of somebody was before this import goes on with it."""
        self._work.setdefault(worker_id, history)

    def work(
        self, found: Mapping[bytes, list[dict[str, Any]]]
    ) -> dict[bytes, list[dict[str, Any]]]:
        """Return histories of work as they were before this import; of who had none, nothing."""
        before = {who: self._work.get(who, history) for who, history in found.items()}
        return {who: history for who, history in before.items() if history}


class _Nothing(Own):
    """What somebody who only looks has written; nothing is kept of it."""

    def note(self, values: Mapping[str, Any], fields: Iterable[str]) -> None:
        """Keep nothing: what is only looked at changes nobody."""

    def note_work(self, worker_id: bytes, history: list[dict[str, Any]]) -> None:
        """Keep nothing, as above."""


NOTHING: Own = _Nothing()
