"""Villages that stand over the people: in a title, a section, the name of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ["姓名", "身份证号码", "联系电话"]
BY = "intake.finding.village_by_"


@pytest.fixture
def places(desk: Desk) -> None:
    """Give the desk two villages of one town."""
    office.places.add_many(desk, wanted=[{"name": "江村镇", "level": "town"}])
    (town,) = office.places.divisions(desk, "town")
    named = ("白水村", "富河村")
    office.places.add_many(
        desk, wanted=[{"name": name, "level": "village", "parent_id": town["id"]} for name in named]
    )


def person(order: int, name: str = "刘桂花") -> list[str]:
    """Return a row under HEAD."""
    return [name, rosters.number(2 * order + 1), ""]


def written(
    folder: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1", merged: Sequence[str] = ()
) -> Path:
    """Write one sheet as it is given."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for one in merged:
        page.merge_cells(one)
    made.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def homes(desk: Desk, *orders: int) -> list[tuple[str | None, str | None]]:
    """Return village and address of people."""
    names = {one["id"]: one["name"] for one in office.places.divisions(desk)}
    people = [rosters.person(desk, rosters.number(2 * one + 1)) for one in orders]
    return [(names.get(one["village_id"]), one["address"]) for one in people]


def said(seen: Any) -> list[list[str]]:
    """Return what is said of each row."""
    return [[one.code for one in line.classed.warnings] for line in seen.shown]


@pytest.mark.parametrize(
    ("sheet", "above", "by"),
    [
        ("白水村", [["填表说明：请如实填写"]], "sheet"),
        ("白水村", [["注：本表由村填写"]], "sheet"),
        ("Sheet1", [["白水村务工人员名单"]], "title"),
        ("Sheet1", [["2026年江村镇白水村村民委员会外出务工花名册"]], "title"),
        ("Sheet1", [["务工名单"], ["村（居）：白水村", "", "填报人：张三"]], "title"),
        ("Sheet1", [["务工名单"], ["村（居）：", "白水村"]], "title"),
        ("Sheet1", [["白水村"]], "title"),
    ],
)
@pytest.mark.usefixtures("places")
def test_a_village_over_the_header_is_that_of_the_people_and_said_once(
    desk: Desk, tmp_path: Path, sheet: str, above: list[list[str]], by: str
) -> None:
    path = written(tmp_path, [*above, HEAD, person(1), person(2, "陈秀英")], sheet)
    assert said(rosters.look(desk, path)) == [[BY + by], []]
    rosters.take(desk, path)
    assert homes(desk, 1, 2) == [("白水村", None)] * 2
    assert rosters.take(desk, path).counts["unchanged"] == 2


@pytest.mark.parametrize(
    ("between", "address"),
    [
        (["白水村一组"], "白水村一组"),
        (["三组"], "白水村三组"),
        (["焊工班"], None),
        (["（二）女性"], None),
        (["第二批"], None),
    ],
)
@pytest.mark.usefixtures("places")
def test_a_line_within_a_village_does_not_end_it_and_a_group_is_kept(
    desk: Desk, tmp_path: Path, between: list[str], address: str | None
) -> None:
    rows = [HEAD, ["白水村"], person(1), between, person(2, "陈秀英")]
    found = rosters.take(desk, written(tmp_path, rows))
    assert (found.counts["new"], found.rows) == (2, 2)
    assert homes(desk, 1, 2) == [("白水村", None), ("白水村", address)]


