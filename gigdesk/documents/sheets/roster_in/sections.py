"""The place over people who have none in a cell: of a section, a title, or the sheet itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.documents.sheets.roster_in import kinds
from gigdesk.domain.workers import divisions, titles

if TYPE_CHECKING:
    from collections.abc import Sequence

SHEET, TITLE, SECTION = "sheet", "title", "section"


class Over(NamedTuple):
    """The place over a person: its words, where they stand, and another village told farther off.

    `source` is one of SHEET, TITLE and SECTION, or nothing where there is no place.
    """

    text: str = ""
    source: str = ""
    against: str = ""


NOWHERE = Over()


@dataclass(slots=True)
class Above:
    """What stands over the people of one block; what is nearer to them goes before."""

    sheet: str = ""
    title: str = ""
    section: str = ""
    town: str = ""
    group: str = ""
    over: Over = NOWHERE

    def head(self, texts: Sequence[str]) -> None:
        """Hear a line above the header; the one nearest to it that names a village counts."""
        named = _named(texts)
        if named:
            self.title = named
            self.settle()

    def hear(self, texts: Sequence[str]) -> None:
        """Hear a title among the people. What only sorts them leaves the place as it is.

        One over several villages ends the place before and tells none of them.
        """
        bare = kinds.place_of(texts)
        kind = titles.classed(bare) if bare else ""
        if kind == "group":
            self.group = bare
        elif kind == "town":
            self.town, self.section, self.group = bare, "", ""
        else:
            several = "" if kind else next(filter(None, map(titles.several_in, texts)), "")
            found = bare if kind else several or _named(texts)
            if not found:
                return
            if not kind and found == self.title:
                # The title of the sheet again, at the head of a further page.
                self.section = self.group = ""
                self.settle()
                return
            apart = divisions.placed(found)
            self.section = f"{'' if apart.town or apart.outer else self.town}{found}"
            self.group = ""
        self.settle()

    def settle(self) -> None:
        """Say the place anew; it changes a few times in a sheet, and is asked for at every row."""
        told = [(self.section, SECTION), (self.title, TITLE), (self.sheet, SHEET)]
        named = [(text, source) for text, source in told if text]
        if not named:
            self.over = Over(self.group, SECTION) if self.group else NOWHERE
            return
        text, source = named[0]
        against = next((other for other, _ in named[1:] if titles.are_two(text, other)), "")
        whole = text if divisions.placed(text).group else f"{text}{self.group}"
        self.over = Over(whole, source, against)


def begun(sheet: str) -> Above:
    """Return what stands over people before the first row: the village a sheet is called after."""
    found = Above(sheet=_named([sheet]))
    found.settle()
    return found


def _named(texts: Sequence[str]) -> str:
    """Return the one village in the cells of a title; a label may stand in the cell before."""
    bare = kinds.place_of(texts)
    if bare and titles.classed(bare) in {"village", "place"}:
        return titles.village_in(bare) or bare
    joined = list(texts)
    for at, text in enumerate(texts[:-1]):
        if text.rstrip().endswith((":", "\uff1a")):
            joined[at] = f"{text}{texts[at + 1]}"
    found = [named for text in joined if (named := titles.village_in(text))]
    several = any(titles.are_two(found[0], other) for other in found[1:])
    return found[0] if found and not several else ""
