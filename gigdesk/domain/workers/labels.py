"""The words of codes as Chinese papers carry them, for one value or for a whole person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.workers import codes, dates, worker

if TYPE_CHECKING:
    from collections.abc import Mapping

JOINT = "、"
CATEGORIES = "人员类别"
"""The word of forms for every group that somebody belongs to."""
CERTIFICATE_NO = "证书编号"
"""The word of forms for the numbers of all certificates."""
CERTIFICATES = "证书名称"
"""The word of forms for all certificates by name, with their last day."""
CERTIFICATES_WORDS = (
    *("证书", "证书名称", "持证情况", "持有证书", "所持证书", "技能证书", "技能证书名称"),
    *("资格证书", "资格证书名称", "职业资格证书", "职业资格证书名称", "证书情况"),
)
"""All words by which forms ask for them."""
CERTIFICATE_NO_WORDS = tuple(
    f"{kind}{number}"
    for kind in ("证书", "资格证书", "职业资格证书", "技能证书", "技能等级证书", "职业技能等级证书")
    for number in ("编号", "号码", "号", "编码")
)
"""All words by which forms ask for them; one letter further they ask for somebody's own paper."""
BY_HAND = "手工录入"
"""The source of somebody who was registered at the desk."""
NUMBER = "编号"
"""The word of forms for the number that the station gave somebody."""
_OPEN, _TO = "起", "至"
_STATES = {
    "active": "在册",
    "inactive": "暂停",
    "moved": "已迁出",
    "died": "已去世",
    "merged": "已合并",
}

_CONTRACTS = {
    "labour": "劳动合同",
    "service": "劳务协议",
    "overage": "超龄用工协议",
    "parttime": "非全日制用工合同",
    "work": "承揽（来料加工）合同",
    "shared": "共享用工三方协议",
}


def source(file: str, sheet: str | None, row: int) -> str:
    """Return where in a list somebody was taken in from, as papers say it."""
    return f"{' '.join(filter(None, (file, sheet)))} 第 {row} 行"


def of_value(name: str, value: object) -> object:
    """Return the words of a field's value; what is no code, or no known one, stays as it is."""
    if not isinstance(value, str) or not value:
        return value
    field = worker.BY_NAME.get(name)
    if field is None:
        return _beside(name, value)
    if field.kind == "date" and value == dates.LONG_TERM:
        return dates.LONG_TERM_WORD
    if field.code_set is None:
        return value
    if field.kind == "codes":
        return JOINT.join(codes.label(field.code_set, one) for one in value.split(","))
    return codes.label(field.code_set, value)


def _beside(name: str, value: str) -> str:
    """Return the words of what papers show of a person beside its fields."""
    if name == "state":
        return _STATES.get(value, value)
    if name == "contract_kind":
        return _CONTRACTS.get(value, value)
    if name == "contract_term":
        start, _, end = value.partition("/")
        return f"{start}{_TO}{end}" if end else f"{start}{_OPEN}"
    return value


def of_row(row: Mapping[str, object]) -> dict[str, object]:
    """Return a person with words instead of codes."""
    return {name: of_value(name, value) for name, value in row.items()}


def of_county_form(row: Mapping[str, object]) -> dict[str, object]:
    """Return a person in the words of the counties' ledger, which knows six kinds of schooling."""
    schooling = row.get("education")
    known = codes.county_education(schooling) if isinstance(schooling, str) else None
    return {**of_row(row), "education": known}
