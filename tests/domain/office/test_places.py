"""Lists of towns and villages as they are pasted, and what a station may be called."""

from __future__ import annotations

import pytest

from gigdesk import errors
from gigdesk.domain.office import places
from gigdesk.domain.office.places import Named


@pytest.mark.parametrize(
    ("line", "town", "village", "code", "local_code"),
    [
        ("青山镇 石桥村", "青山镇", "石桥村", "", ""),
        ("430602101201 青山镇、石桥村", "青山镇", "石桥村", "430602101201", ""),
        ("3. 青山镇,石桥村,4306021012", "青山镇", "石桥村", "", "4306021012"),
        ("（12）白露街道办事处 430602002", "白露街道办事处", "", "430602002", ""),
        ("石桥村", "", "石桥村", "", ""),
        ("12 石桥村", "", "石桥村", "", ""),  # a number of its own is no code
        ("430602101", "", "", "", ""),  # a code alone names nothing
    ],
)
def test_a_line_names_a_village_with_its_town_or_a_town_alone(
    line: str, town: str, village: str, code: str, local_code: str
) -> None:
    assert places.read_list(line) == [Named(1, line, town, village, code, local_code)]


@pytest.mark.parametrize(
    ("line", "spot"),
    [
        ("3. 青山镇 石桥村 28.431200, 112.901300", (28_431_200, 112_901_300)),
        ("28.431200 112.901300 青山镇 石桥村", (28_431_200, 112_901_300)),
        ("3.青山镇 石桥村 28.431200", None),
        ("青山镇 石桥村", None),
    ],
)
def test_a_line_may_say_where_a_village_lies(line: str, spot: tuple[int, int] | None) -> None:
    (found,) = places.read_list(line)
    assert (found.town, found.village, found.spot) == ("青山镇", "石桥村", spot)


def test_a_town_alone_is_the_heading_of_the_villages_below_it() -> None:
    found = places.read_list("青山镇\n  石桥村\n\n长石村\n白露乡\n柳树村")
    assert [(one.line, one.town, one.village) for one in found] == [
        (1, "青山镇", ""),
        (2, "青山镇", "石桥村"),
        (4, "青山镇", "长石村"),
        (5, "白露乡", ""),
        (6, "白露乡", "柳树村"),
    ]


@pytest.mark.parametrize(
    ("text", "town", "village"),
    [
        ("青山镇石桥村", "青山镇", "石桥村"),
        ("白露街道办事处 柳树社区", "白露街道办事处", "柳树社区"),
        ("石桥村", "", "石桥村"),
        ("青山镇", "", "青山镇"),
    ],
)
def test_town_and_village_written_together_are_parted(text: str, town: str, village: str) -> None:
    assert places.parted(text) == (town, village)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("430602", True), ("430602101", True), ("430602101201", True), ("4306", False), ("", False),
     ("43060A", False), ("４３０６０２", False)],
)  # fmt: skip
def test_a_division_code_has_six_nine_or_twelve_plain_digits(text: str, *, fits: bool) -> None:
    assert places.is_code(text) is fits


def test_a_station_keeps_a_name_and_an_official_code() -> None:
    places.check_station({"name": "青山镇零工驿站", "code": "430602101"})
    places.check_station({"phone": None})  # what is not changed is not judged
    for changed, code in (
        ({"name": "  "}, "station_name"),
        ({"name": None}, "station_name"),
        ({"code": "4306"}, "station_code"),
        ({"code": None}, "station_code"),
    ):
        with pytest.raises(errors.Invalid) as refused:
            places.check_station(changed)
        assert refused.value.code == f"office.error.{code}"
