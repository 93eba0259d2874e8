"""Runs queries and acts off the window's thread and brings back the answer.

Three lanes, each with one thread: `ask` (short questions on a read-only desk), `prepare` (long
reading work such as dry runs, exports and papers, on a read-only desk of its own, so that search
never stands behind it) and `do` (acts, on the one desk that writes). Nothing else in the window
starts a thread or waits.
"""

from __future__ import annotations

import enum
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, cast

import shiboken6
from PySide6 import QtCore

from gigdesk import errors, stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
HISTORY = 50
TELL_MS = 100


class DeskLike(Protocol):
    """What the runner needs of a desk."""

    def reader(self) -> Self:
        """Return an independent read-only desk whose connection belongs to the calling thread."""
        ...

    def writer(self) -> Self:
        """Return an independent writing desk whose connection belongs to the calling thread."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


D = TypeVar("D", bound=DeskLike)


class Cancelled(Exception):  # noqa: N818 -- it is no error: the user asked for it
    """Raised inside a job by `Progress.step` when the user cancelled; the act rolls back."""


class State(enum.Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(QtCore.QObject):
    """One act or long question, as the list of jobs shows it."""

    changed = QtCore.Signal()

    def __init__(self, title: str) -> None:
        """Start waiting; `title` is in the user's words and empty for short acts."""
        super().__init__()
        self.title = title
        self.state = State.WAITING
        self.count = 0
        self.total = 0
        self.words = ""
        self.started_ms = 0
        self.ended_ms = 0
        self.wanted = True

    def cancel(self) -> None:
        """Ask the job to stop; it does so at its next step and takes back what it did."""
        self.wanted = False
        self.changed.emit()

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def remaining_seconds(self) -> int | None:
        """Return the seconds it will take at the pace so far; None while nobody can say."""
        if self.state is not State.RUNNING or not self.count or self.total < self.count:
            return None
        spent = stamps.monotonic_ms() - self.started_ms
        return round(spent * (self.total - self.count) / self.count / 1000)


class Progress:
    """What an act tells while it works; calling `step` often is cheap."""

    def __init__(self, job: Job, tell: Callable[[Callable[[], None]], None]) -> None:
        """Report on `job`; `tell` runs a function on the window's thread."""
        self._job = job
        self._tell = tell
        self._told_ms = 0

    @property
    def cancelled(self) -> bool:
        """Say whether the user asked to stop."""
        return not self._job.wanted

    def step(self, count: int, total: int = 0, words: str = "") -> None:
        """Say that `count` of `total` are done; raises Cancelled when the user asked to stop."""
        if not self._job.wanted:
            raise Cancelled
        now = stamps.monotonic_ms()
        if now - self._told_ms < TELL_MS and count != total:
            return
        self._told_ms = now
        self._tell(lambda: self._set(count, total, words))

    __call__ = step

    def _set(self, count: int, total: int, words: str) -> None:
        self._job.count, self._job.total = count, total
        self._job.words = words or self._job.words
        self._job.changed.emit()


@dataclass(frozen=True)
class _Order(Generic[D]):
    """One thing to run, and what happens with its answer on the window's thread."""

    work: Callable[[D, Progress], Any]
    arrive: Callable[[Any], None]
    fail: Callable[[BaseException], None]
    is_stale: Callable[[], bool]
    job: Job


class _Courier(QtCore.QObject):
    """Carries functions to the window's thread."""

    sent = QtCore.Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self.sent.connect(self._run, QtCore.Qt.ConnectionType.QueuedConnection)

    def tell(self, call: Callable[[], None]) -> None:
        """Run `call` on the window's thread, soon."""
        if self._open and shiboken6.isValid(self):
            self.sent.emit(call)

    def stop(self) -> None:
        """Carry nothing more."""
        self._open = False

    @QtCore.Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


