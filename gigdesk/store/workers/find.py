"""The search index: what a clerk may remember of a person, cut into pieces that a b-tree holds.

Every valid person has a slot (a small number that survives a copy of the file), a card with all
pieces, and the digits of papers and telephones. Pieces lie sorted in `worker_find`; fragments of
three and more digits are found by trigrams in `worker_digits`. Whoever was merged into another
person has a slot, too, which names the owner; its names and numbers stand on the owner's card.

The first sign of a piece is its kind: `N` a name, `n` an end of it, `I` and `i` the same of its
initials, `P` and `p` of its pinyin (who types a beginning means it first), `4` last four of the
paper, `t` of a telephone (all of it that is shown), `c` trade, or number, kind or trade of a
certificate, `v` village; on the card alone, because the table of people has indexes for them, `b`
birth and `#` the person's number.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import workers
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.store.database import Database

TABLES = ("worker_slot", "worker_find")
LAST = 4
_CHUNK = 2_000
# People whose pieces are gathered before they are written: longer runs touch fewer pages.
_RUN = 25_000
_ON_CARD_ONLY = "b#"
_SYLLABLE = re.compile(r"[a-z]+(?=[1-5])")
_ASIDE = re.compile(f"[\\s{re.escape(workers.names.DOTS)},'\u2019_-]+")


class _Row(NamedTuple):
    """What a card is made of, of one record."""

    id: bytes
    merged_into: bytes | None
    number: int
    name: str
    name_initials: str | None
    name_pinyin: str | None
    former_name: str | None
    nickname: str | None
    printed_name: str | None
    doc_no: str | None
    phone: str | None
    birth_date: str | None
    village_id: bytes | None
    trade: str | None


class _Slot(NamedTuple):
    """One slot as it stands."""

    worker_id: bytes
    slot: int
    owner_id: bytes | None
    card: str
    digits: str


def plain(text: str) -> str:
    """Return text as pieces hold it and queries ask for it.

    Compatible forms are made one, letters small, separators dropped, and traditional characters
    stand as the ones registers use for them, so that either form finds the other.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return workers.names.variant_key(_ASIDE.sub("", folded))


def digits_of(text: str | None) -> str:
    """Return letters and digits of a number of a paper or telephone, letters capital."""
    if not text:
        return ""
    kept = text if text.isalnum() else "".join(filter(str.isalnum, text))
    return kept.upper()


def village_piece(village_id: bytes) -> str:
    """Return a village as a piece: the random half of its id."""
    return f"v{village_id[-8:].hex()}"


@functools.lru_cache(maxsize=1 << 15)
def _of_name(name: str, initials: str | None, sort_key: str | None) -> tuple[str, ...]:
    """Return the pieces of one name; what is not handed in is made from the name.

    No piece holds a line break, by which the card is parted.
    """
    name = " ".join(name.split())
    written = plain(name)
    found = [_end_of("n", written, at) for at in range(len(written))]
    letters = (initials or "").split() or workers.names.initials(name)
    found += [_end_of("i", one, at) for one in letters for at in range(len(one))]
    spoken = [_syllable(part) for part in (sort_key or workers.names.sort_key(name)).split(" ")]
    found += [f"{'p' if at else 'P'}{''.join(spoken[at:])}" for at in range(len(spoken))]
    given = "".join(spoken[len(workers.pinyin.surname_of(name)) :])
    found += [f"P{other}{given}" for other in workers.pinyin.other_surnames(name)]
    return tuple(one for one in found if len(one) > 1)


def _end_of(kind: str, text: str, at: int) -> str:
    """Return the piece that begins there; the whole has a kind of its own."""
    return f"{kind if at else kind.upper()}{text[at:]}"


@functools.lru_cache(maxsize=1 << 12)
def _syllable(part: str) -> str:
    """Return how a part of a sort key is read: `shan4单` holds shan."""
    match = _SYLLABLE.match(part)
    return match[0] if match else part.removeprefix("~")


