from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from gigdesk.actions import office, workers
from gigdesk.domain.workers import identity
from tests.actions.workers.people import NUMBERS

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


class Register(Protocol):
    """Registers somebody quickly; every warning is confirmed."""

    def __call__(self, name: str, doc_no: str, **values: Any) -> workers.people.Registered: ...


def with_check(body: str) -> str:
    """Return a right number for 17 digits."""
    return body + identity.check_character(body)


@pytest.fixture
def villages(desk: Desk) -> dict[str, bytes]:
    town = {"name": "青山镇", "level": "town"}
    office.places.add_many(desk, wanted=[town])
    parent = office.places.divisions(desk, "town")[0]["id"]
    names = ("大元村", "新建村")
    office.places.add_many(
        desk, wanted=[{"name": name, "level": "village", "parent_id": parent} for name in names]
    )
    return {row["name"]: row["id"] for row in office.places.divisions(desk, "village")}


@pytest.fixture
def register(desk: Desk) -> Register:
    def quickly(name: str, doc_no: str, **values: Any) -> workers.people.Registered:
        given = {"name": name, "doc_no": doc_no, **values}
        found = workers.people.preview(desk, given)
        codes = frozenset(one.code for one in found.remarks)
        return workers.people.register(desk, values=given, confirmed=codes, reason="看过证件原件")

    return quickly


@pytest.fixture
def person(register: Register) -> bytes:
    return register("王小明", NUMBERS[0]).worker_id
