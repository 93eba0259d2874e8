"""The dry run: what would become of every row, each count with its rows, nothing written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import dialogs, folding, parts, record, table, theme
from gigdesk.gui.workers import intake_found, intake_meanings, intake_words
from gigdesk.gui.workers.intake_flow import Step
from gigdesk.gui.workers.intake_line import LineView
from gigdesk.gui.workers.intake_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.workers.intake_flow import Flow

_FIRST = ("undecided", "rejected", "updated", "new", "unchanged")


class PreviewRows:
    """The rows behind one count, classed again page by page as they are looked at."""

    def __init__(self) -> None:
        """Hold no dry run yet."""
        self.seen: imports.Preview | None = None
        self.kind = "new"

    def count(self, _desk: Any, _query: table.Query) -> int:
        """Return how many rows the count has."""
        return len(self.seen.places[self.kind]) if self.seen else 0

    def page(self, desk: Any, _query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return one page of them, masked."""
        if self.seen is None:
            return []
        return imports.lines_of(desk, self.seen, self.kind, start, limit)


def columns() -> tuple[table.Column, ...]:
    """Return the columns that tell the rows of a file."""
    return (
        table.Column("where", "intake_page.column.where", width=4.5, sortable=False, frozen=True),
        table.Column("name", "intake_page.column.name", width=4.5, sortable=False, frozen=True),
        table.Column("number", "intake_page.column.number", width=10.2, sortable=False),
        table.Column("village", "intake_page.column.village", width=7, sortable=False),
        table.Column(
            "gist", "intake_page.column.gist", width=16, sortable=False, show=intake_words.gist
        ),
    )


