"""What a look at a file found beside its counts: remarks, columns not read, sheets left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import dialogs, parts
from gigdesk.gui.workers import intake_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP = QtCore.Qt.AlignmentFlag.AlignTop


def summary(seen: imports.Preview) -> str:
    """Return in one line what was left out and how many sorts of remarks there are, or nothing."""
    opened = seen.reading.opened
    found = (
        ("intake_page.found.sheets", len(opened.left_out)),
        ("intake_page.found.columns", len(imports.unread(seen.reading))),
        ("intake_page.found.made", len(seen.made_places)),
        ("intake_page.found.remarks", len(seen.told.reasons) + len(seen.told.warnings)),
    )
    return i18n.text("people.joint").join(
        i18n.text(key, count=f"{many:,}") for key, many in found if many
    )


def show(parent: QtWidgets.QWidget, seen: imports.Preview) -> dialogs.Dialog:
    """Show all of it; returns the open dialog."""
    dialog = dialogs.Dialog(parent, i18n.text("intake_page.found.title"), wide=36)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    opened = seen.reading.opened
    _section(
        dialog,
        "intake_page.found.left_out",
        [(i18n.text(imports.ASIDE_WORDS[one.why], name=one.name), "") for one in opened.aside],
    )
    _section(
        dialog,
        "intake_page.found.places",
        [(words, "") for words in intake_words.places(seen.made_places)],
    )
    unread = imports.unread(seen.reading)
    sheets = len(opened.sheets) > 1
    _section(
        dialog,
        "intake_page.found.unread",
        [
            (intake_words.column_name(one, with_sheet=sheets), intake_words.certainty(one)[0])
            for one in unread
        ],
    )
    for title, told in (
        ("intake_page.found.reasons", seen.told.reasons),
        ("intake_page.found.warnings", seen.told.warnings),
    ):
        _section(dialog, title, [(_sentence(one), _rows(one)) for one in told])
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary")
    dialog.open()
    return dialog


def _sentence(told: imports.Told) -> str:
    words = intake_words.sentence(told.code, told.params)
    return i18n.text("intake.for_example", words=words) if told.varied else words


def _rows(told: imports.Told) -> str:
    """Return how many rows a remark has and the first of them."""
    first = i18n.text("people.joint").join(told.rows)
    more = told.count > len(told.rows)
    key = "intake_page.found.first_rows" if more else "intake_page.found.rows"
    return i18n.text(key, count=f"{told.count:,}", rows=first)


def _section(dialog: dialogs.Dialog, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """Add a heading with its lines; nothing where there are none."""
    if not lines:
        return
    dialog.body.addWidget(parts.label(i18n.text(title), "section", wrap=True))
    grid = QtWidgets.QGridLayout()
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for at, (what, more) in enumerate(lines):
        grid.addWidget(parts.label(what, wrap=True), at, 0, _TOP)
        grid.addWidget(parts.label(more, "muted", wrap=True), at, 1, _TOP)
    dialog.body.addLayout(grid)
