"""Two lists pasted below each other are read each under its own header, ours as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import i18n
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ONE = ("序号", "姓名", "身份证号码", "村")
TWO = ("序号", "村", "身份证号码", "姓名", "联系电话", "民族")
FIRST, SECOND = rosters.number(11), rosters.number(13)


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language once."""
    before = i18n.language()
    i18n.use(request.param)
    yield request.param
    i18n.use(before)


def returned(desk: Desk, path: Path, head: tuple[str, ...], row: list[Any]) -> list[list[Any]]:
    """Return the cells of a workbook with one wrong row, as it goes back."""
    seen = rosters.look(desk, rosters.book(path, [row], head))
    imports.return_previewed(seen, path.with_suffix(".back.xlsx"))
    page = openpyxl.load_workbook(path.with_suffix(".back.xlsx")).worksheets[0]
    return [list(one) for one in page.iter_rows(values_only=True)]


def stacked(path: Path, rows: list[list[Any]]) -> Path:
    """Write rows as they stand."""
    return rosters.book(path, rows[1:], rows[0])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_returned_workbooks_pasted_together_are_read_each_under_its_own_header(
    desk: Desk, tmp_path: Path, language: str, order: tuple[int, int]
) -> None:
    rosters.add_places(desk, ("青山镇", "桐溪村"))
    lists = [
        returned(desk, tmp_path / "a.xlsx", ONE, [1, "刘桂花", FIRST[:-1], "桐溪村"]),
        returned(
            desk,
            tmp_path / "b.xlsx",
            TWO,
            [1, "桐溪村", SECOND[:-1], "陈秀英", "13900000812", "苗族"],
        ),
    ]
    lists[0][1][2], lists[1][1][2] = FIRST, SECOND
    path = stacked(tmp_path / f"{language}.xlsx", [*lists[order[0]], *lists[order[1]]])
    seen = rosters.look(desk, path)
    assert (seen.counts["new"], seen.rows, seen.skipped) == (2, 2, {"header": 2})
    assert imports.unread(seen.reading) == []
    assert [
        (seen.reading.entry(at).reading.name, seen.reading.entry(at).reading.village)
        for at in order
    ] == [("刘桂花", "桐溪村"), ("陈秀英", "桐溪村")]


def test_what_was_chosen_for_the_first_header_does_not_hold_below_another(
    desk: Desk, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [list(ONE), [1, "刘桂花", FIRST, "桐溪村"], list(TWO)]
    rows += [[1, "桐溪村", SECOND, "陈秀英", "13900000812", "苗族"]]
    opened = imports.open_file(desk, stacked(tmp_path / "s.xlsx", rows))
    chosen = {1: "name", 2: "doc_no", 3: "address"}
    reading = imports.read(opened, today=desk.clock.today(), mapping=chosen)
    second = reading.entry(1).reading
    assert (second.name, second.given.get("address"), second.given["phone"]) == (
        "陈秀英",
        "桐溪村",
        "13900000812",
    )


@pytest.mark.parametrize(
    "row",
    [
        ["桐溪村", SECOND, "", "陈秀英"],
        ["13900000231", SECOND, "", "桐溪村"],
        ["请于本月底前交齐，逾期不予受理。", SECOND, "", "桐溪村"],
        ["陈秀英", SECOND, "桐溪村", "13900000812"],
    ],
)
def test_a_row_whose_cells_stand_astray_waits_for_somebody_to_look(
    desk: Desk, tmp_path: Path, row: list[str]
) -> None:
    seen = rosters.look(desk, rosters.book(tmp_path / "a.xlsx", [row, *rosters.crowd(12)]))
    assert (seen.counts["undecided"], seen.counts["new"]) == (1, 12)
    assert seen.told.reasons[0].code in {"findings.row.name_astray", "findings.row.cells_astray"}


def test_somebody_who_is_called_like_a_village_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    seen = rosters.look(
        desk, rosters.book(tmp_path / "a.xlsx", [["王新村", SECOND, "13900000812", "桐溪村"]])
    )
    assert seen.counts["new"] == 1


def test_columns_chosen_by_hand_are_not_unsure_any_more(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号码", "乙", "村")
    opened = imports.open_file(desk, rosters.book(tmp_path / "a.xlsx", rosters.crowd(3), head))
    today = desk.clock.today()
    assert [one.index for one in imports.unsure(imports.read(opened, today=today))] == [2]
    assert imports.unsure(imports.read(opened, today=today, mapping={2: "phone"})) == []


def test_a_column_that_only_a_further_header_has_is_told_by_its_own_letter(
    desk: Desk, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [list(ONE), [1, "刘桂花", FIRST, "桐溪村"], [*TWO, "座右铭"]]
    rows += [[1, "桐溪村", SECOND, "陈秀英", "13900000812", "苗族", "勤"]]
    opened = imports.open_file(desk, stacked(tmp_path / "s.xlsx", rows))
    reading = imports.read(opened, today=desk.clock.today())
    found = [(reading.lettered(one), one.header) for one in imports.unread(reading)]
    assert json.dumps(found) == json.dumps([["G", "座右铭"]])


def test_who_has_only_half_of_a_name_waits_and_nobody_is_made(desk: Desk, tmp_path: Path) -> None:
    numbers = [rosters.number(at) for at in (1, 2, 3)]
    halves = (("刘", ""), ("欧阳", "秀兰"), ("陈大明", ""))
    people = [[*half, number] for half, number in zip(halves, numbers, strict=True)]
    path = rosters.book(tmp_path / "a.xlsx", people, ("姓", "名", "身份证号码"))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"new": 2, "undecided": 1}
    (line,) = imports.lines_of(desk, seen, "undecided", 0, 10)
    assert "findings.row.name_half" in [one[0] for one in line.reasons]
    assert rosters.counts(rosters.take(desk, path)) == {"new": 2, "undecided": 1}
    assert [rosters.person(desk, one)["name"] for one in numbers[1:]] == ["欧阳秀兰", "陈大明"]
