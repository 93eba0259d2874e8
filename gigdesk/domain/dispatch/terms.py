"""What stands in the marks of a contract: taken from employer, order, batch and person.

Nothing is invented. A term that order, employer or person leave open is a gap: either the contract
is not made, or, where the law lets the two parties write it in themselves, a line for the pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.domain.orders import terms as stated
from gigdesk.domain.workers import ages, codes, names

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

LABOUR, SERVICE = "labour", "service"
OVERAGE, PART_TIME, PIECE_OF_WORK, SHARED = "overage", "parttime", "work", "shared"

# Which template an order's form of employment asks for.
KIND_OF_FORM = {
    stated.LABOUR: LABOUR,
    stated.LABOUR_DISPATCH: LABOUR,
    stated.PART_TIME: PART_TIME,
    stated.SERVICE: SERVICE,
    stated.OVERAGE: OVERAGE,
    stated.PIECE_OF_WORK: PIECE_OF_WORK,
    stated.SHARED: SHARED,
}

_UNITS = {
    "day": "天",
    "hour": "小时",
    "month": "月",
    "piece": "件",
    "package": "全部工作",
    "kg": "公斤",
    "mu": "亩",
}
_CYCLES = {
    "day": "日结",
    "week": "周结",
    "half_month": "半月结",
    "month": "月结",
    "season": "季结",
    "end": "完工后一次结清",
}
_MEALS = {stated.FREE: "免费提供伙食", stated.NOT_PROVIDED: "不提供伙食"}
_LODGING = {stated.FREE: "免费提供住宿", stated.NOT_PROVIDED: "不提供住宿"}
_TRANSPORT = {
    stated.EMPLOYER: "往返交通费由甲方承担",
    stated.WORKER: "往返交通费由乙方承担",
    stated.HALF: "往返交通费由甲乙双方各承担一半",
}
_ADVANCES = {"employer": "由甲方先行垫付", "station": "由服务站先行垫付", "none": "不垫付"}
_INSURANCES = {
    "social": "参加社会保险",
    "injury": "参加工伤保险",
    "accident": "人身意外伤害保险",
    "liability": "雇主责任保险",
}
_PREMIUMS = {
    stated.EMPLOYER: "保险费由甲方承担",
    stated.WORKER: "保险费由乙方承担",
    stated.HALF: "保险费由甲乙双方各承担一半",
}
# Contributions to social insurance are shared as the law says, whoever pays the rest.
_ONLY_SOCIAL = "缴费按照国家和当地规定由双方分别承担"
_NO_HAZARDS = "本岗位不接触职业病危害因素"
_BY_HAND = "＿＿＿＿＿＿＿＿＿＿"

# 民法典 art. 470 lets the parties of a service or part-time agreement settle everything but the
# work itself as they like, and art. 510 even later: whatever they agree on at the table may be
# written in. A labour contract is final only with all of 劳动合同法 art. 17 in it, and the
# agreement with somebody over age follows it (domain 4.5), so these two have no line for the pen.
PEN_MARKS = (
    "employer_address",
    "employer_representative",
    "worker_address",
    "worker_document",
    "hours",
    "rest",
    "pay_cycle",
    "pay_day",
    "pay_method",
    "insurance",
    "protection",
    "hazards",
    "lodging",
    "transport",
)
_OF_LABOUR = ("hours", "rest", "insurance", "protection", "hazards", "lodging", "transport")
_OF_GOODS = ("quantity", "quality", "materials", "delivery", "acceptance")
_OF_THE_LENDER = ("lender_name", "lender_address", "lender_representative", "settlement")
# Pay of part-time work is settled within fifteen days (劳动合同法 art. 72): no line for that.
_PENS: dict[str, tuple[str, ...]] = {
    SERVICE: PEN_MARKS,
    PART_TIME: tuple(mark for mark in PEN_MARKS if mark not in ("pay_cycle", "hours")),
    # Who takes on a piece of work keeps his own hours; the paper strikes through what is not said.
    PIECE_OF_WORK: (*(mark for mark in PEN_MARKS if mark not in _OF_LABOUR), *_OF_GOODS),
    SHARED: (*PEN_MARKS, *_OF_THE_LENDER),
}
_ALL_PENS = dict.fromkeys(mark for marks in _PENS.values() for mark in marks)


def pay_words(order: Mapping[str, object], name: str = "pay_fen") -> str:
    """Return the pay terms in words: `160.00元/天`; empty where the order names no figure."""
    fen = order.get(name)
    if not isinstance(fen, int):
        return ""
    said = str(order.get("pay_unit") or order.get("pay_kind") or "")
    unit = _UNITS.get(said, said if order.get("pay_unit") else "")
    return f"{money.plain(fen)}元/{unit}" if unit else f"{money.plain(fen)}元"


def kind_for(order: Mapping[str, object]) -> str:
    """Return the kind of template an order asks for; a service agreement where it leaves that open.

    Callers say so to the clerk: the form of employment is hers and the employer's to choose.
    """
    return KIND_OF_FORM.get(str(order.get("employment_form") or ""), SERVICE)


def fitting(
    kind: str,
    birth: str,
    sex: str | None,
    first_day: datetime.date,
    *,
    rules: tuple[ages.RetirementRule, ...],
) -> str:
    """Return the kind of contract that fits somebody's age on the first working day.

    An employment relationship ends at the statutory retirement age (劳动合同法实施条例 art. 21), so
    from then on the agreement for people over age takes its place, and nobody younger may sign
    that one. A service agreement and work by the piece are open to all ages, and so are both kinds
    to somebody of whom it cannot be said: a woman between the two ages. `rules` are those of
    `ages.retirement_rules`.
    """
    retired = ages.is_retired(birth, sex, first_day, rules=rules)
    if retired and kind in (LABOUR, PART_TIME):
        return OVERAGE
    return LABOUR if retired is False and kind == OVERAGE else kind


def allows(order: Mapping[str, object], kind: str, age: int | None) -> bool:
    """Say whether an order may also be filled with a contract of this other kind.

    Its ages must take the person in, and its insurance must be one that this kind can have: social
    insurance under a labour contract, work injury insurance above the age for that (domain 4.5).
    """
    wanted = {LABOUR: "social", OVERAGE: "injury"}.get(kind, "")
    least, most = order.get("age_min"), order.get("age_max")
    fits = age is not None and not (
        (isinstance(least, int) and age < least) or (isinstance(most, int) and age > most)
    )
    return fits and wanted in stated.insurance_kinds(order.get("insurance_kinds"))


def values(
    kind: str,
    *,
    employer: Mapping[str, object],
    order: Mapping[str, object],
    batch: Mapping[str, object],
    worker: Mapping[str, object],
    station: str,
    longest_probation: int = 0,
) -> dict[str, str]:
    """Return mark → words for one contract; a mark that nobody stated is left out.

    The rows come as the store keeps them (codes, ISO days, fen). `longest_probation` is the most
    days of probation that the law lets the term have, see `orders.limits.longest_probation`.
    """
    found = {
        **_employer(employer),
        **_worker(worker),
        **_work(order, batch),
        **_pay(order),
        **_safety(order),
        **(_probation(order, batch, longest_probation) if kind == LABOUR else {}),
        "hours_kind": order.get("hours_kind") if kind == LABOUR else None,
        "station": station,
        "bank_account": worker.get("bank_account") if order.get("pay_method") == "bank" else None,
        "copies": "三" if kind == SHARED else "两",
    }
    return {mark: str(value).strip() for mark, value in found.items() if value}


def _employer(row: Mapping[str, object]) -> dict[str, object]:
    return {
        "employer_name": row.get("name"),
        "employer_code": row.get("uscc") or row.get("old_licence_no"),
        "employer_address": row.get("address"),
        "employer_representative": row.get("legal_representative"),
        "employer_phone": row.get("contact_phone"),
    }


def _worker(row: Mapping[str, object]) -> dict[str, object]:
    contact = " ".join(
        str(row[name]) for name in ("emergency_name", "emergency_phone") if row.get(name)
    )
    village = "".join(str(row[name]) for name in ("town", "village") if row.get(name))
    return {
        "worker_name": names.on_paper(row),
        "worker_name_image": row.get("name_image_sha256"),
        "worker_sex": codes.label("sex", str(row.get("sex") or "")),
        "worker_birth": row.get("birth_date"),
        "worker_document": codes.label("doc_kind", str(row.get("doc_kind") or "")),
        "worker_number": row.get("doc_no"),
        "worker_address": row.get("address") or row.get("hukou_address") or village,
        "worker_phone": row.get("phone"),
        "emergency_contact": contact,
    }


def _work(order: Mapping[str, object], batch: Mapping[str, object]) -> dict[str, object]:
    """Return term, work, place and hours; the days of a batch are what its order was filled for."""
    days = order.get("days_per_week")
    week = ""
    if isinstance(days, int):
        off = stated.DAYS_OF_A_WEEK - days
        week = f"每周工作{days}日，休息{off}日" if off else f"每周工作{days}日"
    return {
        "term_kind": "fixed",
        "start": batch.get("first_day"),
        "end": batch.get("last_day"),
        "post": order.get("trade"),
        "work": order.get("content") or order.get("trade"),
        "place": order.get("place"),
        "hours": _joined(_hours(order), order.get("shift")),
        "hours_approval": order.get("hours_approval"),
        "rest": _joined(week, order.get("rest")),
    }


def _hours(order: Mapping[str, object]) -> str:
    minutes = order.get("minutes_per_day")
    return f"每日工作{minutes / 60:g}小时" if isinstance(minutes, int) else ""


def _pay(order: Mapping[str, object]) -> dict[str, object]:
    within = order.get("pay_within_days")
    pay_day = ""
    if isinstance(within, int):
        pay_day = f"结算周期结束后{within}日内" if within else "结算周期结束的当日"
    return {
        "pay_kind": "piece" if order.get("pay_kind") == "piece" else "time",
        "pay_rate": pay_words(order),
        "pay_cycle": _CYCLES.get(str(order.get("pay_cycle") or "")),
        "pay_day": pay_day,
        "pay_method": order.get("pay_method"),
    }


def _safety(order: Mapping[str, object]) -> dict[str, object]:
    kinds = stated.insurance_kinds(order.get("insurance_kinds"))
    covered = "、".join(_INSURANCES[one] for one in kinds if one in _INSURANCES)
    payer = _PREMIUMS.get(str(order.get("insurance_payer") or ""))
    if kinds == ("social",):
        payer = _ONLY_SOCIAL
    hazards = order.get("hazards")
    way = _TRANSPORT.get(str(order.get("transport_payer") or ""))
    return {
        # Half a statement is none: the kind of cover and who pays for it belong together.
        "insurance": _joined(covered, payer) if covered and payer else None,
        "hazards": _NO_HAZARDS if hazards == stated.NO_HAZARDS else hazards,
        "protection": order.get("protection"),
        "lodging": _board(order),
        "transport": _joined(way, _ADVANCES.get(str(order.get("transport_advance") or "")))
        if way
        else None,
        "other": "；".join(str(order.get("promise") or "").split("\n")),
    }


def _board(order: Mapping[str, object]) -> str | None:
    """Return meals and bed in words; only where the order states both."""
    found = []
    for name, price, words, charged in (
        ("meals", "meals_day_fen", _MEALS, "提供伙食，每日收费{}元"),
        ("lodging", "lodging_month_fen", _LODGING, "提供住宿，每月收费{}元"),
    ):
        code, fen = str(order.get(name) or ""), order.get(price)
        if code == stated.CHARGED and isinstance(fen, int):
            found.append(charged.format(money.plain(fen)))
        elif code in words:
            found.append(words[code])
        else:
            return None
    return "，".join(found)


def _probation(
    order: Mapping[str, object], batch: Mapping[str, object], longest: int
) -> dict[str, object]:
    """Return what is agreed on probation.

    A term for which the law has none has none (劳动合同法 art. 19); another has what the order
    states, and nothing where it states nothing.
    """
    first = batch.get("first_day")
    days = order.get("probation_days")
    if days == 0 or not longest:
        return {"probation": "no"}
    if not isinstance(days, int):
        return {}
    return {
        "probation": "yes",
        "probation_end": stated.last_of(str(first), days),
        "probation_pay": pay_words(order, "probation_fen"),
    }


def _joined(*parts: object) -> str:
    return "，".join(str(part) for part in parts if part)


def beyond(kind: str, order: Mapping[str, object]) -> bool:
    """Say whether the hours an order states contradict what a contract of this kind prints.

    The agreement with somebody over age and standard hours name eight hours a day and forty a
    week (劳动法 art. 36; domain 4.5).
    """
    standard = kind == LABOUR and order.get("hours_kind") == stated.STANDARD
    return (standard or kind == OVERAGE) and stated.over_standard(order)


def for_the_pen(kind: str, found: Mapping[str, str]) -> dict[str, str]:
    """Return the marks that are left as a line to write on; see `PEN_MARKS` for where and why."""
    return {mark: _BY_HAND for mark in _PENS.get(kind, ()) if not found.get(mark)}


def lines_for_the_pen(found: Mapping[str, str]) -> frozenset[str]:
    """Return the marks that stand as a line to write on, also in a contract printed long ago."""
    return frozenset(mark for mark in _ALL_PENS if found.get(mark) == _BY_HAND)
