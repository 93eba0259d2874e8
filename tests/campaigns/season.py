"""A season by commands alone: 300 people from 40 villages go to a cotton base and come home.

    python -m tests.campaigns.season [--short] [--people N] [--villages N] [--seed N] [--keep DIR]

Every step is a command of its own process, as a script of the station runs it (of this one in the
short run), and the desk's clock stands on the day on which the step is due: the order at D-60, the
lists of the villages at D-20, contracts at D-10, seats at D-1, twenty days on site, the way home.
After each step its figures are held against those of the lists; what does not add up, and
a history that does not prove itself, ends it with 1.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.campaigns.seasonal import away, covering, lists
from tests.campaigns.seasonal.station import LOGIN, PASSWORD, Station, Wrong, must, must_hold

if TYPE_CHECKING:
    from gigdesk.demo.people import Person

DEPART = datetime.date(2026, 9, 1)
SEASON_DAYS = 75
WORKED_DAYS = 20
SEATS = 51
NO_SHOWS = 4  # of 300
ORDER = {
    "--age-min": "18",
    "--age-max": "60",
    "--age-reason": "采棉站立弯腰时间长",
    "--content": "人工采棉",
    "--employment-form": "service",
    "--hours": "8",
    "--days-per-week": "6",
    "--pay-cycle": "month",
    "--pay-within": "15",
    "--pay-method": "bank",
    "--meals": "free",
    "--lodging": "free",
    "--transport-payer": "employer",
    "--insurance": "accident",
    "--insurance-payer": "employer",
    "--hazards": "none",
    "--protection": "草帽、手套、防暑药品",
}


@dataclass
class Season:
    """What is on its way: the station, its villages, and the numbers people say."""

    station: Station
    villages: list[lists.Village]
    folder: Path
    needed: int
    dice: random.Random
    order: int = 0
    batch: int = 0
    surplus: list[str] = field(default_factory=list)
    gone: int = 0

    @property
    def everybody(self) -> list[Person]:
        """Return everybody on any list, village by village."""
        return [one for village in self.villages for one in village.people]

    def listed(self) -> list[dict[str, Any]]:
        """Return the list of the batch as the desk has it now."""
        found: list[dict[str, Any]] = self.station.run("dispatch", "show", self.batch)["members"]
        return found


def take_order(season: Season) -> None:
    """D-60: the cotton base asks for people."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=60))
    employer = run("employers", "add", "--name", "沙湾县绿源棉业合作社", "--address", "沙湾县")
    last = DEPART + datetime.timedelta(days=SEASON_DAYS)
    given = [word for pair in ORDER.items() for word in pair]
    taken = run(
        *("orders", "add", "--employer", employer["number"], "--trade", "采棉工"),
        *("--people", season.needed, "--from", DEPART, "--to", last, "--place", "新疆沙湾县"),
        *("--pay", "piece:2.2", "--pay-unit", "千克", *given),
    )
    season.order = taken["number"]
    early = run("orders", "state", season.order, "recruiting", code=3)
    must(early["error"]["code"], "orders.error.not_reviewed", "an order that nobody reviewed")
    points = ("no_deposit", "no_papers_kept", "no_worker_fee", "pay_in_band")
    run("orders", "confirm", season.order, *points, "--note", "到基地看过，工价随行就市")
    run("orders", "state", season.order, "recruiting")


