"""Drafts of half-typed forms, saved filters, rules and holidays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office
from gigdesk.store import office as rows

if TYPE_CHECKING:
    import datetime

    from gigdesk.actions.desk import Desk, Done

_JUDGED = {
    "age": "settings.rules.judged_age",
    "retirement": "settings.rules.judged_retirement",
    "contract": "settings.rules.judged_contract",
    "probation": "settings.rules.judged_limits",
    "parttime": "settings.rules.judged_limits",
    "wage": "settings.rules.judged_limits",
    "eligible": "settings.rules.judged_batch",
    "departure": "settings.rules.judged_batch",
    "insurance": "settings.rules.judged_batch",
}
"""What a rule decides, by the first word of its name; the others only colour remarks."""
_ANNOUNCED = 11  # the month in which the notice of the next year comes out


def keep_draft(desk: Desk, slot: str, fields: dict[str, Any]) -> None:
    """Keep what is half typed, at once and without an entry in the history."""
    with desk.store.atomic():
        rows.slots.put_draft(
            desk.store,
            slot,
            staff_id=desk.staff.id,
            fields=json.dumps(fields, ensure_ascii=False),
            at_ms=desk.clock.now_ms(),
        )


def drop_draft(desk: Desk, slot: str) -> None:
    """Forget a draft, because its form was saved or given up."""
    with desk.store.atomic():
        rows.slots.drop_draft(desk.store, slot)


def drafts(desk: Desk, start: str = "") -> list[dict[str, Any]]:
    """Return the drafts whose slot begins with `start`, newest first, fields as a dictionary."""
    found = rows.slots.find_drafts(desk.store, start)
    for draft in found:
        draft["fields"] = json.loads(draft["fields"])
    return found


def _slot(desk: Desk, form: str) -> str:
    """Return where this person's unsaved contents of one form begin, without their turn."""
    return f"{form}:{desk.staff.id.hex()}#"


def keep_form(desk: Desk, form: str, turn: int, fields: dict[str, Any]) -> None:
    """Keep the unsaved contents of a form; nobody else is offered them.

    `form` names the form and its record. Contents of another `turn` that were offered and not
    yet answered stay beside these.
    """
    keep_draft(desk, f"{_slot(desk, form)}{turn}", fields)


def drop_form(desk: Desk, form: str, turn: int) -> None:
    """Forget contents of a form, because they were saved or given up."""
    drop_draft(desk, f"{_slot(desk, form)}{turn}")


def forms(desk: Desk, form: str) -> list[dict[str, Any]]:
    """Return this person's unsaved contents of one form, newest first, with their `turn`."""
    start = _slot(desk, form)
    found = drafts(desk, start)
    return [{**one, "turn": int(one["slot"].removeprefix(start))} for one in found]


def left(desk: Desk, form: str) -> list[dict[str, Any]]:
    """Return this person's unsaved contents of a form, newest first, whatever record it was on.

    Each says its `turn` and the `record` it was on, None for a new one.
    """
    found = []
    for one in drafts(desk, f"{form}:"):
        whose, _, turn = one["slot"].removeprefix(f"{form}:").rpartition("#")
        record, _, staff = whose.rpartition(":")
        if staff == desk.staff.id.hex():
            of = bytes.fromhex(record) if record else None
            found.append({**one, "turn": int(turn), "record": of})
    return found


def save_filter(desk: Desk, *, page: str, name: str, query: dict[str, Any]) -> Done:
    """Keep a filter of a page under a name; the same name is replaced."""
    name = name.strip()
    if not name:
        raise errors.Invalid("office.error.filter_name", "name")
    known = {one["name"]: one["id"] for one in rows.slots.find_filters(desk.store, page)}
    packed = json.dumps(query, ensure_ascii=False, sort_keys=True)
    with desk.doing("office.save_filter") as act:
        act.about = {"page": page, "name": name}
        if name in known:
            desk.store.change("saved_filter", known[name], {"query": packed})
        else:
            row = {"id": desk.new_id(), "station_id": desk.station.id, "page": page}
            desk.store.add("saved_filter", {**row, "name": name, "query": packed})
    return desk.done(act)


def filters(desk: Desk, page: str) -> list[dict[str, Any]]:
    """Return the saved filters of a page, the query as a dictionary."""
    found = rows.slots.find_filters(desk.store, page)
    for one in found:
        one["query"] = json.loads(one["query"])
    return found


def remove_filter(desk: Desk, *, filter_id: bytes) -> Done:
    """Remove a saved filter."""
    with desk.doing("office.remove_filter") as act:
        desk.store.remove("saved_filter", filter_id)
    return desk.done(act)


def rules(desk: Desk) -> list[dict[str, Any]]:
    """Return every row of the dated rule table."""
    return rows.rules.list_rules(desk.store)


