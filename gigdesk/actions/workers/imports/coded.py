"""Codes of places in the rows of a roster: of one village, of a town or county, or of none here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLACED = "intake.finding.village_by_code"
AGAINST = "intake.finding.code_against"
UNKNOWN = "intake.finding.code_unknown"
_CODE = re.compile(r"'?([0-9]{6,12})(?:\.0+)?")
_LENGTH = 12


class Codes:
    """The codes of the villages of the desk, official ones and the county's own.

    A code that two villages have is of none: nothing says which is meant.
    """

    def __init__(self, places: Iterable[tuple[Mapping[str, Any], bytes]], station: str) -> None:
        """Know the codes of places, each with what it is today; `station` is the desk's own."""
        self._villages: dict[str, set[bytes]] = {}
        self._towns: dict[str, set[str]] = {}
        self._wider = {_whole(station)} if station else set()
        for place, today in places:
            codes = [one for one in (place["code"], place["local_code"]) if one]
            if place["level"] != "village":
                self._wider.update(map(_whole, codes))
                if place["level"] == "town":
                    for code in map(_whole, codes):
                        self._towns.setdefault(code, set()).add(place["name"])
                continue
            for code in codes:
                self._villages.setdefault(code, set()).add(today)

    def village(self, text: str) -> bytes | None:
        """Return the one village that has the code of a cell, or None."""
        found = self._villages.get(_plain(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def town(self, text: str) -> str:
        """Return the name of the one town that has the code of a cell, else an empty text."""
        code = _plain(text)
        found = self._towns.get(_whole(code), set()) if code else set()
        return next(iter(found)) if len(found) == 1 else ""

    def is_wider(self, text: str) -> bool:
        """Say whether a cell has the code of a town or county here: it speaks of no village."""
        code = _plain(text)
        return bool(code) and _whole(code) in self._wider


def _plain(text: str) -> str:
    """Return the figures of a code; nothing where a text is none."""
    found = _CODE.fullmatch(folding.joined(text))
    return found[1] if found else ""


def _whole(code: str) -> str:
    """Return a code as long as that of a village, as lists write those of towns as well."""
    return code.ljust(_LENGTH, "0")
