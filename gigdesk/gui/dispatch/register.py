"""The register of contracts: searched, and each one's signed page, copy and end noted."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, scanned
from gigdesk.gui import dialogs, folder, paging, parts, pictures, reach, record, table
from gigdesk.gui.dispatch import ending, papers
from gigdesk.gui.dispatch.contract_rows import ENDING, STATES, columns, filter_words, find
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

REGISTER = "contracts"
"""What the page of batches opens the register by, with the state to show or none."""


def button(frame: Window, trail: Any) -> parts.Button:
    """Return what opens the register on top of the list of batches."""
    words = i18n.text("contracts_page.title")
    return parts.button(words, "file-text", do=lambda: trail.push(RegisterPage(frame, trail)))


class RegisterPage(QtWidgets.QWidget):
    """Enter opens the batch of a contract; what else is done with one stands in the menu."""

    def __init__(self, frame: Window, trail: Any, *, state: str = "") -> None:
        """Show all contracts, or those in a `state` (or `ENDING`)."""
        super().__init__()
        self.frame, self.trail = frame, trail
        text = i18n.text
        title = text("contracts_page.title")
        self.setAccessibleName(title)
        head = record.Head(trail.back)
        head.show_record(title)
        self.menu = record.MenuButton(text("contracts_page.deeds"), self._deeds())
        self.states = record.MenuButton(text("contracts_page.state"))
        self.out = parts.button(text("contracts_page.export"), "file-export", do=self.export)
        self.list = table.Listing(
            frame.tasks,
            paging.Paged(find),
            columns(),
            name=title,
            view="contracts",
            layouts=frame.layouts,
            tools=(self.states, self.menu, self.out),
            nothing=table.Nothing(
                text("contracts_page.none"), text("contracts_page.none_words"), "file-text"
            ),
        )
        self.list.search.setPlaceholderText(text("contracts_page.search"))
        self.states.offer(self._filters())
        for words_, icon, do in self._deeds():
            self.list.add_action(words_, icon, do)
        self.list.opened.connect(lambda _id: self.open_batch())
        self.list.selection_said.connect(frame.say_below)
        column = parts.down(head, self.list)
        column.setStretch(1, 1)
        self.setLayout(column)
        parts.pad(self, 1, 0.75)
        record.on_escape(self, trail.back)
        self.setFocusProxy(self.list.search)
        if state:
            self.only(state)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _deeds(self) -> list[record.MenuEntry]:
        text = i18n.text
        return [
            (text("contracts_page.attach"), "upload", self.attach),
            (text("contracts_page.see"), "eye", self.see),
            (text("contracts_page.detach"), "x", self.detach),
            (text("contracts_page.give"), "user-check", self.give),
            (text("contracts_page.end"), "circle-x", self.end),
            (text("contracts_page.batch"), "bus", self.open_batch),
        ]

    def _filters(self) -> list[record.MenuEntry]:
        every = (i18n.text("contracts_page.every"), "", lambda: self.list.set_filter(None, "state"))
        codes = (ENDING, *STATES)
        return [every, *((filter_words(code), "", self._chooser(code)) for code in codes)]

    def _chooser(self, code: str) -> Callable[[], object]:
        return lambda: self.only(code)

    def only(self, code: str) -> None:
        """Show only contracts in this state, or those that end soon."""
        self.list.set_filter(table.Filter("state", code, filter_words(code)))

    def _chosen(self) -> list[Row]:
        found = self.list.table.selected_rows()
        if not found:
            self.frame.say(i18n.text("contracts_page.first"), "info")
        return list(found)

    def open_batch(self) -> None:
        """Open the batch of the current contract."""
        found = self._chosen()
        if found and found[0]["batch_id"] is not None:
            self.trail.open_batch(found[0]["batch_id"])

    # signed pages

    @reach.needs("dispatch.attach_scan")
    def attach(self) -> None:
        """Choose the file of the signed page of the current contract and keep it."""
        found = self._chosen()
        if found:
            row = found[0]
            folder.choose_file(
                self.frame,
                i18n.text("contracts_page.attach_of", name=row["worker_name"]),
                i18n.text("people.scan.files"),
                "scan",
                lambda path: self.take(row, path),
            )

    def take(self, row: Row, path: Path) -> None:
        """Keep a file as the signed page of a contract."""
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.attach_scan(
                desk, contract_id=row["id"], content=scanned.read(path)
            ),
            lambda done: self._said("contracts_page.attached", row, done),
            owner=self,
            slot=("scan", row["id"]),
        )

    @reach.needs("workers.reveal")
    def see(self) -> None:
        """Show the signed page of the current contract, which is noted."""
        found = self._chosen()
        if found and self._has_page(found[0]):
            row = found[0]
            name = i18n.text("people.scan.view", name=row["worker_name"])
            self.frame.tasks.do(
                lambda desk, _progress: dispatch.see_scan(desk, contract_id=row["id"]),
                lambda scan: pictures.Viewer(self.frame, scan, name).open(),
                owner=self,
                slot="scan",
            )

    @reach.needs("dispatch.remove_scan")
    def detach(self) -> None:
        """Take the signed page of the current contract away after a question."""
        found = self._chosen()
        if found and self._has_page(found[0]):
            row = found[0]
            dialogs.ask(
                self.frame,
                i18n.text("people.scan.remove_ask"),
                i18n.text("people.scan.remove_words"),
                yes=i18n.text("people.scan.remove"),
                then=lambda: self.frame.tasks.do(
                    lambda desk, _progress: dispatch.remove_scan(desk, contract_id=row["id"]),
                    lambda done: self._said("contracts_page.detached", row, done),
                    owner=self,
                ),
                danger=True,
            )

    def _has_page(self, row: Row) -> bool:
        if not row["scan_sha256"]:
            self.frame.say(i18n.text("people.scan.none"), "info")
        return bool(row["scan_sha256"])

    def _said(self, key: str, row: Row, done: Any) -> None:
        self.refresh()
        self.frame.say(
            i18n.text(key, number=row["contract_no"]),
            undo=lambda: self.frame.undo.take_back(done.number),
        )

    # copies and ends

    @reach.needs("dispatch.give_copy")
    def give(self) -> None:
        """Note that the people of the marked contracts got their copy."""
        found = self._chosen()
        if found:
            ids = [row["id"] for row in found]
            record.question(
                self.frame,
                i18n.text("contracts_page.give_count", count=len(ids)),
                (Field("on", "contracts_page.copy_on", Kind.DATE, required=True),),
                lambda desk, values, _sure: dispatch.give_copies(
                    desk, contract_ids=ids, on=datetime.date.fromisoformat(values["on"])
                ),
                done=self._given,
                values={"on": self.frame.clock.today().isoformat()},
            )

    def _given(self, told: tuple[list[str], Any]) -> None:
        self.refresh()
        noted, done = told
        self.frame.say(
            i18n.text("contracts_page.given", count=len(noted)),
            undo=lambda: self.frame.undo.take_back(done.number),
        )

    @reach.needs("dispatch.end_contract")
    def end(self) -> None:
        """Ask for day and reason and end the current contract, or make it void."""
        found = self._chosen()
        if found:
            row = found[0]
            told = ending.Ended(row["id"], row["worker_name"], row["state"])
            ending.ask(self.frame, told, self.refresh)

    @reach.needs("dispatch.export")
    def export(self) -> None:
        """Write the contracts that are shown as a workbook, as a job."""
        state, said = self.list.query.value("state"), self.list.query.text
        states = (state,) if state and state != ENDING else ()
        day = self.frame.clock.today().isoformat()
        papers.write(
            self.frame,
            f"{i18n.text('contracts_page.title')} {day}",
            lambda desk, out: dispatch.export_register(desk, out, states=states, words=said),
        )
