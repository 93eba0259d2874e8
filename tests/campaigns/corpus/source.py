"""What a row of the corpus must become and which values it must give, by rules of its own.

Nothing of the program is asked here: a fault there must not hide itself. A value is due only where
one of the rules below derives it from the row's own cells or from the title above it; whatever
else is stored is made up, and whatever is due and not stored is lost.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.campaigns.corpus.people import VILLAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.campaigns.corpus.model import Expected

OWN = {
    "id", "station_id", "number", "state", "name_pinyin", "name_initials", "registered_by",
    "registered_on",
}  # fmt: skip
"""Columns the program fills by itself."""

TWICE = VILLAGES[0]
"""The village of which there is one in each of two towns: its name alone does not say which."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SEXES = {"男": "1", "女": "2"}
TEN_THOUSAND_YUAN_FEN = 1_000_000

# GB/T 4761 in one digit.
RELATIONS = {
    "户主": "0", "本人": "0",
    "妻": "1", "夫": "1", "配偶": "1", "妻子": "1", "丈夫": "1",
    "子": "2", "儿子": "2", "长子": "2", "次子": "2",
    "女": "3", "女儿": "3", "长女": "3", "次女": "3",
    "孙子": "4", "孙女": "4",
    "父亲": "5", "母亲": "5", "父": "5", "母": "5",
    "祖父": "6", "祖母": "6",
    "哥哥": "7", "弟弟": "7", "姐姐": "7", "妹妹": "7",
}  # fmt: skip
# GB/T 2260, the first two digits.
PROVINCES = {
    "北京": "11", "天津": "12", "河北": "13", "内蒙古": "15", "上海": "31", "江苏": "32",
    "浙江": "33", "福建": "35", "山东": "37", "湖南": "43", "广东": "44", "广西": "45",
    "重庆": "50", "新疆": "65",
}  # fmt: skip
DEAD = re.compile("亡|故|去世")
MARKS = "*＊★△※"
NOTE = re.compile("[（(]([^）)]*)[）)]")
MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
ACCOUNT = re.compile(r"[0-9]{12,23}")


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


def right_number(want: Expected) -> str:
    """Return the number of a row where it is right and came as text, else nothing.

    A number from a numeric cell is damaged; files that know only text hold it in short form.
    """
    text, kind = want.fields.get("doc_no", ("", "text"))
    return text if kind == "text" and is_right(text) else ""


def due_class(want: Expected) -> str:
    """Return the class of a row in a registry that knows nobody.

    A row that speaks against its own number, or of a death, is for a person to decide.
    """
    if "name" not in want.fields or not right_number(want):
        return "rejected"
    return "undecided" if is_held(want) else "new"


def due_again(want: Expected, known: Sequence[Expected], *, shows_digits: bool) -> str:
    """Return the class of a row where the people of the rows `known` are registered.

    `shows_digits` says that the file holds numbers of numeric cells with all the digits they kept.
    """
    number = right_number(want)
    if not number:
        fitting = [one for one in known if _fits(one, want, shows_digits=shows_digits)]
        return "undecided" if len(fitting) == 1 else "rejected"
    if all(right_number(one) != number for one in known):
        return due_class(want)
    return "undecided" if is_held(want) else "unchanged"


def _fits(one: Expected, want: Expected, *, shows_digits: bool) -> bool:
    """Say whether somebody has the name of a row without a right number, and birth or village."""
    name = want.fields.get("name", ("", ""))[0]
    if not name or bare_name(one.fields["name"][0]) != bare_name(name):
        return False
    text, kind = want.fields.get("doc_no", ("", "text"))
    birth = text[6:14] if kind == "text" or shows_digits else ""
    place, its = village_of(want), village_of(one)
    return bool(
        (birth and birth == right_number(one)[6:14]) or (place and place == its and place != TWICE)
    )


def is_held(want: Expected) -> bool:
    """Say whether a row tells of a death or states another birth than its number does."""
    name = want.fields.get("name", ("", ""))[0]
    return any(DEAD.search(note) for note in NOTE.findall(name)) or contradicts_itself(want)


def contradicts_itself(want: Expected) -> bool:
    """Say whether a row states another birth than its number does.

    Years, months and days are read from whatever stands between the figures: 1932.12-22.
    """
    number, stated = (want.fields.get(name, ("", ""))[0] for name in ("doc_no", "birth_date"))
    figures = re.findall(r"[0-9]+", stated)
    if len(figures) == 1 and len(figures[0]) == len("19900101"):
        figures = [figures[0][:4], figures[0][4:6], figures[0][6:]]
    if len(figures) < len(("year", "month")) or not is_right(number):
        return False
    said = f"{int(figures[0]):04d}" + "".join(f"{int(one):02d}" for one in figures[1:])
    return not number[6:].startswith(said)


