"""What a row of the corpus must become and which values it can give, by rules of its own.

Nothing of the program is asked here: a fault there must not hide itself.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.campaigns.corpus.model import Expected

OWN = {
    "id", "station_id", "number", "state", "name_pinyin", "name_initials", "registered_by",
    "registered_on", "doc_kind",
}  # fmt: skip
"""Columns the program fills by itself."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SEXES = {"男": "1", "女": "2"}
TEN_THOUSAND_YUAN_FEN = 1_000_000


def is_right(number: str) -> bool:
    """Say whether 18 characters are a resident number: digits, a day that was, the check sign."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        return False
    try:
        birth = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, WEIGHTS, strict=False))
    return CHECKS[total % 11] == number[17] and birth.year > 1900


def due_class(want: Expected) -> str:
    """Return the class of a row in a registry that knows nobody.

    A number from a numeric cell is damaged; files that know only text hold it in short form.
    """
    if "name" not in want.fields:
        return "rejected"
    text, kind = want.fields.get("doc_no", ("", "text"))
    return "new" if kind == "text" and is_right(text) else "rejected"


def contradicts_itself(want: Expected) -> bool:
    """Say whether a row states another birth than its number does."""
    number, stated = (want.fields.get(name, ("", ""))[0] for name in ("doc_no", "birth_date"))
    figures = re.findall(r"[0-9]+", stated)
    if len(figures) == 1 and len(figures[0]) == len("19900101"):
        figures = [figures[0][:4], figures[0][4:6], figures[0][6:]]
    if len(figures) < len(("year", "month")) or not is_right(number):
        return False
    said = f"{int(figures[0]):04d}" + "".join(f"{int(one):02d}" for one in figures[1:])
    return not number[6:].startswith(said)


def stands_in(name: str, value: Any, want: Expected, *, sections: bool) -> bool:
    """Say whether a stored value can be found in the row it came from."""
    number = want.fields.get("doc_no", ("", ""))[0]
    text = want.fields.get(name, ("", ""))[0]
    if name == "sex":
        stated = want.fields.get("sex", ("", ""))[0]
        return bool(value == ("1" if int(number[16]) % 2 else "2") or SEXES.get(stated) == value)
    if name == "birth_date":
        return bool(value.replace("-", "") == number[6:14])
    if name in ("village_id", "address", "notes") and "village" in want.fields:
        return bool(value and value in want.fields["village"][0])
    if name == "village_id":
        return sections
    if name == "name":
        return bool(value) and _letters(text).startswith(_letters(value))
    if name == "printed_name":
        return " ".join(value.split()) in " ".join(want.fields["name"][0].split())
    if name.endswith("phone"):
        return bool(value.replace("-", "") in re.sub(r"[^0-9/]", "", text))
    if name.endswith("_fen"):
        return bool(abs(value - float(text) * TEN_THOUSAND_YUAN_FEN) < 1)
    return bool(text) and str(value) == text


def _letters(text: str) -> str:
    """Return a name without spaces and marks."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isalpha() or sign == "\u00b7")
