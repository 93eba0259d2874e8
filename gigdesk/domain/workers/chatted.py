"""What the words of a chat line are: a name, a place, a trade, kin, a remark, or not known.

People write lines as they speak. Only a word with a usual surname, of the length of such names and
without another meaning reads like a name; whatever else it may be, a person has to look.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_words, divisions, surnames
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection

Kind = Literal["name", "place", "plain", "kin", "unknown"]
NAME: Kind = "name"
PLACE: Kind = "place"
PLAIN: Kind = "plain"
KIN: Kind = "kin"
UNKNOWN: Kind = "unknown"

UNSURE_NAME = "findings.row.line_name"
NO_NAME = "findings.row.line_no_name"
UNSURE_PERSON = "findings.row.line_person"
UNSURE_COMING = "findings.row.line_stays"
UNSURE_PHONE = "findings.row.line_phone"
BETWEEN = " / "
"""What stands between the words of a line that may be the name."""
DOUBTS = frozenset({UNSURE_NAME, UNSURE_PERSON, NO_NAME, UNSURE_COMING, UNSURE_PHONE})
"""Remarks on a line of a chat list that a person has to look at before anybody is taken from it."""
SAID_ALONE = "去来报男女我叫是好汉和跟与同及带还加"
"""Single signs that stand for themselves in a line and are no part of a name."""
ARE = "是为"
"""What may stand between a label and its number."""
ONES_OWN = "本人的?|自己的?"
"""What stands before a telephone that is the person's own, as a pattern."""
KIN_WORDS = (
    "老婆|媳妇|爱人|妻子|老公|丈夫|男人|女人|儿子|女儿|儿媳妇|儿媳|女婿|孙子|孙女|弟弟|哥哥|姐姐|妹妹"
    "|弟媳|弟妹|嫂子|姐夫|妹夫|父亲|母亲|爸爸|妈妈|爸妈|父母|公公|婆婆|岳父|岳母|爷爷|奶奶|外公|外婆"
    "|叔叔|伯伯|婶婶|姑姑|姑妈|姨妈|舅舅|舅妈|侄子|侄女|外甥|表哥|表弟|表姐|表妹|堂哥|堂弟|家属|家人|亲戚"
    "|朋友|同学|邻居|老乡|同事|孩子|小孩|儿|爸|妈|爹|娘|父|母|哥|姐|弟|妹|嫂|叔|婶|姑|姨|舅|夫|妻"
)
"""Words for kin as a pattern, the longer before the shorter."""
OUR = "(?:我们家|我们|我家|俺家|他家|她家|我|俺|咱|他|她|你)"
_MORE_THAN_A_SIGN = "|".join(one for one in KIN_WORDS.split("|") if len(one) > 1)
OF_KIN = f"(?:{OUR})?的?(?:{_MORE_THAN_A_SIGN}|妻|夫)"
"""Words for kin as a pattern, with whose they are."""
_KIN_AT_END = patterns.later(f"{OF_KIN}(?:是|叫|名叫|姓名)?\\s*[:(]?\\s*$")
_OF_KIN = patterns.later(f"(?:{OUR})?的?(?:{KIN_WORDS})(?:们|俩)?")
_KIN_OF = patterns.later(f"的?(?:{KIN_WORDS})")
_KIN_BEFORE = patterns.later(f"^(?:{OUR})?的?(?:{KIN_WORDS})(?:是|叫|名叫|姓名)?")
_FOR = patterns.later(f"(?:{OUR})?(?:代替|代|替|帮忙|帮|给)(?:{OUR})?的?(?:{KIN_WORDS})?")
_FOR_WHOM = patterns.later(
    rf"{_FOR.pattern}(?:报名|报|填报|填|登记|接龙|参加)(?:一下|一个|下|的|了)?"
)
_SELF = patterns.later(
    "^(?:我的名字叫|我的名字是|我名字叫|我名叫|我叫|我是|本人叫|本人是|本人|姓名是|姓名|名字叫|名字是|名字|名叫|我|叫)"
)
_SAID_BEHIND = patterns.later(
    "(?:已经报名|已报名|要报名|我报名|报名参加|参加报名|报名|已报|参加|接龙|确认|收到|谢谢|要去|我去|想去|也去|去)$"
)
_STAYING = "|".join(map(re.escape, chat_words.WITHDRAWING))
_SAID_NO = patterns.later(f"(?:{_STAYING})(?:了|报名|啊|哈|吧)*$")
_COUPLE = patterns.later(
    "(?:夫妻俩|夫妻二人|夫妻两个|夫妻|夫妇|两口子|俩口子|一家人|一家|全家|父子|母女|母子|父女)$"
)
_REMARK = patterns.later(
    "[会能有带要想可不没在去自已做干懂愿等坐骑住需缺无患从到请让也还只先再最都刚]"
)
_FIGURES = "一二三四五六七八九十两俩"
_COUNTED = patterns.later(
    f"第?(?:[0-9]{{1,3}}|[{_FIGURES}]{{1,3}})(?:个人|个|号|位|名|人|口|岁|周岁|村民小组|小组|组|队|年|斤|公斤|厘米|cm|kg)?"
    f"|(?:共|带|一共|合计|还有|加|总共)(?:[0-9]{{1,2}}|[{_FIGURES}])(?:个人|个|位|名|人|口)?|序号[0-9]*|no[0-9]*|№[0-9]*"
)
_TOWN = patterns.later(f"[{HAN}]{{1,6}}(?:镇|乡|街道|县|区|省|市)")
_PEOPLE_OF = patterns.later(f"[{HAN}]{{1,5}}族")
_GROUP = f"(?:第?(?:[0-9]{{1,2}}|[{_FIGURES}]{{1,3}})(?:村民小组|小组|组|队))?"
_VILLAGE_BEFORE = patterns.later(
    f"([{HAN}]{{1,12}}?(?:村民委员会|居民委员会|村委会|居委会|村委|社区|村){_GROUP})(.+)"
)
# What is said before a village of where somebody lives or is registered, and where one is from.
_PLACE_SAID = patterns.later(
    "(?:我们家|我们|我家|我|本人)?(?:是|现在|目前|一直)?(?:现居住地|现居住|居住地|居住|现住址|现住|家庭住址|家庭地址|家里|家住|住址|地址"
    "|户籍所在地|户籍地址|户籍地|户籍|户口所在地|户口|来自|常住|租住|暂住|嫁|家|人|住)?(?:是|在|到|入)?"
)
_KEPT_WHOLE = patterns.later("嫁|租住|暂住")
_ORIGIN = patterns.later("老家|娘家|婆家|原籍|祖籍|籍贯|出生|原住|原来|以前")
_NO_NAME_OF_PLACE = patterns.later("[的是们了我你他她跟嫁这在住到]|户籍|户口|地址|老家|娘家")
_CALLED = frozenset("哥姐嫂叔婶爷奶姨总工妻妈爸婆氏夫媳")
_CALLED_SHORT = frozenset("伯弟妹公董头队姑舅")
_GIVEN_SHORT = frozenset("桂金国明秋文平安乐花双喜时阳年爱敬家温幸成云水")
_NO_SURNAME = frozenset("阿依热帕努吐")
# Surnames so rare that what begins with them is more often another word.
_SELDOM = frozenset("富红和车路支农米乐暴步通时双幸都空有能相后权益国东公商水终经缘")
_OF_RANK = patterns.later("老[大二三四五六七八九幺]")
_SHOPS = "店厂厅铺馆行摊面粉饭"
_FURTHER = frozenset(
    "盘奉冼粟阙卿禤逯蹇练揭涂凃帖仝亓牙邬庹邝訾晁隗逄郇郗谌乜查缪么区召折么宓钭厍佘莘眭邰镡褚储笪缑句"
    "尉贲娄濮柘旷漆阳银滑邸哈麦买沙铁撒者妥丑苑撖肇布冶拜尕覃蓝雷钟仡韦蒙莫玉满来敖勒贡鄂包那富仓蔚"
    "苟荀羿鄢鲜鱼酆郦郏郝郎郜部阎闭岑岳庾延弓斗昌昝晋曲松来果柯楚泰浦涂湛焦甄盈眭督矫矣竹笃籍綦纵缑罕義"
)
_PLACE_ENDS = "湾冲坪岭屯寨庄坳坝塘垌峒洞沟坡坑岗咀村镇乡组队"
_OTHER_PERSON = patterns.later(
    "紧急联系人|联系人|介绍人|推荐人|担保人|监护人|领队|带队|经办人|经办|填报人|填报|填表人|帮扶|委托人|代领人|联络员|证明人"
    "|曾用名|原名|别名|又名|化名|身份证上|身份证名|真名|实名|大名|真实姓名|户主"
)
_COURTESY = patterns.later(
    "(?:谢谢|多谢|感谢|辛苦|收到|好的|好滴|麻烦|请|祝|欢迎|大家|各位|以上|安全|几点|一起|出发|集合|明天|今天|后天|早上|注意|知道了|明白"
    "|支持|顶|加油|恭喜|书记辛苦|领导辛苦|截止|截至|共[0-9]|一共|合计|报名人数|报名成功|报名结束|接龙结束|未完|待续|完毕|了解|晓得|在吗|你好|您好|早上好|晚上好|高高兴兴|平平安安)"
)
_KIN_SAYS = patterns.later(f"(?:{KIN_WORDS})(?:也|都|就|先|今年|这次)*$")
_ONESELF = patterns.later(
    "(?:我|本人|自己|他|她|先|就|也|都|还是|真的|暂时|这次|今年|明天|说|现在|又|我们|那|不好意思|抱歉|对不起"
    "|[家临]?(?:里|中|时)?有急?事情?|因[^不]{1,8}|身体[^不]{0,4}(?:不好|不舒服|不适)?|生病了?|报名|申请|要|没空|没时间|有工作了)*"
)
_END_OF_SAYING = patterns.later(
    "(?:了|的|啊|哈|吧|哦|呢|呀|啦|嘞|咯|报名|接龙|谢谢.*|不好意思|抱歉)*"
)
_ORDERED = patterns.later("第?([0-9]{1,3})(?:个|号|位)(?:的|也|人|就)*")
_SHORTEST, _LONGEST_PLAIN, _LONGEST_COMPOUND = 2, 3, 4
_LONGEST_SAYING = 16


