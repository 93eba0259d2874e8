"""What needs a consent of its own comes in only with it, and never goes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions.workers import consents, imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_health_is_kept_only_of_who_agreed_to_it_and_the_rest_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    head = (*rosters.HEADER, "健康状况", "残疾类型", "膳食需求")
    one = [*rosters.crowd(1)[0], "哮喘", "肢体", "清真"]
    path = rosters.book(tmp_path / "h.xlsx", [one], head)
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "new", 0, 9)
    said = next(one for one in line.warnings if one[0] == "findings.row.consent_left")
    assert said[2]["field"] == "meal_need,health_note,disability_kind"
    rosters.take(desk, path)
    person = rosters.person(desk, one[1])
    names = ("health_note", "disability_kind", "meal_need")
    assert [person[name] for name in names] == [None, None, None]
    consents.consent(desk, worker_id=person["id"], purpose="health")
    assert rosters.counts(rosters.take(desk, path)) == {"updated": 1}
    person = rosters.person(desk, one[1])
    assert [person[name] for name in names] == ["哮喘", "4", None]


def test_a_row_that_waits_brings_no_health_without_consent_either(
    desk: Desk, tmp_path: Path
) -> None:
    head = (*rosters.HEADER, "健康状况")
    (one,) = rosters.crowd(1)
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [one]))
    other = [one[0] + "生", *one[1:], "哮喘"]
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [other], head))
    (row,) = imports.waiting(desk)
    assert "health_note" not in row["fields"]