def gather_lists(season: Season) -> None:
    """D-20: the lists of the villages are taken in; every row is accounted for."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=20))
    new = open_rows = 0
    for at, village in enumerate(season.villages):
        path = season.folder / f"{at + 1:02}{village.name}.xlsx"
        lists.write_roster(path, village)
        told = run("workers", "import", path)
        must(told["rows"], len(village.people), f"rows of {path.name}")
        parts = ("new", "updated", "unchanged", "undecided", "rejected")
        must(sum(told[name] for name in parts), told["rows"], f"classes of {path.name}")
        must(told["new"], len(village.people) - len(village.without_number), f"new in {path.name}")
        new, open_rows = new + told["new"], open_rows + told["undecided"] + told["rejected"]
    missing = [one for village in season.villages for one in village.without_number]
    must(open_rows, len(missing), "rows without a number that wait")
    print(f"D-20  {len(season.villages)} lists: {new} people, {open_rows} wait for a number")
    for village in season.villages:
        for one in village.without_number:
            run(
                *("workers", "add", "--name", one.name, "--docno", one.doc_no),
                *("--phone", one.phone, "--village", village.name),
            )


def fill(season: Season) -> None:
    """D-20: a batch is planned and the lists are put on it, until the order is full."""
    run = season.station.run
    made = run("dispatch", "new", season.order, "--depart", DEPART)
    season.batch = made["number"]
    matched = listed = 0
    for at, village in enumerate(season.villages):
        path = season.folder / f"{at + 1:02}{village.name}.txt"
        lists.write_chain(path, village)
        told = run("dispatch", "paste", season.batch, path)
        must(told["matched"] + len(told["open"]), len(village.people), f"lines of {path.name}")
        must(told["open"], [], f"open lines of {path.name}")
        must(told["done"], told["matched"], f"people of {path.name} put on the list")
        matched, listed = matched + told["matched"], listed + told["done"]
    must(len(season.listed()), listed, "people on the list")
    print(f"D-20  {matched} names matched, {listed} on the list for {season.needed} places")
    season.surplus = [each["name"] for each in season.listed()][season.needed :]
    numbers = [f"W{each['worker_number']}" for each in season.listed()][season.needed :]
    run("dispatch", "remove", season.batch, *numbers, "--reason", "名额已满")
    must(len(season.listed()), season.needed, "people on the list after the surplus stayed")


def sign_papers(season: Season) -> None:
    """D-10: consents, contracts for everybody in one print file, signed."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=10))
    told = run("dispatch", "consent", season.batch, "--all")
    must((told["done"], told["as_before"]), (season.needed, 0), "consents")
    made = run("dispatch", "contracts", season.batch, season.folder / "contracts.pdf")
    must((made["contracts"], made["problems"]), (season.needed, []), "contracts")
    must(run("dispatch", "sign", season.batch, "--all")["done"], season.needed, "signatures")
    numbers = [each["contract_no"] for each in season.listed()]
    must(len(set(numbers)), season.needed, "numbers of contracts, none twice")
    insured = covering.insure(run, season.batch)
    must(insured, [season.needed, season.needed, 0], "people who agreed, are insured, are not")
    print(f"D-10  {made['contracts']} contracts on {made['pages']} pages, all signed")


