"""Search as you type over 1,000,000 people: GigDesk, a scan with LIKE, and tantivy.

Run `python -m tests.bench.search [--quick] [--people N] [--seed N] [--rounds N] [--gate]`. The
desk's file is encrypted; the scan reads a narrow table of a plain SQLite file, tantivy an index in
the clear. All answer the same words, drawn anew from the seed: hand in another seed for a run
that nobody tuned on. Times are CPU milliseconds for the first 50 ids, warm; candidates take turns
word by word, the order is reversed every second round, and hits are counted in the same run.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy

from gigdesk import stamps
from gigdesk.domain import workers
from gigdesk.store import migrations, oplog
from gigdesk.store import workers as rows
from gigdesk.store.database import Database
from tests.bench import rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 50
WORST_MS = 50.0
TODAY = datetime.date(2026, 9, 1)
WORDS_PER_KIND = 12
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘"
    "袁蔡蒋余于杜叶程魏苏吕丁任沈单解查区"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春香国建文辉志永金"
    "凤海燕小云龙飞雪琴德胜福贵生荣大山"
)
PLACES = "青白红龙凤石竹松梅桃李杨柳泉溪湖河江山岭坪塘坝湾洲"
REGIONS = ("430602", "432927", "431127", "511623", "522401", "610424")
Person = dict[str, Any]


def people(number: int, seed: int, villages: list[bytes]) -> Iterator[Person]:
    """Yield made-up people, the same for the same seed."""
    chance = random.Random(seed)
    first = datetime.date(1945, 1, 1).toordinal()
    for count in range(1, number + 1):
        birth = datetime.date.fromordinal(first + chance.randrange(24_000))
        body = f"{chance.choice(REGIONS)}{birth:%Y%m%d}{chance.randrange(1, 999):03d}"
        name = chance.choice(SURNAMES) + "".join(
            chance.choice(GIVEN) for _ in range(1 + (chance.random() < 0.8))
        )
        yield {
            "number": count,
            "name": name,
            "doc_no": body + workers.identity.check_character(body),
            "birth_date": birth.isoformat(),
            "phone": f"1{chance.choice('35789')}{chance.randrange(10**9):09d}",
            "village_id": chance.choice(villages),
        }


def make_desk(path: Path, key: bytes, number: int, seed: int) -> tuple[Database, list[str]]:
    """Make the encrypted file with its index; return it and the names of the villages."""
    store, clock, chance = Database(path, key), stamps.Clock(), random.Random(seed + 1)
    migrations.migrate(store)
    station, names = clock.new_id(), list[str]()
    villages: list[bytes] = []
    town: bytes | None = None
    with store.atomic():
        oplog.start(store, desk_id=clock.new_id())
        store.execute("UPDATE sync_state SET applying = 1")
        store.add("station", {"id": station, "code": "430602101", "name": "站"})
        for count in range(max(4, number // 1_000)):
            end = "镇" if count % 9 == 0 else "村"
            name = "".join(chance.choice(PLACES) for _ in range(2)) + end
            made = clock.new_id()
            row = {"id": made, "name": name, "level": "town" if end == "镇" else "village"}
            row["initials"] = " ".join(workers.names.initials(name))
            store.add("division", {**row, "parent_id": town if end == "村" else None})
            if end == "镇":
                town = made
            else:
                villages.append(made)
                names.append(name)
        columns = ("id", "station_id", "number", "name", "doc_no", "birth_date", "phone")
        rows.people.add_many(
            store,
            (
                {"id": clock.new_id(), "station_id": station, **one}
                for one in people(number, seed, villages)
            ),
            columns=(*columns, "village_id"),
        )
        store.execute("DELETE FROM dirty")
    started = time.process_time()
    rows.find.rebuild(store)
    print(f"index built in {time.process_time() - started:.1f} s CPU")
    return store, names


def make_floor(path: Path, store: Database) -> sqlite3.Connection:
    """Make the narrow table that a plain scan reads."""
    link = sqlite3.connect(path)
    link.execute(
        "CREATE TABLE p (id BLOB, name TEXT, letters TEXT, numbers TEXT, place TEXT, "
        "number INTEGER)"
    )
    found = store.stream(
        "SELECT w.id, w.name, s.card, s.digits, d.name || ' ' || d.initials, w.number "
        "FROM worker w JOIN worker_slot s ON s.worker_id = w.id "
        "JOIN division d ON d.id = w.village_id"
    )
    link.executemany(
        "INSERT INTO p VALUES (?, ?, ?, ?, ?, ?)",
        ((row[0], row[1], letters_of(row[2]), *row[3:]) for row in found),
    )
    link.commit()
    return link


def letters_of(card: str) -> str:
    """Return pinyin and initials of a card, for the peers that hold them as text."""
    return " ".join(line[1:] for line in card.split("\n") if line[:1] in ("i", "p"))


def words(store: Database, villages: list[str], seed: int) -> dict[str, list[str]]:
    """Return words by kind, cut out of people drawn from the file."""
    chance, found = random.Random(seed + 2), defaultdict(list)
    most = int(store.value("SELECT max(number) FROM worker"))
    for _ in range(WORDS_PER_KIND):
        row = store.query(
            "SELECT * FROM worker WHERE number = ?", (chance.randrange(1, most + 1),)
        )[0]
        name, doc, phone = row["name"], row["doc_no"], row["phone"]
        spoken = workers.names.full_pinyin(name)
        letters = chance.choice(row["name_initials"].split())
        at, cut = chance.randrange(1, 12), chance.randrange(1, 7)
        for kind, word in (
            ("name", name),
            ("surname", name[0]),
            ("given name", name[1:]),
            ("last sign", name[-1]),
            ("initials", letters),
            ("one letter", letters[0]),
            ("two letters", letters[-2:]),
            ("pinyin", spoken),
            ("half pinyin", spoken[: len(spoken) // 2 + 1]),
            ("last four", doc[-4:]),
            ("birth", doc[6:14]),
            ("birth year", doc[6:10]),
            ("paper", doc),
            ("region", doc[:6]),
            ("region and year", doc[:10]),
            ("3 inside", doc[at : at + 3]),
            ("4 inside", doc[at : at + 4]),
            ("6 inside", doc[at : at + 6]),
            ("9 inside", doc[4:13]),
            ("two digits", doc[:2]),
            ("phone", phone),
            ("phone start", phone[:4]),
            ("phone inside", phone[cut : cut + 5]),
            ("phone end", phone[-4:]),
            ("number", f"w{row['number']}"),
            ("village", chance.choice(villages)[:2]),
            ("nobody", doc[::-1][:9]),
            ("village letters", "".join(workers.names.initials(chance.choice(villages))[0])),
            ("name, last four", f"{name[0]} {doc[-4:]}"),
            ("letters, village", f"{letters} {chance.choice(villages)}"),
            ("two common", f"{name[0]} {name[-1]}"),
        ):
            found[kind].append(word)
    return dict(found)


def like(link: sqlite3.Connection) -> Any:
    """Return the floor: one scan with LIKE over the columns the words could stand in."""

    def search(text: str) -> list[bytes]:
        tests, params = [], []
        for word in text.split():
            tests.append("(name LIKE ? OR letters LIKE ? OR numbers LIKE ? OR place LIKE ?)")
            params += [f"%{word}%"] * 4
        sql = f"SELECT id FROM p WHERE {' AND '.join(tests)} LIMIT {LIMIT}"
        return [row[0] for row in link.execute(sql, params)]

    return search


def peer(folder: Path, link: sqlite3.Connection) -> Any:
    """Return the peer: n-grams of one to four signs in an index in the clear."""
    builder = tantivy.SchemaBuilder()
    builder.add_bytes_field("id", stored=True)
    builder.add_text_field("all", tokenizer_name="grams", index_option="basic")
    index = tantivy.Index(builder.build(), path=str(folder))
    grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 4)).build()
    index.register_tokenizer("grams", grams)
    writer = index.writer(heap_size=500_000_000)
    for row in link.execute(
        "SELECT id, name || ' ' || letters || ' ' || numbers || ' ' || place FROM p"
    ):
        writer.add_document(tantivy.Document(id=row[0], all=row[1]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[bytes]:
        parts = [
            (tantivy.Occur.Must, tantivy.Query.term_query(index.schema, "all", gram))
            for word in text.split()
            for gram in {word[at : at + 4] for at in range(max(1, len(word) - 3))}
        ]
        hits = searcher.search(tantivy.Query.boolean_query(parts), LIMIT, count=False).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return search


def measure(
    candidates: dict[str, Any], asked: dict[str, list[str]], rounds: int
) -> dict[str, dict[str, list[float]]]:
    """Return CPU milliseconds by candidate and kind; the scan sees each word once only."""
    found: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in candidates}
    for number in range(rounds):
        order = list(candidates) if number % 2 == 0 else list(candidates)[::-1]
        for kind, some in asked.items():
            for word in some:
                for name in order:
                    if name == "like" and number:
                        continue
                    started = time.process_time_ns()
                    candidates[name](word)
                    found[name][kind].append((time.process_time_ns() - started) / 1e6)
    return found


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def report(found: dict[str, dict[str, list[float]]]) -> tuple[float, float]:
    """Print the table; return the worst kind's median and the p95 ratio to tantivy."""
    names = list(found)
    line = "{:18}" + "{:>12}" * len(names)
    print(line.format("median, ms CPU", *names))
    for kind in found["gigdesk"]:
        shown = [f"{statistics.median(found[name][kind]):.2f}" for name in names]
        print(line.format(kind, *shown))
    everything = {name: [ms for some in found[name].values() for ms in some] for name in names}
    for share in (0.5, 0.95, 0.99):
        shown = [f"{percentile(everything[name], share):.2f}" for name in names]
        print(line.format(f"all, p{share * 100:.0f}", *shown))
    worst = max(statistics.median(some) for some in found["gigdesk"].values())
    ratio = percentile(everything["gigdesk"], 0.95) / percentile(everything["tantivy"], 0.95)
    return worst, ratio


