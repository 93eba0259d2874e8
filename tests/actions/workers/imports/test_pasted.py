"""Pasting cells of a spreadsheet: what only the HTML beside the text says is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_HEAD = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>'
_HEADER = "<tr><td>姓名</td><td>身份证号码</td><td>联系电话</td><td>村</td></tr>"
_CUT = "439927196102021000"
"""A number that lost its last three places and still has the right check character."""


def _page(*rows: str) -> str:
    return f"{_HEAD}{_HEADER}{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>"


def _text(*rows: tuple[str, ...]) -> str:
    return "\r\n".join("\t".join(row) for row in (("姓名", "身份证号码", "联系电话", "村"), *rows))


@pytest.mark.parametrize(
    "cell",
    [
        f'<td x:num="{_CUT}">{_CUT}</td>',
        f"<td x:num>{_CUT}</td>",
        f'<td sdval="{_CUT}" sdnum="1033;">{_CUT}</td>',
        f"<td class=xl65 align=right>{_CUT}</td>",
    ],
)
def test_a_number_out_of_a_numeric_cell_is_not_trusted_when_pasted(desk: Desk, cell: str) -> None:
    text = _text(("钱大明", _CUT, "13711110002", ""))
    page = _page(f"<td>钱大明</td>{cell}<td>13711110002</td><td></td>")
    read = imports.read(imports.open_pasted(desk, text, "粘贴", page), today=desk.clock.today())
    assert rosters.counts(imports.preview(desk, read)) == {"rejected": 1}


def test_a_number_out_of_a_text_cell_is_taken_when_pasted(desk: Desk) -> None:
    text = _text(("钱大明", _CUT, "13711110002", ""))
    page = _page(f"<td>钱大明</td><td x:str>{_CUT}</td><td>13711110002</td><td></td>")
    read = imports.read(imports.open_pasted(desk, text, "粘贴", page), today=desk.clock.today())
    assert rosters.counts(imports.preview(desk, read)) == {"new": 1}


def test_merged_villages_and_shortened_telephones_are_whole_when_pasted(desk: Desk) -> None:
    one, two = rosters.number(1), rosters.number(2)
    text = _text(("钱大明", one, "1.37111E+10", "富河村"), ("钱二明", two, "13711110003", ""))
    page = _page(
        f'<td>钱大明</td><td>{one}</td><td x:num="13711110002">1.37111E+10</td>'
        "<td rowspan=2>富河村</td>",
        f"<td>钱二明</td><td>{two}</td><td x:num>13711110003</td>",
    )
    read = imports.read(imports.open_pasted(desk, text, "粘贴", page), today=desk.clock.today())
    imports.take_in(desk, read, back_up=False)
    found = [rosters.person(desk, number) for number in (one, two)]
    assert [one["phone"] for one in found] == ["13711110002", "13711110003"]
    assert found[0]["village_id"] == found[1]["village_id"]
    assert (found[0]["village_id"], found[0]["address"]) != (None, None)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><body><table><tr><td>别的</td></tr></table></body></html>",
        f"{_HEAD}<tr><td>别的</td></tr></table>",
        f"{_HEAD}</table>",
    ],
)
def test_the_text_counts_where_the_page_beside_it_is_no_roster(desk: Desk, page: str) -> None:
    text = _text(("钱大明", rosters.number(1), "13711110002", ""))
    read = imports.read(imports.open_pasted(desk, text, "粘贴", page), today=desk.clock.today())
    assert rosters.counts(imports.preview(desk, read)) == {"new": 1}
    chain = imports.open_pasted(desk, f"接龙\n1. 钱大明 {rosters.number(1)}", "粘贴", page).chain
    assert [one.name for one in chain if one.is_person] == ["钱大明"]


def test_a_day_is_read_as_it_is_shown(desk: Desk) -> None:
    number = rosters.number(1)
    head = _HEADER.replace("村", "就业时间")
    row = f'<td>钱大明</td><td>{number}</td><td></td><td x:num="45047">2023/5/1</td>'
    page = f"{_HEAD}{head}<tr>{row}</tr></table></html>"
    text = f"姓名\t身份证号码\t联系电话\t就业时间\n钱大明\t{number}\t\t2023/5/1"
    read = imports.read(imports.open_pasted(desk, text, "粘贴", page), today=desk.clock.today())
    imports.take_in(desk, read, back_up=False)
    assert rosters.person(desk, number)["employed_since"] == "2023-05-01"
