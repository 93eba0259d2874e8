"""Builds the sample county and does the main job over it, from roster to wages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.actions.workers import imports
from gigdesk.demo import choices, county, earlier, open_ends, premises, season
from gigdesk.demo.words import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Desk

DESK, PAPERS, ROSTERS = premises.DESK, premises.PAPERS, premises.ROSTERS


@dataclass(slots=True)
class Demo:
    """What was made: where, how to sign in, the counts, and every paper."""

    folder: Path
    desk: Path
    user: str = county.LOGIN
    password: str = county.PASSWORD
    counts: dict[str, Any] = field(default_factory=dict)
    imports: list[county.Imported] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)


def is_demo(desk: Path) -> bool:
    """Say whether the desk in this folder is a sample county's."""
    return (desk.parent / premises.MARK).exists()


def build(
    folder: Path,
    *,
    people: int = 2000,
    seed: int = 7,
    tell: Callable[[str], None] = lambda _: None,
) -> Demo:
    """Build everything from the seed; `tell` hears the key of each step as it begins.

    Raises errors.Refused where the folder holds something that no demo made, and errors.Busy while
    the desk of an earlier demo is open.
    """
    premises.clear(folder)
    dice = random.Random(seed)
    made = Demo(folder, folder / DESK)
    tell("demo.step.desk")
    desk, code = county.found_station(made.desk)
    try:
        made.papers.append(office.papers.recovery_sheet(desk, code, folder / PAPERS))
        _fill(desk, dice, people, made, tell)
        _write_papers(desk, made, tell)
        tell("demo.step.verify")
        report = office.safety.verify(desk)
        made.counts["sound"] = report.sound
        made.counts["ops"] = report.ops
        backup = folder / PAPERS / "backup.gdbak"
        office.safety.back_up(desk, backup)
        made.papers.append(backup)
        office.safety.back_up_now(desk)
    finally:
        desk.close()
    premises.seal(folder)
    return made


def _fill(
    desk: Desk, dice: random.Random, people: int, made: Demo, tell: Callable[[str], None]
) -> None:
    """Fill the desk: places, people, papers, orders, classes, batches, days."""
    county.settle(desk)
    tell("demo.step.rosters")
    _, made.imports = county.populate(desk, dice, people, made.folder / ROSTERS)
    ids = workers.search.ids(desk)
    tell("demo.step.papers")
    county.give_papers(desk, dice, ids)
    tell("demo.step.season")
    order_ids = season.take_orders(desk, dice)
    season.hold_classes(desk, dice, ids)
    done = season.send_batches(desk, order_ids, made.folder / PAPERS)
    tell("demo.step.days")
    days = season.enter_days(desk, dice, done, made.folder / ROSTERS)
    open_ends.leave(desk, dice, ids)
    choices.make(desk, done.batches[-1], ids)
    earlier.send(desk, done.orders[len(done.batches) - 1], made.folder / PAPERS)
    made.papers += done.papers
    made.counts.update(
        people=len(workers.search.ids(desk)),
        orders=len(done.orders),
        batches=len(done.batches),
        days=sum(one.days for one in days),
        unmatched=sum(len(one.unmatched) for one in days),
    )


def _write_papers(desk: Desk, made: Demo, tell: Callable[[str], None]) -> None:
    """Write the workbooks and papers of the main job."""
    tell("demo.step.workbooks")
    out = made.folder / PAPERS
    _, found = dispatch.list_batches(desk, states=("sent",))
    for batch in found:
        name = f"B{batch['number']}"
        for paper in dispatch.PAPERS:
            for form in ("xlsx", "pdf"):
                file = out / f"{paper}-{name}.{form}"
                made.papers.append(dispatch.make_paper(desk, batch["id"], paper, file).path)
        insurance = dispatch.insurance(desk, batch["id"], out / f"insurance-{name}.xlsx")
        month = attendance.export_month(desk, batch["id"], out / f"attendance-{name}.xlsx")
        wages = attendance.wages(desk, batch["id"], out / f"wages-{name}.xlsx")
        made.papers += [insurance.path, month.path, wages.path]
        made.counts["wages_fen"] = wages.total_fen
    for layout in ("ledger", "staff"):
        file = out / f"people-{layout}.xlsx"
        workers.papers.export(
            desk,
            file,
            layout=layout,
            full=True,
            recipient=desk.station.name,
            reason=words()["export_reason"],
        )
        made.papers.append(file)
    messy = made.imports[-1]
    back = imports.return_rows(desk, messy.number, out / "returned-rows.xlsx")
    made.counts["returned_rows"] = back.rows
    made.papers.append(back.file)
