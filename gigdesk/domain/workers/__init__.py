"""The room of people: their numbers, names, papers and all that is true of one person."""

from __future__ import annotations

from gigdesk.domain.workers import accounts as accounts
from gigdesk.domain.workers import ages as ages
from gigdesk.domain.workers import certificate as certificate
from gigdesk.domain.workers import classing as classing
from gigdesk.domain.workers import codes as codes
from gigdesk.domain.workers import columns as columns
from gigdesk.domain.workers import consents as consents
from gigdesk.domain.workers import dates as dates
from gigdesk.domain.workers import divisions as divisions
from gigdesk.domain.workers import duplicates as duplicates
from gigdesk.domain.workers import employment as employment
from gigdesk.domain.workers import findings as findings
from gigdesk.domain.workers import granted as granted
from gigdesk.domain.workers import headers as headers
from gigdesk.domain.workers import identity as identity
from gigdesk.domain.workers import insured as insured
from gigdesk.domain.workers import joining as joining
from gigdesk.domain.workers import labels as labels
from gigdesk.domain.workers import masking as masking
from gigdesk.domain.workers import names as names
from gigdesk.domain.workers import naming as naming
from gigdesk.domain.workers import phones as phones
from gigdesk.domain.workers import pinyin as pinyin
from gigdesk.domain.workers import recorded as recorded
from gigdesk.domain.workers import remarks as remarks
from gigdesk.domain.workers import rows as rows
from gigdesk.domain.workers import surnames as surnames
from gigdesk.domain.workers import telling as telling
from gigdesk.domain.workers import texts as texts
from gigdesk.domain.workers import titles as titles
from gigdesk.domain.workers import trades as trades
from gigdesk.domain.workers import worker as worker
from gigdesk.domain.workers import written as written
from gigdesk.domain.workers.certificate import Certificate as Certificate
from gigdesk.domain.workers.certificate import CertificateId as CertificateId
from gigdesk.domain.workers.findings import Finding as Finding
from gigdesk.domain.workers.worker import WorkerId as WorkerId
