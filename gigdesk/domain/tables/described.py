"""The table spec as a page to read: what each table holds and how each column lives."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gigdesk.domain.tables.shape import Kind
from gigdesk.domain.tables.spec import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.domain.tables.shape import Column, Table

SAYS = {
    "sync_state": "What this file says of itself: desk, epoch, clock, the ends of its history.",
    "op": "The history: one line for each row that an act wrote, with what was before and after.",
    "seal": "One line for each transaction, with the hash that chains it to the one before.",
    "dirty": "The rows that an act has touched, until the search index has them.",
    "counter": "The next number of each kind of record that people call by a number.",
    "draft": "Forms filled in half-way, kept through a power cut.",
    "original": "The files that lists were imported from, byte by byte.",
    "content": "Photos and scans of papers, byte by byte; rows name them by their SHA-256.",
    "station": "The service centre: its name and division code stand on every paper.",
    "staff": "Who works at the desk, and in which role.",
    "division": "Counties, towns and villages, with their aliases and initials.",
    "rule": "Numbers of laws and local policy, each with the day from which it holds.",
    "holiday": "Statutory holidays, days off and working days in exchange.",
    "saved_filter": "Filters of the list of people that were kept under a name.",
    "act": "What somebody did, as one step that can be named and taken back.",
    "household": "Families that live and are counted together.",
    "worker": "The registry of rural workers: one row for each person and number.",
    "worker_phone": "Further telephones of a person, and whose they are.",
    "worker_category": "Categories of need, each with its evidence and its days.",
    "employment": "Periods of work and of being without, one after the other.",
    "certificate": "Certificates, with level, term and review.",
    "intention": "What work somebody wants, and until when that is taken to hold.",
    "consent": "What somebody agreed to, how, and when it was withdrawn.",
    "worker_alias": "Numbers and names by which a person was known before.",
    "not_double": "Pairs of people of whom somebody said that they are two.",
    "intake": "One import of a list: which file, when, and what became of it.",
    "column_map": "Which column of a source means which field, as somebody chose it.",
    "word_map": "Which code a word of a list means, as somebody chose it.",
    "employer": "Partner employers, with licences and flags.",
    "job_order": "Orders for people: work, days, terms, pay and protection.",
    "employer_record": "What happened with an employer: complaints, unpaid wages, visits.",
    "order_review": "Points of the review of an order that somebody confirmed, and by what facts.",
    "pay_band": "What is usually paid, by trade, region and kind of pay, each from a day on.",
    "training_class": "Training classes, ordinary and for an order.",
    "enrolment": "Who takes part in a class, and the result.",
    "batch": "A departure: which order, which days, who leads.",
    "crew": "A group of a batch, led by one of its people.",
    "vehicle": "A coach of a batch, with its legal seats, driver and papers.",
    "batch_member": "Who is on the list of a batch, and what became of it.",
    "lot_draw": "Draws of lots for a batch: the seed, who took part and who was drawn.",
    "loan": "Workers whom one employer lends to another for some days, with the agreement.",
    "reserve_pool": "Pools of people who stand ready for a trade when many are wanted at once.",
    "reserve_member": "Who is in a pool, and when they said so last.",
    "reserve_call": "Calls to people of a pool: what they said; a correction is a further row.",
    "contract_template": "Templates of contracts; a change is a new version.",
    "contract": "Contracts made for a person and a batch, with the bytes they were made from.",
    "insurance_product": "Insurance products: whom they take, from when, what they cost.",
    "insurance_list": "Versions of a batch's list for an insurer: sent when and how, receipt.",
    "insurance_row": "Who stood on a version of such a list, and what it changed.",
    "cover_decision": "That the head lets somebody leave without cover, and why.",
    "departure_tick": "Steps before a departure that only a person can tell to be done.",
    "sign_in": "Who got into which coach, or did not and why; who arrived.",
    "head_count": "How many were counted in a coach, beside how many had signed in.",
    "advance": "Money handed to somebody before the wage; a correction is a further row.",
    "work_day": "What somebody worked on a day; a correction is a further row.",
    "weighing": "What was weighed of somebody in the morning or evening of a day.",
    "day_confirmation": "The employer's confirmation of a month of days.",
    "intake_row": "The rows of imports: their cells, class, reasons and what became of them.",
    "worker_slot": "The search card of each person.",
    "worker_find": "The pieces of names, numbers and villages that a search looks up.",
    "weigh_total": "The weighing that counts for each part of a day, kept from the facts.",
    "day_total": "Sums of days per person and month, kept from the facts.",
}
"""What each table holds, in a sentence."""

_HEAD = """# The tables

Made from the table spec in this folder by `python -m installer.tables`; the same spec gives the
store its tables, its capture triggers and the lists of columns. A test fails where this page is
stale.

Kinds: **registry** rows change, and every change of a column is in the history; **fact** rows are
written once and corrected by further rows; **document** rows are written once; **local** tables
never leave the desk and are not captured. Scope: rows go to their own **station** or to every desk
of the **county**. Merge: **lww** lets the later edit stand, **surface** puts both values before a
person. Privacy: **G** general, **P** personal, **I** identifying (masked by default), **S**
sensitive. Every table but the local ones begins with `id`, 16 bytes.
"""


def page() -> str:
    """Return the whole page as Markdown, rooms in the order in which tables are made."""
    return "\n".join(itertools.chain(_HEAD.splitlines(), *map(_table, TABLES))) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    yield SAYS[table.name]
    yield ""
    yield " · ".join(_traits(table))
    yield ""
    yield "| column | type | filled | default | merge | privacy | refers to |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for column in table.columns:
        yield f"| {' | '.join(_cells(table, column))} |"


def _traits(table: Table) -> Iterator[str]:
    yield f"room {table.room}"
    yield f"kind {table.kind.value}"
    if table.kind is not Kind.LOCAL:
        yield f"scope {table.scope}"
    if table.key is not None:
        yield f"key {table.key}"
    if table.deletable:
        yield "mistaken rows may go"
    if table.kept_as is not None:
        yield f"an undone row stays as `{table.kept_as}`"
    for columns in table.unique:
        yield f"unique ({', '.join(columns)})"


def _cells(table: Table, column: Column) -> tuple[str, ...]:
    merges = column.merge if table.kind is Kind.REGISTRY else ""
    default = "" if column.default is None else f"`{column.default}`"
    filled = "always" if column.required else ""
    refers = column.refers or ""
    return column.name, column.storage, filled, default, merges, column.privacy, refers
