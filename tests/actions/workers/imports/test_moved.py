"""Another employer in a list that gives no day: the work before is kept, its day not carried on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import imports, people
from gigdesk.actions.workers.imports import inbox
from gigdesk.store.workers import belongings
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
HEADER = ("姓名", "身份证号码", "务工单位", "务工时间", "工种")
FORMER, TRADE, SINCE = "东莞市鑫达电子厂", "普工", "2025-03-01"
MOVED, HALF = "findings.row.work_moved", "findings.row.half"
NO_NAME = "findings.row.employer_no_name"


def take(desk: Desk, folder: Path, name: str, *row: Any) -> imports.Taken:
    return rosters.take(desk, book(folder, name, *row))


def book(folder: Path, name: str, *row: Any) -> Path:
    return rosters.book(folder / f"{name}.xlsx", [["刘桂花", LIU, *row]], HEADER)


def history(desk: Desk) -> list[tuple[Any, ...]]:
    found = belongings.find_of(desk.store, "employment", [rosters.person(desk, LIU)["id"]])
    names = ("employer_name", "trade", "since", "until", "until_assumed")
    return [tuple(one[name] for name in names) for one in found]


@pytest.mark.parametrize("since", [SINCE, ""])
def test_the_work_before_is_kept_and_the_new_one_has_no_day(
    desk: Desk, tmp_path: Path, since: str
) -> None:
    take(desk, tmp_path, "before", FORMER, since, TRADE)
    was = history(desk)
    path = book(tmp_path, "now", "佛山市美达陶瓷厂", "", "窑炉工")
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 5)
    shown = {one.field: (one.before, one.after) for one in line.changes}
    assert shown == {
        "employer_name": (FORMER, "佛山市美达陶瓷厂"),
        "trade": (TRADE, "窑炉工"),
    } | ({"employed_since": (SINCE, None)} if since else {})
    assert [one.code for one in seen.told.warnings] == [MOVED]
    assert seen.told.warnings[0].params["employer"] == FORMER
    taken = rosters.take(desk, path)
    today = desk.clock.today().isoformat()
    assert history(desk) == [
        ("佛山市美达陶瓷厂", "窑炉工", None, None, 0),
        (FORMER, TRADE, since or None, today, 1),
    ]
    assert rosters.person(desk, LIU)["employed_since"] is None
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert history(desk) == was
    assert rosters.person(desk, LIU)["employed_since"] == (since or None)


def test_the_day_that_is_told_later_ends_the_work_before(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, "before", FORMER, SINCE, TRADE)
    take(desk, tmp_path, "now", "佛山市美达陶瓷厂", "", TRADE)
    told = take(desk, tmp_path, "later", "佛山市美达陶瓷厂", "2026-08-01", TRADE)
    assert rosters.counts(told) == {"updated": 1}
    assert history(desk) == [
        ("佛山市美达陶瓷厂", TRADE, "2026-08-01", None, 0),
        (FORMER, TRADE, SINCE, "2026-08-01", 0),
    ]


@pytest.mark.parametrize(
    ("work", "periods", "said"),
    [
        # A shorter writing of the same employer says nothing new; a longer one corrects it.
        (("鑫达电子", ""), [(FORMER, SINCE, None)], set()),
        (("鑫达电子厂(长安)", ""), [("鑫达电子厂(长安)", SINCE, None)], {HALF}),
        # The same, nothing at all, and with its day.
        ((FORMER, ""), [(FORMER, SINCE, None)], set()),
        (("", ""), [(FORMER, SINCE, None)], set()),
        (
            ("美达陶瓷厂", "2026-08"),
            [("美达陶瓷厂", "2026-08", None), (FORMER, SINCE, "2026-08")],
            set(),
        ),
        (("美达陶瓷厂", SINCE), [("美达陶瓷厂", SINCE, None)], set()),
    ],
)
def test_the_ordinary_lists_beside_it_stay_as_they_were(
    desk: Desk,
    tmp_path: Path,
    work: tuple[str, str],
    periods: list[tuple[str, str, str | None]],
    said: set[str],
) -> None:
    take(desk, tmp_path, "before", FORMER, SINCE, TRADE)
    path = book(tmp_path, "now", *work, TRADE)
    assert {one.code for one in rosters.look(desk, path).told.warnings} == said
    rosters.take(desk, path)
    assert [(one[0], one[2], one[3]) for one in history(desk)] == periods


def test_a_row_that_waited_keeps_the_work_before_as_well(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, "before", FORMER, SINCE, TRADE)
    header = (*HEADER, "出生日期")
    row = ["刘桂花", LIU, "佛山市美达陶瓷厂", "", TRADE, "1980-05-13"]
    path = rosters.book(tmp_path / "now.xlsx", [row], header)
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"undecided": 1}
    (waiting,) = inbox.waiting(desk)
    fields = [one[0] for one in inbox.differing(
        desk, inbox.waiting_row(desk, waiting["id"]), rosters.person(desk, LIU)["id"]
    )]  # fmt: skip
    assert "employed_since" in fields
    inbox.finish(desk, row_id=waiting["id"], fields=[one for one in fields if one != "birth_date"])
    assert [(one[0], one[2]) for one in history(desk)] == [
        ("佛山市美达陶瓷厂", None),
        (FORMER, SINCE),
    ]


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        # Where somebody works is that of the work before: it is told that it stays.
        ("务工单位 务工时间", ("白沙镇鞋厂", "2026-08-01"), [HALF]),
        ("务工单位 务工时间 就业地点", ("白沙镇鞋厂", "2026-08-01", "县内"), [HALF]),
        ("务工单位 就业地点", ("白沙镇鞋厂", "县内"), [MOVED]),
        # The ordinary lists beside it.
        ("务工单位 务工时间 就业地点 外出省份", ("美达厂", "2026-08-01", "外省", "浙江"), []),
        ("务工单位 务工时间", (FORMER, SINCE), []),
        ("务工单位", (FORMER,), []),
        ("就业地点 外出省份", ("外省", "浙江"), []),
    ],
)
def test_the_place_of_work_that_stays_is_told_with_the_employer_that_changes(
    desk: Desk, tmp_path: Path, head: str, row: tuple[str, ...], said: list[str]
) -> None:
    known = ["刘桂花", LIU, FORMER, SINCE, "外省", "广东"]
    header = ("姓名", "身份证号码", "务工单位", "务工时间", "就业地点", "外出省份")
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [known], header))
    path = rosters.book(
        tmp_path / "b.xlsx", [["刘桂花", LIU, *row]], ("姓名", "身份证号码", *head.split())
    )
    assert [one.code for one in rosters.look(desk, path).told.warnings] == said


def test_a_form_that_writes_another_employer_corrects_and_invents_no_work(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, "before", FORMER, "", TRADE)
    person = rosters.person(desk, LIU)["id"]
    people.correct(desk, worker_id=person, changes={"employer_name": "佛山市美达陶瓷厂"})
    assert history(desk) == [("佛山市美达陶瓷厂", TRADE, None, None, 0)]


@pytest.mark.parametrize("name", ["私营企业", "东莞长安", "零工", "鞋厂", "在广东打工", "做生意"])
@pytest.mark.parametrize("since", [SINCE, ""])
def test_a_trade_or_a_place_does_not_stand_for_the_employer_known(
    desk: Desk, tmp_path: Path, name: str, since: str
) -> None:
    take(desk, tmp_path, "before", FORMER, since, TRADE)
    path = book(tmp_path, "now", name, "", TRADE)
    assert [one.code for one in rosters.look(desk, path).told.warnings] == [NO_NAME]
    rosters.take(desk, path)
    assert history(desk) == [(FORMER, TRADE, since or None, None, 0)]
    known = rosters.person(desk, LIU)
    assert known["employer_name"] == FORMER
    assert known["notes"].endswith(name)
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
    # With a day of its own it is other work.
    take(desk, tmp_path, "begun", name, "2026-05-01", TRADE)
    assert [one[0] for one in history(desk)] == [name, FORMER]


def test_going_out_to_another_province_is_other_work(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "身份证号码", "务工单位", "就业地点", "外出省份", "务工时间")
    row = ["刘桂花", LIU, "蓝山县红叶服装厂", "县内", "", "2020-03-01"]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [row], header))
    row[2:] = ["外出务工", "外省", "广东", ""]
    path = rosters.book(tmp_path / "b.xlsx", [row], header)
    assert [one.code for one in rosters.look(desk, path).told.warnings] == [MOVED]
    rosters.take(desk, path)
    found = belongings.find_of(desk.store, "employment", [rosters.person(desk, LIU)["id"]])
    names = ("employer_name", "place", "province", "since")
    assert [tuple(one[name] for name in names) for one in found] == [
        ("外出务工", "4", "44", None),
        ("蓝山县红叶服装厂", "1", None, "2020-03-01"),
    ]
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}


@pytest.mark.parametrize("state", ["", "已就业"])
def test_one_wrong_character_is_for_a_person_to_decide(
    desk: Desk, tmp_path: Path, state: str
) -> None:
    take(desk, tmp_path, "before", FORMER, SINCE, TRADE)
    row = ["刘桂花", LIU, "东莞市鑫大电子厂", state]
    header = (*HEADER[:3], "就业状态")
    taken = rosters.take(desk, rosters.book(tmp_path / "now.xlsx", [row], header))
    assert rosters.counts(taken) == {"undecided": 1}
    (waiting,) = inbox.waiting(desk)
    inbox.finish(desk, row_id=waiting["id"], fields=["employer_name"])
    assert history(desk) == [("东莞市鑫大电子厂", TRADE, SINCE, None, 0)]


def test_a_beginning_beside_no_employer_is_asked_of_who_works(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, "before", FORMER, SINCE, TRADE)
    path = book(tmp_path, "now", "在家务农", "2026-01-01", TRADE)
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 1}
    (waiting,) = inbox.waiting(desk)
    inbox.finish(desk, row_id=waiting["id"], fields=["notes"])
    assert history(desk) == [(FORMER, TRADE, SINCE, None, 0)]
    # What stands in the remarks is not asked again.
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}


def test_who_is_without_work_by_a_list_keeps_the_place_of_work_in_the_history(
    desk: Desk, tmp_path: Path
) -> None:
    header = ("姓名", "身份证号码", "就业状态", "就业地点", "外出省份")
    row = ["刘桂花", LIU, "已就业", "外省", "广东"]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [row], header))
    row[2:] = ["未就业", "", ""]
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [row], header))
    known = rosters.person(desk, LIU)
    shown = [
        known[name] for name in ("employment_status", "employment_place", "employment_province")
    ]
    assert shown == ["2", None, None]
    found = belongings.find_of(desk.store, "employment", [known["id"]])
    assert {(one["status"], one["place"], one["province"]) for one in found} == {
        ("2", None, None),
        ("1", "4", "44"),
    }


def test_who_is_without_work_by_a_list_keeps_the_work_before_in_the_history(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, "before", FORMER, "", TRADE)
    header = ("姓名", "身份证号码", "就业状态")
    path = rosters.book(tmp_path / "off.xlsx", [["刘桂花", LIU, "未就业"]], header)
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 5)
    assert ("employer_name", FORMER, None) in [
        (one.field, one.before, one.after) for one in line.changes
    ]
    rosters.take(desk, path)
    known = rosters.person(desk, LIU)
    assert (known["employment_status"], known["employer_name"]) == ("2", None)
    today = desk.clock.today().isoformat()
    assert (FORMER, TRADE, None, today, 1) in history(desk)
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
