"""Rows of employers and job orders."""

from gigdesk.store.orders import employers as employers
from gigdesk.store.orders import jobs as jobs
from gigdesk.store.orders import records as records
from gigdesk.store.orders import season as season

TABLES = (*employers.TABLES, *jobs.TABLES, *records.TABLES)