@pytest.mark.usefixtures("places")
def test_the_place_nearer_to_the_people_is_taken_and_the_other_said(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [["白水村务工名单"], HEAD, person(1), ["富河村"], person(2, "陈秀英")]
    path = written(tmp_path, rows, "富河村")
    against = "intake.finding.village_against"
    assert said(rosters.look(desk, path)) == [[BY + "title", against], [BY + "section", against]]
    rosters.take(desk, path)
    assert homes(desk, 1, 2) == [("白水村", None), ("富河村", None)]


@pytest.mark.usefixtures("places")
def test_tables_side_by_side_take_the_village_of_the_title_over_each(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [
        ["白水村", "", "", "富河村", "", ""],
        [*HEAD, *HEAD],
        [*person(1), *person(2, "陈秀英")],
        [*person(3, "杨建国"), *person(4, "黄志强")],
    ]
    rosters.take(desk, written(tmp_path, rows, merged=["A1:C1", "D1:F1"]))
    assert homes(desk, 1, 2, 3, 4) == [("白水村", None), ("富河村", None)] * 2


@pytest.mark.usefixtures("places")
def test_a_village_alone_in_its_row_stands_over_all_tables_side_by_side(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [
        [*HEAD, *HEAD],
        ["白水村"],
        [*person(1), *person(2, "陈秀英")],
        ["富河村"],
        [*person(3, "杨建国"), *person(4, "黄志强")],
    ]
    rosters.take(desk, written(tmp_path, rows))
    named = [village for village, _ in homes(desk, 1, 2, 3, 4)]
    assert named == ["白水村", "白水村", "富河村", "富河村"]


@pytest.mark.usefixtures("places")
def test_words_that_may_be_a_village_are_never_passed_over_in_silence(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [HEAD, ["白水村"], person(1), ["李家寨"], person(2, "陈秀英"), ["新建"], person(3)]
    seen = rosters.look(desk, written(tmp_path, rows))
    assert [one[0].rpartition("_")[2] for one in said(seen)] == [
        "section",
        "none",
        "doubted",
        "doubted",
    ]


@pytest.mark.parametrize(
    "text", ["白水村/富河村", "白水村、富河村", "白水村 富河村", "白水村和富河村", "白水村富河村"]
)
@pytest.mark.parametrize("above", ["title", "section", "sheet"])
@pytest.mark.usefixtures("places")
def test_a_place_of_several_villages_over_the_people_puts_nobody_into_one(
    desk: Desk, tmp_path: Path, text: str, above: str
) -> None:
    rows = [HEAD, person(1), person(2, "陈秀英")]
    if above == "title":
        path = written(tmp_path, [[f"{text}花名册"], *rows])
    elif above == "section":
        path = written(tmp_path, [HEAD, [text], *rows[1:]])
    else:
        path = written(tmp_path, rows, text.replace("/", "、"))
    assert rosters.take(desk, path).made_places == ()
    assert [village for village, _ in homes(desk, 1, 2)] == [None, None]


@pytest.mark.usefixtures("places")
def test_a_returned_row_brings_the_village_that_stood_over_it(desk: Desk, tmp_path: Path) -> None:
    wrong = rosters.number(3)[:-1] + ("0" if rosters.number(3)[-1] != "0" else "1")
    rows = [["花名册"], HEAD, ["火箭村二组"], ["刘桂花", wrong, ""]]
    found = rosters.take(desk, written(tmp_path, rows, "白水村"))
    back = imports.return_rows(desk, found.number, tmp_path / "back.xlsx").file
    made = openpyxl.load_workbook(back)
    page = made.worksheets[0]
    head = [cell.value for cell in page[1]]
    row = [cell.value for cell in page[2]]
    assert "火箭村二组" in row
    page.cell(2, head.index("身份证号码") + 1).value = rosters.number(3)
    made.save(tmp_path / "again.xlsx")
    rosters.take(desk, tmp_path / "again.xlsx")
    assert homes(desk, 1) == [("火箭村", "火箭村二组")]


@pytest.mark.parametrize("above", ["title", "section", "sheet"])
@pytest.mark.usefixtures("places")
def test_a_place_over_the_people_fills_an_empty_village_and_moves_nobody(
    desk: Desk, tmp_path: Path, above: str
) -> None:
    known = [[*HEAD, "村"], [*person(1), "白水村"], [*person(2, "王秀英"), ""]]
    rosters.take(desk, written(tmp_path, known))
    rows = [HEAD, person(1), person(2, "王秀英")]
    if above == "title":
        path = written(tmp_path, [["江村镇富河村劳动力登记表"], *rows], merged=["A1:C1"])
    elif above == "section":
        path = written(tmp_path, [HEAD, ["富河村"], *rows[1:]])
    else:
        path = written(tmp_path, rows, sheet="富河村")
    seen = rosters.look(desk, path)
    assert (seen.counts["unchanged"], seen.counts["updated"]) == (1, 1)
    assert "findings.row.not_moved" in [one.code for one in seen.told.warnings]
    rosters.take(desk, path)
    assert [village for village, _ in homes(desk, 1, 2)] == ["白水村", "富河村"]


def _grouped(tmp_path: Path, villages: Sequence[str], again: int = 0) -> Path:
    """Write a text file whose rows have these villages, mostly none; the header stands `again`."""
    lines = ["村,姓名,身份证号,电话"]
    for at, village in enumerate(villages, 1):
        lines += lines[:1] if at == again else []
        lines.append(
            f"{village},刘桂{'花英芳兰梅香'[at % 6]},{rosters.number(at)},138000000{at:02d}"
        )
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="gb18030")
    return path


def test_a_village_in_the_first_row_of_each_group_is_that_of_the_group(
    desk: Desk, tmp_path: Path
) -> None:
    places = rosters.add_places(desk, ("青山镇", "大元村"), ("青山镇", "新建村"))
    path = _grouped(tmp_path, ["大元村", "", "", "新建村", ""])
    seen = rosters.look(desk, path)
    said = {one.entry.reading.place: one.classed.warnings for one in seen.shown}
    told = [at for at, found in said.items() if f"{BY}above" in {one.code for one in found}]
    assert told == [3, 6]
    rosters.take(desk, path)
    homes = [rosters.person(desk, rosters.number(at))["village_id"] for at in range(1, 6)]
    first, second = places["青山镇", "大元村"], places["青山镇", "新建村"]
    assert homes == [first, first, first, second, second]


def test_a_header_on_the_next_page_ends_no_group(desk: Desk, tmp_path: Path) -> None:
    places = rosters.add_places(desk, ("青山镇", "大元村"), ("青山镇", "新建村"))
    rosters.take(desk, _grouped(tmp_path, ["大元村", "", "", "新建村", ""], again=3))
    homes = [rosters.person(desk, rosters.number(at))["village_id"] for at in range(1, 6)]
    assert homes == [places["青山镇", one] for one in ["大元村"] * 3 + ["新建村"] * 2]


@pytest.mark.parametrize(
    "villages",
    [
        ["大元村", "", "新建村", "大元村", ""],
        ["大元村", "", "新建村", "新建村", ""],
        ["", "大元村", "", "新建村", ""],
        ["大元村", "新建村", "", "", ""],
        ["大元村", "", "", "", ""],
    ],
)
def test_a_village_is_not_carried_down_where_it_is_not_plain(
    desk: Desk, tmp_path: Path, villages: list[str]
) -> None:
    rosters.add_places(desk, ("青山镇", "大元村"), ("青山镇", "新建村"))
    rosters.take(desk, _grouped(tmp_path, villages))
    homes = [rosters.person(desk, rosters.number(at))["village_id"] for at in range(1, 6)]
    assert [home is not None for home in homes] == [bool(one) for one in villages]


@pytest.mark.usefixtures("places")
def test_who_lives_in_the_village_of_a_title_belongs_to_it_wherever_registered(
    desk: Desk, tmp_path: Path
) -> None:
    title = [["白水村外出务工人员花名册"]]
    people = [[*person(1), "江村镇富河村6组", "江村镇白水村3组"]]
    path = written(tmp_path, [*title, [*HEAD, "户籍地址", "现住址"], *people], "Sheet1")
    rosters.take(desk, path)
    assert [village for village, _ in homes(desk, 1)] == ["白水村"]


@pytest.mark.parametrize("sheet", ["白水村", "Sheet1"])
@pytest.mark.usefixtures("places")
def test_a_title_gives_its_village_to_nobody_whose_address_names_another(
    desk: Desk, tmp_path: Path, sheet: str
) -> None:
    title = [] if sheet == "白水村" else [["白水村砌筑工培训班学员花名册"]]
    people = [
        [*person(1), "江村镇白水村3组"],
        [*person(2, "陈秀英"), "江村镇富河村6组"],
        [*person(3, "杨建国"), "广东省东莞市东城街道富河村"],
        [*person(4, "黄志强"), ""],
    ]
    path = written(tmp_path, [*title, [*HEAD, "家庭住址"], *people], sheet)
    found = said(rosters.look(desk, path))
    assert found[1] == ["intake.finding.village_address", f"{BY}address"]
    assert [found[0][1:], found[2], found[3]] == [[], [], []]
    rosters.take(desk, path)
    named = [village for village, _ in homes(desk, 1, 2, 3, 4)]
    assert named == ["白水村", "富河村", "白水村", "白水村"]
    assert rosters.take(desk, path).counts["unchanged"] == 4
    # The title again, at the head of a second page, gives no more.
    further = [*title, [*HEAD, "家庭住址"], [*person(5, "赵国庆"), "江村镇富河村1组"]]
    rosters.take(desk, written(tmp_path, [*title, [*HEAD, "家庭住址"], *people, *further], sheet))
    assert homes(desk, 5) == [("富河村", "江村镇富河村1组")]


@pytest.mark.usefixtures("places")
def test_a_row_without_number_may_be_of_the_title_or_of_its_address(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, written(tmp_path, [["白水村名单"], HEAD, person(1)]))
    rows = [["白水村名单"], [*HEAD, "家庭住址"], ["刘桂花", "", "", "江村镇富河村6组"]]
    assert rosters.counts(rosters.look(desk, written(tmp_path, rows))) == {"undecided": 1}


@pytest.mark.usefixtures("places")
def test_a_known_village_over_the_people_is_not_a_new_one(desk: Desk, tmp_path: Path) -> None:
    above = [["务工花名册"], ["填报单位：江村镇白水村        填报日期：2026年11月20日"]]
    path = written(tmp_path, [*above, HEAD, person(1), person(2)])
    seen = rosters.look(desk, path)
    assert said(seen) == [[BY + "title"], []]
    assert seen.made_places == ()
    assert rosters.take(desk, path).made_places == ()


@pytest.mark.usefixtures("places")
def test_a_further_row_of_somebody_new_changes_only_what_it_adds(
    desk: Desk, tmp_path: Path
) -> None:
    people = [[*person(1), ""], [*person(2, "陈秀英"), ""], [*person(1), "重复"]]
    moved = [["富河村"], [*person(2, "陈秀英"), "搬家"]]
    path = written(tmp_path, [["白水村务工人员名单"], [*HEAD, "备注"], *people, *moved])
    names = {one["id"]: one["name"] for one in office.places.divisions(desk)}
    again, further = (one.classed.diffs for one in rosters.look(desk, path).shown[2:])
    assert [one.field for one in again] == ["notes"]
    assert [
        (names[one.before], names[one.after]) for one in further if one.field == "village_id"
    ] == [("白水村", "富河村")]
    rosters.take(desk, path)
    assert homes(desk, 1, 2) == [("白水村", None), ("富河村", None)]
    assert rosters.person(desk, rosters.number(3))["notes"] == "重复"
