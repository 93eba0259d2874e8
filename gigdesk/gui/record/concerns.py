"""What is to be known of an employer before people go: the gravest of it in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.domain.workers import findings
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.record import asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.domain.workers.findings import Finding


ROOM_EM = 34
"""A page lower than this (in Chinese characters) has no room for warnings above its list."""


def concern_lines(found: Sequence[Finding]) -> str:
    """Return what has to be told, a line each; mere information is left out."""
    kept = [one for one in found if one.level != findings.INFORMATION]
    return "\n".join(asking.words_of(one) for one in kept)


class Concerns(QtWidgets.QFrame):
    """The gravest in a sentence and how much more there is; tip and reader say all of it."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        parts.role(self, "note", tone="warning")
        self._icon = icons.Picture(parts.TONES["warning"], "warning")
        self.words = parts.label("", wrap=True)
        row = parts.across(self._icon, self.words, gap=0.5)
        row.setStretch(1, 1)
        self.setLayout(row)
        parts.pad(self, 0.5, 0.15)
        self._is_grave = self._is_low = False
        self.hide()

    def say(self, found: Sequence[Finding]) -> None:
        """Show what is worth telling of these."""
        told = concern_lines(found)
        first, _, more = told.partition("\n")
        if more:
            first += i18n.text("record.more_concerns", count=more.count("\n") + 1)
        tone = "error" if found and found[0].level == findings.ERROR else "warning"
        self._icon.show_icon(parts.TONES[tone], tone)
        parts.tone(self, tone)
        self.words.setText(first)
        self.setToolTip(told)
        self.setAccessibleName(told)
        self._is_grave = tone == "error"
        self._fit()

    def spare(self, height: int) -> None:
        """Leave a mere warning out on a page so low (logical pixels): it is told again later."""
        self._is_low = height < theme.measures().em(ROOM_EM)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self.accessibleName()) and (self._is_grave or not self._is_low))
