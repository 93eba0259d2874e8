"""Numbered lists that people write under each other in a chat group, one line per person."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.sheets import chain_facts, chain_names, chain_villages, sheet_words
from gigdesk.domain.workers import identity, surnames
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, BLANK, NOTE, WITHDRAWN = "title", "blank", "note", "withdrawn"
SAMPLE = "sample"
SKIP_WORDS = {
    TITLE: "intake.skip.title",
    BLANK: "intake.skip.blank",
    NOTE: "intake.skip.note",
    SAMPLE: "intake.skip.sample",
    WITHDRAWN: "intake.skip.withdrawn",
}
"""Every reason for which a line is nobody who comes, with the key of its words."""

_DOTS: dict[int, str | None] = {
    **dict.fromkeys((0x2022, 0x2027, 0x30FB, 0xFF65), SEPARATOR),
    **dict.fromkeys((0x2795, 0x1F7A1), "+"),
    0x20E3: ".",
    0xFE0F: None,
    0x200D: None,
}
_NUMBERED = re.compile(
    r"^\s*(?:no\.?\s*)?[(\[]?(\d{1,3})(?:\s*[.,:;)\]\u3001\u3002\-]+\s*|\s+|(?=\D))", re.IGNORECASE
)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?\d{7,8})(?!\d)")
_DOC_NO = re.compile(
    r"(?<![0-9])([1-9]\d{5}[- ]?(?:18|19|20)\d{2}[- ]?\d{4}[- ]?\d{3}[0-9xX])(?![0-9xX])",
)
_OLD_DOC_NO = re.compile(r"(?<!\d)([1-9]\d{14})(?!\d)")
_WRONG_DOC_NO = re.compile(r"(?<!\d)([1-9]\d{5}(?:19|20)\d{7,11}[xX]?)(?![0-9xX])")
_COMPANIONS = re.compile(r"\+\s*(\d{1,2})(?!\d)")
_HAN_WORD = re.compile(
    f"(?<![{HAN}])[{HAN}]\\s+[{HAN}](?![{HAN}])|[{HAN}]+(?:[{SEPARATOR}.][{HAN}]+)*"
)
_AFTER_SAMPLE = frozenset(" :.,、;(-")


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One person of a line, or a line that is none.

    `skip_reason` is None for a person who comes, else one of SKIP_WORDS. `companions` counts
    people announced without a name (`+1`). `withdrawn_by_line` names the later line that took
    this person off. `part` counts people written into one line, from 0. `village` is the place that
    stands in the line, `more_phones` are the telephones behind the first, `others` further words
    that may be the name.
    """

    line_number: int
    text: str
    skip_reason: str | None = None
    name: str = ""
    phone: str = ""
    doc_no: str = ""
    age: int | None = None
    sex: str = ""
    note: str = ""
    companions: int = 0
    position: int | None = None
    part: int = 0
    withdrawn_by_line: int | None = None
    more_phones: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    village: str = ""


def line_header() -> str:
    """Return the header over whole lines in a workbook of rows that go back."""
    return i18n.text("intake.whole_line")


def read(text: str) -> tuple[ChainRow, ...]:
    """Read a pasted list; every line comes out, as people or with the reason why not.

    Raises UnreadableFile `intake.error.no_chain` where no line holds a person.
    """
    rows: list[ChainRow] = []
    begun = False
    for number, line in enumerate(text.splitlines(), 1):
        for row in _line(number, line, begun=begun):
            begun = begun or row.skip_reason in {None, WITHDRAWN}
            rows.append(row)
            _join(rows)
    if not any(row.skip_reason in {None, WITHDRAWN} for row in rows):
        raise errors.UnreadableFile("intake.error.no_chain")
    return tuple(rows)


