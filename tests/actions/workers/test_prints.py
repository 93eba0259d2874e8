"""Consent forms and lists to sign are noted before they are printed, and name who signs."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.actions.workers import prints
from gigdesk.documents.pdf import preview
from gigdesk.domain import office as office_rules
from tests.actions.workers.conftest import with_check

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG, LI = with_check("43060219800101123"), with_check("43060219760229234")
WORDS = {"recipient": "本人", "reason": "签字"}


def texts(path: Path) -> list[str]:
    return [re.sub(r"\s", "", words) for words in preview.page_texts(path.read_bytes())]


@pytest.fixture
def people(register: Register, villages: dict[str, bytes]) -> list[bytes]:
    village = villages["大元村"]
    return [
        register("王小明", WANG, village_id=village, phone="13812345678").worker_id,
        register("李英", LI).worker_id,
    ]


def test_the_form_names_the_station_its_phone_and_who_signs(
    desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    office.staff.change_station(desk, changes={"phone": "0730-5550100"})
    found, done = prints.note_consents(desk, people[:1], **WORDS)
    out = tmp_path / "同意书.pdf"
    printed = prints.consent_forms(desk, out, found, noted=done.number)
    whole = "".join(texts(out))
    assert printed.rows == 1
    assert "王小明您好" in whole
    assert WANG in whole
    assert "0730-5550100" in whole
    act = office.history.acts(desk, limit=1)[0]
    assert act["name"] == "workers.export"
    assert (act["about"]["paper"], act["about"]["people"], act["about"]["full"]) == (
        "consent",
        1,
        True,
    )
    looks = workers.story.acts_about(desk, people[0])
    assert [one["number"] for one in looks] == [done.number]
    assert not workers.story.acts_about(desk, people[1])


def test_everybody_has_a_form_once_in_the_order_asked_for(
    desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    wanted = [people[1], people[0], people[1]]
    found, done = prints.note_consents(desk, wanted, **WORDS)
    told: list[tuple[int, int]] = []
    out = tmp_path / "同意书.pdf"
    printed = prints.consent_forms(
        desk,
        out,
        found,
        noted=done.number,
        progress=lambda at, of: told.append((at, of)),
    )
    assert printed.rows == 2
    assert told[-1] == (2, 2)
    openings = [words for words in texts(out) if "您好" in words]
    assert ["李英您好" in openings[0], "王小明您好" in openings[1]] == [True, True]


def test_no_form_with_a_whole_number_is_made_unless_it_is_noted(
    desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    out = tmp_path / "同意书.pdf"
    with pytest.raises(errors.Bug):
        prints.consent_forms(desk, out, people, noted=0)
    assert not out.exists()


def test_who_may_not_reveal_numbers_prints_them_masked(
    desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    desk.staff = dataclasses.replace(desk.staff, role=office_rules.Role.AUDITOR)
    found, done = prints.note_consents(desk, people, **WORDS)
    out = tmp_path / "同意书.pdf"
    prints.consent_forms(desk, out, found, noted=done.number)
    whole = "".join(texts(out))
    assert WANG not in whole
    assert f"430***********{WANG[-4:]}" in whole


def test_nobody_and_too_many_are_refused_before_anything_is_noted(
    desk: Desk, people: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.history.acts(desk, limit=1)[0]["number"]
    with pytest.raises(errors.Refused):
        prints.note_consents(desk, [], **WORDS)
    monkeypatch.setattr(prints, "MOST_FORMS", 1)
    with pytest.raises(errors.Refused) as told:
        prints.note_consents(desk, people, **WORDS)
    assert told.value.params == {"count": 2, "most": 1}
    assert office.history.acts(desk, limit=1)[0]["number"] == before


def test_a_list_to_sign_shows_the_filtered_people_masked(
    desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    assert people
    out = tmp_path / "签名册.pdf"
    printed = prints.signing_list(
        desk, out, title="培训签到", wanted=workers.search.WorkerFilter(sex="1")
    )
    whole = "".join(texts(out))
    assert printed.rows == 1
    for words in ("培训签到", "王小明", "青山镇大元村", "138****5678", "签字", "共1人"):
        assert words in whole
    assert WANG not in whole
    assert "李英" not in whole


def test_whole_numbers_on_a_list_to_sign_need_the_act_that_notes_them(
    desk: Desk, people: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert people
    out = tmp_path / "签名册.pdf"
    with pytest.raises(errors.Bug):
        prints.signing_list(desk, out, title="签到", full=True)
    done = workers.papers.note(
        desk, paper=prints.SIGNING, people=2, full=True, recipient="县局", reason="x"
    )
    prints.signing_list(desk, out, title="签到", full=True, noted=done.number)
    assert WANG in "".join(texts(out))
    monkeypatch.setattr(prints, "MOST_LINES", 1)
    with pytest.raises(errors.Refused):
        prints.signing_list(desk, out, title="签到")
