"""Photos and scans: who may keep and see them, what is noted, and that nothing goes unsaid."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.domain.office import Role, contents
from tests import pictures
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

scans = workers.scans
ZHOU, LI = "43069919780312600X", "430699199007056038"
TWO_MORE = (("周桂香", "430699197803126018"), ("周桂珍", LI))
PNG = pictures.png()


@pytest.fixture
def who(register: Register) -> bytes:
    return register("周桂香", ZHOU).worker_id


@pytest.fixture
def agreed(desk: Desk, who: bytes) -> bytes:
    workers.consents.consent(desk, worker_id=who, purpose="photo")
    return who


@pytest.fixture
def certificate(desk: Desk, who: bytes) -> bytes:
    values = {"kind": "6", "certificate_no": "健字 20260001", "valid_to": "2027-01-01"}
    return workers.certificates.add_certificate(desk, worker_id=who, values=values)[0]


def looks(desk: Desk, who: bytes) -> list[list[str]]:
    """Return what was looked at, newest first."""
    return [one["about"]["fields"] for one in workers.story.acts_about(desk, who)]


def kept(desk: Desk) -> int:
    return int(desk.store.value("SELECT count(*) FROM content") or 0)


def test_a_photo_needs_a_consent_of_its_own(desk: Desk, who: bytes) -> None:
    workers.consents.consent(desk, worker_id=who, purpose="registration")
    with pytest.raises(errors.Refused, match="no_consent"):
        scans.attach_photo(desk, worker_id=who, content=PNG)
    assert kept(desk) == 0


def test_a_photo_is_kept_and_each_look_is_noted(desk: Desk, agreed: bytes) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    assert workers.people.get(desk, agreed).worker["photo_sha256"] == "***"
    assert looks(desk, agreed) == []
    found = scans.see_photo(desk, worker_id=agreed)
    assert (found.media_type, found.content) == (contents.PNG, PNG)
    assert looks(desk, agreed) == [["photo_sha256"]]
    assert office.safety.verify(desk).findings == []


def test_a_photo_is_kept_together_with_its_consent(desk: Desk, who: bytes) -> None:
    signed = workers.consents.Given("photo", form_version="1")
    done = scans.attach_photo(desk, worker_id=who, content=PNG, also=(signed,))
    assert workers.people.get(desk, who).purposes == ("photo",)
    office.undo.undo(desk, done.number)
    assert workers.people.get(desk, who).purposes == ()


def test_a_photo_whose_consent_has_ended_is_not_shown(desk: Desk, agreed: bytes) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    workers.consents.withdraw_consent(desk, worker_id=agreed, purpose="photo")
    with pytest.raises(errors.Refused, match=r"photo\.ended"):
        scans.see_photo(desk, worker_id=agreed)
    assert looks(desk, agreed) == []
    scans.remove_photo(desk, worker_id=agreed)
    with pytest.raises(errors.NotFound):
        scans.see_photo(desk, worker_id=agreed)


def test_removing_a_photo_is_undone(desk: Desk, agreed: bytes) -> None:
    attached = scans.attach_photo(desk, worker_id=agreed, content=PNG)
    removed = scans.remove_photo(desk, worker_id=agreed)
    with pytest.raises(errors.NotFound):
        scans.see_photo(desk, worker_id=agreed)
    office.undo.undo(desk, removed.number)
    assert scans.see_photo(desk, worker_id=agreed).content == PNG
    office.undo.undo(desk, attached.number)
    assert workers.people.get(desk, agreed).worker["photo_sha256"] is None
    assert office.safety.verify(desk).findings == []


STRIP = pictures.png(900, 180)


def test_a_picture_of_a_name_is_made_small_and_needs_no_consent(desk: Desk, who: bytes) -> None:
    attached = scans.attach_name_image(desk, worker_id=who, content=STRIP)
    found = scans.name_image(desk, worker_id=who)
    assert contents.check_picture(found.content) == contents.JPEG
    assert contents.dots(found.content) == (600, 120)
    assert looks(desk, who) == []
    told = [one.values["changes"] for one in workers.story.changes(desk, who)]
    assert any("name_image_sha256" in one for one in told)
    removed = scans.remove_name_image(desk, worker_id=who)
    with pytest.raises(errors.NotFound):
        scans.name_image(desk, worker_id=who)
    with pytest.raises(errors.NotFound):
        scans.remove_name_image(desk, worker_id=who)
    office.undo.undo(desk, removed.number)
    assert scans.name_image(desk, worker_id=who).content == found.content
    office.undo.undo(desk, attached.number)
    assert workers.people.get(desk, who).worker["name_image_sha256"] is None
    assert office.safety.verify(desk).findings == []


@pytest.mark.parametrize(
    "content", [b"", PNG, pictures.png(850, 540), STRIP[:-6], pictures.pdf(), pictures.JPEG]
)
def test_a_whole_card_or_no_picture_is_no_picture_of_a_name(
    desk: Desk, who: bytes, content: bytes
) -> None:
    with pytest.raises((errors.Refused, errors.UnreadableFile)):
        scans.attach_name_image(desk, worker_id=who, content=content)
    assert kept(desk) == 0


def test_a_picture_of_a_name_goes_with_the_name_when_two_are_joined(
    desk: Desk, register: Register, who: bytes
) -> None:
    same, other = (register(name, number).worker_id for name, number in TWO_MORE)
    scans.attach_name_image(desk, worker_id=same, content=STRIP)
    workers.doubles.merge(desk, keep=who, other=same, choices={"doc_no": "keep"})
    shown = scans.name_image(desk, worker_id=who).content
    scans.attach_name_image(desk, worker_id=other, content=pictures.png(400, 100))
    workers.doubles.merge(desk, keep=who, other=other)
    assert scans.name_image(desk, worker_id=who).content == shown


def test_who_changes_a_name_is_told_that_its_picture_stays(desk: Desk, who: bytes) -> None:
    scans.attach_name_image(desk, worker_id=who, content=STRIP)
    with pytest.raises(errors.Refused) as told:
        workers.people.correct(desk, worker_id=who, changes={"name": "周桂芳"})
    assert "name_image_stays" in str(told.value.remarks)  # type: ignore[attr-defined]
    confirmed = frozenset({"workers.finding.name_image_stays"})
    workers.people.correct(desk, worker_id=who, changes={"name": "周桂芳"}, confirmed=confirmed)
    assert scans.name_image(desk, worker_id=who).content


@pytest.mark.parametrize("content", [b"", b"MZ nothing", PNG[:-6], pictures.pdf()])
def test_what_is_no_photo_leaves_nothing(desk: Desk, agreed: bytes, content: bytes) -> None:
    before = len(office.history.acts(desk, limit=99))
    with pytest.raises((errors.Refused, errors.UnreadableFile)):
        scans.attach_photo(desk, worker_id=agreed, content=content)
    assert kept(desk) == 0
    assert len(office.history.acts(desk, limit=99)) == before


def test_a_certificate_has_a_scan_of_pages(desk: Desk, who: bytes, certificate: bytes) -> None:
    scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=pictures.pdf(3))
    found = scans.see(desk, table=scans.CERTIFICATE, row_id=certificate)
    assert (found.pages, found.is_picture) == (3, False)
    width, height, rgb = found.drawn(2, 400)
    assert (width, height, len(rgb)) == (400, 200, 400 * 200 * 3)
    assert looks(desk, who) == [["scan_sha256"]]
    scans.remove(desk, table=scans.CERTIFICATE, row_id=certificate)
    with pytest.raises(errors.NotFound):
        scans.see(desk, table=scans.CERTIFICATE, row_id=certificate)


def test_a_consent_has_a_scan_and_the_same_bytes_are_kept_once(
    desk: Desk, who: bytes, certificate: bytes
) -> None:
    agreed, _ = workers.consents.consent(desk, worker_id=who, purpose="employer", form_version="1")
    scans.attach(desk, table=scans.CONSENT, row_id=agreed, content=pictures.JPEG)
    scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=pictures.JPEG)
    assert kept(desk) == 1
    [consent] = workers.people.get(desk, who).consents
    assert consent["form_version"] == "1"
    assert scans.find_consent(desk, who, "employer") == agreed
    assert scans.find_certificate(desk, who, "健字 20260001") == certificate
    assert scans.find_certificate(desk, who, certificate.hex()) == certificate


def test_a_damaged_pdf_is_refused(desk: Desk, certificate: bytes) -> None:
    hollow = b"%PDF-1.7\n" + bytes(300) + b"%%EOF"
    with pytest.raises(errors.UnreadableFile, match="content_pdf"):
        scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=hollow)


def test_the_photo_that_one_of_two_joined_records_has_stays(
    desk: Desk, agreed: bytes, register: Register
) -> None:
    other = register("李铁牛", LI).worker_id
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    workers.doubles.merge(desk, keep=other, other=agreed)
    assert scans.see_photo(desk, worker_id=other).content == PNG


def test_the_photo_of_the_kept_record_stands(desk: Desk, agreed: bytes, register: Register) -> None:
    other = register("李铁牛", LI).worker_id
    workers.consents.consent(desk, worker_id=other, purpose="photo")
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    scans.attach_photo(desk, worker_id=other, content=pictures.JPEG)
    workers.doubles.merge(desk, keep=other, other=agreed)
    assert scans.see_photo(desk, worker_id=other).content == pictures.JPEG


def test_verify_tells_of_scans_that_are_altered_or_gone(
    desk: Desk, certificate: bytes, agreed: bytes
) -> None:
    scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=pictures.pdf())
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    with desk.store.atomic():
        desk.store.execute(
            "UPDATE content SET content = x'00' WHERE media_type = ?", (contents.PNG,)
        )
    codes = [code for code, _ in office.safety.verify(desk).findings]
    assert codes == ["verify.content_altered"]
    with pytest.raises(errors.Damaged):
        scans.see_photo(desk, worker_id=agreed)
    with desk.store.atomic():
        desk.store.execute("DELETE FROM content")
    codes = [code for code, _ in office.safety.verify(desk).findings]
    assert codes == ["verify.content_missing"] * 2


def test_a_content_that_no_row_names_is_missed_too(desk: Desk, agreed: bytes) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    scans.remove_photo(desk, worker_id=agreed)
    with desk.store.atomic():
        desk.store.execute("DELETE FROM content")
    assert [code for code, _ in office.safety.verify(desk).findings] == ["verify.content_gone"]


def test_a_restored_backup_holds_photos(desk: Desk, agreed: bytes, tmp_path: Path) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    made = tmp_path / "copy.gdbak"
    office.safety.back_up(desk, made)
    office.restoring.restore(made, tmp_path / "again", LOGIN, PASSWORD)
    again = office.entry.sign_in(tmp_path / "again", LOGIN, PASSWORD)
    assert scans.see_photo(again, worker_id=agreed).content == PNG
    assert office.safety.verify(again).findings == []
    again.close()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR])
def test_who_only_reads_neither_keeps_nor_sees(
    desk: Desk, agreed: bytes, certificate: bytes, role: Role
) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=PNG)
    other = desk.named(dataclasses.replace(desk.staff, role=role))
    for deed in (
        lambda: scans.attach_photo(other, worker_id=agreed, content=pictures.JPEG),
        lambda: scans.see_photo(other, worker_id=agreed),
        lambda: scans.remove_photo(other, worker_id=agreed),
        lambda: scans.see(other, table=scans.CERTIFICATE, row_id=certificate),
        lambda: scans.remove(other, table=scans.CERTIFICATE, row_id=certificate),
    ):
        with pytest.raises(errors.NotAllowed):
            deed()
    assert scans.see_photo(desk, worker_id=agreed).content == PNG


def test_a_file_is_never_written_over(desk: Desk, agreed: bytes, tmp_path: Path) -> None:
    scans.attach_photo(desk, worker_id=agreed, content=PNG)
    found, out = scans.see_photo(desk, worker_id=agreed), tmp_path / "photo.png"
    scans.write_out(found, out)
    assert out.read_bytes() == PNG
    for name in ("photo.png", "photo.pdf"):
        with pytest.raises(errors.Refused):
            scans.write_out(found, tmp_path / name)
    assert out.read_bytes() == PNG


def test_a_paper_of_which_a_page_is_gone_is_not_kept_and_never_breaks_the_reader(
    desk: Desk, certificate: bytes
) -> None:
    broken = pictures.pdf(1, gone=1)
    with pytest.raises(errors.UnreadableFile, match="content_pdf"):
        scans.attach(desk, table=scans.CERTIFICATE, row_id=certificate, content=broken)
    assert kept(desk) == 0
    early = scans.Scan(contents.PDF, broken, 2)  # as it may have been kept before
    assert early.drawn(0, 50)[:2] == (50, 25)
    with pytest.raises(errors.UnreadableFile) as told:
        early.drawn(1, 50)
    assert (told.value.code, told.value.params) == ("office.error.content_page", {"page": 2})


def test_a_photo_from_the_command_line_loses_the_place_it_was_taken(
    desk: Desk, agreed: bytes
) -> None:
    note = b"\xff\xfe" + (12).to_bytes(2, "big") + b"E 111.6123"
    taken = pictures.JPEG[:2] + note + pictures.JPEG[2:]
    scans.attach_photo(desk, worker_id=agreed, content=taken)
    assert scans.see_photo(desk, worker_id=agreed).content == pictures.JPEG
