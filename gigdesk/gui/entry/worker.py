"""Runs the few slow things before there is a desk: opening, making, restoring one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from gigdesk.gui import tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtCore


class _NoDesk:
    """Stands where later the desk will be."""

    def reader(self) -> Self:
        """Return itself: there is nothing to read."""
        return self

    def writer(self) -> Self:
        """Return itself: there is nothing to write."""
        return self

    def close(self) -> None:
        """Do nothing: nothing is open."""


class Before:
    """The runner of the time before a desk is open; one job at a time, in the background."""

    def __init__(self, report: Callable[[BaseException], object]) -> None:
        """Hand what nobody takes to `report`."""
        self.tasks: tasks.Tasks[Any] = tasks.Tasks(_NoDesk(), report)

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        *,
        owner: QtCore.QObject,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Run `work` and bring its answer to `then`."""
        self.tasks.do(lambda _desk, _progress: work(), then, owner=owner, failed=failed)

    def stop(self) -> None:
        """End the thread."""
        self.tasks.stop()
