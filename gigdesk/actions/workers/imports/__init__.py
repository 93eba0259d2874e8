"""Taking in rosters: open, look before anything is written, take in, finish what waits."""

from gigdesk.actions.workers.imports.classing import Outcome as Outcome
from gigdesk.actions.workers.imports.classing import classify as classify
from gigdesk.actions.workers.imports.inbox import count as count
from gigdesk.actions.workers.imports.inbox import drop as drop
from gigdesk.actions.workers.imports.inbox import finish as finish
from gigdesk.actions.workers.imports.inbox import settle as settle
from gigdesk.actions.workers.imports.inbox import waiting as waiting
from gigdesk.actions.workers.imports.opening import ColumnChoice as ColumnChoice
from gigdesk.actions.workers.imports.opening import Opened as Opened
from gigdesk.actions.workers.imports.opening import Reading as Reading
from gigdesk.actions.workers.imports.opening import open_file as open_file
from gigdesk.actions.workers.imports.opening import open_pasted as open_pasted
from gigdesk.actions.workers.imports.opening import read as read
from gigdesk.actions.workers.imports.opening import remember_columns as remember_columns
from gigdesk.actions.workers.imports.taking import Preview as Preview
from gigdesk.actions.workers.imports.taking import Taken as Taken
from gigdesk.actions.workers.imports.taking import preview as preview
from gigdesk.actions.workers.imports.taking import return_rows as return_rows
from gigdesk.actions.workers.imports.taking import take_in as take_in
from gigdesk.actions.workers.imports.taking import undo_target as undo_target
