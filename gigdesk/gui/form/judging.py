"""Says what is wrong with a form, at the field it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui.fields import Finding
from gigdesk.gui.fields.picking import Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gigdesk.gui.form.box import FieldBox

UNLISTED = "window.field.unlisted"
"""The code of the doubt about words that are in no list; no act asks for it."""


class Judge:
    """Gathers what the fields, the quick check and the desk say, and shows it."""

    def __init__(
        self,
        boxes: Mapping[str, FieldBox],
        check: Callable[[dict[str, Any]], Sequence[Finding]] | None,
        say: Callable[[str, str], None],
    ) -> None:
        """Speak of the whole form by `say(words, tone)`."""
        self._boxes = boxes
        self._check = check
        self._say = say
        self._strict = False
        self.looked: tuple[Finding, ...] = ()
        self._refused: Finding | None = None
        self._is_old = False

    def begin(self) -> None:
        """Forget what was said: a new record, or one just saved."""
        self._strict = False
        self.looked = ()
        self._refused = None
        for box in self._boxes.values():
            box.say([])
        self._say("", "")

    def refuse(self, box: FieldBox | None, words: str) -> None:
        """Say why the act refused, until its field is changed or it is tried again."""
        self._refused = Finding(box.field.key if box is not None else "", words)
        if box is None:
            self._say(words, "error")
        else:
            box.say([self._refused])
            self.count()

    def hear(self, findings: Sequence[Finding]) -> None:
        """Take what the desk says about the values of now."""
        self.looked = tuple(findings)
        self._is_old = False

    def changed(self, key: str) -> None:
        """Forget what the desk said about this field, and a refusal about it or the whole."""
        self._is_old = True
        self.looked = tuple(each for each in self.looked if each.field != key)
        if self._refused is not None and self._refused.field in ("", key):
            self._refused = None

    def doubt(self) -> None:
        """Forget what the desk said of other values, but for what was confirmed."""
        if self._is_old:
            sure = {key for key, box in self._boxes.items() if box.confirm.isChecked()}
            self.looked = tuple(each for each in self.looked if each.field in sure)

    def __call__(self, values: dict[str, Any], *, everything: bool = False) -> list[FieldBox]:
        """Show all findings and return the fields that stop saving.

        Empty fields that must be filled are only blamed once `everything` has been judged.
        """
        self._strict = self._strict or everything
        self._refused = None if everything else self._refused
        said = [*(self._check(values) if self._check is not None else ()), *self.looked]
        said += [self._refused] if self._refused is not None else []
        for key, box in self._boxes.items():
            found = [each for each in said if each.field == key]
            problem = box.editor.problem()
            if not box.is_asked:
                found = []  # nobody sees it, and what stands in it is not saved
            elif problem:
                found.insert(0, Finding(key, problem))
            elif doubt := _doubt(box):
                found.append(doubt)
            elif self._lacks(box, values.get(key)) and not any(
                one.tone == "error" for one in found
            ):
                # Where the desk asks for it in words of its own, the bare word would say it twice.
                found.insert(0, Finding(key, i18n.text("window.form.required")))
            if found or box.findings:
                box.say(found)
        whole = [each for each in said if each.field not in self._boxes]
        self._say(whole[0].words if whole else "", whole[0].tone if whole else "")
        return self.count()

    def _lacks(self, box: FieldBox, value: Any) -> bool:
        return self._strict and box.field.required and value in (None, "", ())

    def count(self) -> list[FieldBox]:
        """Say how many fields still stop saving and return them."""
        stopping = [box for box in self._boxes.values() if box.is_stopping]
        if stopping:
            self._say(i18n.text("window.form.stopping", count=len(stopping)), "error")
        return stopping


def _doubt(box: FieldBox) -> Finding | None:
    """Return what is said of words that a list does not know.

    Words are told and taken; letters, which most likely are initials that met nothing, are asked
    about.
    """
    if not isinstance(box.editor, Picker) or not (said := box.editor.doubt()):
        return None
    tone = "warning" if box.editor.text().isascii() else "info"
    return Finding(box.field.key, said, tone, UNLISTED)


def confirmed_codes(boxes: Iterable[FieldBox]) -> tuple[str, ...]:
    """Return the codes of the warnings that the user confirmed."""
    return tuple(
        each.code
        for box in boxes
        for each in box.findings
        if each.tone == "warning" and each.code != UNLISTED and box.confirm.isChecked()
    )
