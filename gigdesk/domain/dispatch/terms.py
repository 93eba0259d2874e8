"""What stands in the marks of a contract: taken from employer, order, batch and person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.domain.workers import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

LABOUR, SERVICE = "labour", "service"
OVERAGE, PART_TIME, PIECE_OF_WORK, SHARED = "overage", "parttime", "work", "shared"

# Which template an order's form of employment asks for; where it is open, a service agreement.
KIND_OF_FORM = {
    "labour": LABOUR,
    "part_time": PART_TIME,
    "service": SERVICE,
    "contract_work": PIECE_OF_WORK,
    "shared": SHARED,
}

_UNITS = {"day": "天", "hour": "小时", "month": "月", "piece": "件", "package": "全部工作"}
_CYCLES = {"day": "日结", "week": "周结", "half_month": "半月结", "month": "月结", "season": "季结"}

# The station's own wording where an order is silent; each repeats what the law asks for anyway.
_REST = "每周至少休息一日，法定节假日按国家规定安排"
_INSURANCE = {
    LABOUR: "按照国家和当地规定参加社会保险",
    SERVICE: "人身意外伤害保险，自出发之日起至返回之日止",
}
_PROTECTION = "按岗位需要免费提供劳动工具和防护用品，出工前进行安全教育"
_HAZARDS = "经双方确认，本岗位未安排接触职业病危害因素的工作"
_PAY_DAY = "每个结算周期结束后七日"
_BY_HAND = "＿＿＿＿＿＿＿＿＿＿"

# What may be left for the pen on a service agreement (Civil Code art. 470); a labour contract
# needs all of it in print before it is final (Labour Contract Law art. 17).
PEN_MARKS = (
    "employer_address",
    "employer_representative",
    "worker_address",
    "worker_document",
)


def pay_words(order: Mapping[str, object]) -> str:
    """Return the pay terms in words: `160.00元/天`; empty where the order names no figure."""
    fen = order.get("pay_fen")
    if not isinstance(fen, int):
        return ""
    unit = str(order.get("pay_unit") or _UNITS.get(str(order.get("pay_kind")), ""))
    return f"{money.plain(fen)}元/{unit}" if unit else f"{money.plain(fen)}元"


def kind_for(order: Mapping[str, object]) -> str:
    """Return the kind of template an order asks for by its form of employment."""
    return KIND_OF_FORM.get(str(order.get("employment_form") or ""), SERVICE)


def values(
    kind: str,
    *,
    employer: Mapping[str, object],
    order: Mapping[str, object],
    batch: Mapping[str, object],
    worker: Mapping[str, object],
    station: str,
) -> dict[str, str]:
    """Return mark → words for one contract; a mark without words is left out.

    The rows come as the store keeps them (codes, ISO days, fen). Nothing is invented about people
    and employers: where a name or address is missing, so is the mark.
    """
    found = {
        **_employer(employer),
        **_worker(worker),
        **_terms(kind, order, batch),
        "station": station,
        "bank_account": worker.get("bank_account"),
        "pay_method": "bank" if worker.get("bank_account") else "cash",
    }
    return {mark: str(value).strip() for mark, value in found.items() if value}


def _employer(row: Mapping[str, object]) -> dict[str, object]:
    return {
        "employer_name": row.get("name"),
        "employer_code": row.get("uscc") or row.get("old_licence_no"),
        "employer_address": row.get("address"),
        "employer_representative": row.get("legal_representative") or row.get("contact_name"),
        "employer_phone": row.get("contact_phone"),
    }


def _worker(row: Mapping[str, object]) -> dict[str, object]:
    contact = " ".join(
        str(row[name]) for name in ("emergency_name", "emergency_phone") if row.get(name)
    )
    return {
        "worker_name": row.get("printed_name") or row.get("name"),
        "worker_sex": codes.label("sex", str(row.get("sex") or "")),
        "worker_birth": row.get("birth_date"),
        "worker_document": codes.label("doc_kind", str(row.get("doc_kind") or "")),
        "worker_number": row.get("doc_no"),
        "worker_address": row.get("address") or row.get("hukou_address") or row.get("village"),
        "worker_phone": row.get("phone"),
        "emergency_contact": contact,
    }


def _terms(
    kind: str, order: Mapping[str, object], batch: Mapping[str, object]
) -> dict[str, object]:
    minutes = order.get("minutes_per_day")
    hours = f"每日{minutes / 60:g}小时" if isinstance(minutes, int) else ""
    boarding = "，".join(str(order[name]) for name in ("meals", "lodging") if order.get(name))
    return {
        "term_kind": "fixed",
        "probation": "no" if kind == LABOUR else None,
        "start": batch.get("first_day"),
        "end": batch.get("last_day"),
        "post": order.get("trade"),
        "work": order.get("content") or order.get("trade"),
        "place": order.get("place"),
        "hours_kind": "standard" if kind == LABOUR else None,
        "hours": order.get("shift") or hours or "每日不超过8小时",
        "rest": _REST,
        "pay_kind": "piece" if order.get("pay_kind") == "piece" else "time",
        "pay_rate": pay_words(order),
        "pay_cycle": _CYCLES.get(str(order.get("pay_cycle")), order.get("pay_cycle") or "月结"),
        "pay_day": _PAY_DAY,
        "insurance": _INSURANCE.get(kind, _INSURANCE[SERVICE]),
        "protection": _PROTECTION,
        "hazards": None if order.get("hazardous") else _HAZARDS,
        "lodging": boarding or "双方另行商定",
        "transport": order.get("transport_payer") or "双方另行商定",
        "copies": "两" if kind != SHARED else "三",
    }


def for_the_pen(kind: str, found: Mapping[str, str]) -> dict[str, str]:
    """Return the marks that are left as a line to write on, for kinds where that is allowed."""
    if kind == LABOUR:
        return {}
    return {mark: _BY_HAND for mark in PEN_MARKS if not found.get(mark)}
