"""What was typed into the search box, word by word: the ways to people and the test for each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers
from gigdesk.store.workers import find, people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.store.database import Database

MANY = 3_000  # beyond this many people with a word it no longer matters how many more there are

_HIGHEST = "\U0010ffff"
_TOKEN = re.compile(r"[0-9a-z]+|[^\s0-9a-z]+")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9])-(?=[0-9])")
_UMLAUT = re.compile("(?<=[ln])\u00fc")
_IN_PASSPORT = ("lyu", "nyu")  # how passports spell lü and nü, which keyboards call lv and nv
_NUMBER = re.compile(r"w([0-9]{1,9})")
_TRIGRAM = 3
_DAY_DIGITS = 8
_LONG_DIGITS, _ENOUGH_DIGITS = 7, 9
_LONGEST_NUMBER = 9
_FIRST_TONE, _BEHIND_TONES = "1", "6"  # of a key to sort by: li3李


@dataclass(frozen=True, slots=True)
class Branch:
    """One way to people: a SELECT of `slot` with the values it binds.

    `rough` is a cheaper SELECT that has at least as many rows; it binds the same values, or as
    many of the first as it has marks.
    """

    sql: str
    params: tuple[Any, ...]
    rough: str = ""

    def size(self, store: Database) -> int:
        """Return roughly how many people it leads to, never counting beyond `MANY`."""
        sql = self.rough or self.sql
        bound = self.params[: sql.count("?")]
        counted = store.value(f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {MANY})", bound)
        return int(counted)


@dataclass(frozen=True, slots=True)
class Term:
    """One typed word: the ways to people who have it, likeliest first, and the test for it.

    `check` judges the card of a slot `s`.
    """

    branches: tuple[Branch, ...]
    check: str
    params: tuple[Any, ...]

    def size(self, store: Database) -> int:
        """Return roughly how many people have the word, hardly beyond `MANY`."""
        total = 0
        for branch in self.branches:
            total += branch.size(store)
            if total >= MANY:
                break
        return total

    def slots(self, store: Database) -> Iterator[int]:
        """Yield the slots of all who have the word, perhaps more than once, likeliest first."""
        for branch in self.branches:
            yield from (row[0] for row in store.stream(branch.sql, branch.params))

    @property
    def union(self) -> Branch:
        """Return all ways as one SELECT without doubles."""
        sql = " UNION ".join(branch.sql for branch in self.branches)
        return Branch(sql, tuple(value for branch in self.branches for value in branch.params))


def terms(store: Database, text: str) -> list[Term]:
    """Return the words that were typed; Chinese and Latin characters part even without a blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = workers.dates.days_as_digits(folded)
    folded = _UMLAUT.sub("v", _INSIDE_NUMBER.sub("", folded))
    found = []
    for token in _TOKEN.findall(folded):
        if not token.isascii():
            plain = find.plain(token)
            if plain:
                found.append(_word(store, plain))
        elif token.isdecimal():
            found.append(_number(token))
        elif token.isalpha():
            found.append(_letters(store, token))
        else:
            found.append(_mixed(token))
    return found


# ways


def _pieces(kind: str, start: str) -> Branch:
    return Branch(
        "SELECT slot FROM worker_find WHERE piece >= ? AND piece < ?",
        (kind + start, kind + start + _HIGHEST),
    )


def _people(condition: str, *params: Any, table: str = "worker w") -> Branch:
    """Return the way by an index of the people themselves; merged people lead to their owner."""
    return Branch(
        f"SELECT s.slot FROM {table} "
        "CROSS JOIN worker_slot s ON s.worker_id = coalesce(w.merged_into, w.id) "
        f"WHERE {condition}",
        params,
        rough=f"SELECT 1 FROM {table} WHERE {condition}",
    )


def _villages(ids: Sequence[bytes]) -> Branch:
    return Branch(
        f"SELECT slot FROM worker_find WHERE piece IN ({people.marks(len(ids))})",
        tuple(map(find.village_piece, ids)),
    )


def _fragments(digits: str) -> Branch:
    """Return the way by trigrams; they only narrow down, so the digits themselves are compared."""
    # The end of a number tells people apart, its beginning is that of the whole county; of long
    # ones every other trigram is enough, as each costs a list of all who have it.
    tail = digits[-_ENOUGH_DIGITS:]
    step = 1 if len(tail) < _LONG_DIGITS else 2
    places = range(len(tail) - _TRIGRAM, -1, -step)
    grams = {tail[at : at + _TRIGRAM] for at in places}
    match = "worker_digits f WHERE f.worker_digits MATCH ?"
    return Branch(
        "SELECT f.rowid AS slot FROM worker_digits f "
        "CROSS JOIN worker_slot d ON d.slot = f.rowid "
        "WHERE f.worker_digits MATCH ? AND instr(d.digits, ?) > 0",
        (" ".join(f'"{gram}"' for gram in sorted(grams)), digits),
        rough=f"SELECT 1 FROM {match}",
    )


