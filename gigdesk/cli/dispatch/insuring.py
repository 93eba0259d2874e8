"""Commands about insurance: products, versions of lists, who is covered, and before a departure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n, money
from gigdesk.actions import dispatch, office
from gigdesk.cli.dispatch.telling import people, sentence
from gigdesk.cli.session import AMOUNT, COUNT, WORKBOOK_OR_PDF, day
from gigdesk.domain.dispatch import checklist, covers, products

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session

_CLASS = click.IntRange(products.CLASSES[0], products.CLASSES[-1])
_MONEY = ("premium", "employer_pays", "station_pays", "worker_pays")
_COLUMNS = ("premium_fen", *products.SHARES)


def _terms(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the terms of a product to a command."""
    for option in reversed(
        (
            click.option("--insurer"),
            click.option("--policy", "policy_no"),
            click.option("--age-min", type=COUNT),
            click.option("--age-max", type=COUNT),
            click.option("--classes"),
            click.option("--min-people", type=AMOUNT),
            click.option("--min-share", "min_share_percent", type=AMOUNT),
            click.option("--cutoff", "cutoff_time"),
            click.option("--wait-days", type=AMOUNT),
            click.option("--premium"),
            click.option("--per", "premium_per", type=click.Choice(products.PER)),
            click.option("--valid-days", type=AMOUNT),
            click.option("--employer-pays"),
            click.option("--station-pays"),
            click.option("--worker-pays"),
            click.option("--note"),
        )
    ):
        command = option(command)
    return command


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the terms that were stated, amounts in fen."""
    given = {name: value for name, value in fields.items() if value is not None}
    for name, column in zip(_MONEY, _COLUMNS, strict=True):
        if name in given:
            given[column] = money.parse(given.pop(name))
    return given


@click.command("product")
@click.option("--name", required=True)
@_terms
@click.pass_obj
def product(session: Session, /, **fields: Any) -> dict[str, Any]:
    """Add an insurance product with its terms as the insurer states them."""
    desk = session.desk()
    made, _ = dispatch.add_product(desk, fields=_given(fields))
    return {"number": dispatch.get_product(desk, made)["number"]}


@click.command("product-change")
@click.argument("product")
@click.option("--name")
@click.option("--retired/--offered", default=None)
@_terms
@click.pass_obj
def product_change(
    session: Session, /, product: str, *, retired: bool | None, **fields: Any
) -> dict[str, Any]:
    """Change a product, or take it off what is offered; lists that were made stay as they are."""
    desk = session.desk()
    product_id = dispatch.find_product(desk, product)
    done = dispatch.change_product(
        desk, product_id=product_id, fields=_given(fields), retired=retired
    )
    return {"number": done.number}


@click.command("products")
@click.option("--all", "retired", is_flag=True)
@click.pass_obj
def list_products(session: Session, *, retired: bool) -> dict[str, Any]:
    """List the insurance products."""
    found = dispatch.list_products(session.desk(write=False), retired=retired)
    names = ("number", *products.FIELDS, "state")
    return {"products": [{name: row[name] for name in names} for row in found]}


def _change(one: covers.Change) -> dict[str, Any]:
    return {
        "change": one.kind,
        "comes": one.comes.name if one.comes else None,
        "from_day": one.comes.from_day if one.comes else None,
        "to_day": one.comes.to_day if one.comes else None,
        "goes": one.goes.name if one.goes and one.kind != covers.CHANGED else None,
        "ends_on": one.goes.to_day or None if one.goes and one.kind != covers.CHANGED else None,
    }


@click.command("insure")
@click.argument("batch")
@click.option("--product", "said", required=True)
@click.option("--class", "occupation_class", type=_CLASS)
@click.option("--on")
@click.option("--only", "docnos", multiple=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def insure(
    session: Session,
    batch: str,
    *,
    said: str,
    occupation_class: int | None,
    on: str | None,
    docnos: Sequence[str],
    dry_run: bool,
) -> dict[str, Any]:
    """Make the next version of the list for an insurer; with --dry-run it is only told.

    What the insurer may refuse the whole list for is taken as confirmed and told.
    """
    desk = session.desk(write=not dry_run)
    batch_id = dispatch.find_batch(desk, batch)
    terms = dispatch.ListTerms(
        dispatch.find_product(desk, said),
        occupation_class,
        day(on) if on else None,
        tuple(office.history.find(desk, "worker", one) for one in docnos),
    )
    draft = dispatch.propose_list(desk, batch_id, terms)
    number = None
    if not dry_run:
        confirmed = [one.code for one in draft.doubts]
        number = dispatch.make_list(desk, batch_id=batch_id, terms=terms, confirmed=confirmed)[2]
    return {
        "number": None if number is None else number.number,
        "version": draft.version,
        "before": draft.before,
        "count": len(draft.entries),
        "effective_on": draft.effective,
        **covers.counts(draft.changes),
        "remarks": [sentence(one) for one in draft.doubts],
        "premium_fen": draft.premium.whole_fen,
        "changes": [_change(one) for one in draft.changes],
        "not_insurable": [
            people([one.outcome])[0] | {"instead": list(one.instead)} for one in draft.refused
        ],
        "covered_elsewhere": people(draft.elsewhere),
    }


def _list_of(desk: Desk, batch: str, version: int | None, said: str | None) -> bytes:
    product_id = dispatch.find_product(desk, said) if said else None
    batch_id = dispatch.find_batch(desk, batch)
    return dispatch.find_list(desk, batch_id=batch_id, version=version, product_id=product_id)


def _which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which version of which list is meant."""
    command = click.option("--product", "said")(command)
    return click.option("--version", type=COUNT)(command)


