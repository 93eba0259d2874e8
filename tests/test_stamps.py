from __future__ import annotations

import uuid

import pytest

from gigdesk import stamps


@pytest.mark.parametrize("count", [0, 1, 500])
def test_many_ids_are_version_7_and_all_of_their_own(count: int) -> None:
    clock = stamps.Clock()
    before, found, after = clock.now_ms(), clock.new_ids(count), clock.now_ms()
    assert len(set(found)) == count
    for one in found:
        told = uuid.UUID(bytes=one)
        assert (told.version, told.variant) == (7, uuid.RFC_4122)
        assert before <= stamps.made_ms(one) <= after


def test_an_id_is_version_7_and_of_now() -> None:
    clock = stamps.Clock(offset_ms=-86_400_000)
    before, found, after = clock.now_ms(), clock.new_id(), clock.now_ms()
    told = uuid.UUID(bytes=found)
    assert (told.version, told.variant) == (7, uuid.RFC_4122)
    assert before <= stamps.made_ms(found) <= after
