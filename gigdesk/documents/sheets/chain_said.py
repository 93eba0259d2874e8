"""What is taken out of a line of a chat list before its name is sought: others, labels.

Who is spoken of beside the person stays in the remarks as it was written, with that one's
telephone; only who is to be called in need has fields of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gigdesk.documents.sheets import chain_names, chain_numbers
from gigdesk.domain.workers import chat_said, divisions

if TYPE_CHECKING:
    from collections.abc import Collection


class Said(NamedTuple):
    """The rest of a line, values by their field, and what stays in the remarks as it was written.

    `phone` is the one that is said to be the new one; `is_unsure` says that it is not clear which
    telephone is used now. `village` stood behind a label, `owners` say whose a telephone is.
    """

    rest: str
    values: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    phone: str = ""
    is_unsure: bool = False
    village: str = ""
    owners: tuple[tuple[str, str], ...] = ()


def taken(piece: str, places: Collection[str]) -> Said:
    """Take out of a piece of a line what is not the name, the numbers or a remark of the person."""
    values: dict[str, str] = {}
    kept: list[str] = []
    rest, owners = _without_owner(_without_account(piece, values))
    rest = _without_others(rest, places, values, kept)
    rest, phone, is_unsure = _without_old(rest, kept)
    rest, village = _without_labelled(rest, places, values)
    if not chain_numbers.papers(rest) and (found := chat_said.born(rest)):
        rest = _cut(rest, found[0], found[1])
        values["birth_date"] = found[2]
    return Said(rest, tuple(values.items()), tuple(kept), phone, is_unsure, village, owners)


def own_phones(body: str) -> list[int]:
    """Return where the telephones of a line end that are said to be nobody else's.

    A line that tells of an old or a new one is about one person. Kin named behind somebody with
    both numbers has the telephone behind its own name.
    """
    if chat_said.changes(body):
        return []
    first = next((one.end() for one in chain_numbers.PHONE.finditer(body)), len(body))
    paper = next((one.end() for one in chain_numbers.papers(body)), len(body))
    others = [
        (one.start, one.end)
        for one in chat_said.others(body)
        if one.phone and (one.sure_phone or max(first, paper) <= one.start)
    ]
    owned = chat_said.owned(body)
    others += [owned[:2]] if owned else []
    return [
        phone.end()
        for phone in chain_numbers.PHONE.finditer(body)
        if not any(start <= phone.start() < end for start, end in others)
    ]


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _without_owner(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Take out the words that say whose a telephone is: the rest with it, and (number, words)."""
    found = chat_said.owned(text)
    if found is None:
        return text, ()
    start, end, number, words = found
    owner = (chain_numbers.plain_phone(_bare(number)), words)
    return f"{text[:start]} {number} {text[end:]}", (owner,)


def _bare(number: str) -> str:
    found = chain_numbers.PHONE.search(number)
    return found[1] if found else number


def _without_account(text: str, values: dict[str, str]) -> str:
    found = chat_said.account(text)
    if found is None:
        return text
    start, end, account, bank = found
    values["bank_account"] = account
    if bank:
        values["bank_name"] = bank
    return _cut(text, start, end)


def _without_others(
    text: str, places: Collection[str], values: dict[str, str], kept: list[str]
) -> str:
    """Take out whom else the line names, where the person's own name and number stand before.

    A telephone behind somebody's name alone may be that of the person, where there is no other.
    """
    found = list(chat_said.others(text))
    phones = len(chain_numbers.PHONE.findall(text))
    papers = chain_numbers.papers(text)
    spoken = [one for one in found if one.sure_phone or not one.phone or phones > 1]
    for one in reversed(spoken):
        before = text[: one.start]
        if papers and not chain_numbers.papers(before):
            continue
        if not chain_names.told(chain_numbers.without(before), places).name:
            continue
        words = text[one.start : one.end].strip()
        if one.emergency and (one.who or one.phone) and "emergency_phone" not in values:
            said = (("name", one.who), ("phone", one.phone), ("relation", one.tie))
            values.update({f"emergency_{field}": value for field, value in said if value})
        else:
            kept.insert(0, words)
        text = _cut(text, one.start, one.end)
    return text


def _without_old(text: str, kept: list[str]) -> tuple[str, str, bool]:
    """Take out telephones that are said to be old, and the new one: the rest, it, and if unclear.

    The old one stays in the remarks, since it may stand in other lists.
    """
    found = chat_said.changes(text)
    old = [one for one in found if not one.is_new]
    fresh = list(
        dict.fromkeys(chain_numbers.plain_phone(one.number) for one in found if one.is_new)
    )
    if not old and not fresh:
        return text, "", False
    kept += [text[one.start : one.end].strip() for one in old]
    for one in reversed(found):
        text = _cut(text, one.start, one.end)
    others = {chain_numbers.plain_phone(one) for one in chain_numbers.PHONE.findall(text)}
    is_unsure = len(fresh) > 1 or bool(fresh and others - set(fresh))
    return text, fresh[0] if fresh else "", is_unsure


def _without_labelled(
    text: str, places: Collection[str], values: dict[str, str]
) -> tuple[str, str]:
    """Take out what stands behind its label: a place is a village where it is one."""
    village = ""
    for start, end, field, value in sorted(chat_said.labelled(text), reverse=True):
        if field == "place":
            if village or "address" in values:
                continue
            outside = bool(divisions.placed(value).outer)
            if not outside and (
                divisions.is_named_village(value) or divisions.village_key(value) in places
            ):
                village = value
            else:
                values["address"] = value
        else:
            values[field] = value
        text = _cut(text, start, end)
    return text, village
