"""The threads behind the runner: jobs, their progress, and lanes that work off orders in turn."""

from __future__ import annotations

import enum
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import shiboken6
from PySide6 import QtCore

from gigdesk import errors, stamps

if TYPE_CHECKING:
    from collections.abc import Callable

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


class Parked(errors.Refused):
    """Raised between two slices of a job that was asked to stop at a whole one: those stay."""

    def __init__(self) -> None:
        """Name the sentence for it."""
        super().__init__("window.jobs.parked")


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
        self.is_sliced = False
        self.is_parked = False
        self.keeps_part = False

    def cancel(self) -> None:
        """Ask the job to stop; it does so at its next step and takes back what it did."""
        self.wanted = False
        self.changed.emit()

    def stop_whole(self) -> None:
        """Ask the job to stop at the next whole slice, which stays; else as `cancel` does."""
        if self.is_sliced:
            self.is_parked = True
            self.changed.emit()
        else:
            self.cancel()

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

    def __init__(
        self,
        job: Job,
        tell: Callable[[Callable[[], None]], None],
        others: Callable[[], None] = lambda: None,
        waiting: Callable[[], bool] = lambda: False,
    ) -> None:
        """Report on `job`; `tell` runs a function on the window's thread.

        `others` runs the short acts that wait, `waiting` says whether there are any.
        """
        self._job = job
        self._tell = tell
        self._others = others
        self._waiting = waiting
        self._told_ms = 0

    def others_wait(self) -> bool:
        """Say whether short acts wait: then it is time to come to an end of one's transaction."""
        return self._job.is_parked or self._waiting()

    def let_others(self) -> None:
        """Let the short acts that wait go first, here and now, on this thread and its desk.

        Only to be called between two transactions: what they change holds for what follows. Raises
        Parked where the job is to stop at a whole slice.
        """
        self._job.is_sliced = True
        self._others()
        if self._job.is_parked:
            raise Parked

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

    def as_pace(
        self,
    ) -> tuple[Callable[[int, int], None], Callable[[], None], Callable[[], bool]]:
        """Return what acts in slices ask for: to tell, to let others go first, whether any wait."""
        return self.step, self.let_others, self.others_wait

    def _set(self, count: int, total: int, words: str) -> None:
        self._job.count, self._job.total = count, total
        self._job.words = words or self._job.words
        self._job.changed.emit()


@dataclass(frozen=True)
class Order(Generic[D]):
    """One thing to run, and what happens with its answer on the window's thread.

    A `patient` order lets nobody wait and goes before nobody: long acts, and the last one of all.
    `cancelled` is told of one that the user stopped.
    """

    work: Callable[[D, Progress], Any]
    arrive: Callable[[Any], None]
    fail: Callable[[BaseException], None]
    is_stale: Callable[[], bool]
    job: Job
    patient: bool = False
    cancelled: Callable[[], object] = lambda: None


class Courier(QtCore.QObject):
    """Carries functions to the window's thread."""

    sent = QtCore.Signal(object)

    def __init__(self) -> None:
        """Carry to the thread on which this is made."""
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


class _Queue(Generic[D]):
    """What waits for a lane, in the order in which it came."""

    def __init__(self) -> None:
        self._orders: deque[Order[D] | None] = deque()
        self._come = threading.Condition()

    def put(self, order: Order[D] | None) -> None:
        """Put an order at the end."""
        with self._come:
            self._orders.append(order)
            self._come.notify()

    def next(self) -> Order[D] | None:
        """Wait for the first order and take it."""
        with self._come:
            self._come.wait_for(lambda: bool(self._orders))
            return self._orders.popleft()

    def has_short(self) -> bool:
        """Say whether an order waits that is not patient."""
        with self._come:
            return any(order is not None and not order.patient for order in self._orders)

    def next_short(self) -> Order[D] | None:
        """Take the first order that is not patient; None, at once, where there is none."""
        with self._come:
            for order in self._orders:
                if order is not None and not order.patient:
                    self._orders.remove(order)
                    return order
        return None


class Lane(Generic[D]):
    """One thread with one desk, working off its orders in turn."""

    def __init__(self, name: str, desk: Callable[[], D], courier: Courier) -> None:
        """Start the thread; it makes its desk by `desk` when the first order comes."""
        self._desk = desk
        self._courier = courier
        self._orders: _Queue[D] = _Queue()
        self._thread = threading.Thread(target=self._work, name=f"gigdesk-{name}", daemon=True)
        self._thread.start()

    def put(self, order: Order[D] | None) -> None:
        """Queue an order; None ends the lane after what is queued."""
        self._orders.put(order)

    def join(self, seconds: float) -> bool:
        """Wait for the lane to end; return whether it did."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        desk: D | None = None
        while (order := self._orders.next()) is not None:
            try:
                desk = desk if desk is not None else self._desk()
            except BaseException as error:  # noqa: BLE001 -- carried to the window's thread whole
                self._tell_failure(order, error)
            else:
                self._run(order, desk)
            del order
        if desk is not None:
            desk.close()

    def _run(self, order: Order[D], desk: D) -> None:
        """Run one order and tell what became of it; only a patient one lets others go first."""
        if order.is_stale():
            # Nobody waits for it, but whoever asks what still runs must not find it for ever.
            self._courier.tell(lambda: _end(order.job, State.CANCELLED))
            return
        if not order.job.wanted:
            self._tell_failure(order, Cancelled())
            return

        def others() -> None:
            while order.patient and (short := self._orders.next_short()) is not None:
                self._run(short, desk)

        waiting = self._orders.has_short if order.patient else lambda: False
        try:
            self._courier.tell(lambda: _begin(order.job))
            answer = order.work(desk, Progress(order.job, self._courier.tell, others, waiting))
        except BaseException as error:  # noqa: BLE001 -- carried to the window's thread whole
            self._tell_failure(order, error)
        else:
            self._courier.tell(lambda: _finish(order, answer))

    def _tell_failure(self, order: Order[D], error: BaseException) -> None:
        told = _named(error)
        self._courier.tell(lambda: _give_up(order, told))


def _named(error: BaseException) -> BaseException:
    """Return what the system refused as a failure with a sentence; it is no fault of the program.

    A folder for papers that is a file, for instance, or one that cannot be written in.
    """
    if not isinstance(error, OSError):
        return error
    named = errors.of_system(error)
    named.__cause__ = error
    return named


def _begin(job: Job) -> None:
    job.state = State.RUNNING
    job.started_ms = stamps.monotonic_ms()
    job.changed.emit()


def _finish(order: Order[D], answer: Any) -> None:
    _end(order.job, State.DONE)
    if not order.is_stale():
        order.arrive(answer)


def _give_up(order: Order[D], error: BaseException) -> None:
    stopped = isinstance(error, Cancelled | Parked) or not order.job.wanted
    # Only what rolled back left nothing; an act that tells of its end itself may have kept part.
    order.job.keeps_part = not isinstance(error, Cancelled)
    _end(order.job, State.CANCELLED if stopped else State.FAILED)
    if isinstance(error, Cancelled | Parked):
        order.cancelled()
    else:
        order.fail(error)


def _end(job: Job, state: State) -> None:
    job.state = state
    job.ended_ms = stamps.monotonic_ms()
    job.changed.emit()
