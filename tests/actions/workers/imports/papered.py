"""Lists of certificates for the tests of imports, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk.actions.workers import certificates
from gigdesk.store import workers as rows
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers import imports

HEAD = (
    *("姓名", "身份证号", "人员类别", "培训工种", "等级", "课时"),
    *("证书编号", "发证机构", "发证日期"),
)
LIU, CHEN, YANG = rosters.number(1), rosters.number(2), rosters.number(3)
WELDER, WELDER_3, NANNY = (
    *("S000043000001234000012", "S000043000001243000015"),
    "S000043000001235000013",
)
TELLING = "intake.finding.certificate_"


def one(
    name: str = "刘桂花",
    number: str = LIU,
    trade: str = "焊工",
    level: str = "四级",
    paper: Any = WELDER,
    *,
    day: Any = "2023-05-01",
) -> list[Any]:
    """Return a row of a list of certificates."""
    return [name, number, "脱贫人口", trade, level, 80, paper, "青山培训学校", day]


def book(path: Path, *listed: Sequence[Any], head: Sequence[str] = HEAD, title: str = "") -> Path:
    """Write such a list, perhaps with a title over it."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in ([title] if title else [], list(head), *map(list, listed)):
        if row:
            page.append(row)
    made.save(path)
    return path


def held(desk: Desk, number: str = LIU) -> list[dict[str, Any]]:
    """Return the certificates of somebody, in the order of writing."""
    found = rows.belongings.find_of_many(
        desk.store, "certificate", [rosters.person(desk, number)["id"]]
    )
    return [row for some in found.values() for row in some]


def every(desk: Desk) -> int:
    """Count the certificates of the desk."""
    return int(desk.store.value("SELECT count(*) FROM certificate"))


def numbers(desk: Desk, number: str = LIU) -> list[str]:
    """Return the numbers of the certificates of somebody."""
    return [row["certificate_no"] for row in held(desk, number)]


def said(seen: imports.Preview) -> dict[str, list[str]]:
    """Return what is told of certificates, and of which rows."""
    return {
        told.code.removeprefix(TELLING).removeprefix("findings.certificate."): told.rows
        for told in seen.told.warnings
        if told.code.startswith((TELLING, "findings.certificate.", "findings.date."))
    }


def know(desk: Desk, tmp_path: Path, *listed: Sequence[Any]) -> None:
    """Register people without certificates."""
    listed = listed or (["刘桂花", LIU], ["陈秀英", CHEN])
    rosters.take(desk, book(tmp_path / "known.xlsx", *listed, head=("姓名", "身份证号")))


def add(desk: Desk, number: str = LIU, **values: Any) -> bytes:
    """Record a certificate by hand."""
    given = {"kind": "2", "certificate_no": WELDER, **values}
    person = rosters.person(desk, number)
    return certificates.add_certificate(desk, worker_id=person["id"], values=given)[0]