class Word(NamedTuple):
    """What a word of a line is.

    `core` is the name without what was written to it, or the place; `place` a village in front of
    the name; `rest` what else was written to it; `sure` says that nothing speaks against the name.
    """

    kind: Kind
    core: str = ""
    place: str = ""
    rest: str = ""
    sure: bool = True


def reads_like_a_name(word: str) -> bool:
    """Say whether a word has the form of a whole name, and no other meaning that is known."""
    if word in chat_words.NOT_NAMES or word in chat_words.PLAIN or not _is_han(word):
        return False
    if word[:2] in surnames.COMPOUND:
        return _LONGEST_PLAIN <= len(word) <= _LONGEST_COMPOUND and not _is_called(word)
    first = word[0]
    if first in _NO_SURNAME or first in _SELDOM or word[:2] in chat_words.NOT_NAMES:
        return False
    if not (first in surnames.COMMON or first in _FURTHER):
        return False
    if not _SHORTEST <= len(word) <= _LONGEST_PLAIN or _is_called(word):
        return False
    if len(word) == _SHORTEST and (first in _GIVEN_SHORT or word[1] == first):
        return False
    return not (len(word) == _LONGEST_PLAIN and word[1] == "家" and word[2] in _PLACE_ENDS)


def has_the_shape(word: str) -> bool:
    """Say whether a word begins with a surname and is as long as names are, whatever it may mean.

    Beside another word that reads like a name it may be the name as well.
    """
    if word in chat_words.NOT_NAMES or word in chat_words.PLAIN or not _is_han(word):
        return False
    if word[:2] in surnames.COMPOUND:
        return _LONGEST_PLAIN <= len(word) <= _LONGEST_COMPOUND
    usual = word[0] in surnames.COMMON or word[0] in _FURTHER
    return usual and _SHORTEST <= len(word) <= _LONGEST_PLAIN


