"""Lines of a chat list without a number that are people all the same: names under their village."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import (
    chain_facts,
    chain_names,
    chain_numbers,
    chain_person,
    sheet_words,
)
from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_lines, chat_said, chatted, divisions, titles
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gigdesk.documents.sheets.chain_person import ChainRow

_MOMENT = patterns.later(
    r"\s(?:19|20)[0-9]{2}[/.-][0-9]{1,2}[/.-][0-9]{1,2}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*$"
)
_CUTS = patterns.later("[\\s,.;:|/\u3001\u3002()\\[\\]]+")
_LISTED = patterns.later("[,;\u3001]")
_OPENING = tuple("[(\u3010\u3016\u300a<")
_TOWN_BEHIND = patterns.later(f"[(]([{HAN}]{{2,8}})[)]")
_PIECES = patterns.later("[\\s,;!?\u3002\u3001#]+")
_DECORATION = frozenset({"Pd", "Pc", "Po", "So", "Sm", "Sk", "Cf", "Zs", "Mn", "Me"})
_FIGURE = patterns.later(r"\d{1,2}")


def people(body: str, *, begun: bool) -> list[str]:
    """Return the people of a line as texts that begin with their name; none where it is no such.

    Every word has to be the name of a person with a usual surname, a village, a number of people,
    an age or a sex. Above a list names stand beside each other or beside one of those.
    """
    rest, age = chain_facts.age_in(body)
    rest, _ = chain_facts.sex_in(rest)
    names: list[str] = []
    others: list[str] = []
    count = 0
    for word in filter(None, _CUTS.split(rest)):
        plain, announced = _without_count(word)
        count = max(count, announced)
        if is_likely(plain):
            names.append(plain)
        elif not plain or divisions.is_named_village(plain):
            others.append(plain)
        else:
            return []
    facts = bool(others) or rest != body or count
    if not names or not (begun or facts or (len(names) > 1 and _LISTED.search(body))):
        return []
    said = " ".join(filter(None, others))
    if len(names) == 1:
        known = [f"{age}{sheet_words.longest_first('intake.words.age')[0]}" if age else ""]
        names = [" ".join([names[0], *_sex(body), *known])]
    found = [f"{name} {said}".strip() for name in names]
    missing = count - len(names)
    return [*found[:-1], f"{found[-1]} +{missing}" if missing > 0 else found[-1]]


def is_ordered_heading(line: str) -> bool:
    """Say whether a line is an order in words and a village, and nobody: (一)石桥村(3人)."""
    written = "".join(line.split())
    bare = divisions.bare_title(written)
    behind = chat_lines.ORDER.sub("", written, count=1)
    return behind != written and divisions.is_named_village(bare) and _is_only(behind, bare)


def _is_only(text: str, place: str) -> bool:
    """Say whether a text names a place and how many come from there, and nothing else."""
    rest = text.replace(place, " ", 1)
    return place in text and all(
        divisions.is_count(one) for one in _CUTS.split(rest) if one.strip()
    )


def named_by_head(row: ChainRow, places: Collection[str]) -> dict[str, str]:
    """Return the villages by their keys that the head of a list begins with and the desk knows.

    Where people meet and who calls them together is not where they live.
    """
    if row.skip_reason != chain_person.TITLE:
        return {}
    found: dict[str, str] = {}
    for piece in _PIECES.split(unicodedata.normalize("NFKC", row.text)):
        village = "" if chat_said.tells_where_to_meet(piece) else titles.village_in(piece)
        key = divisions.village_key(divisions.placed(village).village) if village else ""
        if key in places:
            found[key] = village
    return found


def _undecorated(line: str) -> str:
    """Return a line without the strokes and stars around its words; brackets stay."""
    inner = [at for at, one in enumerate(line) if unicodedata.category(one) not in _DECORATION]
    return line[inner[0] : inner[-1] + 1] if inner else line


def heading(row: ChainRow, above: Sequence[ChainRow], over: str) -> str:
    """Return the village, with its town where it is told, that a line names for those below it.

    A village below a person is that of the person, unless brackets or a colon make it a heading,
    or another heading (`over`) stands above; below a name alone on its line it is that one's.
    """
    if row.skip_reason not in (chain_person.TITLE, chain_person.NOTE):
        return ""
    whole = unicodedata.normalize("NFKC", row.text).strip()
    written = _undecorated(whole)
    bare = divisions.bare_title(written)
    if not divisions.is_named_village(bare) or chatted.said_place(bare) is not None:
        return ""
    begun = any(one.is_person for one in above)
    signed = written[:1] in _OPENING or not whole.startswith(written)
    marked = signed or whole.endswith(":") or is_ordered_heading(written)
    if begun and not (marked or over):
        return ""
    named = next((one for one in reversed(above) if one.skip_reason != chain_person.BLANK), None)
    if named and named.skip_reason == chain_person.TITLE and is_likely(named.text.strip()):
        return ""
    behind = _TOWN_BEHIND.search(written)
    town = behind[1] if behind and divisions.has_town_kind(behind[1]) else ""
    return bare if divisions.placed(bare).town else f"{town}{bare}"


def is_likely(word: str) -> bool:
    """Say whether a word reads like a whole name: a usual surname and one or two signs behind."""
    if SEPARATOR in word:
        return word.replace(SEPARATOR, "").isalpha()
    return chatted.reads_like_a_name(word)


def _without_count(word: str) -> tuple[str, int]:
    """Take the number of people off a word (village and 2, 3): the rest, and how many."""
    units = [one for one in sheet_words.words("intake.words.people") if word.endswith(one)]
    for unit in units:
        head = word[: -len(unit)]
        figure = _FIGURE.search(head)
        if figure and head.endswith(figure[0]):
            return head[: figure.start()], int(figure[0])
    return word, 0


def _sex(body: str) -> list[str]:
    _, code = chain_facts.sex_in(body)
    key = {"1": "intake.words.male", "2": "intake.words.female"}.get(code)
    return [sheet_words.longest_first(key)[0]] if key else []


def is_sender(body: str, places: Collection[str]) -> bool:
    """Say whether a line only says who wrote in the group and when, with a telephone in the nick.

    Where the words surely name somebody, the line is that person.
    """
    moment = _MOMENT.search(body)
    front = body[: moment.start()] if moment else ""
    if not chain_numbers.PHONE.search(front) or chain_numbers.papers(front):
        return False
    return not chain_names.told(chain_numbers.without(front), places).sure
