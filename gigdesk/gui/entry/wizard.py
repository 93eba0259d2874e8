"""The first start in five steps, all by the keyboard; everything can be changed later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import dialogs, icons, parts, theme
from gigdesk.gui.entry import steps

if TYPE_CHECKING:
    from gigdesk.gui.entry.steps import Recovery, Setup
    from gigdesk.gui.entry.worker import Before

WIDE_EM = 42
STATION, ADMIN, SHEET, ROSTER, BACKUP = range(5)


class Wizard(QtWidgets.QDialog):
    """Station, administrator with recovery sheet, first roster, backup.

    `finished_with(desk, user, roster path or "")` ends it; with the demonstration chosen the desk
    is the demonstration's and the user is empty. `restore_wanted` asks for a backup instead.
    """

    finished_with = QtCore.Signal(object, str, str)
    restore_wanted = QtCore.Signal()

    def __init__(self, before: Before, setup: Setup) -> None:
        """Ask for what `setup.create` needs."""
        super().__init__()
        self._before = before
        self._setup = setup
        self._desk: Any = None
        self._user = ""
        self.question: dialogs.Dialog | None = None
        text = i18n.text
        self.setWindowTitle(text("window.entry.first"))
        self.setAccessibleName(text("window.entry.first"))
        self.station = steps.station_form(text("window.entry.step_station"))
        self.admin = steps.admin_form(text("window.entry.step_admin"))
        self.sheet = steps.RecoveryStep(setup.keep_sheet)
        self.sheet.grew.connect(self._make_room)
        self.roster = steps.PickStep(
            text("window.entry.roster_words"), text("window.entry.pick_roster"), "file-import"
        )
        self.backup = steps.PickStep(
            text("window.entry.backup_words"), text("window.entry.pick_folder"), "device-usb"
        )
        self._stack = QtWidgets.QStackedWidget()
        for page in (
            self.station,
            self.admin,
            parts.scroll(self.sheet),
            self.roster,
            self.backup,
        ):
            self._stack.addWidget(page)
        self._lay_out()
        self._show(STATION)
        theme.follow(self, self._fit)

    def _lay_out(self) -> None:
        text = i18n.text
        self._title = parts.label("", "title")
        self._where = parts.label("", "small")
        self._why = parts.label("", "muted", wrap=True)
        brand = parts.across(
            icons.Picture("briefcase", "on_nav", size=1.2),
            parts.label(text("window.nav.brand"), "heading"),
            None,
            self._where,
        )
        top = parts.down(gap=0.75)
        top.addLayout(brand)
        top.addWidget(self._title)
        head = parts.frame("nav", top, 1)
        self._error = parts.Note("", "error")
        self._error.hide()
        column = parts.down(self._why, self._stack, self._error)
        column.setStretch(1, 1)
        inside = parts.panel(column, 1, "surface")
        self.demo = parts.button(text("window.entry.demo"), "users-group", "link", do=self._to_demo)
        self.demo.setVisible(self._setup.demo is not None)
        self.restore = parts.button(
            text("window.entry.restore"), "upload", "link", do=self.restore_wanted.emit
        )
        self.back = parts.button(text("window.button.back"), "arrow-left", do=self.go_back)
        self.next = parts.button(
            text("window.button.next"), "arrow-right", "primary", do=self.go_on
        )
        self.next.setDefault(True)
        buttons = parts.across(self.demo, self.restore, None, self.back, self.next)
        foot = parts.frame("actions", buttons, 0.75)
        whole = parts.down(head, inside, foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.station.ended.connect(self.go_on)
        self.admin.ended.connect(self.go_on)

    def go_on(self) -> None:
        """Take this step and go to the next one; what is missing is shown at its field.

        Enter in the last field comes here as well: while the desk is being made it does nothing.
        """
        if not self.next.isEnabled():
            return
        step = self._stack.currentIndex()
        self._error.hide()
        if step == STATION and self.station.is_ready():
            self._show(ADMIN)
        elif step == ADMIN and self.admin.is_ready():
            self._create()
        elif step == SHEET:
            if self.sheet.kept.isChecked():
                self._note_kept()
            else:
                self._complain(i18n.text("window.entry.keep_first"))
                self.sheet.kept.setFocus()
        elif step == ROSTER:
            self._show(BACKUP)
        elif step == BACKUP:
            self._finish()

    def go_back(self) -> None:
        """Go one step back; what has been made stays made."""
        step = self._stack.currentIndex()
        if step in (ADMIN, BACKUP):
            self._show(step - 1)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Esc go back instead of losing everything; Enter in a field is the form's."""
        keys = QtCore.Qt.Key
        step = self._stack.currentIndex()
        if event.key() == keys.Key_Escape:
            self.go_back()
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and step in (STATION, ADMIN):
            # A form goes to its next field and says when it has ended; the default button would
            # answer to the same key a second time and complain of what nobody has typed yet.
            event.accept()
            if isinstance(self.focusWidget(), QtWidgets.QCheckBox):
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _create(self) -> None:
        if self._desk is not None:
            self._show(SHEET)
            return
        values = {**self.station.values(), **self.admin.values()}
        values.pop("again")
        self._set_busy(busy=True)
        self._before.run(
            lambda: self._setup.create(values), self._created, owner=self, failed=self._failed
        )

    def _created(self, answer: tuple[Any, Recovery]) -> None:
        self._set_busy(busy=False)
        self._desk, recovery = answer
        self._user = self.admin.values()["user"]
        self.sheet.show_recovery(recovery)
        self._show(SHEET)

    def _note_kept(self) -> None:
        """Let the desk know that its sheet is kept, and go on."""
        note, desk = self._setup.note_kept, self._desk
        if note is None:
            self._show(ROSTER)
            return
        self._set_busy(busy=True)
        self._before.run(lambda: note(desk), self._noted, owner=self, failed=self._failed)

    def _noted(self, _answer: object) -> None:
        self._set_busy(busy=False)
        self._show(ROSTER)

    def reject(self) -> None:
        """Ask before a code is lost that is shown only once; anything else may be closed.

        While the desk is being made its code is on the way, so that nothing closes till then.
        """
        step = self._stack.currentIndex()
        if step == ADMIN and not self.next.isEnabled():
            return
        if step != SHEET:
            super().reject()
            return
        self.question = dialogs.ask(
            self,
            i18n.text("window.entry.leave_title"),
            i18n.text("window.entry.leave_words"),
            yes=i18n.text("window.entry.leave_yes"),
            no=i18n.text("window.entry.leave_no"),
            then=lambda: QtWidgets.QDialog.reject(self),
            danger=True,
        )

    def _finish(self) -> None:
        keep, desk, folder = self._setup.set_backup, self._desk, self.backup.chosen
        if keep is None or not folder:
            self._end(None)
            return
        self._set_busy(busy=True)
        self._before.run(lambda: keep(desk, folder), self._end, owner=self, failed=self._failed)

    def _end(self, _answer: object) -> None:
        self.finished_with.emit(self._desk, self._user, self.roster.chosen)
        self.accept()

    def _to_demo(self) -> None:
        demo = self._setup.demo
        if demo is not None:
            self._set_busy(busy=True)
            self._complain(i18n.text("window.entry.demo_words"), "info")
            self._before.run(demo, self._demo_open, owner=self, failed=self._failed)

    def _demo_open(self, desk: Any) -> None:
        self.finished_with.emit(desk, "", "")
        self.accept()

    def _failed(self, error: BaseException) -> bool:
        self._set_busy(busy=False)
        if isinstance(error, errors.GigDeskError):
            self._complain(dialogs.words_of(error))
            return True
        return False

    def _complain(self, words: str, tone: str = "error") -> None:
        self._error.say(words, tone)
        self._error.show()
        self._make_room()

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.next, self.back, self.demo, self.restore):
            button.setEnabled(not busy)
        self.next.say(i18n.text("window.entry.opening" if busy else "window.button.next"))

    def _show(self, step: int) -> None:
        text = i18n.text
        names = (
            text("window.entry.step_station"),
            text("window.entry.step_admin"),
            text("window.entry.step_sheet"),
            text("window.entry.step_roster"),
            text("window.entry.step_backup"),
        )
        self._stack.setCurrentIndex(step)
        self._title.setText(names[step])
        self._where.setText(text("window.entry.where", step=step + 1, whole=len(names)))
        why = (
            text("window.entry.why_station"),
            text("window.entry.why_admin"),
            "",
            "",
            "",
        )[step]
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.back.setVisible(step in (ADMIN, BACKUP))
        self.demo.setVisible(step == STATION and self._setup.demo is not None)
        self.restore.setVisible(step == STATION)
        last = step == BACKUP
        self.next.say(text("window.button.finish") if last else text("window.button.next"))
        if step in (STATION, ADMIN):
            (self.station, self.admin)[step].focus_first()
        else:
            (self.sheet.kept if step == SHEET else self.next).setFocus()
        self._make_room()

    def _fit(self) -> None:
        measures = theme.measures()
        self.resize(measures.em(WIDE_EM), min(dialogs.TALLEST, measures.control * 13))
        self._make_room()

    def _make_room(self) -> None:
        """Grow until the step of the recovery code is whole, as far as the screen has room."""
        whole, inside, area = self.layout(), self.sheet.layout(), self._stack.currentWidget()
        if whole is None or inside is None or not isinstance(area, QtWidgets.QScrollArea):
            return
        whole.activate()
        lacks = inside.totalHeightForWidth(area.viewport().width()) - area.viewport().height()
        if lacks > 0:
            free = self.screen().availableGeometry().height() - theme.measures().control * 2
            most = max(dialogs.TALLEST, free)
            self.resize(self.width(), min(self.height() + lacks, most))
        area.ensureWidgetVisible(self.sheet.kept)