def _starts(digits: str) -> list[Branch]:
    """Return the ways by the beginning of a paper's number and of a telephone."""
    end = digits + _HIGHEST
    more = "worker_phone p CROSS JOIN worker w ON w.id = p.worker_id"
    return [
        _people("w.doc_no >= ? AND w.doc_no < ?", digits, end),
        _people("w.phone >= ? AND w.phone < ?", digits, end),
        _people("p.phone >= ? AND p.phone < ?", digits, end, table=more),
    ]


# words


class _Draft:
    """A word while its ways and tests are put together."""

    def __init__(self, kinds: str, start: str) -> None:
        """Begin with the pieces of these kinds that begin so."""
        self.ways = [_pieces(kind, start) for kind in kinds]
        self.tests = ["instr(s.card, ?) > 0"] * len(kinds)
        self.params: list[Any] = [f"\n{kind}{start}" for kind in kinds]

    def test(self, sql: str, *params: Any) -> None:
        """Let people through who pass this test."""
        self.tests.append(sql)
        self.params += params

    def live_in(self, found: list[bytes]) -> None:
        """Let people through who live in one of these villages."""
        if found:
            branch = _villages(found)
            self.ways.append(branch)
            listed = people.marks(len(found))
            self.test(f"substr(s.card, instr(s.card, '\nv') + 1, 17) IN ({listed})", *branch.params)

    def term(self) -> Term:
        """Return the word."""
        return Term(tuple(self.ways), " OR ".join(self.tests), tuple(self.params))


def _ids(store: Database, sql: str, *params: Any) -> list[bytes]:
    return [bytes(row[0]) for row in store.stream(sql, params)]


def _word(store: Database, word: str) -> Term:
    """Read Chinese: part of a name, of a village or town, a trade, a kind of certificate."""
    found = _Draft("Nnc", word)
    found.live_in(
        _ids(
            store,
            "SELECT v.id FROM division v LEFT JOIN division t ON t.id = v.parent_id "
            "WHERE instr(coalesce(t.name, '') || v.name, ?) > 0 OR instr(v.aliases, ?) > 0",
            word,
            word,
        )
    )
    return found.term()


def _letters(store: Database, letters: str) -> Term:
    """Read letters: initials or pinyin of a name, initials of a village, a certificate.

    Before all others come those whose surname is read so: `li` is 李 before it is 梁.
    """
    found = _Draft("IPNipnc", letters)
    if letters.startswith(_IN_PASSPORT):
        for kind in "Pp":
            typed = f"{letters[0]}v{letters[3:]}"
            found.ways.append(_pieces(kind, typed))
            found.test("instr(s.card, ?) > 0", f"\n{kind}{typed}")
    tones = (letters + _FIRST_TONE, letters + _BEHIND_TONES)
    found.ways.insert(0, _people("w.name_pinyin >= ? AND w.name_pinyin < ?", *tones))
    if len(letters) > 1:
        sql = "SELECT id FROM division WHERE instr(' ' || initials, ?) > 0"
        found.live_in(_ids(store, sql, f" {letters}"))
    return found.term()


def _mixed(token: str) -> Term:
    """Read letters with digits: W12, 112X, a passport, the number of a certificate."""
    digits = token.upper()
    found = _Draft("4", digits)
    found.tests, found.params = [], []
    number = _NUMBER.fullmatch(token)
    if number:
        _with_number(found, int(number[1]))
    _with_digits(found, digits)
    found.ways.append(_pieces("c", token))
    found.test("instr(s.card, ?) > 0", f"\nc{token}")
    return found.term()


def _number(digits: str) -> Term:
    """Read digits: a person's number, last four, a birth date, part of a paper or a telephone.

    One and two digits are only looked for at the beginning of numbers. Nobody writes the noughts
    before a person's number: four digits with one are the last four of something.
    """
    found = _Draft("", digits)
    if len(digits) == find.LAST:
        found.ways += [_pieces("4", digits), _pieces("t", digits)]
    if len(digits) <= _LONGEST_NUMBER:
        last = len(found.ways) if digits.startswith("0") else 0
        _with_number(found, int(digits), last)
    day = _day(digits)
    if day:
        found.ways.append(_people("w.birth_date = ?", day))
        found.test("instr(s.card, ?) > 0", f"\nb{digits}\n")
    _with_digits(found, digits)
    found.ways.append(_pieces("c", digits))
    found.test("instr(s.card, ?) > 0", f"\nc{digits}")
    return found.term()


def _with_number(found: _Draft, number: int, place: int = 0) -> None:
    found.ways.insert(place, _people("w.number = ?", number))
    found.test("instr(s.card, ?) > 0", f"\n#{number}\n")


def _with_digits(found: _Draft, digits: str) -> None:
    found.ways += _starts(digits)
    if len(digits) >= _TRIGRAM:
        found.ways.append(_fragments(digits))
        found.test("instr(s.digits, ?) > 0", digits)
    else:
        found.test("instr(' ' || s.digits, ?) > 0", f" {digits}")


def _day(digits: str) -> str:
    """Return eight digits that are a day as the store writes days, else nothing."""
    if len(digits) != _DAY_DIGITS:
        return ""
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return day if workers.dates.to_day(day) else ""
