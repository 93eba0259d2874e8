"""Takes a whole import in as one act of many slices, and names the act that takes it back."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import undoing
from gigdesk.actions.workers.imports import classing, inbox, lines, returning, villages
from gigdesk.actions.workers.imports import unfinished as half
from gigdesk.actions.workers.imports.writing import Writer
from gigdesk.domain import office, workers
from gigdesk.store import backup, oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.whole import Whole


_BACK, _BACK_BUT = "intake.error.taken_back", "intake.error.taken_back_but"
# As long as nobody waits: pages that many rows touch are then written only once.
MOST_CHUNKS = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did; `number` is its human number, `done` what changed.

    `made_places` are the villages, as (town, name), that the desk learned from the list,
    `sample_places` says where the rows stand that were skipped as a template's example,
    `staying_places` those of people who do not come,
    `still_waiting` how many rows that had gone back go on waiting, since a cell of theirs was not
    read this time.
    """

    number: int
    rows: int
    counts: dict[str, int]
    skipped: dict[str, int]
    done: Done
    made_places: tuple[tuple[str, str], ...] = ()
    sample_places: tuple[str, ...] = ()
    still_waiting: int = 0
    staying_places: tuple[str, ...] = ()


class _StoppedError(Exception):
    """The user wants the import to end; its cause is what `progress` raised, if it did."""


def make_ready() -> None:
    """Load the tables that the writing needs, so that nobody waits for them in its lane."""
    workers.pinyin.load()


def make_backup(desk: Desk) -> None:
    """Make ready and make the backup before an import; a desk that only reads will do."""
    make_ready()
    made = backup.keep(desk.store, desk.folder, "import", desk.clock)
    # What an altered capture does not record nobody could take back.
    backup.check_whole(made)


def take_in(
    desk: Desk,
    reading: Reading,
    *,
    default_village: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    others: Callable[[], None] | None = None,
    others_wait: Callable[[], bool] | None = None,
    whole: Whole | None = None,
    back_up: bool = True,
) -> Taken:
    """Take in every row as one act that is written slice by slice.

    Each slice is a transaction of its own, all under one number in the history; `others` is called
    between them and may do other acts on this desk. A slice ends as soon as `others_wait` says so;
    where that is not given it is one chunk of rows. `whole` is that of the preview. A backup is
    made first. New people are registered, known ones changed field by field, undecided and
    rejected rows wait as drafts.

    Where `cancelled` says so, or `progress` raises, all that was written is taken back by the undo
    of the act: raises errors.Refused `intake.error.taken_back` (`intake.error.cancelled` before
    anything was written). A failure on the way leaves whole slices, which `unfinished` lists:
    raises errors.EnvironmentFailure `intake.error.interrupted`, or errors.Bug.
    """
    if back_up:
        make_backup(desk)
    make_ready()
    places = villages.Villages(desk, default_village, reading)
    writer = Writer(desk, reading, places)
    watch = _Watch(writer, progress, cancelled, others, others_wait)
    with half.under_way(writer.intake_id):
        try:
            outcomes = classing.classify(
                desk, reading, villages=places, whole=whole, own=writer.own
            )
            _write(writer, watch, outcomes)
        except _StoppedError as stop:
            raise _taken_back(writer, watch.pace) from stop.__cause__
        except Exception as failure:
            if writer.act is None or isinstance(failure, errors.Refused):
                raise
            raise _interrupted(writer, failure) from failure
    act = writer.written_act
    return Taken(
        writer.number,
        reading.rows,
        writer.counts,
        dict(reading.skipped),
        desk.done(act),
        tuple(places.learned.made),
        reading.sample_places,
        writer.still_waiting,
        reading.staying_places,
    )


def _write(writer: Writer, watch: _Watch, outcomes: Iterator[Outcome]) -> None:
    """Write all rows, in slices that end where others wait."""
    watch.let_others()
    watch.look_up()
    while not writer.is_finished:
        with writer.slice():
            for _ in range(MOST_CHUNKS):
                writer.write(itertools.islice(outcomes, classing.CHUNK))
                watch.look_up()
                if writer.so_far == writer.reading.rows or watch.others_wait:
                    break
        watch.let_others()


def _taken_back(writer: Writer, pace: undoing.Pace | None) -> errors.Refused:
    """Take back what was written of an import that the user stopped; return what to tell."""
    if writer.act is None:
        return errors.Refused("intake.error.cancelled")
    act = writer.written_act
    undone = undoing.take_back(
        writer.desk,
        {"id": act.id, "number": act.number, "name": act.name},
        leave_changed=True,
        pace=pace,
    )
    told = {"number": writer.number, "rows": writer.written, "stayed": undone.stayed_count}
    return errors.Refused(_BACK_BUT if undone.stayed else _BACK, **told)


