from __future__ import annotations

import pytest

from gigdesk.domain import tables
from gigdesk.domain.workers import masking

NUMBER = "43060219850302001X"


def test_a_paper_of_special_operation_shows_no_resident_number() -> None:
    assert masking.masked_value("certificate_no", f"T{NUMBER}") == "T430***********001X"
    assert NUMBER[6:14] not in masking.mask_certificate(f"t{NUMBER.lower()}")


@pytest.mark.parametrize("number", ["1443003010400123", "S000043000001234567890", "湘教2021-17"])
def test_other_papers_keep_their_own_number(number: str) -> None:
    assert masking.mask_certificate(number) == number


@pytest.mark.parametrize("name", ["health_note", "disability_kind", "meal_need", "disability_no"])
def test_sensitive_words_are_hidden_whole_on_page_and_in_history(name: str) -> None:
    assert masking.masked_value(name, "4") == masking.HIDDEN
    assert masking.masked_column("worker", name, "4") == masking.HIDDEN


def test_the_history_masks_every_private_column_as_the_page_does() -> None:
    for column in tables.table("worker").columns:
        shown = masking.masked_column("worker", column.name, NUMBER)
        assert shown == masking.masked_value(column.name, NUMBER)
        assert (shown == NUMBER) == (column.privacy not in ("I", "S"))


def test_what_a_contract_says_is_hidden_in_its_history() -> None:
    assert masking.masked_column("contract", "fields", f'{{"id": "{NUMBER}"}}') == masking.HIDDEN
    assert masking.masked_column("contract", "state", "signed") == "signed"
    assert masking.masked_column("worker", "phone", None) is None
