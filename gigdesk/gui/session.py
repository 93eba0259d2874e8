"""One sitting at the desk: from the sign-in or the first start to the backup on closing."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import closing, dialogs, entry, letters, parts, theme
from gigdesk.gui.entry.worker import Before
from gigdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.gui.entry.wizard import Wizard
    from gigdesk.gui.window import Hooks, Window

LATER_MS = 1500
PAINTED_MS = 60
"""After so long the sign-in is painted; only then the loading of the house takes its share."""
WIDE_EM, HIGH_EM = 80, 48
ROOMY = 1.25


def load_translation(app: QtWidgets.QApplication, language: str) -> None:
    """Let Qt's own dialogs speak the user's language, in place of the one before."""
    for before in app.findChildren(QtCore.QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    qt_own = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
    # Qt's own Chinese lacks what its file dialogs call a folder; those words come from here.
    ours = str(config.resources() / "qt")
    chinese = (("qtbase_zh_CN", qt_own), ("file_dialogs_zh_CN", ours))
    for name, folder in chinese if language == "zh" else (("qtbase_en", qt_own),):
        translator = QtCore.QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
    locale = (
        QtCore.QLocale.Language.Chinese if language == "zh" else QtCore.QLocale.Language.English
    )
    QtCore.QLocale.setDefault(QtCore.QLocale(locale))


class House(Protocol):
    """What puts pages and desk together.

    Everything but `wizard`, `window`, `hooks` and `user_of` runs in the background, always on the
    same thread. `settings` are those of this computer, given by the session. The house brings the
    wizard and the window with it, so that the sign-in is painted before either is loaded.
    """

    settings: config.Settings

    def users(self, folder: Path) -> Sequence[str]:
        """Return the names that can sign in."""
        ...

    def sign_in(self, folder: Path, user: str, password: str) -> Any:
        """Open the desk; raises `errors.WrongPassword` and the failures of the machine."""
        ...

    def recover(self, folder: Path, user: str, code: str, password: str) -> Any:
        """Set a new password by the recovery code and open the desk."""
        ...

    def wizard(self, before: Before, folder: Path) -> Wizard:
        """Return the five steps of the first start, for a desk in this folder."""
        ...

    def bring_back(
        self,
        asked: QtWidgets.QDialog,
        before: Before,
        folder: Path,
        begin_again: Callable[[Callable[[], str]], object],
    ) -> None:
        """Let somebody at the first window choose a backup and put it in place."""
        ...

    def window(self, tasks: Tasks[Any], hooks: Hooks, user: str) -> Window:
        """Return the window with its pages in the order of the navigation."""
        ...

    def hooks(self, desk: Any) -> Hooks:
        """Return where search, undo, state and unlocking come from."""
        ...

    def user_of(self, desk: Any) -> str:
        """Return the login of the person at this desk."""
        ...

    def is_demo(self, desk: Any) -> bool:
        """Say whether this desk holds demonstration data."""
        ...

    def leave(self, desk: Any) -> None:
        """Make the backup of the exit; runs as the last act."""
        ...


class Session(QtCore.QObject):
    """Leads from one window to the next; every slow thing runs in the background."""

    def __init__(
        self,
        app: QtWidgets.QApplication,
        settings: config.Settings,
        folder: Path,
        load: Callable[[], House],
        *,
        home: Path | None = None,
    ) -> None:
        """`load` brings the house, behind the first window; `home` is where a demo leads back."""
        super().__init__()
        self._app = app
        self._settings = settings
        self._folder = folder
        self._home = home or folder
        self._load = load
        self._house: House | None = None
        self._desk: Any = None
        self._before = Before(self._report)
        self.tasks: Tasks[Any] | None = None
        self.window: Window | None = None
        self._ending: closing.Ending | None = None
        self.entry: QtWidgets.QDialog | None = None

    def start(self, user: str, said: str = "") -> None:
        """Show the sign-in at once and load the house behind it; begin anew without a desk.

        What was just done may be `said` in the place of the welcome.
        """
        fresh = not self._folder.is_dir() or not any(self._folder.iterdir())
        if fresh:
            self._wait_for(self._first_start)
            return
        sign_in = entry.SignIn(
            self._before,
            lambda name, password: self._loaded().sign_in(self._folder, name, password),
            last=user,
            station=said,
            recover=lambda name, code, password: self._loaded().recover(
                self._folder, name, code, password
            ),
        )

        def enter(desk: Any, name: str) -> None:
            """Open the window; whoever came in by the recovery code is told what has changed."""
            self._open(desk, name)
            if sign_in.is_forgotten and self.window is not None:
                self.window.say(i18n.text("window.entry.recovered"), "warning")

        sign_in.opened.connect(enter)
        self._lead(sign_in)
        self._wait_for(
            lambda: self._before.run(
                lambda: self._loaded().users(self._folder),
                sign_in.set_users,
                owner=sign_in,
                failed=sign_in.say_why,
            ),
            after_ms=PAINTED_MS,
        )

    def come_forward(self) -> None:
        """Show the window to somebody who started the program again."""
        front = self.window or self.entry
        if front is not None:
            if front.isMinimized():
                # What was maximised before it was put away comes back maximised.
                front.setWindowState(front.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
            front.show()
            front.raise_()
            front.activateWindow()

    def stop(self) -> None:
        """End the threads and close the desk, when no window is left that could wait.

        Where a thread goes on all the same the desk and its lock are left to the end of the
        process, so that nobody else writes meanwhile.
        """
        if self._ending is not None:
            self._ending.give_up()
        if self.tasks is None or self.tasks.stop():
            self._close_desk()
        self._before.stop()

    def begin_again(self, between: Callable[[], str] | None = None, user: str = "") -> None:
        """Close the desk, run `between` in the background, and begin at the first window.

        What `between` returns is shown there; without it nobody but `user` is chosen beforehand,
        and the backup of the exit is made: whoever sat here may be gone for the day.

        Not before every thread has ended: till then the desk stays open and locked.
        """
        user = self._settings.user if between is not None else user
        self._put_away()
        if self.tasks is not None and self._ending is None:
            self._ending = closing.Ending(
                self, self.tasks, lambda: self._go_on(user, between), self._app.quit
            )
        elif self._ending is None:
            self._go_on(user, between)

    def _go_on(self, user: str, between: Callable[[], str] | None) -> None:
        """Close the desk that nobody works on any more and begin anew."""
        self._ending = None
        house, desk = self._house, self._desk
        leaves = between is None and house is not None and desk is not None
        if not leaves:
            self._close_desk()
        title, words = "window.between.title", "window.between.words"
        if leaves:
            title, words = "window.leaving.title", "window.leaving.words"
        waiting = dialogs.Dialog(None, i18n.text(title), wide=22)
        waiting.body.addWidget(parts.label(i18n.text(words), wrap=True))
        # Escape may not leave the program without any window.
        waiting.rejected.connect(waiting.open)
        if leaves or between is not None:
            waiting.open()

        def over(error: BaseException | None = None, *, told: str = "") -> bool:
            waiting.accept()
            waiting.deleteLater()
            if leaves:
                self._close_desk()
            self.start(user, told)
            if error is not None and leaves:
                words = closing.why_no_backup(error)
                dialogs.say(self.entry, i18n.text("window.leaving.failed"), words, "warning")
            elif error is not None:
                self._report(error)
            return True

        def back_up() -> str:
            if house is not None and leaves:
                house.leave(desk)
            return ""

        work = between or back_up
        self._before.run(work, lambda told: over(told=told), owner=self, failed=over)

    def leave_demo(self) -> None:
        """Close the sample data and begin at this computer's own desk."""
        self._folder = self._home
        self.begin_again(user=self._settings.user)

    def reopen(self, page: str, record: Any = None) -> None:
        """Build the window anew, in another language for instance, and open a page of it.

        It stands where the one before stood, as large, and maximised only where that was.
        """
        load_translation(self._app, i18n.language())
        before = self.window
        self._put_away()
        if self.tasks is not None and self._desk is not None:
            self._show_window(self._desk, before).open(page, record)

    def _put_away(self) -> None:
        if self.window is not None:
            self.window.may_close = True
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _close_desk(self) -> None:
        self.tasks = None
        if self._desk is not None:
            # A desk belongs to the thread that opened it, so that thread closes it.
            self._before.run(self._desk.close, lambda _answer: None, owner=self)
            self._desk = None

    def _loaded(self) -> House:
        """Return the house; called in the background, loads it once."""
        if self._house is None:
            self._house = self._load()
            self._house.settings = self._settings
        return self._house

    def _wait_for(self, then: Callable[[], object], *, after_ms: int = 0) -> None:
        QtCore.QTimer.singleShot(
            after_ms,
            self,
            lambda: self._before.run(self._loaded, lambda _house: then(), owner=self),
        )

    def _lead(self, first: entry.SignIn | Wizard) -> None:
        """Show a first window: to leave it ends the program, or a backup begins it anew."""
        first.rejected.connect(self._app.quit)
        first.restore_wanted.connect(
            lambda: self._loaded().bring_back(first, self._before, self._folder, self.begin_again)
        )
        letters.lead(first, self._settings)
        self.entry = first
        first.show()

    def _first_start(self) -> None:
        wizard = self._loaded().wizard(self._before, self._folder)
        wizard.finished_with.connect(self._begin)
        self._lead(wizard)

    def _begin(self, desk: Any, user: str, roster: str) -> None:
        self._open(desk, user)
        if roster and self.window is not None:
            self.window.open("workers", roster)

    def _open(self, desk: Any, user: str) -> None:
        self._desk = desk
        self._settings.user = user or self._loaded().user_of(desk)
        self.tasks = Tasks(desk, self._report)
        self._show_window(desk)
        QtCore.QTimer.singleShot(LATER_MS, self, theme.load_rare)

    def _show_window(self, desk: Any, before: Window | None = None) -> Window:
        house, tasks = self._loaded(), self.tasks
        hooks = dataclasses.replace(
            house.hooks(desk),
            begin_again=self.begin_again,
            leave_demo=self.leave_demo,
            reopen=self.reopen,
        )
        window = self.window = house.window(cast("Tasks[Any]", tasks), hooks, self._settings.user)

        def known(*, demo: bool) -> None:
            window.show_demo(demo=demo)
            if not demo:
                self._remember()

        self._before.run(lambda: house.is_demo(desk), lambda demo: known(demo=demo), owner=window)
        window.close_wanted.connect(self._leave)
        if before is None or before.isMaximized():
            _show(window)
        else:
            window.setGeometry(before.geometry())
            window.show()
        return window

    def _remember(self) -> None:
        """Keep which desk and which user this computer works with; the sample data is neither."""
        self._settings.desk = str(self._folder)
        with contextlib.suppress(OSError):
            config.save_settings(self._settings)

    def _leave(self) -> None:
        """Ask about jobs that still run, make the last backup, say so meanwhile, then close."""
        if self.tasks is None or self.window is None:
            return
        if self.tasks.busy():
            # Once they are over the window asks its pages anew: meanwhile one may have typed on.
            closing.Closing(self.window, self.tasks, self.window.close).open()
            return
        house, window = self._loaded(), self.window
        waiting = dialogs.Dialog(window, i18n.text("window.leaving.title"), wide=22)
        waiting.body.addWidget(parts.label(i18n.text("window.leaving.words"), wrap=True))
        waiting.open()

        def gone(_answer: object = None) -> bool:
            waiting.accept()
            window.may_close = True
            window.close()
            self._app.quit()
            return True

        def failed(error: BaseException) -> bool:
            waiting.accept()
            is_made = closing.is_made(error)
            dialogs.ask(
                window,
                i18n.text("window.leaving.found" if is_made else "window.leaving.failed"),
                closing.why_no_backup(error),
                yes=i18n.text("window.leaving.go" if is_made else "window.leaving.anyway"),
                then=gone,
                danger=not is_made,
            )
            return True

        self.tasks.do(
            lambda desk, _progress: house.leave(desk), gone, owner=self, failed=failed, last=True
        )

    def _report(self, error: BaseException) -> None:
        dialogs.report(self.window or self.entry, error)


def _show(window: QtWidgets.QWidget) -> None:
    """Show the window in a comfortable size, on a small screen over all of it."""
    screen: QtGui.QScreen = window.screen()
    room = screen.availableGeometry().size()
    wanted = QtCore.QSize(theme.measures().em(WIDE_EM), theme.measures().em(HIGH_EM))
    window.resize(wanted.boundedTo(room).expandedTo(window.minimumSize()))
    if wanted.width() * ROOMY > room.width() or wanted.height() * ROOMY > room.height():
        window.showMaximized()
    else:
        window.show()
