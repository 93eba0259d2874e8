"""Batches and contracts: who may be put on the list and sent, on which paper, until when."""

from gigdesk.domain.dispatch import batches as batches
from gigdesk.domain.dispatch import checklist as checklist
from gigdesk.domain.dispatch import contracts as contracts
from gigdesk.domain.dispatch import covers as covers
from gigdesk.domain.dispatch import eligibility as eligibility
from gigdesk.domain.dispatch import limits as limits
from gigdesk.domain.dispatch import loans as loans
from gigdesk.domain.dispatch import pasted as pasted
from gigdesk.domain.dispatch import products as products
from gigdesk.domain.dispatch import ranking as ranking
from gigdesk.domain.dispatch import reserves as reserves
from gigdesk.domain.dispatch import terms as terms
from gigdesk.domain.dispatch.batches import Batch as Batch
from gigdesk.domain.dispatch.batches import BatchId as BatchId
from gigdesk.domain.dispatch.batches import Stay as Stay
