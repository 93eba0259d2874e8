"""How a desk is opened, made and left, and which pages the window gets."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigdesk import config, i18n
from gigdesk.actions import dispatch, office
from gigdesk.demo import build, county, premises
from gigdesk.gui import office as settings_page
from gigdesk.gui.attendance import page as attendance_page
from gigdesk.gui.dispatch import page as batches_page
from gigdesk.gui.entry.steps import Recovery, Setup
from gigdesk.gui.entry.wizard import Wizard
from gigdesk.gui.home import duties
from gigdesk.gui.house import bringing, finding
from gigdesk.gui.orders import page as orders_page
from gigdesk.gui.training import page as training_page
from gigdesk.gui.window import Hooks, PageSpec, Window
from gigdesk.gui.workers import doubles, intake
from gigdesk.gui.workers import page as workers_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6 import QtWidgets

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.entry.worker import Before
    from gigdesk.gui.tasks import Tasks

WAIT_MS = 1_500
DEMO = "demo"
DEMO_PEOPLE = 600
DEEDS = {"intake": "workers.import", "doubles": "workers.merge"}
"""The pages on which there is nothing but to do something, and the act they are for."""


class House:
    """The real house: the session asks it for everything that needs a desk."""

    def __init__(self) -> None:
        """Use the settings of this computer until the session gives its own."""
        self.settings = config.Settings()

    def users(self, folder: Path) -> Sequence[str]:
        """Return the logins that open the desk."""
        return office.entry.logins(folder)

    def sign_in(self, folder: Path, user: str, password: str) -> Desk:
        """Open the desk for writing; its lock is held until it is closed."""
        return _ready(office.entry.sign_in(folder, user, password, wait_ms=WAIT_MS))

    def recover(self, folder: Path, user: str, code: str, password: str) -> Desk:
        """Open the desk by the code of the recovery sheet and set a new password."""
        return _ready(office.entry.sign_in_by_code(folder, user, code, password))

    def wizard(self, before: Before, folder: Path) -> Wizard:
        """Return the five steps of the first start, for a desk in this folder."""
        return Wizard(before, self.setup(folder))

    def bring_back(
        self,
        asked: QtWidgets.QDialog,
        before: Before,
        folder: Path,
        begin_again: Callable[[Callable[[], str]], object],
    ) -> None:
        """Let somebody who is not signed in put a backup in the place of the desk."""
        bringing.choose(asked, before, folder, begin_again)

    def window(self, tasks: Tasks[Any], hooks: Hooks, user: str) -> Window:
        """Return the window with its pages."""
        return Window(tasks, self.pages(hooks.may), hooks, user=user, settings=self.settings)

    def setup(self, folder: Path) -> Setup:
        """Return what the first start does."""

        def create(values: dict[str, Any]) -> tuple[Desk, Recovery]:
            desk, code = office.entry.create(
                folder,
                station_code=values["region"],
                station_name=values["station"],
                login=values["user"],
                password=values["password"],
            )
            words = i18n.text(
                "settings.sheet.words",
                station=values["station"],
                user=values["user"],
                code=code,
                day=desk.clock.today().isoformat(),
            )
            return _ready(desk), Recovery(code, words)

        return Setup(
            create=create,
            keep_sheet=lambda words, path: office.papers.keep_words(folder, words, Path(path)),
            demo=lambda: self._demo(folder),
            set_backup=self._second,
            note_kept=office.staff.keep_sheet,
        )

    def pages(self, may: Callable[[str], bool] | None = None) -> Sequence[PageSpec]:
        """Return the pages in the order of the navigation, without those that are all deeds.

        `may(act)` says what the role of the user reaches.
        """
        pages = (
            PageSpec("home", "home", "home.title", duties.make),
            workers_page.spec(),
            intake.spec(),
            orders_page.spec(),
            batches_page.spec(),
            attendance_page.spec(),
            training_page.spec(),
            doubles.spec(),
            settings_page.spec(),
        )
        return [
            page for page in pages if may is None or page.name not in DEEDS or may(DEEDS[page.name])
        ]

    def hooks(self, desk: Desk) -> Hooks:
        """Return where search, undo, state and unlocking come from."""
        return finding.hooks(desk)

    def user_of(self, desk: Desk) -> str:
        """Return the login of the person at this desk."""
        return desk.staff.login

    def is_demo(self, desk: Desk) -> bool:
        """Say whether this desk holds the sample county."""
        return build.is_demo(desk.folder)

    def leave(self, desk: Desk) -> None:
        """Make the backup of the exit; the sample county needs none."""
        if not build.is_demo(desk.folder):
            second = self.settings.second_backup
            office.safety.back_up_on_exit(desk, Path(second) if second else None)

    def _demo(self, folder: Path) -> Desk:
        """Open the sample county beside the desk's own folder; build it the first time.

        One that was broken off, by a power cut for instance, is built anew.
        """
        place = folder.parent / DEMO
        if not (premises.is_whole(place) and office.entry.exists(place / build.DESK)):
            build.build(place, people=DEMO_PEOPLE)
        return office.entry.sign_in(place / build.DESK, county.LOGIN, county.PASSWORD)

    def _second(self, desk: Desk, folder: str) -> None:
        """Keep the second place of backups; it belongs to this computer, not to the desk.

        Raises errors.EnvironmentFailure for one in the desk's own folder.
        """
        office.safety.check_second(desk, Path(folder))
        # Chosen now it may be made; later only what is there counts as a second place.
        with contextlib.suppress(OSError):
            Path(folder).mkdir(exist_ok=True)
        self.settings.second_backup = folder


def _ready(desk: Desk) -> Desk:
    """Put in what a desk needs before its pages open: the templates that come with the program."""
    if desk.may("office.new_template"):
        dispatch.ensure_templates(desk)
    return desk