def _is_han(word: str) -> bool:
    return re.fullmatch(f"[{HAN}]+", word) is not None


def _is_called(word: str) -> bool:
    """Say whether a word is how people call each other, or a surname with a trade."""
    if word.endswith(chat_words.STYLES) or word[-1] in _CALLED or word[-1] == "去":
        return True
    if len(word) == _SHORTEST and (word[-1] in _CALLED_SHORT or word[-1] == "子"):
        return True
    if _OF_RANK.fullmatch(word[1:]) or (len(word) > _SHORTEST and word[-1] in _SHOPS):
        return True
    return any(word.endswith(one) for one in chat_words.TRADES) or divisions.is_named_village(word)


def is_ethnic(word: str) -> bool:
    """Say whether a word is a name in two parts with the point between them.

    A full stop stands between other words too: where a part reads like a name or a place, no.
    """
    if SEPARATOR in word:
        parts = word.split(SEPARATOR)
        return all(len(one) > 1 or at for at, one in enumerate(parts)) and not any(
            divisions.is_named_village(one) for one in parts
        )
    parts = word.split(".")
    return len(parts) > 1 and not any(
        reads_like_a_name(one) or divisions.is_named_village(one) or len(one) < _SHORTEST
        for one in parts
    )


def read(word: str, places: Collection[str] = ()) -> Word:
    """Return what a word is; `places` are names of villages of the desk without their kind."""
    return _read(word, frozenset(places))


