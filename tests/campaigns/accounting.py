"""Holds every row of a file against what became of it: its class, and every value both ways."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.store import workers as rows
from tests.campaigns.corpus import source

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers import imports
    from tests.campaigns.corpus.make import Case
    from tests.campaigns.corpus.model import Expected

    Due = Callable[[Expected], str]


@dataclass
class Findings:
    """What the campaign found: expected against actual class of every row, and violations."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    rows: int = 0
    values: int = 0

    def blame(self, case: Case, what: str) -> None:
        """Note a violation."""
        self.wrong.append(f"{case.path.name}: {what}")


def people_of(case: Case) -> list[Expected]:
    """Return the rows of a file that are people."""
    return [want for listed in case.expected.values() for want in listed if want.reason is None]


def account(desk: Desk, case: Case, taken: imports.Taken, found: Findings, due: Due) -> None:
    """Hold every row of the file against what became of it in one import; `due` says its class."""
    became = rows_of(desk, taken.number)
    if len(became) != taken.rows:
        found.blame(case, f"{taken.rows} rows, {len(became)} accounted for")
    classes = Counter(row["outcome"] for row in became.values())
    told = {kind: many for kind, many in taken.counts.items() if many}
    if classes != told:
        found.blame(case, f"the import tells {told}, its rows are {dict(classes)}")
    due_skips: Counter[str] = Counter()
    for sheet, listed in case.expected.items():
        for want in listed:
            row = became.pop((sheet, want.row, want.block), None)
            if want.reason is not None:
                due_skips[want.reason] += 1
                if row is not None:
                    found.table[f"skip {want.reason}", row["outcome"]] += 1
                    found.blame(case, f"row {want.row}: {want.reason} taken as a person")
                continue
            judge(desk, case, want, row, found=found, due=due(want))
    for key in became:
        found.blame(case, f"row {key} is of no line of the file")
    for reason in sorted(due_skips.keys() | taken.skipped.keys()):
        wanted, came = due_skips[reason], taken.skipped.get(reason, 0)
        # Blank rows at the end of a sheet are no rows of the file for every reader.
        if wanted != came and reason != "blank":
            found.blame(case, f"{reason}: due {wanted}, came {came}")
        found.table[f"skip {reason}", f"skip {reason}"] += min(wanted, came)


def rows_of(desk: Desk, number: int) -> dict[tuple[str, int, int], dict[str, Any]]:
    """Return the rows of an import by sheet, row and block."""
    intake = rows.intakes.get_by_number(desk.store, number)
    assert intake is not None
    found = rows.intakes.rows_of(desk.store, intake["id"])
    return {(row["sheet"], row["row"], row["block"]): row for row in found}


def judge(
    desk: Desk,
    case: Case,
    want: Expected,
    row: dict[str, Any] | None,
    *,
    found: Findings,
    due: str,
) -> None:
    """Judge one person's row: its class, and its values."""
    found.rows += 1
    came = row["outcome"] if row else "lost"
    found.table[due, came] += 1
    if came != due:
        found.blame(case, f"row {want.row}: due {due}, came {came} {want.fields}")
    if row is None:
        return
    if row["worker_id"] is None:
        _compare(case, want, read_of(desk, row), found, waits=True)
        return
    if source.due_class(want) != "new":
        # By itself the row makes nobody: its person came with the corrected one.
        want = want.cured()
    kept = kept_of(desk, row["worker_id"])
    _compare(case, want, kept, found, waits=False)
    _title_is_told(case, want, kept, row, found)
    phones = [
        one["phone"]
        for one in desk.store.query(
            "SELECT phone FROM worker_phone WHERE worker_id = ?", (row["worker_id"],)
        )
    ]
    figures = sorted("".join(filter(str.isdecimal, one)) for one in phones)
    if figures != source.further_phones(want):
        found.blame(case, f"row {want.row}: further telephones {figures} of {want.fields}")


def kept_of(desk: Desk, worker_id: bytes) -> dict[str, Any]:
    """Return what is stored of a person, without empty columns; the village by its name."""
    person = rows.people.get(desk.store, worker_id)
    assert person is not None
    return _named(desk, {k: v for k, v in person.items() if v is not None and k not in source.OWN})


def read_of(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    """Return what was read of a row that waits."""
    read: dict[str, Any] = json.loads(row["fields"] or "{}").get("fields", {})
    if "village_id" in read:
        read["village_id"] = bytes.fromhex(read["village_id"])
    return _named(desk, read)


def _named(desk: Desk, kept: dict[str, Any]) -> dict[str, Any]:
    village_id = kept.pop("village_id", None)
    if village_id is None:
        return kept
    division = desk.store.get("division", village_id)
    return {**kept, "village": division["name"] if division else "nowhere"}


def _compare(
    case: Case, want: Expected, kept: dict[str, Any], found: Findings, *, waits: bool
) -> None:
    """See that what is stored is what is due: nothing made up, nothing lost, nothing changed.

    Of a row that waits the printed name and the birth in a damaged number may stand there, too,
    and its village is written when it is settled.
    """
    due = source.values(want)
    if waits:
        name, number = (want.fields.get(one, ("", ""))[0] for one in ("name", "doc_no"))
        due = {**due, "printed_name": name} if "printed_name" in kept else due
        birth = kept.get("birth_date")
        if birth and "birth_date" not in due and str(birth).replace("-", "") == number[6:14]:
            due = {**due, "birth_date": birth}
        for one in ("village", "address", "notes"):
            if one not in kept:
                due.pop(one, None)
    elif source.is_told_by_title(want):
        due = {**due, **{k: kept[k] for k in ("address", "village") if kept.get(k) == want.village}}
    found.values += len(kept)
    for name in sorted(due.keys() | kept.keys()):
        stored, wanted = kept.get(name), due.get(name)
        if not source.same(name, stored, wanted):
            found.blame(
                case, f"row {want.row}: {name} is {stored!r}, due {wanted!r} of {want.fields}"
            )


def _title_is_told(
    case: Case, want: Expected, kept: dict[str, Any], row: dict[str, Any], found: Findings
) -> None:
    """See that a village of a title is not lost where it does not say which one it is.

    Like that of a column it must be kept as the address, or a remark must tell of it.
    """
    if not source.is_told_by_title(want) or want.village in kept.values():
        return
    codes = [code for code, *_ in json.loads(row["reasons"] or "[]")]
    if not any(code.startswith("intake.finding.village") for code in codes):
        found.blame(case, f"row {want.row}: the title's village {want.village} is lost, unsaid")
