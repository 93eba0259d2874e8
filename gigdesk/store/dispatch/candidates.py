"""What the rules look at in people who are proposed or judged, read in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from gigdesk.domain import dispatch, office, workers
from gigdesk.store import validity
from gigdesk.store.dispatch.members import chunks, merged_into, rows_of, stays_of
from gigdesk.store.joined import PERSON

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.dispatch.eligibility import CertificateFact, WorkerFacts
    from gigdesk.store.database import Database

_Fact = TypeVar("_Fact")


def facts(
    store: Database,
    people: Sequence[bytes],
    *,
    batch_id: bytes | None,
    employer_id: bytes,
    first_day: datetime.date,
    today: datetime.date,
    purposes: Sequence[str],
) -> dict[bytes, WorkerFacts]:
    """Return what the rules look at for each of these people; unknown ids are left out.

    Wishes and consents are those that hold on the first working day; consents are given by
    `today`, as batches are also recorded after the fact.
    """
    stays = stays_of(store, people, today=today, skip_batch=batch_id)
    owner = rows_of(store, people)
    every = list(owner)
    certificates = _by_person(_certificates(store, every), owner)
    trained = _by_person(_trained(store, every), owner)
    agreed = {owner[each] for each in _consented(store, every, (first_day, today), purposes)}
    wishes = _by_person(_wishes(store, every, first_day), owner)
    papers = {owner[each]: paper for each, paper in contract_facts(store, every, batch_id).items()}
    went = _by_person(_went_before(store, every, employer_id), owner)
    found: dict[bytes, WorkerFacts] = {}
    for marks, part in chunks(people):
        for row in store.query(
            "SELECT w.id, w.number, w.name, w.state, w.birth_date, w.sex, w.doc_no, "
            "w.doc_valid_to, w.phone, w.emergency_phone, w.trade, w.merged_into, "
            "d.name AS village, d.latitude_e6, d.longitude_e6 "
            "FROM worker w LEFT JOIN division d ON d.id = w.village_id "
            f"WHERE w.id IN ({marks})",
            part,
        ):
            person = row["id"]
            merged = row.pop("merged_into") is not None
            spot = office.spots.of_row(row.pop("latitude_e6"), row.pop("longitude_e6"))
            filled: dict[str, Any] = {
                name: "" if value is None else value for name, value in row.items()
            }
            away = stays.get(person, [])
            wished = wishes.get(person, ())
            last_away = max((one.end.isoformat() for one in away), default="")
            found[person] = dispatch.eligibility.WorkerFacts(
                **(filled | {"state": "merged" if merged else row["state"]}),
                certificates=tuple(certificates.get(person, ())),
                trained=tuple(trained.get(person, ())),
                consented=person in agreed,
                wanted_trades="\n".join(trades for trades, _ in wished if trades),
                waiting_since=max(last_away, min((since for _, since in wished), default="")),
                **papers.get(person, {}),
                busy=tuple(away),
                times_with_employer=sum(went.get(person, ())),
                last_away=last_away,
                spot=spot,
            )
    return found


def _by_person(
    found: Mapping[bytes, Sequence[_Fact]], owner: Mapping[bytes, bytes]
) -> dict[bytes, list[_Fact]]:
    """Return facts by the person they belong to today, whichever merged row they hang on."""
    told: dict[bytes, list[_Fact]] = {}
    for each, some in found.items():
        told.setdefault(owner[each], []).extend(some)
    return told


def _certificates(store: Database, people: Sequence[bytes]) -> dict[bytes, list[CertificateFact]]:
    found: dict[bytes, list[CertificateFact]] = {}
    for marks, part in chunks(people):
        for worker_id, kind, *more in store.stream(
            "SELECT worker_id, kind, trade, valid_to, issued_on FROM certificate "
            f"WHERE state = 'active' AND worker_id IN ({marks})",
            part,
        ):
            told = (each or "" for each in more)
            one = dispatch.eligibility.CertificateFact(kind, *told)
            found.setdefault(worker_id, []).append(one)
    return found


def _trained(store: Database, people: Sequence[bytes]) -> dict[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for marks, part in chunks(people):
        for worker_id, trade in store.stream(
            "SELECT n.worker_id, k.trade FROM enrolment n JOIN training_class k "
            "ON k.id = n.class_id WHERE n.state = 'completed' AND k.trade IS NOT NULL "
            f"AND n.worker_id IN ({marks})",
            part,
        ):
            found.setdefault(worker_id, []).append(trade)
    return found


def without_consent(
    store: Database, people: Sequence[bytes], *, day: datetime.date, purposes: Sequence[str]
) -> set[bytes]:
    """Return those of these records whose person agreed to none of the purposes by that day.

    A consent counts whichever record it hangs on of a person whose records were joined.
    """
    alive = {each: each for each in people} | merged_into(store, people)
    owner = rows_of(store, list(alive.values()))
    agreed = {owner[each] for each in _consented(store, list(owner), (day, day), purposes)}
    return {each for each, person in alive.items() if person not in agreed}


def took_back(
    store: Database, people: Sequence[bytes], purposes: Sequence[str], *, day: datetime.date
) -> set[bytes]:
    """Return those of these records whose person took a consent for one of the purposes back.

    Whoever has agreed anew by that day is not among them.
    """
    silent = without_consent(store, people, day=day, purposes=purposes)
    alive = {each: each for each in silent} | merged_into(store, list(silent))
    owner = rows_of(store, list(alive.values()))
    found: set[bytes] = set()
    asked = ", ".join("?" * len(purposes))
    for marks, part in chunks(owner):
        found.update(
            owner[row[0]]
            for row in store.stream(
                f"SELECT c.worker_id FROM consent c WHERE c.worker_id IN ({marks}) "
                f"AND c.withdrawn_on IS NOT NULL AND c.purpose IN ({asked})",
                (*part, *purposes),
            )
        )
    return {each for each, person in alive.items() if person in found}


def _consented(
    store: Database,
    people: Sequence[bytes],
    days: tuple[datetime.date, datetime.date],
    purposes: Sequence[str],
) -> set[bytes]:
    """Return who agreed to one of these purposes: in force on the first day, given by the other."""
    found: set[bytes] = set()
    in_force = validity.consent_in_force("c", "asked.day", today="asked.today")
    for marks, part in chunks(people):
        rows = store.stream(
            "WITH asked(day, today) AS (SELECT ?, ?) SELECT c.worker_id FROM asked, consent c "
            f"WHERE c.worker_id IN ({marks}) AND {in_force} "
            f"AND c.purpose IN ({', '.join('?' * len(purposes))})",
            (*(day.isoformat() for day in days), *part, *purposes),
        )
        found.update(row[0] for row in rows)
    return found


def _wishes(
    store: Database, people: Sequence[bytes], day: datetime.date
) -> dict[bytes, list[tuple[str, str]]]:
    """Return the trades people wish for on a day, by their open wishes, and since when each."""
    found: dict[bytes, list[tuple[str, str]]] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            "WITH asked(day) AS (SELECT ?) SELECT i.worker_id, coalesce(i.trades, ''), "
            "i.registered_on FROM asked, intention i "
            f"WHERE i.worker_id IN ({marks}) AND {validity.wish_open('i', 'asked.day')}",
            (day.isoformat(), *part),
        )
        for worker_id, trades, since in rows:
            found.setdefault(worker_id, []).append((trades, since))
    return found


def contract_facts(
    store: Database, people: Sequence[bytes], batch_id: bytes | None
) -> dict[bytes, dict[str, Any]]:
    """Return by person state and days of the newest contract for this batch that is not void."""
    found: dict[bytes, dict[str, Any]] = {}
    for marks, part in chunks(people):
        for row in store.query(
            "SELECT worker_id, state AS contract_state, from_day AS contract_from, "
            "coalesce(to_day, '') AS contract_to FROM contract "
            f"WHERE batch_id = ? AND state <> 'void' AND worker_id IN ({marks}) ORDER BY number",
            (batch_id, *part),
        ):
            found[row.pop("worker_id")] = row
    return found


def _went_before(
    store: Database, people: Sequence[bytes], employer_id: bytes
) -> dict[bytes, list[int]]:
    """Return how many times each person came back from this employer at the planned time."""
    found: dict[bytes, list[int]] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            "SELECT m.worker_id, count(*) FROM batch_member m JOIN batch b ON b.id = m.batch_id "
            "JOIN job_order o ON o.id = b.order_id WHERE o.employer_id = ? "
            f"AND b.state = 'returned' AND m.state = 'listed' AND m.worker_id IN ({marks}) "
            "GROUP BY m.worker_id",
            (employer_id, *part),
        )
        found.update({row[0]: [row[1]] for row in rows})
    return found


def match_exact(
    store: Database, *, doc_no: str = "", name: str = "", phone: str = "", most: int
) -> list[bytes]:
    """Return the living rows that a pasted line can mean: by number, else by name and telephone.

    Without a telephone the name alone is compared; merged people stand for whom they became. Of
    more than `most` namesakes one more is returned.
    """
    if doc_no:
        sql = f"SELECT DISTINCT {PERSON} FROM worker w WHERE w.doc_no = ?"
        params: list[str | int] = [doc_no]
    elif name and phone:
        sql = (
            "SELECT w.id FROM worker w WHERE w.merged_into IS NULL AND w.name = ? "
            "AND (w.phone = ? OR EXISTS (SELECT 1 FROM worker_phone p "
            "WHERE p.worker_id = w.id AND p.phone = ?)) LIMIT ?"
        )
        params = [workers.names.normalise(name), phone, phone, most + 1]
    else:
        sql = "SELECT w.id FROM worker w WHERE w.merged_into IS NULL AND w.name = ? LIMIT ?"
        params = [workers.names.normalise(name), most + 1]
    return [row[0] for row in store.stream(sql, params)]
