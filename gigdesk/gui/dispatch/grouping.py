"""Groups of a batch from its page: the whole list divided, who leads, who changes the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import reach, record
from gigdesk.gui.fields import Candidate, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage


def dividing(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that divides the list of a page."""
    do = reach.needs("dispatch.divide")(lambda: divide(page))
    return i18n.text("batches_page.divide"), "users", do


def of_people(page: BatchPage) -> list[record.MenuEntry]:
    """Return what can be done with marked people: lead their group, be in another one."""
    text = i18n.text
    return [
        (
            text("batches_page.lead"),
            "users",
            reach.needs("dispatch.change_crew")(lambda: lead(page)),
        ),
        (text("batches_page.move"), "users", reach.needs("dispatch.divide")(lambda: move(page))),
    ]


def divide(page: BatchPage) -> None:
    """Ask for the most people in a group and divide the list; empty is what the rule says."""

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> tuple[int, Done]:
        return dispatch.divide(desk, batch_id=page.id, most=values["most"])

    def done(answer: tuple[int, Done]) -> None:
        count, made = answer
        _told(page, i18n.text("batches_page.divided", count=count), made)

    record.question(
        page.frame,
        i18n.text("batches_page.divide"),
        (Field("most", "batches_page.most", Kind.NUMBER, hint="batches_page.hint.most"),),
        act,
        done=done,
    )


def lead(page: BatchPage) -> None:
    """Let the current person lead the group they are in."""
    person = page.person(page.list.table.current_id())
    if person is None:
        return
    if person["crew_id"] is None:
        page.frame.say(i18n.text("batches_page.no_group", name=person["name"]), "warning")
        return
    crew, worker = person["crew_id"], person["worker_id"]
    page.frame.tasks.do(
        lambda desk, _progress: dispatch.change_crew(desk, crew_id=crew, leader=worker),
        lambda made: _told(page, i18n.text("batches_page.leads", name=person["name"]), made),
        owner=page,
        slot=("lead", worker),
    )


def move(page: BatchPage) -> None:
    """Ask for the group that the marked people are to be in."""
    people: Sequence[bytes] = page.list.table.selected_ids()
    if not people:
        return

    def find(desk: Desk, typed: str) -> list[Candidate]:
        found = dispatch.list_crews(desk, batch_id=page.id)
        return [
            Candidate(each["id"], _called(each), each["leader"] or "")
            for each in found
            if not typed or typed in _called(each)
        ]

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Done:
        return dispatch.move(desk, batch_id=page.id, people=people, crew_id=values["crew"])

    title = i18n.text("batches_page.move_count", count=len(people))
    record.question(
        page.frame,
        title,
        (Field("crew", "batches_page.group", Kind.LOOKUP, required=True, find=find),),
        act,
        done=lambda made: _told(page, title, made),
    )


def _called(row: dict[str, Any]) -> str:
    return str(row["name"] or row["number"])


def _told(page: BatchPage, said: str, made: Done) -> None:
    page.refresh()
    page.frame.say(said, undo=lambda: page.frame.undo.take_back(made.number))
