"""Versions of insurance lists once they are made: what they hold, sent when, receipt, as papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing, refresh
from gigdesk.actions.dispatch import judging, policies
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.forms import insured
from gigdesk.documents.sheets import insurance_list
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, covers, products
from gigdesk.domain.workers import codes, identity, phones
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done

SENT_HOW = ("wechat", "mail", "portal", "paper")
_PDF = ".pdf"


def list_lists(desk: Desk, *, batch_id: bytes, dropped: bool = False) -> list[dict[str, Any]]:
    """Return the versions of a batch's lists by product, with how many `come` and `go` in each."""
    judging.batch_row(desk, batch_id)
    return rows.insurance.list_lists(desk.store, batch_id, dropped=dropped)


def find_list(
    desk: Desk, *, batch_id: bytes, version: int | None = None, product_id: bytes | None = None
) -> bytes:
    """Return a version of a batch's list, the newest where no number is given.

    Raises errors.NotFound, errors.Refused where lists of several products fit.
    """
    found = [
        row
        for row in list_lists(desk, batch_id=batch_id)
        if version in (None, row["version"]) and product_id in (None, row["product_id"])
    ]
    if not found:
        raise errors.NotFound("dispatch.error.no_list", version=version or "")
    if len({row["product_id"] for row in found}) > 1:
        raise errors.Refused("dispatch.error.which_product")
    return bytes(found[-1]["id"])


def get_list(desk: Desk, list_id: bytes) -> dict[str, Any]:
    """Return one version; raises errors.NotFound where there is none, or it was dropped."""
    row = desk.store.get("insurance_list", list_id)
    if row is None or row["state"] == covers.DROPPED:
        raise errors.NotFound("dispatch.error.no_list", version="")
    return dict(row)


def list_rows(desk: Desk, list_id: bytes) -> list[dict[str, Any]]:
    """Return the rows of a version, numbers and telephones masked: on it, then who went with it."""
    get_list(desk, list_id)
    found = rows.insurance.list_rows(desk.store, list_id)
    for row in found:
        row["doc_no"] = identity.mask(row["doc_no"] or "")
        row["phone"] = phones.mask(row["phone"] or "")
    return found


def note_sent(
    desk: Desk,
    *,
    list_id: bytes,
    on: datetime.date | None = None,
    at: str = "",
    how: str = "",
) -> tuple[datetime.date, Done]:
    """Note that a version went to the insurer; return the day from which it counts.

    `on` and `at` (`HH:MM`) are now where they are left out; of another day without a time it went
    by the cut-off. Raises errors.Invalid for a day to come or no time, errors.Refused where it is
    noted already, errors.NotFound.
    """
    row = get_list(desk, list_id)
    product = rows.insurance.product(policies.get_product(desk, row["product_id"]))
    if row["state"] == covers.SENT:
        told = {"version": row["version"], "day": row["sent_on"]}
        raise errors.Refused("dispatch.error.list_sent", **told)
    day, time = _moment(desk, on, at)
    effective = products.effective_day(product, day, time)
    sent = {
        "state": covers.SENT,
        "sent_on": day.isoformat(),
        "sent_at": time or None,
        "sent_how": how or None,
        "effective_on": effective.isoformat(),
    }
    batch = judging.batch_row(desk, row["batch_id"])
    with desk.doing("dispatch.send_list") as act:
        desk.store.change("insurance_list", list_id, sent)
        act.about.update(batch=batch["number"], version=row["version"], day=day.isoformat())
    return effective, desk.done(act)


def _moment(desk: Desk, on: datetime.date | None, at: str) -> tuple[datetime.date, str]:
    """Return day and time of a sending; the time stays empty for a day gone by without one."""
    today, now = desk.clock.today(), f"{desk.clock.now().astimezone():%H:%M}"
    day = on or today
    time = batches.read_time(at) if at else (now if day == today else "")
    if time is None:
        raise errors.Invalid(batches.TIME_UNREAD, field="sent_at", time=at)
    if day > today or (day == today and time > now):
        raise errors.Invalid("dispatch.error.list_ahead", field="sent_on", day=day.isoformat())
    return day, time


def note_receipt(desk: Desk, *, list_id: bytes, receipt_no: str = "", policy_no: str = "") -> Done:
    """Note the insurer's receipt and number of the policy for a version that was sent.

    Raises errors.Invalid where neither is given, errors.Refused where the version was not sent yet,
    errors.NotFound.
    """
    row = get_list(desk, list_id)
    kept = {"receipt_no": receipt_no.strip(), "policy_no": policy_no.strip()}
    if not any(kept.values()):
        raise errors.Invalid("dispatch.error.receipt_empty", field="receipt_no")
    if row["state"] != covers.SENT:
        raise errors.Refused("dispatch.error.list_not_sent", version=row["version"])
    batch = judging.batch_row(desk, row["batch_id"])
    with desk.doing("dispatch.list_receipt") as act:
        given = {name: value for name, value in kept.items() if value}
        desk.store.change("insurance_list", list_id, given)
        act.about.update(batch=batch["number"], version=row["version"])
    return desk.done(act)


