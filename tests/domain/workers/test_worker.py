"""The worker and his fields agree with each other, with the code sets and with the tables."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gigdesk.domain.tables import spec
from gigdesk.domain.workers import codes, worker

COLUMNS = {column.name: column for column in spec.table("worker").columns}
NOT_TYPED_IN = {"id", "station_id", "number", "state", "merged_into"}


def test_every_field_of_the_record_is_described_once() -> None:
    described = [one.name for one in worker.FIELDS]
    assert len(described) == len(set(described))
    assert set(described) == {one.name for one in fields(worker.Worker)} - NOT_TYPED_IN


def test_every_field_has_its_column_with_the_same_privacy() -> None:
    for one in worker.FIELDS:
        assert COLUMNS[one.name].privacy == one.privacy, one.name
        stored = {"money": "integer", "ref": "blob"}.get(one.kind, "text")
        assert COLUMNS[one.name].storage == stored, one.name


def test_every_column_of_a_worker_is_in_the_record() -> None:
    derived = {"name_pinyin", "name_initials"}
    assert set(COLUMNS) - derived == {one.name for one in fields(worker.Worker)} - {"id"}


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


def test_a_row_of_the_store_becomes_a_worker() -> None:
    row: dict[str, object] = {
        "id": b"1" * 16,
        "station_id": b"2" * 16,
        "number": 7,
        "name": "张三",
        "name_pinyin": "zhang1张 san1三",
        "annual_income_fen": 3_600_000,
    }
    found = worker.from_row(row)
    assert (found.name, found.number, found.annual_income_fen) == ("张三", 7, 3_600_000)
    assert (found.doc_kind, found.state, found.phone) == ("01", "active", None)


def test_protected_fields_exist() -> None:
    assert set(worker.PROTECTED) <= set(worker.BY_NAME)
    assert worker.BY_NAME["sex"].code_set == "sex"
