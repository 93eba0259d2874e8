"""A shorter writing of the same place or bank is no news; another place or bank is."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import partial

PLACE = "湖南省永州市蓝山县青溪街道办事处白竹村村民委员会第3组12号"


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("白竹村3组12号", PLACE),
        ("第3组12号", PLACE),
        ("3组12号", PLACE),
        ("12号", PLACE),
        ("青溪街道白竹村3组", PLACE),
        ("青溪街道办白竹村委会三组", PLACE),
        ("蓝山县白竹村3组", PLACE),
        ("湖南蓝山青溪白竹3组", PLACE),
        ("湖南省蓝山县", PLACE),
        ("白竹村 3 组 12 号", PLACE),
        ("白竹村第三村民小组", PLACE),
        ("白竹社区3组", "青溪街道办事处白竹社区3组"),
        ("石桥村", "石桥村委会"),
        ("3组", "国营青山农场3组"),
        ("青山农场第三生产队", "湖南省青山农场第三生产队5号"),
        ("5号", "青山农场第三生产队5号"),
        ("2栋301室", "长安镇振安路5号2栋301室"),
        ("长安镇振安路5号301", "广东省东莞市长安镇振安路5号2栋301"),
        ("东莞市长安镇乌沙", "广东省东莞市长安镇乌沙兴发路12号"),
        ("广东东莞长安镇", "广东省东莞市长安镇乌沙兴发路12号"),
        ("蓝山县塔峰镇", "湖南蓝山县塔峰镇石桥村"),
        ("石桥村三组", "塔峰镇石桥村3组"),
        ("江西村3组", "塔峰镇江西村3组"),
        ("重庆路12号", "长安镇重庆路12号301"),
        ("广西蓝山县", "广西壮族自治区蓝山县塔峰镇"),
        ("石桥村十一组", "塔峰镇石桥村11组5号"),
        ("石桥村二十组", "塔峰镇石桥村20组5号"),
    ],
)
def test_a_shorter_address_is_no_news(said: str, known: str) -> None:
    assert partial.same("address", said, known)
    assert partial.same("hukou_address", said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (PLACE, "白竹村3组12号"),
        ("白竹村3组12号", "白竹村3组"),
        ("白竹村3组1", PLACE),
        ("白竹村3组2号", PLACE),
        ("2号", PLACE),
        ("白竹村13组", PLACE),
        ("白竹村一组", "白竹村十一组"),
        ("白竹村十组", "白竹村二十组"),
        ("柳树村3组12号", PLACE),
        ("宁远县白竹村3组12号", PLACE),
        ("白竹村12号3组", PLACE),
        ("竹村3组", PLACE),
        ("东街1号", "河东街1号"),
        ("山村2组", "白山村2组"),
        ("广东省东莞市", "广东省深圳市"),
        ("石桥村3队", "石桥村3组"),
        ("长安镇振安路2号", "长安镇振安路5号2栋301"),
        ("村", PLACE),
        ("", PLACE),
    ],
)
def test_another_address_or_a_fuller_one_is_news(said: str, known: str) -> None:
    assert not partial.same("address", said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("农业银行", "中国农业银行塔峰支行"),
        ("农行", "中国农业银行塔峰支行"),
        ("塔峰支行", "中国农业银行塔峰支行"),
        ("农业银行塔峰支行", "中国农业银行股份有限公司湖南省蓝山县塔峰支行"),
        ("中国农业银行蓝山支行", "中国农业银行湖南省永州市蓝山县支行"),
        ("农村信用社", "湖南省农村信用社联合社"),
        ("农村信用社", "湖南农村信用社塔峰分社"),
        ("蓝山县农村信用社", "湖南省蓝山县农村信用社塔峰信用社"),
        ("农商行", "湖南蓝山农村商业银行股份有限公司"),
        ("邮政储蓄银行", "中国邮政储蓄银行蓝山县支行"),
        ("邮储银行", "中国邮政储蓄银行有限责任公司蓝山县支行"),
        ("邮储", "中国邮政储蓄银行"),
        ("中国银行", "中国银行蓝山支行"),
        ("中行", "中国银行股份有限公司蓝山支行"),
        ("工商银行", "中国工商银行"),
    ],
)
def test_a_shorter_name_of_the_bank_is_no_news(said: str, known: str) -> None:
    assert partial.same("bank_name", said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("商业银行", "农村商业银行江村支行"),
        ("中国银行", "中国农业银行塔峰支行"),
        ("银行", "中国农业银行塔峰支行"),
        ("工商银行", "中国农业银行塔峰支行"),
        ("农业银行江村支行", "中国农业银行塔峰支行"),
        ("江村支行", "中国农业银行塔峰支行"),
        ("农业银行塔峰支行", "农业银行"),
        ("建设银行塔峰支行", "农业银行塔峰支行"),
        ("农村商业银行", "农村信用社"),
        ("支行", "中国农业银行塔峰支行"),
        ("广东省农村信用社", "湖南省农村信用社"),
    ],
)
def test_another_bank_or_a_fuller_name_is_news(said: str, known: str) -> None:
    assert not partial.same("bank_name", said, known)


def test_a_long_text_of_like_parts_is_compared_at_once() -> None:
    assert not partial.same("address", "1号" * 60 + "乙", "1号" * 120)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("长沙", "湖南省永州市冷水滩区长沙路12号"),
        ("北京", "广东省东莞市虎门镇北京路3号"),
        ("北京", "北京路3号"),
        ("上海", "湖南省长沙市芙蓉区上海路"),
        ("上海", "芙蓉区上海花园3栋"),
        ("广州", "塔峰镇广州路8号"),
        ("东莞", "塔峰镇东莞巷8号"),
        ("广东东莞", "塔峰镇东莞巷8号"),
        ("江西", "塔峰镇江西村3组"),
        ("江西省", "塔峰镇江西村3组"),
        ("浙江", "浙江村"),
        ("湘潭", "湘潭街"),
        ("东风路", "蓝山县塔峰镇东风村新村路12号"),
        ("塔峰镇新村12号", "塔峰镇石桥村新村路12号"),
        ("石桥村312号", "石桥村3-12号"),
    ],
)
def test_the_name_of_a_city_says_nothing_of_what_is_called_after_it(said: str, known: str) -> None:
    assert not partial.same("address", said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("东莞", "广东省东莞市虎门镇北京路3号"),
        ("广东", "广东省东莞市虎门镇"),
        ("广东东莞", "广东省东莞市虎门镇"),
        ("湖南长沙", "湖南省长沙市岳麓区"),
        ("长沙", "湖南长沙岳麓区"),
        ("东莞", "广东东莞厚街鞋厂"),
        ("北京", "北京市朝阳区"),
        ("桂林", "广西壮族自治区桂林市恭城瑶族自治县"),
        ("喀什", "新疆喀什地区"),
        ("中山", "广东省中山市小榄镇"),
        # The full official name goes before the one in use.
        ("江华县沱江镇", "湖南省永州市江华瑶族自治县沱江镇"),
        ("湘西州永顺县", "湖南省湘西土家族苗族自治州永顺县"),
        ("石桥村3组12号", "塔峰镇石桥村3组(12号)"),
        ("塔峰-石桥-3组", "塔峰镇石桥村3组"),
        ("塔峰镇新村路12号", "塔峰镇石桥村新村路12号"),
        ("石桥", "塔峰镇石桥村3组"),
    ],
)
def test_a_city_and_what_it_is_called_in_short_say_less_of_it(said: str, known: str) -> None:
    assert partial.same("address", said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("邮政", "中国邮政储蓄银行蓝山县支行"),
        ("信用社", "蓝山县农村信用合作联社塔峰信用社"),
        ("招行", "招商银行长沙分行"),
    ],
)
def test_a_bank_in_one_word_says_less_of_its_branch(said: str, known: str) -> None:
    assert partial.same("bank_name", said, known)
    assert not partial.same("bank_name", said, "中国农业银行蓝山县支行")
