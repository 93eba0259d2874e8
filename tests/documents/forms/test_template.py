"""Templates are read line by line, mistakes are named by line, and the law's groups are checked."""

from __future__ import annotations

import pytest

from gigdesk import config, errors, i18n
from gigdesk.documents.forms import elements, template

FILLED = {
    "employer_name": "红旗合作社",
    "employer_address": "团结路18号",
    "employer_representative": "赵建国",
    "worker_name": "欧阳𨭎",
    "worker_number": "431126196805120025",
    "worker_address": "下龙村4组",
    "worker_document": "居民身份证",
    "emergency_contact": "李建国 13800005678",
    "term_kind": "fixed",
    "start": "2026-09-01",
    "end": "2026-11-30",
    "probation": "no",
    "post": "采摘",
    "work": "采摘棉花",
    "place": "三号基地",
    "hours_kind": "standard",
    "hours": "8:00至18:00",
    "rest": "每周日",
    "pay_kind": "piece",
    "pay_rate": "每公斤2.20元",
    "pay_cycle": "按月",
    "pay_day": "次月10日",
    "pay_method": "bank",
    "insurance": "意外险",
    "protection": "手套",
    "hazards": "高温",
    "quantity": "手套三千双",
    "quality": "与样品一致",
    "materials": "甲方提供布料",
    "delivery": "每周五送到村合作社",
    "acceptance": "逐件点数",
    "lender_name": "鑫达电子厂",
    "lender_address": "开发区2号",
    "lender_representative": "钱有余",
    "settlement": "每月5日前转账",
    "lodging": "宿舍",
    "transport": "甲方承担",
    "copies": "三",
}
SMALL = """@ kind: labour
@ version: 1
# 合同
- 甲方：{{甲方名称}}
## 期限 [合同期限]
[期限类型=固定期限] 自{{start}}至{{ 结束日期 }}。
[银行账户] 账户{{银行账户}}。
% 甲方： | 乙方：
"""
SHIPPED = tuple(elements.KINDS)


def shipped(name: str) -> template.Template:
    path = config.resources() / "templates" / f"{name}.txt"
    return template.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_template_covers_all_groups_of_its_kind(name: str) -> None:
    found = shipped(name)
    assert found.kind == name
    assert set(found.elements) == set(elements.least(name)) - set(elements.PARTIES)
    assert template.missing_elements(found, FILLED) == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_an_empty_contract_lacks_every_group(name: str) -> None:
    gaps = template.missing_elements(shipped(name), {})
    least = elements.least(name)
    assert {gap.element for gap in gaps} == {each for each in least if least[each]} | {"other"}


@pytest.mark.parametrize(
    ("mark", "element"),
    [
        ("employer_address", "employer"),
        ("worker_number", "worker"),
        ("end", "term"),
        ("place", "work"),
        ("rest", "hours"),
        ("pay_rate", "pay"),
        ("insurance", "insurance"),
        ("hazards", "protection"),
    ],
)
def test_a_mark_left_empty_names_its_group(mark: str, element: str) -> None:
    gaps = template.missing_elements(shipped("labour"), {**FILLED, mark: " "})
    assert [(gap.element, mark in gap.marks) for gap in gaps] == [(element, True)]
    assert gaps[0].words.startswith(i18n.text(elements.ELEMENTS[element]))
    assert i18n.text(elements.MARKS[mark]) in gaps[0].words


@pytest.mark.parametrize(
    ("kind", "mark", "element"),
    [
        ("parttime", "hours", "hours"),
        ("parttime", "pay_cycle", "pay"),
        ("work", "quantity", "work"),
        ("work", "materials", "material"),
        ("work", "acceptance", "acceptance"),
        ("shared", "lender_name", "lender"),
        ("shared", "settlement", "sharing"),
        ("overage", "insurance", "insurance"),
        ("service", "pay_day", "pay"),
    ],
)
def test_every_kind_asks_for_groups_of_its_own(kind: str, mark: str, element: str) -> None:
    gaps = template.missing_elements(shipped(kind), {**FILLED, mark: ""})
    assert [(gap.element, mark in gap.marks) for gap in gaps] == [(element, True)]


@pytest.mark.parametrize(
    ("kind", "mark", "where"),
    [
        ("labour", "employer_address", "用工单位资料"),
        ("labour", "worker_address", "人员资料"),
        ("labour", "pay_day", "订单"),
        ("labour", "start", "批次"),
        ("work", "materials", "打印好的合同"),
        ("shared", "lender_name", "打印好的合同"),
    ],
)
def test_what_is_missing_is_said_with_the_place_where_it_is_filled_in(
    kind: str, mark: str, where: str
) -> None:
    (gap,) = template.missing_elements(shipped(kind), {**FILLED, mark: ""})
    assert f"在{where}里填" in gap.words


