"""Files that mean harm or are broken; each has to be refused with one sentence, or read rightly."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.campaigns.corpus import binary, writers
from tests.campaigns.corpus.model import Page
from tests.campaigns.corpus.shapes import plain

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    Maker = Callable[[Path, random.Random], str]

_SHEET = "xl/worksheets/sheet1.xml"
_OPEN = f'<worksheet xmlns="{writers.SPREADSHEET}"><sheetData>'
_CLOSE = "</sheetData></worksheet>"
_MIB = 1 << 20


def _sheet(path: Path, body: str, prolog: str = "") -> None:
    writers.package(path, ["S"], {_SHEET: prolog + _OPEN + body + _CLOSE})


def zip_bomb(path: Path, _: random.Random) -> str:
    """Write a sheet that inflates to 150 MB of nothing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        writers.package(path.with_suffix(".seed"), ["S"], {})
        with zipfile.ZipFile(path.with_suffix(".seed")) as seed:
            for name in seed.namelist():
                archive.writestr(name, seed.read(name))
        with archive.open(_SHEET, "w", force_zip64=True) as stream:
            stream.write(_OPEN.encode())
            blank = b" " * _MIB
            for _step in range(150):
                stream.write(blank)
    path.with_suffix(".seed").unlink()
    return "intake.error.bomb"


def lying_bomb(path: Path, _: random.Random) -> str:
    """Write a package whose sheet says it is small and inflates far beyond."""
    _sheet(path, " " * 40 * _MIB)
    body = bytearray(path.read_bytes())
    at = body.rfind(_SHEET.encode()) - 46
    size = struct.unpack_from("<I", body, at + 24)[0]
    for place in (at + 24, body.find(_SHEET.encode()) - 8):
        if struct.unpack_from("<I", body, place)[0] == size:
            struct.pack_into("<I", body, place, 1000)
    path.write_bytes(bytes(body))
    return "intake.error.damaged|intake.error.bomb"


def million_columns(path: Path, rng: random.Random) -> str:
    """Write two cells so far apart that the rectangle between them fills any memory."""
    far = rng.choice(("XFD1048576", "ZZZZ9", "AAAAAA1"))
    row = far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    body = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{far}"><v>2</v></c></row>'
    _sheet(path, body)
    return "intake.error.too_wide|intake.error.damaged"


def million_rows(path: Path, _: random.Random) -> str:
    """Write values in the first and last row, 900 columns wide."""
    wide = "".join(f'<c r="{writers.letters(i)}1"><v>1</v></c>' for i in range(150))
    _sheet(path, f'<row r="1">{wide}</row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    return "intake.error.too_long"


def hidden_far_cell(path: Path, rng: random.Random) -> str:
    """Hide the far cell behind unusual spellings in a sheet too large to be parsed twice."""
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 120_000))
    spelling = rng.choice(
        (
            '<c  r="XFD7"><v>1</v></c>',
            "<c r='XFD7'><v>1</v></c>",
            '<c s="0" r="XFD7"><v>1</v></c>',
            '<c r="&#88;FD7"><v>1</v></c>',
            '<c\nr="XFD7"><v>1</v></c>',
            '<x:c xmlns:x="' + writers.SPREADSHEET + '" r="XFD7"><v>1</v></x:c>',
        ),
    )
    _sheet(path, f'{rows}<row r="120001">{spelling.replace("XFD7", "XFD120001")}</row>')
    return "intake.error.too_wide|intake.error.damaged"


def rows_upside_down(path: Path, rng: random.Random) -> str:
    """Write the last row above the first, on which a reader may count backwards."""
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(10, 80_000))
    low, high = (f'<row r="{at}"><c r="B{at}"><v>1</v></c></row>' for at in (7, 90_000))
    _sheet(path, rng.choice((rows + low, high + rows, high + low)))
    return "intake.error.damaged"


