"""What a file really is, told by its bytes and never by its name."""

from __future__ import annotations

import stat
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.excel import decoding, guarding

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE_BYTES = 300 * 1024 * 1024
"""No roster is larger; beyond this a 4 GB computer would start to swap."""

_HEAD_BYTES = 16 * 1024
_FILEPASS = 0x2F
_BOF = 0x0809
_ENCRYPTED_ENTRY = 0x1


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    XML2003 = "xml2003"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What was found: the kind, and for text the encoding and how broken characters are met.

    `doubtful` says that another encoding may be meant as well.
    """

    kind: FileKind
    encoding: str = ""
    broken: str = "strict"
    doubtful: bool = False


_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xac\xed\x00\x05", "intake.error.java_dump"),
    (b"%PDF", "intake.error.pdf"),
    (b"\x89PNG", "intake.error.image"),
    (b"\xff\xd8\xff", "intake.error.image"),
    (b"GIF8", "intake.error.image"),
    (b"II*\x00", "intake.error.image"),
    (b"MM\x00*", "intake.error.image"),
    (b"Rar!", "intake.error.archive"),
    (b"7z\xbc\xaf\x27\x1c", "intake.error.archive"),
    (b"\x1f\x8b", "intake.error.archive"),
    (b"\x09\x08\x10\x00", "intake.error.old_excel"),
    (b"\x09\x08\x08\x00", "intake.error.old_excel"),
    (b"\x09\x04\x06\x00", "intake.error.old_excel"),
    (b"\x09\x02\x06\x00", "intake.error.old_excel"),
    (b"\x09\x00\x04\x00", "intake.error.old_excel"),
    (b"SQLite format 3", "intake.error.unknown"),
    (b"MIME-Version:", "intake.error.web_archive"),
    (b"{\\rtf", "intake.error.word"),
)
# What WPS, Excel and LibreOffice put beside a workbook while somebody has it open.
_LOCKS = ("~$", ".~lock.")
_LARGEST_LOCK = 1024
_PHOTO_HEADS = {b"ftypheic", b"ftypheix", b"ftypmif1"}


def sniff(path: Path, encoding: str | None = None) -> Sniffed:
    """Tell what the file is; `encoding` is the user's own choice for a text file.

    Raises UnreadableFile with a code `intake.error.*` and the parameter `name` where it is
    nothing that can be read.
    """
    head = _head(path)
    if head.startswith(b"PK"):
        return Sniffed(_zip_kind(path))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _check_ole(path)
        return Sniffed(FileKind.XLS)
    for magic, code in _FOREIGN:
        if head.startswith(magic):
            raise errors.UnreadableFile(code, name=path.name)
    bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    if bitmap or head[4:12] in _PHOTO_HEADS or head[8:12] == b"WEBP":
        raise errors.UnreadableFile("intake.error.image", name=path.name)
    found = decoding.encoding_of(path, encoding)
    kind = _text_kind(head, found.encoding, path.name)
    return Sniffed(kind, found.encoding, found.broken, found.doubtful)


def _head(path: Path) -> bytes:
    """Return the first bytes, after the refusals that need none of them.

    What is no plain file, as a pipe or a device, is not opened: it may never end, or never begin.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise errors.UnreadableFile("intake.error.unknown", name=path.name)
        size = status.st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as failure:
        raise errors.UnreadableFile("intake.error.missing", name=path.name) from failure
    if size <= _LARGEST_LOCK and path.name.startswith(_LOCKS):
        raise errors.UnreadableFile("intake.error.lock_file", name=path.name)
    if not head:
        raise errors.UnreadableFile("intake.error.empty", name=path.name)
    if size > LARGEST_FILE_BYTES:
        limit = LARGEST_FILE_BYTES // 1024**2
        raise errors.UnreadableFile("intake.error.too_large", name=path.name, limit=limit)
    return head


def _zip_kind(path: Path) -> FileKind:
    """Tell a workbook from the other things that are zip archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            mime = _mimetype(archive)
    except guarding.UNREADABLE as failure:
        raise errors.UnreadableFile("intake.error.damaged", name=path.name) from failure
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise errors.UnreadableFile("intake.error.password", name=path.name)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return FileKind.XLSX
    if "opendocument.spreadsheet" in mime:
        return FileKind.ODS
    if "word/document.xml" in names or "opendocument.text" in mime:
        raise errors.UnreadableFile("intake.error.word", name=path.name)
    if any(name.startswith(("ppt/", "index/")) for name in names):
        raise errors.UnreadableFile("intake.error.unknown", name=path.name)
    raise errors.UnreadableFile("intake.error.archive", name=path.name)


def _mimetype(archive: zipfile.ZipFile) -> str:
    """Return what an OpenDocument file says of itself, or nothing."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(200).decode("latin-1")
    except (KeyError, RuntimeError, zipfile.BadZipFile):
        return ""


def _check_ole(path: Path) -> None:
    """Let only a readable, unlocked .xls through."""
    import olefile  # noqa: PLC0415 -- heavy

    name = path.name
    try:
        with olefile.OleFileIO(str(path)) as container:
            streams = {"/".join(parts).lower() for parts in container.listdir()}
            book = next((s for s in ("workbook", "book") if s in streams), None)
            body = container.openstream(book).read() if book else b""
    except Exception as failure:
        raise errors.UnreadableFile("intake.error.damaged", name=name) from failure
    if "encryptedpackage" in streams or "encryptioninfo" in streams:
        raise errors.UnreadableFile("intake.error.password", name=name)
    if "worddocument" in streams:
        raise errors.UnreadableFile("intake.error.word", name=name)
    if "powerpoint document" in streams:
        raise errors.UnreadableFile("intake.error.unknown", name=name)
    if len(body) < 4 or struct.unpack_from("<H", body)[0] != _BOF:  # noqa: PLR2004 -- a record head
        raise errors.UnreadableFile("intake.error.et", name=name)
    if _locked(body):
        raise errors.UnreadableFile("intake.error.password", name=name)


def _locked(body: bytes) -> bool:
    """Say whether the workbook stream is encrypted (a FILEPASS record among the first)."""
    at = 0
    for _ in range(20):
        if at + 4 > len(body):
            return False
        kind, size = struct.unpack_from("<HH", body, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size
    return False


def _text_kind(head: bytes, encoding: str, name: str) -> FileKind:
    """Tell XML and HTML that call themselves .xls from plain lists."""
    start = head.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n").lower()
    if not start.startswith("<"):
        return FileKind.TEXT
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start[:300]:
        return FileKind.XML2003
    marks = ("<html", "<table", "<!doctype html", "<body", "<meta", "<style")
    if any(mark in start for mark in marks):
        return FileKind.HTML
    if "<!doctype" in start or "<!entity" in start:
        raise errors.UnreadableFile("intake.error.entities", name=name)
    raise errors.UnreadableFile("intake.error.unknown", name=name)
