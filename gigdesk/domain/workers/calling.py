"""The telephones of one row: the one to call, the further ones, and whose they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import owners, phones, remarks, single
from gigdesk.domain.workers.worker import UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.domain.workers.together import Cell

_NOT_WHOLE = phones.NOT_READ | {"findings.value.more_phones"}
_OWN_PHONE = frozenset({"", "本人", "自己", "个人"})


def read(
    cells: Mapping[str, Cell],
    given: dict[str, single.Value],
    derived: dict[str, single.Value],
    found: list[Finding],
) -> tuple[phones.Phone, ...]:
    """Read the person's own telephones: the first is the one to call, all are handed on.

    A further telephone is called first only where there is none yet: its column says nothing of
    the one that is registered. A cell of which anything could not be read stays as a remark on the
    person, and so does whose the first telephone is: neither has a field of its own.
    """
    numbers: dict[str, phones.Phone] = {}
    told = derived
    kept: list[str] = []
    for name in ("phone", "phone_more"):
        cell = cells.get(name)
        text = single.text_of(cell)
        if cell is None or not text or text.casefold() in single.NOTHING:
            continue
        reading = phones.read(text, from_number_cell=cell.kind == "number")
        if name == "phone" and reading.numbers:
            told = given
        for one in reading.numbers:
            owner = owners.plain(one.note) if one.note else ""
            numbers.setdefault(one.number, replace(one, note=owner) if owner else one)
        found += reading.findings
        if any(one.code in phones.NOT_READ for one in reading.findings):
            kept.append(f"电话{UNREAD}{remarks.one_line(text)}")
    if numbers:
        first = next(iter(numbers.values()))
        told["phone"] = first.number
        if first.note not in _OWN_PHONE:
            kept.append(f"{'电话' if told is given else '备用电话'}是：{first.note}")
    kept += [f"电话{one.number}：{one.state}" for one in numbers.values() if one.state]
    kept += [
        f"紧急联系电话{UNREAD}{remarks.one_line(single.text_of(cells['emergency_phone']))}"
        for one in found
        if one.code in _NOT_WHOLE and one.params.get("field") == "emergency_phone"
    ]
    if kept:
        given["notes"] = remarks.added(given.get("notes"), remarks.JOINT.join(kept))
    return tuple(numbers.values())