class _Lane(Generic[D]):
    """One thread with one desk, working off its orders in turn."""

    def __init__(self, name: str, desk: Callable[[], D], courier: _Courier) -> None:
        self._desk = desk
        self._courier = courier
        self._orders: queue.SimpleQueue[_Order[D] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=f"gigdesk-{name}", daemon=True)
        self._thread.start()

    def put(self, order: _Order[D] | None) -> None:
        """Queue an order; None ends the lane after what is queued."""
        self._orders.put(order)

    def join(self, seconds: float) -> bool:
        """Wait for the lane to end; return whether it did."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        desk: D | None = None
        while (order := self._orders.get()) is not None:
            if order.is_stale():
                continue
            if not order.job.wanted:
                self._tell_failure(order, Cancelled())
                continue
            try:
                desk = desk if desk is not None else self._desk()
                self._courier.tell(lambda order=order: _begin(order.job))  # type: ignore[misc]
                answer = order.work(desk, Progress(order.job, self._courier.tell))
            except BaseException as error:  # noqa: BLE001 -- carried to the window's thread whole
                self._tell_failure(order, error)
            else:
                self._courier.tell(
                    lambda order=order, answer=answer: _finish(order, answer)  # type: ignore[misc]
                )
                del answer
            del order
        if desk is not None:
            desk.close()

    def _tell_failure(self, order: _Order[D], error: BaseException) -> None:
        self._courier.tell(lambda: _give_up(order, error))


def _begin(job: Job) -> None:
    job.state = State.RUNNING
    job.started_ms = stamps.monotonic_ms()
    job.changed.emit()


def _finish(order: _Order[D], answer: Any) -> None:
    _end(order.job, State.DONE)
    if not order.is_stale():
        order.arrive(answer)


def _give_up(order: _Order[D], error: BaseException) -> None:
    _end(order.job, State.CANCELLED if isinstance(error, Cancelled) else State.FAILED)
    if not isinstance(error, Cancelled):
        order.fail(error)


def _end(job: Job, state: State) -> None:
    job.state = state
    job.ended_ms = stamps.monotonic_ms()
    job.changed.emit()


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
        self._report = report
        self._courier = _Courier()
        self._tokens: dict[tuple[int, Hashable], int] = {}
        self._watched: set[int] = set()
        self.jobs: list[Job] = []
        self._asks: _Lane[D] = _Lane("reader", desk.reader, self._courier)
        self._long: _Lane[D] | None = None
        self._acts: _Lane[D] = _Lane("writer", desk.writer, self._courier)
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
    ) -> Job:
        """Run long reading work (dry run, export, papers) as a job with a title in words."""
        if self._long is None:
            self._long = _Lane("long", self._reader, self._courier)
        job = self._list(Job(title))
        self._long.put(self._order(query, then, failed, lambda: _gone(owner), job, always=True))
        return job

    def do(
        self,
        act: Callable[[D, Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        owner: QtCore.QObject,
        title: str = "",
        failed: Callable[[BaseException], object] | None = None,
    ) -> Job:
        """Run an act on the desk that writes; it is done even if `owner` dies meanwhile.

        With a `title` in words it stands in the list of jobs with progress and cancel. After
        every act `wrote` is emitted with its answer, so that pages can refresh themselves.
        """
        job = self._list(Job(title)) if title else Job("")

        def arrive(answer: T) -> None:
            if then is not None and not _gone(owner):
                then(answer)
            self.wrote.emit(answer)

        self._acts.put(self._order(act, arrive, failed, lambda: False, job))
        return job

    def busy(self) -> list[Job]:
        """Return the titled jobs that are waiting or running."""
        return [job for job in self.jobs if not job.is_over]

    def stop(self, seconds: float = 10.0) -> bool:
        """Finish what is queued, end the threads, close their desks; say whether all ended.

        The desk the runner was made from stays open: whoever opened it closes it.
        """
        for job in self.busy():
            job.cancel()
        self._courier.stop()
        lanes = [lane for lane in (self._asks, self._long, self._acts) if lane is not None]
        for lane in lanes:
            lane.put(None)
        ended = [lane.join(seconds) for lane in lanes]
        return all(ended)

    def _order(
        self,
        work: Callable[[D, Progress], Any],
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None,
        is_stale: Callable[[], bool],
        job: Job,
        *,
        always: bool = False,
    ) -> _Order[D]:
        def fail(error: BaseException) -> None:
            if is_stale() and not always:
                return
            taken = failed(error) if failed is not None and not is_stale() else None
            if taken is not True:
                self._report(error)

        return _Order(work, lambda answer: cast("None", then(answer)), fail, is_stale, job)

    def _token(self, owner: QtCore.QObject, slot: Hashable) -> Callable[[], bool]:
        key = (id(owner), slot)
        mine = self._tokens[key] = self._tokens.get(key, 0) + 1
        if id(owner) not in self._watched:
            self._watched.add(id(owner))
            number = id(owner)
            owner.destroyed.connect(lambda: self._forget(number))
        return lambda: self._tokens.get(key) != mine or _gone(owner)

    def _forget(self, number: int) -> None:
        self._watched.discard(number)
        for key in [key for key in self._tokens if key[0] == number]:
            del self._tokens[key]

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


def _code_of(call: object) -> Hashable:
    """Return what tells one continuation from another: its code, whatever it is bound to."""
    call = getattr(call, "func", call)
    call = getattr(call, "__func__", call)
    return cast("Hashable", getattr(call, "__code__", call))


def is_environment(error: BaseException) -> bool:
    """Say whether the user can do something about this failure."""
    return isinstance(error, (errors.EnvironmentFailure, errors.Refused))