@functools.lru_cache(maxsize=1 << 12)
def _read(word: str, places: frozenset[str]) -> Word:
    plain = _plain(word, places)
    if plain is not None:
        return plain
    if is_ethnic(word):
        return Word(NAME, word)
    if not _is_han(word):
        return Word(UNKNOWN, word)
    if reads_like_a_name(word):
        return Word(NAME, word, sure=word not in places)
    parted = _parted(word, places)
    if parted is not None:
        return parted
    return Word(KIN, word) if _tells_of_kin(word) else Word(UNKNOWN, word)


def _plain(word: str, places: frozenset[str]) -> Word | None:
    """Return a word that is a place, a trade, an office, kin, a figure or a courtesy, if it is."""
    folded = word.casefold()
    if divisions.village_key(word) in places and len(word) > 1:
        return Word(PLACE, word, sure=not reads_like_a_name(word))
    if (said := said_place(word, places)) is not None:
        return said
    if divisions.is_named_village(word):
        usual = word[0] in surnames.COMMON and len(word) == _LONGEST_PLAIN and word[-1] == "村"
        return Word(PLACE, word, sure=not usual or word[1] == "家")
    known = (
        folded in chat_words.PLAIN
        or folded in {"ok", "tel", "id", "qq"}
        or (len(word) == 1 and word.isascii())
        or _COUNTED.fullmatch(folded)
        or _TOWN.fullmatch(word)
        or _PEOPLE_OF.fullmatch(word)
        or _OF_KIN.fullmatch(word)
        or _FOR_WHOM.fullmatch(word)
        or _COUPLE.fullmatch(word)
        or _SAID_NO.fullmatch(word)
    )
    return Word(PLAIN, word) if known and word not in surnames.COMMON else None


def said_place(word: str, places: Collection[str] = ()) -> Word | None:
    """Return a village with the words before it parted off, or None where nothing stands before.

    Where somebody comes from is a remark, and so is what has no name of a place before its kind.
    """
    front = _PLACE_SAID.match(word)
    rest = word[front.end() :] if front else ""
    known = divisions.village_key(rest) in places
    if front and front[0] and (known or (divisions.is_named_village(rest) and _is_spelled(rest))):
        return Word(PLACE, rest, rest=word if _KEPT_WHOLE.search(front[0]) else "")
    if not divisions.is_named_village(word):
        return None
    plain = divisions.placed(word)
    name = divisions.village_key(plain.village)
    alien = any(name.endswith(one) and len(name) - len(one) > 1 and len(one) > 1 for one in places)
    if _ORIGIN.match(word) or _NO_NAME_OF_PLACE.search(name) or (alien and not plain.town):
        return Word(PLAIN, word)
    return None


def _is_spelled(rest: str) -> bool:
    """Say whether a village behind such words has a name of its own: 石桥村, not 村 or 本村."""
    name = divisions.village_key(divisions.placed(rest).village)
    return len(name) > 1 and _NO_NAME_OF_PLACE.search(name) is None


