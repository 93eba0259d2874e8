"""What is recorded beside a person, in the columns that papers have for it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import certificate, codes, dates, labels

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

# Groups that the law (就业促进法 article 52) names as finding work with difficulty, and whom the
# rules on poverty help; the others only say who somebody is.
_HARDSHIP = ("01", "02", "03", "04", "05", "06", "07")
_IDENTITY = ("08", "09", "10")
SHOWN = frozenset((*_HARDSHIP, *_IDENTITY))
"""The categories that lists and papers name."""
_HIGHEST_FIRST = "CT12345A"
_FOUNDER = "founder"
_SKILLED, _FOUNDING = "1", "2"
_YES = "1"


def in_force(listed: Iterable[Mapping[str, Any]], day: datetime.date) -> list[str]:
    """Return the codes of the categories that stand on a day, each once."""
    return list(
        dict.fromkeys(
            one["category"]
            for one in listed
            if dates.standing(one["valid_from"], one["valid_to"], day) == "valid"
        )
    )


def ended(listed: Iterable[Mapping[str, Any]], day: datetime.date) -> set[str]:
    """Return the codes of the categories whose recorded end has passed and that stand no more."""
    every = list(listed)
    over = {
        one["category"]
        for one in every
        if dates.standing(one["valid_from"], one["valid_to"], day) == "expired"
    }
    return over - set(in_force(every, day))


@functools.lru_cache(maxsize=1 << 14)
def said(text: str | None) -> tuple[str, ...]:
    """Return the codes of the categories that somebody's own words name, those that lists name.

    Only words count: a figure among them may count anything.
    """
    named = [one for one in codes.pieces(text or "") if not one.isdecimal() or one == "4050"]
    found = codes.read_codes("person_category", labels.JOINT.join(named))[0]
    return tuple(one for one in found if one in SHOWN)


@functools.lru_cache(maxsize=1 << 14)
def says(text: str, wanted: str) -> bool:
    """Say whether words name one of the categories wanted, codes joined by commas."""
    return not set(said(text)).isdisjoint(wanted.split(","))


def known(
    row: Mapping[str, Any], listed: Iterable[Mapping[str, Any]], day: datetime.date
) -> list[str]:
    """Return the codes of the categories in force on a day and of those the person's words name.

    Words came with a list and tell no day; they hold until somebody changes them, or records the
    category with an end: once that has passed it counts, whatever the words still say.
    """
    every = list(listed)
    over = ended(every, day)
    own = (*said(row.get("hardship")), *said(row.get("person_kind")))
    named = (one for one in own if one not in over)
    return list(dict.fromkeys((*in_force(every, day), *named)))


def columns(
    row: Mapping[str, Any],
    *,
    categories: Sequence[str] = (),
    papers: Sequence[Mapping[str, Any]] = (),
    classes: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return columns of a person as categories, certificates and classes in force fill them.

    `categories` are codes in force today, `papers` certificates with kind, level and standing,
    `classes` completed ones with name, trade and kind. What the person's own field says stays,
    and nothing is denied: no record means an empty cell, never a no. A released prisoner is named
    in no column: that is sensitive, and shown on the person alone.
    """
    found = {
        "person_kind": _joined(row.get("person_kind"), _IDENTITY, categories),
        "hardship": _joined(row.get("hardship"), _HARDSHIP, categories),
    }
    said = [one for value in found.values() if value for one in value.split(labels.JOINT)]
    found["categories"] = labels.JOINT.join(dict.fromkeys(said)) or None
    told = {**_of_papers(papers), **_of_classes(classes)}
    return {**found, **{name: row.get(name) or value for name, value in told.items()}}


def _joined(own: Any, shown: Iterable[str], categories: Sequence[str]) -> str | None:
    """Return the person's own words with the categories they do not say yet."""
    said = [str(own)] if own else []
    told = codes.read_codes("person_category", str(own or ""))[0]
    for code in shown:
        words = codes.label("person_category", code)
        if code in categories and code not in told and not any(words in one for one in said):
            said.append(words)
    return labels.JOINT.join(said) or None


def _of_papers(papers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return whether there is a national qualification, and the highest level there is."""
    held = [one for one in papers if one["standing"] not in {"expired", "not_yet", "void"}]
    graded = (certificate.QUALIFICATION, certificate.SKILL_LEVEL)
    levels = [one["level"] for one in held if one["kind"] in graded and one.get("level")]
    known = [one for one in levels if one in _HIGHEST_FIRST]
    qualified = any(one["kind"] == certificate.QUALIFICATION for one in held)
    return {
        "has_national_certificate": _YES if qualified else None,
        "certificate_level": min(known, key=_HIGHEST_FIRST.index, default=None),
    }


def is_higher(level: str, other: str) -> bool:
    """Say whether a level of skill is higher than another; one of which nobody knows is not."""
    known = "" not in {level, other} and level in _HIGHEST_FIRST and other in _HIGHEST_FIRST
    return known and _HIGHEST_FIRST.index(level) < _HIGHEST_FIRST.index(other)


def _of_classes(classes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what somebody was trained in; a class for founders of businesses trains no skill."""
    kinds = [_FOUNDING if one["kind"] == _FOUNDER else _SKILLED for one in classes]
    said = [codes.label("training_wish", code) for code in dict.fromkeys(kinds)]
    topics = dict.fromkeys(str(one["trade"] or one["name"]) for one in classes)
    return {
        "skilled_training": _YES if _SKILLED in kinds else None,
        "training_kind": labels.JOINT.join(said) or None,
        "training_project": labels.JOINT.join(topics) or None,
    }
