"""Facts that are written once: which of them stand once further ones corrected or voided them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fact(Protocol):
    """A row that never changes; `moment` is when it was written, by the hybrid clock."""

    @property
    def id(self) -> bytes:
        """Return what the row is known by."""

    @property
    def corrects_id(self) -> bytes | None:
        """Return the row in whose place this one stands, or which it takes away."""

    @property
    def void(self) -> bool:
        """Say whether it only takes another away."""

    @property
    def moment(self) -> int:
        """Return when it was written."""


F = TypeVar("F", bound=Fact)


def standing(facts: Iterable[F]) -> list[F]:
    """Return the facts that count after all corrections, in the order of writing.

    A void fact takes the fact it names away, as if it had never been written (an undo of an undo
    brings it back). Of what is left, a correction stands in place of what it corrects. Facts that
    two desks wrote apart in place of the same one are both returned, the later one last: by
    `moment`, as a desk's own clock, which its ids hold, may be wrong; the id decides only between
    equal moments.
    """
    known = {fact.id: fact for fact in facts}
    voids: dict[bytes, list[bytes]] = {}
    for fact in known.values():
        if fact.void and fact.corrects_id is not None:
            voids.setdefault(fact.corrects_id, []).append(fact.id)

    # Every void names one fact, so that each is asked about once.
    def is_live(fact_id: bytes) -> bool:
        return not any(is_live(each) for each in voids.get(fact_id, ()))

    live = [fact for fact in known.values() if not fact.void and is_live(fact.id)]
    corrected = {fact.corrects_id for fact in live if fact.corrects_id is not None}
    found = [fact for fact in live if fact.id not in corrected]
    return sorted(found, key=lambda one: (one.moment, one.id))
