"""Contracts drawn up: what goes into each is read, and the papers are made, nothing is written.

This is the long part and needs a desk that only reads, so that nobody waits for it. What was read
is kept with the papers, and compared with the desk once more before they count.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from gigdesk import errors
from gigdesk.actions.dispatch import bounds, judging, wording
from gigdesk.actions.dispatch import templates as shelf
from gigdesk.documents.forms import contract as forms
from gigdesk.documents.forms import template as templates
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, contracts, terms
from gigdesk.domain.orders import relation
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.actions.dispatch.wording import Paper

_BETWEEN = "; "


class Asked(TypedDict, total=False):
    """What is asked of the contracts of a batch: all of it may be left out.

    `template` is a kind or a name, without it the order decides; `people` some of the list;
    `progress` is called with (done, all), `cancelled` says that nobody wants them any more.
    """

    template: str | None
    draft: bool
    people: Sequence[bytes] | None
    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class Read:
    """What a batch's contracts are made from, as it was read.

    `answers` are those to the six questions about the relationship, as the order keeps them;
    `differs` says that they suggest another form of employment than the order names.
    """

    batch: Mapping[str, Any]
    template: Mapping[str, Any]
    papers: tuple[Paper, ...]
    problems: tuple[Outcome, ...]
    by_hand: tuple[str, ...]
    remarks: tuple[Outcome, ...] = ()
    answers: str = ""
    differs: bool = False

    @property
    def essence(self) -> tuple[object, ...]:
        """Return all that must not have changed when the papers are to count."""
        days = tuple(self.batch[name] for name in ("state", "first_day", "last_day"))
        return days, self.template["body"], [paper.essence for paper in self.papers]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Contracts as paper: bytes by file name, hashes by contract, and what they were made from.

    `whole` says that all stand in one print file; then there is one entry with an empty name.
    `assumed` says that nobody chose the template: the order leaves its form of employment open.
    """

    read: Read
    draft: bool
    whole: bool
    pages: int
    pdfs: tuple[tuple[str, bytes], ...]
    digests: tuple[str, ...]
    missing_characters: tuple[str, ...]
    asked: tuple[str | None, tuple[bytes, ...] | None]
    assumed: bool

    @property
    def replaces(self) -> tuple[str, ...]:
        """Return the numbers of contracts given out before, whose place these would take."""
        if self.draft:
            return ()
        given = [paper.known for paper in self.read.papers if not wording.stays(paper)]
        return tuple(known["contract_no"] for known in given if known is not None)


def draw(
    desk: Desk,
    batch_id: bytes,
    *,
    whole: bool,
    **asked: Unpack[Asked],
) -> Drawn:
    """Make the papers of a batch and write nothing; see `contracts.make_contracts`."""
    office.acts.require(desk.staff.role, "dispatch.make_contracts")
    people, template, draft = asked.get("people"), asked.get("template"), asked.get("draft", False)
    cancelled = asked.get("cancelled")
    chosen = tuple(people) if people is not None else None
    found = read(desk, batch_id, template=template, draft=draft, people=chosen)
    parsed = {body: templates.parse(body) for body in {one.used["body"] for one in found.papers}}
    jobs = [
        forms.Job(one.values, one.number, parsed[one.used["body"]], one.name_image)
        for one in found.papers
    ]
    # The first paper's own template, so that the same signed papers give the same bytes for ever.
    main = parsed[found.papers[0].used["body"]]
    digests, pdfs, pages = [], [], 0
    made = forms.files(main, jobs, draft=draft, progress=asked.get("progress"), cancelled=cancelled)
    for paper, one in zip(found.papers, made, strict=True):
        digests.append(hashlib.sha256(one.data).hexdigest())
        if not whole:
            pages += one.pages
            name = f"{paper.number}-{_safe(paper.values.get('worker_name', ''))}.pdf"
            pdfs.append((name, one.data))
    if whole:
        print_file = forms.merged(main, jobs, draft=draft, cancelled=cancelled)
        pdfs, pages = [("", print_file.data)], print_file.pages
    words = [value for paper in found.papers for value in paper.values.values()]
    return Drawn(
        found,
        draft,
        whole,
        pages,
        tuple(pdfs),
        tuple(digests),
        forms.missing_characters(words),
        (template, chosen),
        assumed=template is None and not found.batch["employment_form"],
    )


def _safe(name: str) -> str:
    """Return a name without what a file name may not hold."""
    return "".join(sign for sign in name if sign not in '\\/:*?"<>|').strip() or "-"


