"""What becomes of an imported row: new, updated, unchanged, undecided or rejected, and why.

The five are exactly those of the command line's table. Nothing is made up, an empty cell changes
nothing, and where name, birth, sex or account differ a person decides. So it is where a row speaks
against its own number, tells of a death, or has a damaged cell about somebody who is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gigdesk.domain.workers import (
    ages,
    certified,
    dates,
    divisions,
    employment,
    fitting,
    identity,
    names,
    partial,
    phones,
    rows,
)
from gigdesk.domain.workers.findings import ERROR, Finding, error, information, warning
from gigdesk.domain.workers.remarks import added
from gigdesk.domain.workers.worker import BY_NAME, PROTECTED, WorkerId

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from gigdesk.domain.workers.fitting import Known
    from gigdesk.domain.workers.rows import RowReading, Value

Kind = Literal["new", "updated", "unchanged", "undecided", "rejected"]

# What is only said at the making of a record, or by its number, is not held against a known one.
_NUMBERED = frozenset({"doc_no", "doc_kind"})
# Two rows of a file may differ in these without contradicting each other.
_ASIDE = _NUMBERED | {"printed_name", "notes", "registered_by", "registered_on", "source_note"}
_REMARKS = "notes"
_FIELD_ORDER = {name: at for at, name in enumerate(BY_NAME)}
_LAST = len(_FIELD_ORDER)
_DITTO = "findings.name.ditto"
_NAME_ERRORS = frozenset({"findings.name.missing", "findings.name.too_long", _DITTO})
_DIED = frozenset({"findings.name.died", "findings.row.died"})
_DEAD, _BIRTH_AGAINST = "died", "findings.row.birth"
_SEX_AGAINST = frozenset({"findings.id.says_male", "findings.id.says_female"})
MORE_PHONES = "phone_more"
"""The field of a difference in further telephones, which stand in no column of a person."""
HOLDING = frozenset({*_DIED, *phones.LOST_DIGITS, *_SEX_AGAINST, *rows.ASTRAY, rows.STRUCK})
"""Remarks that, where they make a row wait, are a reason and no mere warning."""


@dataclass(frozen=True, slots=True)
class Diff:
    """A field that a row changes; `before` None where it was empty, `after` where it becomes so."""

    field: str
    before: object
    after: Value | None


@dataclass(frozen=True, slots=True)
class Classed:
    """What becomes of a row.

    `reasons` say why a row is undecided, rejected or a repetition; `warnings` stay with whatever
    is made of it. `proposed_id` is the person the row seems to mean, `values` what a new one is
    kept with, `granted` a certificate that becomes a record beside the person.
    """

    kind: Kind
    reasons: tuple[Finding, ...] = ()
    diffs: tuple[Diff, ...] = ()
    proposed_id: WorkerId | None = None
    warnings: tuple[Finding, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    granted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules of a day say: from how many years people work, and how many share a phone."""

    employable: int
    shared_by: int


