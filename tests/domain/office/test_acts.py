"""Who reaches what: the head everything, the clerk the work, the others only to look."""

from __future__ import annotations

import pytest

from gigdesk import errors
from gigdesk.domain.office import Role, acts


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("workers.register", {Role.HEAD, Role.CLERK}),
        ("workers.reveal", {Role.HEAD, Role.CLERK}),
        ("attendance.export_wages", {Role.HEAD, Role.CLERK, Role.AUDITOR}),
        ("office.set_rule", {Role.HEAD}),
        ("office.restore", {Role.HEAD}),
        ("office.verify", {Role.HEAD, Role.CLERK, Role.AUDITOR}),
        ("office.change_password", set(Role)),
    ],
)
def test_an_act_is_reached_by_the_roles_it_belongs_to(act: str, who: set[Role]) -> None:
    assert {role for role in Role if acts.may(role, act)} == who


def test_a_role_that_does_not_reach_an_act_is_refused_with_both_names() -> None:
    with pytest.raises(errors.NotAllowed) as refused:
        acts.require(Role.VIEWER, "workers.register")
    assert refused.value.params == {"act": "workers.register", "role": "viewer"}
    with pytest.raises(KeyError):
        acts.may(Role.HEAD, "workers.no_such_act")


def test_who_may_not_reveal_a_number_gets_no_paper_with_whole_numbers_either() -> None:
    seeing = {role for role in Role if acts.sees_numbers(role)}
    assert seeing == {Role.HEAD, Role.CLERK}
    for role in Role:
        if role in seeing:
            acts.require_numbers(role)
        else:
            with pytest.raises(errors.NotAllowed):
                acts.require_numbers(role)


def test_an_act_belongs_to_the_room_it_is_named_after_and_what_is_final_cannot_be_undone() -> None:
    assert acts.ACTS["attendance.confirm"].room == "attendance"
    assert not acts.ACTS["attendance.confirm"].undoable
    assert acts.ACTS["attendance.enter"].undoable
