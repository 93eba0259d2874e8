"""Small code sets of the registry: codes with their labels, and reading what people write instead.

Labels are data of the field in Chinese, as forms and rosters carry them; the faces have their own
words. Where no national code is known to us the codes are our own (single figures or letters).
"""

from __future__ import annotations

import functools

from gigdesk.domain import patterns
from gigdesk.domain.workers import folding
from gigdesk.domain.workers.divisions import PROVINCES


def _labels(text: str) -> dict[str, str]:
    """Read `code label code label …`."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


CODES: dict[str, dict[str, str]] = {
    # GB/T 2261.1
    "sex": _labels("1 男 2 女 0 未知 9 未说明"),
    # GB/T 2261.2
    "marital": _labels("10 未婚 20 已婚 21 初婚 22 再婚 23 复婚 30 丧偶 40 离婚 90 未说明"),
    # GB/T 2261.3, one figure; only with the person's own consent
    "health": _labels("1 健康或良好 2 一般或较弱 3 有慢性病 6 残疾"),
    # GB/T 4761, one figure
    "relation": _labels("0 本人或户主 1 配偶 2 子 3 女 4 孙子女 5 父母 6 祖父母 7 兄弟姐妹 8 其他"),
    # GB/T 3304
    "ethnic": _labels(
        "01 汉族 02 蒙古族 03 回族 04 藏族 05 维吾尔族 06 苗族 07 彝族 08 壮族 09 布依族 10 朝鲜族 "
        "11 满族 12 侗族 13 瑶族 14 白族 15 土家族 16 哈尼族 17 哈萨克族 18 傣族 19 黎族 20 傈僳族 "
        "21 佤族 22 畲族 23 高山族 24 拉祜族 25 水族 26 东乡族 27 纳西族 28 景颇族 29 柯尔克孜族 "
        "30 土族 31 达斡尔族 32 仫佬族 33 羌族 34 布朗族 35 撒拉族 36 毛南族 37 仡佬族 38 锡伯族 "
        "39 阿昌族 40 普米族 41 塔吉克族 42 怒族 43 乌孜别克族 44 俄罗斯族 45 鄂温克族 46 德昂族 "
        "47 保安族 48 裕固族 49 京族 50 塔塔尔族 51 独龙族 52 鄂伦春族 53 赫哲族 54 门巴族 "
        "55 珞巴族 56 基诺族 97 其他 98 外国血统"
    ),
    # GB/T 4658-2006
    "education": _labels(
        "10 研究生 20 大学本科 30 大学专科 40 中等职业 41 中专 44 职高 47 技校 60 普通高中 70 初中 "
        "80 小学 90 其他"
    ),
    # GB/T 4762
    "political": _labels(
        "01 中共党员 02 中共预备党员 03 共青团员 04 民革党员 05 民盟盟员 06 民建会员 07 民进会员 "
        "08 农工党党员 09 致公党党员 10 九三学社社员 11 台盟盟员 12 无党派人士 13 群众"
    ),
    # Five national levels; letters are ours for the three added in 2022.
    "skill_level": _labels(
        "5 五级（初级工） 4 四级（中级工） 3 三级（高级工） 2 二级（技师） 1 一级（高级技师） "
        "A 学徒工 T 特级技师 C 首席技师"
    ),
    "disability_kind": _labels("1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重"),
    "disability_grade": _labels("1 一级 2 二级 3 三级 4 四级"),
    # National where figures stand; L1 and L2 are ours.
    "doc_kind": _labels(
        "01 居民身份证 06 残疾人证 08 护照 10 港澳居民来往内地通行证 12 台湾居民来往大陆通行证 "
        "L1 港澳台居民居住证 L2 外国人永久居留身份证 99 其他证件"
    ),
    "hukou_kind": _labels("1 农业 2 非农业 3 居民户口"),
    "employment_status": _labels("1 已就业 2 暂未就业"),
    "employment_place": _labels("1 县内 2 县外市内 3 市外省内 4 外省 5 境外"),
    "employment_form": _labels(
        "1 灵活就业 2 企业 3 个体工商 4 机关事业单位 5 自主创业 6 公益性岗位 7 务农 9 其他"
    ),
    "industry": _labels("1 第一产业 2 第二产业 3 第三产业"),
    "person_category": _labels(
        "01 脱贫人口 02 监测对象 03 低保 04 残疾 05 零就业家庭 06 4050人员 07 失地农民 08 退役军人 "
        "09 返乡农民工 10 高校毕业生 11 刑满释放"
    ),
    "service_need": _labels(
        "1 职业介绍 2 职业培训 3 职业技能鉴定 4 社会保险补贴 5 公益性岗位安置 6 小额担保贷款 "
        "7 就业见习"
    ),
    "training_wish": _labels("0 无 1 职业培训 2 创业培训 3 企业高技能人才培训"),
    "meal_need": _labels("0 无 1 清真 2 素食"),
    "verified_how": _labels("0 未核 1 目视 2 读卡 3 接口 4 官网截图"),
    "certificate_kind": _labels(
        "1 职业资格 2 职业技能等级 3 专项职业能力 4 特种作业操作证 5 特种设备 6 健康证 7 驾驶证 "
        "8 培训合格证"
    ),
    "insured": _labels("1 参保 0 未参保"),
    "yes_no": _labels("1 是 0 否"),
    "province": dict(PROVINCES),
}

# Sets in which a text without a code may stand as it is (card readers deliver 穿青人).
OPEN_SETS = frozenset({"ethnic", "relation", "health"})
# Peoples that are counted apart although the list of 56 has them not, and words of kinship.
_FAMILIAR = {
    "ethnic": patterns.later(
        "穿青人|亻?革家人?|僜人|夏尔巴人|摩梭人|苦聪人|克木人|莽人|图瓦人|老品人|未识别|未定族称"
    ),
    "relation": patterns.later(
        "[父母夫妻爸妈爷奶公婆岳媳婿兄弟姐妹哥嫂孙叔伯舅姑姨侄甥儿女子]|"
        "配偶|爱人|老伴|亲|家属|朋友|同学|同事|工友|邻居|老乡|村干部|支书|主任"
    ),
}

_YES = "是 有 对 √ ✓ ✔ ☑ y yes true t 已 参加 享受"
_NO = "否 无 没有 没 × ✗ ✘ x n no false f 未 未参加 不"

_VARIANTS: dict[str, dict[str, str]] = {
    "sex": {
        "1": "男性 男的 m male man 先生 男士 ♂",
        "2": "女性 女的 f female woman 女士 ♀",
        "0": "不详 未知的性别",
    },
    "marital": {
        "10": "单身 未 没结婚",
        "20": "有配偶 已 结婚 已结婚",
        "30": "丧 寡 丧妻 丧夫",
        "40": "离异 离 已离婚 离婚单身",
    },
    "health": {
        "1": "健康 良好 健康良好 身体健康 身体良好 很好 好 正常",
        "2": "一般 较弱 健康一般 身体一般 体弱",
        "3": "慢性病 患有慢性病 长期慢性病",
        "6": "残 残疾人",
    },
    "relation": {
        "0": "本人 户主 自己",
        "1": "夫 妻 夫妻 丈夫 妻子 老公 老婆 爱人 妻室",
        "2": "儿子 长子 次子 三子 四子 独生子 儿 二子 幺子",
        "3": "女儿 长女 次女 三女 四女 独生女 闺女 二女",
        "4": "孙子 孙女 孙 外孙 外孙子 外孙女 长孙",
        "5": "父亲 母亲 父 母 爸爸 妈妈 爸 妈 公公 婆婆 岳父 岳母",
        "6": "祖父 祖母 爷爷 奶奶 外公 外婆 外祖父 外祖母",
        "7": "兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 哥 弟 姐 妹 兄 兄妹 姐弟",
        "8": "其他亲属 其它 亲戚",
    },
    "ethnic": {
        "02": "蒙族 内蒙古族",
        "05": "维族 维",
        "10": "朝族",
        "17": "哈族",
        "97": "其它",
        "98": "外国血统中国籍人士 外国血统中国籍",
    },
    "education": {
        "10": "硕士 博士 硕士研究生 博士研究生",
        "20": "本科 大学 学士 本科及以上 本科以上 全日制本科",
        "30": "大专 专科 高职 高专 大专(高职)",
        "40": "中专中技 中职 中专/中技 中专(中技) 中专、中技",
        "41": "中等专科 中专生",
        "44": "职业高中 职中",
        "47": "中技 技工学校 技工",
        "60": "高中 普高",
        "70": "初级中学",
        "80": "小学及以下 小学以下 高小 初小",
        "90": "文盲 半文盲 文盲或半文盲 不识字 未上学 没上过学 其它",
    },
    "political": {
        "01": "党员 共产党员 中国共产党党员 正式党员",
        "02": "预备党员",
        "03": "团员 共青团 中国共产主义青年团团员",
        "04": "民革会员 民革",
        "05": "民盟",
        "06": "民建",
        "07": "民进",
        "08": "农工党 农工民主党",
        "09": "致公党",
        "10": "九三学社",
        "11": "台盟",
        "12": "无党派 无党派民主人士",
        "13": "群众(现称普通公民) 普通公民 一般群众 普通群众 公民",
    },
    "skill_level": {
        "5": "五级 初级 初级工 初级技能 5级 五级初级工 五级/初级工 国家五级",
        "4": "四级 中级 中级工 中级技能 4级 四级中级工 四级/中级工 国家四级",
        "3": "三级 高级 高级工 高级技能 3级 三级高级工 三级/高级工 国家三级",
        "2": "二级 技师 2级 二级技师 二级/技师 国家二级",
        "1": "一级 高级技师 1级 一级高级技师 一级/高级技师 国家一级",
        "A": "学徒",
    },
    "disability_kind": {
        "1": "视力残疾 视残 盲",
        "2": "听力残疾 听残 聋",
        "3": "言语残疾 语言 哑",
        "4": "肢体残疾 肢残",
        "5": "智力残疾 智残",
        "6": "精神残疾",
        "7": "多重残疾",
    },
    "disability_grade": {"1": "1级 壹级", "2": "2级 贰级", "3": "3级 叁级", "4": "4级 肆级"},
    "doc_kind": {
        "01": "身份证 二代身份证 二代证 中国居民身份证 居民身份证(户口簿) 第二代居民身份证",
        "06": "残疾证",
        "08": "中国护照 外国护照 passport",
        "10": "港澳通行证 回乡证 港澳居民通行证",
        "12": "台胞证 台湾通行证",
        "L1": "港澳台居住证 港澳台居民居住证件 居住证",
        "L2": "外国人永久居留证 外国人居留证 永居证",
        "99": "其他 其它",
    },
    "hukou_kind": {
        "1": "农业户口 农村 农村户口 农 农业户 农户",
        "2": "非农业户口 非农 城镇 城镇户口 非农户口 非农业户",
        "3": "居民 统一居民户口 居民户",
    },
    "employment_status": {
        "1": "就业 在岗 在业 务工 外出务工 有工作 是 √ ✓ ✔ ☑ y yes",
        "2": "未就业 失业 待业 无业 没工作 暂无就业 否 × ✗ ✘ n no",
    },
    "employment_place": {
        "1": "本县 本地 乡内 镇内 乡镇内 县内乡外 本乡 本镇",
        "2": "市内 市内县外",
        "3": "省内市外",
        "4": "省外 国内省外 跨省",
        "5": "国外 海外 出国",
    },
    "employment_form": {
        "1": "灵活 零工 打零工 散工",
        "2": "企业就业 单位就业",
        "3": "个体 个体户 个体工商户 个体经营",
        "4": "机关 事业单位 机关事业 机关单位",
        "5": "创业",
        "6": "公益岗 公益性岗位就业 公益岗位",
        "7": "种田 种地 在家务农 农业生产",
        "9": "其它",
    },
    "industry": {"1": "一产 农业 一产业", "2": "二产 工业 二产业", "3": "三产 服务业 三产业"},
    "person_category": {
        "01": "脱贫户 建档立卡 建档立卡贫困户 贫困户 建档立卡户 脱贫 贫困人口 建档立卡贫困人口",
        "02": "监测户 三类户 易返贫致贫户 监测人口 边缘易致贫户 脱贫不稳定户 突发严重困难户",
        "03": "低保户 低保人员 享受低保 最低生活保障",
        "04": "残疾人 残疾人员 持证残疾人 残疾一级 残疾二级 残疾三级 残疾四级 一级残疾 二级残疾 "
        "三级残疾 四级残疾",
        "05": "零就业家庭成员 零就业",
        "06": "4050 四〇五〇 4050大龄人员",
        "07": "失地 被征地农民",
        "08": "退伍军人 复退军人 复员军人 退役士兵 退伍",
        "09": "返乡人员 返乡",
        "10": "大学生 毕业生 高校毕业 大中专毕业生",
        "11": "刑释人员 刑满释放人员",
    },
    "service_need": {
        "1": "介绍工作 就业介绍",
        "2": "培训 技能培训",
        "3": "技能鉴定",
        "4": "社保补贴",
        "5": "公益性岗位 公益岗位",
        "6": "担保贷款 创业担保贷款",
        "7": "见习",
    },
    "training_wish": {
        "0": "没有 不需要 否",
        "1": "技能培训 职业技能培训",
        "2": "创业",
        "3": "高技能人才培训 企业高技能培训",
    },
    "meal_need": {"0": "普通 没有 无要求 否", "1": "清真餐", "2": "素 吃素 素餐"},
    "verified_how": {"0": "未核验 未核实", "1": "目视核验 已看证", "2": "读卡器", "3": "联网"},
    "certificate_kind": {
        "1": "职业资格证 职业资格证书 国家职业资格证书",
        "2": "职业技能等级证书 技能等级证 技能等级证书",
        "3": "专项能力 专项职业能力证书 专项职业能力考核证书",
        "4": "特种作业 特种作业证",
        "5": "特种设备作业人员证 特种设备操作证",
        "6": "健康证明 从业人员健康证",
        "7": "驾照 机动车驾驶证",
        "8": "合格证 培训证 结业证",
    },
    "insured": {"1": f"已参保 参加 缴费 {_YES}", "0": f"未缴 没参保 未参加 {_NO}"},
    "yes_no": {"1": _YES, "0": _NO},
}

_SUFFIXES = {
    "education": patterns.later("(?:毕业生?|文化程度|文化|学历|程度|肄业|在读|教育)$"),
    "province": patterns.later("(?:省|市|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区)$"),
    "disability_grade": patterns.later("残疾?$"),
}
# 愿意外出, 不愿意, 无就业意愿: whether, and never what.
_ANSWER = patterns.later(
    "(?:很|非常|暂|暂时|目前)?(?:不|无|没|没有|有)?(?:愿意?|意愿|意向|想|考虑|打算)"
    "(?:外出|出去|务工|打工|就业|工作|本地|参加|去|的|了)*"
    "|(?:有|无|没有|暂无|不)(?:外出|务工|打工|就业|求职|求职务工|本地)*(?:意愿|意向|需求|打算)"
)
_TENFOLD = frozenset({"education", "marital"})
_JOINTS = patterns.later(r"[、,;/|+\n\uff0c\uff1b]+|\s{2,}")


def label(code_set: str, code: str) -> str:
    """Return the label of a code; a text that is no code stands for itself."""
    return CODES[code_set].get(code, code)


@functools.cache
def _index(code_set: str) -> dict[str, str]:
    """Return all that may be written for the codes of a set."""
    found: dict[str, str] = {}
    for code, words in CODES[code_set].items():
        for word in (code, words, _bare(code_set, words)):
            found.setdefault(_plain(word), code)
    for code, written in _VARIANTS.get(code_set, {}).items():
        for word in written.split():
            found.setdefault(_plain(word), code)
    return found


def _plain(text: str) -> str:
    return folding.folded(text).strip("'\u2018\u2019.。").removesuffix(".0")


def _bare(code_set: str, words: str) -> str:
    """Return a label without the ending people leave off: 汉族 as 汉, 湖南省 as 湖南."""
    if code_set == "ethnic":
        return words.removesuffix("族")
    suffix = _SUFFIXES.get(code_set)
    return suffix.sub("", words) if suffix else words


@functools.lru_cache(maxsize=1 << 14)
def is_familiar(code_set: str, text: str) -> bool:
    """Say whether a text without a code is one that a register may well hold in an open set."""
    known = _FAMILIAR.get(code_set)
    return known is not None and known.search(text) is not None


def read_code(code_set: str, text: str) -> str | None:
    """Return the code somebody meant by a label, a code or one of the usual variants; else None.

    Unknown texts are never forced into a set: the caller keeps the text and asks.
    """
    index = _index(code_set)
    plain = _plain(text)
    if plain in index:
        return index[plain]
    if plain.isdecimal():
        tenfold = plain + "0" if code_set in _TENFOLD and len(plain) == 1 else plain
        return index.get(tenfold) or index.get(plain.zfill(2)) or index.get(plain.lstrip("0"))
    return index.get(_bare(code_set, plain))


@functools.lru_cache(maxsize=1 << 12)
def is_answer(text: str) -> bool:
    """Say whether a text only answers whether: 是, 不愿意, 愿意外出务工."""
    plain = _plain(text)
    return plain in _index("yes_no") or _ANSWER.fullmatch(plain) is not None


def word_key(text: str) -> str:
    """Return what tells one word from another, however wide and with what blanks it is written."""
    return _plain(text)


def pieces(text: str) -> list[str]:
    """Return what stands in a cell that may hold several words."""
    return [piece.strip() for piece in _JOINTS.split(text) if piece.strip()]


def read_codes(code_set: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a cell that may hold several: the codes in order, and the pieces that have none."""
    read = [(piece, read_code(code_set, piece)) for piece in pieces(text)]
    codes = dict.fromkeys(code for _, code in read if code is not None)
    return tuple(codes), tuple(piece for piece, code in read if code is None)


def county_education(code: str) -> str:
    """Return the answer of the county form for a code of education, which knows only six."""
    return {
        "10": "本科及以上",
        "20": "本科及以上",
        "30": "大专",
        "40": "中专中技",
        "41": "中专中技",
        "44": "中专中技",
        "47": "中专中技",
        "60": "高中",
        "70": "初中",
        "80": "小学及以下",
        "90": "小学及以下",
    }.get(code, code)


_COARSE = frozenset(
    [
        "本科及以上",
        "本科以上",
        "中专中技",
        "中专/中技",
        "中专(中技)",
        "中专、中技",
        "小学及以下",
        "小学以下",
    ]
)


def is_coarse_education(text: str) -> bool:
    """Say whether a text is an answer of the county form that stands for several codes."""
    return _plain(text) in _COARSE
