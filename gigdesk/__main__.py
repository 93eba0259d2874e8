"""Starts the face that was asked for: the window, or the command line."""

from __future__ import annotations

import sys

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


def main(argv: list[str] | None = None) -> int:
    """Run the face that the arguments ask for and return the exit code of the program."""
    arguments = sys.argv[1:] if argv is None else argv
    if wants_window(arguments):
        from gigdesk.gui import app  # noqa: PLC0415 -- heavy: only the window needs Qt

        return app.run(arguments)
    try:
        from gigdesk.cli import main as command_line  # noqa: PLC0415 -- heavy: the window needs no click

        return command_line.main(arguments)
    except KeyboardInterrupt:  # before the command line could listen, or for the second time
        return STOPPED


if __name__ == "__main__":
    raise SystemExit(main())