COMPARED = (
    *("name", "surname", "last sign", "4 inside", "6 inside", "9 inside", "phone inside"),
    *("phone end", "last four", "paper", "nobody", "name, last four", "two common"),
)
"""Kinds of words that stand in names and numbers alone, which a scan counts as well."""


def compare_hits(store: Database, link: sqlite3.Connection, asked: dict[str, list[str]]) -> int:
    """Return for how many words of names and numbers the desk counts other hits than the scan.

    Signs that villages have are left out: the desk finds who lives there, too.
    """
    everybody, compared, wrong = rows.filters.where(None, TODAY), 0, 0
    for kind in COMPARED:
        for words_typed in asked[kind]:
            if set(words_typed) & set(PLACES):
                continue
            tests, params = [], list[str]()
            for word in words_typed.split():
                column = "numbers" if word.isascii() else "name"
                tests.append(f"({column} LIKE ? OR number = ?)")
                params += (f"%{word}%", word)
            scan = f"SELECT count(*) FROM p WHERE {' AND '.join(tests)}"
            expected = link.execute(scan, params).fetchone()[0]
            told = rows.seek.count(store, words_typed, everybody)
            listed = len(rows.seek.search(store, words_typed, everybody, limit=LIMIT))
            compared += 1
            if told != expected or listed != min(expected, LIMIT):
                wrong += 1
                print(f"{kind} {words_typed!r}: {told} hits, {listed} listed, not {expected}")
    print(f"{compared} words compared with the scan")
    return wrong


