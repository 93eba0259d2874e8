"""The contracts of a batch: drawn up without holding anybody up, then noted in one short act."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from gigdesk import errors
from gigdesk.actions.dispatch import drawing, wording
from gigdesk.actions.dispatch import templates as shelf
from gigdesk.documents.pdf import placing
from gigdesk.domain import office
from gigdesk.domain.dispatch import contracts
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.drawing import Asked, Drawn
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.actions.dispatch.wording import Paper

_PDF = ".pdf"
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Made:
    """One contract that was printed: whose, its number, the template's name and version.

    `again` says that it was printed as it was, for it is `signed` or the batch left with it.
    `replaces` is the number of the one given out before, whose place it takes.
    """

    worker_id: bytes
    worker_number: int
    name: str
    contract_no: str
    template: str
    version: int
    again: bool
    signed: bool = False
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: contracts, files with SHA-256, and for whom nothing was made.

    `pages` are those of all files together. `by_hand` names the marks that were left as a line to
    write on, `missing_characters` those that no bundled font has. `template` names what was used,
    more than one where ages ask for it. `assumed` says that it was nobody's choice: the
    order leaves its form of employment open and a service agreement was taken. `each` tells which
    contract was made from what, one printed again from the version it was made from. `remarks` are
    what the law lets be and somebody should look at; `differs` says that the answers about the
    relationship suggest another form of employment than the order names.
    """

    contracts: int
    pages: int
    files: tuple[tuple[Path, str], ...]
    problems: tuple[Outcome, ...]
    by_hand: tuple[str, ...]
    missing_characters: tuple[str, ...]
    act: int
    template: str = ""
    assumed: bool = False
    each: tuple[Made, ...] = ()
    remarks: tuple[Outcome, ...] = ()
    differs: bool = False


def draw_contracts(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    **asked: Unpack[Asked],
) -> Drawn:
    """Make the papers on a desk that may only read; `keep_contracts` then makes them count.

    Raises as `make_contracts` does.
    """
    return drawing.draw(
        desk,
        batch_id,
        whole=_is_one_file(out),
        **asked,
    )


def keep_contracts(desk: Desk, *, drawn: Drawn, out: Path) -> Printed:
    """Note the drawn contracts and put the files in their place, as one short act.

    What went into the papers is read once more: where order, employer, list, template or register
    have changed since, errors.Refused says so and nothing stays behind.
    """
    found = drawn.read
    places = [(out if drawn.whole else out / name, pdf) for name, pdf in drawn.pdfs]
    files = tuple((place, hashlib.sha256(pdf).hexdigest()) for place, pdf in places)
    with placing.aside(places) as papers, desk.doing("dispatch.make_contracts") as act:
        shelf.seed(desk)
        template, people = drawn.asked
        now = drawing.read(
            desk, found.batch["id"], template=template, draft=drawn.draft, people=people
        )
        if now.essence != found.essence:
            raise errors.Refused("dispatch.error.changed_meanwhile", number=found.batch["number"])
        for paper, digest in zip(now.papers, drawn.digests, strict=True):
            _keep(desk, now, paper, draft=drawn.draft, digest=digest)
        act.about.update(batch=now.batch["number"], contracts=len(now.papers), draft=drawn.draft)
        main = now.papers[0].used
        act.about.update(template=main["name"], version=main["version"])
        act.about.update(sha256=files[0][1])
        act.always_noted = True
        papers.put_in_place()
    return Printed(
        len(found.papers),
        drawn.pages,
        files,
        found.problems,
        found.by_hand,
        drawn.missing_characters,
        act.number,
        _BETWEEN.join(dict.fromkeys(paper.used["name"] for paper in now.papers)),
        drawn.assumed and not all(paper.as_it_was for paper in now.papers),
        tuple(_made(paper, draft=drawn.draft) for paper in now.papers),
        found.remarks,
        differs=now.differs,
    )


def _made(paper: Paper, *, draft: bool) -> Made:
    member, used, known = paper.member, paper.used, paper.known
    gone = known is not None and not draft and not wording.stays(paper)
    return Made(
        member["worker_id"],
        member["worker_number"],
        member["name"],
        paper.number,
        used["name"],
        used["version"],
        paper.as_it_was,
        paper.as_it_was and known is not None and known["state"] == contracts.SIGNED,
        known["contract_no"] if known is not None and gone else "",
    )


def make_contracts(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    **asked: Unpack[Asked],
) -> Printed:
    """Make the contracts of a batch and print them: drawn first, then noted in one short act.

    `out` ending in `.pdf` is one print file, else a folder with a file for each person. `template`
    is a kind or a name; without it the order's form of employment decides. A draft carries a
    watermark and can be made at any time; a final one needs every term the law asks for, else the
    person is among `problems`. A signed contract is printed again as it was, from the version it
    was signed in, and who signed one is among `problems` where another `template` is asked for; one
    for other days than the batch has now ends, and a new one takes its place. So does a new one
    where a final contract would say something else now, or, until the batch leaves, where its
    template has a newer version: it becomes void. Raises errors.Refused where nothing can be made,
    what goes into the papers changed while they were made, or `cancelled()` says so: then nothing
    stays behind.
    """
    drawn = draw_contracts(desk, batch_id, out, **asked)
    return keep_contracts(desk, drawn=drawn, out=out)


def _is_one_file(out: Path) -> bool:
    return out.suffix.lower() == _PDF


def _keep(desk: Desk, found: drawing.Read, paper: Paper, *, draft: bool, digest: str) -> None:
    """Write the row of one contract: fresh, changed from its draft, or as it was."""
    row, used = found.batch, paper.used
    known, state = paper.known, contracts.DRAFT if draft else contracts.FINAL
    if known is not None and (paper.as_it_was or (draft and known["state"] in contracts.BINDING)):
        return  # what is printed as it was stays, a draft beside a binding one is only paper
    if known is not None and not wording.stays(paper):
        gone = contracts.ENDED if known["state"] == contracts.SIGNED else contracts.VOID
        ended = {"state": gone, "ended_on": desk.clock.today().isoformat()}
        desk.store.change("contract", known["id"], ended)
        known = None
    fields = {
        "template_id": used["id"],
        "kind": used["kind"],
        "from_day": row["first_day"],
        "to_day": row["last_day"],
        "fields": json.dumps(dict(paper.values), ensure_ascii=False, sort_keys=True),
        "answers": found.answers or None,
        "file_sha256": digest,
    }
    if known is not None:
        desk.store.change("contract", known["id"], {**fields, "state": state})
        return
    desk.store.add(
        "contract",
        {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "number": desk.next_number("contract"),
            "contract_no": paper.number,
            "batch_id": row["id"],
            "worker_id": paper.member["worker_id"],
            "employer_id": row["employer_id"],
            "order_id": row["order_id"],
            "state": state,
            "renews_id": paper.renews,
            **fields,
        },
    )


def list_contracts(
    desk: Desk,
    *,
    batch_id: bytes | None = None,
    worker_id: bytes | None = None,
    words: str = "",
    limit: int = 500,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Return contracts of a batch, of a person or all, newest first, with both sides' names.

    `words` are one number: as it is read out, such as C1, or as it is printed on the contract.
    """
    said = words.strip()
    digits = office.numbers.bare(said, "contract")
    return rows.contracts.list_contracts(
        desk.store,
        batch_id=batch_id,
        worker_id=worker_id,
        number=office.numbers.read(digits) if digits != said else None,
        contract_no=said,
        limit=limit,
        offset=offset,
    )
