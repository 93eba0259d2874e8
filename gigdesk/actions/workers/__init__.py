"""People: registering, correcting, finding, joining doubles, papers, import and export."""

from gigdesk.actions.workers import belongings as belongings
from gigdesk.actions.workers import certificates as certificates
from gigdesk.actions.workers import checking as checking
from gigdesk.actions.workers import consents as consents
from gigdesk.actions.workers import doubles as doubles
from gigdesk.actions.workers import expiring as expiring
from gigdesk.actions.workers import guarding as guarding
from gigdesk.actions.workers import heads as heads
from gigdesk.actions.workers import households as households
from gigdesk.actions.workers import livelihood as livelihood
from gigdesk.actions.workers import masking as masking
from gigdesk.actions.workers import papers as papers
from gigdesk.actions.workers import people as people
from gigdesk.actions.workers import prints as prints
from gigdesk.actions.workers import scans as scans
from gigdesk.actions.workers import search as search
from gigdesk.actions.workers import story as story
from gigdesk.actions.workers import trades as trades
from gigdesk.actions.workers import waiting as waiting
