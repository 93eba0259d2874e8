"""Contracts on paper: one, a file for each person, or one print file for a whole batch.

What does not depend on the person is set into lines and cut into font subsets once per template;
each contract then sets only its own paragraphs.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.forms import elements, name_image
from gigdesk.documents.forms import template as templates
from gigdesk.documents.pdf import fonts, page, strips, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gigdesk.documents.pdf.face import Plate

TITLE = text.Style("title", 22.0, 36.0, "center")
HEADING = text.Style("hei", 12.0, 23.0, "left")
BODY = text.Style("song", 12.0, 21.0, "justify", indent=2.0)
FIELD = text.Style("song", 12.0, 24.0, "left")
SIGN = text.Style("song", 12.0, 38.0, "left")
NOTICE = text.Style("song", 9.0, 14.0, "center")
_BETWEEN = 14.0  # points between two columns
_NARROW = 80.0  # points a value needs at least
_INSET = 4.0  # points between the ends of a rule and what is written on it
_LEAST = 40.0  # points that a short value leaves to write by hand
_BASE = 16.0  # base line of a row in the parties' block
_PICTURE_HIGH = 20.0  # points, as high as a row leaves between its rules
_FURNITURE = (
    "forms.date",
    "forms.month",
    "forms.blank_date",
    "forms.page",
    "forms.number",
    "forms.notice",
)
_CLOSING = -1  # where the closing lines are kept among the rows of blocks
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True)
class Job:
    """One contract to make: what stands in its marks, its number, a template of its own.

    `name_image` is a JPEG of the person's name, printed beside the typed one.
    """

    values: Mapping[str, str]
    number: str
    template: templates.Template | None = None
    name_image: bytes = b""


@dataclass(frozen=True, slots=True)
class Merged:
    """One print file; `first_pages` says on which page (from 1) each contract begins."""

    data: bytes
    first_pages: tuple[int, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class _Stencil:
    """What all contracts of one template share: font subsets and finished rows by block."""

    plates: dict[str, Plate]
    rows: dict[int, tuple[page.Row, ...]]


def numeral(number: int) -> str:
    """Return a clause number from 1 to 99 in Chinese characters."""
    digits = i18n.words(templates.PAPER_LANGUAGE)["forms.numerals"]
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + digits[10] + (digits[ones] if ones else "")


def missing_characters(values: Mapping[str, str] | Iterable[str]) -> tuple[str, ...]:
    """Return the characters no bundled font has; ask before printing, they print as a geta mark."""
    return fonts.missing(values.values() if hasattr(values, "values") else values)


def contract(
    template: templates.Template, values: Mapping[str, str], *, draft: bool, number: str
) -> bytes:
    """Return one contract as PDF; the same inputs give the same bytes.

    A final print of a contract that lacks a group the law requires raises errors.Refused; a draft
    carries a watermark.
    """
    job = Job(values, number)
    _check(template, [job], draft=draft)
    return _one(template, job, draft=draft).data


def _one(template: templates.Template, job: Job, *, draft: bool) -> Merged:
    press, stencil = _press(template, job.number)
    _add(press, stencil, template, job, draft=draft)
    return Merged(press.save(), (1,), press.pages)


def files(
    template: templates.Template,
    jobs: Sequence[Job],
    *,
    draft: bool,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Merged]:
    """Yield one print file per person, with the same bytes `contract` gives.

    `progress(done, total)` is told after each. Raises errors.Refused when `cancelled()` says so,
    and before the first file when any contract lacks a required group and this is no draft.
    """
    _check(template, jobs, draft=draft)
    for done, job in enumerate(jobs):
        _stop(cancelled, done, len(jobs))
        yield _one(job.template or template, job, draft=draft)
        if progress:
            progress(done + 1, len(jobs))


def merged(
    template: templates.Template,
    jobs: Sequence[Job],
    *,
    draft: bool,
    both_sides: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Merged:
    """Return all contracts in one print file; pages are counted for each contract by itself.

    With `both_sides` every contract begins on the front of a sheet. Raises as `files` does.
    """
    _check(template, jobs, draft=draft)
    press, stencil = _press(template, "")
    bare = _Stencil(stencil.plates, {})  # rows of another template are set with this one's fonts
    first_pages = []
    for done, job in enumerate(jobs):
        _stop(cancelled, done, len(jobs))
        if both_sides and press.pages % 2:
            press.blank_page()
        first_pages.append(press.pages + 1)
        used = job.template or template
        _add(press, stencil if used is template else bare, used, job, draft=draft)
        if progress:
            progress(done + 1, len(jobs))
    return Merged(press.save(), tuple(first_pages), press.pages)


def _stop(cancelled: Callable[[], bool] | None, done: int, total: int) -> None:
    if cancelled and cancelled():
        raise errors.Refused("forms.error.cancelled", done=done, total=total)


def _check(template: templates.Template, jobs: Iterable[Job], *, draft: bool) -> None:
    """Refuse a final print that lacks what the law requires (Labour Contract Law art. 17)."""
    if draft:
        return
    for job in jobs:
        gaps = templates.missing_elements(job.template or template, job.values)
        if gaps:
            raise errors.Refused(
                "forms.error.incomplete",
                number=job.number,
                missing=", ".join(gap.words for gap in gaps),
                elements=tuple(gap.element for gap in gaps),
            )


def _press(template: templates.Template, number: str) -> tuple[page.Press, _Stencil]:
    stencil = _stencil(template)
    return page.Press(f"{template.title} {number}".strip(), plates=stencil.plates), stencil


def _add(
    press: page.Press, stencil: _Stencil, template: templates.Template, job: Job, *, draft: bool
) -> None:
    """Set one contract and add its pages."""
    values = {**job.values, "number": job.number}
    found: list[page.Row] = []
    filled = templates.fill(template, values, draft=draft)
    for paragraph in name_image.placed(template, filled, job.name_image):
        rows = stencil.rows.get(paragraph.block)
        if rows is None:
            # Within one document the code of a paragraph that says the same is the same.
            rows = press.kept.get(paragraph)
        if rows is None:
            rows = press.kept[paragraph] = _rows(paragraph, press)
        if paragraph.kind == "sign" and found and not found[-1].stick:
            _hold(found)
        found += rows
    words = i18n.words(templates.PAPER_LANGUAGE)
    found += stencil.rows.get(_CLOSING) or (_closing(template.kind, press),)
    furniture = page.Furniture(
        (template.title, words["forms.number"].format(number=job.number) if job.number else ""),
        lambda number, count: words["forms.page"].format(page=number, pages=count),
        watermark=words["forms.watermark"] if draft else "",
    )
    press.add_pages(page.paginate(found, press.frame.height), furniture)


def _hold(rows: list[page.Row]) -> None:
    """Keep the last two lines before the signatures on the signatures' page."""
    rows[-2:] = [replace(row, stick=True) for row in rows[-2:]]


