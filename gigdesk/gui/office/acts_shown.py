"""Shows what one act changed: whose record, which field, what stood there before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.window import Window
    from gigdesk.gui.window.spec import Change

_PEOPLE = "workers"
_HEADINGS = ("settings.acts.field", "settings.acts.before", "settings.acts.after")
_WIDE = 38


def show(
    frame: Window,
    row: Mapping[str, Any],
    changes: Sequence[Change],
    count: int,
    *,
    undo: Callable[[], object] | None,
) -> dialogs.Dialog:
    """Open the dialog for the act in a row of the list, of whose changes the first are given.

    `undo` takes it back, where the user may and it can be.
    """
    dialog = dialogs.Dialog(frame, row["what"], wide=_WIDE)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    said = "  ".join(each for each in (row["when"], row["who"], row["detail"]) if each)
    dialog.body.addWidget(parts.label(said, "heading", wrap=True))
    if row["reason"]:
        words = i18n.text("settings.acts.because", reason=row["reason"])
        dialog.body.addWidget(parts.label(words, wrap=True))
    if changes:
        dialog.body.addLayout(_grid(changes))
    else:
        dialog.body.addWidget(parts.label(i18n.text("settings.acts.nothing"), "muted", wrap=True))
    _say_rest(dialog, changes, count)
    if row["why"]:
        dialog.body.addWidget(parts.label(row["why"], "muted", wrap=True))
    dialog.body.addStretch(1)
    _offer(dialog, frame, row, changes, undo)
    dialog.open()
    return dialog


def _grid(changes: Sequence[Change]) -> QtWidgets.QGridLayout:
    """Return a line for each field, under the name of whoever it belongs to."""
    grid = QtWidgets.QGridLayout()
    grid.setHorizontalSpacing(theme.measures().gap)
    for at, (key, share) in enumerate(zip(_HEADINGS, (2, 3, 3), strict=True)):
        grid.addWidget(parts.label(i18n.text(key), "muted"), 0, at)
        grid.setColumnStretch(at, share)
    who, line = "", 1
    for each in changes:
        if each.who != who:
            grid.addWidget(parts.label(each.who, "section"), line, 0, 1, len(_HEADINGS))
            who, line = each.who, line + 1
        for at, words in enumerate((each.what, each.before or "—", each.after or "—")):
            grid.addWidget(parts.label(words, wrap=True), line, at)
        line += 1
    return grid


def _say_rest(dialog: dialogs.Dialog, changes: Sequence[Change], count: int) -> None:
    """Say how much of a large act is not listed."""
    people = {each.who for each in changes}
    if changes and count > len(changes) and len(people) > 1:
        words = i18n.text("settings.acts.rest", count=f"{count:,}")
        dialog.body.addWidget(parts.label(words, "muted", wrap=True))


def _offer(
    dialog: dialogs.Dialog,
    frame: Window,
    row: Mapping[str, Any],
    changes: Sequence[Change],
    undo: Callable[[], object] | None,
) -> None:
    """Offer to open the one person it is about, to take it back, and to close."""
    people = {each.worker_id for each in changes if each.worker_id is not None}

    def then(do: Callable[[], object]) -> Callable[[], None]:
        def go() -> None:
            dialog.accept()
            do()

        return go

    if len(people) == 1:
        (worker_id,) = people
        opening = then(lambda: frame.open(_PEOPLE, worker_id))
        dialog.add_button(i18n.text("settings.acts.open"), opening, "user")
    if undo is not None and row["state"] == "undoable":
        dialog.add_button(i18n.text("settings.acts.undo"), then(undo), "arrow-back-up")
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary").setFocus()
