"""Taking an act back by compensating changes, for the undo and for long acts that are stopped."""

from gigdesk.actions.undoing.planning import Plan as Plan
from gigdesk.actions.undoing.planning import called as called
from gigdesk.actions.undoing.planning import parents as parents
from gigdesk.actions.undoing.planning import plan as plan
from gigdesk.actions.undoing.taking import IN_THE_WAY as IN_THE_WAY
from gigdesk.actions.undoing.taking import MOST_SHOWN as MOST_SHOWN
from gigdesk.actions.undoing.taking import Pace as Pace
from gigdesk.actions.undoing.taking import Undone as Undone
from gigdesk.actions.undoing.taking import forbidden as forbidden
from gigdesk.actions.undoing.taking import half_way as half_way
from gigdesk.actions.undoing.taking import is_half_way as is_half_way
from gigdesk.actions.undoing.taking import is_import_old as is_import_old
from gigdesk.actions.undoing.taking import is_under_way as is_under_way
from gigdesk.actions.undoing.taking import take_back as take_back
