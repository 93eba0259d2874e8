"""Photos and scans from the command line: kept, written out into new files only, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ZHOU = "43069919780312600X"


@pytest.fixture
def registered(command_line: CommandLine) -> CommandLine:
    command_line.run("workers", "add", "--name", "周桂香", "--docno", ZHOU)
    return command_line


def test_a_photo_is_kept_with_consent_written_out_once_and_removed(
    registered: CommandLine, tmp_path: Path
) -> None:
    picture, out = tmp_path / "周桂香.png", tmp_path / "out.png"
    picture.write_bytes(pictures.png())
    refused = registered.run("workers", "photo", ZHOU, picture, code=3)
    assert refused["error"]["code"] == "people.photo.no_consent"
    registered.run("workers", "consent", ZHOU, "--purpose", "photo", "--form-version", "1")
    assert registered.run("workers", "photo", ZHOU, picture)["number"]
    shown = registered.run("workers", "show", ZHOU)
    assert shown["photo_sha256"] == "***"
    assert shown["consents"][0]["form_version"] == "1"
    registered.run("workers", "photo", ZHOU, "--out", out)
    assert out.read_bytes() == pictures.png()
    registered.run("workers", "photo", ZHOU, "--out", out, code=3)
    registered.run("workers", "photo", ZHOU, "--remove")
    registered.run("workers", "photo", ZHOU, "--remove", code=2)
    assert registered.run("verify")["sound"]


def test_a_picture_of_the_name_is_kept_written_out_and_removed(
    registered: CommandLine, tmp_path: Path
) -> None:
    picture, out = tmp_path / "姓名.png", tmp_path / "out.jpg"
    picture.write_bytes(pictures.png(300, 80))
    assert registered.run("workers", "name-image", ZHOU, picture)["number"]
    assert len(registered.run("workers", "show", ZHOU)["name_image_sha256"]) == 64
    assert registered.run("workers", "name-image", ZHOU, "--out", out)["bytes"] == len(
        out.read_bytes()
    )
    registered.run("workers", "name-image", ZHOU, "--remove")
    registered.run("workers", "name-image", ZHOU, "--remove", code=2)
    picture.write_bytes(pictures.png(300, 200))
    refused = registered.run("workers", "name-image", ZHOU, picture, code=3)
    assert refused["error"]["code"] == "office.error.content_not_a_strip"
    assert registered.run("verify")["sound"]


def test_a_scan_belongs_to_a_consent(registered: CommandLine, tmp_path: Path) -> None:
    paper, out = tmp_path / "scan", tmp_path / "out.pdf"
    paper.write_bytes(pictures.pdf(2))
    wanted = ("workers", "scan", ZHOU, "--consent", "employer")
    registered.run(*wanted, paper, code=2)
    registered.run("workers", "consent", ZHOU, "--purpose", "employer")
    registered.run(*wanted, paper)
    answer = registered.run(*wanted, "--out", out)
    assert (answer["pages"], out.read_bytes()) == (2, pictures.pdf(2))
    registered.run(*wanted, "--remove")
    registered.run(*wanted, "--out", tmp_path / "again.pdf", code=2)


def test_what_is_no_picture_is_told_in_words(registered: CommandLine, tmp_path: Path) -> None:
    registered.run("workers", "consent", ZHOU, "--purpose", "photo")
    for content, code in (
        (b"", "office.error.content_empty"),
        (b"BM" + bytes(60), "office.error.content_kind"),
        (pictures.JPEG[:90], "office.error.content_cut"),
    ):
        file = tmp_path / "photo.jpg"
        file.write_bytes(content)
        assert registered.run("workers", "photo", ZHOU, file, code=2)["error"]["code"] == code


def test_one_thing_is_done_at_a_time(registered: CommandLine, tmp_path: Path) -> None:
    registered.run("workers", "photo", ZHOU, code=2)
    registered.run("workers", "photo", ZHOU, "--remove", "--out", tmp_path / "a.png", code=2)
    registered.run("workers", "scan", ZHOU, "--remove", code=2)
    registered.run("workers", "scan", ZHOU, "--certificate", "X1", "--remove", code=2)
