"""The county's personal ledger of 50 columns (domain: registration of rural workers)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INSURED = (
    "insured_employee_pension",
    "insured_resident_pension",
    "insured_rural_pension",
    "insured_employee_medical",
    "insured_resident_medical",
    "insured_unemployment",
    "insured_work_injury",
    "insured_rural_medical",
)
_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("village_code", 15),
    Place("county", 10),
    Place("town", 11),
    Place("village", 12, wrap=True),
    Place("name", 9),
    Place("doc_no", 21),
    Place("job_card_no", 19),
    Place("sex", 6, choices="sex"),
    Place("age", 6, Kind.INT),
    Place("birth_date", 12, Kind.DATE),
    Place("ethnic", 8),
    Place("political", 10),
    Place("education", 11, choices="education"),
    Place("hukou_kind", 10, choices="hukou_kind"),
    Place("marital", 8),
    Place("phone", 13),
    Place("skilled_training", 9, choices="yes_no"),
    Place("training_kind", 11),
    Place("training_project", 13),
    Place("has_national_certificate", 11, choices="yes_no"),
    Place("certificate_level", 10),
    Place("services_received", 14, wrap=True),
    Place("employer_name", 20, wrap=True, left=True),
    Place("trade", 11),
    Place("industry", 10, choices="industry"),
    Place("employed_since", 12, Kind.DATE),
    Place("employment_place", 10, choices="employment_place"),
    Place("employment_province", 10),
    Place("annual_income", 10, Kind.NUMBER),
    Place("employment_form", 11, choices="employment_form"),
    Place("person_kind", 11),
    Place("unemployed_since", 12, Kind.DATE),
    Place("unemployed_reason", 13, wrap=True),
    Place("hardship", 12, wrap=True),
    Place("wanted_trades", 13, wrap=True),
    Place("wanted_industry", 10, choices="industry"),
    Place("wanted_income", 12),
    Place("wanted_region", 11),
    Place("wanted_form", 11, choices="employment_form"),
    Place("service_needs", 14, wrap=True),
    Place("training_wish", 12, choices="training_wish"),
    *(Place(key, 9, choices="insured") for key in _INSURED),
)
KEYS = tuple(place.key for place in _PLACES)


def layout(*, unit: str = "", filled_by: str = "", filled_on: str = "") -> SheetLayout:
    """Return the layout; its header words are the county template's and stay Chinese.

    Print: A4 landscape, four pages wide, the columns up to the name on each of them.
    """
    return SheetLayout(
        name=i18n.text("sheets.ledger.tab"),
        title=i18n.text("sheets.ledger.title"),
        columns=words.columns("ledger", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.unit", unit),
                    words.labelled("sheets.filled_by", filled_by),
                    words.labelled("sheets.filled_on", filled_on),
                )
            ),
        ),
        freeze_columns=6,
        header_height=44,
        pages_wide=4,
        filtered=True,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records, words instead of codes, keyed like the columns of a worker.

    `annual_income_fen` becomes ten thousands of yuan, exactly; `wanted_income_fen` an amount
    with its unit, because the template's header names none.
    """
    return words.rows(layout(), map(_with_amounts, records))


def _with_amounts(record: Mapping[str, Any]) -> dict[str, Any]:
    income, wish = record.get("annual_income_fen"), record.get("wanted_income_fen")
    return {
        **record,
        "annual_income": None if income is None else ten_thousands(income),
        "wanted_income": None if wish is None else _with_unit(wish),
    }


def ten_thousands(fen: int) -> Decimal:
    """Return whole fen as ten thousands of yuan: 3500000 is 3.5."""
    return Decimal(fen).scaleb(-6).normalize()


def _with_unit(fen: int) -> str:
    amount = str(fen // 100) if fen % 100 == 0 else money.plain(fen)
    return i18n.text("sheets.yuan", amount=amount)