def class_row(
    row: RowReading,
    known: Known | None = None,
    *,
    today: datetime.date,
    limits: Limits,
    candidates: Sequence[Known] = (),
    same_number: Sequence[RowReading] = (),
    village_id: bytes | None = None,
    perhaps_villages: Sequence[bytes] = (),
    phone_people: int = 0,
    phone_in_file: int = 0,
    remarks: Sequence[Finding] = (),
    asked: Sequence[Finding] = (),
) -> Classed:
    """Class one row of a file.

    `known` is the person with the row's number, `candidates` people of the same name with the
    same birth or village, `same_number` the other rows of the file with that number (those before
    and, for a verdict on both of two that contradict each other, those behind). `village_id` is
    what the caller found for the row's village, `perhaps_villages` others that it may mean and by
    which somebody is only proposed, `phone_people` how many people of registry and
    file give its telephone, this one included, `phone_in_file` how many of the file alone,
    `remarks` what the caller has to add, `asked` what a person must decide of somebody known.
    """
    crowded = _crowded(phone_in_file, limits)
    likely = (*perhaps_villages, *((village_id,) if village_id else ()))
    warnings = (*row.findings, *_mild(row.paper), *remarks, *crowded)
    if not row.paper.ok:
        return _without_number(row, candidates, likely, warnings)
    proposed = known.id if known else None
    earlier = certified.of_all(_earlier(row, known, same_number), (row, *same_number))
    row, other = certified.beside(row, same_number)
    held = _held(row, known, after=bool(earlier))
    against = _against(row, same_number, known)
    warnings = tuple(one for one in (*warnings, *other) if one not in held)
    if against:
        return Classed("undecided", (*against, *held), (), proposed, warnings, row.values)
    same = _like(row, same_number) if held else earlier
    if same and (held or not _news(row, earlier)):
        repeated = () if other else (information("findings.row.repeated", row=same[0].place),)
        return Classed("unchanged", repeated, (), proposed, warnings)
    stated = {**row.given} if village_id is None else {**row.given, "village_id": village_id}
    if known is None and not earlier:
        others = 0 if crowded else phone_people
        newcomer = _Newcomer(row, tuple(candidates), likely, others, held, limits)
        return _new(newcomer, {**stated, **row.values}, warnings, today)
    before = _before(known, earlier)
    told = {phone.number for one in earlier for phone in one.telephones}
    told |= known.phones if known else frozenset()
    held = (*held, *asked)
    return _known_person(row, stated, before, proposed, warnings, held=held, phones_told=told)


def _crowded(people: int, limits: Limits) -> tuple[Finding, ...]:
    """Return the remark on a telephone that stands beside more people of a file than a family."""
    if people <= limits.shared_by:
        return ()
    return (warning("findings.row.phone_in_file", people=people),)


def _earlier(
    row: RowReading, known: Known | None, same_number: Sequence[RowReading]
) -> list[RowReading]:
    """Return the rows before this one that are taken in by then.

    Who is not known yet exists only if an earlier row could make him; rows that contradict each
    other, or that are held back, wait and make nobody.
    """
    found: list[RowReading] = []
    for one in sorted(same_number, key=lambda one: one.place):
        if (
            one.place < row.place
            and (known or one.name)
            and not _against(one, same_number, known)
            and not _held(one, known, after=bool(found))
        ):
            found.append(one)
    return found


def _held(row: RowReading, known: Known | None, *, after: bool) -> tuple[Finding, ...]:
    """Return why a person must look at a row with a right number before it is believed.

    A death is for a person to enter, and news of somebody noted as dead for one to explain. A
    birth that is not that of the number tells of a slip in one of the two, unless the registry has
    it so; a sex alone that is not is only a warning, as sexes change and numbers were issued wrong.
    Somebody known whose row is struck through stays as he is; only news of him are asked about.
    About somebody who is known (`after`: from an earlier row) a damaged cell must not pass for
    nothing new, but where its very words stand in the remarks already, nobody is asked twice.
    """
    asked = _DIED | rows.ASTRAY | (frozenset() if known is not None else {rows.STRUCK})
    found = [one for one in row.findings if one.code in asked]
    if known is not None and known.values.get("state") == _DEAD:
        found.append(warning("findings.row.known_died"))
    births = [one for one in row.findings if one.code == _BIRTH_AGAINST]
    settled = str(known.values.get("birth_date") or "") if known else ""
    if births and not (settled and dates.agree(settled, str(row.given.get("birth_date")))):
        found += births
        found += [one for one in row.paper.findings if one.code in _SEX_AGAINST]
    if known is not None or after:
        found += rows.damaged(row, known.values.get(_REMARKS) if known is not None else None)
    return tuple(found)


def _like(row: RowReading, same_number: Sequence[RowReading]) -> list[RowReading]:
    """Return the earlier rows that say the very same, and are held back for the same reasons."""
    said = [(one.code, one.level) for one in row.findings]
    return [
        one
        for one in same_number
        if one.place < row.place
        and one.given == row.given
        and one.village == row.village
        and [(each.code, each.level) for each in one.findings] == said
    ]


