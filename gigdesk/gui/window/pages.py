"""The pages of the window, one in front; the keyboard never leaves a page that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = QtCore.Qt.FocusPolicy.TabFocus


class Pages(QtWidgets.QStackedWidget):
    """Keeps the keyboard on the page when what has it turns grey or goes out of sight.

    Qt would hand it to whatever comes next in the window: behind a page that is a notice, whose
    button takes back what was just done, or the navigation. Tab still leads there, when asked to.
    """

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Follow Tab; of what can no longer have the keyboard go on within its page."""
        held, page = self.window().focusWidget(), self.currentWidget()
        if held is None or _takes(held) or page is None or not _holds(page, held):
            return super().focusNextPrevChild(ahead)
        if page.isAncestorOf(next(_stops(held), held)):
            return super().focusNextPrevChild(ahead)
        _place(held, page).setFocus()
        return True

    def take_keyboard(self) -> None:
        """Give the keyboard back to the page in front, where it was there last."""
        page = self.currentWidget()
        if page is not None:
            last_used(page).setFocus()


def last_used(page: QtWidgets.QWidget) -> QtWidgets.QWidget:
    """Return what had the keyboard on a page when it was left, or the page."""
    kept = page.focusWidget()
    if kept is None or not (kept.isVisibleTo(page) and kept.isEnabledTo(page)):
        return page
    return kept


def _holds(page: QtWidgets.QWidget, held: QtWidgets.QWidget) -> bool:
    return page.isVisible() and page.isAncestorOf(held)


def _takes(widget: QtWidgets.QWidget) -> bool:
    return widget.isEnabled() and widget.isVisible()


def _stops(held: QtWidgets.QWidget) -> Iterator[QtWidgets.QWidget]:
    """Yield what takes the keyboard by Tab, from what comes behind `held` on."""
    each = held.nextInFocusChain()
    while each is not None and each is not held:
        # Whoever hands the keyboard on is no stop by itself.
        if _takes(each) and each.focusPolicy() & _TAB and each.focusProxy() is None:
            yield each
        each = each.nextInFocusChain()


def _place(held: QtWidgets.QWidget, page: QtWidgets.QWidget) -> QtWidgets.QWidget:
    """Return where one goes on: the main field of the nearest part, else the page's first stop."""
    around = held.parentWidget()
    while around is not None and around is not page.parentWidget():
        main = around.focusProxy()
        if main is not None and main is not held and _takes(main):
            return around
        around = around.parentWidget()
    return next((each for each in _stops(held) if page.isAncestorOf(each)), page)
