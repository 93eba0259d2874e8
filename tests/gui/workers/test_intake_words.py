"""The words of an import's rows, as they stand on its screens."""

from __future__ import annotations

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui.workers import intake_words


def test_a_field_that_a_row_empties_is_said_to_be_emptied() -> None:
    change = imports.Change("employer_name", "红星厂", None)
    said = i18n.text("intake_page.emptied")
    assert intake_words.before_after(change) == ("红星厂", said)