def is_chain(text: str) -> bool:
    """Say whether a whole text file is such a list: mostly people below its title, and no table.

    Lines cut by tabs, or twice and more by plain commas, are a table whose columns are to be told.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    cut = sum("\t" in line or max(map(line.count, ",;|")) > 1 for line in lines)
    if cut * 2 >= len(lines):
        return False
    try:
        found = read(text)
    except errors.UnreadableFile:
        return False
    people = {row.line_number for row in found if row.name and (row.doc_no or row.phone)}
    others = {row.line_number for row in found if row.skip_reason not in {TITLE, SAMPLE, BLANK}}
    return len(people) * 2 >= len(others | people)


def _line(number: int, line: str, *, begun: bool) -> Iterator[ChainRow]:
    """Read one line."""
    plain = _plain(line)
    row = ChainRow(number, line)
    if not plain.strip():
        yield replace(row, skip_reason=BLANK if not line.strip() else NOTE)
        return
    numbered = _numbered(plain)
    body = plain[numbered.end() :] if numbered else plain
    position = int(numbered[1]) if numbered else None
    if numbered is None and _is_sample(body) and (not begun or _starts_person(body, begun=True)):
        yield replace(row, skip_reason=SAMPLE, note=body.strip())
        return
    pieces = _listed(body, numbered=numbered is not None, begun=begun)
    if numbered is None and not pieces and not _starts_person(body, begun=begun):
        yield replace(row, skip_reason=NOTE if begun else TITLE, note=body.strip())
        return
    if numbered is not None and not body.strip(chain_names.LEFT_OVER):
        yield replace(row, skip_reason=BLANK, position=position)
        return
    for part, piece in enumerate(pieces or _people_of(body)):
        yield replace(_person(row, piece), position=position, part=part)


def _listed(body: str, *, numbered: bool, begun: bool) -> list[str]:
    """Return the people of a line of names without numbers of papers or telephones, if it is one.

    Behind a number of the list two words may be what somebody is called in the group and the name.
    """
    if _PHONE.search(body) or _papers(body) or (numbered and not re.search("[\u3001,]", body)):
        return []
    return chain_villages.people(body, begun=begun)


def _numbered(plain: str) -> re.Match[str] | None:
    """Find the number of a line; a figure with its unit (a date, a price) is none."""
    found = _NUMBERED.match(plain)
    if found and plain[found.end() :].startswith(sheet_words.longest_first("intake.words.counted")):
        return None if found[0].strip().isdigit() else found
    return found


def _plain(line: str) -> str:
    """Write a line without pictures, in one width, keeping what letters and figures say."""
    kept = []
    for letter in (
        line.translate(_DOTS).replace("\ufe0f", "").replace("\u20e3", ".").replace("\u200d", "")
    ):
        picture = unicodedata.category(letter) in {"So", "Cs", "Cf", "Sk"}
        figure = unicodedata.normalize("NFKC", letter)
        kept.append(" " if picture and not figure.isalnum() else letter)
    plain = unicodedata.normalize("NFKC", "".join(kept))
    return chain_facts.numbers_apart(chain_facts.without_pictures(plain))


def _starts_person(body: str, *, begun: bool) -> bool:
    """Say whether a line without a number is a person all the same."""
    stripped = body.strip(chain_names.LEFT_OVER + " ")
    if _PHONE.search(body) or _DOC_NO.search(body):
        return bool(chain_names.name_in(_without_numbers(body))) and (begun or not _is_title(body))
    if begun and _COMPANIONS.fullmatch(body.strip()):
        return True
    if begun and chain_names.withdrawn(body):
        return True
    if begun and _is_coming(body):
        return True
    lone = chain_names.ALL_HAN.fullmatch(stripped) is not None and chain_names.is_name(stripped)
    return begun and lone


def _is_coming(body: str) -> bool:
    """Say whether a line is a name and the word for coming: 王四 去."""
    name, _, rest = body.strip().partition(" ")
    known = name[:1] in surnames.COMMON and chain_names.ALL_HAN.fullmatch(name) is not None
    return (
        known
        and chain_names.is_name(name)
        and rest.strip() in sheet_words.words("intake.words.coming")
    )


def _is_title(body: str) -> bool:
    folded = sheet_words.folded(body)
    return any(word in folded for word in sheet_words.words("intake.words.chain_title"))


def _is_sample(body: str) -> bool:
    """Say whether a line shows how to write, mostly above the list: it begins with the word."""
    head = body.strip().casefold()
    words = sheet_words.longest_first("intake.words.chain_sample")
    found = next((word for word in words if head.startswith(word.casefold())), "")
    return bool(found) and head[len(found) : len(found) + 1] in _AFTER_SAMPLE


def _people_of(body: str) -> list[str]:
    """Cut a line that holds several people, each with a number or all of them plain names."""
    papers = _papers(body)
    if len(papers) > 1:
        return list(_by_papers(body, papers))
    phones = list(_PHONE.finditer(body))
    if len(phones) > 1:
        ends = [phone.end() for phone in phones[:-1]]
        pieces = [body[a:b] for a, b in zip([0, *ends], [*ends, len(body)], strict=True)]
        if all(chain_names.name_in(_without_numbers(piece)) for piece in pieces):
            return pieces
    names = [part.strip() for part in re.split("[\u3001,]", body) if part.strip()]
    if len(names) > 1 and all(
        chain_names.ALL_HAN.fullmatch(name) and chain_names.is_name(name) for name in names
    ):
        return names
    return [body]


def _papers(body: str) -> list[re.Match[str]]:
    """Return where the numbers of papers stand, each number once."""
    found = [*_DOC_NO.finditer(body)]
    found += [one for one in _OLD_DOC_NO.finditer(body) if identity.old_number(one[1])]
    found.sort(key=re.Match.start)
    once = {re.sub(r"[- ]", "", one[1]).upper(): one for one in reversed(found)}
    return sorted(once.values(), key=re.Match.start)


def _by_papers(body: str, papers: list[re.Match[str]]) -> Iterator[str]:
    """Cut a line at its people, each with the number of a paper behind or before the name.

    Where no name is found for a number, its piece has none and waits for one.
    """
    behind = bool(chain_names.name_in(_without_numbers(body[: papers[0].start()])))
    begin = 0
    for paper, after in itertools.pairwise(papers):
        end = after.start()
        if behind:
            end = paper.end() + _next_person(body[paper.end() : end])
        yield body[begin:end]
        begin = end
    yield body[begin:]


def _next_person(between: str) -> int:
    """Return where the next person begins in the text between two numbers of papers.

    The last word that begins like most surnames is the name, else the last that can be one; words
    for "and" and for kin before a name are left to whom they stand behind.
    """
    places = []
    for found in _HAN_WORD.finditer(between):
        word = found[0]
        starts = [0] + [
            one.end()
            for joined in sheet_words.longest_first("intake.words.chain_with")
            for one in re.finditer(re.escape(joined), word)
            if word[one.end() : one.end() + 1] in surnames.COMMON
        ]
        rest = "".join(word[max(starts) :].split())
        if chain_names.is_name(rest) or SEPARATOR in rest or "." in rest:
            places.append((rest[0] in surnames.COMMON, found.start() + max(starts)))
    return max(places)[1] if places else len(between)


def _person(row: ChainRow, piece: str) -> ChainRow:
    """Take one person out of a piece of a line; what is not understood stays in the note."""
    rest, doc_no = _cut(piece, _DOC_NO)
    if not doc_no:
        rest, doc_no = _cut(rest, _OLD_DOC_NO)
    if doc_no:
        rest = rest.replace(doc_no, " ")
    rest, phone = _cut(rest, _PHONE)
    more = tuple(_plain_phone(one) for one in _PHONE.findall(rest))
    rest = _PHONE.sub(" ", rest)
    if not phone:
        rest, phone = _cut(rest, _LANDLINE)
    if not doc_no:
        # Too long or too short for a number, and yet meant as one: its own check says so.
        rest, doc_no = _cut(rest, _WRONG_DOC_NO)
    companions = sum(int(found[1]) for found in _COMPANIONS.finditer(rest))
    withdrawn = chain_names.withdrawn(rest)
    rest = _without_labels(rest)
    rest, age = chain_facts.age_in(rest)
    rest, sex = chain_facts.sex_in(rest)
    name = chain_names.name_in(rest)
    rest = chain_names.closed_up(rest)
    note = rest.replace(name, " ", 1) if name else rest
    note, village = chain_facts.village_in(note)
    return replace(
        row,
        skip_reason=WITHDRAWN if withdrawn else None,
        name=name,
        phone=_plain_phone(phone),
        more_phones=more,
        others=chain_names.others(rest, name),
        village=village,
        doc_no=re.sub(r"[- ]", "", doc_no).upper(),
        age=age,
        sex=sex,
        note=" ".join(note.split()).strip(chain_names.LEFT_OVER),
        companions=companions,
    )


def _plain_phone(phone: str) -> str:
    return re.sub(r"[- ]", "", phone) if phone.startswith("1") else phone


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Take the first match out of a text."""
    found = pattern.search(text)
    return (text[: found.start()] + " " + text[found.end() :], found[1]) if found else (text, "")


