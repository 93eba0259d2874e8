"""The table spec: every table that is kept, as plain data for store, capture, sync and hub."""

from gigdesk.domain.tables.shape import (
    Column,
    Kind,
    Table,
    day,
    flag,
    local,
    money,
    number,
    ref,
    text,
)
from gigdesk.domain.tables.spec import SCHEMA_VERSION, TABLES, captured, table

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "Kind",
    "Table",
    "captured",
    "day",
    "flag",
    "local",
    "money",
    "number",
    "ref",
    "table",
    "text",
]
