"""Runs queries and acts off the window's thread and brings back the answer.

Three lanes, each with one thread: `ask` (short questions on a read-only desk), `prepare` (long
reading work such as dry runs, exports and papers, on a read-only desk of its own, so that search
never stands behind it) and `do` (acts, on the one desk that writes). A long act that writes in
several steps lets the short ones that wait go first between them (`Progress.let_others`), so that
nobody waits for an import either. Nothing else in the window starts a thread or waits.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import shiboken6
from PySide6 import QtCore

from gigdesk.gui.lanes import Cancelled, Courier, D, Job, Lane, Order, Progress, State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ("Cancelled", "Job", "Progress", "State", "Tasks")

T = TypeVar("T")
HISTORY = 50
# How long a working thread may go on before the window's thread gets its turn: a fifth of what
# Python gives by itself, so that the window paints evenly while an import runs.
TURN_S = 0.001


class Tasks(QtCore.QObject, Generic[D]):
    """The only runner of the window.

    `failed(error)` of a call is told first; if it returns True the error has been shown. Everything
    else goes to `report`, the one place that puts errors into words.
    """

    jobs_changed = QtCore.Signal()
    wrote = QtCore.Signal(object)

    def __init__(self, desk: D, report: Callable[[BaseException], object]) -> None:
        """Run on desks that each thread makes from `desk`; `report` shows what nobody took."""
        super().__init__()
        sys.setswitchinterval(TURN_S)
        self._report = report
        self._courier = Courier()
        self._tokens: dict[tuple[int, Hashable], int] = {}
        self._under_way: dict[tuple[int, Hashable], Job] = {}
        self._watched: set[int] = set()
        self.jobs: list[Job] = []
        self._asks: Lane[D] = Lane("reader", desk.reader, self._courier)
        self._long: Lane[D] | None = None
        self._acts: Lane[D] = Lane("writer", desk.writer, self._courier)
        self._reader = desk.reader

    def ask(
        self,
        query: Callable[[D], T],
        then: Callable[[T], object],
        *,
        owner: QtCore.QObject,
        failed: Callable[[BaseException], object] | None = None,
        slot: Hashable = None,
    ) -> None:
        """Run a short question and hand its answer to `then` on the window's thread.

        The answer is dropped when `owner` has died or has asked again for the same `slot`
        (by default: with the same `then` function) in the meantime.
        """
        is_stale = self._token(owner, slot if slot is not None else _code_of(then))
        self._asks.put(self._order(lambda desk, _: query(desk), then, failed, is_stale, Job("")))

    def prepare(
        self,
        query: Callable[[D, Progress], T],
        then: Callable[[T], object],
        *,
        owner: QtCore.QObject,
        title: str,
        failed: Callable[[BaseException], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Run long reading work (dry run, export, papers) as a job with a title in words.

        `cancelled` is told when the user stopped it: then neither `then` nor `failed` comes.
        """
        if self._long is None:
            self._long = Lane("long", self._reader, self._courier)
        job = self._list(Job(title))
        told = _unless_gone(owner, cancelled)
        self._long.put(
            self._order(query, then, failed, lambda: _gone(owner), job, always=True, told=told)
        )
        return job

    def do(
        self,
        act: Callable[[D, Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        owner: QtCore.QObject,
        title: str = "",
        failed: Callable[[BaseException], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        slot: Hashable = None,
        last: bool = False,
    ) -> Job:
        """Run an act on the desk that writes; it is done even if `owner` dies meanwhile.

        With a `title` in words it stands in the list of jobs with progress and cancel. Acts are
        done in the order in which they come, but those without a title need not wait for a long
        one that lets others go first, unless they are to come `last`. After every act `wrote` is
        emitted with its answer, so that pages can refresh themselves; after one in slices that
        failed, with its error.

        An act with a `slot` is not sent again while the one that `owner` sent before for the same
        slot is under way: who presses twice means it once. A failure whose `owner` has died goes
        to the report, and `cancelled` is told when the user stopped it.
        """
        before = self._before(owner, slot)
        if before is not None:
            return before
        job = self._list(Job(title)) if title else Job("")
        if slot is not None:
            self._watch(owner)
            self._under_way[id(owner), slot] = job

        def arrive(answer: T) -> None:
            # Told first: a page that `then` opens has to know that it is to ask anew.
            self.wrote.emit(answer)
            if then is not None and not _gone(owner):
                then(answer)

        def fail(error: BaseException) -> object:
            if job.is_sliced:
                # Whole slices may stand: pages look again as after an act that was done.
                self.wrote.emit(error)
            return failed(error) if failed is not None and not _gone(owner) else None

        patient, told = bool(title) or last, _unless_gone(owner, cancelled)
        self._acts.put(
            self._order(act, arrive, fail, lambda: False, job, patient=patient, told=told)
        )
        return job

    def _before(self, owner: QtCore.QObject, slot: Hashable) -> Job | None:
        """Return the act that is under way for a slot."""
        for key in [key for key, job in self._under_way.items() if job.is_over]:
            del self._under_way[key]
        return self._under_way.get((id(owner), slot)) if slot is not None else None

    def busy(self) -> list[Job]:
        """Return the titled jobs that are waiting or running."""
        return [job for job in self.jobs if not job.is_over]

    def stop(self, seconds: float = 10.0) -> bool:
        """Finish what is queued, end the threads, close their desks; say whether all ended.

        The desk the runner was made from stays open: whoever opened it closes it, and only when
        all ended. This waits; a window that is still there asks for the `end` and looks again.
        """
        self.end()
        ended = [lane.join(seconds) for lane in self._lanes()]
        return all(ended)

    def end(self) -> None:
        """Cancel the long jobs and let every thread end after what is queued; do not wait."""
        for job in self.busy():
            job.cancel()
        self._courier.stop()
        for lane in self._lanes():
            lane.put(None)

    def has_ended(self) -> bool:
        """Say whether every thread has ended and closed its desk."""
        return all(lane.join(0) for lane in self._lanes())

    def _lanes(self) -> list[Lane[D]]:
        return [lane for lane in (self._asks, self._long, self._acts) if lane is not None]

    def _order(
        self,
        work: Callable[[D, Progress], Any],
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None,
        is_stale: Callable[[], bool],
        job: Job,
        *,
        always: bool = False,
        patient: bool = False,
        told: Callable[[], object] = lambda: None,
    ) -> Order[D]:
        def fail(error: BaseException) -> None:
            if is_stale() and not always:
                return
            taken = failed(error) if failed is not None and not is_stale() else None
            if taken is not True:
                self._report(error)

        return Order(
            work,
            lambda answer: cast("None", then(answer)),
            fail,
            is_stale,
            job,
            patient,
            told,
        )

    def _token(self, owner: QtCore.QObject, slot: Hashable) -> Callable[[], bool]:
        key = (id(owner), slot)
        mine = self._tokens[key] = self._tokens.get(key, 0) + 1
        self._watch(owner)
        return lambda: self._tokens.get(key) != mine or _gone(owner)

    def _watch(self, owner: QtCore.QObject) -> None:
        """Forget an owner when it dies: another one may come to stand at the same place."""
        number = id(owner)
        if number not in self._watched:
            self._watched.add(number)
            owner.destroyed.connect(lambda: self._forget(number))

    def _forget(self, number: int) -> None:
        self._watched.discard(number)
        known: dict[tuple[int, Hashable], Any]
        for known in (self._tokens, self._under_way):
            for key in [key for key in known if key[0] == number]:
                del known[key]

    def _list(self, job: Job) -> Job:
        self.jobs.append(job)
        over = [known for known in self.jobs if known.is_over]
        for old in over[: max(0, len(self.jobs) - HISTORY)]:
            self.jobs.remove(old)
        job.changed.connect(self.jobs_changed)
        self.jobs_changed.emit()
        return job


def _gone(owner: QtCore.QObject) -> bool:
    return not shiboken6.isValid(owner)


def _unless_gone(owner: QtCore.QObject, call: Callable[[], object] | None) -> Callable[[], object]:
    return lambda: call() if call is not None and not _gone(owner) else None


def _code_of(call: object) -> Hashable:
    """Return what tells one continuation from another: its code, whatever it is bound to."""
    call = getattr(call, "func", call)
    call = getattr(call, "__func__", call)
    return cast("Hashable", getattr(call, "__code__", call))
