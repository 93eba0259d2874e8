"""Rows of batches, their members, contracts and templates, and what is read for proposing."""

from gigdesk.store.dispatch import batches as batches
from gigdesk.store.dispatch import candidates as candidates
from gigdesk.store.dispatch import contracts as contracts
from gigdesk.store.dispatch import crews as crews
from gigdesk.store.dispatch import draws as draws
from gigdesk.store.dispatch import duties as duties
from gigdesk.store.dispatch import insurance as insurance
from gigdesk.store.dispatch import leaving as leaving
from gigdesk.store.dispatch import loans as loans
from gigdesk.store.dispatch import members as members
from gigdesk.store.dispatch import register as register
from gigdesk.store.dispatch import replaced as replaced
from gigdesk.store.dispatch import reserves as reserves
from gigdesk.store.dispatch import roadside as roadside
from gigdesk.store.dispatch import shortlist as shortlist
from gigdesk.store.dispatch import vehicles as vehicles

TABLES = (
    *batches.TABLES,
    *crews.TABLES,
    *vehicles.TABLES,
    *members.TABLES,
    *contracts.TABLES,
    *draws.TABLES,
    *insurance.TABLES,
    *roadside.TABLES,
    *loans.TABLES,
    *reserves.TABLES,
)
