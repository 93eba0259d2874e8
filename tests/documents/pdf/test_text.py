"""Chinese text is set into lines as a typesetter would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.documents.pdf import text

STYLE = text.Style("song", 12.0, 21.0, "justify")
WIDTH = 36 * 12.0
WORDS = st.text(alphabet="棉花采摘合同甲乙，。、；：（）《》“”abc123 ·", max_size=200)


def said(line: text.Line) -> str:
    return "".join(run.text for run in line.runs)


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    words = "根据《中华人民共和国劳动合同法》（以下称“本法”），甲乙双方订立合同。" * 12
    for width in range(60, 432, 12):
        found = [said(line) for line in text.lines([text.Span(words)], STYLE, float(width))]
        assert all(line[0] not in text.NO_START for line in found[1:])
        assert all(line[-1] not in text.NO_END for line in found[:-1])


def test_a_number_is_not_broken_over_two_lines() -> None:
    words = "证件号码" * 8 + "430102199001011234" + "电话" * 10
    found = [said(line) for line in text.lines([text.Span(words)], STYLE, WIDTH)]
    assert sum("430102199001011234" in line for line in found) == 1


def test_a_word_longer_than_the_line_is_broken_rather_than_lost() -> None:
    found = [said(line) for line in text.lines([text.Span("9" * 300)], STYLE, WIDTH)]
    assert "".join(found) == "9" * 300
    assert len(found) > 1


def test_a_full_line_is_justified_to_the_margin_and_the_last_is_not() -> None:
    found = text.lines([text.Span("甲方于2026年9月1日支付工资，" * 6)], STYLE, WIDTH)
    first, last = found[0], found[-1]
    gaps = len(said(first)) - 1
    assert abs(first.width + gaps * first.runs[0].spread - WIDTH) < 0.1
    assert last.runs[0].spread == 0


def test_filled_words_stand_on_a_rule_as_wide_as_they_are() -> None:
    found = text.lines([text.Span("乙方为"), text.Span("李建国", filled=True)], STYLE, WIDTH)
    assert found[0].rules == ((36.0, 72.0),)


def test_a_line_too_long_is_made_smaller_until_it_fits() -> None:
    fitted = text.fit("很长的名称" * 5, STYLE, 200.0)
    assert text.width("很长的名称" * 5, fitted) <= 200.0


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(40, 432))
def test_no_character_is_lost_or_added_in_breaking_lines(words: str, width: int) -> None:
    found = text.lines([text.Span(words)], STYLE, float(width))
    assert "".join(map(said, found)).replace(" ", "") == words.replace(" ", "")
