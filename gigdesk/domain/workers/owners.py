"""Whose a telephone is that stands beside somebody's name: 用我妈的号 is 母亲."""

from __future__ import annotations

import re

from gigdesk.domain.workers import chatted

_KIN = {
    "母亲": "妈 妈妈 娘 母亲",
    "父亲": "爸 爸爸 爹 父亲",
    "妻子": "老婆 媳妇 妻子 妻",
    "丈夫": "老公 丈夫 夫",
    "儿子": "儿子 儿",
    "哥哥": "哥 哥哥",
    "姐姐": "姐 姐姐",
    "弟弟": "弟 弟弟",
    "妹妹": "妹 妹妹",
}
_PLAIN = {word: plain for plain, words in _KIN.items() for word in words.split()}
_WORDS = re.compile(
    f"(?:用的?是?|打|留的?是?|填的?是?|是|找|联系)?(?:{chatted.OUR})?的?(?P<kin>{chatted.KIN_WORDS})"
    "(?:家)?的?(?:手机号码|电话号码|联系电话|手机号|手机|电话|号码|号)?"
)


def plain(note: str) -> str:
    """Return the kin that words beside a telephone name, and other words as they are."""
    found = _WORDS.fullmatch("".join(note.split()))
    return _PLAIN.get(found["kin"], found["kin"]) if found else note
