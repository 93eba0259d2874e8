"""Lists of people on paper and in workbooks: who receives them is noted, numbers are masked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import certificates, consents, masking, origins, search
from gigdesk.documents.excel import filling, writing
from gigdesk.documents.sheets import chosen_columns, ledger, staff_list
from gigdesk.domain import office, workers
from gigdesk.domain.workers import labels
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done

_CHUNK = 500
_EXPORT = "workers.export"
_SOURCED = frozenset({"source_note", "verified_how"})
# What a list may show beside the fields of a person.
EXTRAS = (
    "number",
    "age",
    "village",
    "town",
    "county",
    "village_code",
    "contract_term",
    "certificates",
    "certificate_no",
    "categories",
)


def require_noted(desk: Desk, act_number: int) -> None:
    """Raise errors.Bug unless that act notes whole numbers in the hands of who is signed in.

    Raises errors.NotAllowed where the role may not reveal them.
    """
    office.acts.require_numbers(desk.staff.role)
    act = office_rows.acts.get_act(desk.store, act_number) or {"name": "", "staff_id": None}
    whole = act["name"] == _EXPORT and json.loads(act["about"] or "{}").get("full")
    if not whole or act["staff_id"] != desk.staff.id:
        raise errors.Bug("workers.error.bug_not_noted", number=act_number)


def records(
    desk: Desk, found: Sequence[bytes], *, full: bool, sourced: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield people with places and age, codes as they are, numbers masked unless `full`.

    Rows are read as they are asked for. Of health and faith only that is told to which the person
    agrees today. What a paper asks for and is recorded beside a person
    (categories, certificates, classes) stands in the fields of `workers.recorded`. `sourced` asks
    for the list that somebody came from as well.
    """
    today, places = desk.clock.today(), rows.people.villages(desk.store)
    for some in rows.people.chunks(found, _CHUNK):
        known = rows.people.by_ids(desk.store, some)
        unagreed = consents.unagreed(desk, known)
        terms = rows.timeline.find_terms(desk.store, some)
        papers = certificates.of_people(desk, some, full=full)
        groups = rows.belongings.find_of_many(desk.store, "worker_category", some)
        classes = rows.timeline.find_completed(desk.store, some)
        told = origins.told(desk, known) if sourced else {}
        for worker_id in some:
            row = known.get(worker_id)
            if row is None:
                continue
            row = {**row, **unagreed.get(worker_id, {})}
            birth = workers.dates.to_day(row["birth_date"])
            place = places.get(row["village_id"], {})
            in_force = workers.recorded.in_force(groups.get(worker_id, ()), today)
            yield {
                **(row if full else masking.masked(row)),
                **workers.recorded.columns(
                    row,
                    categories=in_force,
                    papers=papers.get(worker_id, ()),
                    classes=classes.get(worker_id, ()),
                ),
                **told.get(worker_id, {}),
                "printed_name": workers.names.on_paper(row),
                "number": office.numbers.spoken("worker", row["number"]),
                "age": workers.dates.age_on(birth, today) if birth else None,
                **_of_contract(terms.get(worker_id)),
                "certificates": workers.certificate.names(papers.get(worker_id, ())),
                "certificate_no": workers.certificate.numbers(papers.get(worker_id, ())),
                **{name: place.get(name) for name in ("village", "town", "county", "village_code")},
            }


