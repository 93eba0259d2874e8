"""Columns that a ledger fills from what is recorded beside a person, for lists that come back.

A list that was written here and comes back says nothing new by them: what stands in a category, a
certificate or a completed class is no word of the person's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import certificates
from gigdesk.domain.workers import recorded
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.rows import RowReading

_COLUMNS = frozenset(
    {
        *("hardship", "person_kind", "skilled_training", "training_kind", "training_project"),
        *("has_national_certificate", "certificate_level"),
    }
)


def columns(
    desk: Desk,
    read: Iterable[RowReading],
    known: Mapping[str, Mapping[str, Any]],
    without: Collection[bytes] = (),
) -> dict[bytes, dict[str, Any]]:
    """Return by known person, of those whose row fills such columns, what a ledger says in them.

    The certificates `without` are left out: the import that asks has written them itself.
    """
    asked = {
        person["id"]: person
        for row in read
        if (person := known.get(row.doc_no or "")) and not _COLUMNS.isdisjoint(row.given)
    }
    return of_people(desk, asked, without) if asked else {}


def of_people(
    desk: Desk, asked: Mapping[bytes, Mapping[str, Any]], without: Collection[bytes] = ()
) -> dict[bytes, dict[str, Any]]:
    """Return by person what a ledger says in such columns."""
    ids, today = list(asked), desk.clock.today()
    groups = rows.belongings.find_of_many(desk.store, "worker_category", ids)
    papers = certificates.of_people(desk, ids, full=False, without=without)
    classes = rows.timeline.find_completed(desk.store, ids)
    return {
        one: recorded.columns(
            person,
            categories=recorded.in_force(groups.get(one, ()), today),
            papers=papers.get(one, ()),
            classes=classes.get(one, ()),
        )
        for one, person in asked.items()
    }


def as_listed(desk: Desk, person: Mapping[str, Any], row: RowReading) -> dict[str, Any]:
    """Return a person with what a ledger says where a row says no more than that."""
    if _COLUMNS.isdisjoint(row.given):
        return dict(person)
    return {**person, **said(row, of_people(desk, {person["id"]: person})[person["id"]])}


def said(row: RowReading, written: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns in which a row says no more than a ledger does."""
    return {
        name: written[name]
        for name in _COLUMNS & set(row.given) & set(written)
        if row.given[name] == written[name]
        or (name in row.adding and _names(row.given[name]) <= _names(written[name]))
    }


def _names(words: object) -> set[str]:
    """Return the categories that words name; words that name none are their own."""
    text = str(words or "")
    return set(recorded.said(text)) or {text}
