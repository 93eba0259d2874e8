"""The divisions of GB/T 2260, by which the first digits of a resident number are looked at.

Nothing here is ever an error: a code that is on no list is only worth a look.
"""

from __future__ import annotations

import re
import unicodedata

from gigdesk.domain.workers import counties

PROVINCES: dict[str, str] = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}

# Residence permits for people from Hong Kong, Macau and Taiwan begin with one of these.
PERMIT_REGIONS: dict[str, str] = {"810000": "香港", "820000": "澳门", "830000": "台湾"}


def province_name(code: str) -> str | None:
    """Return the name of the province a division code of any length begins with, if known."""
    return PROVINCES.get(code[:2])


def is_plausible_county(code: str) -> bool:
    """Say whether a six-digit code begins with a known province or is that of a permit."""
    return code[:2] in PROVINCES or code in PERMIT_REGIONS


def is_known_county(code: str) -> bool:
    """Say whether a six-digit code was one of a county between 1980 and 2020, or of a permit."""
    return code in counties.known() or code in PERMIT_REGIONS


_OUTER = re.compile(r"^[\[【〖〔《<「(](.+?)[\]】〗〕》>」)](.*)$")
_ORDER = re.compile(
    r"^(?:[(](?:[一二三四五六七八九十]+|[0-9]{1,2})[)]|(?:[一二三四五六七八九十]+|[0-9]{1,2})[、.,)])[、.]?(?=.)"
)
_KIND = re.compile("^(?:所在|所属)?(?:村名称?|村别|行政村|村组|村社区|村|社区|乡镇|组别)[:]")
_COUNT = re.compile(
    "(?:[(]?(?:共|计|合计|人数)?[:]?[0-9]{1,5}(?:人|名|户|口|个)+.*|[(][^()]*[)]|[:].*)$"
)
_ALONE = re.compile(
    "[(]?(?:(?:共|计|合计|人数)?[:]?[0-9]{1,5}(?:人|名|户|口)+[)]?|[一二三四五六七八九十]+[)]?[、.]?|人数[:]?)"
)


def bare_title(text: str) -> str:
    """Return the place that a title over people names: 石桥村 for 一、【石桥村】共2人.

    Signs, an order, what kind of place it is and how many people follow are taken off; whether
    the rest is a place is for the caller to say.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    while True:
        bare = _ORDER.sub("", plain)
        outer = _OUTER.match(bare)
        bare = outer[1] + outer[2] if outer and not is_count(bare) else bare
        bare = _COUNT.sub("", _KIND.sub("", bare)) or bare
        if bare == plain:
            return plain
        plain = bare


def is_count(text: str) -> bool:
    """Say whether a cell only counts or orders what stands beside it: 2人, 共12人, 一、."""
    return bool(_ALONE.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))
