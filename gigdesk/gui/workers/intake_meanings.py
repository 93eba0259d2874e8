"""Asks what the words of a file mean that no list has; what was chosen before stands there too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.domain import workers
from gigdesk.gui import dialogs, fields, parts
from gigdesk.gui.fields import Field, Kind, Option
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.workers.imports import Meaning

_MOST = 60
_NOTHING = ""


def summary(found: Sequence[Meaning]) -> str:
    """Return what there is to choose, or what was read by choice; nothing where neither is."""
    unknown = sum(one.code is None for one in found)
    key = "intake_page.words.unknown" if unknown else "intake_page.words.chosen"
    return i18n.text(key, count=f"{unknown or len(found):,}") if found else ""


class Meanings(dialogs.Dialog):
    """One line per word with the choices of its field; `picked` hands over what was changed."""

    def __init__(
        self,
        parent: QtWidgets.QWidget,
        found: Sequence[Meaning],
        picked: Callable[[Mapping[tuple[str, str], str | None]], object],
    ) -> None:
        """Show the words, those without a meaning first."""
        super().__init__(parent, i18n.text("intake_page.words.title"), wide=36)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picked = picked
        self._found = list(found[:_MOST])
        hint = i18n.text("intake_page.words.hint")
        self.body.addWidget(parts.label(hint, "muted", wrap=True))
        grid = QtWidgets.QGridLayout()
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self.pickers = [self._line(grid, at, one) for at, one in enumerate(self._found)]
        self.body.addLayout(grid)
        if len(found) > _MOST:
            more = i18n.text("intake_page.words.more", count=f"{len(found) - _MOST:,}")
            self.body.addWidget(parts.label(more, "small", wrap=True))
        self.add_button(i18n.text("window.button.cancel"), self.reject)
        look = i18n.text("intake_page.words.look")
        self.add_button(look, self._take, kind="primary")
        if self.pickers:
            self.pickers[0].target().setFocus()

    def _line(self, grid: QtWidgets.QGridLayout, at: int, one: Meaning) -> Any:
        """Add a word; return its picker."""
        field = words.field(one.field)
        said = i18n.text("intake_page.words.word", field=field, word=one.text)
        picker = cast(
            "Any",
            fields.make(Field("meaning", "intake_page.words.means", Kind.CHOICE, options=_of(one))),
        )
        picker.setAccessibleName(i18n.text("intake_page.words.choose", word=said))
        picker.set_value(one.code or _NOTHING)
        rows = i18n.text("intake_page.words.rows", count=f"{one.count:,}")
        if one.code is not None:
            key = "intake_page.words.before" if one.remembered else "intake_page.words.now"
            rows = i18n.text("people.joint").join((rows, i18n.text(key)))
        grid.addWidget(parts.label(said, wrap=True), at, 0)
        grid.addWidget(picker, at, 1)
        grid.addWidget(parts.label(rows, "muted", wrap=True), at, 2)
        return picker

    def chosen(self) -> dict[tuple[str, str], str | None]:
        """Return the words whose meaning was changed here; None takes a meaning away."""
        found = {}
        for one, picker in zip(self._found, self.pickers, strict=True):
            code = picker.value() or None
            if code != one.code:
                found[one.key] = code
        return found

    def _take(self) -> None:
        wrong = next((picker for picker in self.pickers if picker.problem()), None)
        if wrong is not None:
            wrong.target().setFocus()
            return
        chosen = self.chosen()
        self.accept()
        if chosen:
            self._picked(chosen)


def _of(one: Meaning) -> tuple[Option, ...]:
    """Return the choices for a word, first that it has none."""
    nothing = i18n.text("intake_page.words.nothing")
    code_set = workers.worker.BY_NAME[one.field].code_set or ""
    first = Option(_NOTHING, nothing, workers.pinyin.initials(nothing))
    return (first, *words.options(code_set))
