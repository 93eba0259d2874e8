"""A list on a person's page: what hangs on the person, with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import dialogs, parts, reach, table
from gigdesk.gui.table.listing import Nothing
from gigdesk.gui.workers import notices, scanning, words

if TYPE_CHECKING:
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

Person = workers.people.Person
Doer = Callable[["Section", Any], object]


@dataclass(frozen=True, slots=True)
class Spec:
    """One list: `rows(person, today)`, its columns, and what adding, opening and taking away do.

    `scans` is the table of its rows, where those have scans.
    """

    name: str
    title: str
    icon: str
    nothing: str
    columns: Callable[[], tuple[table.Column, ...]]
    rows: Callable[[Person, str], Sequence[Any]]
    add: Doer | None = None
    add_words: str = ""
    edit: Doer | None = None
    remove: Doer | None = None
    remove_words: str = ""
    paper: Doer | None = None
    paper_words: str = ""
    scans: str = ""


class Section(table.Listing):
    """A list of a person's belongings; Enter corrects, the page knows the other keys."""

    def __init__(self, frame: Window, spec: Spec, again: Callable[[], object]) -> None:
        """`again` asks the whole page anew after something was done."""
        self.frame = frame
        self.spec = spec
        self.again = again
        self.person: Person | None = None
        self.rows: list[Any] = []
        tools = []
        self._away: parts.Button | None = None
        self.scanning: scanning.Scanning | None = None
        if spec.remove is not None:
            self._away = parts.button(i18n.text(spec.remove_words), "x", do=self.take_away)
            tools.append(self._away)
        if spec.paper is not None:
            tools.append(parts.button(i18n.text(spec.paper_words), "printer", do=self.print_paper))
        if spec.scans:
            self.scanning = scanning.Scanning(self, spec.scans)
            tools.append(self.scanning.menu())
        actions = ()
        if spec.add is not None:
            add = i18n.text(spec.add_words)
            tools.append(parts.button(add, "plus", do=self.add_one))
            actions = ((add, "plus", self.add_one),)  # type: ignore[assignment]
        super().__init__(
            frame.tasks,
            table.RowSource(lambda _desk, _query: self.rows),
            spec.columns(),
            name=i18n.text(spec.title),
            view=f"person_{spec.name}",
            layouts=frame.layouts,
            tools=tools,
            nothing=Nothing(i18n.text(spec.nothing), "", spec.icon, actions),
            searchable=False,
        )
        self.opened.connect(self._edit)
        self.count.hide()
        self.setFocusProxy(self.table)

    def show_person(self, person: Person) -> None:
        """Show what hangs on this person."""
        self.person = person
        found = self.spec.rows(person, self.frame.clock.today().isoformat())
        self.rows = [_with_id(one, place) for place, one in enumerate(found)]
        if self._away is not None:
            self._away.setEnabled(bool(self.rows))
        self.refresh()

    @reach.needs("workers.correct")
    def add_one(self) -> None:
        """Open the dialog for one more."""
        if self.spec.add is not None and self.person is not None:
            self.spec.add(self, None)

    @reach.needs("workers.correct")
    def take_away(self) -> None:
        """Ask about the current one, then take it away."""
        row = self.current()
        if self.spec.remove is not None and row is not None:
            self.spec.remove(self, row)

    @reach.needs("workers.export")
    def print_paper(self) -> None:
        """Make the paper that belongs to this list and show it."""
        if self.spec.paper is not None and self.person is not None:
            self.spec.paper(self, None)

    def choose_scan(self, row_id: bytes) -> None:
        """Choose the file of the scan of a row."""
        if self.scanning is not None:
            self.scanning.choose_for(row_id)

    def do(self, act: Callable[[Any], Any]) -> None:
        """Do an act, say it with its way back, and ask the page anew."""

        def told(answer: Any) -> None:
            notices.say(self.frame, answer, self.again)
            self.again()

        self.frame.tasks.do(lambda desk, _progress: act(desk), told, owner=self)

    def current(self) -> Any:
        """Return the row that the keyboard is on; None where there is none."""
        kept = self.table.current_id()
        return next((row for row in self.rows if row["id"] == kept), None)

    @reach.needs("workers.correct")
    def _edit(self, row_id: Any) -> None:
        row = next((one for one in self.rows if one["id"] == row_id), None)
        if self.spec.edit is not None and row is not None:
            self.spec.edit(self, row)


def _with_id(row: Row, place: int) -> Any:
    return row if row.get("id") is not None else {**row, "id": place}


def id_of(section: Section) -> bytes:
    """Return whose things are shown."""
    if section.person is None:
        raise LookupError
    return section.person.id


def name_of(section: Section) -> str:
    """Return the name of whose things are shown."""
    if section.person is None:
        raise LookupError
    name: str = section.person.worker["name"]
    return name


def ask(section: Section, title: str, said: str, act: Callable[[Any], Any]) -> None:
    """Ask before something is taken away."""
    dialogs.ask(
        section.frame,
        i18n.text(title),
        said,
        yes=i18n.text(section.spec.remove_words),
        then=lambda: section.do(act),
        danger=True,
    )


def said(name: str, code_set: str) -> Callable[[Row], str]:
    """Return how a column of codes is shown."""
    return lambda row: words.label(code_set, row[name])


def standing(
    known: Mapping[str, tuple[str, str]],
    *,
    key: str = "standing",
    title: str = "people.certificate.standing",
    width: float = 6,
    show: Callable[[Row], str] | None = None,
) -> table.Column:
    """Return the column that says how a row stands, in words and colour.

    `known` are words and tone by the row's `standing`; `show` says more than the words alone.
    """
    return table.Column(
        key,
        title,
        kind="status",
        width=width,
        show=show or (lambda row: words.toned(known, row["standing"])[0]),
        tone=lambda row: words.toned(known, row["standing"])[1],
    )


def day(name: str) -> Callable[[Row], str]:
    """Return how a column of days is shown."""
    return lambda row: words.day(row[name])
