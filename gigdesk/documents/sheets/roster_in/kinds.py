"""What kind of row a row of a roster is: a person, or one of the things that are no people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import furniture, headers, samples
from gigdesk.domain.workers import divisions, identity, names, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.roster_in.plan import Block, RosterPlan

TITLE, HEADER, SUBTOTAL, SIGNATURE = "title", "header", "subtotal", "signature"
SAMPLE, BLANK, NOTE, CARRIED = "sample", "blank", "note", "carried"
PREPARED = "prepared"
SKIP_WORDS = {
    TITLE: "intake.skip.title",
    HEADER: "intake.skip.header",
    SUBTOTAL: "intake.skip.subtotal",
    SIGNATURE: "intake.skip.signature",
    SAMPLE: "intake.skip.sample",
    BLANK: "intake.skip.blank",
    NOTE: "intake.skip.note",
    CARRIED: "intake.skip.carried",
    PREPARED: "intake.skip.prepared",
}
"""Every reason for which a row is no person, with the key of its words."""

_NUMBER_LIKE = re.compile(r"[0-9xX*\s'-]{15,24}")
_HOLDS_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9xX](?![0-9xX])")
_HAS_DIGITS = re.compile(r"[0-9]{6,}")
_LONG_NUMBER = re.compile(r"(?:[0-9][\s-]?){9,}")
_COUNTED = re.compile(r"[(]?[0-9]+(?:\.[0-9]+)?[^0-9]{0,3}[)]?")
_LONG_NOTE = 20
_SAMPLES_STAND_IN = 3
_MARKED_SAMPLES_STAND_IN = 10
_MANY_COLUMNS = 3
_MOST_IN_TITLE = 3
# A word and its colon, and never the moment 08:00.
_LABELLED = re.compile(r"[^0-9:][^:]{1,19}:")
_PLACES = {"province", "city", "county", "town", "village", "group", "division_code"}


@dataclass(slots=True)
class Reader:
    """Tells the kinds of rows of one block; it remembers how far down the header is.

    `turned` are the columns of a further header of another order, once one was met.
    """

    plan: RosterPlan
    block: Block
    layout: dict[str, int]
    since_header: int = 0
    turned: tuple[headers.ColumnGuess, ...] = ()
    _header_texts: dict[int, str] = field(default_factory=dict)
    _groups: frozenset[str] = frozenset()
    _reference: int | None = None
    _under_village: bool = False

    def __post_init__(self) -> None:
        """Keep the header's texts, by which it is known again further down."""
        columns = self.block.columns
        self._header_texts = {c.index: sheet_words.plain(c.header) for c in columns if c.header}
        self._reference = self.plan.reference
        self._groups = frozenset(sheet_words.plain(c.group) for c in columns if c.group)

    def kind(self, row: Row, own: list[int]) -> str | None:
        """Return why the row is skipped, None for a person; `own` are its columns with content."""
        if not own:
            return BLANK
        if self._went_back(row):
            return None
        texts = {column: row.text(column) for column in own}
        if self._is_lone_name(row, texts):
            self.since_header += 1
            return None
        reason = self._above(row, texts) or self._furniture(row, texts)
        if reason == HEADER:
            self.since_header = 0
        elif reason not in {None, SUBTOTAL} and _holds_person(texts.values()):
            # Whatever else a line looks like: a right number in it is never skipped unseen.
            reason = None
        if reason is None:
            self.since_header += 1
            if self._is_sample(row, texts):
                reason = SAMPLE
        return reason

    def _went_back(self, row: Row) -> bool:
        """Say whether a row carries our reference: it was a person then, and is one now.

        Whatever else stands in that column, such as a further header, is judged as in any list.
        """
        below = bool(self.plan.header_rows) and row.number > self.plan.header_rows[-1]
        at = self._reference
        return at is not None and below and sheet_words.refers(row.text(at))

    def turn(self, columns: tuple[headers.ColumnGuess, ...], layout: dict[str, int]) -> None:
        """Read the rows from here on under a further header."""
        self.turned, self.layout = columns, layout
        found = (one.index for one in columns if sheet_words.is_reference(one.header))
        self._reference = next(found, None)

    def turn_back(self, layout: dict[str, int]) -> None:
        """Read the rows from here on under the first header again."""
        self.turned, self.layout, self._reference = (), layout, self.plan.reference

    def is_first_header(self, row: Row) -> bool:
        """Say whether a row is the first header again, column by column."""
        plain = {at: sheet_words.plain(row.text(at)) for at in row.own()}
        return plain == self._header_texts

    def looks_like_person(self, row: Row) -> bool:
        """Answer the plain case fast: a whole number in its column, far from samples."""
        column = self.layout.get(headers.DOC_NO, -1)
        if self.since_header < _MARKED_SAMPLES_STAND_IN or not 0 <= column < len(row.values):
            return False
        value = row.values[column]
        if type(value) is str and 15 <= len(value) <= 20 and value[:15].isdecimal():  # noqa: PLR2004 -- digits of a number
            self.since_header += 1
            return True
        return False

    def _is_lone_name(self, row: Row, texts: Mapping[int, str]) -> bool:
        """Say whether a line names one person and nothing else, and is no heading of the list.

        Above the header it has to stand under the name of a village, or under another such line.
        """
        values = list(texts.values())
        alone = len(values) == 1 and titles.may_be_person(values[0])
        if row.number > self.plan.header_end:
            return alone and sheet_words.plain(values[0]) not in self.plan.titles
        self._under_village = place_of(values) != "" or (alone and self._under_village)
        return alone and self._under_village and place_of(values) == ""

    def _above(self, row: Row, texts: Mapping[int, str]) -> str | None:
        """Tell the rows down to the end of the header."""
        rows = self.plan.header_rows
        if not rows or row.number > rows[-1]:
            return None
        if row.number >= rows[0]:
            return HEADER
        return NOTE if is_note(next(iter(texts.values()))) else TITLE

    def _furniture(self, row: Row, texts: dict[int, str]) -> str | None:
        """Tell what stands among the people without being one."""
        values = list(texts.values())
        if self._is_header(texts) or (self.since_header == 0 and _counts_columns(texts)):
            return HEADER
        numbered = any(_NUMBER_LIKE.fullmatch(text) for text in values)
        if not numbered:
            reason = self._is_closing(texts) or _is_form(values) or self._is_section(texts)
            reason = reason or (NOTE if self.since_header == 0 and _instructs(values) else None)
            if reason:
                return reason
        bare = self._is_bare(row, texts)
        if bare is not None:
            return bare
        if len(texts) == 1 and not numbered:
            return self._single(*next(iter(texts.items())))
        return None

    def _is_header(self, texts: Mapping[int, str]) -> bool:
        """Say whether the row repeats the header, or is a header of its own."""
        plain = {column: sheet_words.plain(text) for column, text in texts.items()}
        ours = {column for column, text in plain.items() if sheet_words.is_remarks(text)}
        if len(ours) < len(plain):
            # Our own columns say nothing of the others, which may stand in any order.
            plain = {column: text for column, text in plain.items() if column not in ours}
        same = sum(1 for column, text in plain.items() if self._header_texts.get(column) == text)
        if same >= 2 and same * 2 >= len(plain):  # noqa: PLR2004 -- one word may stand in a cell by chance
            return True
        if self._groups and len(plain) > 1 and set(plain.values()) <= self._groups:
            return True
        if len(plain) < 3 or any(_HAS_DIGITS.search(text) for text in plain.values()):  # noqa: PLR2004 -- see above
            return False
        found = headers.matches(plain.values())
        if len(ours) > 1 and headers.NAME in found:
            return True
        return headers.is_roster(found) and len(found) * 5 >= len(plain) * 3

    def _is_closing(self, texts: dict[int, str]) -> str | None:
        """Tell subtotals, signatures and notes by their first words."""
        folded = {column: sheet_words.folded(text) for column, text in texts.items()}
        name = folded.get(self.layout.get(headers.NAME, -1), "")
        values = list(texts.values())
        if furniture.breaks_down(values) or furniture.sums_up(values):
            return SUBTOTAL
        if furniture.is_page(values):
            return NOTE
        places = list(folded.items())
        for column, text in places[:3]:
            at_name = column == self.layout.get(headers.NAME)
            counted = at_name or not name or _COUNTED.fullmatch(name) or names.is_sum_in_words(name)
            if _is_total(text) and counted:
                return SUBTOTAL
        first = places[0][1]
        if any(_is_carried(text) for _, text in places[:3]):
            return CARRIED
        if is_note(first) or first.startswith(("*", "\u203b")):
            return NOTE
        if _signs(first, alone=True):
            return SIGNATURE
        if furniture.is_signed(folded.values()):
            return SIGNATURE
        if (not name or _signs(name)) and any(_signs(text) for _, text in places):
            return SIGNATURE
        return None

    def _is_section(self, texts: Mapping[int, str]) -> str | None:
        """Tell a row that names the place of the people below it, perhaps with their count."""
        words = [column for column, text in texts.items() if not divisions.is_count(text)]
        if self._heads_list(texts):
            return TITLE
        if len(words) != 1 or sheet_words.plain(texts[words[0]]) in self.plan.titles:
            return None
        if place_of(texts.values()):
            return TITLE
        counts = [text for column, text in texts.items() if column != words[0]]
        of_village = words[0] == self.layout.get("village") and furniture.counts_people(counts)
        return SUBTOTAL if of_village else None

    def _heads_list(self, texts: Mapping[int, str]) -> bool:
        """Say whether a row is the title of a further list below the first, of another village.

        It stands where a row begins, and nobody's name beside it.
        """
        (column, text), *others = texts.items()
        name = self.layout.get(headers.NAME, 0)
        begins = column <= name and all(at != name for at, _ in others)
        return begins and len(texts) <= _MOST_IN_TITLE and titles.heads_list(text)

    def _is_bare(self, row: Row, texts: dict[int, str]) -> str | None:
        """Tell a row that was only prepared: a serial number, a place filled in beforehand."""
        prepared = {self.layout.get(name) for name in (headers.SERIAL, *_PLACES)}
        if not set(texts) <= prepared:
            return None
        serial = self.layout.get(headers.SERIAL)
        if set(texts) == {serial}:
            return BLANK if row.text(serial or 0).replace(".", "").isdecimal() else None
        return PREPARED if serial in texts or len(texts) > 1 else None

    def _single(self, column: int, text: str) -> str | None:
        """Tell a row with one text: the title of a page or section, a note, or a lonely name."""
        plain = sheet_words.plain(text)
        if plain in self.plan.titles or titles.sorts_line(text):
            return TITLE
        if len(text) > _LONG_NOTE or divisions.is_part(text):
            return NOTE
        if column == self.layout.get(headers.PHONE):
            return None
        is_name = column == self.layout.get(headers.NAME) and not re.search(r"[0-9]", plain)
        return None if is_name else NOTE

    def _is_sample(self, row: Row, texts: Mapping[int, str]) -> bool:
        """Say whether the row is the template's example."""
        at = self.since_header
        if at > _MARKED_SAMPLES_STAND_IN:
            return False
        if any(samples.says_sample(text) for text in texts.values()):
            return True
        if samples.begins_as_sample(texts.get(self.layout.get(headers.NAME, -1), "")):
            return True
        if at > _SAMPLES_STAND_IN:
            return False
        after = self.plan.header_rows[-1] if self.plan.header_rows else 0
        return samples.is_unmarked(row, texts, self.layout, self.plan.sheet, after)


