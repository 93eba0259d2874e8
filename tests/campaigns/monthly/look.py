"""What an ordinary month's sheet of attendance may look like, drawn by a seeded dice."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

MONTHS = ((2026, 10), (2026, 11))
TITLES = (
    "{year}年{month}月考勤表",
    "青禾合作社{year}年{month}月份务工人员考勤表",
    "{year}年{month:02}月工时统计表",
    "{year}.{month:02}考勤",
    "{month}月记工表",
)
KINDS = ("ticks", "ones", "days", "hours", "halves", "half numbers", "overtime")
LABELLED = frozenset({"halves", "half numbers", "overtime"})
"""Kinds in which a person has two rows, each with a word of what it is."""
TICKED = frozenset({"ticks", "halves", "overtime"})
LEFT = (
    ("姓名",),
    ("序号", "姓名"),
    ("序号", "姓名", "工种"),
    ("班组", "序号", "姓名"),
    ("姓名", "人员类别"),
    ("序号", "职务", "姓名"),
    ("序号", "姓名", "性别", "身份证号"),
    ("序号", "村", "姓名", "联系电话"),
)
TOTALS: tuple[tuple[str, ...], ...] = (
    (),
    ("合计",),
    ("出勤天数", "签字"),
    ("合计", "备注", "签名"),
    ("出勤", "日工资", "应发金额", "签字"),
    ("实际出勤（天）", "备注"),
)
CREWS = (("一组", "二组（采棉）", "三组"), ("管理人员", "务工人员"), ("管理人员", "普工"))
LEGENDS = ("备注：√出勤 休休息 ×旷工", "说明：出勤√，请假△，旷工×")
HEADS = ("{day}", "{day}", "{day}", "{day}日", "{month}.{day}", "{month}月{day}日")
"""How the head of a day is written; the first is a number, the others are words."""
SUFFIXES = ("xlsx", "xlsx", "xlsx", "csv", "xls")


@dataclass(frozen=True, slots=True)
class Look:
    """One sheet's looks; `days` are its columns, of which the month may have fewer.

    `week` is where the row of weekdays stands, `pages` what is repeated at a page's head, `sums`
    the word before the row of sums, where there is one; `repeated` says that names stand in both
    rows of a person, `merged` that they are merged over them and leave over its days; `indent`
    counts empty columns before all.
    """

    year: int
    month: int
    kind: str
    days: int
    title: str
    head: str
    left: tuple[str, ...]
    label: str | None
    totals: tuple[str, ...]
    week: str
    crews: tuple[str, ...]
    pages: str
    sums: str | None
    legend: str
    suffix: str
    merged: bool
    repeated: bool
    half: float
    unit: bool
    signed: bool
    spare: int
    indent: int

    @property
    def last(self) -> int:
        """Return the last day of the month that the sheet has a column for."""
        return min(self.days, calendar.monthrange(self.year, self.month)[1])

    @property
    def names_year(self) -> bool:
        """Say whether the title says the whole month; else it is told beside the file."""
        return "{year}" in self.title


def draw(dice: random.Random) -> Look:
    """Draw one sheet's looks."""
    year, month = dice.choice(MONTHS)
    kind, suffix = dice.choice(KINDS), dice.choice(SUFFIXES)
    merged = suffix != "csv" and dice.random() < 0.7
    return Look(
        year=year,
        month=month,
        kind=kind,
        days=dice.choice((30, 30, 31, 31, 15)),
        title=dice.choice(TITLES),
        head=dice.choice(HEADS),
        left=dice.choice(LEFT),
        label=dice.choice(("时段", "类别", "")) if kind in LABELLED else None,
        totals=dice.choice(TOTALS),
        week=dice.choice(("", "", "below", "above" if suffix != "csv" else "")),
        crews=dice.choice(((), (), *CREWS)),
        pages=dice.choice(("", "", "header", "title")),
        sums=dice.choice((None, "合计", "")),
        legend=dice.choice(("", "", *LEGENDS)) if kind in TICKED else "",
        suffix=suffix,
        merged=merged,
        repeated=not merged and dice.random() < 0.4,
        half=dice.choice((0.5, 4.0)),
        unit=dice.random() < 0.3,
        signed=dice.random() < 0.5,
        spare=dice.choice((0, 0, 2)),
        indent=dice.choice((0, 0, 0, 1)),
    )
