"""The roster of a batch on the road, for the coach, for the employer and for the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VARIANTS = ("coach", "employer", "filing")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below a roster, as words; an empty one leaves a gap to write in."""

    station: str = ""
    employer: str = ""
    batch: str = ""
    depart: str = ""
    destination: str = ""
    vehicle: str = ""
    driver: str = ""
    leader: str = ""
    leader_phone: str = ""
    people: int = 0
    filled_by: str = ""
    filled_on: str = ""


_COACH = (
    Place("seat", 8),
    Place("name", 11),
    Place("sex", 6),
    Place("village", 14, wrap=True),
    Place("phone", 14),
    Place("emergency", 26, wrap=True),
    Place("group_name", 9),
    Place("meal_need", 9),
    Place("boarded", 12),
    Place("remarks", 16, wrap=True),
)
_EMPLOYER = (
    Place("sequence", 6, Kind.INT),
    Place("name", 11),
    Place("sex", 6),
    Place("age", 6, Kind.INT),
    Place("masked_doc_no", 21),
    Place("phone", 14),
    Place("village", 14, wrap=True),
    Place("trade", 11),
    Place("group_name", 9),
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
    Place("name", 11),
    Place("sex", 6),
    Place("age", 6, Kind.INT),
    Place("doc_no", 21),
    Place("phone", 14),
    Place("emergency", 26, wrap=True),
    Place("trade", 11),
    Place("group_name", 9),
    Place("vehicle_seat", 13),
    Place("contract_state", 9),
    Place("insurance_state", 9),
    Place("remarks", 14, wrap=True),
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
        name=i18n.text(f"sheets.roster.tab.{variant}"),
        title=i18n.text(f"sheets.roster.title.{variant}"),
        columns=words.columns("roster", _PLACES[variant]),
        head=_above(variant, facts),
        foot=_below(variant, facts),
        landscape=variant != "coach",
        freeze_columns=3,
        row_height=26,
    )


def rows(variant: str, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records in the caller's order (for the coach: by seat).

    `masked_doc_no` is masked by the caller; `boarded` and `arrived` are left to the pen.
    """
    return words.rows(layout(variant), records)


def _above(variant: str, facts: Heading) -> tuple[Line, ...]:
    people = str(facts.people) if facts.people else ""
    first = (
        words.labelled("sheets.roster.batch", facts.batch),
        words.labelled("sheets.roster.depart", facts.depart),
        words.labelled("sheets.roster.destination", facts.destination),
    )
    leader = f"{facts.leader} {facts.leader_phone}".strip()
    second = (
        words.labelled("sheets.roster.employer", facts.employer),
        words.labelled("sheets.roster.leader", leader),
        words.labelled("sheets.roster.people", people),
    )
    if variant == "coach":
        second = (
            words.labelled("sheets.roster.vehicle", facts.vehicle),
            words.labelled("sheets.roster.driver", facts.driver),
            words.labelled("sheets.roster.leader", leader),
        )
    return (Line(first), Line(second))


def _below(variant: str, facts: Heading) -> tuple[Line, ...]:
    if variant == "coach":
        return (
            Line(
                (
                    words.labelled("sheets.roster.counted", ""),
                    words.labelled("sheets.roster.absent", ""),
                    words.labelled("sheets.roster.driver_sign", ""),
                    words.labelled("sheets.roster.leader_sign", ""),
                ),
                height=32,
            ),
        )
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
