"""One column of a file on the column screen: its header, the field it goes to, how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import fields, folding, icons, parts, theme
from gigdesk.gui.fields import Field, Kind, Option
from gigdesk.gui.workers import intake_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.workers.imports import Amounts, ColumnChoice

YUAN_FEN, TEN_THOUSAND_YUAN_FEN = 100, 1_000_000
WIDE_EM, WIDEST_EM = 9.5, 15
_LINES, _HIGH = 2, 1.5
"""Room for what is said below a column is kept free: no row is to move when something is wrong."""


class ColumnHead(QtWidgets.QFrame):
    """Header, field and certainty of one column; `changed` fires when it is sent elsewhere."""

    changed = QtCore.Signal()

    def __init__(self, column: ColumnChoice, options: Sequence[Option], amounts: Amounts) -> None:
        """Show the proposal."""
        super().__init__()
        self._amounts = amounts
        self.column = column
        self._header = column.header or i18n.text(
            "intake_page.column_number", number=column.index + 1
        )
        self.title = parts.label(self._header, "heading", wrap=True)
        self.picker = _picker("intake_page.goes_to", self._header, options)
        self.picker.set_value(column.field or intake_words.NOT_READ)
        self.picker.edited.connect(self._edited)
        self._icon = icons.Picture("circle-check", "ok", size=1)
        self._words = parts.label("", "small")
        self._said = self._wrong = ""
        self._is_low = False
        sure = parts.across(self._icon, self._words, gap=0.5)
        sure.setStretch(1, 1)
        sure.setAlignment(self._icon, QtCore.Qt.AlignmentFlag.AlignTop)
        self._sure = QtWidgets.QWidget()
        self._sure.setLayout(sure)
        self.unit = _picker(
            "intake_page.unit",
            self._header,
            (
                Option(YUAN_FEN, i18n.text("intake_page.yuan"), ("yuan", "y")),
                Option(
                    TEN_THOUSAND_YUAN_FEN,
                    i18n.text("intake_page.ten_thousand"),
                    ("wanyuan", "wy", "w"),
                ),
            ),
        )
        self.unit.setPlaceholderText(i18n.text("intake_page.unit_hint"))
        self.unit.edited.connect(self._edited)
        column_box = parts.down(None, self.title, gap=0.5)
        self._held = QtWidgets.QWidget()
        self._held.setLayout(parts.down(cast("QtWidgets.QWidget", self.picker), gap=0))
        column_box.addWidget(self._held)
        below = parts.down(self._sure, cast("QtWidgets.QWidget", self.unit), None, gap=0)
        self._below = QtWidgets.QWidget()
        self._below.setLayout(below)
        column_box.addWidget(self._below)
        self.setLayout(column_box)
        theme.follow(self, self._fit)
        self.say("")

    @property
    def called(self) -> str:
        """Return the header in whole."""
        return self._header

    def set_low(self, *, low: bool) -> None:
        """Say the header in one line where the height is needed for rows."""
        if low != self._is_low:
            self._is_low = low
            self._fold()

    @property
    def field(self) -> str | None:
        """Return the field the column goes to; None where it is not read."""
        value = self.picker.value()
        return None if value in (None, intake_words.NOT_READ) else str(value)

    @property
    def unit_fen(self) -> int | None:
        """Return what the figures count, where that had to be asked and was answered."""
        value = self.unit.value()
        return int(value) if self.asks_unit and value else None

    @property
    def asks_unit(self) -> bool:
        """Say whether the user must say what the figures count."""
        return self._amounts.ask(self.column.sheet, self.column.index, self.field)

    @property
    def lacks_unit(self) -> bool:
        """Say whether what the figures count is still to be said, and nothing else is wrong."""
        return not self._wrong and self.asks_unit and self.unit_fen is None

    @property
    def is_settled(self) -> bool:
        """Say whether nothing is missing here."""
        return not self.picker.problem() and (not self.asks_unit or self.unit_fen is not None)

    @property
    def said(self) -> str:
        """Return what is said of the column, in whole."""
        return self._said

    def say(self, wrong: str) -> None:
        """Show what is wrong, else how sure the proposal is."""
        said, tone = intake_words.certainty(self.column)
        if self.field != self.column.field:
            said, tone = i18n.text("intake_page.sure.by_hand"), "ok"
        if self.asks_unit and self.unit_fen is None:
            said, tone = i18n.text("intake_page.ask_unit"), "warning"
        if wrong:
            said, tone = wrong, "error"
        self._icon.show_icon(parts.TONES[tone], tone)
        self._said, self._wrong = said, wrong
        parts.tone(self._words, tone)
        self._fold()
        unit = cast("QtWidgets.QWidget", self.unit)
        # The question takes the place of the certainty, so that the rows below stay in sight.
        unit.setVisible(self.asks_unit and not wrong)
        self._sure.setVisible(not self.asks_unit or bool(wrong))
        parts.tone(unit, "warning" if self.asks_unit and self.unit_fen is None else "")
        parts.tone(cast("QtWidgets.QWidget", self.picker), "error" if wrong else "")
        self.picker.target().setAccessibleDescription(said)

    def _edited(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Be as wide as the names of header and field need, within reason."""
        measures = theme.measures()
        words = max(
            self.title.fontMetrics().horizontalAdvance(self._header),
            self.picker.fontMetrics().horizontalAdvance(self.picker.text()),
        )
        wide = words + measures.control + measures.gap * 2
        self.setFixedWidth(min(max(wide, measures.em(WIDE_EM)), measures.em(WIDEST_EM)))
        # The line around what is wrong is thicker.
        self._held.setFixedHeight(measures.control + 4)
        lines = round(measures.small * _HIGH) * _LINES
        self._below.setFixedHeight(max(lines, measures.control) + measures.unit)
        self._fold()

    def _fold(self) -> None:
        """Say it in the lines there are; the whole stands in the tip."""
        measures, title, header = theme.measures(), self.title, self._header
        one = folding.folded(header, title.font(), self.width(), most=1)[0]
        title.setText(one if self._is_low else header)
        title.setToolTip("" if title.text() == header else header)
        title.setAccessibleName(header)
        room = self.width() - measures.icon - measures.gap * 2
        lines = folding.folded(self._said, self._words.font(), max(1, room), most=_LINES)
        self._words.setText("\n".join(lines))
        self._words.setToolTip(self._said)
        self._words.setAccessibleName(self._said)


def _picker(title: str, header: str, options: Sequence[Option]) -> Any:
    made = fields.make(Field("column", title, Kind.CHOICE, options=options))
    cast("QtWidgets.QWidget", made).setAccessibleName(
        i18n.text("intake_page.of_column", what=i18n.text(title), column=header)
    )
    return made
