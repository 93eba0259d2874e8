"""Commands about people: add, find, show, doubles, merge."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.cli import labels
from gigdesk.cli.session import COUNT
from gigdesk.domain.office import places as place_words
from gigdesk.domain.workers import consents as consent_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session


@click.command()
@click.option("--name", required=True)
@click.option("--docno", required=True)
@click.option("--phone")
@click.option("--village")
@click.option("--new-village", is_flag=True)
@click.option("--trade")
@click.option("--bank-account")
@click.option("--emergency-name")
@click.option("--emergency-phone")
@click.option("--emergency-relation")
@click.pass_obj
def add(
    session: Session, /, *, village: str | None, new_village: bool, **given: str
) -> dict[str, Any]:
    """Register one person; as with a roster, warnings are told and do not stop it.

    --new-village adds a village that nobody knows, written behind its town.
    """
    if new_village and not village:
        raise click.UsageError(i18n.text("cli.error.new_village"))
    desk = session.desk()
    values: dict[str, Any] = {
        ("doc_no" if name == "docno" else name): value for name, value in given.items() if value
    }
    make: Callable[[], bytes | None] | None = None
    if village:
        values["village_id"], make = _village(desk, village, is_new=new_village)
    remarks = workers.people.preview(desk, values).remarks
    if make is not None and all(one.level != "E" for one in remarks):
        # Only who can be registered teaches the desk a village.
        values["village_id"] = make()
    confirmed = frozenset(one.code for one in remarks)
    made = workers.people.register(desk, values=values, confirmed=confirmed)
    return {
        "number": made.number,
        "id": made.worker_id,
        "warnings": [
            *([i18n.text("intake.finding.village_made", village=village)] if make else []),
            *(i18n.text(one.code, **one.params) for one in made.warnings),
        ],
    }


def _village(
    desk: Desk, typed: str, *, is_new: bool
) -> tuple[bytes | None, Callable[[], bytes | None] | None]:
    """Return the village that was typed, or None and what makes the one that is to be added.

    Raises errors.NotFound, which says what to do about it, click.UsageError for a new village
    without its town.
    """
    listed = office.places.villages(desk, typed)
    exact = [one for one in listed if typed in (one["name"], f"{one['parent_name']}{one['name']}")]
    if len(exact) == 1:
        return bytes(exact[0]["id"]), None
    if exact:
        raise errors.NotFound("cli.error.no_village", village=typed, count=len(exact))
    found = imports.place_named(desk, typed)
    if found.village_id is not None and not found.group:
        return (
            (None, lambda: imports.learn(desk, text=typed))
            if found.fresh
            else (found.village_id, None)
        )
    if is_new:
        if not all(place_words.parted(typed)):
            raise click.UsageError(i18n.text("office.error.village_with_town", village=typed))
        return None, lambda: office.places.add_named(desk, typed)
    said = next((one for one in found.remarks if one.code in _TELLING), None)
    if said is not None:
        raise errors.NotFound(said.code, **said.params)
    near = i18n.text("people.joint").join(office.places.nearest(desk, typed))
    code = "cli.error.unknown_village_near" if near else "cli.error.unknown_village"
    raise errors.NotFound(code, village=typed, near=near)


_TELLING = ("intake.finding.village_near", "intake.finding.village_many")


@click.command()
@click.argument("docno")
@click.option("--purpose", type=click.Choice(consent_words.PURPOSES), required=True)
@click.option("--form-version", default=consent_words.FORM_VERSION)
@click.option("--withdraw", is_flag=True)
@click.option("--reason", default="")
@click.pass_obj
def consent(
    session: Session, /, docno: str, purpose: str, form_version: str, *, withdraw: bool, reason: str
) -> dict[str, Any]:
    """Record that a person agreed to a purpose; the same twice on a day is told, not doubled.

    With --withdraw the person takes back what was agreed to.
    """
    desk = session.desk()
    worker_id = workers.search.find_one(desk, docno)
    if withdraw:
        done = workers.consents.withdraw_consent(
            desk, worker_id=worker_id, purpose=purpose, reason=reason
        )
        return {"number": done.number, "remarks": []}
    try:
        _, done = workers.consents.consent(
            desk, worker_id=worker_id, purpose=purpose, form_version=form_version
        )
    except workers.consents.Again as again:
        return {"number": again.act_number, "remarks": [i18n.text(again.code, **again.params)]}
    return {"number": done.number, "remarks": []}


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=COUNT, default=50)
@click.pass_obj
def find(session: Session, text: tuple[str, ...], limit: int) -> dict[str, Any]:
    """Find people by anything one remembers of them."""
    reveal = session.options.reveal
    desk = session.desk(write=reveal)
    typed = " ".join(text)
    found = workers.search.search(desk, typed, limit=limit)
    shown = []
    for row in found:
        if reveal:
            row.update(workers.people.reveal(desk, worker_id=row["id"], fields=_REVEALED))
        shown.append({**{name: row.get(name) for name in _LISTED}, "docno": row["doc_no"]})
    return {"count": workers.search.count(desk, typed), "workers": shown}


_LISTED = ("id", "number", "name", "sex", "age", "phone", "village", "town", "trade", "state")


@click.command()
@click.argument("docno")
@click.pass_obj
def show(session: Session, docno: str) -> dict[str, Any]:
    """Show one person with everything."""
    reveal = session.options.reveal
    desk = session.desk(write=reveal)
    worker_id = workers.search.find_one(desk, docno)
    person = workers.people.get(desk, worker_id)
    worker = dict(person.worker)
    phones, papers = person.phones, person.certificates
    if reveal:
        # Numbers stand in remarks, too; who only wants to read those is not noted for nothing.
        more = [name for name in _MORE if _MASK in str(worker[name] or "")]
        fields = (*_REVEALED, *more, "phones")
        found = workers.people.reveal(desk, worker_id=worker_id, fields=fields)
        phones = found.pop("phones")
        worker.update(found)
        papers = [{**one, **_whole(desk, one)} for one in papers]
    told = [asdict(entry) for entry in workers.story.timeline(desk, worker_id)]
    if not session.options.json:
        told = [
            {"day": one["day"], "kind": one["kind"], "values": labels.story(one)} for one in told
        ]
    return {
        **{name: value for name, value in worker.items() if value is not None},
        "docno": worker.get("doc_no"),
        "flags": list(person.flags),
        "purposes": list(person.purposes),
        "phones": phones,
        "certificates": papers,
        "categories": person.categories,
        "consents": person.consents,
        "intentions": person.intentions,
        "employments": person.employments,
        "timeline": told,
    }


def _whole(desk: Desk, paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole number of a certificate where it is shown masked, as it holds another."""
    if _MASK not in str(paper["certificate_no"] or ""):
        return {}
    return {"certificate_no": workers.certificates.reveal(desk, certificate_id=paper["id"])}


