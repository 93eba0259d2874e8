"""Stations, staff, sign in, history and undo, places, backup and restore."""

from gigdesk.actions.office import clock as clock
from gigdesk.actions.office import deeds as deeds
from gigdesk.actions.office import entry as entry
from gigdesk.actions.office import history as history
from gigdesk.actions.office import naming as naming
from gigdesk.actions.office import noting as noting
from gigdesk.actions.office import papers as papers
from gigdesk.actions.office import places as places
from gigdesk.actions.office import restoring as restoring
from gigdesk.actions.office import safety as safety
from gigdesk.actions.office import slots as slots
from gigdesk.actions.office import staff as staff
from gigdesk.actions.office import undo as undo