class Preview(QtWidgets.QWidget):
    """Five counts that add up, the rows behind them, and the button that takes it all in."""

    def __init__(self, flow: Flow) -> None:
        """Show nothing before `show_seen`."""
        super().__init__()
        self._flow = flow
        self._rows = PreviewRows()
        self.note = parts.Note()
        self._tiles = record.Tiles(
            [(kind, i18n.text(title), icon) for kind, (title, icon, _) in KINDS.items()]
        )
        self.tiles = self._tiles.tiles
        for kind, tile in self.tiles.items():
            tile.setToolTip(i18n.text(intake_words.MEANINGS[kind]))
        self._tiles.chosen.connect(self.show_kind)
        self.sum = parts.label("", wrap=True)
        self.account = parts.button(
            i18n.text("intake_page.account"), "list-check", "link", do=self.show_account
        )
        self.found = parts.button("", "alert-triangle", "link", do=self.show_found)
        self.words = parts.button("", "help-circle", "link", do=self.ask_words)
        self.list = table.Listing(
            flow.frame.tasks,
            self._rows,
            columns(),
            name=i18n.text("intake_page.rows"),
            view="intake_preview",
            layouts=flow.frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("intake_page.no_rows"), "", "check"),
        )
        self.line = LineView()
        self.back = parts.button(
            i18n.text("intake_page.back_to_columns"), "arrow-left", do=self.go_back
        )
        self.take = parts.button("", "file-import", "primary", do=flow.take_in)
        self.give_back = parts.button(i18n.text("intake_page.leave"), "x", do=flow.begin)
        self._lay_out()
        self.list.current_changed.connect(lambda _id: self._show_current())
        self.list.opened.connect(lambda _id: self._show_current())
        self.list.loaded.connect(self._show_first)
        record.on_key(self, "Ctrl+Return", flow.take_in)
        record.on_key(self, "Esc", self.go_back)
        self.setFocusProxy(self.list.table)

    def _lay_out(self) -> None:
        said = parts.across(self.sum, self.words, self.found, self.account)
        said.setStretch(0, 1)
        self._split = QtWidgets.QSplitter(QtCore.Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.line)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self.cap = parts.shortcut_words("Ctrl+Enter")
        foot = parts.across(self.back, self.give_back, None, self.take, self.cap)
        column = parts.down(self.note, gap=0.75)
        column.addWidget(self._tiles)
        column.addLayout(said)
        column.addWidget(self._split, 1)
        column.addLayout(foot)
        self.setLayout(column)
        # On a low page the rows get the room of what the tiles and the account say as well, and of
        # the row that holds nothing but the choice of columns, which the menu of the rows offers.
        row = self.list.search.parentWidget()
        folded = (self.sum, self.list.count, *([row] if row is not None else []))
        record.Folding(self, self._tiles, *folded)
        self._fitting = folding.Later(self, self._fit, inner=True)

    def _fit(self) -> None:
        """Keep the tiles as high as their words."""
        # A style sheet lets tiles shrink to nothing; a list asks for its empty state's room.
        self._tiles.setFixedHeight(self.tiles["new"].sizeHint().height())
        self.list.setMinimumHeight(theme.measures().em(4.5))
        buttons = (self.back, self.give_back, self.take, self.cap)
        needed = sum(each.sizeHint().width() + theme.measures().gap for each in buttons)
        self.cap.setVisible(needed <= self.width())
        self.line.setMinimumWidth(theme.measures().em(18.5))

    def show_seen(self, seen: imports.Preview, said: BaseException | str) -> None:
        """Show a dry run, beginning with what needs somebody."""
        self._rows.seen = seen
        for kind, tile in self.tiles.items():
            many = len(seen.places[kind])
            tone = KINDS[kind][2]
            short = i18n.text(intake_words.SHORT[kind])
            tile.show_number(f"{many:,}", short, tone if many else "muted")
            tile.setEnabled(bool(many))
        self.sum.setText(self._sum(seen))
        for button, said_of in (
            (self.found, intake_found.summary(seen)),
            (self.words, intake_meanings.summary(seen.reading.meanings)),
        ):
            button.setText(f"{parts.AIR}{said_of}")
            button.setAccessibleName(said_of)
            button.setVisible(bool(said_of))
        first = next((kind for kind in _FIRST if seen.counts[kind]), "new")
        self.show_kind(first)
        self.setFocusProxy(self.tiles[first])
        self._say(seen, said)
        words = i18n.text("intake_page.take", count=f"{seen.writes:,}")
        if not seen.writes:
            words = i18n.text("intake_page.take_none")
        self.take.setText(f"{parts.AIR}{words}")
        self.take.setAccessibleName(words)
        self.take.setEnabled(bool(seen.rows))
        self._fitting.again()

    def show_kind(self, kind: str) -> None:
        """Show the rows behind a count."""
        self._rows.kind = kind
        self.tiles[kind].setChecked(True)
        self.line.show_nothing(i18n.text(intake_words.MEANINGS[kind]))
        self.list.show_query(table.Query(extra={"kind": kind}))

    def show_account(self) -> None:
        """Open the account of all rows: five classes and what was skipped add up to the file."""
        seen = self._rows.seen
        if seen is not None:
            show_account(self.window(), seen.counts, seen.skipped)

    def show_found(self) -> None:
        """Open what was found beside the counts: remarks, columns not read, sheets left out."""
        if self._rows.seen is not None:
            intake_found.show(self.window(), self._rows.seen)

    def ask_words(self) -> intake_meanings.Meanings | None:
        """Ask what words mean that no list has; all rows are looked at again after a choice."""
        seen = self._rows.seen
        if seen is None:
            return None
        found = seen.reading.meanings
        dialog = intake_meanings.Meanings(self.window(), found, self._choose_words)
        dialog.open()
        return dialog

    def _choose_words(self, chosen: Mapping[tuple[str, str], str | None]) -> None:
        """Look again with words read as was chosen; remembered once the file is imported."""
        self._flow.choices.words |= chosen
        self._flow.look()

    def go_back(self) -> None:
        """Go back to the columns; a chain list has none and goes back to the start."""
        found = self._flow.found
        if found is not None and found.opened.chain:
            self._flow.begin()
        else:
            self._flow.go(Step.COLUMNS)

    @staticmethod
    def _sum(seen: imports.Preview) -> str:
        words = intake_words.accounts(seen.counts)
        if seen.skipped:
            many = f"{sum(seen.skipped.values()):,}"
            read = seen.reading
            reasons = intake_words.skipped(seen.skipped, read.sample_places, read.staying_places)
            words += i18n.text("intake_page.and_skipped", count=many, reasons=reasons)
        return words

    def _say(self, seen: imports.Preview, said: BaseException | str) -> None:
        words, tone = "", "info"
        if said:
            words = dialogs.words_of(said) if isinstance(said, BaseException) else said
            tone = "warning"
        elif seen.seen_before is not None and seen.reading.opened.chain:
            # Of a table the columns screen has said so already.
            number = intake_words.import_number(seen.seen_before)
            words = i18n.text("intake_page.seen_before", number=number)
        self.note.setVisible(bool(words))
        self.note.say(words, tone)

    def _show_first(self) -> None:
        if not self.list.table.currentIndex().isValid():
            self.list.table.select_row(0)
        self._show_current()

    def _show_current(self) -> None:
        index = self.list.table.currentIndex()
        line = self.list.model.row(index.row()) if index.isValid() else None
        if line is not None:
            self.line.show_line(line)


def show_account(
    parent: QtWidgets.QWidget, counts: dict[str, int], skipped: dict[str, int]
) -> dialogs.Dialog:
    """Show how every row of a file is accounted for; returns the open dialog."""
    dialog = dialogs.Dialog(parent, i18n.text("intake_page.account"), wide=24)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    grid = QtWidgets.QGridLayout()
    grid.setColumnStretch(0, 1)
    rows = [(i18n.text(KINDS[kind][0]), counts[kind]) for kind in imports.KINDS]
    people = sum(counts[kind] for kind in imports.KINDS)
    lines: list[tuple[str, int, str]] = [(name, many, "") for name, many in rows]
    lines.append((i18n.text("intake_page.people_rows"), people, "heading"))
    lines += [
        (i18n.text(intake_words.SKIPS[name]), many, "muted") for name, many in skipped.items()
    ]
    total = people + sum(skipped.values())
    lines.append((i18n.text("intake_page.file_rows"), total, "heading"))
    right = QtCore.Qt.AlignmentFlag.AlignRight
    for at, (name, many, role) in enumerate(lines):
        grid.addWidget(parts.label(name, role), at, 0)
        grid.addWidget(parts.label(f"{many:,}", role), at, 1, right)
    dialog.body.addLayout(grid)
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary")
    dialog.open()
    return dialog