_REVEALED = ("doc_no", "phone", "bank_account", "emergency_phone")
_MORE = ("social_card", "disability_no", "notes")
_MASK = "*"


@click.command()
@click.pass_obj
def duplicates(session: Session) -> dict[str, Any]:
    """List pairs of records that may be one person, with reasons."""
    reveal = session.options.reveal
    desk = session.desk(write=reveal)
    pairs = workers.doubles.work_list(desk)
    if reveal:
        _reveal(desk, [side for pair in pairs for side in (pair.one, pair.other)])
    return {
        "pairs": [
            {
                "one": _side(pair.one),
                "other": _side(pair.other),
                "reasons": [i18n.text(why.code, **why.params) for why in pair.reasons],
            }
            for pair in pairs
        ]
    }


def _reveal(desk: Desk, rows: list[dict[str, Any]]) -> None:
    """Put whole numbers into rows of people; each person is noted once."""
    known: dict[bytes, dict[str, Any]] = {}
    for row in rows:
        worker_id = row["id"]
        if worker_id not in known:
            fields = ("doc_no", "phone")
            known[worker_id] = workers.people.reveal(desk, worker_id=worker_id, fields=fields)
        row.update(known[worker_id])


def _side(row: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: row.get(name) for name in ("id", "number", "name", "birth_date", "phone")}
    return {**shown, "docno": row.get("doc_no")}


@click.command()
@click.argument("keep")
@click.argument("other")
@click.option("--reason", default="")
@click.option("--take", multiple=True, type=click.Choice(list(workers.doubles.CHOSEN)))
@click.option("--leave", multiple=True, type=click.Choice(list(workers.doubles.CHOSEN)))
@click.option("--despite-overlap", is_flag=True)
@click.pass_obj
def merge(
    session: Session,
    keep: str,
    other: str,
    *,
    reason: str,
    take: Sequence[str],
    leave: Sequence[str],
    despite_overlap: bool,
) -> dict[str, Any]:
    """Join two records of one person; undo parts them again.

    --take names fields of the other record that are taken, --leave those that stay as they are.
    """
    desk = session.desk()
    done = workers.doubles.merge(
        desk,
        keep=workers.search.find_one(desk, keep),
        other=workers.search.find_one(desk, other),
        choices={
            **dict.fromkeys(leave, workers.doubles.KEEP),
            **dict.fromkeys(take, workers.doubles.OTHER),
        },
        reason=reason,
        despite_overlap=despite_overlap,
    )
    return {"number": done.number}


COMMANDS = (add, consent, find, show, duplicates, merge)
