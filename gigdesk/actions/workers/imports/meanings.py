"""Words of a roster that no list of codes has: what somebody said that they mean, remembered.

A choice holds for the desk, whatever file the word comes in, and is shown with every file that
uses it; it can be changed there, and its act can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.workers.imports.hiding import hidden
from gigdesk.domain import workers
from gigdesk.domain.workers import single
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.rows import RowReading

Key = tuple[str, str]
"""A field and a word in the form in which words are compared."""
_LONGEST = 40
"""What is longer is a sentence, not a word that comes again."""
_INFORMATION = "I"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word as it first stands in a file: how many cells have it, the code it is read as or None.

    `remembered` says that the code was chosen with an earlier file.
    """

    field: str
    text: str
    count: int
    code: str | None = None
    remembered: bool = False

    @property
    def key(self) -> Key:
        """Return what the choice is kept under."""
        return self.field, workers.codes.word_key(self.text)


class Heard:
    """Counts the words without a code while a file is read, and those that were read by choice."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self._words: dict[Key, Meaning] = {}

    def row(self, row: RowReading, words: Mapping[Key, str]) -> RowReading:
        """Hear a row; what was read by choice is told of the file and taken out of the row."""
        said = [one for one in row.findings if _is_about_word(one)]
        for one in said:
            self._count(str(one.params["field"]), str(one.params["text"]), words)
        if not any(one.code == single.BY_CHOICE for one in said):
            return row
        kept = tuple(one for one in row.findings if one.code != single.BY_CHOICE)
        return replace(row, findings=kept)

    def _count(self, field: str, text: str, words: Mapping[Key, str]) -> None:
        met = Meaning(field, text, 0)
        met = self._words.get(met.key, replace(met, code=words.get(met.key)))
        self._words[met.key] = replace(met, count=met.count + 1)

    def meanings(self, known: Mapping[Key, str]) -> list[Meaning]:
        """Return the words for which a code may be chosen, those without one first.

        `known` are the choices that were remembered. What is long, or holds a number of somebody,
        is no word.
        """
        offered = [
            replace(one, remembered=one.code is not None and known.get(one.key) == one.code)
            for one in self._words.values()
            if len(one.text) <= _LONGEST and hidden(one.text) == one.text
        ]
        return sorted(offered, key=lambda one: (one.code is not None, -one.count))


def _is_about_word(said: workers.Finding) -> bool:
    if said.code == single.BY_CHOICE:
        return True
    return said.code in single.UNKNOWN and said.level != _INFORMATION


def chosen_words(known: Mapping[Key, str], chosen: Mapping[Key, str | None]) -> dict[Key, str]:
    """Return what words mean where some are chosen anew; None takes a meaning away.

    Raises errors.Invalid for a field without codes, for a code that it has not, and for a word
    that is understood otherwise without any choice, which would never count there.
    """
    for (field, word), code in chosen.items():
        described = workers.worker.BY_NAME.get(field)
        if described is None or described.code_set is None:
            raise errors.Invalid("intake.error.no_such_word_field", "words", name=field)
        if code is not None and code not in workers.codes.CODES[described.code_set]:
            raise errors.Invalid("intake.error.no_such_code", "words", word=word, given=code)
        own = workers.codes.read_code(described.code_set, word)
        is_read = own not in {None, code} or word.casefold() in single.NOTHING
        if code is not None and is_read:
            raise errors.Invalid("intake.error.word_has_code", "words", word=word)
    return {key: code for key, code in {**known, **chosen}.items() if code is not None}


def known_words(desk: Desk) -> dict[Key, str]:
    """Return what somebody has said that words mean."""
    found = rows.intakes.get_words(desk.store)
    return {key: code for key, (_, code) in found.items() if code is not None}


def remember_words(desk: Desk, *, chosen: Mapping[Key, str | None], file: str) -> bool:
    """Remember what words mean for every file to come; None forgets. Say if anything is new."""
    before = rows.intakes.get_words(desk.store)
    chosen_words({}, chosen)
    fresh = {key: code for key, code in chosen.items() if before.get(key, (b"", None))[1] != code}
    if not fresh:
        return False
    with desk.doing("workers.remember_words") as act:
        act.about = {"file": file, "words": len(fresh)}
        for key, code in fresh.items():
            if key in before:
                desk.store.change("word_map", before[key][0], {"code": code})
            else:
                field, word = key
                row = {"field": field, "word": word, "code": code}
                ids = {"id": desk.new_id(), "station_id": desk.station.id}
                desk.store.add("word_map", {**ids, **row})
    return True
