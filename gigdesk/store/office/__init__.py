"""Rows of stations, staff, places, rules, holidays, saved filters, drafts and acts."""

from gigdesk.store.office import acts as acts
from gigdesk.store.office import contents as contents
from gigdesk.store.office import names as names
from gigdesk.store.office import places as places
from gigdesk.store.office import rules as rules
from gigdesk.store.office import slices as slices
from gigdesk.store.office import slots as slots
from gigdesk.store.office import staff as staff

TABLES = (
    *acts.TABLES,
    *contents.TABLES,
    *names.TABLES,
    *places.TABLES,
    *rules.TABLES,
    *slices.TABLES,
    *slots.TABLES,
    *staff.TABLES,
)
