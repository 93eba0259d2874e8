"""What becomes of an imported row: new, updated, unchanged, undecided or rejected, and why.

The five are exactly those of the command line's table. Nothing is made up, an empty cell changes
nothing, and where name, birth, sex or account differ a person decides.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gigdesk.domain.workers import ages, dates, identity, names, phones
from gigdesk.domain.workers.findings import ERROR, Finding, error, information, warning
from gigdesk.domain.workers.worker import BY_NAME, PROTECTED, WorkerId

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.workers.rows import RowReading, Value

Kind = Literal["new", "updated", "unchanged", "undecided", "rejected"]

# What is only said at the making of a record, or by its number, is not held against a known one.
_NOT_COMPARED = frozenset({"doc_no", "doc_kind", "printed_name"})
# Two rows of a file may differ in these without contradicting each other.
_ASIDE = _NOT_COMPARED | {"notes", "registered_by", "registered_on", "source_note"}
_VILLAGE_ENDINGS = ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "村")
_EXACT_DIGITS = 15
_NAME_ERRORS = frozenset({"findings.name.missing", "findings.name.too_long"})


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the registry: the id and the stored values by column."""

    id: WorkerId
    values: Mapping[str, object] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Diff:
    """One field that a row says otherwise than it is known; `before` None where it was empty."""

    field: str
    before: object
    after: Value


