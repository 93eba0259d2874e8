"""Which values stay where two records of one person are joined: halves of two are never put as one.

An account belongs to its bank and a telephone to whom it calls. Such fields stay or go together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

KEEP, OTHER = "keep", "other"
# Fields that say one thing together; the first of each leads: it says what the others are about.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("doc_no", "doc_kind", "doc_valid_from", "doc_valid_to", "verified_how"),
    ("name", "printed_name", "name_image_sha256"),
    ("bank_account", "bank_name", "bank_branch_code"),
    ("emergency_phone", "emergency_name", "emergency_relation"),
    ("household_id", "relation_to_head"),
    ("village_id", "address", "address_code"),
    ("hukou_address", "hukou_code"),
    (
        "employment_status",
        "employment_place",
        "employment_province",
        "employment_form",
        "employer_name",
        "employed_since",
        "unemployed_since",
        "unemployed_reason",
    ),
    ("wanted_trades", "wanted_region", "wanted_form", "wanted_income_fen"),
    ("skilled_training", "training_kind", "training_project"),
    ("has_national_certificate", "certificate_level"),
    ("disability_no", "disability_kind", "disability_grade"),
    ("registered_on", "registered_by", "source_note"),
)
FOLLOWING = {"doc_no": ("birth_date", "sex")}
"""Fields that mostly came from another one, and are chosen with it unless chosen by themselves."""
_GROUP_OF = {name: group for group in TOGETHER for name in group}


def group_of(name: str) -> tuple[str, ...]:
    """Return the fields that stay or go together with this one, itself among them."""
    return _GROUP_OF.get(name, (name,))


def changes(
    keep: Mapping[str, Any],
    other: Mapping[str, Any],
    choices: Mapping[str, str],
    names: Iterable[str],
) -> dict[str, Any]:
    """Return which of these fields change in the kept record.

    Where both have a value, the kept one stands unless `choices` says `other`; gaps are filled.
    Fields of a group move as a whole, unless both records name the same by the leading field: then
    each is chosen by itself, and gaps are filled where nothing is contradicted. Birth and sex that
    came from a number which is replaced follow the new one, unless they are chosen. Raises
    errors.Refused `workers.error.merge_choice` where a choice is missing or splits a group.
    """
    wanted = dict.fromkeys(names)
    found: dict[str, Any] = {}
    for group in dict.fromkeys(group_of(name) for name in wanted):
        within = [name for name in group if name in wanted and keep[name] != other[name]]
        if within:
            found |= _of_group(group[0], within, (keep, other), choices)
    if "doc_no" in found:
        followed = _following(keep, str(found["doc_no"] or "")).items()
        found |= {name: value for name, value in followed if name not in choices}
    return {name: found[name] for name in wanted if name in found}


def _following(keep: Mapping[str, Any], number: str) -> dict[str, Any]:
    """Return what came from the number of a record and is otherwise by another number."""
    old = str(keep["doc_no"] or "")
    if not identity.is_resident_number(old) or not identity.is_resident_number(number):
        return {}
    was, born = identity.birth_date(old), identity.birth_date(number)
    found = {}
    if was is not None and born is not None and keep["birth_date"] == was.isoformat():
        found["birth_date"] = born.isoformat()
    if keep["sex"] == identity.sex_of(old):
        found["sex"] = identity.sex_of(number)
    return {name: value for name, value in found.items() if value != keep[name]}


def _of_group(
    lead: str,
    differing: Sequence[str],
    records: tuple[Mapping[str, Any], Mapping[str, Any]],
    choices: Mapping[str, str],
) -> dict[str, Any]:
    """Return what changes in the fields of one group in which the two differ."""
    keep, other = records
    is_gap = all(_is_empty(keep, name) for name in differing)
    told = {name: choices[name] for name in differing if name in choices}
    if lead not in differing and not _is_empty(keep, lead):
        taken = [name for name in differing if told.get(name, OTHER if is_gap else KEEP) == OTHER]
        return {name: other[name] for name in taken if not _is_empty(other, name)}
    sides = set(told.values())
    if len(sides) > 1:
        raise errors.Refused("workers.error.merge_choice", field=_words(lead))
    if sides:
        moves = sides == {OTHER} and not all(_is_empty(other, name) for name in differing)
    elif is_gap:
        moves = True
    elif _is_empty(keep, lead) and not _is_empty(other, lead):
        # Half of something is known here and the whole of another there: only a person can say.
        raise errors.Refused("workers.error.merge_choice", field=_words(lead))
    else:
        moves = False
    return {name: other[name] for name in differing} if moves else {}


def _words(lead: str) -> errors.Code:
    return errors.Code(f"workers.field.{lead}")


def _is_empty(record: Mapping[str, Any], name: str) -> bool:
    """Say whether a field says nothing; the kind of a paper that is not there is only a default."""
    if name == "doc_kind" and record["doc_no"] in (None, ""):
        return True
    return record[name] in (None, "")