@click.command("lists")
@click.argument("batch")
@click.pass_obj
def lists(session: Session, batch: str) -> dict[str, Any]:
    """List the versions of the lists for insurers, with when they were sent and the receipt."""
    desk = session.desk(write=False)
    found = dispatch.list_lists(desk, batch_id=dispatch.find_batch(desk, batch))
    names = (
        *("version", "product_name", "insurer", "state", "people", "come", "go", "corrected"),
        *("made_on", "sent_on", "sent_at", "sent_how", "effective_on", "receipt_no", "policy_no"),
        *("premium_fen", "employer_fen", "station_fen", "worker_fen", "rows_sha256"),
    )
    return {"lists": [{name: row[name] for name in names} for row in found]}


@click.command("list-out")
@click.argument("batch")
@click.argument("out", type=WORKBOOK_OR_PDF)
@_which
@click.option("--changes", is_flag=True)
@click.pass_obj
def list_out(
    session: Session,
    batch: str,
    out: Path,
    *,
    version: int | None,
    said: str | None,
    changes: bool,
) -> dict[str, Any]:
    """Write a version as a workbook or PDF: the whole list, or with --changes what it changes."""
    desk = session.desk()
    list_id = _list_of(desk, batch, version, said)
    paper = dispatch.write_list(desk, list_id, out, changes=changes)
    return {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}


@click.command("list-sent")
@click.argument("batch")
@_which
@click.option("--on")
@click.option("--at", default="")
@click.option("--how", type=click.Choice(dispatch.SENT_HOW), default="")
@click.pass_obj
def list_sent(
    session: Session,
    batch: str,
    *,
    version: int | None,
    said: str | None,
    on: str | None,
    at: str,
    how: str,
) -> dict[str, Any]:
    """Note that a version went to the insurer; the day from which it counts is told."""
    desk = session.desk()
    list_id = _list_of(desk, batch, version, said)
    effective, done = dispatch.note_sent(
        desk, list_id=list_id, on=day(on) if on else None, at=at, how=how
    )
    return {"number": done.number, "effective_on": effective}


