"""What headers of lists say of papers: whose number, day or occupation a column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEVEL, TRADE, TRAINED = "certificate_level", "trade", "training_project"
_NUMBER = "skill_paper_no"

_IDENTITY = patterns.later("(?:居民|公民)?身份(?:证件|证明|证|号)|sfz", re.IGNORECASE)
_OTHER = patterns.later("证|护照|驾照|准驾|保单|合同|协议|残疾|准操|作业类别|作业种类|操作项目")
_OPERATION = patterns.later("准操|作业类别|作业种类|操作项目")
_OF_OPERATORS = patterns.later("操作证|作业证|上岗证")
_CALLED = patterns.later("健康证|操作证|作业证|上岗证|合格证|结业证|资格证|驾驶证|证书")
_PROOF = patterns.later("证件")
_DAY = patterns.later(
    "(?:初领|初次|换证|领证|发证|签发|颁发|核发|复审|起始|开始|终止|截止|体检).*"
    "(?:日期?|时间|机关|机构|单位|部门)"
)
# What is about papers and holds none of their numbers.
_NO_PAPER = patterns.later(
    "(?:日期?|时间|机关|机构|单位|部门|签字|签名|签收|情况|金额|补贴|费用?|标准|地点|复印件|照片|[人否无])$"
)
_NO_ID = patterns.later("初领|初次|复审|体检|换证")
_SAFE = frozenset(
    {
        *("has_national_certificate", "doc_kind", "doc_valid_from", "doc_valid_to"),
        *("hukou_address", "address", "phone", "phone_more", "bank_account", "social_card"),
        *("printed_name", "services_received", "skilled_training", "contract_term"),
    }
)
_TRADES = patterns.later(r"职业/?\(?工种\)?|工种\(职业\)|(?:证书|鉴定|培训|取证|持证)工种|培训职业")
_LEVELS = patterns.later("等级")


def is_own(words: str) -> bool:
    """Say whether a header names the person's own paper."""
    return _IDENTITY.search(folding.joined(words)) is not None


def is_of_proof(words: str) -> bool:
    """Say whether a header speaks of the paper somebody proves to be himself with."""
    return _PROOF.search(folding.joined(words)) is not None


def is_of_another(words: str, field: str | None, number: str) -> bool:
    """Say whether a column is about a paper that is neither the person's own nor the certificate.

    `number` is the header over the certificate's number: kinds of work belong to that of operators.
    """
    text = folding.joined(words)
    if field in _SAFE or is_of_operation(text):
        return (
            field not in _SAFE
            and bool(number)
            and _OF_OPERATORS.search(folding.joined(number)) is None
        )
    return _OTHER.search(_IDENTITY.sub("", text)) is not None and not _NO_PAPER.search(text)


def is_of_operation(words: str) -> bool:
    """Say whether a column tells for which work an operator's paper is."""
    return _OPERATION.search(folding.joined(words)) is not None


def is_day(words: str) -> bool:
    """Say whether a header that is no field is about days or the office of some paper."""
    return _DAY.search(folding.joined(words)) is not None


def is_no_id(words: str) -> bool:
    """Say whether a header is of days that the person's own paper never has."""
    return _NO_ID.search(folding.joined(words)) is not None


def is_named(words: str, number: str, others: Iterable[str]) -> bool:
    """Say whether a header calls the paper of this number by its name, and none of the others."""
    called = _CALLED.search(folding.joined(words))
    if called is None or called[0] not in folding.joined(number):
        return False
    return not any(called[0] in folding.joined(one) for one in others)


def of_certificate(columns: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """Return the headers of level and occupation that are the certificate's own, by field.

    `columns` are (header, field) in their order. Beside the number of another paper a level is the
    certificate's only right behind its number; an occupation stands right beside number or level.
    """
    number = next((head for head, field in columns if field == _NUMBER), "")
    several = any(
        is_of_another(head, field, number)
        for head, field in columns
        if field is None or not field.startswith(("skill_paper", "doc_"))
    )
    found: dict[str, str] = {}
    for at, (head, field) in enumerate(columns):
        text = folding.joined(head)
        behind = at > 0 and columns[at - 1][1] == _NUMBER
        if field == LEVEL and _LEVELS.search(text) and (behind or not several):
            found[LEVEL] = head
        beside = {columns[one][1] for one in (at - 1, at + 1) if 0 <= one < len(columns)}
        near = behind if several else bool(beside & {_NUMBER, LEVEL})
        if field in (TRADE, TRAINED) and _TRADES.fullmatch(text) and near:
            found[field] = head
    return found
