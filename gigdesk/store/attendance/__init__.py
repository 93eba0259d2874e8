"""Rows of days of work, their confirmations, and the totals kept at entry."""

from gigdesk.store.attendance import days as days
from gigdesk.store.attendance import totals as totals
from gigdesk.store.attendance import weighings as weighings

TABLES = (*days.TABLES, *totals.TABLES)
