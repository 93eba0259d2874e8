"""What a chat line says in so many words: of whom else, which number is old, values by their label.

All of it works on text in one width (NFKC); what is found is told by where it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_words, chatted, codes, divisions
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOBILE = r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
_PHONE = patterns.later(_MOBILE)
_CALL = "(?:联系电话|电话号码|手机号码|手机电话|联系方式|电话|手机号|手机|号码)"
_EMERGENCY = "(?:紧急|应急)(?:联系人|联络人|联系|电话)?"
_ROLE = (
    f"{_EMERGENCY}|联系人|联络人|联络员|介绍人|推荐人|担保人|监护人|领队|带队人?|经办人|填报人|填表人"
    "|帮扶人|帮扶干部|帮扶责任人|委托人|代领人|证明人|户主|[村组]?(?:支书|书记|主任)?推荐"
)
_HEAD = patterns.later(f"(?P<role>{_ROLE})|{chatted.OF_KIN}")
_IS = patterns.later("\\s*(?:[:是为]|名?叫)?\\s*")
_CALL_BEFORE = patterns.later(f"的?{_CALL}\\s*[:是为]?\\s*")
_WHO = patterns.later(f"[{HAN}{SEPARATOR}]{{1,8}}?(?=的?{_CALL}|[^{HAN}{SEPARATOR}]|$)")
_TIE = patterns.later("\\s*[(]([^()0-9]{1,6})[)]")
_BEFORE_PHONE = patterns.later(f"[\\s,:(]*(?:的?{_CALL})?[\\s:是为]*")
_OF_ANOTHER = patterns.later(f"{_CALL}\\s*[:是为]*{chatted.OF_KIN}的?\\s*:?\\s*{_MOBILE}")
_LONGEST_NAME = 5

_SINCE = "(?:报|填|登记|用|留|写)?的?"
_OLD = patterns.later(
    f"(?:(?:原来|原先|以前|之前|上次|过去){_SINCE}|[原旧老](?:{_SINCE}(?=手机|电话|联系|号)|[报填用留写]的?))"
    f"(?:手机|电话|联系)?(?:号码|号|电话)?\\s*[:是为]?\\s*(?P<number>{_MOBILE})"
    "\\s*(?:,?\\s*(?:已经?|都|也)?(?:作废|停用|停机|注销|不用|空号|弃用)了?)?"
)
_DEAD = patterns.later(
    f"(?P<number>{_MOBILE})\\s*[(,]?\\s*(?:已经?|都|也)?"
    "(?:作废|停用|注销|不用了|空号|弃用|旧号|老号|原号)了?"
)
_NEW = patterns.later(
    "(?:现改为|现在|现用|改为|改成|换成|换为|更换为|更正为|更新为|变更为|[新现](?=的|用|号|电话|手机|联系))"
    f"(?:的|用的?)?(?:手机|电话|联系)?(?:号码|号|电话)?\\s*[:是为]?\\s*(?P<number>{_MOBILE})"
    "(?:\\s*[(]?新号[)]?)?"
)

_ACCOUNT = patterns.later(
    f"(?:(?<![{HAN}])(?P<bank>[{HAN}]{{2,6}}(?:银行|信用社))(?:银行卡|卡)?|银行卡|工资卡|一卡通|银行账户|银行账|账|卡(?=号))"
    "(?:号码|号|户)?\\s*[:是为]?\\s*(?P<account>[0-9](?:[ ]?[0-9]){11,22})(?![0-9xX])"
)
_PAPER = patterns.later("[1-9][0-9]{5}(?:18|19|20)[0-9]{10}")
_BORN = patterns.later(
    "(?:(?:出生年月日|出生日期|出生年月|生日|出生|生于)\\s*[:是于]?\\s*)?"
    "(?<![0-9])(?P<year>19[3-9][0-9]|200[0-9]|201[01])\\s*[年./-]\\s*(?P<month>1[0-2]|0?[1-9])\\s*[月./-]"
    "\\s*(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])[日号]?\\s*(?:出生|生)?"
)
_AT = f"(?<![{HAN}])"
_END_OF_VALUE = "(?=\\s|[,;|/、。]|$)"
_LABELLED = (
    ("sex", patterns.later(f"{_AT}性别\\s*:?\\s*(男性?|女性?){_END_OF_VALUE}")),
    ("ethnic", patterns.later(f"{_AT}民族\\s*:?\\s*([{HAN}]{{1,6}}){_END_OF_VALUE}")),
    ("age", patterns.later(f"{_AT}年龄\\s*:?\\s*([1-9][0-9])\\s*(?:周岁|岁)?{_END_OF_VALUE}")),
    (
        "education",
        patterns.later(f"{_AT}(?:学历|文化程度|文化)\\s*:?\\s*([{HAN}]{{2,8}}){_END_OF_VALUE}"),
    ),
    (
        "wanted_trades",
        patterns.later(
            f"{_AT}(?:意向工种|就业意向|求职意向)\\s*:\\s*([^\\s,;|。:]+){_END_OF_VALUE}"
        ),
    ),
    (
        "trade",
        patterns.later(
            f"{_AT}(?:主要从事工种|从事工种|工种)\\s*:\\s*([^\\s,;|。:]+){_END_OF_VALUE}"
        ),
    ),
    (
        "place",
        patterns.later(
            f"{_AT}(?:现居住地址|家庭住址|家庭地址|详细地址|户籍地址|现居住地|居住地址|现住址|户籍地|住址|地址|户籍"
            f"|户口所在地|户口|家住|住在|现住|来自|所在村组?|行政村|村名|村组|村居|村社区|村|社区)(\\s*:\\s*|\\s+)([^\\s,;|。:]+){_END_OF_VALUE}"
        ),
    ),
)
_TOTAL = patterns.later(
    "(?:截至?(?:目前|现在)?|目前|现在|本村|全村|我村)?,?(?:合计|共计|总计|小计|累计|一共|总共|共)(?:报名|人数)?:?[0-9]{1,4}"
    "(?:个人|人|名|位|个)(?:[,(].{0,16}[0-9].{0,3}[)]?)?(?:报名)?"
)
_MEETING = patterns.later(
    "集合|上车|下车|等车|乘车|接人|汇合|会合|碰头|见面|地点|地址|门口|广场|发起|组织者|负责|联系|咨询|主任|书记|支书|干部"
)
_SHORT_KIN = "[爸妈爹娘哥姐弟妹嫂叔婶姑姨舅]"
_REPORTED = patterns.later(
    f"(?:把|帮忙|帮|给|替|代|为)(?:{chatted.OF_KIN}|{chatted.OUR}?的?{_SHORT_KIN})"
    "[^也,;、。0-9]{0,3}(?:加|报|填|登|写|接|录)"
    f"|(?:{chatted.OF_KIN}|{chatted.OUR}的?{_SHORT_KIN})的(?:身份证|证件|名字|名)"
    f"|(?<![和跟带]){chatted.OUR}的?(?:{chatted.KIN_WORDS})(?:想|要|来|自己)?(?:报个?名|报一个|参加)$"
)
_OUR_SHORT = patterns.later(f"{chatted.OUR}的?{_SHORT_KIN}$")
# 4306… 我妈的, （我妈）, 是我老公的身份证: what ends the clause, or is all that the brackets hold.
_KIN_BEHIND = patterns.later(
    f"[\\s,;、(]*(?:[这那](?:个|张)?|以上|上面)?[是为]?(?:{chatted.OF_KIN}|{chatted.OUR}的?{_SHORT_KIN})"
    "(?:的(?:身份证|证件|证)?号?码?)?\\s*(?:[)]|[,;。!]|$)"
)
_STAYS = patterns.later("|".join(map(re.escape, chat_words.WITHDRAWING)))
_WORDS = patterns.later(f"[{HAN}]+")
_FIGURES = patterns.later("[0-9]{11}")
# 张三不去了，换李四: one stays and another comes.
_INSTEAD = patterns.later(
    "^(?:了|吧|的)*(?:现在|就)?(?:换|改|替|顶替|由|让|叫|请|补)(?:成|为|由|上|了|补)?"
)
# （用我妈的号）138…, 138…（用我妈的号）, and 打我哥的138… where there is no other.
_USED = "(?:用的?是?|打|留的?是?|填的?是?|是|联系)"
_OWNER = f"(?:{chatted.OUR})?的?(?:{chatted.KIN_WORDS})"
_OWNING = f"(?:{_USED}{_OWNER}的?(?:{_CALL}|号)?|{_OWNER}(?:的(?:{_CALL}|号)?|{_CALL}|号))"
_BRACKETED = f"[(]\\s*(?P<words>{_OWNING})\\s*[)]"
_OWNED_BEHIND = patterns.later(f"(?P<number>{_MOBILE})\\s*{_BRACKETED}")
_OWNED_BEFORE = patterns.later(f"{_BRACKETED}\\s*:?\\s*(?P<number>{_MOBILE})")
_OWNED_ONLY = patterns.later(
    f"(?P<words>(?:用|打){_OWNER}的?(?:{_CALL}|号)?)\\s*[:是为]?\\s*(?P<number>{_MOBILE})"
)
_CODED = frozenset({"sex", "ethnic", "education"})


class Other(NamedTuple):
    """Where a line speaks of somebody else, and whom: `who` and `phone` may be empty.

    `emergency` says that it is who to call in need, `tie` what that person is to the worker.
    `sure_phone` says that the number is surely the other's.
    """

    start: int
    end: int
    who: str
    phone: str
    emergency: bool
    tie: str
    sure_phone: bool


def others(text: str) -> Iterator[Other]:
    """Yield where a text names somebody else by kin or by a part played, with name or telephone."""
    at = 0
    while (head := _HEAD.search(text, at)) is not None:
        at = head.end()
        back = next(
            (one for one in _OF_ANOTHER.finditer(text) if one.start() < at <= one.end()), None
        )
        found = (
            Other(back.start(), back.end(), "", back[0], emergency=False, tie="", sure_phone=True)
            if back
            else _other(text, head)
        )
        if found is not None:
            at = found.end
            yield found


def _other(text: str, head: re.Match[str]) -> Other | None:
    role = head["role"] or ""
    emergency = re.fullmatch(_EMERGENCY, role) is not None
    at = _end(_IS, text, head.end())
    called = _CALL_BEFORE.match(text, at)
    phone = _PHONE.match(text, called.end() if called else at)
    if phone:
        tie = "" if role else head[0]
        return Other(head.start(), phone.end(), "", phone[0], emergency, tie, sure_phone=True)
    who = _WHO.match(text, at)
    if called or who is None or not _is_whom(who[0], by_role=bool(role)):
        return None
    kin = re.fullmatch(chatted.OF_KIN, who[0]) is not None
    tied = _TIE.match(text, who.end())
    end = tied.end() if tied else who.end()
    phone = _PHONE.match(text, _end(_BEFORE_PHONE, text, end))
    return Other(
        head.start(),
        phone.end() if phone else end,
        "" if kin else who[0],
        phone[0] if phone else "",
        emergency,
        who[0] if kin else tied[1] if tied else "",
        sure_phone=bool(role),
    )


def _is_whom(word: str, *, by_role: bool) -> bool:
    """Say whether a word behind kin or a part played is who that is, and no remark."""
    if by_role:
        return len(word) <= _LONGEST_NAME
    return chatted.reads_like_a_name(word)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def owned(text: str) -> tuple[int, int, str, str] | None:
    """Return where a text says whose a telephone is, that telephone, and the words for whose.

    Words without brackets count only where they say to use that one and there is no other. Kin
    that is only named beside one may be the person's own place in a family.
    """
    asked = [_OWNED_BEHIND, _OWNED_BEFORE]
    if len(_PHONE.findall(text)) == 1:
        asked.append(_OWNED_ONLY)
    found = next((one for pattern in asked if (one := pattern.search(text))), None)
    return (found.start(), found.end(), found["number"], found["words"]) if found else None


class Change(NamedTuple):
    """Where a text says that a telephone is an old one, or the new one, and its number."""

    start: int
    end: int
    number: str
    is_new: bool


def changes(text: str) -> list[Change]:
    """Return where a text says which telephone is old and which one is new, in its order."""
    found: list[Change] = []
    for pattern, is_new in ((_OLD, False), (_DEAD, False), (_NEW, True)):
        for one in pattern.finditer(text):
            if all(one.end() <= other.start or one.start() >= other.end for other in found):
                found.append(Change(one.start(), one.end(), one["number"], is_new))
    return sorted(found)


def account(text: str) -> tuple[int, int, str, str] | None:
    """Return where a bank account stands behind its label, its figures and the bank if named.

    Figures in the shape of the number of a paper are none.
    """
    found = _ACCOUNT.search(text)
    account = "".join(found["account"].split()) if found else ""
    if found is None or _PAPER.fullmatch(account):
        return None
    return found.start(), found.end(), account, found["bank"] or ""


def born(text: str) -> tuple[int, int, str] | None:
    """Return where the date of a birth stands that a worker may have, and the date; or None."""
    found = _BORN.search(text)
    if found is None:
        return None
    day = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
    return found.start(), found.end(), day


def labelled(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, field, value) of values behind their labels; `place` is any of places.

    A word that is no value of its field stays where it is.
    """
    for name, pattern in _LABELLED:
        found = pattern.search(text)
        if found is None or (name in _CODED and codes.read_code(name, found[1]) is None):
            continue
        # Without a colon only what calls itself a village is the value of the label of a place.
        if name != "place" or ":" in found[1] or divisions.is_named_village(found[2]):
            yield found.start(), found.end(), name, found[found.lastindex or 0]


