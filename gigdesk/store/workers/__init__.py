"""Rows of people, their belongings and imports; search by name, number, telephone and village."""

from gigdesk.store.workers import belongings as belongings
from gigdesk.store.workers import doubles as doubles
from gigdesk.store.workers import filters as filters
from gigdesk.store.workers import find as find
from gigdesk.store.workers import intakes as intakes
from gigdesk.store.workers import people as people
from gigdesk.store.workers import proving as proving
from gigdesk.store.workers import seek as seek
from gigdesk.store.workers import timeline as timeline
from gigdesk.store.workers import unfinished as unfinished
from gigdesk.store.workers import words as words

TABLES = (
    *belongings.TABLES,
    *doubles.TABLES,
    *find.TABLES,
    *intakes.TABLES,
    *people.TABLES,
    *proving.TABLES,
    *unfinished.TABLES,
)
