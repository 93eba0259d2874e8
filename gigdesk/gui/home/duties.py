"""What the cards of the home page ask the desk, and where each of them leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.actions.workers import imports
from gigdesk.demo import build
from gigdesk.gui.home import late, lists, stopped, years
from gigdesk.gui.home.cards import CardSpec, Deed, Facts, Line
from gigdesk.gui.home.page import Day, HomePage, Quick

if TYPE_CHECKING:
    import datetime

    from PySide6 import QtWidgets

    from gigdesk.gui.window import Window

IMPORTS_BACK = 50
CONTRACTS, CERTIFICATES = ("home", "contract"), ("home", "certificates")
DRAFTS = ("home", "drafts")
DOUBLES = ("doubles", None)
"""The page and the record that a card opens."""

EXPIRED = workers.search.WorkerFilter(doc_expired=True)
WISHES_ENDED = workers.search.WorkerFilter(wish_ended=True, states=("active",))
MANY_DAYS = 7
"""A backup older than this many days is called old."""

_COLOURS = {
    "green": ("home.contract.green", "info"),
    "amber": ("home.contract.amber", "warning"),
    "red": ("home.contract.red", "error"),
}
"""The words and the tone of a missing contract by how urgent it is."""


def rows_waiting(desk: Any) -> Facts:
    """Return the rows of imports that nobody has decided on."""
    count = workers.search.counts(desk)["rows_waiting"]
    words = i18n.text("home.rows.words")
    past = imports.past(desk, limit=IMPORTS_BACK) if count else []
    lines = [
        Line(i18n.text("home.rows.line", file=one.file, count=one.waiting), one.number, "warning")
        for one in past
        if one.waiting
    ]
    return Facts(count, words, "warning", lines)


def certificates(desk: Any) -> Facts:
    """Return the certificates that end soon, or ended within the last year."""
    found = workers.certificates.expiring(desk)
    expired = sum(row["days"] is not None and row["days"] < 0 for row in found)
    days = desk.rules().number("certificate.warn_days", desk.clock.today())
    words = i18n.text("home.certificates.words", days=days, expired=expired)
    lines = [
        Line(_certificate(row), row["person_id"], _tone(row["days"]), "workers")
        for row in sorted(found, key=lambda row: abs(row["days"] or 0))[:3]
        if row["days"] is not None
    ]
    return Facts(len(found), words, "warning", lines)


def _tone(days: int) -> str:
    return "error" if days < 0 else "warning"


def _certificate(row: dict[str, Any]) -> str:
    days = row["days"]
    key = "home.certificates.ended" if days < 0 else "home.certificates.ends"
    name = row["trade"] or row["certificate_no"] or ""
    return i18n.text(key, name=row["name"], what=name, days=abs(days), day=row["ends_on"])


def departures(desk: Any) -> Facts:
    """Return the batches that leave within the next days, with what each still lacks."""
    found = dispatch.departures(desk)
    lines = []
    for row in found:
        batch = dispatch.get_batch(desk, row["id"])
        lacking = _lacking(batch)
        tone = "warning" if lacking or row["days_left"] < 0 else "ok"
        if row["days_left"] < 0:
            tone = "error"
        words = i18n.text(
            "home.departures.line",
            when=_when(row["days_left"]),
            number=row["number"],
            place=row["place"] or row["employer_name"],
            lacking=lacking or i18n.text("home.departures.whole"),
        )
        lines.append(Line(words, row["id"], tone))
    return Facts(len(found), i18n.text("home.departures.words"), "info", lines)


def _when(days: int) -> str:
    if days < 0:
        return i18n.text("home.when.late", days=-days)
    if days == 0:
        return i18n.text("home.when.today")
    return i18n.text("home.when.in_days", days=days)


def _lacking(batch: dict[str, Any]) -> str:
    """Return in words what a batch still lacks before it leaves; nothing where it is whole."""
    missing = (
        ("home.lacks.people", batch["people"] - batch["listed"]),
        ("home.lacks.contracts", batch["listed"] - batch["contracts"]),
        ("home.lacks.signed", batch["contracts"] - batch["signed"]),
    )
    said = [i18n.text(key, count=count) for key, count in missing if count > 0]
    return i18n.text("home.between").join(said)


def without_contract(desk: Any) -> Facts:
    """Return the people at work without a signed contract, longest first."""
    found = dispatch.without_contract(desk)
    worst = found[0]["days"] if found else 0
    lines = []
    for row in found[:3]:
        key, tone = _COLOURS[row["colour"]]
        words = i18n.text(key, name=row["name"], days=row["days"], batch=row["batch_number"])
        lines.append(Line(words, row["batch_id"], tone, "dispatch"))
    return Facts(len(found), i18n.text("home.contract.words", days=worst), "error", lines)


def contracts_ending(desk: Any) -> Facts:
    """Return the contracts of people away that end soon, or have ended."""
    found = dispatch.ending(desk)
    lines = []
    for row in found[:3]:
        days = row["days_left"]
        key = "home.ending.over" if days < 0 else "home.ending.line"
        words = i18n.text(key, name=row["worker_name"], days=abs(days), day=row["to_day"])
        lines.append(Line(words, row["batch_id"], "error" if days < 0 else "warning", "dispatch"))
    days = desk.rules().number("contract.ending_days", desk.clock.today())
    return Facts(len(found), i18n.text("home.ending.words", days=days), "warning", lines)


def not_entered(desk: Any) -> Facts:
    """Return the batches on the road with days on which nobody entered anything."""
    found = attendance.not_entered(desk)
    days = sum(row["missing"] for row in found)
    lines = [
        Line(
            i18n.text(
                "home.days.line",
                number=row["number"],
                employer=row["employer_name"],
                days=row["missing"],
                last=row["last_entered"] or i18n.text("home.days.never"),
            ),
            row["id"],
            "warning",
        )
        for row in found[:3]
    ]
    return Facts(len(found), i18n.text("home.days.words", days=days), "warning", lines)


def doubles(desk: Any) -> Facts:
    """Return the pairs that may be one person."""
    found = workers.doubles.work_list(desk)
    return Facts(len(found), i18n.text("home.doubles.words"), "info")


def papers_expired(desk: Any) -> Facts:
    """Return the people whose own paper has run out."""
    count = workers.search.counts(desk)["doc_expired"]
    return Facts(count, i18n.text("home.papers.words"), "warning")


def wishes_ended(desk: Any) -> Facts:
    """Return the people whose wish for work ran out and was not renewed."""
    count = workers.search.count(desk, wanted=WISHES_ENDED)
    return Facts(count, i18n.text("home.wishes.words"), "info")


def drafts(desk: Any) -> Facts:
    """Return the registrations that were half filled in when the program ended."""
    found = office.slots.left(desk, lists.REGISTRATIONS)
    lines = [
        Line(
            i18n.text(
                "home.drafts.line", name=lists.draft_name(one), when=_ago(desk, one["at_ms"])
            ),
            lists.draft_record(one),
            "info",
            "workers",
        )
        for one in found[:3]
    ]
    return Facts(len(found), i18n.text("home.drafts.words"), "info", lines)


def _ago(desk: Any, at_ms: int) -> str:
    days = (desk.clock.now_ms() - at_ms) // 86_400_000
    if days < 1:
        return i18n.text("home.ago.today")
    return i18n.text("home.ago.days", days=days)


def backup(desk: Any) -> Facts:
    """Return whether the last backup is too long ago; nought while it is fresh, or for a demo."""
    if build.is_demo(desk.folder):
        return Facts(0)
    made = office.safety.last_backup(desk)
    if made is None:
        return Facts(1, i18n.text("home.backup.never"), "error")
    days = (desk.clock.now() - made).days
    words = i18n.text("home.backup.old", days=days) if days else i18n.text("home.backup.fresh")
    return Facts(int(days > MANY_DAYS), words, "warning")


def sheet(desk: Any) -> Facts:
    """Return whether the sheet is kept and its code unused; nought where it is, or for a demo."""
    if build.is_demo(desk.folder):
        return Facts(0)
    used = office.staff.code_is_used(desk)
    if not used and office.staff.sheet_is_kept(desk):
        return Facts(0)
    kept = Deed(
        i18n.text("home.sheet.kept"),
        "check",
        i18n.text("home.sheet.ask"),
        lambda desk, _progress: office.staff.keep_sheet(desk),
        i18n.text("home.sheet.noted"),
        i18n.text("home.sheet.title"),
    )
    line = Line(i18n.text("home.sheet.line"), None, "warning", deed=kept)
    words = i18n.text("home.sheet.used") if used else i18n.text("home.sheet.words")
    return Facts(1, words, "error", [line])


def cards() -> tuple[CardSpec, ...]:
    """Return the cards, the most pressing first."""
    spec = CardSpec
    return (
        spec(
            "stopped",
            "file-import",
            "home.stopped.title",
            stopped.look,
            "intake",
            silent=True,
            act="workers.import",
        ),
        spec("contract", "alert-triangle", "home.contract.title", without_contract, *CONTRACTS),
        spec(
            "ending",
            "file-text",
            "home.ending.title",
            contracts_ending,
            "dispatch",
            ("contracts", "ending"),
            silent=True,
        ),
        spec("departures", "bus", "home.departures.title", departures, "dispatch"),
        spec("checks", "list-check", "home.checks.title", late.look, "dispatch", silent=True),
        spec("days", "calendar-month", "home.days.title", not_entered, "attendance"),
        spec(
            "rows",
            "file-import",
            "home.rows.title",
            rows_waiting,
            "intake",
            "inbox",
            act="workers.settle_row",
        ),
        spec(
            "drafts",
            "pencil",
            "home.drafts.title",
            drafts,
            *DRAFTS,
            act="workers.register",
        ),
        spec("certificates", "id", "home.certificates.title", certificates, *CERTIFICATES),
        spec("papers", "id", "home.papers.title", papers_expired, "workers", EXPIRED),
        spec("wishes", "send", "home.wishes.title", wishes_ended, "workers", WISHES_ENDED),
        spec(
            "doubles",
            "users",
            "home.doubles.title",
            doubles,
            *DOUBLES,
            slow=True,
            act="workers.merge",
        ),
        spec("years", "calendar", "home.years.title", years.look, *years.PLACE, silent=True),
        *_of_the_desk(),
    )


def _of_the_desk() -> tuple[CardSpec, ...]:
    """Return the cards that are not about people but about keeping the desk."""
    spec = CardSpec
    return (
        spec(
            "backup",
            "database",
            "home.backup.title",
            backup,
            "settings",
            "safety",
            act="office.backup",
        ),
        spec(
            "sheet",
            "key",
            "home.sheet.title",
            sheet,
            "settings",
            "staff",
            silent=True,
            always=True,
            act="office.recovery_sheet",
        ),
    )


QUICK = (
    Quick("home.quick.register", "user-plus", "workers", ("new", None), "workers.register"),
    Quick("home.quick.import", "file-import", "intake", None, "workers.import"),
    Quick("home.quick.order", "briefcase", "orders", ("new", None), "orders.take"),
)
FIRST = (
    Quick(
        "home.quick.import",
        "file-import",
        "intake",
        None,
        "workers.import",
        "home.first.import",
    ),
    Quick(
        "home.quick.register",
        "user-plus",
        "workers",
        ("new", None),
        "workers.register",
        "home.first.register",
    ),
    Quick(
        "home.quick.places",
        "map-pin",
        "settings",
        "places",
        "office.add_division",
        "home.first.places",
    ),
)
_WEEKDAYS = (
    "home.weekday.0",
    "home.weekday.1",
    "home.weekday.2",
    "home.weekday.3",
    "home.weekday.4",
    "home.weekday.5",
    "home.weekday.6",
)
_NOON, _EVENING = 12, 18


def day(desk: Any) -> Day:
    """Return how the page greets, and whether the registry is still empty."""
    now = desk.clock.now().astimezone()
    greeting = i18n.text(_hello(now), name=desk.staff.name)
    words = i18n.text(
        "home.day",
        year=now.year,
        month=now.month,
        day=now.day,
        weekday=i18n.text(_WEEKDAYS[now.weekday()]),
        station=desk.station.name,
    )
    return Day(greeting, words, is_new=workers.search.counts(desk)["people"] == 0)


def _hello(now: datetime.datetime) -> str:
    if now.hour < _NOON:
        return "home.morning"
    return "home.afternoon" if now.hour < _EVENING else "home.evening"


def make(frame: Window) -> QtWidgets.QWidget:
    """Return the home page of a desk; what the user's role does not reach is not offered."""
    quick, first = (
        [each for each in offered if not each.act or frame.may(each.act)]
        for offered in (QUICK, FIRST)
    )
    due = [each for each in cards() if not each.act or frame.may(each.act)]
    return lists.Home(frame, HomePage(frame, due, quick=quick, first=first, day=day))