def seat(season: Season) -> None:
    """D-4: as many coaches as it needs, everybody seated by the way, groups with a leader."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=4))
    places = SEATS - 1
    coaches = -(-season.needed // places)
    for at in range(coaches):
        run(
            *("dispatch", "vehicle", season.batch, "--seats", SEATS, "--plate", f"湘M{at:05}"),
            *("--driver-name", "周师傅", "--driver-phone", f"1992{at:07}"),
        )
    stops = [word for village in season.villages for word in ("--stop", village.name)]
    told = run("dispatch", "seats", season.batch, *stops)
    must((told["seated"], told["unseated"]), (season.needed, []), "people with a seat")
    must_hold(max(each["seated"] for each in told["vehicles"]) <= places, "nobody over the seats")
    taken = {(each["vehicle_number"], each["seat"]) for each in season.listed()}
    must(len(taken), season.needed, "seats, nobody on another's")
    groups = run("dispatch", "groups", season.batch)["groups"]
    must(sum(each["people"] for each in groups), season.needed, "people in groups")
    must_hold(all(each["leader"] and each["people"] <= 25 for each in groups), "leaders")
    print(f"D-4   {coaches} coaches, {len(groups)} groups")


def drop_out(season: Season) -> None:
    """D-3: one in ten stays at home; who waited takes their place, seat and group, and papers."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=3))
    before = {each["name"]: each for each in season.listed()}
    gone = season.dice.sample(list(before), season.needed // 10)
    pairs = list(zip(gone, season.surplus, strict=False))
    path = season.folder / "换人.txt"
    path.write_text("\n".join(f"{out} → {new}" for out, new in pairs), encoding="utf-8")
    told = run("dispatch", "replace", season.batch, "--list", path, "--reason", "临时有事")
    must((told["done"], told["refused"]), (len(pairs), 0), "people replaced")
    after = {each["name"]: each for each in season.listed()}
    must(len(after), season.needed, "people on the list after the replacements")
    for out, new in pairs:
        must_hold(out not in after, f"{out} is off the list")
        for name in ("position", "group_name", "vehicle_number", "seat"):
            must(after[new][name], before[out][name], f"{name} of {new}, who came for {out}")
    due = {row["name"] for row in run("dispatch", "reissues", season.batch)["reissues"]}
    must(due, {new for _, new in pairs}, "people for whom papers are due")
    run("dispatch", "consent", season.batch, "--all")
    run("dispatch", "contracts", season.batch, season.folder / "contracts-2.pdf")
    newcomers = [f"W{after[new]['worker_number']}" for _, new in pairs]
    must(run("dispatch", "sign", season.batch, *newcomers)["done"], len(pairs), "signatures")
    states = {each["contract_state"] for each in season.listed()}
    must(states, {"signed"}, "contracts after the replacements")
    next_list = {"version": 2, "before": 1, "count": season.needed}
    next_list |= {"added": 0, "removed": 0, "replaced": len(pairs), "changed": 0}
    told = covering.insure_newcomers(run, season.batch)
    must(told, next_list | {"as_told": 1, "uncovered": 0}, "the second list for the insurer")
    print(f"D-3   {len(pairs)} replaced, seats and groups kept, their papers made anew")


def print_papers(season: Season) -> None:
    """D-1: every paper of the batch, on paper and as a workbook."""
    run = season.station.run
    season.station.on(DEPART - datetime.timedelta(days=1))
    for ending in ("xlsx", "pdf"):
        for layout in ("coach", "employer", "filing"):
            out = season.folder / f"{layout}.{ending}"
            told = run("dispatch", "roster", season.batch, out, "--layout", layout)
            must(told["rows"], season.needed, f"people of {out.name}")
        for name in ("cards", "vehicle-sheet", "meals", "promise"):
            run("dispatch", name, season.batch, season.folder / f"{name}.{ending}")
    signed = run("dispatch", "promised", season.batch, "--all", "--seen-by", "李站长")
    must(signed["done"], season.needed, "promise sheets signed")
    told = run("dispatch", "insurance", season.batch, season.folder / "insurance.xlsx")
    must((told["rows"], told["without_consent"]), (season.needed, []), "people insured")


def leave(season: Season) -> None:
    """D0: all board but four in three hundred; the coaches are counted, and the batch leaves."""
    run = season.station.run
    season.station.on(DEPART, hour=5)
    listed = season.listed()
    absent = season.dice.sample(listed, max(1, season.needed * NO_SHOWS // 300))
    away.board(run, season.batch, listed, absent, season.folder)
    numbers = [f"W{each['worker_number']}" for each in absent]
    run("dispatch", "remove", season.batch, *numbers, "--reason", "没来上车")
    season.gone = len(absent)
    must_hold(run("dispatch", "send", season.batch)["sent"], "departure")
    must(len(season.listed()), season.needed - season.gone, "people on the way")
    print(f"D0    {season.needed - season.gone} on the way, {season.gone} did not come")


def work(season: Season) -> None:
    """Twenty days on site, kept in three ways; every day is there once."""
    run = season.station.run
    listed = season.listed()
    away.arrive(run, season.batch, listed)
    season.station.on(DEPART + datetime.timedelta(days=WORKED_DAYS), hour=20)
    worked = away.keep_days(
        run, season.batch, listed, season.folder, first=DEPART, days=WORKED_DAYS
    )
    out = season.folder / "考勤表.xlsx"
    run("attendance", "export", season.batch, out, "--month", f"{DEPART:%Y-%m}")
    hours = run("attendance", "hours", "--batch", season.batch, "--month", f"{DEPART:%Y-%m}")
    must(sum(each["days"] for each in hours["people"]), worked, "days of everybody")
    run("attendance", "confirm", season.batch, f"{DEPART:%Y-%m}", "--by", "基地李会计")
    print(f"D+20  {worked} days of {len(listed)} people")


def come_home(season: Season) -> None:
    """The batch is back, and nobody is on site any more."""
    season.station.on(DEPART + datetime.timedelta(days=SEASON_DAYS))
    must_hold(season.station.run("dispatch", "return", season.batch)["returned"], "return")
    listed = season.station.run("dispatch", "list")["batches"]
    must([each["state"] for each in listed], ["returned"], "the batch")


STEPS = (
    take_order,
    gather_lists,
    fill,
    sign_papers,
    seat,
    drop_out,
    print_papers,
    leave,
    work,
    come_home,
)


def main() -> int:
    """Play the season and print each step; 1 where something does not add up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--villages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    needed, count = (30, 4) if asked.short else (asked.people, asked.villages)
    dice = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="season-") as scratch:
        place = asked.keep or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        os.environ |= {"GIGDESK_CONFIG": str(place / "config"), "GIGDESK_PASSWORD": PASSWORD}
        station = Station(place / "desk", inside=asked.short)
        season = Season(station, lists.gather(dice, needed, count, DEPART), place, needed, dice)
        try:
            play(season)
        except Wrong as wrong:
            print("WRONG:", wrong)
            return 1
    print(
        f"{station.commands} commands in {station.spent_ms / 1000:.0f} s, the longest "
        f"({station.longest[1]}) {station.longest[0] / 1000:.1f} s; every figure adds up"
    )
    return 0


def play(season: Season) -> None:
    """Do one step after the other."""
    run = season.station.run
    run("init", "--station", "430602101", "--name", "青山镇劳务输出站", "--admin", LOGIN)
    for step in STEPS:
        step(season)
    must_hold(run("verify")["sound"], "the history proves itself")


if __name__ == "__main__":
    sys.exit(main())
