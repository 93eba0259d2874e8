"""Which field a column of a roster holds: told by its header, or by what its values look like."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from gigdesk import money
from gigdesk.domain import patterns
from gigdesk.domain.workers import codes, dates, headers, identity, names, phones, surnames, worker
from gigdesk.domain.workers.folding import folded
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

EXTRAS = headers.EXTRAS
COUNTY_TEMPLATE = headers.COUNTY_TEMPLATE
STAFF_ROSTER = headers.STAFF_ROSTER

EXACT, SYNONYM, BARE, PREFIXED, PART = 1.0, 0.95, 0.9, 0.8, 0.7

_ENOUGH = 0.6
_STRAY = 0.1
_NEARLY_ALL = 0.9
_LONGEST_SERIAL = 6
_DISTINCT = 0.5
_BIRTH_YEARS = range(1920, 2013)
_MIDDLE_BIRTH_YEAR = 2000
_FIRST_UNLIKE = 3

_BRACKETS = patterns.later(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|<[^<>]*>|\{[^{}]*\}")
_HOUSEHOLDER = "户主"
_EDGES = "*:;,.#·'\"。、_-~!?"
_PARTS = patterns.later(r"[/、|+或及和]+")
_ABOUT = patterns.later(r"(?:基本)?(?:情况|信息|状况|资料)$")
_LINES_OF_ONE = frozenset({"doc_no", "phone"})
"""Two columns in one, whose headers stand below each other without a sign between them."""
# 联系电话（可填子女）: one's own first, somebody else's where there is none.
_MAY_BE = patterns.later("[可或]|没有")
_OF_CONTACT = frozenset({"emergency_name", "emergency_phone"})
_NAME_WORD = "姓名"
_FAMILY_NAME, _GIVEN_NAME = frozenset({"姓", "姓氏"}), frozenset({"名", "名字"})
_FIRM = patterns.later(
    "公司|集团|厂|工地|项目部|酒店|饭店|餐馆|超市|商店|店$|医院|学校|幼儿园|工程|物业|企业|车间|作坊|基地|合作社"
)
_BANK = patterns.later("银行|[工农中建交招]行$|邮储|邮政|信用社|信合|农信|农商")
_NAME = patterns.later(f"[{HAN}]{{2,4}}|[{HAN}]+(?:{SEPARATOR}[{HAN}]+)+")
_VILLAGE = patterns.later(f"[{HAN}]{{1,20}}(?:村|社区|村委会|居委会|村民委员会)")
_UNITS: tuple[tuple[str, int], ...] = (
    ("万元", money.TEN_THOUSAND_YUAN_FEN),
    ("千元", 1000 * money.YUAN_FEN),
    ("元", money.YUAN_FEN),
)


class Match(NamedTuple):
    """A field, or one of `EXTRAS`, and how sure it is from 0 to 1 (0.9 and more: take it)."""

    field: str
    score: float


def match_header(text: str) -> Match | None:
    """Return the field a header names; None where it names none, or that of somebody else."""
    plain = _plain(text)
    index = _index()
    if plain in index:
        return index[plain]
    bare = _BRACKETS.sub("", plain).strip(_EDGES)
    beside_it = "".join(_BRACKETS.findall(plain))
    said = index.get(beside_it[1:-1])
    if said and said.field in _OF_CONTACT and _of_another(bare):
        return Match(said.field, PART)
    if _of_another(beside_it):
        may_be_own = bare in index and _MAY_BE.search(beside_it)
        return Match(index[bare].field, PART) if may_be_own else None
    if bare in index:
        return Match(index[bare].field, BARE)
    for prefix in headers.OWN_PREFIXES:
        rest = bare.removeprefix(prefix).removeprefix("的")
        if rest != bare and rest in index:
            return Match(index[rest].field, PREFIXED)
    asked = match_header(headers.unasked(bare)) if headers.unasked(bare) != bare else None
    return Match(asked.field, min(asked.score, PREFIXED)) if asked else _by_parts(bare)


def householder(text: str) -> Match | None:
    """Return the field a header like 户主 or 户主电话 has where the list is one of householders.

    Only who has seen that nobody else is named in the list may believe it, and asks all the same.
    """
    plain = _plain(text)
    rest = plain.removeprefix(_HOUSEHOLDER).removeprefix("的")
    if rest == plain:
        return None
    found = match_header(rest) if rest else Match("name", PART)
    return Match(found.field, PART) if found else None


def _by_parts(bare: str) -> Match | None:
    """Read 身份证号/护照号 or 手机、电话, where every part that is known means the same."""
    found = beside(bare)
    if found in headers.TOGETHER:
        return Match(headers.TOGETHER[found], PART)
    parts = [part for part in _PARTS.split(bare) if part]
    if len(parts) < 2:  # noqa: PLR2004 -- one part has been looked at
        return None
    index = _index()
    known = {match.field for part in parts if (match := index.get(part))}
    if len(known) != 1 or _of_another(bare):
        return None
    return Match(next(iter(known)), PART)


def beside(text: str) -> frozenset[str]:
    """Return the fields that a header names side by side, 姓名及身份证号; else nothing."""
    bare = _BRACKETS.sub("", _plain(text)).strip(_EDGES)
    index = _index()
    parts = [part for part in _PARTS.split(bare) if part]
    if len(parts) == 1 and bare not in index and bare.startswith(_NAME_WORD):
        parts = [_NAME_WORD, bare.removeprefix(_NAME_WORD)]
    elif len(parts) == 1 and bare not in index:
        parts = _lines(bare)
    if len(parts) < 2 or not all(part in index for part in parts):  # noqa: PLR2004 -- see above
        return frozenset()
    return frozenset(index[part].field for part in parts)


def _lines(bare: str) -> list[str]:
    """Part 身份证号码联系电话, two headers written below each other in one cell."""
    index = _index()
    halves = ([bare[:at], bare[at:]] for at in range(2, len(bare) - 1))
    found = (
        half
        for half in halves
        if all(part in index for part in half)
        and {index[part].field for part in half} == _LINES_OF_ONE
    )
    return next(found, [bare])


def are_halves(first: str, second: str) -> bool:
    """Say whether two headers beside each other are 姓 and 名, the halves of a name."""
    return _plain(first) in _FAMILY_NAME and _plain(second) in _GIVEN_NAME


def stem(group: str) -> str:
    """Return what a group of columns is about: 就业 for 就业情况, to stand before 单位 below it."""
    return _ABOUT.sub("", _plain(group))


def _of_another(text: str) -> bool:
    return any(word in text for word in headers.OTHER_PEOPLE)


def unit_fen(text: str) -> int | None:
    """Return the unit a money header states (万元, 千元, 元) in fen; None means: ask."""
    plain = _plain(text)
    return next((unit for word, unit in _UNITS if word in plain), None)


def unit_word(fen: int) -> str:
    """Return the word for a unit of money in fen, as it stands behind a figure; "" for none."""
    return next((word for word, unit in _UNITS if unit == fen), "")


def label(field: str) -> str | None:
    """Return the heading of a field or extra column on Chinese papers."""
    return _labels().get(field)


def headings(fields: Iterable[str]) -> dict[str, str]:
    """Return the headings of fields and extra columns on Chinese papers, by field."""
    return {field: label(field) or field for field in fields}


@functools.cache
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for header, field in headers.TEMPLATE_HEADERS.items():
        found.setdefault(field, header)
    for field, words in headers.SYNONYMS.items():
        found.setdefault(field, words[0])
    return found


def synonyms() -> dict[str, str]:
    """Return every word by which rosters call a column, with its field; the first one counts."""
    found: dict[str, str] = dict(headers.TEMPLATE_HEADERS.items())
    for field, words in headers.SYNONYMS.items():
        for word in words:
            found.setdefault(word, field)
    return found


def _plain(text: str) -> str:
    return folded(text).strip(_EDGES).replace("应急联", "紧急联")


@functools.cache
def _index() -> dict[str, Match]:
    found = {_plain(text): Match(field, EXACT) for text, field in headers.TEMPLATE_HEADERS.items()}
    for field, words in headers.SYNONYMS.items():
        for word in words:
            score = BARE if word in headers.LESS_SURE else SYNONYM
            found.setdefault(_plain(word), Match(field, score))
    return found


def guess_by_values(values: Sequence[str]) -> str | None:
    """Return the field that values look like, where most of them can hardly be anything else."""
    filled = [value.strip() for value in values if value.strip()]
    if not filled:
        return None
    for field, looks in _LOOKS:
        if sum(map(looks, filled)) >= _ENOUGH * len(filled):
            return field
    if _are_births(filled):
        return "birth_date"
    return "name" if _are_names(filled) else None


def likeness(field: str, values: Sequence[str]) -> float | None:
    """Return the share of values that can be this field's, None where any text can.

    Only what is filled in counts; without any value nothing speaks against the field.
    """
    filled = [value.strip() for value in values if value.strip()]
    looks = dict(_LOOKS).get(field) or _reads(field)
    if looks is None or not filled:
        return None
    return sum(map(looks, filled)) / len(filled)


def _reads(field: str) -> Callable[[str], bool] | None:
    """Return what tells whether a value of a coded, dated or counted field can be read."""
    if field == "serial":
        return lambda value: len(value) <= _LONGEST_SERIAL
    described = worker.BY_NAME.get(field)
    if described is None or described.code_set in codes.OPEN_SETS:
        return None
    if described.kind == "date":
        return lambda value: dates.read(value).value is not None
    if described.code_set is not None:
        code_set = described.code_set
        return lambda value: bool(codes.read_codes(code_set, value)[0])
    return None


def instead(field: str, values: Sequence[str]) -> str | None:
    """Return the field that values are of, where a header says a code and none of them is one.

    就业情况 over names of firms is where people work, not whether.
    """
    described = worker.BY_NAME.get(field)
    likely = likeness(field, values) if field not in _CERTAIN_LOOKS else None
    dated = described is not None and described.kind == "date"
    if likely is None or likely > _STRAY or dated:
        return None
    filled = [value for value in values if value.strip()]
    firms = sum(bool(_FIRM.search(value)) for value in filled)
    if field != "employer_name" and firms >= _ENOUGH * len(filled):
        return "employer_name"
    found = guess_by_values(values)
    return found if found in _CERTAIN_LOOKS else None


def exchanged(fields: Mapping[int, str], values: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return the fields of columns whose headers stand over each other's values, by column.

    Only where it is plain: nearly every value of each such column is of another one's field, and
    the columns take each other's places with none left over.
    """
    wrong: dict[int, str] = {}
    for at, field in fields.items():
        seen = _plainly(values.get(at, ())) if field in _PLAIN_LOOKS else None
        if seen not in {None, field}:
            wrong[at] = seen or ""
    while True:
        given = {fields[at] for at in wrong}
        closed = {
            at: seen
            for at, seen in wrong.items()
            if seen in given
            and fields[at] in wrong.values()
            and list(wrong.values()).count(seen) == 1
        }
        if closed == wrong:
            return closed
        wrong = closed


