"""Whom typed characters mean is never guessed; lines of two people are read as they are written."""

from __future__ import annotations

import pytest

from gigdesk.domain.dispatch import called
from tests.workforce import doc_no

ONE = called.Known(b"1", 12, "王小明", doc_no("1985-03-02", 1), "13800000001")
TWO = called.Known(b"2", 7, "李秋芳", doc_no("1985-03-02", 2), "13800000002")
NAMESAKE = called.Known(b"3", int(doc_no("1985-03-02", 1)[-4:-1] + "0"), "王小明", "")
PEOPLE = (ONE, TWO, NAMESAKE)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (ONE.doc_no, [ONE]),
        (f" {ONE.doc_no[:6]} {ONE.doc_no[6:].lower()} ", [ONE]),
        ("12", [ONE]),
        ("W12", [ONE]),
        ("王小明", [ONE, NAMESAKE]),
        ("李 秋芳", [TWO]),
        ("王小明 W12", [ONE]),
        ("王小明（w12）", [ONE]),
        ("W12 王小明", [ONE]),
        ("W7 王小明", []),
        ("李秋芳 W12", []),
        (TWO.phone, [TWO]),
        (TWO.doc_no[-4:], [TWO]),
        (TWO.doc_no[-6:].lower(), [TWO]),
        ("", []),
        ("   ", []),
        ("99", []),
        ("李秋", []),
        (ONE.doc_no[:17] + ("1" if ONE.doc_no[17] != "1" else "2"), []),
        (ONE.doc_no[-3:], []),
    ],
)
def test_what_is_typed_means_who_it_can_mean(said: str, who: list[called.Known]) -> None:
    assert list(called.meant(said, PEOPLE)) == who


def test_a_number_of_one_that_ends_the_paper_of_another_means_both() -> None:
    numbered = called.Known(b"4", 1126, "赵甲")
    ending = called.Known(b"5", 7, "李秋芳", "430602198503021126")
    assert called.meant("1126", (numbered, ending)) == (numbered, ending)
    assert called.meant("W1126", (numbered, ending)) == (numbered,)
    assert called.meant("01126", (numbered, ending)) == ()


def test_an_old_number_means_the_person_with_its_present_form() -> None:
    old = ONE.doc_no[:6] + ONE.doc_no[8:17]
    assert called.meant(old, PEOPLE) == (ONE,)


@pytest.mark.parametrize(
    ("written", "out", "new", "nobody"),
    [
        ("王小明 → 李秋芳", "王小明", "李秋芳", False),
        ("王小明\t李秋芳", "王小明", "李秋芳", False),
        ("王小明 -> 12", "王小明", "12", False),
        ("1. 王小明换李秋芳", "王小明", "李秋芳", False),
        ("王小明换成李秋芳 13800000002", "王小明", "李秋芳 13800000002", False),
        ("王小明 李秋芳", "王小明", "李秋芳", False),
        ("王小明 → 不补", "王小明", "", True),
        ("王小明 →", "王小明", "", False),
        ("王小明", "王小明", "", False),
    ],
)
def test_a_line_says_who_goes_out_and_who_comes_in(
    written: str, out: str, new: str, *, nobody: bool
) -> None:
    (line,) = called.read_swaps(f"\n{written}\n")
    assert (line.line, line.out, line.new, line.nobody) == (2, out, new, nobody)
    assert line.text == written.strip()
