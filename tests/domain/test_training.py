from __future__ import annotations

from gigdesk.domain import training


def codes(**fields: object) -> set[str]:
    return {one.code.rsplit(".", 1)[-1] for one in training.check(fields)}


def test_a_class_needs_a_name_and_days_in_order() -> None:
    assert codes(name="采棉班", from_day="2026-09-01", to_day="2026-09-15") == set()
    assert codes(name=" ") == {"name_missing"}
    assert codes(name="班", from_day="2026-09-15", to_day="2026-09-01") == {"days_reversed"}
    assert codes(name="班", kind="secret") == {"kind_unknown"}


def test_a_class_follows_its_states() -> None:
    assert training.STATES.may("planned", "running")
    assert not training.STATES.may("cancelled", "running")
    assert training.ENROLMENT_STATES.may("enrolled", "completed")
