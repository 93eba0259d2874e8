"""The worker: every field kept of a person, and what the program must know of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

WorkerId = NewType("WorkerId", bytes)

Kind = Literal[
    "text",
    "date",
    "code",
    "codes",
    "phone",
    "docno",
    "account",
    "money",
    "bool",
    "name",
    "division",
    "ref",
]
Privacy = Literal["G", "P", "I", "S"]

ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a worker, for import, export, forms and checks.

    `kind` says how a cell is read; `code` and `codes` (several, joined by commas) name their set
    in `codes.CODES`; money is whole fen; `bool` is "1" or "0"; `division` is a code of county (6
    digits), town (9) or village (12); `ref` is an id. `privacy`: G
    general, P personal, I identifying (masked by default), S sensitive. `header` is the heading of
    the field on Chinese papers, `ministry` its name in the ministry's data sets. `consent` is the
    purpose (of `consents.PURPOSES`) without whose consent the field is not taken from a list.
    """

    name: str
    kind: Kind
    header: str
    privacy: Privacy = "P"
    code_set: str | None = None
    max_length: int = 100
    ministry: str | None = None
    consent: str = ""


def _code(
    name: str,
    header: str,
    code_set: str,
    *,
    privacy: Privacy = "P",
    kind: Kind = "code",
    ministry: str | None = None,
    consent: str = "",
    max_length: int = 100,
) -> Field:
    return Field(name, kind, header, privacy, code_set, max_length, ministry, consent)