def test_a_clause_that_the_template_lacks_is_said_to_be_filled_in_there() -> None:
    text = (config.resources() / "templates" / "labour.txt").read_text(encoding="utf-8")
    without = template.parse(text.replace("## 社会保险 [社会保险]", "## 社会保险"))
    (gap,) = template.missing_elements(without, FILLED)
    assert "合同模板" in gap.words


@pytest.mark.parametrize("mark", ["hours", "insurance", "protection", "rest"])
def test_a_contract_for_a_piece_of_work_asks_for_nothing_that_only_labour_has(mark: str) -> None:
    assert template.missing_elements(shipped("work"), {**FILLED, mark: ""}) == ()


def test_a_clause_taken_out_is_missed() -> None:
    text = (config.resources() / "templates" / "labour.txt").read_text(encoding="utf-8")
    without = template.parse(text.replace("## 社会保险 [社会保险]", "## 社会保险"))
    gaps = template.missing_elements(without, FILLED)
    assert [(gap.element, gap.clause) for gap in gaps] == [("insurance", True)]


def test_a_condition_not_chosen_asks_for_nothing() -> None:
    values = {**FILLED, "term_kind": "open", "end": ""}
    assert template.missing_elements(shipped("labour"), values) == ()


def test_marks_are_known_by_words_and_by_code() -> None:
    found = template.parse(SMALL)
    assert found.marks == ("employer_name", "start", "end", "term_kind", "bank_account")
    assert [clause.elements for clause in found.clauses] == [("term",)]


def test_filling_writes_dates_in_words_and_drops_what_was_not_chosen() -> None:
    found = template.fill(
        template.parse(SMALL),
        {"term_kind": "fixed", "start": "2026-09-01", "end": "2026-11", "employer_name": "社"},
    )
    texts = [paragraph.text for paragraph in found]
    assert "自2026年9月1日至2026年11月。" in texts
    assert not any("账户" in words for words in texts)


def test_a_draft_prints_every_way_of_an_open_choice() -> None:
    texts = [each.text for each in template.fill(shipped("labour"), {}, draft=True)]
    assert sum("期限劳动合同" in words or "为期限" in words for words in texts) == 3


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{{甲方名称}}", "{{甲方名字}}", "forms.error.unknown_mark", 4),
        ("{{甲方名称}}", "{{甲方名称", "forms.error.broken_mark", 4),
        ("=固定期限]", "=固定]", "forms.error.unknown_choice", 6),
        ("[期限类型=固定期限]", "[工作地点=固定期限]", "forms.error.no_choice", 6),
        ("[合同期限]", "[期间]", "forms.error.unknown_element_far", 5),
        ("@ kind: labour", "@ kind: loan", "forms.error.no_kind", 1),
        ("@ version: 1", "@ version:", "forms.error.no_version", 1),
        ("# 合同\n", "合同\n", "forms.error.no_title", 1),
        ("% 甲方： | 乙方：", "", "forms.error.no_signature", 1),
        ("% 甲方", "## 空\n% 甲方", "forms.error.empty_clause", 8),
    ],
)
def test_each_mistake_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    text = SMALL.replace(old, new, 1)
    found = template.problems(text)
    assert [(each.code, each.line) for each in found] == [(code, line)]
    assert str(line) in found[0].words
    with pytest.raises(errors.Invalid, match=code):
        template.parse(text)


def test_a_code_is_never_offered_but_its_word() -> None:
    (found,) = (
        one
        for one in template.problems("@ kind: labour\n@ version: 1\n# 合同\n{{plase}}\n% 甲 | 乙")
        if one.code.startswith("forms.error.unknown_mark")
    )
    assert found.params["nearest"] == "工作地点"


def test_the_nearest_word_is_offered() -> None:
    found = template.problems(SMALL.replace("{{甲方名称}}", "{{甲方名字}}"))
    assert found[0].params["nearest"] == "甲方名称"


def test_where_no_word_is_near_none_is_offered() -> None:
    (mark,) = template.problems(SMALL.replace("{{甲方名称}}", "{{乱写}}"))
    assert mark.words == "第4行：没有“乱写”这个字段"
    (choice,) = template.problems(SMALL.replace("=固定期限]", "=随便]"))
    assert "可以写：固定期限、" in choice.words
