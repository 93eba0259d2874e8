"""Small questions in a dialog, and what checks say, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain.workers import phones
from gigdesk.gui import fields, form
from gigdesk.gui.form.page import Doing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.gui.fields import Field, Section
    from gigdesk.gui.window import Window


def words_of(finding: Finding) -> str:
    """Return what a check says, in words."""
    return i18n.text(finding.code, **finding.params)


def all_words(findings: Sequence[Finding]) -> str:
    """Return what several checks say as one line."""
    return i18n.text("record.between").join(words_of(each) for each in findings)


def phone_doubts(key: str, typed: object, kept: object = None) -> list[fields.Finding]:
    """Return what is doubtful about a telephone typed into the field `key`, as of a worker's.

    What is `kept` already is not asked about again.
    """
    if not typed or typed == kept:
        return []
    found = phones.read(str(typed)).findings
    return [fields.Finding(key, words_of(one), "warning", one.code) for one in found]


def question(
    frame: Window,
    title: str,
    declared: Sequence[Field | Section],
    act: Callable[[Any, dict[str, Any], tuple[str, ...]], Any] | None,
    *,
    done: Callable[[Any], object],
    values: Mapping[str, Any] | None = None,
    wide: float = 28,
    said: str = "",
    draft: str = "",
) -> form.Form:
    """Ask for a few values in a dialog; `act` runs with them, `done` gets its answer.

    Without an act `done` gets the values themselves. The button says what `title` says. What is
    `said` stands above the fields as a warning. With a `draft` (`form.name_of`) what is typed is
    kept against a power cut until it is saved or given up.
    """
    made = form.Form(
        declared,
        Doing(act=act, draft=draft),
        name=title,
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
        save_words=title,
    )
    if values:
        made.show_values(values, is_new=True)
    dialog = form.FormDialog(frame, title, made, wide=wide, said=said, tone="warning")
    made.saved.connect(lambda answer, _again: done(answer))
    dialog.open()
    made.focus_first()
    return made
