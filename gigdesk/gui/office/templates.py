"""The section of contract templates: the list, and the editor on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, table
from gigdesk.gui.office import editing
from gigdesk.gui.office.framing import Framed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window import Window

KINDS = {
    "service": "settings.templates.service",
    "labour": "settings.templates.labour",
    "overage": "settings.templates.overage",
    "parttime": "settings.templates.parttime",
    "work": "settings.templates.work",
    "shared": "settings.templates.shared",
}
STATES = {
    "active": ("settings.templates.active", "ok"),
    "replaced": ("settings.templates.replaced", "muted"),
}


def kind_words(kind: str) -> str:
    """Return a kind of contract in words; one that was typed by hand stays as it is."""
    return i18n.text(KINDS[kind]) if kind in KINDS else kind


def _state(row: table.Row) -> tuple[str, str]:
    return STATES.get(row["state"], STATES["active"])


def _same(one: table.Row, other: table.Row) -> bool:
    """Say whether two rows are versions of one template."""
    return (one["kind"], one["name"]) == (other["kind"], other["name"])


def _find(desk: Any, _query: table.Query) -> Sequence[table.Row]:
    return dispatch.list_templates(desk, all_versions=True)


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("name", "settings.templates.name", width=12, frozen=True),
        table.Column(
            "kind", "settings.templates.kind", width=9, show=lambda row: kind_words(row["kind"])
        ),
        table.Column("version", "settings.templates.version", kind="number", width=4),
        table.Column(
            "state",
            "settings.templates.state",
            kind="status",
            width=7,
            show=lambda row: i18n.text(_state(row)[0]),
            tone=lambda row: _state(row)[1],
        ),
    )


class TemplatesSection(Framed):
    """Enter opens a template; saving makes a new version, contracts made before keep theirs."""

    def __init__(self, frame: Window) -> None:
        """Show the list."""
        super().__init__(frame, "templates")
        text = i18n.text
        self.may_save = frame.may("office.new_template")
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(_find),
            _columns(),
            name=text("settings.templates.title"),
            view="templates",
            layouts=frame.layouts,
            searchable=False,
        )
        self.list.opened.connect(lambda _id: self.open())
        self.list.add_action(text("settings.templates.open"), "pencil", self.open)
        self._stack = QtWidgets.QStackedWidget()
        below = parts.down(self.list)
        hint = text("settings.templates.enter" if self.may_save else "settings.templates.read")
        below.addWidget(parts.label(hint, "hint", wrap=True))
        self._stack.addWidget(parts.panel(below, 0))
        self.column.addWidget(self._stack, 1)
        self.editor: editing.Editor | None = None
        self._made: tuple[int, str] | None = None
        self.list.loaded.connect(self._choose_made)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew; what is being edited stays."""
        self.list.refresh()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else the editor asks."""
        return self.editor is None or self.editor.may_leave()

    def open(self) -> None:
        """Open the template in the current row."""
        rows = self.list.table.selected_rows()
        # Between saving and the answer the list still calls the version before the newest.
        if rows and self._made is None:
            self.edit(rows[0])

    def edit(self, row: table.Row) -> None:
        """Open a version of a template in the editor."""
        self.close_editor()
        newest = max(
            (each["version"] for each in self._rows() if _same(each, row)),
            default=row["version"],
        )
        self.editor = editing.Editor(self.frame, row, newest=newest, may_save=self.may_save)
        self.editor.left.connect(self.close_editor)
        self.editor.saved.connect(self._saved)
        self._stack.addWidget(self.editor)
        self._stack.setCurrentWidget(self.editor)
        self.editor.setFocus()

    def close_editor(self) -> None:
        """Go back to the list."""
        if self.editor is not None:
            self._stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.list.table.setFocus()

    def _saved(self, version: int) -> None:
        self.frame.say(i18n.text("settings.templates.saved", version=version))
        if self.editor is not None:
            self._made = (version, self.editor.box.toPlainText())
        self.close_editor()
        self.refresh()

    def _choose_made(self) -> None:
        """Go on with the version just saved: the row before is an earlier one now."""
        for number, row in enumerate(self._rows()):
            if (row["version"], row["body"]) == self._made:
                self.list.table.select_row(number)
        self._made = None

    def _rows(self) -> Sequence[table.Row]:
        return self.list.model.seen(self.list.model.rowCount())
