"""Where the frame's own parts get their facts: search over all rooms, undo, state, unlocking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n, stamps
from gigdesk.actions import dispatch, office, orders, training, workers
from gigdesk.demo import build, county
from gigdesk.domain import office as rules
from gigdesk.gui import record
from gigdesk.gui.house import changing
from gigdesk.gui.office import acts, sections
from gigdesk.gui.window.spec import Health, Hit, HitGroup, Hooks, Undoable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

MOST_PEOPLE, MOST_OTHERS = 8, 4
OLD_DAYS = 7
_DAY_MS = 86_400_000


def hooks(desk: Desk) -> Hooks:
    """Return the hooks of the window that stands on this desk."""
    role, login = desk.staff.role, desk.staff.login
    is_demo = login == county.LOGIN and build.is_demo(desk.folder)
    return Hooks(
        search=search,
        undoables=undoables,
        newest=newest,
        changes=changing.changes,
        health=health,
        believe_clock=office.clock.confirm,
        unlock=lambda reading, password: office.entry.check_password(reading, login, password),
        may=lambda act: rules.acts.may(role, act),
        desk=str(desk.folder.absolute()),
        told_password=county.PASSWORD if is_demo else "",
        state_pages=(("backup", "settings", "safety"), ("user", "settings", "staff")),
    )


def search(desk: Desk, words: str) -> list[HitGroup]:
    """Find people, orders, employers, batches, classes and settings by what was typed.

    A number as it is read out, W12, B4, O9, E3, T2 or C1, finds its record.
    """
    text = i18n.text
    return [
        HitGroup(text("home.find.people"), "user", _people(desk, words)),
        HitGroup(text("home.find.batches"), "bus", _batches(desk, words)),
        HitGroup(text("home.find.orders"), "briefcase", _orders(desk, words)),
        HitGroup(text("home.find.employers"), "building-factory-2", _employers(desk, words)),
        HitGroup(text("home.find.classes"), "school", _classes(desk, words)),
        HitGroup(text("home.find.contracts"), "file-text", _contracts(desk, words)),
        HitGroup(text("home.find.settings"), "settings", _settings(words)),
    ]


def _between(*words: Any) -> str:
    return "  ".join(str(each) for each in words if each)


def _people(desk: Desk, words: str) -> list[Hit]:
    found = workers.search.search(desk, words, limit=MOST_PEOPLE + 1)
    hits = [Hit("workers", row["id"], row["name"], _of(row, words)) for row in found[:MOST_PEOPLE]]
    if len(found) > MOST_PEOPLE:
        hits.append(Hit("workers", ("search", words), i18n.text("home.find.all", words=words)))
    return hits


def _of(row: dict[str, Any], words: str) -> str:
    """Return what tells a find from others, and where it is that what was typed stands."""
    said = _between(row["age"], row["village"], row["phone"], *_skills(row, words))
    if not words.isdigit() or words in said:
        return said
    number = row["doc_no"] or ""
    return _between(said, number if words in number else i18n.text("home.find.hidden"))


def _skills(row: dict[str, Any], words: str) -> list[str]:
    """Return the trade and the certificates that a typed word names."""
    held = [i18n.text("home.find.trade", trade=row["trade"])] if row["trade"] else []
    for one in row["certificates"]:
        kind = record.codes.label("certificate_kind", one["kind"] or "")
        name = _between(kind, one["trade"])
        held.append(i18n.text("home.find.certificate", name=name))
    typed = [word.casefold() for word in words.split() if not word.isdigit()]
    return [one for one in held if any(word in one.casefold() for word in typed)]


def _batches(desk: Desk, words: str) -> list[Hit]:
    found = dispatch.list_batches(desk, words=words, limit=MOST_OTHERS)[1]
    return [
        Hit(
            "dispatch",
            row["id"],
            f"B{row['number']} {row['place'] or ''}".strip(),
            _between(row["employer_name"], row["trade"], row["depart_on"]),
        )
        for row in found
    ]


def _orders(desk: Desk, words: str) -> list[Hit]:
    found = orders.list_orders(desk, words=words, limit=MOST_OTHERS)[1]
    return [
        Hit(
            "orders",
            row["id"],
            f"O{row['number']} {row['trade']}",
            _between(row["employer_name"], row["place"]),
        )
        for row in found
    ]


def _employers(desk: Desk, words: str) -> list[Hit]:
    found = orders.list_employers(desk, words, limit=MOST_OTHERS)[1]
    return [
        Hit("orders", ("employer", row["id"]), row["name"], row["contact_name"] or "")
        for row in found
    ]


def _classes(desk: Desk, words: str) -> list[Hit]:
    found = training.list_classes(desk, words=words, limit=MOST_OTHERS)
    return [Hit("training", row["id"], row["name"]) for row in found]


def _contracts(desk: Desk, words: str) -> list[Hit]:
    """Return the contract with this number; it lies with its batch, or else with its person."""
    found = dispatch.list_contracts(desk, words=words, limit=MOST_OTHERS) if words.strip() else []
    return [
        Hit(
            "dispatch" if row["batch_id"] else "workers",
            row["batch_id"] or row["worker_id"],
            f"C{row['number']} {row['worker_name']}",
            _between(row["contract_no"], row["employer_name"]),
        )
        for row in found
    ]


def _settings(words: str) -> list[Hit]:
    found = [each for each in sections.SECTIONS if words.casefold() in each.words().casefold()]
    return [Hit("settings", each.name, each.words()) for each in found]


def undoables(desk: Desk) -> Sequence[Undoable]:
    """Return the acts of this person to choose from, with why one would not go."""
    return [_undoable(desk, row, row["why_not"]) for row in office.undo.choices(desk)]


def newest(desk: Desk) -> Undoable | None:
    """Return what this person did last, with the reason where it cannot be taken back.

    An undo that was left half done comes first: nothing newer makes it whole.
    """
    half = office.undo.left_half_done(desk)
    if half is not None:
        return _undoable(desk, half)
    row = office.undo.newest(desk)
    return None if row is None else _undoable(desk, row, row["why_not"])


def _undoable(desk: Desk, row: dict[str, Any], why_not: errors.Code | None = None) -> Undoable:
    words = i18n.text(f"acts.{row['name']}")
    if row.get("more"):
        words = i18n.text("window.undo.times", act=words, count=row["more"] + 1)
    return Undoable(
        row["number"],
        words,
        acts.when(desk.clock, row["at_ms"]),
        row["staff_name"],
        acts.detail_of(row),
        i18n.text(why_not.code, **why_not.params) if why_not else "",
        _named(*office.undo.people_of(desk, row)),
        row["name"],
        # Only an undo that has stopped leaves an act in a list of what can be taken back.
        bool(row["undone_in_part"]),
    )


def _named(names: Sequence[str], count: int) -> str:
    """Return the names of the first people, and how many there are where there are more."""
    said = i18n.text("window.undo.between").join(names)
    if count > len(names):
        return i18n.text("window.undo.and_more", names=said, count=count)
    return said


def health(desk: Desk) -> Health:
    """Return how the desk stands: it is a single one until it is enrolled at a hub."""
    is_demo = build.is_demo(desk.folder)
    made = office.safety.last_backup(desk)
    clock = _clock(desk)
    if made is None:
        words = i18n.text("home.backup.needless") if is_demo else ""
        return Health(is_single=True, backup=words, clock=clock)
    made_ms = round(made.timestamp() * 1000)
    age = desk.clock.now_ms() - made_ms
    return Health(
        is_single=True,
        backup=acts.when(desk.clock, made_ms),
        backup_is_old=age > OLD_DAYS * _DAY_MS and not is_demo,
        clock=clock,
    )


def _clock(desk: Desk) -> str:
    """Return in words why the clock is not believed; nothing where it is."""
    asked = office.clock.question(desk)
    if asked is None:
        return ""
    return i18n.text(
        f"window.doubt.{asked.word}",
        now=stamps.local_text(asked.now_ms)[:16],
        last=stamps.local_text(asked.last_ms or 0)[:16],
    )
