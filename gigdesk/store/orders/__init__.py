"""Rows of employers and job orders."""

from gigdesk.store.orders import employers as employers
from gigdesk.store.orders import jobs as jobs

TABLES = (*employers.TABLES, *jobs.TABLES)
