"""What is typed into a form and not saved: kept against a power cut, offered when it reopens."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n, stamps
from gigdesk.actions import office
from gigdesk.gui import parts
from gigdesk.gui.fields import Candidate, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.form.box import FieldBox
    from gigdesk.gui.form.page import Form
    from gigdesk.gui.tasks import Tasks

KEEP_MS = 400
RESTORE_KEYS = "Ctrl+R"
_DAY, _MINUTE = len("2026-01-01"), len("2026-01-01 10:42")


def name_of(form: str, record: bytes | None = None) -> str:
    """Return what a form's unsaved contents are kept under: the form, and the record it is on."""
    return f"{form}:{record.hex()}" if record is not None else form


class Kept(QtCore.QObject):
    """Keeps a moment after each change, and offers what an earlier sitting left.

    What was offered and not yet answered is never written over. Without a name nothing is kept.
    `whose` says what the form is about where no field of it holds a name. The contents of the turn
    that is `wanted` were chosen before: they are shown without asking.
    """

    restored = QtCore.Signal()

    def __init__(self, owner: QtWidgets.QWidget, name: str, tasks: Tasks[Any] | None) -> None:
        """Serve `owner`; `bar` is the strip in which contents are offered."""
        super().__init__(owner)
        self._name = name
        self._tasks = tasks
        self._turn = 1
        self._is_kept = False
        self._is_given_up = False
        self._is_told = False
        self._asked_ms = 0
        self._knows = False
        self._open: list[dict[str, Any]] = []
        self.whose = ""
        self.wanted: int | None = None
        self.bar = QtWidgets.QWidget()
        self.bar.setLayout(parts.down(gap=0))
        parts.pad(self.bar, 1, 0.5)
        self.bar.hide()
        self._soon = QtCore.QTimer(self, singleShot=True, interval=KEEP_MS)
        self._soon.timeout.connect(self.flush)
        if self._is_on:
            keys = QtGui.QShortcut(QtGui.QKeySequence(RESTORE_KEYS), owner)
            keys.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self.restore)
            QtCore.QTimer.singleShot(0, self, self.look)

    # what is kept, and where it comes back

    def contents(self) -> dict[str, Any]:
        """Return what would be lost now; empty where nothing would."""
        return {}

    def put_back(self, fields: Mapping[str, Any]) -> None:
        """Show what was kept, and give it the keyboard."""

    def focus(self) -> None:
        """Give the keyboard to where one types."""

    @property
    def _is_on(self) -> bool:
        return bool(self._name) and self._tasks is not None

    @property
    def offered(self) -> dict[str, Any] | None:
        """Return what is offered at the moment."""
        return self._open[0] if self._open else None

    # keeping

    def soon(self) -> None:
        """Keep what is typed in a moment; steady typing does not put it off."""
        self._is_given_up = False
        if self._is_on and not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Keep what is typed now, or as soon as it is known what an earlier sitting left."""
        self._soon.stop()
        if not self._is_on or self._is_given_up:
            return
        if not self._knows:
            # Asked again only after a failure: each question makes the one before it stale.
            if self._is_told:
                self.look()
            self._soon.start()
            return
        name, turn = self._name, self._turn
        fields = self.contents()
        if not fields:
            self.drop()
            return
        self._is_kept = True
        self._do(lambda desk: office.slots.keep_form(desk, name, turn, fields))

    def dropper(self) -> Callable[[Any], None]:
        """Return what forgets the contents on the writing desk, right after the act that saved."""
        self._soon.stop()
        self._is_kept = False
        # Before the answer nothing was kept, and the turn may be that of an earlier sitting.
        if not (self._is_on and self._knows):
            return lambda _desk: None
        name, turn = self._name, self._turn
        return lambda desk: office.slots.drop_form(desk, name, turn)

    def drop(self) -> None:
        """Forget what was kept of this sitting: it was given up, or typed back."""
        self._soon.stop()
        if self._is_kept:
            self._do(self.dropper())

    def give_up(self) -> None:
        """Leave the form, and with it what was typed: whoever leaves keeps nothing any more.

        A save that was refused has taken the contents for saved, so they are dropped in any case.
        """
        self._is_kept = self._is_on
        self.drop()
        self._is_given_up = True

    def _do(self, act: Callable[[Any], object]) -> None:
        if self._tasks is not None:
            self._tasks.do(
                lambda desk, _progress: act(desk), self._done, owner=self, failed=self._failed
            )

    def _done(self, _answer: object) -> None:
        if self._is_told:
            self._is_told = False
            self._show(self._asked_ms)

    def _failed(self, error: BaseException) -> bool:
        """Say the first failure beside the form; each further key would tell the same again.

        A dialog would swallow the keys of somebody who has saved nothing yet and types on.
        """
        was_told, self._is_told = self._is_told, True
        if not isinstance(error, errors.GigDeskError):
            return was_told
        if not was_told:
            self._show(self._asked_ms)
        return True

    # offering

    def look(self) -> None:
        """Ask what an earlier sitting left."""
        name = self._name

        def find(desk: Any) -> tuple[int, list[dict[str, Any]]]:
            return desk.clock.now_ms(), office.slots.forms(desk, name)

        if self._tasks is not None:
            self._tasks.ask(find, self._offer, owner=self, slot="drafts", failed=self._failed)

    def _offer(self, answer: tuple[int, list[dict[str, Any]]]) -> None:
        if self._knows:
            return
        self._knows = True
        now_ms, self._open = answer
        self._asked_ms = now_ms
        taken = {one["turn"] for one in self._open}
        self._turn = next(turn for turn in range(1, len(taken) + 2) if turn not in taken)
        self._show(now_ms)
        if self.wanted in taken:
            self.restore(self.wanted)

    def _show(self, now_ms: int) -> None:
        layout = self.bar.layout()
        if layout is not None:
            parts.empty(layout)
        offered = self.offered
        if offered is not None and layout is not None:
            text = i18n.text
            words = text("window.draft.restore")
            restore = parts.button(f"{words}  {RESTORE_KEYS}", "history", "link", do=self.restore)
            drop = parts.button(
                text("window.draft.drop"), "trash", "link", do=lambda: self.refuse(now_ms)
            )
            left = [
                (_said(self._whose(one["fields"]), one["at_ms"], now_ms), one["turn"])
                for one in self._open
            ]
            others = [_menu(left[1:], self.restore)] if left[1:] else []
            layout.addWidget(parts.Note(left[0][0], "info", restore, *others, drop))
        # What an earlier sitting left may be heard of only after keeping has failed.
        if self._is_told and layout is not None:
            layout.addWidget(parts.Note(i18n.text("window.draft.not_kept"), "warning"))
        self.bar.setVisible(offered is not None or self._is_told)

    def _whose(self, fields: Mapping[str, Any]) -> str:
        """Return what the contents are about: the record's own name, else what was typed as one."""
        names = (self.whose, fields.get("name"))
        return next((name for name in names if name and isinstance(name, str)), "")

    def restore(self, turn: int | None = None) -> None:
        """Show what was offered, the newest or that of a turn; it stays kept where it was.

        What has been typed meanwhile is somebody else's: it is kept beside it, never mixed in.
        """
        chosen = [one for one in self._open if turn in (None, one["turn"])]
        if not chosen:
            return
        offered = chosen[0]
        self._open = []
        if self.contents() == offered["fields"]:
            self.drop()  # the same is there already, and once is enough
        else:
            self.flush()
        self._turn, self._is_kept = offered["turn"], True
        self.put_back(offered["fields"])
        self._show(0)
        self.restored.emit()

    def refuse(self, now_ms: int = 0) -> None:
        """Forget what was offered, and offer what is older still."""
        if self._open:
            name, turn = self._name, self._open.pop(0)["turn"]
            self._do(lambda desk: office.slots.drop_form(desk, name, turn))
            self._show(now_ms)
            self.focus()


