"""Shows what was ever entered for one day of one person: when, by whom, and from which sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n, stamps
from gigdesk.domain.attendance import Quantity, Weight
from gigdesk.gui import dialogs, parts, theme
from gigdesk.gui.attendance import ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADINGS = (
    "attendance_page.story.when",
    "attendance_page.story.who",
    "attendance_page.story.entered",
    "attendance_page.story.from",
    "attendance_page.reason",
)
_WIDE = 38


def show(
    parent: QtWidgets.QWidget, title: str, facts: Sequence[Mapping[str, Any]]
) -> dialogs.Dialog:
    """Open the dialog with the facts of a cell, oldest first; `title` names person and day."""
    dialog = dialogs.Dialog(parent, title, wide=_WIDE)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.body.addWidget(parts.label(title, "heading", wrap=True))
    if facts:
        dialog.body.addLayout(_grid(facts))
    else:
        said = i18n.text("attendance_page.story.nothing")
        dialog.body.addWidget(parts.label(said, "muted", wrap=True))
    dialog.body.addStretch(1)
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary").setFocus()
    dialog.open()
    return dialog


def _grid(facts: Sequence[Mapping[str, Any]]) -> QtWidgets.QGridLayout:
    grid = QtWidgets.QGridLayout()
    grid.setHorizontalSpacing(theme.measures().gap)
    for at, key in enumerate(_HEADINGS):
        grid.addWidget(parts.label(i18n.text(key), "muted"), 0, at)
        grid.setColumnStretch(at, 2)
    for line, fact in enumerate(facts, start=1):
        for at, words in enumerate(_words(fact)):
            grid.addWidget(parts.label(words, wrap=True), line, at)
    return grid


def _words(fact: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what each column says of a fact, in the order of the headings."""
    source = fact["source"] or ""
    if source and fact["source_row"]:
        place = {"file": source, "sheet": fact["source_sheet"] or "", "row": fact["source_row"]}
        source = i18n.text("attendance_page.story.row", **place)
    return (
        stamps.local_text(fact["at_ms"]) if fact["at_ms"] is not None else "",
        fact["staff_name"] or "",
        _entered(fact),
        source,
        fact["reason"] or "",
    )


def _entered(fact: Mapping[str, Any]) -> str:
    if fact["void"]:
        return i18n.text("attendance_page.story.undone")
    if "gross_grams" in fact:
        amounts = (fact["gross_grams"], fact["deducted_grams"], bool(fact["disputed"]))
        weight = Weight(*amounts, fact["weighed_at"])
        emptied = i18n.text("attendance_page.story.emptied")
        return emptied if weight.is_clear else ways.weight_tip(weight)
    value = Quantity(
        fact["quarters"],
        fact["mark"] or "",
        fact["overtime_minutes"],
        fact["minutes"],
        fact["overtime_kind"] or "",
        fact["times"] or "",
    )
    return i18n.text("attendance_page.story.emptied") if value.is_clear else ways.tip(value)
