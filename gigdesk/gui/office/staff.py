"""The section of users: who works here, in which role, with which password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtGui

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.domain.office import Role, logins
from gigdesk.gui import dialogs, folder, form, handing, parts, table
from gigdesk.gui.fields import Field, Kind, Option
from gigdesk.gui.form.page import Doing
from gigdesk.gui.office import staff_fields
from gigdesk.gui.office.framing import Framed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.gui.form.page import Values
    from gigdesk.gui.window import Window

MOST = 500


def _find(desk: Any, _query: table.Query) -> Sequence[table.Row]:
    return office.staff.everybody(desk)


def _columns() -> tuple[table.Column, ...]:
    return (
        table.Column("login", "settings.staff.login", width=7, frozen=True),
        table.Column("name", "settings.staff.name", width=7),
        table.Column(
            "role",
            "settings.staff.role",
            width=8,
            show=lambda row: i18n.text(staff_fields.ROLES[row["role"]]),
        ),
        table.Column("phone", "settings.staff.phone", width=8),
        table.Column(
            "state",
            "settings.staff.state",
            kind="status",
            width=6,
            show=lambda row: i18n.text(staff_fields.STATES[row["state"]]),
            tone=lambda row: "ok" if row["state"] == "active" else "muted",
        ),
    )


class StaffSection(Framed):
    """The list for the head of the station; one's own password for everybody."""

    def __init__(self, frame: Window) -> None:
        """Offer what the role reaches."""
        super().__init__(frame, "staff")
        text = i18n.text
        own = parts.button(text("settings.staff.own"), "key", do=self.change_own)
        self.list: table.Listing | None = None
        self._fresh = ""
        if not frame.may("office.change_staff"):
            self.column.addLayout(parts.across(own, None))
            self.column.addStretch(1)
            self.setFocusProxy(own)
            return
        add = parts.button(text("settings.staff.add"), "user-plus", "primary", do=self.add)
        sheet = parts.button(text("settings.staff.sheet"), "key", do=self.ask_sheet)
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(_find),
            _columns(),
            name=text("settings.staff.title"),
            view="staff",
            layouts=frame.layouts,
            searchable=False,
            tools=(own, sheet, add),
            folding=True,
        )
        self.list.model.loaded.connect(self._find_fresh)
        self.list.add_action(text("settings.staff.change"), "pencil", self.change)
        self.list.add_action(text("settings.staff.reset"), "key", self.reset)
        self.list.opened.connect(lambda _id: self.change())
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.table)
        # Of the whole window while this section is in sight: the keyboard may be on the sections.
        QtGui.QShortcut(QtGui.QKeySequence("Ctrl+N"), self).activated.connect(self.add)

    def refresh(self) -> None:
        """Ask for the list anew."""
        if self.list is not None:
            self.list.refresh()

    def add(self) -> None:
        """Ask for a new user."""
        fields = (
            Field("name", "settings.staff.name", required=True),
            Field("login", "settings.staff.login", required=True, hint="settings.staff.login_hint"),
            Field(
                "role",
                "settings.staff.role",
                Kind.CHOICE,
                required=True,
                options=staff_fields.roles(),
                initial="clerk",
            ),
            Field("phone", "settings.staff.phone", Kind.PHONE),
            *staff_fields.PASSWORDS,
        )

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            return office.staff.add(
                desk,
                login=values["login"],
                name=values["name"],
                role=Role(values["role"]),
                password=values["password"],
                phone=values["phone"] or "",
            )

        made = self._form(fields, save, "settings.staff.add", draft="office.add_staff")
        made.clear()
        made.saved.connect(lambda _done, _again: self._added(made.values()))
        dialog = form.FormDialog(self.window(), i18n.text("settings.staff.add"), made)
        dialog.open()

    def _added(self, values: Values) -> None:
        """Say who was added, and give that row the keyboard."""
        text = i18n.text
        words = text(
            "settings.staff.added",
            name=values["name"],
            login=values["login"],
            role=text(staff_fields.ROLES[values["role"]]),
        )
        self.frame.say(words)
        self._fresh = values["login"].strip()
        self.refresh()

    def _find_fresh(self) -> None:
        """Choose the row of whoever was added last, once it is there."""
        if self.list is None or not self._fresh:
            return
        for number, row in enumerate(self.list.model.seen(MOST)):
            if row["login"] == self._fresh:
                self._fresh = ""
                self.list.table.select_row(number)
                self.list.table.setFocus()
                return

    def change(self) -> None:
        """Ask for changes of the user in the current row."""
        rows = self.list.table.selected_rows() if self.list is not None else []
        if not rows:
            return
        row = rows[0]
        states = tuple(
            Option(code, i18n.text(words)) for code, words in staff_fields.STATES.items()
        )
        fields = (
            Field("name", "settings.staff.name", required=True),
            Field(
                "role",
                "settings.staff.role",
                Kind.CHOICE,
                required=True,
                options=staff_fields.roles(),
            ),
            Field("phone", "settings.staff.phone", Kind.PHONE),
            Field(
                "state",
                "settings.staff.state",
                Kind.CHOICE,
                required=True,
                options=states,
                hint="settings.staff.left_hint",
            ),
        )

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            return office.staff.change(desk, row["id"], values)

        draft = form.name_of("office.change_staff", row["id"])
        kept = row["phone"] or ""
        made = self._form(fields, save, "settings.staff.change", draft=draft, phone=kept)
        made.show_values({key: row[key] for key in ("name", "role", "phone", "state")})
        title = f"{i18n.text('settings.staff.change')}  {row['login']}"
        self.ask_form(title, made, "settings.saved")

    def reset(self) -> None:
        """Ask for a new password of the user in the current row."""
        rows = self.list.table.selected_rows() if self.list is not None else []
        if rows:
            self._ask_password(rows[0]["login"], i18n.text("settings.staff.reset"))

    def change_own(self) -> None:
        """Ask for a new password of one's own."""
        self._ask_password(self.frame.user, i18n.text("settings.staff.own"))

    def _ask_password(self, login: str, title: str) -> None:
        own = logins.folded(login) == logins.folded(self.frame.user)

        def save(desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Any:
            if own:
                return office.staff.change_own_password(desk, values["old"], values["password"])
            return office.staff.set_password(desk, login, values["password"])

        made = self._form(
            (staff_fields.OLD, *staff_fields.PASSWORDS) if own else staff_fields.PASSWORDS,
            save,
            "settings.staff.reset",
        )
        self.ask_form(f"{title}  {login}", made, "settings.staff.password_changed")

    def _form(
        self,
        fields: Sequence[Field],
        save: Any,
        name: str,
        *,
        draft: str = "",
        phone: str = "",
    ) -> form.Form:
        """Return a form; under a `draft` what is typed is kept, but never a password."""
        return form.Form(
            fields,
            Doing(act=save, check=lambda values: staff_fields.check(values, phone), draft=draft),
            name=i18n.text(name),
            tasks=self.frame.tasks,
            clock=self.frame.clock,
            can_repeat=False,
        )

    def ask_sheet(self) -> None:
        """Replace the recovery code after a question, and write its sheet."""
        text = i18n.text
        dialogs.ask(
            self.window(),
            text("settings.staff.sheet"),
            text("settings.staff.sheet_words"),
            yes=text("settings.staff.sheet_yes"),
            then=self._choose_folder,
            danger=True,
        )

    def _choose_folder(self) -> None:
        title = i18n.text("settings.staff.sheet_where")
        folder.choose_folder(
            self.frame, title, "recovery_sheet", lambda where: self.write_sheet(str(where))
        )

    def write_sheet(self, where: str) -> None:
        """Make a new recovery code and write its sheet into the folder `where`."""
        self.frame.tasks.do(
            lambda desk, _progress: office.papers.new_sheet(desk, where),
            self._sheet_made,
            owner=self,
            slot="sheet",
        )

    def _sheet_made(self, path: Path) -> None:
        """Say that the sheet is there and show it: until it is printed nobody has the new code."""
        folder.tell(self.frame, i18n.text("settings.staff.sheet_made"), path)
        handing.show(self.frame, i18n.text("settings.staff.sheet_paper"), path)
