"""Emergency cards hold whatever is known of somebody inside their own four cuts."""

from __future__ import annotations

import re
from dataclasses import fields

import pypdfium2
import pytest

from gigdesk.documents.forms import cards
from gigdesk.documents.forms.cards import Card
from tests import pictures

LONG = "阿卜杜热合曼·麦麦提托合提·吐尔逊尼亚孜·依明阿卜力克木·买买提艾力·努尔麦麦提江·喀迪尔"
FULL = {
    "sex": "男",
    "batch": "12",
    "coach": "1 号车 湘F12345 36 号座",
    "station": "云溪县青山镇便民服务中心人力资源和社会保障服务站",
    "station_phone": "07381234567",
    "leader": LONG,
    "leader_phone": "13800000003",
    "employer": "新疆生产建设兵团第八师一百四十二团棉花种植专业合作社联合社",
    "contact": LONG,
    "contact_phone": "09975551234",
    "emergency": LONG,
    "emergency_phone": "13900000003",
    "place": "新疆维吾尔自治区沙湾市四道河子镇下八户村",
}


def cells(data: bytes) -> list[list[str]]:
    """Return for each page what stands within the cuts of each of its eight places."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            wide, high = (width - 56) / cards.ACROSS, (height - 60) / cards.DOWN
            words = page.get_textpage()
            found.append(
                [
                    re.sub(
                        r"\s",
                        "",
                        words.get_text_bounded(
                            left=28 + across * wide,
                            right=28 + (across + 1) * wide,
                            top=height - 30 - down * high,
                            bottom=height - 30 - (down + 1) * high,
                        ),
                    )
                    for down in range(cards.DOWN)
                    for across in range(cards.ACROSS)
                ]
            )
    return found


def test_even_the_fullest_card_stays_within_its_cuts() -> None:
    people = [
        Card(number=f"N{at:04}", name=LONG if at % 2 else f"王䶮{at}", **FULL)  # type: ignore[arg-type]
        for at in range(11)
    ]
    made = cards.cut_sheets(people)
    assert made.pages == 2
    places = [each for page in cells(made.data) for each in page]
    for at, card in enumerate(people):
        for one in fields(Card):
            value = getattr(card, one.name)
            if isinstance(value, str):
                assert re.sub(r"\s", "", value) in places[at], (at, one.name)
        assert "报警110急救120欠薪投诉12333" in places[at]
        assert not any(other.number in places[at] for other in people if other is not card)
    assert places[len(people) :] == [""] * 5


def test_an_empty_card_keeps_its_lines_to_write_on() -> None:
    said = cells(cards.cut_sheets([Card(number="", name="")]).data)[0][0]
    for words in ("编号：", "车次座位：", "服务站电话：", "紧急联系人：", "12333"):
        assert words in said


@pytest.mark.parametrize("name", ["王㛃", LONG])
def test_the_picture_of_a_name_stands_beside_or_below_it(name: str) -> None:
    data = cards.cut_sheets([Card(number="1", name=name, name_image=pictures.JPEG, **FULL)]).data
    with pypdfium2.PdfDocument(data) as document:
        shown = [one for one in document[0].get_objects() if one.type == 3]
        assert len(shown) == 1
        left, bottom, right, top = shown[0].get_bounds()
        width, height = document[0].get_size()
    assert 28 < left < right < width / 2
    assert height - 30 - (height - 60) / cards.DOWN < bottom < top < height - 30


def test_progress_is_told_to_the_last_card() -> None:
    heard: list[tuple[int, int]] = []
    cards.cut_sheets(
        [Card(number=str(at), name="王") for at in range(9)],
        progress=lambda *done: heard.append(done),
    )
    assert heard[-1] == (9, 9)
    assert heard == sorted(heard)