def is_total(text: str) -> bool:
    """Say whether a line only counts the people above it: 合计4人."""
    return _TOTAL.fullmatch("".join(text.split()).strip("。.!")) is not None


def is_for_kin(text: str) -> bool:
    """Say whether the words before a number say that it is of kin: 帮我老公报名, 我老公的."""
    bare = text.rstrip(" ,:;、(").removesuffix("的")
    return bool(_REPORTED.search(bare) or _OUR_SHORT.search(bare) or chatted.kin_before(bare))


def is_of_kin(behind: str) -> bool:
    """Say whether the words behind a number say that it is of kin: （我妈）, 是我老公的."""
    return bool(_KIN_BEHIND.match(behind))


def who_comes(text: str, name: str) -> tuple[str, ...]:
    """Return whom a line names, by which `name` stays at home, that may come instead.

    Behind the words for staying that is any word that reads like a name, or begins like one behind
    words for an exchange or before the figures of a paper or a telephone.
    """
    plain = text.replace(name, " ", 1) if name else text
    stays = _STAYS.search(plain)
    if stays is None:
        return ()
    behind = plain[stays.end() :]
    numbered = _FIGURES.search(behind) is not None
    found = (_somebody(word, numbered=numbered) for word in _WORDS.findall(behind))
    return tuple(filter(None, found))


def _somebody(word: str, *, numbered: bool) -> str:
    bare = _INSTEAD.sub("", word)
    read = chatted.read(bare)
    if read.kind == chatted.NAME:
        return read.core
    begun = (bare[:length] for length in (4, 3, 2))
    likely = next((one for one in begun if chatted.reads_like_a_name(one)), "")
    return likely if bare != word or numbered else ""


def tells_where_to_meet(text: str) -> bool:
    """Say whether words of a head tell of a place to meet or of whoever calls, not of a home."""
    return _MEETING.search(text) is not None
