"""Values of a person as forms give them, made into what the store keeps, with every remark."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import typed
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping


BIRTH_FOLLOWS, SEX_FOLLOWS = "workers.finding.birth_follows", "workers.finding.sex_follows"
WORK_ENDED = "workers.finding.work_ended"
FOLLOWS = (BIRTH_FOLLOWS, SEX_FOLLOWS, WORK_ENDED)
AGAINST_NUMBER = frozenset(
    {"findings.id.says_male", "findings.id.says_female", "workers.finding.birth_differs"}
)
"""Warnings that are confirmed with a reason only: the person is another than the card says."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding on one field; `code` is the whole key of its words, `params` fill its gaps."""

    field: str
    finding: Finding

    @property
    def code(self) -> str:
        """Return the key of the words."""
        return self.finding.code

    @property
    def level(self) -> str:
        """Return E for what cannot stand, W for what may be confirmed, I for what to know."""
        return self.finding.level

    @property
    def params(self) -> Mapping[str, object]:
        """Return what fills the gaps of the words."""
        return self.finding.params


class InvalidFields(errors.Invalid):
    """Values cannot stand in their fields; `remarks` has them all, `field` is the first."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        """Keep all remarks that are errors."""
        self.remarks = tuple(remarks)
        first = self.remarks[0]
        # A finding of a roster names its field itself.
        said = {name: value for name, value in first.params.items() if name != "field"}
        super().__init__(first.code, first.field, **said)


class Unconfirmed(errors.Refused):
    """There are warnings that nobody confirmed; `remarks` has them."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        """Keep all remarks that wait for a person to confirm them."""
        self.remarks = tuple(remarks)
        super().__init__("workers.error.confirm", count=len(self.remarks))


@dataclass(slots=True)
class Checked:
    """Values as the store keeps them, remarks, what was derived, and all telephones told.

    `unread` are telephone fields, with their words, of which the number kept is only a part.
    """

    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    derived: dict[str, Any] = field(default_factory=dict)
    telephones: tuple[workers.phones.Phone, ...] = ()
    unread: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, findings: Iterable[Finding]) -> None:
        """Note findings on one field."""
        self.remarks += [Remark(name, one) for one in findings]

    def of_level(self, level: str) -> list[Remark]:
        """Return the remarks of one level."""
        return [one for one in self.remarks if one.level == level]

    def require(self, confirmed: frozenset[str]) -> None:
        """Raise InvalidFields for errors, Unconfirmed for warnings that are not in `confirmed`."""
        wrong = self.of_level(ERROR)
        if wrong:
            raise InvalidFields(wrong)
        open_ones = [one for one in self.of_level(WARNING) if one.code not in confirmed]
        if open_ones:
            raise Unconfirmed(open_ones)


def _clean(value: Any) -> Any:
    """Return a value without blanks around it; an empty one is None."""
    if isinstance(value, str):
        value = unicodedata.normalize("NFC", value).strip()
    return None if value in ("", (), []) else value


def read(values: Mapping[str, Any], *, today: datetime.date) -> Checked:
    """Return the values of a form as the store keeps them; unknown names raise errors.Bug."""
    found = Checked()
    given = {name: _clean(value) for name, value in values.items()}
    unknown = set(given) - set(workers.worker.BY_NAME) - {"state", "source_note"}
    if unknown:
        raise errors.Bug("workers.error.bug_field", fields=sorted(unknown))
    for name, value in given.items():
        if name in {"doc_no", "doc_kind", "state"}:
            continue
        known = workers.worker.BY_NAME[name]
        if say_masked(found, name, value):
            continue
        found.values[name] = (
            None if value is None else typed.READERS[known.kind](found, known, value)
        )
    if "doc_no" in given or "doc_kind" in given:
        _document(found, given, today)
    if "name" in found.values and "printed_name" not in given:
        _printed(found, given)
    return found


def say_masked(found: Checked, name: str, value: Any) -> bool:
    """Note a number as lists show it, with asterisks: it would take the place of the number."""
    is_masked = workers.masking.is_masked(name, value)
    if is_masked:
        found.say(name, [Finding("workers.finding.masked", ERROR, {"text": str(value)})])
    return is_masked


def _document(found: Checked, given: Mapping[str, Any], today: datetime.date) -> None:
    """Read the number of the paper first of all, because sex and birth follow from it."""
    kind, number = given.get("doc_kind"), given.get("doc_no") or ""
    if kind is not None:
        kind = workers.codes.read_code("doc_kind", str(kind)) or str(kind)
    read_as = workers.identity.check(
        str(number), today=today, kind=kind, sex=found.values.get("sex")
    )
    found.say("doc_no", read_as.findings)
    found.values["doc_no"] = read_as.number or None
    found.values["doc_kind"] = read_as.kind
    if read_as.suggestion:
        found.derived["doc_no"] = read_as.suggestion
    if not read_as.ok:
        return
    if read_as.birth is not None:
        found.derived["birth_date"] = read_as.birth.isoformat()
    if read_as.sex is not None:
        found.derived["sex"] = read_as.sex
    for name in ("birth_date", "sex"):
        if name in found.derived and found.values.get(name) is None:
            found.values[name] = found.derived[name]
    stated, birth = found.derived.get("birth_date"), found.values.get("birth_date")
    if stated and birth and not workers.dates.agree(stated, birth):
        params = {"stated": stated, "given": birth}
        found.say("birth_date", [Finding("workers.finding.birth_differs", WARNING, params)])


def keep_unread(found: Checked, notes: object) -> None:
    """Keep telephones that were read in part as they were written, behind the remarks `notes`."""
    for name, text in found.unread.items():
        remark = workers.worker.BY_NAME[name].header + workers.worker.UNREAD + text
        found.values["notes"] = notes = workers.remarks.added(notes, remark)


def following(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    """Return what came from a number that is replaced and now follows the new one.

    By field the code of what is said of it; a value that was given stays the one given.
    """
    old = before["doc_no"] or ""
    new = workers.identity.compact(str(given["doc_no"] or ""))
    if new == old or not workers.identity.is_resident_number(old):
        return {}
    birth, found = workers.identity.birth_date(old), {}
    if birth is not None and before["birth_date"] == birth.isoformat():
        found["birth_date"] = BIRTH_FOLLOWS
    if before["sex"] == workers.identity.sex_of(old):
        found["sex"] = SEX_FOLLOWS
    return {name: code for name, code in found.items() if name not in given}


def say_following(found: Checked, before: Mapping[str, Any], follows: Mapping[str, str]) -> None:
    """Note what changes because it follows the new number; nobody typed it."""
    for name, code in follows.items():
        value = found.values.get(name)
        if value not in {None, before[name]}:
            found.say(name, [Finding(code, WARNING, {"before": before[name], "after": value})])


def say_name_image(found: Checked, before: Mapping[str, Any]) -> None:
    """Note that a picture of the earlier name stays and is printed beside another one."""
    if before["name_image_sha256"] and found.values.get("name", before["name"]) != before["name"]:
        found.say("name", [Finding("workers.finding.name_image_stays", WARNING)])


def empty(found: Checked, names: Iterable[str]) -> None:
    """Empty what told only of work that ends, and note it; nobody typed it."""
    for name in names:
        found.values[name] = None
        found.say(name, [Finding(WORK_ENDED, WARNING)])


def _printed(found: Checked, given: Mapping[str, Any]) -> None:
    """Keep the form in which a name was written where it is not the one that is stored."""
    written = workers.names.read(str(given["name"] or "")).printed
    found.values["printed_name"] = written if written != found.values["name"] else None
    if not written:
        found.values.pop("printed_name")


# what must be there


def require_known(found: Checked) -> None:
    """Note what a new person must have and was not given at all."""
    for name in ("name", "doc_no"):
        if name not in found.values:
            say_missing(found, name)


def require_reason(found: Checked, reason: str) -> None:
    """Raise errors.Invalid where sex or birth go against the number and nobody says why."""
    told = {one.code for one in found.of_level(WARNING)}
    if not reason.strip() and not told.isdisjoint(AGAINST_NUMBER):
        raise errors.Invalid("workers.error.reason_needed", "reason")


def say_missing(found: Checked, name: str) -> None:
    """Note that a name or number is not there, unless more is said of it already."""
    code = {"name": "findings.name.missing", "doc_no": "findings.id.missing"}[name]
    if not any(one.field == name and one.level == ERROR for one in found.remarks):
        found.say(name, [Finding(code, ERROR)])