@click.command("list-receipt")
@click.argument("batch")
@_which
@click.option("--receipt", default="")
@click.option("--policy", default="")
@click.pass_obj
def list_receipt(
    session: Session,
    batch: str,
    *,
    version: int | None,
    said: str | None,
    receipt: str,
    policy: str,
) -> dict[str, Any]:
    """Note the insurer's receipt and the number of the policy for a version."""
    desk = session.desk()
    list_id = _list_of(desk, batch, version, said)
    done = dispatch.note_receipt(desk, list_id=list_id, receipt_no=receipt, policy_no=policy)
    return {"number": done.number}


@click.command("list-drop")
@click.argument("batch")
@_which
@click.option("--reason", default="")
@click.pass_obj
def list_drop(
    session: Session, batch: str, *, version: int | None, said: str | None, reason: str
) -> dict[str, Any]:
    """Put away a version that was not sent."""
    desk = session.desk()
    list_id = _list_of(desk, batch, version, said)
    return {"number": dispatch.drop_list(desk, list_id=list_id, reason=reason).number}


@click.command("cover")
@click.argument("batch")
@click.pass_obj
def cover(session: Session, batch: str) -> dict[str, Any]:
    """Tell for everybody of a batch whether they are insured on the day it leaves."""
    desk = session.desk(write=False)
    batch_id = dispatch.find_batch(desk, batch)
    found = dispatch.cover(desk, batch_id)
    names = ("cover", "from_day", "to_day", "product_name", "list_version", "reason")
    lacking = [row for row in found if row["cover"] not in dispatch.ENOUGH]
    return {
        "cover_asked": dispatch.asks_cover(desk, batch_id),
        "count": len(found),
        "uncovered": len(lacking),
        "people": [
            {"id": row["worker_id"], "number": row["worker_number"], "name": row["name"]}
            | {name: row[name] for name in names}
            for row in found
        ],
    }


@click.command("decide-cover")
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--reason", default="")
@click.pass_obj
def decide_cover(
    session: Session, batch: str, docnos: Sequence[str], *, reason: str
) -> dict[str, Any]:
    """Let people leave without cover, by the decision of the head of the station."""
    desk = session.desk()
    ids = [office.history.find(desk, "worker", one) for one in docnos]
    told, done = dispatch.decide_cover(
        desk, batch_id=dispatch.find_batch(desk, batch), people=ids, reason=reason
    )
    return {"number": done.number, "people": people(told)}


def _line(one: checklist.Line) -> dict[str, Any]:
    return {
        "line": one.code,
        "words": i18n.text(f"dispatch.line.{one.code}"),
        "due_on": one.due_on,
        "days_before": one.days,
        "state": one.state,
        "done": one.done,
        "of": one.of,
        "by_hand": one.by_hand,
        "done_on": one.done_on or None,
        "done_by": one.done_by or None,
        "note": one.note or None,
    }


@click.command("checklist")
@click.argument("batch")
@click.pass_obj
def check(session: Session, batch: str) -> dict[str, Any]:
    """Tell what has to be done before a batch leaves: each line with its day and how far it is."""
    desk = session.desk(write=False)
    found = dispatch.list_checks(desk, dispatch.find_batch(desk, batch))
    return {"late": _count(found, checklist.LATE), "lines": [_line(one) for one in found]}


def _count(found: Iterable[checklist.Line], state: str) -> int:
    return sum(one.state == state for one in found)


@click.command("tick")
@click.argument("batch")
@click.argument("line", type=click.Choice(checklist.BY_HAND))
@click.option("--on")
@click.option("--note", default="")
@click.option("--undone", is_flag=True)
@click.pass_obj
def tick(
    session: Session, batch: str, line: str, *, on: str | None, note: str, undone: bool
) -> dict[str, Any]:
    """Note a line of the checklist as done that the program cannot know, or take that away."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    if undone:
        return {"number": dispatch.untick(desk, batch_id=batch_id, line=line, reason=note).number}
    done = dispatch.tick(desk, batch_id=batch_id, line=line, on=day(on) if on else None, note=note)
    return {"number": done.number}


COMMANDS = (
    product,
    product_change,
    list_products,
    insure,
    lists,
    list_out,
    list_sent,
    list_receipt,
    list_drop,
    cover,
    decide_cover,
    check,
    tick,
)
