"""The register of contracts, and who works without one, as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_REGISTER = (
    Place("sequence", 6, Kind.INT),
    Place("contract_no", 24),
    Place("kind", 20, wrap=True),
    Place("worker_name", 12),
    Place("employer_name", 28, wrap=True, left=True),
    Place("from_day", 13, Kind.DATE),
    Place("to_day", 13, Kind.DATE),
    Place("state", 10),
    Place("signed_on", 13, Kind.DATE),
    Place("signed_how", 10),
    Place("scan", 10),
    Place("copy_on", 13, Kind.DATE),
    Place("ended_on", 13, Kind.DATE),
    Place("end_reason", 24, wrap=True, left=True),
    Place("renews", 24),
    Place("template", 24, wrap=True),
    Place("file_sha256", 30, wrap=True),
)
_WITHOUT = (
    Place("sequence", 6, Kind.INT),
    Place("worker_name", 12),
    Place("phone", 15),
    Place("employer_name", 28, wrap=True, left=True),
    Place("order_number", 8, Kind.INT),
    Place("batch_number", 8, Kind.INT),
    Place("first_day", 13, Kind.DATE),
    Place("days", 12, Kind.INT),
    Place("urgency", 14),
    Place("state", 10),
)
_URGENCY = {
    "green": "sheets.contract_list.green",
    "amber": "sheets.contract_list.amber",
    "red": "sheets.contract_list.red",
}
_CODES = {
    "kind": "forms.kind.",
    "state": "dispatch.contract_state.",
    "signed_how": "dispatch.signed_how.",
}


def register(*, unit: str, filled_on: str) -> SheetLayout:
    """Return the layout of the register."""
    return _layout("sheets.contract_list.title", _REGISTER, unit, ("sheets.filled_on", filled_on))


def without(*, unit: str, day: str) -> SheetLayout:
    """Return the layout of the list of a day."""
    return _layout("sheets.contract_list.without", _WITHOUT, unit, ("sheets.contract_list.on", day))


def _layout(
    title: str, places: tuple[Place, ...], unit: str, dated: tuple[str, str]
) -> SheetLayout:
    return SheetLayout(
        name=i18n.text(title),
        title=i18n.text(title),
        columns=words.columns("contract_list", places),
        head=(Line((words.labelled("sheets.unit", unit), words.labelled(*dated))),),
        freeze_columns=2,
        filtered=True,
        row_height=22,
    )


def register_rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the contracts with words instead of codes."""
    return words.rows(frame, map(_contract, records))


def without_rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the people with how urgent it is in words."""
    told = (
        {
            **one,
            "worker_name": one["name"],
            "urgency": i18n.text(_URGENCY[one["colour"]]),
            "state": _said("state", one["contract_state"] or "none"),
        }
        for one in records
    )
    return words.rows(frame, told)


def _contract(one: Mapping[str, Any]) -> dict[str, Any]:
    ended = [_code("dispatch.end_code.", one["end_code"]), one["end_reason"]]
    return {
        **one,
        **{name: _said(name, one[name]) for name in _CODES},
        "scan": i18n.text("sheets.contract_list.kept") if one["scan_sha256"] else "",
        "end_reason": " ".join(str(each) for each in ended if each),
        "template": i18n.text(
            "sheets.contract_list.version",
            name=one["template_name"],
            version=one["template_version"],
        ),
    }


def _said(name: str, code: object) -> str:
    return _code(_CODES[name], code)


def _code(start: str, code: object) -> str:
    """Return the words of a code; one that a newer program wrote stays as it is."""
    key = f"{start}{code}"
    return (i18n.text(key) if i18n.has(key) else str(code)) if code else ""
