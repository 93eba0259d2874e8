"""The rosters of the sample county: a clean one from each town, and a messy one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.demo.words import words
from gigdesk.documents.excel import layout, writing
from gigdesk.domain.workers import codes

if TYPE_CHECKING:
    import datetime
    import random
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gigdesk.demo.people import Person

_KEYS = (
    "serial",
    "town",
    "village",
    "name",
    "sex",
    "doc_no",
    "phone",
    "education",
    "trade",
    "wanted",
    "account",
    "address",
    "emergency",
    "relation",
    "emergency_phone",
    "status",
)


def _columns(keys: Iterable[str] = _KEYS) -> tuple[layout.Column, ...]:
    headers: dict[str, str] = words()["headers"]
    as_found = layout.Kind.AS_FOUND
    return tuple(layout.Column(key, headers[key], 14, as_found) for key in keys)


def _row(number: int, person: Person) -> list[Any]:
    known = words()
    return [
        number,
        person.town,
        person.village,
        person.name,
        codes.label("sex", person.sex),
        person.doc_no,
        person.phone,
        codes.label("education", person.education),
        person.trade,
        person.wanted,
        person.bank_account,
        f"{person.town}{person.village}{person.group}{known['streets']}",
        person.emergency_name,
        person.emergency_relation,
        person.emergency_phone,
        known["statuses"][int(person.away)],
    ]


def write_town(out: Path, town: str, people: Sequence[Person], day: datetime.date) -> Path:
    """Write the roster of one town: a title, one header, a row per person."""
    title: str = words()["roster_title"]
    sheet = layout.SheetLayout(
        name=town,
        columns=_columns(),
        title=title.format(town=town, year=day.year),
    )
    rows = (_row(number, person) for number, person in enumerate(people, start=1))
    writing.write_list(out, sheet, rows)
    return out


def messy_rows(
    dice: random.Random, known: Sequence[Person], fresh: Sequence[Person]
) -> list[list[Any]]:
    """Return rows as a village cadre sends them: new people, known ones, and all that goes wrong.

    Among them: numbers typed into number cells (their last digits are gone), a digit slipped, a
    person twice with different telephones, subtotals in the middle, a repeated header.
    """
    headers: dict[str, str] = words()["headers"]
    total: str = words()["subtotal"]
    found = [_row(number, person) for number, person in enumerate([*known, *fresh], start=1)]
    at_number = _KEYS.index("doc_no")
    at_phone = _KEYS.index("phone")
    for row in dice.sample(found[: len(known)], 6):
        row[at_phone] = f"1991{dice.randrange(10**7):07d}"
    for row in dice.sample(found, 4):
        row[at_number] = int(str(row[at_number])[:15] + "000")
    slipped = dice.choice(found[len(known) :])
    number = str(slipped[at_number])
    slipped[at_number] = number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]
    twice = list(found[len(known) + 1])
    twice[at_phone] = f"1992{dice.randrange(10**7):07d}"
    found.append(twice)
    blank: list[Any] = [None] * len(_KEYS)
    middle = len(found) // 2
    found.insert(middle, [total, *blank[1:6], str(middle), *blank[7:]])
    found.insert(middle + 1, [headers[key] for key in _KEYS])
    found.insert(middle + 2, blank)
    return found


def write_messy(out: Path, town: str, rows: list[list[Any]], day: datetime.date) -> Path:
    """Write the messy roster with a title, notes above and signatures below."""
    known = words()
    sheet = layout.SheetLayout(
        name=known["messy_sheet"],
        columns=_columns(),
        title=known["roster_title"].format(town=town, year=day.year),
        head=(layout.Line((known["messy_note"],)),),
        foot=(layout.Line((known["filled_by"], day.isoformat())),),
    )
    writing.write_list(out, sheet, rows)
    return out
