"""Words that name no employer do not stand for the one known; what may be over is asked."""

from __future__ import annotations

from typing import Any

import pytest

from gigdesk.domain.workers import aside
from tests.domain.workers.classed_rows import row

KNOWN: dict[str, Any] = {"employer_name": "东莞市鑫达电子厂", "employed_since": "2025-03-01"}
IN_COUNTY = {"employment_place": "1"}
WORKS = {**KNOWN, "employment_status": "1"}


@pytest.mark.parametrize(
    ("said", "person", "set_aside"),
    [
        ({"employer_name": "零工"}, KNOWN, True),
        ({"employer_name": "电子厂"}, KNOWN, True),
        ({"employer_name": "在广东打工", "notes": "老党员"}, KNOWN, True),
        # A name, a shorter one, and words of which a beginning is told.
        ({"employer_name": "蓝山县新风鞋厂"}, KNOWN, False),
        ({"employer_name": "鑫达"}, KNOWN, False),
        ({"employer_name": "零工", "employed_since": "2026-05-01"}, KNOWN, False),
        # Beside another place of work, and of whom the employer known is a former one.
        ({"employer_name": "外出务工", "employment_place": "外省"}, {**KNOWN, **IN_COUNTY}, False),
        ({"employer_name": "外出务工", "employment_place": "县内"}, {**KNOWN, **IN_COUNTY}, True),
        ({"employer_name": "零工"}, {**KNOWN, "employment_status": "2"}, False),
        # Nothing, and nobody to stand for.
        ({"trade": "焊工"}, KNOWN, False),
        ({"employer_name": "零工"}, {}, False),
        ({"employer_name": "零工"}, {"employer_name": "外省"}, False),
    ],
)
def test_what_names_no_employer_is_kept_as_a_remark(
    said: dict[str, Any], person: dict[str, Any], *, set_aside: bool
) -> None:
    read = row(name="赵大山", **said)
    kept = aside.without_name(read, person)
    if not set_aside:
        assert kept is read
        return
    assert "employer_name" not in kept.given
    assert said["employer_name"] in str(kept.given["notes"])
    assert said.get("notes", "") in str(kept.given["notes"])
    assert kept.findings[-1].code == aside.NO_NAME


@pytest.mark.parametrize(
    ("said", "person", "code"),
    [
        ({"employer_name": "东莞市鑫大电子厂"}, WORKS, aside.NEARLY),
        ({"employer_name": "东莞市鑫大电子厂"}, KNOWN, aside.NEARLY),
        ({"employer_name": "东莞市鑫大电子厂", "employed_since": "2026-05-01"}, WORKS, ""),
        ({"employer_name": "蓝山县新风鞋厂"}, WORKS, ""),
        ({"employer_name": "东莞市鑫大电子厂"}, {**KNOWN, "employment_status": "2"}, ""),
        ({"employer_name": "在家务农", "employed_since": "2026-01-01"}, WORKS, aside.OVER),
        ({"employer_name": "在家务农", "employed_since": "2026-01-01"}, {}, ""),
        ({"employer_name": "在家务农"}, WORKS, ""),
        ({"trade": "焊工"}, WORKS, ""),
    ],
)
def test_what_may_be_a_slip_or_over_is_asked(
    said: dict[str, Any], person: dict[str, Any], code: str
) -> None:
    read = row(name="赵大山", **said)
    assert [one.code for one in aside.asked(read, person)] == ([code] if code else [])
    noted = {**person, "notes": read.given.get("notes")}
    again = [one.code for one in aside.asked(read, noted)]
    assert again == ([code] if code == aside.NEARLY else [])
