"""Says what is wrong with a form, at the field it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui.fields import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.form.box import FieldBox


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

    def begin(self) -> None:
        """Forget what was said: a new record, or one just saved."""
        self._strict = False
        self.looked = ()
        for box in self._boxes.values():
            box.say([])
        self._say("", "")

    def __call__(self, values: dict[str, Any], *, everything: bool = False) -> list[FieldBox]:
        """Show all findings and return the fields that stop saving.

        Empty fields that must be filled are only blamed once `everything` has been judged.
        """
        self._strict = self._strict or everything
        said = [*(self._check(values) if self._check is not None else ()), *self.looked]
        for key, box in self._boxes.items():
            found = [each for each in said if each.field == key]
            problem = box.editor.problem()
            if problem:
                found.insert(0, Finding(key, problem))
            elif self._strict and box.field.required and values.get(key) in (None, "", ()):
                found.insert(0, Finding(key, i18n.text("window.form.required")))
            if found or box.findings:
                box.say(found)
        whole = [each for each in said if each.field not in self._boxes]
        self._say(whole[0].words if whole else "", whole[0].tone if whole else "")
        return self.count()

    def count(self) -> list[FieldBox]:
        """Say how many fields still stop saving and return them."""
        stopping = [box for box in self._boxes.values() if box.is_stopping]
        if stopping:
            self._say(i18n.text("window.form.stopping", count=len(stopping)), "error")
        return stopping
