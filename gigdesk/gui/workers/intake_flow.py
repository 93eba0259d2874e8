"""Leads an import through its steps: open, choose columns, look, take in; all in the background."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import errors, i18n
from gigdesk.actions.workers import imports
from gigdesk.gui.tasks import State
from gigdesk.gui.workers.intake_choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.tasks import Job, Progress
    from gigdesk.gui.window import Window


NO_ROSTER = "intake.error.no_roster"


class Step(enum.Enum):
    """Where an import stands."""

    START = "start"
    WORKING = "working"
    COLUMNS = "columns"
    PREVIEW = "preview"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Found:
    """What the column screen needs of an opened file; `sheets` are all that could be taken."""

    opened: imports.Opened
    samples: tuple[imports.Sample, ...]
    amounts: imports.Amounts
    sheets: tuple[str, ...]
    sheet: str | None = None
    seen_before: int | None = None
    by_hand: bool = False


class Flow(QtCore.QObject):
    """Holds one import on its way; `stepped(step)` tells when another screen is due.

    `said` is what the screen that follows has to say: a refusal in words, or that all was stopped.
    """

    stepped = QtCore.Signal(object)

    def __init__(self, frame: Window) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.frame = frame
        self.step = Step.START
        self.job: Job | None = None
        self.found: Found | None = None
        self.choices = Choices()
        self.seen: imports.Preview | None = None
        self.taken: imports.Taken | None = None
        self.said: BaseException | str = ""
        self._source: tuple[Path | None, str] = (None, "")
        self.pasted_page = ""
        self._encoding: str | None = None

    def go(self, step: Step, said: BaseException | str = "") -> None:
        """Show another screen."""
        self.step, self.said = step, said
        self.stepped.emit(step)

    def begin(self) -> None:
        """Forget the last file and show the start."""
        self.found = self.seen = self.taken = None
        self.choices = Choices()
        self._source, self._encoding = (None, ""), None
        self.pasted_page = ""
        self.go(Step.START)

    @property
    def pasted(self) -> str:
        """Return the pasted list that is not in the registry yet, as it came."""
        return "" if self.step is Step.RESULT else self._source[1]

    def open_file(self, path: Path) -> None:
        """Open a file; nothing that was chosen for the one before holds for it."""
        self._encoding = None
        self._open(path, None)

    def _open(self, path: Path, sheet: str | None) -> None:
        """Open a file, or one sheet of it, in the encoding that was chosen for it."""
        self._source, encoding = (path, ""), self._encoding
        sheets = self.found.sheets if sheet is not None and self.found else ()

        def work(desk: Any, _progress: Progress) -> Found:
            opened = imports.open_file(desk, path, sheet=sheet, encoding=encoding)
            return _found(desk, opened, sheets, sheet)

        self._prepare(i18n.text("intake_page.job.open", name=path.name), work, self._opened)

    def open_sheet(self, sheet: str | None) -> None:
        """Open the same file again: one sheet, or all."""
        if self.found is not None and self.found.by_hand:
            self.open_by_hand(sheet)
            return
        path, _ = self._source
        if path is not None:
            if sheet is None:
                self.found = None
            self._open(path, sheet)

    def open_written(self, encoding: str) -> None:
        """Open the same text file again, written in another encoding."""
        self._encoding = encoding
        self.open_sheet(self.found.sheet if self.found else None)

    def open_text(self, text: str, page: str = "") -> None:
        """Open what was pasted; `page` is the HTML that lay beside the text."""
        self._source, self._encoding = (None, text), None
        self.pasted_page = page
        name = i18n.text("intake_page.pasted")

        def work(desk: Any, _progress: Progress) -> Found:
            return _found(desk, imports.open_pasted(desk, text, name, page), (), None)

        self._prepare(i18n.text("intake_page.job.open", name=name), work, self._opened)

    @property
    def can_open_by_hand(self) -> bool:
        """Say whether the last file was readable but not known as a roster."""
        return getattr(self.said, "code", "") in {NO_ROSTER, imports.DOUBTFUL}

    def open_by_hand(self, sheet: str | None = None, header_row: int | None = None) -> None:
        """Open the last file with every column to be chosen."""
        path, text = self._source
        source = path if path is not None else text
        name = path.name if path is not None else i18n.text("intake_page.pasted")
        encoding = self._encoding

        def work(desk: Any, _progress: Progress) -> Found:
            opened = imports.open_by_hand(
                desk, source, name, sheet=sheet, header_row=header_row, encoding=encoding
            )
            found = _found(desk, opened, (), opened.sheets[0])
            return replace(found, by_hand=True)

        self._prepare(i18n.text("intake_page.job.open", name=name), work, self._opened)

    def look(self) -> None:
        """Read all rows and class them; nothing is written."""
        found, choices = self.found, self.choices
        if found is None:
            return
        reading_words = i18n.text("intake_page.job.reading")
        classing_words = i18n.text("intake_page.job.classing")

        def work(desk: Any, progress: Progress) -> imports.Preview:
            read = imports.read(
                found.opened,
                today=desk.clock.today(),
                by_sheet=choices.by_sheet,
                units_fen=choices.units_fen,
                words=choices.words,
                progress=lambda count: progress.step(count, 0, _counted(reading_words, count)),
            )
            return imports.preview(
                desk,
                read,
                default_village=choices.village_id,
                progress=lambda count, total: progress.step(count, total, classing_words),
            )

        title = i18n.text("intake_page.job.look", name=found.opened.name)
        self._prepare(title, work, self._looked, back=Step.COLUMNS)

    def take_in(self) -> None:
        """Take everything in as one act, after a backup; stopping takes it all back."""
        seen = self.seen
        if seen is None:
            return

        def work(desk: Any, progress: Progress) -> None:
            progress.step(0)
            imports.make_backup(desk)
            progress.step(0)

        title = i18n.text("intake_page.job.backup")
        self._prepare(title, work, lambda _none: self._write(seen), back=Step.PREVIEW)

    def _write(self, seen: imports.Preview) -> None:
        """Write all rows, while other acts go on between the slices."""
        found, choices = self.found, self.choices
        if found is None:
            return
        writing = i18n.text("intake_page.job.writing")

        def work(desk: Any, progress: Progress) -> imports.Taken:
            taken = imports.take_in(
                desk,
                seen.reading,
                default_village=choices.village_id,
                progress=lambda count, total: progress.step(count, total, writing),
                others=progress.let_others,
                others_wait=progress.others_wait,
                whole=seen.whole,
                back_up=False,
            )
            for sheet in choices.corrected:
                imports.remember_columns(
                    desk, opened=found.opened, mapping=choices.by_sheet[sheet], sheet=sheet
                )
            imports.remember_words(desk, chosen=choices.words, file=found.opened.name)
            return taken

        self.job = self.frame.tasks.do(
            work,
            self._taken,
            owner=self,
            title=i18n.text("intake_page.job.take", name=found.opened.name),
            failed=lambda error: self._failed(error, Step.PREVIEW),
        )
        self._watch(self.job, Step.PREVIEW)

    def _prepare(
        self,
        title: str,
        work: Callable[[Any, Progress], Any],
        then: Callable[[Any], object],
        back: Step = Step.START,
    ) -> None:
        self.job = self.frame.tasks.prepare(
            work, then, owner=self, title=title, failed=lambda error: self._failed(error, back)
        )
        self._watch(self.job, back)

    def _watch(self, job: Job, back: Step) -> None:
        """Show the work, and the screen before it where the user stops it."""

        def changed() -> None:
            if job.state is State.CANCELLED and self.job is job and self.step is Step.WORKING:
                self.go(back, i18n.text("intake_page.stopped"))

        job.changed.connect(changed)
        self.go(Step.WORKING)

    def _failed(self, error: BaseException, back: Step) -> bool:
        self.go(back, error)
        return is_for_user(error)

    def _opened(self, found: Found) -> None:
        self.found = found
        self.choices = Choices(village_id=self.choices.village_id, village=self.choices.village)
        if found.opened.chain:
            self.look()
        else:
            self.go(Step.COLUMNS)

    def _looked(self, seen: imports.Preview) -> None:
        self.seen = seen
        self.go(Step.PREVIEW)

    def _taken(self, taken: imports.Taken) -> None:
        self.taken = taken
        self.seen = None
        self.go(Step.RESULT)


def is_for_user(error: BaseException) -> bool:
    """Say whether the screen itself says this failure; bugs go to the window's own report."""
    return isinstance(error, errors.GigDeskError) and not isinstance(error, errors.Bug)


def _counted(said: str, count: int) -> str:
    return f"{said} {count:,}"


def _found(desk: Any, opened: imports.Opened, sheets: tuple[str, ...], sheet: str | None) -> Found:
    return Found(
        opened,
        imports.samples(opened),
        imports.amounts_of(opened),
        sheets or opened.offered,
        sheet,
        imports.seen_before(desk, opened),
        # Where nobody can tell whose the columns are, the user chooses them, the header as well.
        by_hand=bool(opened.unclear),
    )