def _pieces(
    rows: list[_Row], phones: list[str], certificates: list[tuple[str | None, ...]]
) -> dict[str, None]:
    """Return all pieces of one person, in order: own, and of whoever was merged into it."""
    found: dict[str, None] = {}
    for row in rows:
        found |= dict.fromkeys(_of_name(row.name, row.name_initials, row.name_pinyin))
        for other in (row.former_name, row.nickname, row.printed_name):
            if other and other != row.name:
                found |= dict.fromkeys(_of_name(other, None, None))
        if row.doc_no:
            found[f"4{digits_of(row.doc_no)[-LAST:]}"] = None
        if row.birth_date:
            found[f"b{digits_of(row.birth_date)}"] = None
        found[f"#{row.number}"] = None
        if row.trade and plain(row.trade):
            found[f"c{plain(row.trade)}"] = None
    for phone in (*(row.phone for row in rows), *phones):
        if phone:
            found[f"t{digits_of(phone)[-LAST:]}"] = None
    if rows[0].village_id:
        found[village_piece(rows[0].village_id)] = None
    for number, kind, trade in certificates:
        for text in (number, workers.codes.label("certificate_kind", kind or ""), trade):
            if text:
                found[f"c{plain(text)}"] = None
    return found


def _in_tree(card: str) -> list[str]:
    """Return the pieces of a card that lie in the b-tree, too."""
    return [piece for piece in card.split("\n") if piece and piece[0] not in _ON_CARD_ONLY]


class _Facts:
    """What the cards of some people are made of, read in a few statements."""

    def __init__(self, store: Database, ids: Iterable[bytes]) -> None:
        self.rows: dict[bytes, _Row] = {}
        self.slots: dict[bytes, _Slot] = {}
        self.merged: dict[bytes, list[_Row]] = {}
        self.phones: dict[bytes, list[str]] = {}
        self.certificates: dict[bytes, list[tuple[str | None, ...]]] = {}
        self._read(store, list(ids))
        owners = {row.merged_into for row in self.rows.values() if row.merged_into is not None}
        owners |= {slot.owner_id for slot in self.slots.values() if slot.owner_id is not None}
        self._read(store, list(owners - self.rows.keys()))
        self.ids = self.rows.keys() | set(ids) | owners
        self._read_belongings(store)

    def _read(self, store: Database, ids: list[bytes]) -> None:
        """Read rows and slots of people, and the records that were merged into them."""
        columns, slot = ", ".join(_Row._fields), ", ".join(_Slot._fields)
        for some in people.chunks(ids):
            listed = people.marks(len(some))
            for found in store.stream(f"SELECT {columns} FROM worker WHERE id IN ({listed})", some):
                self.rows[found[0]] = _Row(*found)
            sql = f"SELECT {columns} FROM worker WHERE merged_into IN ({listed})"
            for found in store.stream(sql, some):
                self.merged.setdefault(found[1], []).append(_Row(*found))
            sql = f"SELECT {slot} FROM worker_slot WHERE worker_id IN ({listed})"
            for found in store.stream(sql, some):
                self.slots[found[0]] = _Slot(*found)

    def _read_belongings(self, store: Database) -> None:
        owner_of = {row.id: owner for owner, rows in self.merged.items() for row in rows}
        for some in people.chunks(self.rows.keys() | owner_of.keys()):
            listed = people.marks(len(some))
            sql = f"SELECT worker_id, phone FROM worker_phone WHERE worker_id IN ({listed})"
            for found in store.stream(sql, some):
                owner = owner_of.get(found[0], found[0])
                self.phones.setdefault(owner, []).append(found[1])
            sql = (
                "SELECT worker_id, certificate_no, kind, trade FROM certificate "
                f"WHERE worker_id IN ({listed}) ORDER BY rowid"
            )
            for found in store.stream(sql, some):
                owner = owner_of.get(found[0], found[0])
                self.certificates.setdefault(owner, []).append(found[1:])

    def card(self, worker_id: bytes) -> tuple[str, str]:
        """Return card and digits of a valid person."""
        rows = [self.rows[worker_id], *self.merged.get(worker_id, ())]
        phones = self.phones.get(worker_id, [])
        pieces = _pieces(rows, phones, self.certificates.get(worker_id, []))
        numbers = [digits_of(number) for row in rows for number in (row.doc_no, row.phone)]
        numbers += [digits_of(phone) for phone in phones]
        digits = " ".join(dict.fromkeys(number for number in numbers if number))
        return "\n" + "\n".join(pieces) + "\n", digits

    def wanted(self, worker_id: bytes) -> _Slot | None:
        """Return the slot somebody should have, numbered 0; None for who is no longer there."""
        row = self.rows.get(worker_id)
        if row is None:
            return None
        if row.merged_into is not None:
            return _Slot(worker_id, 0, row.merged_into, "", "")
        return _Slot(worker_id, 0, None, *self.card(worker_id))