def may_be_person(texts: Iterable[str]) -> bool:
    """Say whether a number of a paper or a telephone, right or not, stands in some texts."""
    return any(_LONG_NUMBER.search(text) for text in texts)


def is_note(text: str) -> bool:
    """Say whether a line begins like an explanation."""
    return _begins(sheet_words.folded(text), "intake.words.note")


def place_of(texts: Iterable[str]) -> str:
    """Return the place that the cells of a title name, or nothing where they name none."""
    words = [text for text in texts if not divisions.is_count(text)]
    if len(words) != 1:
        return ""
    bare = divisions.bare_title(words[0])
    endings = tuple(sheet_words.words("intake.words.section"))
    return bare if 1 < len(bare) <= _LONG_NOTE and bare.lower().endswith(endings) else ""


def _holds_person(texts: Iterable[str]) -> bool:
    """Say whether a right resident number stands anywhere in the texts."""
    found = (number for text in texts for number in _HOLDS_NUMBER.findall(text))
    return any(identity.is_resident_number(number.upper()) for number in found)


def _counts_columns(texts: Mapping[int, str]) -> bool:
    """Say whether a row only numbers the columns below the header: 1 2 3, (1) (2) (3)."""
    if len(texts) < _MANY_COLUMNS:
        return False
    plain = [sheet_words.plain(text).strip("()[]").removesuffix(".0") for text in texts.values()]
    if not all(text.isdecimal() and len(text) <= _MANY_COLUMNS for text in plain):
        return False
    counted = [int(text) for text in plain]
    return counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] < 3  # noqa: PLR2004 -- the first may stand empty


