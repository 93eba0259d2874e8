"""Words that no list has: a meaning that was chosen once holds for every file to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "文化程度", "与户主关系", "就业服务需求")
SELF_TAUGHT, GODCHILD, WAGES = (
    ("education", "自学成才"),
    ("relation_to_head", "寄名"),
    ("service_needs", "讨薪"),
)
CHOSEN = {SELF_TAUGHT: "90", GODCHILD: "8", WAGES: "1"}


def roster(path: Path, first: int = 1) -> Path:
    """Write two people with words that no list has."""
    return rosters.book(
        path,
        [
            ["刘桂花", rosters.number(first), "自学成才", "寄名", "讨薪、职业培训"],
            ["陈秀英", rosters.number(first + 2), "自学 成才", "配偶", "职业培训"],
        ],
        HEAD,
    )


def read(desk: Desk, path: Path, **how: Any) -> imports.Reading:
    """Read a file on the day of the desk."""
    return imports.read(imports.open_file(desk, path), today=desk.clock.today(), **how)


def told(reading: imports.Reading) -> list[tuple[str, str, int, str | None, bool]]:
    """Return the words of a file as tuples."""
    return [(one.field, one.text, one.count, one.code, one.remembered) for one in reading.meanings]


def test_unknown_words_are_counted_however_they_are_spaced(desk: Desk, tmp_path: Path) -> None:
    assert told(read(desk, roster(tmp_path / "a.xlsx"))) == [
        (*SELF_TAUGHT, 2, None, False),
        (*GODCHILD, 1, None, False),
        (*WAGES, 1, None, False),
    ]


def test_a_chosen_meaning_is_taken_and_holds_for_another_source(desk: Desk, tmp_path: Path) -> None:
    reading = read(desk, roster(tmp_path / "a.xlsx"), words=CHOSEN)
    assert {(one[3], one[4]) for one in told(reading)} == {
        ("90", False),
        ("8", False),
        ("1", False),
    }
    imports.take_in(desk, reading, back_up=False)
    person = rosters.person(desk, rosters.number(1))
    assert (person["education"], person["relation_to_head"]) == ("90", "8")
    assert person["service_needs"] == "1,2"
    assert not person["notes"]
    assert imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    assert not imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    other = rosters.book(
        tmp_path / "b.xlsx", [["自学成才", rosters.number(5), "杨建国"]], ("学历", "身份证", "姓名")
    )
    again = read(desk, other)
    assert told(again) == [(*SELF_TAUGHT, 1, "90", True)]
    seen = imports.preview(desk, again)
    assert rosters.counts(seen) == {"new": 1}
    # What is told of the whole file is no remark on each of its rows.
    assert seen.warnings == 0


def test_a_remembered_meaning_is_changed_forgotten_and_taken_back(
    desk: Desk, tmp_path: Path
) -> None:
    path = roster(tmp_path / "a.xlsx")
    imports.remember_words(desk, chosen={SELF_TAUGHT: "90"}, file="a.xlsx")
    assert told(read(desk, path, words={SELF_TAUGHT: "80"}))[-1] == (*SELF_TAUGHT, 2, "80", False)
    imports.remember_words(desk, chosen={SELF_TAUGHT: "80"}, file="a.xlsx")
    assert imports.known_words(desk) == {SELF_TAUGHT: "80"}
    assert told(read(desk, path, words={SELF_TAUGHT: None}))[0] == (*SELF_TAUGHT, 2, None, False)
    imports.remember_words(desk, chosen={SELF_TAUGHT: None}, file="a.xlsx")
    assert imports.known_words(desk) == {}
    forgetting = desk.store.value("SELECT max(number) FROM act")
    office.undo.undo(desk, forgetting)
    assert imports.known_words(desk) == {SELF_TAUGHT: "80"}


def test_the_first_choice_is_taken_back_as_a_whole(desk: Desk) -> None:
    imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    office.undo.undo(desk, desk.store.value("SELECT max(number) FROM act"))
    assert imports.known_words(desk) == {}
    assert imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    assert office.safety.verify(desk).sound


def test_to_remember_words_is_nobodys_last_act(desk: Desk, tmp_path: Path) -> None:
    taken = rosters.take(desk, roster(tmp_path / "a.xlsx"))
    imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    assert office.undo.undo(desk).removed["worker"] == taken.counts["new"]
    assert imports.known_words(desk) == CHOSEN


def test_what_an_import_taught_stays_and_is_named_when_it_goes(desk: Desk, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx")
    rosters.take(desk, path)
    imports.remember_words(desk, chosen=CHOSEN, file="a.xlsx")
    learned = desk.store.value("SELECT max(number) FROM act")
    undone, passed = office.undo.undo_last(desk)
    assert undone.act_name == "workers.import"
    named = [(one.number, one.act_name, one.why.code) for one in passed]
    assert named == [(learned, "workers.remember_words", "office.error.undo_learned")]
    with pytest.raises(office.undo.NotThis) as caught:
        office.undo.undo_last(desk)
    assert (caught.value.act["number"], imports.known_words(desk)) == (learned, CHOSEN)
    office.undo.undo(desk, learned)
    assert imports.known_words(desk) == {}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({("name", "x"): "1"}, "intake.error.no_such_word_field"),
        ({("nothing", "x"): "1"}, "intake.error.no_such_word_field"),
        ({("education", "x"): "1000"}, "intake.error.no_such_code"),
        ({("ethnic", "汉族"): "03"}, "intake.error.word_has_code"),
        ({("ethnic", "无"): "03"}, "intake.error.word_has_code"),
    ],
)
def test_only_codes_that_exist_are_taken(
    desk: Desk, tmp_path: Path, wrong: dict[tuple[str, str], str], code: str
) -> None:
    path = roster(tmp_path / "a.xlsx")
    for attempt in (
        lambda: read(desk, path, words=wrong),
        lambda: imports.remember_words(desk, chosen=wrong, file="a.xlsx"),
    ):
        with pytest.raises(errors.Invalid) as told_wrong:
            attempt()
        assert told_wrong.value.code == code


def test_sentences_and_numbers_are_no_words(desk: Desk, tmp_path: Path) -> None:
    people = [
        [
            "刘桂花",
            rosters.number(1),
            "小时候家里穷没能上学后来自己看书认字再后来跟着师傅学手艺一直到现在还在慢慢地学着认一点点字",
        ],
        ["陈秀英", rosters.number(3), "问 13812345678"],
    ]
    assert told(read(desk, rosters.book(tmp_path / "a.xlsx", people, HEAD[:3]))) == []
