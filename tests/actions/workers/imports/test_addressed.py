"""Villages of a list without a column of towns: the address of a row tells the town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "村", "户籍地址", "现住址")
HERE, THERE = "太平圩镇白竹村", "青溪镇白竹村"
TOLD, OLD = "village_town_address", "town_taken"


def listed(folder: Path, *rows: tuple[str, str, str], name: str = "r.xlsx") -> Path:
    """Write new people of these villages and addresses."""
    crowd = rosters.crowd(len(rows))
    people = [[one[0], one[1], *row] for one, row in zip(crowd, rows, strict=True)]
    return rosters.book(folder / name, people, HEAD)


def homes(desk: Desk) -> list[str | None]:
    """Return the villages of everybody with their towns, in the order of the list."""
    names = {
        one["id"]: f"{one['parent_name'] or ''}{one['name']}"
        for one in office.places.divisions(desk, "village")
    }
    found = desk.store.query("SELECT village_id FROM worker ORDER BY number")
    return [names.get(one["village_id"]) for one in found]


def taken(desk: Desk, path: Path) -> tuple[list[str | None], list[str]]:
    """Take a list in; return where everybody lives, and what is warned of."""
    told = [one.code.rpartition(".")[2] for one in rosters.look(desk, path).told.warnings]
    rosters.take(desk, path)
    return homes(desk), told


@pytest.mark.parametrize(
    ("row", "home", "told"),
    [
        # The town of the address is known and has no such village.
        (("白竹村", f"{THERE}11组", ""), None, [TOLD]),
        (("白竹", f"{THERE}11组", ""), None, [TOLD]),
        (("白竹村3组", "", f"湖南省蓝山县{THERE}3组12号"), None, [TOLD]),
        (("白竹村", "", f"{THERE}大塘自然村"), None, [TOLD]),
        (("白竹村", "青溪乡白竹村11组", ""), None, [TOLD]),
        (("白竹村", "湖南永州蓝山青溪镇白竹村11组", ""), None, [TOLD]),
        # Where the household is registered goes before where somebody lives.
        (("白竹村", f"{THERE}11组", f"{HERE}2组"), None, [TOLD]),
        (("白竹村", f"{HERE}11组", f"{THERE}2组"), HERE, []),
        (("白竹村", "白竹村11组", f"{THERE}2组"), HERE, []),
        # Nobody knows the town of the address: it may be an old name.
        (("白竹村", "龙潭乡白竹村11组", ""), HERE, [OLD]),
        (("白竹村", "太平圩乡白竹村11组", ""), HERE, [OLD]),
        (("白竹村", "蓝山县太平圩瑶族乡白竹村3组", ""), HERE, [OLD]),
        (("白竹村", "太平墟镇白竹村", ""), HERE, [OLD]),
        (("白竹村", "原太平圩乡白竹村", ""), HERE, [OLD]),
        (("白竹村", "蓝山县城关镇白竹村", ""), HERE, [OLD]),
        # The words for province, city and county are left out.
        (("白竹村", f"湖南永州蓝山{HERE}3组", ""), HERE, []),
        (("白竹村", f"湖南蓝山{HERE}3组", ""), HERE, []),
        (("白竹村", f"湖南省永州市蓝山{HERE}3组", ""), HERE, []),
        (("白竹村", f"蓝山{HERE}", ""), HERE, []),
        # What is called after a village is none, and no village is a community of its name.
        (("白竹村", "青溪镇 白竹村 小学旁", ""), HERE, []),
        (("白竹村", "", "青溪镇白竹村路12号"), HERE, []),
        (("白竹村", "", "青溪镇白竹村移民安置点"), HERE, []),
        (("白竹村", "", "青溪镇白竹社区3栋"), HERE, []),
        (("白竹", "", "青溪镇白竹社区3栋"), HERE, []),
        (("白竹村", f"{HERE}3组", "青溪镇白竹社区3栋"), HERE, []),
        # In another province nothing is said of a village here.
        (("白竹村", "广东省东莞市太平圩镇白竹村", ""), HERE, []),
        (("白竹村", f"{HERE}3组", "广东省东莞市东坑镇白竹村5组"), HERE, []),
        (("白竹村3组", "", "广东省东莞市青溪镇白竹村"), HERE, []),
        # The address says the same, or nothing of the village.
        (("白竹村", f"{HERE}11组", ""), HERE, []),
        (("白竹村", f"蓝山县{HERE}11组", f"{HERE}2组"), HERE, []),
        (("白竹村", "", ""), HERE, []),
        (("白竹村", "白竹村11组", ""), HERE, []),
        (("白竹村", "青溪镇石桥村3组", ""), HERE, []),
        (("白竹村", "青溪镇大白竹村3组", ""), HERE, []),
        (("白竹村", "青溪镇白竹湾3组", ""), HERE, []),
        (("白竹村", "广东省东莞市东城街道新村", ""), HERE, []),
        (("白竹村", f"{HERE}11组", "青溪镇石桥村3组"), HERE, []),
        # The town in the cell of the village goes before.
        ((HERE, f"{THERE}11组", ""), HERE, []),
    ],
)
def test_a_village_known_once_is_not_that_of_another_town(
    desk: Desk, tmp_path: Path, row: tuple[str, str, str], home: str | None, told: list[str]
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "石桥村"))
    assert taken(desk, listed(tmp_path, row)) == ([home], told)


def test_a_town_that_nobody_knows_takes_no_village_away_from_somebody_known(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "石桥村"))
    for name, address in (("a.xlsx", ""), ("b.xlsx", f"{THERE}11组"), ("c.xlsx", "太平圩乡白竹村")):
        rosters.take(desk, listed(tmp_path, ("白竹村", address, ""), name=name))
    assert homes(desk) == [HERE]


@pytest.mark.parametrize(
    ("row", "home", "told"),
    [
        (("白竹村", f"{THERE}11组", ""), THERE, []),
        (("白竹村委会", "", f"{HERE}2组"), HERE, []),
        (("白竹", f"湖南省永州市蓝山县{THERE}委会11组", f"{THERE}2组"), THERE, []),
        (("白竹村", f"{THERE}11组", f"{HERE}2组"), THERE, []),
        (("白竹村", "", f"{HERE}(村委会旁)"), HERE, []),
        (("白竹村", f"湖南省永州市蓝山县{THERE}村委会3组", ""), THERE, []),
        (("白竹村", f"永州市蓝山县{THERE}第3村民小组", ""), THERE, []),
        (("白竹村", f"{THERE}大塘组12号", ""), THERE, []),
        (("白竹村", f"{THERE}12号", ""), THERE, []),
        # A street, a school, an estate or a hamlet of the name is no village.
        *(
            ((text, "", f"{THERE}{behind}"), None, ["village_many"])
            for text in ("白竹村", "白竹")
            for behind in (
                "路12号",
                "二巷3号",
                "小学旁",
                "人民医院宿舍",
                "小区3栋",
                "街12号",
                "5栋",
            )
        ),
        (("白竹村", "白竹村3组", f"{THERE}路12号"), None, ["village_many"]),
        (("白竹村", "青溪镇大坪村白竹村3组", ""), None, ["village_many"]),
        (("白竹村", "青溪镇工业白竹村3组", ""), None, ["village_many"]),
        (("白竹村", "青溪镇白竹社区3组", ""), None, ["village_many"]),
        (("白竹社区", f"{THERE}3组", ""), None, ["village_many"]),
        (("白竹村", "白竹村11组", ""), None, ["village_many"]),
        (("白竹村", "湖南永州蓝山青溪镇白竹村3组", ""), None, ["village_many"]),
        (("白竹村", "龙潭乡白竹村11组", ""), None, ["village_many"]),
        (("白竹村", f"广东省东莞市{THERE}", ""), None, ["village_many"]),
    ],
)
def test_the_address_chooses_among_villages_of_one_name(
    desk: Desk, tmp_path: Path, row: tuple[str, str, str], home: str | None, told: list[str]
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"))
    assert taken(desk, listed(tmp_path, row)) == ([home], told)


@pytest.mark.parametrize(
    ("said", "home"),
    [
        # Where somebody lives moves nobody who stands in one of the villages of the name.
        (("白竹村", "", f"{THERE}5组(租住)"), HERE),
        (("白竹村", "白竹村3组", f"{THERE}5组"), HERE),
        (("白竹村", "", f"{THERE}路12号"), HERE),
        (("白竹村", "", "青溪镇白竹社区3栋"), HERE),
        (("白竹村", "", f"道县{THERE}"), HERE),
        # Where the household is registered does.
        (("白竹村", f"{THERE}5组", ""), THERE),
    ],
)
def test_only_the_household_moves_somebody_known_among_villages_of_one_name(
    desk: Desk, tmp_path: Path, said: tuple[str, str, str], home: str
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"))
    rosters.take(desk, listed(tmp_path, (HERE, "", ""), (HERE, "湖南省永州市蓝山县", "")))
    county = "湖南省永州市蓝山县太平圩镇大坪村"
    rosters.take(desk, listed(tmp_path, said, (HERE, county, ""), name="b.xlsx"))
    assert homes(desk) == [home, HERE]


def test_a_town_of_the_name_in_another_county_or_city_is_none_of_the_desk(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"), ("青溪镇", "石桥村"))
    rows = (
        *(("石桥村", f"湖南省永州市蓝山县青溪镇石桥村{at}组", "") for at in range(1, 5)),
        ("白竹村", f"道县{THERE}", ""),
        ("白竹村", f"湖南省永州市道县{THERE}", ""),
        ("白竹村", f"东莞市{THERE}", ""),
        ("石桥村", f"道县{HERE[:4]}石桥村", ""),
        ("白竹村", f"永州市蓝山县{THERE}", ""),
        ("白竹村", f"湖南蓝山{THERE}", ""),
        ("白竹村", f"蓝山县{THERE}", ""),
        *(("石桥村", f"蓝山县青溪镇石桥村{at}组", "") for at in range(9)),
        ("白竹村", f"湖南省永州市{THERE}", ""),
    )
    home, told = taken(desk, listed(tmp_path, *rows))
    bridge = "青溪镇石桥村"
    assert home[:11] == [*[bridge] * 4, None, None, None, bridge, THERE, THERE, THERE]
    assert home[11:] == [*[bridge] * 9, THERE]
    assert set(told) == {"village_many"}


def test_a_city_that_the_list_has_in_another_province_is_not_here(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"))
    rows = [("白竹村", f"{before}东莞市{THERE}", "") for before in ("广东省", "", "")]
    home, told = taken(desk, listed(tmp_path, *rows))
    assert (home, set(told)) == ([None] * 3, {"village_many"})


def test_a_kind_of_village_tells_which_of_two_is_meant(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹社区"))
    rows = (
        ("白竹村", "", "青溪镇白竹社区3栋"),
        ("白竹", "", "青溪镇白竹社区3栋"),
        ("白竹", f"{THERE}3组", ""),
    )
    home, told = taken(desk, listed(tmp_path, *rows))
    assert (home, set(told)) == ([None, "青溪镇白竹社区", None], {"village_many"})


def test_a_street_has_one_name_however_its_office_is_called(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("青溪街道办事处", "白竹社区"), ("城东街道", "白竹社区"))
    rows = (
        ("白竹社区", "青溪街道白竹社区11组", ""),
        ("白竹社区", "城东街道办白竹社区1组", ""),
        ("白竹社区", "城东街道办事处白竹社区1组", ""),
    )
    home = ["青溪街道办事处白竹社区", *["城东街道白竹社区"] * 2]
    assert taken(desk, listed(tmp_path, *rows)) == (home, [])


def test_a_desk_without_a_list_learns_the_village_in_the_known_town_of_the_address(
    desk: Desk, tmp_path: Path
) -> None:
    office.places.add_list(desk, f"{HERE[:4]} {HERE[4:]}\n青溪镇 石桥村")
    rows = (("白竹村", f"{THERE}11组", ""), ("白竹村", "", ""), ("白竹村", f"{HERE}1组", ""))
    assert taken(desk, listed(tmp_path, *rows)) == ([THERE, HERE, HERE], ["village_made"])


@pytest.mark.parametrize(
    "address", [f"{THERE}路3号", f"{THERE}安置小区", f"广东省东莞市{THERE}", "龙潭乡白竹村3组"]
)
def test_no_village_is_learned_in_the_town_of_what_is_called_after_it(
    desk: Desk, tmp_path: Path, address: str
) -> None:
    office.places.add_list(desk, "太平圩镇 大坪村\n青溪镇 石桥村")
    rows = (("白竹村", "", address), ("白竹村", "", ""))
    assert taken(desk, listed(tmp_path, *rows)) == (["白竹村"] * 2, ["village_made"])


def test_a_town_that_only_the_file_names_is_known_as_well(desk: Desk, tmp_path: Path) -> None:
    office.places.add_list(desk, f"{HERE[:4]} {HERE[4:]}")
    rows = (("白竹村", f"{THERE}11组", ""), ("青溪镇石桥村", "", ""))
    home, told = taken(desk, listed(tmp_path, *rows))
    assert (home, told) == ([THERE, "青溪镇石桥村"], ["village_made"])


def test_a_village_of_which_nobody_wrote_the_town_is_taken_with_any(
    desk: Desk, tmp_path: Path
) -> None:
    office.places.add_many(
        desk,
        wanted=[{"name": "青溪镇", "level": "town"}, {"name": "白竹村", "level": "village"}],
    )
    rows = (("白竹村", f"{THERE}11组", ""), ("白竹村", "龙潭乡白竹村", ""))
    assert taken(desk, listed(tmp_path, *rows)) == (["白竹村"] * 2, [])


@pytest.mark.parametrize("above", ["白竹村", "白竹村务工人员花名册"])
def test_a_village_over_the_people_is_not_that_of_another_town_either(
    desk: Desk, tmp_path: Path, above: str
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "石桥村"))
    (one, other) = rosters.crowd(2)
    rows = [[one[0], one[1], f"{THERE}11组"], [other[0], other[1], f"{HERE}1组"]]
    path = rosters.book(tmp_path / "s.xlsx", [["姓名", "身份证号码", "家庭住址"], *rows], [above])
    home, told = taken(desk, path)
    assert (home, told) == ([None, HERE], [TOLD])


def test_the_town_of_the_address_moves_somebody_registered_only_where_it_is_known(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "白竹村"), ("青溪镇", "石桥村"))
    rosters.take(desk, listed(tmp_path, ("青溪镇石桥村", "", ""), ("青溪镇石桥村", "", "")))
    rows = (("白竹村", f"{HERE}1组", ""), ("石桥村", "龙潭乡石桥村", ""))
    rosters.take(desk, listed(tmp_path, *rows, name="b.xlsx"))
    assert homes(desk) == [HERE, "青溪镇石桥村"]


@pytest.mark.parametrize("known", [(), (("青溪镇", "白竹村"),)])
def test_an_address_names_the_town_that_was_joined_to_another(
    desk: Desk, tmp_path: Path, known: tuple[tuple[str, str], ...]
) -> None:
    rosters.add_places(desk, ("早禾乡", "白竹村"), ("毛俊镇", "石桥村"), *known)
    towns = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    office.places.join(
        desk, division_id=towns["早禾乡"], successor_id=towns["毛俊镇"], day="2026-01-01"
    )
    rows = (("白竹村", "蓝山县早禾乡白竹村3组", ""), ("白竹村", "毛俊镇白竹村5组", ""))
    assert taken(desk, listed(tmp_path, *rows)) == (["毛俊镇白竹村"] * 2, [])


TITLED = "intake.finding.title_town"


@pytest.mark.parametrize(
    ("over", "row", "rows"),
    [
        (("青溪镇2026年外出务工人员花名册", "Sheet1"), ("白竹村", ""), ["3"]),
        (("2026年蓝山县青溪镇花名册", "Sheet1"), ("白竹村", ""), ["3"]),
        (("花名册", "青溪镇"), ("白竹村", ""), ["3"]),
        # The row itself says the town, or the title says the same, another county, or nothing.
        (("青溪镇花名册", "Sheet1"), (HERE, ""), []),
        (("青溪镇花名册", "Sheet1"), ("白竹村", f"{HERE}3组"), []),
        (("太平圩镇花名册", "Sheet1"), ("白竹村", ""), []),
        (("龙潭乡花名册", "Sheet1"), ("白竹村", ""), []),
        (("太平圩镇花名册", "青溪镇"), ("白竹村", ""), []),
        (("花名册", "Sheet1"), ("白竹村", ""), []),
    ],
)
def test_the_town_of_a_title_is_only_told(
    desk: Desk, tmp_path: Path, over: tuple[str, str], row: tuple[str, str], rows: list[str]
) -> None:
    rosters.add_places(desk, ("太平圩镇", "白竹村"), ("青溪镇", "石桥村"))
    people = [[one[0], one[1], *row] for one in rosters.crowd(2)]
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    title, page.title = over
    for line in ([title], HEAD[:4], *people):
        page.append([*line])
    made.save(tmp_path / "t.xlsx")
    seen = rosters.look(desk, tmp_path / "t.xlsx")
    told = [one.rows for one in seen.told.warnings if one.code == TITLED]
    assert told == ([rows] if rows else [])
    rosters.take(desk, tmp_path / "t.xlsx")
    assert homes(desk) == [HERE, HERE]