@dataclass(frozen=True, slots=True)
class Classed:
    """What becomes of a row.

    `reasons` say why a row is undecided, rejected or a repetition; `warnings` stay with whatever
    is made of it. `proposed_id` is the person the row seems to mean. `values` is what a new person
    is kept with, or nothing.
    """

    kind: Kind
    reasons: tuple[Finding, ...] = ()
    diffs: tuple[Diff, ...] = ()
    proposed_id: WorkerId | None = None
    warnings: tuple[Finding, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


def class_row(
    row: RowReading,
    known: Known | None = None,
    *,
    today: datetime.date,
    candidates: Sequence[Known] = (),
    same_number: Sequence[RowReading] = (),
    village_id: bytes | None = None,
    phone_people: int = 0,
    remarks: Sequence[Finding] = (),
) -> Classed:
    """Class one row of a file.

    `known` is the person with the row's number, `candidates` people of the same name with the
    same birth or village, `same_number` the other rows of the file with that number (those before
    and, for a verdict on both of two that contradict each other, those behind). `village_id` is
    what the caller found for the row's village, `phone_people` how many people
    give its telephone, this one included, `remarks` what the caller has to add.
    """
    warnings = (*row.findings, *_mild(row.paper), *remarks)
    if not row.paper.ok:
        return _without_number(row, candidates, village_id, warnings)
    proposed = known.id if known else None
    against = _against(row, same_number)
    if against:
        return Classed("undecided", against, (), proposed, warnings, row.values)
    # Who is not known yet exists only if an earlier row could make him; rows that contradict each
    # other wait and make nobody.
    earlier = [
        one
        for one in same_number
        if one.place < row.place and (known or one.name) and not _against(one, same_number)
    ]
    if earlier and not _news(row, earlier):
        repeated = (information("findings.row.repeated", row=earlier[0].place),)
        return Classed("unchanged", repeated, (), proposed, warnings)
    stated = {**row.given} if village_id is None else {**row.given, "village_id": village_id}
    if known is None and not earlier:
        newcomer = _Newcomer(row, tuple(candidates), village_id, phone_people)
        return _new(newcomer, {**stated, **row.values}, warnings, today)
    before = _before(known, earlier)
    return _known_person(row, stated, before, proposed, warnings)


def _against(row: RowReading, same_number: Sequence[RowReading]) -> tuple[Finding, ...]:
    """Name every field in which another row of the file contradicts this one."""
    return tuple(
        warning("findings.row.contradicts", field=name, row=one.place)
        for one in same_number
        for name in contradictions(row, one)
    )


def _news(row: RowReading, earlier: Sequence[RowReading]) -> bool:
    """Say whether a row tells anything that earlier rows of the same number did not."""
    told: dict[str, object] = {}
    for one in earlier:
        told.update(one.values)
    village = bool(row.village) and not any(one.village for one in earlier)
    return village or bool(differences(row.given, row, told))


def contradictions(one: RowReading, other: RowReading) -> tuple[str, ...]:
    """Return the fields in which two rows with the same number say different things."""
    fields = [
        name
        for name, value in one.given.items()
        if name in other.given
        and name not in _ASIDE
        and not (_same(name, value, other.given[name]) or _same(name, other.given[name], value))
    ]
    villages = {village_key(one.village), village_key(other.village)} - {""}
    return (*fields, *(("village_id",) if len(villages) > 1 else ()))


def differences(
    stated: Mapping[str, Value], row: RowReading, before: Mapping[str, object]
) -> tuple[Diff, ...]:
    """Return every field that a row states and that is known otherwise or not at all."""
    found = []
    for name, value in stated.items():
        old = before.get(name)
        if name in _NOT_COMPARED or (old is not None and old != "" and _same(name, value, old)):
            continue
        if name == "phone" and old in {one.number for one in row.telephones}:
            continue
        found.append(Diff(name, old, value))
    return tuple(found)


def fits(person: Known, row: RowReading, village_id: bytes | None = None) -> bool:
    """Say whether a known person has the row's name, and its birth date or village."""
    if not row.name or names.normalise(str(person.values.get("name") or "")) != row.name:
        return False
    birth = person.values.get("birth_date")
    if row.birth and birth:
        return dates.agree(row.birth, str(birth))
    return village_id is not None and person.values.get("village_id") == village_id


def _mild(checked: identity.IdentityCheck) -> tuple[Finding, ...]:
    return tuple(one for one in checked.findings if one.level != ERROR)


def _without_number(
    row: RowReading,
    candidates: Sequence[Known],
    village_id: bytes | None,
    warnings: tuple[Finding, ...],
) -> Classed:
    """Class a row whose number is missing or wrong: proposed where one person fits, else out."""
    reasons = tuple(one for one in row.paper.findings if one.level == ERROR)
    fitting = [one for one in candidates if fits(one, row, village_id)]
    if len(fitting) > 1:
        fitting = _by_digits(fitting, identity.surviving_digits(row.paper.number))
    if len(fitting) == 1:
        return Classed("undecided", reasons, (), fitting[0].id, warnings, row.values)
    if fitting:
        reasons += (warning("findings.row.several_fit", people=len(fitting)),)
    return Classed("rejected", reasons, (), None, warnings, row.values)


def _by_digits(fitting: list[Known], left: str) -> list[Known]:
    """Tell namesakes apart by the 15 digits a numeric cell has left, where those fit one only."""
    exact = [one for one in fitting if str(one.values.get("doc_no") or "").startswith(left)]
    return exact if len(left) == _EXACT_DIGITS and len(exact) == 1 else fitting


def _before(known: Known | None, earlier: Sequence[RowReading]) -> dict[str, object]:
    """Return what is known when the row's turn comes: the registry's, and earlier rows' of it."""
    before: dict[str, object] = dict(known.values) if known else {}
    for one in earlier:
        before.update(one.given if known else one.values)
    return before


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A row with a right number that nobody has, and who is like it."""

    row: RowReading
    candidates: tuple[Known, ...]
    village_id: bytes | None
    phone_people: int


def _new(
    newcomer: _Newcomer,
    values: Mapping[str, Value],
    warnings: tuple[Finding, ...],
    today: datetime.date,
) -> Classed:
    """Class a newcomer: new with all warnings, unless there is no name."""
    row = newcomer.row
    if not row.name:
        wrong = tuple(one for one in row.findings if one.code in _NAME_ERRORS)
        return Classed(
            "rejected", wrong or (error("findings.name.missing"),), (), None, warnings, values
        )
    more = list(phones.shared(newcomer.phone_people))
    birth = dates.to_day(row.birth)
    if birth and ages.is_under_age(birth, today):
        day = ages.employable_from(birth).isoformat()
        more.append(warning("findings.row.under_age", day=day))
    alike = [one for one in newcomer.candidates if fits(one, row, newcomer.village_id)]
    if alike:
        more.append(warning("findings.row.likely_double", people=len(alike)))
    proposed = alike[0].id if len(alike) == 1 else None
    return Classed("new", (), (), proposed, (*warnings, *more), values)


def _known_person(
    row: RowReading,
    stated: Mapping[str, Value],
    before: Mapping[str, object],
    proposed: WorkerId | None,
    warnings: tuple[Finding, ...],
) -> Classed:
    """Class a row of somebody who is known, from the registry or from an earlier row."""
    gaps = {name: value for name, value in row.derived.items() if not before.get(name)}
    birth = {name: value for name, value in gaps.items() if name == "birth_date"}
    diffs = differences({**gaps, **stated, **birth}, row, before)
    decisive = tuple(
        warning("findings.row.differs", field=one.field) for one in diffs if _is_decisive(one)
    )
    if decisive:
        return Classed("undecided", decisive, diffs, proposed, warnings, row.values)
    return Classed("updated" if diffs else "unchanged", (), diffs, proposed, warnings)


def _is_decisive(diff: Diff) -> bool:
    """Say whether a person must decide: not over a gap filled or a month become a day."""
    if diff.field not in PROTECTED or diff.before in {None, ""}:
        return False
    return diff.field != "birth_date" or not dates.agree(str(diff.before), str(diff.after))


def _same(name: str, one: object, other: object) -> bool:
    """Say whether a value says nothing else than another: a month does not against its day."""
    if one == other:
        return True
    described = BY_NAME.get(name)
    if described is None or not isinstance(one, str) or not isinstance(other, str):
        return False
    if described.kind == "date":
        return other.startswith(one)
    if described.kind == "codes":
        return set(one.split(",")) == set(other.split(","))
    if name == "name":
        return names.normalise(one) == names.normalise(other)
    return described.kind == "text" and _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def village_key(text: str) -> str:
    """Return a village's name without its kind: 大元村委会, 大元村 and 大元 are one village."""
    plain = _folded(text)
    for ending in _VILLAGE_ENDINGS:
        if plain.endswith(ending) and plain != ending:
            return plain.removesuffix(ending)
    return plain
