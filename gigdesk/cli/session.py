"""One run of the command line: its options, and the desk it opens when a command asks for it."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gigdesk import config, errors, i18n, stamps
from gigdesk.actions import office
from gigdesk.cli import streams
from gigdesk.domain import office as domain

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

WAIT_MS = 5000
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
PASSWORD_VARIABLE = "GIGDESK_PASSWORD"  # noqa: S105 -- the name of the variable, not a password
DESK_PASSWORD_VARIABLE = "GIGDESK_DESK_PASSWORD"  # noqa: S105 -- the same


@dataclass(frozen=True, slots=True)
class Options:
    """The options that may stand before or after the verb."""

    desk: str = ""
    user: str = ""
    language: str = ""
    json: bool = False
    reveal: bool = False
    lacking: str = ""


class Session:
    """Opens the desk at most once and closes it at the end."""

    def __init__(self, options: Options) -> None:
        """Keep the options; nothing is opened yet."""
        self.options = options
        self.exit_code = 0
        self.is_saved = False
        self.is_told = False
        self._desk: Desk | None = None
        self._watched: tuple[Path | None] | None = None
        self._written = 0

    def __enter__(self) -> Session:  # noqa: PYI034 -- nobody inherits from a session
        """Return the session."""
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        """Back up and close the desk where one was opened; tell what its backup lacks."""
        if self._desk is not None:
            try:
                if failed is None:
                    self._back_up(self._desk)
                else:
                    self.is_saved = self._has_saved(self._desk)
            finally:
                self._desk.close()
        if self._watched is not None and self._watched[0] != office.safety.newest(self.folder):
            lacking = office.safety.second_lacks(self.folder)
            if lacking is not None:
                streams.say(i18n.text(lacking.code, **lacking.params))

    def _has_saved(self, desk: Desk) -> bool:
        """Say whether a command that failed had saved something before it did."""
        with contextlib.suppress(Exception):
            return not desk.store.read_only and office.safety.written(desk) > self._written
        return False

    @property
    def is_begun(self) -> bool:
        """Say whether the command had its desk, so that more than a question was broken off."""
        return self._desk is not None

    def _back_up(self, desk: Desk) -> None:
        """Make the backup of an exit where one is due; the answer stands in any case."""
        try:
            office.safety.back_up_after(desk, self._written)
        except errors.EnvironmentFailure as failure:
            streams.say(i18n.text(failure.code, **failure.params))

    @property
    def folder(self) -> Path:
        """Return the folder of the desk that is meant."""
        if self.options.desk:
            return Path(self.options.desk)
        chosen = config.load_settings().desk
        return Path(chosen) if chosen else config.data_dir()

    def password(self, *, again: bool = False) -> str:
        """Return the password from the environment or a prompt; without a terminal, exit 2."""
        return _secret(PASSWORD_VARIABLE, "cli.ask.password", again=again)

    def desk_password(self) -> str:
        """Return the password of the head whose desk a backup of another desk is to replace."""
        return _secret(DESK_PASSWORD_VARIABLE, "cli.ask.desk_password")

    def user(self) -> str:
        """Return the login: the one given, the last one of the window, or who made the desk."""
        if self.options.user:
            return self.options.user
        logins = office.entry.logins(self.folder)
        remembered = domain.logins.folded(config.load_settings().user)
        return remembered if remembered in logins else logins[0]

    def watch_backups(self) -> None:
        """Look, when this command ends, whether a backup it made has its second copy.

        The window says so when it is left; a command is left by nobody.
        """
        self._watched = (office.safety.newest(self.folder),)

    def desk(self, *, write: bool = True, as_it_is: bool = False) -> Desk:
        """Return the open desk; a writing one waits five seconds for another writer to finish.

        What is to be proved or saved is read `as_it_is`, altered or not.
        """
        if self._desk is None:
            login = self.user()
            self.watch_backups()
            self._desk = office.entry.sign_in(
                self.folder,
                login,
                self.password(),
                read_only=not write,
                as_it_is=as_it_is,
                wait_ms=WAIT_MS,
            )
            self._written = office.safety.written(self._desk) if write else 0
            _tell_doubt(self._desk)
        return self._desk


def is_half(letter: str) -> bool:
    """Say whether a letter is what is left of bytes in another encoding than the terminal's."""
    return "\ud800" <= letter <= "\udfff"


