"""The column screen: the first rows under their headers, with the field of each column above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import dialogs, fields, folding, parts, record, theme
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.workers import intake_choices, intake_words
from gigdesk.gui.workers.intake_sheet import SheetTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.workers.intake_column import ColumnHead
    from gigdesk.gui.workers.intake_flow import Flow, Found

_ALL = ""
_ENCODINGS = {
    "utf-8": "intake_page.encoding.utf-8",
    "gb18030": "intake_page.encoding.gb18030",
    "big5": "intake_page.encoding.big5",
}
_LAST_HEADER = 100
_LOW_EM = 22
"""On a lower page the first rows need the room of a second line of words."""


class Columns(QtWidgets.QWidget):
    """Sheets, columns, the village for rows without one; Ctrl+Enter goes on."""

    def __init__(self, flow: Flow) -> None:
        """Show nothing before `show_found`."""
        super().__init__()
        self._flow = flow
        self.found: Found | None = None
        self._asked = False
        self.tables: list[SheetTable] = []
        self.note = parts.Note()
        self.summary = parts.label("", wrap=True)
        self.sheet = QtWidgets.QComboBox()
        self.sheet.setAccessibleName(i18n.text("intake_page.sheet"))
        self.sheet.view().setAccessibleName(self.sheet.accessibleName())
        self.sheet.activated.connect(self._other_sheet)
        self.header = QtWidgets.QSpinBox()
        self.header.setAccessibleName(i18n.text("intake_page.header_row"))
        self.header.setRange(0, _LAST_HEADER)
        self.header.setSpecialValueText(i18n.text("intake_page.no_header_row"))
        self.header.editingFinished.connect(self._other_header)
        self.header_label = parts.label(i18n.text("intake_page.header_row"), "muted")
        self.sheet_label = parts.label(i18n.text("intake_page.sheet"), "muted")
        self.encoding = QtWidgets.QComboBox()
        self.encoding.setAccessibleName(i18n.text("intake_page.encoding"))
        self.encoding.view().setAccessibleName(self.encoding.accessibleName())
        for name in imports.ENCODINGS:
            self.encoding.addItem(i18n.text(_ENCODINGS[name]), name)
        self.encoding.activated.connect(self._other_encoding)
        self.encoding_label = parts.label(i18n.text("intake_page.encoding"), "muted")
        self.tabs = QtWidgets.QTabBar()
        self.tabs.setAccessibleName(i18n.text("intake_page.layouts"))
        self._stack = QtWidgets.QStackedWidget()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.village = cast(
            "Any",
            fields.make(
                Field(
                    "village",
                    "intake_page.default_village",
                    Kind.LOOKUP,
                    find=intake_choices.places,
                ),
                flow.frame.tasks,
            ),
        )
        self.village.setPlaceholderText(i18n.text("intake_page.default_village_hint"))
        self.back = parts.button(i18n.text("intake_page.other_file"), "arrow-left", do=flow.begin)
        self.next = parts.button(
            i18n.text("intake_page.look"), "arrow-right", "primary", do=self.go_on
        )
        self._lay_out()
        record.on_key(self, "Ctrl+Return", self.go_on)
        record.on_key(self, "Esc", flow.begin)

    def _lay_out(self) -> None:
        self.village_label = parts.label(i18n.text("intake_page.default_village"), "muted")
        self.village_label.setBuddy(self.village)
        self.cap = parts.shortcut_words("Ctrl+Enter")
        self._top = top = parts.across(
            self.summary,
            self.encoding_label,
            self.encoding,
            self.header_label,
            self.header,
            self.sheet_label,
            self.sheet,
        )
        top.setStretch(0, 1)
        self._foot = (self.back, self.village_label, self.village, self.next, self.cap)
        foot = parts.across(self.back, None, *self._foot[1:])
        self._column = column = parts.down(self.note, gap=0.75)
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.setLayout(column)
        folding.Later(self, self._fit, high=True)

    def _fit(self) -> None:
        """Keep every word of the foot whole at this width.

        Leave out the key cap, then the label, whose words the field then hints at itself.
        """
        measures = theme.measures()
        self.village.setMinimumWidth(measures.em(10))
        widths = [max(each.sizeHint().width(), each.minimumWidth()) for each in self._foot]
        over = sum(widths) + measures.gap * len(widths) - self.width()
        self.cap.setVisible(over <= 0)
        roomy = over - widths[-1] <= 0
        self.village_label.setVisible(roomy)
        hint = "intake_page.default_village_hint" if roomy else "intake_page.default_village"
        self.village.setPlaceholderText(i18n.text(hint))
        words = self.village.fontMetrics().horizontalAdvance(i18n.text(hint))
        least = measures.em(10) if roomy else words + measures.control * 2
        self.village.setMinimumWidth(least)
        self._tell()

    def show_found(self, found: Found) -> None:
        """Show an opened file."""
        self.found, self._asked = found, False
        self._show_sheets(found)
        while self._stack.count():
            gone = self._stack.widget(0)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self.tables = [SheetTable(found, sheet) for sheet in found.opened.leading]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for table in self.tables:
            table.changed.connect(self._tell)
            self._stack.addWidget(table)
            self.tabs.addTab(table.sheet)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(self.tables) > 1)
        for table in self.tables:
            table.judge()
        self._tell()
        if self.tables:
            self._stack.setCurrentIndex(0)
            self.setFocusProxy(self.tables[0])

    def _show_sheets(self, found: Found) -> None:
        self.sheet.clear()
        taken = found.opened.sheets
        if len(found.sheets) > 1 and not found.by_hand:
            every = i18n.text("intake_page.all_sheets", count=len(taken) if not found.sheet else "")
            self.sheet.addItem(every, _ALL)
        for name in found.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(found.sheet or _ALL)))
        for widget in (self.sheet, self.sheet_label):
            widget.setVisible(len(found.sheets) > 1)
        for widget in (self.encoding, self.encoding_label):
            widget.setVisible(bool(found.opened.encoding) and not self._flow.pasted)
        self.encoding.setCurrentIndex(self.encoding.findData(found.opened.encoding))
        self.header.setVisible(found.by_hand)
        self.header_label.setVisible(found.by_hand)
        self.header.setValue(found.opened.header_row)

    def say(self, said: BaseException | str) -> None:
        """Say what happened to the last try, or what is to know of the file."""
        words, tone, found = "", "info", self.found
        if said:
            words = dialogs.words_of(said) if isinstance(said, BaseException) else said
            tone = "error" if isinstance(said, BaseException) else "info"
        elif found is not None and found.opened.doubtful:
            words, tone = (
                i18n.text("intake.error.encoding_doubt", name=found.opened.name),
                "warning",
            )
        elif found is not None and found.seen_before is not None:
            number = intake_words.import_number(found.seen_before)
            words = i18n.text("intake_page.seen_before", number=number)
        elif found is not None and found.opened.left_out:
            words = _left_out(found)
        self._note(words, tone)

    def _note(self, words: str, tone: str) -> None:
        self.note.setVisible(bool(words))
        self.note.say(words, tone)
        self._tell()

    def _tell(self) -> None:
        heads = [head for table in self.tables for head in table.heads]
        known = sum(intake_words.is_taken(head.field) for head in heads)
        low = self.height() < theme.measures().em(_LOW_EM)
        key = "intake_page.columns_brief" if low else "intake_page.columns_known"
        words = i18n.text(key, known=known, columns=len(heads))
        fields_there = {head.field for head in heads}
        if "doc_no" not in fields_there:
            words = i18n.text("intake_page.no_numbers")
        if "name" not in fields_there:
            words = i18n.text("intake_page.no_names")
        self.summary.setText(words)
        lacking = not {"doc_no", "name"} <= fields_there
        parts.tone(self.summary, "warning" if lacking else "")
        self._share(beside=low and not lacking and not self.note.isHidden())

    def _share(self, *, beside: bool) -> None:
        """Let the note stand above the count of columns, or in its place beside the sheets."""
        old, new = (self._column, self._top) if beside else (self._top, self._column)
        if old.indexOf(self.note) >= 0:
            old.removeWidget(self.note)
            new.insertWidget(0, self.note, int(beside))
        self.summary.setHidden(beside)

    def go_on(self) -> None:
        """Read all rows, unless a column must be mended first."""
        for at, table in enumerate(self.tables):
            wrong = table.judge()
            if wrong:
                self.tabs.setCurrentIndex(at)
                self._say_wrong(wrong)
                table.show_head(wrong[0])
                return
        found = self._flow.found
        if found is None or self._ask_unsure():
            return
        choices = self._flow.choices
        choices.by_sheet = {table.sheet: table.mapping() for table in self.tables}
        changed = intake_choices.corrected(found, choices.by_sheet)
        # Going on with an unclear sheet says that its columns are what they are shown as.
        changed |= {name for name in found.opened.unclear if name in choices.by_sheet}
        choices.corrected = changed
        choices.by_sheet = {name: choices.by_sheet[name] for name in changed}
        choices.units_fen = {k: v for table in self.tables for k, v in table.units_fen().items()}
        choices.village_id = self.village.value()
        choices.village = self.village.text() if choices.village_id else ""
        self._flow.look()

    def _say_wrong(self, wrong: Sequence[ColumnHead]) -> None:
        """Say which columns have to be mended before one can go on, and what each lacks."""
        joint = i18n.text("people.joint")
        units = [head.called for head in wrong if head.lacks_unit]
        said = [
            i18n.text("intake_page.column_wrong", column=head.called, why=head.said)
            for head in wrong
            if not head.lacks_unit
        ]
        if units:
            said.insert(0, i18n.text("intake_page.lacks_unit", columns=joint.join(units)))
        self._note("  ".join(said), "warning")

    def _ask_unsure(self) -> bool:
        """Show once which columns are only guessed; going on again, or changing one, answers."""
        unsure = [
            (at, head)
            for at, table in enumerate(self.tables)
            for head in table.heads
            if imports.is_unsure(head.column, head.field)
        ]
        chosen = any(
            head.field != head.column.field for table in self.tables for head in table.heads
        )
        by_hand = self.found is not None and self.found.by_hand
        if self._asked or not unsure or (by_hand and chosen):
            return False
        self._asked = True
        names = i18n.text("people.joint").join(head.called for _, head in unsure)
        self._note(i18n.text("intake_page.ask_columns", columns=names), "warning")
        at, first = unsure[0]
        self.tabs.setCurrentIndex(at)
        self.tables[at].show_head(first)
        return True

    def _other_header(self) -> None:
        found = self.found
        if found is not None and found.by_hand and self.header.value() != found.opened.header_row:
            self._flow.open_by_hand(found.sheet, self.header.value())

    def _other_encoding(self) -> None:
        self._flow.open_written(self.encoding.currentData())

    def _other_sheet(self) -> None:
        self._flow.open_sheet(self.sheet.currentData() or None)


def _left_out(found: Found) -> str:
    """Say which sheets are not taken: those that could be, else those that are no lists."""
    could = [name for name in found.sheets if name in found.opened.left_out]
    key = "intake_page.left_out" if could else "intake_page.no_lists"
    return i18n.text(key, names=i18n.text("people.joint").join(could or found.opened.left_out))
