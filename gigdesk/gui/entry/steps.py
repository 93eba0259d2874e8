"""What the first start asks for, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

from gigdesk import errors, i18n
from gigdesk.domain import workers
from gigdesk.domain.office import passwords
from gigdesk.gui import dialogs, fields, folder, form, parts
from gigdesk.gui.fields import Field, Finding, Kind
from gigdesk.gui.form.page import Doing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.form.page import Values


@dataclass(frozen=True, slots=True)
class Recovery:
    """The words of the recovery sheet: shown once, printed or saved, never kept by the program."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Setup:
    """The callables of the first start, all run in the background.

    `regions(typed)` offers division codes. `create(values)` makes the desk from `station`,
    `region`, `user`, `password` and returns (desk, `Recovery`). `keep_sheet(words, path)` writes
    the recovery sheet to a file or raises why it may not lie there. `demo()` opens the
    demonstration instead and returns its desk. `set_backup(desk, folder)` keeps the second place
    of backups. `note_kept(desk)` notes that the recovery sheet was said to be kept.
    """

    create: Callable[[dict[str, Any]], tuple[Any, Recovery]]
    keep_sheet: Callable[[str, str], object]
    regions: Callable[[str], Sequence[fields.Candidate]] | None = None
    demo: Callable[[], Any] | None = None
    set_backup: Callable[[Any, str], Any] | None = None
    note_kept: Callable[[Any], Any] | None = None


STATION = (
    Field("station", "window.entry.station", required=True, hint="window.entry.station_hint"),
    Field(
        "region",
        "window.entry.region",
        Kind.DOCUMENT,
        required=True,
        hint="window.entry.region_hint",
        longest=12,
    ),
)
ADMIN = (
    Field("user", "window.entry.user", required=True, hint="window.entry.user_hint"),
    Field("password", "window.entry.password", Kind.SECRET, required=True),
    Field("again", "window.entry.again", Kind.SECRET, required=True),
)
KINDS = "Excel / WPS (*.xlsx *.xls *.xlsb *.ods *.csv *.tsv)"
_REGION_LENGTHS = (6, 9, 12)


def check_station(values: Values) -> list[Finding]:
    """Say what is wrong with the region code: 6, 9 or 12 digits (county, town, village).

    One that begins with no known province may stand once somebody has looked at it again.
    """
    code = values["region"] or ""
    if code and (not code.isdigit() or len(code) not in _REGION_LENGTHS):
        return [Finding("region", i18n.text("window.entry.region_wrong"))]
    if code and workers.divisions.province_name(code) is None:
        words = i18n.text("window.entry.no_province", code=code[:2])
        return [Finding("region", words, "warning", "no_province")]
    return []


def check_admin(values: Values) -> list[Finding]:
    """Say what is wrong with the password: too short, not the same twice, or easily guessed."""
    password, again = values["password"] or "", values["again"] or ""
    if password and len(password) < passwords.SHORTEST:
        return [Finding("password", i18n.text("window.entry.short", count=passwords.SHORTEST))]
    if again and password != again:
        return [Finding("again", i18n.text("window.entry.differs"))]
    if passwords.is_easy(password, values["user"] or ""):
        return [Finding("password", i18n.text("window.entry.easy"), "warning", "easy")]
    return []


def station_form(name: str) -> form.Form:
    """Return the fields of the first step."""
    return form.Form(STATION, Doing(check=check_station), name=name, can_repeat=False, bare=True)


def admin_form(name: str) -> form.Form:
    """Return the fields of the second step."""
    return form.Form(ADMIN, Doing(check=check_admin), name=name, can_repeat=False, bare=True)


class RecoveryStep(QtWidgets.QWidget):
    """Shows the recovery code until it has been printed, saved or written down.

    `grew` says that it needs more room than before.
    """

    grew = QtCore.Signal()

    def __init__(self, keep: Callable[[str, str], object]) -> None:
        """Show nothing until `show_recovery`; `keep(words, path)` writes the sheet to a file."""
        super().__init__()
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        parts.role(self, "surface")
        self._keep = keep
        self._recovery = Recovery("", "")
        self.code = parts.label("", "code", wrap=True)
        self.code.setAccessibleName(i18n.text("window.entry.code"))
        self.kept = QtWidgets.QCheckBox(i18n.text("window.entry.kept"))
        text = i18n.text
        column = parts.down(
            parts.Note(text("window.entry.sheet_words"), "warning"),
            self.code,
        )
        self.save = parts.button(text("window.entry.save_sheet"), "device-usb", do=self.save_sheet)
        column.addLayout(
            parts.across(
                parts.button(text("window.entry.print"), "printer", do=self.print_sheet),
                self.save,
                None,
            )
        )
        self.said = parts.Note("", "error")
        self.said.hide()
        column.addWidget(self.said)
        column.addWidget(self.kept)
        column.addStretch(1)
        self.setLayout(column)
        parts.pad(self, 0)

    def show_recovery(self, recovery: Recovery) -> None:
        """Show a code; it is not shown again later."""
        self._recovery = recovery
        self.code.setText(recovery.code)

    def print_sheet(self) -> None:
        """Print the sheet by the system's dialog."""
        printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
        dialog = QtPrintSupport.QPrintDialog(printer, self)

        def print_it() -> None:
            page = QtGui.QTextDocument()
            page.setPlainText(self._recovery.words)
            page.print_(printer)
            self.kept.setChecked(True)

        dialog.accepted.connect(print_it)
        QtWidgets.QDialog.open(dialog)

    def save_sheet(self) -> None:
        """Save the sheet as text, for instance on a USB stick."""
        name = i18n.text("window.entry.sheet") + ".txt"
        title = i18n.text("window.entry.save_sheet")
        folder.ask(self, title, folder.documents(), lambda path: self.save_to(str(path)), name=name)

    def save_to(self, path: str) -> None:
        """Write the sheet to a file and take it as kept.

        Where that fails it says why, and the keyboard waits where another place is chosen.
        """
        try:
            self._keep(self._recovery.words, path)
        except errors.GigDeskError as error:
            unsaved = i18n.text("window.entry.unsaved")
            self.said.say(f"{unsaved} {dialogs.words_of(error)}", "error")
            self.save.setFocus()
        else:
            self.said.say(i18n.text("window.entry.saved_sheet", path=path), "ok")
            self.kept.setChecked(True)
        self.said.show()
        self.grew.emit()


class PickStep(QtWidgets.QWidget):
    """A step that picks a file or a folder, now or later."""

    def __init__(self, words: str, button: str, icon: str) -> None:
        """Explain by `words` and pick by a button; the USB icon means a folder."""
        super().__init__()
        self.chosen = ""
        self._folders = icon == "device-usb"
        self.pick = parts.button(button, icon, do=self._open)
        self._words = parts.label(i18n.text("window.entry.later"), "muted", wrap=True)
        column = parts.down(parts.label(words, wrap=True), self.pick, self._words, None)
        column.setAlignment(self.pick, QtCore.Qt.AlignmentFlag.AlignLeft)
        self.setLayout(column)

    def choose(self, path: str) -> None:
        """Take a file or folder."""
        self.chosen = path
        self._words.setText(path)

    def _open(self) -> None:
        start = str(Path(self.chosen).parent) if self.chosen else folder.documents()
        folder.ask(
            self,
            self.pick.accessibleName(),
            start,
            lambda path: self.choose(str(path)),
            kinds="" if self._folders else KINDS,
            folders=self._folders,
        )
