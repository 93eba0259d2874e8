"""Every column that a history tells has words, in every language, for every captured table."""

from __future__ import annotations

import pytest

from gigdesk import i18n
from gigdesk.domain import tables, workers


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_captured_table_has_words_for_what_is_told_of_it(language: str) -> None:
    i18n.use(language)
    told = 0
    for table in tables.captured():
        if table.name in workers.naming.UNTOLD_TABLES:
            assert workers.naming.UNTOLD_TABLES[table.name]
            continue
        assert i18n.has(workers.naming.of_table(table.name)), table.name
        for column in table.columns:
            if workers.naming.is_told(table.name, column.name):
                keys = workers.naming.of_column(table.name, column.name)
                assert any(map(i18n.has, keys)), (table.name, column.name)
                told += 1
    assert told


def test_what_is_not_told_has_its_reason_and_is_a_column() -> None:
    columns = {
        (table.name, name)
        for table in tables.captured()
        for name in table.column_names
        if table.name not in workers.naming.UNTOLD_TABLES
    }
    untold = {(table, name) for table, name in columns if not workers.naming.is_told(table, name)}
    stated = {name for name, reason in workers.naming.SILENT.items() if reason} | {"worker_id"}
    own = {place for place, reason in workers.naming.SILENT_OF.items() if reason}
    assert {place for place in untold if place[1] not in stated} == own
    assert stated <= {name for _, name in columns}
    # Nothing that a person decides is kept back, and no print of a file or key is shown.
    assert ("rule", "source") not in untold
    for table, name in columns - untold:
        if "sha256" in name:
            said = workers.telling.value(i18n, table, name, "0f" * 32)
            assert said == i18n.text("people.scan.kept"), (table, name)


def test_no_code_or_word_is_named_for_a_column_that_there_is_not() -> None:
    known = {(table.name, name) for table in tables.captured() for name in table.column_names}
    named = {*workers.telling.SETS, *workers.telling.CODES}
    assert {place for place in named if place[0] != "filter"} <= known
    for key in i18n.words("zh"):
        if key.startswith("recorded.field.") and ".filter." not in key:
            assert tuple(key.split(".")[2:]) in known, key
