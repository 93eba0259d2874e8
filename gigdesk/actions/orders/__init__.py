"""Employers and job orders: taking them in, changing them, and what the pages about them show."""

from gigdesk.actions.orders.employers import add_employer as add_employer
from gigdesk.actions.orders.employers import change_employer as change_employer
from gigdesk.actions.orders.employers import check_employer as check_employer
from gigdesk.actions.orders.employers import find_employer as find_employer
from gigdesk.actions.orders.employers import get_employer as get_employer
from gigdesk.actions.orders.employers import list_employers as list_employers
from gigdesk.actions.orders.jobs import Taken as Taken
from gigdesk.actions.orders.jobs import ages_asked as ages_asked
from gigdesk.actions.orders.jobs import change as change
from gigdesk.actions.orders.jobs import change_doubts as change_doubts
from gigdesk.actions.orders.jobs import find_order as find_order
from gigdesk.actions.orders.jobs import limits_asked as limits_asked
from gigdesk.actions.orders.jobs import set_state as set_state
from gigdesk.actions.orders.jobs import take as take
from gigdesk.actions.orders.pages import Dashboard as Dashboard
from gigdesk.actions.orders.pages import dashboard as dashboard
from gigdesk.actions.orders.pages import get_order as get_order
from gigdesk.actions.orders.pages import list_orders as list_orders
from gigdesk.actions.orders.pages import suggest_terms as suggest_terms
from gigdesk.actions.orders.relation import answer as answer
from gigdesk.actions.orders.relation import suggestion as suggestion
