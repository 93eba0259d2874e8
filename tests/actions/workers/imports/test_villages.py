"""Villages of a roster: found as written, learned soberly and told, read from addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "联系电话", "村")
NAMES = ("刘桂花", "陈秀英", "杨建国", "黄志强", "周丽娟", "吴春梅", "徐海燕", "孙永红")


@pytest.fixture
def places(desk: Desk) -> dict[str, bytes]:
    """Give the desk three villages without codes: no official list."""
    office.places.add_many(desk, wanted=[{"name": "塔峰镇", "level": "town"}])
    (town,) = office.places.divisions(desk, "town")
    names = ("东风村", "石桥村", "团结社区")
    office.places.add_many(
        desk, wanted=[{"name": name, "level": "village", "parent_id": town["id"]} for name in names]
    )
    return {one["name"]: one["id"] for one in office.places.divisions(desk, "village")}


def listed(folder: Path, *villages: str, name: str = "r.xlsx", start: int = 0) -> Path:
    """Write a list of new people in these villages."""
    people = [
        [NAMES[at], rosters.number(2 * (at + start) + 1), "", text]
        for at, text in enumerate(villages)
    ]
    return rosters.book(folder / name, people, HEAD)


def village_of(desk: Desk, at: int) -> str | None:
    """Return the name of the village of the person of a row."""
    place = rosters.person(desk, rosters.number(2 * at + 1))["village_id"]
    return next((o["name"] for o in office.places.divisions(desk) if o["id"] == place), None)


def warned(found: Any) -> list[tuple[str, int, list[str]]]:
    """Return the warnings of a look with their rows."""
    return [(one.code.rpartition(".")[2], one.count, one.rows) for one in found.told.warnings]


@pytest.mark.usefixtures("places")
def test_a_village_is_known_however_it_is_written(desk: Desk, tmp_path: Path) -> None:
    texts = ("塔峰镇石桥村委", "团结社区居委会", "石桥村五组", "湖南省永州市蓝山县塔峰镇东风村3组")
    seen = rosters.look(desk, listed(tmp_path, *texts))
    assert (seen.made_places, seen.warnings) == ((), 0)
    assert rosters.take(desk, listed(tmp_path, *texts)).made_places == ()
    assert [village_of(desk, at) for at in range(4)] == ["石桥村", "团结社区", "石桥村", "东风村"]
    people = [rosters.person(desk, rosters.number(2 * at + 1)) for at in range(4)]
    assert [one["address"] for one in people] == [None, None, texts[2], texts[3]]
    assert len(office.places.divisions(desk)) == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("不详", "village_placeholder"),
        ("外地", "village_placeholder"),
        ("塔峰镇", "village_town"),
        ("湖南省永州市蓝山县塔峰镇", "village_town"),
        ("东凤村", "village_near"),
        ("3组", "village_none"),
        ("户口在A区", "village_none"),
    ],
)
@pytest.mark.usefixtures("places")
def test_what_is_no_village_or_perhaps_a_slip_is_not_learned(
    desk: Desk, tmp_path: Path, text: str, code: str
) -> None:
    seen = rosters.look(desk, listed(tmp_path, text))
    assert [one[0] for one in warned(seen)] == [code]
    taken = rosters.take(desk, listed(tmp_path, text))
    assert (taken.made_places, rosters.counts(taken)) == ((), {"new": 1})
    assert len(office.places.divisions(desk)) == 4
    assert village_of(desk, 0) is None
    kept = rosters.person(desk, rosters.number(1))["address"]
    assert kept == (None if text == "不详" else text)


@pytest.mark.usefixtures("places")
def test_a_learned_village_is_told_once_and_in_the_answer(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, "火箭村", "毛俊镇东风村", "火箭村委会", "东风村委会", "火箭村2组")
    seen = rosters.look(desk, path)
    made = (("", "火箭村"), ("毛俊镇", "东风村"))
    assert seen.made_places == made
    assert warned(seen) == [("village_made", 2, ["2", "3"])]
    assert rosters.take(desk, path).made_places == made
    # What was learned in between does not make the known name ambiguous.
    assert [village_of(desk, at) for at in range(5)] == [
        *("火箭村", "东风村", "火箭村", "东风村", "火箭村"),
    ]
    known, learned = (rosters.person(desk, rosters.number(at))["village_id"] for at in (7, 3))
    assert known != learned
    towns = {one["id"]: one["parent_name"] for one in office.places.divisions(desk, "village")}
    assert (towns[known], towns[learned]) == ("塔峰镇", "毛俊镇")


@pytest.mark.usefixtures("places")
def test_nobody_known_is_moved_into_a_village_just_learned(desk: Desk, tmp_path: Path) -> None:
    rosters.take(desk, listed(tmp_path, "东风村"))
    people = [[NAMES[at], rosters.number(2 * at + 1), "", "红星村"] for at in range(2)]
    path = rosters.book(tmp_path / "b.xlsx", people, HEAD)
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"undecided": 1, "new": 1}
    assert warned(seen) == [("village_made", 1, ["3"])]
    (asked,) = seen.told.reasons
    assert asked.code == "findings.row.village_elsewhere"
    assert asked.params == {"village": "红星村", "known": "东风村"}
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(2)] == ["东风村", "红星村"]
    # Taken in again, the list asks the same: what it taught itself is no second witness.
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 1, "unchanged": 1}
    assert village_of(desk, 0) == "东风村"


@pytest.mark.usefixtures("places")
def test_a_later_list_moves_somebody_into_a_village_learned_before_only_as_shown(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, listed(tmp_path, "东风村", name="a.xlsx"))
    rosters.take(desk, listed(tmp_path, "红星村", name="b.xlsx", start=1))
    path = listed(tmp_path, "红星村", name="c.xlsx")
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"updated": 1}
    (line,) = imports.lines_of(desk, seen, "updated", 0, 10)
    assert [(one.field, one.before, one.after) for one in line.changes] == [
        ("village_id", "塔峰镇 东风村", "红星村")
    ]
    assert village_of(desk, 0) == "东风村"
    taken = rosters.take(desk, path)
    assert village_of(desk, 0) == "红星村"
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert village_of(desk, 0) == "东风村"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("右三村", "undecided"),
        ("西岭村", "updated"),
        ("东风村", "unchanged"),
        ("东凤村", "unchanged"),
        ("3组", "unchanged"),
        ("不详", "unchanged"),
    ],
)
def test_a_village_unknown_to_a_desk_with_a_list_is_asked_about(
    desk: Desk, tmp_path: Path, text: str, kind: str
) -> None:
    rosters.add_places(desk, ("塔峰镇", "东风村"), ("塔峰镇", "西岭村"))
    rosters.take(desk, listed(tmp_path, "东风村"))
    path = listed(tmp_path, text)
    for _ in range(2):
        assert rosters.counts(rosters.look(desk, path)) == {kind: 1}, text


def test_a_village_of_a_new_town_is_written_with_it_whoever_needs_it_first(
    desk: Desk, tmp_path: Path
) -> None:
    wrong = ["刘桂花", "430602198005120011", "", "毛俊镇大坪村"]
    right = ["陈秀英", rosters.number(3), "", "毛俊镇沙坪村"]
    taken = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [wrong, right], HEAD))
    assert taken.made_places == (("毛俊镇", "沙坪村"),)
    (village,) = office.places.divisions(desk, "village")
    assert (village["parent_name"], village["name"]) == ("毛俊镇", "沙坪村")


@pytest.mark.parametrize(
    ("head", "text", "village"),
    [
        ("户籍地", "塔峰镇东风村", "东风村"),
        ("家庭住址", "塔峰镇东风村3组12号", "东风村"),
        ("住址", "石桥村", "石桥村"),
        ("户口所在地", "湖南省蓝山县塔峰镇团结社区", "团结社区"),
        ("住址", "毛俊镇东风村", None),
        ("住址", "广东省东莞市东城街道东风村", None),
        ("住址", "蓝山县东风村", None),
        ("住址", "东风村小学宿舍", None),
        ("住址", "东风", None),
        ("住址", "火箭村", None),
    ],
)
@pytest.mark.usefixtures("places")
def test_an_address_gives_a_new_person_the_one_village_it_names(
    desk: Desk, tmp_path: Path, head: str, text: str, village: str | None
) -> None:
    header = ("姓名", "身份证号码", "联系电话", head)
    path = rosters.book(tmp_path / "a.xlsx", [[NAMES[0], rosters.number(1), "", text]], header)
    seen = rosters.look(desk, path)
    said = [one.code for line in seen.shown for one in line.classed.warnings]
    assert said == (["intake.finding.village_by_address"] if village else [])
    rosters.take(desk, path)
    assert village_of(desk, 0) == village
    person = rosters.person(desk, rosters.number(1))
    assert text in (person["address"], person["hukou_address"])


def test_an_address_never_goes_before_a_village_nor_moves_anybody(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    rosters.take(desk, listed(tmp_path, "东风村"))
    header = ("姓名", "身份证号码", "村", "住址")
    people = [
        [NAMES[0], rosters.number(1), "", "石桥村"],
        [NAMES[1], rosters.number(3), "东风村", "石桥村"],
    ]
    path = rosters.book(tmp_path / "b.xlsx", people, header)
    first, second = rosters.look(desk, path).shown
    assert [one.field for one in first.classed.diffs] == ["address"]
    assert second.classed.warnings == ()
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(2)] == ["东风村", "东风村"]
    chosen = rosters.book(
        tmp_path / "c.xlsx", [[NAMES[2], rosters.number(5), "", "石桥村"]], header
    )
    rosters.take(desk, chosen, default_village=places["团结社区"])
    assert village_of(desk, 2) == "团结社区"


@pytest.mark.usefixtures("places")
def test_an_address_proposes_whom_a_row_with_a_wrong_number_means(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, listed(tmp_path, "东风村"))
    header = ("姓名", "身份证号码", "住址")
    row = [NAMES[0], rosters.number(1)[:17], "塔峰镇东风村"]
    path = rosters.book(tmp_path / "b.xlsx", [row], header)
    assert rosters.counts(rosters.take(desk, path)) == {"undecided": 1}


def test_what_is_typed_is_learned_only_as_it_would_be_found(desk: Desk) -> None:
    for typed in ("石桥村", "青山镇石桥村三组"):
        assert imports.place_named(desk, typed).village_id is None
        assert imports.learn(desk, text=typed) is None
    assert office.places.divisions(desk, "village") == []
    assert imports.place_named(desk, "青山镇石桥村").fresh
    assert imports.learn(desk, text="青山镇石桥村") is not None
    assert [one["name"] for one in office.places.divisions(desk, "village")] == ["石桥村"]


def titled(folder: Path, *above: list[str], sheet: str, extra: tuple[list[str], ...] = ()) -> Path:
    """Write one person under titles, in a sheet of a name."""
    people = (["刘桂花", rosters.number(1), ""],)
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for row in (*above, ["姓名", "身份证号码", "联系电话"], *extra, *people):
        page.append(row)
    made.save(folder / "titled.xlsx")
    return folder / "titled.xlsx"


@pytest.mark.parametrize(
    ("titles", "sheet"),
    [
        ((["石桥村务工人员名单"],), "Sheet1"),
        ((["填表说明：请如实填写"],), "石桥村"),
        ((["石桥村务工名单"], ["填表说明：请如实填写"]), "石桥村"),
    ],
)
@pytest.mark.usefixtures("places")
def test_a_list_with_its_village_only_above_it_or_in_its_name_keeps_it(
    desk: Desk, tmp_path: Path, titles: tuple[list[str], ...], sheet: str
) -> None:
    rosters.take(desk, titled(tmp_path, *titles, sheet=sheet))
    assert village_of(desk, 0) == "石桥村"


@pytest.mark.usefixtures("places")
def test_a_title_that_contradicts_the_name_of_the_sheet_is_told(desk: Desk, tmp_path: Path) -> None:
    path = titled(tmp_path, ["石桥村务工人员名单"], sheet="东风村")
    assert "village_against" in [one[0] for one in warned(rosters.look(desk, path))]
    rosters.take(desk, path)
    assert village_of(desk, 0) == "石桥村"


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("group", ["三组", "第1组", "第1组（组长：罗斌峰）", "2组（12人）"])
def test_a_group_below_a_village_leaves_its_people_there(
    desk: Desk, tmp_path: Path, group: str
) -> None:
    path = titled(tmp_path, sheet="Sheet1", extra=(["石桥村"], [group]))
    rosters.take(desk, path)
    assert village_of(desk, 0) == "石桥村"
    assert rosters.person(desk, rosters.number(1))["address"] == f"石桥村{group[:3].rstrip('（')}"


@pytest.mark.usefixtures("places")
def test_a_slip_in_the_town_makes_no_second_village(desk: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", rosters.number(1), "塔峰乡", "石桥村"]
    head = ("姓名", "身份证号码", "乡镇", "村")
    seen = rosters.look(desk, rosters.book(tmp_path / "r.xlsx", [row], head))
    assert seen.made_places == ()
    assert [one[0] for one in warned(seen)] == ["village_near"]


@pytest.fixture
def joined_towns(desk: Desk) -> dict[str, bytes]:
    """Give the desk two towns with a 新建村 each, of which one was joined to the other."""
    office.places.add_list(desk, "塔峰镇 石桥村\n塔峰镇 新建村\n云盘乡 云盘村\n云盘乡 新建村")
    towns = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    villages = {
        f"{one['parent_name']}{one['name']}": one["id"]
        for one in office.places.divisions(desk, "village")
    }
    office.places.join(
        desk, division_id=towns["云盘乡"], successor_id=towns["塔峰镇"], day="2026-01-01"
    )
    return villages


@pytest.mark.parametrize(
    ("texts", "village"),
    [
        (("云盘乡", "云盘村"), "云盘乡云盘村"),
        (("", "湖南省蓝山县云盘乡云盘村3组"), "云盘乡云盘村"),
        (("云盘", "云盘村委会"), "云盘乡云盘村"),
        (("塔峰镇", "云盘村"), "云盘乡云盘村"),
        (("", "云盘村"), "云盘乡云盘村"),
        (("云盘乡", "新建村"), "云盘乡新建村"),
    ],
)
def test_a_roster_that_names_a_town_of_before_it_was_joined_means_its_villages(
    desk: Desk,
    tmp_path: Path,
    joined_towns: dict[str, bytes],
    texts: tuple[str, str],
    village: str,
) -> None:
    person = ["刘桂花", rosters.number(1), *texts]
    path = rosters.book(tmp_path / "r.xlsx", [person], ("姓名", "身份证号码", "乡镇", "村"))
    assert rosters.take(desk, path).made_places == ()
    assert rosters.person(desk, rosters.number(1))["village_id"] == joined_towns[village]


def test_a_village_of_both_towns_is_asked_about_and_taken_back_is_none_of_the_other(
    desk: Desk, tmp_path: Path, joined_towns: dict[str, bytes]
) -> None:
    person = ["刘桂花", rosters.number(1), "塔峰镇", "新建村"]
    path = rosters.book(tmp_path / "r.xlsx", [person], ("姓名", "身份证号码", "乡镇", "村"))
    assert warned(rosters.look(desk, path)) == [("village_many", 1, ["2"])]
    office.undo.undo_last(desk)
    rosters.take(desk, path)
    assert rosters.person(desk, rosters.number(1))["village_id"] == joined_towns["塔峰镇新建村"]


def test_a_village_learned_in_a_town_that_was_joined_stands_in_the_one_of_today(
    desk: Desk, tmp_path: Path
) -> None:
    office.places.add_list(desk, "塔峰镇 石桥村\n云盘乡 云盘村")
    towns = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    office.places.join(
        desk, division_id=towns["云盘乡"], successor_id=towns["塔峰镇"], day="2026-01-01"
    )
    person = ["刘桂花", rosters.number(1), "云盘乡", "羊角村"]
    path = rosters.book(tmp_path / "r.xlsx", [person], ("姓名", "身份证号码", "乡镇", "村"))
    rosters.take(desk, path)
    (made,) = [one for one in office.places.divisions(desk) if one["name"] == "羊角村"]
    assert made["parent_name"] == "塔峰镇"


def test_namesakes_that_became_one_village_are_one_without_a_town(
    desk: Desk, tmp_path: Path
) -> None:
    office.places.add_list(desk, "塔峰镇 新建村\n云盘乡 新建村")
    here, there = office.places.divisions(desk, "village")
    office.places.join(desk, division_id=here["id"], successor_id=there["id"], day="2026-01-01")
    path = rosters.book(
        tmp_path / "r.xlsx", [["刘桂花", rosters.number(1), "新建村"]], ("姓名", "身份证号", "村")
    )
    rosters.take(desk, path)
    assert rosters.person(desk, rosters.number(1))["village_id"] == there["id"]
