"""The line under the number of a paper: what it tells, and what follows by the rules of ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import workers
from gigdesk.domain.workers import identity
from gigdesk.gui.workers.told import TOLD, derive
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import CHILD

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

desk = people_frame.desk


def test_what_follows_from_the_number_is_told_by_the_day(desk: Desk) -> None:
    empty = {"doc_no": None, "sex": None, "birth_date": None, "ethnic": None}
    today, limits = desk.clock.today(), workers.people.age_limits(desk)
    assert derive(empty, today, limits)[TOLD] == ""
    assert "未满 16 岁" in derive({**empty, "doc_no": CHILD}, today, limits)[TOLD]
    young = {**empty, "doc_no": "E12345678", "sex": "2", "birth_date": "1981-01-02"}
    assert derive(young, today, limits)[TOLD].endswith("4050 人员")
    # Who is past the retirement age counts as 4050 no more, on the person's page nor here.
    for sex, birth in (("1", "1950-01-01"), ("2", "1955-01-01")):
        old = {**empty, "doc_no": "E12345678", "sex": sex, "birth_date": birth}
        said = derive(old, today, limits)[TOLD]
        assert "4050" not in said
        assert said.endswith("已过退休年龄")
    assert derive({**empty, "doc_no": "430699500704603"}, today, limits)[TOLD].startswith(
        identity.upgrade("430699500704603") + " · "
    )
    typed = {**empty, "doc_no": "E12345678", "sex": "1", "birth_date": "1990-01-02"}
    # No number tells the nationality, so it is not said among what the paper tells.
    said = derive({**typed, "ethnic": "01"}, today, limits)[TOLD]
    assert said == "男 · 1990-01-02 · 36 岁"
    assert "未满" not in derive({**empty, "doc_no": CHILD}, today, None)[TOLD]
