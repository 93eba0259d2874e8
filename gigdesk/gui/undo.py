"""Undoing: what was done last, or one of the acts in the list; it says what before it does."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.tasks import Progress, Tasks
    from gigdesk.gui.window.spec import Hooks, Undoable

_STACK = "undo_stack"
MOST_EM = 60
"""So wide the list of acts may be, if the window is; the rest of a longer line is cut."""
BESIDE_EM = 6
"""What the picture and the edges of a line take of that."""


def pace_of(progress: Progress) -> office.undo.Pace:
    """Return how a long act is taken back: it tells, lets others go first, may be stopped."""
    return office.undo.Pace(*progress.as_pace())


def take_back(
    tasks: Tasks[Any],
    number: int,
    told: Callable[[office.undo.Undone], object],
    *,
    owner: QtCore.QObject,
    act: str = "",
    what: str = "",
    leave_changed: bool = False,
    failed: Callable[[BaseException], object] | None = None,
) -> None:
    """Take one act back, and tell `told`; a long one, by the name of its `act`, as a job.

    The job is called by `what` the act was about, else by its name. Others go on beside a job; one
    that was stopped says itself how it is gone on with.
    """

    def work(desk: Any, progress: Progress) -> office.undo.Undone:
        pace = pace_of(progress)
        return office.undo.undo(desk, number, leave_changed=leave_changed, pace=pace)

    is_long = office.undo.is_long(act)
    tasks.do(
        work,
        told,
        owner=owner,
        title=i18n.text("window.undo.job", act=what or i18n.text(f"acts.{act}")) if is_long else "",
        failed=failed,
        slot=("undo", number, leave_changed),
    )


def said(undone: office.undo.Undone) -> str:
    """Return what an undo has done: of an import its file and how many people it changed."""
    if office.undo.is_long(undone.act_name) and undone.source:
        words = i18n.text(
            "intake_page.undo.done",
            file=undone.source,
            removed=f"{undone.removed.get('worker', 0):,}",
            restored=f"{undone.restored.get('worker', 0):,}",
        )
    else:
        words = i18n.text("window.undo.done", act=i18n.text(f"acts.{undone.act_name}"))
    if undone.stayed_count:
        words += i18n.text("intake_page.undo.stayed", count=f"{undone.stayed_count:,}")
    return words


def offer_rest(parent: QtWidgets.QWidget, error: BaseException, then: Callable[[], object]) -> bool:
    """Ask whether the rest of an act goes where later changes hold a part; say if it was that."""
    if not isinstance(error, errors.Refused) or error.code not in office.undo.IN_THE_WAY:
        return False
    dialogs.ask(
        parent,
        i18n.text("settings.acts.in_the_way"),
        dialogs.words_of(error),
        yes=i18n.text("settings.acts.undo_rest"),
        then=then,
        danger=True,
    )
    return True


def _explain(menu: QtWidgets.QMenu, locked: Mapping[QtGui.QAction, str], wide: int) -> None:
    """Say beneath the list why the act in the current line stays, whole; there is room for any."""
    menu.addSeparator()
    hint = i18n.text("window.undo.locked")
    label = parts.label(hint, "hint", wrap=True)
    label.setContentsMargins(*(theme.measures().gap,) * 4)
    label.setFixedWidth(wide)
    label.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop | QtCore.Qt.AlignmentFlag.AlignLeft)
    high = 0
    for words in (hint, *locked.values()):
        label.setText(words)
        high = max(high, label.heightForWidth(wide))
    label.setText(hint)
    label.setFixedHeight(high)
    foot = QtWidgets.QWidgetAction(menu)
    foot.setDefaultWidget(label)
    # The arrow keys pass over it; its letters stay as dark as any others.
    foot.setEnabled(False)
    label.setEnabled(True)
    menu.addAction(foot)

    def tell(action: QtGui.QAction) -> None:
        label.setText(locked.get(action, hint))
        menu.setAccessibleDescription(locked.get(action, ""))

    menu.hovered.connect(tell)


def below(button: QtWidgets.QWidget, wide: int) -> QtCore.QPoint:
    """Return where a menu of this width stands below a button without leaving the window."""
    window, at = button.window(), button.mapToGlobal(QtCore.QPoint(0, button.height()))
    edge = window.mapToGlobal(QtCore.QPoint(0, 0)).x()
    return QtCore.QPoint(max(edge, min(at.x(), edge + window.width() - wide)), at.y())


class UndoMenu(QtCore.QObject):
    """Asks for the acts each time it opens, so that it never offers a stale one."""

    def __init__(
        self,
        button: QtWidgets.QAbstractButton,
        tasks: Tasks[Any],
        hooks: Hooks,
        told: Callable[[str], object],
        look_again: Callable[[], object],
    ) -> None:
        """Open from `button`; `told(words)` shows a notice afterwards.

        `look_again` is called after every undo, wherever in the window it was asked for: a notice,
        the list of acts, a past import.
        """
        super().__init__(button)
        self._button = button
        self._tasks = tasks
        self._hooks = hooks
        self._told = told
        self._look_again = look_again
        tasks.wrote.connect(self._wrote)
        button.clicked.connect(self.open)

    def open(self) -> None:
        """Ask what can be undone and show it."""
        find = self._hooks.undoables
        if find is not None:
            self._tasks.ask(lambda desk: list(find(desk)), self._show, owner=self)

    def newest(self) -> None:
        """Offer exactly what was done last; a sheet with the keyboard undoes its own cells."""
        stack = getattr(getattr(QtWidgets.QApplication.focusWidget(), "cells", None), _STACK, None)
        if stack is not None and stack.canUndo():
            stack.undo()
            return
        find = self._hooks.newest
        if find is not None:
            self._tasks.ask(find, self._offer, owner=self)

    def _offer(self, entry: Undoable | None) -> None:
        if entry is None:
            self._told(i18n.text("window.undo.nothing"))
        elif entry.why_not:
            self._refuse(entry, i18n.text("window.undo.not_this"))
        elif entry.half_done:
            self._complete(entry, older=True)
        else:
            self.confirm(entry)

    def _complete(self, entry: Undoable, *, older: bool) -> None:
        """Say that an undo was left half done and offer to complete it; `older` leads to others."""
        text = i18n.text
        dialog = self._dialog(
            entry, text("window.undo.half"), text("window.undo.half_words"), "warning"
        )
        dialog.add_button(text("window.button.cancel"), dialog.reject).setAutoDefault(False)
        if older:
            other = dialog.add_button(text("window.undo.older"), dialog.reject)
            other.setAutoDefault(False)
            other.clicked.connect(self.open)
        yes = dialog.add_button(text("window.undo.complete"), dialog.accept, kind="primary")
        yes.setFocus()
        dialog.accepted.connect(lambda: self._undo(entry))
        dialog.open()

    def confirm(self, entry: Undoable) -> None:
        """Say what will be undone and ask."""
        if entry.half_done:
            self._complete(entry, older=False)
            return
        dialog = self._dialog(entry, i18n.text("window.undo.ask"), i18n.text("window.undo.kept"))
        back = dialog.add_button(i18n.text("window.button.cancel"), dialog.reject)
        back.setAutoDefault(False)
        dialog.add_button(i18n.text("window.undo.yes"), dialog.accept, kind="primary").setFocus()
        dialog.accepted.connect(lambda: self._undo(entry))
        dialog.open()

    def _refuse(self, entry: Undoable, title: str) -> None:
        """Say why an act stays, and lead to the older ones."""
        dialog = self._dialog(entry, title, entry.why_not, "warning")
        dialog.add_button(i18n.text("window.undo.older"), dialog.accept)
        close = dialog.add_button(i18n.text("window.button.close"), dialog.reject, kind="primary")
        close.setFocus()
        dialog.accepted.connect(self.open)
        dialog.open()

    def _dialog(
        self, entry: Undoable, title: str, words: str, tone: str = "info"
    ) -> dialogs.Dialog:
        """Return a dialog with everything there is to know of an act."""
        dialog = dialogs.Dialog(self._button.window(), title, wide=30)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = parts.across(
            icons.Picture(parts.TONES[tone], tone, size=1.5), parts.label(title, "heading")
        )
        heading.setStretch(1, 1)
        dialog.body.addLayout(heading)
        grid = QtWidgets.QGridLayout()
        grid.setHorizontalSpacing(theme.measures().pad)
        number = i18n.text("window.undo.number", number=entry.id)
        for key, said in (
            ("window.undo.name_of", f"{entry.words}  {number}"),
            ("window.undo.what", entry.what),
            ("window.undo.people", entry.people),
            ("window.undo.when", entry.when),
            ("window.undo.who", entry.who),
        ):
            if said:
                row = grid.rowCount()
                top = QtCore.Qt.AlignmentFlag.AlignTop
                grid.addWidget(parts.label(i18n.text(key), "muted"), row, 0, top)
                grid.addWidget(parts.label(said, wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        dialog.body.addLayout(grid)
        dialog.body.addWidget(parts.label(words, wrap=True))
        dialog.body.addStretch(1)
        dialog.setAccessibleDescription(
            f"{entry.words} {entry.what} {entry.people} {entry.when} {words}"
        )
        return dialog

    def _show(self, entries: Sequence[Undoable]) -> None:
        menu = QtWidgets.QMenu(self._button)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        room = min(self._button.window().width(), self._button.screen().availableSize().width())
        wide = min(theme.measures().em(MOST_EM), room - theme.measures().em(BESIDE_EM))
        locked: dict[QtGui.QAction, str] = {}
        title = i18n.text("window.undo.not_chosen")
        for entry in entries:
            known = (str(entry.id), entry.words, entry.what, entry.people, entry.when)
            words = "    ".join(each for each in known if each)
            if entry.half_done:
                words = i18n.text("window.undo.half_entry", entry=words)
            right = QtCore.Qt.TextElideMode.ElideRight
            made = menu.addAction(menu.fontMetrics().elidedText(words, right, wide))
            made.setToolTip(words)
            if entry.why_not:
                made.setIcon(icons.icon("lock", "muted"))
                made.triggered.connect(lambda _on=False, entry=entry: self._refuse(entry, title))
                locked[made] = entry.why_not
            else:
                made.setIcon(icons.icon("arrow-back-up"))
                made.triggered.connect(lambda _on=False, entry=entry: self.confirm(entry))
        if not entries:
            menu.addAction(i18n.text("window.undo.nothing")).setEnabled(False)
        if locked:
            _explain(menu, locked, wide)
        menu.popup(below(self._button, menu.sizeHint().width()))

    def _wrote(self, answer: object) -> None:
        if isinstance(answer, office.undo.Undone | errors.GigDeskError):
            self._look_again()

    def take_back(self, number: int) -> None:
        """Take back one act by its number, as the notice that tells of it offers; say so."""
        take_back(self._tasks, number, lambda found: self._told(said(found)), owner=self)

    def _undo(self, entry: Undoable, *, leave_changed: bool = False) -> None:
        def failed(error: BaseException) -> bool:
            rest = functools.partial(self._undo, entry, leave_changed=True)
            return offer_rest(self._button.window(), error, rest)

        take_back(
            self._tasks,
            entry.id,
            lambda found: self._told(said(found)),
            owner=self,
            act=entry.act,
            what=" ".join(each for each in (entry.words, entry.what) if each),
            leave_changed=leave_changed,
            failed=failed,
        )
