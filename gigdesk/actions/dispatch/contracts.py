"""Making the contracts of a batch in one act, from versioned templates."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import config, errors
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.documents.excel import saving
from gigdesk.documents.forms import contract as forms
from gigdesk.documents.forms import template as templates
from gigdesk.domain.dispatch import batches, contracts, terms
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_TEMPLATES = "templates"
_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: contracts, pages, files with SHA-256, and for whom nothing was made.

    `by_hand` names the marks that were left as a line to write on, `missing_characters` those that
    no bundled font has.
    """

    contracts: int
    pages: int
    files: tuple[tuple[Path, str], ...]
    problems: tuple[Outcome, ...]
    by_hand: tuple[str, ...]
    missing_characters: tuple[str, ...]
    act: int


@dataclass(slots=True)
class _Paper:
    """One contract on its way: the member, the values, the row it has already, its number."""

    member: Mapping[str, Any]
    values: dict[str, str]
    known: Mapping[str, Any] | None
    number: str = ""


# templates


def ensure_templates(desk: Desk) -> int:
    """Put in the templates that come with the program where a kind has none; return how many."""
    if rows.contracts.find_templates(desk.store):
        return 0
    with desk.doing("office.new_template") as act:
        seeded = _seed(desk)
        act.about.update(templates=seeded)
    return seeded


def _seed(desk: Desk) -> int:
    known = {row["kind"] for row in rows.contracts.find_templates(desk.store, all_versions=True)}
    seeded = 0
    for path in sorted((config.resources() / _TEMPLATES).glob("*.txt")):
        body = path.read_text(encoding="utf-8")
        parsed = templates.parse(body)
        if parsed.kind not in known:
            _add_template(desk, parsed.kind, parsed.title, body)
            seeded += 1
    return seeded


def _add_template(desk: Desk, kind: str, name: str, body: str) -> tuple[bytes, int]:
    template_id, version = desk.new_id(), rows.contracts.next_version(desk.store, kind, name)
    desk.store.add(
        "contract_template",
        {
            "id": template_id,
            "station_id": desk.station.id,
            "kind": kind,
            "name": name,
            "version": version,
            "body": body,
        },
    )
    return template_id, version


def list_templates(desk: Desk, *, all_versions: bool = False) -> list[dict[str, Any]]:
    """Return templates: id, kind, name, version, body, state."""
    return rows.contracts.find_templates(desk.store, all_versions=all_versions)


def template_problems(body: str) -> tuple[templates.Problem, ...]:
    """Return what is wrong with a template as typed, in line order, each with its `words`."""
    return templates.problems(body)


def save_template(desk: Desk, body: str) -> int:
    """Keep a template as the newest version of its kind and title; return the version.

    Contracts made before keep the version they were made from. Raises errors.Invalid for the
    first line that cannot stand.
    """
    parsed = templates.parse(body)
    with desk.doing("office.new_template") as act:
        for row in rows.contracts.find_templates(desk.store):
            if (row["kind"], row["name"]) == (parsed.kind, parsed.title):
                desk.store.change("contract_template", row["id"], {"state": "replaced"})
        _, version = _add_template(desk, parsed.kind, parsed.title, body)
        act.about.update(template=parsed.title, version=version)
    return version


def preview(desk: Desk, body: str, values: Mapping[str, str] | None = None) -> bytes:
    """Return a template as a draft PDF, with gaps where `values` has nothing."""
    filled = {"station": desk.station.name, **(values or {})}
    return forms.contract(templates.parse(body), filled, draft=True, number="")


# contracts


