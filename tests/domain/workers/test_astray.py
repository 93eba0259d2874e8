"""Rows whose cells stand below the wrong columns are looked at before anybody is made of them."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import astray
from gigdesk.domain.workers.together import TypedCell


def found(**cells: str) -> list[tuple[str, dict[str, object]]]:
    typed = {name: TypedCell(text) for name, text in cells.items()}
    return [(one.code, dict(one.params)) for one in astray.found(typed)]


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("石桥村3组", {}),
        ("富塘镇大坪村", {}),
        ("13800000001", {}),
        ("430602198503020014", {}),
        ("请各村于月底前报送，逾期不候。", {}),
        ("王新村", {"village": "李小丁"}),  # name and village have changed places
        ("王家新村", {}),
    ],
)
def test_a_place_a_number_or_a_sentence_is_no_name(name: str, beside: dict[str, str]) -> None:
    assert found(name=name, **beside) == [(astray.NAME, {"text": name})]


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("李小丁", {}),
        ("王新村", {}),  # so somebody may be called
        ("王新村", {"village": "石桥村"}),
        ("阿依古丽·买买提", {}),
        ("", {"sex": "13800000001", "phone": "女"}),  # whoever has no name is another question
    ],
)
def test_whoever_may_be_called_so_is_left_in_peace(name: str, beside: dict[str, str]) -> None:
    assert found(name=name, **beside) == []


def test_one_strange_cell_is_a_slip_and_several_are_columns_read_wrongly() -> None:
    assert found(name="李小丁", sex="13800000001") == []
    assert found(name="李小丁", sex="13800000001", phone="汉族", village="石桥村") == [
        (astray.CELLS, {"field": "sex,phone"})
    ]
    assert found(name="李小丁", sex="", phone="") == []
