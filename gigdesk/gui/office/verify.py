"""The section that proves the desk: history, capture and file, with the result in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.gui import parts
from gigdesk.gui.office.framing import Framed

if TYPE_CHECKING:
    from gigdesk.gui.window import Window


class VerifySection(Framed):
    """One button; what it finds stands below and can be copied."""

    def __init__(self, frame: Window) -> None:
        """Offer the proof to those who may."""
        super().__init__(frame, "verify")
        text = i18n.text
        self.go = parts.button(text("settings.verify.go"), "shield-check", "primary", do=self.prove)
        self.go.setEnabled(frame.may("office.verify"))
        self.mend = parts.button(text("settings.verify.rebuild"), "refresh", do=self.rebuild)
        self.mend.hide()
        self._had_keys = False
        self.result = parts.Note("", "info")
        self.result.hide()
        self.facts = parts.label("", "muted", wrap=True)
        self.found = QtWidgets.QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setAccessibleName(text("settings.verify.found"))
        self.found.hide()
        self.column.addLayout(parts.across(self.go, self.mend, None))
        for widget in (self.result, self.facts, self.found):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.setFocusProxy(self.go)

    def prove(self) -> None:
        """Recompute everything in the background; the keyboard comes back to the button."""
        self._had_keys = self.go.hasFocus()
        self.go.setEnabled(False)
        self.result.say(i18n.text("settings.verify.running"), "info")
        self.result.show()
        self.frame.tasks.prepare(
            lambda desk, _progress: office.safety.verify(desk),
            self._show,
            owner=self,
            title=i18n.text("settings.verify.title"),
            failed=self._failed,
        )

    def rebuild(self) -> None:
        """Make anew what the proof found wrong and can be worked out from what was entered."""
        self.frame.tasks.do(
            lambda desk, _progress: office.safety.rebuild(desk),
            self._rebuilt,
            owner=self,
            title=i18n.text("settings.verify.rebuild"),
            slot="rebuild",
        )

    def _rebuilt(self, _made: object) -> None:
        self.frame.say(i18n.text("settings.verify.rebuilt"))
        self.mend.hide()
        self.go.setFocus()
        self.prove()

    def _ready(self) -> None:
        """Let it be asked again; meanwhile the keyboard may have gone wherever Qt sent it."""
        self.go.setEnabled(True)
        if self._had_keys and self.isVisible():
            self.go.setFocus()

    def _failed(self, _error: BaseException) -> bool:
        self._ready()
        self.result.hide()
        return False

    def _show(self, report: Any) -> None:
        text = i18n.text
        self._ready()
        if report.sound:
            self.result.say(text("verify.sound", ops=report.ops, rows=report.rows), "ok")
        else:
            self.result.say(text("verify.unsound", count=len(report.findings)), "error")
        lines = [text(code, **params) for code, params in report.findings]
        self.found.setAccessibleName(
            text("settings.verify.found" if lines else "settings.verify.remarks")
        )
        if report.remarks:
            lines += [text("settings.verify.remarks")] if lines else []
            lines += [text(code, **params) for code, params in report.remarks]
        self.found.setPlainText("\n".join(lines))
        self.found.setVisible(bool(lines))
        said = text("settings.verify.chain", chain=report.chain[:16])
        if report.erased:
            said += "  " + text("verify.erased", count=report.erased)
        if report.in_doubt:
            said += "  " + text("settings.verify.in_doubt", count=report.in_doubt)
        can_mend = any(code in office.safety.REBUILT for code, _ in report.findings)
        can_mend = can_mend and self.frame.may("office.rebuild")
        self.mend.setVisible(can_mend)
        if can_mend:
            said += "\n" + text("settings.verify.rebuild_hint")
        self.facts.setText(said)
