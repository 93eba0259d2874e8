"""The register of contracts: looked through, with signed pages and the copies handed over."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing, scanned
from gigdesk.actions.dispatch import pages
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import contract_list
from gigdesk.domain import office
from gigdesk.domain.dispatch import contracts
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.scanned import Scan

SCAN = "scan_sha256"
REGISTER_SORTS = tuple(rows.register.SORTS)
"""The columns by which the register may be sorted."""
_MOST = 100_000


def register(
    desk: Desk,
    *,
    states: Sequence[str] = (),
    words: str = "",
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many contracts fit and one page of them, the newest first.

    `words` stand in the number, a name, an employer or a template, or are a number as it is read
    out, such as C4. Each row has the contract's columns, names of both sides, `template_name`,
    `template_version`, `batch_number`, `order_number`, and `renews`, the number of the one before.
    """
    said = words.strip()
    bare = office.numbers.bare(said, "contract")
    number = office.numbers.read(bare) if bare != said else None
    count = rows.register.count_register(desk.store, states=states, words=said, number=number)
    page = rows.register.list_register(
        desk.store,
        states=states,
        words=said,
        number=number,
        order=order,
        descending=descending,
        limit=limit,
        offset=offset,
    )
    return count, page


def get_contract(desk: Desk, contract_id: bytes) -> dict[str, Any]:
    """Return one contract as `register` gives it; raises errors.NotFound."""
    found = rows.register.list_register(desk.store, contract_id=contract_id, limit=1)
    if not found:
        raise errors.NotFound("dispatch.error.no_contract")
    return found[0]


def ending(desk: Desk) -> list[dict[str, Any]]:
    """Return signed contracts of people away that end soon or have ended, with `days_left`.

    How many days ahead stands in the rule `contract.ending_days`. One that another contract
    follows already is left out.
    """
    today = desk.clock.today()
    ahead = desk.rules().number("contract.ending_days", today)
    until = today + datetime.timedelta(days=ahead)
    found = rows.register.ending(desk.store, until.isoformat())
    for row in found:
        row["days_left"] = contracts.days_to_end(row["to_day"], today)
    return found


def attach_scan(desk: Desk, *, contract_id: bytes, content: bytes) -> Done:
    """Keep the signed page of a contract, in the place of an earlier one.

    The one before stays in the file and the history names it. Raises errors.Refused for a contract
    that nobody signed, errors.NotFound, and as `office.contents.check_scan` does.
    """
    paper = get_contract(desk, contract_id)
    if paper["state"] not in (contracts.SIGNED, contracts.ENDED):
        raise errors.Refused("dispatch.error.scan_unsigned", contract=paper["contract_no"])
    kind = office.contents.check_scan(content)
    scanned.pages(kind, content)
    with desk.doing("dispatch.attach_scan") as act:
        kept = scanned.keep(desk, content, kind)
        if paper[SCAN] != kept:
            desk.store.change("contract", contract_id, {SCAN: kept})
        act.about.update(contract=paper["contract_no"])
    return desk.done(act)


def remove_scan(desk: Desk, *, contract_id: bytes, reason: str = "") -> Done:
    """Take the signed page of a contract away; raises errors.NotFound where there is none."""
    paper = get_contract(desk, contract_id)
    if not paper[SCAN]:
        raise errors.NotFound("people.scan.none")
    with desk.doing("dispatch.remove_scan", reason=reason) as act:
        desk.store.change("contract", contract_id, {SCAN: None})
        act.about.update(contract=paper["contract_no"])
    return desk.done(act)


def see_scan(desk: Desk, *, contract_id: bytes) -> Scan:
    """Return the signed page of a contract and note who looked.

    Raises errors.NotFound without one, errors.NotAllowed, errors.Damaged where it is not kept.
    """
    paper = get_contract(desk, contract_id)
    if not paper[SCAN]:
        raise errors.NotFound("people.scan.none")
    with desk.doing("workers.reveal") as act:
        found = scanned.find(desk, paper[SCAN])
        act.always_noted = True
        act.about = {"contract": paper["contract_no"], "fields": [SCAN]}
    return found


def give_copies(
    desk: Desk, *, contract_ids: Sequence[bytes], on: datetime.date | None = None
) -> tuple[list[str], Done]:
    """Note that people got their copy of a contract; return the numbers noted now, and the act.

    Source: 劳动合同法 art. 16: one copy for each side. Contracts nobody signed, void ones and those
    noted before are left out. Raises errors.Invalid for a day to come, errors.NotFound.
    """
    day = on or desk.clock.today()
    if day > desk.clock.today():
        raise errors.Invalid("dispatch.error.day_ahead", field="on", day=day.isoformat())
    papers = [get_contract(desk, one) for one in dict.fromkeys(contract_ids)]
    fresh = [
        one
        for one in papers
        if one["state"] in (contracts.SIGNED, contracts.ENDED) and not one["copy_given"]
    ]
    with desk.doing("dispatch.give_copy") as act:
        for one in fresh:
            desk.store.change("contract", one["id"], {"copy_given": 1, "copy_on": day.isoformat()})
        act.about.update(contracts=len(fresh))
    return [one["contract_no"] for one in fresh], desk.done(act)


def export_register(desk: Desk, out: Path, *, states: Sequence[str] = (), words: str = "") -> Paper:
    """Write the register, or the contracts that fit, into a workbook; the export is noted."""
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        _, found = register(desk, states=states, words=words, order="contract_no", limit=_MOST)
        frame = contract_list.register(
            unit=desk.station.name, filled_on=desk.clock.today().isoformat()
        )
        written = writing.write_list(file, frame, contract_list.register_rows(frame, found))
        act.about.update(paper="register", rows=written.rows, sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def export_without(
    desk: Desk, out: Path, *, on: datetime.date | None = None, order_id: bytes | None = None
) -> Paper:
    """Write who is at work without a signed contract into a workbook; the export is noted.

    Telephones are masked. Raises as `pages.without_contract` does.
    """
    found = pages.without_contract(desk, on=on, order_id=order_id)
    day = (on or desk.clock.today()).isoformat()
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        frame = contract_list.without(unit=desk.station.name, day=day)
        written = writing.write_list(file, frame, contract_list.without_rows(frame, found))
        act.about.update(paper="without_contract", day=day, rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)
