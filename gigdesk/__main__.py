"""Starts the face that was asked for: the window, or the command line."""

from __future__ import annotations

import atexit
import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

LANGUAGES = ("zh", "en")  # as in gigdesk.i18n, which is loaded by the face that is chosen
STOPPED = 4  # as the command line's own code for what lies outside it
_WITH_VALUE = ("--desk", "--user", "--lang")


def wants_window(arguments: list[str]) -> bool:
    """Say whether these arguments ask for the window: nothing but `--desk`, `--user`, `--lang`.

    A verb, `--help`, `--version`, `--json` or anything unknown belongs to the command line, which
    also words the complaint about it.
    """
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in _WITH_VALUE:
            if not rest or (word == "--lang" and rest[0] not in LANGUAGES):
                return False
            rest.pop(0)
            continue
        name, is_joined, value = word.partition("=")
        if name not in _WITH_VALUE or not is_joined or not value:
            return False
        if name == "--lang" and value not in LANGUAGES:
            return False
    return True


@contextlib.contextmanager
def _remembered(heard: list[int]) -> Iterator[None]:
    """Remember what would stop the program while its parts are loaded; the second breaks off.

    Broken off in the middle of an import nobody could say so in words, or as the one object.
    """

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard:
            raise KeyboardInterrupt
        heard.append(number)

    # What is ignored stays so: a shell lets what runs behind it ignore Ctrl+C.
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    listening = [number for number, is_now in before.items() if is_now != signal.SIG_IGN]
    for number in listening:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number in listening:
            signal.signal(number, before[number])


def _hear_nothing() -> None:
    """Let the code of what is done and told be that of the program, whoever ends it now."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _run(arguments: list[str]) -> int:
    """Run the command line; whoever ends it (SIGTERM) is heard as Ctrl+C is."""
    heard: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    with _remembered(heard) if is_main else contextlib.nullcontext():
        from gigdesk.cli import main as command_line  # noqa: PLC0415 -- heavy: the window needs no click

    ends = is_main and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if ends:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    if is_main:
        atexit.unregister(_hear_nothing)
        atexit.register(_hear_nothing)
    try:
        return command_line.main(arguments, is_stopped=bool(heard))
    finally:
        if ends:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def main(argv: list[str] | None = None) -> int:
    """Run the face that the arguments ask for and return the exit code of the program."""
    arguments = sys.argv[1:] if argv is None else argv
    if wants_window(arguments):
        from gigdesk.gui import app  # noqa: PLC0415 -- heavy: only the window needs Qt

        return app.run(arguments)
    try:
        return _run(arguments)
    except KeyboardInterrupt:  # for the second time
        return STOPPED


if __name__ == "__main__":
    raise SystemExit(main())