def _parted(word: str, places: frozenset[str]) -> Word | None:
    """Part a name from what was written to it without a blank, where only a name is left."""
    village = _VILLAGE_BEFORE.fullmatch(word)
    if village and divisions.is_named_village(village[1]):
        inner = _within(village[2], places)
        said = said_place(village[1], places)
        place = (said.core if said.kind == PLACE else "") if said else village[1]
        front = village[1] if said and not place else ""
        rest = " ".join(filter(None, (front, inner.rest))) if inner else ""
        return inner._replace(place=place, rest=rest) if inner and not inner.place else None
    for place in sorted(places, key=len, reverse=True):
        rest = word.removeprefix(place)
        if rest != word and len(place) > 1 and reads_like_a_name(rest):
            return Word(NAME, rest, place=place)
    return _within(word, places)


def _within(word: str, places: frozenset[str]) -> Word | None:
    """Return the name in a word that says in front or behind who comes, for whom or as what."""
    if reads_like_a_name(word):
        return Word(NAME, word)
    for found in (_SELF.match(word), _KIN_BEFORE.match(word)):
        rest = word[found.end() :] if found else ""
        if found and rest:
            inner = _within(rest, places)
            if inner is not None:
                return inner._replace(rest=f"{found[0]} {inner.rest}".strip())
    for front in (*chat_words.TRADES, *chat_words.OFFICES):
        rest = word.removeprefix(front)
        if rest != word and reads_like_a_name(rest):
            return Word(NAME, rest, rest=front)
    spoken = _FOR.match(word)
    behind = _SAID_BEHIND.search(word)
    if spoken and spoken.end() < len(word):
        rest = word[spoken.end() :]
        told = _SAID_BEHIND.sub("", rest)
        told = told.removesuffix("报") if told == rest else told
        if reads_like_a_name(told):
            said = word.replace(told, " ", 1)
            return Word(NAME, told, rest=" ".join(said.split()), sure=told != rest)
    # 张三不去: who stays is asked before who goes.
    for found in (_SAID_NO.search(word), behind, _COUPLE.search(word)):
        if found and reads_like_a_name(word[: found.start()]):
            return Word(NAME, word[: found.start()], rest=found[0])
    for trade in chat_words.TRADES:
        if word.endswith(trade) and reads_like_a_name(word.removesuffix(trade)):
            return Word(NAME, word.removesuffix(trade), rest=trade)
    return None


def _tells_of_kin(word: str) -> bool:
    """Say whether a word names somebody for kin, or joins two: 王建国媳妇, 王丁和李戊."""
    for length in (_LONGEST_COMPOUND, _LONGEST_PLAIN, _SHORTEST):
        head, rest = word[:length], word[length:]
        if reads_like_a_name(head) and _KIN_OF.match(rest):
            return True
        if reads_like_a_name(head) and rest[:1] in set("和跟与同代替帮") and len(rest) > _SHORTEST:
            return True
    return False


def is_remark(word: str) -> bool:
    """Say whether a word behind the name begins as remarks do: 会绣花, 能吃苦."""
    return _REMARK.match(word) is not None


def names_another(text: str) -> bool:
    """Say whether a line tells whom to call or who stands for somebody, or another name."""
    return _OTHER_PERSON.search(text) is not None


def is_courtesy(text: str) -> bool:
    """Say whether a line without a number only thanks, greets or tells all of them something."""
    return _COURTESY.match(text) is not None


def kin_before(text: str) -> str:
    """Return the words at the end of a text that say what kin stands behind them, or nothing."""
    found = _KIN_AT_END.search(text)
    return found[0] if found else ""


def is_introduction(text: str) -> bool:
    """Say whether words before a name only say that it is one: 我叫."""
    return not text or _SELF.fullmatch(text) is not None


def is_of_kin(text: str) -> bool:
    """Say whether the words before a saying make it one about kin: 我老公也."""
    return _KIN_SAYS.search(text) is not None


def is_about_oneself(text: str) -> bool:
    """Say whether the words before a saying leave it one about the very person: 家里有事."""
    return len(text) <= _LONGEST_SAYING and _ONESELF.fullmatch(text) is not None


def is_end(text: str) -> bool:
    """Say whether nothing of weight stands behind a saying."""
    return _END_OF_SAYING.fullmatch(text) is not None


def ordered(text: str) -> int | None:
    """Return the number in the list of whom the words before a saying mean: 第3个, or None."""
    found = _ORDERED.fullmatch(text)
    return int(found[1]) if found else None


def village(name: str) -> str:
    """Return the name of a village as people write it before their own, without its kind."""
    return divisions.village_key(name)