def _of_contract(row: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what a list shows of somebody's newest contract; nothing where there is none."""
    if row is None:
        return {}
    term = f"{row['from_day']}/{row['to_day'] or ''}"
    return {"contract_kind": row["kind"], "contract_from": row["from_day"], "contract_term": term}


def note(
    desk: Desk,
    *,
    paper: str,
    people: int,
    full: bool = False,
    recipient: str = "",
    reason: str = "",
    worker: int | None = None,
) -> Done:
    """Note who receives a list and why; whole numbers need both words.

    `worker` is the number of the one person that a paper is about.

    Raises errors.NotAllowed for whole numbers where the role may not reveal them.
    """
    if full:
        office.acts.require_numbers(desk.staff.role)
    if full and not (recipient.strip() and reason.strip()):
        raise errors.Refused("workers.error.export_reason")
    with desk.doing(_EXPORT, reason=reason) as act:
        act.always_noted = True
        act.about = {"paper": paper, "people": people, "full": full, "recipient": recipient}
        if worker is not None:
            act.about["worker"] = worker
    return desk.done(act)


def export(
    desk: Desk,
    out: Path,
    *,
    layout: str = "ledger",
    full: bool = False,
    recipient: str = "",
    reason: str = "",
    **listed: Any,
) -> tuple[writing.Written, Done]:
    """Write people into a workbook by `write` and note it before.

    Whole numbers (`full`) need a recipient and a reason. Raises errors.Refused,
    errors.NotAllowed, and what `write` raises.
    """
    chosen = {name: listed[name] for name in ("wanted",) if name in listed}
    people = search.count(desk, listed.get("text", ""), **chosen)
    done = note(desk, paper=layout, people=people, full=full, recipient=recipient, reason=reason)
    noted = done.number if full else 0
    return write(desk, out, layout=layout, full=full, noted=noted, **listed), done


def write(
    desk: Desk,
    out: Path,
    *,
    layout: str = "ledger",
    columns: Sequence[tuple[str, str]] = (),
    title: str = "",
    text: str = "",
    wanted: search.WorkerFilter | None = None,
    order: str = "village",
    descending: bool = False,
    full: bool = False,
    noted: int = 0,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> writing.Written:
    """Write people into a workbook; a reading desk suffices. Note it first by `note`.

    Whole numbers (`full`) are written only for an act that notes them: `noted` is its number.

    `layout`: `ledger` (50 columns), `staff` (职工名册, `title` is the employer) or `chosen`, whose
    `columns` are pairs of key and header under `title`. Numbers are masked unless `full`. Raises
    errors.Invalid for another layout, errors.NotAllowed, and what `writing.write_list` raises.
    """
    if full:
        require_noted(desk, noted)
    found = search.ids(desk, text, wanted=wanted, order=order, descending=descending)
    unit, by, on = desk.station.name, desk.staff.name, desk.clock.today().isoformat()
    if layout == "ledger":
        frame = ledger.layout(unit=unit, filled_by=by, filled_on=on)
        listed = ledger.rows(map(labels.of_county_form, records(desk, found, full=full)))
    elif layout == "staff":
        frame = staff_list.layout(employer=title, filled_by=by, filled_on=on)
        listed = staff_list.rows(map(labels.of_row, records(desk, found, full=full)))
    elif layout == "chosen":
        sourced = not _SOURCED.isdisjoint(key for key, _ in columns)
        frame = chosen_columns.layout(title, columns, unit=unit, filled_on=on)
        listed = chosen_columns.rows(
            frame, map(labels.of_row, records(desk, found, full=full, sourced=sourced))
        )
    else:
        raise errors.Invalid("workers.error.layout", "layout", layout=layout)
    return writing.write_list(out, frame, listed, progress=progress, cancelled=cancelled)


def form_fields(words: Mapping[str, str]) -> dict[str, str]:
    """Return the labels that marks of a superior's form may use, with the fields they mean.

    `words` are labels of the faces by field; the headings of Chinese papers come with them, and
    whatever else a header calls a field on rosters, where no label says otherwise.
    """
    own = {field.header: field.name for field in _SHOWN}
    headings = {workers.columns.label(name) or name: name for name in (*own.values(), *EXTRAS)}
    # On rosters this heads somebody's kind as it is written there; here it asks for all there is.
    headings[workers.labels.CATEGORIES] = "categories"
    headings[workers.labels.NUMBER] = "number"
    headings |= dict.fromkeys(workers.labels.CERTIFICATE_NO_WORDS, "certificate_no")
    headings |= dict.fromkeys(workers.labels.CERTIFICATES_WORDS, "certificates")
    shown = {*own.values(), *EXTRAS}
    further = {word: name for word, name in workers.columns.synonyms().items() if name in shown}
    return {**further, **own, **headings, **{label: name for name, label in words.items()}}


_HEAD = ("unit", "filled_by", "filled_on")
_SAMPLE = ("name", "sex", "age", "doc_no", "village", "phone", "hukou_address", "categories")
# Ids say nothing on paper: a village stands there by its name.
_SHOWN = tuple(field for field in workers.worker.FIELDS if field.kind != "ref")


def form_words() -> filling.Words:
    """Return what marks may say beside the labels of `form_labels`."""
    return filling.words(_HEAD)


def form_labels(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return one label for every field that a mark may ask for: that of the face, or of papers."""
    own = {field.name: field.header for field in _SHOWN}
    extras = {
        **{name: workers.columns.label(name) for name in EXTRAS},
        "number": workers.labels.NUMBER,
        "categories": workers.labels.CATEGORIES,
        "certificates": workers.labels.CERTIFICATES,
        "certificate_no": workers.labels.CERTIFICATE_NO,
    }
    named = {**extras, **own, **words}
    return tuple(dict.fromkeys(label for label in named.values() if label))


def write_sample(out: Path, words: Mapping[str, str], title: str) -> writing.Written:
    """Write a small form with marks, to be looked at and changed in a spreadsheet."""
    head = form_words()
    named = {**workers.columns.headings(_SAMPLE), "categories": workers.labels.CATEGORIES}
    shown = [head.row, *({**named, **words}[name] for name in _SAMPLE)]
    unit, *_, filled_on = (f"{{{{{one}}}}}" for one in (*head.head[:1], head.head[2]))
    columns = [(f"mark{place}", label) for place, label in enumerate(shown)]
    frame = chosen_columns.layout(title, columns, unit=unit, filled_on=filled_on)
    return writing.write_list(out, frame, [[f"{{{{{label}}}}}" for label in shown]])


def check_form(desk: Desk, form: Path, people: int, *, words: Mapping[str, str]) -> None:
    """Raise what `write_form` would of a form for so many people, before anybody is asked more."""
    office.acts.require(desk.staff.role, _EXPORT)
    filling.check_form(form, _HEAD, fields=form_fields(words), rows=people)


def fill_form(
    desk: Desk,
    form: Path,
    out: Path,
    *,
    full: bool = False,
    recipient: str = "",
    reason: str = "",
    **listed: Any,
) -> tuple[filling.Filled, Done]:
    """Fill a superior's own form with the current list and note it before; see `export`."""
    _require_another_file(form, out)
    chosen = {name: listed[name] for name in ("wanted",) if name in listed}
    people = search.count(desk, listed.get("text", ""), **chosen)
    done = note(desk, paper=form.name, people=people, full=full, recipient=recipient, reason=reason)
    noted = done.number if full else 0
    return write_form(desk, form, out, full=full, noted=noted, **listed), done


def write_form(
    desk: Desk,
    form: Path,
    out: Path,
    *,
    words: Mapping[str, str] | None = None,
    text: str = "",
    wanted: search.WorkerFilter | None = None,
    order: str = "village",
    descending: bool = False,
    full: bool = False,
    noted: int = 0,
    progress: Callable[[int], None] | None = None,
) -> filling.Filled:
    """Fill a superior's own form; a reading desk suffices. Note it first by `note`, see `write`.

    Raises errors.Refused where `out` is the form itself, which must stay empty for the next time.
    """
    _require_another_file(form, out)
    if full:
        require_noted(desk, noted)
    found = search.ids(desk, text, wanted=wanted, order=order, descending=descending)
    today = desk.clock.today().isoformat()
    head = dict(zip(_HEAD, (desk.station.name, desk.staff.name, today), strict=True))
    return filling.fill_form(
        form,
        out,
        list(map(labels.of_row, records(desk, found, full=full, sourced=True))),
        head,
        fields=form_fields(words or {}),
        progress=progress,
    )


def _require_another_file(form: Path, out: Path) -> None:
    if form.exists() and out.exists() and out.samefile(form):
        raise errors.Refused("workers.error.same_form", name=form.name)