class Drafts(Kept):
    """Keeps what was changed in the fields of a form."""

    def __init__(self, owner: Form, name: str, tasks: Tasks[Any] | None) -> None:
        """Serve a form."""
        super().__init__(owner, name, tasks)
        self._form = owner

    def contents(self) -> dict[str, Any]:
        """Return what was changed; a form that is as it began has nothing to lose."""
        form = self._form
        return packed(form.boxes, form.started_with) if form.is_changed else {}

    def put_back(self, fields: Mapping[str, Any]) -> None:
        """Show the values in their fields; the others are as they began."""
        start = self._form.started_with
        for key, box in self._form.boxes.items():
            if key not in fields and box.editor.value() != start.get(key):
                box.editor.set_value(start.get(key))
        show(self._form, fields)
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the first field."""
        self._form.focus_first()

    def give_up(self) -> None:
        """Leave the form as well."""
        super().give_up()
        self._form.left.emit()

    def _whose(self, fields: Mapping[str, Any]) -> str:
        name = self._form.started_with.get("name")
        return self.whose or (name if isinstance(name, str) else "") or super()._whose(fields)


class TextDrafts(Kept):
    """Keeps the words of a box in which one writes or pastes freely, where they are not `saved`."""

    def __init__(
        self, box: QtWidgets.QPlainTextEdit, name: str, tasks: Tasks[Any], *, saved: str = ""
    ) -> None:
        """Serve a box; `more` are further facts, as JSON takes them, kept with the words."""
        super().__init__(box, name, tasks)
        self._box = box
        self.saved = saved
        self.more: dict[str, Any] = {}
        box.textChanged.connect(self.soon)

    def contents(self) -> dict[str, Any]:
        """Return the words, where they would be lost."""
        words = self._box.toPlainText()
        return {"text": words, **self.more} if words.strip() and words != self.saved else {}

    def put_back(self, fields: Mapping[str, Any]) -> None:
        """Put the words back into the box."""
        self.more = {name: value for name, value in fields.items() if name != "text"}
        self._box.setPlainText(str(fields.get("text", "")))
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the box."""
        self._box.setFocus()