def _rows(paragraph: templates.Paragraph, ink: text.Ink) -> tuple[page.Row, ...]:
    """Set one paragraph into rows."""
    width = page.Frame().width
    if paragraph.kind == "gap":
        return (page.Row(9.0),)
    if paragraph.kind in ("field", "sign"):
        return _columns(paragraph, width, ink)
    if paragraph.kind == "title":
        return tuple(page.paragraph(paragraph.columns[0], TITLE, width, ink, after=12.0))
    if paragraph.kind == "clause":
        heading = "".join(span.text for span in paragraph.columns[0])
        words = i18n.words(templates.PAPER_LANGUAGE)["forms.clause"].format(
            number=numeral(paragraph.clause), heading=heading
        )
        rows = page.paragraph([text.Span(words)], HEADING, width, ink)
        return (page.Row(7.0, stick=True), *(replace(row, stick=True) for row in rows))
    return tuple(page.paragraph(paragraph.columns[0], BODY, width, ink))


def _columns(paragraph: templates.Paragraph, width: float, ink: text.Ink) -> tuple[page.Row, ...]:
    """Set a line of one or two columns."""
    if paragraph.kind == "sign":
        return _signatures(paragraph, width, ink)
    fields = [_field(spans) for spans in paragraph.columns]
    labels = [text.width(one.label, FIELD) for one in fields]
    spare = width - _BETWEEN * (len(fields) - 1)
    rooms = [spare / len(fields) - label for label in labels]
    if min(rooms) < _NARROW:
        # A long label would leave no room to write: share what the labels leave.
        rooms = [(spare - sum(labels)) / len(fields)] * len(fields)
    together = _by_need([one.wide + _INSET for one in fields], rooms)
    beside = all(one.wide + _INSET <= room for one, room in zip(fields, together, strict=True))
    if not beside and any(one.picture for one in fields):
        together = _by_need([one.value_wide + _INSET for one in fields], rooms)
    texts: list[tuple[float, float, str]] = []
    graphics: list[str] = []
    pictures: list[tuple[float, float, float, float, bytes]] = []
    left, deepest = 0.0, 1
    for one, inset, room in zip(fields, labels, together, strict=True):
        lines = text.lines([text.Span(one.value)], FIELD, room - _INSET)
        deepest = max(deepest, len(lines))
        label = text.lines([text.Span(one.label)], FIELD, width)[0]
        texts.append((left, _BASE, text.code(label, ink)))
        for down, line in enumerate(lines):
            base = _BASE + down * FIELD.leading
            texts.append((left + inset + 2.0, base, text.code(line, ink)))
            graphics.append(page.rule(left + inset, left + inset + room, -_rule_of(down)))
        if one.picture and beside:
            start = left + inset + 2.0 + (one.value_wide + _INSET if one.value else 0.0)
            pictures.append(_put(one, start, width, len(lines) - 1))
        left += inset + room + _BETWEEN
    for one, inset in () if beside else zip(fields, labels, strict=True):
        if one.picture:
            pictures.append(_put(one, inset + 2.0, width, deepest))
            graphics.append(page.rule(inset, width, -_rule_of(deepest)))
            deepest += 1
    high = FIELD.leading * deepest
    return (page.Row(high, tuple(texts), " ".join(graphics), pictures=tuple(pictures)),)


