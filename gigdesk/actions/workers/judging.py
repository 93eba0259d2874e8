"""What is to be said of a whole person: between the fields, and against the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import money
from gigdesk.actions.workers import checking
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.checking import Checked

_LEAST_INCOME_FEN = 100 * money.YUAN_FEN
_SEX_SAID = {"1": "findings.id.says_male", "2": "findings.id.says_female"}


def judge(desk: Desk, found: Checked, whole: Mapping[str, Any], worker_id: bytes | None) -> None:
    """Add what is to be said of a whole person: age, days, insurance, telephone, place.

    `whole` is the person as it would stand, `worker_id` the record it stands in, if there is one.
    """
    today = desk.clock.today()
    if "name" in found.values and not found.values["name"]:
        checking.say_missing(found, "name")
    _age(desk, found, whole, today)
    _paper_days(found, whole, today)
    for name in workers.employment.BEGINNINGS & found.values.keys():
        found.say(name, workers.employment.remarks(name, found.values[name], today))
    for pair in workers.insured.twice(whole):
        if set(pair) & set(found.values):
            found.say(pair[1], [Finding("workers.finding.insured_twice", WARNING)])
    _village(desk, found)
    _shared_phone(desk, found, worker_id)
    _disability(found, whole)
    _against_number(found, whole)
    _wishes(found)
    _income(found)


def _age(desk: Desk, found: Checked, whole: Mapping[str, Any], today: datetime.date) -> None:
    birth = workers.dates.to_day(whole.get("birth_date"))
    if birth is None or "birth_date" not in found.values:
        return
    if birth > today:
        found.say("birth_date", [Finding("workers.finding.birth_to_come", ERROR)])
        return
    least = desk.rules().number("age.employable", today, desk.station.code)
    first = workers.ages.employable_from(birth, least).isoformat()
    if today.isoformat() < first:
        params = {"least": least, "age": workers.dates.age_on(birth, today), "day": first}
        found.say("birth_date", [Finding("workers.finding.under_age", WARNING, params)])


def _paper_days(found: Checked, whole: Mapping[str, Any], today: datetime.date) -> None:
    begins, ends = whole.get("doc_valid_from"), whole.get("doc_valid_to")
    if not {"doc_valid_from", "doc_valid_to"} & set(found.values) or not ends:
        return
    if workers.dates.ends_before(begins, ends):
        found.say("doc_valid_to", [Finding("workers.finding.ends_before", WARNING)])
    if workers.dates.has_ended(ends, today):
        params = {"day": ends}
        found.say("doc_valid_to", [Finding("workers.finding.doc_expired", WARNING, params)])


def _village(desk: Desk, found: Checked) -> None:
    village = found.values.get("village_id")
    known = rows.people.get_village(desk.store, village) if village is not None else None
    if village is not None and known is None:
        found.say("village_id", [Finding("workers.finding.no_village", ERROR)])
    elif known is not None and known["today"]:
        # Chosen before it was joined: remembered by the form, or in a draft.
        params = {"name": known["village"], "today": known["today"]}
        found.say("village_id", [Finding("workers.finding.village_joined", ERROR, params)])


def _shared_phone(desk: Desk, found: Checked, worker_id: bytes | None) -> None:
    phone = found.values.get("phone")
    if not phone:
        return
    own = rows.people.get(desk.store, worker_id) if worker_id is not None else None
    others = rows.people.count_with_phone(desk.store, phone) - (
        own is not None and own["phone"] == phone
    )
    most = desk.rules().number("phone.shared_by", desk.clock.today(), desk.station.code)
    if others + 1 > most:
        found.say("phone", [Finding("findings.phone.shared", WARNING, {"people": others + 1})])


def _disability(found: Checked, whole: Mapping[str, Any]) -> None:
    number = found.values.get("disability_no")
    if not number:
        return
    parts = workers.certificate.disability_parts(number)
    told = (whole.get("doc_no"), whole.get("disability_kind"), whole.get("disability_grade"))
    if parts is None:
        found.say("disability_no", [Finding("workers.finding.disability_shape", WARNING)])
    elif any(mine and mine != its for mine, its in zip(told, parts, strict=True)):
        found.say("disability_no", [Finding("workers.finding.disability_differs", WARNING)])


def _against_number(found: Checked, whole: Mapping[str, Any]) -> None:
    """Hold sex and birth that are corrected alone against the number that stays.

    Where the number is given as well this is said with it.
    """
    number = str(whole.get("doc_no") or "")
    by_card = whole.get("doc_kind") in {
        workers.identity.RESIDENT,
        workers.identity.RESIDENCE_PERMIT,
    }
    if "doc_no" in found.values or not (by_card and workers.identity.is_resident_number(number)):
        return
    stated, sex = workers.identity.sex_of(number), found.values.get("sex")
    if sex in _SEX_SAID and sex != stated:
        found.say("sex", [Finding(_SEX_SAID[stated], WARNING)])
    born, given = workers.identity.birth_date(number), found.values.get("birth_date")
    if born and given and not workers.dates.agree(born.isoformat(), given):
        params = {"stated": born.isoformat(), "given": given}
        found.say("birth_date", [Finding("workers.finding.birth_differs", WARNING, params)])


def _wishes(found: Checked) -> None:
    """Say where somebody wishes for more trades than the county's form has room for."""
    told = workers.codes.pieces(str(found.values.get("wanted_trades") or ""))
    if len(told) > workers.trades.MOST_WANTED:
        params = {"count": len(told), "most": workers.trades.MOST_WANTED}
        found.say("wanted_trades", [Finding("workers.finding.many_trades", WARNING, params)])


def _income(found: Checked) -> None:
    """Ask about an income of a year that was hardly meant in yuan: 3.5 for 35,000."""
    fen = found.values.get("annual_income_fen")
    if fen is None or not 0 < fen < _LEAST_INCOME_FEN:
        return
    times = money.TEN_THOUSAND_YUAN_FEN // money.YUAN_FEN
    params = {"taken": money.grouped(fen), "other": money.grouped(fen * times)}
    found.say("annual_income_fen", [Finding("workers.finding.income_unit", WARNING, params)])
