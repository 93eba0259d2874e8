"""Names of employers: whether two surely mean different ones."""

from __future__ import annotations

import re
import unicodedata

from gigdesk.domain.workers import cities

_FORM = re.compile("股份有限公司|有限责任公司|有限公司|股份公司|分公司|集团|公司|工厂|厂|企业|单位")
_NO_NAME = re.compile("外出|在外|打工|务工|上班|就业|灵活|工作|工地|自主|个体|创业|不详|等")
_SIGNS = re.compile(r"[\W_]+")
_FEWEST_ALIKE = 3


def surely_differ(one: object, other: object) -> bool:
    """Say whether two names are of two employers, and not two writings of one.

    Nobody writes a name alike twice: with its city or without, short or whole, or with one wrong
    character (东莞市鑫达电子有限公司, 鑫达电子厂). Words that name no employer are none at all.
    """
    first, second = sorted((_core(one), _core(other)), key=len)
    if not first or _is_part(first, second):
        return False
    wrong = sum(left != right for left, right in zip(first, second, strict=False))
    return wrong > 1 or len(first) != len(second) or len(first) < _FEWEST_ALIKE


def _core(name: object) -> str:
    """Return what of a name is its own: no city before it, no form of company behind it."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", str(name or "")).casefold())
    return _NO_NAME.sub("", _FORM.sub("", cities.without(plain)))


def _is_part(short: str, whole: str) -> bool:
    """Say whether a name holds all characters of a shorter one in their order."""
    rest = iter(whole)
    return all(sign in rest for sign in short)
