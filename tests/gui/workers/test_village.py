"""The village that registration remembers belongs to one desk and to no other."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from gigdesk.gui.fields import Candidate
from gigdesk.gui.workers.registration import RegistrationPage
from tests.gui.workers import people_frame

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


def shown(people: WorkersPage, *, of: str) -> RegistrationPage:
    """Open registration as on the desk called `of`."""
    people.frame.hooks = dataclasses.replace(people.frame.hooks, desk=of)
    people.to_bottom()
    people.add()
    assert isinstance(people.top, RegistrationPage)
    return people.top


def test_a_village_of_the_sample_county_never_stands_in_a_form_of_a_real_desk(
    desk: Desk, frame: Window, people: WorkersPage
) -> None:
    assert frame is people.frame
    village = people_frame.village(desk, "石桥村")
    editor: Any = shown(people, of="sample").form.boxes["village_id"].editor
    editor.set_value(Candidate(village, "石桥村"))
    assert isinstance(people.top, RegistrationPage)
    people.top._remember()
    assert shown(people, of="real").form.boxes["village_id"].editor.value() is None
    assert shown(people, of="sample").form.boxes["village_id"].editor.value() == village
