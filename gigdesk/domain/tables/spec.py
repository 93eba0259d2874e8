"""All tables in the order in which they can be made, and the version of the whole."""

from __future__ import annotations

from gigdesk.domain.tables.insured import INSURED
from gigdesk.domain.tables.matching import MATCHING
from gigdesk.domain.tables.office import LOCAL, OFFICE
from gigdesk.domain.tables.orders import ORDERS
from gigdesk.domain.tables.roadside import ROADSIDE
from gigdesk.domain.tables.shape import Kind, Table
from gigdesk.domain.tables.work import (
    ATTENDANCE,
    ATTENDANCE_LOCAL,
    DISPATCH,
    TRAINING,
)
from gigdesk.domain.tables.workers import WORKERS, WORKERS_LOCAL

SCHEMA_VERSION = 1

TABLES: tuple[Table, ...] = (
    *LOCAL,
    *OFFICE,
    *WORKERS,
    *ORDERS,
    *TRAINING,
    *DISPATCH,
    *MATCHING,
    *INSURED,
    *ROADSIDE,
    *ATTENDANCE,
    *WORKERS_LOCAL,
    *ATTENDANCE_LOCAL,
)

_BY_NAME = {one.name: one for one in TABLES}


def table(name: str) -> Table:
    """Return the table of that name; raises KeyError where there is none."""
    return _BY_NAME[name]


def captured() -> tuple[Table, ...]:
    """Return the tables whose every change is an op."""
    return tuple(one for one in TABLES if one.kind is not Kind.LOCAL)
