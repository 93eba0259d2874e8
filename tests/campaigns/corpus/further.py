"""Further shapes of rosters: households, pages carried over, titles of months, mixed cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.campaigns.corpus.model import Page, Seen, Value, text
from tests.campaigns.corpus.people import Someone, crowd

if TYPE_CHECKING:
    import random

_SIGNS = (
    "{}",
    "{} 2人",
    "{}：",
    "【{}】",
    "一、{}",
    "（二）{}",
    "{}（2人）",
    "村名：{}",
    "{}共2人",
)

_MEMBERS = ("妻", "丈夫", "长子", "次子", "儿子", "女儿", "长女", "孙女", "母亲", "祖父", "弟弟")
_BANKS = ("邮储银行 {}", "{} 农业银行", "桂东农商行账号：{}")
_CALLS = (
    "王小二13900000001",
    "13900000001 王小二",
    "王小二（妻）13900000001",
    "王小二(长子) 13900000001",
    "王小二：13900000001",
)
_PLACES = ("广东省东莞市", "湖南省长沙市", "浙江义乌", "新疆阿克苏", "北京市大兴区", "东莞虎门镇")


def _kept(who: Someone, *names: str) -> dict[str, Seen]:
    said = {"name": who.name, "doc_no": who.doc_no, "phone": who.phone, "village": who.village}
    return {name: text(said[name]) for name in names}


def household(rng: random.Random) -> Page:
    """Each row is a member; the columns of the head are not the person's."""
    page = Page()
    head, member = rng.choice((("户主", "成员"), ("户主姓名", "家庭成员"), ("户主", "家庭成员")))
    page.add(
        [head, "户主身份证号码", "与户主关系", f"{member}姓名", f"{member}身份证号码", "联系电话"],
        "header",
    )
    people = crowd(rng, 12)
    for at, who in enumerate(people):
        first = people[at // 3 * 3]
        relation = "户主" if who is first else rng.choice(_MEMBERS)
        fields = {**_kept(who, "name", "doc_no", "phone"), "relation_to_head": text(relation)}
        page.person([first.name, first.doc_no, relation, who.name, who.doc_no, who.phone], fields)
    return page


def strange_head(rng: random.Random) -> Page:
    """A head nobody knows over two columns of numbers: nothing may be read before it is told."""
    page = Page(unclear=True)
    page.add(["当家的", "当家的证", "是他什么人", "谁", "谁的证", "打哪个号"], None)
    people = crowd(rng, 10)
    for who, other in zip(people[::2], people[1::2], strict=True):
        page.rows.append([other.name, other.doc_no, "妻", who.name, who.doc_no, who.phone])
    return page


def signs_of_villages(rng: random.Random) -> Page:
    """Villages stand over their people in every style of title."""
    page = Page()
    page.add(["序号", "姓名", "身份证号", "联系电话"], "header")
    number = 1
    for sign in rng.sample(_SIGNS, 4):
        page.village = rng.choice(("新建村", "石桥村", "白塔社区"))
        title = sign.format(page.village)
        cells = title.split(" ")
        page.add([cells[0], "", "", *cells[1:]], "title")
        for who in crowd(rng, 2):
            page.person(
                [number, who.name, who.doc_no, who.phone], _kept(who, "name", "doc_no", "phone")
            )
            number += 1
    return page


def carried_over(rng: random.Random) -> Page:
    """Printed pages carry their sums over."""
    page = Page()
    number = 1
    header: list[Value] = ["序号", "姓名", "身份证号码", "联系电话"]
    for start in range(3):
        page.add(["劳务人员花名册"], "title")
        page.add(list(header), "header")
        if start:
            page.add(["", rng.choice(("承上页", "承前页", "接上页")), start * 4], "carried")
        for who in crowd(rng, 4):
            page.person(
                [number, who.name, who.doc_no, who.phone], _kept(who, "name", "doc_no", "phone")
            )
            number += 1
        page.add(["", rng.choice(("转下页", "过次页")), number - 1], "carried")
    return page


def month_in_title(rng: random.Random) -> Page:
    """The title is merged over a part of the columns, and changes every month."""
    page = Page()
    page.merge(0, 0, 0, 3)
    page.add([f"2026年{rng.randint(1, 12)}月花名册"], "title")
    page.add(["姓名", "身份证号", "联系电话", "村", "备注"], "header")
    for who in crowd(rng, 6):
        row: list[Value] = [who.name, who.doc_no, who.phone, who.village, ""]
        page.person(row, _kept(who, "name", "doc_no", "phone", "village"))
    return page


def where_they_work(rng: random.Random) -> Page:
    """Groups that name a code stand over firms, places and sums."""
    page = Page()
    page.add(["姓名", "身份证号", "联系方式", "", "就业情况", "", ""], "header")
    page.add(["", "", "手机", "座机", "单位", "地点", "月收入（元）"], "header")
    for column in range(2):
        page.merge(0, column, 1, column)
    page.merge(0, 2, 0, 3)
    page.merge(0, 4, 0, 6)
    for who in crowd(rng, 8):
        firm = rng.choice(("东莞某鞋厂", "长沙某建筑公司", "广州某酒店"))
        place = rng.choice(_PLACES)
        row: list[Value] = [who.name, who.doc_no, who.phone, "0735-2234567", firm, place, "4500"]
        fields = {
            **_kept(who, "name", "doc_no", "phone"),
            "phone_more": text("0735-2234567"),
            "employer_name": text(firm),
            "employment_place": text(place),
        }
        page.person(row, fields)
    return page


def firms_under_a_code(rng: random.Random) -> Page:
    """A single column is called by a code and holds firms."""
    page = Page()
    page.add(["姓名", "身份证号码", "电话", "就业情况"], "header")
    for who in crowd(rng, 8):
        firm = rng.choice(("东莞某鞋厂", "长沙某建筑公司", "某某项目部", "深圳某电子厂"))
        fields = {**_kept(who, "name", "doc_no", "phone"), "employer_name": text(firm)}
        page.person([who.name, who.doc_no, who.phone, firm], fields)
    return page


def two_in_one(rng: random.Random) -> Page:
    """Cells of two things stay whole for the rules of a row to take apart."""
    page = Page()
    page.add(["姓名", "身份证号码", "电话", "开户行及账号", "紧急联系人及电话"], "header")
    for who in crowd(rng, 6):
        bank = rng.choice(_BANKS).format(f"6217{rng.randint(10**14, 10**15 - 1)}")
        call = rng.choice(_CALLS)
        fields = {
            **_kept(who, "name", "doc_no", "phone"),
            "bank_account": text(bank),
            "emergency_name": text(call),
        }
        page.person([who.name, who.doc_no, who.phone, bank, call], fields)
    return page


def column_without_head(rng: random.Random) -> Page:
    """The header of one column was forgotten."""
    page = Page()
    page.add(["序号", "姓名", "", "联系电话", "村"], "header")
    for at, who in enumerate(crowd(rng, 7), 1):
        row: list[Value] = [at, who.name, who.doc_no, who.phone, who.village]
        page.person(row, _kept(who, "name", "doc_no", "phone", "village"))
    return page


def sheet_of_a_village(rng: random.Random) -> Page:
    """The only place that names the village is the sheet itself."""
    page = Page("石桥村")
    page.village = page.name
    page.add(["序号", "姓名", "身份证号", "联系电话"], "header")
    for at, who in enumerate(crowd(rng, 6), 1):
        page.person([at, who.name, who.doc_no, who.phone], _kept(who, "name", "doc_no", "phone"))
    return page


ALL = (
    household,
    strange_head,
    signs_of_villages,
    carried_over,
    month_in_title,
    where_they_work,
    firms_under_a_code,
    two_in_one,
    column_without_head,
    sheet_of_a_village,
)
