"""The employer's roster of staff that the law asks for (职工名册)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("name", 10),
    Place("sex", 6, choices="sex"),
    Place("doc_no", 21),
    Place("hukou_address", 28, wrap=True, left=True),
    Place("address", 28, wrap=True, left=True),
    Place("phone", 14),
    Place("employment_form", 16, wrap=True),
    Place("employed_since", 13, Kind.DATE),
    Place("contract_term", 24, wrap=True),
)
KEYS = tuple(place.key for place in _PLACES)


def layout(*, employer: str = "", filled_by: str = "", filled_on: str = "") -> SheetLayout:
    """Return the layout: the items of 劳动合同法实施条例 article 8, Chinese in both languages."""
    return SheetLayout(
        name=i18n.text("sheets.staff_list.tab"),
        title=i18n.text("sheets.staff_list.title"),
        columns=words.columns("staff_list", _PLACES),
        head=(
            Line(
                (
                    i18n.text("sheets.staff_list.employer", value=employer),
                    i18n.text("sheets.staff_list.filled_on", value=filled_on),
                )
            ),
        ),
        foot=(
            Line(
                (
                    i18n.text("sheets.staff_list.filled_by", value=filled_by),
                    i18n.text("sheets.staff_list.seal"),
                ),
                height=28,
            ),
        ),
        freeze_columns=2,
        row_height=24,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records, words instead of codes; `contract_term` is text such as a period.

    Where there is a contract, it says how somebody is employed and since when (`contract_kind`,
    `contract_from`), whatever was told of work elsewhere.
    """
    return words.rows(layout(), map(_by_contract, records))


def _by_contract(record: Mapping[str, Any]) -> Mapping[str, Any]:
    if not record.get("contract_kind"):
        return record
    told = {"employment_form": record["contract_kind"], "employed_since": record["contract_from"]}
    return {**record, **told}
