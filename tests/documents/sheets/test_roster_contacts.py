"""Columns behind who is to be called in need."""

from __future__ import annotations

import pytest

from tests.documents.sheets.test_roster_in import NUMBER, pasted

_PHONE = "13812345678"


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (
            ["联系电话", "紧急联系人", "关系", "电话"],
            ["phone", "emergency_name", "emergency_relation", "emergency_phone"],
        ),
        (
            ["联系电话", "紧急联系人", "电话", "关系"],
            ["phone", "emergency_name", "emergency_phone", "emergency_relation"],
        ),
        (["手机", "紧急联系人", "联系电话"], ["phone", "emergency_name", "emergency_phone"]),
        (
            ["联系电话", "紧急联系人", "电话", "紧急联系人电话"],
            ["phone", "emergency_name", None, "emergency_phone"],
        ),
        (["户主", "关系"], [None, None]),
        (["关系", "紧急联系人"], [None, "emergency_name"]),
    ],
)
def test_a_column_right_behind_the_contact_is_of_the_contact(
    heads: list[str], fields: list[str | None]
) -> None:
    values = {"紧急联系人": "陈大", "关系": "父子", "户主": "陈大"}
    row = ["陈丽", NUMBER, *(values.get(head, _PHONE) for head in heads)]
    plan = pasted([["姓名", "身份证号", *heads], row])
    assert [column.field for column in plan.columns[2:]] == fields
