"""One row of a roster: its cells read into the values a worker keeps, and every doubt on the way.

Nothing is made up: a value that cannot be read for sure is left out and reported with its text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.domain.workers import (
    accounts,
    ages,
    answers,
    astray,
    begun,
    calling,
    chatted,
    codes,
    dates,
    divisions,
    granted,
    headers,
    identity,
    insured,
    names,
    phones,
    remarks,
    single,
    together,
)
from gigdesk.domain.workers.findings import ERROR, Finding, warning
from gigdesk.domain.workers.worker import BY_NAME, PROTECTED, UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = together.Cell
TypedCell = together.TypedCell
Sheet = single.Sheet
Value = str | int | bytes
ASTRAY = astray.CODES | chatted.DOUBTS | {together.HALF_NAME}
"""Remarks on rows whose cells stand in strange columns, and on lines of a chat list of which it is
not sure whom they mean: a person must look at them first."""

STRUCK = "findings.row.struck"
"""Said of a row that is struck through: whether its person is meant is for a person to say."""

_SEX_UNSTATED = frozenset({"0", "9"})
_FOREIGN_BLOOD = "98"  # GB/T 3304: 外国血统中国籍人士 and, on rosters, foreigners
_LEFT_OUT = frozenset(
    {
        divisions.CODE_UNREAD,
        "findings.value.unknown",
        single.NO_EMPLOYER,
        begun.NO_WORK,
        "findings.value.masked",
        "findings.value.unit",
        "findings.value.amount",
        "findings.value.large_unit",
        "findings.value.small_unit",
        "findings.value.too_large",
        "findings.value.province_only",
        "findings.value.second",
        "findings.date.unreadable",
        "findings.date.impossible",
        "findings.date.no_year",
        "findings.date.year_only",
        "findings.date.roc",
        "findings.date.month_cut",
        "findings.date.two_digit_year",
        "findings.date.serial_or_month",
    }
)
"""Remarks on values that stand in no field of the person, whose words must not be lost."""
_KEPT = phones.LOST_DIGITS | accounts.NOT_READ
"""Remarks on damaged cells whose words stay with the person as remarks."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row that was read.

    `given` holds what the cells say by field, `derived` what only fills gaps: what the number says
    beyond (birth, sex, kind of paper), and a further telephone as the one to call; for a new person
    the birth in a right number stands before that of a cell.
    `place` is the row's number in its sheet; `village`, `town` and `region_code` are texts that
    the caller looks up, `household` the number that the list gives a household. `coarse` says that
    the schooling is an answer of the county form, which means several codes, `adding` names fields
    whose words only add to what is known, as yes under 是否低保 does, `certificate` the one that
    the row is about. `doc_no` stands in `given` only where it is right.
    """

    place: int
    given: Mapping[str, Value] = field(hash=False)
    derived: Mapping[str, Value] = field(hash=False)
    paper: identity.IdentityCheck
    findings: tuple[Finding, ...] = ()
    telephones: tuple[phones.Phone, ...] = ()
    village: str = ""
    town: str = ""
    household: str = ""
    coarse: bool = False
    adding: tuple[str, ...] = ()
    region_code: str = ""
    certificate: granted.Granted = granted.NONE

    @property
    def name(self) -> str:
        """Return the name, or nothing."""
        return str(self.given.get("name", ""))

    @property
    def doc_no(self) -> str | None:
        """Return the number by which the person is known, if it is right."""
        return self.paper.number if self.paper.ok else None

    def covers(self, name: str, known: object) -> bool:
        """Say whether a coarse answer of the row means the code that is known as well."""
        if name != "education" or not self.coarse or not known:
            return False
        told = codes.county_education(str(self.given.get(name)))
        return told == codes.county_education(str(known))

    def beside(self, name: str, told: Value, known: object) -> Value:
        """Return what a field says where it is known already: some words only add to those."""
        if name == "notes":
            return remarks.added(known, told)
        return answers.joined(known, told) if name in self.adding else told

    @property
    def further_phones(self) -> tuple[phones.Phone, ...]:
        """Return the telephones behind the one to call; all where that one's own cell is empty."""
        return self.telephones["phone" in self.given :]

    @property
    def birth(self) -> str | None:
        """Return the birth that the row states, in a cell or in its number."""
        told = self.derived.get("birth_date")
        found = told if told is not None and self.paper.ok else self.given.get("birth_date", told)
        return str(found) if found else None

    @property
    def values(self) -> dict[str, Value]:
        """Return what a new person would be kept with."""
        certain = self.paper.ok and "birth_date" in self.derived
        birth = {"birth_date": self.derived["birth_date"]} if certain else {}
        return {**self.derived, **self.given, **birth}