def _interrupted(writer: Writer, failure: Exception) -> errors.GigDeskError:
    """Return what to tell of a failure half-way: how many rows are in, and how to go on."""
    told = {"number": writer.number, "rows": writer.written, "of": writer.reading.rows}
    if isinstance(failure, errors.EnvironmentFailure):
        why = errors.Code(failure.code, failure.params)
        return errors.EnvironmentFailure("intake.error.interrupted", why=why, **told)
    return errors.Bug("intake.error.interrupted_bug", **told)


class _Watch:
    """Looks up from the rows: lets others go first, tells how far it is, hears the user."""

    def __init__(
        self,
        writer: Writer,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        others: Callable[[], None] | None,
        others_wait: Callable[[], bool] | None,
    ) -> None:
        self._writer = writer
        self._progress = progress
        self._cancelled = cancelled
        self._others = others
        self._others_wait = others_wait

    @property
    def others_wait(self) -> bool:
        """Say whether the slice must end because somebody waits."""
        if self._others_wait is None:
            return self._others is not None
        return self._others_wait()

    @property
    def pace(self) -> undoing.Pace | None:
        """Return how the import is taken back beside others, where there are any."""
        if self._others is None:
            return None
        return undoing.Pace(others=self._others, others_wait=lambda: self.others_wait)

    def look_up(self) -> None:
        """Tell how far it is; raises _StoppedError where the import must end."""
        if self._cancelled is not None and self._cancelled():
            raise _StoppedError
        if self._progress is not None:
            try:
                self._progress(self._writer.so_far, self._writer.reading.rows)
            except Exception as stop:
                raise _StoppedError from stop

    def let_others(self) -> None:
        """Let others act between two slices; what they changed holds for the next one."""
        if self._others is None:
            return
        writer, store = self._writer, self._writer.desk.store
        before = oplog.last_seq(store)
        self._others()
        if oplog.last_seq(store) == before:
            return
        writer.villages.read()
        writer.own.told += 1
        if writer.act is not None and rows.unfinished.is_taken_back(store, writer.act.id):
            raise errors.Refused(_BACK, number=writer.number, rows=writer.written, stayed=0)


def note_return(desk: Desk, *, number: int) -> Done:
    """Note that the waiting rows of an import leave the house with whole numbers.

    Raises errors.NotAllowed for who may not finish such rows, and errors.NotFound.
    """
    _require_finisher(desk)
    count = rows.intakes.count_waiting(desk.store, intake_id=_intake(desk, number)["id"])
    with desk.doing("workers.export") as act:
        act.always_noted = True
        act.about = {"paper": "returned", "import": number, "people": count, "full": True}
    return desk.done(act)


def write_return(desk: Desk, number: int, out: Path) -> returning.Returned:
    """Write the waiting rows of an import as a workbook: original cells and a remarks column.

    Corrected and saved, it can be imported like any other roster. Call it only after
    `note_return`; a desk that only reads will do. Raises as that does.
    """
    _require_finisher(desk)
    intake = _intake(desk, number)
    names = lines.Names(desk)
    waiting = [
        returning.of_row(row, names.village(inbox.village_id(row)))
        for row in rows.intakes.waiting_rows(desk.store, intake["id"])
    ]
    return returning.write_rows(json.loads(intake["columns"] or "[]"), waiting, out)


def return_rows(desk: Desk, number: int, out: Path) -> returning.Returned:
    """Note that the waiting rows of an import leave the house, and write them by `write_return`."""
    note_return(desk, number=number)
    return write_return(desk, number, out)


def _require_finisher(desk: Desk) -> None:
    office.acts.require(desk.staff.role, "workers.settle_row")


def _intake(desk: Desk, number: int) -> dict[str, Any]:
    found = rows.intakes.get_by_number(desk.store, number)
    if found is None:
        raise errors.NotFound("intake.error.no_such_import", number=number)
    return found


def undo_target(desk: Desk, number: int | str) -> int:
    """Return the number of the act that made an import, for taking it back.

    Raises errors.NotFound, and errors.Invalid for a text that is no number of an import.
    """
    heard = office.numbers.heard(str(number), "intake")
    if isinstance(heard, bytes):
        found = desk.store.get("intake", heard)
        if found is None:
            raise errors.NotFound("intake.error.no_such_import", number=number)
        heard = found["number"]
    return int(_intake(desk, heard)["act_number"])
