"""Synthetic people with numbers that are right by rule and belong to nobody.

The county code does not exist, the phones lie in one reserved-looking block, and everything comes
from the seed, so that the same seed makes the same people.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.demo.words import words
from gigdesk.domain import workers

if TYPE_CHECKING:
    import random

_EDUCATION = ("80", "70", "70", "70", "60", "41", "30")
_OLDEST, _YOUNGEST = 66, 15
_DAYS_A_YEAR = 365.25
_RARE_EVERY = 97
_OLD_CODE_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic person as the village cadre knows them."""

    name: str
    doc_no: str
    sex: str
    birth: datetime.date
    phone: str
    town: str
    village: str
    group: int
    education: str
    trade: str
    wanted: str
    away: bool
    bank_account: str
    emergency_name: str
    emergency_relation: str
    emergency_phone: str
    income_yuan: int


def document_number(county: str, birth: datetime.date, order: int, sex: str) -> str:
    """Return a resident number (GB 11643) of a county, day, running number and sex."""
    serial = order * 2 + (1 if sex == "1" else 0)
    body = f"{county}{birth:%Y%m%d}{serial % 1000:03d}"
    return body + workers.identity.check_character(body)


def bank_account(dice: random.Random) -> str:
    """Return a 19-digit account that passes Luhn."""
    body = "62" + "".join(str(dice.randrange(10)) for _ in range(16))
    return next(body + str(last) for last in range(10) if workers.accounts.luhn(body + str(last)))


def _name(dice: random.Random, sex: str, at: int) -> str:
    known = words()
    if at % _RARE_EVERY == _RARE_EVERY - 1:
        return str(known["rare_names"][(at // _RARE_EVERY) % len(known["rare_names"])])
    compound = dice.random() < 0.01  # noqa: PLR2004 -- one in a hundred
    surname = dice.choice(known["compound_surnames"] if compound else known["surnames"])
    letters = known["given_men" if sex == "1" else "given_women"]
    given = "".join(dice.choice(letters) for _ in range(1 if dice.random() < 0.25 else 2))  # noqa: PLR2004 -- a quarter has one character
    return str(surname) + given


def _phone(at: int) -> str:
    return f"1990{at % 10_000_000:07d}"


def make(dice: random.Random, count: int, today: datetime.date) -> list[Person]:
    """Return `count` people of working age, spread over all villages."""
    known = words()
    villages = [(town, village) for town, names in known["towns"].items() for village in names]
    oldest = today - datetime.timedelta(days=int(_OLDEST * _DAYS_A_YEAR))
    span = int((_OLDEST - _YOUNGEST) * _DAYS_A_YEAR)
    found = []
    for at in range(count):
        sex = dice.choice("12")
        # More of them are over forty than under: the young have left.
        birth = oldest + datetime.timedelta(days=int(span * dice.betavariate(1.6, 2.4)))
        county = known["old_county_code" if dice.random() < _OLD_CODE_SHARE else "county_code"]
        town, village = villages[at % len(villages)]
        found.append(
            Person(
                name=_name(dice, sex, at),
                doc_no=document_number(county, birth, at // 40 + 7, sex),
                sex=sex,
                birth=birth,
                phone=_phone(1_000_000 + at if at % 50 else 1_000_000 + max(0, at - 1)),
                town=town,
                village=village,
                group=dice.randint(1, 12),
                education=dice.choice(_EDUCATION),
                trade=dice.choice(known["trades"]),
                wanted=dice.choice(known["trades"]),
                away=dice.random() < 0.4,  # noqa: PLR2004 -- four in ten work away
                bank_account=bank_account(dice),
                emergency_name=_name(dice, dice.choice("12"), 0),
                emergency_relation=dice.choice(known["relations"]),
                emergency_phone=_phone(5_000_000 + at),
                income_yuan=dice.randrange(12, 80) * 1000,
            )
        )
    return _without_twins(found)


def _without_twins(found: list[Person]) -> list[Person]:
    """Leave out whoever by chance has the number of another."""
    seen: set[str] = set()
    return [one for one in found if one.doc_no not in seen and not seen.add(one.doc_no)]  # type: ignore[func-returns-value]
