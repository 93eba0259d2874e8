"""The roster of a batch on the road, for the coach, for the employer and for the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place
from gigdesk.domain.dispatch.headcounts import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

VARIANTS = ("coach", "employer", "filing")
TICK = chr(0x25A1)
"""An empty box for the pen."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below a roster, as words; an empty one leaves a gap to write in.

    `tab` names the list among others of one file, such as a coach; `seats` are its legal seats.
    """

    station: str = ""
    employer: str = ""
    batch: str = ""
    depart: str = ""
    destination: str = ""
    vehicle: str = ""
    seats: str = ""
    driver: str = ""
    driver_phone: str = ""
    leader: str = ""
    leader_phone: str = ""
    people: int = 0
    men: int = 0
    women: int = 0
    filled_by: str = ""
    filled_on: str = ""
    tab: str = ""


_COACH = (
    Place("seat", 6),
    Place("name", 12, wrap=True),
    Place("sex", 5),
    Place("phone", 15),
    Place("emergency", 20, wrap=True),
    Place("stop", 13, wrap=True),
    Place("group_name", 9, wrap=True),
    Place("meal_need", 7),
    Place("boarded", 7),
    Place("remarks", 12, wrap=True),
)
_EMPLOYER = (
    Place("sequence", 6, Kind.INT),
    Place("name", 12, wrap=True),
    Place("sex", 6),
    Place("age", 6, Kind.INT),
    Place("masked_doc_no", 23),
    Place("phone", 15),
    Place("village", 14, wrap=True),
    Place("trade", 11, wrap=True),
    Place("group_name", 9, wrap=True),
    Place("certificates", 13, wrap=True),
    Place("contract_state", 9),
    Place("insurance_state", 9),
    Place("meal_need", 9),
    Place("arrived", 12),
    Place("remarks", 16, wrap=True),
)
_FILING = (
    Place("sequence", 6, Kind.INT),
    Place("village", 14, wrap=True),
    Place("name", 12, wrap=True),
    Place("sex", 6),
    Place("age", 6, Kind.INT),
    Place("doc_no", 23),
    Place("phone", 15),
    Place("emergency", 26, wrap=True),
    Place("trade", 11, wrap=True),
    Place("group_name", 9, wrap=True),
    Place("vehicle_seat", 13, wrap=True),
    Place("contract_state", 9),
    Place("insurance_state", 9),
    Place("remarks", 14, wrap=True),
)
_TOTALS = (
    Place("kind", 14),
    Place("of", 30, wrap=True),
    Place("men", 10, Kind.INT),
    Place("women", 10, Kind.INT),
    Place("unknown", 12, Kind.INT),
    Place("people", 10, Kind.INT),
)
_PLACES = {"coach": _COACH, "employer": _EMPLOYER, "filing": _FILING}


def layout(variant: str, heading: Heading | None = None) -> SheetLayout:
    """Return the layout of `coach`, `employer` or `filing`; Refused for another variant.

    `employer` never carries a whole document number, `coach` none at all.
    """
    if variant not in VARIANTS:
        raise errors.Refused("sheets.error.variant", variant=variant)
    facts = heading or Heading()
    return SheetLayout(
        name=facts.tab or i18n.text(f"sheets.roster.tab.{variant}"),
        title=i18n.text(f"sheets.roster.title.{variant}"),
        columns=words.columns("roster", _PLACES[variant]),
        head=_above(variant, facts),
        foot=_below(variant, facts),
        landscape=variant != "coach",
        freeze_columns=3,
        row_height=26,
    )


def coach_name(number: int, plate: str) -> str:
    """Return what a coach is called on papers: its number in the batch, and its plate."""
    return i18n.text("sheets.vehicle.coach", number=number) + (f" {plate}" if plate else "")


def seat_name(coach: str, seat: int) -> str:
    """Return a seat in a coach, as words."""
    return i18n.text("sheets.roster.seat_of", coach=coach, seat=seat)


def no_seat() -> str:
    """Return what those are called who have no seat yet."""
    return i18n.text("sheets.roster.none.coach")


def rows(variant: str, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records in the caller's order (for the coach: by seat).

    `masked_doc_no` is masked by the caller; who `leads` a group is said beside it. Boxes for who
    has boarded and room for who arrived are left to the pen.
    """
    return words.rows(layout(variant), map(_said, records))


