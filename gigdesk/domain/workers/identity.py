"""Resident numbers (GB 11643) and the other papers a person shows: reading, checking, masking.

Hard rules are only the check character and the calendar date. Where a number was issued is a
hint: county codes were given at registration, so older people carry codes younger than they are.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from dataclasses import dataclass

from gigdesk.domain.workers import divisions
from gigdesk.domain.workers.findings import Finding, any_error, error, information, warning

RESIDENT = "01"
DISABILITY = "06"
PASSPORT = "08"
MAINLAND_PERMIT = "10"  # 港澳居民来往内地通行证
TAIWAN_PERMIT = "12"  # 台湾居民来往大陆通行证
# The national set known to us has no code for these two; letters mark the codes as our own.
RESIDENCE_PERMIT = "L1"  # 港澳台居民居住证
FOREIGN_RESIDENT = "L2"  # 外国人永久居留身份证

NUMBER_LENGTH = 18
OLD_LENGTH = 15
OLDEST_AGE = 120
CELL_DIGITS = 15  # a numeric cell keeps this many digits of a longer number

WRONG_CHECK = "findings.id.check"
"""The remark on a number of which any digit may be the wrong one."""
NUMBER_CELL = "findings.id.number_cell"
WHOLE_IN_CELL = "findings.id.number_cell_15"
SHORT_IN_CELL = "findings.id.number_cell_short"

_CHECKS = "10X98765432"
_BODY = 17
_NOISE = re.compile(
    "[\\s\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
)
_APOSTROPHES = "'\u2018\u2019\u201b`\u00b4\uff07"
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz\u00d7", "ABCDEFGHIJKLMNOPQRSTUVWXYZX")
_SLIPS = str.maketrans("OIL", "011")
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+?0*([1-9]\d?)")
_LABEL = re.compile(
    r"^\s*(?:二代|居民|公民|本人)*(?:身份证件?|身份|证件)(?:号码|编号|号)?(?:\s*[:：]\s*|\s*(?=[1-9]))"
)
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}")
_SHAPES: dict[str, re.Pattern[str]] = {
    MAINLAND_PERMIT: re.compile(r"[HM]\d{8}(?:\d{2})?"),
    TAIWAN_PERMIT: re.compile(r"\d{8}(?:\d{2})?"),
    PASSPORT: re.compile(r"[A-Z]{1,2}\d{7,8}"),
    # The resident number, kind and grade; a renewed card adds how often it was.
    DISABILITY: re.compile(r"\d{17}[\dX][1-7][1-4](?:B\d)?"),
}


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What a number says and what is wrong with it.

    `number` is normalised (and 18 characters long where 15 digits were given), `suggestion` a
    right number that differs only by letters taken for digits; it is never applied unasked.
    """

    kind: str
    number: str
    findings: tuple[Finding, ...] = ()
    birth: datetime.date | None = None
    sex: str | None = None
    upgraded: bool = False
    county: str | None = None
    suggestion: str | None = None

    @property
    def ok(self) -> bool:
        """Say whether the number can stand as that of a person."""
        return not self.findings or not any_error(self.findings)


