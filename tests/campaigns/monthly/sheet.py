"""Draws a month's sheet of attendance as crews keep it, and knows what each day of it is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.campaigns.corpus import writers
from tests.campaigns.corpus.model import Page, Value
from tests.campaigns.monthly.look import LABELLED, Look

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from pathlib import Path

WEEKDAYS = "一二三四五六日"
WHOLE, HALF, REST, LEAVE, ABSENT, NONE = "whole", "half", "rest", "leave", "absent", "none"
DAYS_OF = {WHOLE: 1.0, HALF: 0.5}
SIGNS: dict[str, dict[str, Value]] = {
    "ticks": {WHOLE: "√", HALF: "半", REST: "休", LEAVE: "假", ABSENT: "×"},
    "ones": {WHOLE: 1, HALF: 0.5, REST: "休", LEAVE: "事假", ABSENT: "旷"},
    "days": {WHOLE: 1, HALF: 0.5},
    "hours": {WHOLE: 8, HALF: 4},
}
PLAIN_HOURS = 8
PAY = 160
OVERTIME_HOURS = (0, 0, 0, 2, 3)
POSTS = ("负责人", "统计员", "工人", "联系人")
UNFILLED = frozenset({"签字", "签名", "备注"})
LONGEST_LEAVE = 6
CREW_SIZE = 3
"""A new page or crew begins after so many people."""

Due = tuple[int, str, int]
"""What a day must become: quarters of a day, the mark, minutes of overtime."""


@dataclass(slots=True)
class Sheet:
    """A sheet and, by name and day of the month, what must be stored of it."""

    look: Look
    page: Page = field(default_factory=lambda: Page("考勤"))
    due: dict[tuple[str, int], Due] = field(default_factory=dict)

    def write(self, stem: Path) -> Path:
        """Write the sheet in its kind of file; return the file."""
        path = stem.with_suffix(f".{self.look.suffix}")
        if self.look.suffix == "xlsx":
            writers.openpyxl_book(path, [self.page])
        elif self.look.suffix == "csv":
            writers.text_file(path, self.page, encoding="gb18030", delimiter=",")
        else:
            writers.html_file(path, self.page)
        return path


def draw(look: Look, people: Mapping[str, str], dice: random.Random) -> Sheet:
    """Draw the sheet of these people, document numbers by name."""
    return _Pen(look, people, dice).draw()


class _Pen:
    """Writes one sheet from its title down."""

    def __init__(self, look: Look, people: Mapping[str, str], dice: random.Random) -> None:
        self.look, self.people, self.dice = look, people, dice
        self.sheet = Sheet(look)
        self.rows, self.merge = self.sheet.page.rows, self.sheet.page.merge
        self.columns = range(1, look.days + 1)
        self.off = len(look.left) + (look.label is not None)
        self.sums: defaultdict[int, float] = defaultdict(float)

    def draw(self) -> Sheet:
        """Write everything in the order of the paper."""
        self._title()
        if self.look.unit:
            self.rows.append(["单位：青禾合作社", "", "", "填报日期：2026年12月2日"])
        self._head()
        for at, name in enumerate(self.people):
            self._before(at)
            self._person(at, name)
        self._foot(len(self.people))
        self.sheet.page.indent(self.look.indent)
        return self.sheet

    def _title(self) -> None:
        look = self.look
        self.rows.append([look.title.format(year=look.year, month=look.month)])

    def _head(self) -> None:
        """Write the heads of the columns, with the weekdays above or below where it has them."""
        look = self.look
        left: list[Value] = [*look.left, *([] if look.label is None else [look.label])]
        days = [self._day_head(day) for day in self.columns]
        first = _first_weekday(look) - 2  # the day of the month counts from 1, so does the week
        week: list[Value] = [
            WEEKDAYS[(first + day) % len(WEEKDAYS)] if day <= look.last else ""
            for day in self.columns
        ]
        blank: list[Value] = [""] * self.off
        if look.week == "above":
            self.rows.append([*left, *week])
            self.rows.append([*blank, *days, *look.totals])
        else:
            self.rows.append([*left, *days, *look.totals])
        if look.week == "below":
            self.rows.append([*blank, *week])
        if look.week:
            for column in range(self.off):
                self.merge(len(self.rows) - 2, column, len(self.rows) - 1, column)

    def _day_head(self, day: int) -> Value:
        look = self.look
        return day if look.head == "{day}" else look.head.format(month=look.month, day=day)

    def _before(self, at: int) -> None:
        """Write what stands above a person: the name of the crew, or the head of a page."""
        look = self.look
        if look.crews and at % CREW_SIZE == 0 and at // CREW_SIZE < len(look.crews):
            self.rows.append([look.crews[at // CREW_SIZE]])
        if look.pages and at and at % CREW_SIZE == 0:
            if self.dice.random() < 0.5:
                self.rows.append(["本页合计"])
            if look.pages == "title":
                self._title()
            self._head()

    def _person(self, at: int, name: str) -> None:
        worked = {day: self._day() for day in range(1, self.look.last + 1)}
        gone = self._gone()
        worked.update(dict.fromkeys(gone, LEAVE))
        total = sum(DAYS_OF.get(one, 0.0) for one in worked.values())
        told: dict[str, Value] = {
            "姓名": name,
            "序号": at + 1,
            "工种": "采棉",
            "班组": "一组" if at < CREW_SIZE else "二组",
            "人员类别": "管理人员" if at == 0 else "普工",
            "职务": self.dice.choice(POSTS),
            "性别": "男",
            "身份证号": self.people[name],
            "村": "石桥村",
            "联系电话": f"1380000{at:04}",
        }
        left: list[Value] = [told[head] for head in self.look.left]
        is_days = self.look.kind != "hours"
        known: dict[str, Value] = {"日工资": PAY, "应发金额": total * PAY}
        sums: list[Value] = [
            known.get(head, "" if head in UNFILLED or not is_days else total)
            for head in self.look.totals
        ]
        for day, one in worked.items():
            self.sums[day] += DAYS_OF.get(one, 0.0)
        if self.look.kind in LABELLED:
            self._two_rows(name, left, worked, sums)
        else:
            cells = self._one_row(name, worked)
            if gone:
                cells[gone[0] : gone[-1]] = [""] * (len(gone) - 1)
                row, first = len(self.rows), self.off + gone[0] - 1
                self.merge(row, first, row, first + len(gone) - 1)
            self.rows.append([*left, *cells, *sums])

    def _day(self) -> str:
        kinds = (WHOLE, HALF, REST, LEAVE, ABSENT, NONE)
        return self.dice.choices(kinds, (78, 8, 5, 2, 1, 6))[0]

    def _gone(self) -> range:
        """Return days of leave that are written once, in a cell merged over all of them."""
        if self.look.kind != "ticks" or not self.look.merged or self.dice.random() < 0.6:
            return range(0)
        first = self.dice.randint(1, self.look.last - LONGEST_LEAVE)
        return range(first, first + self.dice.randint(2, LONGEST_LEAVE))

    def _one_row(self, name: str, worked: dict[int, str]) -> list[Value]:
        """Return the cells of somebody whose days stand in one row."""
        signs, cells = SIGNS[self.look.kind], list[Value]()
        for day in self.columns:
            is_one = worked.get(day, NONE)
            sign = signs.get(is_one, "")
            if sign == PLAIN_HOURS and self.dice.random() < 0.25:
                more = self.dice.choice((1, 2))
                cells.append(PLAIN_HOURS + more)
                self._due(name, day, is_one, more)
                continue
            cells.append(sign)
            if sign != "":
                self._due(name, day, is_one)
        return cells

    def _due(self, name: str, day: int, worked: str, hours: int = 0) -> None:
        mark = worked if worked in {REST, LEAVE, ABSENT} else ""
        self.sheet.due[name, day] = (int(DAYS_OF.get(worked, 0.0) * 4), mark, hours * 60)

    def _two_rows(
        self, name: str, left: list[Value], worked: dict[int, str], sums: list[Value]
    ) -> None:
        """Write somebody with a second row: the afternoons, or hours beyond the days."""
        look = self.look
        if look.kind == "overtime":
            words, (first, second) = ("出勤", "加班小时"), self._overtime(name, worked)
        else:
            words, (first, second) = ("上午", "下午"), self._halves(name, worked)
        again = left if look.repeated else [""] * len(left)
        self.rows.append([*left, words[0], *first, *sums])
        self.rows.append([*again, words[1], *second])
        if look.merged:
            for column in range(len(left)):
                self.merge(len(self.rows) - 2, column, len(self.rows) - 1, column)

    def _halves(self, name: str, worked: dict[int, str]) -> tuple[list[Value], list[Value]]:
        """Return the cells of mornings and of afternoons."""
        sign: Value = "√" if self.look.kind == "halves" else self.look.half
        mornings, afternoons = list[Value](), list[Value]()
        for day in self.columns:
            is_one = worked.get(day, NONE)
            early = is_one == WHOLE or (is_one == HALF and self.dice.random() < 0.5)
            mornings.append(sign if early else "")
            late = is_one == WHOLE or (is_one == HALF and not early)
            afternoons.append(sign if late else "")
            if early or late:
                self._due(name, day, is_one)
        return mornings, afternoons

    def _overtime(self, name: str, worked: dict[int, str]) -> tuple[list[Value], list[Value]]:
        """Return the cells of days and of hours beyond them."""
        ticks, beyond = list[Value](), list[Value]()
        for day in self.columns:
            is_one = worked.get(day, NONE)
            hours = self.dice.choice(OVERTIME_HOURS) if is_one == WHOLE else 0
            ticks.append({WHOLE: "√", HALF: "半"}.get(is_one, ""))
            beyond.append(hours or "")
            if is_one in {WHOLE, HALF}:
                self._due(name, day, is_one, hours)
        return ticks, beyond

    def _foot(self, people: int) -> None:
        """Write what stands below the people."""
        look = self.look
        if look.sums is not None and look.kind in {"ticks", "ones", "days"}:
            sums: list[Value] = [self.sums[day] if day <= look.last else "" for day in self.columns]
            self.rows.append([look.sums, *[""] * (self.off - 1), *sums])
        if "序号" in look.left:
            for more in range(look.spare):
                self.rows.append(
                    [people + more + 1 if head == "序号" else "" for head in look.left]
                )
        if look.legend:
            self.rows.append([look.legend])
        if look.signed:
            self.rows.append(["填报人：张三", "", "", "", "审核人：李四"])


def _first_weekday(look: Look) -> int:
    return dt.date(look.year, look.month, 1).isoweekday()
