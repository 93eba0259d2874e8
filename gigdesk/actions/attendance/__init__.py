"""Days of work: entering, correcting, taking in sheets, confirming, and what they earn."""

from gigdesk.actions.attendance.corrections import Correction as Correction
from gigdesk.actions.attendance.entering import Entered as Entered
from gigdesk.actions.attendance.entering import Entry as Entry
from gigdesk.actions.attendance.entering import Refusal as Refusal
from gigdesk.actions.attendance.entering import confirm as confirm
from gigdesk.actions.attendance.entering import enter as enter
from gigdesk.actions.attendance.guarding import mind_confirmed as mind_confirmed
from gigdesk.actions.attendance.guarding import void_facts as void_facts
from gigdesk.actions.attendance.leftovers import Kept as Kept
from gigdesk.actions.attendance.leftovers import Left as Left
from gigdesk.actions.attendance.leftovers import export_left as export_left
from gigdesk.actions.attendance.leftovers import last_left as last_left
from gigdesk.actions.attendance.leftovers import write_left as write_left
from gigdesk.actions.attendance.pages import Grid as Grid
from gigdesk.actions.attendance.pages import GridRow as GridRow
from gigdesk.actions.attendance.pages import cell_history as cell_history
from gigdesk.actions.attendance.pages import month_grid as month_grid
from gigdesk.actions.attendance.pages import months as months
from gigdesk.actions.attendance.pages import not_entered as not_entered
from gigdesk.actions.attendance.papers import Paper as Paper
from gigdesk.actions.attendance.papers import export_month as export_month
from gigdesk.actions.attendance.papers import wages as wages
from gigdesk.actions.attendance.sheets import Imported as Imported
from gigdesk.actions.attendance.sheets import import_sheet as import_sheet