def compact(text: str) -> str:
    """Return the number without blanks, hyphens, marks of direction and leading apostrophes.

    Full-width characters become plain, letters capital, a multiplication sign becomes X. Letters
    that look like digits stay: they are only suggested (`check(...).suggestion`).
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    while True:
        cleaned = unicodedata.normalize("NFKC", _NOISE.sub("", text))
        cleaned = _NOISE.sub("", cleaned).lstrip(_APOSTROPHES).translate(_UPPER)
        if cleaned == text:
            return cleaned
        text = cleaned


@functools.lru_cache(maxsize=1 << 17)
def _calendar_day(digits: str) -> datetime.date | None:
    """Return the day that eight digits write, or None where the calendar has none."""
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def check_character(body: str) -> str:
    """Return the 18th character for 17 digits (ISO 7064 MOD 11-2).

    Place weights are powers of two modulo 11, and 13 is 2 modulo 11: reading the digits as a
    number of base 13 sums them with their weights in one step.
    """
    return _CHECKS[int(body, 13) * 2 % 11]


def is_resident_number(number: str) -> bool:
    """Say whether 18 normalised characters are a right resident number or permit.

    Judges digits, check character and calendar date, nothing else: no place of issue, no today.
    """
    body = number[:_BODY]
    return (
        len(number) == NUMBER_LENGTH
        and body.isdecimal()
        and number.isascii()
        and _CHECKS[int(body, 13) * 2 % 11] == number[_BODY]
        and _calendar_day(number[6:14]) is not None
    )


def birth_date(number: str) -> datetime.date | None:
    """Return the birth date written in a number of 18 (or of 15) characters, if it is a day."""
    if len(number) == NUMBER_LENGTH and number[6:14].isdecimal():
        return _calendar_day(number[6:14])
    if len(number) == OLD_LENGTH and number.isdecimal():
        return _calendar_day("19" + number[6:12])
    return None


def sex_of(number: str) -> str:
    """Return the sex that the 17th digit states: "1" male, "2" female (GB/T 2261.1)."""
    return "1" if int(number[16]) % 2 else "2"


def upgrade(old: str) -> str:
    """Return the 18-character form of a 15-digit number."""
    body = f"{old[:6]}19{old[6:]}"
    return body + check_character(body)


def mask(number: str) -> str:
    """Return the number as lists show it: 430***********1126; short papers keep two and two."""
    if len(number) >= OLD_LENGTH:
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    kept = len(number) // 4
    return number[:kept] + "*" * (len(number) - 2 * kept) + number[len(number) - kept :]


def without_label(text: str) -> str:
    """Return a number without the words that say what it is: 身份证号：4311… ."""
    return _LABEL.sub("", text, count=1)


def surviving_digits(text: str) -> str:
    """Return the leading digits that are still true of a number a numeric cell has damaged.

    A workbook keeps 15 digits of a number and fills up with noughts; in scientific notation only
    the written digits are left. The text may be "430602199001011000" or "4.30602E+17".
    """
    number = compact(text).removesuffix(".0")
    match = _SCIENTIFIC.fullmatch(number)
    if match:
        return (match[1] + (match[2] or ""))[:CELL_DIGITS]
    left = number[:CELL_DIGITS] if number.isdecimal() else ""
    # Noughts where a birth must stand are none of the number's: 4.30623E+17 kept as a figure.
    filled_up = len(number) == NUMBER_LENGTH and _calendar_day(left[6:14]) is None
    return left.rstrip("0") if filled_up else left


def damaged_birth(text: str) -> datetime.date | None:
    """Return the birth date that survived in a damaged 18-digit number, if enough digits did."""
    digits = surviving_digits(text)
    scientific = _SCIENTIFIC.fullmatch(compact(text))
    length = int(scientific[3]) + 1 if scientific else len(compact(text).removesuffix(".0"))
    if length != NUMBER_LENGTH or len(digits) < 14:  # noqa: PLR2004 -- county and birth date
        return None
    return _calendar_day(digits[6:14])


def check(
    text: str,
    *,
    today: datetime.date,
    from_number_cell: bool = False,
    kind: str | None = None,
    sex: str | None = None,
    foreign: bool = False,
) -> IdentityCheck:
    """Read the number of a paper and say everything there is to say about it.

    `kind` is the kind of paper where it is known, else it is told by the shape. `sex` is what else
    is known of the person, to be held against the 17th digit; `foreign` says that the person is
    known to be none of the country, without which 18 digits are never taken for a card of
    foreigners. A county code that was never on the
    yearly lists is only worth knowing, one of no province W.
    """
    number = compact(text)
    if from_number_cell:
        return _damaged(number, NUMBER_CELL)
    if _SCIENTIFIC.fullmatch(number):
        return _damaged(number, "findings.id.scientific")
    if not number:
        return IdentityCheck(kind or RESIDENT, "", (error("findings.id.missing"),))
    if kind is None or kind in {RESIDENT, RESIDENCE_PERMIT, FOREIGN_RESIDENT}:
        told = _kind_by_shape(number, foreign=foreign) if kind is None else kind
        if told in {RESIDENT, RESIDENCE_PERMIT}:
            return _resident(number, today=today, sex=sex)
        if told == FOREIGN_RESIDENT:
            return _foreign_resident(number)
        guessed = (information(_BY_SHAPE[told], kind=told),)
        return IdentityCheck(told, number, guessed)
    return _other_paper(number, kind)


def old_number(text: str) -> str | None:
    """Return the present form of a right number of 15 digits, which a numeric cell keeps whole."""
    number = text.removesuffix(".0")
    if len(number) != OLD_LENGTH or not number.isdecimal():
        return None
    full = upgrade(number)
    return full if is_resident_number(full) else None


def _damaged(number: str, code: str) -> IdentityCheck:
    if code == NUMBER_CELL and old_number(number):
        return IdentityCheck(RESIDENT, number, (error(WHOLE_IN_CELL),))
    whole = number.removesuffix(".0")
    if code == NUMBER_CELL and whole.isdecimal() and len(whole) <= CELL_DIGITS:
        return IdentityCheck(RESIDENT, whole, (error(SHORT_IN_CELL, digits=len(whole)),))
    found = (error(code, digits=len(surviving_digits(number))),)
    return IdentityCheck(RESIDENT, number, found, birth=damaged_birth(number))


_BY_SHAPE = {
    MAINLAND_PERMIT: "findings.id.permit_by_shape",
    PASSPORT: "findings.id.passport_by_shape",
}


def _kind_by_shape(number: str, *, foreign: bool) -> str:
    """Tell the kind of paper only where the shape leaves no doubt; else it is a resident number."""
    new_card = foreign and number[:1] == "9" and is_resident_number(number)
    if new_card or _OLD_FOREIGN.fullmatch(number):
        return FOREIGN_RESIDENT
    for kind in (MAINLAND_PERMIT, PASSPORT):
        if _SHAPES[kind].fullmatch(number):
            return kind
    return RESIDENT


def _other_paper(number: str, kind: str) -> IdentityCheck:
    """Look at passports, permits and papers without a known shape: never more than a warning."""
    shape = _SHAPES.get(kind)
    if shape is None or shape.fullmatch(number):
        return IdentityCheck(kind, number)
    return IdentityCheck(kind, number, (warning("findings.id.shape", kind=kind),))


def _foreign_resident(number: str) -> IdentityCheck:
    """Look at a permanent residence card for foreigners, old (15) or of December 2023 on (18)."""
    right = bool(_OLD_FOREIGN.fullmatch(number))
    if len(number) == NUMBER_LENGTH and number[:_BODY].isdecimal() and number.isascii():
        right = number[0] == "9" and check_character(number[:_BODY]) == number[_BODY]
    found = () if right else (warning("findings.id.shape", kind=FOREIGN_RESIDENT),)
    return IdentityCheck(FOREIGN_RESIDENT, number, found)


def _resident(number: str, *, today: datetime.date, sex: str | None) -> IdentityCheck:
    """Check a resident number, a residence permit or the old form of 15 digits."""
    upgraded = len(number) == OLD_LENGTH and number.isascii() and number.isdecimal()
    found = [warning("findings.id.upgraded")] if upgraded else []
    cut = _calendar_day(number[6:14]) if upgraded else None
    if cut is not None and today.year - OLDEST_AGE <= cut.year and cut <= today:
        # The beginning of 18 digits reads as a birth, too: an old number is not the likelier.
        upgraded = birth_date(number) is not None
        found = [*found, warning("findings.id.perhaps_cut")] if upgraded else []
    full = upgrade(number) if upgraded else number
    if len(full) != NUMBER_LENGTH:
        found.append(error("findings.id.length", length=len(number)))
    elif not (full.isascii() and full[:_BODY].isdecimal() and full[_BODY] in _CHECKS):
        found.append(error("findings.id.characters"))
    else:
        return _whole(full, found, today=today, sex=sex, upgraded=upgraded)
    likely = _suggest(number)
    if likely:
        found.append(warning("findings.id.suggested", number=likely))
    return IdentityCheck(RESIDENT, number, tuple(found), suggestion=likely)


def _suggest(number: str) -> str | None:
    """Return the number with O, I and l read as digits, if that makes it right."""
    digits = number.translate(_SLIPS)
    if len(digits) == OLD_LENGTH and digits.isascii() and digits.isdecimal():
        digits = upgrade(digits)
    return digits if is_resident_number(digits) else None


def _whole(
    number: str,
    found: list[Finding],
    *,
    today: datetime.date,
    sex: str | None,
    upgraded: bool,
) -> IdentityCheck:
    """Check 17 digits and a check character."""
    if check_character(number[:_BODY]) != number[_BODY]:
        found.append(error(WRONG_CHECK))
    birth = _calendar_day(number[6:14])
    found += _on_birth(birth, today)
    if number[14:17] == "000":
        found.append(warning("findings.id.order_zero"))
    if number.endswith("000"):
        found.append(warning("findings.id.zero_tail"))
    county = number[:6]
    if not divisions.is_plausible_county(county):
        found.append(warning("findings.id.county", county=county))
    elif not divisions.is_known_county(county):
        found.append(information("findings.id.county", county=county))
    stated = sex_of(number)
    if sex in {"1", "2"} and sex != stated:
        male = stated == "1"
        found.append(warning("findings.id.says_male" if male else "findings.id.says_female"))
    kind = RESIDENCE_PERMIT if county in divisions.PERMIT_REGIONS else RESIDENT
    return IdentityCheck(kind, number, tuple(found), birth, stated, upgraded, county)


def _on_birth(birth: datetime.date | None, today: datetime.date) -> list[Finding]:
    """Judge the birth date of a number: a day of the calendar, not to come, not too long ago."""
    if birth is None:
        return [error("findings.id.date")]
    if birth > today:
        return [error("findings.id.future", birth=birth.isoformat())]
    if today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)) > OLDEST_AGE:
        return [error("findings.id.too_old", birth=birth.isoformat())]
    return []
