"""The current list of people as a workbook: a known layout, the columns shown, or a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import workers
from gigdesk.domain.workers import worker as fields_of_people
from gigdesk.gui import dialogs, folder, form, handing, icons, parts, reach
from gigdesk.gui.fields import Field
from gigdesk.gui.workers import export_form, filters, listing, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.table import Query
    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

LEDGER, STAFF, CHOSEN, FORM = "ledger", "staff", "chosen", "form"
SIGNING = workers.prints.SIGNING
LAYOUTS = {
    LEDGER: ("people.export.ledger", "table"),
    STAFF: ("people.export.staff", "users-group"),
    CHOSEN: ("people.export.chosen", "columns-3"),
    FORM: ("people.export.form", "file-spreadsheet"),
    SIGNING: ("people.export.signing", "printer"),
}
TITLES = {
    STAFF: "people.export.title_staff",
    CHOSEN: "people.export.title_chosen",
    SIGNING: "people.export.title_chosen",
}
_BESIDE = {"number": "people.column.number", "certificates": "people.column.certificates"}
LIST_TITLE = "people.export.list_title"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: the layout (and the form's file), and the list it is written from."""

    layout: str
    query: Query
    count: int
    columns: tuple[tuple[str, str], ...]
    source: Path | None = None


class ExportButton(parts.Button):
    """A button with the layouts; what is chosen asks for the recipient and then writes."""

    def __init__(self, frame: Window, people: Callable[[], listing.PeopleList]) -> None:
        """`people` gives the list whose rows and columns are written."""
        super().__init__(i18n.text("people.export.open"), "file-export")
        self._frame = frame
        self._people = people
        self.allow(allowed=reach.allows(self.open))
        menu = QtWidgets.QMenu(self)
        self._fill(menu)
        self.setMenu(menu)

    def _fill(self, menu: QtWidgets.QMenu) -> None:
        for layout, (key, icon) in LAYOUTS.items():
            menu.addAction(icons.icon(icon), i18n.text(key), lambda name=layout: self.choose(name))

    @reach.needs("workers.export")
    def open(self) -> None:
        """Open the menu from the keyboard, also where the button itself is not in sight."""
        at = self if self.isVisible() else self._people().more
        menu = QtWidgets.QMenu(self.window())
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def choose(self, layout: str) -> None:
        """Ask for what the layout needs."""
        if layout == FORM:
            count = self._people().model.rowCount()
            export_form.FormPicker(
                self._frame, count, labels(), lambda path: self._ask(FORM, path)
            ).open()
        else:
            self._ask(layout)

    def _ask(self, layout: str, source: Path | None = None) -> None:
        people = self._people()
        made = Wanted(
            layout,
            people.model.query,
            people.model.rowCount(),
            shown_columns(people),
            source,
        )
        ask(self._frame, made)


def shown_columns(people: listing.PeopleList) -> tuple[tuple[str, str], ...]:
    """Return (key, title) of the columns in sight; a village comes with its town."""
    found: list[tuple[str, str]] = []
    for place in people.table.head.shown():
        column = people.model.columns[place]
        title = i18n.text(column.title)
        if column.key == "village":
            found.append(("town", i18n.text("people.filter.town")))
            # In the list one cell shows both; on paper each has its own.
            title = i18n.text("people.export.village")
        found.append((column.key, title))
    return tuple(found)


def ask(
    frame: Window, made: Wanted, values: dict[str, Any] | None = None, why: str = ""
) -> form.FormDialog:
    """Open the dialog that asks who receives the list; saving writes it.

    `why` says why it is asked again, with the `values` typed before.
    """
    above = [Field("title", TITLES[made.layout], wide=True)] if made.layout in TITLES else []
    return handing.ask_receiver(
        frame,
        i18n.text(LAYOUTS[made.layout][0]),
        lambda typed: write(frame, made, typed),
        save_words=i18n.text("people.export.write", count=f"{made.count:,}"),
        fields=above,
        values=values,
        why=why,
    )


def write(frame: Window, made: Wanted, values: dict[str, Any]) -> None:
    """Write the workbook or the paper in the background; the notice leads to its folder."""
    name = i18n.text(LAYOUTS[made.layout][0])
    if made.layout == SIGNING:
        name = i18n.text("people.export.signing_title")
    stem = values.get("title") or (made.source.stem if made.source else name)
    ending = "pdf" if made.layout == SIGNING else "xlsx"
    path = folder.free(folder.place(frame, f"{stem} {frame.clock.today().isoformat()}.{ending}"))
    by, descending = listing.order(made.query)
    listed: dict[str, Any] = {
        "text": made.query.text,
        "wanted": filters.wanted(made.query),
        "order": "village" if by == workers.search.FOUND and not made.query.text else by,
        "descending": descending,
        "full": bool(values.get("full")),
    }

    def produce(desk: Any, progress: Progress) -> Any:
        path.parent.mkdir(parents=True, exist_ok=True)

        def told(rows: int) -> None:
            progress.step(rows, made.count)

        if made.layout == SIGNING:
            return workers.prints.signing_list(desk, path, title=stem, **listed)
        if made.source is not None:
            return workers.papers.write_form(
                desk, made.source, path, words=labels(), progress=told, **listed
            )
        return workers.papers.write(
            desk,
            path,
            layout=made.layout,
            columns=made.columns,
            title=values.get("title") or ("" if made.layout == STAFF else i18n.text(LIST_TITLE)),
            progress=told,
            cancelled=lambda: progress.cancelled,
            **listed,
        )

    def begin(done: Any) -> None:
        listed["noted"] = done.number
        title = i18n.text("people.export.job", name=name)
        frame.tasks.prepare(
            produce,
            lambda answer: _tell(frame, path, answer),
            owner=frame,
            title=title,
            failed=lambda error: _again(frame, made, values, error),
        )

    # Who receives it is noted before a line is written, on the lane that writes to the desk.
    frame.tasks.do(lambda desk, _progress: _note(desk, made, values), begin, owner=frame)


def _note(desk: Any, made: Wanted, values: dict[str, Any]) -> Any:
    if made.layout == SIGNING:
        workers.prints.check_lines(made.count)
    return workers.papers.note(
        desk,
        paper=made.source.name if made.source else made.layout,
        people=made.count,
        full=bool(values.get("full")),
        recipient=values["recipient"] or "",
        reason=values["reason"] or "",
    )


def labels() -> dict[str, str]:
    """Return the labels that marks of a form may use, by field; places go by their names."""
    kinds = {field.name: field.kind for field in fields_of_people.FIELDS}
    found = {name: words.field(name) for name in words.FIELDS if kinds.get(name) != "ref"}
    beside = {key: i18n.text(title) for key, title in _BESIDE.items()}
    return {**found, **beside, "village": words.field("village_id")}


def _again(frame: Window, made: Wanted, values: dict[str, Any], error: BaseException) -> bool:
    """Ask again where a form could not be filled: what was typed is not lost."""
    if made.source is None or not isinstance(error, errors.GigDeskError):
        return False
    ask(frame, made, values, dialogs.words_of(error))
    return True


def _tell(frame: Window, path: Path, written: Any) -> None:
    said = i18n.text("people.export.done", count=f"{written.rows:,}", name=path.name)
    losses = getattr(written, "losses", ())
    if losses:
        said += i18n.text("people.export.losses", words=i18n.text("people.joint").join(losses))
    for remark in getattr(written, "remarks", ()):
        said += i18n.text("people.export.remark", words=remark)
    folder.tell(frame, said, path)
    if path.suffix == ".pdf":
        handing.show(frame, path.stem, path)
