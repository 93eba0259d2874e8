"""Taking an act back by compensating changes, for the undo and for long acts that are stopped."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.desk import Act
from gigdesk.actions.undoing import planning
from gigdesk.actions.undoing.step import Step
from gigdesk.domain import office
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.store.database import Row

_DAY_MS = 86_400_000
_LARGE = "workers.import"  # of thousands of rows, which nobody waits for one by one in a question
MOST_SHOWN = 200
"""How many of the rows that stayed an answer lists; their count is always the whole one."""
IN_THE_WAY = (
    "office.error.undo_in_the_way",
    "office.error.undo_needed",
    "office.error.undo_parent_gone",
)
"""What `take_back` says of rows that later changes hold, and that may stay as they are."""


LONG = 500
"""From so many changes on an act is taken back in slices where others may wait for it."""
MOST_SLICES = 16
"""As long as nobody waits: pages that many rows touch are then written only once."""
_under_way: set[bytes] = set()


@dataclass(frozen=True, slots=True)
class Pace:
    """How a long act is taken back beside others.

    `progress(count, total)` tells how far it is, in changes; `others` does the acts that wait, on
    this desk and between two slices, `others_wait` says whether there are any.
    """

    progress: Callable[[int, int], None] = lambda _count, _total: None
    others: Callable[[], None] = lambda: None
    others_wait: Callable[[], bool] = lambda: True


@dataclass(slots=True)
class Undone:
    """What was taken back: rows removed and put back by table, and rows that had to stay.

    `stayed` lists the first of them, `stayed_count` counts them all; `source` is the file that an
    import took in.
    """

    done: Done
    act_name: str
    act_number: int
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    stayed: list[dict[str, Any]] = field(default_factory=list)
    stayed_count: int = 0
    source: str = ""


def is_import_old(desk: Desk, number: int) -> bool:
    """Say whether an import, by the number of its act, is too old to be taken back.

    It cannot be older than the latest moment noted up to then, so that a clock that was behind
    when it was done makes no import old. A moment in doubt says nothing: an import in doubt ages
    from the first moment after it that was believed.
    """
    since_ms = desk.clock.now_ms() - office.acts.IMPORT_UNDO_DAYS * _DAY_MS
    return not rows.acts.was_done_since(desk.store, number, since_ms)


def forbidden(desk: Desk, act: Mapping[str, Any], *, whole: bool = False) -> errors.Refused | None:
    """Return why nothing of an act can ever be taken back as things stand, or None; only reads.

    Later changes in the way do not count while something else of the act could go without them,
    unless it is to go as a `whole`.
    What a rule only sees when the act has been taken back, `take_back` alone refuses.
    """
    if act["name"] == _LARGE and rows.acts.is_untouched(desk.store, act["id"]):
        return None
    step = Step(desk, act)
    if step.in_the_way and (whole or not step.moves):
        return step.refusal()
    try:
        refresh.guard(desk, step.as_guarded())
    except errors.Refused as refused:
        return refused
    return None


def take_back(
    desk: Desk,
    act: Mapping[str, Any],
    *,
    leave_changed: bool = False,
    pace: Pace | None = None,
) -> Undone:
    """Take back an act (its `id`, `number` and `name`) as one act.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way`, or, with `leave_changed`, they stay as they are and are listed
    in the answer. The same with `office.error.undo_parent_gone` for rows that belong to one that
    has gone since. Raises errors.Refused as well where a rule of a room forbids it.

    With a `pace` a long act goes slice by slice, as it was written, so that nobody waits for it.
    An undo that was broken off between two slices is gone on with. Where the `progress` raises,
    nothing happens, or, after the first slice, errors.Refused says that it stopped half-way.
    """
    if act["id"] in _under_way:
        told = {"number": act["number"], "act": planning.called(act)}
        raise errors.Refused("office.error.undo_twice", **told)
    begun = rows.slices.begun(desk.store, act["id"])
    if begun is None and pace is None:
        return _at_once(desk, act, leave_changed=leave_changed)
    _under_way.add(act["id"])
    try:
        return _paced(desk, act, begun, pace or Pace(), leave_changed=leave_changed)
    finally:
        _under_way.discard(act["id"])


def is_half_way(desk: Desk, act_id: bytes) -> bool:
    """Say whether an undo has begun to take this act back and is not at its end."""
    return rows.slices.begun(desk.store, act_id) is not None


def half_way(desk: Desk) -> set[bytes]:
    """Return the acts, by id, whose undo was left half done and is not being gone on with."""
    return set(rows.slices.half_undone(desk.store)) - _under_way


def is_under_way(act_id: bytes) -> bool:
    """Say whether this process is taking an act back right now."""
    return act_id in _under_way


def _at_once(desk: Desk, act: Mapping[str, Any], *, leave_changed: bool) -> Undone:
    """Take an act back in one transaction."""
    with desk.doing("office.undo", undoes=act["id"]) as doing:
        step = Step(desk, act)
        _may_begin(step, leave_changed=leave_changed)
        refresh.guard(desk, step.as_guarded())
        afterwards = refresh.watch(desk, step.as_guarded())
        step.run()
        for look in afterwards:
            look()
        removed, restored = step.counts()
        doing.always_noted = True
        doing.about = {**_named(act), **_counted(step, removed, restored)}
        doing.rooms |= step.rooms
    return _undone(desk, doing, step, removed, restored)


def _paced(
    desk: Desk, act: Mapping[str, Any], begun: Row | None, pace: Pace, *, leave_changed: bool
) -> Undone:
    """Take an act back slice by slice, or go on with that; a short one goes at once.

    The slices go in the order newest first, so that the file comes through states in which it was
    before. Going on begins with the newest again: what has gone stays gone.
    """
    step = Step(desk, act, undo=begun, pause=pace.others)
    run = _Run(step, pace)
    if begun is not None:
        doing = Act(begun["id"], "office.undo", begun["number"], {"office"})
    elif run.total <= LONG or step.plan.void or refresh.watch(desk, step.as_guarded()):
        return _at_once(desk, act, leave_changed=leave_changed)
    else:
        with desk.doing("office.undo", undoes=act["id"]) as doing:
            step.undo_id = doing.id
            step.mind_others()
            _may_begin(step, leave_changed=leave_changed)
            refresh.guard(desk, step.as_guarded())
            doing.always_noted = True
            doing.about = {**_named(act), "slices": 1}
            run.some()
    while not run.is_over:
        pace.others()
        try:
            with desk.going_on(doing):
                step.mind_others()
                run.some()
        except Exception as failure:
            if not run.is_stopped and not isinstance(failure, errors.EnvironmentFailure):
                raise
            raise _half_way(act, failure) from failure
    doing.rooms |= step.rooms
    return _undone(desk, doing, step, *rows.slices.counts(desk.store, doing.id))


class _Run:
    """Takes the slices of a long act back one by one; each is searchable and sealed at once."""

    def __init__(self, step: Step, pace: Pace) -> None:
        self._step = step
        self._pace = pace
        self._left = deque(step.slices())
        self._done = 0
        self.total = sum(map(len, self._left))
        self.is_over = False
        self.is_stopped = False

    def some(self) -> None:
        """Take back some slices in the running transaction, until others wait."""
        desk, step = self._step.desk, self._step
        for _ in range(MOST_SLICES):
            if self._left:
                ops = self._left.popleft()
                step.run(ops)
                desk.settle()
                self._done += len(ops)
                self._tell()
            if not self._left or self._pace.others_wait():
                break
        if not self._left and step.undo_id is not None:
            counts = rows.slices.counts(desk.store, step.undo_id)
            rows.slices.note_finished(desk.store, _counted(step, *counts))
            self.is_over = True

    def _tell(self) -> None:
        """Tell how far it is; what that raises is the wish to stop."""
        try:
            self._pace.progress(self._done, self.total)
        except Exception:
            self.is_stopped = True
            raise


def _half_way(act: Mapping[str, Any], failure: Exception) -> errors.GigDeskError:
    """Return what to tell of an undo that stopped between two slices: how to go on with it."""
    told = {"number": act["number"], "act": planning.called(act)}
    if isinstance(failure, errors.EnvironmentFailure):
        why = errors.Code(failure.code, failure.params)
        return errors.EnvironmentFailure("office.error.undo_interrupted", **told, why=why)
    return errors.Refused("office.error.undo_half_way", **told)


def _may_begin(step: Step, *, leave_changed: bool) -> None:
    """Raise errors.Refused where rows are in the way and may not just stay."""
    if step.in_the_way and not (leave_changed and step.is_worth_it):
        raise step.refusal()


def _named(act: Mapping[str, Any]) -> dict[str, Any]:
    return {"undone": act["number"], "act": act["name"]}


def _counted(step: Step, removed: dict[str, int], restored: dict[str, int]) -> dict[str, Any]:
    return {"removed": removed, "restored": restored, "stayed": len(step.in_the_way)}


def _undone(
    desk: Desk, doing: Act, step: Step, removed: dict[str, int], restored: dict[str, int]
) -> Undone:
    stayed = step.in_the_way
    return Undone(
        desk.done(doing),
        step.act["name"],
        step.act["number"],
        removed,
        restored,
        stayed[:MOST_SHOWN],
        len(stayed),
        step.act.get("source") or "",
    )