def _plainly(values: Sequence[str]) -> str | None:
    """Return the field that nearly all values are of, among those that are hardly mistaken."""
    filled = [value.strip() for value in values if value.strip()]
    for field, looks in _PLAIN_LOOKS.items():
        if filled and sum(map(looks, filled)) >= _NEARLY_ALL * len(filled):
            return field
    return None


def are_answers(values: Sequence[str]) -> bool:
    """Say whether values only answer whether, as 愿意外出 and 不愿意 under 就业意向 do."""
    filled = [value for value in values if value.strip() not in {"", "-", "/"}]
    return bool(filled) and sum(map(codes.is_answer, filled)) >= _ENOUGH * len(filled)


def _is_doc_no(value: str) -> bool:
    number = identity.compact(value)
    if identity.is_resident_number(number):
        return True
    birth = identity.birth_date(number) or identity.damaged_birth(number)
    return birth is not None and birth.year in _BIRTH_YEARS


def _is_account(value: str) -> bool:
    number = identity.compact(value)
    return number.isdecimal() and 16 <= len(number) <= 19 and not _is_doc_no(value)  # noqa: PLR2004 -- cards


def _is_phone(value: str) -> bool:
    reading = phones.read(value)
    dialled = [one for one in reading.numbers if one.kind != "local"]
    return bool(dialled) and not reading.findings


