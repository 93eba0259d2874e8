"""Every field that a column can go to has its words."""

from __future__ import annotations

import pytest

from gigdesk import i18n
from gigdesk.domain import workers


@pytest.mark.parametrize("name", [*workers.worker.BY_NAME, *workers.columns.EXTRAS])
def test_a_column_goes_to_a_field_that_has_words(name: str) -> None:
    key = f"workers.field.{name}"
    assert all(key in i18n.words(language) for language in i18n.LANGUAGES)
