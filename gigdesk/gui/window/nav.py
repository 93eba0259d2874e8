"""The navigation on the left: icons with words, or narrow where the window is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window.spec import PageSpec

WIDE_EM = 8.5
_Style = QtCore.Qt.ToolButtonStyle
_WIDE = (("no", _Style.ToolButtonTextBesideIcon),)
# Words below the icons with some air, without any, and the icons alone.
_NARROW = (
    ("yes", _Style.ToolButtonTextUnderIcon),
    ("tight", _Style.ToolButtonTextUnderIcon),
    ("yes", _Style.ToolButtonIconOnly),
)


class Nav(QtWidgets.QFrame):
    """One button per page; `wanted(name)` asks the frame to open it."""

    wanted = QtCore.Signal(str)

    def __init__(self, pages: Sequence[PageSpec]) -> None:
        """Show a button for every page, in their order; the last ones stand at the foot."""
        super().__init__()
        parts.role(self, "nav")
        self.setAccessibleName(i18n.text("window.nav.name"))
        self.is_narrow = False
        self._buttons: dict[str, QtWidgets.QToolButton] = {}
        self._group = QtWidgets.QButtonGroup(self)
        self.brand = parts.label(i18n.text("window.nav.brand"), "title")
        column = parts.down(gap=0)
        head = parts.frame("brand", parts.down(self.brand), 0.75)
        column.addWidget(head)
        self._head = head
        for page in pages:
            if page.at_foot and not any(p.name in self._buttons for p in pages if p.at_foot):
                column.addStretch(1)
            column.addWidget(self._make(page, len(self._buttons) + 1))
        if not any(page.at_foot for page in pages):
            column.addStretch(1)
        self.fold = self._button(i18n.text("window.nav.narrow"), "layout-sidebar-left-collapse")
        column.addWidget(self.fold)
        self.setLayout(column)
        theme.follow(self, self.fit)

    def _make(self, page: PageSpec, number: int) -> QtWidgets.QToolButton:
        words = i18n.text(page.title)
        made = self._button(words, page.icon)
        made.setCheckable(True)
        made.setToolTip(f"{words}  Alt+{number}" if number <= 9 else words)  # noqa: PLR2004 -- the digit keys
        made.clicked.connect(lambda _on=False: self.wanted.emit(page.name))
        self._group.addButton(made)
        self._buttons[page.name] = made
        return made

    @staticmethod
    def _button(words: str, icon: str) -> QtWidgets.QToolButton:
        made = QtWidgets.QToolButton()
        made.setText(words)
        made.setAccessibleName(words)
        made.setIcon(icons.icon(icon, "on_nav_muted"))
        made.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        parts.role(made, "nav")
        return made

    def show_current(self, name: str) -> None:
        """Mark the page that is open."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons with small words below, or beside."""
        self.is_narrow = narrow
        self.fit()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Up and Down walk through the pages."""
        by = {QtCore.Qt.Key.Key_Down: True, QtCore.Qt.Key.Key_Up: False}.get(
            QtCore.Qt.Key(event.key())
        )
        if by is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(by)

    def fit(self) -> None:
        """Follow the letters, the width wanted, and the height there is."""
        measures = theme.measures()
        everything = [*self._buttons.values(), self.fold]
        side = measures.icon_large if self.is_narrow else measures.icon
        air = "" if self.is_narrow else f"{parts.AIR} "
        for button in everything:
            button.setText(f"{air}{button.accessibleName()}")
            button.setIconSize(QtCore.QSize(side, side))
            button.setSizePolicy(
                QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed
            )
        style = self._dress(everything)
        self._head.setVisible(not self.is_narrow)
        words = "window.nav.wide" if self.is_narrow else "window.nav.narrow"
        self.fold.setText(f"{air}{i18n.text(words)}")
        self.fold.setAccessibleName(i18n.text(words))
        self.fold.setToolTip(i18n.text(words))
        picture = "expand" if self.is_narrow else "collapse"
        self.fold.setIcon(icons.icon(f"layout-sidebar-left-{picture}", "on_nav_muted"))
        under = style == _Style.ToolButtonTextUnderIcon
        narrow = max(measures.em(4.2), self._longest(measures.small) + measures.gap if under else 0)
        self.setFixedWidth(narrow if self.is_narrow else self._wide())

    def _dress(self, everything: Sequence[QtWidgets.QToolButton]) -> _Style:
        """Give the buttons the first look that the height holds whole; return the last one tried.

        What they need they say themselves: a guess would cut the words of the last ones.
        """
        ways = _NARROW if self.is_narrow else _WIDE
        for narrow, style in ways:
            for button in everything:
                parts.role(button, "nav", narrow=narrow)
                button.setToolButtonStyle(style)
            if sum(button.sizeHint().height() for button in everything) <= max(self.height(), 1):
                break
        return style

    def _wide(self) -> int:
        """Return the width at which every name stands whole, also while it is the bold one."""
        measures = theme.measures()
        sides = measures.icon + measures.gap * 2 + measures.unit * 4
        return max(measures.em(WIDE_EM), self._longest(measures.letter) + sides)

    def _longest(self, letter: int) -> int:
        """Return the width of the longest name in bold letters of this height."""
        bold = QtGui.QFont(self.font())
        bold.setBold(True)
        bold.setPixelSize(letter)
        metrics = QtGui.QFontMetrics(bold)
        names = [each.accessibleName() for each in (*self._buttons.values(), self.fold)]
        return max(metrics.horizontalAdvance(each) for each in names)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Fit anew when the height has changed."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.fit()
