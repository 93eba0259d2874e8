"""Keeps a log without people's numbers and catches what nobody caught."""

from __future__ import annotations

import logging
import logging.handlers
import platform
import re
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6 import QtCore

import gigdesk
from gigdesk import config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LOG = logging.getLogger("gigdesk")
_DIGITS = re.compile(r"\d{7,}[Xx]?")
_LOG_BYTES = 1_000_000
_LEVELS = {
    QtCore.QtMsgType.QtDebugMsg: logging.DEBUG,
    QtCore.QtMsgType.QtInfoMsg: logging.INFO,
    QtCore.QtMsgType.QtWarningMsg: logging.WARNING,
    QtCore.QtMsgType.QtCriticalMsg: logging.ERROR,
    QtCore.QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def masked(words: str) -> str:
    """Return text whose long numbers (documents, phones, accounts) keep only their ends."""
    return _DIGITS.sub(lambda found: f"{found.group()[:2]}***{found.group()[-2:]}", words)


class _Masked(logging.Formatter):
    """Writes every line, tracebacks included, without people's numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line with its numbers masked."""
        return masked(super().format(record))


def log_path() -> Path:
    """Return the file of the log."""
    return config.config_dir() / "log" / "gigdesk.log"


def start_log() -> logging.Handler:
    """Begin to log into the configuration folder; where that fails, to standard error."""
    handler: logging.Handler
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            log_path(), maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_Masked("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    return handler


def details(error: BaseException) -> str:
    """Return what a developer needs to see of a failure, without people's numbers."""
    story = "".join(traceback.format_exception(error))
    head = (
        f"GigDesk {gigdesk.__version__} · Python {platform.python_version()} · "
        f"Qt {QtCore.qVersion()} · {platform.platform()}"
    )
    return masked(f"{head}\n\n{story}")


def _message(kind: QtCore.QtMsgType, _context: QtCore.QMessageLogContext, words: str) -> None:
    LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", words)


def install(show: Callable[[BaseException], object]) -> None:
    """Send what nobody caught, and what Qt complains of, to the log; `show` tells the user."""

    def caught(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        LOG.critical("uncaught", exc_info=error)
        show(error)

    sys.excepthook = caught
    QtCore.qInstallMessageHandler(_message)
