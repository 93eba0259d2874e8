"""Starts the window: input method, one instance, look, sign-in; catches what nobody caught."""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtNetwork, QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import crash, dialogs, icons, sweeping, theme
from gigdesk.gui.session import House, Session, load_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

HOUSE = "gigdesk.gui.house"
"""The module that puts the pages and the desk together; loaded behind the sign-in window."""

KNOCK_MS = 500
NO_DISPLAY = 4  # the environment is to blame, as for the command line


def choose_input_method(environ: MutableMapping[str, str], plugins: Path) -> None:
    """Speak to fcitx through its ibus side where no plugin for it is bundled.

    The PySide6 wheels bring none, and without this no Chinese can be typed at all.
    """
    wanted = environ.get("QT_IM_MODULE", "")
    bundled = any((plugins / "platforminputcontexts").glob("*fcitx*"))
    if wanted.startswith("fcitx") and not bundled:
        environ["QT_IM_MODULE"] = "ibus"


def has_display(environ: Mapping[str, str]) -> bool:
    """Say whether there is a screen to show a window on; Qt itself would end the process."""
    if sys.platform != "linux" or environ.get("QT_QPA_PLATFORM") or environ.get("WAYLAND_DISPLAY"):
        return True
    host, colon, rest = environ.get("DISPLAY", "").rpartition(":")
    if not colon:
        return False
    if host not in ("", "unix"):
        return True
    path = Path(os.sep, "tmp", ".X11-unix", f"X{rest.partition('.')[0]}")  # where X servers answer
    return any(_answers(place) for place in (str(path), f"\0{path}"))


def _answers(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as trying:
        try:
            trying.connect(place)
        except OSError:
            return False
    return True


class Single(QtCore.QObject):
    """Makes sure that one desk has one window on this computer."""

    knocked = QtCore.Signal()

    def __init__(self, folder: Path) -> None:
        """Name the meeting point after the desk's folder."""
        super().__init__()
        digest = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
        self._name = f"gigdesk-{digest}"
        self._server = QtNetwork.QLocalServer(self)
        self._server.setSocketOptions(QtNetwork.QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def is_first(self) -> bool:
        """Take the place; where it is taken, knock there and say no."""
        socket = QtNetwork.QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(KNOCK_MS):
            socket.write(b"show")
            socket.waitForBytesWritten(KNOCK_MS)
            socket.disconnectFromServer()
            return False
        QtNetwork.QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Give the place up."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
        self.knocked.emit()


def _options(argv: Sequence[str]) -> argparse.Namespace:
    words = argparse.ArgumentParser("gigdesk")
    words.add_argument("--desk", default="")
    words.add_argument("--user", default="")
    words.add_argument("--lang", default="")
    return words.parse_args(list(argv))


def make_application() -> QtWidgets.QApplication:
    """Return the application with its name, before anything is shown."""
    if sys.platform == "linux":
        where = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
        choose_input_method(os.environ, Path(where))
    app = QtWidgets.QApplication(sys.argv[:1])
    app.setApplicationName("gigdesk")
    app.setDesktopFileName("gigdesk")
    app.setWindowIcon(icons.of_program())
    app.setQuitOnLastWindowClosed(False)
    return app


def load_house() -> House:
    """Load the pages and the desk; slow, so it happens behind the sign-in window."""
    found: Any = importlib.import_module(HOUSE)
    return found.House()  # type: ignore[no-any-return]


def run(argv: Sequence[str], load: Callable[[], House] = load_house) -> int:
    """Show the window until it is closed and return the exit code."""
    chosen = _options(argv)
    settings = config.load_settings()
    i18n.use(chosen.lang or settings.language)
    if not has_display(os.environ):
        words = i18n.text("window.error.no_display")
        sys.stderr.write(f"{words}\n")
        return NO_DISPLAY
    app = make_application()
    sweeping.Sweeper(app)
    crash.start_log()
    load_translation(app, i18n.language())
    theme.use(app, step=settings.font_step, dark=settings.dark)
    folder = Path(chosen.desk or settings.desk or config.data_dir() / "desk")
    single = Single(folder)
    if not single.is_first():
        return 0
    home = Path(settings.desk or config.data_dir() / "desk")
    session = Session(app, settings, folder, load, home=home)
    crash.install(lambda error: dialogs.crashed(app.activeWindow(), error))
    single.knocked.connect(session.come_forward)
    session.start(chosen.user or settings.user)
    code = app.exec()
    session.stop()
    single.close()
    return code