def _is_village(value: str) -> bool:
    return bool(_VILLAGE.fullmatch("".join(value.split())))


def _has_code(code_set: str) -> Callable[[str], bool]:
    def looks(value: str) -> bool:
        return not value[0].isdecimal() and codes.read_code(code_set, value) is not None

    return looks


def _is_people(value: str) -> bool:
    return value.endswith("族") and codes.read_code("ethnic", value) is not None


_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("doc_no", _is_doc_no),
    ("phone", _is_phone),
    ("bank_account", _is_account),
    ("sex", _has_code("sex")),
    ("ethnic", _is_people),
    ("village", _is_village),
    ("education", _has_code("education")),
)


def _is_bank(value: str) -> bool:
    return _BANK.search(value) is not None and not any(map(str.isdecimal, value))


def _is_name(value: str) -> bool:
    return _are_names([value])


_PLAIN_LOOKS: dict[str, Callable[[str], bool]] = {
    "doc_no": _is_doc_no,
    "phone": _is_phone,
    "bank_account": _is_account,
    "bank_name": _is_bank,
    "name": _is_name,
}


_CERTAIN_LOOKS = frozenset({"doc_no", "phone", "bank_account", "village"})


def _are_births(filled: Sequence[str]) -> bool:
    """Say whether dates are births: most long ago, none of them of children or of Methuselah."""
    values = [dates.read(value).value or "" for value in filled]
    years = sorted(int(value[:4]) for value in values if len(value) == 10)  # noqa: PLR2004 -- days
    inside = sum(year in _BIRTH_YEARS for year in years)
    return (
        len(years) > 1
        and inside >= _ENOUGH * len(filled)
        and years[len(years) // 2] < _MIDDLE_BIRTH_YEAR
    )


def _are_names(filled: Sequence[str]) -> bool:
    """Say whether texts are names: short, most with a common surname, few of them twice."""
    plain = [names.read(value).name for value in filled]
    fitting = [
        name
        for name in plain
        if _NAME.fullmatch(name)
        and (SEPARATOR in name or name[0] in surnames.COMMON or name[:2] in surnames.COMPOUND)
    ]
    distinct = len(set(plain)) >= _DISTINCT * len(plain) or len(plain) < _FIRST_UNLIKE
    return distinct and len(fitting) >= _ENOUGH * len(plain)
