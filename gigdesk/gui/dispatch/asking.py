"""What the page of contracts asks before they are made, and says of them once they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import eligibility, terms
from gigdesk.gui.dispatch import members

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.domain.workers import Finding
    from gigdesk.gui.tasks import Progress

KINDS = {terms.LABOUR: "forms.kind.labour", terms.OVERAGE: "forms.kind.overage"}
"""The kinds of contract that an age can ask for, in words."""
_NAMED = 3
"""So many numbers of contracts that became void are named; the rest are counted."""


def printed_again(printed: dispatch.Printed) -> list[str]:
    """Say how many were printed as they were, from which version each, and which became void."""
    again = [one for one in printed.each if one.again]
    fresh = [one for one in printed.each if not one.again]
    keys = {
        "batches_page.signed_again": [one for one in again if one.signed],
        "batches_page.given_again": [one for one in again if not one.signed],
        "batches_page.fresh": fresh if again else (),
    }
    said = [
        i18n.text(key, count=len(made), versions=_versions(made))
        for key, made in keys.items()
        if made
    ]
    gone = [one.replaces for one in printed.each if one.replaces]
    if gone:
        said.append(i18n.text("batches_page.replaced", numbers=numbers(gone)))
    return said


def looked_at(printed: dispatch.Printed) -> list[str]:
    """Say what the law lets be and somebody should look at, each once with whom it is about."""
    by_words: dict[str, list[str]] = {}
    for one in printed.remarks:
        for each in one.remarks:
            by_words.setdefault(i18n.text(each.code, **each.params), []).append(one.name)
    said = [
        i18n.text("batches_page.look_at", names=numbers(names), words=words)
        for words, names in by_words.items()
    ]
    return [*said, *([i18n.text("batches_page.relation_differs")] if printed.differs else [])]


def numbers(gone: Sequence[str]) -> str:
    """Return the first of some numbers or names, and how many there are where there are more."""
    named = i18n.text("forms.between").join(gone[:_NAMED])
    if len(gone) <= _NAMED:
        return named
    return i18n.text("batches_page.numbers_more", numbers=named, count=len(gone))


def _versions(made: Iterable[dispatch.Made]) -> str:
    return i18n.text("forms.between").join(
        dict.fromkeys(
            i18n.text("batches_page.version", name=one.template, version=one.version)
            for one in made
        )
    )


def kinds(found: Iterable[Finding]) -> list[str]:
    """Return the kinds of contract that findings about somebody's age ask for."""
    wanted = {code: kind for kind, code in eligibility.MISFITS.items()}
    return [wanted[one.code] for one in found if one.code in wanted]


def offer(kind: str, people: Sequence[bytes]) -> str:
    """Return the words that offer a kind of contract to so many people."""
    name = i18n.text(KINDS[kind])
    return i18n.text("batches_page.mend.kind", count=len(people), kind=name)


def kind_of(desk: Any, batch_id: bytes, people: Sequence[bytes] | None) -> str:
    """Return the one kind that the age of all these people asks for; empty where there is none."""
    if not people:
        return ""
    rows = [row for row in members.rows_of(desk, batch_id) if row["id"] in people]
    asked_for = {tuple(kinds([*row["against"], *row["remarks"]])) for row in rows}
    found = asked_for.pop() if len(asked_for) == 1 else ()
    return found[0] if found else ""


def templates(desk: Any, _progress: Progress) -> list[dict[str, Any]]:
    """Return the templates, each with what chooses it as `value`: its kind, or else its name.

    By the kind alone the one is meant that was saved last. Those that come with the program are put
    in where none are.
    """
    if desk.may("office.new_template"):
        dispatch.ensure_templates(desk)
    found = dispatch.list_templates(desk)
    meant = {each["kind"]: dispatch.choose_template(desk, each["kind"])["id"] for each in found}
    return [
        {**each, "value": each["kind"] if meant[each["kind"]] == each["id"] else each["name"]}
        for each in found
    ]