def read(
    place: int, cells: Mapping[str, Cell], sheet: Sheet, before: Sequence[Finding] = ()
) -> RowReading:
    """Read the cells of a row by field; fields the worker has not are left to the caller.

    `before` is what the caller found, in taking marks for the row above.
    """
    given: dict[str, Value] = {}
    found: list[Finding] = [*before]
    cells = together.parted(cells, found)
    memory = sheet.remembered
    unread = [one for one in found if one.code in _LEFT_OUT]
    for name, cell in cells.items():
        kind = cell.kind
        if name not in _BY_THEMSELVES or kind == "empty":
            continue
        known = memory.get((name, kind, cell.text))
        value, doubts = known if known is not None else single.read(name, cell, sheet)
        if doubts:
            found += doubts
            unread += [one for one in doubts if one.code in _LEFT_OUT]
        if value is not None:
            given[name] = value
    found += _name(cells.get("name"), given)
    found += _printed_name(cells.get("printed_name"), given)
    beside = [*_of_doc_kind(cells.get("doc_kind"), sheet), *begun.refused(cells, given, found)]
    found += beside
    unread += [one for one in beside if one.code in _LEFT_OUT]
    found += astray.found(cells)
    found += single.failed(cells)
    found += _news_of_life(cells.get("notes"))
    found += _insured(given)
    checked = _identity(cells, given, sheet)
    derived = _derived(checked, given, found)
    birth = str(derived.get("birth_date") or "")
    if "age" in cells:
        found += ages.against(single.text_of(cells["age"]), birth, sheet.today)
    certain = dates.after_birth(found, birth if checked.ok else "", sheet.today)
    given.update(certain)
    unread = [one for one in unread if one.params.get("field") not in certain]
    numbers = calling.read(cells, given, derived, found)
    _keep_account(cells, found, given)
    _keep_unread(unread, derived, given)
    adding = _groups(cells, given, found)
    certificate = granted.read(cells, given, sheet, found)
    return RowReading(
        place,
        given,
        derived,
        checked,
        tuple(found),
        numbers,
        single.text_of(cells.get("village")),
        single.text_of(cells.get("town")),
        _plain_cell(cells, "household_id"),
        codes.is_coarse_education(single.text_of(cells.get("education"))),
        adding,
        _plain_cell(cells, "region_code"),
        certificate,
    )


def _groups(
    cells: Mapping[str, Cell], given: dict[str, Value], found: list[Finding]
) -> tuple[str, ...]:
    """Put the groups that answers say yes to beside what a column of groups says.

    Return the fields that no column of their own fills: what they say only adds to what is known.
    """
    if headers.CATEGORIES.keys().isdisjoint(cells):
        return ()
    told, doubts, kept = answers.read(cells)
    found += doubts
    if kept:
        given["notes"] = remarks.added(given.get("notes"), remarks.JOINT.join(kept))
    adding = tuple(name for name in told if name not in given)
    given.update({name: answers.joined(given.get(name), words) for name, words in told.items()})
    return adding


def _keep_account(
    cells: Mapping[str, Cell], found: Sequence[Finding], given: dict[str, Value]
) -> None:
    """Keep as a remark the words of an account that could not be read."""
    if "bank_account" in cells and any(one.code in accounts.NOT_READ for one in found):
        words = remarks.one_line(single.text_of(cells["bank_account"]))
        kept_account = f"{BY_NAME['bank_account'].header}{UNREAD}{words}"
        given["notes"] = remarks.added(given.get("notes"), kept_account)


def _keep_unread(
    unread: Sequence[Finding], derived: Mapping[str, Value], given: dict[str, Value]
) -> None:
    """Keep as remarks the words that no field could take, but for what the number tells as well.

    What asks for a consent of its own never goes into the remarks, which everybody may read.
    """
    kept = []
    for one in unread:
        name, text = str(one.params.get("field", "")), str(one.params.get("text", ""))
        described = BY_NAME.get(name)
        told = name in derived and name != "doc_kind"  # the number tells its shape, not the word
        if described is None or described.privacy == "S" or told:
            continue
        kept.append(f"{described.header}{UNREAD}{remarks.one_line(text)}")
    if kept:
        given["notes"] = remarks.added(given.get("notes"), remarks.JOINT.join(kept))


_BY_THEMSELVES = frozenset(BY_NAME) - {"name", "doc_no", "doc_kind", "phone", "printed_name"}


def _plain_cell(cells: Mapping[str, Cell], name: str) -> str:
    text = single.text_of(cells[name]) if name in cells else ""
    return "" if text.casefold() in single.NOTHING else text


def _of_doc_kind(cell: Cell | None, sheet: Sheet) -> tuple[Finding, ...]:
    """Return what is odd about the word for the kind of paper."""
    return single.read("doc_kind", cell, sheet)[1] if cell and cell.kind != "empty" else ()


