"""One field with its label and what is said about it, and the sheet that lays fields out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, icons, parts, theme
from gigdesk.gui.fields import Field, Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.fields import Editor

TWO_COLUMNS_EM = 46
"""From this width on (in Chinese characters) a sheet has two columns."""

WIDEST_EM = 62
"""A sheet is never wider than this."""


class FieldBox(QtWidgets.QWidget):
    """Label, editor, and below it the message that belongs to it."""

    confirmed = QtCore.Signal()

    def hasHeightForWidth(self) -> bool:
        """Say no: a layout would keep the height of before a message came below the field."""
        return False

    def sizeHint(self) -> QtCore.QSize:
        """Return the height at the width there is: Qt would take that of the narrowest field."""
        hint, high = super().sizeHint(), self.heightForWidth(self.width())
        return QtCore.QSize(hint.width(), high if high > 0 else hint.height())

    def __init__(self, field: Field, editor: Editor, *, is_step: bool = False) -> None:
        """Show `editor` for `field`; in a step of several nothing is saved yet, one goes on."""
        super().__init__()
        self._is_step = is_step
        self.field = field
        self.editor = editor
        self.widget = cast("QtWidgets.QWidget", editor)
        self.findings: tuple[Finding, ...] = ()
        self.is_asked = True
        self.label = parts.label("" if field.kind is Kind.CHECK else _titled(field))
        self.label.setBuddy(editor.target())
        self.label.setAlignment(
            QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
        )
        parts.role(self.label, "field")
        self._icon = icons.Picture("alert-circle", "error")
        self._words = parts.label("", "hint", wrap=True)
        confirm = "window.form.confirm_step" if is_step else "window.form.confirm"
        self.confirm = QtWidgets.QCheckBox(i18n.text(confirm))
        self.confirm.toggled.connect(lambda _on: self.confirmed.emit())
        row = parts.across(self._icon, self._words, gap=0.5)
        row.setStretch(1, 1)
        row.setAlignment(self._icon, QtCore.Qt.AlignmentFlag.AlignTop)
        both = parts.down(gap=0)
        both.addLayout(row)
        both.addWidget(self.confirm)
        self._message = QtWidgets.QWidget()
        self._message.setLayout(both)
        self._message.hide()
        right = parts.down(self.widget, self._message, None, gap=0.25)
        whole = parts.across(self.label, gap=1)
        whole.addLayout(right, 1)
        whole.setAlignment(self.label, QtCore.Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        folding.Later(self, self._regrow, inner=True)

    def ask(self, *, asked: bool) -> None:
        """Say whether the field matters with what stands in others; else it stops nothing.

        What was typed stays for when it matters again.
        """
        self.is_asked = asked
        if not asked and self.findings:
            self.say([])

    def say(self, findings: Sequence[Finding]) -> None:
        """Show the gravest finding; confirmations given before stay with the same finding."""
        ranked = sorted(findings, key=lambda each: _GRAVITY.get(each.tone, 3))
        if self.findings and ranked and self.findings[0] != ranked[0]:
            self.confirm.setChecked(False)
        self.findings = tuple(ranked)
        tone = ranked[0].tone if ranked else ""
        parts.tone(self.widget, tone if tone in ("error", "warning") else "")
        self._message.setVisible(bool(ranked))
        if ranked:
            self._icon.show_icon(parts.TONES.get(tone, "info-circle"), tone)
            self._words.setText("\n".join(each.words for each in ranked))
            parts.tone(self._words, tone)
            self.confirm.setVisible(tone == "warning")
            self.confirm.setAccessibleName(f"{ranked[0].words} {self.confirm.text()}")
        else:
            self.confirm.setChecked(False)
        self.editor.target().setAccessibleDescription("\n".join(each.words for each in ranked))

    def hint(self, words: str) -> None:
        """Show a quiet word (such as "same as last time") where nothing graver stands."""
        if not self.findings:
            self._message.setVisible(bool(words))
            self._icon.show_icon("history", "muted")
            self._words.setText(words)
            parts.tone(self._words, "muted")
            self.confirm.setVisible(False)

    def hinted(self) -> int:
        """Return the width in logical pixels of a field that shows its whole hint."""
        measures, line = theme.measures(), self.editor.target()
        hint = line.placeholderText() if isinstance(line, QtWidgets.QLineEdit) else ""
        return line.fontMetrics().horizontalAdvance(hint) + measures.control + measures.gap

    @property
    def is_stopping(self) -> bool:
        """Say whether this field keeps the record from being saved."""
        tones = {each.tone for each in self.findings}
        return "error" in tones or ("warning" in tones and not self.confirm.isChecked())

    def stop_target(self) -> QtWidgets.QWidget:
        """Return where the keyboard has to go to get on: the field, or its confirmation.

        Of a password, and in a step, that is the field: whoever is told of a weak one types a
        better one, which the box would swallow unseen.
        """
        tones = {each.tone for each in self.findings}
        stays = self._is_step or self.field.kind is Kind.SECRET
        return self.editor.target() if stays or "error" in tones else self.confirm

    def _regrow(self) -> None:
        """Be as high as the wrapped words of label and message need."""
        # Beside a field of one line a label of two lines would be given the height of one.
        wrapped = folding.height_of(self.label, self.label.width())
        self.label.setMinimumHeight(max(theme.measures().control, wrapped))
        # A grid of several columns does not ask its cells again when wrapped words change.
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def _width_of(label: QtWidgets.QLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text()) + 1


def _titled(field: Field) -> str:
    title = i18n.text(field.title)
    return f"{title} *" if field.required else title


class Sheet(QtWidgets.QWidget):
    """Lays boxes and headings out in two columns, or in one where the width is small."""

    def __init__(self, things: Sequence[QtWidgets.QWidget]) -> None:
        """Lay out `things` in their order; what is no `FieldBox` takes the whole width."""
        super().__init__()
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        parts.role(self, "surface")
        self._things = list(things)
        self._columns = 0
        self._grid = QtWidgets.QGridLayout()
        self.setLayout(self._grid)
        self._arrange(1)
        theme.follow(self, self._fit)
        folding.Later(self, self._share)

    def _share(self) -> None:
        """Choose between one and two columns."""
        self._arrange(2 if self.width() >= theme.measures().em(TWO_COLUMNS_EM) else 1)
        self._keep_narrow()

    def roomy(self) -> int:
        """Return the width in logical pixels at which no hint is cut in two columns."""
        hinted = [box.hinted() for box in self._boxes() if not box.field.wide]
        half = self._labelled() + max(hinted, default=0) + theme.measures().pad
        return half * 2 + theme.measures().pad

    def _boxes(self) -> list[FieldBox]:
        return [each for each in self._things if isinstance(each, FieldBox)]

    def _labelled(self) -> int:
        """Return the width in logical pixels that the labels of all fields share."""
        # Of a label whose width is fixed the hint would never become smaller again.
        wide = max((_width_of(box.label) for box in self._boxes()), default=0)
        return min(wide, theme.measures().em(8))

    def _arrange(self, columns: int) -> None:
        """Lay everything out in so many columns."""
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        row = place = 0
        for thing in self._things:
            whole = not isinstance(thing, FieldBox) or thing.field.wide
            if whole and place:
                row, place = row + 1, 0
            self._grid.addWidget(thing, row, place, 1, columns if whole else 1)
            place += columns if whole else 1
            if place >= columns:
                row, place = row + 1, 0
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number in range(self._grid.rowCount()):
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(row + 1, 1)

    def _fit(self) -> None:
        measures = theme.measures()
        self._grid.setHorizontalSpacing(measures.pad)
        self._grid.setVerticalSpacing(measures.unit)
        self._keep_narrow()
        wide = self._labelled()
        for box in self._boxes():
            box.label.setFixedWidth(wide)
            box.label.setWordWrap(True)

    def _keep_narrow(self) -> None:
        """Leave the rest of a wide window free: long lines of short fields are hard to follow."""
        measures = theme.measures()
        free = max(0, self.width() - measures.em(WIDEST_EM))
        top = round(measures.pad * 0.75)
        self._grid.setContentsMargins(measures.pad, top, measures.pad + free, top)
