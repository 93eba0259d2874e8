"""The worker and his fields agree with each other, with the code sets and with the tables."""

from __future__ import annotations

import pytest

from gigdesk.domain.tables import spec
from gigdesk.domain.workers import codes, consents, worker

COLUMNS = {column.name: column for column in spec.table("worker").columns}
NOT_TYPED_IN = {
    *("station_id", "number", "state", "merged_into", "name_pinyin", "name_initials"),
    *("photo_sha256", "name_image_sha256"),
}


def test_every_column_that_is_typed_in_is_described_once() -> None:
    described = [one.name for one in worker.FIELDS]
    assert len(described) == len(set(described))
    assert set(described) == set(COLUMNS) - NOT_TYPED_IN


def test_every_field_has_its_column_with_the_same_privacy() -> None:
    for one in worker.FIELDS:
        assert COLUMNS[one.name].privacy == one.privacy, one.name
        stored = {"money": "integer", "ref": "blob"}.get(one.kind, "text")
        assert COLUMNS[one.name].storage == stored, one.name


@pytest.mark.parametrize("field", worker.FIELDS, ids=lambda one: one.name)
def test_code_fields_name_a_set_that_exists(field: worker.Field) -> None:
    if field.kind in {"code", "codes", "bool"}:
        assert field.code_set in codes.CODES
    else:
        assert field.code_set is None
    assert field.header
    assert field.max_length > 0


def test_headers_tell_fields_apart() -> None:
    assert len({one.header for one in worker.FIELDS}) == len(worker.FIELDS)


def test_protected_fields_exist() -> None:
    assert set(worker.PROTECTED) <= set(worker.BY_NAME)
    assert worker.BY_NAME["sex"].code_set == "sex"


def test_every_sensitive_field_has_the_purpose_of_its_consent_or_says_why_it_has_none() -> None:
    sensitive = {field.name for field in worker.FIELDS if field.privacy == "S"}
    asked = {field.name: field.consent for field in worker.FIELDS if field.consent}
    assert sensitive == asked.keys() | worker.UNASKED.keys()
    assert asked.keys().isdisjoint(worker.UNASKED)
    assert {*asked.values()} <= {*consents.PURPOSES}
