"""The section of backups: make one, prove one, put one back, and where the second copy goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigdesk import config, errors, i18n
from gigdesk.actions import office
from gigdesk.demo import build
from gigdesk.gui import dialogs, folder, parts, table
from gigdesk.gui.office import restoring
from gigdesk.gui.office.acts import when
from gigdesk.gui.office.framing import Framed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6 import QtWidgets

    from gigdesk.gui.window import Window

REASONS = {
    "exit": "settings.safety.exit",
    "now": "settings.safety.now_reason",
    "import": "settings.safety.import",
    "migration": "settings.safety.migration",
    "restore": "settings.safety.restore_reason",
}
_MB = 1_000_000


def kinds() -> str:
    """Return what a file dialog calls backups, with their ending."""
    called = i18n.text("settings.safety.files")
    return f"{called} (*.gdbak)"


def _find(desk: Any, _query: table.Query) -> Sequence[table.Row]:
    return [
        {
            "id": str(kept.path),
            "when": when(desk.clock, round(kept.made.timestamp() * 1000)),
            "why": i18n.text(REASONS[kept.why]) if kept.why in REASONS else kept.why,
            "size": f"{kept.size_bytes / _MB:.1f} MB",
            "file": kept.path.name,
        }
        for kept in office.safety.backups(desk)
    ]


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("when", "settings.safety.when", width=9, frozen=True, sortable=False),
        table.Column("why", "settings.safety.why", width=8, sortable=False),
        table.Column("size", "settings.safety.size", width=6, right=True, sortable=False),
        table.Column("file", "settings.safety.file", width=18, sortable=False),
    )


def _back_up(desk: Any, second: Path | None) -> tuple[Path, errors.GigDeskError | None]:
    """Return the backup that was made, with why its copy in the second place was not."""
    before = {kept.path for kept in office.safety.backups(desk)}
    try:
        return office.safety.back_up_now(desk, second), None
    except errors.GigDeskError as error:
        made = [kept.path for kept in office.safety.backups(desk) if kept.path not in before]
        is_damage = error.code in ("errors.backup_keys", "errors.backup_as_it_is")
        if is_damage or second is None or not made:
            raise
        return made[0], error


class SafetySection(Framed):
    """The automatic backups of this desk, newest first."""

    def __init__(self, frame: Window) -> None:
        """Offer what the role reaches."""
        super().__init__(frame, "safety")
        text = i18n.text
        may = frame.may("office.backup")
        self.state = parts.Note("", "info")
        self.column.addWidget(self.state)
        self._second = parts.label("", "muted", wrap=True)
        choose = parts.button(text("settings.safety.choose"), "device-usb", do=self.choose_second)
        self._none = parts.button(
            text("settings.safety.choose_none"), "x", do=lambda: self.set_second("")
        )
        row = parts.across(self._second, choose, self._none)
        row.setStretch(0, 1)
        self.column.addLayout(row)
        now = parts.button(text("settings.safety.now"), "database", "primary", do=self.back_up)
        elsewhere = parts.button(text("settings.safety.save_as"), "download", do=self.choose_file)
        restore = parts.button(text("settings.safety.restore"), "upload", do=self.restore)
        restore.setVisible(frame.may("office.restore"))
        for button in (now, elsewhere, choose, self._none):
            button.setVisible(may)
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(_find),
            _columns(),
            name=text("settings.safety.list"),
            view="backups",
            layouts=frame.layouts,
            searchable=False,
            tools=(restore, elsewhere, now),
            folding=True,
            nothing=table.Nothing(
                text("settings.safety.none"), text("settings.safety.none_words"), "database"
            ),
        )
        self.list.add_action(text("settings.safety.prove"), "shield-check", self.prove)
        self.list.add_action(text("record.open_folder"), "folder-open", self.show_folder)
        if frame.may("office.restore"):
            self.list.add_action(text("settings.safety.restore_this"), "upload", self.restore_this)
        self.list.opened.connect(lambda _id: self.prove())
        self.column.addWidget(self.list, 1)
        hint = parts.label(text("settings.safety.enter"), "hint", wrap=True)
        self.column.addLayout(self._below(hint))
        self.spare += [hint, self.state, self.list.count]
        self.setFocusProxy(now if may else self.list.table)
        self._may = may
        self._show_second()
        self._ask_state()

    def _below(self, hint: QtWidgets.QWidget) -> QtWidgets.QLayout:
        """Return what can be done with the chosen row, in sight: a right click is not guessed."""
        text = i18n.text
        self.this = [parts.button(text("settings.safety.prove"), "shield-check", do=self.prove)]
        if self.frame.may("office.restore"):
            words = text("settings.safety.restore_this")
            self.this.append(parts.button(words, "upload", do=self.restore_this))
        chosen = self.list.table.selectionModel()
        chosen.selectionChanged.connect(lambda _on, _off: self._offer_this())
        self._offer_this()
        row = parts.across(hint, *self.this)
        row.setStretch(0, 1)
        return row

    def _offer_this(self) -> None:
        for button in self.this:
            button.setEnabled(self.list.table.selectionModel().hasSelection())

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()
        self._ask_state()

    def _ask_state(self) -> None:
        self.ask_for(
            lambda desk: (
                desk.clock,
                office.safety.last_backup(desk),
                build.is_demo(desk.folder),
            ),
            self._show_state,
        )

    def _show_state(self, told: tuple[Any, Any, bool]) -> None:
        clock, made, is_demo = told
        if is_demo:
            self.state.say(i18n.text("settings.safety.demo"), "info")
            return
        if made is None:
            self.state.say(i18n.text("home.backup.never"), "warning")
            return
        shown = when(clock, round(made.timestamp() * 1000))
        self.state.say(i18n.text("settings.safety.last", when=shown), "ok")

    def back_up(self) -> None:
        """Make a backup at once, and its copy in the second place."""
        second = self.frame.settings.second_backup
        self.frame.tasks.do(
            lambda desk, _progress: _back_up(desk, Path(second) if second else None),
            self._made_now,
            owner=self,
            title=i18n.text("settings.safety.now"),
            slot="back_up",
        )

    def _made_now(self, made: tuple[Path, errors.GigDeskError | None]) -> None:
        """Show the new backup, and say where its copy is lacking."""
        path, error = made
        if error is None:
            self._made(path)
            return
        self.refresh()
        title = i18n.text("settings.safety.no_copy")
        dialogs.say(self.window(), title, dialogs.words_of(error), "warning")

    def _made(self, path: Path) -> None:
        folder.tell(self.frame, i18n.text("settings.safety.made"), path)
        self.refresh()

    def choose_file(self) -> None:
        """Ask where a backup goes, and write it there."""
        name = f"gigdesk-{self.frame.clock.today().isoformat()}.gdbak"
        title = i18n.text("settings.safety.save_as")
        folder.choose_new_file(self.frame, title, kinds(), "backup", self.save_as, name=name)

    def save_as(self, path: Path) -> None:
        """Write a backup to `path`."""
        self.frame.tasks.do(
            lambda desk, _progress: office.safety.back_up(desk, path, replace=True),
            lambda _made: self._made(path),
            owner=self,
            title=i18n.text("settings.safety.save_as"),
        )

    def prove(self) -> None:
        """Prove the backup in the current row by opening it in a scratch folder."""
        rows = self.list.table.selected_rows()
        if not rows:
            return
        path = Path(rows[0]["id"])
        self.frame.tasks.prepare(
            lambda desk, _progress: office.safety.prove(desk, path),
            lambda made: self.frame.say(
                i18n.text("settings.safety.proven", file=path.name, ops=made.seq)
            ),
            owner=self,
            title=i18n.text("settings.safety.prove"),
        )

    def show_folder(self) -> None:
        """Open the folder of the backup in the current row."""
        for row in self.list.table.selected_rows()[:1]:
            folder.show(Path(row["id"]))

    def choose_second(self) -> None:
        """Ask for the second place of backups; who leaves without a choice keeps what is set."""
        title, start = i18n.text("settings.safety.choose"), self.frame.settings.second_backup
        folder.choose_folder(
            self.frame,
            title,
            "second_backup",
            self.take_second,
            start=start,
        )

    def take_second(self, where: Path) -> None:
        """Keep the second place that was chosen; the desk's own folder is refused at once."""
        self.frame.tasks.ask(
            lambda desk: office.safety.check_second(desk, where),
            lambda _answer: self.set_second(str(where)),
            owner=self,
            slot="second",
        )

    def set_second(self, where: str) -> None:
        """Keep the second place; an empty one means none."""
        self.frame.settings.second_backup = where
        self._show_second()
        try:
            config.save_settings(self.frame.settings)
        except OSError:
            self.frame.say(i18n.text("settings.look.unsaved"), "warning")

    def _show_second(self) -> None:
        where = self.frame.settings.second_backup or i18n.text("settings.safety.no_second")
        self._second.setText(i18n.text("settings.safety.second", where=where))
        self._none.setVisible(self._may and bool(self.frame.settings.second_backup))

    def restore(self) -> None:
        """Ask for a backup file, first among the listed ones, and put it in place of this desk."""
        title = i18n.text("settings.safety.restore")
        chosen = [*self.list.table.selected_rows(), *self.list.model.seen(1)][:1]
        start = str(Path(chosen[0]["id"]).parent) if chosen else ""
        folder.choose_file(self.frame, title, kinds(), "backup", self.restore_file, start=start)

    def restore_this(self) -> None:
        """Put the backup in the current row in the place of this desk."""
        for row in self.list.table.selected_rows()[:1]:
            title = i18n.text("settings.safety.restore_this")
            self.restore_file(Path(row["id"]), f"{title}  {row['when']}")

    def restore_file(self, path: Path, title: str = "") -> None:
        """Ask for login and password of a backup, then end this sitting and put it in place."""
        title = title or f"{i18n.text('settings.safety.restore')}  {path.name}"
        frame = self.frame
        asking = restoring.Asking(frame.tasks, frame.hooks.begin_again, frame.user)
        self.ask_for(
            lambda desk: (
                desk.folder,
                office.restoring.logins_of(path),
                office.restoring.seems_other(path, desk.folder),
            ),
            lambda told: restoring.ask(
                frame, path, told[0], told[1], asking, title=title, others=told[2]
            ),
        )
