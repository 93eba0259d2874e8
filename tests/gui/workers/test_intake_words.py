"""The words of an import's rows, as they stand on its screens."""

from __future__ import annotations

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.domain import workers
from gigdesk.gui.workers import intake_words


def test_a_field_that_a_row_empties_is_said_to_be_emptied() -> None:
    change = imports.Change("employer_name", "红星厂", None)
    said = i18n.text("intake_page.emptied")
    assert intake_words.before_after(change) == ("红星厂", said)


def test_a_certificate_that_a_row_brings_is_said_in_words() -> None:
    values = {
        "kind": "2",
        "trade": "焊工",
        "level": "4",
        "certificate_no": "S1",
        "issued_on": "2023",
    }
    before, after = intake_words.before_after(imports.Change("certificate", None, values))
    label = i18n.text("intake_page.certificate_new", words="")
    assert before == i18n.text("intake_page.empty_value")
    assert after.startswith(label)
    assert all(word in after for word in ("焊工", "S1", "2023"))


def test_every_field_that_the_header_of_a_list_can_mean_is_offered_by_name() -> None:
    offered = {option.value for option in intake_words.field_options()}
    meant = {field for _, field in workers.headers.COUNTY_TEMPLATE} | set(workers.headers.EXTRAS)
    assert meant <= offered
    assert all(option.words.strip() for option in intake_words.field_options())
    assert {"household_id", "registered_by", "printed_name"} <= offered
    for name in ("group", "county", "signature"):
        assert not intake_words.is_taken(name)
