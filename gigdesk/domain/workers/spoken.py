"""Amounts as people say and write them out: 3万5, 三万五, 十二万, 两千八."""

from __future__ import annotations

import re

_ONES = {word: at for at, word in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_ONE = f"[{''.join(_ONES)}]"
# 3万5 and 3万5千 are 35000; 3万05 and 3万50 are no way to say an amount.
_MIXED = re.compile(r"\s*([0-9]{1,3})\s*万\s*([1-9])\s*(?:千|千元)?\s*$")
# 三五万 and 两三万 are guesses between two amounts: one figure stands alone or with 十.
_WORDS = re.compile(
    f"(?:(?P<tens>{_ONE}?十)(?P<ones>{_ONE})?|(?P<one>{_ONE}))"
    f"(?:万(?:(?P<thousands>{_ONE})千?)?|千(?:(?P<hundreds>{_ONE})百?)?)元?"
)


def in_figures(text: str) -> str:
    """Return an amount that is said in words in figures with its unit, any other text as it is."""
    plain = "".join(text.split())
    found = _WORDS.fullmatch(plain)
    if found is None or ("千" in plain and "万" not in plain and found["tens"]):
        return _MIXED.sub(r"\1.\2万", text)
    tens, ones = found["tens"], found["ones"] or found["one"]
    whole = 10 * _ONES.get(tens[:-1], 1) if tens else 0
    whole += _ONES.get(ones or "", 0)
    part = _ONES.get(found["thousands"] or found["hundreds"] or "", 0)
    return f"{whole}.{part}{'万' if '万' in plain else '千'}"