def _instructs(values: list[str]) -> bool:
    """Say whether a row below the header tells how to fill each column in, and holds nobody."""
    words = tuple(sheet_words.words("intake.words.instruction"))
    told = [text for text in values if sheet_words.plain(text).startswith(words)]
    return len(told) >= _MANY_COLUMNS and len(told) * 2 > len(values)


def _is_form(values: list[str]) -> str | None:
    """Tell a line of a form, whose every cell is a label with a colon, to be signed or not."""
    folded = [sheet_words.folded(text) for text in values]
    if len(folded) < 2 or not all(_LABELLED.match(text) for text in folded):  # noqa: PLR2004 -- one cell may be anything
        return None
    signed = sheet_words.words("intake.words.signed")
    return SIGNATURE if any(word in text for text in folded for word in signed) else NOTE


def _is_carried(text: str) -> bool:
    """Say whether a cell carries a page over to the next."""
    plain = sheet_words.plain(text)
    words = sheet_words.words("intake.words.carried")
    return plain in words or any(
        plain.startswith(word) and _COUNTED.fullmatch(plain[len(word) :].lstrip(":"))
        for word in words
    )


def _begins(text: str, key: str) -> bool:
    """Say whether a text is one of the words, or begins with one and a colon."""
    for word in sheet_words.words(key):
        if text.startswith(word):
            rest = text[len(word) :]
            if not rest or rest[0] in ":\uff1a.\u3001 " or len(word) > 3:  # noqa: PLR2004 -- long words speak for themselves
                return True
    return False


def _signs(text: str, *, alone: bool = False) -> bool:
    """Say whether a cell asks for a signature; `alone` allows a name right behind the word."""
    for word in sheet_words.words("intake.words.signature"):
        if text.startswith(word):
            rest = text[len(word) :]
            if not rest or rest[0] in ":(" or (alone and len(rest) <= 4):  # noqa: PLR2004 -- a name
                return True
    return False


def _is_total(text: str) -> bool:
    """Say whether a cell is the word for a sum, perhaps with a place before or a count behind."""
    text = text.strip(":.()")
    for word in sheet_words.words("intake.words.subtotal"):
        if text == word or (text.endswith(word) and len(text) <= _LONG_NOTE):
            return True
        if text.startswith(word):
            rest = text[len(word) :].lstrip(":")
            if _COUNTED.fullmatch(rest) or rest[:1] in "(:":
                return True
    return False
