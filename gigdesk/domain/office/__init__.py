"""Station, staff, roles, rules, backups: who may do what, and by which numbers."""

from gigdesk.domain.office import acts as acts
from gigdesk.domain.office import backups as backups
from gigdesk.domain.office import clocks as clocks
from gigdesk.domain.office import contents as contents
from gigdesk.domain.office import holidays as holidays
from gigdesk.domain.office import logins as logins
from gigdesk.domain.office import numbers as numbers
from gigdesk.domain.office import passwords as passwords
from gigdesk.domain.office import places as places
from gigdesk.domain.office import rules as rules
from gigdesk.domain.office import spots as spots
from gigdesk.domain.office.acts import Role as Role
from gigdesk.domain.office.acts import Staff as Staff
from gigdesk.domain.office.acts import StaffId as StaffId
from gigdesk.domain.office.acts import Station as Station
from gigdesk.domain.office.acts import StationId as StationId
