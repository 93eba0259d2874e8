"""Several rows of a list about one person who is known, of which some say less than others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


FULL = "湖南省永州市蓝山县塔峰镇石桥村3组12号"
BANK = "中国农业银行蓝山县支行"


@pytest.mark.parametrize(
    ("known", "rows", "changes"),
    [
        # Nothing of what says less than is known is laid over it for the next row.
        ((FULL, BANK), [("石桥村", ""), ("石桥村3组", "")], [{}, {}]),
        ((FULL, BANK), [("", "农行"), ("", "农业银行蓝山县")], [{}, {}]),
        ((FULL, BANK), [("石桥村3组", "农行"), (FULL, BANK)], [{}, {}]),
        (
            ("塔峰镇石桥村", BANK),
            [("石桥村", ""), ("塔峰镇石桥村3组", "")],
            [{}, {"hukou_address": ("塔峰镇石桥村", "塔峰镇石桥村3组")}],
        ),
        # What was taken of an earlier row stands before the later one, as ever.
        (
            ("塔峰镇石桥村", BANK),
            [("塔峰镇石桥村3组", ""), (FULL, "")],
            [
                {"hukou_address": ("塔峰镇石桥村", "塔峰镇石桥村3组")},
                {"hukou_address": ("塔峰镇石桥村3组", FULL)},
            ],
        ),
    ],
)
def test_what_an_earlier_row_says_less_of_is_not_laid_over_what_is_known(
    desk: Desk,
    tmp_path: Path,
    known: tuple[str, str],
    rows: list[tuple[str, str]],
    changes: list[dict[str, tuple[str, str]]],
) -> None:
    head = ("姓名", "身份证号码", "户籍地址", "开户银行")
    person = ["刘桂花", rosters.number(1)]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [[*person, *known]], head))
    path = rosters.book(tmp_path / "b.xlsx", [[*person, *row] for row in rows], head)
    seen = rosters.look(desk, path)
    lines = [one for kind in imports.KINDS for one in imports.lines_of(desk, seen, kind, 0, 9)]
    told = [
        {one.field: (one.before, one.after) for one in line.changes}
        for line in sorted(lines, key=lambda one: one.where)
    ]
    assert told == changes
    rosters.take(desk, path)
    stored = rosters.person(desk, rosters.number(1))
    assert stored["bank_name"] == BANK
    assert stored["hukou_address"] == next(
        (after for one in reversed(changes) for _, after in one.values()), known[0]
    )
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": len(rows)}
