"""Stations, staff, sign in, history and undo, backup and restore."""

from gigdesk.actions.office import entry as entry
from gigdesk.actions.office import safety as safety