def set_rule(
    desk: Desk,
    *,
    rule_id: str,
    value: str,
    valid_from: datetime.date,
    region: str = "",
    source: str = "",
) -> Done:
    """Add a value that holds from a day on; the values before it stay for the days before.

    A value for the same region and day is corrected by this one. Raises errors.Invalid for what
    is no value of this rule, errors.NotFound.
    """
    known = [one for one in rules(desk) if one["rule_id"] == rule_id]
    if not known:
        raise errors.NotFound("office.error.no_such_rule", rule=rule_id)
    value, since = office.rules.accepted(rule_id, value), valid_from.isoformat()
    with desk.doing("office.set_rule") as act:
        act.about = {"rule": rule_id, "value": value, "from": since}
        for one in known:
            place = (one["region"] or "", one["valid_from"])
            if one["active"] and place == (region, since):
                desk.store.change("rule", one["id"], {"active": 0})
        desk.store.add(
            "rule",
            {
                "id": desk.new_id(),
                "rule_id": rule_id,
                "value": value,
                "valid_from": since,
                "region": region or None,
                "source": source or None,
                "checked_by": desk.staff.name,
            },
        )
    return desk.done(act)


def rule_doubts(
    desk: Desk, *, rule_id: str, value: str, valid_from: datetime.date, region: str = ""
) -> list[errors.Code]:
    """Return what somebody should know before a value is set: sentences with what it touches.

    A day that has gone by judges anew what was seen already; a laxer number of the law lets pass
    what was stopped. Raises errors.Invalid for what is no value of this rule.
    """
    value, found = office.rules.accepted(rule_id, value), list[errors.Code]()
    before = [
        one
        for one in rules(desk)
        if (one["rule_id"], one["active"]) == (rule_id, 1)
        and one["valid_from"] <= valid_from.isoformat()
        and region.startswith(one["region"] or "")
    ]
    standing = max(before, key=lambda one: (one["region"] or "", one["valid_from"]), default=None)
    if standing is not None and office.rules.is_laxer(rule_id, standing["value"], value):
        now = standing["value"]
        said = now if now.isdecimal() else errors.Code(f"settings.rules.{now}")
        told = {"now": said, "source": standing["source"] or ""}
        found.append(errors.Code("settings.rules.laxer", told))
    if valid_from < desk.clock.today():
        family = rule_id.partition(".")[0]
        what = errors.Code(_JUDGED.get(family, "settings.rules.judged_else"))
        past = {"day": valid_from.isoformat(), "what": what}
        found.append(errors.Code("settings.rules.past", past))
    return found


def holidays(desk: Desk, year: int) -> list[dict[str, Any]]:
    """Return the days of a year that are not what their weekday says."""
    return rows.rules.list_holidays(desk.store, year)


def missing_holidays(desk: Desk, *, from_month: int = _ANNOUNCED) -> int | None:
    """Return the year whose official holidays are not yet in: this one, or soon the next; or None.

    The State Council publishes a year's holidays each November; the next year is asked for from
    `from_month` of this one on. Nothing is guessed: they are entered by hand or from the notice.
    """
    today = desk.clock.today()
    years = (today.year, today.year + 1) if today.month >= from_month else (today.year,)
    for year in years:
        if not office.holidays.is_laid_out(one["day_kind"] for one in holidays(desk, year)):
            return year
    return None


def set_holidays(desk: Desk, *, days: list[tuple[datetime.date, str, str]]) -> Done:
    """Set days as `statutory`, `rest` or `work` with a name; a day given again is replaced."""
    with desk.doing("office.set_holiday") as act:
        act.about = {"days": len(days)}
        for day, kind, name in days:
            if kind not in office.holidays.KINDS:
                raise errors.Invalid("office.error.unknown_day_kind", "day_kind", kind=kind)
            for one in holidays(desk, day.year):
                if one["day"] == day.isoformat():
                    desk.store.change("holiday", one["id"], {"active": 0})
            row = {"id": desk.new_id(), "day": day.isoformat(), "day_kind": kind, "name": name}
            desk.store.add("holiday", row)
    return desk.done(act)


def read_holidays(text: str, year: int) -> office.holidays.Read:
    """Return what a pasted notice or list says about a year; nothing is kept."""
    return office.holidays.read(text, year)


def known_holidays(year: int) -> list[tuple[datetime.date, str, str]]:
    """Return a year as published; of a year not known here the days that never move."""
    days = office.holidays.published(year) or office.holidays.fixed(year)
    return [(one.day, one.kind, one.name) for one in days]


def clear_holidays(desk: Desk, *, days: list[datetime.date]) -> Done:
    """Let days be again what their weekday says."""
    with desk.doing("office.clear_holiday") as act:
        act.about = {"days": len(days)}
        for day in days:
            for one in holidays(desk, day.year):
                if one["day"] == day.isoformat():
                    desk.store.change("holiday", one["id"], {"active": 0})
    return desk.done(act)