def _against(
    row: RowReading, same_number: Sequence[RowReading], known: Known | None
) -> tuple[Finding, ...]:
    """Name every field in which other rows of the file contradict this one, each field once."""
    named: set[str] = set()
    found = []
    for one in same_number:
        fields = set(contradictions(row, one, known.values if known else {})) - named
        if fields:
            named |= fields
            said = ",".join(sorted(fields, key=lambda name: (_FIELD_ORDER.get(name, _LAST), name)))
            found.append(warning("findings.row.contradicts", field=said, row=one.place))
    return tuple(found)


def _news(row: RowReading, earlier: Sequence[RowReading]) -> bool:
    """Say whether a row tells anything that earlier rows of the same number did not."""
    told: dict[str, object] = {}
    for one in earlier:
        _add(told, one.values)
    village = bool(row.village) and not any(one.village for one in earlier)
    phones_told = {phone.number for one in earlier for phone in one.telephones}
    return village or bool(differences(row.given, row, told) or _more_phones(row, phones_told))


def _more_phones(row: RowReading, told: Collection[object]) -> tuple[Diff, ...]:
    """Return the further telephones of a row that nobody has told of the person yet."""
    more = [one.number for one in row.telephones if one.number not in told]
    return (Diff(MORE_PHONES, None, " / ".join(more)),) if more and row.further_phones else ()


