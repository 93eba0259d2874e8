"""The main window: puts navigation, head, pages and status bar together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config, i18n, stamps
from gigdesk.gui import dialogs, jobs, parts, reach, theme, undo
from gigdesk.gui.search import Search
from gigdesk.gui.table import Layouts
from gigdesk.gui.window import idle, keys, lock
from gigdesk.gui.window.clock_bar import ClockBar
from gigdesk.gui.window.foot import Foot
from gigdesk.gui.window.head import Head
from gigdesk.gui.window.nav import Nav
from gigdesk.gui.window.notices import Notices
from gigdesk.gui.window.pages import Pages, last_used

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window.spec import Health, Hooks, PageSpec

SMALLEST = QtCore.QSize(880, 440)
NARROW_EM = 66
HEALTH_MS = 60_000
SOON_MS = 400


class Window(QtWidgets.QMainWindow):
    """The frame; pages get it when they are built and use its public names.

    `tasks` runs everything, `layouts` remembers views, `clock` knows today, `user` is who works,
    `built` are the pages that were opened already, by name.
    """

    close_wanted = QtCore.Signal()

    def __init__(
        self,
        tasks: Tasks[Any],
        pages: Sequence[PageSpec],
        hooks: Hooks,
        *,
        user: str,
        settings: config.Settings,
        clock: stamps.Clock | None = None,
    ) -> None:
        """Show the first page; the others are built when they are opened."""
        super().__init__()
        self.tasks = tasks
        self.hooks = hooks
        self.user = user
        self.settings = settings
        self.clock = clock or stamps.Clock()
        self.layouts = Layouts(user)
        self._pages = {page.name: page for page in pages}
        self.built: dict[str, QtWidgets.QWidget] = {}
        self._stale: set[str] = set()
        self.may_close = False
        self._current = ""
        self._titles: dict[str, str] = {}
        self.setWindowTitle(i18n.text("window.nav.brand"))
        self.setMinimumSize(SMALLEST)
        self.nav = Nav(pages)
        self.head = Head()
        self.foot = Foot(user)
        self._stack = Pages()
        self.notices = Notices(self, back=self._stack.take_keyboard)
        reach.use(hooks.may, lambda: self.say(i18n.text("errors.not_allowed"), "warning"))
        self._lay_out()
        self._wire()
        keys.install(self, [page.name for page in pages])
        if pages:
            self.open(pages[0].name)

    def _lay_out(self) -> None:
        words = parts.label(i18n.text("window.demo.words"), wrap=True)
        self._leave_demo = parts.button(i18n.text("window.demo.leave"), "logout", "link")
        row = parts.across(words, self._leave_demo)
        row.setStretch(0, 1)
        self._banner = parts.frame("banner", row, 0)
        parts.pad(self._banner, 1, 0.2)
        self._banner.hide()
        self.clock_bar = ClockBar(self.tasks, self.hooks)
        column = parts.down(self._banner, self.clock_bar, self.head, self._stack, self.foot, gap=0)
        column.setStretch(3, 1)
        whole = parts.across(self.nav, gap=0)
        whole.addLayout(column, 1)
        self.setCentralWidget(parts.panel(whole, 0))

    def _wire(self) -> None:
        self.nav.wanted.connect(self.open)
        self.nav.fold.clicked.connect(lambda _on=False: self._fold())
        where = {state: place for state, *place in self.hooks.state_pages}
        self.foot.wanted.connect(lambda name: self.open(*where[name]) if name in where else None)
        self.head.jobs.clicked.connect(lambda _on=False: self.show_jobs())
        self.head.letters.clicked.connect(lambda _on=False: keys.letters_menu(self))
        self.head.help.clicked.connect(lambda _on=False: keys.show_keys(self))
        self.undo = undo.UndoMenu(
            self.head.undo,
            self.tasks,
            self.hooks,
            self.say,
            lambda: _call(self._stack.currentWidget(), "refresh"),
        )
        if self.hooks.search is not None:
            self._search = Search(self.head.search, self.hooks.search, self.tasks)
            self._search.opened.connect(self.open)
        if self.hooks.leave_demo is not None:
            self._leave_demo.clicked.connect(self.hooks.leave_demo)
        self.locker = lock.Locker(self, self.tasks, self.hooks, self.user)
        self.locker.changed.connect(lambda locked: self.notices.hold(held=locked))
        self.locker.changed.connect(
            lambda _locked: self.set_title(self.head.title.accessibleName())
        )
        self.tasks.wrote.connect(self._wrote)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.refresh_health)
        self._often = QtCore.QTimer(self, interval=HEALTH_MS)
        self._often.timeout.connect(self.refresh_health)
        self._often.start()
        self._soon.start()
        self.idle: idle.Idle | None = None
        app = QtWidgets.QApplication.instance()
        if isinstance(app, QtGui.QGuiApplication):
            self.idle = idle.Idle(app, self.settings.lock_minutes, self)
            self.idle.idled.connect(self.lock)
            self.idle.lock_wanted.connect(self.lock)
        theme.follow(self, self._fit)

    # what pages use

    def open(self, name: str, record: Any = None) -> QtWidgets.QWidget | None:
        """Show a page, and on it a record; None where there is no such page or leaving waits.

        The page that is open already goes back to its lists; a record on it is left first, too.
        Another one is shown as it was left: under its title, with the keyboard where it was.
        """
        spec = self._pages.get(name)
        stays = name == self._current and record is None
        if spec is None or not (stays or self._may_leave()):
            self.nav.show_current(self._current)
            return None
        # From here on what is said belongs to this page: one that asks anew says its title at once.
        self._current = name
        page = self.built.get(name)
        comes_back = page is not None and not stays
        if page is None:
            page = self.built[name] = spec.factory(self)
            self._stack.addWidget(page)
        elif name in self._stale:
            _call(page, "refresh")
        left = stays and self._may_leave()
        if left:
            _call(page, "to_bottom")
        self._stale.discard(name)
        self._stack.setCurrentWidget(page)
        self.nav.show_current(name)
        own = i18n.text(spec.title)
        self.set_title(own if left else self._titles.get(name, own))
        if record is not None:
            _call(page, "open_record", record)
        else:
            (last_used(page) if comes_back else page).setFocus()
        return page

    def may(self, act: str) -> bool:
        """Say whether the user's role reaches an act; what it does not reach is not offered."""
        return self.hooks.may is None or self.hooks.may(act)

    def page(self, name: str) -> QtWidgets.QWidget | None:
        """Return a page that is already built."""
        return self.built.get(name)

    def set_title(self, words: str, of: QtWidgets.QWidget | None = None) -> None:
        """Show what the page shows; in sight of others the window tells no name of anybody.

        The title `of` something on a page that is not in front waits until that page is.
        """
        name = _page_with(self.built, of) or self._current
        self._titles[name] = words
        if name != self._current:
            return
        self.head.show_title(words)
        brand = i18n.text("window.nav.brand")
        self.setWindowTitle(brand if self.locker.is_locked else f"{words} — {brand}")

    def say(
        self,
        words: str,
        tone: str = "ok",
        *,
        undo: Callable[[], object] | None = None,
        also: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Tell what was done without interrupting; `undo` is its way back, `also` goes on."""
        back = (i18n.text("window.undo.short"), undo) if undo is not None else None
        self.notices.say(words, tone, back, also)

    def say_below(self, words: str) -> None:
        """Say something about the selection in the status bar."""
        self.foot.said.say(words)

    def show_error(self, error: BaseException) -> None:
        """Show any failure in words; the runner calls it for what nobody else took."""
        dialogs.report(self, error)

    def show_demo(self, *, demo: bool) -> None:
        """Show or hide the banner of the demonstration data."""
        self._banner.setVisible(demo)

    def show_jobs(self) -> None:
        """Open the list of jobs and notices."""
        jobs.open_jobs(self, self.tasks, self.notices.history).setAttribute(
            QtCore.Qt.WidgetAttribute.WA_DeleteOnClose
        )

    def refresh_health(self) -> None:
        """Ask how the desk stands and show it below."""

        def show(found: Health) -> None:
            self.foot.show_health(found)
            self.clock_bar.show_doubt(found.clock)

        health = self.hooks.health
        if health is not None:
            self.tasks.ask(health, show, owner=self, failed=lambda _error: True)

    def lock(self) -> None:
        """Cover everything until the password is given again; a half-typed word stays."""
        if self.idle is not None and not self.locker.is_locked:
            self.idle.take_half_word()
        self.locker.lock()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Make the navigation narrow where the page needs the room."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Let whoever opened the desk end it first (`close_wanted`), unless `may_close` is set."""
        if self.may_close:
            self.locker.end()
            event.accept()
            return
        event.ignore()
        if self.locker.is_locked:
            self.locker.refuse(i18n.text("window.lock.close"))
        elif self._may_leave():
            self.close_wanted.emit()

    def _fit(self) -> None:
        kept = self.layouts.value("narrow")
        small = self.width() < theme.measures().em(NARROW_EM)
        self.nav.set_narrow(narrow=small if kept is None else bool(kept))

    def _fold(self) -> None:
        self.layouts.set_value("narrow", not self.nav.is_narrow)
        self._fit()

    def _may_leave(self) -> bool:
        may = getattr(self.built.get(self._current), "may_leave", None)
        return may is None or bool(may())

    def _wrote(self, _answer: object) -> None:
        self._stale = set(self.built) - {self._current}
        self._soon.start()


def _call(page: QtWidgets.QWidget | None, name: str, *values: Any) -> None:
    call = getattr(page, name, None)
    if call is not None:
        call(*values)


def _page_with(built: Mapping[str, QtWidgets.QWidget], part: QtWidgets.QWidget | None) -> str:
    """Return the page that something is on; nothing for what stands on none yet."""
    if part is None:
        return ""
    own = (name for name, page in built.items() if page is part or page.isAncestorOf(part))
    return next(own, "")


def has_unfinished(window: Window) -> bool:
    """Say whether some page holds what would be thrown away if the window were built anew."""
    tops = [getattr(page, "top", page) for page in window.built.values()]
    forms = [getattr(top, "form", None) for top in tops]
    marks = ("is_changed", "is_unfinished")
    return any(getattr(each, mark, False) for each in (*tops, *forms) for mark in marks)