FIELDS: tuple[Field, ...] = (
    _code("doc_kind", "证件类型", "doc_kind", privacy="G", ministry="aac058"),
    Field("doc_no", "docno", "身份证号码", "I", max_length=30, ministry="aac147"),
    Field("name", "name", "姓名", max_length=50, ministry="aac003"),
    Field("printed_name", "text", "证件姓名", max_length=60),
    Field("former_name", "text", "曾用名", max_length=50),
    Field("nickname", "text", "小名", max_length=50),
    _code("sex", "性别", "sex", ministry="aac004"),
    Field("birth_date", "date", "出生日期", ministry="aac006"),
    Field("doc_valid_from", "date", "证件有效期起"),
    Field("doc_valid_to", "date", "证件有效期止"),
    _code("ethnic", "民族", "ethnic"),
    _code("political", "政治面貌", "political"),
    _code("education", "学历", "education"),
    _code("marital", "婚姻状况", "marital"),
    _code("hukou_kind", "户口性质", "hukou_kind"),
    Field("hukou_code", "division", "户籍行政区划代码", max_length=12),
    Field("hukou_address", "text", "户籍地址", max_length=200),
    Field("village_id", "ref", "社区（村）", "G"),
    Field("address", "text", "现住址", max_length=200),
    Field("address_code", "division", "现住址行政区划代码", max_length=12),
    Field("phone", "phone", "联系电话", "I", max_length=30),
    Field("emergency_name", "text", "紧急联系人", max_length=50),
    _code("emergency_relation", "紧急联系人关系", "relation"),
    Field("emergency_phone", "phone", "紧急联系人电话", "I", max_length=30),
    Field("bank_account", "account", "银行账号", "S", max_length=30),
    Field("bank_name", "text", "开户银行"),
    Field("bank_branch_code", "text", "联行号", max_length=12),
    Field("social_card", "text", "社保卡号", "I", max_length=30),
    Field("job_card_no", "text", "就业失业登记证号", max_length=30),
    _code("employment_status", "就业状态", "employment_status", privacy="G"),
    _code("employment_place", "就业地点", "employment_place", privacy="G"),
    _code("employment_province", "外出省份", "province", privacy="G"),
    _code("employment_form", "就业形式", "employment_form", privacy="G"),
    _code("industry", "从事产业类型", "industry", privacy="G"),
    Field("trade", "text", "主要从事工种", "G"),
    Field("employer_name", "text", "就业单位", "G", max_length=200),
    Field("employed_since", "date", "就业时间", "G"),
    Field("annual_income_fen", "money", "年收入"),
    Field("unemployed_since", "date", "失业时间", "G", ministry="ajc090"),
    Field("unemployed_reason", "text", "失业原因", "G", max_length=200),
    Field("person_kind", "text", "人员身份", "G"),
    Field("hardship", "text", "困难群体情况", "G", max_length=200),
    Field("wanted_trades", "text", "就业工种意向", "G", max_length=200),
    _code("wanted_industry", "就业产业意向", "industry", privacy="G"),
    _code("wanted_region", "就业区域意向", "employment_place", privacy="G"),
    _code("wanted_form", "就业形式意向", "employment_form", privacy="G"),
    Field("wanted_income_fen", "money", "工资收入意向", "G"),
    _code("service_needs", "就业服务需求", "service_need", privacy="G", kind="codes"),
    _code("training_wish", "培训意向需求", "training_wish", privacy="G"),
    _code("insured_employee_pension", "城镇职工养老保险", "insured", privacy="G"),
    _code("insured_resident_pension", "城镇居民养老保险", "insured", privacy="G"),
    _code("insured_rural_pension", "新农保", "insured", privacy="G"),
    _code("insured_employee_medical", "城镇职工医疗保险", "insured", privacy="G"),
    _code("insured_resident_medical", "城镇居民医疗保险", "insured", privacy="G"),
    _code("insured_unemployment", "失业保险", "insured", privacy="G"),
    _code("insured_work_injury", "工伤保险", "insured", privacy="G"),
    _code("insured_rural_medical", "新农合", "insured", privacy="G"),
    _code("skilled_training", "是否参加技能培训", "yes_no", privacy="G", kind="bool"),
    Field("training_kind", "text", "培训类型", "G"),
    Field("training_project", "text", "培训项目", "G", max_length=200),
    _code(
        "has_national_certificate", "是否获得国家职业资格证书", "yes_no", privacy="G", kind="bool"
    ),
    _code("certificate_level", "职业资格等级", "skill_level", privacy="G"),
    _code("services_received", "已享受就业服务", "service_need", privacy="G", kind="codes"),
    _code("meal_need", "膳食需求", "meal_need", privacy="S", consent="meal"),
    _code("health_note", "健康情况", "health", privacy="S", consent="health", max_length=200),
    _code("disability_kind", "残疾类型", "disability_kind", privacy="S", consent="health"),
    _code("disability_grade", "残疾等级", "disability_grade", privacy="S", consent="health"),
    Field("disability_no", "text", "残疾证号", "S", max_length=30, consent="health"),
    Field("household_id", "ref", "户编号", "G"),
    _code("relation_to_head", "与户主关系", "relation"),
    Field("notes", "text", "备注", max_length=1000),
    Field("registered_by", "text", "填报人", "G", max_length=50),
    Field("registered_on", "date", "填报日期", "G", ministry="aae043"),
    Field("source_note", "text", "来源", "G", max_length=200),
    _code("verified_how", "核验状态", "verified_how", privacy="G"),
)

BY_NAME: dict[str, Field] = {one.name: one for one in FIELDS}

UNREAD = "原文："
"""Stands in the remarks between the name of a column and a cell's words that it could not take."""
# Where an import finds another value than the known one, a person decides.
UNCHECKED = "0"
"""The code of `verified_how` of whom nobody has checked."""
ENDLESS = frozenset({"doc_valid_to"})
"""Days that may be 长期: only an end can lie beyond all days."""
PROTECTED: tuple[str, ...] = ("name", "birth_date", "sex", "bank_account")

UNASKED: dict[str, str] = {
    "bank_account": "wages are paid to it, as the contract needs (PIPL art. 13 (2)); the consent "
    "for the purpose bank is asked where a list with it goes to a bank",
}
"""Sensitive fields that are taken from a list without a consent of their own, and why."""
