"""Employers and what they ask for: orders, their terms and their states."""

from gigdesk.domain.orders import bands as bands
from gigdesk.domain.orders import diligence as diligence
from gigdesk.domain.orders import employers as employers
from gigdesk.domain.orders import fees as fees
from gigdesk.domain.orders import jobs as jobs
from gigdesk.domain.orders import limits as limits
from gigdesk.domain.orders import relation as relation
from gigdesk.domain.orders import review as review
from gigdesk.domain.orders import season as season
from gigdesk.domain.orders import terms as terms
from gigdesk.domain.orders.employers import Employer as Employer
from gigdesk.domain.orders.employers import EmployerId as EmployerId
from gigdesk.domain.orders.jobs import JobOrder as JobOrder
from gigdesk.domain.orders.jobs import OrderId as OrderId