def read(
    desk: Desk,
    batch_id: bytes,
    *,
    template: str | None,
    draft: bool,
    people: Sequence[bytes] | None,
) -> Read:
    """Return what the contracts of a batch are made from today.

    Raises errors.Refused where not one can be made, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER, batches.SENT)
    order = desk.store.get("job_order", row["order_id"]) or {}
    used = shelf.choose_template(desk, template or terms.kind_for(order))
    law = bounds.Bounds(desk, row, order)
    papers, problems = wording.papers(desk, row, (order, law), used, people=people, chosen=template)
    papers = _with_name_images(desk, papers, problems)
    remarks: list[Outcome] = []
    if not draft:
        papers = _lawful(law, _complete(order, papers, problems), problems, remarks)
    if not papers:
        _refuse(row, problems)
    numbered = _numbered(desk, papers, draft=draft)
    # What is printed counts: a signed contract has its lines as well, and one not made has none.
    by_hand = {mark for paper in papers for mark in terms.lines_for_the_pen(paper.values)}
    answers = str(order.get("answers") or "")
    return Read(
        row,
        used,
        tuple(numbered),
        tuple(problems),
        tuple(sorted(by_hand)),
        tuple(remarks),
        answers,
        differs=law.differs(relation.kept(answers)),
    )


def check_contracts(desk: Desk, batch_id: bytes, *, template: str | None = None) -> list[Outcome]:
    """Return for everybody on a list whether a final contract could be made today, and why not.

    Writes nothing and makes no paper; `remarks` are what to look at all the same. Raises
    errors.Refused for a batch that is over, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER, batches.SENT)
    order = desk.store.get("job_order", row["order_id"]) or {}
    used = shelf.choose_template(desk, template or terms.kind_for(order))
    law = bounds.Bounds(desk, row, order)
    papers, problems = wording.papers(desk, row, (order, law), used, people=None, chosen=template)
    papers = _with_name_images(desk, papers, problems)
    remarks: list[Outcome] = []
    papers = _lawful(law, _complete(order, papers, problems), problems, remarks)
    told = {one.worker_id: one for one in (*problems, *remarks)}
    fine = [wording.remark(paper.member, ()) for paper in papers]
    found = [one for one in fine if one.worker_id not in told]
    listed = rows.members.list_members(desk.store, batch_id)
    places = {member["worker_id"]: at for at, member in enumerate(listed)}
    return sorted((*found, *told.values()), key=lambda one: places[one.worker_id])


def _refuse(row: Mapping[str, Any], problems: Sequence[Outcome]) -> None:
    """Say why no contract at all could be made, and everything that is missing."""
    if not problems:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    every = dict.fromkeys(
        term
        for one in problems
        for why in one.against
        for term in str(why.params.get("missing") or "").split(_BETWEEN)
        if term
    )
    if not every:
        first = problems[0].against[0]
        raise errors.Refused(first.code, **first.params)
    raise errors.Refused(
        "dispatch.error.contracts_incomplete", people=len(problems), missing=_BETWEEN.join(every)
    )


def _with_name_images(desk: Desk, papers: Sequence[Paper], problems: list[Outcome]) -> list[Paper]:
    """Return the contracts with the pictures of names; where one has gone it becomes a problem."""
    ready = []
    for paper in papers:
        sha256 = paper.values.get("worker_name_image")
        kept = office_rows.contents.get(desk.store, sha256) if sha256 else None
        if sha256 and kept is None:
            gone = findings.error("dispatch.finding.name_image_gone")
            problems.append(wording.problem(paper.member, gone))
        else:
            ready.append(replace(paper, name_image=kept[1]) if kept else paper)
    return ready


def _complete(
    order: Mapping[str, Any],
    papers: Sequence[Paper],
    problems: list[Outcome],
) -> list[Paper]:
    """Return the contracts that have all the law asks for; the others become problems.

    Source: 劳动合同法 art. 17 for labour contracts, Civil Code art. 470 for the other kinds.
    """
    ready = []
    parsed = {body: templates.parse(body) for body in {paper.used["body"] for paper in papers}}
    for paper in papers:
        contradicts = terms.beyond(paper.used["kind"], order)
        kept = paper.as_it_was
        gaps = () if kept else templates.missing_elements(parsed[paper.used["body"]], paper.values)
        if gaps:
            missing = _BETWEEN.join(gap.words for gap in gaps)
            why = findings.error("dispatch.finding.contract_incomplete", missing=missing)
            problems.append(wording.problem(paper.member, why))
        elif contradicts and not kept:
            problems.append(
                wording.problem(paper.member, findings.error("dispatch.finding.long_hours"))
            )
        else:
            ready.append(paper)
    return ready


def _lawful(
    law: bounds.Bounds,
    papers: Sequence[Paper],
    problems: list[Outcome],
    remarks: list[Outcome],
) -> list[Paper]:
    """Return the contracts that the law lets be; warnings are told of those all the same.

    What was signed, or what a batch left with, stays what it was.
    """
    ready = []
    for paper in papers:
        said = () if paper.as_it_was else law.judge(paper.member["worker_id"], paper.used["kind"])
        wrong = [one for one in said if one.level == findings.ERROR]
        if wrong:
            problems.append(wording.problem(paper.member, *wrong))
            continue
        ready.append(
            replace(paper, renews=law.renews(paper.member["worker_id"], paper.used["kind"]))
        )
        if said:
            remarks.append(wording.remark(paper.member, said))
    return ready


def _numbered(desk: Desk, papers: Sequence[Paper], *, draft: bool) -> list[Paper]:
    """Return the contracts with their numbers: the one each has, else the next of the year."""
    year = desk.clock.today().year
    seq = rows.contracts.last_seq(desk.store, desk.station.code, year)
    found = []
    for paper in papers:
        if paper.known is not None and (draft or wording.stays(paper)):
            number = paper.known["contract_no"]
        else:
            seq += 1
            number = contracts.number(desk.station.code, year, seq)
        found.append(replace(paper, number=number))
    return found
