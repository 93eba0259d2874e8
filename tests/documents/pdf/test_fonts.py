"""Every name can be printed, or the program says which character it lacks."""

from __future__ import annotations

import hashlib

from gigdesk import config
from gigdesk.documents.pdf import face, fonts

NAMES = "张䶮 李𬭎 王㛃 欧阳𨭎 孙𪚥 阿依古丽·买买提"


def test_rare_names_have_a_shape() -> None:
    assert fonts.missing([NAMES, "囍喆堃犇彧赟祎翀㸆䲟𠅤𫖯𬍛𫘧𣲗𥔲𬘓"]) == ()


def test_a_character_no_font_has_is_named_and_prints_as_the_geta_mark() -> None:
    lacking = chr(0x31350)
    assert fonts.missing([f"王{lacking}", lacking]) == (lacking,)
    assert [shape.char for shape in fonts.glyphs("song", f"王{lacking}")] == ["王", fonts.MISSING]


def test_a_variation_selector_is_no_character_of_its_own() -> None:
    assert fonts.missing(["葛" + chr(0xE0100)]) == ()
    assert [shape.char for shape in fonts.glyphs("song", "葛" + chr(0xE0100))] == ["葛"]


def test_common_characters_stay_in_the_font_of_their_role() -> None:
    for role in ("song", "hei", "title"):
        assert {shape.font for shape in fonts.glyphs(role, "劳动合同甲方乙方")} == {role}


def test_every_role_resolves_to_a_file_that_is_there() -> None:
    for role in fonts.ROLES:
        assert fonts.resolve(role).path.is_file()


def test_the_bundled_fonts_are_the_ones_in_the_list_of_sums_and_small_enough() -> None:
    folder = config.resources() / "fonts"
    sizes = []
    for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        value, name = line.split()
        data = (folder / name).read_bytes()
        sizes.append(len(data))
        assert hashlib.sha256(data).hexdigest() == value
    assert len(sizes) == 5
    assert max(sizes) < 19_000_000
    assert sum(sizes) < 55_000_000


def test_the_unicode_map_is_utf_16_in_blocks_of_a_hundred() -> None:
    points = [0x2CB4E, *range(0x4E00, 0x4E00 + 255)]
    words = face.to_unicode("F", points)
    assert "<00> <D872DF4E>" in words
    counts = [int(line.split()[0]) for line in words.splitlines() if line.endswith("beginbfchar")]
    assert counts == [100, 100, 56]


def test_a_plate_gives_the_same_codes_each_time() -> None:
    font = fonts.font("song")
    assert font.plate("合同甲乙").codes == font.plate("乙甲同合").codes
