"""The section of acts: who did what and when, and the way back where there is one."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from gigdesk import i18n, stamps
from gigdesk.actions import office
from gigdesk.domain import office as rules
from gigdesk.domain.workers import consents
from gigdesk.gui import dialogs, parts, table, undo
from gigdesk.gui.office import acts_shown
from gigdesk.gui.office.framing import Framed
from gigdesk.gui.office.ruled import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk import errors
    from gigdesk.gui.window import Window

FEW = 5_000
JUDGED_BACK = 1_000  # so many of the last acts are judged in the list, older ones once chosen
# What an act remembers of itself: numbers are said with their letter, counts with what they count.
_NUMBERED = {"worker": "worker", "kept": "worker", "joined": "worker", "batch": "batch"}
_NUMBERED |= {"order": "job_order", "class": "training_class", "import": "intake"}
_COUNTED = {
    "people": "settings.acts.people",
    "rows": "settings.acts.rows",
    "days": "settings.acts.days",
    "divisions": "settings.acts.places",
}
_SAID = ("name", "login", "template", "file", "value")
_PURPOSES = {name: f"people.purpose.{name}" for name in consents.PURPOSES}


def when(clock: stamps.Clock, at_ms: int, *, in_doubt: bool = False) -> str:
    """Return a moment as a clerk says it: today and yesterday by name, else the day; with time.

    Where the clock was `in_doubt`, that is said.
    """
    said = _when(clock, at_ms)
    return i18n.text("settings.acts.in_doubt", when=said) if in_doubt else said


def _when(clock: stamps.Clock, at_ms: int) -> str:
    moment = stamps.local_text(at_ms)
    today = stamps.local_text(clock.now_ms())[:10]
    yesterday = stamps.local_text(clock.now_ms() - 86_400_000)[:10]
    named = {today: "settings.acts.today", yesterday: "settings.acts.yesterday"}
    day = moment[:10]
    if day in named:
        return i18n.text(named[day], time=moment[11:16])
    return moment[:16]


def detail_of(act: Mapping[str, Any]) -> str:
    """Return what an act was about, in words."""
    return "  ".join(_details(act))


def _details(act: Mapping[str, Any]) -> list[str]:
    about = act["about"] or {}
    if isinstance(about, str):
        about = json.loads(about)
    said = [str(act["source"])] if act["source"] else []
    for key, value in about.items():
        if key in _NUMBERED and isinstance(value, int):
            said.append(rules.numbers.spoken(_NUMBERED[key], value))
        elif key in _COUNTED and isinstance(value, int):
            said.append(i18n.text(_COUNTED[key], count=value))
        elif key == "purpose" and value in _PURPOSES:
            said.append(i18n.text(_PURPOSES[value]))
        elif key == "rule":
            said.append(name_of(value))
        elif key in _SAID and value and str(value) not in said:
            said.append(str(value))
    if act["name"] == "office.undo" and "undone" in about:
        said.append(i18n.text("settings.acts.number", number=about["undone"]))
    return said


class Acts:
    """All acts from SQL, page by page; words are looked for among the last ones."""

    def __init__(self, *, may_undo: bool) -> None:
        """Keep no rows yet; who may take nothing back is not told what could be."""
        self._may_undo = may_undo
        self._found: tuple[str, list[dict[str, Any]]] = ("", [])
        self._newest = 0

    def count(self, desk: Any, query: table.Query) -> int:
        """Return how many acts there are, or how many of the last ones hold the words."""
        newest = office.history.acts(desk, limit=1)
        self._newest = int(newest[0]["number"]) if newest else 0
        if query.text or not office.history.may_see(desk):
            self._found = (query.text, self._narrow(desk, query.text))
            return len(self._found[1])
        return self._newest

    def page(self, desk: Any, query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return a part of them, newest first."""
        if query.text or not office.history.may_see(desk):
            if self._found[0] != query.text:
                self.count(desk, query)
            return [self._whole(desk, row) for row in self._found[1][start : start + limit]]
        before = self.count(desk, query) - start + 1
        found = office.history.acts(desk, limit=limit, before=before)
        return [self._whole(desk, _row(desk, act)) for act in found]

    def _narrow(self, desk: Any, words: str) -> list[dict[str, Any]]:
        found = [_row(desk, act) for act in office.history.acts(desk, limit=FEW)]
        wanted = words.casefold()
        return [
            row
            for row in found
            if wanted in "  ".join(str(row[name]) for name in _SEARCHED).casefold()
        ]

    def _whole(self, desk: Any, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row that is shown with its people, and whether it can be taken back."""
        whole = {**row, "detail": _named(desk, row)}
        if row["state"] or not self._may_undo or not office.undo.is_work(row["act"]):
            return whole
        if row["number"] <= self._newest - JUDGED_BACK:
            return {**whole, "state": "later"}
        why = office.undo.why_not(desk, row["act_row"])
        if why is None:
            return {**whole, "state": "undoable"}
        return {**whole, "state": "locked", "why": i18n.text(why.code, **why.params)}


_SEARCHED = ("what", "who", "when", "detail", "reason")


def _named(desk: Any, row: Mapping[str, Any]) -> str:
    """Return what a row is about with the names of the first people."""
    names, count = office.history.people_of(desk, row["act_id"])
    said = i18n.text("window.undo.between").join(names)
    if count > len(names):
        said = i18n.text("window.undo.and_more", names=said, count=count)
    return "  ".join(each for each in (said, row["detail"]) if each)


def _row(desk: Any, act: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": act["number"],
        "act_id": act["id"],
        "number": act["number"],
        "when": when(desk.clock, act["at_ms"], in_doubt=bool(act["clock_suspect"])),
        "who": act["staff_name"],
        "what": i18n.text(f"acts.{act['name']}"),
        "act": act["name"],
        "detail": detail_of(act),
        "reason": act["reason"] or "",
        "state": "undone" if act["undone"] else "",
        "why": "",
        "act_row": act,
    }


STATES = {
    "undone": ("settings.acts.undone", "muted"),
    "undoable": ("settings.acts.undoable", "ok"),
    "locked": ("settings.acts.locked", "muted"),
    "later": ("settings.acts.later", "muted"),
}


def _state(row: table.Row) -> str:
    return i18n.text(STATES[row["state"]][0]) if row["state"] else ""


def _tone(row: table.Row) -> str:
    return STATES[row["state"]][1] if row["state"] else ""


def _columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("number", "settings.acts.no", kind="number", width=4, sortable=False, frozen=True),
        column("when", "settings.acts.when", width=8, sortable=False),
        column("who", "settings.acts.who", width=5, sortable=False),
        column("what", "settings.acts.what", width=8, sortable=False),
        column("detail", "settings.acts.detail", width=16, sortable=False),
        column(
            "state",
            "settings.acts.state",
            kind="status",
            width=6,
            sortable=False,
            show=_state,
            tone=_tone,
        ),
        column("reason", "settings.acts.reason", width=10, sortable=False),
    )


class ActsSection(Framed):
    """The list of acts; everybody sees their own, head and auditor see all."""

    def __init__(self, frame: Window) -> None:
        """Show the newest first; Enter shows what one of them changed."""
        super().__init__(frame, "acts")
        text = i18n.text
        self._may_undo = frame.may("office.undo")
        tools = [parts.button(text("settings.acts.look"), "eye", do=self.look)]
        if self._may_undo:
            tools.append(parts.button(text("settings.acts.undo"), "arrow-back-up", do=self.undo))
        self.list = table.Listing(
            frame.tasks,
            Acts(may_undo=self._may_undo),
            _columns(),
            name=text("settings.acts.title"),
            view="acts",
            layouts=frame.layouts,
            tools=tools,
            folding=True,
        )
        self.list.add_action(text("settings.acts.look"), "eye", self.look)
        if self._may_undo:
            self.list.add_action(text("settings.acts.undo"), "arrow-back-up", self.undo)
        self.list.opened.connect(lambda _id: self.look())
        self.list.search.setPlaceholderText(text("settings.acts.search"))
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def look(self) -> None:
        """Show what the act in the current row changed, field by field, before and after."""
        rows, changes = self.list.table.selected_rows(), self.frame.hooks.changes
        if not rows or changes is None:
            self.frame.say(i18n.text("settings.acts.choose_one"), "info")
            return
        row = rows[0]
        self.ask_for(
            lambda desk: changes(desk, row["number"]),
            lambda found: acts_shown.show(
                self.frame, row, *found, undo=self.undo if self._may_undo else None
            ),
        )

    def undo(self) -> None:
        """Ask whether the act in the current row is to be taken back, or say why it stays."""
        rows = self.list.table.selected_rows()
        if not rows or rows[0]["state"] in ("", "undone"):
            self.frame.say(i18n.text("settings.acts.choose"), "info")
            return
        row = rows[0]
        if row["state"] == "undoable":
            self._offer(row, None)
        else:  # what held it may have gone since the list was read
            find = office.undo.why_not_number
            self.ask_for(lambda desk: find(desk, row["number"]), lambda why: self._offer(row, why))

    def _offer(self, row: Mapping[str, Any], why: errors.Code | None) -> None:
        if why is not None:
            words = i18n.text(why.code, **why.params)
            dialogs.say(self.window(), i18n.text("settings.acts.stays"), words, "warning")
            return
        dialogs.ask(
            self.window(),
            i18n.text("window.undo.ask"),
            i18n.text(
                "window.undo.ask_words", act=f"{row['what']} {row['detail']}", when=row["when"]
            ),
            yes=i18n.text("window.undo.yes"),
            then=lambda: self._undo(row["number"], row["act"]),
        )

    def _undo(self, number: int, act: str, *, leave_changed: bool = False) -> None:
        def done(undone: Any) -> None:
            self.frame.say(undo.said(undone))
            self.refresh()

        def failed(error: BaseException) -> bool:
            rest = functools.partial(self._undo, number, act, leave_changed=True)
            return undo.offer_rest(self.window(), error, rest)

        undo.take_back(
            self.frame.tasks,
            number,
            done,
            owner=self,
            act=act,
            leave_changed=leave_changed,
            failed=failed,
        )