def entities(path: Path, _: random.Random) -> str:
    """Write the billion laughs into a sheet."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
    prolog = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    _sheet(path, '<row r="1"><c r="A1" t="inlineStr"><is><t>&l8;</t></is></c></row>', prolog)
    return "intake.error.entities"


def entities_2003(path: Path, _: random.Random) -> str:
    """Write an entity that reads a file into the XML of Excel 2003."""
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>'
        "<Cell><Data>&x;</Data></Cell></Row></Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    return "intake.error.entities"


def path_tricks(path: Path, rng: random.Random) -> str:
    """Write an entry that points out of the archive."""
    writers.openpyxl_book(path, [plain(rng)])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            rng.choice(("../../evil.txt", "/etc/evil", "C:\\evil", "a\\..\\..\\b")), "x"
        )
    return "intake.error.paths"


def too_many_entries(path: Path, rng: random.Random) -> str:
    """Write more parts than any workbook has."""
    writers.openpyxl_book(path, [plain(rng)])
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(51_000):
            archive.writestr(f"x/{number}", b"")
    return "intake.error.bomb"


def encrypted_package(path: Path, rng: random.Random) -> str:
    """Write the container of a workbook with a password to open."""
    body = rng.randbytes(6000)
    binary.compound_file(path, {"EncryptionInfo": body[:300], "EncryptedPackage": body})
    return "intake.error.password"


def encrypted_xls(path: Path, rng: random.Random) -> str:
    """Write an .xls whose stream says that it is locked."""
    binary.compound_file(path, {"Workbook": binary.xls_stream([plain(rng)], locked=True)})
    return "intake.error.password"


def encrypted_ods(path: Path, rng: random.Random) -> str:
    """Write an OpenDocument manifest with keys in it."""
    binary.ods_book(path, [plain(rng)], manifest="<manifest><encryption-data/></manifest>")
    return "intake.error.password"


def encrypted_zip(path: Path, rng: random.Random) -> str:
    """Set the flag of encryption on every entry."""
    writers.openpyxl_book(path, [plain(rng)])
    body = bytearray(path.read_bytes())
    at = body.find(b"PK\x01\x02")
    while at >= 0:
        body[at + 8] |= 1
        at = body.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(body))
    return "intake.error.password"


def wps_own(path: Path, rng: random.Random) -> str:
    """Write a container without a workbook stream that can be read, as .et."""
    binary.compound_file(path, {rng.choice(("ETWorkbook", "Workbook")): rng.randbytes(5000)})
    return "intake.error.et"


def java_dump(path: Path, rng: random.Random) -> str:
    """Write a Java serialisation dump called .xls."""
    path.write_bytes(b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap" + rng.randbytes(300))
    return "intake.error.java_dump"


def other_things(path: Path, rng: random.Random) -> str:
    """Write something else under a workbook's name."""
    body, code = rng.choice(
        (
            (b"%PDF-1.7\n%...", "pdf"),
            (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
            (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
            (b"Rar!\x1a\x07\x00" + bytes(50), "archive"),
            (b"7z\xbc\xaf\x27\x1c" + bytes(50), "archive"),
            (b"\x09\x08\x10\x00\x00\x05" + bytes(50), "old_excel"),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web_archive"),
            (b"{\\rtf1\\ansi}", "word"),
            (bytes(500), "unknown"),
            (b"", "empty"),
        ),
    )
    path.write_bytes(body)
    return f"intake.error.{code}"


def word_document(path: Path, _: random.Random) -> str:
    """Write a .docx called .xlsx."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return "intake.error.word"


def ods_repeats(path: Path, _: random.Random) -> str:
    """Write one OpenDocument cell that repeats itself over the whole sheet."""
    binary.ods_book(path, [_one_cell()])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    cell = '<table:table-cell table:number-columns-repeated="16384"'
    row = '<table:table-row table:number-rows-repeated="1048576"'
    content = parts["content.xml"].replace("<table:table-cell", cell, 1)
    parts["content.xml"] = content.replace("<table:table-row", row, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return "intake.error.too_wide|intake.error.too_long"


def _one_cell() -> Page:
    page = Page()
    page.add(["x"], None)
    return page


def no_shared_strings(path: Path, _: random.Random) -> str:
    """Write cells that point to shared texts that are not there."""
    _sheet(path, '<row r="1"><c r="A1" t="s"><v>3</v></c></row>')
    return "intake.error.damaged"


def truncated(path: Path, rng: random.Random) -> str:
    """Cut a workbook anywhere."""
    writers.openpyxl_book(path, [plain(rng)])
    body = path.read_bytes()
    path.write_bytes(body[: rng.randrange(8, len(body) - 30)])
    return "intake.error.damaged"


def truncated_xls(path: Path, rng: random.Random) -> str:
    """Cut an .xls anywhere; what is left may still hold every person."""
    binary.xls_book(path, [plain(rng)])
    body = path.read_bytes()
    path.write_bytes(body[: rng.randrange(600, len(body))])
    return "*"


def truncated_xml(path: Path, rng: random.Random) -> str:
    """Cut the XML of Excel 2003 anywhere."""
    writers.xml_file(path, [plain(rng)])
    body = path.read_bytes()
    path.write_bytes(body[: rng.randrange(300, len(body) - 20)])
    return "intake.error.damaged|intake.error.encoding"


def flipped(path: Path, rng: random.Random) -> str:
    """Turn bytes of a workbook over; it is refused, or read as if nothing had happened."""
    writers.openpyxl_book(path, [plain(rng)])
    _flip(path, rng)
    return "*"


def flipped_xls(path: Path, rng: random.Random) -> str:
    """Turn bytes of an .xls over."""
    binary.xls_book(path, [plain(rng)])
    _flip(path, rng)
    return "*"


def flipped_xlsb(path: Path, rng: random.Random) -> str:
    """Turn bytes inside a binary sheet over and mend the check sum: the parser meets them."""
    binary.xlsb_book(path, [plain(rng)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(rng.randint(1, 20)):
        body = parts[rng.choice(("xl/worksheets/sheet1.bin", "xl/workbook.bin"))]
        body[rng.randrange(len(body))] = rng.randrange(256)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))
    return "*"


def unrelated_xlsb(path: Path, rng: random.Random) -> str:
    """List a sheet that the package knows nothing of: the reader of values dies of it."""
    binary.xlsb_book(path, [plain(rng)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = "xl/_rels/workbook.bin.rels"
    parts[relations] = parts[relations].replace(b"rId1", b"rId9")
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return "intake.error.damaged"


def flipped_xml(path: Path, rng: random.Random) -> str:
    """Turn bytes inside a sheet's XML over and mend the check sum."""
    writers.bare_book(path, [plain(rng)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(rng.randint(1, 6)):
        body = parts[rng.choice((_SHEET, "xl/workbook.xml", "xl/styles.xml"))]
        body[rng.randrange(len(body))] = rng.randrange(256)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))
    return "*"


def rubbish(path: Path, rng: random.Random) -> str:
    """Write noise, some of it behind the right first bytes."""
    magic = rng.choice(
        (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"<html>")
    )
    path.write_bytes(magic + rng.randbytes(rng.randint(1, 4000)))
    return "*"


def broken_stream(path: Path, rng: random.Random) -> str:
    """Put noise where a compressed part should be."""
    writers.openpyxl_book(path, [plain(rng)])
    body = bytearray(path.read_bytes())
    at = body.find(b"xl/worksheets/sheet1.xml") + 40
    body[at : at + 60] = zlib.compress(rng.randbytes(40))[:60]
    path.write_bytes(bytes(body))
    return "*"


def _flip(path: Path, rng: random.Random) -> None:
    body = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 12)):
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(body))


ONCE: tuple[Maker, ...] = (
    zip_bomb,
    too_many_entries,
    hidden_far_cell,
    rows_upside_down,
    entities,
    entities_2003,
    ods_repeats,
    million_rows,
    lying_bomb,
    word_document,
    no_shared_strings,
    unrelated_xlsb,
    encrypted_ods,
    encrypted_zip,
)
OFTEN: tuple[Maker, ...] = (
    million_columns,
    path_tricks,
    encrypted_package,
    encrypted_xls,
    wps_own,
    java_dump,
    other_things,
    truncated,
    truncated_xls,
    truncated_xml,
    flipped,
    flipped_xls,
    flipped_xlsb,
    flipped_xml,
    rubbish,
    broken_stream,
)
