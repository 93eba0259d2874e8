"""The page of settings: its sections on the left, the chosen one on the right."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, icons, parts, theme, window
from gigdesk.gui.office import (
    acts,
    holidays,
    look,
    places,
    rules,
    safety,
    sections,
    staff,
    station,
    templates,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.window import Window

WIDE_EM = 11
_NAME = QtCore.Qt.ItemDataRole.UserRole
_MAKERS: dict[str, Callable[[Any], QtWidgets.QWidget]] = {
    "station": station.StationSection,
    "staff": staff.StaffSection,
    "rules": rules.RulesSection,
    "holidays": holidays.HolidaysSection,
    "places": places.PlacesSection,
    "templates": templates.TemplatesSection,
    "safety": safety.SafetySection,
    "verify": verify.VerifySection,
    "acts": acts.ActsSection,
    "look": look.LookSection,
}


class SettingsPage(QtWidgets.QWidget):
    """Opens a section by its name; each is built when it is first chosen."""

    def __init__(self, frame: Window) -> None:
        """Offer what the user's role reaches."""
        super().__init__()
        self._frame = frame
        self._built: dict[str, QtWidgets.QWidget] = {}
        self._offered = [each for each in sections.SECTIONS if not each.act or frame.may(each.act)]
        self._current = ""
        self.list = QtWidgets.QListWidget()
        parts.role(self.list, "sections")
        self.list.setAccessibleName(i18n.text("settings.name"))
        self.list.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in self._offered:
            item = QtWidgets.QListWidgetItem(
                icons.icon(each.icon, "muted"), each.words(), self.list
            )
            item.setData(_NAME, each.name)
        self._stack = QtWidgets.QStackedWidget()
        row = parts.across(self.list, self._stack, gap=0)
        row.setStretch(1, 1)
        self.setLayout(row)
        self.setFocusProxy(self.list)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._chosen)
        folding.Later(self, self._fit)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let Enter and Right lead from the list into the section."""
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            keys = QtCore.Qt.Key
            if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Right):
                self._stack.currentWidget().setFocus()
                return True
        return super().eventFilter(watched, event)

    def open_record(self, name: str) -> None:
        """Show the section of that name; after a point stands what takes the keyboard in it."""
        name, _, part = name.partition(".")
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)
                shown = self.section()
                (shown.part(part) if part else shown).setFocus()

    def refresh(self) -> None:
        """Let the section in sight ask anew."""
        self.section().refresh()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else the section asks."""
        return bool(self.section().may_leave())

    def section(self) -> Any:
        """Return the section in sight."""
        return self._built[self._current]

    def _chosen(self, row: int) -> None:
        name = self._offered[row].name if row >= 0 else ""
        if not name or name == self._current:
            return
        if self._current and not self.may_leave():
            back = next(n for n, each in enumerate(self._offered) if each.name == self._current)
            # The list is still moving when it says so.
            QtCore.QTimer.singleShot(0, self.list, lambda: self.list.setCurrentRow(back))
            return
        self._current = name
        if name not in self._built:
            made = self._built[name] = _MAKERS[name](self._frame)
            self._stack.addWidget(made)
            follow_on(self.list, made)
        else:
            self.refresh()
        self._stack.setCurrentWidget(self._built[name])

    def _fit(self) -> None:
        measures = theme.measures()
        self.list.setIconSize(QtCore.QSize(measures.icon, measures.icon))
        needed = self.list.sizeHintForColumn(0) + self.list.verticalScrollBar().sizeHint().width()
        self.list.setFixedWidth(min(needed + measures.gap, measures.em(WIDE_EM)))


def follow_on(before: QtWidgets.QWidget, section: QtWidgets.QWidget) -> None:
    """Let Tab lead from the list into a section that was built later than the rest."""
    inside = [before]
    each = section.nextInFocusChain()
    while each is not None and each is not section:
        if section.isAncestorOf(each) and each.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            inside.append(each)
        each = each.nextInFocusChain()
    for first, second in itertools.pairwise(inside):
        QtWidgets.QWidget.setTabOrder(first, second)


def spec() -> window.PageSpec:
    """Return the page for the navigation."""
    return window.PageSpec("settings", "settings", "settings.page", SettingsPage, at_foot=True)
