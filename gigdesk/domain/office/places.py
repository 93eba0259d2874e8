"""Pasted lists of towns and villages: what each line names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain.office import spots

if TYPE_CHECKING:
    from collections.abc import Mapping

TOWN_ENDS = ("镇", "乡", "街道", "街道办事处", "街道办", "苏木", "农场", "林场")
_BETWEEN = re.compile(r"[\s,，、;；|]+")
_NUMBERED = re.compile(r"^[(（]?\d{1,3}[.．、)）](?!\d{2,}(?:\s|[,，、;；|]|$))")
_CODE_LENGTHS = (9, 12)
_LOCAL_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Named:
    """What one line names: a village with its town, or a town alone; `line` counts from 1.

    A line that names nothing has neither.
    """

    line: int
    text: str
    town: str = ""
    village: str = ""
    code: str = ""
    local_code: str = ""
    spot: spots.Spot | None = None


def is_code(text: str) -> bool:
    """Say whether a text can be a division code (GB/T 2260, GB/T 10114): 6, 9 or 12 digits."""
    return text.isascii() and text.isdigit() and len(text) in (6, *_CODE_LENGTHS)


def check_station(changed: Mapping[str, str | None]) -> None:
    """Raise errors.Invalid for a station's changed name that is empty, or code that is none."""
    if "name" in changed and not (changed["name"] or "").strip():
        raise errors.Invalid("office.error.station_name", "name")
    code = changed.get("code") or ""
    if "code" in changed and not is_code(code):
        raise errors.Invalid("office.error.station_code", "code", given=code)


def is_town(name: str) -> bool:
    """Say whether a name ends as towns do."""
    return name.endswith(TOWN_ENDS)


def read_list(text: str) -> list[Named]:
    """Return what each line names that holds anything.

    A line may hold town and village, with a code of 9 or 12 digits anywhere, and one of the 10
    digits that counties have made for themselves, or a town alone as the heading of the villages
    below it; also latitude and longitude in degrees with a fraction (28.431200 112.901300). Numbers
    in front of a line are left out.
    """
    found, heading = [], ""
    for number, line in enumerate(text.splitlines(), start=1):
        plain = _NUMBERED.sub("", line.strip()).strip()
        words = [word for word in _BETWEEN.split(plain) if word]
        code = next((word for word in words if word.isdigit() and len(word) in _CODE_LENGTHS), "")
        local = next((word for word in words if word.isdigit() and len(word) == _LOCAL_LENGTH), "")
        placed = [word for word in words if spots.is_part(word)]
        names = [word for word in words if not word.isdigit() and word not in placed]
        if not words:
            continue
        if not names:
            found.append(Named(number, line.strip()))
            continue
        town = next((name for name in names if is_town(name)), "")
        villages = [name for name in names if name != town]
        if town:
            heading = town
        village = villages[-1] if villages else ""
        spot = spots.read(" ".join(placed))
        found.append(Named(number, line.strip(), town or heading, village, code, local, spot))
    return found


def parted(text: str) -> tuple[str, str]:
    """Return town and village of one text: `青山镇石桥村` is 青山镇 and 石桥村."""
    plain = "".join(text.split())
    for at in range(len(plain) - 1, 0, -1):
        if is_town(plain[:at]):
            return plain[:at], plain[at:]
    return "", plain
