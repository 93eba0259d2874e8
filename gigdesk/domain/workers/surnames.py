"""Surnames: how those with several readings are read, which have two characters, which are common.

Readings are written with the tone behind them, ü as v. The first is the one used for sorting.
"""

from __future__ import annotations

_READINGS = """
单 shan4|仇 qiu2|曾 zeng1|区 ou1|解 xie4|查 zha1|翟 zhai2|覃 qin2 tan2|么 yao1|盖 ge3 gai4|任 ren2
华 hua4|燕 yan1|朴 piao2|缪 miao4|尉 wei4|宓 mi4 fu2|召 shao4|乐 yue4 le4|员 yun4|折 she2
黑 he4 hei1|秘 bi4|繁 po2|撒 sa3|葛 ge3|隗 kui2 wei3|逄 pang2|佴 nai4|郇 xun2 huan2|郗 xi1 chi1
种 chong2|谌 chen2 shen4|冼 xian3|洗 xian3|牟 mu4 mou2|能 nai4|钭 tou3|干 gan1|哈 ha3|车 che1
都 du1|过 guo1|观 guan4|晟 cheng2|纪 ji3 ji4|宁 ning4 ning2|柏 bai3|薄 bo2|卜 bu3|曲 qu1|石 shi2
沈 shen3|盛 sheng4|舍 she4|宿 su4|相 xiang4|肖 xiao1|叶 ye4|应 ying1|於 yu1|占 zhan1|祭 zhai4
仉 zhang3|訾 zi1|谷 gu3|炅 gui4|和 he2|郏 jia2|瞿 qu2|亓 qi2|强 qiang2|阙 que4 que1|厍 she4
佘 she2|莘 shen1 xin1|眭 sui1|邰 tai2|镡 tan2 xin2|拓 tuo4|鲜 xian1|褚 chu3|储 chu3|晁 chao2
朝 chao2|啜 chuai4|笪 da2|句 gou1 ju4|勾 gou1|缑 gou1|夹 jia2|圈 juan4|阚 kan4|乜 nie4|万 wan4
那 na1|粘 nian2|仆 pu2|濮 pu2|尹 yin3|俞 yu2|余 yu2|柘 zhe4|祝 zhu4|贾 jia3|靳 jin4|臧 zang1
费 fei4 bi4|戴 dai4|殷 yin1|隽 juan4|冯 feng2|洪 hong2|贲 ben1|藏 zang1|重 chong2|调 tiao2|大 da4
角 jue2 jiao3|行 xing2|长 chang2|屈 qu1|降 jiang4|泊 bo2|参 shen1|曹 cao2|丁 ding1|令 ling2
娄 lou2|吕 lv3|南 nan2|彭 peng2|齐 qi2|若 ruo4|孙 sun1|汤 tang1|陶 tao2|王 wang2|吴 wu2|夏 xia4
许 xu3|于 yu2|郑 zheng4|庄 zhuang1|台 tai2|陆 lu4|洼 wa1|危 wei1|韦 wei2|奇 qi2|没 mo4|妫 gui1
颉 jie2 xie2|且 ju1|适 kuo4|泷 shuang1|熊 xiong2|單 shan4|華 hua4|區 ou1|員 yun4|葉 ye4
樂 yue4 le4|紀 ji3 ji4|寧 ning4 ning2|蓋 ge3 gai4|萬 wan4|車 che1|費 fei4 bi4|應 ying1|種 chong2
繆 miao4|諶 chen2 shen4|賁 ben1|賈 jia3|過 guo1|闕 que4 que1|馮 feng2
"""

_COMPOUND_READINGS = """
尉迟 yu4 chi2|万俟 mo4 qi2|澹台 tan2 tai2|单于 chan2 yu2|长孙 zhang3 sun1|令狐 ling2 hu2
乐正 yue4 zheng4|谷梁 gu3 liang2|穀梁 gu3 liang2|颛孙 zhuan1 sun1|亓官 qi2 guan1|夹谷 jia2 gu3
鲜于 xian1 yu2|子车 zi3 ju1|皇甫 huang2 fu3|宰父 zai3 fu3|淳于 chun2 yu2|呼延 hu1 yan2
宗政 zong1 zheng4|公冶 gong1 ye3|拓跋 tuo4 ba2|漆雕 qi1 diao1|壤驷 rang3 si4|钟离 zhong1 li2
仉督 zhang3 du1|叱干 chi4 gan1|百里 bai3 li3|相里 xiang4 li3|單于 chan2 yu2|長孫 zhang3 sun1
"""

_COMPOUND = """
欧阳 司马 上官 诸葛 东方 尉迟 皇甫 令狐 慕容 宇文 长孙 司徒 轩辕 夏侯 万俟 澹台 公孙 单于 申屠
闾丘 钟离 东郭 南宫 拓跋 呼延 端木 百里 太史 仲孙 公冶 宗政 濮阳 淳于 太叔 公羊 赫连 司空 独孤
鲜于 西门 东野 南门 第五 纳兰 完颜 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 穀梁 段干 巫马 亓官
司寇 仉督 子车 颛孙 左丘 梁丘 微生 羊舌 达奚 哥舒 叱干 即墨 相里 歐陽 司馬 諸葛 東方 長孫 軒轅
單于 鍾離 東郭 南宮 獨孤
"""

COMPOUND = frozenset(_COMPOUND.split())

# The surnames by which a column of names is told from other short words.
COMMON = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾"
    "孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄"
    "危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左"
    "石崔吉钮龚程嵇邢裴陆荣翁荀甄曲家封芮储靳段富巫乌焦巴牧隗山谷车侯班仰秋仲伊宫宁仇栾暴甘厉戎祖"
    "武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶"
    "堵冉宰雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾居衡步都耿满弘匡"
    "国文寇广东欧沃利蔚越师巩聂晁勾敖融冷辛阚那简饶空曾沙鞠须丰巢关相查后荆红游竺权盖益桓公仉督岳"
    "帅缑亢况有琴商牟佘佴伯赏墨年爱阳佟肖付闫覃代区么逄苟鹿苑税隋迟官敬展阿买热帕努哈吐依麦趙錢孫"
    "鄭馮陳衛蔣韓楊許呂張嚴華鄒蘇龐劉葉鍾黃蕭盧譚賴龍吳羅畢顧賀關歐陽簡饒"
)


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Read `surname reading reading|…` into a table."""
    entries = (entry.split() for entry in text.replace("\n", "|").split("|"))
    return {entry[0]: tuple(entry[1:]) for entry in entries if entry}


READINGS = _table(_READINGS)
COMPOUND_READINGS = _table(_COMPOUND_READINGS)