def _name(cell: Cell | None, given: dict[str, Value]) -> tuple[Finding, ...]:
    """Read the name; the printed form is kept beside it where it is another."""
    text = single.text_of(cell)
    if not text:
        return ()
    reading = names.read(text)
    if reading.ok:
        given["name"] = reading.name
        if reading.printed != reading.name:
            given["printed_name"] = reading.printed
    # What stood about the name is a remark on the person; it must not be lost with the marks.
    told = str(given.get("notes") or "")
    fresh = [note for note in reading.notes if note not in told]
    if fresh or reading.marked:
        given["notes"] = remarks.added(told, remarks.JOINT.join([*fresh, reading.marked]))
    return reading.findings


def _printed_name(cell: Cell | None, given: dict[str, Value]) -> tuple[Finding, ...]:
    """Read the name as the paper has it, where a list has a column of its own for it."""
    text = single.text_of(cell)
    if not text:
        return ()
    if "name" not in given:
        return _name(cell, given)
    reading = names.read(text)
    given["printed_name"] = reading.printed
    if reading.name == given["name"]:
        return ()
    return (warning("findings.row.printed_name", printed=text, name=given["name"]),)


def damaged(row: RowReading, known: object) -> list[Finding]:
    """Return the remarks on damaged cells of a row, about somebody with these remarks.

    Where the very words of such cells stand with the person already, they have
    been seen, and nobody is asked about them twice.
    """
    kept = [one for one in remarks.ENDS.split(str(row.given.get("notes") or "")) if UNREAD in one]
    seen = bool(kept) and all(remarks.added(known, one) == known for one in kept)
    told = _KEPT | _LEFT_OUT if seen else frozenset()
    found = [one for one in row.findings if one.code not in told and not _is_settled(one, row)]
    return [one for one in found if one.level == ERROR or one.code in _KEPT]


def _is_settled(finding: Finding, row: RowReading) -> bool:
    """Say whether nobody need be asked about words that no field could take.

    A birth that cannot be read is told by the right number. Of an ordinary field the words are
    kept as a remark, and told; all else that the row says of somebody known counts.
    """
    name = str(finding.params.get("field", ""))
    if finding.code not in _LEFT_OUT or name not in BY_NAME:
        return False
    if name == "birth_date":
        return row.paper.ok and "birth_date" in row.derived
    return name not in PROTECTED and BY_NAME[name].privacy != "S"


def _insured(given: Mapping[str, Value]) -> tuple[Finding, ...]:
    """Say where a row has somebody in two covers that exclude each other."""
    return (warning("findings.row.insured_twice"),) if insured.twice(given) else ()


def _news_of_life(cell: Cell | None) -> tuple[Finding, ...]:
    """Say where the remarks tell that the person died or left the village for good."""
    text = single.text_of(cell)
    if not text:
        return ()
    if names.died(text):
        return (warning("findings.row.died", note=text),)
    return (warning("findings.row.moved_away", note=text),) if names.moved_away(text) else ()


def _identity(
    cells: Mapping[str, Cell], given: dict[str, Value], sheet: Sheet
) -> identity.IdentityCheck:
    """Check the number; it is kept, with its kind of paper, only where it is right."""
    cell = cells.get("doc_no")
    text = single.text_of(cell)
    text = "" if text.casefold() in single.NOTHING else identity.without_label(text)
    stated = single.text_of(cells.get("doc_kind"))
    kind = codes.read_code("doc_kind", stated) if stated else None
    sex = given.get("sex")
    checked = identity.check(
        text,
        today=sheet.today,
        from_number_cell=bool(text) and cell is not None and cell.kind != "text",
        kind=kind,
        sex=str(sex) if sex else None,
        foreign=given.get("ethnic") == _FOREIGN_BLOOD,
    )
    if checked.ok:
        given["doc_no"] = checked.number
    return checked


def _derived(
    checked: identity.IdentityCheck, given: dict[str, Value], found: list[Finding]
) -> dict[str, Value]:
    """Return what the number tells; a birth in a cell that says otherwise is reported."""
    derived: dict[str, Value] = {}
    if checked.ok:
        derived["doc_kind"] = checked.kind
        if checked.sex:
            derived["sex"] = checked.sex
            if given.get("sex") in _SEX_UNSTATED:
                del given["sex"]
    if checked.birth:
        derived["birth_date"] = checked.birth.isoformat()
        stated = given.get("birth_date")
        if checked.ok:
            found[:] = [dates.settled(one, derived["birth_date"]) for one in found]
            unlike = [one for one in found if dates.is_doubtful_birth(one)]
            birth = checked.birth.isoformat()
            found += [
                warning("findings.row.birth", stated=one.params.get("text"), number=birth)
                for one in unlike
            ]
        if checked.ok and stated and not dates.agree(str(stated), checked.birth.isoformat()):
            found.append(
                warning("findings.row.birth", stated=stated, number=checked.birth.isoformat())
            )
    return derived