def _put(
    one: _Field, start: float, end: float, line: int
) -> tuple[float, float, float, float, bytes]:
    """Return the picture of a field on a line of a row, no wider than from start to end."""
    wide = min(one.picture_wide, end - start)
    return start, _rule_of(line) - 0.5, wide, _PICTURE_HIGH * wide / one.picture_wide, one.picture


def _rule_of(line: int) -> float:
    """Return how far below the top of a row the rule under a line of a value is."""
    return _BASE + line * FIELD.leading + 3.5


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of the parties' block: the words before the value, the value, and its picture."""

    label: str
    value: str
    picture: bytes

    @property
    def picture_wide(self) -> float:
        """Return how wide the picture is in points."""
        if not self.picture:
            return 0.0
        wide, high = strips.reader(self.picture).getSize()
        return float(wide * _PICTURE_HIGH / high)

    @property
    def value_wide(self) -> float:
        """Return how wide the typed value is in points."""
        return text.width(self.value, FIELD)

    @property
    def wide(self) -> float:
        """Return how wide value and picture are beside each other, in points."""
        return self.value_wide + (_INSET + self.picture_wide if self.picture else 0.0)


def _by_need(needs: Sequence[float], rooms: list[float]) -> list[float]:
    """Give a value that is wider than its room what its neighbours do not need, where it suffices.

    A long name then stays on one line, and is copied out as one word.
    """
    if all(need <= room for need, room in zip(needs, rooms, strict=True)):
        return rooms
    least = [max(need, min(_LEAST, room)) for need, room in zip(needs, rooms, strict=True)]
    left = sum(rooms) - sum(least)
    return rooms if left < 0 else [each + left / len(least) for each in least]


