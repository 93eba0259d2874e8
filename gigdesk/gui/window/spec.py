"""What the frame is told: its pages, and where search, undo and state come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6 import QtWidgets

    from gigdesk.gui.window.frame import Window


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the navigation, built when it is first opened; `title` is a key of words.

    The widget may have `open_record(id)`, `refresh()` (called when it is shown again after
    something was written), `may_leave() -> bool` (False keeps the user here; the page asks) and
    `is_unfinished` (it holds work that building it anew would throw away).
    """

    name: str
    icon: str
    title: str
    factory: Callable[[Window], QtWidgets.QWidget]
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One find of the global search: which page opens which record, and how it reads."""

    page: str
    id: Any
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Finds of one sort under a heading (in the user's words)."""

    title: str
    icon: str
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Undoable:
    """One act of the list of what can be undone, in words: name, when, who, what it was about.

    `people` names the first whom it was about, and says how many there are.
    `why_not` says why it cannot be taken back; empty where it can. `act` is its name, by which a
    long one is known. Of one that is `half_done` an undo has stopped on the way: taking it back
    goes on with that.
    """

    id: Any
    words: str
    when: str = ""
    who: str = ""
    what: str = ""
    why_not: str = ""
    people: str = ""
    act: str = ""
    half_done: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an act changed, in words; `who` it belongs to stands above several."""

    who: str
    what: str
    before: str
    after: str
    worker_id: bytes | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What the status bar says about the desk; `backup` is in words, empty for never.

    A desk that is not enrolled anywhere is `is_single`: there is nothing to be online with.
    `clock` says in words why the clock of the PC is not believed, nothing where it is.
    """

    is_single: bool = False
    is_online: bool = False
    unsent: int = 0
    conflicts: int = 0
    backup: str = ""
    backup_is_old: bool = False
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where the frame's own parts get their facts; `search`, `undoables`, `health` only read.

    `believe_clock(desk)` keeps the word of somebody who looked at the clock of the PC.
    `newest(desk)` is what the user did last, whether it can be taken back or not; before that an
    act whose undo was left half done.

    `changes(desk, number)` are the first fields that an act changed, and how many rows it wrote.

    `unlock(desk, password)` raises `errors.WrongPassword`. `may(act)` says whether the user's role
    reaches an act. `begin_again(between)` closes the desk, runs `between` in the background and
    begins at the sign-in; `reopen(page, record)` builds the window anew. Entries of `state_pages`
    name what opens from the status bar (`sync`, `conflicts`, `backup`, `user`): a page, or a page
    and a record of it. `told_password` is one that nobody was given and the lock therefore tells:
    that of the demonstration. `desk` tells this desk from the others of this computer, for what is
    remembered of its own places.
    """

    search: Callable[[Any, str], Sequence[HitGroup]] | None = None
    undoables: Callable[[Any], Sequence[Undoable]] | None = None
    newest: Callable[[Any], Undoable | None] | None = None
    health: Callable[[Any], Health] | None = None
    believe_clock: Callable[[Any], Any] | None = None
    changes: Callable[[Any, int], tuple[Sequence[Change], int]] | None = None
    unlock: Callable[[Any, str], Any] | None = None
    leave_demo: Callable[[], object] | None = None
    may: Callable[[str], bool] | None = None
    begin_again: Callable[[Callable[[], str] | None], object] | None = None
    reopen: Callable[[str, Any], object] | None = None
    told_password: str = ""
    desk: str = ""
    state_pages: tuple[tuple[str, ...], ...] = ()
