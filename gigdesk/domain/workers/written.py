"""How much a text looks like a list of people in Chinese: for telling how its bytes were meant.

Bytes read in a wrong encoding still give Han characters, but rare ones; names, villages and the
words over columns are made of a few hundred.
"""

from __future__ import annotations

import re

from gigdesk.domain.workers import surnames
from gigdesk.domain.workers.pinyin import HAN

_HAN = re.compile(f"[{HAN}]")
# Words over columns, places and the commonest signs of names, in both ways of writing.
_OFTEN = (
    frozenset(
        "姓名身份证號号码電电话話联聯系繫手机機村组組镇鎮乡鄉县縣市省区區街道路社地址住址户戶籍性别別男女民族年龄齡"
        "岁歲出生日期月文化程度学學历歷备備注註序银銀行卡账賬帐帳开開户戶务務工单單位公司职職业業技能就种種薪资資"
        "元人员員关關系與与家庭主妻子父母是否外本省内內时時间間天健康状狀况況良好贫貧困劳勞动動力初高中小大专專科"
        "汉漢苗瑶瑤土侗壮壯回满滿彝藏国國强強华華建军軍明文志平伟偉芳英秀兰蘭玉桂春梅红紅霞丽麗娟燕海永清德福成"
        "金荣榮贵貴生林龙龍凤鳳云雲辉輝勇刚剛杰傑峰超涛濤波斌敏静靜艳艷琴珍珠菊莲蓮香花美莉娜婷雪梦夢宇浩晨轩軒"
        "东東西南北上下山水河溪石桥橋坪岭嶺塘湾灣田新老和安泰兴興光祥瑞吉庆慶立正义義仁信智礼禮忠孝先元世代"
        "的一不了在有我他这這中来來上为為个個到说說们們以要就出会會可也你对對得自之后後里裡去过過"
    )
    | surnames.COMMON
)


def likeness(text: str) -> tuple[float, int]:
    """Return the share of often seen characters among the Han characters of a text, and these."""
    found = _HAN.findall(text)
    return (sum(one in _OFTEN for one in found) / len(found) if found else 0.0), len(found)
