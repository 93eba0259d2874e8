"""Numbers of papers that are written one sign to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, OTHER = "44011320141005001X", "360426199101010071"
PHONE = "13812345678"


def spread_out(folder: Path, rows: list[list[str]]) -> reading.Workbook:
    """Write a sheet whose third header is merged over eighteen columns."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["白水村务工登记表"])
    page.append(["序号", "姓名", "公民身份号码", *[""] * 17, "电话", "工种"])
    page.merge_cells(start_row=2, end_row=2, start_column=3, end_column=20)
    for row in rows:
        page.append(row)
    book.save(folder / "spread.xlsx")
    return reading.read(folder / "spread.xlsx")


def people(book: reading.Workbook) -> list[dict[str, str]]:
    """Return the cells of the people by field."""
    plan = roster_in.plans(book)[0]
    found = (row for row in roster_in.rows(plan) if row.skip_reason is None)
    return [{field: cell.text for field, cell in row.cells.items()} for row in found]


def test_a_number_with_one_sign_to_a_cell_is_one_number(tmp_path: Path) -> None:
    rows = [
        ["1", "刘强", *OTHER, PHONE, "普工"],
        ["2", "陈丽", *NUMBER, PHONE, "普工"],
        ["3", "周敏", *OTHER[:15], *[""] * 3, PHONE, "普工"],
        ["4", "何静", *[""] * 18, PHONE, "普工"],
    ]
    found = people(spread_out(tmp_path, rows))
    assert [one.get("doc_no") for one in found] == [OTHER, NUMBER, OTHER[:15], None]
    assert {one["phone"] for one in found} == {PHONE}


def test_the_further_cells_are_said_to_be_part_of_the_number(tmp_path: Path) -> None:
    rows = [["1", "刘强", *OTHER, PHONE, "普工"], ["2", "陈丽", *NUMBER, PHONE, "普工"]]
    plan = roster_in.plans(spread_out(tmp_path, [*rows, ["制表人：王会计"]]))[0]
    named = [one.why for one in plan.columns if one.header == "公民身份号码"]
    assert named == ["header", *["spread"] * 17]


def test_the_original_cells_stay_as_they_stood(tmp_path: Path) -> None:
    book = spread_out(tmp_path, [["1", "刘强", *OTHER, PHONE, "普工"]] * 2)
    plan = roster_in.plans(book)[0]
    row = next(one for one in roster_in.rows(plan) if one.skip_reason is None)
    assert "".join(cell.text for cell in row.original()[2:20]) == OTHER


def test_a_figure_of_another_column_is_no_part_of_a_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (
        ["姓名", "身份证号", "性别", "电话"],
        ["刘强", OTHER, "1", PHONE],
        ["陈丽", "4", "2", PHONE],
    ):
        page.append(line)
    book.save(tmp_path / "plain.xlsx")
    found = people(reading.read(tmp_path / "plain.xlsx"))
    assert [one["doc_no"] for one in found] == [OTHER, "4"]
