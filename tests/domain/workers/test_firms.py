"""Whether two names are of one employer; in doubt they are not, and the work before is kept."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import firms

KNOWN = "东莞市鑫达电子厂"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东莞市鑫达电子厂", "佛山市美达陶瓷厂"),
        ("东莞鑫达电子厂", "东莞美力鞋厂"),
        ("深圳富士康", "深圳比亚迪"),
        ("红叶服装厂", "白沙镇新风鞋厂"),
        ("甲厂", "乙厂"),
        ("红星厂", "深圳厂"),
        ("东莞厂", "深圳厂"),
        # Of one county, district or town.
        ("蓝山县红叶服装厂", "蓝山县新风鞋厂"),
        ("蓝山县供电公司", "蓝山县自来水公司"),
        ("蓝山县保安服务公司", "蓝山县公交公司"),
        ("深圳市宝安区鑫达电子厂", "深圳市宝安区美力鞋厂"),
        ("东莞厚街鑫达鞋厂", "东莞厚街美力家具厂"),
        # Of one kind.
        ("金龙大酒店", "银座大酒店"),
        ("小太阳幼儿园", "蓝天幼儿园"),
        ("步步高超市", "永辉超市"),
        ("县人民医院", "县中医院"),
        ("白沙镇中心小学", "县人民医院"),
        ("白沙中心小学", "红星小学"),
        ("红星蔬菜专业合作社", "白沙果业专业合作社"),
        ("东莞市鑫达精密模具有限公司", "深圳市力成精密模具有限公司"),
        ("深圳市长盛光电有限公司", "惠州市光宇光电有限公司"),
        ("永州市湘纸包装厂", "永州市福嘉包装厂"),
        ("中国移动蓝山分公司", "中国石化蓝山加油站"),
        ("建华建材厂", "建华小学"),
        ("蓝山县人民医院", "蓝山县人民政府"),
        ("中国银行", "中国农业银行"),
        ("白沙镇卫生院", "大塘镇卫生院"),
        ("白沙镇中心小学", "大塘镇中心小学"),
        ("深圳电子厂", "东莞电子厂"),
        ("白沙镇鞋厂", "大塘镇鞋厂"),
        ("万达广场", "万达超市"),
        ("南方电网", "南方物流公司"),
        ("新华书店", "新华超市"),
        ("平安保险", "平安物业"),
        # One character more, or another figure.
        ("中铁五局", "中铁十五局"),
        ("县一中", "县十一中"),
        ("大华公司", "新大华公司"),
        ("美的", "美的宝"),
        ("小米", "小米粒幼儿园"),
        ("京东", "京东方"),
        ("东莞市鑫达电子厂", "佛山市鑫达电子厂"),
        # Brands of two characters.
        *((KNOWN, one) for one in ("美的", "格力", "华为", "顺丰快递", "京东物流", "美团")),
        ("顺丰", "美团"),
        ("富士康", "蓝思科技"),
        # Of one name, in another trade.
        ("东莞市鑫达电子厂", "鑫达鞋业有限公司"),
        # An employer in the place of a word that names none.
        ("零工", "东莞市鑫达电子厂"),
        ("广东务工", "东莞市鑫达电子厂"),
    ],
)
def test_two_employers(one: str, other: str) -> None:
    assert not firms.are_one(one, other)
    assert not firms.are_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市宏远物业公司", "深圳宏远物业"),
        ("东莞市鑫达电子有限公司", "鑫达电子厂"),
        ("广东省东莞市鑫达电子有限公司", "鑫达"),
        ("蓝山县红叶服装厂", "红叶服装厂"),
        ("蓝山县红叶服装厂", "红叶服装有限公司"),
        ("富士康科技集团", "深圳富士康"),
        ("富士康", "鸿富锦(富士康)"),
        ("东莞市鑫达电子有限公司", "鑫达公司(长安)"),
        ("深圳市鑫达电子有限公司", "鑫达电子(龙华厂区)"),
        ("湖南宏达电子（岳阳）有限公司", "湖南宏达电子有限公司"),
        ("甲厂", "甲纺织厂"),
        ("深圳龙华富士康", "富士康科技集团"),
        ("东莞厚街鑫达鞋厂", "鑫达鞋业有限公司"),
        ("比亚迪坪山", "坪山比亚迪"),
        ("蓝山县第一中学", "蓝山一中"),
        ("县人民医院", "蓝山县人民医院"),
        ("ABC Company", "abc company"),
        ("广东省东莞市鑫达电子有限公司", "东莞鑫达电子厂"),
        ("永州市第一中学", "永州一中"),
        ("移动公司", "中国移动"),
        ("县供销社", "蓝山县供销社"),
        ("蓝山县白沙镇政府", "白沙镇政府"),
        ("红星专业合作社", "红星合作社"),
        ("京东物流", "京东"),
        ("大润发", "大润发超市"),
    ],
)
def test_one_employer(one: str, other: str) -> None:
    assert firms.are_one(one, other)
    assert firms.are_one(other, one)


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        ("东莞市鑫达电子厂", "东莞市鑫大电子厂", True),
        ("鑫达电子厂", "美达电子厂", True),
        ("宏达制衣厂", "鸿达制衣厂", True),
        ("东莞市鑫达电子厂", "鑫大电子有限公司", True),
        ("蓝山县红叶服装厂", "蓝山县新风鞋厂", False),
        ("甲厂", "乙厂", False),
        ("鑫达电子厂", "鑫达电子厂", False),
        ("县一小", "县二小", False),
        ("中铁五局", "中铁六局", False),
        ("白沙镇卫生院", "大塘镇卫生院", False),
        ("", "鑫达电子厂", False),
    ],
)
def test_names_with_one_wrong_character(one: str, other: str, *, does: bool) -> None:
    assert firms.are_nearly_one(one, other) is does
    assert firms.are_nearly_one(other, one) is does


@pytest.mark.parametrize(
    ("told", "known", "adds"),
    [
        ("鑫达电子", "东莞市鑫达电子有限公司", False),
        ("鑫达", "东莞市鑫达电子有限公司", False),
        ("手袋厂", "东莞市鑫达手袋有限公司", True),
        ("东莞", "东莞市鑫达手袋有限公司", True),
        ("深圳", "东莞市鑫达手袋有限公司", True),
        ("建华厂", "建华小学", True),
        ("县环卫公司", "县建筑公司", True),
        ("中铁五局", "中铁十五局", True),
        ("东莞市鑫达电子有限公司", "鑫达电子", True),
        ("鑫达电子厂", "美达电子厂", True),
        ("富士康龙华", "深圳富士康", True),
        ("深圳厂", "红星厂", True),
        ("厂", "红星厂", True),
        ("鑫达电子厂", "鑫达电子厂", False),
    ],
)
def test_a_shorter_writing_adds_nothing(told: str, known: str, *, adds: bool) -> None:
    assert firms.is_shorter(told, known) is not adds


# Places; going out to work; kinds and trades alone; none.
NAMELESS = """
广东 深圳市宝安区 深圳宝安 东莞长安 长安镇 虎门 东莞市大岭山镇 佛山顺德区 广东、福建、浙江
外省 省外 县内 外地 县工业园 蓝山县工业园 外出打工 广东务工 在广东打工 去东莞打工 在深圳上班
外出务工广东东莞 跟老乡打工 务工 进厂 零工 散工 普工 灵活就业 自由职业 个体经营 个体 做生意
开货车 理发店 自己开店 水电工 工地 建筑工地 私人企业 私营企业 民营企业 外资企业 乡镇企业
当地企业 电子厂 鞋厂 服装厂 手机厂 汽车厂 制造业 超市 无单位 没有单位 无固定单位 打零工
搞装修 保安 本村 装修队 个体工商户 其他 快递员 服务员 建筑工 护林员 公益性岗位
"""
NAMES = """
东莞市鑫达电子厂 鑫达 富士康 美的 华为 顺丰快递 美团 深圳富士康 甲厂 白沙镇鞋厂
蓝山县供电公司 县人民医院 永辉超市 白沙中心小学 东莞电子厂 县城管局 中建五局 白沙镇政府
红星合作社 小太阳幼儿园 建华建材 ABC 张三装修队 高铁项目部 美的员工 富士康员工
"""


@pytest.mark.parametrize("words", ["", *NAMELESS.split()])
def test_words_that_name_no_employer(words: str) -> None:
    assert not firms.names_one(words)


@pytest.mark.parametrize("name", NAMES.split())
def test_words_that_may_name_one(name: str) -> None:
    assert firms.names_one(name)
