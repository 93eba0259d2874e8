"""The page on which a list of names or numbers is pasted; nobody is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui import dialogs, form, parts, record, table
from gigdesk.gui.dispatch import lines, words
from gigdesk.gui.dispatch.written import Said, WrittenPage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

_HALVES = (
    ("batches_page.paste_ready", (lines.ONE,)),
    ("batches_page.paste_many", (lines.MANY,)),
    ("batches_page.paste_none", ("none", "unread")),
    ("batches_page.paste_barred", (lines.BARRED,)),
    ("batches_page.paste_unnamed", (lines.UNNAMED,)),
    ("batches_page.paste_listed", (lines.LISTED,)),
    ("batches_page.paste_repeated", (lines.REPEATED,)),
    ("batches_page.paste_withdrawn", ("withdrawn",)),
)
"""What the sentence at the foot says of the rows, which add up; each only where there are some."""
_SURE = len(_HALVES) - 3


def draft_of(batch_id: bytes) -> str:
    """Return what the open lines of a batch are kept under."""
    return form.name_of("paste_members", batch_id)


class Drafts(form.TextDrafts):
    """Keeps the text; an earlier one stands there at once where it was `wanted`."""

    wanted = False

    def _offer(self, answer: tuple[int, list[dict[str, Any]]]) -> None:
        super()._offer(answer)
        if self.wanted:
            self.restore()


class PastePage(WrittenPage):
    """The text on top, below it every line with whom it means; several people are chosen from.

    `taken(ids)` fires with everybody who is sure or was chosen; whoever puts them on the list tells
    by `handed_over`. A line goes when everybody in it is on the list; what means nobody, was
    refused, or announces more people than it names stays, with the batch, until the clerk takes it
    out.
    """

    most_rows, share = 4, 5
    taken = QtCore.Signal(list)
    _shown: Sequence[dict[str, Any]] = ()

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Read for the batch `row`."""
        self.lines = lines.Lines()
        self._row = row
        self.batch_id: bytes = row["id"]
        self._back = back
        text = i18n.text
        super().__init__(
            frame,
            draft_of(row["id"]),
            Drafts,
            Said(
                title=text("batches_page.paste_to", number=row["number"]),
                hint=text("batches_page.paste_hint"),
                name=text("batches_page.pasted"),
                rule=text("batches_page.paste_rule"),
                take=(text("record.take_none"), "plus"),
            ),
        )
        self.drafts.restored.connect(
            lambda: self.lines.bring_back(self.drafts.more.get("chosen", {}), self.typed())
        )
        record.on_key(self.list.table, "Delete", self.drop)
        self._count()

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("line", "batches_page.line", right=True, width=2.5),
                column("text", "batches_page.said", width=16),
                column(
                    "match",
                    "batches_page.match",
                    kind="status",
                    width=10,
                    show=words.match,
                    tone=words.match_tone,
                ),
                column("who", "batches_page.who", width=18),
            ),
            name=i18n.text("batches_page.lines"),
            view="pasted",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("batches_page.nothing_pasted"), "", "clipboard"),
        )
        made.opened.connect(self.choose)
        return record.plain(made)

    def choose(self, key: str) -> None:
        """Offer the people that a line can mean; show the one it means."""
        found = self.lines.row(key)
        if found is None or found.match != lines.MANY:
            if found is not None and found.people:
                self._open_person(found.people[0][0])
            return
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in found.people:
            menu.addAction(words.person(person), lambda one=person[0]: self.settle(key, one))
        menu.addSeparator()
        if found.more:
            told = i18n.text("batches_page.more_namesakes", count=len(found.people))
            menu.addAction(told).setEnabled(False)
        menu.addAction(i18n.text("batches_page.none_of_them"), lambda: self.settle(key, None))
        place = self.list.table.visualRect(self.list.table.currentIndex())
        menu.popup(self.list.table.viewport().mapToGlobal(place.bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _open_person(self, worker_id: bytes) -> None:
        """Show somebody; going back from there leads here again."""
        page = self.frame.open("workers", worker_id)
        if isinstance(page, record.Trail):
            page.return_by(lambda: self.frame.open("dispatch"))

    def settle(self, key: str, person: bytes | None) -> None:
        """Say whom a line means; None for none of them."""
        self.lines.chosen.pop(key, None)
        if person is not None:
            self.lines.chosen[key] = person
        self._keep_chosen()
        self._show()

    def _keep_chosen(self) -> None:
        self.drafts.more["chosen"] = self.lines.kept()
        self.drafts.soon()

    def typed(self) -> list[str]:
        """Return the lines of the text as it is."""
        return self.text.toPlainText().splitlines()

    def people(self) -> list[bytes]:
        """Return everybody who can be put on the list, in the order of the lines."""
        return self.lines.ready() if self._row["state"] in batches.ON_PAPER else []

    def go(self) -> None:
        """Hand over the people."""
        people = self.people()
        if people:
            self.taken.emit(people)

    def handed_over(self, people: Collection[bytes]) -> bool:
        """Take away the lines of the `people` who are on the list now; say whether others stay."""
        rest = self.lines.rest(people, self.typed())
        if not rest:
            self.drafts.give_up()
            return False
        self.write(rest)
        return True

    def drop(self) -> None:
        """Take the current line out of the text."""
        at = self.lines.row(self.list.table.current_id())
        if at is not None and not self._soon.isActive():
            typed = self.lines.typed
            self.write([line for place, line in enumerate(typed, 1) if place != at.line])

    def leave(self) -> None:
        """Go back; where lines are not on the list yet, ask first: they are kept."""
        left = words.pasted_lines(self.lines.left())
        if not left:
            if list(self.lines.typed) == self.typed():
                self.drafts.give_up()
            self.drafts.flush()
            self._back()
            return
        self.drafts.flush()
        told = i18n.text("batches_page.between_lines").join(left[: words.NAMED])
        dialogs.ask(
            self.frame,
            i18n.text("batches_page.paste_open", count=len(left)),
            i18n.text("batches_page.paste_kept", lines=told),
            yes=i18n.text("batches_page.paste_leave"),
            no=i18n.text("batches_page.paste_go_on"),
            then=self._back,
        )

    def _ask(self) -> None:
        typed = self.text.toPlainText()

        def show(read: list[dispatch.PasteRow]) -> None:
            if self.text.toPlainText() != typed:
                return  # whoever changed the text has it read, and would lose who was chosen
            self.lines.take(read, typed.splitlines())
            self._keep_chosen()
            self._show()

        self.frame.tasks.ask(
            lambda desk: dispatch.read_pasted(desk, typed, batch_id=self._row["id"]),
            show,
            owner=self,
            slot="read",
        )

    def _show(self) -> None:
        self._shown = [words.pasted(each, self.lines) for each in self.lines.read]
        self.list.refresh()
        self._count()

    def _rows(self, _desk: Any, _query: Query) -> Sequence[Row]:
        return self._shown

    def _count(self) -> None:
        people = self.people()
        text = i18n.text
        label = text("record.take", count=len(people)) if people else text("record.take_none")
        self.take.setText(f"{parts.AIR}{label}")
        self.take.setAccessibleName(label)
        self.take.setEnabled(bool(people))
        if self._row["state"] not in batches.ON_PAPER:
            self.said.setText(words.unlike(self._row, "batches_page.closed"))
            return
        if not self.lines.read:
            return
        states = [self.lines.state(each) for each in self.lines.read]
        counts = [sum(map(states.count, which)) for _, which in _HALVES]
        told = [text(key, count=n) for (key, _), n in zip(_HALVES, counts, strict=True) if n]
        more = sum(each.companions for each in self.lines.read)
        told += [text("batches_page.paste_companions", count=more)] if more else []
        self.said.setText(text("batches_page.paste_sum", lines=sum(counts)) + "".join(told))
        parts.tone(self.said, "warning" if any(counts[1:_SURE]) or more else "ok")
