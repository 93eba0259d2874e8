"""What counts as a number that somebody typed or pasted."""

from __future__ import annotations

import pytest

from gigdesk import errors
from gigdesk.domain.office import numbers


def test_plain_digits_are_a_count_and_nothing_else_is() -> None:
    assert numbers.read(" 0012 ") == 12
    for text in ("", "²", "③", "٣", "\uff11\uff12", "-1", "1.0", "9" * 16, "9" * 5000):
        assert numbers.read(text) is None


def test_letters_are_taken_off_only_before_plain_digits() -> None:
    assert numbers.bare("o3", "job_order") == "3"
    assert numbers.bare("O²", "job_order") == "O²"


def test_too_many_digits_are_no_number_of_a_record() -> None:
    assert numbers.heard("W12", "worker") == 12
    for said in ("W" + "9" * 20, "9" * 5000, "W²"):
        with pytest.raises(errors.Invalid):
            numbers.heard(said, "worker")


def test_the_letter_of_another_kind_names_no_record_of_this_one() -> None:
    assert numbers.heard("i2", "intake") == numbers.heard("2", "intake") == 2
    for said in ("A2", "W2", "II2"):
        with pytest.raises(errors.Invalid):
            numbers.heard(said, "intake")


def test_a_number_is_spoken_with_its_letter_and_heard_back() -> None:
    assert numbers.spoken("worker", 12) == "W12"
    assert numbers.heard(numbers.spoken("batch", 7), "batch") == 7


def test_a_whole_id_is_heard_as_itself_and_other_words_of_its_length_are_refused() -> None:
    whole = bytes(range(16))
    assert numbers.heard(f" {whole.hex()} ", "worker") == whole
    with pytest.raises(errors.Invalid) as refused:
        numbers.heard("z" * 32, "worker")
    assert refused.value.params == {"said": "z" * 32}


def test_a_desk_is_told_from_others_by_the_end_of_its_id() -> None:
    assert numbers.of_desk(bytes.fromhex("0192f3a4b5c67d8e9fa0b1c2d3e47f3a")) == "7F3A"