def make_contracts(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    *,
    template: str | None = None,
    draft: bool = False,
    people: Sequence[bytes] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Make the contracts of a batch as one act and print them.

    `out` ending in `.pdf` is one print file, else a folder with a file for each person. `template`
    is a kind or a name; without it the order's form of employment decides. A draft carries a
    watermark and can be made at any time; a final one needs every group the law asks for, else the
    person is among `problems`. A signed contract is printed again as it was. Raises errors.Refused
    where nothing can be made or `cancelled()` says so: then nothing stays behind.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER, batches.SENT)
    with desk.doing("dispatch.make_contracts") as act:
        _seed(desk)
        order = desk.store.get("job_order", row["order_id"]) or {}
        used = _template(desk, template or terms.kind_for(order))
        parsed = templates.parse(used["body"])
        papers, problems, by_hand = _papers(desk, row, order, used, people)
        ready = papers if draft else _complete(parsed, papers, problems)
        if not ready:
            _refuse(row, problems)
        _number(desk, ready, draft=draft)
        jobs = [forms.Job(paper.values, paper.number) for paper in ready]
        made = _print(parsed, jobs, draft=draft, progress=progress, cancelled=cancelled)
        for paper, data in zip(ready, made, strict=True):
            digest = hashlib.sha256(data).hexdigest()
            _keep(desk, row, used, paper, draft=draft, digest=digest)
        pages, files = _save(out, parsed, ready, made, draft=draft)
        act.about.update(batch=row["number"], contracts=len(ready), draft=draft)
        act.about.update(template=used["name"], version=used["version"], sha256=files[0][1])
        act.always_noted = True
    values = [value for paper in ready for value in paper.values.values()]
    strange = forms.missing_characters(values)
    return Printed(
        len(ready), pages, files, tuple(problems), tuple(sorted(by_hand)), strange, act.number
    )


def _template(desk: Desk, wanted: str) -> dict[str, Any]:
    used = rows.contracts.find_template(desk.store, wanted)
    if used is None:
        known = ", ".join(row["kind"] for row in rows.contracts.find_templates(desk.store))
        raise errors.NotFound("dispatch.error.no_template", words=wanted, known=known)
    return used


def _refuse(row: Mapping[str, Any], problems: Sequence[Outcome]) -> None:
    """Say why no contract at all could be made."""
    if not problems:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    first = problems[0].against[0]
    raise errors.Refused(
        "dispatch.error.contracts_incomplete",
        people=len(problems),
        missing=first.params.get("missing", ""),
    )


def _papers(
    desk: Desk,
    row: Mapping[str, Any],
    order: Mapping[str, Any],
    used: Mapping[str, Any],
    people: Sequence[bytes] | None,
) -> tuple[list[_Paper], list[Outcome], set[str]]:
    """Return the contract of everybody on the list with its values, and who cannot have one."""
    known = rows.contracts.of_batch(desk.store, row["id"])
    employer = desk.store.get("employer", row["employer_id"]) or {}
    papers: list[_Paper] = []
    problems: list[Outcome] = []
    by_hand: set[str] = set()
    for member in rows.members.list_members(desk.store, row["id"]):
        if people is not None and member["worker_id"] not in people:
            continue
        old = known.get(member["worker_id"])
        if old is not None and old["state"] in (contracts.SIGNED, contracts.ENDED):
            if old["template_id"] == used["id"] and old["state"] == contracts.SIGNED:
                papers.append(_Paper(member, json.loads(old["fields"]), old, old["contract_no"]))
            else:
                problems.append(_problem(member, findings.error("dispatch.finding.signed_before")))
            continue
        values = terms.values(
            used["kind"],
            employer=employer,
            order=order,
            batch=row,
            worker=member,
            station=desk.station.name,
        )
        pen = terms.for_the_pen(used["kind"], values)
        by_hand |= pen.keys()
        papers.append(_Paper(member, values | pen, old))
    return papers, problems, by_hand


def _problem(member: Mapping[str, Any], why: findings.Finding) -> Outcome:
    return Outcome(
        member["worker_id"], member["worker_number"], member["name"], done=False, against=(why,)
    )