def _said(name: str, at_ms: int, now_ms: int) -> str:
    when = _when(at_ms, now_ms)
    if name:
        return i18n.text("window.draft.named", name=name, when=when)
    return i18n.text("window.draft.found", when=when)


def _menu(
    left: Sequence[tuple[str, int]], restore: Callable[[int], object]
) -> QtWidgets.QPushButton:
    """Return the button that lists what else was left, whichever is to be gone on with."""
    words = i18n.text("window.draft.others", count=len(left))
    made = parts.button(words, "list-details", "link")
    menu = QtWidgets.QMenu(made)
    for said, turn in left:
        menu.addAction(said, functools.partial(restore, turn))
    made.setMenu(menu)
    return made


def _when(at_ms: int, now_ms: int) -> str:
    """Return a moment: the time alone where it was today."""
    said, today = stamps.local_text(at_ms)[:_MINUTE], stamps.local_text(now_ms)[:_DAY]
    return said[_DAY + 1 :] if said[:_DAY] == today else said


# values on the way to and from the desk


def packed(boxes: Mapping[str, FieldBox], start: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed, and what was remembered from the record before, as JSON takes it."""
    found: dict[str, Any] = {}
    for key, box in boxes.items():
        if box.field.kind in (Kind.DERIVED, Kind.SECRET):
            continue
        editor: Any = box.editor
        value = editor.value()
        typed = editor.text() if editor.problem() else ""
        if value == start.get(key) and not typed and not (box.field.remember and value):
            continue
        kept = {"typed": typed} if typed else _packed(editor, value)
        if _fits(kept):
            found[key] = kept
    return found


def _packed(editor: Any, value: Any) -> Any:
    # The words of a choice are those of the language of the day: only its value is kept.
    chosen = editor.candidate() if editor.field.kind is Kind.LOOKUP else None
    if chosen is not None:
        return {"of": _plain(chosen.value), "words": chosen.words, "detail": chosen.detail}
    return _plain(value)


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _fits(value: Any) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True


def unpacked(kept: Any) -> Any:
    """Return a kept value as an editor takes it."""
    if isinstance(kept, dict) and "of" in kept:
        return Candidate(unpacked(kept["of"]), kept["words"], kept["detail"])
    if isinstance(kept, dict) and "hex" in kept:
        return bytes.fromhex(kept["hex"])
    return tuple(kept) if isinstance(kept, list) else kept


def show(form: Form, fields: Mapping[str, Any]) -> None:
    """Put kept values into a form; what could not be read stands as it was typed."""
    known = {key: kept for key, kept in fields.items() if key in form.boxes}
    typed = {key: kept["typed"] for key, kept in known.items() if _is_typed(kept)}
    values = {key: unpacked(kept) for key, kept in known.items() if key not in typed}
    form.show_values(values, as_draft=True)
    for key, words in typed.items():
        editor: Any = form.boxes[key].editor
        if hasattr(editor, "setText"):
            editor.setText(words)


def _is_typed(kept: Any) -> bool:
    return isinstance(kept, dict) and "typed" in kept
