"""The command line: takes a command apart, runs one act, answers as text or as one JSON object.

Exit codes: 0 done; 2 bad usage, unreadable input, not found; 3 refused by a rule or wrong password;
4 environment (locked, disk full, damaged, `verify` found damage).
"""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, Any

import click

from gigdesk import __version__, config, errors, i18n
from gigdesk.cli import (
    answer,
    attendance,
    crash,
    demo,
    dispatch,
    office,
    orders,
    streams,
    usage,
    vetting,
    workers,
)
from gigdesk.cli.session import Options, Session, is_half

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE, REFUSED, ENVIRONMENT = 2, 3, 4
_NOT_THERE = ("errors.no_such_file", "errors.is_folder", "errors.not_folder", "errors.bad_name")
# The user stopped a long act, which took itself back: no rule refused anything.
_STOPPED = ("intake.error.cancelled", "intake.error.taken_back", "intake.error.taken_back_but")
_VALUED = {"--desk": "desk", "--user": "user", "--lang": "language"}
_VERSION = f"GigDesk {__version__}"
_FLAGS = {"--json": "json", "--reveal": "reveal"}


def take_options(argv: Sequence[str]) -> tuple[Options, list[str]]:
    """Return the options that may stand anywhere, and the words that are left.

    What is wrong with them is told by `check_options`, when it is known in which form and language.
    """
    found: dict[str, Any] = {}
    left: list[str] = []
    waiting = iter(argv)
    for word in waiting:
        name, is_joined, given = word.partition("=")
        if word == "--":
            left.extend([word, *waiting])
        elif word in _FLAGS:
            found[_FLAGS[word]] = True
        elif name in _VALUED:
            value = given if is_joined else next(waiting, "")
            found[_VALUED[name]] = value
            if not value:
                found["lacking"] = name
        else:
            left.append(word)
    return Options(**found), left


def check_options(options: Options) -> None:
    """Choose the language; raises click.UsageError for a lacking value or an unknown language."""
    known = options.language in i18n.LANGUAGES
    i18n.use(options.language if known else config.load_settings().language)
    if options.lacking:
        raise click.UsageError(i18n.text("cli.error.no_value", option=options.lacking))
    if options.language and not known:
        raise click.UsageError(
            i18n.text(
                "cli.error.no_language",
                language=options.language,
                languages=i18n.text("people.joint").join(i18n.LANGUAGES),
            )
        )


def check_letters(words: Sequence[str]) -> None:
    """Raise click.UsageError for a word in another encoding than the terminal's.

    Its bytes stand there as half letters: no name can be stored so, and no reader of tables opens
    such a file.
    """
    for word in words:
        shown = "".join("?" if is_half(letter) else letter for letter in word)
        if shown != word:
            raise click.UsageError(i18n.text("cli.error.letters", word=shown))


def exit_code(failure: Exception) -> int:
    """Return the exit code that tells a script what sort of failure it was."""
    if isinstance(failure, OSError):
        failure = errors.of_system(failure)
    if isinstance(failure, errors.Refused):
        if failure.code in _STOPPED:
            return ENVIRONMENT
        return USAGE if isinstance(failure, errors.NotFound) else REFUSED
    if isinstance(failure, errors.GigDeskError) and failure.code in _NOT_THERE:
        return USAGE
    if isinstance(failure, errors.UnreadableFile | click.ClickException):
        return USAGE
    return ENVIRONMENT


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(message=_VERSION)
def program() -> None:
    """GigDesk."""


_COMMANDS: tuple[click.Command, ...] = (
    *office.COMMANDS,
    demo.demo,
    workers.group,
    orders.employers,
    orders.group,
    dispatch.group,
    attendance.group,
    vetting.bands,
)
for _command in _COMMANDS:
    program.add_command(_command)
for _command in vetting.OF_EMPLOYERS:
    orders.employers.add_command(_command)
for _command in vetting.OF_ORDERS:
    orders.group.add_command(_command)


def _show(found: dict[str, Any], options: Options) -> int:
    """Print an answer; where it cannot be written, say so, since what it tells of is done."""
    try:
        answer.show(found, as_json=options.json)
    except BrokenPipeError:
        # Whoever read the answer, `head` for instance, has read enough.
        streams.sink()
    except OSError:
        streams.sink()
        if "error" not in found:
            streams.say(i18n.text("cli.error.untold"))
        return ENVIRONMENT
    return 0


def _tell(failure: Exception, session: Session) -> int:
    """Tell a failure on standard error and, for scripts, as the one object; return its code."""
    code, message = answer.words_for(failure)
    if session.options.json and not session.is_told:
        _show({"error": {"code": code, "message": message}}, session.options)
    streams.say(message)
    return exit_code(failure)


def _word(group: click.Group, path: str) -> None:
    """Give a group and its commands their help in the user's language."""
    usage.pieces(group, path)
    group.help = i18n.text(f"cli.help.{path}" if path else "cli.help.program")
    for name, command in group.commands.items():
        below = f"{path}.{name}" if path else name
        if isinstance(command, click.Group):
            _word(command, below)
        else:
            usage.pieces(command, below)
            command.help = i18n.text(f"cli.help.{below}")


def _answer(session: Session, words: list[str]) -> dict[str, Any]:
    """Run one command and return its answer; for scripts help and version are answers, too."""
    told = io.StringIO()
    people = contextlib.nullcontext()
    with contextlib.redirect_stdout(told) if session.options.json else people:
        found = program.main(words, prog_name="gigdesk", standalone_mode=False, obj=session)
    if isinstance(found, dict):
        return found
    said = told.getvalue().rstrip()
    if said == _VERSION:
        return {"version": __version__}
    return {"help": said} if said else {}


def main(argv: Sequence[str], *, is_stopped: bool = False) -> int:
    """Run one command and return its exit code; never shows a traceback.

    With `is_stopped` the user broke it off before it began, which is only told.
    """
    session = Session(Options())
    try:
        options, words = take_options(argv)
        session = Session(options)
        streams.prepare(as_json=options.json)
        usage.speak()
        check_options(options)
        check_letters(words)
        _word(program, "")
        if is_stopped:
            raise click.Abort
        with session:
            code = _show(_answer(session, words), options)
            session.is_told = True
            return code or session.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        streams.sink()
        return 0
    except (KeyboardInterrupt, click.Abort):
        if session.is_told:
            # What was broken off is the backup of leaving: the command itself is done.
            streams.say(i18n.text("cli.error.stopped_leaving"))
            return session.exit_code
        return _tell(_stopped(session), session)
    except (errors.GigDeskError, click.ClickException, OSError) as failure:
        return _tell(failure, session)
    except Exception as failure:  # noqa: BLE001 -- a script must never meet a traceback
        is_saved = session.is_saved or session.is_told
        return _tell(crash.Crash(failure, is_saved=is_saved), session)


def _stopped(session: Session) -> Exception:
    """Return what to tell of a command that the user broke off, at its questions or at work."""
    if not session.is_begun:
        return click.UsageError(i18n.text("cli.error.stopped"))
    code = "cli.error.stopped_after" if session.is_saved else "cli.error.stopped"
    return errors.EnvironmentFailure(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
