from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.domain.office import contents
from tests import pictures

KINDS = {
    contents.JPEG: pictures.JPEG,
    contents.PNG: pictures.png(),
    contents.PDF: pictures.pdf(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_scan_is_known_by_its_bytes(kind: str) -> None:
    assert contents.check_scan(KINDS[kind]) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_what_ends_before_its_end_is_refused(kind: str) -> None:
    whole = KINDS[kind]
    for at in range(12, len(whole) - 8, 7):
        with pytest.raises(errors.UnreadableFile):
            contents.check_scan(whole[:at])


@given(st.binary(max_size=300), st.sampled_from((b"", *(one[:12] for one in KINDS.values()))))
def test_any_bytes_are_taken_or_refused_in_words(body: bytes, start: bytes) -> None:
    try:
        assert contents.check_scan(start + body) in KINDS
    except (errors.UnreadableFile, errors.Refused) as failure:
        assert failure.code.startswith("office.error.content_")  # noqa: PT017 -- or none at all


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"BM\x10\0\0\0", "BMP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"GIF89a", "GIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    ],
)
def test_other_kinds_of_pictures_are_named(start: bytes, name: str) -> None:
    with pytest.raises(errors.UnreadableFile) as refused:
        contents.check_scan(start + bytes(40))
    assert refused.value.params == {"kind": name}


def test_nothing_and_no_picture_are_refused() -> None:
    for content, code in ((b"", "content_empty"), (b"PK\x03\x04 a workbook", "content_unknown")):
        with pytest.raises(errors.UnreadableFile) as refused:
            contents.check_scan(content)
        assert refused.value.code == f"office.error.{code}"


def test_a_scan_may_have_five_megabytes_and_a_photo_one() -> None:
    padding = contents.MOST_SCAN - len(pictures.JPEG)
    assert contents.check_scan(pictures.JPEG + bytes(padding)) == contents.JPEG
    with pytest.raises(errors.Refused, match="content_large"):
        contents.check_scan(pictures.JPEG + bytes(padding + 1))
    with pytest.raises(errors.Refused, match="content_large"):
        contents.check_photo(pictures.JPEG + bytes(contents.MOST_PHOTO))


def test_a_photo_is_a_picture() -> None:
    assert contents.check_photo(pictures.png()) == contents.PNG
    with pytest.raises(errors.Refused, match="no_picture"):
        contents.check_photo(pictures.pdf())


def test_a_picture_of_endless_dots_is_refused_before_it_is_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + pictures.part(b"IHDR", head)
    bomb += pictures.part(b"IDAT", zlib.compress(bytes(1 << 20))) + pictures.part(b"IEND", b"")
    with pytest.raises(errors.UnreadableFile, match="content_pixels"):
        contents.check_scan(bomb)


def test_a_picture_that_unpacks_to_more_than_its_size_is_refused() -> None:
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + pictures.part(b"IHDR", head)
    bomb += pictures.part(b"IDAT", zlib.compress(bytes(1 << 24))) + pictures.part(b"IEND", b"")
    with pytest.raises(errors.UnreadableFile, match="content_cut"):
        contents.check_scan(bomb)


@pytest.mark.parametrize(
    ("head", "size", "is_whole"),
    [
        ((6, 8, 8, 0, 0, 0, 0), 8 * 7, True),
        ((6, 8, 8, 0, 0, 0, 0), 8 * 7 - 1, False),  # a line is cut
        ((6, 8, 5, 0, 0, 0, 0), 8 * 7, False),  # nothing has five bits
        ((6, 8, 8, 1, 0, 0, 0), 8 * 7, False),  # no such colours
        ((6, 8, 8, 0, 1, 0, 0), 8 * 7, False),
        ((6, 8, 8, 0, 0, 0, 2), 8 * 7, False),  # no such order of lines
        ((6, 8, 8, 0, 0, 0, 1), 2 + 2 + 3 + 4 + 8 + 16 + 28, True),  # seven passes
        ((6, 8, 8, 0, 0, 0, 1), 8 * 7, False),
        ((1_000_001, 1, 1, 0, 0, 0, 0), 125_002, False),
    ],
)
def test_a_png_that_nobody_can_show_is_not_kept(
    head: tuple[int, ...], size: int, *, is_whole: bool
) -> None:
    made = pictures.png_of(struct.pack(">IIBBBBB", *head), bytes(size))
    if is_whole:
        assert contents.check_scan(made) == contents.PNG
    else:
        with pytest.raises(errors.UnreadableFile, match="content_cut"):
            contents.check_scan(made)


