"""Notice and consent for a worker, in large type: one signature line for each purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.pdf import page, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TITLE = text.Style("title", 26.0, 42.0, "center")
BODY = text.Style("song", 16.0, 28.0, "justify", indent=2.0)
HEADING = text.Style("hei", 16.0, 30.0, "left")
LINE = text.Style("song", 15.0, 34.0, "left")

# The purposes that need a consent of their own (Personal Information Protection Law 23, 25, 29):
# by purpose the keys of its heading and its explanation.
PURPOSES: dict[str, tuple[str, str]] = {
    "employer": ("forms.consent.employer.title", "forms.consent.employer.words"),
    "insurer": ("forms.consent.insurer.title", "forms.consent.insurer.words"),
    "bank": ("forms.consent.bank.title", "forms.consent.bank.words"),
    "health": ("forms.consent.health.title", "forms.consent.health.words"),
    "meal": ("forms.consent.meal.title", "forms.consent.meal.words"),
    "photo": ("forms.consent.photo.title", "forms.consent.photo.words"),
    "publication": ("forms.consent.publication.title", "forms.consent.publication.words"),
}
_NOTICE = (
    ("forms.consent.who.title", "forms.consent.who.words"),
    ("forms.consent.what.title", "forms.consent.what.words"),
    ("forms.consent.keep.title", "forms.consent.keep.words"),
    ("forms.consent.rights.title", "forms.consent.rights.words"),
)


@dataclass(frozen=True, slots=True)
class Consent:
    """Who asks whom: the station with its phone, the worker, the form's version."""

    station: str
    phone: str
    worker: str
    number: str
    version: str


def consent_forms(
    forms: Sequence[Consent],
    purposes: Sequence[str] = tuple(PURPOSES),
    *,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return one print file with the form of each person; pages are counted for each by itself.

    A form is the notice (art. 17) with a separate choice and signature for each purpose.
    """
    title = i18n.text("forms.consent.title")
    press = page.Press(f"{title} {forms[0].worker}".strip() if len(forms) == 1 else title)
    for done, form in enumerate(forms, 1):
        furniture = page.Furniture(
            (form.worker, i18n.text("forms.consent.version", version=form.version)),
            lambda number, count: i18n.text("forms.page", page=number, pages=count),
        )
        press.add_pages(page.paginate(_rows(form, purposes, press), press.frame.height), furniture)
        if progress:
            progress(done, len(forms))
    return press.save()


def _rows(form: Consent, purposes: Iterable[str], press: page.Press) -> list[page.Row]:
    """Return the form of one person, before it is broken into pages."""
    width = press.frame.width
    title = i18n.text("forms.consent.title")
    rows = page.paragraph([text.Span(title)], TITLE, width, press, after=6.0)
    opening = i18n.text("forms.consent.opening", worker=form.worker or _blank(8))
    rows += page.paragraph([text.Span(opening)], replace(BODY, indent=0.0), width, press)
    gaps = {"station": form.station, "phone": form.phone or _blank(8)}
    for heading, words in _NOTICE:
        rows += _heading(i18n.text(heading), width, press)
        rows += page.paragraph([text.Span(i18n.text(words, **gaps))], BODY, width, press)
    rows += _heading(i18n.text("forms.consent.choose"), width, press)
    for order, purpose in enumerate(purposes, 1):
        rows += _purpose(order, purpose, width, press)
    return rows + _closing(form, width, press)


def _blank(ems: int) -> str:
    return chr(0x3000) * ems


def _heading(words: str, width: float, ink: text.Ink) -> list[page.Row]:
    rows = page.paragraph([text.Span(words)], HEADING, width, ink)
    return [page.Row(6.0, stick=True), *(replace(row, stick=True) for row in rows)]


def _purpose(order: int, purpose: str, width: float, ink: text.Ink) -> list[page.Row]:
    """Return one purpose with its boxes and its signature line, never torn apart."""
    title, words = (i18n.text(key) for key in PURPOSES[purpose])
    heading = i18n.text("forms.consent.item", order=order, title=title)
    rows = _heading(heading, width, ink)
    rows += page.paragraph([text.Span(words)], BODY, width, ink)
    line = text.lines([text.Span(i18n.text("forms.consent.answer"))], LINE, width)[0]
    sign = text.lines([text.Span(i18n.text("forms.consent.sign"))], LINE, width / 2)[0]
    half, start = width / 2, width / 2 + text.width(i18n.text("forms.consent.sign"), LINE)
    texts = ((0.0, 24.0, text.code(line, ink)), (half, 24.0, text.code(sign, ink)))
    answer = page.Row(LINE.leading + 6, texts, page.rule(start, width, -28.0))
    return [*(replace(row, stick=True) for row in rows), answer]


def _closing(form: Consent, width: float, ink: text.Ink) -> list[page.Row]:
    """Return who signs, with what number, and when."""
    rows = [page.Row(16.0, stick=True)]
    for words in (
        i18n.text("forms.consent.worker", worker=form.worker, number=form.number),
        i18n.text("forms.consent.read_aloud"),
        i18n.text("forms.consent.date"),
    ):
        rows += page.paragraph([text.Span(words)], LINE, width, ink)
    return [*(replace(row, stick=True) for row in rows[:-1]), rows[-1]]
