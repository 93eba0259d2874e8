"""Typed texts: signs of a wrong encoding, and the shape of a few codes."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import texts


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("address", "石桥村3组", []),
        ("address", "石桥\ufffd3组", ["W text.broken"]),
        ("address", "锟斤拷石桥", ["W text.broken"]),
        ("name", "李\ue000", ["I text.private_use"]),
        ("social_card", "A12345678", []),
        ("social_card", "430602198503020014", []),  # some print the resident number
        ("social_card", "12345", ["W text.social_card"]),
        ("bank_branch_code", "102551000012", []),
        ("bank_branch_code", "10255100001", ["W account.branch"]),
        ("address", "12345", []),  # other fields have no shape
    ],
)
def test_what_is_odd_about_a_text_is_said_and_the_text_is_kept(
    field: str, text: str, told: list[str]
) -> None:
    found = texts.doubts(field, text)
    assert [f"{one.level} {one.code.removeprefix('findings.')}" for one in found] == told
