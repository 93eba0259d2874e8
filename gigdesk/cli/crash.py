"""A failure that has no name goes to the crash log, and the user gets one sentence."""

from __future__ import annotations

import re
import traceback

from gigdesk import config, errors, stamps

FILE_NAME = "crash.log"
_NUMBERS = re.compile(r"\d{6,}")


class Crash(errors.Bug):
    """A failure that nobody foresaw; its traceback stands in the crash log, numbers masked."""

    def __init__(self, failure: Exception, *, is_saved: bool) -> None:
        """Write the traceback down and name the file it is in; say whether something was saved."""
        path = config.config_dir() / FILE_NAME
        told = "".join(traceback.format_exception(failure))
        try:
            now = stamps.Clock().now().isoformat()
        except (ValueError, ArithmeticError):  # a clock of which no calendar has the day
            now = "-"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as log:
                log.write(f"{now}\n{_NUMBERS.sub('***', told)}\n")
        except OSError:
            path = path.with_name("-")
        code = "cli.error.bug_after" if is_saved else "errors.bug"
        super().__init__(code, file=str(path))
