"""What an employer promises before somebody leaves home: the terms of an order in plain words.

People run away where the work is another than they were told, so the sheet says what the order and
the batch say and nothing else; a term that nobody stated stays a gap to be written in and read.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.domain.dispatch import terms
from gigdesk.domain.orders import terms as stated

if TYPE_CHECKING:
    from collections.abc import Mapping

ITEMS = (
    "work",
    "place",
    "days",
    "pay",
    "pay_cycle",
    "hours",
    "rest",
    "lodging",
    "transport",
    "insurance",
    "deductions",
    "protection",
    "hazards",
    "other",
)
"""What a sheet tells, in its order."""
_PARTIES = {"甲乙双方": "用工单位和本人", "甲方": "用工单位", "乙方": "本人"}
_OPTIONAL = ("other",)
_PAID_BY = {
    "bank": "打到本人银行卡",
    "cash": "发给本人现金",
}
_NONE = "没有扣款"
_SOCIAL = "社会保险个人应缴的部分依法代扣"
_SHARES = {stated.WORKER: "由本人承担", stated.HALF: "由本人承担一半"}


def items(
    *,
    employer: Mapping[str, object],
    order: Mapping[str, object],
    batch: Mapping[str, object],
) -> dict[str, str]:
    """Return what is promised, by item in the order of `ITEMS`; what nobody stated is empty.

    The rows come as the store keeps them (codes, ISO days, fen). The words are those of the
    contract, so that both papers say the same.
    """
    said = terms.values(
        terms.kind_for(order), employer=employer, order=order, batch=batch, worker={}, station=""
    )
    pay = [said.get("pay_rate"), _PAID_BY.get(str(order.get("pay_method") or ""))]
    found = {
        **{name: said.get(name, "") for name in ITEMS},
        "work": _joined(order.get("trade"), order.get("content")),
        "days": _days(batch),
        "pay": _joined(*pay) if pay[0] else "",
        "pay_cycle": _joined(said.get("pay_cycle"), said.get("pay_day")),
        "deductions": deductions(order, batch),
    }
    return {name: _plain(found[name]) for name in ITEMS if found[name] or name not in _OPTIONAL}


def _plain(said: str) -> str:
    """Return words of the contract with its two parties called by what they are."""
    for party, plain in _PARTIES.items():
        said = said.replace(party, plain)
    return said


def deductions(order: Mapping[str, object], batch: Mapping[str, object]) -> str:
    """Return what is taken off the wage or paid by the worker; that there is nothing, where so.

    That nothing is taken is said only where meals, bed, way and cover are all stated; else it is
    left open. Money is in fen.
    """
    found = []
    for name, price, words in (
        ("meals", "meals_day_fen", "伙食费每日{}元"),
        ("lodging", "lodging_month_fen", "住宿费每月{}元"),
    ):
        fen = order.get(price)
        if order.get(name) == stated.CHARGED and isinstance(fen, int):
            found.append(words.format(money.plain(fen)))
    kinds = stated.insurance_kinds(order.get("insurance_kinds"))
    if "social" in kinds:
        found.append(_SOCIAL)
    for name, words in (("transport_payer", "往返交通费"), ("insurance_payer", "保险费")):
        share = _SHARES.get(str(order.get(name) or ""))
        if share and (name, kinds) != ("insurance_payer", ("social",)):
            found.append(words + share)
    advance = batch.get("advance_fen")
    if isinstance(advance, int) and advance and order.get("transport_payer") in _SHARES:
        found.append(f"垫付的路费每人{money.plain(advance)}元从工资中扣还")
    needed = ("meals", "lodging", "transport_payer", "insurance_payer")
    whole = all(order.get(name) for name in needed)
    return "；".join(found) if found else _NONE if whole else ""


def digest(found: Mapping[str, str]) -> str:
    """Return the SHA-256 of what was promised, in hex: another one tells of changed terms."""
    words = "\n".join(f"{name}\t{said}" for name, said in found.items())
    return hashlib.sha256(words.encode()).hexdigest()


def _days(batch: Mapping[str, object]) -> str:
    first, last = batch.get("first_day"), batch.get("last_day")
    return f"{first} 至 {last}" if first and last else ""


def _joined(*parts: object) -> str:
    return "，".join(str(part) for part in parts if part)


NONE, SIGNED, CHANGED = "none", "signed", "changed"


def state(signed_on: object, signed_terms: object, now: str) -> str:
    """Return whether a sheet was signed, or was signed with other terms than those of today.

    `signed_terms` and `now` are as `digest` gives them.
    """
    if not signed_on:
        return NONE
    return SIGNED if signed_terms == now else CHANGED