def _complete(
    parsed: templates.Template, papers: Sequence[_Paper], problems: list[Outcome]
) -> list[_Paper]:
    """Return the contracts that have all the law asks for; the others become problems.

    Source: 劳动合同法 art. 17 for labour contracts, Civil Code art. 470 for the other kinds.
    """
    ready = []
    for paper in papers:
        gaps = templates.missing_elements(parsed, paper.values)
        if gaps:
            missing = ", ".join(gap.words for gap in gaps)
            why = findings.error("dispatch.finding.contract_incomplete", missing=missing)
            problems.append(_problem(paper.member, why))
        else:
            ready.append(paper)
    return ready


def _number(desk: Desk, papers: Sequence[_Paper], *, draft: bool) -> None:
    """Give each contract its number: the one it has, else the next of the year."""
    year = desk.clock.today().year
    seq = rows.contracts.last_seq(desk.store, desk.station.code, year)
    for paper in papers:
        if paper.known is not None and (draft or _stays(paper)):
            paper.number = paper.known["contract_no"]
        else:
            seq += 1
            paper.number = contracts.number(desk.station.code, year, seq)


def _stays(paper: _Paper) -> bool:
    """Say whether the row a person has already can carry this print.

    A draft is still open. A final one that would now say something else has been given out: it
    becomes void and a new number takes its place.
    """
    known = paper.known
    if known is None:
        return False
    return known["state"] in (contracts.DRAFT, contracts.SIGNED) or (
        json.loads(known["fields"]) == paper.values
    )


def _print(
    parsed: templates.Template,
    jobs: Sequence[forms.Job],
    *,
    draft: bool,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[bytes]:
    """Return each person's contract as PDF."""
    return list(forms.files(parsed, jobs, draft=draft, progress=progress, cancelled=cancelled))


def _keep(
    desk: Desk,
    row: Mapping[str, Any],
    used: Mapping[str, Any],
    paper: _Paper,
    *,
    draft: bool,
    digest: str,
) -> None:
    """Write the row of one contract: fresh, changed from its draft, or as it was."""
    known, state = paper.known, contracts.DRAFT if draft else contracts.FINAL
    if known is not None and (
        known["state"] == contracts.SIGNED or (draft and known["state"] == contracts.FINAL)
    ):
        return  # a signed contract stays, and a draft beside a final one is only paper
    if known is not None and not _stays(paper):
        void = {"state": contracts.VOID, "ended_on": desk.clock.today().isoformat()}
        desk.store.change("contract", known["id"], void)
        known = None
    fields = {
        "template_id": used["id"],
        "kind": used["kind"],
        "from_day": row["first_day"],
        "to_day": row["last_day"],
        "fields": json.dumps(paper.values, ensure_ascii=False, sort_keys=True),
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
            **fields,
        },
    )


def _save(
    out: Path,
    parsed: templates.Template,
    papers: Sequence[_Paper],
    made: Sequence[bytes],
    *,
    draft: bool,
) -> tuple[int, tuple[tuple[Path, str], ...]]:
    """Write one print file or a file for each person; return pages and files with SHA-256."""
    jobs = [forms.Job(paper.values, paper.number) for paper in papers]
    if out.suffix.lower() == _PDF:
        whole = forms.merged(parsed, jobs, draft=draft)
        return whole.pages, (_write(out, whole.data),)
    with saving.naming_trouble(out.name):
        out.mkdir(parents=True, exist_ok=True)
    files = tuple(
        _write(out / f"{paper.number}-{_safe(paper.values.get('worker_name', ''))}{_PDF}", data)
        for paper, data in zip(papers, made, strict=True)
    )
    return len(files), files


def _safe(name: str) -> str:
    """Return a name without what a file name may not hold."""
    return "".join(sign for sign in name if sign not in '\\/:*?"<>|').strip() or "-"


def _write(path: Path, data: bytes) -> tuple[Path, str]:
    with saving.fresh_file(path) as part:
        part.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def list_contracts(
    desk: Desk,
    *,
    batch_id: bytes | None = None,
    worker_id: bytes | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Return contracts of a batch, of a person or all, newest first, with both sides' names."""
    return rows.contracts.list_contracts(
        desk.store, batch_id=batch_id, worker_id=worker_id, limit=limit, offset=offset
    )