def _field(spans: Sequence[text.Span]) -> _Field:
    """Split a line of the parties' block into the words before the value, value and picture."""
    first = next((at for at, span in enumerate(spans) if span.filled), len(spans))
    label, value = ("".join(span.text for span in each) for each in (spans[:first], spans[first:]))
    return _Field(label, value, b"".join(span.picture for span in spans))


def _signatures(
    paragraph: templates.Paragraph, width: float, ink: text.Ink
) -> tuple[page.Row, ...]:
    """Set one line of signatures: room above it to sign, never a page break after it."""
    each = (width - _BETWEEN * (len(paragraph.columns) - 1)) / len(paragraph.columns)
    texts = []
    for at, spans in enumerate(paragraph.columns):
        words = text.Span("".join(span.text for span in spans))
        for down, line in enumerate(text.lines([words], SIGN, each)):
            base = SIGN.leading - 8.0 + down * BODY.leading
            texts.append((at * (each + _BETWEEN), base, text.code(line, ink)))
    deepest = max((base for _, base, _ in texts), default=SIGN.leading)
    return (page.Row(max(SIGN.leading, deepest + 8.0), tuple(texts), stick=True),)


def _closing(kind: str, ink: text.Ink) -> page.Row:
    """Return the closing lines that every contract carries: what its kind entails, the notice.

    What follows from the kind: 劳动合同法 art. 82, 劳动争议调解仲裁法 art. 5, Civil Code art. 770,
    1192 and 1193.
    """
    words = i18n.words(templates.PAPER_LANGUAGE)
    spans = [[text.Span(words[key])] for key in (elements.CONSEQUENCES[kind], "forms.notice")]
    found = [line for each in spans for line in text.lines(each, NOTICE, page.Frame().width)]
    bases = [(28.0 + at * NOTICE.leading, line) for at, line in enumerate(found)]
    texts = tuple((0.0, base, text.code(line, ink)) for base, line in bases)
    return page.Row(20.0 + len(found) * NOTICE.leading, texts)


@functools.lru_cache(maxsize=16)
def _stencil(template: templates.Template) -> _Stencil:
    """Cut the shared subsets and set the paragraphs that do not depend on the person."""
    wanted: dict[str, set[str]] = {role: set() for role in page.BASE_ROLES}
    for role, words in _fixed_words(template):
        for shape in fonts.glyphs(role, words):
            wanted.setdefault(shape.font, set()).add(shape.char)
    plates = {font: fonts.font(font).plate(chars) for font, chars in wanted.items()}
    scratch = page.Press(template.title, plates=plates)
    rows = {
        paragraph.block: _rows(paragraph, scratch)
        for paragraph in templates.fill(template, {}, draft=True)
        if not template.blocks[paragraph.block].marks() and paragraph.kind != "sign"
    }
    rows[_CLOSING] = (_closing(template.kind, scratch),)
    return _Stencil(plates, rows)


def _fixed_words(template: templates.Template) -> Iterator[tuple[str, str]]:
    """Yield every text that contracts of this template have in common, with its font role."""
    words = i18n.words(templates.PAPER_LANGUAGE)
    roles = {"title": "title", "clause": "hei"}
    for block in template.blocks:
        fixed = (piece.text for column in block.columns for piece in column if not piece.mark)
        yield roles.get(block.kind, "song"), "".join(fixed)
    yield "hei", words["forms.clause"] + words["forms.numerals"]
    yield "title", words["forms.watermark"]
    yield "song", template.title + _ASCII
    for key in (*_FURNITURE, elements.CONSEQUENCES[template.kind]):
        yield "song", words[key]
    for choices in elements.CHOICES.values():
        yield "song", "".join(words[key] for key in choices.values())
