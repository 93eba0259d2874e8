"""Somebody against whom no rule of sending speaks, and the employer of the order."""

from __future__ import annotations

from gigdesk.domain import orders
from gigdesk.domain.dispatch import contracts, eligibility

EMPLOYER = orders.Employer(orders.EmployerId(b"e"), 1, "青禾合作社")
SOUND = eligibility.WorkerFacts(
    b"w",
    1,
    "王小丁",
    birth_date="1985-03-02",
    sex="2",
    doc_no="430602198503020014",
    phone="13800000001",
    emergency_phone="13900000001",
    trade="采棉",
    consented=True,
    contract_state=contracts.FINAL,
)
