"""How coaches stand, in words: who is aboard, who is missing or elsewhere, what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain.dispatch import boarding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.dispatch.boarding import Head
    from gigdesk.gui.table import Row

    Heads = Sequence[tuple[dict[str, Any], Head]]
    """Each coach with how it stands."""

NAMED = 6
"""So many people are named in one sentence."""
_MISSING = {
    boarding.UNSIGNED: "batches_page.head_unsigned",
    boarding.ABSENT: "batches_page.head_absent",
    boarding.ELSEWHERE: "batches_page.head_elsewhere",
}


def called(coach: Mapping[str, Any]) -> str:
    """Return what a coach is called: its number, and the plate where it is known."""
    plate = f" {coach['plate']}" if coach["plate"] else ""
    return i18n.text("batches_page.coach_called", number=coach["number"], plate=plate)


def whole(heads: Heads, rows: Sequence[Row]) -> tuple[str, str]:
    """Return how all coaches stand together in a sentence, and its tone."""
    text = i18n.text
    aboard = sum(row["result"] == "present" for row in rows)
    absent = sum(row["result"] == "absent" for row in rows)
    told = text(
        "batches_page.road_sum",
        listed=len(rows),
        aboard=aboard,
        absent=absent,
        open=len(rows) - aboard - absent,
    )
    off = [coach for coach, head in heads if head.off]
    uncounted = [coach for coach, head in heads if head.counted is None and head.aboard]
    if off:
        told += text("batches_page.road_off", coaches=[called(one) for one in off])
    if uncounted:
        told += text("batches_page.road_uncounted", coaches=[called(one) for one in uncounted])
    fine = aboard == len(rows) and not off and not uncounted
    return told, "error" if off else "ok" if fine else "warning"


def one(coach: Mapping[str, Any], head: Head, names: Mapping[bytes, str]) -> tuple[str, str]:
    """Return how one coach stands in a sentence, who makes the difference, and its tone."""
    text = i18n.text
    told = text(
        "batches_page.head_said",
        coach=called(coach),
        aboard=len(head.aboard),
        expected=head.expected,
        places=head.places,
    )
    if head.counted is None:
        told += text("batches_page.head_uncounted")
    elif head.off:
        key = "batches_page.head_more" if head.off > 0 else "batches_page.head_less"
        told += text(key, counted=head.counted, off=abs(head.off))
    else:
        told += text("batches_page.head_agrees", counted=head.counted)
    for why, key in _MISSING.items():
        told += _named(key, [who for who, each in head.missing if each == why], names)
    told += _named("batches_page.head_strangers", head.strangers, names)
    told += _named("batches_page.head_unasked", head.unasked, names)
    return told, "error" if head.off else "ok" if head.agrees else "warning"


def _named(key: str, people: Sequence[bytes], names: Mapping[bytes, str]) -> str:
    if not people:
        return ""
    said = [names.get(who, "?") for who in people[:NAMED]]
    more = i18n.text("batches_page.head_others", count=len(people)) if len(people) > NAMED else ""
    return i18n.text(key, names=said, more=more)
