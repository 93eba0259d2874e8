"""One person of a line of a chat list: the numbers, the name, and what else the line says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import chain_facts, chain_names, chain_numbers, chain_said
from gigdesk.domain.workers import chat_said

if TYPE_CHECKING:
    from collections.abc import Collection

TITLE, BLANK, NOTE, WITHDRAWN = "title", "blank", "note", "withdrawn"
SAMPLE = "sample"
DOUBT_NAME, DOUBT_STAYS, DOUBT_PHONE = "name", "stays", "phone"
COMPANIONS = re.compile(r"\+\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One person of a line, or a line that is none.

    `skip_reason` is None for a person who comes, else one of the words above. `companions` counts
    people announced without a name (`+1`). `withdrawn_by_line` names the later line that took
    this person off. `part` counts people written into one line, from 0. `village` is the place that
    stands in the line, `more_phones` are the telephones behind the first, `others` further words
    that may be the name. `doubts` says what a person has to look at first: DOUBT_NAME where it is
    not surely the name, DOUBT_STAYS where the line may say that somebody stays at home, DOUBT_PHONE
    where it is not clear which telephone is used now. `owners` holds (number, whose) of telephones
    that are somebody else's, `said` (field, value) of what stood
    behind a label, `section` is the village that stands over the line, `source` whether that is a
    line by itself (section) or the head of the whole list (title).
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
    doubts: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    section: str = ""
    source: str = ""
    owners: tuple[tuple[str, str], ...] = ()

    @property
    def is_person(self) -> bool:
        """Say whether the line is somebody, coming or not."""
        return self.skip_reason in {None, WITHDRAWN}


def read(row: ChainRow, piece: str, places: Collection[str]) -> ChainRow:
    """Take one person out of a piece of a line; what is not understood stays in the note."""
    said = chain_said.taken(piece, places)
    rest, doc_no = chain_numbers.cut(said.rest, chain_numbers.DOC_NO)
    if not doc_no:
        rest, doc_no = chain_numbers.cut(rest, chain_numbers.OLD_DOC_NO)
    if doc_no:
        rest = rest.replace(doc_no, " ")
    rest, mobiles = chain_numbers.cut_all(rest, chain_numbers.PHONE)
    phones = tuple(
        dict.fromkeys(chain_numbers.plain_phone(one) for one in (said.phone, *mobiles) if one)
    )
    if not phones:
        rest, landline = chain_numbers.cut(rest, chain_numbers.LANDLINE)
        phones = (landline,) if landline else ()
    if not doc_no:
        rest, doc_no = chain_numbers.cut(rest, chain_numbers.WRONG_DOC_NO)
    companions = sum(int(found[1]) for found in COMPANIONS.finditer(rest))
    spoken = rest
    values = dict(said.values)
    rest, age = chain_facts.age_in(rest)
    rest, sex = chain_facts.sex_in(rest)
    told = chain_names.told(rest, places)
    if chain_numbers.is_labelled(piece) and chain_names.is_only_word(rest, told.name, places):
        # A line that is filled in like a form leaves no other word to be the name.
        told = told._replace(sure=True)
    if not (told.sure or doc_no) and chain_names.meant_by_order(spoken) is not None:
        return replace(row, skip_reason=WITHDRAWN, note=spoken.strip())
    stays = chain_names.withdrawal(spoken, told.name)
    instead = chat_said.who_comes(piece, told.name) if stays == chain_names.OWN else ()
    if instead:
        # Whoever comes instead must not be taken off with the one who is named first.
        stays = chain_names.DOUBTED
        told = told._replace(sure=False, others=tuple(dict.fromkeys((*told.others, *instead))))
    doubts = () if told.sure and not _for_kin(piece) else (DOUBT_NAME,)
    doubts = (*doubts, DOUBT_STAYS) if stays == chain_names.DOUBTED else doubts
    doubts = (*doubts, DOUBT_PHONE) if said.is_unsure else doubts
    named_age = values.pop("age", "")
    named_sex = values.pop("sex", "")
    return replace(
        row,
        skip_reason=WITHDRAWN if stays == chain_names.OWN else None,
        name=told.name,
        phone=phones[0] if phones else "",
        more_phones=phones[1:],
        others=told.others,
        village=said.village or told.village,
        doc_no=chain_numbers.plain(doc_no),
        age=int(named_age) if named_age else age,
        sex=chain_facts.sex_in(named_sex)[1] or sex,
        note=" ".join(filter(None, (told.note, *said.kept))),
        said=tuple(values.items()),
        companions=companions,
        doubts=doubts,
        owners=said.owners,
    )


def _for_kin(piece: str) -> bool:
    """Say whether a line says of its paper, or before a telephone, that the number is of kin."""
    papers = chain_numbers.papers(piece)
    if not papers:
        return False
    first = next(chain_numbers.PHONE.finditer(piece), papers[0])
    if chat_said.is_of_kin(piece[papers[0].end() :]):
        return True
    return any(
        chat_said.is_for_kin(chain_numbers.without_labels(piece[:at]))
        for at in {papers[0].start(), min(first.start(), papers[0].start())}
    )
