"""The sheet a coach carries: its papers, driver, stops with head-counts, rests and signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.domain.dispatch.headcounts import Count

_STOPS = (
    Place("sequence", 8, Kind.INT),
    Place("stop", 30, wrap=True),
    Place("people", 9, Kind.INT, sum=True),
    Place("time", 11),
    Place("arrived", 13),
    Place("boarded", 11),
    Place("remarks", 16, wrap=True),
)
_SERVICE_AREAS = 3


@dataclass(frozen=True, slots=True)
class Rest:
    """Hours of the night in which a coach stands, and how long a driver may drive and has to rest.

    Hours of the day, whole hours, whole minutes; from the table of rules.
    """

    begins: int
    ends: int
    drive_hours: int
    break_minutes: int


@dataclass(frozen=True, slots=True)
class Coach:
    """One coach as words; what is empty leaves a gap to write in. `people` are who has a seat."""

    number: int
    plate: str = ""
    seats: int = 0
    places: int = 0
    people: int = 0
    driver: str = ""
    driver_phone: str = ""
    charter_no: str = ""
    permit_no: str = ""
    insured_to: str = ""
    permit_to: str = ""
    licence_to: str = ""
    qualified_to: str = ""
    leaders: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Where all coaches of a batch go, as words."""

    batch: str = ""
    station: str = ""
    station_phone: str = ""
    employer: str = ""
    employer_phone: str = ""
    depart: str = ""
    depart_place: str = ""
    destination: str = ""


def layout(coach: Coach, way: Way, rest: Rest) -> SheetLayout:
    """Return the sheet of one coach; its rows are the stops of `rows`."""
    number = i18n.text("sheets.vehicle.coach", number=coach.number)
    return SheetLayout(
        name=f"{number} {coach.plate}".strip(),
        title=i18n.text("sheets.vehicle.title"),
        columns=words.columns("vehicle", _STOPS),
        head=_above(number, coach, way),
        foot=_below(rest),
        landscape=False,
        row_height=25,
        total_label=i18n.text("sheets.total"),
    )


def rows(stops: Sequence[Count], depart: str) -> Iterator[list[Any]]:
    """Yield the stops in the order of the way; the first has the time of departure, if known.

    Three lines follow for places where the coach rests and its people are counted again.
    """
    for at, one in enumerate(stops, 1):
        place = one.name or i18n.text("sheets.vehicle.no_stop")
        yield [at, place, one.people, depart if at == 1 else "", "", "", ""]
    for at in range(1, _SERVICE_AREAS + 1):
        rested = i18n.text("sheets.vehicle.service_area", number=at)
        yield [len(stops) + at, rested, None, "", "", "", ""]


def _above(number: str, coach: Coach, way: Way) -> tuple[Line, ...]:
    def said(key: str, value: object) -> str:
        return words.labelled(f"sheets.vehicle.{key}", str(value or ""))

    seats = i18n.text("sheets.vehicle.seats_said", seats=coach.seats, places=coach.places)
    return (
        Line((said("batch", way.batch), said("employer", way.employer)), 20),
        Line((said("from", way.depart_place), said("to", way.destination)), 20),
        Line((said("depart", way.depart), said("people", coach.people)), 20, bold=True),
        Line(
            (said("plate", f"{number} {coach.plate}".strip()), said("seats", seats)), 20, bold=True
        ),
        Line((said("driver", coach.driver), said("driver_phone", coach.driver_phone)), 20),
        Line((said("licence_to", coach.licence_to), said("qualified_to", coach.qualified_to)), 20),
        Line((said("second_driver", ""), said("second_phone", "")), 20),
        Line((said("charter_no", coach.charter_no), said("permit_no", coach.permit_no)), 20),
        Line((said("insured_to", coach.insured_to), said("permit_to", coach.permit_to)), 20),
        Line((said("leaders", coach.leaders),), 20),
        Line((said("station", f"{way.station} {way.station_phone}".strip()),), 20),
        Line((said("employer_phone", way.employer_phone), said("note", coach.note)), 20),
    )


def _below(rest: Rest) -> tuple[Line, ...]:
    figures = {
        "begins": f"{rest.begins:02d}:00",
        "ends": f"{rest.ends:02d}:00",
        "hours": rest.drive_hours,
        "minutes": rest.break_minutes,
    }
    return (
        Line((i18n.text("sheets.vehicle.rest", **figures),), 30, bold=True),
        Line((i18n.text("sheets.vehicle.never_over"),), 24),
        Line((i18n.text("sheets.vehicle.rested"),), 28),
        Line(
            tuple(
                words.labelled(f"sheets.vehicle.{one}", "")
                for one in ("driver_sign", "leader_sign", "station_sign")
            ),
            40,
        ),
        Line((i18n.text("sheets.vehicle.left"), i18n.text("sheets.vehicle.counted")), 30),
    )
