"""Right numbers are found however they are written; wrong ones stay as they are."""

from __future__ import annotations

import pytest

from gigdesk.documents.sheets import chain_numbers

RIGHT = "43060219800111001X"
PHONE = "13812345678"


@pytest.mark.parametrize(
    "written",
    [
        RIGHT,
        f"李红{RIGHT}45",
        f"李红{PHONE}{RIGHT}",
        f"李红{RIGHT}{PHONE}",
        f"李红{RIGHT}x{PHONE}",
        f"李红{RIGHT}{RIGHT}",
        f"9{RIGHT}",
        "430 602 1980 0111 001X",
        "430602 19800111 001X",
        "430602-19800111-001X",
        f"李红{RIGHT[:-1]}\u00d7，{PHONE}",
        "430602 19800111 001\u00d7",
    ],
)
def test_a_right_number_is_found_among_other_figures(written: str) -> None:
    assert RIGHT in set(chain_numbers.right(chain_numbers.apart(written)))


def test_a_telephone_stays_whole_where_it_stands_beside() -> None:
    for written in (f"{PHONE}{RIGHT}", f"{RIGHT}{PHONE}"):
        assert set(chain_numbers.PHONE.findall(chain_numbers.apart(written))) == {PHONE}


def test_a_wrong_number_is_only_parted_from_a_telephone() -> None:
    wrong = RIGHT[:-1] + "3"
    assert chain_numbers.apart(f"{wrong}{PHONE}").split() == [wrong, PHONE]
    assert chain_numbers.apart(f"{wrong}45") == f"{wrong}45"
    assert chain_numbers.apart("6222021234567890123") == "6222021234567890123"


def test_the_words_before_a_number_go_with_their_verb() -> None:
    assert chain_numbers.without_labels("身份证号码是 电话为").split() == []
