"""Who may do what: the roles, and every act of the program with the roles that reach it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from gigdesk import errors

StationId = NewType("StationId", bytes)
StaffId = NewType("StaffId", bytes)


class Role(StrEnum):
    """What a person is at the desk."""

    HEAD = "head"
    CLERK = "clerk"
    VIEWER = "viewer"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Station:
    """A station: its id, official code and name."""

    id: StationId
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A person at the desk."""

    id: StaffId
    login: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Act:
    """One act: who may do it, whether it can be taken back, and the room it belongs to."""

    name: str
    roles: frozenset[Role]
    undoable: bool

    @property
    def room(self) -> str:
        """Return the room, which is the first part of the name."""
        return self.name.split(".", 1)[0]


_HEAD = frozenset({Role.HEAD})
_DESK = frozenset({Role.HEAD, Role.CLERK})
_PROOF = frozenset({Role.HEAD, Role.AUDITOR})
_ALL = frozenset(Role)

_UNDOABLE = (
    "workers.register",
    "workers.correct",
    "workers.set_state",
    "workers.import",
    "workers.settle_row",
    "workers.remember_words",
    "workers.merge",
    "workers.add_certificate",
    "workers.change_certificate",
    "workers.attach_photo",
    "workers.remove_photo",
    "workers.attach_name_image",
    "workers.remove_name_image",
    "workers.attach_scan",
    "workers.remove_scan",
    "workers.set_categories",
    "workers.add_phone",
    "workers.remove_phone",
    "workers.add_intention",
    "workers.close_intention",
    "workers.add_employment",
    "workers.set_household",
    "workers.not_double",
    "training.open_class",
    "training.change_class",
    "training.enrol",
    "training.mark",
    "orders.add_employer",
    "orders.change_employer",
    "orders.take",
    "orders.change",
    "orders.set_state",
    "orders.answer",
    "orders.add_record",
    "orders.close_record",
    "orders.drop_record",
    "orders.confirm_review",
    "orders.withdraw_review",
    "dispatch.plan",
    "dispatch.change",
    "dispatch.set_state",
    "dispatch.arrange",
    "dispatch.add_vehicle",
    "dispatch.change_vehicle",
    "dispatch.drop_vehicle",
    "dispatch.seat",
    "dispatch.divide",
    "dispatch.change_crew",
    "dispatch.promise",
    "dispatch.add_product",
    "dispatch.change_product",
    "dispatch.make_list",
    "dispatch.send_list",
    "dispatch.list_receipt",
    "dispatch.drop_list",
    "dispatch.tick",
    "dispatch.untick",
    "dispatch.leave",
    "dispatch.add_members",
    "dispatch.allocate",
    "dispatch.add_pool",
    "dispatch.change_pool",
    "dispatch.reserve",
    "dispatch.call",
    "dispatch.lend",
    "dispatch.change_loan",
    "dispatch.remove_members",
    "dispatch.replace",
    "dispatch.sign_in",
    "dispatch.count",
    "dispatch.come_home",
    "dispatch.advance",
    "dispatch.correct_advance",
    "dispatch.sign",
    "dispatch.end_contract",
    "dispatch.attach_scan",
    "dispatch.remove_scan",
    "dispatch.give_copy",
    "dispatch.send",
    "dispatch.return",
    "attendance.enter",
    "attendance.weigh",
    "attendance.key_back",
    "attendance.take_back",
    "attendance.import",
    "office.save_filter",
    "office.remove_filter",
    "office.add_division",
    "office.change_division",
    "office.join_divisions",
)
_FINAL = (
    "workers.consent",
    "workers.withdraw_consent",
    "workers.reveal",
    "workers.remember_columns",
    "dispatch.make_contracts",
    "dispatch.print",
    "dispatch.draw",
    "attendance.confirm",
    "office.undo",
    "office.confirm_clock",
    "office.rebuild",
)
_READING_OUT = (
    "workers.export",
    "dispatch.export",
    "orders.export",
    "attendance.export",
    "attendance.export_wages",
    "attendance.export_left",
)
_OF_THE_HEAD = (
    "office.set_up",
    "office.add_staff",
    "office.change_staff",
    "office.change_station",
    "office.set_rule",
    "office.set_holiday",
    "office.clear_holiday",
    "office.new_template",
    "office.recovery_sheet",
    "office.keep_sheet",
    "office.demo",
)

_HEAD_UNDOABLE = ("orders.set_band", "orders.drop_band")

ACTS: dict[str, Act] = {
    **{name: Act(name, _DESK, undoable=True) for name in _UNDOABLE},
    **{name: Act(name, _DESK, undoable=False) for name in _FINAL},
    **{name: Act(name, _DESK | {Role.AUDITOR}, undoable=False) for name in _READING_OUT},
    **{name: Act(name, _HEAD, undoable=False) for name in _OF_THE_HEAD},
    **{name: Act(name, _HEAD, undoable=True) for name in _HEAD_UNDOABLE},
    "dispatch.decide_cover": Act("dispatch.decide_cover", _HEAD, undoable=True),
    "office.verify": Act("office.verify", _PROOF | {Role.CLERK}, undoable=False),
    "office.change_password": Act("office.change_password", _ALL, undoable=False),
    "office.new_epoch": Act("office.new_epoch", _ALL, undoable=False),
    "office.backup": Act("office.backup", _DESK, undoable=False),
    "office.restore": Act("office.restore", _HEAD, undoable=False),
}

IMPORT_UNDO_DAYS = 30
LEARNED = frozenset({"workers.remember_columns", "workers.remember_words"})
"""What the desk learned with an import; it stays when the import goes."""
BESIDE = LEARNED | frozenset(
    (
        "office.undo",
        "office.set_up",
        "office.demo",
        "office.new_template",
        "office.recovery_sheet",
        "office.keep_sheet",
        "office.change_password",
        "office.confirm_clock",
        "office.rebuild",
    )
)
"""Acts that happen beside the work: nobody means them by "what I did last"."""


def may(role: Role, act: str) -> bool:
    """Say whether a role reaches an act; raises KeyError for an act that does not exist."""
    return role in ACTS[act].roles


def require(role: Role, act: str) -> None:
    """Raise errors.NotAllowed where the role does not reach the act."""
    if not may(role, act):
        raise errors.NotAllowed("errors.not_allowed", act=act, role=role.value)


def sees_numbers(role: Role) -> bool:
    """Say whether a role may reveal masked numbers; the act is logged all the same."""
    return may(role, "workers.reveal")


def require_numbers(role: Role) -> None:
    """Raise errors.NotAllowed where papers with whole numbers are not for this role.

    What may not be revealed on a page may not leave the house in a file either.
    """
    require(role, "workers.reveal")
