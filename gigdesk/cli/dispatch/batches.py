"""Commands about batches: propose, plan, add, contracts, sign, send, return, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office, orders
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import AMOUNT, PDF_OR_FOLDER, WORKBOOK, day
from gigdesk.domain.dispatch import batches
from gigdesk.domain.dispatch import contracts as contract_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.cli.session import Session


@click.command()
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
    remarks = [telling.sentence(one) for one in made.remarks]
    done = sum(one.done for one in made.people)
    if done < take:
        remarks.append(i18n.text("cli.dispatch.took_fewer", wanted=take, done=done))
    return {
        "number": made.number,
        "id": made.id,
        "remarks": remarks,
        "concerns": [telling.sentence(one) for one in made.concerns],
        "done": done,
        "people": telling.people(made.people),
    }


@click.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--reason", default="")
@click.pass_obj
def add(session: Session, batch: str, docnos: Sequence[str], reason: str) -> dict[str, Any]:
    """Put people on the list of a batch; a number that nobody has is refused on its own.

    Who goes before others that could go as well needs a --reason.
    """
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = telling.meant(desk, docnos)
    over = dispatch.jumps(desk, batch_id=batch_id, people=ids)
    found, _ = dispatch.add_members(desk, batch_id=batch_id, people=ids, jumped=over, why=reason)
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@click.command()
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
    ids, unknown = telling.meant(desk, docnos)
    found = dispatch.sign(desk, batch_id=batch_id, people=ids or None)
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@click.command()
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
        telling.refuse(session, sent.people)
    return {
        "number": sent.number,
        "sent": sent.done,
        "sent_on": left if sent.done else None,
        "remarks": [telling.sentence(one) for one in sent.remarks],
        "concerns": [telling.sentence(one) for one in sent.concerns],
        "people": telling.people(sent.people),
    }


@click.command()
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
    ids, unknown = telling.meant(desk, docnos)
    found = dispatch.remove_members(desk, batch_id=batch_id, people=ids, reason=reason, unfit=unfit)
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


@click.command("return")
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
        telling.refuse(session, back.people)
    when = dispatch.get_batch(desk, batch_id)["returned_on"]
    ahead = when is not None and when > desk.clock.today().isoformat()
    return {
        "number": back.number,
        "returned": back.done,
        "returned_on": when,
        "people": telling.people(back.people),
        "remarks": [i18n.text(batches.RETURN_AHEAD, day=when)] if ahead else [],
    }


@click.command()
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
        "without_consent": telling.people(silent),
    }


@click.command()
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
        raise errors.Refused("cli.error.no_contracts", reasons=telling.why(made.problems))
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
        "problems": telling.people(made.problems),
        "remarks": telling.people(made.remarks),
        "relation_differs": made.differs,
    }


@click.command()
@click.argument("contract")
@click.option("--code", type=click.Choice(contract_rules.END_CODES), default=contract_rules.OTHER)
@click.option("--reason", default="")
@click.option("--on")
@click.pass_obj
def end(
    session: Session, contract: str, *, code: str, reason: str, on: str | None
) -> dict[str, Any]:
    """End a signed contract, or make an unsigned one void."""
    desk = session.desk()
    contract_id = office.history.find(desk, "contract", contract)
    return dispatch.end_contract(
        desk, contract_id=contract_id, on=day(on) if on else None, reason=reason, code=code
    )[0]


COMMANDS = (new, add, sign, send, remove, return_, insurance, contracts, end)
