"""One typed value read as its field asks, with every remark: a reader for each kind of field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors, money
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.workers.checking import Checked

Field = workers.worker.Field


def _text(found: Checked, known: Field, value: Any) -> str:
    text = str(value)
    if len(text) > known.max_length:
        params = {"length": len(text), "longest": known.max_length}
        found.say(known.name, [Finding("workers.finding.too_long", ERROR, params)])
    found.say(known.name, workers.texts.doubts(known.name, text))
    return text


def _name(found: Checked, known: Field, value: Any) -> str:
    read_as = workers.names.read(str(value))
    found.say(known.name, read_as.findings)
    return read_as.name


def _phone(found: Checked, known: Field, value: Any) -> str:
    read_as = workers.phones.read(str(value))
    found.say(known.name, read_as.findings)
    left = any(one.code in workers.phones.NOT_READ for one in read_as.findings)
    if known.name == "phone":
        found.telephones = read_as.numbers
    elif read_as.numbers:
        left = left or len(read_as.numbers) > 1 or bool(read_as.numbers[0].note)
    if left and read_as.numbers:
        found.unread[known.name] = str(value)
    return read_as.first or str(value)


def _account(found: Checked, known: Field, value: Any) -> str:
    read_as = workers.accounts.typed(str(value))
    found.say(known.name, read_as.findings)
    return read_as.number


def _date(found: Checked, known: Field, value: Any) -> str | None:
    """Read a date; a text without a value is an error here, because a person sits at the form."""
    read_as = workers.dates.read(str(value))
    endless = read_as.precision == "long_term" and known.name not in workers.worker.ENDLESS
    if endless or read_as.precision == "open":
        params = {"text": str(value)}
        found.say(known.name, [Finding("findings.date.unreadable", ERROR, params)])
        return None
    if read_as.value is None and read_as.findings:
        found.say(known.name, [replace(one, level=ERROR) for one in read_as.findings])
    else:
        found.say(known.name, read_as.findings)
    return read_as.value


def _code(found: Checked, known: Field, value: Any) -> str:
    code_set, text = known.code_set or "", str(value)
    code = workers.codes.read_code(code_set, text)
    if code is not None:
        return code
    if code_set not in workers.codes.OPEN_SETS:
        found.say(known.name, [Finding("workers.finding.code_unknown", WARNING, {"text": text})])
    return _text(found, known, text)


def _codes(found: Checked, known: Field, value: Any) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    read_as, rest = workers.codes.read_codes(known.code_set or "", text)
    if rest:
        params = {"text": ", ".join(rest)}
        found.say(known.name, [Finding("workers.finding.code_unknown", WARNING, params)])
    return ",".join((*read_as, *rest))


def _money(found: Checked, known: Field, value: Any) -> int | None:
    try:
        fen = value if isinstance(value, int) else money.parse(str(value))
    except errors.Invalid as failure:
        found.say(known.name, [Finding(failure.code, ERROR, failure.params)])
        return None
    if fen < 0:
        found.say(known.name, [Finding("workers.finding.below_nothing", ERROR)])
    return fen


def _division(found: Checked, known: Field, value: Any) -> str | None:
    """Read a division code; other words are an error here, because a person sits at the form."""
    code, findings = workers.divisions.read_code(str(value), known.name)
    found.say(known.name, [one if code else replace(one, level=ERROR) for one in findings])
    return code


def _ref(_found: Checked, _known: Field, value: Any) -> bytes:
    return bytes.fromhex(value) if isinstance(value, str) else bytes(value)


def _flag(found: Checked, known: Field, value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else _code(found, known, value)


READERS: dict[str, Callable[[Checked, Field, Any], Any]] = {
    "text": _text,
    "name": _name,
    "phone": _phone,
    "account": _account,
    "date": _date,
    "code": _code,
    "codes": _codes,
    "money": _money,
    "bool": _flag,
    "division": _division,
    "ref": _ref,
}
"""By the kind of a field: what reads its value and says what is in doubt."""