def _without_numbers(text: str) -> str:
    for pattern in (_DOC_NO, _OLD_DOC_NO, _PHONE, _LANDLINE):
        text = pattern.sub(" ", text)
    return _without_labels(text)


def _without_labels(text: str) -> str:
    """Take the words "phone" and "ID number" out, which name what stood beside them."""
    for key in ("intake.words.phone_label", "intake.words.docno_label", "intake.words.name"):
        colon = ":" if key == "intake.words.name" else ":?"
        for word in sheet_words.longest_first(key):
            label = f"(?<![a-z]){re.escape(word)}(?![a-z])\\s*{colon}"
            text = re.sub(label, " ", text, flags=re.IGNORECASE)
    return text


def _with_line_below(person: ChainRow, line: ChainRow) -> ChainRow:
    """Add a line to the person above: as a missing number where it is nothing else, or a remark."""
    found = _person(line, line.note)
    fresh = not (found.doc_no and person.doc_no) and not (found.phone and person.phone)
    if fresh and (found.doc_no or found.phone) and not (found.name or found.note):
        doc_no, phone = person.doc_no or found.doc_no, person.phone or found.phone
        return replace(person, doc_no=doc_no, phone=phone)
    return replace(person, note=f"{person.note} {line.note}".strip())


def _join(rows: list[ChainRow]) -> None:
    """Let a later line act on an earlier one: a remark under a person, or a name taken off."""
    last = rows[-1]
    if last.skip_reason == NOTE and len(rows) > 1:
        at = next((i for i in range(len(rows) - 2, 0, -1) if rows[i].skip_reason != NOTE), 0)
        if rows[at].skip_reason in {None, WITHDRAWN} and last.note:
            rows[at] = _with_line_below(rows[at], last)
    elif last.skip_reason == WITHDRAWN and last.name:
        name = last.name
        same = [i for i, row in enumerate(rows[:-1]) if row.name == name and not row.skip_reason]
        if len(same) == 1:
            rows[same[0]] = replace(
                rows[same[0]],
                skip_reason=WITHDRAWN,
                withdrawn_by_line=last.line_number,
            )
