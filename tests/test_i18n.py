"""Words with their gaps: a number takes the word for one or for many."""

from __future__ import annotations

from gigdesk import i18n


def test_a_number_takes_the_word_for_one_or_for_many() -> None:
    i18n.use("en")
    try:
        assert i18n.text("window.table.rows", count=1) == "1 row"
        assert i18n.text("window.table.rows", count="1,200") == "1,200 rows"
        assert i18n.text("window.table.rows", count=0) == "0 rows"
    finally:
        i18n.use("zh")
    assert i18n.text("window.table.rows", count=1) == "共 1 行"


def test_several_words_in_one_gap_are_listed_as_the_language_lists_them() -> None:
    for language, said in (("zh", "李英、王小明"), ("en", "李英, 王小明")):
        i18n.use(language)
        found = i18n.text("dispatch.finding.unsigned", count=2, names=["李英", "王小明"])
        assert said in found
    i18n.use("zh")
