"""Social insurance that excludes other social insurance of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_INSURED = "1"
# Cover of employees excludes that of residents, which the rural kinds went into.
_EXCLUDING = (
    ("insured_employee_pension", "insured_resident_pension"),
    ("insured_employee_pension", "insured_rural_pension"),
    ("insured_employee_medical", "insured_resident_medical"),
    ("insured_employee_medical", "insured_rural_medical"),
)


def twice(values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the pairs of covers that somebody has and nobody may have together."""
    return [pair for pair in _EXCLUDING if all(values.get(one) == _INSURED for one in pair)]
