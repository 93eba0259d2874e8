"""By what the columns of a roster are known again in the next file."""

from __future__ import annotations

from gigdesk.documents.sheets import roster_in
from tests.documents.sheets.test_roster_in import HEAD, NUMBER, pasted

_ROW = ["1", "陈丽", NUMBER, "13812345678", "新建村"]


def test_the_source_is_known_again_in_whatever_order_its_columns_stand() -> None:
    plan, turned = pasted([HEAD, _ROW]), pasted([HEAD[::-1], _ROW[::-1]])
    assert roster_in.source_key(plan) == roster_in.source_key(turned)
    assert roster_in.source_key(plan) != roster_in.source_key(pasted([HEAD[:-1], _ROW[:-1]]))
    named = {heading: HEAD[at] for at, heading in roster_in.headings(plan).items()}
    assert named == {h: HEAD[::-1][at] for at, h in roster_in.headings(turned).items()}


def test_a_column_without_a_header_is_known_by_the_one_before_it() -> None:
    plan = pasted([[*HEAD[:2], "", *HEAD[2:]], [*_ROW[:2], "甲", *_ROW[2:]]])
    assert list(roster_in.headings(plan).values())[2] == f"{HEAD[1]} #1"
