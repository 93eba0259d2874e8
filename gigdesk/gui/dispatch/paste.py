"""The page on which a list of names or numbers is pasted; nobody is guessed."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import dialogs, folding, form, parts, record, table, theme
from gigdesk.gui.dispatch import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

READ_MS = 400
ONE, MANY = "one", "many"
SETTLED = ("withdrawn", "heading")
"""Lines that mean nobody who is to be put on the list."""
NAMED = 6
"""So many lines are named in one sentence."""


class PastePage(QtWidgets.QWidget):
    """The text on top, below it every line with whom it means; several people are chosen from.

    `taken(ids)` fires with everybody who is sure or was chosen; whoever puts them on the list tells
    by `handed_over`, and the lines that are still open stay. They are asked about by `leave`, as
    are lines that were put on but announce more people than they name (`unnamed`).
    """

    taken = QtCore.Signal(list)

    def __init__(self, frame: Window, row: Mapping[str, Any], back: Callable[[], object]) -> None:
        """Read for the batch `row`."""
        super().__init__()
        self.frame = frame
        self.read: list[dispatch.PasteRow] = []
        self.chosen: dict[int, bytes] = {}
        self._back = back
        self._lines: list[str] = []
        self.unnamed: list[str] = []
        self._handed = collections.Counter[str]()
        text = i18n.text
        self.head = record.Head(self.leave)
        self.head.show_record(text("batches_page.paste_to", number=row["number"]))
        self.text = QtWidgets.QPlainTextEdit()
        self.text.setPlaceholderText(text("batches_page.paste_hint"))
        self.text.setAccessibleName(text("batches_page.pasted"))
        self.text.setTabChangesFocus(True)
        draft = form.name_of("paste_members", row["id"])
        self.drafts = form.TextDrafts(self.text, draft, frame.tasks)
        self.drafts.restored.connect(self._choose_again)
        self.list = self._listing()
        self.take = parts.button(text("record.take_none"), "plus", "primary", do=self.go)
        self.said = parts.label(text("batches_page.paste_rule"), "hint", wrap=True)
        foot = parts.across(self.said, self.take)
        foot.setStretch(0, 1)
        whole = record.body(self.head, self.drafts.bar, self.text, self.list)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=READ_MS)
        self._soon.timeout.connect(self._ask)
        self.text.textChanged.connect(self._soon.start)
        record.on_escape(self, self.leave)
        record.on_key(self, "Ctrl+Return", self.go)
        record.on_key(self.list.table, "Delete", self.drop)
        self.setFocusProxy(self.text)
        folding.Later(self, self._fit, high=True)
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

    def choose(self, line: int) -> None:
        """Offer the people that a line can mean."""
        found = next((each for each in self.read if each.line == line), None)
        if found is None or found.match != MANY:
            return
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in found.people:
            menu.addAction(words.person(person), lambda one=person[0]: self.settle(line, one))
        menu.addSeparator()
        menu.addAction(i18n.text("batches_page.none_of_them"), lambda: self.settle(line, None))
        place = self.list.table.visualRect(self.list.table.currentIndex())
        menu.popup(self.list.table.viewport().mapToGlobal(place.bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def settle(self, line: int, person: bytes | None) -> None:
        """Say whom a line means; None for none of them."""
        chosen = {at: one for at, one in self.chosen.items() if at != line}
        self._keep_chosen(chosen if person is None else {**chosen, line: person})
        self.list.refresh()
        self._count()

    def _keep_chosen(self, chosen: dict[int, bytes]) -> None:
        self.chosen = chosen
        self.drafts.more["chosen"] = {str(at): one.hex() for at, one in chosen.items()}
        self.drafts.soon()

    def _choose_again(self) -> None:
        """Take up whom the lines meant that came back."""
        chosen = self.drafts.more.get("chosen", {})
        self.chosen = {int(at): bytes.fromhex(one) for at, one in chosen.items()}

    def people(self) -> list[bytes]:
        """Return everybody who is sure or was chosen, in the order of the lines."""
        found = [
            self.chosen.get(each.line)
            if each.match == MANY
            else each.people[0][0]
            if each.match == ONE
            else None
            for each in self.read
        ]
        return list(dict.fromkeys(person for person in found if person is not None))

    def go(self) -> None:
        """Hand over the people."""
        people = self.people()
        if people:
            still = {each.line for each in self._open()}
            self._handed = collections.Counter(
                line for at, line in enumerate(self._lines, 1) if at not in still
            )
            self.taken.emit(people)

    def handed_over(self) -> bool:
        """Take away the lines that are settled now; say whether others are still open."""
        rest = []
        still = {each.line for each in self._open()}
        self.unnamed += [
            i18n.text("batches_page.unnamed", text=each.text.strip(), count=each.companions)
            for each in self.read
            if each.companions and each.line not in still and each.match not in SETTLED
        ]
        for line in self.text.toPlainText().splitlines():
            if self._handed[line]:
                self._handed[line] -= 1
            elif line.strip():
                rest.append(line)
        self._keep_chosen({})
        if not rest:
            self.drafts.give_up()
            return bool(self.unnamed) and self._emptied()
        self._write(rest)
        return True

    def _emptied(self) -> bool:
        """Clear the text, and stay: somebody who was announced has no name yet."""
        self._write([])
        self.said.setText(
            i18n.text(
                "batches_page.unnamed_left",
                lines=i18n.text("batches_page.between_lines").join(self.unnamed),
            )
        )
        parts.tone(self.said, "warning")
        return True

    def drop(self) -> None:
        """Take the current line out of the text."""
        at = self.list.table.current_id()
        if isinstance(at, int) and not self._soon.isActive():
            chosen = {line - (line > at): one for line, one in self.chosen.items() if line != at}
            self._keep_chosen(chosen)
            self._write([line for place, line in enumerate(self._lines, 1) if place != at])

    def _write(self, lines: Sequence[str]) -> None:
        """Put other lines into the text, so that Ctrl+Z brings back what was there; read them."""
        whole = QtGui.QTextCursor(self.text.document())
        whole.select(whole.SelectionType.Document)
        whole.insertText("\n".join(lines))
        self.read = []
        self._count()
        self._soon.stop()
        self._ask()

    def _open(self) -> list[dispatch.PasteRow]:
        """Return the lines that mean nobody yet."""
        return [
            each
            for each in self.read
            if each.match not in (ONE, *SETTLED)
            and not (each.match == MANY and each.line in self.chosen)
        ]

    def leave(self) -> None:
        """Go back; where lines are not on the list yet, ask first: they are kept."""
        left = [each.text.strip() for each in self.read if each.match not in SETTLED]
        left += self.unnamed
        self.drafts.flush()
        if not left:
            self._back()
            return
        lines = i18n.text("batches_page.between_lines").join(left[:NAMED])
        dialogs.ask(
            self.frame,
            i18n.text("batches_page.paste_open", count=len(left)),
            i18n.text("batches_page.paste_kept", lines=lines),
            yes=i18n.text("batches_page.paste_leave"),
            no=i18n.text("batches_page.paste_go_on"),
            then=self._back,
        )

    def may_leave(self) -> bool:
        """Say that a pasted text may be left: it is kept, and offered when one comes back."""
        self.drafts.flush()
        return True

    def _ask(self) -> None:
        typed = self.text.toPlainText()

        def show(read: list[dispatch.PasteRow]) -> None:
            self._lines = typed.splitlines()
            self._show(read)

        self.frame.tasks.ask(
            lambda desk: dispatch.read_pasted(desk, typed), show, owner=self, slot="read"
        )

    def _show(self, read: list[dispatch.PasteRow]) -> None:
        self.read = read
        known = {each.line for each in read}
        self.chosen = {line: one for line, one in self.chosen.items() if line in known}
        self.list.refresh()
        self._count()

    def _rows(self, _desk: Any, _query: Query) -> Sequence[Row]:
        chosen = dict(self.chosen)
        return [words.pasted(each, chosen.get(each.line)) for each in list(self.read)]

    def _count(self) -> None:
        people = self.people()
        text = i18n.text
        label = text("record.take", count=len(people)) if people else text("record.take_none")
        self.take.setText(f"{parts.AIR}{label}")
        self.take.setAccessibleName(label)
        self.take.setEnabled(bool(people))
        if not self.read:
            return
        many = sum(each.match == "many" and each.line not in self.chosen for each in self.read)
        none = sum(each.match in ("none", "unread") for each in self.read)
        lines = sum(each.match != "heading" for each in self.read)
        said = text("batches_page.paste_sum", lines=lines, many=many, none=none)
        self.said.setText(said)
        parts.tone(self.said, "warning" if many or none else "ok")

    def _fit(self) -> None:
        """Leave the lines most of the height."""
        row = theme.measures().row
        self.text.setFixedHeight(max(row * 2, min(row * 4, self.height() // 5)))
