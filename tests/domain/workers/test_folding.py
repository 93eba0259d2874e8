"""Words in one writing: width, blanks and, where asked for, case make no difference."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import folding


@pytest.mark.parametrize(
    ("text", "joined", "folded"),
    [
        ("证书 编号（ＮＯ．）", "证书编号(NO.)", "证书编号(no.)"),
        ("　石桥村\n3 组 ", "石桥村3组", "石桥村3组"),
        ("ABC 公司", "ABC公司", "abc公司"),
        ("", "", ""),
    ],
)
def test_one_writing(text: str, joined: str, folded: str) -> None:
    assert (folding.joined(text), folding.folded(text)) == (joined, folded)
