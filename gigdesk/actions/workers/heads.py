"""Whether every household keeps the head it has: nobody becomes or ceases to be head unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import WARNING, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk

    Home = list[dict[str, Any]]

HEAD = "0"
_ALONE, _NEEDED = "workers.error.head_alone", "workers.error.head_needed"
_SECOND = "workers.error.second_head"
CODES = (_ALONE, _NEEDED, _SECOND)
"""What may be said of a change that would break a household."""
_GROWN_UP = 18  # Civil Code art. 17: of age
_MOST_NAMES = 3


def homes(desk: Desk, ids: Iterable[bytes | None]) -> dict[bytes, Home]:
    """Return the people of these households."""
    wanted = [one for one in dict.fromkeys(ids) if one is not None]
    return {one: rows.belongings.find_members(desk.store, one) for one in wanted}


def of(home: Home) -> Home:
    """Return who is the head of a household: one, or nobody or several where lists said so."""
    return [one for one in home if one["relation_to_head"] == HEAD]


def is_broken(before: Home, after: Home) -> bool:
    """Say whether a household has lost its only head, or has more heads than it had."""
    count = len(of(after))
    return bool(after) and count != 1 and count != len(of(before))


def mind_change(desk: Desk, person: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Raise errors.Refused where changed columns of a person break a household."""
    asked = _of_changes(desk, person, changes, {})
    if asked is not None:
        raise errors.Refused(asked.code, **asked.params)


def ask(
    desk: Desk,
    person: Mapping[str, Any],
    changes: Mapping[str, Any],
    beside: Mapping[bytes, Mapping[str, Any]] | None = None,
) -> list[Finding]:
    """Return how changed columns of a person would break a household; only reads.

    `beside` are the changes, by person, that are made in the same act.
    """
    asked = _of_changes(desk, person, changes, beside or {})
    return [asked] if asked is not None else []


def said(desk: Desk, person: Mapping[str, Any], after: Home) -> Finding:
    """Return what is to be asked of a person where a household would come to have these heads."""
    told = of(after)
    others = [one for one in after if one["id"] != person["id"]]
    return _said(desk, person, others, told if any(one not in others for one in told) else [])


def _of_changes(
    desk: Desk,
    person: Mapping[str, Any],
    changes: Mapping[str, Any],
    beside: Mapping[bytes, Mapping[str, Any]],
) -> Finding | None:
    """Return what is to be asked of changed columns of one person, or None."""
    if not {"household_id", "relation_to_head"} & changes.keys():
        return None
    whole = {**person, **changes}
    around = homes(desk, (person["household_id"], whole["household_id"]))
    for household, before in around.items():
        others = [
            {**one, **beside.get(one["id"], {})} for one in before if one["id"] != person["id"]
        ]
        after = [*others, whole] if whole["household_id"] == household else others
        if is_broken(before, after):
            return _said(desk, person, others, of(after))
    return None


def _said(desk: Desk, person: Mapping[str, Any], others: Home, heads: Home) -> Finding:
    """Return why a person cannot become, or cease to be, the head of a household."""
    if heads:
        named = next((one["name"] for one in heads if one["id"] != person["id"]), "")
        return Finding(_SECOND, WARNING, {"name": person["name"], "head": named})
    if not others:
        return Finding(_ALONE, WARNING, {"name": person["name"]})
    params = {"name": person["name"], "names": could_be(desk, others)}
    return Finding(_NEEDED, WARNING, params)


def could_be(desk: Desk, people: Home) -> list[str]:
    """Name who of these is of age, the oldest first; any of them where nobody is known to be."""
    latest = workers.dates.years_before(desk.clock.today(), _GROWN_UP).isoformat()
    grown = [one for one in people if one["birth_date"] and one["birth_date"] <= latest]
    return [one["name"] for one in (grown or people)[:_MOST_NAMES]]


def mind_joining(
    desk: Desk, person: Mapping[str, Any], other: Mapping[str, Any], before: Mapping[bytes, Home]
) -> None:
    """Raise errors.Refused where joining two records has broken a household.

    For the act that joins them, when it is done: `before` is how the households of both were.
    """
    for household, now in homes(desk, before).items():
        if is_broken(before[household], now):
            row = rows.belongings.get_household(desk.store, household) or {}
            head = next(iter(of(before[household])), person)
            raise errors.Refused(
                "workers.error.merge_headless",
                household=row.get("number") or 0,
                name=head["name"],
                number=f"W{(other if head['id'] == other['id'] else person)['number']}",
                names=could_be(desk, [one for one in now if one["id"] != person["id"]] or now),
            )