def drop_list(desk: Desk, *, list_id: bytes, reason: str = "") -> Done:
    """Put away a version that was not sent; its number is not used again.

    What was sent stays: it is put right by a further version. Raises errors.Refused for that,
    errors.NotFound.
    """
    row = get_list(desk, list_id)
    if row["state"] == covers.SENT:
        told = {"version": row["version"], "day": row["sent_on"]}
        raise errors.Refused("dispatch.error.list_sent_stays", **told)
    batch = judging.batch_row(desk, row["batch_id"])
    with desk.doing("dispatch.drop_list", reason=reason) as act:
        desk.store.change("insurance_list", list_id, {"state": covers.DROPPED})
        act.about.update(batch=batch["number"], version=row["version"])
    return desk.done(act)


# papers


def write_list(desk: Desk, list_id: bytes, out: Path, *, changes: bool = False) -> Paper:
    """Write a version as it was made: the whole list, or only what it `changes`.

    A workbook, or pages where the name ends in `.pdf`. Whole numbers go to another party, so a role
    that may not reveal them is refused; who stands on it agreed to that when it was made. Raises
    errors.NotAllowed, errors.NotFound, and errors.Refused where the version changes nothing more.
    """
    office.acts.require_numbers(desk.staff.role)
    row = get_list(desk, list_id)
    found = [
        each
        for each in rows.insurance.list_rows(desk.store, list_id)
        if (each["change"] if changes else each["part"] == covers.ON)
    ]
    heading = _heading(desk, row, changes=changes)
    records = [_record(each, changes=changes) for each in _paired(found)]
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        if out.suffix.lower() == _PDF:
            pdf = insured.pages(heading, records)
            file.write(pdf)
            sha256 = insured.print_of(pdf)
        else:
            layout = insurance_list.layout(heading)
            written = writing.write_list(file, layout, insurance_list.rows(records))
            sha256 = written.sha256
        batch = judging.batch_row(desk, row["batch_id"])
        paper = "insurance-changes" if changes else "insurance-list"
        act.about.update(batch=batch["number"], paper=paper, rows=len(records))
        act.about.update(version=row["version"], sha256=sha256)
    return Paper(len(records), out, sha256)


def _paired(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with whoever goes right behind whoever takes the place."""
    first: dict[int, int] = {}
    for index, row in enumerate(found):
        first.setdefault(row["pair"] or -index, index)
    ordered = sorted(
        enumerate(found),
        key=lambda pair: (first[pair[1]["pair"] or -pair[0]], pair[1]["part"] == covers.OFF),
    )
    return [row for _, row in ordered]


def _heading(desk: Desk, row: dict[str, Any], *, changes: bool) -> insurance_list.Heading:
    batch = judging.batch_row(desk, row["batch_id"])
    product = policies.get_product(desk, row["product_id"])
    return insurance_list.Heading(
        policyholder=batch["employer_name"],
        insurer=product["insurer"],
        product=product["name"],
        policy_no=row["policy_no"] or product["policy_no"] or "",
        version=str(row["version"]),
        filled_by=desk.staff.name,
        filled_on=row["made_on"],
        batch=str(batch["number"]),
        premium_fen=None if changes else row["premium_fen"],
        shares_fen=(row["employer_fen"], row["station_fen"], row["worker_fen"]),
        changes=changes,
    )


def _record(row: dict[str, Any], *, changes: bool) -> dict[str, Any]:
    record = {
        **row,
        "doc_kind": codes.label("doc_kind", row["doc_kind"] or ""),
        "sex": codes.label("sex", row["sex"] or ""),
        "occupation_class": str(row["occupation_class"]),
    }
    return {**record, "change": insurance_list.change_words(row) if changes else ""}


# what an undo minds


def mind_lists(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where a version would go from under a later one or a departure.

    The next version was made as a difference to it, and a batch that left since did so on its
    cover. A version itself is never unmade once it was sent: that act holds it.
    """
    lists = {*step.leaving.get("insurance_list", ()), *step.restored.get("insurance_list", ())}
    made = step.voided.get("insurance_row", ())
    for row_id in made[:1]:
        row = desk.store.get("insurance_row", row_id)
        lists |= {row["list_id"]} if row is not None else set()
    for list_id in lists:
        row = desk.store.get("insurance_list", list_id)
        if row is None:
            continue
        last = rows.insurance.last_list(desk.store, row["batch_id"], row["product_id"])
        told = {"number": step.act_number, "version": row["version"]}
        if made and row["state"] == covers.SENT:
            raise errors.Refused("dispatch.error.list_sent_stays", **told, day=row["sent_on"])
        if last is not None and last["version"] > row["version"]:
            raise errors.Refused("dispatch.error.undo_list_later", **told, later=last["version"])
        batch = desk.store.get("batch", row["batch_id"])
        if batch is not None and row["state"] == covers.SENT and batch["state"] in batches.AWAY:
            raise errors.Refused("dispatch.error.undo_list_away", **told, batch=batch["number"])


def keep_rows(_desk: Desk, _row_ids: list[bytes]) -> None:
    """Leave the rows of a version that is taken back: it stays as put away, and they with it."""


refresh.GUARDS.append(mind_lists)
refresh.VOIDERS["insurance_row"] = keep_rows
