"""Two records side by side: what differs, which value stays, joined into one or kept apart."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions.workers import doubles
from gigdesk.gui import dialogs, form, parts, reach, record
from gigdesk.gui.fields import Field
from gigdesk.gui.workers import intake_line, intake_undo, intake_words, peeking, words
from gigdesk.gui.workers.doubles_sides import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.window import Window

CLASH_AWAY = "workers.error.merge_clash_away"


class PairView(QtWidgets.QWidget):
    """Shows a pair; `settled(pair, gone)` fires when it was joined or set apart.

    `gone` is the id of the record that was joined to the other, or None.
    """

    settled = QtCore.Signal(object, object)
    taken_back = QtCore.Signal()
    left = QtCore.Signal()

    def __init__(self, frame: Window) -> None:
        """Show no pair yet."""
        super().__init__()
        self._frame = frame
        self.pair: doubles.Pair | None = None
        self.keeps_first = True
        self._places: Mapping[bytes, str] = {}
        self.sides: Sides | None = None
        self._differing: list[tuple[str, Any, Any]] = []
        self._area = parts.scroll(QtWidgets.QWidget())
        text = i18n.text
        self.merge = parts.button(text("doubles_page.merge"), "git-merge", "primary", do=self.join)
        self.swap = parts.button(text("doubles_page.swap"), "refresh", do=self.exchange)
        self.apart = parts.button(text("doubles_page.apart"), "users", do=self.set_apart)
        self.back = parts.button(text("record.back"), "arrow-left", do=self.left.emit)
        self.back.hide()
        foot = intake_line.button_row((self.back, self.merge, self.apart, self.swap))
        column = parts.down(self._area, foot, gap=0.75)
        column.setStretch(0, 1)
        self.setLayout(column)
        intake_words.enter_presses(self)
        record.on_escape(self, self.left.emit)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no pair is chosen."""
        self.pair = self.sides = None
        self._put(
            parts.down(parts.label(i18n.text("doubles_page.choose"), "muted", wrap=True), None)
        )
        self._offer()

    def show_pair(self, pair: doubles.Pair, places: Mapping[bytes, str]) -> None:
        """Ask in what the two differ and show them; `places` names villages by id."""
        self._places = places
        if self.pair is not None and _ids(pair) == _ids(self.pair):
            return
        self.pair, self.sides, self.keeps_first = pair, None, True
        self._ask()

    @reach.needs("workers.merge")
    def exchange(self) -> None:
        """Let the other record be the one that stays."""
        self.keeps_first = not self.keeps_first
        self._show(self._differing)

    @reach.needs("workers.reveal")
    def peek(self) -> None:
        """Show the numbers of both for a moment, to be held against the cards; it is noted."""
        if self.pair is not None:
            shown = [
                {**row, "name": f"{words.number(row['number'])}  {row['name']}"}
                for row in self._rows()
            ]
            peeking.show(self._frame, self, *shown)

    @property
    def groups(self) -> Mapping[str, QtWidgets.QButtonGroup]:
        """Return the choices of a side by field, once the two have been compared."""
        return self.sides.groups if self.sides is not None else {}

    def choices(self) -> dict[str, str]:
        """Return for each field which record's value stays."""
        return self.sides.choices() if self.sides is not None else {}

    @reach.needs("workers.merge")
    def join(self) -> None:
        """Join the two, once they have been compared; it can be undone.

        Where both have a number and the numbers differ, that is asked about first.
        """
        if self.pair is None or self.sides is None:
            return
        go = functools.partial(self._join, self.pair, *self._joining())
        numbers = self._numbers()
        if numbers is None:
            go()
            return
        dialogs.ask(
            self.window(),
            i18n.text("doubles_page.numbers_ask"),
            i18n.text("doubles_page.numbers_words", **numbers),
            yes=i18n.text("doubles_page.numbers_yes"),
            then=go,
            danger=True,
        )

    def _numbers(self) -> dict[str, str] | None:
        """Return whose numbers differ; None where they are the same or one has none."""
        said = next((each for each in self._differing if each[0] == "doc_no"), None)
        if self.pair is None or said is None or "" in (said[1] or "", said[2] or ""):
            return None
        one, other = self.pair.one, self.pair.other
        return {
            "one": words.number(one["number"]),
            "one_no": said[1],
            "other": words.number(other["number"]),
            "other_no": said[2],
        }

    def _join(
        self, pair: doubles.Pair, merge: Callable[..., Any], done: Callable[[Any], None]
    ) -> None:

        def failed(error: BaseException) -> bool:
            if isinstance(error, errors.Refused) and error.code == CLASH_AWAY:
                self.ask_reason(error)
                return True
            return False

        self._frame.tasks.do(
            lambda desk, _progress: merge(desk),
            done,
            owner=self,
            failed=failed,
            slot=("join", _ids(pair)),
        )

    def _joining(self) -> tuple[Callable[..., Any], Callable[[Any], None]]:
        """Return what joins the two as they are shown now, and what tells that it was done."""
        pair, (keep, other) = self.pair, self._rows()
        chosen = self.choices()
        told = i18n.text(
            "doubles_page.merged",
            kept=words.number(keep["number"]),
            joined=words.number(other["number"]),
        )

        def merge(desk: Any, **more: Any) -> Any:
            return doubles.merge(desk, keep=keep["id"], other=other["id"], choices=chosen, **more)

        return merge, lambda done: self._done(pair, told, other["id"], done.number)

    def ask_reason(self, error: errors.Refused) -> form.Form:
        """Both are with batches that have left: join them with a reason, or leave them."""
        merge, done = self._joining()
        return record.question(
            self._frame,
            i18n.text("doubles_page.merge"),
            [Field("reason", "doubles_page.merge_reason", required=True, wide=True)],
            lambda desk, values, _codes: merge(desk, reason=values["reason"], despite_overlap=True),
            done=done,
            said=i18n.text("doubles_page.clash", **error.params),
            draft=_draft("merge", self._rows()),
        )

    @reach.needs("workers.not_double")
    def set_apart(self) -> None:
        """Note that they are two people, with the reason; they are not proposed again."""
        if self.pair is None:
            return
        pair = self.pair
        one, other = _ids(pair)
        declared = [Field("reason", "doubles_page.reason", wide=True)]
        record.question(
            self._frame,
            i18n.text("doubles_page.apart"),
            declared,
            lambda desk, values, _codes: doubles.not_double(
                desk, one_id=one, other_id=other, reason=values["reason"] or ""
            ),
            done=lambda done: self._done(
                pair, i18n.text("doubles_page.set_apart"), None, done.number
            ),
            draft=_draft("apart", (pair.one, pair.other)),
        )

    def _done(self, pair: doubles.Pair | None, said: str, gone: bytes | None, act: int) -> None:
        """Tell what became of the pair that was meant; another one may be shown by now."""
        back = intake_undo.way_back(self._frame, self, act, self.taken_back.emit)
        self._frame.say(said, undo=back)
        self.settled.emit(pair, gone)

    def _ask(self) -> None:
        pair = self.pair
        if pair is not None:
            one, other = _ids(pair)
            self._frame.tasks.ask(
                lambda desk: doubles.compare(desk, one_id=one, other_id=other),
                self._show,
                owner=self,
                slot="compare",
            )

    def _rows(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        pair = self.pair
        if pair is None:
            return {}, {}
        return (pair.one, pair.other) if self.keeps_first else (pair.other, pair.one)

    def _show(self, differing: Sequence[tuple[str, Any, Any]]) -> None:
        if self.pair is None:
            return
        self._differing = list(differing)
        column = parts.down(gap=0.75)
        for code in self.pair.reasons:
            column.addWidget(parts.Status(words.told(code), "info", wrap=True))
        if self._numbers() is not None:
            said = i18n.text("doubles_page.numbers_differ")
            column.addWidget(parts.Status(said, "warning", wrap=True))
        look = parts.button(i18n.text("people.peek"), "eye", "link", do=self.peek)
        column.addLayout(parts.across(look, None))
        turned = [
            (name, one, two) if self.keeps_first else (name, two, one)
            for name, one, two in differing
        ]
        self.sides = Sides(self._rows(), turned, self._places)
        column.addWidget(self.sides)
        column.addWidget(parts.label(i18n.text("doubles_page.hint"), "small", wrap=True))
        column.addStretch(1)
        self._put(column)
        self._offer()

    def _offer(self) -> None:
        for button in (self.merge, self.swap, self.apart):
            button.setVisible(self.pair is not None)

    def _put(self, column: QtWidgets.QVBoxLayout) -> None:
        old = self._area.takeWidget()
        self._area.setWidget(parts.panel(column, 0.75, kind="surface"))
        if old is not None:
            old.hide()
            old.deleteLater()


def _draft(what: str, pair: Sequence[Mapping[str, Any]]) -> str:
    """Return what a question about two records keeps its words under."""
    one, other = pair
    return form.name_of(f"doubles_{what}:{one['id'].hex()}", other["id"])


def _ids(pair: doubles.Pair) -> tuple[bytes, bytes]:
    return pair.one["id"], pair.other["id"]
