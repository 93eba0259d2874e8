"""Commands about batches: plan, add, contracts, sign, send, return, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office, orders
from gigdesk.cli import streams
from gigdesk.cli.session import AMOUNT, PDF_OR_FOLDER, WORKBOOK, day
from gigdesk.domain.dispatch import batches
from gigdesk.domain.workers import findings, masking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session
    from gigdesk.domain.workers import Finding

_REFUSED = 3


@click.group("dispatch")
def group() -> None:
    """Work with batches."""


def sentence(finding: Finding) -> str:
    """Return a finding in the user's words."""
    return i18n.text(finding.code, **finding.params)


def people(found: Iterable[dispatch.Outcome]) -> list[dict[str, Any]]:
    """Return outcomes per person as an answer shows them."""
    return [
        {
            "id": one.worker_id,
            "number": one.number,
            "name": one.name,
            "done": one.done,
            "rules": list(one.rules),
            "reasons": [sentence(why) for why in one.against],
            "remarks": [sentence(why) for why in one.remarks],
        }
        for one in found
    ]


def _told(
    session: Session,
    number: int,
    found: Sequence[dispatch.Outcome],
    unknown: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return what became of each person; the exit code is 3 when nobody was done."""
    done = settle(session, found)
    told = [*people(found), *unknown]
    return {"number": number, "done": done, "refused": len(told) - done, "people": told}


def settle(session: Session, found: Sequence[dispatch.Outcome]) -> int:
    """Return for how many it was done; the exit code is 3 where it was for nobody of them."""
    done = sum(one.done for one in found)
    if found and not done:
        _refuse(session, found)
    return done


def _refuse(session: Session, found: Iterable[dispatch.Outcome]) -> None:
    """Answer with 3, and say on the error stream why; the answer itself names each person."""
    session.exit_code = _REFUSED
    if session.options.json:
        streams.say(i18n.text("cli.dispatch.refused", reasons=_why(found)))


def meant(desk: Desk, said: Sequence[str]) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return whom these numbers mean, and a refused row for each that means nobody.

    `place` counts what was said from 1. Raises errors.NotFound where not one of them is known.
    """
    ids, unknown, failure = list[bytes](), list[dict[str, Any]](), None
    for place, one in enumerate(said, 1):
        try:
            ids.append(office.history.find(desk, "worker", one))
        except errors.NotFound as error:
            failure = failure or error
            why = findings.error("dispatch.finding.unknown_person")
            nobody = dispatch.Outcome(b"", 0, "", done=False, against=(why,))
            row = people([nobody])[0] | {"id": None, "number": None}
            unknown.append(row | {"place": place, "said": masking.mask_words(one)})
    if failure is not None and not ids:
        raise failure
    return ids, unknown


@group.command()
@click.argument("order")
@click.option("--depart", required=True)
@click.option("--take", type=AMOUNT, default=0)
@click.option("--first-day")
@click.option("--last-day")
@click.pass_obj
def new(
    session: Session,
    order: str,
    *,
    depart: str,
    take: int,
    first_day: str | None,
    last_day: str | None,
) -> dict[str, Any]:
    """Plan a batch; with --take, fill it with the best candidates.

    Days are stated expressly here: one gone by, or outside the order's, is taken and remarked.
    """
    desk = session.desk()
    fields = {
        name: day(text) for name, text in (("first_day", first_day), ("last_day", last_day)) if text
    }
    made = dispatch.plan(
        desk,
        order_id=orders.find_order(desk, order),
        depart_on=day(depart),
        take=take,
        fields=fields,
        confirmed=batches.DOUBTS,
    )
    remarks = [sentence(one) for one in made.remarks]
    done = sum(one.done for one in made.people)
    if done < take:
        remarks.append(i18n.text("cli.dispatch.took_fewer", wanted=take, done=done))
    return {
        "number": made.number,
        "id": made.id,
        "remarks": remarks,
        "done": done,
        "people": people(made.people),
    }


@group.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.pass_obj
def add(session: Session, batch: str, docnos: Sequence[str]) -> dict[str, Any]:
    """Put people on the list of a batch; a number that nobody has is refused on its own."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = meant(desk, docnos)
    found, _ = dispatch.add_members(desk, batch_id=batch_id, people=ids)
    return _told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@group.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1)
@click.option("--all", "everybody", is_flag=True)
@click.pass_obj
def sign(session: Session, batch: str, docnos: Sequence[str], *, everybody: bool) -> dict[str, Any]:
    """Note that contracts are signed: of these people, or of all."""
    if everybody == bool(docnos):
        raise click.UsageError(i18n.text("cli.error.sign_whom"))
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = meant(desk, docnos)
    found = dispatch.sign(desk, batch_id=batch_id, people=ids or None)
    return _told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@group.command()
@click.argument("batch")
@click.option("--on")
@click.pass_obj
def send(session: Session, batch: str, on: str | None) -> dict[str, Any]:
    """Send a batch on its way; whoever stands in the way is named with the rule.

    Contracts that are made out and not signed do not hold it up, and are told.
    """
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    left = day(on) if on else dispatch.day_of_sending(desk, batch_id)
    sent = dispatch.send(desk, batch_id=batch_id, on=left)
    if not sent.done:
        _refuse(session, sent.people)
    return {
        "number": sent.number,
        "sent": sent.done,
        "sent_on": left if sent.done else None,
        "remarks": [sentence(one) for one in sent.remarks],
        "people": people(sent.people),
    }


@group.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--reason", default="")
@click.option("--unfit", is_flag=True)
@click.pass_obj
def remove(
    session: Session, batch: str, docnos: Sequence[str], *, reason: str, unfit: bool
) -> dict[str, Any]:
    """Take people off the list of a batch; with --unfit no proposal brings them back."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = meant(desk, docnos)
    found = dispatch.remove_members(desk, batch_id=batch_id, people=ids, reason=reason, unfit=unfit)
    return _told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@group.command("return")
@click.argument("batch")
@click.option("--on")
@click.pass_obj
def return_(session: Session, batch: str, on: str | None) -> dict[str, Any]:
    """Note that a batch is back."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    back = dispatch.return_batch(
        desk, batch_id=batch_id, on=day(on) if on else None, confirmed=(batches.RETURN_AHEAD,)
    )
    if not back.done:
        _refuse(session, back.people)
    when = dispatch.get_batch(desk, batch_id)["returned_on"]
    ahead = when is not None and when > desk.clock.today().isoformat()
    return {
        "number": back.number,
        "returned": back.done,
        "returned_on": when,
        "people": people(back.people),
        "remarks": [i18n.text(batches.RETURN_AHEAD, day=when)] if ahead else [],
    }


@group.command()
@click.argument("batch")
@click.argument("out", type=WORKBOOK)
@click.option("--layout", type=click.Choice(["coach", "employer", "filing"]), required=True)
@click.pass_obj
def roster(session: Session, batch: str, out: Path, layout: str) -> dict[str, Any]:
    """Write the roster of a batch as a workbook."""
    desk = session.desk()
    paper = dispatch.roster(desk, dispatch.find_batch(desk, batch), layout, out)
    return {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}


@group.command()
@click.argument("batch")
@click.argument("out", type=WORKBOOK)
@click.option("--leave-out", is_flag=True)
@click.pass_obj
def insurance(session: Session, batch: str, out: Path, *, leave_out: bool) -> dict[str, Any]:
    """Write the list for the insurer as a workbook.

    Whoever has not agreed to that is named, and with --leave-out does not stand on it.
    """
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    silent = dispatch.uninsurable(desk, batch_id)
    left_out = [one.worker_id for one in silent] if leave_out else []
    paper = dispatch.insurance(desk, batch_id, out, leave_out=left_out)
    key = "cli.dispatch.left_uninsured" if leave_out else "cli.dispatch.insured_silently"
    return {
        "rows": paper.rows,
        "file": paper.path,
        "sha256": paper.sha256,
        "remarks": [i18n.text(key, count=len(silent))] if silent else [],
        "without_consent": people(silent),
    }


@group.command()
@click.argument("batch")
@click.argument("out", type=PDF_OR_FOLDER)
@click.option("--template")
@click.option("--draft", is_flag=True)
@click.pass_obj
def contracts(
    session: Session, batch: str, out: Path, *, template: str | None, draft: bool
) -> dict[str, Any]:
    """Make the contracts of a batch: one print file, or a folder with a file for each person."""
    desk = session.desk()
    made = dispatch.make_contracts(
        desk, dispatch.find_batch(desk, batch), out, template=template, draft=draft
    )
    if made.contracts == 0 and made.problems:
        raise errors.Refused("cli.error.no_contracts", reasons=_why(made.problems))
    return {
        "contracts": made.contracts,
        "pages": made.pages,
        "files": [{"file": path, "sha256": sha256} for path, sha256 in made.files],
        "template": made.template,
        "template_assumed": made.assumed,
        "made": [
            {
                "id": one.worker_id,
                "number": one.worker_number,
                "name": one.name,
                "contract_no": one.contract_no,
                "template": one.template,
                "version": one.version,
                "printed_again": one.again,
                "replaces": one.replaces,
            }
            for one in made.each
        ],
        "by_hand": list(made.by_hand),
        "missing_characters": list(made.missing_characters),
        "problems": people(made.problems),
    }


@group.command()
@click.argument("contract")
@click.option("--reason", required=True)
@click.option("--on")
@click.pass_obj
def end(session: Session, contract: str, *, reason: str, on: str | None) -> dict[str, Any]:
    """End a signed contract, or make an unsigned one void."""
    desk = session.desk()
    contract_id = office.history.find(desk, "contract", contract)
    return dispatch.end_contract(
        desk, contract_id=contract_id, on=day(on) if on else None, reason=reason
    )[0]


def _why(found: Iterable[dispatch.Outcome]) -> str:
    return "; ".join(dict.fromkeys(sentence(why) for one in found for why in one.against))
