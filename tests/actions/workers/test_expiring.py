"""The list of certificates that end soon, as a workbook: what stands in it and what is noted."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.actions import office, workers
from gigdesk.domain import office as rules
from tests.actions.workers.people import NUMBERS

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

PAPERS: list[dict[str, Any]] = [
    {"kind": "6", "valid_to": "2026-10-01", "certificate_no": "JK-2025-000123"},
    {"kind": "2", "trade": "电工", "review_on": "2026-08-02", "valid_to": "2029-09-01"},
    {"kind": "7", "valid_to": "2026-08-31"},
    {"kind": "5", "valid_to": "2028-01-01"},
]


@pytest.fixture
def filled(desk: Desk, register: Register) -> Desk:
    office.places.add_list(desk, "青山镇 石桥村")
    village = office.places.divisions(desk, "village")[0]["id"]
    person = register("王小明", NUMBERS[0], phone="13812345678", village_id=village).worker_id
    for values in PAPERS:
        workers.certificates.add_certificate(
            desk,
            worker_id=person,
            values=values,
            confirmed=frozenset({"findings.certificate.shape"}),
        )
    return desk


def _lines(path: Path) -> list[tuple[Any, ...]]:
    page = openpyxl.load_workbook(path).active
    assert page is not None
    return [row for row in page.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_the_list_holds_what_ends_with_place_words_and_days(filled: Desk, tmp_path: Path) -> None:
    written, _ = workers.expiring.export(filled, tmp_path / "a.xlsx")
    lines = _lines(tmp_path / "a.xlsx")
    assert written.rows == len(lines) == 3
    assert [line[10] for line in lines] == ["复审已过 30 天", "已过期 1 天", "还有 30 天"]
    assert lines[0][1:4] == ("王小明", "青山镇", "石桥村")
    assert lines[2][4:6] == ("138****5678", "健康证")
    assert lines[2][8] == "JK2025000123"
    assert lines[2][9] == datetime.datetime(2026, 10, 1)  # noqa: DTZ001 -- a day in a cell
    i18n.use("en")
    workers.expiring.export(filled, tmp_path / "b.xlsx")
    i18n.use("zh")
    assert _lines(tmp_path / "b.xlsx")[1][10] == "ended 1 day ago"


def test_whole_numbers_are_noted_with_who_receives_them_and_why(
    filled: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    with pytest.raises(errors.Refused):
        workers.expiring.export(filled, out, full=True)
    assert not out.exists()
    workers.expiring.export(filled, out, full=True, recipient="人社所", reason="通知复审")
    assert _lines(out)[2][4] == "13812345678"
    act = office.history.acts(filled)[0]
    assert (act["name"], act["reason"]) == ("workers.export", "通知复审")
    assert act["about"] == {
        "paper": "certificates",
        "people": 1,
        "full": True,
        "recipient": "人社所",
    }


def test_how_far_ahead_can_be_said(filled: Desk, tmp_path: Path) -> None:
    assert workers.expiring.export(filled, tmp_path / "a.xlsx", days=0)[0].rows == 2
    assert workers.expiring.export(filled, tmp_path / "a.xlsx", days=600)[0].rows == 4
    with pytest.raises(errors.NotAllowed):
        viewer = rules.Staff(filled.staff.id, "wang", "wang", rules.Role.VIEWER)
        workers.expiring.export(filled.named(viewer), tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()
