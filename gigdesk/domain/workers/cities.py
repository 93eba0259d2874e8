"""The names by which people call provinces and cities alone: 湖南, 长沙, 广东东莞.

Prefectures of GB/T 2260 without their kind, and the cities of counties to which most go for work.
"""

from __future__ import annotations

import re

from gigdesk.domain import patterns
from gigdesk.domain.workers import divisions

_CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中
运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连
鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城
延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州
常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山
台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州
厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳
平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌
襄阳 襄樊 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳
常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州
梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林
百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山
南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南
黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆
拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关
金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 银川 石嘴山 吴忠 固原 中卫
乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 义乌 永康 慈溪 余姚
诸暨 乐清 瑞安 温岭 桐乡 海宁 昆山 张家港 常熟 太仓 江阴 宜兴 晋江 石狮 南安 福清 增城 台山
"""
_PROVINCES = {
    code: re.sub("(?:特别行政区|维吾尔自治区|.族自治区|自治区|省|市)$", "", name)
    for code, name in divisions.PROVINCES.items()
}
_PROVINCE = "|".join((*divisions.PROVINCES.values(), *_PROVINCES.values()))
_CITY = "|".join(sorted(_CITIES.split(), key=len, reverse=True))
_ALONE = patterns.later(f"(?:{_PROVINCE})|(?:{_PROVINCE})?(?:{_CITY})(?:市|州|地区)?")


def bare_province(code: str) -> str:
    """Return the name of the province of a code without its kind: 湖南."""
    return _PROVINCES.get(code[:2], "")


def bare_provinces() -> tuple[str, ...]:
    """Return the names of all provinces without their kind."""
    return tuple(_PROVINCES.values())


def is_alone(text: str) -> bool:
    """Say whether a text names a province or a city and nothing else."""
    return _ALONE.fullmatch(text) is not None


def without(text: str) -> str:
    """Return a text without the province and city with which it begins: 东莞市鑫达厂 as 鑫达厂."""
    found = _ALONE.match(text)
    return text[found.end() :] if found else text
