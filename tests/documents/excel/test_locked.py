"""Workbooks with a password to open: one sentence says so and how the password is taken off."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gigdesk import errors, i18n
from gigdesk.documents.excel import reading
from tests.actions.workers.imports import rosters
from tests.documents.excel import locking

LOCKED = Path(__file__).parents[2] / "data" / "locked"
PASSWORD = "intake.error.password"


def refusal(path: Path) -> errors.UnreadableFile:
    """Return why a file is not read."""
    with pytest.raises(errors.UnreadableFile) as told:
        reading.read(path)
    return told.value


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return an .xlsx that was really encrypted."""
    path = tmp_path / "名单.xlsx"
    locking.lock(rosters.book(tmp_path / "open.xlsx", rosters.crowd(3)), path, "abc123")
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".et", ".csv"])
def test_an_encrypted_workbook_is_refused_whatever_it_is_called(locked: Path, suffix: str) -> None:
    assert refusal(locked.rename(locked.with_suffix(suffix))).code == PASSWORD


@pytest.mark.parametrize("name", ["rc4.xls", "locked.ods"])
def test_workbooks_that_an_office_program_locked_are_refused(name: str) -> None:
    assert refusal(LOCKED / name).code == PASSWORD


def test_an_opendocument_package_locked_as_a_whole_is_refused(tmp_path: Path) -> None:
    """Newer programs encrypt one inner package; only its name and the manifest stand open."""
    path = tmp_path / "a.ods"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="encrypted-package"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("encrypted-package", bytes(range(256)) * 8)
    assert refusal(path).code == PASSWORD


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("zh", ("打开密码", "文档加密", "用密码进行加密", "清空", "保存")),
        ("en", ("password", "Document Encryption", "Encrypt with Password", "empty", "save")),
    ],
)
def test_the_sentence_says_how_the_password_is_taken_off(
    locked: Path, language: str, parts: tuple[str, ...]
) -> None:
    sentence = i18n.words(language)[PASSWORD].format(name=refusal(locked).params["name"])
    assert "名单.xlsx" in sentence
    for part in parts:
        assert part in sentence
