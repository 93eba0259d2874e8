"""One sitting at the desk: from the sign-in or the first start to the backup on closing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Protocol

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import dialogs, entry, parts, theme
from gigdesk.gui.entry.worker import Before
from gigdesk.gui.tasks import Progress, Tasks
from gigdesk.gui.window import Hooks, PageSpec, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


LATER_MS = 1500


class House(Protocol):
    """What puts pages and desk together.

    Everything but `pages` and `hooks` runs in the background, always on the same thread.
    """

    def users(self, folder: Path) -> Sequence[str]:
        """Return the names that can sign in."""
        ...

    def sign_in(self, folder: Path, user: str, password: str) -> Any:
        """Open the desk; raises `errors.WrongPassword` and the failures of the machine."""
        ...

    def recover(self, folder: Path, user: str, code: str, password: str) -> Any:
        """Set a new password by the recovery code and open the desk."""
        ...

    def setup(self, folder: Path) -> entry.Setup:
        """Return the callables of the first start."""
        ...

    def pages(self) -> Sequence[PageSpec]:
        """Return the pages in the order of the navigation."""
        ...

    def hooks(self, desk: Any) -> Hooks:
        """Return where search, undo, state and unlocking come from."""
        ...

    def is_demo(self, desk: Any) -> bool:
        """Say whether this desk holds demonstration data."""
        ...

    def leave(self, desk: Any, progress: Progress) -> None:
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
    ) -> None:
        """`load` brings the house; it runs behind the first window."""
        super().__init__()
        self._app = app
        self._settings = settings
        self._folder = folder
        self._load = load
        self._house: House | None = None
        self._desk: Any = None
        self._before = Before(self._report)
        self.tasks: Tasks[Any] | None = None
        self.window: Window | None = None
        self.entry: QtWidgets.QDialog | None = None

    def start(self, user: str) -> None:
        """Show the sign-in at once and load the house behind it; begin anew without a desk."""
        fresh = not self._folder.is_dir() or not any(self._folder.iterdir())
        if fresh:
            self._wait_for(self._first_start)
            return
        sign_in = entry.SignIn(
            self._before,
            lambda name, password: self._loaded().sign_in(self._folder, name, password),
            last=user,
            recover=lambda name, code, password: self._loaded().recover(
                self._folder, name, code, password
            ),
        )
        sign_in.opened.connect(self._open)
        sign_in.rejected.connect(self._app.quit)
        self.entry = sign_in
        sign_in.show()
        self._wait_for(lambda: self._name_users(sign_in))

    def come_forward(self) -> None:
        """Show the window to somebody who started the program again."""
        front = self.window or self.entry
        if front is not None:
            if front.isMinimized():
                front.showNormal()
            front.show()
            front.raise_()
            front.activateWindow()

    def stop(self) -> None:
        """End the threads; the desk is closed by its last act."""
        if self.tasks is not None:
            self.tasks.stop()
        if self._desk is not None:
            # A desk belongs to the thread that opened it, so that thread closes it.
            self._before.run(self._desk.close, lambda _answer: None, owner=self)
        self._before.stop()

    def _loaded(self) -> House:
        """Return the house; called in the background, loads it once."""
        if self._house is None:
            self._house = self._load()
        return self._house

    def _wait_for(self, then: Callable[[], object]) -> None:
        QtCore.QTimer.singleShot(
            0, self, lambda: self._before.run(self._loaded, lambda _house: then(), owner=self)
        )

    def _name_users(self, sign_in: entry.SignIn) -> None:
        house, folder = self._loaded(), self._folder
        self._before.run(lambda: house.users(folder), sign_in.set_users, owner=sign_in)

    def _first_start(self) -> None:
        wizard = entry.Wizard(self._before, self._loaded().setup(self._folder))
        wizard.finished_with.connect(self._begin)
        wizard.rejected.connect(self._app.quit)
        self.entry = wizard
        wizard.show()

    def _begin(self, desk: Any, user: str, roster: str) -> None:
        self._open(desk, user)
        if roster and self.window is not None:
            self.window.open("workers", roster)

    def _open(self, desk: Any, user: str) -> None:
        house, self._desk = self._loaded(), desk
        self.tasks = Tasks(desk, self._report)
        pages, hooks = house.pages(), house.hooks(desk)
        window = self.window = Window(self.tasks, pages, hooks, user=user, settings=self._settings)
        self._before.run(
            lambda: house.is_demo(desk), lambda demo: window.show_demo(demo=demo), owner=window
        )
        window.close_wanted.connect(self._leave)
        window.resize(_fitting(window))
        window.show()
        self._settings.user = user
        with contextlib.suppress(OSError):
            config.save_settings(self._settings)
        QtCore.QTimer.singleShot(LATER_MS, self, theme.load_rare)

    def _leave(self) -> None:
        """Make the last backup, say so meanwhile, then close."""
        if self.tasks is None or self.window is None:
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
            dialogs.ask(
                window,
                i18n.text("window.leaving.failed"),
                dialogs.words_of(error),
                yes=i18n.text("window.leaving.anyway"),
                then=gone,
                danger=True,
            )
            return True

        self.tasks.do(house.leave, gone, owner=self, failed=failed)

    def _report(self, error: BaseException) -> None:
        dialogs.report(self.window or self.entry, error)


def _fitting(window: QtWidgets.QWidget) -> QtCore.QSize:
    """Return a comfortable size that the screen has."""
    screen: QtGui.QScreen = window.screen()
    room = screen.availableGeometry().size()
    wanted = QtCore.QSize(theme.measures().em(80), theme.measures().em(48))
    return wanted.boundedTo(room).expandedTo(window.minimumSize())
