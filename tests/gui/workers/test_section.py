"""What the lists of a person's page have in common."""

from __future__ import annotations

from gigdesk import i18n
from gigdesk.actions.workers import story
from gigdesk.gui.workers import belongings, livelihood, section, timeline, words


def test_every_list_says_how_its_rows_stand_by_one_column_of_the_section() -> None:
    row = {"standing": "soon", "days": 30}
    made = section.standing(words.STANDINGS, width=8, show=belongings.standing)
    columns = {each.key: each for each in belongings.CERTIFICATES.columns()}
    assert columns["standing"].words(row) == made.words(row) == "将到期，剩 30 天"
    categories = {each.key: each for each in belongings.CATEGORIES.columns()}["standing"]
    wishes = {each.key: each for each in livelihood.WISHES.columns()}["state"]
    plain = section.standing(words.STANDINGS)
    assert (categories.kind, categories.words(row)) == ("status", plain.words(row))
    ended = {"standing": "ended"}
    assert (wishes.kind, wishes.words(ended)) == ("status", i18n.text("people.wish.ended"))
    assert [one.tone(ended) for one in (wishes,) if one.tone] == ["warning"]


def test_work_of_which_only_the_end_is_known_is_not_shown_as_beginning_then() -> None:
    period = {each.key: each for each in livelihood.EMPLOYMENTS.columns()}["since"]
    assert (
        period.words({"since": None, "until": "2026-01-10", "until_assumed": 0}) == "至 2026-01-10"
    )
    assert period.words({"since": "2026-01-10", "until": None, "until_assumed": 0}) == "2026-01-10"


def test_a_category_that_no_list_names_shows_in_its_opened_entry_alone() -> None:
    shown = {one.key: one.show for one in belongings.CATEGORIES.columns()}
    hidden = {"category": "11", "evidence": "释放证明书"}
    named = {"category": "01", "evidence": "建档立卡手册"}
    for values, category, evidence in (
        (hidden, words.HIDDEN, words.HIDDEN),
        (named, "脱贫人口", "建档立卡手册"),
    ):
        assert shown["category"] is not None
        assert shown["evidence"] is not None
        assert (shown["category"](values), shown["evidence"](values)) == (category, evidence)
    told = [timeline.detail(story.Entry("2026-11-22", "category", one)) for one in (hidden, named)]
    assert told == [words.HIDDEN, "脱贫人口  建档立卡手册"]
