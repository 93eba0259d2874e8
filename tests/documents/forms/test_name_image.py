"""A picture of the name stands beside the typed one on a contract, for its person alone."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from PIL import Image

from gigdesk import errors
from gigdesk.documents.forms import contract, template
from gigdesk.documents.pdf import preview, strips
from tests import pictures
from tests.documents.forms.test_template import FILLED, shipped

NARROW = strips.small(pictures.png(300, 100), (600, 120))
WIDE = strips.small(pictures.png(1200, 100), (600, 120))
PICTURE = 3
"""The kind of thing on a page that pdfium gives to pictures."""


def job(number: str, picture: bytes = b"", name: str = "王小燕") -> contract.Job:
    return contract.Job({**FILLED, "worker_name": name}, number, name_image=picture)


def boxes(data: bytes) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Return page (from 0) and edges (left, bottom, right, top) of every picture in a file."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (at, tuple(one.get_bounds()))
            for at, page in enumerate(document)
            for one in page.get_objects(filter=[PICTURE])
        ]


def box_of(data: bytes, words: str) -> tuple[float, float, float, float]:
    """Return the edges of the first words like these on the first page."""
    with pypdfium2.PdfDocument(data) as document:
        found = document[0].get_textpage()
        at, count = found.search(words).get_next()
        first, last = found.get_charbox(at), found.get_charbox(at + count - 1)
    return first[0], first[1], last[2], last[3]


@pytest.mark.parametrize("kind", ["service", "labour", "overage"])
def test_a_picture_stands_behind_the_typed_name_on_its_line(kind: str) -> None:
    [one] = contract.files(shipped(kind), [job("1", NARROW)], draft=False)
    [(page, (left, bottom, right, top))] = boxes(one.data)
    name, sex = box_of(one.data, "王小燕"), box_of(one.data, "性别")
    assert page == 0
    assert bottom < name[1] < name[3] < top
    assert name[2] < left < right < sex[0]
    assert (right - left) / (top - bottom) == pytest.approx(3, abs=0.05)


def test_a_wide_picture_stands_below_and_keeps_clear_of_the_next_line() -> None:
    name = "阿卜杜热合曼·阿卜杜拉"
    [one] = contract.files(shipped("service"), [job("1", WIDE, name)], draft=False)
    [(_, (left, bottom, right, top))] = boxes(one.data)
    assert top < box_of(one.data, name)[1]
    assert bottom > box_of(one.data, "证件类型")[3]
    assert right - left > 200
    assert right < 595


def test_people_of_one_name_are_not_given_the_picture_of_another() -> None:
    found, work = shipped("labour"), [job("1", NARROW), job("2"), job("3", WIDE)]
    merged = contract.merged(found, work, draft=True)
    first, _, third = merged.first_pages
    assert [page + 1 for page, _ in boxes(merged.data)] == [first, third]
    assert merged == contract.merged(found, work, draft=True)
    alone = [one.data for one in contract.files(found, work, draft=True)]
    assert [len(boxes(data)) for data in alone] == [1, 0, 1]
    words = [re.sub(r"[\s\d]", "", "".join(preview.page_texts(data))) for data in alone]
    assert words[0] == words[1]


def test_a_template_with_the_name_in_a_text_has_a_line_for_the_picture() -> None:
    text = "@ kind: service\n@ version: 1\n# 协议\n乙方：{{乙方姓名}}，愿意。\n% 甲方：{{签订日期}}"
    [one] = contract.files(template.parse(text), [job("1", NARROW)], draft=True)
    [(_, (left, bottom, _, top))] = boxes(one.data)
    label = box_of(one.data, "姓名字样")
    assert bottom < label[1] < label[3] < top
    assert label[2] < left


def test_a_kept_picture_is_upright_on_white_and_says_nothing_of_the_camera() -> None:
    made, notes = Image.new("RGBA", (90, 300)), Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "A camera"
    out = io.BytesIO()
    made.save(out, "PNG", exif=notes)
    found = strips.small(out.getvalue(), (600, 120))
    with Image.open(io.BytesIO(found)) as shown:
        assert (shown.format, shown.mode, shown.size) == ("JPEG", "L", (300, 90))
        assert shown.getpixel((20, 20)) > 250  # type: ignore[operator]
        assert not shown.getexif()
    with pytest.raises(errors.UnreadableFile):
        strips.small(b"GIF89a" + out.getvalue(), (600, 120))