def test_a_deep_picture_may_have_half_the_dots() -> None:
    high = contents.MOST_PIXELS // 2 // 10_000 + 1
    head = struct.pack(">IIBBBBB", 10_000, high, 16, 6, 0, 0, 0)
    with pytest.raises(errors.UnreadableFile, match="content_pixels"):
        contents.check_scan(pictures.png_of(head, b""))


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _exif(order: str, turned: int) -> bytes:
    sign = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    place = struct.pack(f"{order}HHII", 0x8825, 4, 1, 99)
    head = sign + struct.pack(f"{order}IH", 8, 2)
    return b"Exif\0\0" + head + place + entry + bytes(4) + b"N 26 34 E 111 36"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_photo_loses_what_the_camera_wrote_and_stays_the_right_way_up(
    order: str, turned: int
) -> None:
    notes = _segment(0xE1, _exif(order, turned)) + _segment(0xFE, b"by a phone")
    profile = _segment(0xE2, b"ICC_PROFILE\0\x01\x01 colours")
    taken = pictures.JPEG[:2] + notes + profile + pictures.JPEG[2:] + b"trailer of the maker"
    plain = contents.without_notes(taken)
    assert contents.check_photo(plain) == contents.JPEG
    for written in (b"E 111 36", b"by a phone", b"trailer"):
        assert written in taken
        assert written not in plain
    assert b"ICC_PROFILE" in plain
    assert (struct.pack(">HHIH", 0x0112, 3, 1, 6) in plain) is (turned == 6)
    assert plain.endswith(pictures.JPEG[2:])
    assert contents.without_notes(plain) == plain


def test_a_png_loses_its_notes_and_nothing_else() -> None:
    whole = pictures.png()
    end = whole.index(b"IEND") - 4
    noted = whole[:end] + pictures.part(b"tEXt", b"Place\0E 111 36") + whole[end:]
    assert contents.without_notes(noted + b"more") == whole
    assert contents.without_notes(whole) == whole


@given(st.binary(max_size=200))
def test_notes_of_any_shape_leave_a_whole_picture(body: bytes) -> None:
    taken = pictures.JPEG[:2] + _segment(0xE1, b"Exif\0\0" + body) + pictures.JPEG[2:]
    assert contents.check_scan(contents.without_notes(taken)) == contents.JPEG


@pytest.mark.parametrize(("turned", "size"), [(1, (6, 8)), (3, (6, 8)), (6, (8, 6)), (9, (6, 8))])
def test_a_picture_is_as_wide_and_high_as_it_is_looked_at(
    turned: int, size: tuple[int, int]
) -> None:
    noted = pictures.JPEG[:2] + _segment(0xE1, _exif(">", turned)) + pictures.JPEG[2:]
    assert contents.dots(noted) == size
    assert contents.dots(pictures.png(30, 4)) == (30, 4)


def test_a_picture_cut_before_its_frame_has_no_size() -> None:
    with pytest.raises(errors.UnreadableFile, match="content_cut"):
        contents.dots(pictures.JPEG[:2] + _segment(0xFE, b"by a phone"))


def test_only_a_low_wide_strip_is_a_picture_of_a_name() -> None:
    assert contents.check_name_image(pictures.png(18, 10)) == contents.PNG
    with pytest.raises(errors.Refused, match="not_a_strip") as refused:
        contents.check_name_image(pictures.png(17, 10))  # as wide as a card is
    assert refused.value.params == {"width": 17, "height": 10}


def test_marks_that_stand_alone_and_scans_after_the_first_are_part_of_a_whole_picture() -> None:
    again = b"\xff\x01"  # TEM of ITU T.81, table B.1: no length follows
    taken = pictures.JPEG[:2] + again + pictures.JPEG[2:]
    assert contents.check_scan(taken) == contents.JPEG
    assert contents.dots(taken) == (6, 8)
    assert contents.without_notes(taken) == taken


def test_what_was_cut_keeps_all_its_bytes_when_its_notes_are_to_go() -> None:
    cut = pictures.JPEG[:-2]
    assert contents.without_notes(cut) == cut


def test_a_part_whose_sum_is_wrong_makes_a_png_no_whole_one() -> None:
    whole = pictures.png()
    at = whole.index(b"IDAT") + 6
    with pytest.raises(errors.UnreadableFile, match="content_cut"):
        contents.check_scan(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])


def test_notes_are_no_fault_of_a_picture_and_without_a_turn_it_is_upright() -> None:
    whole = pictures.png()
    end = whole.index(b"IEND") - 4
    noted = whole[:end] + pictures.part(b"tEXt", b"Place\0E 111 36") + whole[end:]
    assert contents.check_scan(noted) == contents.PNG
    place = b"MM\0*" + struct.pack(">IHHHIIH", 8, 1, 0x8825, 4, 1, 99, 0)
    taken = pictures.JPEG[:2] + _segment(0xE1, b"Exif\0\0" + place) + pictures.JPEG[2:]
    assert contents.dots(taken) == (6, 8)
    assert contents.without_notes(taken) == pictures.JPEG