def contradictions(
    one: RowReading, other: RowReading, known: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the fields in which two rows of a person, perhaps known, say different things."""
    aside = _ASIDE.union(certified.OF_ONE) if certified.are_two(one, other) else _ASIDE
    fields = [
        name
        for name, value in one.given.items()
        if name in other.given
        and name not in aside
        and not (
            partial.same(name, value, other.given[name])
            or partial.same(name, other.given[name], value)
        )
    ]
    villages = {divisions.village_key(one.village), divisions.village_key(other.village)} - {""}
    fields += ["village_id"] if len(villages) > 1 else []
    return (*fields, *employment.contrary(one.given, other.given, known))


def differences(
    stated: Mapping[str, Value], row: RowReading, before: Mapping[str, object]
) -> tuple[Diff, ...]:
    """Return every field that a row states and that is known otherwise or not at all.

    Remarks are added to those that are known, they never stand in their place.
    """
    found = []
    for name, told in stated.items():
        old = before.get(name)
        value = row.beside(name, told, old) if old else told
        is_known = name == "printed_name" and names.is_known(str(told), before)
        is_known = is_known or row.covers(name, old)
        is_known = is_known or name in _NUMBERED
        if is_known or (old not in {None, ""} and partial.same(name, value, old)):
            continue
        if name == "phone" and old in {one.number for one in row.telephones}:
            continue
        found.append(Diff(name, old, value))
    return tuple(found)


def _mild(checked: identity.IdentityCheck) -> tuple[Finding, ...]:
    return tuple(one for one in checked.findings if one.level != ERROR)


def _without_number(
    row: RowReading,
    candidates: Sequence[Known],
    villages: Sequence[bytes],
    warnings: tuple[Finding, ...],
) -> Classed:
    """Class a row whose number is missing or wrong: proposed where one person fits, else out."""
    reasons = tuple(one for one in row.paper.findings if one.level == ERROR)
    reasons += tuple(one for one in row.findings if one.code in _DIED | {_DITTO, rows.STRUCK})
    warnings = tuple(one for one in warnings if one not in reasons)
    like = [one for one in candidates if fitting.fits(one, row, villages)]
    if len(like) > 1:
        like = fitting.by_digits(like, identity.surviving_digits(row.paper.number))
    if len(like) == 1:
        return Classed("undecided", reasons, (), like[0].id, warnings, row.values)
    if like:
        reasons += (warning("findings.row.several_fit", people=len(like)),)
    return Classed("rejected", reasons, (), None, warnings, row.values)


def _before(known: Known | None, earlier: Sequence[RowReading]) -> dict[str, object]:
    """Return what is known when the row's turn comes: the registry's, and what earlier rows add."""
    before: dict[str, object] = dict(known.values) if known else {}
    for one in earlier:
        gaps = {name: value for name, value in one.derived.items() if not before.get(name)}
        news = differences({**gaps, **one.given}, one, before)
        before |= {each.field: each.after for each in news} if before else one.values
    return before


def _add(told: dict[str, object], further: Mapping[str, Value]) -> None:
    """Add what a further row says: its values stand before the earlier ones, its remarks behind."""
    kept = told.get(_REMARKS)
    told.update(further)
    if kept:
        told[_REMARKS] = added(kept, further.get(_REMARKS))


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A row with a right number that nobody has, and who is like it."""

    row: RowReading
    candidates: tuple[Known, ...]
    villages: Sequence[bytes]
    phone_people: int
    held: tuple[Finding, ...]
    limits: Limits


def _new(
    newcomer: _Newcomer,
    values: Mapping[str, Value],
    warnings: tuple[Finding, ...],
    today: datetime.date,
) -> Classed:
    """Class a newcomer: new with all warnings, unless there is no name or a person must look."""
    row = newcomer.row
    if not row.name:
        wrong = tuple(one for one in row.findings if one.code in _NAME_ERRORS)
        warnings = tuple(one for one in warnings if one not in wrong)
        # Where a mark for the row above stands with a right number, only the name is to be asked.
        asked = (*(one for one in wrong if one.code == _DITTO), *newcomer.held)
        kind: Kind = "undecided" if asked else "rejected"
        reasons = (*(wrong or (error("findings.name.missing"),)), *newcomer.held)
        return Classed(kind, reasons, (), None, warnings, values)
    more = list(phones.shared(newcomer.phone_people, newcomer.limits.shared_by))
    birth, least = dates.to_day(row.birth), newcomer.limits.employable
    if birth and ages.is_under_age(birth, today, least):
        day = ages.employable_from(birth, least).isoformat()
        more.append(warning("findings.row.under_age", least=least, day=day))
    alike = [one for one in newcomer.candidates if fitting.fits(one, row, newcomer.villages)]
    if alike:
        more.append(warning("findings.row.likely_double", people=len(alike)))
    proposed = alike[0].id if len(alike) == 1 else None
    if newcomer.held:
        return Classed("undecided", newcomer.held, (), proposed, (*warnings, *more), values)
    return Classed("new", (), (), proposed, (*warnings, *more), values)


def _known_person(
    row: RowReading,
    stated: Mapping[str, Value],
    before: Mapping[str, object],
    proposed: WorkerId | None,
    warnings: tuple[Finding, ...],
    *,
    held: tuple[Finding, ...],
    phones_told: Collection[str],
) -> Classed:
    """Class a row of somebody who is known, from the registry or from an earlier row."""
    gaps = {name: value for name, value in row.derived.items() if not before.get(name)}
    birth = {name: value for name, value in gaps.items() if name == "birth_date"}
    diffs = differences({**gaps, **stated, **birth}, row, before)
    first = next((one.after for one in diffs if one.field == "phone"), before.get("phone"))
    diffs += _more_phones(row, {*phones_told, first})
    changed = [one.field for one in diffs]
    warnings += partial.halves(changed, before, row.given)
    warnings += partial.older(changed, before, row.given)
    decisive = held + tuple(
        warning("findings.row.differs", field=one.field) for one in diffs if _is_decisive(one)
    )
    struck = tuple(one for one in warnings if one.code == rows.STRUCK and diffs)
    if decisive or struck:
        warnings = tuple(one for one in warnings if one not in struck)
        return Classed("undecided", (*decisive, *struck), diffs, proposed, warnings, row.values)
    return Classed("updated" if diffs else "unchanged", (), diffs, proposed, warnings)


def _is_decisive(diff: Diff) -> bool:
    """Say whether a person must decide: not over a gap filled or a month become a day."""
    if diff.field not in PROTECTED or diff.before in {None, ""}:
        return False
    return diff.field != "birth_date" or not dates.agree(str(diff.before), str(diff.after))