def bare_name(text: str) -> str:
    """Return a name without what stands beside it in brackets, marks and blanks."""
    return "".join(NOTE.sub("", text).strip(f"{MARKS} \u3000").split())


def beside_name(text: str) -> str:
    """Return what stands beside a name: the notes in brackets, or the name with its marks."""
    marked = [text.strip()] if any(sign in MARKS for sign in text) else []
    return "；".join(NOTE.findall(text) or marked)


def village_of(want: Expected) -> str:
    """Return the village that a row names, or else the title above it."""
    return want.fields.get("village", ("", ""))[0] or want.village


def values(want: Expected) -> dict[str, Any]:
    """Return what must be stored of a row, by column; a village by its name as `village`."""
    due: dict[str, Any] = {}
    for name, (text, kind) in want.fields.items():
        if text and kind != "error":
            due.update(_PARTS.get(name, _plain)(name, text))
    number = right_number(want)
    due.pop("birth_date", None)
    if number:
        due.update(doc_no=number, doc_kind="01")
        due.update(birth_date=f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
        due.setdefault("sex", "1" if int(number[16]) % 2 else "2")
    elif want.fields.get("birth_date", ("", ""))[1] == "date":
        due["birth_date"] = want.fields["birth_date"][0]
    if want.village and want.village != TWICE:
        due.setdefault("village", want.village)
    return due


def is_told_by_title(want: Expected) -> bool:
    """Say whether only a title names the village, and its name does not say which it is."""
    return want.village == TWICE and "village" not in want.fields


def further_phones(want: Expected) -> list[str]:
    """Return the figures of the telephones behind the first one."""
    texts = [want.fields.get(name, ("", ""))[0] for name in ("phone", "phone_more")]
    found = [_figures(one) for text in texts for one in text.split("/") if one]
    return sorted(found[1:])


def same(name: str, stored: Any, due: Any) -> bool:
    """Say whether a stored value is the due one; telephones by figures, printed names by words."""
    if stored is None or due is None:
        return stored is due
    if name.endswith("phone"):
        return _figures(stored) == _figures(due)
    if name == "printed_name":
        return bool(stored.split() == due.split())
    return bool(stored == due)


def _figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _plain(name: str, text: str) -> dict[str, Any]:
    return {name: text}


def _name(_: str, text: str) -> dict[str, Any]:
    name, beside = bare_name(text), beside_name(text)
    if beside:
        return {"name": name, "notes": beside}
    return {"name": name} if name == text else {"name": name, "printed_name": text}


def _nothing(_: str, __: str) -> dict[str, Any]:
    return {}


def _village(_: str, text: str) -> dict[str, Any]:
    """Take the village itself, or where it does not say which, the words for an address."""
    return {"address": text} if text == TWICE else {"village": text}


def _sex(_: str, text: str) -> dict[str, Any]:
    return {"sex": SEXES[text]}


def _phone(name: str, text: str) -> dict[str, Any]:
    return {name: text.split("/", maxsplit=1)[0]}


def _relation(name: str, text: str) -> dict[str, Any]:
    return {name: RELATIONS[text]}


def _work_place(_: str, text: str) -> dict[str, Any]:
    """Take the province with which a written place begins; a town alone does not say it.

    The place itself is none of the five distances that the field knows: its words are kept.
    """
    found = [code for name, code in PROVINCES.items() if text.startswith(name)]
    kept = {"notes": f"就业地点原文：{text}"}
    return {**kept, "employment_province": found[0]} if found else kept


def _account(_: str, text: str) -> dict[str, Any]:
    account = ACCOUNT.search(text)
    assert account is not None
    bank = re.sub("账号|[:：]", " ", ACCOUNT.sub("", text)).strip()
    return {"bank_account": account[0], **({"bank_name": bank} if bank else {})}


def _to_call(_: str, text: str) -> dict[str, Any]:
    phone = MOBILE.search(text)
    assert phone is not None
    related = [one for one in NOTE.findall(text) if one in RELATIONS]
    due = {
        "emergency_name": NOTE.sub("", MOBILE.sub("", text)).strip(" ：:，,"),
        "emergency_phone": phone[0],
    }
    return {**due, "emergency_relation": RELATIONS[related[0]]} if related else due


def _income(name: str, text: str) -> dict[str, Any]:
    return {name: int(Decimal(text) * TEN_THOUSAND_YUAN_FEN)}


_PARTS = {
    "name": _name,
    "doc_no": _nothing,
    "sex": _sex,
    "phone": _phone,
    "phone_more": _nothing,
    "village": _village,
    "relation_to_head": _relation,
    "employment_place": _work_place,
    "bank_account": _account,
    "emergency_name": _to_call,
    "annual_income_fen": _income,
}
