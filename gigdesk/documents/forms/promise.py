"""The promise of an employer in large type, read out and signed before somebody leaves home."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.forms.printed_list import Printed
from gigdesk.documents.pdf import page, strips, text
from gigdesk.documents.pdf.table import Column, Look, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_FRAME = page.Frame(page.A4, 54.0, 54.0, 52.0, 48.0)
_TITLE = text.Style("title", 22.0, 32.0, "center")
_BODY = text.Style("song", 14.0, 20.5, "left")
_STRONG = text.Style("hei", 14.0, 20.5, "left")
_TERMS = Look(14.0, 18.5, 26.0)
_SIGNING = Look(13.0, 17.0, 42.0)
_SIGNED_HIGH = 56.0  # points, enough for a thumbprint
_PICTURE_HIGH = 20.0
_PEN = "＿" * 7
_NEVER = ("no_fee", "no_deposit", "whole_wage", "home")
_LINES = (
    ("forms.promise.sequence", 0.6),
    ("forms.promise.name", 1.8),
    ("forms.promise.village", 1.6),
    ("forms.promise.sign", 2.2),
    ("forms.promise.signed_on", 1.4),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is to sign, as words; `name_image` is a JPEG of a name that nobody can type."""

    name: str
    village: str = ""
    masked_doc_no: str = ""
    name_image: bytes = b""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is promised, by item and as words; an empty one is a gap to write in."""

    employer: str
    station: str
    station_phone: str
    batch: str
    printed_on: str
    items: Mapping[str, str] = field(hash=False)


def each(
    sheet: Sheet,
    people: Sequence[Person],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Return one sheet for each person, pages counted for each; `progress` hears of each.

    Raises errors.Refused once `cancelled()` says so.
    """
    press = page.Press(i18n.text("forms.promise.title"), frame=_FRAME)
    shared = _terms(sheet, press)
    for done, person in enumerate(people, 1):
        if cancelled is not None and cancelled():
            raise errors.Refused("forms.error.cancelled", done=done - 1, total=len(people))
        rows = [*_head(sheet, press), *_who(person, press), *shared, *_signed(press)]
        furniture = page.Furniture(
            (person.name, i18n.text("forms.promise.batch", batch=sheet.batch)),
            lambda number, count: i18n.text("forms.page", page=number, pages=count),
        )
        press.add_pages(page.paginate(rows, press.frame.height), furniture)
        if progress:
            progress(done, len(people))
    return Printed(press.save(), press.pages)


def together(sheet: Sheet, people: Sequence[Person]) -> Printed:
    """Return one sheet for all, with a line for each to sign or press a thumb on."""
    press = page.Press(i18n.text("forms.promise.title"), frame=_FRAME)
    above = [*_head(sheet, press), *_terms(sheet, press), *_station(press)]
    columns = [Column(i18n.text(key), weight) for key, weight in _LINES]
    table = Table(columns, press.frame.width, press, _SIGNING)
    cells = [[str(at), one.name, one.village] for at, one in enumerate(people, 1)]
    said = i18n.text("forms.promise.all_signed", count=len(people))
    opening = page.paragraph([text.Span(said)], _STRONG, press.frame.width, press)
    furniture = page.Furniture(
        ("", i18n.text("forms.promise.batch", batch=sheet.batch)),
        lambda number, count: i18n.text("forms.page", page=number, pages=count),
    )
    pages = page.paginate(above, press.frame.height)
    rows = list(table.rows(cells))
    pages += page.paginate(rows, press.frame.height, [table.head()], opening)
    press.add_pages(pages, furniture)
    return Printed(press.save(), press.pages)


def _head(sheet: Sheet, press: page.Press) -> list[page.Row]:
    width = press.frame.width
    title = text.Span(i18n.text("forms.promise.title"))
    rows = page.paragraph([title], _TITLE, width, press, after=4.0)
    employer = i18n.text("forms.promise.employer", employer=sheet.employer)
    rows += page.paragraph([text.Span(employer)], _BODY, width, press)
    said = i18n.text("forms.promise.opening")
    return rows + page.paragraph([text.Span(said)], _BODY, width, press, after=4.0)


def _who(person: Person, press: page.Press) -> list[page.Row]:
    width = press.frame.width
    said = i18n.text(
        "forms.promise.worker",
        name=person.name,
        village=person.village,
        doc_no=person.masked_doc_no,
    )
    rows = page.paragraph([text.Span(said)], _STRONG, width, press, after=4.0)
    if person.name_image:
        wide, high = strips.reader(person.name_image).getSize()
        wide = min(width, wide * _PICTURE_HIGH / high)
        shown = ((0.0, _PICTURE_HIGH, wide, _PICTURE_HIGH, person.name_image),)
        rows.append(page.Row(_PICTURE_HIGH + 6.0, pictures=shown))
    return rows


def _terms(sheet: Sheet, press: page.Press) -> list[page.Row]:
    """Return what is promised as a table, and what nobody may ask of a worker."""
    width = press.frame.width
    columns = [Column("", 1.25), Column("", 4.0)]
    table = Table(columns, width, press, _TERMS)
    cells = [
        [i18n.text(f"forms.promise.item.{name}"), said or _PEN]
        for name, said in sheet.items.items()
    ]
    top = page.Row(0.0, graphics=page.rule(0, width, 0), stick=True)
    rows = [top, *table.rows(cells), page.Row(6.0)]
    for name in _NEVER:
        words = i18n.text(f"forms.promise.{name}", phone=sheet.station_phone or _PEN)
        rows += page.paragraph([text.Span(words)], _BODY, width, press)
    return rows


def _signed(press: page.Press) -> list[page.Row]:
    """Return the places to sign or to press a thumb on, never torn apart."""
    rows = [page.Row(8.0, stick=True)]
    said = i18n.text("forms.promise.understood")
    rows += page.paragraph([text.Span(said)], _STRONG, press.frame.width, press)
    rows = [replace(row, stick=True) for row in rows]
    return [*rows, *_places(("worker_sign", "seen_by"), press), *_station(press)]


def _station(press: page.Press) -> list[page.Row]:
    return _places(("employer_sign", "station_sign"), press)


def _places(keys: Sequence[str], press: page.Press) -> list[page.Row]:
    """Return places beside each other: what is to be written, and room for it above a rule."""
    share = press.frame.width / len(keys)
    texts, rules = [], []
    for at, key in enumerate(keys):
        words = i18n.text(f"forms.promise.{key}")
        line = text.lines([text.Span(words)], text.fit(words, _BODY, share - 12.0), share)[0]
        texts.append((at * share, 22.0, text.code(line, press)))
        day = i18n.text("forms.promise.day")
        line = text.lines([text.Span(day)], _BODY, share)[0]
        texts.append((at * share, _SIGNED_HIGH - 8.0, text.code(line, press)))
        rules.append(page.rule(at * share, (at + 1) * share - 12.0, -_SIGNED_HIGH, 0.4))
    return [page.Row(_SIGNED_HIGH + 4.0, tuple(texts), " ".join(rules), stick=True)]