def _secret(variable: str, words: str, *, again: bool = False) -> str:
    given = os.environ.get(variable)
    if given is not None:
        if any(is_half(letter) for letter in given):
            raise click.UsageError(i18n.text("cli.error.password_letters", variable=variable))
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(i18n.text("cli.error.no_password", variable=variable))
    asked: str = click.prompt(
        i18n.text(words), hide_input=True, confirmation_prompt=again, err=True
    )
    return asked


def _tell_doubt(desk: Desk) -> None:
    """Say on the error stream why the clock of the PC is not believed, where it is not."""
    asked = office.clock.question(desk)
    if asked is not None:
        told = i18n.text(
            f"window.doubt.{asked.word}",
            now=stamps.local_text(asked.now_ms)[:16],
            last=stamps.local_text(asked.last_ms or 0)[:16],
        )
        streams.say(told + i18n.text("cli.hint.clock"))


class _Place(click.Path):
    """A path; `-`, which elsewhere means the terminal, names no file here and is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        if str(value) == "-":
            self.fail(i18n.text("cli.error.dash"), param, ctx)
        return Path(str(super().convert(value, param, ctx)))


class _Named(_Place):
    """A file to write of one kind: its name says so, since other programs go by the name alone."""

    def __init__(self, suffix: str) -> None:
        """Take names with this ending, in either case."""
        super().__init__(dir_okay=False)
        self._suffix = suffix

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        path = super().convert(value, param, ctx)
        if path.suffix.lower() != self._suffix:
            told = i18n.text("cli.error.suffix", name=path.name, suffix=self._suffix)
            self.fail(told, param, ctx)
        return path


class _WorkbookOrPdf(_Place):
    """A workbook, or a paper as PDF; the command says which of its layouts is which."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        path = super().convert(value, param, ctx)
        return path if path.suffix.lower() == _PDF else WORKBOOK.convert(path, param, ctx)


class _PdfOrFolder(_Place):
    """One print file, or a folder of them; a name of another kind of file is neither."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        path = super().convert(value, param, ctx)
        is_file = _FILE_KIND.fullmatch(path.suffix) and path.suffix.lower() != _PDF
        if is_file and not path.is_dir():
            self.fail(i18n.text("cli.error.suffix_pdf", name=path.name, suffix=_PDF), param, ctx)
        return path


_PDF = ".pdf"
_FILE_KIND = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
FILE = _Place(exists=True, dir_okay=False)
OUT = _Place(dir_okay=False)
WORKBOOK = _Named(".xlsx")
MAPPING = _Named(".json")
_MOST = 2**31 - 1
COUNT, AMOUNT = click.IntRange(1, _MOST), click.IntRange(0, _MOST)
"""Whole numbers from one or from none, as many as a list or a file can ever hold."""
PDF = _Named(_PDF)
WORKBOOK_OR_PDF = _WorkbookOrPdf(dir_okay=False)
PDF_OR_FOLDER = _PdfOrFolder()


class Month(click.ParamType[str]):
    """A month as `2026-09`."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the month as it was written."""
        if not _MONTH.fullmatch(str(value)):
            self.fail(i18n.text("attendance.error.month", month=value), param, ctx)
        return str(value)


def day(text: str) -> datetime.date:
    """Return a day given as YYYY-MM-DD; raises click.UsageError otherwise."""
    with contextlib.suppress(ValueError):
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    raise click.UsageError(i18n.text("cli.error.bad_day", day=text))


def check_out(out: Path, file: Path) -> None:
    """Refuse, before anything is written, an output that cannot be or would harm `file`."""
    if out.exists() and out.samefile(file):
        raise click.UsageError(i18n.text("cli.error.same_file", file=out))
    folder = out.parent
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(folder))
    if out.exists() and not os.access(out, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(out))
    # Only writing shows whether a folder can be written to: shares and sticks tell lies.
    with tempfile.TemporaryFile(dir=folder):
        pass