def main() -> int:
    """Print the tables; with `--gate` answer 1 where a target times 1.3 is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help="20,000 people, two rounds")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.people, chosen.rounds = 20_000, 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, villages = make_desk(folder / "desk.db", os.urandom(32), chosen.people, chosen.seed)
        link = make_floor(folder / "floor.db", store)
        asked = words(store, villages, chosen.seed)
        everybody = rows.filters.where(None, TODAY)
        candidates = {
            "gigdesk": lambda text: rows.seek.search(store, text, everybody, limit=LIMIT),
            "like": like(link),
        }
        candidates["tantivy"] = peer(folder, link)
        for some in asked.values():
            candidates["gigdesk"](some[0])
        found = measure(candidates, asked, chosen.rounds)
        worst, ratio = report(found)
        wrong = compare_hits(store, link, asked)
        store.close()
    told = f"worst kind {worst:.1f} ms (at most {WORST_MS:.0f})"
    print(f"{told}, p95 / tantivy {ratio:.2f} (at most 1.0), {wrong} counts differ")
    if wrong:
        return 1
    good = worst <= WORST_MS * rounds.TOLERANCE and ratio <= rounds.TOLERANCE
    return rounds.answer(good=good, gate=chosen.gate)


if __name__ == "__main__":
    sys.exit(main())
