"""Rosters in the shapes they really come in, each with the right class of every row."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.campaigns.corpus.model import Failed, Month, Page, Seen, Value, text
from tests.campaigns.corpus.people import Someone, crowd

if TYPE_CHECKING:
    import random

HEADER: list[Value] = ["序号", "姓名", "性别", "身份证号码", "联系电话", "村"]


def _seen(who: Someone) -> dict[str, Seen]:
    return {
        "name": text(who.name),
        "sex": text(who.sex),
        "doc_no": text(who.doc_no),
        "phone": text(who.phone),
        "village": text(who.village),
    }


def _row(number: int, who: Someone) -> list[Value]:
    return [number, who.name, who.sex, who.doc_no, who.phone, who.village]


def plain(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, rng.randint(3, 40)), 1):
        page.person(_row(at, who), _seen(who))
    return page


def with_title_and_signature(rng: random.Random) -> Page:
    page = Page()
    page.merge(0, 0, 0, 5)
    page.add([rng.choice(("外出务工人员花名册", "2024年农村劳动力转移就业花名册"))], "title")
    page.add(["填报单位：青山镇（盖章）", "", "", "填报日期：2024年5月1日"], "title")
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, rng.randint(3, 20)), 1):
        page.person(_row(at, who), _seen(who))
    page.add(["", "合 计", "", "23人"], "subtotal")
    page.add(["填报人：周会计", "", "", "审核人：", "联系电话：0731-84512345"], "signature")
    page.add(["说明：1.本表一式三份；2.身份证号码不得涂改。"], "note")
    return page


def two_levels(rng: random.Random) -> Page:
    page = Page()
    page.add(["序号", "基本信息", "", "", "联系方式", "", "备注"], "header")
    page.add(["", "姓名", "性别", "身份证号", "本人电话", "紧急联系人电话", ""], "header")
    page.merge(0, 0, 1, 0)
    page.merge(0, 1, 0, 3)
    page.merge(0, 4, 0, 5)
    page.merge(0, 6, 1, 6)
    for at, who in enumerate(crowd(rng, rng.randint(3, 15)), 1):
        row: list[Value] = [at, who.name, who.sex, who.doc_no, who.phone, "13900000001", ""]
        fields = _seen(who)
        del fields["village"]
        page.person(row, {**fields, "emergency_phone": text("13900000001")})
    return page


def spouse_group(rng: random.Random) -> Page:
    page = Page()
    page.add(["姓名", "身份证号", "电话", "配偶", ""], "header")
    page.add(["", "", "", "姓名", "身份证号"], "header")
    for column in range(3):
        page.merge(0, column, 1, column)
    page.merge(0, 3, 0, 4)
    people = crowd(rng, 12)
    for who, spouse in zip(people[::2], people[1::2], strict=True):
        fields = {k: v for k, v in _seen(who).items() if k in {"name", "doc_no", "phone"}}
        page.person([who.name, who.doc_no, who.phone, spouse.name, spouse.doc_no], fields)
    return page


def side_by_side(rng: random.Random) -> Page:
    page = Page()
    page.merge(0, 0, 0, 8)
    page.add(["报名表"], "title")
    half: list[Value] = ["序号", "姓名", "身份证号", "电话"]
    page.add([*half, "", *half], "header")
    people = crowd(rng, rng.choice((8, 9)))
    left, right = people[:5], people[5:]
    for at, who in enumerate(left):
        row: list[Value] = [at + 1, who.name, who.doc_no, who.phone]
        keys = {"name", "doc_no", "phone"}
        page.person(row, {k: v for k, v in _seen(who).items() if k in keys})
        if at < len(right):
            other = right[at]
            row += ["", at + 6, other.name, other.doc_no, other.phone]
            seen = {k: v for k, v in _seen(other).items() if k in keys}
            last = page.expected[-1]
            page.expected.append(type(last)(last.row, 1, None, seen))
    return page


def pages_with_subtotals(rng: random.Random) -> Page:
    page = Page()
    number = 1
    people = crowd(rng, 24)
    for start in range(0, 24, 8):
        page.merge(len(page.rows), 0, len(page.rows), 5)
        page.add(["农村劳动力花名册"], "title")
        page.add(list(HEADER), "header")
        for who in people[start : start + 8]:
            page.person(_row(number, who), _seen(who))
            number += 1
        page.add(["", "本页小计", "", "", "8人", ""], "subtotal")
    page.add(["", "总计", "", "", "24", ""], "subtotal")
    return page


def merged_villages(rng: random.Random) -> Page:
    page = Page()
    page.add(["村", "姓名", "身份证号码", "联系电话"], "header")
    people = crowd(rng, 18)
    for start in range(0, 18, 6):
        village = rng.choice(("新建村", "石桥村", "大坪村"))
        page.merge(len(page.rows), 0, len(page.rows) + 5, 0)
        for at, who in enumerate(people[start : start + 6]):
            fields = {k: v for k, v in _seen(who).items() if k in {"name", "doc_no", "phone"}}
            row: list[Value] = [village if at == 0 else "", who.name, who.doc_no, who.phone]
            filled = ("village",) if at else ()
            page.person(row, {**fields, "village": text(village)}, filled=filled)
        page.add(["", f"{village}小计", "6人", ""], "subtotal")
    return page


def with_sample(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    samples: tuple[list[Value], ...] = (
        ["例", "张三", "男", "110101199001011234", "13800138000", "示例村"],
        ["", "张三", "男", "xxxxxxxxxxxxxxxxxx", "138xxxxxxxx", "某村"],
        ["", "导入样板数据", "", "", "", ""],
        ["示例", "李四", "女", "", "13812345678", "某某村"],
    )
    page.add(rng.choice(samples), "sample")
    for at, who in enumerate(crowd(rng, rng.randint(3, 20)), 1):
        page.person(_row(at, who), _seen(who))
    return page


def with_blanks(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, 10), 1):
        page.person(_row(at, who), _seen(who))
        if rng.random() < 0.3:
            page.add(["", " ", "", "", "\u3000", ""], "blank")
    for number in range(11, 18):
        page.add([number, "", "", "", "", ""], "blank")
    page.add(["", "以下空白"], "note")
    return page


def with_hidden_rows(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, 20), 1):
        page.person(_row(at, who), _seen(who), hidden=rng.random() < 0.3)
    return page


def numbers_for_texts(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, 12), 1):
        row, fields = _row(at, who), _seen(who)
        if who.doc_no[-1].isdigit() and rng.random() < 0.7:
            damaged = int(who.doc_no[:15]) * 1000
            row[3] = float(damaged)
            fields["doc_no"] = (str(damaged), "number")
        row[4] = float(who.phone)
        fields["phone"] = (who.phone, "number")
        page.person(row, fields, cure={"doc_no": who.doc_no})
    return page


def dates_in_styles(rng: random.Random) -> Page:
    page = Page()
    page.add(["姓名", "身份证号", "出生日期", "电话"], "header")
    for at, who in enumerate(crowd(rng, 18)):
        born = who.birth
        styles: tuple[tuple[Value, Seen], ...] = (
            (born, (born.isoformat(), "date")),
            (Month(born.replace(day=1)), (born.isoformat()[:7], "date")),
            (f"{born.year}.{born.month}.{born.day}", text(f"{born.year}.{born.month}.{born.day}")),
            (f"{born:%Y%m%d}", text(f"{born:%Y%m%d}")),
            (f"{born.year}.{born.month}-{born.day}", text(f"{born.year}.{born.month}-{born.day}")),
            (f"{born:%Y/%m/%d}", text(f"{born:%Y/%m/%d}")),
            (f"{born.year}年{born.month}月", text(f"{born.year}年{born.month}月")),
            ("1932.12-22", text("1932.12-22")),
            (Failed(), ("#N/A", "error")),
        )
        value, seen = styles[at % len(styles)]
        fields = {"name": text(who.name), "doc_no": text(who.doc_no), "birth_date": seen}
        page.person(
            [who.name, who.doc_no, value, who.phone],
            {**fields, "phone": text(who.phone)},
            cure={"birth_date": born.isoformat()},
        )
    return page


def sections(rng: random.Random) -> Page:
    page = Page()
    page.add(["姓名", "性别", "身份证号", "联系电话"], "header")
    people = crowd(rng, 12)
    for start, village in ((0, "新建村（6人）"), (6, "石桥村")):
        page.merge(len(page.rows), 0, len(page.rows), 3)
        page.add([village], "title")
        page.village = village.removesuffix("（6人）")
        for who in people[start : start + 6]:
            fields = {k: v for k, v in _seen(who).items() if k != "village"}
            page.person([who.name, who.sex, who.doc_no, who.phone], fields)
    return page


def odd_names(rng: random.Random) -> Page:
    page = Page()
    page.add(["★姓 名*", "身份证号（必填）", "手机号码"], "header")
    names = ("刘　强", "陈 丽 ", "杨建国（亡）", "黄秀英*", "买买提·艾力", "𬭎䶮")
    more = ("△周春梅", "何玉兰(外出)", "唐福贵（已故）")
    people = crowd(rng, len(names) + len(more))
    for who, name in zip(people, names + more, strict=True):
        phones = f"{who.phone}/13900000002"
        fields = {"name": text(name), "doc_no": text(who.doc_no), "phone": text(phones)}
        page.person([name, who.doc_no, phones], fields, cure={"name": name[:3]})
    return page


def changed_order(rng: random.Random) -> Page:
    page = Page()
    people = crowd(rng, 12)
    page.add(["姓名", "身份证号", "电话"], "header")
    for who in people[:6]:
        fields = {k: v for k, v in _seen(who).items() if k in {"name", "doc_no", "phone"}}
        page.person([who.name, who.doc_no, who.phone], fields)
    page.add(["电话", "姓名", "身份证号"], "header")
    for who in people[6:]:
        fields = {k: v for k, v in _seen(who).items() if k in {"name", "doc_no", "phone"}}
        page.person([who.phone, who.name, who.doc_no], fields)
    return page


def returned(rng: random.Random) -> Page:
    page = Page()
    from gigdesk import i18n  # noqa: PLC0415 -- words only where they are needed

    page.add(["姓名", "身份证号", "电话", i18n.text("intake.remarks").split("|")[-1]], "header")
    for who in crowd(rng, 5):
        fields = {k: v for k, v in _seen(who).items() if k in {"name", "doc_no", "phone"}}
        page.person([who.name, who.doc_no, who.phone, "身份证号校验位不对"], fields)
    return page


def incomplete(rng: random.Random) -> Page:
    page = Page()
    page.add(list(HEADER), "header")
    for at, who in enumerate(crowd(rng, 9), 1):
        row, fields = _row(at, who), _seen(who)
        for column, name in ((1, "name"), (3, "doc_no"), (4, "phone")):
            if rng.random() < 0.25:
                row[column] = ""
                del fields[name]
        if "name" not in fields and "doc_no" not in fields and "phone" not in fields:
            row[1], fields["name"] = who.name, text(who.name)
        page.person(row, fields, cure={"name": who.name, "doc_no": who.doc_no})
    return page


def county_template(rng: random.Random) -> Page:
    from gigdesk.domain.workers import headers  # noqa: PLC0415 -- the 50 columns as they are

    page = Page()
    names = [field for _, field in headers.COUNTY_TEMPLATE]
    page.add([header for header, _ in headers.COUNTY_TEMPLATE], "header")
    for at, who in enumerate(crowd(rng, rng.randint(2, 12)), 1):
        row: list[Value] = [""] * len(names)
        row[0] = at
        fields = _seen(who)
        for name, (value, _) in fields.items():
            row[names.index(name)] = value
        row[names.index("birth_date")] = who.birth
        fields["birth_date"] = (who.birth.isoformat(), "date")
        row[names.index("annual_income_fen")] = 3.5
        fields["annual_income_fen"] = ("3.5", "number")
        row[names.index("employed_since")] = dt.date(2024, 3, 1)
        fields["employed_since"] = ("2024-03-01", "date")
        page.person(row, fields)
    return page


ALL = (
    plain,
    with_title_and_signature,
    two_levels,
    spouse_group,
    side_by_side,
    pages_with_subtotals,
    merged_villages,
    with_sample,
    with_blanks,
    with_hidden_rows,
    numbers_for_texts,
    dates_in_styles,
    sections,
    odd_names,
    changed_order,
    returned,
    incomplete,
    county_template,
)
