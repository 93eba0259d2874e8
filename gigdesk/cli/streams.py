"""Keeps the standard streams so that an answer gets out whole, and a failing one harms nothing."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import TextIO

_JSON = "utf-8"


def prepare(*, as_json: bool) -> None:
    """Let no letter of an answer fail: JSON is UTF-8, words escape what the terminal lacks.

    A redirected output of a Chinese Windows is GBK, which lacks rare names; a script reads UTF-8
    wherever it runs (RFC 8259).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = _JSON if as_json and stream is sys.stdout else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def sink(stream: TextIO | None = None) -> None:
    """Let what is still to be written vanish, where standard output takes nothing any more.

    Without it the interpreter tries once more at its end, complains in English and has a code of
    its own.
    """
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, (stream or sys.stdout).fileno())
        os.close(nowhere)


def say(told: str) -> None:
    """Say a sentence on standard error; where that takes nothing the command goes on all the same.

    A log on a full disk changes neither what is done nor the exit code.
    """
    try:
        click.echo(told, err=True)
    except OSError:
        sink(sys.stderr)