def refresh(store: Database, worker_ids: Iterable[bytes]) -> None:
    """Bring the index up to date for these people, in the transaction that runs."""
    change = _Change(store)
    for some in people.chunks(dict.fromkeys(worker_ids), _CHUNK):
        facts = _Facts(store, some)
        for worker_id in sorted(facts.ids - change.done):
            change.put(facts.slots.get(worker_id), facts.wanted(worker_id))
        change.done |= facts.ids
        if change.is_long:
            change.write()
            change = _Change(store)
    change.write()


class _Change:
    """Pieces and slots that leave and come, written in bulk and in the order of the b-tree."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.done: set[bytes] = set()
        self.next = int(store.value("SELECT max(slot) FROM worker_slot") or 0) + 1
        self.gone: list[tuple[str, int]] = []
        self.come: list[tuple[str, int]] = []
        self.no_slots: list[tuple[int]] = []
        self.slots: list[_Slot] = []

    @property
    def is_long(self) -> bool:
        """Say whether enough has been gathered to be written."""
        return len(self.slots) + len(self.no_slots) > _RUN

    def put(self, before: _Slot | None, wanted: _Slot | None) -> None:
        """Set what is found of a person; where nothing differs nothing is written."""
        if before is not None:
            if wanted is not None and before[2:] == wanted[2:]:
                return
            self.no_slots.append((before.slot,))
            self.gone += [(piece, before.slot) for piece in _in_tree(before.card)]
        if wanted is None:
            return
        if before is not None:
            slot = before.slot
        else:
            slot, self.next = self.next, self.next + 1
        self.slots.append(_Slot(wanted[0], slot, *wanted[2:]))
        self.come += [(piece, slot) for piece in _in_tree(wanted.card)]

    def write(self) -> None:
        """Write all of it, sorted: neighbours in the b-tree are written together."""
        many, add_many = self.store.many, self.store.add_many
        self.gone.sort()
        self.come.sort()
        if self.no_slots:
            many("DELETE FROM worker_find WHERE piece = ? AND slot = ?", self.gone)
            many("DELETE FROM worker_digits WHERE rowid = ?", self.no_slots)
            many("DELETE FROM worker_slot WHERE slot = ?", self.no_slots)
        if self.slots:
            self.slots.sort(key=lambda one: one.slot)
            add_many("worker_slot", _Slot._fields, self.slots)
            add_many("worker_find", ("piece", "slot"), self.come)
            digits = ((one.slot, one.digits) for one in self.slots if one.digits)
            add_many("worker_digits", ("rowid", "digits"), digits)


def rebuild(store: Database) -> int:
    """Make the whole index anew from the rows it is derived from; return how many people it has."""
    with store.atomic():
        store.execute("INSERT INTO worker_digits (worker_digits) VALUES ('delete-all')")
        store.execute("DELETE FROM worker_find")
        store.execute("DELETE FROM worker_slot")
        ids = [bytes(found[0]) for found in store.stream("SELECT id FROM worker ORDER BY rowid")]
        refresh(store, ids)
    return len(ids)


def is_fresh(store: Database) -> bool:
    """Say whether every person has exactly the card that its rows give, and nobody else has one."""
    count = store.value("SELECT count(*) FROM worker_slot")
    if count != store.value("SELECT count(*) FROM worker"):
        return False
    ids = [bytes(found[0]) for found in store.stream("SELECT id FROM worker")]
    for some in people.chunks(ids, _CHUNK):
        facts = _Facts(store, some)
        for worker_id in some:
            slot, wanted = facts.slots.get(worker_id), facts.wanted(worker_id)
            if slot is None or wanted is None or slot[2:] != wanted[2:]:
                return False
    return True


def are_pieces_kept(store: Database) -> bool:
    """Say whether the b-tree holds exactly the pieces of all cards, and the trigrams their slots.

    Compared as counts and sums, so that memory does not grow with the county.
    """
    due, due_slots, found = _Sum(), _Sum(), _Sum()
    for slot, card, digits in store.stream("SELECT slot, card, digits FROM worker_slot"):
        for piece in _in_tree(card):
            due.add((piece, slot))
        if digits:
            due_slots.add(slot)
    for row in store.stream("SELECT piece, slot FROM worker_find"):
        found.add(row)
    slots = _Sum()
    for (slot,) in store.stream("SELECT id FROM worker_digits_docsize"):
        slots.add(slot)
    return (due, due_slots) == (found, slots)


@dataclasses.dataclass
class _Sum:
    """How many things there are, and the sum of their hashes."""

    count: int = 0
    total: int = 0

    def add(self, thing: object) -> None:
        """Count one more."""
        self.count += 1
        self.total += hash(thing)
