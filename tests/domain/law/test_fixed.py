"""The law where it has no figure: what an order, an employer or a list may never say, and may."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.domain.dispatch import covers, products, vehicles
from gigdesk.domain.office import rules
from gigdesk.domain.orders import diligence, fees, limits, relation, review, terms
from gigdesk.domain.orders.employers import Employer, EmployerId
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime.date(2026, 10, 1)
LAST = datetime.date(2026, 11, 30)
BOOK = rules.book(rules.DEFAULTS)
EMPLOYER = Employer(EmployerId(b"e" * 16), 1, "青禾合作社")
ORDER: dict[str, Any] = {
    "employment_form": "labour",
    "minutes_per_day": 480,
    "pay_kind": "day",
    "pay_fen": 16_000,
    "pay_cycle": "month",
    "from_day": DAY.isoformat(),
    "to_day": LAST.isoformat(),
}
PRODUCT = products.Product(b"p", "团体意外险", 16, 65, (1, 2, 3))
ENTRY = covers.Entry(
    b"w", DAY.isoformat(), LAST.isoformat(), "王小丁", doc_no="x", birth_date="1985-03-02"
)


def ordered(*codes: str, **changes: object) -> bool:
    """Return whether an order with these terms is refused by one of these findings."""
    found = terms.check({**ORDER, **changes})
    return bool({one.code.rsplit(".", 1)[-1] for one in found} & set(codes))


def open_point(name: str, **changes: object) -> bool:
    """Return whether words of an order speak against this point of its review."""
    known = review.Known(EMPLOYER, diligence.Asked(DAY, LAST, 60), law=limits.limits(BOOK, DAY))
    found = review.points({**ORDER, **changes}, known)
    point = next(one for one in found if one.name == name)
    return any(one.level != findings.INFORMATION for one in point.why)


def unlicensed(number: str, to: str) -> bool:
    """Return whether labour dispatch of an employer with this licence is forbidden."""
    employer = dataclasses.replace(EMPLOYER, dispatch_licence_no=number, dispatch_licence_to=to)
    asked = diligence.Asked(DAY, LAST, 60, terms.LABOUR_DISPATCH)
    found = diligence.dispatch_concern(employer, asked)
    return any(one.level == findings.ERROR for one in found)


def suggested(answers: str) -> str:
    """Return the form of employment that six answers suggest."""
    law = limits.limits(BOOK, DAY)
    return relation.suggest(relation.read(answers), ORDER, law).form


def uninsurable(**changes: Any) -> bool:
    """Return whether an insurer's product does not take somebody."""
    entry = dataclasses.replace(ENTRY, **{"occupation_class": 3, **changes})
    return bool(covers.problems(entry, PRODUCT))


def over_seated(seat: int) -> bool:
    """Return whether a coach of four legal seats has no such seat for a guest."""
    coach = vehicles.Vehicle(b"v", 4, 1)
    return bool(vehicles.clash((), coach, seat, b"m"))


FIXED: tuple[tuple[str, str, Callable[[], bool], Callable[[], bool]], ...] = (
    (
        "4.1",
        "no_deposit",
        lambda: open_point("no_deposit", promise="不收押金"),
        lambda: open_point("no_deposit", promise="每人交押金200元"),
    ),
    (
        "4.1",
        "no_papers_kept",
        lambda: open_point("no_papers_kept", note="本人保管身份证"),
        lambda: open_point("no_papers_kept", note="身份证原件由带队保管"),
    ),
    (
        "4.1",
        "dispatch_licence",
        lambda: unlicensed("4399012024", LAST.isoformat()),
        lambda: unlicensed("", ""),
    ),
    (
        "4.1",
        "dispatch_short",
        lambda: unlicensed("4399012024", "2026-12-31"),
        lambda: unlicensed("4399012024", "2026-11-29"),
    ),
    (
        "4.2",
        "probation_elsewhere",
        lambda: ordered("probation_elsewhere", probation_days=0, employment_form="part_time"),
        lambda: ordered("probation_elsewhere", probation_days=7, employment_form="part_time"),
    ),
    (
        "4.4",
        "pay_method",
        lambda: ordered("no_such_choice", pay_method="bank"),
        lambda: ordered("no_such_choice", pay_method="goods"),
    ),
    (
        "4.5",
        "cover_class",
        lambda: uninsurable(occupation_class=3),
        lambda: uninsurable(occupation_class=4),
    ),
    (
        "4.5",
        "cover_old",
        lambda: uninsurable(birth_date="1960-10-02"),
        lambda: uninsurable(birth_date="1960-10-01"),
    ),
    (
        "4.6",
        "no_rest_day",
        lambda: ordered("no_rest_day", days_per_week=6),
        lambda: ordered("no_rest_day", days_per_week=7),
    ),
    (
        "4.9",
        "no_worker_fee",
        lambda: open_point("no_worker_fee", note="介绍工作不收服务费"),
        lambda: open_point("no_worker_fee", note="每人交报名费50元"),
    ),
    ("4.9", "no_seat", lambda: over_seated(3), lambda: over_seated(4)),
)


@pytest.mark.parametrize(
    ("passing", "refused"),
    [row[2:] for row in FIXED],
    ids=[f"{section}-{rule}" for section, rule, *_ in FIXED],
)
def test_the_law_lets_one_pass_and_refuses_the_other(
    passing: Callable[[], bool], refused: Callable[[], bool]
) -> None:
    assert not passing()
    assert refused()


def test_work_under_a_foreman_is_no_piece_of_work_and_handicraft_at_home_is() -> None:
    assert suggested("111111") == terms.LABOUR
    assert suggested("222222") == terms.PIECE_OF_WORK
    assert suggested("333333") == ""


def test_no_model_of_a_fee_can_name_the_worker_as_payer() -> None:
    assert not [name for name in fees.FIELDS if "payer" in name or "worker" in name]
