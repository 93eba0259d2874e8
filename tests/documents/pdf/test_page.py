"""Pages break well, carry head and foot, and come out byte for byte the same."""

from __future__ import annotations

from gigdesk.documents.pdf import page, preview, text
from gigdesk.documents.pdf.table import Column, Table

NAMES = ("张䶮", "李𬭎", "王㛃", "欧阳𨭎", "孙𪚥")


def made(words: str, watermark: str = "") -> bytes:
    press = page.Press("试", author="站")
    rows = page.paragraph([text.Span(words)], text.Style(indent=2.0), press.frame.width, press)
    furniture = page.Furniture(
        ("左", "右"), lambda number, count: f"第{number}页共{count}页", watermark=watermark
    )
    press.add_pages(page.paginate(rows, press.frame.height), furniture)
    return press.save()


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert made("合同，" * 900) == made("合同，" * 900)
    assert made("合同") != made("合约")


def test_names_are_copied_out_as_they_were_written() -> None:
    found = preview.page_texts(made(" ".join(NAMES)))[0]
    for name in NAMES:
        assert name in found


def test_no_kangxi_radical_comes_out_of_a_page() -> None:
    found = preview.page_texts(
        made("用工单位支付工资，长者、老人、方言、金、木、水、火、土、女、子。")
    )[0]
    assert not [char for char in found if 0x2E80 <= ord(char) <= 0x2FDF]
    assert "用工单位支付工资" in found


def test_every_font_is_embedded() -> None:
    data = made("合同 contract 2026")
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor")


def test_pages_are_counted_and_the_watermark_is_on_each() -> None:
    found = preview.page_texts(made("合同，" * 900, "草稿"))
    assert len(found) > 1
    for number, words in enumerate(found, 1):
        assert f"第{number}页共{len(found)}页" in words
        assert "草稿" in words


def test_rows_that_stick_together_are_not_torn() -> None:
    rows = [page.Row(10.0, stick=at % 4 != 3) for at in range(40)]
    pages = page.paginate(rows, 95.0)
    assert [len(each) for each in pages] == [8, 8, 8, 8, 8]
    assert sum(map(len, pages)) == 40


def test_a_chunk_taller_than_a_page_still_comes_out_whole() -> None:
    rows = [page.Row(10.0, stick=True) for _ in range(25)]
    assert [len(each) for each in page.paginate(rows, 100.0)] == [10, 10, 5]


def test_a_table_repeats_its_head_on_each_page() -> None:
    press = page.Press("表")
    table = Table([Column("姓名"), Column("村", 2.0)], 400.0, press)
    rows = list(table.rows([[f"张{at}", "下龙村"] for at in range(100)]))
    pages = page.paginate(rows, 700.0, [table.head()])
    press.add_pages(pages, page.Furniture())
    found = preview.page_texts(press.save())
    assert len(found) > 2
    assert all("姓名" in words for words in found)
    assert all(f"张{at}" in "".join(found) for at in range(100))


def test_a_page_becomes_a_picture_of_the_asked_size() -> None:
    found = preview.picture(made("合同"), 0, dpi=72)
    assert (found.width, found.height) in {(595, 842), (596, 842)}
    assert len(found.rgb) == found.width * found.height * 3
    assert min(found.rgb) < 128
    assert found.rgb[:3] == b"\xff\xff\xff"
    assert preview.page_count(made("合同")) == 1