def _said(record: Mapping[str, Any]) -> dict[str, Any]:
    group = record.get("group_name")
    if group and record.get("leads"):
        group = i18n.text("sheets.roster.leads", group=group)
    return {
        **record,
        "group_name": group,
        "boarded": TICK,
        "insurance_state": _state("cover", record.get("insurance_state")),
        "certificates": _state("certificate", record.get("certificates")),
    }


def _state(kind: str, code: str | None) -> str | None:
    """Return how somebody is insured, or has the certificates, in words."""
    key = f"sheets.roster.{kind}.{code}"
    return i18n.text(key) if code and i18n.has(key) else code


def totals_layout(heading: Heading) -> SheetLayout:
    """Return the layout of how many there are by coach, village and sex."""
    return SheetLayout(
        name=i18n.text("sheets.roster.tab.totals"),
        title=i18n.text("sheets.roster.title.totals"),
        columns=words.columns("roster", _TOTALS),
        head=_above("totals", heading),
        foot=_below("filing", heading)[:1],
        landscape=False,
        row_height=22,
    )


def totals_rows(parts: Mapping[str, Sequence[Count]], whole: Count) -> Iterator[list[Any]]:
    """Yield a line for each count of `coach`, `village` and so on, each part with its own total.

    The totals of all parts are the same: everybody stands in each part once. `whole` comes last.
    """
    for kind, counts in parts.items():
        said = i18n.text(f"sheets.roster.by.{kind}")
        for one in counts:
            yield [said, one.name or i18n.text(f"sheets.roster.none.{kind}"), *_figures(one)]
        added = Count(
            "",
            sum(one.men for one in counts),
            sum(one.women for one in counts),
            sum(one.unknown for one in counts),
        )
        yield [said, i18n.text("sheets.total"), *_figures(added)]
    yield [i18n.text("sheets.roster.by.all"), i18n.text("sheets.total"), *_figures(whole)]


def _figures(one: Count) -> list[int]:
    return [one.men, one.women, one.unknown, one.people]


def _above(variant: str, facts: Heading) -> tuple[Line, ...]:
    people = ""
    if facts.people:
        known = facts.men + facts.women == facts.people
        people = i18n.text(
            "sheets.roster.counts" if known else "sheets.roster.counts_unknown",
            people=facts.people,
            men=facts.men,
            women=facts.women,
            unknown=facts.people - facts.men - facts.women,
        )
    first = (
        words.labelled("sheets.roster.batch", facts.batch),
        words.labelled("sheets.roster.depart", facts.depart),
        words.labelled("sheets.roster.destination", facts.destination),
    )
    leader = f"{facts.leader} {facts.leader_phone}".strip()
    last = (
        words.labelled("sheets.roster.employer", facts.employer),
        words.labelled("sheets.roster.leader", leader),
        words.labelled("sheets.roster.people", people),
    )
    if variant != "coach":
        return (Line(first), Line(last))
    coach = (
        words.labelled("sheets.roster.vehicle", facts.vehicle),
        words.labelled("sheets.roster.seats", facts.seats),
        words.labelled("sheets.roster.driver", facts.driver),
        words.labelled("sheets.roster.driver_phone", facts.driver_phone),
    )
    return (Line(first), Line(coach, bold=True), Line(last))


def _below(variant: str, facts: Heading) -> tuple[Line, ...]:
    if variant == "coach":
        signed = ("counted", "absent", "driver_sign", "leader_sign")
        return (Line(tuple(words.labelled(f"sheets.roster.{one}", "") for one in signed), 32),)
    made = (
        words.labelled("sheets.filled_by", facts.filled_by),
        words.labelled("sheets.filled_on", facts.filled_on),
    )
    if variant == "employer":
        return (Line((words.labelled("sheets.roster.received", ""), *made), height=32),)
    return (
        Line((words.labelled("sheets.roster.station", facts.station), *made), height=28),
        Line((i18n.text("sheets.roster.seal_station"), i18n.text("sheets.roster.seal_office")), 72),
    )
